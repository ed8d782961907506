// The recursive descent behind parse(): one function per form of the language, each in the file of its kind.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "query/language/syntax.h"
#include "query/language/token_cursor.h"

namespace whobuilds::query {

// Reads one query. A function reads what it is called after and leaves the cursor behind it.
class Parser : private TokenCursor {
 public:
  using TokenCursor::TokenCursor;

  // The whole text, or the first error.
  Result<Query> run();

 private:
  using Kind = Expression::Kind;

  static constexpr uint32_t kDeepest = 400;  // nested brackets; deeper ones are nobody's query

  // parse_clauses.cc
  Query whole_query();
  SingleQuery single_query();
  bool ended(const SingleQuery& single) const;
  void check_composition(const SingleQuery& single);
  void check_matches_after_optional(const SingleQuery& single);
  Clause clause();
  void refuse_clause();
  void match(Clause& clause);
  void unwind(Clause& clause);
  void projection(Projection& projection);
  void projection_items(Projection& projection);
  SortItem sort_item();

  // parse_patterns.cc
  Pattern pattern();
  PatternPart pattern_part();
  PatternPart anonymous_part();
  PatternPart bracketed_part();
  PatternPart chain();
  NodePattern node_pattern();
  ExpressionPtr pattern_properties();
  RelationshipPattern relationship_pattern();
  void relationship_details(RelationshipPattern& relationship);
  void range(RelationshipPattern& relationship);

  // parse_expressions.cc: operators, from the loosest to the tightest
  ExpressionPtr expression();
  ExpressionPtr logical(size_t level);
  ExpressionPtr joined(Kind kind, const ExpressionPtr& left, const ExpressionPtr& right);
  ExpressionPtr finished(ExpressionPtr e, uint32_t begin);
  ExpressionPtr negation();
  std::optional<Kind> comparison_sign();
  ExpressionPtr comparison();
  ExpressionPtr predicate();
  ExpressionPtr sum();
  ExpressionPtr product();
  ExpressionPtr power();
  ExpressionPtr signed_operand();
  ExpressionPtr signed_by(const std::vector<Kind>& signs, uint32_t begin, ExpressionPtr operand);
  ExpressionPtr postfix(ExpressionPtr left);
  ExpressionPtr index_or_slice(const ExpressionPtr& left);
  ExpressionPtr label_predicate(const ExpressionPtr& left);

  // parse_atoms.cc
  ExpressionPtr atom();
  ExpressionPtr literal(Value value);
  ExpressionPtr integer_literal(bool negative);
  ExpressionPtr real_literal();
  ExpressionPtr parameter();
  ExpressionPtr variable();
  ExpressionPtr word();
  bool dotted_call() const;
  ExpressionPtr call_like();
  ExpressionPtr exists_pattern();
  bool starts_pattern(size_t ahead);
  ExpressionPtr call();
  ExpressionPtr quantified(Kind kind);
  ExpressionPtr reduce();
  ExpressionPtr shortest_path();
  ExpressionPtr case_expression();
  ExpressionPtr exists();
  Query bare_match();
  ExpressionPtr bracketed();
  ExpressionPtr pattern_expression();
  ExpressionPtr list();
  bool at_comprehension() const;
  bool starts_pattern_comprehension() const;
  ExpressionPtr comprehension();
  ExpressionPtr pattern_comprehension();
  ExpressionPtr map_literal();

  uint32_t depth_ = 0;
  size_t atoms_ = 0;
  bool inside_exists_ = false;
};

// A node of the tree; its span and depth are finished() when it has all its children.
ExpressionPtr make_expression(Expression::Kind kind, Span span, std::vector<ExpressionPtr> children = {});

}  // namespace whobuilds::query
