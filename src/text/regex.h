// The only place that knows RE2. Linear time, no exceptions, no output.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/span.h"

namespace whobuilds::text {

// A compiled pattern, immutable, shared freely between threads. RE2 syntax, UTF-8.
class Regex {
 public:
  // The error message of RE2 in Diagnostic::message, code rules.regex; file and pointer are the
  // caller's to fill in.
  static Result<Regex> compile(const std::string& pattern, bool case_sensitive = true);

  // Of a pattern that compile() takes, case-sensitive: compiled when it is first searched for, by whichever thread comes
  // first, since most of a thousand rules are never asked in one run and compiling them all takes ten times as long as a
  // short article. Another pattern matches nothing.
  static Regex checked(std::string pattern);

  // Searches in `text` from byte `from`; on a match fills `groups` (index 0: the whole match; a
  // group that took no part has begin == end == UINT32_MAX) and returns true. Groups beyond the
  // pattern's are not added.
  bool search(std::string_view text, uint32_t from, std::vector<Span>& groups) const;
  // As search, but only a match that begins exactly at `from`.
  bool match_at(std::string_view text, uint32_t from, std::vector<Span>& groups) const;
  bool contains_match(std::string_view text) const;

  // Index of the named group, or 0 when there is none.
  uint32_t group(const std::string& name) const;
  const std::string& pattern() const;

 private:
  class State;
  explicit Regex(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace whobuilds::text
