// Names of a family's members that nobody listed: a stem (Qwen, 昇腾, RTX) and what the family's
// tail pattern reads behind it, and bare part names (910C) where the family is spoken of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/guards.h"
#include "recognise/lexicon.h"
#include "recognise/name_hit.h"
#include "recognise/scan.h"
#include "rules/rules.h"
#include "text/regex.h"
#include "text/text.h"

namespace whobuilds::recognise {

// Whether the digits that end at `at` count or date what follows ("3 months", "5月") instead of being a version.
bool counts_something(const NameRules& names, std::string_view text, uint32_t at);

// Immutable after building, thread-safe. `rules` and `lexicon` must outlive it.
class FamilyFinder {
 public:
  // The patterns of `rules` must compile, as those of loaded rules do.
  void build(const Rules& rules, const Lexicon& lexicon);

  // Appends stem and tail names, ascending by span, and behind each the siblings of which a list names the last part
  // alone (Llama 3.1 8B, 70B and 405B; Claude 3 Haiku/Sonnet); a name that a catalogue surface spells is given as
  // that entity. Adds the families' entities and makers' lines to `mentioned` (not settled).
  void find_members(const text::Text& text, const Scan& scan, Mentioned& mentioned, NameHits& out) const;

  // Appends bare part names of families that are mentioned, or whose developer is. `known` are the
  // names taken so far; of several families that fit, the one mentioned last before the part wins.
  void find_bare_parts(const text::Text& text, const Scan& scan, const Mentioned& mentioned, NameHits& out) const;

 private:
  struct Compiled {
    text::Regex tail;
    std::optional<text::Regex> bare;
  };
  struct ActiveFamily {
    uint32_t family = 0;
    std::vector<uint32_t> mentions;  // begins, ascending
  };

  uint32_t tail_end(const Compiled& family, const text::Text& text, uint32_t stem_end, std::vector<Span>& groups) const;
  void find_siblings(uint32_t family, const text::Text& text, uint32_t at, std::string label, std::string tail,
                     Mentioned& mentioned, NameHits& out) const;
  uint32_t behind_joint(std::string_view normal, uint32_t at) const;
  bool reads_whole(uint32_t family, std::string_view tail) const;
  void add(uint32_t family, Span span, Span stem, std::string label, NameHits& out) const;
  EntityIndex listed_as(const std::string& label, TypeId type) const;
  std::vector<ActiveFamily> active_families(const Mentioned& mentioned, const NameHits& known) const;

  const Rules* rules_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  std::vector<Compiled> families_;  // parallel to Rules::families
};

}  // namespace whobuilds::recognise
