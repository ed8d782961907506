#include "query/language/parser.h"

#include "query/language/recursive_descent.h"

namespace whobuilds::query {

Result<Query> Parser::run() {
  Query query = whole_query();
  accept(";");
  if (!failed() && here().kind != TokenKind::end) unexpected("the end of the query or another clause");
  if (failed()) return take_problems();
  return query;
}

ExpressionPtr make_expression(Expression::Kind kind, Span span, std::vector<ExpressionPtr> children) {
  auto expression = std::make_shared<Expression>();
  expression->kind = kind;
  expression->span = span;
  expression->children = std::move(children);
  return expression;
}

Result<Query> parse(std::string_view query) {
  Result<std::vector<Token>> tokens = tokenize(query);
  if (!tokens) return tokens.diagnostics();
  return Parser(query, std::move(*tokens)).run();
}

}  // namespace whobuilds::query
