#include <algorithm>
#include <array>
#include <charconv>

#include "query/language/recursive_descent.h"
#include "text/fold.h"

namespace whobuilds::query {
namespace {

constexpr std::array<std::string_view, 10> kAggregates = {
    "count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentiledisc", "percentilecont"};

bool is_namespace(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kNamespaces = {"date",      "datetime",      "time",
                                                                  "localtime", "localdatetime", "duration"};
  const std::string name = text::folded(word);
  return std::find(kNamespaces.begin(), kNamespaces.end(), name) != kNamespaces.end();
}

}  // namespace

ExpressionPtr Parser::atom() {
  // Trying a bracket as a pattern first may read a text again at each depth.
  if (++atoms_ > 64 * token_count()) fail(here().span, "too_deep", "the expression is nested too deeply");
  if (failed()) return make_expression(Kind::literal, here().span);
  switch (here().kind) {
    case TokenKind::integer:
      return integer_literal(false);
    case TokenKind::real:
      return real_literal();
    case TokenKind::string:
      return literal(Value(here().text));
    case TokenKind::parameter:
      return parameter();
    case TokenKind::word:
      return word();
    case TokenKind::quoted_word:
      return is_sign("(", 1) ? call() : variable();
    default:
      break;
  }
  if (is_sign("(")) return bracketed();
  if (is_sign("[")) return list();
  if (is_sign("{")) return map_literal();
  unexpected("an expression");
  return make_expression(Kind::literal, here().span);
}

ExpressionPtr Parser::literal(Value value) {
  ExpressionPtr found = make_expression(Kind::literal, here().span);
  found->value = std::move(value);
  skip(1);
  return found;
}

ExpressionPtr Parser::integer_literal(bool negative) {
  const Token& token = here();
  std::string_view digits = token.text;
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'o')) {
    base = digits[1] == 'x' ? 16 : 8;
    digits.remove_prefix(2);
  }
  uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  const uint64_t largest = (uint64_t{1} << 63) - (negative ? 0 : 1);
  if (digits.empty() || (read.ec == std::errc() && read.ptr != digits.data() + digits.size())) {
    fail(token.span, "number_literal", "this is no number");
  } else if (read.ec != std::errc() || number > largest) {
    fail(token.span, "integer_overflow", "the integer does not fit into 64 bits");
  }
  ExpressionPtr found = literal(Value(static_cast<int64_t>(negative ? uint64_t{0} - number : number)));
  if (negative) found->span.begin = previous(2).span.begin;
  return found;
}

ExpressionPtr Parser::real_literal() {
  const std::string digits = text::folded(here().text);
  double number = 0;
  const std::string whole = digits.front() == '.' ? "0" + digits : digits;
  const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  const bool too_small = read.ec == std::errc::result_out_of_range && whole.find("e-") != std::string::npos;
  if (too_small) number = 0;
  if (read.ec != std::errc() && !too_small) {
    fail(here().span, "float_overflow", "the number is too large");
  }
  return literal(Value(number));
}

ExpressionPtr Parser::parameter() {
  ExpressionPtr found = make_expression(Kind::parameter, here().span);
  found->name = here().text;
  skip(1);
  return found;
}

ExpressionPtr Parser::variable() {
  ExpressionPtr found = make_expression(Kind::variable, here().span);
  found->name = here().text;
  skip(1);
  return found;
}

ExpressionPtr Parser::word() {
  if (is_sign("(", 1)) return call_like();
  if (is("TRUE")) return literal(Value(true));
  if (is("FALSE")) return literal(Value(false));
  if (is("NULL")) return literal(Value());
  if (is("CASE")) return case_expression();
  if (is("EXISTS") && is_sign("{", 1)) return exists();
  return dotted_call() ? call() : variable();
}

// duration.between(...)
bool Parser::dotted_call() const {
  size_t ahead = 0;
  while (here(ahead).kind == TokenKind::word && is_sign(".", ahead + 1)) ahead += 2;
  return ahead > 0 && here(ahead).kind == TokenKind::word && is_sign("(", ahead + 1) && is_namespace(here().text);
}

ExpressionPtr Parser::call_like() {
  static constexpr std::array<std::pair<std::string_view, Kind>, 4> kQuantifiers = {
      {{"ALL", Kind::all}, {"ANY", Kind::any}, {"NONE", Kind::none}, {"SINGLE", Kind::single}}};
  for (const auto& quantifier : kQuantifiers) {
    if (is(quantifier.first)) return quantified(quantifier.second);
  }
  if (is("REDUCE")) return reduce();
  if (is("SHORTESTPATH") || is("ALLSHORTESTPATHS")) return shortest_path();
  if (is("EXISTS") && starts_pattern(1)) return exists_pattern();
  return call();
}

ExpressionPtr Parser::exists_pattern() {
  const uint32_t begin = here().span.begin;
  skip(2);
  ExpressionPtr found = pattern_expression();
  expect(")");
  found->kind = Kind::exists;
  return finished(found, begin);
}

// Whether a bracket at `ahead` opens another one that a relationship follows.
bool Parser::starts_pattern(size_t ahead) {
  if (!is_sign("(", ahead + 1)) return false;
  return would_succeed([&] {
    skip(ahead + 1);
    pattern_expression();
  });
}

ExpressionPtr Parser::call() {
  const uint32_t begin = here().span.begin;
  std::string called = name("a function");
  while (accept(".")) called += "." + name("a function");
  expect("(");
  const std::string lower_name = text::folded(called);
  const bool aggregate = std::find(kAggregates.begin(), kAggregates.end(), lower_name) != kAggregates.end();
  ExpressionPtr found = make_expression(aggregate ? Kind::aggregate : Kind::call, {});
  found->name = aggregate ? lower_name : called;
  found->distinct = accept_word("DISTINCT");
  if (aggregate && lower_name == "count" && accept("*")) {
    expect(")");
  } else if (!accept(")")) {
    do found->children.push_back(expression());
    while (accept(","));
    expect(")");
  } else if (aggregate) {
    fail(since(begin), "syntax", called + " needs an argument");
  }
  return finished(found, begin);
}

