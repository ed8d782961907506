// The store: the facts of any number of documents in one file on disk, which documents are added to and taken out of.
//
//   Result<Store> store = Store::open("whobuilds.db", StoreAccess::create);
//   store->put({PreparedEntry(std::move(entry), rule_set)});
//   Result<Graph> graph = graph_of(*store, rule_set);
//
// The file is an SQLite database: its views v_documents, v_nodes, v_edges and v_evidence are meant for other programs.
// It holds what each document says and what people decided about that (review.h), and derives everything else from it, so
// that a document that was removed leaves no trace: the graph is that of the remaining documents.
//
// Every call that writes is one transaction, on disk when it returns: a process that is killed and a machine that loses
// power lose no call that returned and leave no half of one. Others may read while one writes; of several that write
// each waits for its turn.
//
// A file that is damaged, of a later version or of another program is refused before anything is written to it. Errors
// of every call: store.damaged, store.busy (another program kept it locked for longer than StoreOptions::patience),
// store.full (no space), store.read_only, store.unreadable, store.io; those of opening are told there.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/facts_record.h"
#include "whobuilds/graph.h"
#include "whobuilds/review.h"
#include "whobuilds/rule_set.h"
#include "whobuilds/sentences.h"
#include "whobuilds/span.h"

namespace whobuilds {

// SHA-256 of the bytes that a document was read from (of its file, or of its whole line of JSON Lines), lower-case hex:
// what tells whether it has changed. DocumentInfo::sha256 of a line is that of its text alone.
std::string fingerprint(std::string_view bytes);

// A document for the store.
struct StoreEntry {
  FactsRecord record;
  // Absolute path of the file of which it is the only document; "" for what came otherwise (JSON Lines, standard
  // input).
  std::string origin;
  std::string fingerprint;
  std::vector<Sentence> sentences;  // all that are to be found by search
  // What it was read from, to be kept beside the facts, compressed; nothing: not kept.
  std::optional<std::string> bytes;
};

// A document that is ready to be written: what putting it costs and needs no store is done. To be made on any thread.
class PreparedEntry {
 public:
  // `rule_set`: whose relations are symmetric.
  PreparedEntry(StoreEntry entry, const RuleSet& rule_set);
  ~PreparedEntry();
  PreparedEntry(PreparedEntry&&) noexcept;
  PreparedEntry& operator=(PreparedEntry&&) noexcept;

 private:
  friend class Store;
  struct Content;
  std::unique_ptr<Content> content_;
};

// A document of the store, without its facts.
struct StoredDocument {
  int64_t number = 0;     // in the store; never given to another document
  DocumentInfo document;  // the id is the one that it came with
  std::string origin;     // as StoreEntry's
  std::string fingerprint;
  std::string rules;  // RuleSet::hash() of the rules that read it; "" when unknown
  std::string added;  // when, UTC: "2025-11-22T10:00:00Z"
  uint32_t facts = 0;
  std::optional<uint32_t> sentences;  // how many; nothing: not known, a version that kept none has read it
  bool has_bytes = false;
};

struct SearchOptions {
  uint32_t limit = 20, offset = 0;  // which of the sentences found
};

struct FoundSentence {
  StoredDocument document;
  Sentence sentence;
};

struct SearchPage {
  uint64_t total = 0;  // how many sentences were found
  std::vector<FoundSentence> sentences;
};

struct StoredDecision {
  int64_t number = 0;  // in the store; never given to another decision
  Decision decision;
  std::string made;  // when, UTC
};

// What a file says that it is, by its first bytes alone.
bool is_store(const std::string& path);

enum class StoreAccess : uint8_t {
  read,    // the file must be there
  write,   // the file must be there
  create,  // write, and make the file where there is none
};

struct StoreOptions {
  std::chrono::milliseconds patience = std::chrono::seconds(30);  // how long to wait for others that write
};

// Not thread-safe; any number of stores may be open on one file.
class Store {
 public:
  // What is opened to be written is first read through once: a file whose pages do not hold together is damaged. One
  // of an earlier version is brought up to this version then. Errors: store.not_found, store.not_a_store (another
  // program's file), store.newer (a later version's), store.older (an earlier version's, and only to be read).
  static Result<Store> open(const std::string& path, StoreAccess access, const StoreOptions& options = {});
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  // Each takes the place of the document with its origin or, where there is none, of the one without origin that has
  // its id. All or, when it fails, none.
  Diagnostics put(const std::vector<PreparedEntry>& entries);
  // Those that are there of the documents with these numbers; returns how many. All or, when it fails, none.
  Result<size_t> remove(const std::vector<int64_t>& numbers);

