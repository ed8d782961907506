#include "cli/article_files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "whobuilds/read.h"

namespace whobuilds::cli {
namespace {

void drop_repeated(std::vector<std::string>& files) {
  std::set<std::string> seen;
  files.erase(std::remove_if(files.begin(), files.end(), [&](const std::string& f) { return !seen.insert(f).second; }),
              files.end());
}

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

}  // namespace

ArticleFiles find_article_files(const std::vector<std::string>& paths) {
  InputFiles found = find_input_files(paths);
  drop_repeated(found.files);
  ArticleFiles articles;
  articles.ids = ids_for_equal_names(found.files);
  articles.files = std::move(found.files);
  articles.problems = std::move(found.problems);
  return articles;
}

Diagnostics read_article_file(const ArticleFiles& articles, size_t index, const std::function<void(Document&&)>& use) {
  return read_file(articles.files[index], ReadOptions{}, [&](Document&& document) {
    if (!articles.ids[index].empty()) document.id = articles.ids[index];
    use(std::move(document));
  });
}

Diagnostics read_articles(const std::vector<std::string>& paths, const std::function<void(Document&&)>& use) {
  const ArticleFiles articles = find_article_files(paths);
  Diagnostics problems = articles.problems;
  for (size_t i = 0; i < articles.files.size(); ++i) {
    const Diagnostics more = read_article_file(articles, i, use);
    problems.insert(problems.end(), more.begin(), more.end());
  }
  return problems;
}

}  // namespace whobuilds::cli
