// Writes to the store that is served. What was written shows in answers when the store has been read again
// (SnapshotSource::refresh).
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "whobuilds/extractor.h"
#include "whobuilds/review.h"
#include "whobuilds/store.h"

namespace whobuilds::serve {

// Thread-safe: one writes, the others wait. Opening the store takes a pass over the file for each that writes.
class Writer {
 public:
  Writer(std::string store_path, const RuleSet& rule_set);

  // Reads `line`, a document as a line of JSON Lines (read.h), and puts it into the store with its text. Errors: those
  // of read_jsonl_line and of the store.
  Result<StoredDocument> add(const std::string& line);
  // How many there were. Errors: those of the store.
  Result<size_t> remove(const std::vector<int64_t>& numbers);
  // How many of the decisions were new. Errors: those of Store::decide.
  Result<size_t> decide(const std::vector<Decision>& decisions);
  // Errors: those of Store::undo.
  Diagnostics undo(int64_t number);

 private:
  Result<StoreEntry> entry_of(const std::string& line);
  Result<Store> open() const;

  const std::string path_;
  const RuleSet rule_set_;
  std::mutex writing_;  // held while the store is open
  std::mutex extracting_;
  Extractor extractor_;
};

}  // namespace whobuilds::serve
