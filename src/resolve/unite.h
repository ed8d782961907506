// Things that turn out to be one.
#pragma once

#include "resolve/draft.h"
#include "resolve/lessons.h"

namespace whobuilds::resolve {

// Follows what brackets and naming phrases say (aliases.h): two recognised names become one thing, a name that nobody
// recognised is taught.
void unite_aliases(Draft& draft, Lessons& lessons);

// The other names that the document gives what it is about: what its first heading
// names or one of its first paragraphs introduces.
void unite_document_aliases(Draft& draft, Lessons& lessons);

// An unlisted name that is the end of just one full name of its type is that thing, which keeps
// the full name as its label.
void unite_parts(Draft& draft);

// An unlisted company whose name is just one other company's without its trade word ("Altavane" beside "Altavane
// Systems") is that one.
void unite_short_forms(Draft& draft);

}  // namespace whobuilds::resolve
