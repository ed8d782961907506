// Completion: names of a graph that begin as somebody has begun to type.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds {

struct Completion {
  uint32_t node = 0;  // index into Graph::nodes()
  std::string name;   // of the node, the one that begins so
};

// Labels, names in all languages and aliases of a graph, sorted. Building it takes time and memory in proportion to
// them. Immutable, so any number of threads may ask at the same time.
class NameCompleter {
 public:
  // `graph` must outlive it.
  explicit NameCompleter(const Graph& graph);
  ~NameCompleter();
  NameCompleter(NameCompleter&&) noexcept;
  NameCompleter& operator=(NameCompleter&&) noexcept;

  // The nodes of which a name, or a word within a name, begins with `beginning`, compared as names in questions are
  // (case, width, spaces, hyphens, traditional or simplified characters, hiragana or katakana do not count). Names
  // before words within names, of either those that `beginning` is the whole of first, then nodes with more edges, then
  // by id; each node once, at most `most`.
  std::vector<Completion> complete(std::string_view beginning, size_t most) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace whobuilds
