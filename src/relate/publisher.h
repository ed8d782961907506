// Whose article an English text is: the company that "we" and "our" stand for.
#pragma once

#include <cstdint>

#include "recognise/recognise.h"
#include "relate/compile_relations.h"
#include "resolve/resolve.h"
#include "text/text.h"

namespace whobuilds::relate {

struct PublisherInput {
  const CompiledRelations* relations;
  const Document* document;
  const text::Text* text;
  const recognise::Recognition* recognition;
  const resolve::Resolution* resolution;
  TypeSet company_types;
};

// The company (index into Resolution::entities) that the text names as its writer ("At X, we ...", "we at X", a line
// "By the X team", "X is excited to"), the one named so most often, a project's name included where it may be its
// maker's. Else, of a text whose writer releases something ("today we launch"), the maker of the things that its title
// names, if it names no one else's and the text names that maker. Else, of a text whose writer has what only companies
// have ("our customers"), the company that it introduces at its beginning. kNone when nothing says it.
uint32_t find_publisher(const PublisherInput& input);

// Whether a normalised place lies within quotation marks of its block, or in a block quoted as a whole: there another
// speaks.
bool is_quoted(const text::Text& text, uint32_t block, uint32_t at);

}  // namespace whobuilds::relate
