// Text of others inside an HTML page.
#pragma once

#include <string>
#include <string_view>

namespace whobuilds::exporting {

// Appends `text` for use between tags and inside quoted attribute values: markup characters become references,
// control characters spaces, broken bytes U+FFFD.
void append_html(std::string& out, std::string_view text);
std::string html_text(std::string_view text);

}  // namespace whobuilds::exporting
