// The matcher against a naive one on random aliases and texts over a small mixed alphabet.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "recognise/boundaries.h"
#include "recognise/double_array.h"
#include "recognise/recognise.h"
#include "recognise/variants.h"
#include "rules/rules.h"
#include "text/fold.h"
#include "text/normalise.h"
#include "text/text.h"

using namespace whobuilds;
using namespace whobuilds::recognise;

namespace {

const std::vector<std::string> kAlphabet = {"a", "A", "b", "B", "1", "2", " ", "-", ".", "s", "ア", "イ", "ー", "華", "为", "の", "・", "「", "é"};

rc::Gen<std::string> any_string(size_t longest) {
  return rc::gen::map(rc::gen::resize(static_cast<int>(longest), rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kAlphabet))),
                      [](const std::vector<std::string>& parts) {
                        std::string out;
                        for (const std::string& part : parts) out += part;
                        return out;
                      });
}

// Aliases as they may be listed: not empty, without white space at their ends.
rc::Gen<std::vector<std::string>> any_aliases() {
  return rc::gen::resize(12, rc::gen::container<std::vector<std::string>>(rc::gen::suchThat(any_string(5), [](const std::string& alias) {
    return !alias.empty() && alias == text::normalised(alias) && alias.front() != ' ' && alias.back() != ' ' &&
           alias.find("  ") == std::string::npos;
  })));
}

text::Text text_of(const std::string& content) {
  Document document;
  document.text = content;
  Block block;
  block.pieces.push_back({{0, static_cast<uint32_t>(content.size())}, "", false});
  document.blocks.push_back(block);
  text::Text text;
  text::prepare_text(document, text);
  return text;
}

Rules rules_of(const std::vector<std::string>& aliases) {
  Rules rules;
  EntityType type;
  type.id = "Company";
  rules.ontology.types.push_back(type);
  for (const std::string& alias : aliases) {
    CatalogueEntity entity;
    entity.id = "company:" + std::to_string(rules.entities.size());
    entity.label = alias;
    entity.surfaces.push_back({alias, std::nullopt});
    rules.entities.made().push_back(entity);
  }
  return rules;
}

// Where a name may begin: at no place inside a run of word or of katakana characters.
bool legal_start(std::string_view text, uint32_t at) {
  if (at == 0) return true;
  uint32_t here = at, before = core::previous(text, at);
  const char32_t next = core::decode(text, here);
  const char32_t last = core::decode(text, before);
  const auto word = [](char32_t c) { return c == '_' || core::is_word(c); };
  return !(word(last) && word(next)) && !(core::is_katakana(last) && core::is_katakana(next));
}

struct NaiveHit {
  Span span;
  std::set<EntityIndex> entities;
};

// Every alias in every spelling at every place.
class NaiveMatcher {
 public:
  explicit NaiveMatcher(const Rules& rules) {
    SpellingVariants variants;
    for (EntityIndex index = 0; index < rules.entities.size(); ++index) {
      const std::string& listed = rules.entities[index].surfaces[0].text;
      variants.find(listed);
      for (size_t i = 0; i < variants.size(); ++i) {
        spellings_.push_back({text::folded(variants.text(i)), listed, index,
                              variants.needs_exact_case(i) ? CasePolicy::exact : default_case_policy(listed)});
      }
    }
  }

  std::vector<NaiveHit> match(const text::Text& text) const {
    std::vector<NaiveHit> longest;  // at each place
    for (uint32_t at = 0; at < text.normal.size();) {
      if (legal_start(text.normal, at)) add_longest(text, at, longest);
      core::decode(text.normal, at);
    }
    return choose(longest);
  }

 private:
  struct Spelling {
    std::string folded, listed;
    EntityIndex entity;
    CasePolicy policy;
  };

  bool stands(const Spelling& spelling, const text::Text& text, uint32_t at) const {
    const size_t size = spelling.folded.size();
    if (text.folded.compare(at, size, spelling.folded) != 0) return false;
    const auto end = static_cast<uint32_t>(at + size);
    const Continuation next = continuation(text.normal, end);
    if (!ends_at_boundary(text.normal, end) || joined_on_the_left(text.normal, at) || next == Continuation::other_name) return false;
    if (!case_allows(spelling.policy, spelling.listed, text.normal.substr(at, size))) return false;
    return next != Continuation::hyphenated || names_something(text, end + 1);
  }

  bool names_something(const text::Text& text, uint32_t at) const {
    return std::any_of(spellings_.begin(), spellings_.end(), [&](const Spelling& spelling) {
      const size_t size = spelling.folded.size();
      return text.folded.compare(at, size, spelling.folded) == 0 &&
             ends_at_boundary(text.normal, static_cast<uint32_t>(at + size)) &&
             case_allows(spelling.policy, spelling.listed, text.normal.substr(at, size));
    });
  }

