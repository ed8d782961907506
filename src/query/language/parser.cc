#include "query/language/parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

#include "core/edit_distance.h"
#include "query/language/tokens.h"

namespace whobuilds::query {
namespace {

using Kind = Expression::Kind;

constexpr uint32_t kDeepest = 400;       // nested brackets; deeper ones are nobody's query
constexpr uint32_t kDeepestTree = 1000;  // terms of one sum, links of one chain
constexpr std::array<std::string_view, 8> kWritingWords = {"CREATE", "MERGE",  "SET",     "DELETE",
                                                           "DETACH", "REMOVE", "FOREACH", "LOAD"};
constexpr std::array<std::string_view, 6> kClauseWords = {"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "UNION"};
constexpr std::array<std::string_view, 10> kAggregates = {
    "count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentiledisc", "percentilecont"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

ExpressionPtr make(Kind kind, Span span, std::vector<ExpressionPtr> children = {}) {
  auto expression = std::make_shared<Expression>();
  expression->kind = kind;
  expression->span = span;
  expression->children = std::move(children);
  return expression;
}

// After the first error every step goes on without effect, and parse() throws the tree away.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  Result<Query> run() {
    Query query = whole_query();
    accept(";");
    if (!failed() && here().kind != TokenKind::end) unexpected("the end of the query or another clause");
    if (failed()) return std::move(problems_);
    return query;
  }

 private:
  // ---- tokens

  const Token& here(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool failed() const { return !problems_.empty(); }
  bool is_sign(std::string_view sign, size_t ahead = 0) const {
    return here(ahead).kind == TokenKind::sign && here(ahead).text == sign;
  }
  bool is(std::string_view word, size_t ahead = 0) const { return is_word(here(ahead), word); }
  bool accept(std::string_view sign) {
    if (failed() || !is_sign(sign)) return false;
    ++at_;
    return true;
  }
  bool accept_word(std::string_view word) {
    if (failed() || !is(word)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view sign) {
    if (!accept(sign)) unexpected("\"" + std::string(sign) + "\"");
  }
  void expect_word(std::string_view word) {
    if (!accept_word(word)) unexpected(std::string(word));
  }
  Span since(uint32_t begin) const { return {begin, at_ == 0 ? 0 : tokens_[at_ - 1].span.end}; }

  void fail(Span span, std::string_view code, std::string message) {
    if (!failed()) problems_.push_back(query_error(text_, span, code, std::move(message)));
  }
  void unexpected(const std::string& expected) {
    if (failed()) return;
    const Token& token = here();
    const bool at_end = token.kind == TokenKind::end;
    fail(token.span, "syntax",
         at_end ? "the query ends too early"
                : "unexpected " + std::string(text_.substr(token.span.begin, token.span.end - token.span.begin)));
    problems_.back().expected = expected;
  }

  std::string name(const std::string& expected) {
    if (failed()) return "";
    if (here().kind != TokenKind::word && here().kind != TokenKind::quoted_word) {
      unexpected(expected);
      return "";
    }
    return tokens_[at_++].text;
  }
  bool at_name() const { return here().kind == TokenKind::word || here().kind == TokenKind::quoted_word; }

  // Tries `attempt`; when it fails the tokens and problems are as before.
  template <typename Attempt>
  bool tried(Attempt attempt) {
    const size_t before = at_;
    if (failed()) return false;
    attempt();
    if (!failed()) return true;
    problems_.clear();
    at_ = before;
    return false;
  }

  // ---- clauses

  Query whole_query() {
    Query query;
    query.parts.push_back(single_query());
    for (bool first = true; accept_word("UNION"); first = false) {
      const Span span = tokens_[at_ - 1].span;
      const bool all = accept_word("ALL");
      if (!first && all != query.keep_duplicates) {
        fail(span, "clause_composition", "UNION and UNION ALL cannot be mixed in one query");
      }
      query.keep_duplicates = all;
      query.parts.push_back(single_query());
    }
    return query;
  }

  SingleQuery single_query() {
    SingleQuery single;
    const uint32_t begin = here().span.begin;
    while (!failed() && !ended(single)) single.clauses.push_back(clause());
    single.span = since(begin);
    check_composition(single);
    return single;
  }
  bool ended(const SingleQuery& single) const {
    const bool returned = !single.clauses.empty() && single.clauses.back().kind == Clause::Kind::return_;
    return returned || here().kind == TokenKind::end || is("UNION") || is_sign("}") || is_sign(";");
  }

  void check_composition(const SingleQuery& single) {
    if (failed()) return;
    if (single.clauses.empty()) return unexpected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN");
    // A query inside EXISTS { } may do without RETURN.
    if (single.clauses.back().kind != Clause::Kind::return_ && !inside_exists_) {
      fail(here().span, "syntax", "a query must end with RETURN");
      problems_.back().expected = "RETURN";
      return;
    }
    if (single.clauses.back().kind == Clause::Kind::return_ && here().kind == TokenKind::word && !is("UNION")) {
      unexpected("the end of the query: RETURN is its last clause");
    }
    check_matches_after_optional(single);
  }
  void check_matches_after_optional(const SingleQuery& single) {
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

  Clause clause() {
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

  void refuse_clause() {
    for (const std::string_view word : kWritingWords) {
      if (!is(word)) continue;
      fail(here().span, "read_only", std::string(word) + " would change the graph, and queries only read");
      problems_.back().remedy = "use MATCH, WITH, UNWIND and RETURN";
      return;
    }
    if (is("CALL")) return fail(here().span, "read_only", "there are no procedures to CALL");
    unexpected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN");
    if (here().kind != TokenKind::word) return;
    std::string upper;
    for (const char c : here().text) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    for (const std::string_view word : kClauseWords) {
      if (core::edit_distance(upper, word, 3) < 3) problems_.back().remedy = "did you mean " + std::string(word) + "?";
    }
  }

  void match(Clause& clause) {
    clause.optional = accept_word("OPTIONAL");
    expect_word("MATCH");
    clause.pattern = pattern();
    if (accept_word("WHERE")) clause.where = expression();
  }

  void unwind(Clause& clause) {
    clause.kind = Clause::Kind::unwind;
    clause.list = expression();
    expect_word("AS");
    clause.variable = name("a variable");
  }

  void projection(Projection& projection) {
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

  void projection_items(Projection& projection) {
    do {
      ProjectionItem item;
      item.expression = expression();
      if (failed()) return;
      item.aliased = accept_word("AS");
      const Span span = item.expression->span;
      item.name = item.aliased ? name("a name after AS") : std::string(text_.substr(span.begin, span.end - span.begin));
      // A bare variable is called by its name, not as it is written with backticks.
      if (!item.aliased && item.expression->kind == Kind::variable) item.name = item.expression->name;
      projection.items.push_back(std::move(item));
    } while (accept(","));
  }

  SortItem sort_item() {
    SortItem item;
    item.expression = expression();
    if (accept_word("DESC") || accept_word("DESCENDING")) {
      item.descending = true;
    } else if (!accept_word("ASC")) {
      accept_word("ASCENDING");
    }
    return item;
  }

  // ---- patterns

  Pattern pattern() {
    Pattern pattern;
    do pattern.push_back(pattern_part());
    while (!failed() && accept(","));
    return pattern;
  }

  PatternPart pattern_part() {
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

  PatternPart anonymous_part() {
    const bool one = is("SHORTESTPATH") && is_sign("(", 1), all = is("ALLSHORTESTPATHS") && is_sign("(", 1);
    if (!one && !all) return is_sign("(") && is_sign("(", 1) ? bracketed_part() : chain();
    at_ += 2;
    PatternPart part = chain();
    part.search = one ? PathSearch::one_shortest : PathSearch::all_shortest;
    if (!failed() && part.relationships.size() != 1) {
      fail(part.span, "syntax", "a shortest path needs exactly one relationship between two nodes, as in (a)-[*]-(b)");
    }
    expect(")");
    return part;
  }
  PatternPart bracketed_part() {
    expect("(");
    PatternPart part = anonymous_part();
    expect(")");
    return part;
  }

  PatternPart chain() {
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

  NodePattern node_pattern() {
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

  ExpressionPtr pattern_properties() {
    if (failed()) return nullptr;
    if (is_sign("{")) return map_literal();
    if (here().kind == TokenKind::parameter) {
      fail(here().span, "parameter_use", "properties of a pattern are written out, not given as one parameter");
    }
    return nullptr;
  }

  RelationshipPattern relationship_pattern() {
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

  void relationship_details(RelationshipPattern& relationship) {
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
  void range(RelationshipPattern& relationship) {
    relationship.variable_length = true;
    const auto bound = [&](uint32_t& value) {
      if (here().kind != TokenKind::integer) return false;
      const std::string& digits = tokens_[at_++].text;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (read.ec != std::errc()) fail(tokens_[at_ - 1].span, "syntax", "the length is too large");
      return true;
    };
    uint32_t shortest = 1, longest = 0;
    const bool from = bound(shortest);
    if (from) relationship.shortest = shortest;
    if (accept("..")) {
      if (bound(longest)) relationship.longest = longest;
    } else if (is_sign("-") && !is_sign("-", 1)) {
      fail(here().span, "relationship_pattern", "a length cannot be negative");
    } else if (from) {
      relationship.longest = shortest;
    }
    if (is_sign("-")) fail(here().span, "relationship_pattern", "a length cannot be negative");
  }

  // ---- expressions, loosest first

  ExpressionPtr expression() {
    if (failed()) return make(Kind::literal, here().span);
    if (depth_ >= kDeepest) {
      fail(here().span, "too_deep", "the expression is nested too deeply");
      return make(Kind::literal, here().span);
    }
    ++depth_;
    ExpressionPtr found = logical(0);
    --depth_;
    return found;
  }

  ExpressionPtr logical(size_t level) {
    static constexpr std::array<std::pair<std::string_view, Kind>, 3> kLevels = {
        {{"OR", Kind::or_}, {"XOR", Kind::xor_}, {"AND", Kind::and_}}};
    if (level == kLevels.size()) return negation();
    ExpressionPtr left = logical(level + 1);
    while (accept_word(kLevels[level].first)) left = joined(kLevels[level].second, left, logical(level + 1));
    return left;
  }

  ExpressionPtr joined(Kind kind, const ExpressionPtr& left, const ExpressionPtr& right) {
    return finished(make(kind, left->span, {left, right}), left->span.begin);
  }

  // Sets the span of what has all its children, and refuses a tree that later steps would not survive.
  ExpressionPtr finished(ExpressionPtr e, uint32_t begin) {
    e->span = since(begin);
    for (const ExpressionPtr& child : e->children) {
      if (child != nullptr) e->depth = std::max(e->depth, child->depth + 1);
    }
    if (e->depth > kDeepestTree) fail(e->span, "too_deep", "the expression is nested too deeply");
    return e;
  }

  ExpressionPtr negation() {
    const uint32_t begin = here().span.begin;
    uint32_t count = 0;
    while (accept_word("NOT")) ++count;
    ExpressionPtr inner = comparison();
    for (; count > 0 && !failed(); --count) inner = finished(make(Kind::not_, {}, {inner}), begin);
    return inner;
  }

  std::optional<Kind> comparison_sign() {
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
  ExpressionPtr comparison() {
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
  ExpressionPtr predicate() {
    ExpressionPtr left = sum();
    while (!failed()) {
      if (accept_word("IN")) {
        left = joined(Kind::in, left, sum());
      } else if (is("STARTS") && is("WITH", 1)) {
        at_ += 2;
        left = joined(Kind::starts_with, left, sum());
      } else if (is("ENDS") && is("WITH", 1)) {
        at_ += 2;
        left = joined(Kind::ends_with, left, sum());
      } else if (accept_word("CONTAINS")) {
        left = joined(Kind::contains, left, sum());
      } else if (accept_word("IS")) {
        const Kind kind = accept_word("NOT") ? Kind::is_not_null : Kind::is_null;
        expect_word("NULL");
        left = finished(make(kind, {}, {left}), left->span.begin);
      } else {
        break;
      }
    }
    return left;
  }

  ExpressionPtr sum() {
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

  ExpressionPtr product() {
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

  ExpressionPtr power() {
    ExpressionPtr left = signed_operand();
    while (accept("^")) left = joined(Kind::power, left, signed_operand());
    return left;
  }

  ExpressionPtr signed_operand() {
    const uint32_t begin = here().span.begin;
    std::vector<Kind> signs;
    while (is_sign("-") || is_sign("+")) {
      const bool minus = is_sign("-");
      ++at_;
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
  ExpressionPtr signed_by(const std::vector<Kind>& signs, uint32_t begin, ExpressionPtr operand) {
    for (size_t i = signs.size(); i-- > 0 && !failed();) operand = finished(make(signs[i], {}, {operand}), begin);
    return operand;
  }

  // .name, [index], [from..to], :Label
  ExpressionPtr postfix(ExpressionPtr left) {
    while (!failed()) {
      if (accept(".")) {
        ExpressionPtr property = make(Kind::property, left->span, {left});
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

  ExpressionPtr index_or_slice(const ExpressionPtr& left) {
    ExpressionPtr from, to;
    if (!is_sign("..")) from = expression();
    const bool slice = accept("..");
    if (slice && !is_sign("]")) to = expression();
    expect("]");
    ExpressionPtr found =
        slice ? make(Kind::slice, left->span, {left, from, to}) : make(Kind::index, left->span, {left, from});
    return finished(found, left->span.begin);
  }

  ExpressionPtr label_predicate(const ExpressionPtr& left) {
    ExpressionPtr found = make(Kind::has_labels, left->span, {left});
    while (accept(":")) found->names.push_back(name("a label"));
    return finished(found, left->span.begin);
  }

  // ---- atoms

  ExpressionPtr atom() {
    // Trying a bracket as a pattern first may read a text again at each depth.
    if (++atoms_ > 64 * tokens_.size()) fail(here().span, "too_deep", "the expression is nested too deeply");
    if (failed()) return make(Kind::literal, here().span);
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
    return make(Kind::literal, here().span);
  }

  ExpressionPtr literal(Value value) {
    ExpressionPtr found = make(Kind::literal, here().span);
    found->value = std::move(value);
    ++at_;
    return found;
  }

  ExpressionPtr integer_literal(bool negative) {
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
    if (negative) found->span.begin = tokens_[at_ - 2].span.begin;
    return found;
  }

  ExpressionPtr real_literal() {
    const std::string& digits = here().text;
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

  ExpressionPtr parameter() {
    ExpressionPtr found = make(Kind::parameter, here().span);
    found->name = here().text;
    ++at_;
    return found;
  }

  ExpressionPtr variable() {
    ExpressionPtr found = make(Kind::variable, here().span);
    found->name = here().text;
    ++at_;
    return found;
  }

  ExpressionPtr word() {
    if (is_sign("(", 1)) return call_like();
    if (is("TRUE")) return literal(Value(true));
    if (is("FALSE")) return literal(Value(false));
    if (is("NULL")) return literal(Value());
    if (is("CASE")) return case_expression();
    if (is("EXISTS") && is_sign("{", 1)) return exists();
    return dotted_call() ? call() : variable();
  }

  // date.truncate(...)
  bool dotted_call() const {
    size_t ahead = 0;
    while (here(ahead).kind == TokenKind::word && is_sign(".", ahead + 1)) ahead += 2;
    return ahead > 0 && here(ahead).kind == TokenKind::word && is_sign("(", ahead + 1) && is_namespace(here().text);
  }
  static bool is_namespace(std::string_view word) {
    static constexpr std::array<std::string_view, 6> kNamespaces = {"date",      "datetime",      "time",
                                                                    "localtime", "localdatetime", "duration"};
    const std::string name = lower(word);
    return std::find(kNamespaces.begin(), kNamespaces.end(), name) != kNamespaces.end();
  }

  ExpressionPtr call_like() {
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

  ExpressionPtr exists_pattern() {
    const uint32_t begin = here().span.begin;
    at_ += 2;
    ExpressionPtr found = pattern_expression();
    expect(")");
    found->kind = Kind::exists;
    return finished(found, begin);
  }

  // Whether a bracket at `ahead` opens another one that a relationship follows.
  bool starts_pattern(size_t ahead) {
    const size_t before = at_;
    at_ += ahead + 1;
    bool found = false;
    if (is_sign("(")) found = tried([&] { pattern_expression(); });
    at_ = before;
    return found;
  }

  ExpressionPtr call() {
    const uint32_t begin = here().span.begin;
    std::string called = name("a function");
    while (accept(".")) called += "." + name("a function");
    expect("(");
    const std::string lower_name = lower(called);
    const bool aggregate = std::find(kAggregates.begin(), kAggregates.end(), lower_name) != kAggregates.end();
    ExpressionPtr found = make(aggregate ? Kind::aggregate : Kind::call, {});
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

  ExpressionPtr quantified(Kind kind) {
    const uint32_t begin = here().span.begin;
    at_ += 2;
    ExpressionPtr found = make(kind, {});
    found->name = name("a variable");
    expect_word("IN");
    found->children.push_back(expression());
    expect_word("WHERE");
    found->children.push_back(expression());
    expect(")");
    return finished(found, begin);
  }

  ExpressionPtr reduce() {
    const uint32_t begin = here().span.begin;
    at_ += 2;
    ExpressionPtr found = make(Kind::reduce, {});
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

  ExpressionPtr shortest_path() {
    ExpressionPtr found = make(Kind::shortest_path, here().span);
    found->pattern.push_back(anonymous_part());
    return finished(found, found->span.begin);
  }

  ExpressionPtr case_expression() {
    ExpressionPtr found = make(Kind::case_, here().span);
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
  ExpressionPtr exists() {
    ExpressionPtr found = make(Kind::exists, here().span);
    at_ += 2;
    const bool outer = inside_exists_;
    inside_exists_ = true;
    found->query =
        std::make_shared<Query>(is_sign("(") || (at_name() && is_sign("=", 1)) ? bare_match() : whole_query());
    inside_exists_ = outer;
    expect("}");
    return finished(found, found->span.begin);
  }
  Query bare_match() {
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
  ExpressionPtr bracketed() {
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

  ExpressionPtr pattern_expression() {
    if (++depth_ > kDeepest) fail(here().span, "too_deep", "the expression is nested too deeply");
    ExpressionPtr found = make(Kind::pattern_predicate, here().span);
    if (!failed()) found->pattern.push_back(chain());
    if (!failed() && found->pattern.front().relationships.empty()) unexpected("a relationship");
    --depth_;
    return finished(found, found->span.begin);
  }

  ExpressionPtr list() {
    ExpressionPtr found;
    if (at_comprehension()) return comprehension();
    if (starts_pattern_comprehension() && tried([&] { found = pattern_comprehension(); })) return found;
    found = make(Kind::list, here().span);
    expect("[");
    if (!accept("]")) {
      do found->children.push_back(expression());
      while (accept(","));
      expect("]");
    }
    return finished(found, found->span.begin);
  }
  bool at_comprehension() const {
    const TokenKind kind = here(1).kind;
    return (kind == TokenKind::word || kind == TokenKind::quoted_word) && is("IN", 2);
  }
  bool starts_pattern_comprehension() const { return is_sign("(", 1) || is_sign("=", 2); }

  ExpressionPtr comprehension() {
    ExpressionPtr found = make(Kind::comprehension, here().span);
    expect("[");
    found->name = name("a variable");
    expect_word("IN");
    found->children.push_back(expression());
    found->children.push_back(accept_word("WHERE") ? expression() : nullptr);
    found->children.push_back(accept("|") ? expression() : nullptr);
    expect("]");
    return finished(found, found->span.begin);
  }

  ExpressionPtr pattern_comprehension() {
    ExpressionPtr found = make(Kind::pattern_comprehension, here().span);
    expect("[");
    found->pattern.push_back(pattern_part());
    if (!failed() && found->pattern.front().relationships.empty()) unexpected("a relationship");
    found->children.push_back(accept_word("WHERE") ? expression() : nullptr);
    expect("|");
    found->children.push_back(expression());
    expect("]");
    return finished(found, found->span.begin);
  }

  ExpressionPtr map_literal() {
    ExpressionPtr found = make(Kind::map, here().span);
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

  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  size_t atoms_ = 0;
  bool inside_exists_ = false;
  Diagnostics problems_;
};

}  // namespace

Result<Query> parse(std::string_view query) {
  Result<std::vector<Token>> tokens = tokenize(query);
  if (!tokens) return tokens.diagnostics();
  return Parser(query, std::move(*tokens)).run();
}

}  // namespace whobuilds::query
