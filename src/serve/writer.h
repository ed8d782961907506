// Writes to the store that is served. What was written shows in answers when the store has been read again.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "whobuilds/extractor.h"
#include "whobuilds/store.h"

namespace whobuilds::serve {

// Thread-safe: one writes, the others wait.
class Writer {
 public:
  Writer(std::string store_path, const RuleSet& rule_set);

  // Reads `line`, a document as a line of JSON Lines (read.h), and puts it into the store with its text. Errors: those
  // of read_jsonl_line and of the store.
  Result<StoredDocument> add(const std::string& line);
  // How many there were. Errors: those of the store.
  Result<size_t> remove(const std::vector<int64_t>& numbers);

 private:
  Result<Store*> store();

  const std::string path_;
  const RuleSet rule_set_;
  std::mutex mutex_;
  Extractor extractor_;
  std::optional<Store> store_;  // opened when first written to, which takes a pass over the file; again after a failure
};

}  // namespace whobuilds::serve
