// JSON of requests and answers.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace whobuilds::serve {

using Json = nlohmann::ordered_json;  // members stay in the order in which they were written

// On one line. Bytes that are no UTF-8 are written as U+FFFD.
std::string to_text(const Json& json);

// Nothing but a discarded value (Json::is_discarded) when `text` is no JSON, is deeper than 32 levels or has a key
// twice.
Json parse_json(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace whobuilds::serve
