// Decides which surfaces that the scan found are taken, by their guards.
//
// In order: surfaces without a guard and those whose guard asks for nothing about the document
// beyond words are settled first; then guards that ask for a relative, once, against what is then
// known. Guards never depend on each other's outcome beyond that, so the order of surfaces does
// not matter.
#pragma once

#include <vector>

#include "recognise/lexicon.h"
#include "recognise/name_hit.h"
#include "recognise/scan.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::recognise {

// The entities known to be mentioned in a document, and those near them in the catalogue.
class Mentioned {
 public:
  void clear();
  void add(EntityIndex entity) { entities_.push_back(entity); }
  // Sorts; call after the last add and before has and has_relative.
  void settle(const Rules& rules);

  bool has(EntityIndex entity) const;
  // Whether the maker or its parent, the parent, a child (variant, unit, product) or the entity itself
  // is mentioned.
  bool has_relative(const Rules& rules, EntityIndex entity) const;

 private:
  std::vector<EntityIndex> entities_;  // sorted, unique once settled
  std::vector<EntityIndex> above_;     // parents and makers of them
};

// Appends the surfaces that are taken to `out`. `mentioned` may hold what families found; it
// gains every entity taken.
void take_surfaces(const Rules& rules, const Lexicon& lexicon, const text::Text& text, const Scan& scan,
                   Mentioned& mentioned, NameHits& out);

}  // namespace whobuilds::recognise
