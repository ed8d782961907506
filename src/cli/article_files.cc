#include "cli/article_files.h"

#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace whobuilds::cli {
namespace {

bool holds_one_document(const std::string& file) { return file != "-" && !is_jsonl_path(file); }

std::vector<std::string> ids_for_equal_names(const std::vector<std::string>& files) {
  std::map<std::string, int> times;
  for (const std::string& file : files) ++times[std::filesystem::path(file).stem().string()];
  std::vector<std::string> ids;
  for (const std::string& file : files) {
    const std::filesystem::path path(file);
    const bool unique = times[path.stem().string()] == 1 || !holds_one_document(file);
    ids.push_back(unique ? "" : path.relative_path().lexically_normal().replace_extension().generic_string());
  }
  return ids;
}

void append(Diagnostics& all, const Diagnostics& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

uint64_t total_size(const std::vector<std::string>& files) {
  uint64_t total = 0;
  for (const std::string& file : files) {
    std::error_code unknown;
    const uint64_t size = std::filesystem::file_size(file, unknown);
    if (unknown) return 0;
    total += size;
  }
  return total;
}

ArticleSource::ArticleSource(const std::vector<std::string>& paths) {
  InputFiles found = find_input_files(paths);
  ids_ = ids_for_equal_names(found.files);
  files_ = std::move(found.files);
  problems_ = std::move(found.problems);
  total_bytes_ = total_size(files_);
}

void ArticleSource::keep_only(const std::set<std::string>& files) {
  const auto place_of = [](const std::string& file) {
    return file == "-" ? file : std::filesystem::absolute(file).lexically_normal().string();
  };
  std::set<std::string> wanted;
  for (const std::string& file : files) wanted.insert(place_of(file));
  size_t kept = 0;
  for (size_t i = 0; i < files_.size(); ++i) {
    if (wanted.count(place_of(files_[i])) == 0) continue;
    std::swap(files_[kept], files_[i]);
    std::swap(ids_[kept], ids_[i]);
    ++kept;
  }
  files_.resize(kept);
  ids_.resize(kept);
  total_bytes_ = total_size(files_);
}

bool ArticleSource::next(RawArticle& article) {
  article.problems.clear();
  if (!article.document) article.document.emplace();
  while (reader_ || next_file_ < files_.size()) {
    if (!reader_) reader_.emplace(files_[next_file_++]);
    if (reader_->next(*article.document)) {
      article.id = ids_[next_file_ - 1];
      article.bytes_taken = bytes_before_ + reader_->bytes_taken();
      return true;
    }
    if (close(article)) return true;
  }
  return false;
}

// Leaves the file that has ended. True when there is something to tell of it.
bool ArticleSource::close(RawArticle& article) {
  bytes_before_ += reader_->bytes_taken();
  article.problems = reader_->problems();
  reader_.reset();
  if (article.problems.empty()) return false;
  article.document.reset();
  article.bytes_taken = bytes_before_;
  return true;
}

Result<Document> read_article(const RawArticle& article) {
  Result<Document> document = read_raw_document(*article.document);
  if (document && !article.id.empty()) document->id = article.id;
  return document;
}

Diagnostics read_articles(const std::vector<std::string>& paths, const std::function<void(Document&&)>& use) {
  ArticleSource source(paths);
  Diagnostics problems = source.problems();
  for (RawArticle article; source.next(article);) {
    append(problems, article.problems);
    if (!article.document) continue;
    Result<Document> document = read_article(article);
    append(problems, document.diagnostics());
    if (document) use(std::move(*document));
  }
  return problems;
}

}  // namespace whobuilds::cli
