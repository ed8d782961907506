#include "whobuilds/store.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/sha256.h"
#include "export/graph_json.h"
#include "graph/knowledge_graph.h"
#include "store/document_columns.h"
#include "store/open.h"
#include "store/row_tables.h"
#include "store/rows.h"
#include "store/store_state.h"
#include "store/stored_decisions.h"
#include "store/stored_record.h"
#include "text/search_terms.h"
#include "whobuilds/compression.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds {

namespace {

using store::Connection;
using store::damaged_document;
using store::decompressed;
using store::document_of;
using store::kDocumentColumns;
using store::Statement;
using store::Transaction;

}  // namespace

std::string fingerprint(std::string_view bytes) { return core::sha256_hex(bytes); }

struct PreparedEntry::Content {
  DocumentInfo document;
  std::string origin, fingerprint, rules;
  int64_t facts = 0;
  std::string line;                  // compressed
  std::optional<std::string> bytes;  // compressed
  store::Rows rows;                  // without decisions
  RuleSet rule_set;
  std::vector<Sentence> sentences;
  std::vector<std::string> terms;  // of each sentence, as they are written

  explicit Content(const RuleSet& rules_at_hand) : rule_set(rules_at_hand) {}

  store::Rows rows_under(const DecisionSet& decisions) const;
};

store::Rows PreparedEntry::Content::rows_under(const DecisionSet& decisions) const {
  const auto is_concerned = [&](const store::EntityRow& row) { return decisions.concerns(row.id); };
  if (std::none_of(rows.entities.begin(), rows.entities.end(), is_concerned)) return rows;
  const Result<FactsLine> read = read_facts_line(decompressed(line).value_or(""), "", 0);
  assert(read && !read->error && "the line was written by this very process");
  return store::rows_of(read->record, decisions, rule_set.rules().ontology);
}

namespace {

// As the index takes them: with spaces between.
std::string terms_text(std::string_view sentence) {
  std::string text;
  for (const std::string& term : text::search_terms(sentence)) text += (text.empty() ? "" : " ") + term;
  return text;
}

}  // namespace

PreparedEntry::PreparedEntry(StoreEntry entry, const RuleSet& rule_set)
    : content_(std::make_unique<Content>(rule_set)) {
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

  void write_rows(int64_t number, const store::Rows& rows) { rows_.write(number, rows); }

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
  store::RowWriter rows_{connection_};
  Statement sentence_{connection_, "INSERT INTO sentences (document, begin_byte, end_byte, text) VALUES (?, ?, ?, ?)"};
  Statement terms_{connection_, "INSERT INTO sentence_terms (rowid, terms) VALUES (?, ?)"};
};

// What the compressed line of a document says; or what is wrong with it.
Result<FactsRecord> record_of(const Connection& connection, const StoredDocument& stored, std::string_view bytes) {
  const std::string& id = stored.document.id;
  const std::optional<std::string> line = decompressed(bytes);
  if (!line) return damaged_document(connection, stored.number, id, "its facts cannot be decompressed");
  Result<FactsRecord> record = store::record_of(connection, stored.number, id, *line);
  if (!record) return record;
  const DocumentInfo& said = record->facts.document;
  if (said.id == id && said.sha256 == stored.document.sha256) return record;
  return damaged_document(connection, stored.number, id, "its facts are of another document");
}

// Compares what a document says with its rows.
class DocumentCheck {
 public:
  DocumentCheck(Connection& connection, const RuleSet& rule_set, const DecisionSet& decisions)
      : connection_(connection), rule_set_(rule_set), decisions_(decisions) {}

