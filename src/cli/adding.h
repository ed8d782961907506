// Articles into a store: what `add` does once and `watch` over and over.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "cli/article_files.h"
#include "cli/common_options.h"
#include "whobuilds/rule_set.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {

struct AddingOptions {
  std::string database = kDefaultStore;
  std::string keep = "lines";  // "none", "lines", "all"
  unsigned jobs = 0;
  bool refresh = false;
  bool quiet = false;
  std::function<bool()> stop;  // asked before each article; null: never
};

struct AddingReport {
  size_t read = 0, unchanged = 0, stale = 0;  // documents
  size_t errors = 0;
  bool unreadable = false;  // an input could not be opened
  bool unwritten = false;   // the store took no more: the rest was left

  size_t documents() const { return read + unchanged + stale; }
};

// Reads in parallel and writes in batches, each of which is on disk when the next begins. Prints problems, and a
// summary unless it is to be quiet. Not thread-safe.
class Adding {
 public:
  // `rule_set` must outlive it.
  Adding(const AddingOptions& options, const RuleSet& rule_set, Store store);
  ~Adding();

  // Those of the articles that the store does not have as they are.
  AddingReport add(ArticleSource& source);
  // What is in the store and is behind: other rules have read it, or a version that kept no sentences.
  AddingReport add_stale();

  // Between calls.
  Store& store();

 private:
  class Run;
  std::unique_ptr<Run> run_;
};

}  // namespace whobuilds::cli
