#include "conformance/expected_value.h"

#include <algorithm>
#include <map>
#include <vector>

#include "query/language/functions.h"

namespace whobuilds::conformance {
namespace {

class Reader {
 public:
  Reader(const std::string& text, bool lists_unordered) : text_(text), lists_unordered_(lists_unordered) {}

  std::string read() {
    const std::string found = value();
    skip();
    return failed_ || at_ != text_.size() ? "?" + text_ : found;
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  char peek() {
    skip();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) { failed_ = failed_ || !accept(c); }

  std::string value() {
    if (failed_) return "";
    switch (peek()) {
      case '\'':
        return string();
      case '[':
        return bracket();
      case '{':
        return map();
      case '(':
        return node();
      case '<':
        return path();
      default:
        return word();
    }
  }

  std::string string() {
    std::string out(1, text_[at_++]);
    while (at_ < text_.size() && text_[at_] != '\'') {
      if (text_[at_] == '\\') out += text_[at_++];
      out += text_[at_++];
    }
    ++at_;
    return out + "'";
  }

  std::string name() {
    skip();
    const size_t begin = at_;
    if (at_ < text_.size() && text_[at_] == '`') {
      at_ = text_.find('`', at_ + 1) + 1;
      return text_.substr(begin, at_ - begin);
    }
    while (at_ < text_.size() && std::string_view(" :,{}()[]<>\n").find(text_[at_]) == std::string_view::npos) ++at_;
    failed_ = failed_ || at_ == begin;
    return text_.substr(begin, at_ - begin);
  }

  std::string word() {
    const std::string found = name();
    const bool number = !found.empty() && (std::isdigit(static_cast<unsigned char>(found.back())) != 0) &&
                        found.find_first_of(".eE") != std::string::npos;
    if (!number) return found;
    const double real = std::stod(found);
    return query::real_text(real == 0 ? 0.0 : real);  // the kit makes no difference between 0.0 and -0.0
  }

  // A list or a relationship.
  std::string bracket() {
    expect('[');
    if (peek() == ':') return relationship();
    std::vector<std::string> members;
    if (!accept(']')) {
      do members.push_back(value());
      while (!failed_ && accept(','));
      expect(']');
    }
    if (lists_unordered_) std::sort(members.begin(), members.end());
    std::string out;
    for (const std::string& member : members) out += (out.empty() ? "" : ", ") + member;
    return "[" + out + "]";
  }

  std::string relationship() {
    expect(':');
    std::string out = "[:" + name();
    if (peek() == '{') out += " " + map();
    expect(']');
    return out + "]";
  }

  std::string map() {
    expect('{');
    std::map<std::string, std::string> members;
    if (!accept('}')) {
      do {
        const std::string key = name();
        expect(':');
        members[key] = value();
      } while (!failed_ && accept(','));
      expect('}');
    }
    std::string out;
    for (const auto& member : members) out += (out.empty() ? "" : ", ") + member.first + ": " + member.second;
    return "{" + out + "}";
  }

  std::string node() {
    expect('(');
    std::vector<std::string> labels;
    while (accept(':')) labels.push_back(name());
    std::sort(labels.begin(), labels.end());
    std::string out;
    for (const std::string& label : labels) out += ":" + label;
    if (peek() == '{') {
      const std::string properties = map();
      if (properties != "{}") out += (out.empty() ? "" : " ") + properties;
    }
    expect(')');
    return "(" + out + ")";
  }

  std::string path() {
    expect('<');
    std::string out = "<" + node();
    while (!failed_ && !accept('>')) {
      const bool left = accept('<');
      expect('-');
      expect('[');
      const std::string step = relationship();
      expect('-');
      if (!left) expect('>');
      out += (left ? "<-" : "-") + step + (left ? "-" : "->") + node();
    }
    return out + ">";
  }

  std::string text_;
  bool lists_unordered_;
  size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::string canonical(const std::string& text, bool lists_unordered) { return Reader(text, lists_unordered).read(); }

}  // namespace whobuilds::conformance
