// A name found by one of the finders, before the overlap policy has chosen among them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "recognise/recognise.h"
#include "rules/rules.h"
#include "whobuilds/span.h"

namespace whobuilds::recognise {

struct NameHit {
  Span span;
  Origin origin = Origin::catalogue;
  bool strong = true;                // false: a discovered name that yields to any known one it overlaps
  float confidence = 1;
  TypeSet types = 0;
  EntityIndex entity = kNoIndex;     // what it resolves to, if listed
  uint32_t rule = kNoIndex;          // as NameMention::rule
  uint32_t label = kNoIndex;         // index into NameHits::labels
  Span stem;                         // as NameMention::stem
  bool told = false;                 // the name before it tells what it is: nothing else that is spelled so counts
};

struct NameHits {
  std::vector<NameHit> hits;
  std::vector<std::string> labels;

  void clear() {
    hits.clear();
    labels.clear();
  }
};

}  // namespace whobuilds::recognise
