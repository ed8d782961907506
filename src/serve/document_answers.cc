// Documents, what each says, and the articles themselves.
#include <algorithm>

#include "serve/articles.h"
#include "serve/edge_json.h"
#include "serve/filters.h"
#include "serve/guard.h"
#include "serve/handlers.h"
#include "whobuilds/article_page.h"
#include "whobuilds/store.h"

namespace whobuilds::serve {
namespace {

constexpr size_t kMostFacts = 500;

Diagnostic no_document(int64_t number) {
  return request_problem("http.not_found", "there is no document " + std::to_string(number), "",
                         "/api/v1/documents lists them");
}

std::vector<const ServedDocument*> wanted_documents(const Call& call) {
  const std::string part = call.arguments.text("q"), language = call.arguments.text("lang");
  std::vector<const ServedDocument*> wanted;
  for (const ServedDocument& document : call.snapshot.documents()) {
    const DocumentInfo& info = document.document;
    if (!language.empty() && language_code(info.language) != language) continue;
    if (!part.empty() && !holds_text(info.title, part) && !holds_text(info.id, part)) continue;
    wanted.push_back(&document);
  }
  return wanted;
}

void sort_documents(const std::string& order, std::vector<const ServedDocument*>& documents) {
  using Served = const ServedDocument*;
  if (order == "title") {
    std::stable_sort(documents.begin(), documents.end(),
                     [](Served a, Served b) { return a->document.title < b->document.title; });
  } else if (order == "date") {
    std::stable_sort(documents.begin(), documents.end(),
                     [](Served a, Served b) { return a->document.date > b->document.date; });
  }
}

Json sentence_json(const FoundSentence& found) {
  ServedDocument document;
  document.number = found.document.number;
  document.document = found.document.document;
  return {{"document", document_json(document)},
          {"sentence", found.sentence.text},
          {"begin", found.sentence.span.begin},
          {"end", found.sentence.span.end}};
}

}  // namespace

Reply answer_documents(const Call& call) {
  std::vector<const ServedDocument*> documents = wanted_documents(call);
  sort_documents(call.arguments.text("sort"), documents);
  return page_reply(call, documents.size(),
                    [&](size_t place) { return document_summary_json(call.snapshot, *documents[place]); });
}

Reply answer_document(const Call& call) {
  const int64_t number = call.arguments.integer("number");
  const ServedDocument* document = call.snapshot.document(number);
  if (document == nullptr) return error_reply({no_document(number)});
  const GraphView& view = *call.snapshot.view();
  const std::vector<uint32_t>& edges = view.edges_of_document(document->index);
  Json facts = Json::array();
  for (size_t i = 0; i < std::min(edges.size(), kMostFacts); ++i) facts.push_back(fact_json(view, edges[i]));
  return json_reply({{"document", document_summary_json(call.snapshot, *document)}, {"facts", std::move(facts)}});
}

Reply answer_article(const Call& call) {
  const int64_t number = call.arguments.integer("number");
  const ServedDocument* document = call.snapshot.document(number);
  if (document == nullptr) return error_reply({no_document(number)});
  const Result<Document> article = read_served_article(call.store_path, *document);
  if (!article) return error_reply(article.diagnostics());
  ExportOptions options;
  options.label_language = call.arguments.text("lang");
  options.dark = call.arguments.boolean("dark");
  ArticlePage page(call.rule_set, options);
  page.add(*article, facts_of_document(call.snapshot.graph(), document->index));
  Reply reply = text_reply("text/html; charset=utf-8", page.finish());
  reply.headers.emplace_back("Content-Security-Policy", policy_of_page(reply.body));
  return reply;
}

Reply answer_search(const Call& call) {
  if (call.store_path.empty()) {
    return error_reply({request_problem("http.no_text", "a graph has no articles to search", "",
                                        "serve a store: `whobuilds add`, then `whobuilds serve --db`")});
  }
  const Result<Store> store = Store::open(call.store_path, StoreAccess::read);
  if (!store) return error_reply(store.diagnostics());
  SearchOptions options;
  options.limit = static_cast<uint32_t>(call.arguments.integer("limit"));
  options.offset = static_cast<uint32_t>(call.arguments.integer("offset"));
  const Result<SearchPage> found = store->search(call.arguments.text("q"), options);
  if (!found) return error_reply(found.diagnostics());
  return page_reply(call, found->total,
                    [&](size_t place) { return sentence_json(found->sentences[place - options.offset]); });
}

}  // namespace whobuilds::serve
