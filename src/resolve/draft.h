// The names of a document while they are being resolved: the things they name, and where.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "recognise/recognise.h"
#include "resolve/context.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::resolve {

// A thing while the document is being read. Things that turn out to be one are united: `same_as`
// leads to the one that stays.
struct Thing {
  EntityIndex catalogue = kNoIndex;
  uint32_t family = kNoIndex;
  uint32_t same_as = kNoIndex;
  TypeSet types = 0;
  std::array<float, 32> type_votes{};
  std::vector<std::pair<std::string, uint32_t>> labels;  // spelling and how often, in order of appearance
  std::vector<std::string> names;                        // as recognised, unique
  float confidence = 0;
};

// A mention while the document is being read.
struct Place {
  Span span;
  uint32_t thing = 0;
  float confidence = 1;
  EntityIndex alternative = kNoIndex;
};

// Views into what it is made of, which must outlive it.
class Draft {
 public:
  Draft(const Rules& all_rules, const text::Text& document_text, const recognise::Recognition& recognised);

  const Rules& rules;
  const text::Text& text;
  const std::string_view normal;  // the text's
  const recognise::Recognition& recognition;
  const KnownTypes types;

  std::vector<Thing> things;
  std::vector<Place> places;  // ascend by span, do not overlap

  // The thing that stays of those united with this one.
  uint32_t root(uint32_t thing) const;
  // Makes two things one. Listed entities stay apart; a listed one keeps its name against an
  // unlisted one, a family's against a discovered one, the earlier against the later.
  void unite(uint32_t a, uint32_t b, bool share_labels);
  // Gives `b` up for `a`. Requires two things that are their own roots.
  void merge_into(uint32_t a, uint32_t b, bool share_labels);

  TypeId type_of(const Thing& thing) const;
  bool is_organisation(const Thing& thing) const;
  EntityIndex developer_of(const Thing& thing) const;
  // The usual English or romanised name where there is one.
  std::string label_of(const Thing& thing) const;
  std::string id_of(TypeId type, std::string_view label) const;
  // The catalogue's entity of that type and name, or kNoIndex.
  EntityIndex find_listed(TypeId type, std::string_view label) const;

  // Things by the merge keys of their names (names.h). The first thing keeps a key; kNoIndex for unknown ones.
  void note_key(std::string key, uint32_t thing);
  uint32_t find_key(const std::string& key) const;

  // Calls use(part, thing) for every end of a full name that people may use for the whole.
  void for_each_part(const std::function<void(std::string_view, uint32_t)>& use) const;

 private:
  std::unordered_map<std::string, uint32_t> by_key_;
};

// Appends `name` unless the list has it.
void add_unique(std::vector<std::string>& list, std::string_view name);

}  // namespace whobuilds::resolve
