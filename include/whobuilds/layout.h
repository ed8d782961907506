// Where the nodes of a small graph are drawn by programs that do not work it out themselves.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "whobuilds/diagnostic.h"

namespace whobuilds {

enum class LayoutKind : uint8_t {
  force,   // what hangs together stands together (Graphviz sfdp)
  layers,  // edges lead from left to right (Graphviz dot)
  circle,  // circles around the first node, by distance (Graphviz twopi)
};
std::optional<LayoutKind> layout_from_name(std::string_view name);  // "force", "layers", "circle"

// What is to be laid out: nodes are numbered from 0, edges are pairs of them.
struct LayoutGraph {
  uint32_t nodes = 0;
  std::vector<std::pair<uint32_t, uint32_t>> edges;
};

// In pixels, y downward. Labels of usual length beside each other do not overlap much, of more than 1000 nodes the nodes
// themselves.
struct LayoutPoint {
  double x = 0, y = 0;
};

// A point for each node, the middle of all at 0, 0. Same graph, same points. Errors: export.layout (out of time, or
// Graphviz failed). Thread-safe: Graphviz runs in a child process.
Result<std::vector<LayoutPoint>> lay_out(const LayoutGraph& graph, LayoutKind kind,
                                         std::chrono::milliseconds time_limit);

}  // namespace whobuilds
