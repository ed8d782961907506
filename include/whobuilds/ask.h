// Questions to a graph, in Japanese, English or Chinese, or as fixed verbs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"

namespace whobuilds {

// One result. `edges` are indices into Graph::edges() that support it, best first.
struct AnswerRow {
  uint32_t node = 0;             // the entity that answers, index into Graph::nodes()
  std::string relation;
  Status status = Status::asserted;
  double confidence = 0;
  uint32_t independent_sources = 0;  // documents; copies of one sentence count once
  bool inferred = false;         // nobody says it, it follows: a variant is built by its family's builder
  std::vector<uint32_t> edges;
};

struct Answer {
  std::string template_id;                 // the question template or verb that fitted
  std::string understood;                  // the question as understood, e.g. "who-builds chip:ascend-910c"
  std::vector<uint32_t> subjects;          // nodes the names in the question resolved to
  std::vector<AnswerRow> rows;             // by status, then confidence, then id
};

// A question in plain words, or a verb and a name ("who-uses H100"). Errors: ask.no_template (with the
// nearest ones in `remedy`), ask.unknown_name (with candidates), ask.ambiguous_name (with candidates).
// Names are compared without regard to case, width, spaces and hyphens; spelling mistakes are not
// mended silently but answered with candidates. A question that is understood and finds nothing gives
// an answer without rows.
Result<Answer> ask(const Graph& graph, const RuleSet& rule_set, std::string_view question);

Result<Answer> ask_who_builds(const Graph& graph, std::string_view name);
Result<Answer> ask_builds_what(const Graph& graph, std::string_view name);
Result<Answer> ask_neighbours(const Graph& graph, std::string_view name);
// Rows are the nodes along a shortest path, from `from` to `to`, each with the edge that leads to it.
Result<Answer> ask_path(const Graph& graph, std::string_view from, std::string_view to);

// The nodes that these names mean, ascending, each once; a name that several nodes share means all of them. Names are
// understood as in questions. Errors: ask.unknown_name with candidates, for each name that is not known.
Result<std::vector<uint32_t>> find_entities(const Graph& graph, const std::vector<std::string>& names);

}  // namespace whobuilds
