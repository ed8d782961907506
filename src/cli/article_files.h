// The articles that a verb was given, with the ids that their documents have in every verb.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"

namespace whobuilds::cli {

struct ArticleFiles {
  std::vector<std::string> files;  // each once, in the order of the arguments
  // Parallel to `files`: the id that its document must have, "" where the reader's own (the file name) is unique.
  // Where several files have the same name, the ids of their documents are their paths.
  std::vector<std::string> ids;
  Diagnostics problems;
};

// `paths`: files, folders, globs, "-".
ArticleFiles find_article_files(const std::vector<std::string>& paths);

// Reads every document of one of the files, calling `use` for each in order. Returns all problems.
Diagnostics read_article_file(const ArticleFiles& articles, size_t index, const std::function<void(Document&&)>& use);

// Finds and reads all articles, one after another. Faults of one do not stop the others. Returns all problems.
Diagnostics read_articles(const std::vector<std::string>& paths, const std::function<void(Document&&)>& use);

}  // namespace whobuilds::cli
