#include <charconv>

#include "query/language/recursive_descent.h"

namespace whobuilds::query {

Pattern Parser::pattern() {
  Pattern pattern;
  do pattern.push_back(pattern_part());
  while (!failed() && accept(","));
  return pattern;
}

PatternPart Parser::pattern_part() {
  const uint32_t begin = here().span.begin;
  std::string variable;
  if (at_name() && is_sign("=", 1)) {
    variable = name("a variable");
    expect("=");
  }
  PatternPart part = anonymous_part();
  part.variable = variable;
  part.span = since(begin);
  return part;
}

PatternPart Parser::anonymous_part() {
  const bool one = is("SHORTESTPATH") && is_sign("(", 1), all = is("ALLSHORTESTPATHS") && is_sign("(", 1);
  if (!one && !all) return is_sign("(") && is_sign("(", 1) ? bracketed_part() : chain();
  skip(2);
  PatternPart part = chain();
  part.search = one ? PathSearch::one_shortest : PathSearch::all_shortest;
  if (!failed() && part.relationships.size() != 1) {
    fail(part.span, "syntax", "a shortest path needs exactly one relationship between two nodes, as in (a)-[*]-(b)");
  }
  expect(")");
  return part;
}

PatternPart Parser::bracketed_part() {
  expect("(");
  PatternPart part = anonymous_part();
  expect(")");
  return part;
}

PatternPart Parser::chain() {
  PatternPart part;
  const uint32_t begin = here().span.begin;
  part.nodes.push_back(node_pattern());
  while (!failed() && (is_sign("-") || is_sign("<"))) {
    part.relationships.push_back(relationship_pattern());
    part.nodes.push_back(node_pattern());
  }
  part.span = since(begin);
  return part;
}

NodePattern Parser::node_pattern() {
  NodePattern node;
  const uint32_t begin = here().span.begin;
  expect("(");
  if (at_name()) node.variable = name("a variable");
  while (accept(":")) {
    do node.labels.push_back(name("a label"));
    while (accept("&"));
  }
  node.properties = pattern_properties();
  expect(")");
  node.span = since(begin);
  return node;
}

ExpressionPtr Parser::pattern_properties() {
  if (failed()) return nullptr;
  if (is_sign("{")) return map_literal();
  if (here().kind == TokenKind::parameter) {
    fail(here().span, "parameter_use", "properties of a pattern are written out, not given as one parameter");
  }
  return nullptr;
}

RelationshipPattern Parser::relationship_pattern() {
  RelationshipPattern relationship;
  const uint32_t begin = here().span.begin;
  const bool left = accept("<");
  expect("-");
  if (accept("[")) {
    relationship_details(relationship);
    expect("]");
  }
  expect("-");
  const bool right = accept(">");
  relationship.direction = left == right ? PathDirection::either : left ? PathDirection::left : PathDirection::right;
  relationship.span = since(begin);
  return relationship;
}

void Parser::relationship_details(RelationshipPattern& relationship) {
  if (at_name()) relationship.variable = name("a variable");
  if (accept(":")) {
    do {
      accept(":");
      relationship.types.push_back(name("a relationship type"));
    } while (accept("|"));
  }
  if (accept("*")) range(relationship);
  relationship.properties = pattern_properties();
}

// After *: n, n.., ..m, n..m or nothing.
void Parser::range(RelationshipPattern& relationship) {
  relationship.variable_length = true;
  const auto bound = [&](uint32_t& value) {
    if (here().kind != TokenKind::integer) return false;
    const std::string& digits = take().text;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc()) fail(previous().span, "syntax", "the length is too large");
    return true;
  };
  uint32_t shortest = 1, longest = 0;
  const bool from = bound(shortest);
  if (from) relationship.shortest = shortest;
  if (accept("..")) {
    if (bound(longest)) relationship.longest = longest;
  } else if (from) {
    relationship.longest = shortest;
  }
  if (is_sign("-")) fail(here().span, "relationship_pattern", "a length cannot be negative");
}

}  // namespace whobuilds::query
