#include "export/iri.h"

#include "core/utf8.h"

namespace whobuilds::exporting {

std::string iri_part(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (core::is_ascii_alnum(byte) || c == '-' || c == '_' || c == '.' || c == '~' || c == ':') {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 0xF];
    }
  }
  return out;
}

std::string own_iri(std::string_view kind, std::string_view id) {
  return "urn:whobuilds:" + std::string(kind) + ":" + iri_part(id);
}

}  // namespace whobuilds::exporting
