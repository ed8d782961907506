// Names in questions: which node is meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"

namespace whobuilds::query {

// How well a name fits a node; the better come first.
enum class NameMatch : uint8_t { id, name, alias, variant, none };

struct NameHits {
  NameMatch match = NameMatch::none;
  std::vector<uint32_t> nodes;  // ascending
};

// What is left of a name without spaces, hyphens, dots, long vowels and the like, in one case, width and script: "Ascend-910
// C" and "ascend910c" have one key, so have エヌビディア and えぬヴィディア, 華為 and 华为.
std::string variant_key(std::string_view name);

// The names of a graph's nodes. `graph` must outlive it. Immutable after construction.
class Names {
 public:
  explicit Names(const Graph& graph);

  // All nodes that fit `name` at the best level: by id, by label or name in any language, by alias, else by a variant
  // of these in spaces, hyphens and dots, in hiragana or katakana, long and short vowels, traditional or simplified
  // characters. Quotation marks around the name, an article before it and a word like 社 after it are no part of it.
  NameHits find(std::string_view name) const;

  // The nodes that fit `name`, one list for each level at which some do, the best level first; no node twice.
  std::vector<std::vector<uint32_t>> levels(std::string_view name) const;

  // Nodes with a name at most two mistakes away from `name` (one when it is shorter than six characters), nearest first,
  // then by id; at most five.
  std::vector<uint32_t> similar(std::string_view name) const;

  // "Huawei (company:huawei)"
  std::string describe(uint32_t node) const;

 private:
  using Index = std::unordered_map<std::string, std::vector<uint32_t>>;
  std::vector<NameHits> find_as_it_stands(std::string_view name) const;
  std::vector<NameHits> find_all(std::string_view name) const;  // the best first
  void enter(Index& index, std::string key, uint32_t node) const;

  const Graph& graph_;
  Index by_name_, by_alias_, by_variant_;
};

// As whobuilds::find_entities.
Result<std::vector<uint32_t>> find_entities(const Names& known, const std::vector<std::string>& names);

Diagnostic unknown_name(const Names& names, std::string_view name);
Diagnostic ambiguous_name(const Names& names, std::string_view name, const std::vector<uint32_t>& nodes);

}  // namespace whobuilds::query
