#include "serve/json.h"

#include <set>
#include <vector>

namespace whobuilds::serve {

std::string to_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json parse_json(std::string_view text) {
  constexpr int kDeepest = 32;
  std::vector<std::set<std::string>> keys;
  bool sound = true;
  const auto check = [&](int depth, Json::parse_event_t event, Json& parsed) {
    sound = sound && depth <= kDeepest;
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key) sound = keys.back().insert(parsed.get<std::string>()).second && sound;
    return sound;
  };
  Json json = Json::parse(text.begin(), text.end(), check, false);
  return sound ? json : Json(Json::value_t::discarded);
}

bool is_utf8(std::string_view text) {
  try {
    Json(std::string(text)).dump();
    return true;
  } catch (const Json::exception&) {
    return false;
  }
}

}  // namespace whobuilds::serve
