// Scoring a folder of articles; the scoring of one article is in score.h.
#include "whobuilds/evaluate.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "extract/score.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"

namespace whobuilds {
namespace {

using extract::ScoredFacts;

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

Diagnostic eval_fault(const std::string& code, const std::string& file, const std::string& message, const std::string& remedy) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.file = file;
  diagnostic.message = message;
  diagnostic.remedy = remedy;
  return diagnostic;
}

// The gold files of a folder by name.
std::vector<std::filesystem::path> gold_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::filesystem::path& path = at->path();
    if (path.extension() == ".json" && path.filename() != "manifest.json") files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

// ARTICLES/<document>.md, .txt or .html; empty if there is none.
std::string article_path(const std::string& folder, const std::string& document) {
  for (const char* extension : {".md", ".txt", ".html"}) {
    const std::filesystem::path path = std::filesystem::path(folder) / (document + extension);
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) return path.string();
  }
  return {};
}

struct Article {
  std::string document;
  std::string path;
  ScoredFacts gold;
};

// Gold files with their articles; everything that is missing or malformed goes to `problems`.
std::vector<Article> find_articles(const std::string& gold_folder, const std::string& articles_folder, Diagnostics& problems) {
  std::vector<Article> articles;
  for (const std::filesystem::path& path : gold_files(gold_folder)) {
    Article article;
    article.document = path.stem().string();
    Result<ScoredFacts> gold = extract::read_gold(read_bytes(path), path.string());
    if (gold.ok()) {
      article.gold = std::move(gold).value();
    } else {
      problems.insert(problems.end(), gold.diagnostics().begin(), gold.diagnostics().end());
    }
    article.path = article_path(articles_folder, article.document);
    if (article.path.empty()) {
      problems.push_back(eval_fault("eval.no_article", path.string(), "No article " + article.document + " in " + articles_folder,
                                    "put " + article.document + ".md, .txt or .html there"));
    }
    articles.push_back(std::move(article));
  }
  if (articles.empty()) {
    problems.push_back(eval_fault("eval.no_gold", gold_folder, "No gold files in the folder", "name a folder with gold files (*.json)"));
  }
  return articles;
}

}  // namespace

Result<Evaluation> evaluate(const RuleSet& rule_set, const std::string& gold_folder, const std::string& articles_folder) {
  Diagnostics problems;
  const std::vector<Article> articles = find_articles(gold_folder, articles_folder, problems);
  if (!problems.empty()) return problems;
  Evaluation evaluation;
  Extractor extractor(rule_set);
  for (const Article& article : articles) {
    DocumentFacts facts;
    const Diagnostics read = read_file(article.path, {}, [&](Document&& document) { facts = extractor.extract(document); });
    problems.insert(problems.end(), read.begin(), read.end());
    ++evaluation.documents;
    extract::compare(article.gold, extract::scored(facts), article.document, evaluation);
  }
  if (has_errors(problems)) return problems;
  return {std::move(evaluation), std::move(problems)};
}

}  // namespace whobuilds
