#include "whobuilds/complete.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "query/names.h"

namespace whobuilds {
namespace {

struct Entry {
  std::string key;  // variant_key of the name from a word on
  uint32_t node = 0;
  const std::string* name = nullptr;  // of the graph
  bool within = false;                // begins at another word than the first
};

bool separates_words(char c) { return c == ' ' || c == '-' || c == '/' || c == '('; }

}  // namespace

struct NameCompleter::State {
  explicit State(const Graph& graph_of_names) : graph(graph_of_names) {
    for (uint32_t i = 0; i < graph.nodes().size(); ++i) {
      const Node& node = graph.nodes()[i];
      enter(i, node.label);
      for (const auto& name : node.names) enter(i, name.second);
      for (const std::string& alias : node.aliases) enter(i, alias);
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.key, a.node, a.within, *a.name) < std::tie(b.key, b.node, b.within, *b.name);
    });
  }

  void enter(uint32_t node, const std::string& name) {
    for (size_t begin = 0; begin < name.size(); ++begin) {
      if (begin > 0 && !separates_words(name[begin - 1])) continue;
      std::string key = query::variant_key(std::string_view(name).substr(begin));
      if (!key.empty()) entries.push_back({std::move(key), node, &name, begin > 0});
    }
  }

  size_t degree(uint32_t node) const { return graph.out_edges(node).size() + graph.in_edges(node).size(); }

  const Graph& graph;
  std::vector<Entry> entries;
};

NameCompleter::NameCompleter(const Graph& graph) : state_(std::make_unique<const State>(graph)) {}
NameCompleter::~NameCompleter() = default;
NameCompleter::NameCompleter(NameCompleter&&) noexcept = default;
NameCompleter& NameCompleter::operator=(NameCompleter&&) noexcept = default;

std::vector<Completion> NameCompleter::complete(std::string_view beginning, size_t most) const {
  const std::string key = query::variant_key(beginning);
  if (key.empty()) return {};
  const std::vector<Entry>& all = state_->entries;
  std::vector<const Entry*> found;
  for (auto each = std::lower_bound(all.begin(), all.end(), key,
                                    [](const Entry&entry, const std::string&k) { return entry.key < k; });
       each != all.end() && each->key.compare(0, key.size(), key) == 0; ++each) {
    found.push_back(&*each);
  }
  std::stable_sort(found.begin(), found.end(), [&](const Entry* a, const Entry* b) {
    if (a->within != b->within) return b->within;
    const bool whole_a = a->key.size() == key.size(), whole_b = b->key.size() == key.size();
    if (whole_a != whole_b) return whole_a;
    const size_t edges_a = state_->degree(a->node), edges_b = state_->degree(b->node);
    return edges_a != edges_b ? edges_a > edges_b : a->node < b->node;
  });
  std::vector<Completion> completions;
  std::unordered_set<uint32_t> seen;
  for (const Entry* entry : found) {
    if (completions.size() == most) break;
    if (seen.insert(entry->node).second) completions.push_back({entry->node, *entry->name});
  }
  return completions;
}

}  // namespace whobuilds
