#include "serve/writer.h"

#include <chrono>
#include <utility>

#include "serve/reply.h"
#include "whobuilds/read.h"

namespace whobuilds::serve {
namespace {

constexpr std::chrono::seconds kPatience(5);  // with other programs that write

}  // namespace

Writer::Writer(std::string store_path, const RuleSet& rule_set)
    : path_(std::move(store_path)), rule_set_(rule_set), extractor_(rule_set) {}

Result<Store> Writer::open() const { return Store::open(path_, StoreAccess::write, {kPatience}); }

Result<StoreEntry> Writer::entry_of(const std::string& line) {
  const Result<Document> document = read_jsonl_line(line, "document", 0);
  if (!document) return document.diagnostics();
  const std::lock_guard<std::mutex> alone(extracting_);
  StoreEntry entry;
  entry.record = make_record(extractor_.extract(*document), document->text, rule_set_.hash());
  entry.sentences = sentences_of(*document);
  entry.fingerprint = fingerprint(line);
  entry.bytes = line;
  return entry;
}

Result<StoredDocument> Writer::add(const std::string& line) {
  Result<StoreEntry> entry = entry_of(line);
  if (!entry) return entry.diagnostics();
  const std::string print = entry->fingerprint;
  std::vector<PreparedEntry> entries;
  entries.emplace_back(std::move(*entry), rule_set_);
  const std::lock_guard<std::mutex> alone(writing_);
  Result<Store> store = open();
  if (!store) return store.diagnostics();
  const Diagnostics unwritten = store->put(entries);
  if (!unwritten.empty()) return unwritten;
  Result<std::optional<StoredDocument>> found = store->find("", print);
  if (!found) return found.diagnostics();
  if (!*found) return request_problem("store.no_document", "another program has removed the document already");
  return std::move(**found);
}

Result<size_t> Writer::remove(const std::vector<int64_t>& numbers) {
  const std::lock_guard<std::mutex> alone(writing_);
  Result<Store> store = open();
  if (!store) return store.diagnostics();
  return store->remove(numbers);
}

Result<size_t> Writer::decide(const std::vector<Decision>& decisions) {
  const std::lock_guard<std::mutex> alone(writing_);
  Result<Store> store = open();
  if (!store) return store.diagnostics();
  return store->decide(decisions, rule_set_);
}

Diagnostics Writer::undo(int64_t number) {
  const std::lock_guard<std::mutex> alone(writing_);
  Result<Store> store = open();
  if (!store) return store.diagnostics();
  return store->undo({number}, rule_set_);
}

}  // namespace whobuilds::serve
