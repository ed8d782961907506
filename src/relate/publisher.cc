#include "relate/publisher.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "relate/typed_segment.h"
#include "resolve/opening.h"

namespace whobuilds::relate {
namespace {

constexpr uint32_t kLineBytes = 80;     // of a line that says no more than who wrote
constexpr uint32_t kReleaseBytes = 48;  // between "we" and the verb of a release
constexpr char32_t kOpeningQuote = 0x201C, kClosingQuote = 0x201D;

class PublisherFinder {
 public:
  explicit PublisherFinder(const PublisherInput& input)
      : input_(input),
        grammar_(input.relations->grammars[static_cast<size_t>(Language::en)]),
        text_(input.text->folded) {}

  uint32_t find() const {
    std::vector<uint32_t> counts(input_.resolution->entities.size(), 0);
    for (const auto& mention : input_.resolution->mentions) {
      const uint32_t company = company_of(mention);
      if (company != kNone && is_named_as_writer(mention.span)) ++counts[company];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    if (most != counts.end() && *most > 0) return static_cast<uint32_t>(most - counts.begin());
    const uint32_t maker = releases() ? maker_of_title() : kNone;
    return maker == kNone && speaks_as_company() ? introduced_company() : maker;
  }

 private:
  bool is_company(uint32_t entity) const {
    return (type_bit(input_.resolution->entities[entity].type) & input_.company_types) != 0;
  }

  // What the mention names, or may name, as a company: a project's name ("at `loom`, we") stands for who makes it.
  uint32_t company_of(const resolve::ResolvedMention& mention) const {
    if (is_company(mention.entity)) return mention.entity;
    return mention.alternative != kNone && is_company(mention.alternative) ? mention.alternative : kNone;
  }

  static bool is_english(const text::TextBlock& block) {
    return block.language == Language::en || block.language == Language::unknown;
  }

  // Index of the block around a normalised place.
  uint32_t block_at(uint32_t at) const {
    const auto& blocks = input_.text->blocks;
    const auto behind = std::upper_bound(blocks.begin(), blocks.end(), at,
                                         [](uint32_t place, const text::TextBlock& b) { return place < b.span.begin; });
    return static_cast<uint32_t>(behind - blocks.begin()) - 1;
  }

  bool is_named_as_writer(Span name) const {
    const uint32_t block = block_at(name.begin);
    const text::TextBlock& range = input_.text->blocks[block];
    if (!is_english(range) || is_quoted(*input_.text, block, name.begin)) return false;
    if (ends_in(range.span.begin, name.begin, grammar_.author_places)) return true;
    const uint32_t behind = skip_spaces(name.end);
    if (range.span.size() <= kLineBytes && literal_at(text_, behind, grammar_.author_teams, true) > 0) return true;
    if (literal_at(text_, behind, grammar_.author_feelings, true) > 0) return true;
    if (!ends_in(range.span.begin, name.begin, grammar_.author_prepositions)) return false;
    uint32_t pronoun = behind;
    if (pronoun < text_.size() && text_[pronoun] == ',') pronoun = skip_spaces(pronoun + 1);
    return pronoun < range.span.end && is_author_word(pronoun);
  }

  // Whether one of the words stands right before `end`, not before `begin`.
  bool ends_in(uint32_t begin, uint32_t end, const Literals& words) const {
    while (end > begin && text_[end - 1] == ' ') --end;
    const std::string_view before = text_.substr(0, end);
    for (size_t i = words.find_before(before, end); i < words.size(); i = words.find_before(before, end, i + 1)) {
      const auto at = static_cast<uint32_t>(end - words[i].size());
      if (at >= begin && !cuts_word(text_, at, end)) return true;
    }
    return false;
  }

  uint32_t skip_spaces(uint32_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }

  bool is_author_word(uint32_t at) const {
    const auto& words = input_.recognition->words;
    const auto first = std::lower_bound(words.begin(), words.end(), at,
                                        [](const auto& word, uint32_t place) { return word.span.begin < place; });
    return std::any_of(first, words.end(), [&](const auto& word) { return word.span.begin == at && is_author(word); });
  }

  bool is_author(const recognise::WordMention& word) const {
    const std::vector<WordUse>& uses = input_.relations->uses[word.word];
    return std::any_of(uses.begin(), uses.end(), [](const WordUse& use) {
      return use.kind == WordUse::Kind::anaphor && use.author && use.language == Language::en;
    });
  }

  // "Today we're excited to launch ...", in the writer's own words.
  bool releases() const {
    const auto& words = input_.recognition->words;
    return std::any_of(words.begin(), words.end(), [&](const recognise::WordMention& word) {
      if (!is_author(word)) return false;
      const uint32_t block = block_at(word.span.begin);
      return is_english(input_.text->blocks[block]) && releases_behind(word.span.end) &&
             !is_quoted(*input_.text, block, word.span.begin);
    });
  }

  bool releases_behind(uint32_t at) const {
    const auto end = static_cast<uint32_t>(std::min<size_t>(text_.size(), at + kReleaseBytes));
    for (; at < end && text_[at] != '\n' && text_[at] != '.' && text_[at] != ',' && text_[at] != ';'; ++at) {
      if (literal_at(text_, at, grammar_.author_releases, true) > 0) return true;
    }
    return false;
  }

  // "Our customers", "our parent company": what only a company has, in the writer's own words.
  bool speaks_as_company() const {
    const auto& words = input_.recognition->words;
    return std::any_of(words.begin(), words.end(), [&](const recognise::WordMention& word) {
      if (!is_author(word)) return false;
      const uint32_t block = block_at(word.span.begin);
      return is_english(input_.text->blocks[block]) &&
             literal_at(text_, skip_spaces(word.span.end), grammar_.author_possessions, true) > 0 &&
             !is_quoted(*input_.text, block, word.span.begin);
    });
  }

  // The company with which the first paragraph begins and that it introduces ("X is a platform for ..."), or kNone.
  uint32_t introduced_company() const {
    const auto& blocks = input_.document->blocks;
    const auto first = std::find_if(blocks.begin(), blocks.end(),
                                    [](const Block& block) { return block.kind == BlockKind::paragraph; });
    if (first == blocks.end()) return kNone;
    const auto block = static_cast<uint32_t>(first - blocks.begin());
    const Span span = input_.text->blocks[block].span;
    const auto mention = resolve::first_mention(*input_.resolution, span.begin);
    const bool begins = mention != input_.resolution->mentions.end() && mention->span.begin == span.begin;
    return begins && is_company(mention->entity) &&
                   resolve::is_introduced(*input_.relations->rules, *input_.text, block, mention->span.end)
               ? mention->entity
               : kNone;
  }

  // The company of which alone the title names things, by the catalogue, or which it names alone itself, where the
  // text names one of its things in the title; kNone when another has a part in it.
  uint32_t maker_of_title() const {
    uint32_t maker = kNone;
    bool made = false;
    for (uint32_t block = 0; block < input_.document->blocks.size(); ++block) {
      if (!is_title(block)) continue;
      const Span span = input_.text->blocks[block].span;
      auto mention = resolve::first_mention(*input_.resolution, span.begin);
      for (; mention != input_.resolution->mentions.end() && mention->span.begin < span.end; ++mention) {
        const uint32_t named = is_company(mention->entity) ? mention->entity : maker_of(mention->entity);
        if (named == kNone || (maker != kNone && maker != named)) return kNone;
        made |= !is_company(mention->entity);
        maker = named;
      }
    }
    return made ? maker : kNone;
  }

  bool is_title(uint32_t block) const {
    const Block& found = input_.document->blocks[block];
    return found.kind == BlockKind::title || (found.kind == BlockKind::heading && found.level == 1);
  }

  // The developer of a thing, where the text names it; else kNone.
  uint32_t maker_of(uint32_t thing) const {
    const auto& entities = input_.resolution->entities;
    const EntityIndex developer = entities[thing].developer;
    const auto maker = std::find_if(entities.begin(), entities.end(), [&](const auto& entity) {
      return developer != kNoIndex && entity.catalogue == developer;
    });
    return maker == entities.end() ? kNone : static_cast<uint32_t>(maker - entities.begin());
  }

  const PublisherInput& input_;
  const CompiledGrammar& grammar_;
  std::string_view text_;
};

}  // namespace

uint32_t find_publisher(const PublisherInput& input) { return PublisherFinder(input).find(); }

bool is_quoted(const text::Text& text, uint32_t block, uint32_t at) {
  if (text.blocks[block].kind == BlockKind::quote) return true;
  uint32_t straight = 0;
  bool curly = false;
  for (uint32_t place = text.blocks[block].span.begin; place < at;) {
    const char32_t c = core::decode(text.normal, place);
    if (c == '"') ++straight;
    if (c == kOpeningQuote || c == kClosingQuote) curly = c == kOpeningQuote;
  }
  return curly || straight % 2 == 1;
}

}  // namespace whobuilds::relate
