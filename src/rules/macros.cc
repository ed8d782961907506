#include "rules/macros.h"

#include <utility>

namespace whobuilds::rules {
namespace {

constexpr size_t kMaxPattern = 32 * 1024;

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string_view name_at(std::string_view pattern, size_t at) {
  size_t end = at;
  while (end < pattern.size() && is_name(pattern[end])) ++end;
  return pattern.substr(at, end - at);
}

}  // namespace

Macros::Macros(ObjectReader& file, Loading& loading, Texts given) : loading_(loading), macros_(std::move(given)) {
  ObjectReader object(file.optional("macros", JsonKind::object), loading.problems);
  for (const JsonValue member : object.value()) {
    if (object.optional(member.key(), JsonKind::string).present()) {
      macros_.emplace(member.key(), expand(member));
    }
  }
}

std::string Macros::expand(JsonValue place) const {
  std::string out;
  if (!place.present()) return out;
  const std::string_view pattern = place.text();
  for (size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) {
      out += pattern.substr(at++, 2);
      continue;
    }
    const std::string_view name = pattern[at] == '@' ? name_at(pattern, at + 1) : std::string_view();
    if (name.empty()) {
      out += pattern[at];
      continue;
    }
    const auto macro = macros_.find(name);
    if (macro == macros_.end()) {
      loading_.report(place, "rules.macro", "there is no macro @" + std::string(name), "a macro that stands above it",
                      "define it under \"macros\", or write \\@ for the character");
    } else {
      out += "(?:" + macro->second + ")";
    }
    if (out.size() > kMaxPattern) {
      loading_.report(place, "rules.macro", "the pattern grows beyond 32 kB", "fewer or shorter macros");
      return out;
    }
    at += name.size();
  }
  return out;
}

}  // namespace whobuilds::rules
