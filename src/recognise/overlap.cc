#include "recognise/overlap.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"

namespace whobuilds::recognise {
namespace {

int rank_of(const NameHit& hit) { return static_cast<int>(hit.origin); }

// By place, then by precedence, so that equal spans stand together and the result does not depend
// on the order in which the finders ran.
bool by_place(const NameHit& a, const NameHit& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  if (a.told != b.told) return a.told;
  if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b);
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if (a.entity != b.entity) return a.entity < b.entity;
  return a.rule < b.rule;
}

bool takes_precedence(const NameHit& a, const NameHit& b) {
  if (a.strong != b.strong) return a.strong;
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b);
  return a.span.begin < b.span.begin;
}

// Hits of one span, [begin, end) of the sorted list, as one mention. The first one sets the origin.
NameMention merge(const NameHits& found, uint32_t begin, uint32_t end) {
  const NameHit& first = found.hits[begin];
  NameMention mention;
  mention.span = first.span;
  mention.origin = first.origin;
  mention.confidence = first.confidence;
  mention.types = first.types;
  if (first.told) end = begin + 1;
  if (first.origin == Origin::catalogue) {
    for (uint32_t i = begin; i < end; ++i) {
      const NameHit& hit = found.hits[i];
      if (hit.origin != Origin::catalogue) continue;
      if (mention.candidates.empty() || mention.candidates.back() != hit.entity) {
        mention.candidates.push_back(hit.entity);
      }
      mention.types |= hit.types;
      // The catalogue name may be written as a family member: its stem is of use all the same.
      if (!hit.stem.empty()) mention.stem = hit.stem;
    }
    std::sort(mention.candidates.begin(), mention.candidates.end());
    mention.candidates.erase(std::unique(mention.candidates.begin(), mention.candidates.end()),
                             mention.candidates.end());
    return mention;
  }
  for (uint32_t i = begin; i < end; ++i) {
    if (found.hits[i].origin == first.origin && first.origin == Origin::family) mention.types |= found.hits[i].types;
  }
  mention.rule = first.rule;
  mention.stem = first.stem;
  if (first.label != kNoIndex) mention.label = found.labels[first.label];
  return mention;
}

// Chooses within hits [begin, end) that touch each other and nothing else.
void choose_in_cluster(const NameHits& found, uint32_t begin, uint32_t end, Span extent,
                       std::vector<NameMention>& names) {
  std::vector<uint32_t> firsts;  // one hit for each span
  for (uint32_t i = begin; i < end; ++i) {
    if (i == begin || found.hits[i].span != found.hits[i - 1].span) firsts.push_back(i);
  }
  std::vector<uint32_t> order = firsts;
  std::stable_sort(order.begin(), order.end(), [&found](uint32_t a, uint32_t b) {
    return takes_precedence(found.hits[a], found.hits[b]);
  });
  std::vector<bool> covered(extent.size(), false);
  std::vector<uint32_t> chosen;
  for (const uint32_t i : order) {
    const Span span = found.hits[i].span;
    const auto from = covered.begin() + (span.begin - extent.begin);
    const auto to = covered.begin() + (span.end - extent.begin);
    if (std::find(from, to, true) != to) continue;
    std::fill(from, to, true);
    chosen.push_back(i);
  }
  std::sort(chosen.begin(), chosen.end());
  for (const uint32_t i : chosen) {
    uint32_t last = i + 1;
    while (last < end && found.hits[last].span == found.hits[i].span) ++last;
    names.push_back(merge(found, i, last));
  }
}

}  // namespace

void choose_names(NameHits& found, std::vector<NameMention>& names) {
  std::sort(found.hits.begin(), found.hits.end(), by_place);
  const uint32_t count = static_cast<uint32_t>(found.hits.size());
  for (uint32_t begin = 0; begin < count;) {
    Span extent = found.hits[begin].span;
    uint32_t end = begin + 1;
    bool one_span = true;
    while (end < count && found.hits[end].span.begin < extent.end) {
      one_span = one_span && found.hits[end].span == extent;
      extent.end = std::max(extent.end, found.hits[end].span.end);
      ++end;
    }
    if (one_span) names.push_back(merge(found, begin, end));
    else choose_in_cluster(found, begin, end, extent, names);
    begin = end;
  }
}

void settle_values(std::string_view normal, std::vector<NameMention>& names, std::vector<ValueMention>& values) {
  std::vector<bool> name_goes(names.size(), false);
  size_t kept = 0, first = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    const Span span = values[i].span;
    while (first < names.size() && names[first].span.end <= span.begin) ++first;
    bool keep = true;
    for (size_t k = first; k < names.size() && names[k].span.begin < span.end; ++k) {
      const Span name = names[k].span;
      const bool number_like = core::is_digit(static_cast<unsigned char>(normal[name.begin]));
      if (number_like && span.contains(name) && span != name) name_goes[k] = true;
      else keep = false;
    }
    if (keep) {
      if (kept != i) values[kept] = std::move(values[i]);
      ++kept;
    } else {
      for (size_t k = first; k < names.size() && names[k].span.begin < span.end; ++k) name_goes[k] = false;
    }
  }
  values.resize(kept);
  size_t out = 0;
  for (size_t k = 0; k < names.size(); ++k) {
    if (name_goes[k]) continue;
    if (out != k) names[out] = std::move(names[k]);
    ++out;
  }
  names.resize(out);
}

}  // namespace whobuilds::recognise
