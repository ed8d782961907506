#include "relate/tables.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/utf8.h"
#include "relate/attributes.h"
#include "relate/cell_values.h"
#include "relate/typed_segment.h"
#include "text/fold.h"

namespace whobuilds::relate {
namespace {

constexpr double kTableConfidence = 0.85;
constexpr uint32_t kItemStart = 6;  // bytes before the name that an item begins with
constexpr size_t kLongestLabel = 80;
constexpr std::string_view kNumberSigns[] = {"no.", "#", " "};
constexpr size_t kMostRankDigits = 3;
constexpr std::string_view kYear = "年";
constexpr size_t kYearDigits = 4;
constexpr size_t kLongestYear = 12;  // bytes: "fy2025", "2025年度"

// "1", "#3", "No. 2": counts the rows and names nothing.
bool is_rank(std::string_view text) {
  for (const std::string_view sign : kNumberSigns) {
    if (text.substr(0, sign.size()) == sign) text.remove_prefix(sign.size());
  }
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view rest = text.substr(digits);
  return digits > 0 && digits <= kMostRankDigits && (rest.empty() || rest == "." || rest == ")");
}

class TableReader {
 public:
  TableReader(const RelateInput& input, const Discourse& discourse, LocalFacts& out)
      : input_(input), discourse_(discourse), out_(out) {
    evaluated_on_ = input.rules->ontology.find_relation("evaluated_on");
  }

  void run() {
    const auto& blocks = input_.document->blocks;
    for (uint32_t i = 0; i < blocks.size();) {
      if (blocks[i].kind == BlockKind::table_cell) {
        uint32_t end = i;
        while (end < blocks.size() && blocks[end].kind == BlockKind::table_cell && blocks[end].table == blocks[i].table)
          ++end;
        read_table(i, end);
        i = end;
      } else {
        if (blocks[i].kind == BlockKind::list_item || blocks[i].kind == BlockKind::paragraph) read_item(i);
        if (blocks[i].kind == BlockKind::list_item) read_labelled_item(i);
        ++i;
      }
    }
  }

 private:
  using Headers = CompiledRelations::Headers;
  using Cells = std::map<std::pair<uint32_t, uint32_t>, uint32_t>;  // (row, column) -> block

  std::string_view text_of(uint32_t block) const { return input_.text->blocks[block].span.of(input_.text->folded); }

  // The rules of the label, or null.
  const Headers* headers_for(std::string_view label) const {
    trim(label);
    const auto found = input_.relations->headers.find(std::string(label));
    if (found != input_.relations->headers.end()) return &found->second;
    const size_t bracket = label.find('(');
    if (bracket != std::string_view::npos && bracket > 0) return headers_for(label.substr(0, bracket));
    return drop_period(label) || drop_qualifier(label) ? headers_for(label) : nullptr;
  }

  static void trim(std::string_view& label) {
    while (!label.empty() && (label.front() == ' ' || label.front() == '*')) label.remove_prefix(1);
    while (!label.empty() && (label.back() == ' ' || label.back() == ':' || label.back() == '*'))
      label.remove_suffix(1);
  }

  // Takes a year or a quarter off either end: "2025 capex", "fy2025营收", "q3 revenue", "2024年収入".
  static bool drop_period(std::string_view& label) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    size_t size = 0;
    while (size < label.size() &&
           (digit(label[size]) || label[size] == 'q' || label[size] == 'f' || label[size] == 'y' || label[size] == 'h'))
      ++size;
    if (size >= 2 && size < label.size() &&
        std::any_of(label.begin(), label.begin() + static_cast<ptrdiff_t>(size), digit)) {
      label.remove_prefix(size);
      if (label.substr(0, kYear.size()) == kYear) label.remove_prefix(kYear.size());
      return !label.empty();
    }
    size = label.size();
    if (size >= kYear.size() && label.substr(size - kYear.size()) == kYear) size -= kYear.size();
    size_t begin = size;
    while (begin > 0 && digit(label[begin - 1])) --begin;
    if (size - begin != 4 || begin == 0) return false;
    label = label.substr(0, begin);
    return true;
  }