  void add_longest(const text::Text& text, uint32_t at, std::vector<NaiveHit>& out) const {
    NaiveHit best;
    for (const Spelling& spelling : spellings_) {
      if (!stands(spelling, text, at)) continue;
      const Span span{at, at + static_cast<uint32_t>(spelling.folded.size())};
      if (span.size() > best.span.size()) best = {span, {}};
      if (span == best.span) best.entities.insert(spelling.entity);
    }
    if (!best.entities.empty()) out.push_back(best);
  }

  // The longest first, the earlier of equals, nothing that overlaps.
  static std::vector<NaiveHit> choose(std::vector<NaiveHit> hits) {
    std::stable_sort(hits.begin(), hits.end(), [](const NaiveHit& a, const NaiveHit& b) {
      return a.span.size() != b.span.size() ? a.span.size() > b.span.size() : a.span.begin < b.span.begin;
    });
    std::vector<NaiveHit> chosen;
    for (const NaiveHit& hit : hits) {
      const bool free = std::none_of(chosen.begin(), chosen.end(), [&hit](const NaiveHit& other) { return other.span.overlaps(hit.span); });
      if (free) chosen.push_back(hit);
    }
    std::sort(chosen.begin(), chosen.end(), [](const NaiveHit& a, const NaiveHit& b) { return a.span < b.span; });
    return chosen;
  }

  std::vector<Spelling> spellings_;
};

}  // namespace

TEST_CASE("the double array finds exactly the keys that stand at a place") {
  size_t found_any = 0;
  const bool held = rc::check("prefixes", [&found_any]() {
    const std::vector<std::string> drawn = *rc::gen::container<std::vector<std::string>>(any_string(6));
    const std::set<std::string> unique(drawn.begin(), drawn.end());
    std::vector<std::string_view> keys;
    for (const std::string& key : unique) {
      if (!key.empty()) keys.push_back(key);
    }
    DoubleArray array;
    array.build(keys);
    for (uint32_t rank = 0; rank < keys.size(); ++rank) RC_ASSERT(array.find(keys[rank]) == rank);
    const std::string text = *any_string(40);
    for (uint32_t at = 0; at <= text.size(); ++at) {
      std::vector<uint32_t> expected;
      for (uint32_t size = 1; at + size <= text.size(); ++size) {
        const auto key = std::lower_bound(keys.begin(), keys.end(), std::string_view(text).substr(at, size));
        if (key != keys.end() && *key == std::string_view(text).substr(at, size)) expected.push_back(static_cast<uint32_t>(key - keys.begin()));
      }
      std::vector<uint32_t> found;
      array.for_each_prefix(text, at, [&found](uint32_t rank, uint32_t) { found.push_back(rank); });
      RC_ASSERT(found == expected);
      found_any += found.size();
    }
  });
  CHECK(held);
  CHECK(found_any > 0);
}

TEST_CASE("the recogniser agrees with the naive matcher") {
  size_t found_any = 0;
  const bool held = rc::check("names", [&found_any]() {
    const std::vector<std::string> aliases = *any_aliases();
    // Texts made of the aliases and other characters, so that names, near misses and overlaps occur.
    std::vector<std::string> parts = kAlphabet;
    for (int i = 0; i < 4; ++i) parts.insert(parts.end(), aliases.begin(), aliases.end());
    const auto drawn = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts));
    std::string content;
    for (const std::string& part : drawn) content += part;

    const Rules rules = rules_of(aliases);
    const text::Text text = text_of(content);
    const Recogniser recogniser = Recogniser::build(rules, {}, {});
    Recognition found;
    recogniser.recognise(text, found);
    std::vector<NaiveHit> expected = NaiveMatcher(rules).match(text);
    // A name that begins with a digit yields to a number of which it is a part.
    expected.erase(std::remove_if(expected.begin(), expected.end(), [&](const NaiveHit& hit) {
      return core::is_digit(static_cast<unsigned char>(text.normal[hit.span.begin])) &&
             std::any_of(found.values.begin(), found.values.end(), [&hit](const ValueMention& value) {
               return value.span.contains(hit.span) && value.span != hit.span;
             });
    }), expected.end());
    RC_ASSERT(found.names.size() == expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      RC_ASSERT(found.names[i].span == expected[i].span);
      RC_ASSERT(std::set<EntityIndex>(found.names[i].candidates.begin(), found.names[i].candidates.end()) == expected[i].entities);
    }
    found_any += expected.size();
  });
  CHECK(held);
  CHECK(found_any > 100);
}
