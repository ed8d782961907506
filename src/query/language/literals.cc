#include "query/language/literals.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::query {
namespace {

void append_unicode_escape(std::string& out, char32_t c) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\u00";
  out += kDigits[(c >> 4) & 0xF];
  out += kDigits[c & 0xF];
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  return std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

}  // namespace

std::string text_literal(std::string_view text) {
  std::string out = "'";
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    switch (c) {
      case '\'':
        out += "\\'";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (c < 0x20 || c == 0x7F) {
          append_unicode_escape(out, c);
        } else {
          core::append(out, c);
        }
    }
  }
  return out + "'";
}

std::string quoted_name(std::string_view name) {
  std::string out = "`";
  for (uint32_t at = 0; at < name.size();) {
    const char32_t c = core::decode(name, at);
    if (c == '`') out += '`';
    if (c >= 0x20 && c != 0x7F) core::append(out, c);
  }
  return out + "`";
}

std::string name_as_needed(std::string_view name) {
  return is_plain_name(name) ? std::string(name) : quoted_name(name);
}

}  // namespace whobuilds::query
