#include <algorithm>
#include <array>

#include "query/language/recursive_descent.h"

namespace whobuilds::query {
namespace {

constexpr uint32_t kDeepestTree = 1000;  // terms of one sum, links of one chain

}  // namespace

ExpressionPtr Parser::expression() {
  if (failed()) return make_expression(Kind::literal, here().span);
  if (depth_ >= kDeepest) {
    fail(here().span, "too_deep", "the expression is nested too deeply");
    return make_expression(Kind::literal, here().span);
  }
  ++depth_;
  ExpressionPtr found = logical(0);
  --depth_;
  return found;
}

ExpressionPtr Parser::logical(size_t level) {
  static constexpr std::array<std::pair<std::string_view, Kind>, 3> kLevels = {
      {{"OR", Kind::or_}, {"XOR", Kind::xor_}, {"AND", Kind::and_}}};
  if (level == kLevels.size()) return negation();
  ExpressionPtr left = logical(level + 1);
  while (accept_word(kLevels[level].first)) left = joined(kLevels[level].second, left, logical(level + 1));
  return left;
}

ExpressionPtr Parser::joined(Kind kind, const ExpressionPtr& left, const ExpressionPtr& right) {
  return finished(make_expression(kind, left->span, {left, right}), left->span.begin);
}

// Sets the span of what has all its children, and refuses a tree that later steps would not survive.
ExpressionPtr Parser::finished(ExpressionPtr e, uint32_t begin) {
  e->span = since(begin);
  for (const ExpressionPtr& child : e->children) {
    if (child != nullptr) e->depth = std::max(e->depth, child->depth + 1);
  }
  if (e->depth > kDeepestTree) fail(e->span, "too_deep", "the expression is nested too deeply");
  return e;
}

ExpressionPtr Parser::negation() {
  const uint32_t begin = here().span.begin;
  uint32_t count = 0;
  while (accept_word("NOT")) ++count;
  ExpressionPtr inner = comparison();
  for (; count > 0 && !failed(); --count) inner = finished(make_expression(Kind::not_, {}, {inner}), begin);
  return inner;
}

std::optional<Expression::Kind> Parser::comparison_sign() {
  static constexpr std::array<std::pair<std::string_view, Kind>, 7> kSigns = {{{"=", Kind::equal},
                                                                               {"<>", Kind::unequal},
                                                                               {"<", Kind::less},
                                                                               {"<=", Kind::less_or_equal},
                                                                               {">", Kind::greater},
                                                                               {">=", Kind::greater_or_equal},
                                                                               {"=~", Kind::matches}}};
  for (const auto& sign : kSigns) {
    if (accept(sign.first)) return sign.second;
  }
  return std::nullopt;
}

// a < b < c is a < b AND b < c; the tree shares b.
ExpressionPtr Parser::comparison() {
  ExpressionPtr left = predicate();
  ExpressionPtr all;
  while (const std::optional<Kind> kind = comparison_sign()) {
    const ExpressionPtr right = predicate();
    const ExpressionPtr one = joined(*kind, left, right);
    all = all ? joined(Kind::and_, all, one) : one;
    left = right;
  }
  return all ? all : left;
}

// IN, STARTS WITH, ENDS WITH, CONTAINS, IS NULL, IS NOT NULL.
ExpressionPtr Parser::predicate() {
  ExpressionPtr left = sum();
  while (!failed()) {
    if (accept_word("IN")) {
      left = joined(Kind::in, left, sum());
    } else if (is("STARTS") && is("WITH", 1)) {
      skip(2);
      left = joined(Kind::starts_with, left, sum());
    } else if (is("ENDS") && is("WITH", 1)) {
      skip(2);
      left = joined(Kind::ends_with, left, sum());
    } else if (accept_word("CONTAINS")) {
      left = joined(Kind::contains, left, sum());
    } else if (accept_word("IS")) {
      const Kind kind = accept_word("NOT") ? Kind::is_not_null : Kind::is_null;
      expect_word("NULL");
      left = finished(make_expression(kind, {}, {left}), left->span.begin);
    } else {
      break;
    }
  }
  return left;
}

ExpressionPtr Parser::sum() {
  ExpressionPtr left = product();
  while (!failed()) {
    if (accept("+")) {
      left = joined(Kind::add, left, product());
    } else if (accept("-")) {
      left = joined(Kind::subtract, left, product());
    } else {
      break;
    }
  }
  return left;
}

ExpressionPtr Parser::product() {
  ExpressionPtr left = power();
  while (!failed()) {
    if (accept("*")) {
      left = joined(Kind::multiply, left, power());
    } else if (accept("/")) {
      left = joined(Kind::divide, left, power());
    } else if (accept("%")) {
      left = joined(Kind::modulo, left, power());
    } else {
      break;
    }
  }
  return left;
}

ExpressionPtr Parser::power() {
  ExpressionPtr left = signed_operand();
  while (accept("^")) left = joined(Kind::power, left, signed_operand());
  return left;
}

ExpressionPtr Parser::signed_operand() {
  const uint32_t begin = here().span.begin;
  std::vector<Kind> signs;
  while (is_sign("-") || is_sign("+")) {
    const bool minus = is_sign("-");
    skip(1);
    // -9223372036854775808 is one literal: its positive part alone would not fit.
    if (minus && here().kind == TokenKind::integer) {
      ExpressionPtr literal = integer_literal(true);
      literal = postfix(literal);
      return signed_by(signs, begin, literal);
    }
    signs.push_back(minus ? Kind::minus : Kind::plus);
  }
  return signed_by(signs, begin, postfix(atom()));
}

ExpressionPtr Parser::signed_by(const std::vector<Kind>& signs, uint32_t begin, ExpressionPtr operand) {
  for (size_t i = signs.size(); i-- > 0 && !failed();)
    operand = finished(make_expression(signs[i], {}, {operand}), begin);
  return operand;
}

// .name, [index], [from..to], :Label
ExpressionPtr Parser::postfix(ExpressionPtr left) {
  while (!failed()) {
    if (accept(".")) {
      ExpressionPtr property = make_expression(Kind::property, left->span, {left});
      property->name = name("a property's name");
      left = finished(property, left->span.begin);
    } else if (accept("[")) {
      left = index_or_slice(left);
    } else if (is_sign(":")) {
      left = label_predicate(left);
    } else {
      break;
    }
  }
  return left;
}

ExpressionPtr Parser::index_or_slice(const ExpressionPtr& left) {
  ExpressionPtr from, to;
  if (!is_sign("..")) from = expression();
  const bool slice = accept("..");
  if (slice && !is_sign("]")) to = expression();
  expect("]");
  ExpressionPtr found = slice ? make_expression(Kind::slice, left->span, {left, from, to})
                              : make_expression(Kind::index, left->span, {left, from});
  return finished(found, left->span.begin);
}

ExpressionPtr Parser::label_predicate(const ExpressionPtr& left) {
  ExpressionPtr found = make_expression(Kind::has_labels, left->span, {left});
  while (accept(":")) found->names.push_back(name("a label"));
  return finished(found, left->span.begin);
}

}  // namespace whobuilds::query
