#include "resolve/occurrences.h"

#include "core/utf8.h"
#include "recognise/boundaries.h"
#include "text/fold.h"

namespace whobuilds::resolve {

uint32_t SurfaceSet::bucket_of(std::string_view folded) {
  const auto first = static_cast<unsigned char>(folded[0]);
  const auto second = static_cast<unsigned char>(folded[1]);
  return (first * 131u + second) % kBuckets;
}

uint32_t SurfaceSet::add(std::string_view surface) {
  if (heads_.empty()) heads_.assign(kBuckets, kEnd);
  std::string folded = text::folded(surface);
  uint32_t* link = &heads_[bucket_of(folded)];
  while (*link != kEnd) {
    const Surface& other = surfaces_[*link];
    if (other.folded == folded) return *link;
    if (other.folded.size() < folded.size()) break;
    link = &surfaces_[*link].next;
  }
  const auto index = static_cast<uint32_t>(surfaces_.size());
  const uint32_t next = *link;
  *link = index;
  surfaces_.push_back({std::string(surface), std::move(folded), next});
  return index;
}

bool SurfaceSet::fits(const text::Text& text, Span span, const Surface& surface) const {
  const std::string_view normal = text.normal;
  if (!recognise::is_edge(normal, span.begin) || !recognise::ends_at_boundary(normal, span.end)) return false;
  if (recognise::continuation(normal, span.end) != recognise::Continuation::none) return false;
  if (recognise::joined_on_the_left(normal, span.begin)) return false;
  const bool hyphen_before = span.begin > 1 && normal[span.begin - 1] == '-' &&
                             recognise::class_before(normal, span.begin - 1) == recognise::CharClass::word;
  if (hyphen_before) return false;
  return recognise::case_allows(recognise::default_case_policy(surface.written), surface.written, span.of(normal));
}

void SurfaceSet::find(const text::Text& text, Span gap, std::vector<Occurrence>& out) const {
  if (surfaces_.empty()) return;
  const std::string_view folded = text.folded;
  uint32_t at = gap.begin;
  while (at + 1 < gap.end) {
    uint32_t index = heads_[bucket_of(folded.substr(at, 2))];
    for (; index != kEnd; index = surfaces_[index].next) {
      const Surface& surface = surfaces_[index];
      const Span span{at, at + static_cast<uint32_t>(surface.folded.size())};
      if (span.end > gap.end || span.of(folded) != surface.folded) continue;
      if (!fits(text, span, surface)) continue;
      out.push_back({span, index});
      break;
    }
    at = index != kEnd ? out.back().span.end : at + 1;
  }
}

}  // namespace whobuilds::resolve
