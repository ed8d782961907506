// The articles that a verb was given, one after another, with the ids that their documents have in every verb.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"
#include "whobuilds/read.h"

namespace whobuilds::cli {

// An article that was not read yet; or what was wrong with a file, after the last of its articles.
struct RawArticle {
  std::optional<RawDocument> document;
  std::string id;            // that the document must have; "" where the reader's own is unique
  Diagnostics problems;      // of the file
  uint64_t bytes_taken = 0;  // from all files, up to and with this article
};

// Holds one file, and of JSON Lines one line. A file that cannot be read, or not to its end, does not keep the next one
// from being read. Not thread-safe.
class ArticleSource {
 public:
  // `paths`: files, folders, globs, "-". Each file is read once, in the order of the arguments. Where several files
  // have the same name, the ids of their documents are their paths.
  explicit ArticleSource(const std::vector<std::string>& paths);

  // Leaves out all files but these. Ids stay what they are among all. To be called before next().
  void keep_only(const std::set<std::string>& files);

  // False after the last file.
  bool next(RawArticle& article);
  // Paths that name nothing to read.
  const Diagnostics& problems() const { return problems_; }
  size_t files() const { return files_.size(); }
  // The size of all files; 0 when that is not known.
  uint64_t total_bytes() const { return total_bytes_; }

 private:
  bool close(RawArticle& article);

  std::vector<std::string> files_;
  std::vector<std::string> ids_;  // parallel to files_
  size_t next_file_ = 0;
  std::optional<DocumentReader> reader_;
  uint64_t bytes_before_ = 0;  // of the files that are done
  uint64_t total_bytes_ = 0;
  Diagnostics problems_;
};

// Reads the document. Thread-safe. Requires that there is one.
Result<Document> read_article(const RawArticle& article);

// Finds and reads all articles, one after another. Faults of one do not stop the others. Returns all problems.
Diagnostics read_articles(const std::vector<std::string>& paths, const std::function<void(Document&&)>& use);

// Of all files, in bytes; 0 when that is not known.
uint64_t total_size(const std::vector<std::string>& files);

}  // namespace whobuilds::cli
