// What can be asked about a node: each verb follows certain relations in a certain direction.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "whobuilds/ask.h"
#include "whobuilds/graph.h"

namespace whobuilds::query {

enum class Direction : uint8_t { out, in, both };

struct Step {
  const char* relation;  // "" for any
  Direction direction;
};

struct Verb {
  const char* name;
  std::vector<Step> steps;
  const char* type = "";        // of the answers, "" for any
  bool through_family = false;  // what holds for the family holds for its variants
};

// Verbs about one node, by name; nullptr when there is none. "path", about two nodes, is not among them.
const Verb* find_verb(std::string_view name);
std::vector<std::string_view> verb_names();

// The rows of the verb for this node: by status, then the most confident, then id, then relation. Each
// (node, relation) is one row.
std::vector<AnswerRow> rows_of(const Graph& graph, const Verb& verb, uint32_t node);

// True if the verb finds anything from this node.
bool applies(const Graph& graph, const Verb& verb, uint32_t node);

// Rows along a shortest path, none when there is no path.
std::vector<AnswerRow> path_rows(const Graph& graph, uint32_t from, uint32_t to);

}  // namespace whobuilds::query
