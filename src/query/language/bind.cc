#include "query/language/bind.h"

#include <algorithm>

#include "core/edit_distance.h"
#include "query/language/binder.h"
#include "query/language/match.h"
#include "query/language/tokens.h"

namespace whobuilds::query {

bool may_be(StaticType type, std::initializer_list<StaticType> allowed) {
  return type == StaticType::any || type == StaticType::null ||
         std::find(allowed.begin(), allowed.end(), type) != allowed.end();
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& names) {
  const std::string near = core::nearest(name, {names.begin(), names.end()});
  return near.empty() ? "" : "did you mean " + near + "?";
}

Result<Program> Binder::run(std::shared_ptr<Query> query) {
  Program program;
  program.query = std::move(query);
  for (SingleQuery& single : program.query->parts) program.parts.push_back(bind_part(single, program));
  if (has_errors(problems_)) return std::move(problems_);
  program.slots = slots_;
  return {std::move(program), std::move(problems_)};
}

void Binder::fail(Span span, std::string_view code, std::string message) {
  problems_.push_back(query_error(text_, span, code, std::move(message)));
}

std::vector<std::string> Binder::visible_names() const {
  std::vector<std::string> names;
  for (const auto& variable : scope_) names.push_back(variable.first);
  return names;
}

void Binder::warn_unknown(Span span, std::string_view code, const std::string& what, const std::string& name,
                          const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  Diagnostic problem = query_error(text_, span, code, "the graph has no " + what + " " + name);
  problem.severity = Severity::warning;
  problem.remedy = did_you_mean(name, known);
  problems_.push_back(std::move(problem));
}

Part Binder::bind_part(SingleQuery& single, Program& program) {
  scope_.clear();
  Part part;
  part.pipeline = std::make_unique<Pipeline>();
  pipeline_ = part.pipeline.get();
  for (Clause& clause : single.clauses) bind_clause(clause);
  std::vector<std::string> columns;
  if (!single.clauses.empty()) {
    for (const ProjectionItem& item : single.clauses.back().projection.items) {
      columns.push_back(item.name);
      part.result.push_back(item.slot);
    }
  }
  return join_columns(std::move(part), columns, single, program);
}

// The parts of a UNION name the same columns; the first one's order is that of the result.
Part Binder::join_columns(Part part, const std::vector<std::string>& columns, const SingleQuery& single,
                          Program& program) {
  if (program.columns.empty()) {
    program.columns = columns;
    return part;
  }
  std::vector<uint32_t> ordered;
  for (const std::string& column : program.columns) {
    const auto found = std::find(columns.begin(), columns.end(), column);
    if (found != columns.end()) ordered.push_back(part.result[static_cast<size_t>(found - columns.begin())]);
  }
  if (ordered.size() != program.columns.size() || columns.size() != ordered.size()) {
    fail(single.span, "union_columns", "both sides of UNION must return columns of the same names");
  }
  part.result = std::move(ordered);
  return part;
}

void Binder::bind_clause(Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::match:
      return bind_match(clause);
    case Clause::Kind::unwind:
      return bind_unwind(clause);
    default:
      return bind_projection(clause);
  }
}

void Binder::bind_unwind(Clause& clause) {
  bind_value(clause.list);
  if (scope_.count(clause.variable) > 0) {
    fail(clause.span, "variable_bound", "the variable " + clause.variable + " exists already");
  }
  clause.slot = new_slot();
  scope_[clause.variable] = {clause.slot, StaticType::any};
  pipeline_->add(make_unwind(clause.list, clause.slot));
}

void Binder::bind_match(Clause& clause) {
  const std::vector<uint32_t> bound = bind_pattern(clause.pattern, PatternUse::clause);
  if (clause.where != nullptr) bind_condition(clause.where);
  if (has_errors(problems_)) return;
  pipeline_->add(make_match(graph_, {clause.pattern, clause.where, bound, clause.optional}));
}

Result<Program> bind(std::shared_ptr<Query> query, std::string_view text, const PropertyGraph& graph,
                     const Map& parameters) {
  return Binder(text, graph, parameters).run(std::move(query));
}

}  // namespace whobuilds::query
