// What the benchmarks read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace whobuilds::bench {

// An article as it lies on disk. `path` decides its format, as in read_document.
struct Article {
  std::string path;
  std::string bytes;
};

// The articles of `path`. A file holds one article of plain text per line. A folder holds a file per article; they come
// in a shuffled order that is always the same, so that the first megabytes are a fair sample of a folder that is sorted
// by source. Ends the program with a message and exit code 4 when there is nothing to read.
std::vector<Article> read_corpus(const std::string& path);

// The first articles that together hold at least `bytes`, or all.
std::vector<Article> first_bytes(std::vector<Article> articles, size_t bytes);

size_t bytes_of(const std::vector<Article>& articles);

// "mix16.txt" of "data/mix16.txt", "corpus" of "shared/corpus/".
std::string name_of(const std::string& path);

}  // namespace whobuilds::bench
