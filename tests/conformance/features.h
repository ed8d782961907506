// Scenarios of a conformance kit written in Gherkin: reading them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace whobuilds::conformance {

using Table = std::vector<std::vector<std::string>>;

struct Scenario {
  std::string name;                // "file: scenario #example"
  std::string graph;               // "" when any or an empty one will do
  std::vector<std::string> setup;  // queries that make the graph
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string query;
  bool in_order = false, lists_unordered = false;
  Table result;  // with its header
  bool expects_result = false;
  std::string error;  // "UndefinedVariable", "*": any
  size_t number = 0;  // of the scenario in its file: examples of one outline share it
};

// All scenarios of a feature file, outlines with their examples filled in.
std::vector<Scenario> read_features(const std::string& path);

}  // namespace whobuilds::conformance
