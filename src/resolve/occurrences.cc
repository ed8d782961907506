#include "resolve/occurrences.h"

#include "core/utf8.h"
#include "recognise/boundaries.h"
#include "text/fold.h"

namespace whobuilds::resolve {

namespace {

// `span` begins at a boundary.
bool fits(const text::Text& text, Span span, const std::string& written) {
  const std::string_view normal = text.normal;
  if (!recognise::ends_at_boundary(normal, span.end)) return false;
  if (recognise::continuation(normal, span.end) != recognise::Continuation::none) return false;
  if (recognise::joined_on_the_left(normal, span.begin)) return false;
  const bool hyphen_before = span.begin > 1 && normal[span.begin - 1] == '-' &&
                             recognise::class_before(normal, span.begin - 1) == recognise::CharClass::word;
  if (hyphen_before) return false;
  return recognise::case_allows(recognise::default_case_policy(written), written, span.of(normal));
}

}  // namespace

uint32_t SurfaceSet::add(std::string_view surface) {
  const auto [index, added] = folded_.add(text::folded(surface));
  if (added) written_.emplace_back(surface);
  return index;
}

// The longest that fits at `at` and ends by `limit`.
std::optional<SurfaceSet::Occurrence> SurfaceSet::longest_at(const text::Text& text, uint32_t at,
                                                             uint32_t limit) const {
  std::optional<Occurrence> found;
  if (!folded_.may_begin(text.folded, at) || !recognise::is_edge(text.normal, at)) return found;
  folded_.find_at(text.folded, at, limit, [&](uint32_t index, uint32_t end) {
    if (fits(text, {at, end}, written_[index])) found = Occurrence{{at, end}, index};
    return found.has_value();
  });
  return found;
}

void SurfaceSet::find(const text::Text& text, Span gap, std::vector<Occurrence>& out) const {
  if (empty()) return;
  uint32_t at = gap.begin;
  while (at + 1 < gap.end) {
    const std::optional<Occurrence> found = longest_at(text, at, gap.end);
    if (found) out.push_back(*found);
    at = found ? found->span.end : at + 1;
  }
}

}  // namespace whobuilds::resolve
