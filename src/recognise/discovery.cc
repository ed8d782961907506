#include "recognise/discovery.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/utf8.h"
#include "recognise/boundaries.h"
#include "recognise/families.h"
#include "text/fold.h"

namespace whobuilds::recognise {
namespace {

constexpr int kMaxHitsPerSentence = 16;  // of one rule; a longer enumeration is a table or a list

constexpr uint32_t kListWindow = 64;  // bytes in which a list's next member must stand
constexpr uint32_t kLongestSeparator = 8;
constexpr size_t kShortestStem = 4;      // bytes of a name whose versions are looked for
constexpr uint32_t kLongestLabel = 32;   // bytes before the colon of a labelled list
constexpr size_t kMostStems = 64;        // of a text: each is one search through it
constexpr uint32_t kEmphasisMargin = 6;  // bytes: a colon, quotes
constexpr std::string_view kAnd = "and ";
constexpr std::string_view kSeparators[] = {"、",    ", ",     ",",    "や", "と", "和",  "及", "以及",
                                            " and ", ", and ", " or ", "・", "/",  " & ", "与", "與"};

bool mentions_before(const NameMention& name, uint32_t at) { return name.span.end <= at; }

}  // namespace

// Runs rules over the sentences of one text.
class DiscoveryFinder::Search {
 public:
  Search(const DiscoveryFinder& finder, const text::Text& text, const std::vector<NameMention>& known, NameHits& out)
      : finder_(finder), rules_(*finder.rules_), text_(text), known_(known), out_(out) {}

  void run(uint32_t rule, uint32_t sentence) {
    const DiscoveryRule& discovery = rules_.discovery[rule];
    if (discovery.near == "column") return;
    const Language language = text_.blocks[text_.sentences[sentence].block].language;
    if (discovery.language != Language::unknown && language != Language::unknown && language != discovery.language)
      return;
    if (!may_match(rule, sentence)) return;
    const Span span = text_.sentences[sentence].span;
    const text::Regex& pattern = finder_.patterns_[rule];
    const std::string_view sentence_text = span.of(text_.normal);
    if (discovery.near == "emphasis") {
      run_over_emphasis(rule, span);
      return;
    }
    uint32_t from = 0;
    for (int hits = 0; hits < kMaxHitsPerSentence && pattern.search(sentence_text, from, groups_); ++hits) {
      const Span name = found(pattern, "name");
      const Span maker = found(pattern, "maker");
      from = std::max(from + 1, name.end == UINT32_MAX ? groups_[0].end : name.end);
      if (name.end != UINT32_MAX && !name.empty()) {
        consider(rule, {span.begin + name.begin, span.begin + name.end},
                 {span.begin + maker.begin, span.begin + maker.end}, ~TypeSet{0});
      }
      if (from >= sentence_text.size()) break;
    }
  }

  // Tries the rule's pattern where an emphasised stretch of the sentence begins.
  void run_over_emphasis(uint32_t rule, Span sentence) {
    auto strong = std::lower_bound(text_.strong.begin(), text_.strong.end(), sentence.begin,
                                   [](const Span& other, uint32_t at) { return other.begin < at; });
    const text::Regex& pattern = finder_.patterns_[rule];
    for (int hits = 0; hits < kMaxHitsPerSentence && strong != text_.strong.end() && strong->begin < sentence.end;
         ++strong, ++hits) {
      if (!pattern.match_at(sentence.of(text_.normal), strong->begin - sentence.begin, groups_)) continue;
      const Span name = found(pattern, "name");
      if (name.end != UINT32_MAX && !name.empty())
        consider(rule, {sentence.begin + name.begin, sentence.begin + name.end}, Span{}, ~TypeSet{0});
    }
  }

