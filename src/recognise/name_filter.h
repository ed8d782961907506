// Whether a string that a discovery rule points at can be a name at all: the precision device that
// all discovery rules share.
#pragma once

#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/span.h"

namespace whobuilds::recognise {

// Immutable, thread-safe.
class NameFilter {
 public:
  NameFilter() = default;
  // `rules` must outlive it.
  explicit NameFilter(const NameRules& rules);

  // `name` without white space, quotes, punctuation and what NameRules::articles lists before it at its ends.
  Span trimmed(std::string_view text, Span name) const;

  // False for what is no name: nothing but ordinary words, months, places, techniques, laws or events; sentences and
  // phrases; bare numbers; longer than 40 characters; persons, told by a title before (Mr., CEO) or behind (氏, 先生) or
  // by a given name in front. `quoted`: stands in quotation marks, which admits small letters and a few hiragana, and
  // given names; `emphasised`: set in bold, which admits small letters alone (vime, dstack).
  bool plausible(std::string_view text, Span name, bool quoted, bool emphasised = false) const;

  // Written in han characters (or hiragana) alone: in quotation marks such a word is more often stressed than named.
  static bool is_han_word(std::string_view written);

 private:
  using Words = std::vector<std::string_view>;  // sorted, of the rules

  static Words sorted(const std::vector<std::string>& words);
  bool looks_like_name(std::string_view written, bool quoted, bool emphasised) const;
  bool is_titled(std::string_view text, Span name) const;
  bool begins_with_given_name(std::string_view written) const;
  bool begins_with_quantifier(std::string_view folded) const;
  bool all_ordinary(std::string_view folded) const;

  const NameRules* rules_ = nullptr;
  Words ordinary_, quantifiers_, given_names_;
};

// Whether an opening quotation mark or bold mark stands right before the span and a closing one right
// behind.
bool is_quoted(std::string_view text, Span name);

}  // namespace whobuilds::recognise
