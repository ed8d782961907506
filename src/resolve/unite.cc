#include "resolve/unite.h"

#include <algorithm>
#include <map>

#include "resolve/aliases.h"
#include "resolve/names.h"
#include "resolve/opening.h"

namespace whobuilds::resolve {

void unite_aliases(Draft& draft, Lessons& lessons) {
  std::vector<NamedSpan> named;
  named.reserve(draft.places.size());
  for (const Place& place : draft.places) {
    const Thing& thing = draft.things[place.thing];
    const bool listed = thing.catalogue != kNoIndex;
    named.push_back({place.span, place.thing, thing.types, listed, !listed && thing.family == kNoIndex});
  }
  std::vector<Alias> aliases;
  find_aliases(draft.rules.names, draft.text, named, aliases);
  for (const Alias& alias : aliases) {
    if (alias.other != kNoIndex) {
      draft.unite(alias.thing, alias.other, true);
    } else {
      lessons.teach(alias.name.of(draft.normal), alias.thing, Lesson::alias);
    }
  }
}

namespace {

constexpr size_t kOpeningBlocks = 4;

// The thing that a heading names or one of the first paragraphs introduces, or kNoIndex.
uint32_t opening_thing(const Draft& draft) {
  const auto count = static_cast<uint32_t>(std::min(draft.text.blocks.size(), kOpeningBlocks));
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t begin = draft.text.blocks[i].span.begin;
    const auto place = std::find_if(draft.places.begin(), draft.places.end(),
                                    [begin](const Place& candidate) { return candidate.span.begin >= begin; });
    if (place == draft.places.end() || place->span.begin != begin) continue;
    const bool whole = place->span.end == draft.text.blocks[i].span.end;
    if (whole || is_introduced(draft.rules, draft.text, i, place->span.end)) return draft.root(place->thing);
  }
  return kNoIndex;
}

}  // namespace

void unite_document_aliases(Draft& draft, Lessons& lessons) {
  const uint32_t thing = draft.text.aliases.empty() ? kNoIndex : opening_thing(draft);
  if (thing == kNoIndex) return;
  for (const std::string& alias : draft.text.aliases) {
    const uint32_t known = draft.find_key(merge_key(alias));
    if (known == kNoIndex) {
      lessons.teach(alias, thing, Lesson::alias);
    } else if (draft.things[draft.root(known)].catalogue == kNoIndex && draft.root(known) != draft.root(thing)) {
      draft.merge_into(draft.root(thing), draft.root(known), false);
    }
  }
}

void unite_parts(Draft& draft) {
  std::map<std::string, std::vector<uint32_t>> wholes;
  draft.for_each_part([&](std::string_view part, uint32_t thing) {
    std::vector<uint32_t>& list = wholes[merge_key(part)];
    if (list.empty() || list.back() != thing) list.push_back(thing);
  });
  for (const auto& [key, list] : wholes) {
    const uint32_t found = draft.find_key(key);
    if (found == kNoIndex || list.size() != 1) continue;
    const uint32_t part = draft.root(found), whole = draft.root(list.front());
    if (part == whole || draft.things[part].catalogue != kNoIndex) continue;
    if ((draft.things[part].types & type_bit(draft.type_of(draft.things[whole]))) == 0) continue;
    draft.merge_into(whole, part, false);
  }
}

void unite_short_forms(Draft& draft) {
  std::map<std::string, std::vector<uint32_t>> longer;  // things by the merge key of their name without trade words
  for (uint32_t i = 0; i < draft.things.size(); ++i) {
    if (draft.root(i) != i || !draft.is_organisation(draft.things[i])) continue;
    for (const std::string& name : draft.things[i].names) {
      const std::string_view form = without_trade_words(draft.rules.names, name);
      std::vector<uint32_t>& list = longer[merge_key(form)];
      if (!form.empty() && (list.empty() || list.back() != i)) list.push_back(i);
    }
  }
  for (const auto& [key, list] : longer) {
    const uint32_t found = draft.find_key(key);
    if (found == kNoIndex || list.size() != 1) continue;
    const uint32_t form = draft.root(found), whole = draft.root(list.front());
    const Thing& thing = draft.things[form];
    if (form == whole || thing.catalogue != kNoIndex || thing.family != kNoIndex || !draft.is_organisation(thing))
      continue;
    draft.merge_into(whole, form, false);
  }
}

}  // namespace whobuilds::resolve
