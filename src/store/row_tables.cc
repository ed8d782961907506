#include "store/row_tables.h"

#include <optional>
#include <string>
#include <utility>

namespace whobuilds::store {
namespace {

void bind(Statement& statement, const std::optional<std::string>& text) {
  text ? statement.bind(*text) : statement.bind_null();
}

void bind(Statement& statement, const std::optional<double>& number) {
  number ? statement.bind(*number) : statement.bind_null();
}

std::optional<std::string> optional_text(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.text(column));
}

}  // namespace

Rows RowReader::read(int64_t document) {
  Rows rows;
  entities_.bind(document);
  while (entities_.next()) {
    rows.entities.push_back(
        {entities_.text(0), entities_.text(1), entities_.text(2), entities_.integer(3), entities_.integer(4)});
  }
  evidence_.bind(document);
  while (evidence_.next()) {
    EvidenceRow row;
    row.edge = optional_text(evidence_, 0);
    row.source = evidence_.text(1);
    row.relation = evidence_.text(2);
    row.target = optional_text(evidence_, 3);
    if (!evidence_.is_null(4)) row.number_value = evidence_.number(4);
    row.text_value = optional_text(evidence_, 5);
    row.unit = optional_text(evidence_, 6);
    row.inferred = evidence_.integer(7);
    row.status = evidence_.text(8);
    row.confidence = evidence_.number(9);
    row.sentence = evidence_.text(10);
    row.copies = evidence_.integer(11);
    row.rule = evidence_.text(12);
    row.attributed_to = evidence_.text(13);
    row.begin = evidence_.integer(14);
    row.end = evidence_.integer(15);
    row.sentence_begin = evidence_.integer(16);
    row.sentence_end = evidence_.integer(17);
    rows.evidence.push_back(std::move(row));
  }
  return rows;
}

void RowWriter::write(int64_t document, const Rows& rows) {
  for (const EntityRow& row : rows.entities) {
    entity_.bind(document).bind(row.id).bind(row.type).bind(row.label).bind(row.discovered).bind(row.mentions).run();
  }
  for (const EvidenceRow& row : rows.evidence) write_evidence(document, row);
}

void RowWriter::replace(int64_t document, const Rows& rows) {
  remove_entities_.bind(document).run();
  remove_evidence_.bind(document).run();
  write(document, rows);
}

void RowWriter::write_evidence(int64_t document, const EvidenceRow& row) {
  evidence_.bind(document);
  bind(evidence_, row.edge);
  evidence_.bind(row.source).bind(row.relation);
  bind(evidence_, row.target);
  bind(evidence_, row.number_value);
  bind(evidence_, row.text_value);
  bind(evidence_, row.unit);
  evidence_.bind(row.inferred).bind(row.status).bind(row.confidence).bind(row.sentence).bind(row.copies);
  evidence_.bind(row.rule).bind(row.attributed_to).bind(row.begin).bind(row.end);
  evidence_.bind(row.sentence_begin).bind(row.sentence_end).run();
}

}  // namespace whobuilds::store
