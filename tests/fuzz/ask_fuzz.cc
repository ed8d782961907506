// A question of any bytes: answered, or refused with a problem that says what to do; what was understood can be asked.
#include <string>

#include "core/utf8.h"
#include "fuzz/fuzz.h"
#include "whobuilds/ask.h"
#include "whobuilds/extractor.h"
#include "whobuilds/graph.h"
#include "whobuilds/report.h"

using whobuilds::fuzz::require;

namespace {

const whobuilds::RuleSet& rules() {
  static const auto rule_set = whobuilds::RuleSet::embedded();
  require(rule_set.ok());
  return *rule_set;
}

whobuilds::Graph small_graph() {
  const auto article = whobuilds::read_document(
      "Huawei designed the Ascend 910C. SMIC manufactures the Ascend 910C.\n\n"
      "DeepSeek developed DeepSeek-V3, which has 671 billion parameters. TSMC does not supply Huawei.\n",
      "fuzz.md");
  require(article.ok());
  whobuilds::Extractor extractor(rules());
  whobuilds::Graph graph(rules());
  graph.add(extractor.extract(*article), article->text);
  graph.finish();
  return graph;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const whobuilds::Graph graph = small_graph();
  static const whobuilds::Answerer answerer(graph, rules());
  const auto answer = answerer.ask(whobuilds::fuzz::view(data, size));
  if (!answer) {
    for (const auto& problem : answer.diagnostics()) {
      require(problem.code.rfind("ask.", 0) == 0 && !problem.message.empty());
      require(whobuilds::core::valid(problem.message) || !whobuilds::core::valid(whobuilds::fuzz::view(data, size)));
    }
    return 0;
  }
  require(whobuilds::core::valid(answer_to_json(graph, *answer)));
  require(answer->rows.empty() == answer_to_text(graph, *answer).empty() || answer->rows.size() == 1);
  const auto again = answerer.ask(answer->understood);
  require(again.ok() && again->understood == answer->understood && again->rows.size() == answer->rows.size());
  return 0;
}