  // Looks behind each known name for a separator and then a name that the rule's pattern reads, and
  // behind that for the next one.
  void run_over_lists(uint32_t rule) {
    for (size_t i = 0; i < known_.size(); ++i) {
      uint32_t end = known_[i].span.end;
      if (!is_language_of(rules_.discovery[rule], end)) continue;
      const uint32_t limit =
          i + 1 < known_.size() ? known_[i + 1].span.begin : static_cast<uint32_t>(text_.normal.size());
      TypeSet types = 0;
      for (int members = 0; members < kMaxHitsPerSentence; ++members) {
        const uint32_t begin = behind_separator(end);
        if (begin == end || begin >= limit) break;
        const Span name = name_at(rule, begin);
        if (name.empty() || name.end > limit) break;
        if (types == 0) types = enumerated_type(name, known_[i]);
        const bool latin = class_at(text_.normal, name.begin) == CharClass::word;
        const bool closed = begin + groups_[0].end > name.end;  // the pattern says what stands behind the name
        if (types == 0 || (!latin && !closed && !stands_between(name))) break;
        if (!consider(rule, name, Span{}, types)) break;
        end = name.end;
      }
    }
  }

  // "Anvil 2" where "the Anvil line of chips" or "Anvil 1" was found, "Anvil 2 Mini": further names of a thing with a
  // number or a variant's word behind. `first` is the index of the first hit of this text in the output.
  void run_over_versions(size_t first) {
    std::set<std::string> done;
    for (size_t i = first, count = out_.hits.size(); i < count; ++i) {
      const NameHit stem = out_.hits[i];
      const std::string label(without_version(out_.labels[stem.label]));
      if (done.size() >= kMostStems) return;
      if ((stem.types & finder_.unversioned_) != 0 || label.size() < kShortestStem || !done.insert(label).second)
        continue;
      const auto listed = first_known(stem.span.begin + 1);
      if (listed != known_.end() && listed->span.begin <= stem.span.begin) continue;
      if (label.find_first_of("0123456789") != std::string::npos) continue;
      for (size_t at = text_.normal.find(label); at != std::string::npos;
           at = text_.normal.find(label, at + label.size())) {
        const auto name_end = static_cast<uint32_t>(at + label.size());
        const uint32_t version = version_end(name_end);
        const uint32_t variant = variant_end(version == 0 ? name_end : version);
        const uint32_t end = std::max(version, variant);
        if (end == 0 || !is_edge(text_.normal, static_cast<uint32_t>(at))) continue;
        NameHit hit = stem;
        hit.span = {static_cast<uint32_t>(at), end};
        hit.strong = true;
        hit.label = static_cast<uint32_t>(out_.labels.size());
        out_.labels.emplace_back(hit.span.of(text_.normal));
        out_.hits.push_back(hit);
      }
    }
  }

  // Columns of tables, and what stands behind a label as a column's cells stand below its head.
  void run_over_columns_and_labels() {
    const auto& blocks = text_.blocks;
    for (uint32_t begin = 0; begin < blocks.size();) {
      uint32_t end = begin + 1;
      if (blocks[begin].kind == BlockKind::table_cell) {
        while (end < blocks.size() && blocks[end].kind == BlockKind::table_cell &&
               blocks[end].table == blocks[begin].table)
          ++end;
        read_table(begin, end);
        read_keys(begin, end);
      } else if (blocks[begin].kind == BlockKind::list_item || blocks[begin].kind == BlockKind::paragraph) {
        read_label(blocks[begin].span);
      }
      begin = end;
    }
  }

 private:
  // False for most rules that a sentence opens: it lacks something that the pattern needs beside the gate.
  bool may_match(uint32_t rule, uint32_t sentence) {
    if (sketched_ != sentence) sketch_.draw(text_.sentences[sentence].span.of(text_.normal));
    sketched_ = sentence;
    return finder_.requirements_.allow(rule, sketch_);
  }

  // Where the named group stood in the last match; begin == end == UINT32_MAX when it took no part, empty when the
  // pattern has no such group.
  Span found(const text::Regex& pattern, const std::string& group) const {
    const uint32_t index = pattern.group(group);
    return index == 0 ? Span{} : groups_[index];
  }