  Diagnostics operator()(const StoredDocument& stored) {
    line_.bind(stored.number);
    if (!line_.next()) return fault(stored, "it has no facts");
    const Result<FactsRecord> record = record_of(connection_, stored, line_.bytes(0));
    while (line_.next()) {
    }
    if (!record) return record.diagnostics();
    // Under other rules other relations may be symmetric.
    if (stored.rules != rule_set_.hash()) return {};
    const bool same = rows_.read(stored.number) == store::rows_of(*record, decisions_, rule_set_.rules().ontology);
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
  const DecisionSet& decisions_;
  Statement line_{connection_, "SELECT line FROM records WHERE document = ?"};
  store::RowReader rows_{connection_};
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

namespace {

// Those that what is put comes under. A store whose decisions do not fit the rules takes nothing.
DecisionSet decisions_for(Connection& connection, const RuleSet& rule_set) {
  Result<DecisionSet> decisions = store::stored_decisions(connection, rule_set);
  if (decisions) return std::move(*decisions);
  if (!connection.failed()) connection.fail(decisions.diagnostics().front());
  return {};
}

}  // namespace

Diagnostics Store::put(const std::vector<PreparedEntry>& entries) {
  if (entries.empty()) return {};
  Connection& connection = *state_->connection;
  {
    Transaction all(connection);
    Writer writer(connection);
    const DecisionSet decisions = decisions_for(connection, entries.front().content_->rule_set);
    for (const PreparedEntry& entry : entries) {
      const PreparedEntry::Content& content = *entry.content_;
      const int64_t number = writer.write_document(content.document, content.origin, content.fingerprint, content.rules,
                                                   content.facts, static_cast<int64_t>(content.sentences.size()));
      writer.write_line(number, content.line);
      if (content.bytes) writer.write_bytes(number, *content.bytes);
      writer.write_rows(number, content.rows_under(decisions));
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

namespace {

// Compares the index that is searched with the sentences that it was made from.
Diagnostics check_search_index(Connection& connection) {
  // FTS5 checks itself by a statement that writes: not to this store.
  const std::unique_ptr<Connection> copy = connection.copy();
  if (copy->failed()) return copy->problems();
  copy->run("INSERT INTO sentence_terms (sentence_terms) VALUES ('integrity-check')");
  if (!copy->failed()) return {};
  if (copy->problems().front().code != "store.damaged") return copy->problems();
  return {store::damaged(connection.path(), "the index that is searched does not say what the sentences say")};
}

}  // namespace

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
  if (found.empty()) found = check_search_index(connection);
  if (!found.empty()) return found;
  const Result<std::vector<StoredDocument>> all = documents();
  if (!all) return all.diagnostics();
  const Result<DecisionSet> decisions = store::stored_decisions(connection, rule_set);
  if (!decisions) return decisions.diagnostics();
  DocumentCheck check(connection, rule_set, *decisions);
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
  warning.message = "other rules than those at hand have read " + std::to_string(stale) + " of " + std::to_string(all) +
                    (all == 1 ? " document" : " documents");
  warning.remedy = "read them again with `whobuilds add --refresh`";
  return warning;
}

}  // namespace

bool is_store(const std::string& path) { return store::is_sqlite(path); }

namespace {

Result<Graph> graph_under(const DecisionSet& decisions, const Store& store, const RuleSet& rule_set) {
  const Result<std::vector<StoredDocument>> documents = store.documents();
  if (!documents) return documents.diagnostics();
  const StaleCount stale = stale_of(*documents, rule_set.hash());
  const bool decided = !decisions.empty() && !stale.read_by.empty();
  Graph graph = graph::Access::create(rule_set.rules().ontology,
                                      decided ? stale.read_by + "+" + decisions.hash() : stale.read_by);
  Diagnostics problems;
  const Diagnostics unread = store.each_line([&](std::string&& line) {
    Result<FactsLine> read = read_facts_line(line, store.path(), 0);
    if (read && !read->error) {
      FactsRecord& record = read->record;
      if (!decisions.empty()) record.facts = decisions.apply(std::move(record.facts)).facts;
      add_record(graph, std::move(record));
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

}  // namespace

Result<Graph> graph_of(const Store& store, const RuleSet& rule_set) {
  const Result<DecisionSet> decisions = store.decision_set(rule_set);
  if (!decisions) return decisions.diagnostics();
  return graph_under(*decisions, store, rule_set);
}

Result<Graph> graph_as_read(const Store& store, const RuleSet& rule_set) {
  return graph_under(DecisionSet(), store, rule_set);
}

}  // namespace whobuilds