  // The document that was put with this origin and this fingerprint.
  Result<std::optional<StoredDocument>> find(const std::string& origin, const std::string& fingerprint) const;
  // All documents, in the order in which they were put.
  Result<std::vector<StoredDocument>> documents() const;
  // The facts of each document as they were read, without decisions, as a line of facts JSONL (facts_jsonl.h), in the same order: those of one moment,
  // whatever others write meanwhile. Holds one line. `use` must not write to this store.
  Diagnostics each_line(const std::function<void(std::string&& line)>& use) const;
  // What the document was read from; nothing when it was not kept.
  Result<std::optional<std::string>> bytes(int64_t number) const;

  // The sentences that hold every word of `text`: words are parted by white space, and one of Chinese or Japanese is
  // any run of characters, a single one too. Case, width, accents and traditional or simplified characters do not
  // matter; neither do signs, nor whether letters and digits are joined ("GPT4" is "GPT-4"), but Latin words are whole.
  // Nothing in `text` is an operator. The most relevant first (BM25), then by the document's id and hash, then by place:
  // the same documents give the same order. A document that came from two files counts once. Holds one page.
  // Errors: search.empty (no letter, digit or Chinese character), search.too_long (more than 32 words or 1,000 bytes).
  // Warning: store.no_sentences (documents that an earlier version wrote).
  Result<SearchPage> search(std::string_view text, const SearchOptions& options = {}) const;

  // In the order in which they were made.
  Result<std::vector<StoredDecision>> decisions() const;
  // All of them together; indices are those of decisions(). Errors: those of DecisionSet::make, for rules that lack what
  // a decision is about.
  Result<DecisionSet> decision_set(const RuleSet& rule_set) const;
  // Adds those that the store does not have yet and returns how many these are. They hold for all documents, also those
  // that are put later, until they are undone. All or, when they do not fit together with the others, none. Errors: those
  // of DecisionSet::make. Takes a pass over the facts of the store.
  Result<size_t> decide(const std::vector<Decision>& decisions, const RuleSet& rule_set);
  // Takes these decisions back, all or none. Errors: review.no_decision.
  Diagnostics undo(const std::vector<int64_t>& numbers, const RuleSet& rule_set);
  // A warning, review.dangling, for each decision that finds nothing to decide in the documents. Takes a pass over them.
  Diagnostics dangling_decisions(const RuleSet& rule_set) const;

  // Gives the space of what was removed back.
  Diagnostics compact();
  // Everything that does not hold together within the store: pages and indices; facts that cannot be read, or are of
  // another document; tables behind the views that do not say what the facts say; sentences that would not be found;
  // an index of words that does not fit them, for which the store is copied to the folder of temporary files.
  // Code: store.damaged.
  Diagnostics verify(const RuleSet& rule_set) const;

  const std::string& path() const;

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The graph of all documents of the store, decisions applied. Its root is the one that the same documents give when they
// are extracted by the rules that they were read by and the decisions are applied to their facts: without decisions, that
// of the articles. Its rules_hash() is theirs, "" when there are several; where there are decisions, "+" and their hash
// follow, so that diff and verify see that rules alone did not make it. Warning: store.stale (other rules than `rule_set`
// have read some). Errors: also those of decision_set().
Result<Graph> graph_of(const Store& store, const RuleSet& rule_set);
// The same without decisions: what the articles say, which can be verified.
Result<Graph> graph_as_read(const Store& store, const RuleSet& rule_set);

// {"documents":[{"id","path","origin","title","date","lang","url","sha256","rules","stale","added","facts",
// "sentences" (null: not known),"kept"}]};
// `rules`: hash of the rules at hand, by others than which a document is stale.
std::string documents_to_json(const std::vector<StoredDocument>& documents, const std::string& rules);

// {"total","sentences":[{"doc","title","date","lang","path","url","begin","end","sentence"}]}
std::string search_to_json(const SearchPage& page);

}  // namespace whobuilds
