// The stages in their order, for those who need what lies between them.
#pragma once

#include "recognise/recognise.h"
#include "relate/local_facts.h"
#include "relate/trace.h"
#include "resolve/resolve.h"
#include "text/text.h"
#include "whobuilds/document.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::extract {

// Buffers, reused from document to document. Not thread-safe.
struct Pipeline {
  text::Text text;
  recognise::Recognition recognition;
  resolve::Resolution resolution;
  relate::LocalFacts facts;

  // Reads `document`; `trace` (may be null) is written along.
  void run(const RuleSet& rule_set, const Document& document, relate::Trace* trace = nullptr);
};

}  // namespace whobuilds::extract