  // "Anvil 1" -> "Anvil".
  static std::string_view without_version(std::string_view name) {
    const size_t word = name.find_last_of(" -");
    if (word == std::string_view::npos || word == 0) return name;
    const size_t digits = name[word + 1] == 'v' ? word + 2 : word + 1;
    const bool version =
        digits < name.size() && name.find_first_not_of("0123456789.", digits) == std::string_view::npos;
    return version ? name.substr(0, word) : name;
  }

  // Behind " Mini", "-Pro" at `at`; 0 where no word of a variant stands.
  uint32_t variant_end(uint32_t at) const {
    const std::string_view normal = text_.normal;
    if (at >= normal.size() || (normal[at] != ' ' && normal[at] != '-')) return 0;
    for (const std::string& word : rules_.names.variant_words) {
      const auto end = static_cast<uint32_t>(at + 1 + word.size());
      if (normal.substr(at + 1, word.size()) == word && is_edge(normal, end)) return end;
    }
    return 0;
  }

  // Behind " 2", "-3", " v1.5" at `at`; 0 where no version stands.
  uint32_t version_end(uint32_t at) const {
    const std::string_view normal = text_.normal;
    uint32_t end = at;
    if (end < normal.size() && (normal[end] == ' ' || normal[end] == '-')) ++end;
    if (end < normal.size() && (normal[end] == 'v' || normal[end] == 'V')) ++end;
    const uint32_t digits = end;
    while (end < normal.size() && end - digits < 2 && core::is_digit(static_cast<unsigned char>(normal[end]))) ++end;
    if (end == digits) return 0;
    if (end + 1 < normal.size() && normal[end] == '.' && core::is_digit(static_cast<unsigned char>(normal[end + 1])))
      end += 2;
    return is_edge(normal, end) && !counts_something(rules_.names, normal, end) ? end : 0;
  }

  // Blocks [begin, end) are one table's cells.
  void read_table(uint32_t begin, uint32_t end) {
    for (uint32_t head = begin; head < end && text_.blocks[head].row == 0; ++head) {
      std::vector<uint32_t> cells;
      for (uint32_t cell = head + 1; cell < end; ++cell) {
        if (text_.blocks[cell].row > 0 && text_.blocks[cell].column == text_.blocks[head].column) cells.push_back(cell);
      }
      for (const ColumnRule& column : finder_.column_rules_) {
        const bool headed = column.labels.count(label_of(text_.blocks[head].span)) > 0;
        if (headed || names_kind(cells, rules_.discovery[column.rule].types)) read_column(column.rule, cells);
      }
    }
  }

  // "| Investors | A, B |" in a table of two columns: the row's head is the header of its other cell.
  void read_keys(uint32_t begin, uint32_t end) {
    const bool keys = std::all_of(text_.blocks.begin() + begin, text_.blocks.begin() + end,
                                  [](const text::TextBlock& cell) { return cell.column < 2; });
    for (uint32_t cell = begin + 1; keys && cell < end; ++cell) {
      const text::TextBlock& key = text_.blocks[cell - 1];
      const bool pair = key.column == 0 && text_.blocks[cell].column == 1 && key.row == text_.blocks[cell].row;
      if (pair && key.row > 0) read_labelled(label_of(key.span), text_.blocks[cell].span, ~TypeSet{0});
    }
  }

  // "Investors: A, B and C" at the beginning of an item or a paragraph: companies, if one of them is known.
  void read_label(Span block) {
    const size_t colon = text_.folded.find(": ", block.begin);
    if (colon == std::string::npos || colon >= block.end || colon - block.begin > kLongestLabel) return;
    const size_t line = std::min<size_t>(text_.folded.find_first_of(".;\n", colon), block.end);
    const Span members{static_cast<uint32_t>(colon + 2), static_cast<uint32_t>(line)};
    const auto name = first_known(members.begin + 1);
    if (name == known_.end() || name->span.begin >= members.end || (name->types & finder_.companies_) == 0) return;
    read_labelled(label_of({block.begin, static_cast<uint32_t>(colon)}), members, finder_.companies_);
  }

  void read_labelled(const std::string& label, Span members, TypeSet types) {
    for (const ColumnRule& column : finder_.column_rules_) {
      const bool fits = (rules_.discovery[column.rule].types & types) != 0;
      if (fits && column.labels.count(label) > 0) read_members(column.rule, members);
    }
  }

