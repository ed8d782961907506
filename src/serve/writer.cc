#include "serve/writer.h"

#include <chrono>
#include <utility>

#include "whobuilds/read.h"

namespace whobuilds::serve {
namespace {

constexpr std::chrono::seconds kPatience(5);

}  // namespace

Writer::Writer(std::string store_path, const RuleSet& rule_set)
    : path_(std::move(store_path)), rule_set_(rule_set), extractor_(rule_set) {}

Result<Store*> Writer::store() {
  if (!store_) {
    Result<Store> opened = Store::open(path_, StoreAccess::write, {kPatience});
    if (!opened) return opened.diagnostics();
    store_ = std::move(*opened);
  }
  return &*store_;
}

Result<StoredDocument> Writer::add(const std::string& line) {
  const Result<Document> document = read_jsonl_line(line, "document", 0);
  if (!document) return document.diagnostics();
  const std::lock_guard<std::mutex> alone(mutex_);
  StoreEntry entry;
  entry.record = make_record(extractor_.extract(*document), document->text, rule_set_.hash());
  entry.sentences = sentences_of(*document);
  entry.fingerprint = fingerprint(line);
  entry.bytes = line;
  const std::string print = entry.fingerprint;
  std::vector<PreparedEntry> entries;
  entries.emplace_back(std::move(entry), rule_set_);
  const Result<Store*> opened = store();
  if (!opened) return opened.diagnostics();
  const Diagnostics unwritten = (*opened)->put(entries);
  if (unwritten.empty()) {
    Result<std::optional<StoredDocument>> found = (*opened)->find("", print);
    if (found && *found) return std::move(**found);
    store_.reset();
    return found.diagnostics();
  }
  store_.reset();
  return unwritten;
}

Result<size_t> Writer::remove(const std::vector<int64_t>& numbers) {
  const std::lock_guard<std::mutex> alone(mutex_);
  const Result<Store*> opened = store();
  if (!opened) return opened.diagnostics();
  Result<size_t> removed = (*opened)->remove(numbers);
  if (!removed) store_.reset();
  return removed;
}

}  // namespace whobuilds::serve
