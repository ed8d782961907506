#include "export/html_text.h"

#include "core/utf8.h"

namespace whobuilds::exporting {

void append_html(std::string& out, std::string_view text) {
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        // The second range are the C1 controls, which HTML does not allow either.
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
          out += ' ';
        } else {
          core::append(out, c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
        }
    }
  }
}

std::string html_text(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

}  // namespace whobuilds::exporting