  std::string label_of(Span head) const {
    std::string_view label = head.of(text_.folded);
    if (const size_t bracket = label.find('('); bracket != std::string_view::npos && bracket > 0)
      label = label.substr(0, bracket);
    while (!label.empty() && label.back() == ' ') label.remove_suffix(1);
    return std::string(label);
  }

  // Whether two cells are nothing but a known name of the one type.
  bool names_kind(const std::vector<uint32_t>& cells, TypeSet types) const {
    if ((types & (types - 1)) != 0) return false;
    int known = 0;
    for (const uint32_t cell : cells) {
      const Span span = text_.blocks[cell].span;
      const auto name = first_known(span.begin + 1);
      if (name != known_.end() && name->span.begin == span.begin && name->span.end == span.end &&
          (name->types & types) != 0)
        ++known;
    }
    return known >= 2;
  }

  void read_column(uint32_t rule, const std::vector<uint32_t>& cells) {
    for (const uint32_t cell : cells) read_members(rule, text_.blocks[cell].span);
  }

  // "TSMC N3P": a known company and a code of something of its own are no longer name.
  bool is_known_and_coded(uint32_t begin, uint32_t end, TypeSet types) const {
    const auto name = first_known(begin + 1);
    if ((types & finder_.companies_) == 0 || name == known_.end() || name->span.begin != begin) return false;
    const std::string_view rest = std::string_view(text_.normal).substr(name->span.end, end - name->span.end);
    return name->span.end < end && rest.find_first_of("0123456789") != std::string_view::npos;
  }

  // The names between the commas of `span`.
  void read_members(uint32_t rule, Span span) {
    const std::string_view text = std::string_view(text_.normal).substr(0, span.end);
    for (uint32_t begin = span.begin; begin < span.end;) {
      const size_t comma = text.find(", ", begin);
      const uint32_t end = comma == std::string_view::npos ? span.end : static_cast<uint32_t>(comma);
      if (text.substr(begin, kAnd.size()) == kAnd) begin += static_cast<uint32_t>(kAnd.size());
      const text::Regex& pattern = finder_.patterns_[rule];
      const bool coded = is_known_and_coded(begin, end, rules_.discovery[rule].types);
      if (!coded && pattern.match_at(text.substr(begin, end - begin), 0, groups_) &&
          found(pattern, "name").end != UINT32_MAX) {
        const Span name = found(pattern, "name");
        consider(rule, {begin + name.begin, begin + name.end}, Span{}, ~TypeSet{0});
      }
      begin = comma == std::string_view::npos ? span.end : end + 2;
    }
  }

  // Whether the block around `at` may be in the language that the rule is for.
  bool is_language_of(const DiscoveryRule& rule, uint32_t at) const {
    if (rule.language == Language::unknown) return true;
    const auto behind = std::upper_bound(text_.blocks.begin(), text_.blocks.end(), at,
                                         [](uint32_t place, const text::TextBlock& b) { return place < b.span.begin; });
    if (behind == text_.blocks.begin()) return true;
    const Language language = (behind - 1)->language;
    return language == Language::unknown || language == rule.language;
  }

  // What the rule's pattern reads at `at`; empty when nothing.
  Span name_at(uint32_t rule, uint32_t at) {
    const text::Regex& pattern = finder_.patterns_[rule];
    std::string_view window = std::string_view(text_.normal).substr(at, kListWindow);
    window = window.substr(0, window.find('\n'));
    if (!pattern.match_at(window, 0, groups_)) return Span{};
    const Span name = found(pattern, "name");
    return name.end == UINT32_MAX ? Span{} : Span{at + name.begin, at + name.end};
  }

