// What the words beside a name say about the kind of thing it names: "the X model", Xモデル,
// AIモデル「X」, 新興企業のX, X公司. The words stand in rules/names.
#pragma once

#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/span.h"

namespace whobuilds::resolve {

// Type ids of an ontology by role; kNoIndex where it has no such type.
struct KnownTypes {
  explicit KnownTypes(const Ontology& ontology);
  TypeSet organisations = 0;  // Company, Organization
  TypeSet model = 0, product = 0;
};

// The types that the words right before and after `name` (bytes of `folded`) speak for; 0 when they say nothing.
// Quotation marks and spaces in between do not matter. A version behind the name speaks for the `versioned` types.
TypeSet types_in_context(const std::vector<ContextWords>& context, TypeSet versioned, std::string_view folded,
                         Span name);

}  // namespace whobuilds::resolve
