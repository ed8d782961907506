#include "cli/finished_lines.h"

#include <limits>
#include <tuple>

#include "whobuilds/facts_jsonl.h"

namespace whobuilds::cli {
namespace {

Diagnostic other_run(const std::string& path, uint32_t line, const std::string& what) {
  Diagnostic problem;
  problem.code = "map.other_run";
  problem.file = path;
  problem.line = line;
  problem.message = what;
  problem.expected = "the output of a run over the same inputs with the same rules";
  problem.remedy = "write to another file, or leave out --resume to begin anew";
  return problem;
}

// What keeps `done` from being what map makes of `input`; "" when nothing does. The document's facts are not read
// again.
std::string misfit(const std::string& done, const InputLine& input, const std::string& rules) {
  const Result<Document> document = read_jsonl_line(input.text, *input.file, input.number);
  const std::string other_line =
      "the line was not made from line " + std::to_string(input.number) + " of " + *input.file;
  if (!document) return done == error_to_json_line(document.diagnostics().front()) ? "" : other_line;
  const Result<FactsLine> line = read_facts_line(done, "", 0);
  if (!line || line->error) return other_line;
  const DocumentInfo& info = line->record.facts.document;
  if (std::tie(info.id, info.sha256) != std::tie(document->id, document->sha256)) return other_line;
  return line->record.rules == rules ? "" : "the line was made by other rules";
}

}  // namespace

Result<RunCounts> take_finished_lines(const std::string& path, const std::string& rules, LineSource& source,
                                       LineOutput& out) {
  RunCounts taken;
  LineReader finished(path, std::numeric_limits<uint64_t>::max());
  InputLine input;
  for (std::string done; finished.next(done) && finished.line_ended();) {
    if (!source.next(input)) return other_run(path, finished.line_number(), "the inputs end before this line");
    const std::string what = misfit(done, input, rules);
    if (!what.empty()) return other_run(path, finished.line_number(), what);
    const Diagnostics unwritten = out.write(done);
    if (!unwritten.empty()) return unwritten;
    taken.bytes = input.bytes_taken;
    ++(done.rfind("{\"error\":", 0) == 0 ? taken.errors : taken.documents);
  }
  for (const Diagnostic& problem : finished.problems()) {
    if (problem.code == "read.unreadable") return problem;
  }
  return taken;
}

}  // namespace whobuilds::cli