  bool drop_qualifier(std::string_view& label) const {
    for (const std::string& word : input_.relations->header_qualifiers) {
      if (label.size() <= word.size()) continue;
      if (label.substr(label.size() - word.size()) == word) {
        label.remove_suffix(word.size());
        return true;
      }
      if (label.substr(0, word.size()) == word) {
        label.remove_prefix(word.size());
        return true;
      }
    }
    return false;
  }

  std::vector<const resolve::ResolvedMention*> mentions_in(Span span) const {
    const auto& mentions = input_.resolution->mentions;
    std::vector<const resolve::ResolvedMention*> out;
    for (auto mention = resolve::first_mention(*input_.resolution, span.begin);
         mention != mentions.end() && mention->span.begin < span.end; ++mention)
      out.push_back(&*mention);
    return out;
  }

  void read_table(uint32_t begin, uint32_t end) {
    Cells cells;
    uint32_t rows = 0, columns = 0;
    for (uint32_t block = begin; block < end; ++block) {
      const Block& cell = input_.document->blocks[block];
      cells[{cell.row, cell.column}] = block;
      rows = std::max(rows, cell.row + 1);
      columns = std::max(columns, cell.column + 1);
    }
    for (const auto& [place, cell] : cells) {
      const auto column_head = cells.find({0, place.second});
      const uint32_t head = row_head(*input_.document, *input_.text, cell);
      if (place.first == 0 || head == cell || column_head == cells.end()) continue;
      if (!read_cell(cell, head, column_head->second)) read_for_others(cells, cell, column_head->second, columns);
      read_cell(cell, column_head->second, head);
    }
    for (uint32_t row = 0; row < rows; ++row) read_pair(cells, row, columns);
    read_first_column(cells, rows);
    read_scores_of_topic(cells, rows, columns);
  }

  // "| Google | TPU v7 | TSMC |", "| Series B | Mar 2024 | Sequoia |": what the header asks for is not the row's head
  // but names another cell of the row; a relation between companies may tell of what the text is about.
  void read_for_others(const Cells& cells, uint32_t cell, uint32_t label, uint32_t columns) {
    const Headers* headers = headers_for(text_of(label));
    if (headers == nullptr) headers = round_headers_for(cells, label, columns);
    if (headers == nullptr) return;
    const Block& place = input_.document->blocks[cell];
    const Span span = input_.text->blocks[cell].span;
    for (const HeaderRule* header : *headers) {
      for (uint32_t column = 0; column < columns; ++column) {
        const auto other = cells.find({place.row, column}), other_label = cells.find({0, column});
        if (column == place.column || other == cells.end() || other_label == cells.end()) continue;
        if (between_companies(other_label->second) != nullptr) continue;
        const auto subjects = mentions_in(input_.text->blocks[other->second].span);
        const uint32_t subject = subjects.empty() ? kNone : reading(*subjects.front(), subject_types(*header));
        if (subject == kNone) continue;
        // Values tell of a thing before them, seldom of a company that is not the row's head.
        const TypeSet type = type_bit(input_.resolution->entities[subject].type);
        const bool others_company = (type & discourse_.company_types()) != 0 && column > 0;
        if (header->attribute != kNoIndex && (column > place.column || others_company)) continue;
        if (apply(*header, subject, span, text_of(label))) return;
      }
      if (!is_between_companies(*header) &&
          !(header->attribute != kNoIndex && is_period_or_round(cells, place.row, *header)))
        continue;
      const uint32_t subject = subject_above(label, *header);
      if (subject != kNone && apply(*header, subject, span, text_of(label))) return;
    }
  }

  // "Amount" in a table of rounds is that of the round.
  const Headers* round_headers_for(const Cells& cells, uint32_t label, uint32_t columns) const {
    for (uint32_t column = 0; column < columns; ++column) {
      const auto other = cells.find({0, column});
      if (other == cells.end() || other->second == label) continue;
      std::string_view head = text_of(other->second);
      trim(head);
      if (begins_with_round(head)) return headers_for("round " + std::string(text_of(label)));
    }
    return nullptr;
  }

