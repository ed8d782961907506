// Relation extraction: the facts that a document's sentences, tables, lists and names state.
#pragma once

#include "recognise/recognise.h"
#include "relate/compile_relations.h"
#include "relate/local_facts.h"
#include "resolve/resolve.h"
#include "text/text.h"
#include "whobuilds/document.h"

namespace whobuilds::relate {

class Trace;

constexpr double kLeastConfidence = 0.5;  // a reading below says nothing

struct RelateInput {
  const Rules* rules;
  const CompiledRelations* relations;
  const Document* document;
  const text::Text* text;
  const recognise::Recognition* recognition;
  const resolve::Resolution* resolution;
  Trace* trace = nullptr;  // filled when not null
};

// Fills `out` (cleared first). Several facts of one relation may be read at different places; each
// keeps its own evidence. Order: by sentence, then as read. Deterministic.
void relate(const RelateInput& input, LocalFacts& out);

}  // namespace whobuilds::relate
