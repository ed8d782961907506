// Rules compiled for the engine: built once per RuleSet, immutable, shared by all threads.
#pragma once

#include "recognise/recognise.h"
#include "relate/compile_relations.h"

namespace whobuilds {

struct CompiledRules {
  relate::CompiledRelations relations;
  recognise::Recogniser recogniser;
};

}  // namespace whobuilds
