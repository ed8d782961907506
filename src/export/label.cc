#include "export/label.h"

#include "core/utf8.h"

namespace whobuilds::exporting {
namespace {

uint32_t width_of(char32_t c) { return c >= 0x2E80 ? 2 : 1; }

}  // namespace

std::string without_controls(std::string_view text) {
  std::string clean;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c == '\n' || c == '\t' || c == '\r') {
      clean += ' ';
    } else if (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF) {
      core::append(clean, c);
    }
  }
  return clean;
}

uint32_t columns_of(std::string_view text) {
  uint32_t columns = 0;
  for (uint32_t at = 0; at < text.size();) columns += width_of(core::decode(text, at));
  return columns;
}

std::string shortened(std::string_view text, uint32_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  uint32_t width = 1;  // of the ellipsis
  uint32_t at = 0;
  while (true) {
    uint32_t next = at;
    width += width_of(core::decode(text, next));
    if (width > columns) break;
    at = next;
  }
  while (at > 0 && text[at - 1] == ' ') --at;
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace whobuilds::exporting
