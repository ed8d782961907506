#include "resolve/resolve.h"

#include <algorithm>

#include "resolve/collect.h"
#include "resolve/draft.h"
#include "resolve/lessons.h"
#include "resolve/publish.h"
#include "resolve/unite.h"

namespace whobuilds::resolve {
namespace {

constexpr float kWeak = 0.6f;  // a name found once with less is no name

void drop_weak(Draft& draft) {
  std::vector<uint32_t> counts(draft.things.size());
  for (const Place& place : draft.places) ++counts[draft.root(place.thing)];
  const auto weak = [&](const Place& place) {
    const uint32_t index = draft.root(place.thing);
    const Thing& thing = draft.things[index];
    return thing.catalogue == kNoIndex && thing.family == kNoIndex && counts[index] == 1 && thing.confidence < kWeak;
  };
  draft.places.erase(std::remove_if(draft.places.begin(), draft.places.end(), weak), draft.places.end());
}

}  // namespace

void Resolution::clear() {
  entities.clear();
  mentions.clear();
}

std::vector<ResolvedMention>::const_iterator first_mention(const Resolution& resolution, uint32_t at) {
  return std::lower_bound(resolution.mentions.begin(), resolution.mentions.end(), at,
                          [](const ResolvedMention& mention, uint32_t place) { return mention.span.begin < place; });
}

void resolve(const Rules& rules, const text::Text& text, const recognise::Recognition& recognition, Resolution& out) {
  out.clear();
  Draft draft(rules, text, recognition);
  Lessons lessons(draft);
  collect_names(draft);
  unite_aliases(draft, lessons);
  unite_document_aliases(draft, lessons);
  unite_parts(draft);
  unite_short_forms(draft);
  lessons.teach_repeats();
  lessons.teach_parts();
  lessons.teach_short_forms();
  lessons.find();
  drop_weak(draft);
  publish(draft, out);
}

}  // namespace whobuilds::resolve
