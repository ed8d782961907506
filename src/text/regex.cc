#include "text/regex.h"

#include <re2/re2.h>

#include <array>
#include <mutex>
#include <optional>

namespace whobuilds::text {

namespace {

RE2::Options quiet_options(bool case_sensitive) {
  RE2::Options options(RE2::Quiet);
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_case_sensitive(case_sensitive);
  return options;
}

constexpr int kMaxGroups = 32;  // with the whole match; more are not reported

bool match(const RE2& re, std::string_view text, uint32_t from, RE2::Anchor anchor, std::vector<Span>& groups) {
  std::array<re2::StringPiece, kMaxGroups> found;
  const int count = std::min(re.NumberOfCapturingGroups() + 1, kMaxGroups);
  const re2::StringPiece piece(text.data(), text.size());
  if (from > text.size() || !re.Match(piece, from, text.size(), anchor, found.data(), count)) return false;
  groups.clear();
  for (int i = 0; i < count; ++i) {
    if (found[i].data() == nullptr) {
      groups.push_back({UINT32_MAX, UINT32_MAX});
      continue;
    }
    const auto begin = static_cast<uint32_t>(found[i].data() - text.data());
    groups.push_back({begin, begin + static_cast<uint32_t>(found[i].size())});
  }
  return true;
}

}  // namespace

class Regex::State {
 public:
  State(std::string pattern, bool case_sensitive) : pattern_(std::move(pattern)), case_sensitive_(case_sensitive) {}

  const std::string& pattern() const { return pattern_; }

  const RE2& re() const {
    std::call_once(compiled_, [this] { re_.emplace(pattern_, quiet_options(case_sensitive_)); });
    return *re_;
  }

 private:
  const std::string pattern_;
  const bool case_sensitive_;
  mutable std::once_flag compiled_;
  mutable std::optional<RE2> re_;
};

Result<Regex> Regex::compile(const std::string& pattern, bool case_sensitive) {
  auto state = std::make_shared<const State>(pattern, case_sensitive);
  if (!state->re().ok()) {
    Diagnostic error;
    error.code = "rules.regex";
    error.message = "the pattern \"" + pattern + "\" does not compile: " + state->re().error();
    error.expected = "RE2 syntax";
    return error;
  }
  return Regex(std::move(state));
}

Regex Regex::checked(std::string pattern) { return Regex(std::make_shared<const State>(std::move(pattern), true)); }

bool Regex::search(std::string_view text, uint32_t from, std::vector<Span>& groups) const {
  return match(state_->re(), text, from, RE2::UNANCHORED, groups);
}

bool Regex::match_at(std::string_view text, uint32_t from, std::vector<Span>& groups) const {
  return match(state_->re(), text, from, RE2::ANCHOR_START, groups);
}

bool Regex::contains_match(std::string_view text) const {
  return state_->re().Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

uint32_t Regex::group(const std::string& name) const {
  const auto& names = state_->re().NamedCapturingGroups();
  const auto found = names.find(name);
  return found == names.end() ? 0 : static_cast<uint32_t>(found->second);
}

const std::string& Regex::pattern() const { return state_->pattern(); }

}  // namespace whobuilds::text