  // Adds the name if it can be one, as what the rule says and `types` allow. Whether it was added.
  bool consider(uint32_t rule, Span name, Span maker, TypeSet types) {
    const DiscoveryRule& discovery = rules_.discovery[rule];
    const bool emphasised = discovery.near == "emphasis" && is_emphasised(name);
    const bool quoted = emphasised || discovery.near == "column" || is_quoted(text_.normal, name);
    name = finder_.name_filter_.trimmed(text_.normal, name);
    if (!is_edge(text_.normal, name.begin) || !is_edge(text_.normal, name.end)) return false;
    if (!finder_.name_filter_.plausible(text_.normal, name, quoted, emphasised)) return false;
    // Not so where the words around tell a company (企业“云帆”宣布).
    const bool tells_company = (discovery.types & ~finder_.companies_) == 0;
    if (quoted && !tells_company && NameFilter::is_han_word(name.of(text_.normal))) return false;
    if (discovery.near == "company" && !company_at(maker)) return false;
    if (discovery.near == "emphasis" && !emphasised) return false;
    types &= discovery.types;
    if (types == 0) return false;
    NameHit hit;
    hit.span = name;
    hit.origin = Origin::discovery;
    hit.strong = quoted;
    hit.confidence = static_cast<float>(discovery.confidence);
    hit.types = types;
    hit.rule = rule;
    hit.label = static_cast<uint32_t>(out_.labels.size());
    out_.labels.emplace_back(name.of(text_.normal));
    out_.hits.push_back(hit);
    return true;
  }

  std::vector<NameMention>::const_iterator first_known(uint32_t begin) const {
    return std::lower_bound(known_.begin(), known_.end(), begin, mentions_before);
  }

  // Whether the name is set in bold or emphasis, alone but for punctuation.
  bool is_emphasised(Span name) const {
    const auto after = std::upper_bound(text_.strong.begin(), text_.strong.end(), name.begin,
                                        [](uint32_t at, const Span& strong) { return at < strong.begin; });
    if (after == text_.strong.begin()) return false;
    const Span strong = *(after - 1);
    return strong.contains(name) && strong.size() <= name.size() + kEmphasisMargin;
  }

  // Whether a company's mention ends where the group ends or begins where it begins.
  bool company_at(Span maker) const {
    for (auto name = first_known(maker.begin); name != known_.end() && name->span.begin <= maker.end; ++name) {
      if ((name->types & finder_.companies_) == 0) continue;
      if (name->span.end == maker.end || name->span.begin == maker.begin) return true;
    }
    return false;
  }

  // The types that all known members of the enumeration behind `last`, of which `name` is the first
  // unknown member, share; 0 when there are fewer than two or they agree in none.
  TypeSet enumerated_type(Span name, const NameMention& last) const {
    TypeSet common = last.types;
    int members = 1;
    const auto after = first_known(name.end);
    uint32_t end = name.end;
    for (auto member = after; member != known_.end() && joined(end, member->span.begin); ++member) {
      common &= member->types;
      ++members;
      end = member->span.end;
    }
    auto before = first_known(last.span.end);
    uint32_t begin = last.span.begin;
    while (before != known_.begin() && (before - 1)->span == last.span) --before;
    while (before != known_.begin() && joined((before - 1)->span.end, begin)) {
      --before;
      common &= before->types;
      ++members;
      begin = before->span.begin;
    }
    return members >= 2 ? common : 0;
  }

  // Whether known names stand on both sides, with a comma of lists between: asked of names that
  // their script does not tell from words.
  bool stands_between(Span name) const {
    constexpr std::string_view kComma = "、";
    const auto after = first_known(name.end);
    if (after == known_.end() || after == known_.begin()) return false;
    const auto between = [&](uint32_t begin, uint32_t end) {
      return begin < end && std::string_view(text_.normal).substr(begin, end - begin) == kComma;
    };
    return between(name.end, after->span.begin) && between((after - 1)->span.end, name.begin);
  }

  // Where a list goes on behind `at`; `at` when no separator stands there.
  uint32_t behind_separator(uint32_t at) const {
    std::string_view rest = std::string_view(text_.normal).substr(at, kLongestSeparator);
    uint32_t end = at;
    for (const std::string_view mark : kSeparators) {
      if (rest.substr(0, mark.size()) == mark) end = std::max(end, at + static_cast<uint32_t>(mark.size()));
    }
    return end;
  }

