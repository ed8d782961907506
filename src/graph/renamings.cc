#include "graph/renamings.h"

#include <algorithm>
#include <tuple>

namespace whobuilds::graph {
namespace {

struct NamedSpan {
  Span span;
  const std::string* id;
  bool after;  // of which graph
};

bool ascend(const NamedSpan& a, const NamedSpan& b) {
  return std::tie(a.span, *a.id, a.after) < std::tie(b.span, *b.id, b.after);
}

bool same_name(const NamedSpan& a, const NamedSpan& b) { return a.span == b.span && *a.id == *b.id; }

// Takes out what both graphs name alike. `names` ascend.
void drop_common(std::vector<NamedSpan>& names) {
  std::vector<NamedSpan> kept;
  for (size_t begin = 0, end = 0; begin < names.size(); begin = end) {
    end = begin + 1;
    while (end < names.size() && same_name(names[begin], names[end])) ++end;
    if (names[begin].after == names[end - 1].after) kept.push_back(names[begin]);
  }
  names = std::move(kept);
}

// Neighbours that overlap, one of either graph, are the same words under two names.
std::vector<Renaming> pair_neighbours(const std::vector<NamedSpan>& names) {
  std::vector<Renaming> renamings;
  std::vector<bool> paired(names.size());
  for (size_t i = 1; i < names.size(); ++i) {
    const NamedSpan& a = names[i - 1];
    const NamedSpan& b = names[i];
    if (a.after == b.after || !a.span.overlaps(b.span)) continue;
    paired[i - 1] = paired[i] = true;
    if (*a.id == *b.id) continue;
    const Span span{a.span.begin, std::max(a.span.end, b.span.end)};
    renamings.push_back({span, a.after ? b.id : a.id, a.after ? a.id : b.id});
  }
  for (size_t i = 0; i < names.size(); ++i) {
    if (paired[i]) continue;
    const NamedSpan& alone = names[i];
    renamings.push_back({alone.span, alone.after ? nullptr : alone.id, alone.after ? alone.id : nullptr});
  }
  std::stable_sort(renamings.begin(), renamings.end(),
                   [](const Renaming& a, const Renaming& b) { return a.span < b.span; });
  return renamings;
}

}  // namespace

std::vector<std::vector<Renaming>> find_renamings(const Graph& before, const Graph& after, const DocumentPairs& pairs) {
  std::vector<std::vector<NamedSpan>> names(after.documents().size());
  for (const Node& node : before.nodes()) {
    for (const NodeMention& mention : node.mentions) {
      const Partner& partner = pairs.before[mention.document];
      if (partner.same_bytes) names[partner.document].push_back({mention.span, &node.id, false});
    }
  }
  for (const Node& node : after.nodes()) {
    for (const NodeMention& mention : node.mentions) {
      if (pairs.after[mention.document].same_bytes) names[mention.document].push_back({mention.span, &node.id, true});
    }
  }
  std::vector<std::vector<Renaming>> renamings;
  renamings.reserve(names.size());
  for (std::vector<NamedSpan>& of_document : names) {
    std::sort(of_document.begin(), of_document.end(), ascend);
    drop_common(of_document);
    renamings.push_back(pair_neighbours(of_document));
  }
  return renamings;
}

}  // namespace whobuilds::graph
