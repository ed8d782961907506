#include "whobuilds/store.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "core/sha256.h"
#include "export/graph_json.h"
#include "graph/knowledge_graph.h"
#include "store/document_columns.h"
#include "store/open.h"
#include "store/rows.h"
#include "store/store_state.h"
#include "text/search_terms.h"
#include "whobuilds/compression.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds {
namespace {

using store::Connection;
using store::document_of;
using store::kDocumentColumns;
using store::Statement;
using store::Transaction;

// Nothing when the bytes are not what was compressed.
std::optional<std::string> decompressed(std::string_view bytes) {
  std::istringstream source{std::string(bytes)};
  Decompressor stream(*source.rdbuf(), Compression::zstd);
  std::string result(std::istreambuf_iterator<char>(&stream), {});
  if (stream.fault() != CompressionFault::none) return std::nullopt;
  return result;
}

Diagnostic damaged_document(const Connection& connection, int64_t number, const std::string& id,
                            const std::string& what) {
  return store::damaged(connection.path(), "document " + std::to_string(number) + " (" + id + "): " + what);
}

void bind(Statement& statement, const std::optional<std::string>& text) {
  text ? statement.bind(*text) : statement.bind_null();
}

void bind(Statement& statement, const std::optional<double>& number) {
  number ? statement.bind(*number) : statement.bind_null();
}

}  // namespace

std::string fingerprint(std::string_view bytes) { return core::sha256_hex(bytes); }

struct PreparedEntry::Content {
  DocumentInfo document;
  std::string origin, fingerprint, rules;
  int64_t facts = 0;
  std::string line;                  // compressed
  std::optional<std::string> bytes;  // compressed
  store::Rows rows;
  std::vector<Sentence> sentences;
  std::vector<std::string> terms;  // of each sentence, as they are written
};

namespace {

// As the index takes them: with spaces between.
std::string terms_text(std::string_view sentence) {
  std::string text;
  for (const std::string& term : text::search_terms(sentence)) text += (text.empty() ? "" : " ") + term;
  return text;
}

}  // namespace

PreparedEntry::PreparedEntry(StoreEntry entry, const RuleSet& rule_set) : content_(std::make_unique<Content>()) {
  const FactsRecord& record = entry.record;
  content_->document = record.facts.document;
  content_->origin = std::move(entry.origin);
  content_->fingerprint = std::move(entry.fingerprint);
  content_->rules = record.rules;
  content_->facts = static_cast<int64_t>(record.facts.relations.size() + record.facts.attributes.size());
  content_->line = compressed(facts_to_json_line(record), Compression::zstd);
  if (entry.bytes) content_->bytes = compressed(*entry.bytes, Compression::zstd);
  content_->rows = store::rows_of(record, rule_set.rules().ontology);
  content_->sentences = std::move(entry.sentences);
  for (const Sentence& sentence : content_->sentences) content_->terms.push_back(terms_text(sentence.text));
}

PreparedEntry::~PreparedEntry() = default;
PreparedEntry::PreparedEntry(PreparedEntry&&) noexcept = default;
PreparedEntry& PreparedEntry::operator=(PreparedEntry&&) noexcept = default;

namespace {

// Takes documents out, with all that is of them; lives as long as a transaction.
class Remover {
 public:
  explicit Remover(Connection& connection) : connection_(connection) {}

  // Returns whether it was there.
  bool remove(int64_t number) {
    terms_.bind(number).run();
    document_.bind(number).run();
    return connection_.changed_rows() > 0;
  }

 private:
  Connection& connection_;
  Statement terms_{connection_,
                   "DELETE FROM sentence_terms WHERE rowid IN (SELECT number FROM sentences WHERE document = ?)"};
  Statement document_{connection_, "DELETE FROM documents WHERE number = ?"};
};

// Writes documents; lives as long as a transaction.
class Writer {
 public:
  explicit Writer(Connection& connection) : connection_(connection), remover_(connection) {}

  // Returns the document's number.
  int64_t write_document(const DocumentInfo& document, const std::string& origin, const std::string& fingerprint,
                         const std::string& rules, int64_t facts, int64_t sentences) {
    remove_former(document.id, origin);
    document_.bind(document.id).bind(document.sha256).bind(origin).bind(fingerprint).bind(document.path);
    document_.bind(document.title).bind(document.date).bind(language_code(document.language)).bind(document.url);
    document_.bind(exporting::offsets_in_name(document.offsets_in)).bind(rules).bind(facts).bind(sentences).run();
    return connection_.last_row();
  }

  void write_line(int64_t number, const std::string& line) { record_.bind(number).bind_bytes(line).run(); }
  void write_bytes(int64_t number, const std::string& bytes) { source_.bind(number).bind_bytes(bytes).run(); }

