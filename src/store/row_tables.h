// The rows of documents in the tables behind the views.
#pragma once

#include <cstdint>

#include "store/database.h"
#include "store/rows.h"

namespace whobuilds::store {

// Must not outlive its connection.
class RowWriter {
 public:
  explicit RowWriter(Connection& connection) : connection_(connection) {}

  // Of a document that has none yet.
  void write(int64_t document, const Rows& rows);
  // In the place of those that the document has.
  void replace(int64_t document, const Rows& rows);

 private:
  void write_evidence(int64_t document, const EvidenceRow& row);

  Connection& connection_;
  Statement entity_{connection_,
                    "INSERT INTO entities (document, id, type, label, discovered, mentions) VALUES (?, ?, ?, ?, ?, ?)"};
  Statement evidence_{connection_,
                      "INSERT INTO evidence (document, edge, source, relation, target, number_value, text_value, unit, "
                      "inferred, status, confidence, sentence, copies, rule, attributed_to, begin_byte, end_byte, "
                      "sentence_begin, sentence_end) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement remove_entities_{connection_, "DELETE FROM entities WHERE document = ?"};
  Statement remove_evidence_{connection_, "DELETE FROM evidence WHERE document = ?"};
};

// Must not outlive its connection.
class RowReader {
 public:
  explicit RowReader(Connection& connection) : connection_(connection) {}

  Rows read(int64_t document);

 private:
  Connection& connection_;
  Statement entities_{connection_,
                      "SELECT id, type, label, discovered, mentions FROM entities WHERE document = ? ORDER BY id"};
  Statement evidence_{connection_,
                      "SELECT edge, source, relation, target, number_value, text_value, unit, inferred, status, "
                      "confidence, sentence, copies, rule, attributed_to, begin_byte, end_byte, sentence_begin, "
                      "sentence_end FROM evidence WHERE document = ? ORDER BY number"};
};

}  // namespace whobuilds::store