  // Whether the row tells of a year or of a round of funding: its head begins with one and names no other company.
  // Quarters are too many to be told of.
  bool is_period_or_round(const Cells& cells, uint32_t row, const HeaderRule& header) const {
    const auto head = cells.find({row, 0});
    if (head == cells.end() || !mentions_in(input_.text->blocks[head->second].span).empty()) return false;
    const uint32_t section = input_.document->blocks[head->second].section;
    if (section != Block::kNone && tells_of_market(text_of(section))) return false;
    std::string_view text = text_of(head->second);
    trim(text);
    if (begins_with_round(text)) return (subject_types(header) & discourse_.company_types()) != 0;
    const Span span = input_.text->blocks[head->second].span;
    const auto value = recognise::first_value(*input_.recognition, span.begin);
    if (value == input_.recognition->values.end() || value->span.begin >= span.end ||
        value->dimension != Dimension::date)
      return false;
    const std::string& attribute = input_.rules->ontology.attributes[header.attribute].id;
    const bool rounds = attribute == "funding" || attribute == "valuation";
    return rounds || (value->text.size() == kYearDigits && text.size() <= kLongestYear && !tells_part_of_year(text));
  }

  bool tells_part_of_year(std::string_view text) const {
    const auto& parts = input_.relations->header_parts_of_year;
    return std::any_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return text.find(part) != std::string_view::npos; });
  }

  bool tells_of_market(std::string_view heading) const {
    const auto& words = input_.relations->header_markets;
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return heading.find(word) != std::string_view::npos; });
  }

  bool begins_with_round(std::string_view text) const {
    const auto& rounds = input_.relations->header_rounds;
    return std::any_of(rounds.begin(), rounds.end(),
                       [&](const std::string& word) { return text.substr(0, word.size()) == word; });
  }

  bool is_between_companies(const HeaderRule& header) const {
    if (header.attribute != kNoIndex) return false;
    const RelationType& relation = input_.rules->ontology.relations[header.relation];
    const TypeSet companies = discourse_.company_types();
    return (relation.source & companies) != 0 && (relation.target & companies) != 0;
  }

  // The rule of the label that relates companies, or null.
  const HeaderRule* between_companies(uint32_t label) const {
    const Headers* headers = headers_for(text_of(label));
    if (headers == nullptr) return nullptr;
    const auto found = std::find_if(headers->begin(), headers->end(),
                                    [&](const HeaderRule* header) { return is_between_companies(*header); });
    return found == headers->end() ? nullptr : *found;
  }

  // "| License | MIT |" in a table about one thing: the subject stands above the table.
  void read_pair(const Cells& cells, uint32_t row, uint32_t columns) {
    const auto label = cells.find({row, 0}), cell = cells.find({row, 1}), head = cells.find({0, 1});
    if (columns != 2 || label == cells.end() || cell == cells.end()) return;
    if (row > 0 && head != cells.end() && !mentions_in(input_.text->blocks[head->second].span).empty()) return;
    const Headers* headers = headers_for(text_of(label->second));
    if (headers == nullptr) return;
    for (const HeaderRule* header : *headers) {
      const uint32_t subject = subject_above(label->second, *header);
      if (subject == kNone) continue;
      apply(*header, subject, input_.text->blocks[cell->second].span);
      return;
    }
  }

  // "| Customer | Share |" in a text about one supplier, "| Company | Round |" under "Investments": every row names
  // one of its customers, one of what it has invested in.
  void read_first_column(const Cells& cells, uint32_t rows) {
    const auto label = cells.find({0, 0});
    if (label == cells.end()) return;
    const HeaderRule* header = between_companies(label->second);
    const uint32_t section = input_.document->blocks[label->second].section;
    if (header == nullptr && section != Block::kNone) header = between_companies(section);
    // "| Model |" heads a comparison as often as one maker's models.
    if (header == nullptr) return;
    const uint32_t subject = subject_above(label->second, *header);
    for (uint32_t row = 1; subject != kNone && row < rows; ++row) {
      const auto cell = cells.find({row, 0});
      if (cell != cells.end()) apply(*header, subject, input_.text->blocks[cell->second].span);
    }
  }

  // "| Benchmark | BF16 | INT4 |": rows of benchmarks in a table that names nothing tested tell of the one model that
  // stands above it.
  void read_scores_of_topic(const Cells& cells, uint32_t rows, uint32_t columns) {
    if (evaluated_on_ == kNoIndex || cells.empty()) return;
    const RelationType& relation = input_.rules->ontology.relations[evaluated_on_];
    const bool names_tested = std::any_of(cells.begin(), cells.end(), [&](const auto& cell) {
      const auto mentions = mentions_in(input_.text->blocks[cell.second].span);
      return std::any_of(mentions.begin(), mentions.end(),
                         [&](const auto* mention) { return reading(*mention, relation.source) != kNone; });
    });
    if (names_tested) return;
    const uint32_t model = input_.rules->ontology.find_type("Model");
    const TypeSet types = model == kNoIndex ? 0 : type_bit(static_cast<TypeId>(model)) & relation.source;
    const uint32_t subject = subject_above(cells.begin()->second, types);
    for (uint32_t row = 1; subject != kNone && row < rows; ++row) read_score_row(cells, row, columns, subject);
  }

  void read_score_row(const Cells& cells, uint32_t row, uint32_t columns, uint32_t subject) {
    const auto head = cells.find({row, 0});
    if (head == cells.end()) return;
    const auto named = mentions_in(input_.text->blocks[head->second].span);
    if (named.size() != 1) return;
    for (uint32_t column = 1; column < columns; ++column) {
      const auto cell = cells.find({row, column});
      if (cell == cells.end() || !has_digit(cell->second)) continue;
      add_relation(subject, named.front()->entity, static_cast<RelationId>(evaluated_on_),
                   input_.text->blocks[head->second].span, "tables.score");
      return;
    }
  }

  // `subject`: the cell that names what the row (or column) is about; `label`: the one that says what
  // this cell tells of it. False: nothing that fits the subject.
  bool read_cell(uint32_t cell, uint32_t subject, uint32_t label) {
    const auto subjects = mentions_in(input_.text->blocks[subject].span);
    if (subjects.empty()) return false;
    if (const Headers* headers = headers_for(text_of(label))) {
      bool valued = false, related = false;  // a value and a name may stand in one cell: "TSMC N3"
      for (const HeaderRule* header : *headers) {
        bool& said = header->attribute != kNoIndex ? valued : related;
        said = said || apply(*header, reading(*subjects.front(), subject_types(*header)),
                             input_.text->blocks[cell].span, text_of(label));
      }
      return valued || related;
    }
    const auto labels = mentions_in(input_.text->blocks[label].span);
    if (!labels.empty() && evaluated_on_ != kNoIndex && has_digit(cell)) {
      add_relation(subjects.front()->entity, labels.front()->entity, static_cast<RelationId>(evaluated_on_),
                   input_.text->blocks[cell].span, "tables.score");
      return true;
    }
    return false;
  }

  bool has_digit(uint32_t block) const {
    const std::string_view text = text_of(block);
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  // "Parameters: 671B": the label up to the colon is a header word, the subject stands in the heading
  // or in the item above.
  void read_item(uint32_t block) {
    const std::string_view text = text_of(block);
    const size_t colon = std::min(text.find(':'), text.find("："));
    if (colon == std::string_view::npos || colon == 0 || colon > 60) return;
    const Headers* headers = headers_for(text.substr(0, colon));
    if (headers == nullptr) return;
    const HeaderRule* header = headers->front();
    uint32_t subject = kNone;
    const Span span = input_.text->blocks[block].span;
    Span rest{span.begin + static_cast<uint32_t>(colon), span.end};
    for (size_t i = 0; i < headers->size() && subject == kNone; ++i) {
      header = (*headers)[i];
      // "提供: X" tells who offers it or where: what X is decides.
      const bool decides = i + 1 < headers->size() && header->attribute == kNoIndex;
      if (!decides || names_object(rest, *header)) subject = subject_above(block, *header);
    }
    // "Developer: A. Data: pages of B": other labels may follow in further sentences.
    const text::TextBlock& range = input_.text->blocks[block];
    if (header->attribute == kNoIndex && range.sentence_count > 0)
      rest.end = std::max(rest.begin, input_.text->sentences[range.first_sentence].span.end);
    if (subject != kNone && (header->attribute == kNoIndex || !names_other(rest, *header)))
      apply(*header, subject, rest);
  }

  // Items under a label that says what they are: "## Investors" over names, "Training cost:" over "X: $6M",
  // "MMLU" over "X: 88.1%". The item begins with the name.
  void read_labelled_item(uint32_t block) {
    const Span span = input_.text->blocks[block].span;
    const auto mentions = mentions_in(span);
    if (mentions.empty() || mentions.front()->span.begin - span.begin > kItemStart) return;
    const resolve::ResolvedMention& name = *mentions.front();
    const Block& item = input_.document->blocks[block];
    for (const uint32_t label : {item.parent, item.section}) {
      if (label == Block::kNone || label >= input_.document->blocks.size() || !is_label(label)) continue;
      if (read_benchmark_label(label, name.entity, {mentions.front()->span.end, span.end})) return;
      const Headers* headers = headers_for(label_text(label));
      if (headers == nullptr) continue;
      for (const HeaderRule* header : *headers) {
        if (apply_label(*header, label, name, {mentions.front()->span.begin, span.end})) return;
      }
      return;
    }
  }

  // What the block says of what follows: its last sentence.
  std::string_view label_text(uint32_t block) const {
    const text::TextBlock& range = input_.text->blocks[block];
    if (range.sentence_count == 0) return {};
    return input_.text->sentences[range.first_sentence + range.sentence_count - 1].span.of(input_.text->folded);
  }

  // A heading, or a paragraph that introduces a list.
  bool is_label(uint32_t block) const {
    const std::string_view text = label_text(block);
    const bool opens = !text.empty() && text.back() == ':';
    return text.size() <= kLongestLabel && (input_.document->blocks[block].kind == BlockKind::heading || opens);
  }

  bool read_benchmark_label(uint32_t label, uint32_t name, Span rest) {
    const auto named = mentions_in(input_.text->blocks[label].span);
    if (evaluated_on_ == kNoIndex || named.size() != 1) return false;
    const std::string_view text = rest.of(input_.text->folded);
    if (std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    const size_t before = out_.relations.size();
    add_relation(name, named.front()->entity, static_cast<RelationId>(evaluated_on_), rest, "tables.label");
    return out_.relations.size() > before;
  }

  bool apply_label(const HeaderRule& header, uint32_t label, const resolve::ResolvedMention& mention, Span rest) {
    const bool holds_value = header.attribute != kNoIndex;
    const uint32_t name = reading(mention, holds_value ? subject_types(header) : object_types(header));
    if (name == kNone) return false;
    if (holds_value) {
      add_attribute(name, header, rest, {});
      return true;
    }
    const uint32_t subject = subject_above(label, header);
    if (subject == kNone || subject == name) return false;
    add_header_relation(header, subject, name, rest, "tables.label");
    return true;
  }

  // "Context window: the larger X offers 1M tokens": the sentence tells whose it is.
  bool names_other(Span rest, const HeaderRule& header) const {
    const auto mentions = mentions_in(rest);
    return std::any_of(mentions.begin(), mentions.end(), [&](const resolve::ResolvedMention* mention) {
      return (type_bit(input_.resolution->entities[mention->entity].type) & subject_types(header)) != 0;
    });
  }

  bool names_object(Span rest, const HeaderRule& header) const {
    const auto mentions = mentions_in(rest);
    return std::any_of(mentions.begin(), mentions.end(), [&](const resolve::ResolvedMention* mention) {
      return reading(*mention, object_types(header)) != kNone;
    });
  }

  // What the mention names that is of one of the types, its other reading included; or kNone.
  uint32_t reading(const resolve::ResolvedMention& mention, TypeSet types) const {
    for (const uint32_t entity : {mention.entity, mention.alternative}) {
      if (entity != kNoIndex && (type_bit(input_.resolution->entities[entity].type) & types) != 0) return entity;
    }
    return kNone;
  }

  // Of the relation's other side.
  TypeSet object_types(const HeaderRule& header) const {
    const RelationType& relation = input_.rules->ontology.relations[header.relation];
    return header.reversed ? relation.source : relation.target;
  }

  TypeSet subject_types(const HeaderRule& header) const {
    if (header.attribute != kNoIndex) return input_.rules->ontology.attributes[header.attribute].of;
    const RelationType& relation = input_.rules->ontology.relations[header.relation];
    return header.reversed ? relation.target : relation.source;
  }

  uint32_t subject_above(uint32_t block, const HeaderRule& header) const {
    return subject_above(block, subject_types(header));
  }

  uint32_t subject_above(uint32_t block, TypeSet types) const {
    for (uint32_t above : {input_.document->blocks[block].parent, input_.document->blocks[block].section}) {
      for (int depth = 0; above != Block::kNone && above < input_.document->blocks.size() && depth < 4; ++depth) {
        if (is_statement(above)) break;
        for (const resolve::ResolvedMention* mention : mentions_in(input_.text->blocks[above].span)) {
          if (const uint32_t subject = reading(*mention, types); subject != kNone) return subject;
        }
        above = input_.document->blocks[above].parent;
      }
    }
    if (const uint32_t named = named_by_key(block, types); named != kNone) return named;
    const Antecedent subject = discourse_.titled(types);
    return subject.entities.empty() || subject.far ? kNone : subject.entities.front();
  }

  // A paragraph that says something of its own, and does not introduce what follows.
  bool is_statement(uint32_t block) const {
    const std::string_view text = label_text(block);
    return input_.document->blocks[block].kind == BlockKind::paragraph && (text.ends_with('.') || text.ends_with("。"));
  }

  // "- Company: Moonshot AI", "| 会社名 | カゼマチ |": an entry of the same list or of a table of two columns says
  // whose the others are.
  uint32_t named_by_key(uint32_t block, TypeSet types) const {
    const auto& blocks = input_.document->blocks;
    const Block& entry = blocks[block];
    if (entry.kind != BlockKind::list_item && entry.kind != BlockKind::table_cell) return kNone;
    const auto is_sibling = [&](const Block& other) {
      return other.kind == entry.kind &&
             (entry.kind == BlockKind::table_cell ? other.table == entry.table : other.parent == entry.parent);
    };
    uint32_t first = block;
    while (first > 0 && is_sibling(blocks[first - 1])) --first;
    for (uint32_t i = first; i < blocks.size() && is_sibling(blocks[i]); ++i) {
      if (i == block || (entry.kind == BlockKind::table_cell && blocks[i].column != 0)) continue;
      const std::string_view text = text_of(i);
      const size_t colon = text.find(':');
      const bool cell = entry.kind == BlockKind::table_cell;
      if (!is_name_key(cell ? text : text.substr(0, colon == std::string_view::npos ? 0 : colon))) continue;
      const uint32_t holder = cell ? i + 1 : i;  // the cell beside the key
      if (holder >= blocks.size() || (cell && blocks[holder].row != blocks[i].row)) continue;
      const auto mentions = mentions_in(input_.text->blocks[holder].span);
      const uint32_t named = mentions.empty() ? kNone : reading(*mentions.front(), types);
      if (named != kNone) return named;
    }
    return kNone;
  }

  bool is_name_key(std::string_view label) const {
    trim(label);
    const auto& keys = input_.relations->header_names;
    return std::find(keys.begin(), keys.end(), label) != keys.end();
  }

  // False: the header says nothing of such a subject; of things of one kind, the cell names none of the subject's kind.
  bool apply(const HeaderRule& header, uint32_t subject, Span cell, std::string_view label = {}) {
    if (subject == kNone) return false;
    if ((type_bit(input_.resolution->entities[subject].type) & subject_types(header)) == 0) return false;
    if (header.attribute != kNoIndex) {
      add_attribute(subject, header, cell, label);
      return true;
    }
    const bool same_kind = input_.rules->ontology.relations[header.relation].same_kind;
    const TypeSet kind = type_bit(input_.resolution->entities[subject].type);
    const TypeSet types = object_types(header) & (same_kind ? list_kind(input_.rules->ontology, kind) : ~TypeSet{0});
    const auto mentions = mentions_in(cell);
    bool says = !same_kind || mentions.empty();
    for (const resolve::ResolvedMention* mention : mentions) {
      const uint32_t object = reading(*mention, types);
      if (object == kNone || (same_kind && is_makers_name(*mention, mentions))) continue;
      says = true;
      add_header_relation(header, subject, object, cell, "tables.header");
    }
    return says;
  }

  // "Nvidia H100": the company is named for the sake of the thing right behind it.
  bool is_makers_name(const resolve::ResolvedMention& mention,
                      const std::vector<const resolve::ResolvedMention*>& mentions) const {
    const auto is_company = [&](const resolve::ResolvedMention& other) {
      return (type_bit(input_.resolution->entities[other.entity].type) & discourse_.company_types()) != 0;
    };
    return is_company(mention) && std::any_of(mentions.begin(), mentions.end(), [&](const auto* other) {
             return other->span.begin == mention.span.end + 1 && !is_company(*other);
           });
  }

  void add_header_relation(const HeaderRule& header, uint32_t subject, uint32_t object, Span cell, const char* rule) {
    const bool reversed = header.reversed;
    add_relation(reversed ? object : subject, reversed ? subject : object, header.relation, cell, rule);
  }

  void add_relation(uint32_t source, uint32_t target, RelationId relation_id, Span cell, const char* rule) {
    const RelationType& relation = input_.rules->ontology.relations[relation_id];
    const auto& entities = input_.resolution->entities;
    if (source == target || (type_bit(entities[source].type) & relation.source) == 0 ||
        (type_bit(entities[target].type) & relation.target) == 0) {
      return;
    }
    LocalRelation fact;
    fact.source = source;
    fact.target = target;
    fact.relation = relation_id;
    if (!evidence(cell, rule, fact.evidence)) return;
    out_.relations.push_back(std::move(fact));
  }

  // `label`: the header's text, which may name the unit.
  void add_attribute(uint32_t entity, const HeaderRule& header, Span cell, std::string_view label) {
    const AttributeType& attribute = input_.rules->ontology.attributes[header.attribute];
    LocalAttribute fact;
    fact.entity = entity;
    fact.attribute = static_cast<AttributeId>(header.attribute);
    const std::optional<Quantity> value = cell_value(input_, attribute, cell, label);
    if (!value || !evidence(cell, "tables.header", fact.evidence)) return;
    fact.value = *value;
    out_.attributes.push_back(std::move(fact));
  }

  bool evidence(Span cell, const char* rule, LocalEvidence& out) const {
    const auto after =
        std::upper_bound(input_.text->sentences.begin(), input_.text->sentences.end(), cell.begin,
                         [](uint32_t at, const text::Sentence& sentence) { return at < sentence.span.begin; });
    if (after == input_.text->sentences.begin()) return false;
    out.sentence = static_cast<uint32_t>(after - input_.text->sentences.begin()) - 1;
    out.span = cell;
    out.rule = rule;
    out.confidence = kTableConfidence;
    return true;
  }

  const RelateInput& input_;
  const Discourse& discourse_;
  LocalFacts& out_;
  uint32_t evaluated_on_ = kNoIndex;
};

}  // namespace

uint32_t row_head(const Document& document, const text::Text& text, uint32_t block) {
  const auto& blocks = document.blocks;
  if (blocks[block].kind != BlockKind::table_cell) return Block::kNone;
  uint32_t head = block;
  while (head > 0 && blocks[head - 1].kind == BlockKind::table_cell && blocks[head - 1].table == blocks[block].table &&
         blocks[head - 1].row == blocks[block].row) {
    --head;
  }
  while (head < block && is_rank(text.blocks[head].span.of(text.folded))) ++head;
  return head;
}

void relate_tables(const RelateInput& input, const Discourse& discourse, LocalFacts& out) {
  TableReader(input, discourse, out).run();
}

}  // namespace whobuilds::relate