  void write_rows(int64_t number, const store::Rows& rows) {
    for (const store::EntityRow& row : rows.entities) {
      entity_.bind(number).bind(row.id).bind(row.type).bind(row.label).bind(row.discovered).bind(row.mentions).run();
    }
    for (const store::EvidenceRow& row : rows.evidence) write_evidence(number, row);
  }

  void write_sentence(int64_t number, const Sentence& sentence, const std::string& terms) {
    sentence_.bind(number).bind(int64_t{sentence.span.begin}).bind(int64_t{sentence.span.end}).bind(sentence.text);
    sentence_.run();
    terms_.bind(connection_.last_row()).bind(terms).run();
  }

 private:
  void remove_former(const std::string& id, const std::string& origin) {
    Statement& former = origin.empty() ? former_of_id_ : former_of_origin_;
    former.bind(origin.empty() ? id : origin);
    std::optional<int64_t> number;
    while (former.next()) number = former.integer(0);  // one at most
    if (number) remover_.remove(*number);
  }

  void write_evidence(int64_t number, const store::EvidenceRow& row) {
    evidence_.bind(number);
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

  Connection& connection_;
  Remover remover_;
  Statement former_of_id_{connection_, "SELECT number FROM documents WHERE id = ? AND origin = ''"};
  Statement former_of_origin_{connection_, "SELECT number FROM documents WHERE origin = ?1 AND ?1 <> ''"};
  Statement document_{connection_,
                      "INSERT INTO documents (id, sha256, origin, fingerprint, path, title, date, language, url, "
                      "offsets_in, rules, facts, sentences, added) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"};
  Statement record_{connection_, "INSERT INTO records (document, line) VALUES (?, ?)"};
  Statement source_{connection_, "INSERT INTO sources (document, bytes) VALUES (?, ?)"};
  Statement entity_{connection_,
                    "INSERT INTO entities (document, id, type, label, discovered, mentions) VALUES (?, ?, ?, ?, ?, ?)"};
  Statement evidence_{connection_,
                      "INSERT INTO evidence (document, edge, source, relation, target, number_value, text_value, unit, "
                      "inferred, status, confidence, sentence, copies, rule, attributed_to, begin_byte, end_byte, "
                      "sentence_begin, sentence_end) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  Statement sentence_{connection_, "INSERT INTO sentences (document, begin_byte, end_byte, text) VALUES (?, ?, ?, ?)"};
  Statement terms_{connection_, "INSERT INTO sentence_terms (rowid, terms) VALUES (?, ?)"};
};

std::optional<std::string> optional_text(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.text(column));
}

// The rows of one document, as they stand in the tables.
store::Rows rows_in(Statement& entities, Statement& evidence, int64_t number) {
  store::Rows rows;
  entities.bind(number);
  while (entities.next()) {
    rows.entities.push_back(
        {entities.text(0), entities.text(1), entities.text(2), entities.integer(3), entities.integer(4)});
  }
  evidence.bind(number);
  while (evidence.next()) {
    store::EvidenceRow row;
    row.edge = optional_text(evidence, 0);
    row.source = evidence.text(1);
    row.relation = evidence.text(2);
    row.target = optional_text(evidence, 3);
    if (!evidence.is_null(4)) row.number_value = evidence.number(4);
    row.text_value = optional_text(evidence, 5);
    row.unit = optional_text(evidence, 6);
    row.inferred = evidence.integer(7);
    row.status = evidence.text(8);
    row.confidence = evidence.number(9);
    row.sentence = evidence.text(10);
    row.copies = evidence.integer(11);
    row.rule = evidence.text(12);
    row.attributed_to = evidence.text(13);
    row.begin = evidence.integer(14);
    row.end = evidence.integer(15);
    row.sentence_begin = evidence.integer(16);
    row.sentence_end = evidence.integer(17);
    rows.evidence.push_back(std::move(row));
  }
  return rows;
}

// What the line of a document says; or what is wrong with it.
Result<FactsRecord> record_of(const Connection& connection, const StoredDocument& stored, std::string_view bytes) {
  const std::optional<std::string> line = decompressed(bytes);
  if (!line) {
    return damaged_document(connection, stored.number, stored.document.id, "its facts cannot be decompressed");
  }
  Result<FactsLine> read = read_facts_line(*line, connection.path(), 0);
  if (!read || read->error) {
    return damaged_document(connection, stored.number, stored.document.id, "its facts cannot be read");
  }
  const DocumentInfo& said = read->record.facts.document;
  if (said.id != stored.document.id || said.sha256 != stored.document.sha256) {
    return damaged_document(connection, stored.number, stored.document.id, "its facts are of another document");
  }
  return std::move(read->record);
}

// Compares what a document says with its rows.
class DocumentCheck {
 public:
  DocumentCheck(Connection& connection, const RuleSet& rule_set) : connection_(connection), rule_set_(rule_set) {}