  // Whether nothing but a list separator (and brackets or quotes) stands in [begin, end).
  bool joined(uint32_t begin, uint32_t end) const {
    if (begin >= end || end - begin > 12) return false;
    std::string_view gap = std::string_view(text_.normal).substr(begin, end - begin);
    for (const std::string_view mark : {"」", "”", "』"}) {
      if (gap.substr(0, mark.size()) == mark) gap.remove_prefix(mark.size());
    }
    for (const std::string_view mark : {"「", "“", "『"}) {
      if (gap.size() >= mark.size() && gap.substr(gap.size() - mark.size()) == mark) gap.remove_suffix(mark.size());
    }
    return std::find(std::begin(kSeparators), std::end(kSeparators), gap) != std::end(kSeparators);
  }

  const DiscoveryFinder& finder_;
  const Rules& rules_;
  const text::Text& text_;
  const std::vector<NameMention>& known_;
  NameHits& out_;
  std::vector<Span> groups_;
  text::Sketch sketch_;  // of the sentence `sketched_`
  uint32_t sketched_ = kNoIndex;
};

void DiscoveryFinder::analyse(const Rules& rules) {
  requirements_ = {};
  for (const DiscoveryRule& rule : rules.discovery) requirements_.add(rule.pattern);
}

void DiscoveryFinder::write(core::ArchiveWriter& archive) const { archive(requirements_); }
void DiscoveryFinder::read(core::ArchiveReader& archive) { archive(requirements_); }

void DiscoveryFinder::connect(const Rules& rules, const Lexicon& lexicon) {
  rules_ = &rules;
  lexicon_ = &lexicon;
  name_filter_ = NameFilter(rules.names);
  for (const DiscoveryRule& rule : rules.discovery) {
    if (rule.near == "list") list_rules_.push_back(static_cast<uint32_t>(&rule - rules.discovery.data()));
    if (rule.near == "column") {
      ColumnRule column;
      column.rule = static_cast<uint32_t>(&rule - rules.discovery.data());
      for (const std::string& label : rule.when) column.labels.insert(text::name_key(label));
      column_rules_.push_back(std::move(column));
    }
    patterns_.push_back(text::Regex::checked(rule.pattern));
  }
  const uint32_t benchmark = rules.ontology.find_type("Benchmark");
  if (benchmark != kNoIndex) unversioned_ |= type_bit(static_cast<TypeId>(benchmark));
  for (const char* id : {"Company", "Organization"}) {
    const uint32_t type = rules.ontology.find_type(id);
    if (type != kNoIndex) companies_ |= type_bit(static_cast<TypeId>(type));
  }
  unversioned_ |= companies_;
}

void DiscoveryFinder::find(const text::Text& text, const Scan& scan, const std::vector<NameMention>& known,
                           NameHits& out) const {
  Search search(*this, text, known, out);
  const size_t first = out.hits.size();
  for (const uint32_t rule : list_rules_) search.run_over_lists(rule);
  if (!column_rules_.empty()) search.run_over_columns_and_labels();
  std::vector<uint32_t> opened;  // rules of the current sentence
  uint32_t sentence = 0;
  const auto run_opened = [&]() {
    std::sort(opened.begin(), opened.end());
    opened.erase(std::unique(opened.begin(), opened.end()), opened.end());
    for (const uint32_t rule : opened) search.run(rule, sentence);
    opened.clear();
  };
  for (const GateHit& gate : scan.gates) {
    if (sentence < text.sentences.size() && gate.at >= text.sentences[sentence].span.end) {
      run_opened();
      while (sentence < text.sentences.size() && gate.at >= text.sentences[sentence].span.end) ++sentence;
    }
    if (sentence == text.sentences.size()) break;
    if (gate.at < text.sentences[sentence].span.begin) continue;
    const std::vector<uint32_t>& rules = lexicon_->gate(gate.gate).rules;
    opened.insert(opened.end(), rules.begin(), rules.end());
  }
  if (sentence < text.sentences.size()) run_opened();
  search.run_over_versions(first);
}

}  // namespace whobuilds::recognise
