#include "extract/pipeline.h"

#include "extract/compiled_rules.h"
#include "relate/relate.h"

namespace whobuilds::extract {

void Pipeline::run(const RuleSet& rule_set, const Document& document, relate::Trace* trace) {
  const Rules& rules = rule_set.rules();
  const CompiledRules& compiled = rule_set.compiled();
  text::prepare_text(document, text);
  compiled.recogniser.recognise(text, recognition, document.date);
  resolve::resolve(rules, text, recognition, resolution);
  const relate::RelateInput input{&rules, &compiled.relations, &document, &text, &recognition, &resolution, trace};
  relate::relate(input, facts);
}

}  // namespace whobuilds::extract
