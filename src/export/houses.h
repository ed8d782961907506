// Houses: a company with its units and what they make.
#pragma once

#include <cstdint>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// Which house each node of a graph belongs to. `graph` must outlive it.
class Houses {
 public:
  explicit Houses(const Graph& graph);

  // A company or an organization.
  bool is_body(uint32_t node) const;
  // The company at the top of the node's house; UINT32_MAX for things that nobody or several houses develop.
  uint32_t head(uint32_t node) const { return head_[node]; }

 private:
  uint32_t top(uint32_t node, const char* relation) const;
  uint32_t maker(uint32_t node) const;
  uint32_t only_developer(uint32_t node) const;

  const Graph& graph_;
  std::vector<uint32_t> head_;
};

}  // namespace whobuilds::exporting
