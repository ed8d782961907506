#include "relate/shape.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "text/fold.h"

namespace whobuilds::relate {
namespace {

using Kind = ShapeElement::Kind;

Diagnostic shape_error(const std::string& shape, const std::string& message, const std::string& expected) {
  Diagnostic diagnostic;
  diagnostic.code = "rules.shape";
  diagnostic.message = "shape \"" + shape + "\": " + message;
  diagnostic.expected = expected;
  return diagnostic;
}

std::vector<std::string> split_alternatives(const std::string& token) {
  std::vector<std::string> out;
  for (size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
    end = token.find('|', begin);
    out.push_back(token.substr(begin, end == std::string::npos ? end : end - begin));
  }
  return out;
}

// A literal as it is written in a shape: one of several words is "such+as".
std::string shape_literal(std::string part) {
  std::replace(part.begin(), part.end(), '+', ' ');
  return literal_key(part);
}

void longest_first(std::vector<std::string>& literals) {
  std::stable_sort(literals.begin(), literals.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

// Chinese rules are written in simplified characters and read both.
void add_traditional(std::vector<std::string>& literals) {
  for (size_t i = 0, count = literals.size(); i < count; ++i) {
    std::string traditional = text::to_traditional(literals[i]);
    if (std::find(literals.begin(), literals.end(), traditional) == literals.end())
      literals.push_back(std::move(traditional));
  }
}

// The kind of a one-token element, or literal.
Kind kind_of(const std::string& token) {
  if (token == "A") return Kind::source;
  if (token == "B") return Kind::target;
  if (token == "L") return Kind::list;
  if (token == "V") return Kind::predicate;
  if (token == "_") return Kind::phrase_gap;
  if (token == "..") return Kind::clause_gap;
  if (token == "...") return Kind::any_gap;
  if (token == "^") return Kind::begin;
  if (token == "$") return Kind::end;
  return Kind::literal;
}

bool is_edge(Kind kind) { return kind == Kind::begin || kind == Kind::end; }

bool is_gap(Kind kind) { return kind == Kind::phrase_gap || kind == Kind::clause_gap || kind == Kind::any_gap; }

class ShapeParser {
 public:
  ShapeParser(const std::string& shape, const Grammar& grammar) : shape_(shape), grammar_(grammar) {
    std::stringstream stream(shape);
    for (std::string token; stream >> token;) tokens_.push_back(token);
  }

  Result<std::vector<ShapeElement>> elements() {
    std::vector<ShapeElement> out;
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (const std::optional<Diagnostic> error = read(out.emplace_back())) return *error;
    }
    return out;
  }

 private:
  std::optional<Diagnostic> read(ShapeElement& element) const {
    const std::string token = without_signs(tokens_[at_], element);
    element.kind = kind_of(token);
    if (element.kind != Kind::literal) {
      if (element.optional || element.forbidden)
        return shape_error(shape_, tokens_[at_] + " means nothing", "\"?\" and \"!\" beside words only");
      return is_edge(element.kind) ? misplaced(element.kind) : std::nullopt;
    }
    std::vector<std::string> literals;
    for (const std::string& part : split_alternatives(token)) {
      if (std::optional<Diagnostic> error = read_alternative(part, element, literals)) return error;
    }
    if (element.or_edge && (element.optional || element.forbidden))
      return shape_error(shape_, tokens_[at_] + " means nothing", "an end that is neither optional nor forbidden");
    if (grammar_.language == Language::zh) add_traditional(literals);
    longest_first(literals);
    element.literals = Literals(std::move(literals));
    return std::nullopt;
  }

  // The token without `?`, `!` and the `!` of `@mark!`, which go into the element.
  static std::string without_signs(std::string token, ShapeElement& element) {
    if (token.size() > 1 && token.back() == '?') {
      element.optional = true;
      token.pop_back();
      if (token.size() > 1 && token.back() == '|') token.pop_back();  // "x|?": x or nothing
    }
    if (token.size() > 1 && token.front() == '!') {
      element.forbidden = true;
      token.erase(0, 1);
    }
    if (token == "@mark!") {
      element.nonempty = true;
      token.pop_back();
    }
    return token;
  }

  std::optional<Diagnostic> read_alternative(const std::string& part, ShapeElement& element,
                                             std::vector<std::string>& literals) const {
    const Kind kind = kind_of(part);
    if (part.empty()) return shape_error(shape_, tokens_[at_] + " has an empty alternative", "words between \"|\"");
    if (is_edge(kind)) {
      element.or_edge = true;
      return misplaced(kind);
    }
    if (kind != Kind::literal)
      return shape_error(shape_, part + " is no alternative to words", "words, lists and the segment's end");
    if (part == "@mark") {
      element.kind = Kind::mark;
    } else if (part[0] == '@') {
      const auto list = grammar_.words.find(part.substr(1));
      if (list == grammar_.words.end())
        return shape_error(shape_, "unknown word list " + part, "a list of the grammar's words");
      for (const std::string& word : list->second) literals.push_back(literal_key(word));
    } else {
      literals.push_back(shape_literal(part));
    }
    return std::nullopt;
  }

  std::optional<Diagnostic> misplaced(Kind edge) const {
    if (at_ == (edge == Kind::begin ? 0 : tokens_.size() - 1)) return std::nullopt;
    return shape_error(shape_, tokens_[at_] + " in the middle", "\"^\" in the first, \"$\" in the last element");
  }

  const std::string& shape_;
  const Grammar& grammar_;
  std::vector<std::string> tokens_;
  size_t at_ = 0;  // the token that is being read
};

void count_roles(Shape& shape) {
  for (uint32_t i = 0; i < shape.elements.size(); ++i) {
    Shape::Roles& roles = i < shape.anchor ? shape.before : shape.after;
    const Kind kind = shape.elements[i].kind;
    roles.source |= kind == Kind::source;
    roles.target |= kind == Kind::target;
    roles.list |= kind == Kind::list;
  }
  shape.has_source = shape.before.source || shape.after.source;
  shape.has_target = shape.before.target || shape.after.target;
  shape.has_list = shape.before.list || shape.after.list;
}

}  // namespace

std::string literal_key(const std::string& literal) { return text::folded(text::nfkc(literal)); }

Result<Shape> parse_shape(const std::string& shape, const Grammar& grammar) {
  Result<std::vector<ShapeElement>> elements = ShapeParser(shape, grammar).elements();
  if (!elements.ok()) return elements.diagnostics();
  Shape out;
  out.elements = std::move(*elements);
  const auto is_slot = [](const ShapeElement& e) {
    return e.kind == Kind::source || e.kind == Kind::target || e.kind == Kind::list;
  };
  const auto first_slot = std::find_if(out.elements.begin(), out.elements.end(), is_slot);
  if (first_slot == out.elements.end()) return shape_error(shape, "no slot", "A, B or L");
  if (is_gap(out.elements.front().kind) || is_gap(out.elements.back().kind))
    return shape_error(shape, "a gap at the end", "a slot, V or a literal there");
  const auto is_predicate = [](const ShapeElement& e) { return e.kind == Kind::predicate; };
  const auto predicates = std::count_if(out.elements.begin(), out.elements.end(), is_predicate);
  if (predicates > 1) return shape_error(shape, "two predicates", "at most one V");
  out.has_predicate = predicates == 1;
  const auto anchor =
      out.has_predicate ? std::find_if(out.elements.begin(), out.elements.end(), is_predicate) : first_slot;
  out.anchor = static_cast<uint32_t>(anchor - out.elements.begin());
  count_roles(out);
  return out;
}

}  // namespace whobuilds::relate