ExpressionPtr Parser::quantified(Kind kind) {
  const uint32_t begin = here().span.begin;
  skip(2);
  ExpressionPtr found = make_expression(kind, {});
  found->name = name("a variable");
  expect_word("IN");
  found->children.push_back(expression());
  expect_word("WHERE");
  found->children.push_back(expression());
  expect(")");
  return finished(found, begin);
}

ExpressionPtr Parser::reduce() {
  const uint32_t begin = here().span.begin;
  skip(2);
  ExpressionPtr found = make_expression(Kind::reduce, {});
  found->name = name("a variable");
  expect("=");
  found->children.push_back(expression());
  expect(",");
  found->second_name = name("a variable");
  expect_word("IN");
  found->children.push_back(expression());
  expect("|");
  found->children.push_back(expression());
  expect(")");
  return finished(found, begin);
}

ExpressionPtr Parser::shortest_path() {
  ExpressionPtr found = make_expression(Kind::shortest_path, here().span);
  found->pattern.push_back(anonymous_part());
  return finished(found, found->span.begin);
}

ExpressionPtr Parser::case_expression() {
  ExpressionPtr found = make_expression(Kind::case_, here().span);
  expect_word("CASE");
  found->children.push_back(is("WHEN") ? nullptr : expression());
  if (!is("WHEN")) unexpected("WHEN");
  while (accept_word("WHEN")) {
    found->children.push_back(expression());
    expect_word("THEN");
    found->children.push_back(expression());
  }
  found->children.push_back(accept_word("ELSE") ? expression() : nullptr);
  expect_word("END");
  return finished(found, found->span.begin);
}

// EXISTS { pattern WHERE ... } or EXISTS { a whole query }
ExpressionPtr Parser::exists() {
  ExpressionPtr found = make_expression(Kind::exists, here().span);
  skip(2);
  const bool outer = inside_exists_;
  inside_exists_ = true;
  found->query = std::make_shared<Query>(is_sign("(") || (at_name() && is_sign("=", 1)) ? bare_match() : whole_query());
  inside_exists_ = outer;
  expect("}");
  return finished(found, found->span.begin);
}

Query Parser::bare_match() {
  Clause clause;
  const uint32_t begin = here().span.begin;
  clause.pattern = pattern();
  if (accept_word("WHERE")) clause.where = expression();
  clause.span = since(begin);
  Query query;
  query.parts.push_back({clause.span, {clause}});
  return query;
}

// A bracket may be an expression's or the first node of a pattern.
ExpressionPtr Parser::bracketed() {
  ExpressionPtr found;
  if (tried([&] { found = pattern_expression(); })) return found;
  const uint32_t begin = here().span.begin;
  expect("(");
  found = expression();
  expect(")");
  // A copy, since the span of the shared inner expression is that of its own text.
  found = std::make_shared<Expression>(*found);
  return finished(found, begin);
}

ExpressionPtr Parser::pattern_expression() {
  if (++depth_ > kDeepest) fail(here().span, "too_deep", "the expression is nested too deeply");
  ExpressionPtr found = make_expression(Kind::pattern_predicate, here().span);
  if (!failed()) found->pattern.push_back(chain());
  if (!failed() && found->pattern.front().relationships.empty()) unexpected("a relationship");
  --depth_;
  return finished(found, found->span.begin);
}

ExpressionPtr Parser::list() {
  ExpressionPtr found;
  if (at_comprehension()) return comprehension();
  if (starts_pattern_comprehension() && tried([&] { found = pattern_comprehension(); })) return found;
  found = make_expression(Kind::list, here().span);
  expect("[");
  if (!accept("]")) {
    do found->children.push_back(expression());
    while (accept(","));
    expect("]");
  }
  return finished(found, found->span.begin);
}

bool Parser::at_comprehension() const {
  const TokenKind kind = here(1).kind;
  return (kind == TokenKind::word || kind == TokenKind::quoted_word) && is("IN", 2);
}

bool Parser::starts_pattern_comprehension() const { return is_sign("(", 1) || is_sign("=", 2); }

ExpressionPtr Parser::comprehension() {
  ExpressionPtr found = make_expression(Kind::comprehension, here().span);
  expect("[");
  found->name = name("a variable");
  expect_word("IN");
  found->children.push_back(expression());
  found->children.push_back(accept_word("WHERE") ? expression() : nullptr);
  found->children.push_back(accept("|") ? expression() : nullptr);
  expect("]");
  return finished(found, found->span.begin);
}

ExpressionPtr Parser::pattern_comprehension() {
  ExpressionPtr found = make_expression(Kind::pattern_comprehension, here().span);
  expect("[");
  found->pattern.push_back(pattern_part());
  if (!failed() && found->pattern.front().relationships.empty()) unexpected("a relationship");
  found->children.push_back(accept_word("WHERE") ? expression() : nullptr);
  expect("|");
  found->children.push_back(expression());
  expect("]");
  return finished(found, found->span.begin);
}

ExpressionPtr Parser::map_literal() {
  ExpressionPtr found = make_expression(Kind::map, here().span);
  expect("{");
  if (!accept("}")) {
    do {
      found->names.push_back(name("a key"));
      expect(":");
      found->children.push_back(expression());
    } while (accept(","));
    expect("}");
  }
  return finished(found, found->span.begin);
}

}  // namespace whobuilds::query
