#include <algorithm>
#include <array>

#include "core/edit_distance.h"
#include "query/language/recursive_descent.h"
#include "text/fold.h"

namespace whobuilds::query {
namespace {

constexpr std::array<std::string_view, 8> kWritingWords = {"CREATE", "MERGE",  "SET",     "DELETE",
                                                           "DETACH", "REMOVE", "FOREACH", "LOAD"};
constexpr std::array<std::string_view, 6> kClauseWords = {"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "UNION"};

}  // namespace

Query Parser::whole_query() {
  Query query;
  query.parts.push_back(single_query());
  for (bool first = true; accept_word("UNION"); first = false) {
    const Span span = previous().span;
    const bool all = accept_word("ALL");
    if (!first && all != query.keep_duplicates) {
      fail(span, "clause_composition", "UNION and UNION ALL cannot be mixed in one query");
    }
    query.keep_duplicates = all;
    query.parts.push_back(single_query());
  }
  return query;
}

SingleQuery Parser::single_query() {
  SingleQuery single;
  const uint32_t begin = here().span.begin;
  while (!failed() && !ended(single)) single.clauses.push_back(clause());
  single.span = since(begin);
  check_composition(single);
  return single;
}

bool Parser::ended(const SingleQuery& single) const {
  const bool returned = !single.clauses.empty() && single.clauses.back().kind == Clause::Kind::return_;
  return returned || here().kind == TokenKind::end || is("UNION") || is_sign("}") || is_sign(";");
}

void Parser::check_composition(const SingleQuery& single) {
  if (failed()) return;
  if (single.clauses.empty()) return unexpected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN");
  // A query inside EXISTS { } may do without RETURN.
  if (single.clauses.back().kind != Clause::Kind::return_ && !inside_exists_) {
    fail(here().span, "syntax", "a query must end with RETURN");
    expected("RETURN");
    return;
  }
  if (single.clauses.back().kind == Clause::Kind::return_ && here().kind == TokenKind::word && !is("UNION")) {
    unexpected("the end of the query: RETURN is its last clause");
  }
  check_matches_after_optional(single);
}

void Parser::check_matches_after_optional(const SingleQuery& single) {
  bool optional = false;
  for (const Clause& clause : single.clauses) {
    if (clause.kind != Clause::Kind::match) {
      optional = false;
    } else if (clause.optional) {
      optional = true;
    } else if (optional) {
      fail(clause.span, "clause_composition", "MATCH cannot follow OPTIONAL MATCH: put a WITH between them");
    }
  }
}

Clause Parser::clause() {
  Clause clause;
  const uint32_t begin = here().span.begin;
  if (is("OPTIONAL") || is("MATCH")) {
    match(clause);
  } else if (accept_word("UNWIND")) {
    unwind(clause);
  } else if (accept_word("WITH")) {
    clause.kind = Clause::Kind::with;
    projection(clause.projection);
    if (accept_word("WHERE")) clause.where = expression();
  } else if (accept_word("RETURN")) {
    clause.kind = Clause::Kind::return_;
    projection(clause.projection);
  } else {
    refuse_clause();
  }
  clause.span = since(begin);
  return clause;
}

void Parser::refuse_clause() {
  for (const std::string_view word : kWritingWords) {
    if (!is(word)) continue;
    fail(here().span, "read_only", std::string(word) + " would change the graph, and queries only read");
    suggest("use MATCH, WITH, UNWIND and RETURN");
    return;
  }
  if (is("CALL")) return fail(here().span, "read_only", "there are no procedures to CALL");
  unexpected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN");
  if (here().kind != TokenKind::word) return;
  const std::string near = core::nearest(text::upper_case(here().text), {kClauseWords.begin(), kClauseWords.end()});
  if (!near.empty()) suggest("did you mean " + near + "?");
}

void Parser::match(Clause& clause) {
  clause.optional = accept_word("OPTIONAL");
  expect_word("MATCH");
  clause.pattern = pattern();
  if (accept_word("WHERE")) clause.where = expression();
}

void Parser::unwind(Clause& clause) {
  clause.kind = Clause::Kind::unwind;
  clause.list = expression();
  expect_word("AS");
  clause.variable = name("a variable");
}

void Parser::projection(Projection& projection) {
  const uint32_t begin = here().span.begin;
  projection.distinct = accept_word("DISTINCT");
  if (accept("*")) {
    projection.all = true;
    if (accept(",")) projection_items(projection);
  } else {
    projection_items(projection);
  }
  if (accept_word("ORDER")) {
    expect_word("BY");
    do projection.sort.push_back(sort_item());
    while (accept(","));
  }
  if (accept_word("SKIP") || accept_word("OFFSET")) projection.skip = expression();
  if (accept_word("LIMIT")) projection.limit = expression();
  projection.span = since(begin);
}

void Parser::projection_items(Projection& projection) {
  do {
    ProjectionItem item;
    item.expression = expression();
    if (failed()) return;
    item.aliased = accept_word("AS");
    const Span span = item.expression->span;
    item.name = item.aliased ? name("a name after AS") : std::string(text_of(span));
    // A bare variable is called by its name, not as it is written with backticks.
    if (!item.aliased && item.expression->kind == Kind::variable) item.name = item.expression->name;
    projection.items.push_back(std::move(item));
  } while (accept(","));
}

SortItem Parser::sort_item() {
  SortItem item;
  item.expression = expression();
  if (accept_word("DESC") || accept_word("DESCENDING")) {
    item.descending = true;
  } else if (!accept_word("ASC")) {
    accept_word("ASCENDING");
  }
  return item;
}

}  // namespace whobuilds::query
