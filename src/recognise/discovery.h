// Names that nobody listed, told by structure: rules/discovery patterns, run only on sentences in
// which the scan met one of their gates.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/archive.h"
#include "recognise/name_filter.h"
#include "recognise/name_hit.h"
#include "recognise/recognise.h"
#include "recognise/scan.h"
#include "rules/rules.h"
#include "text/regex.h"
#include "text/requirements.h"
#include "text/text.h"

namespace whobuilds::recognise {

// Immutable after building, thread-safe. `rules` and `lexicon` must outlive it.
class DiscoveryFinder {
 public:
  // First what the patterns require, which takes a while: computed, or read as it was written after analyse() of equal
  // rules.
  void analyse(const Rules& rules);
  void write(core::ArchiveWriter& archive) const;
  void read(core::ArchiveReader& archive);
  // Then the rest. The patterns of `rules` must compile, as those of loaded rules do.
  void connect(const Rules& rules, const Lexicon& lexicon);

  // Appends what the rules find. `known`: the names that stand so far, ascending.
  void find(const text::Text& text, const Scan& scan, const std::vector<NameMention>& known, NameHits& out) const;

 private:
  class Search;

  const Rules* rules_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  NameFilter name_filter_;
  std::vector<text::Regex> patterns_;  // parallel to Rules::discovery
  text::Requirements requirements_;    // likewise
  struct ColumnRule {
    uint32_t rule = 0;
    std::set<std::string> labels;  // keys of header words
  };
  std::vector<ColumnRule> column_rules_;
  std::vector<uint32_t> list_rules_;  // those that read enumerations, which need no gate
  TypeSet companies_ = 0;
  TypeSet unversioned_ = 0;  // types whose names have no versions: companies, benchmarks
};

}  // namespace whobuilds::recognise
