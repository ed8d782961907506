#include "bench/corpus.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <utility>

#include "whobuilds/read.h"

namespace whobuilds::bench {
namespace {

std::vector<Article> read_lines(const std::string& path) {
  std::vector<Article> articles;
  std::ifstream stream(path, std::ios::binary);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) articles.push_back({"article.txt", line});
  }
  return articles;
}

// The same order everywhere, which std::shuffle does not promise.
void shuffle(std::vector<Article>& articles) {
  std::mt19937 random(1);
  for (size_t left = articles.size(); left > 1; --left) std::swap(articles[left - 1], articles[random() % left]);
}

std::vector<Article> read_folder(const std::string& path) {
  std::vector<Article> articles;
  const InputFiles found = find_input_files({path});
  for (const Diagnostic& problem : found.problems) std::cerr << problem.to_string() << '\n';
  for (const std::string& file : found.files) {
    std::ifstream stream(file, std::ios::binary);
    articles.push_back({file, std::string(std::istreambuf_iterator<char>(stream), {})});
  }
  shuffle(articles);
  return articles;
}

}  // namespace

std::vector<Article> read_corpus(const std::string& path) {
  std::vector<Article> articles = std::filesystem::is_directory(path) ? read_folder(path) : read_lines(path);
  if (articles.empty()) {
    std::cerr << path << ": no articles to measure with\n";
    std::exit(4);
  }
  return articles;
}

std::vector<Article> first_bytes(std::vector<Article> articles, size_t bytes) {
  size_t count = 0;
  for (size_t sum = 0; count < articles.size() && sum < bytes; ++count) sum += articles[count].bytes.size();
  articles.resize(count);
  return articles;
}

size_t bytes_of(const std::vector<Article>& articles) {
  size_t sum = 0;
  for (const Article& article : articles) sum += article.bytes.size();
  return sum;
}

std::string name_of(const std::string& path) {
  const std::filesystem::path whole(path);
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

}  // namespace whobuilds::bench
