#include "relate/shape.h"

#include <algorithm>
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
  std::stringstream stream(token);
  for (std::string part; std::getline(stream, part, '|');) {
    if (part.empty()) continue;
    std::replace(part.begin(), part.end(), '+', ' ');  // a literal of several words: "such+as"
    out.push_back(literal_key(part));
  }
  return out;
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

}  // namespace

std::string literal_key(const std::string& literal) { return text::folded(text::nfkc(literal)); }

Result<Shape> parse_shape(const std::string& shape, const Grammar& grammar) {
  Shape out;
  std::stringstream stream(shape);
  for (std::string token; stream >> token;) {
    ShapeElement element;
    if (token.size() > 1 && token.back() == '?') {
      element.optional = true;
      token.pop_back();
    }
    if (token.size() > 1 && token.front() == '!') {
      element.forbidden = true;
      token.erase(0, 1);
    }
    if (token == "@mark!") {
      element.nonempty = true;
      token.pop_back();
    }
    element.kind = kind_of(token);
    std::vector<std::string> literals;
    if (element.kind == Kind::literal) {
      for (const std::string& part : split_alternatives(token)) {
        if (part == "@mark") {
          element.kind = Kind::mark;
        } else if (part[0] == '@') {
          const auto list = grammar.words.find(part.substr(1));
          if (list == grammar.words.end())
            return shape_error(shape, "unknown word list " + part, "a list of the grammar's words");
          for (const std::string& word : list->second) literals.push_back(literal_key(word));
        } else {
          literals.push_back(part);
        }
      }
      if (grammar.language == Language::zh) add_traditional(literals);
    }
    longest_first(literals);
    element.literals = Literals(std::move(literals));
    if (element.kind == Kind::predicate) {
      if (out.has_predicate) return shape_error(shape, "two predicates", "at most one V");
      out.has_predicate = true;
      out.anchor = static_cast<uint32_t>(out.elements.size());
    }
    out.has_source |= element.kind == Kind::source;
    out.has_target |= element.kind == Kind::target;
    out.has_list |= element.kind == Kind::list;
    out.elements.push_back(std::move(element));
  }
  if (!out.has_source && !out.has_target && !out.has_list) return shape_error(shape, "no slot", "A, B or L");
  const auto is_gap = [](const ShapeElement& e) {
    return e.kind == Kind::phrase_gap || e.kind == Kind::clause_gap || e.kind == Kind::any_gap;
  };
  if (is_gap(out.elements.front()) || is_gap(out.elements.back()))
    return shape_error(shape, "a gap at the end", "a slot, V or a literal there");
  if (!out.has_predicate) {
    const auto first = std::find_if(out.elements.begin(), out.elements.end(), [](const ShapeElement& e) {
      return e.kind == Kind::source || e.kind == Kind::target || e.kind == Kind::list;
    });
    out.anchor = static_cast<uint32_t>(first - out.elements.begin());
  }
  for (uint32_t i = 0; i < out.elements.size(); ++i) {
    Shape::Roles& roles = i < out.anchor ? out.before : out.after;
    roles.source |= out.elements[i].kind == Kind::source;
    roles.target |= out.elements[i].kind == Kind::target;
    roles.list |= out.elements[i].kind == Kind::list;
  }
  return out;
}

}  // namespace whobuilds::relate
