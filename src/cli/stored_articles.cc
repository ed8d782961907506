#include "cli/stored_articles.h"

#include <utility>

namespace whobuilds::cli {
namespace {

Diagnostic without_text(const StoredDocument& stored) {
  Diagnostic problem;
  problem.code = "store.no_text";
  problem.file = stored.document.path;
  problem.message = "the text of document \"" + stored.document.id + "\" is not kept, and there is no file of it";
  problem.remedy = "add the document again";
  return problem;
}

void append(Diagnostics& all, const Diagnostics& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

RawArticle stored_article(const Store& store, const StoredDocument& stored) {
  RawArticle article;
  article.id = stored.document.id;
  RawDocument raw;
  Result<std::optional<std::string>> kept = store.bytes(stored.number);
  article.problems = kept.diagnostics();
  if (!kept) return article;
  if (*kept) {
    raw.bytes = std::move(**kept);
  } else {
    DocumentReader file(stored.origin);
    if (stored.origin.empty() || !file.next(raw)) {
      article.problems = {without_text(stored)};
      return article;
    }
  }
  raw.path = stored.document.path;
  raw.line = raw.path.empty() ? 1 : 0;
  article.document = std::move(raw);
  return article;
}

Diagnostics read_stored_articles(const Store& store, const std::function<void(Document&&)>& use) {
  const Result<std::vector<StoredDocument>> all = store.documents();
  if (!all) return all.diagnostics();
  Diagnostics problems;
  for (const StoredDocument& stored : *all) {
    const RawArticle article = stored_article(store, stored);
    append(problems, article.problems);
    if (!article.document) continue;
    Result<Document> document = read_article(article);
    append(problems, document.diagnostics());
    if (document) use(std::move(*document));
  }
  return problems;
}

}  // namespace whobuilds::cli
