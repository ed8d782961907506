#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/utf8.h"
#include "store/document_columns.h"
#include "store/store_state.h"
#include "text/search_terms.h"

namespace whobuilds {
namespace {

using store::Connection;
using store::Statement;

constexpr size_t kMostWords = 32, kMostBytes = 1000;

// What is parted by white space.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  uint32_t begin = 0;
  for (uint32_t at = 0; at < text.size();) {
    const uint32_t before = at;
    if (!core::is_space(core::decode(text, at))) continue;
    if (before > begin) words.push_back(text.substr(begin, before - begin));
    begin = at;
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

// The terms are letters and digits: nothing in them can end the quotation.
std::string expression_of(const text::SearchPhrase& phrase) {
  std::string expression = "\"";
  for (const std::string& term : phrase.terms) expression += (expression.size() > 1 ? " " : "") + term;
  return expression + (phrase.open_end ? "\" *" : "\"");
}

Diagnostic unsearchable(const char* code, std::string message, std::string expected) {
  Diagnostic problem;
  problem.code = code;
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  return problem;
}

// What FTS5 is asked.
Result<std::string> expression_of(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text.substr(0, kMostBytes + 1));
  if (text.size() > kMostBytes || words.size() > kMostWords) {
    return unsearchable(
        "search.too_long", "the text to search for is too long",
        "at most " + std::to_string(kMostWords) + " words and " + std::to_string(kMostBytes) + " bytes");
  }
  std::string expression;
  for (const std::string_view word : words) {
    const text::SearchPhrase phrase = text::search_phrase(word);
    if (!phrase.terms.empty()) expression += (expression.empty() ? "" : " AND ") + expression_of(phrase);
  }
  if (expression.empty()) {
    return unsearchable("search.empty", "there is nothing to search for",
                        "at least one letter, digit or Chinese or Japanese character");
  }
  return expression;
}

constexpr const char* kFound =
    " FROM sentence_terms JOIN sentences ON sentences.number = sentence_terms.rowid "
    "JOIN distinct_documents AS documents ON documents.number = sentences.document WHERE sentence_terms MATCH ?";

void count_found(Connection& connection, const std::string& expression, SearchPage& page) {
  const std::string sql = std::string("SELECT count(*)") + kFound;
  Statement statement(connection, sql.c_str());
  statement.bind(expression);
  while (statement.next()) page.total = static_cast<uint64_t>(statement.integer(0));
}

void fetch_page(Connection& connection, const std::string& expression, const SearchOptions& options, SearchPage& page) {
  const std::string sql = std::string("SELECT ") + store::kDocumentColumns + ", begin_byte, end_byte, text" + kFound +
                          " ORDER BY bm25(sentence_terms), documents.id, documents.sha256, begin_byte, end_byte, "
                          "sentences.number LIMIT ? OFFSET ?";
  Statement statement(connection, sql.c_str());
  statement.bind(expression).bind(int64_t{options.limit}).bind(int64_t{options.offset});
  constexpr int first = store::kDocumentColumnCount;
  while (statement.next()) {
    const Span span = {static_cast<uint32_t>(statement.integer(first)),
                       static_cast<uint32_t>(statement.integer(first + 1))};
    page.sentences.push_back({store::document_of(statement), {span, statement.text(first + 2)}});
  }
}

Diagnostics documents_without_sentences(Connection& connection) {
  Statement statement(connection, "SELECT count(*) FROM documents WHERE sentences IS NULL");
  const int64_t count = statement.next() ? statement.integer(0) : 0;
  if (count == 0) return {};
  Diagnostic warning;
  warning.code = "store.no_sentences";
  warning.severity = Severity::warning;
  warning.file = connection.path();
  warning.message = "the sentences of " + std::to_string(count) + (count == 1 ? " document are" : " documents are") +
                    " not known: an earlier version has read them";
  warning.remedy = "read them again with `whobuilds add --refresh`";
  return {warning};
}

}  // namespace

Result<SearchPage> Store::search(std::string_view text, const SearchOptions& options) const {
  const Result<std::string> expression = expression_of(text);
  if (!expression) return expression.diagnostics();
  Connection& connection = *state_->connection;
  SearchPage page;
  // One transaction: what is counted and what is listed are of one moment.
  connection.run("BEGIN");
  count_found(connection, *expression, page);
  fetch_page(connection, *expression, options, page);
  Diagnostics warnings = documents_without_sentences(connection);
  const Diagnostics problems = connection.take_problems();
  connection.run("COMMIT");
  connection.take_problems();
  if (!problems.empty()) return problems;
  return Result<SearchPage>(std::move(page), std::move(warnings));
}

}  // namespace whobuilds
