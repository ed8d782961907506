// HTML to blocks: the main content of a page, without navigation and side columns.
#pragma once

#include <string>
#include <string_view>

#include "whobuilds/document.h"

namespace whobuilds::read {

// The charset that `bytes` declare in a meta element of their first kilobytes; "" when none.
std::string declared_charset(std::string_view bytes);

// Parses `html` (UTF-8, however broken) and fills text, blocks, title, date, url and language of
// `document`. The text is made of the blocks, one a line, the title first; spans are of that text.
void read_html(std::string_view html, Document& document);

}  // namespace whobuilds::read
