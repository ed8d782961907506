// Questions to a graph, in Japanese, English or Chinese, or as fixed verbs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"
#include "whobuilds/language.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// One piece of evidence of an answer that speaks against it.
struct CounterEvidence {
  std::optional<uint32_t> edge;  // index into Graph::edges(); nothing: of the row's attribute
  uint32_t evidence = 0;         // index into the evidence of that edge or attribute
};

// One result: a relation, or an attribute value.
struct AnswerRow {
  uint32_t node = 0;                  // the entity that answers, index into Graph::nodes()
  std::string relation;               // a relation, or the key of an attribute; "" for where a path begins
  std::string role;                   // of "roles" only: "designs", "trains", "develops", "manufactures", "hosts", "uses",
                                      // "supplies", "funds", "owns", "partners"
  std::optional<uint32_t> attribute;  // the value: index into the attributes of `node`; nothing for a relation
  Status status = Status::asserted;
  double confidence = 0;
  uint32_t independent_sources = 0;   // documents; copies of one sentence count once
  bool inferred = false;              // nobody says it, it follows: a variant is built by its family's builder
  std::string first_said, last_said;  // dates of the earliest and the latest document that says so, "" when none has one
  std::vector<uint32_t> edges;        // that support it, best first: indices into Graph::edges()
  // Denials of what the row says (of a denied row: claims of it), and denied relations between the same two things.
  std::vector<CounterEvidence> counter_evidence;
};

struct Answer {
  std::string template_id;         // the question template or verb that fitted
  std::string understood;          // the question as understood, e.g. "planned builds-chips company:huawei"; it can be asked
  Language language = Language::en;  // of the question
  bool count = false;              // how many rows there are is the answer
  std::string since;               // only what documents since this date say was asked for, "" for everything
  std::vector<uint32_t> subjects;  // nodes the names in the question resolved to
  std::vector<AnswerRow> rows;     // by status, then confidence, then id; roles by role first, a path in its order
};

// Answers questions to one graph. It keeps an index of the graph's names and the compiled question forms, so that a
// question costs what its answer costs: make one and keep it where many questions are asked. Building it takes time
// and memory in proportion to the names. Immutable, so any number of threads may ask at the same time.
class Answerer {
 public:
  // `graph` must outlive it.
  Answerer(const Graph& graph, const RuleSet& rule_set);
  ~Answerer();
  Answerer(Answerer&&) noexcept;
  Answerer& operator=(Answerer&&) noexcept;

  // A question in plain words, or what is asked for and a name, as Answer::understood writes it ("who-uses H100",
  // "planned builds-chips Huawei", "parameters Qwen3"). Errors: ask.no_template (with the nearest ones in `remedy`),
  // ask.unknown_name (with candidates), ask.ambiguous_name (with candidates), ask.too_long (over 1,000 bytes).
  // Names are compared without regard to case, width, spaces, hyphens, traditional or simplified characters, hiragana
  // or katakana; spelling mistakes are not mended silently but answered with candidates. A question that is understood
  // and finds nothing gives an answer without rows.
  Result<Answer> ask(std::string_view question) const;

  // What a verb asks about a name: "who-builds", "builds-what", "neighbours", "roles" ...
  Result<Answer> ask_verb(std::string_view verb, std::string_view name) const;
  // Rows are the nodes along a shortest path, from `from` to `to`, each with the edge that leads to it.
  Result<Answer> ask_path(std::string_view from, std::string_view to) const;
  // As the function of this name below.
  Result<std::vector<uint32_t>> find_entities(const std::vector<std::string>& names) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

// The same for a single question: each builds the index of names anew.
Result<Answer> ask(const Graph& graph, const RuleSet& rule_set, std::string_view question);
Result<Answer> ask_who_builds(const Graph& graph, std::string_view name);
Result<Answer> ask_builds_what(const Graph& graph, std::string_view name);
Result<Answer> ask_neighbours(const Graph& graph, std::string_view name);
Result<Answer> ask_path(const Graph& graph, std::string_view from, std::string_view to);

// The nodes that these names mean, ascending, each once; a name that several nodes share means all of them. Names are
// understood as in questions. Errors: ask.unknown_name with candidates, for each name that is not known.
Result<std::vector<uint32_t>> find_entities(const Graph& graph, const std::vector<std::string>& names);

// Runs the examples of the question templates: each must be read as stated by its own template and by all templates
// together, no counter-example by its own. As test_rules, which runs those of all other rules.
RuleTestReport test_questions(const RuleSet& rule_set);

}  // namespace whobuilds
