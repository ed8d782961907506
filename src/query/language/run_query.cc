#include <algorithm>

#include "query/language/bind.h"
#include "query/language/distinct_rows.h"
#include "query/language/parser.h"
#include "whobuilds/query.h"

namespace whobuilds {
namespace {

// Rows of all parts, without repetitions unless they are kept.
class Rows {
 public:
  Rows(const query::Program& program, query::Execution& execution, std::vector<List>& rows)
      : distinct_(program.parts.size() > 1 && !program.query->keep_duplicates), execution_(execution), rows_(rows) {}

  bool add(const query::Part& part) {
    List row;
    for (const uint32_t slot : part.result) row.push_back(execution_.frame[slot]);
    if (distinct_ && !seen_.insert(row).second) return true;
    if (rows_.size() >= execution_.limits().rows) {
      execution_.end("row_limit", "the result has more than " + std::to_string(rows_.size()) + " rows",
                     "ask for less with LIMIT, or raise the limit");
      return false;
    }
    rows_.push_back(std::move(row));
    return execution_.hold(part.result.size());
  }

 private:
  bool distinct_;
  query::Execution& execution_;
  std::vector<List>& rows_;
  query::RowSet seen_;
};

}  // namespace

Result<QueryResult> run_query(const PropertyGraph& graph, std::string_view text, const QueryOptions& options) {
  Result<query::Query> parsed = query::parse(text);
  if (!parsed) return parsed.diagnostics();
  const Result<query::Program> bound =
      query::bind(std::make_shared<query::Query>(std::move(*parsed)), text, graph, options.parameters);
  if (!bound) return bound.diagnostics();
  query::Execution execution(graph, text, options, bound->slots);
  QueryResult result;
  result.columns = bound->columns;
  Rows rows(*bound, execution, result.rows);
  for (const query::Part& part : bound->parts) part.pipeline->run(execution, [&] { return rows.add(part); });
  if (execution.failed()) return execution.problems();
  return {std::move(result), bound.diagnostics()};
}

std::string query_excerpt(std::string_view text, const Diagnostic& problem) {
  if (problem.line == 0) return "";
  size_t begin = 0;
  for (uint32_t line = 1; line < problem.line; ++line) begin = text.find('\n', begin) + 1;
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  // Tabs are kept so that the caret stands below its place.
  std::string pointer;
  for (size_t i = 0; i + 1 < problem.column && i < line.size(); ++i) {
    const bool continues = (static_cast<unsigned char>(line[i]) & 0xC0) == 0x80;
    if (!continues) pointer += line[i] == '\t' ? "\t" : static_cast<unsigned char>(line[i]) >= 0xE2 ? "  " : " ";
  }
  return std::string(line) + "\n" + pointer + "^\n";
}

}  // namespace whobuilds
