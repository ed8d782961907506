// The sentences of a document, as extraction sees them.
#pragma once

#include <string>
#include <vector>

#include "whobuilds/document.h"
#include "whobuilds/span.h"

namespace whobuilds {

struct Sentence {
  Span span;         // bytes of Document::text
  std::string text;  // as it is read: without markup and citation marks, white space and widths made regular; UTF-8
};

// Of all blocks, titles and cells too, in reading order; none is empty. Total. Thread-safe.
std::vector<Sentence> sentences_of(const Document& document);

}  // namespace whobuilds