  Diagnostics operator()(const StoredDocument& stored) {
    line_.bind(stored.number);
    if (!line_.next()) return fault(stored, "it has no facts");
    const Result<FactsRecord> record = record_of(connection_, stored, line_.bytes(0));
    while (line_.next()) {
    }
    if (!record) return record.diagnostics();
    // Under other rules other relations may be symmetric.
    if (stored.rules != rule_set_.hash()) return {};
    const bool same =
        rows_in(entities_, evidence_, stored.number) == store::rows_of(*record, rule_set_.rules().ontology);
    if (!same) return fault(stored, "what the views are made of does not say what its facts say");
    return finds_sentences(stored) ? Diagnostics{} : fault(stored, "not all of its sentences can be found");
  }

 private:
  Diagnostics fault(const StoredDocument& stored, const char* what) const {
    return {damaged_document(connection_, stored.number, stored.document.id, what)};
  }

  bool finds_sentences(const StoredDocument& stored) {
    uint32_t found = 0;
    bool same = true;
    sentences_.bind(stored.number);
    while (sentences_.next()) {
      ++found;
      same = same && sentences_.text(1) == terms_text(sentences_.text(0));
    }
    return same && found == stored.sentences.value_or(0);
  }

  Connection& connection_;
  const RuleSet& rule_set_;
  Statement line_{connection_, "SELECT line FROM records WHERE document = ?"};
  Statement entities_{connection_,
                      "SELECT id, type, label, discovered, mentions FROM entities WHERE document = ? ORDER BY id"};
  Statement evidence_{connection_,
                      "SELECT edge, source, relation, target, number_value, text_value, unit, inferred, status, "
                      "confidence, sentence, copies, rule, attributed_to, begin_byte, end_byte, sentence_begin, "
                      "sentence_end FROM evidence WHERE document = ? ORDER BY number"};
  Statement sentences_{connection_,
                       "SELECT text, coalesce(terms, '') FROM sentences "
                       "LEFT JOIN sentence_terms ON sentence_terms.rowid = number WHERE document = ?"};
};

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Result<Store> Store::open(const std::string& path, StoreAccess access, const StoreOptions& options) {
  Result<std::shared_ptr<Connection>> connection = store::open_store(path, access, options);
  if (!connection) return connection.diagnostics();
  auto state = std::make_unique<State>();
  state->connection = std::move(*connection);
  return Store(std::move(state));
}

const std::string& Store::path() const { return state_->connection->path(); }

Diagnostics Store::put(const std::vector<PreparedEntry>& entries) {
  Connection& connection = *state_->connection;
  {
    Transaction all(connection);
    Writer writer(connection);
    for (const PreparedEntry& entry : entries) {
      const PreparedEntry::Content& content = *entry.content_;
      const int64_t number =
          writer.write_document(content.document, content.origin, content.fingerprint, content.rules, content.facts,
                                static_cast<int64_t>(content.sentences.size()));
      writer.write_line(number, content.line);
      if (content.bytes) writer.write_bytes(number, *content.bytes);
      writer.write_rows(number, content.rows);
      for (size_t i = 0; i < content.sentences.size(); ++i) {
        writer.write_sentence(number, content.sentences[i], content.terms[i]);
      }
      if (connection.failed()) break;
    }
    all.commit();
  }
  return connection.take_problems();
}

Result<size_t> Store::remove(const std::vector<int64_t>& numbers) {
  Connection& connection = *state_->connection;
  size_t removed = 0;
  {
    Transaction all(connection);
    Remover remover(connection);
    for (const int64_t number : numbers) {
      removed += remover.remove(number);
      if (connection.failed()) break;
    }
    all.commit();
  }
  if (connection.failed()) return connection.take_problems();
  return removed;
}

Result<std::optional<StoredDocument>> Store::find(const std::string& origin, const std::string& fingerprint) const {
  Connection& connection = *state_->connection;
  std::optional<StoredDocument> found;
  {
    const std::string sql =
        std::string("SELECT ") + kDocumentColumns + " FROM documents WHERE fingerprint = ? AND origin = ? LIMIT 1";
    Statement statement(connection, sql.c_str());
    statement.bind(fingerprint).bind(origin);
    if (statement.next()) found = document_of(statement);
  }
  if (connection.failed()) return connection.take_problems();
  return found;
}

Result<std::vector<StoredDocument>> Store::documents() const {
  Connection& connection = *state_->connection;
  std::vector<StoredDocument> found;
  {
    const std::string sql = std::string("SELECT ") + kDocumentColumns + " FROM documents ORDER BY number";
    Statement statement(connection, sql.c_str());
    while (statement.next()) found.push_back(document_of(statement));
  }
  if (connection.failed()) return connection.take_problems();
  return found;
}

Diagnostics Store::each_line(const std::function<void(std::string&& line)>& use) const {
  Connection& connection = *state_->connection;
  {
    Statement statement(
        connection, "SELECT number, id, line FROM documents LEFT JOIN records ON document = number ORDER BY number");
    while (statement.next()) {
      std::optional<std::string> line = decompressed(statement.bytes(2));
      if (!line || line->empty()) {
        connection.fail(
            damaged_document(connection, statement.integer(0), statement.text(1), "its facts cannot be decompressed"));
        break;
      }
      use(std::move(*line));
    }
  }
  return connection.take_problems();
}

Result<std::optional<std::string>> Store::bytes(int64_t number) const {
  Connection& connection = *state_->connection;
  std::optional<std::string> found;
  {
    Statement statement(connection, "SELECT bytes FROM sources WHERE document = ?");
    statement.bind(number);
    if (statement.next()) {
      found = decompressed(statement.bytes(0));
      if (!found) connection.fail(damaged_document(connection, number, "", "its text cannot be decompressed"));
    }
  }
  if (connection.failed()) return connection.take_problems();
  return found;
}

Diagnostics Store::compact() {
  Connection& connection = *state_->connection;
  connection.run("INSERT INTO sentence_terms (sentence_terms) VALUES ('optimize')");
  connection.run("VACUUM");
  Statement(connection, "PRAGMA wal_checkpoint(TRUNCATE)").run();
  return connection.take_problems();
}

Diagnostics Store::verify(const RuleSet& rule_set) const {
  Connection& connection = *state_->connection;
  Diagnostics found = store::check_pages(connection, "PRAGMA integrity_check(100)");
  if (found.empty()) {
    found = store::check_pages(connection,
                               "SELECT \"table\" || ' has a row without a document' FROM pragma_foreign_key_check");
  }
  if (found.empty()) {
    found = store::check_pages(connection,
                               "SELECT 'a sentence is found that no document has' FROM sentence_terms "
                               "WHERE rowid NOT IN (SELECT number FROM sentences) LIMIT 1");
  }
  connection.take_problems();
  if (!found.empty()) return found;
  const Result<std::vector<StoredDocument>> all = documents();
  if (!all) return all.diagnostics();
  DocumentCheck check(connection, rule_set);
  for (const StoredDocument& stored : *all) {
    const Diagnostics faults = check(stored);
    found.insert(found.end(), faults.begin(), faults.end());
  }
  const Diagnostics failure = connection.take_problems();
  found.insert(found.end(), failure.begin(), failure.end());
  return found;
}

namespace {

struct StaleCount {
  size_t documents = 0;
  std::string read_by;  // hash of the rules that read all documents; "" when they are not the same
};

StaleCount stale_of(const std::vector<StoredDocument>& documents, const std::string& rules) {
  StaleCount count;
  count.read_by = documents.empty() ? rules : documents.front().rules;
  for (const StoredDocument& stored : documents) {
    count.documents += stored.rules != rules;
    if (stored.rules != count.read_by) count.read_by.clear();
  }
  return count;
}

Diagnostic stale_warning(const std::string& path, size_t stale, size_t all) {
  Diagnostic warning;
  warning.code = "store.stale";
  warning.severity = Severity::warning;
  warning.file = path;
  warning.message = "other rules than those at hand have read " + std::to_string(stale) + " of " +
                    std::to_string(all) + (all == 1 ? " document" : " documents");
  warning.remedy = "read them again with `whobuilds add --refresh`";
  return warning;
}

}  // namespace

bool is_store(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char head[store::kMagic.size()] = {};
  file.read(head, sizeof head);
  return std::string_view(head, sizeof head) == store::kMagic;
}

Result<Graph> graph_of(const Store& store, const RuleSet& rule_set) {
  const Result<std::vector<StoredDocument>> documents = store.documents();
  if (!documents) return documents.diagnostics();
  const StaleCount stale = stale_of(*documents, rule_set.hash());
  Graph graph = graph::Access::create(rule_set.rules().ontology, stale.read_by);
  Diagnostics problems;
  const Diagnostics unread = store.each_line([&](std::string&& line) {
    Result<FactsLine> read = read_facts_line(line, store.path(), 0);
    if (read && !read->error) {
      add_record(graph, std::move(read->record));
    } else {
      problems.push_back(store::damaged(store.path(), "the facts of a document cannot be read"));
    }
  });
  problems.insert(problems.end(), unread.begin(), unread.end());
  if (!problems.empty()) return problems;
  graph.finish();
  Diagnostics warnings;
  if (stale.documents > 0) warnings.push_back(stale_warning(store.path(), stale.documents, documents->size()));
  return Result<Graph>(std::move(graph), std::move(warnings));
}

}  // namespace whobuilds
