// The engine: a document and a rule set to the document's facts.
//
//   auto rules = whobuilds::RuleSet::embedded();
//   whobuilds::Extractor extractor(*rules);
//   whobuilds::DocumentFacts facts = extractor.extract(document);
#pragma once

#include <memory>

#include "whobuilds/document.h"
#include "whobuilds/fact.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// Holds buffers that are reused from document to document, so use one per thread; it is not
// thread-safe, the RuleSet behind it is. Extraction cannot fail: no text breaks it. The result
// depends on the document and the rules alone.
class Extractor {
 public:
  explicit Extractor(RuleSet rule_set);
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  DocumentFacts extract(const Document& document);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds
