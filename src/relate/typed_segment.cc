#include "relate/typed_segment.h"

#include <algorithm>

#include "core/utf8.h"
#include "relate/discourse.h"

namespace whobuilds::relate {
namespace {

constexpr std::string_view kOpenQuotes[] = {"「", "『", "“", "\"", "‘", "《", "〈", "【"};
constexpr std::string_view kCloseQuotes[] = {"」", "』", "”", "\"", "’", "》", "〉", "】"};

constexpr std::string_view kPause = "、";
constexpr std::string_view kCommaAnd = ", and";
constexpr std::string_view kDash = "—";

// What ends the noun phrase that names a list's kind.
const Literals kPhraseBreaks(std::vector<std::string>{"、", "。", ",", "を", "が", "は"});

// A stretch of the sentence that is cut out and becomes a segment of its own.
struct Island {
  Span outer;  // normalised, with its brackets or commas
  Span inner;
  bool bracket = true;
};

bool is_spaced(Language language) { return language != Language::ja && language != Language::zh; }

// A pronoun and what it stands for.
struct Anaphor {
  Span span;  // normalised
  Antecedent antecedent;
};

class SegmentBuilder {
 public:
  SegmentBuilder(const SegmentInput& input, uint32_t sentence, uint32_t first_mention, uint32_t first_word,
                 std::vector<Segment>& out)
      : input_(input),
        sentence_index_(sentence),
        sentence_(input.text->sentences[sentence]),
        language_(input.text->blocks[sentence_.block].language),
        out_(out),
        first_mention_(first_mention),
        first_word_(first_word) {
    if (language_ == Language::unknown) language_ = Language::en;
    grammar_ = &input.relations->grammars[static_cast<size_t>(language_)];
  }

  void build() {
    find_mentions();
    find_anaphors();
    find_brackets();
    if (language_ == Language::en) {
      find_dash_islands();
      fronted_comma_ = fronted_comma();
      find_comma_islands();
    }
    std::sort(islands_.begin(), islands_.end(), [](const Island& a, const Island& b) { return a.outer < b.outer; });
    out_.emplace_back();
    begin_segment(out_.back());
    fill(out_.back(), sentence_.span, kNone);
    for (const Island& island : islands_) add_island(island);
    for (Segment& pair : pairs_) out_.push_back(std::move(pair));
  }

 private:
  const std::string& folded() const { return input_.text->folded; }

  void find_mentions() {
    const auto& mentions = input_.resolution->mentions;
    for (uint32_t i = first_mention_; i < mentions.size() && mentions[i].span.begin < sentence_.span.end; ++i) {
      if (sentence_.span.contains(mentions[i].span)) mentions_.push_back(i);
    }
  }

  // Anaphors outside mentions that have an antecedent, the longest at each place.
  void find_anaphors() {
    if (input_.discourse == nullptr) return;
    const auto& words = input_.recognition->words;
    for (uint32_t i = first_word_; i < words.size() && words[i].span.begin < sentence_.span.end; ++i) {
      if (!sentence_.span.contains(words[i].span) || mention_covering(words[i].span.begin) != nullptr) continue;
      if (!anaphors_.empty() && anaphors_.back().span.overlaps(words[i].span)) continue;
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind != WordUse::Kind::anaphor || use.language != language_) continue;
        Antecedent antecedent = recall(use, words[i].span.begin);
        if (!antecedent.entities.empty()) anaphors_.push_back({words[i].span, std::move(antecedent)});
        break;
      }
    }
  }

  // What the sentence itself has named before comes first: the subject of English and Chinese, the latest
  // name of Japanese. A pronoun that may stand for both kinds keeps what the discourse gives of the other.
  Antecedent recall(const WordUse& use, uint32_t before) const {
    constexpr double kClausePenalty = 0.88;
    const Reference reference = use.author ? Reference::author : Reference::anaphor;
    Antecedent out = input_.discourse->recall(use.types, reference, use.plural);
    if (use.author || use.plural) return out;
    const uint32_t found = named_before(use.types, before);
    if (found == kNone) return out;
    const bool company = is_company(found);
    const auto same_kind = [&](uint32_t entity) { return is_company(entity) == company; };
    for (const uint32_t entity : out.entities) {
      if (same_kind(entity) && entity != found) out.instead.push_back(entity);
    }
    out.entities.erase(std::remove_if(out.entities.begin(), out.entities.end(), same_kind), out.entities.end());
    out.entities.insert(out.entities.begin(), found);
    out.penalty = kClausePenalty;
    out.step = "clause";
    out.far = false;
    return out;
  }

  bool is_company(uint32_t entity) const {
    return (type_bit(input_.resolution->entities[entity].type) & input_.discourse->company_types()) != 0;
  }

  uint32_t named_before(TypeSet types, uint32_t before) const {
    uint32_t found = kNone;
    for (const uint32_t index : mentions_) {
      const auto& mention = input_.resolution->mentions[index];
      if (mention.span.end > before) break;
      if ((type_bit(input_.resolution->entities[mention.entity].type) & types) == 0) continue;
      found = mention.entity;
      if (language_ != Language::ja) break;
    }
    return found;
  }

  // The mention that covers `at`, or kNone. `at` ascends over calls within one scan.
  const resolve::ResolvedMention* mention_covering(uint32_t at) const {
    for (const uint32_t index : mentions_) {
      const auto& mention = input_.resolution->mentions[index];
      if (mention.span.begin <= at && at < mention.span.end) return &mention;
      if (mention.span.begin > at) break;
    }
    return nullptr;
  }

  void find_brackets() {
    const Span span = sentence_.span;
    uint32_t open = kNone;
    for (uint32_t at = span.begin; at < span.end; ++at) {
      const char c = folded()[at];
      if (c != '(' && c != ')') continue;
      if (mention_covering(at) != nullptr) continue;
      if (c == '(' && open == kNone) open = at;
      if (c == ')' && open != kNone) {
        if (!lists_what_precedes({open + 1, at})) islands_.push_back({{open, at + 1}, {open + 1, at}, true});
        open = kNone;
      }
    }
  }

  // "hardware platforms (Inferentia, TPU, Gaudi)", "投資家(A、B)": names alone, behind a word that is no name: they
  // stand for it, in its place.
  bool lists_what_precedes(Span inner) const {
    if (mention_ends_at(inner.begin - 1)) return false;
    uint32_t names = 0, at = inner.begin;
    while (at < inner.end) {
      const auto* mention = mention_covering(at);
      if (mention == nullptr) return false;
      ++names;
      at = skip_spaces(mention->span.end);
      if (at >= inner.end) break;
      const uint32_t separator =
          literal_at(std::string_view(folded()).substr(0, inner.end), at, grammar_->list_separators, false);
      const uint32_t closer = separator == 0 ? literal_at(std::string_view(folded()).substr(0, inner.end), at,
                                                          grammar_->list_closers, false)
                                             : 0;
      if (separator == 0 && closer == 0) return false;
      at = skip_spaces(at + separator + closer);
    }
    return names >= 2;
  }

  bool in_bracket(uint32_t at) const {
    return std::any_of(islands_.begin(), islands_.end(), [&](const Island& island) {
      return island.bracket && island.outer.begin <= at && at < island.outer.end;
    });
  }

  // The comma of 200,000.
  bool is_in_number(uint32_t at) const {
    const auto digit = [&](uint32_t i) {
      return i < sentence_.span.end && core::is_digit(static_cast<unsigned char>(folded()[i]));
    };
    return at > sentence_.span.begin && digit(at - 1) && digit(at + 1);
  }

  // Whether a verb that some rule knows begins in [begin, end).
  bool has_verb(uint32_t begin, uint32_t end) const {
    const auto& words = input_.recognition->words;
    for (uint32_t i = first_word_; i < words.size() && words[i].span.begin < end; ++i) {
      if (words[i].span.begin < begin) continue;
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind == WordUse::Kind::predicate && use.language == language_ &&
            input_.relations->rules->predicates[use.index].inflection == "verb") {
          return true;
        }
      }
    }
    return false;
  }

  // "AutoRound — Intel's algorithm — is ...": from a dash behind a name to the next one.
  void find_dash_islands() {
    const Span span = sentence_.span;
    uint32_t open = kNone;
    for (uint32_t at = span.begin; at + kDash.size() <= span.end; ++at) {
      if (folded().compare(at, kDash.size(), kDash) != 0 || in_bracket(at)) continue;
      const uint32_t end = at + static_cast<uint32_t>(kDash.size());
      if (open != kNone) {
        const auto begin = static_cast<uint32_t>(open + kDash.size());
        if (end - open < 240) islands_.push_back({{open, end}, {begin, at}, false});
        open = kNone;
      } else if (mention_ends_at(at)) {
        open = at;
      }
    }
  }

  // ", which makes X," and ", a maker of X,": from a comma that a subordinator follows to the next comma
  // outside brackets and lists, or to the sentence's end.
  void find_comma_islands() {
    const Span span = sentence_.span;
    uint32_t open = kNone;
    for (uint32_t at = span.begin; at + 1 < span.end; ++at) {
      if (folded()[at] != ',' || in_bracket(at) || mention_covering(at) != nullptr || is_in_number(at)) continue;
      if (open != kNone) {
        const Span outer{open, at + 1};
        if (outer.size() < 240 && !is_list_comma(at)) {
          islands_.push_back({outer, {open + 1, at}, false});
          open = kNone;
          continue;
        }
      }
      if (open == kNone && starts_island(at)) open = at;
    }
    if (open != kNone && span.end - open < 240) {
      const uint32_t end = span.end > span.begin && folded()[span.end - 1] == '.' ? span.end - 1 : span.end;
      islands_.push_back({{open, end}, {open + 1, end}, false});
    }
  }

  bool starts_island(uint32_t comma) const {
    if (!mention_ends_at(comma) || comma == fronted_comma_) return false;
    uint32_t at = comma + 1;
    while (at < sentence_.span.end && folded()[at] == ' ') ++at;
    return literal_at(folded(), at, grammar_->subordinators, true) > 0;
  }

  // "Built on A, B ...", "Unlike A, B ...": the comma behind a fronted phrase, after which the subject comes, or
  // kNone.
  uint32_t fronted_comma() const {
    const uint32_t fronting = literal_at(folded(), sentence_.span.begin, grammar_->frontings, true);
    if (fronting == 0) return kNone;
    for (uint32_t at = sentence_.span.begin; at < sentence_.span.end; ++at) {
      if (folded()[at] != ',' || in_bracket(at) || mention_covering(at) != nullptr || is_in_number(at)) continue;
      // "With version 2 it adds support for A, B and C": a verb ends the phrase before its comma.
      return mention_ends_at(at) && !has_verb(sentence_.span.begin + fronting, at) ? at : kNone;
    }
    return kNone;
  }

  bool mention_ends_at(uint32_t at) const {
    while (at > sentence_.span.begin && (folded()[at - 1] == ' ' || folded()[at - 1] == '"' || folded()[at - 1] == ')'))
      --at;
    return at > sentence_.span.begin && (mention_covering(at - 1) != nullptr || in_bracket(at - 1));
  }

  // A comma between two list members: a mention on both sides.
  bool is_list_comma(uint32_t comma) const {
    uint32_t at = comma + 1;
    while (at < sentence_.span.end && folded()[at] == ' ') ++at;
    if (folded().compare(at, 4, "and ") == 0) at += 4;
    return mention_ends_at(comma) && at < sentence_.span.end && mention_covering(at) != nullptr;
  }

  void begin_segment(Segment& segment) {
    segment.language = language_;
    segment.sentence = sentence_index_;
  }

  void add_island(const Island& island) {
    Segment segment;
    begin_segment(segment);
    segment.bracket = island.bracket;
    segment.host_segment = 0;
    segment.host_slot = slot_before(out_[0], island.outer.begin);
    fill(segment, island.inner, static_cast<uint32_t>(&island - islands_.data()));
    out_.push_back(std::move(segment));
  }

  uint32_t slot_before(const Segment& host, uint32_t normal) const {
    for (uint32_t i = static_cast<uint32_t>(host.slots.size()); i-- > 0;) {
      const Slot& slot = host.slots[i];
      if (slot.span.end > normal) {
        if (slot.span.begin < normal) {
          for (const uint32_t member : slot.members) {
            if (input_.resolution->mentions[member].span.end <= normal) return i;
          }
        }
        continue;
      }
      const std::string_view between(folded().data() + slot.span.end, normal - slot.span.end);
      return between.size() <= 24 ? i : kNone;
    }
    return kNone;
  }

  // The island that begins at `at` (and is not `self`), or null.
  const Island* island_at(uint32_t at, uint32_t self) const {
    for (uint32_t i = 0; i < islands_.size(); ++i) {
      if (i != self && islands_[i].outer.begin == at &&
          (self == kNone || !islands_[i].outer.contains(islands_[self].outer))) {
        return &islands_[i];
      }
    }
    return nullptr;
  }

  // Copies `range` into the segment's typed text: mentions become slots, islands inside are left out.
  void fill(Segment& segment, Span range, uint32_t self) {
    uint32_t next = 0;
    while (next < mentions_.size() && input_.resolution->mentions[mentions_[next]].span.begin < range.begin) ++next;
    uint32_t at = range.begin;
    while (at < range.end) {
      if (const Island* island = island_at(at, self)) {
        at = std::max(at + 1, island->outer.end);
        while (next < mentions_.size() && input_.resolution->mentions[mentions_[next]].span.begin < at) ++next;
        continue;
      }
      if (next < mentions_.size() && input_.resolution->mentions[mentions_[next]].span.begin == at) {
        const Span mention = input_.resolution->mentions[mentions_[next]].span;
        add_mention(segment, mentions_[next]);
        at = skip_after_slot(std::max(at + 1, mention.end), range.end, names_company(mentions_[next]));
        ++next;
        continue;
      }
      if (const Anaphor* anaphor = anaphor_at(at)) {
        add_anaphor(segment, *anaphor);
        at = std::max(at + 1, anaphor->span.end);
        continue;
      }
      copy_char(segment, at, range.end);
    }
  }

  const Anaphor* anaphor_at(uint32_t at) const {
    for (const Anaphor& anaphor : anaphors_) {
      if (anaphor.span.begin == at) return &anaphor;
    }
    return nullptr;
  }

  void add_anaphor(Segment& segment, const Anaphor& anaphor) {
    if (segment.slots.size() >= kMaxSlots) return;
    Slot slot;
    slot.span = anaphor.span;
    slot.recalled = anaphor.antecedent.entities;
    slot.instead = anaphor.antecedent.instead;
    slot.penalty = anaphor.antecedent.penalty;
    slot.step = anaphor.antecedent.step;
    slot.possessive =
        literal_at(folded(), anaphor.span.begin, grammar_->possessives, is_spaced(language_)) == anaphor.span.size();
    for (const uint32_t entity : slot.recalled) slot.types |= type_bit(input_.resolution->entities[entity].type);
    place_slot(segment, std::move(slot));
  }

  void place_slot(Segment& segment, Slot slot) {
    slot.position = static_cast<uint32_t>(segment.typed.size());
    segment.typed.push_back(kSlotMark);
    segment.typed.push_back(static_cast<char>(segment.slots.size() + 1));
    segment.typed.push_back(kSlotEnd);
    segment.slots.push_back(std::move(slot));
  }

  void copy_char(Segment& segment, uint32_t& at, uint32_t end) {
    const uint32_t begin = at;
    if (folded()[at] == '(' || folded()[at] == ')') {  // of a list in its place
      ++at;
      return;
    }
    core::decode(std::string_view(folded()).substr(0, end), at);
    const uint32_t size = at - begin;
    if (segment.runs.empty() || segment.runs.back().normal + segment.runs.back().size != begin ||
        segment.runs.back().typed + segment.runs.back().size != segment.typed.size()) {
      segment.runs.push_back({static_cast<uint32_t>(segment.typed.size()), begin, 0});
    }
    segment.runs.back().size += size;
    segment.typed.append(folded(), begin, size);
  }

  bool names_company(uint32_t index) const {
    const auto& mention = input_.resolution->mentions[index];
    return input_.discourse != nullptr && (types_of(mention) & ~input_.discourse->company_types()) == 0;
  }

  // Quotes, list closers and type nouns right after a slot are left out. Behind a company a word for an
  // artefact stays ("Nvidia chips" are no Nvidia).
  uint32_t skip_after_slot(uint32_t at, uint32_t end, bool company) const {
    const Literals& type_nouns = company ? grammar_->company_nouns : grammar_->type_nouns;
    const std::string_view text = std::string_view(folded()).substr(0, end);
    const bool spaced = is_spaced(language_);
    for (bool more = true; more && at < end;) {
      more = false;
      for (const std::string_view quote : kCloseQuotes) {
        if (text.substr(at, quote.size()) == quote) {
          at += static_cast<uint32_t>(quote.size());
          more = true;
        }
      }
      uint32_t word = at;
      while (word < end && text[word] == ' ') ++word;
      if (const uint32_t skipped = skip_hypernym(at, end); skipped > at) return skipped;
      uint32_t size = literal_at(text, word, type_nouns, spaced);
      if (size == 0) size = literal_at(text, word, grammar_->list_closers, spaced);
      if (size > 0 && mention_covering(word) == nullptr) {
        at = word + size;
        more = true;
      }
    }
    return at;
  }

  // "といった中国の新興企業" after a list says what its members are; what marks the list comes after it.
  // A noun of relation there (といった競合他社) is read, not skipped.
  uint32_t skip_hypernym(uint32_t at, uint32_t end) const {
    constexpr uint32_t kLongest = 60;
    const std::string_view text = std::string_view(folded()).substr(0, end);
    const uint32_t intro = literal_at(text, at, grammar_->hypernym_intros, false);
    for (uint32_t word = at + intro; word < std::min(end, at + kLongest);) {
      const uint32_t tail = literal_at(text, word, grammar_->hypernym_tails, false);
      if (tail > 0 &&
          (intro > 0 || core::is_digit(static_cast<unsigned char>(text[word - 1])) || text[word - 1] == ' ')) {
        return holds_predicate({at, word + tail}) ? at : word + tail;
      }
      if (mention_covering(word) != nullptr || literal_at(text, word, kPhraseBreaks, false) > 0) break;
      core::decode(text, word);
    }
    return at;
  }

  bool holds_predicate(Span span) const {
    const auto& words = input_.recognition->words;
    for (uint32_t i = first_word_; i < words.size() && words[i].span.begin < span.end; ++i) {
      if (!span.contains(words[i].span)) continue;
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind == WordUse::Kind::predicate && use.language == language_ &&
            input_.relations->rules->predicates[use.index].inflection == "noun") {
          return true;
        }
      }
    }
    return false;
  }

  // Quotes right before a slot are left out of the typed text.
  void drop_open_quotes(Segment& segment) {
    for (const std::string_view quote : kOpenQuotes) {
      const std::string& typed = segment.typed;
      if (typed.size() >= quote.size() && typed.compare(typed.size() - quote.size(), quote.size(), quote) == 0) {
        segment.typed.resize(typed.size() - quote.size());
        trim_runs(segment);
      }
    }
  }

  static void trim_runs(Segment& segment) {
    while (!segment.runs.empty() && segment.runs.back().typed >= segment.typed.size()) segment.runs.pop_back();
    if (!segment.runs.empty()) {
      Segment::Run& last = segment.runs.back();
      last.size = std::min<uint32_t>(last.size, static_cast<uint32_t>(segment.typed.size()) - last.typed);
    }
  }

  TypeSet types_of(const resolve::ResolvedMention& mention) const {
    const auto& entities = input_.resolution->entities;
    TypeSet types = type_bit(entities[mention.entity].type);
    if (mention.alternative != kNoIndex) types |= type_bit(entities[mention.alternative].type);
    return types;
  }

  // The last slot's list gets one more member; what stands between is left out.
  void append_member(Segment& segment, uint32_t index, TypeSet types) const {
    Slot& slot = segment.slots.back();
    segment.typed.resize(slot.position + kSlotBytes);
    trim_runs(segment);
    slot.members.push_back(index);
    slot.types |= types;
    slot.span.end = input_.resolution->mentions[index].span.end;
  }

  void add_mention(Segment& segment, uint32_t index) {
    const auto& mention = input_.resolution->mentions[index];
    drop_open_quotes(segment);
    const TypeSet types = types_of(mention);
    if (!segment.slots.empty() && joins_list(segment, types, index)) {
      append_member(segment, index, types);
      return;
    }
    if (joins_list_with_maker(segment, types)) {
      const Slot maker = segment.slots.back();
      add_pair(segment, maker, index);
      segment.slots.pop_back();
      append_member(segment, index, types);
      return;
    }
    if (segment.slots.size() >= kMaxSlots) return;
    Slot slot;
    slot.span = mention.span;
    slot.types = types;
    slot.members.push_back(index);
    place_slot(segment, std::move(slot));
  }

  // "OpenAI GPT-5.2、Google Gemini 3": the last slot is the maker of the thing that comes now, and before
  // it stand a thing of the same kind and a separator.
  bool joins_list_with_maker(const Segment& segment, TypeSet types) const {
    if (segment.slots.size() < 2 || input_.discourse == nullptr) return false;
    const Slot& maker = segment.slots.back();
    const Slot& thing = segment.slots[segment.slots.size() - 2];
    const TypeSet companies = input_.discourse->company_types();
    if (maker.members.size() != 1 || (maker.types & ~companies) != 0 || thing.members.empty() ||
        (types & companies) != 0)
      return false;
    if ((list_kind(input_.relations->rules->ontology, thing.types) & types) == 0) return false;
    const std::string_view typed = segment.typed;
    const std::string_view genitive = trimmed(typed.substr(maker.position + kSlotBytes));
    const uint32_t after = thing.position + kSlotBytes;
    const std::string_view separator = trimmed(typed.substr(after, maker.position - after));
    if (separator == "," && language_ == Language::en && thing.members.size() == 1 && fronted_comma_ != kNone)
      return false;
    const auto listed = [](const Literals& words, std::string_view word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    return (genitive.empty() || listed(grammar_->genitives, genitive)) && listed(grammar_->list_separators, separator);
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
  }

  // A segment of its own keeps what the list leaves out: who makes the member.
  void add_pair(const Segment& host, const Slot& maker, uint32_t index) {
    Segment pair;
    begin_segment(pair);
    Slot thing;
    thing.span = input_.resolution->mentions[index].span;
    thing.types = types_of(input_.resolution->mentions[index]);
    thing.members.push_back(index);
    place_slot(pair, maker);
    pair.typed.append(host.typed, maker.position + kSlotBytes, std::string::npos);
    place_slot(pair, std::move(thing));
    pairs_.push_back(std::move(pair));
  }

  // Bytes of the amount of money right behind `at` (spaces skipped), or 0.
  uint32_t amount_behind(uint32_t at) const {
    const uint32_t begin = skip_spaces(at);
    const auto& values = input_.recognition->values;
    const auto value =
        std::lower_bound(values.begin(), values.end(), begin,
                         [](const recognise::ValueMention& v, uint32_t to) { return v.span.begin < to; });
    const bool money = value != values.end() && value->span.begin == begin && value->dimension == Dimension::money;
    return money ? value->span.size() : 0;
  }

  // "192個の", "192 ", "8x": a number with at most a counter.
  static bool is_count(std::string_view text) {
    const size_t digits = std::min(text.find_first_not_of("0123456789,"), text.size());
    return text.size() - digits <= 6;
  }

  // In running English two names are a list when "and" or the like joins them; a bare comma makes one only of
  // three and more ("Waymo, Alphabet's unit, ..." is an apposition).
  bool comma_is_list(const Slot& last, uint32_t index) const {
    const BlockKind kind = input_.document->blocks[sentence_.block].kind;
    if (language_ != Language::en || kind == BlockKind::table_cell || last.members.size() > 1) return true;
    const std::string_view text = std::string_view(folded()).substr(0, sentence_.span.end);
    uint32_t at = skip_bracket(
        skip_spaces(skip_after_slot(input_.resolution->mentions[index].span.end, sentence_.span.end, false)));
    const uint32_t size = literal_at(text, skip_spaces(at), grammar_->list_separators, true);
    if (size == 0) return kind != BlockKind::paragraph && at >= sentence_.span.end;
    return mention_covering(skip_spaces(skip_spaces(at) + size)) != nullptr;
  }

  // "富士通、NECを買収": in a headline the comma behind the first company marks the subject, unless the list goes on.
  bool is_headline_subject(const Slot& last, uint32_t index) const {
    const BlockKind kind = input_.document->blocks[sentence_.block].kind;
    if (language_ != Language::ja || kind == BlockKind::paragraph || kind == BlockKind::quote) return false;
    if (last.position != 0 || last.members.size() != 1 || input_.discourse == nullptr) return false;
    if ((last.types & ~input_.discourse->company_types()) != 0) return false;
    const uint32_t after = skip_spaces(input_.resolution->mentions[index].span.end);
    return literal_at(std::string_view(folded()).substr(0, sentence_.span.end), after, grammar_->case_marks, false) >
               0 &&
           mention_covering(after) == nullptr && !list_goes_on(after);
  }

  bool list_goes_on(uint32_t at) const {
    const uint32_t separator =
        literal_at(std::string_view(folded()).substr(0, sentence_.span.end), at, grammar_->list_separators, false);
    return separator > 0 && mention_covering(skip_spaces(at + separator)) != nullptr;
  }

  // "Google brought A to B, and Cursor dropped its model": the name begins a clause.
  bool is_followed_by_verb(uint32_t index) const {
    const uint32_t begin = skip_spaces(input_.resolution->mentions[index].span.end);
    return has_verb(begin, begin + 1);
  }

  bool fronted_comma_between(const Slot& last, uint32_t index) const {
    return fronted_comma_ != kNone && last.span.end <= fronted_comma_ &&
           fronted_comma_ < input_.resolution->mentions[index].span.begin;
  }

  uint32_t skip_spaces(uint32_t at) const {
    while (at < sentence_.span.end && folded()[at] == ' ') ++at;
    return at;
  }

  // Behind the bracket that opens at `at`, or `at`.
  uint32_t skip_bracket(uint32_t at) const {
    const Island* island = island_at(at, kNone);
    return island == nullptr ? at : island->outer.end;
  }

  // Whether only a list separator stands between the last slot and the end of the typed text, and mention
  // `index`, which follows, is of the slot's kind.
  bool joins_list(const Segment& segment, TypeSet types, uint32_t index) const {
    const Slot& last = segment.slots.back();
    if (last.members.empty()) return false;
    if ((list_kind(input_.relations->rules->ontology, last.types) & types) == 0) return false;
    std::string_view between = trimmed(std::string_view(segment.typed).substr(last.position + kSlotBytes));
    // "Amazon $50B、NVIDIA $30B": each with its amount.
    if (const uint32_t amount = amount_behind(last.span.end); amount > 0 && amount < between.size())
      between = trimmed(between.substr(amount));
    if (between.empty()) return false;
    // "36 Grace CPUs and 72 Blackwell GPUs": the kind of thing may follow each name.
    const uint32_t kind = literal_at(std::string(between), 0, grammar_->type_nouns, language_ == Language::en);
    if (kind > 0 && kind < between.size()) {
      between.remove_prefix(kind);
      while (!between.empty() && between.front() == ' ') between.remove_prefix(1);
    }
    const size_t separator = between.find_first_of("0123456789");
    if (separator != std::string_view::npos && separator > 0 && is_count(between.substr(separator))) {
      between = between.substr(0, separator);
      while (!between.empty() && between.back() == ' ') between.remove_suffix(1);
    }
    if (between == kPause && is_headline_subject(last, index)) return false;
    if (between == kCommaAnd && last.members.size() == 1 && language_ == Language::en && is_followed_by_verb(index))
      return false;
    if (between == "," && (fronted_comma_between(last, index) || !comma_is_list(last, index))) return false;
    return std::find(grammar_->list_separators.begin(), grammar_->list_separators.end(), between) !=
           grammar_->list_separators.end();
  }

  const SegmentInput& input_;
  uint32_t sentence_index_;
  const text::Sentence& sentence_;
  Language language_;
  const CompiledGrammar* grammar_ = nullptr;
  std::vector<Segment>& out_;
  uint32_t first_mention_, first_word_;
  std::vector<uint32_t> mentions_;
  std::vector<Island> islands_;
  std::vector<Anaphor> anaphors_;
  std::vector<Segment> pairs_;  // makers and their things out of lists
  uint32_t fronted_comma_ = kNone;
};

void add_predicate(const SegmentInput& input, Segment& segment, const recognise::WordMention& word, const WordUse& use,
                   uint32_t typed) {
  const CompiledGrammar& grammar = input.relations->grammars[static_cast<size_t>(segment.language)];
  PredicateHit hit;
  hit.group = use.index;
  hit.span = word.span;
  hit.typed = {typed, typed + word.span.size()};
  hit.stem_end = hit.typed.end;
  if (use.form != 0) {
    hit.forms = use.form;
  } else {
    uint32_t ending = 0;
    hit.forms = form_after(grammar, input.relations->rules->predicates[use.index],
                           std::string_view(segment.typed).substr(hit.typed.end), ending);
    hit.typed.end += ending;
    hit.span.end += ending;
  }
  segment.predicates.push_back(hit);
}

void add_words(const SegmentInput& input, uint32_t first_word, std::vector<Segment>& segments) {
  const Span sentence = input.text->sentences[segments.front().sentence].span;
  const auto& words = input.recognition->words;
  for (uint32_t i = first_word; i < words.size() && words[i].span.begin < sentence.end; ++i) {
    if (words[i].span.end > sentence.end) continue;
    for (Segment& segment : segments) {
      const uint32_t typed = segment.to_typed(words[i].span.begin);
      if (typed == kNone || segment.to_typed(words[i].span.end - 1) != typed + words[i].span.size() - 1) continue;
      for (const WordUse& use : input.relations->uses[words[i].word]) {
        if (use.language != segment.language) continue;
        if (use.kind == WordUse::Kind::predicate) add_predicate(input, segment, words[i], use, typed);
        if (use.kind == WordUse::Kind::cue) segment.cues.push_back({typed, typed + words[i].span.size(), use.index});
      }
    }
  }
}

void sort_predicates(Segment& segment) {
  std::stable_sort(segment.predicates.begin(), segment.predicates.end(),
                   [](const PredicateHit& a, const PredicateHit& b) {
                     return a.typed != b.typed ? a.typed < b.typed : a.group < b.group;
                   });
}

}  // namespace

uint32_t Segment::to_normal(uint32_t typed_position) const {
  const Run* best = nullptr;
  for (const Run& run : runs) {
    if (run.typed <= typed_position) best = &run;
  }
  uint32_t normal = best == nullptr ? 0 : best->normal + std::min(typed_position - best->typed, best->size);
  for (const Slot& slot : slots) {
    if (slot.position <= typed_position && (best == nullptr || slot.position >= best->typed + best->size)) {
      normal = typed_position < slot.position + kSlotBytes ? slot.span.begin : slot.span.end;
    }
  }
  return normal;
}

uint32_t Segment::to_typed(uint32_t normal_offset) const {
  const auto after = std::upper_bound(runs.begin(), runs.end(), normal_offset,
                                      [](uint32_t offset, const Run& run) { return offset < run.normal; });
  if (after == runs.begin()) return kNone;
  const Run& run = *(after - 1);
  return normal_offset - run.normal < run.size ? run.typed + (normal_offset - run.normal) : kNone;
}

TypeSet list_kind(const Ontology& ontology, TypeSet types) {
  static constexpr std::string_view kKinds[][2] = {
      {"Company", "Organization"}, {"Model", "Product"}, {"Chip", "System"}};
  TypeSet kind = types;
  for (const auto& pair : kKinds) {
    TypeSet both = 0;
    for (const std::string_view id : pair) {
      const uint32_t type = ontology.find_type(id);
      if (type != kNoIndex) both |= type_bit(static_cast<TypeId>(type));
    }
    if ((types & both) != 0) kind |= both;
  }
  return kind;
}

bool cuts_word(std::string_view text, size_t begin, size_t end) {
  const auto alnum = [&](size_t at) { return core::is_ascii_alnum(static_cast<unsigned char>(text[at])); };
  return (begin > 0 && alnum(begin) && alnum(begin - 1)) || (end < text.size() && alnum(end - 1) && alnum(end));
}

uint32_t literal_at(std::string_view text, uint32_t at, const Literals& literals, bool spaced) {
  if (at >= text.size() || !literals.may_begin(text, at)) return 0;
  for (const std::string& literal : literals) {
    if (text.substr(at, literal.size()) != literal) continue;
    if (!spaced || !cuts_word(text, at, at + literal.size())) return static_cast<uint32_t>(literal.size());
  }
  return 0;
}

void build_segments(const SegmentInput& input, uint32_t sentence, uint32_t first_mention, uint32_t first_word,
                    std::vector<Segment>& out) {
  out.clear();
  SegmentBuilder(input, sentence, first_mention, first_word, out).build();
  add_words(input, first_word, out);
  for (Segment& segment : out) sort_predicates(segment);
}

}  // namespace whobuilds::relate
