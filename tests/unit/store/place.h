// Places for stores on disk, and documents to put into them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "unit/graph/sample.h"
#include "whobuilds/store.h"

namespace whobuilds::store_test {

// A folder of its own, removed at the end.
class Place {
 public:
  Place();
  ~Place();
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  std::string path(const std::string& name = "a.db") const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path folder_;
};

// "" for what is no file.
std::string bytes_of(const std::string& path);

const RuleSet& rules();

// Those that its facts were read from.
std::vector<Sentence> sentences_of_paper(const sample::Paper& paper);

// As add makes it of the paper, whose text counts as its bytes.
StoreEntry entry_of(const sample::Paper& paper, const std::string& origin = "");
// entry_of each, in one call of put().
Diagnostics put(Store& store, const std::vector<sample::Paper>& papers);

// The same documents without a store.
Graph graph_of_papers(const std::vector<sample::Paper>& papers);

// Requires that it succeeds.
Store opened(const std::string& path, StoreAccess access = StoreAccess::create);

}  // namespace whobuilds::store_test
