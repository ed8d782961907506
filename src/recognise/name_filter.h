// Whether a string that a discovery rule points at can be a name at all: the precision device that
// all discovery rules share.
#pragma once

#include <cstdint>
#include <string_view>

#include "whobuilds/span.h"

namespace whobuilds::recognise {

// `name` without white space, quotes, punctuation and a leading article at its ends.
Span trimmed_name(std::string_view text, Span name);

// False for what is no name: nothing but generic words, months, places, techniques, laws or events;
// sentences and phrases; bare numbers; longer than 40 characters; persons, told by a title before
// (Mr., CEO) or behind (氏, 先生). `quoted`: stands in quotation marks, which admits small letters and a
// few hiragana; `emphasised`: set in bold, which admits small letters alone (vime, dstack).
bool plausible_name(std::string_view text, Span name, bool quoted, bool emphasised = false);

// Whether an opening quotation mark or bold mark stands right before the span and a closing one right
// behind.
bool is_quoted(std::string_view text, Span name);

}  // namespace whobuilds::recognise
