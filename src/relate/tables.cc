#include "relate/tables.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "relate/attributes.h"
#include "relate/typed_segment.h"
#include "text/fold.h"

namespace whobuilds::relate {
namespace {

constexpr double kTableConfidence = 0.85;

class TableReader {
 public:
  TableReader(const RelateInput& input, LocalFacts& out) : input_(input), out_(out) {
    for (const HeaderRule& header : input.rules->headers) {
      for (const std::string& word : header.words) headers_.emplace(text::name_key(word), &header);
    }
    evaluated_on_ = input.rules->ontology.find_relation("evaluated_on");
  }

  void run() {
    const auto& blocks = input_.document->blocks;
    for (uint32_t i = 0; i < blocks.size();) {
      if (blocks[i].kind == BlockKind::table_cell) {
        uint32_t end = i;
        while (end < blocks.size() && blocks[end].kind == BlockKind::table_cell && blocks[end].table == blocks[i].table) ++end;
        read_table(i, end);
        i = end;
      } else {
        if (blocks[i].kind == BlockKind::list_item || blocks[i].kind == BlockKind::paragraph) read_item(i);
        ++i;
      }
    }
  }

 private:
  using Cells = std::map<std::pair<uint32_t, uint32_t>, uint32_t>;  // (row, column) -> block

  std::string_view text_of(uint32_t block) const { return input_.text->blocks[block].span.of(input_.text->folded); }

  const HeaderRule* header_for(std::string_view label) const {
    while (!label.empty() && (label.front() == ' ' || label.front() == '*')) label.remove_prefix(1);
    while (!label.empty() && (label.back() == ' ' || label.back() == ':' || label.back() == '*')) label.remove_suffix(1);
    auto found = headers_.find(std::string(label));
    if (found == headers_.end()) {
      const size_t bracket = label.find('(');
      if (bracket == std::string_view::npos || bracket == 0) return nullptr;
      return header_for(label.substr(0, bracket));
    }
    return found->second;
  }

  std::vector<const resolve::ResolvedMention*> mentions_in(Span span) const {
    const auto& mentions = input_.resolution->mentions;
    auto mention = std::lower_bound(mentions.begin(), mentions.end(), span.begin,
                                    [](const resolve::ResolvedMention& m, uint32_t at) { return m.span.begin < at; });
    std::vector<const resolve::ResolvedMention*> out;
    for (; mention != mentions.end() && mention->span.begin < span.end; ++mention) out.push_back(&*mention);
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
    for (uint32_t row = 1; row < rows; ++row) {
      for (uint32_t column = 1; column < columns; ++column) {
        const auto cell = cells.find({row, column}), row_head = cells.find({row, 0}), column_head = cells.find({0, column});
        if (cell == cells.end() || row_head == cells.end() || column_head == cells.end()) continue;
        read_cell(cell->second, row_head->second, column_head->second);
        read_cell(cell->second, column_head->second, row_head->second);
      }
    }
  }

  // `subject`: the cell that names what the row (or column) is about; `label`: the one that says what
  // this cell tells of it.
  void read_cell(uint32_t cell, uint32_t subject, uint32_t label) {
    const auto subjects = mentions_in(input_.text->blocks[subject].span);
    if (subjects.empty()) return;
    if (const HeaderRule* header = header_for(text_of(label))) {
      apply(*header, subjects.front()->entity, input_.text->blocks[cell].span);
      return;
    }
    const auto labels = mentions_in(input_.text->blocks[label].span);
    if (!labels.empty() && evaluated_on_ != kNoIndex && has_digit(cell)) {
      add_relation(subjects.front()->entity, labels.front()->entity, static_cast<RelationId>(evaluated_on_),
                   input_.text->blocks[cell].span, "tables.score");
    }
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
    const HeaderRule* header = header_for(text.substr(0, colon));
    if (header == nullptr) return;
    const uint32_t subject = subject_above(block, *header);
    const Span span = input_.text->blocks[block].span;
    if (subject != kNone) apply(*header, subject, {span.begin + static_cast<uint32_t>(colon), span.end});
  }

  TypeSet subject_types(const HeaderRule& header) const {
    if (header.attribute != kNoIndex) return input_.rules->ontology.attributes[header.attribute].of;
    const RelationType& relation = input_.rules->ontology.relations[header.relation];
    return header.reversed ? relation.target : relation.source;
  }

  uint32_t subject_above(uint32_t block, const HeaderRule& header) const {
    const TypeSet types = subject_types(header);
    for (uint32_t above : {input_.document->blocks[block].parent, input_.document->blocks[block].section}) {
      for (int depth = 0; above != Block::kNone && above < input_.document->blocks.size() && depth < 4; ++depth) {
        for (const resolve::ResolvedMention* mention : mentions_in(input_.text->blocks[above].span)) {
          if ((type_bit(input_.resolution->entities[mention->entity].type) & types) != 0) return mention->entity;
        }
        above = input_.document->blocks[above].parent;
      }
    }
    return kNone;
  }

  void apply(const HeaderRule& header, uint32_t subject, Span cell) {
    if ((type_bit(input_.resolution->entities[subject].type) & subject_types(header)) == 0) return;
    if (header.attribute != kNoIndex) {
      add_attribute(subject, header, cell);
      return;
    }
    for (const resolve::ResolvedMention* mention : mentions_in(cell)) {
      if (header.reversed) {
        add_relation(mention->entity, subject, header.relation, cell, "tables.header");
      } else {
        add_relation(subject, mention->entity, header.relation, cell, "tables.header");
      }
    }
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

  void add_attribute(uint32_t entity, const HeaderRule& header, Span cell) {
    const AttributeType& attribute = input_.rules->ontology.attributes[header.attribute];
    const auto& values = input_.recognition->values;
    auto value = std::lower_bound(values.begin(), values.end(), cell.begin,
                                  [](const recognise::ValueMention& v, uint32_t at) { return v.span.begin < at; });
    for (; value != values.end() && value->span.begin < cell.end; ++value) {
      const bool bare_count = value->dimension == Dimension::count &&
                              (attribute.dimension == Dimension::parameters || attribute.dimension == Dimension::tokens);
      if (value->dimension != attribute.dimension && !bare_count) continue;
      LocalAttribute fact;
      fact.entity = entity;
      fact.attribute = static_cast<AttributeId>(header.attribute);
      fact.value = quantity_of(*value, attribute);
      if (!evidence(cell, "tables.header", fact.evidence)) return;
      out_.attributes.push_back(std::move(fact));
      return;
    }
  }

  bool evidence(Span cell, const char* rule, LocalEvidence& out) const {
    const auto after = std::upper_bound(input_.text->sentences.begin(), input_.text->sentences.end(), cell.begin,
                                        [](uint32_t at, const text::Sentence& sentence) { return at < sentence.span.begin; });
    if (after == input_.text->sentences.begin()) return false;
    out.sentence = static_cast<uint32_t>(after - input_.text->sentences.begin()) - 1;
    out.span = cell;
    out.rule = rule;
    out.confidence = kTableConfidence;
    return true;
  }

  const RelateInput& input_;
  LocalFacts& out_;
  std::map<std::string, const HeaderRule*> headers_;
  uint32_t evaluated_on_ = kNoIndex;
};

}  // namespace

void relate_tables(const RelateInput& input, LocalFacts& out) { TableReader(input, out).run(); }

}  // namespace whobuilds::relate
