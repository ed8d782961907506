#include "query/language/tokens.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"

namespace whobuilds::query {
namespace {

constexpr std::array<std::string_view, 6> kLongSigns = {"<=", ">=", "<>", "=~", "..", "+="};
constexpr std::string_view kSigns = "()[]{}<>=+-*/%^.,:;|&!";

bool starts_word(char32_t c) {
  return c == '_' || (core::is_ascii_alnum(c) && !core::is_digit(c)) ||
         (c >= 0x80 && !core::is_space(c) && c != 0xFFFD);
}
bool continues_word(char32_t c) { return starts_word(c) || core::is_digit(c); }

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// White space in the wide sense of the language.
bool is_blank(char32_t c) {
  return core::is_space(c) || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x1680 || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0xFEFF;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view query) : query_(query) {}

  Result<std::vector<Token>> run() {
    while (problems_.empty()) {
      skip_blank();
      if (!problems_.empty()) break;
      if (at_ >= query_.size()) {
        add(TokenKind::end, at_, "");
        return std::move(tokens_);
      }
      next();
    }
    return std::move(problems_);
  }

 private:
  char here(uint32_t ahead = 0) const { return at_ + ahead < query_.size() ? query_[at_ + ahead] : '\0'; }

  void add(TokenKind kind, uint32_t begin, std::string text) {
    tokens_.push_back({kind, {begin, at_}, std::move(text)});
  }
  void fail(uint32_t begin, std::string_view code, std::string message) {
    problems_.push_back(query_error(query_, {begin, std::max(at_, begin + 1)}, code, std::move(message)));
  }

  void skip_blank() {
    while (at_ < query_.size()) {
      uint32_t after = at_;
      if (is_blank(core::decode(query_, after))) {
        at_ = after;
      } else if (query_.substr(at_, 2) == "//") {
        at_ = static_cast<uint32_t>(std::min(query_.find('\n', at_), query_.size()));
      } else if (query_.substr(at_, 2) == "/*") {
        skip_long_comment();
      } else {
        return;
      }
    }
  }

  void skip_long_comment() {
    const size_t end = query_.find("*/", at_ + 2);
    if (end == std::string_view::npos) {
      fail(at_, "syntax", "the comment is not closed");
      at_ = static_cast<uint32_t>(query_.size());
    } else {
      at_ = static_cast<uint32_t>(end + 2);
    }
  }

  void next() {
    uint32_t after = at_;
    const char32_t c = core::decode(query_, after);
    if (starts_word(c)) return word(TokenKind::word);
    if (core::is_digit(c) || (c == '.' && core::is_digit(static_cast<unsigned char>(here(1))))) return number();
    if (c == '\'' || c == '"') return string();
    if (c == '`') return quoted(at_);
    if (c == '$') return parameter();
    sign();
  }

  void word(TokenKind kind) {
    const uint32_t begin = at_;
    take_word();
    add(kind, begin, std::string(query_.substr(begin, at_ - begin)));
  }
  void take_word() {
    for (uint32_t after = at_; at_ < query_.size() && continues_word(core::decode(query_, after)); at_ = after) {
    }
  }

  // `name` with `` for `.
  void quoted(uint32_t begin) {
    std::string name;
    for (++at_; at_ < query_.size(); ++at_) {
      if (here() == '`' && here(1) != '`') {
        ++at_;
        const bool parameter = query_[begin] == '$';
        return add(parameter ? TokenKind::parameter : TokenKind::quoted_word, begin, std::move(name));
      }
      if (here() == '`') ++at_;
      name += here();
    }
    fail(begin, "syntax", "the name in backticks is not closed");
  }

  void parameter() {
    const uint32_t begin = at_++;
    if (here() == '`') return quoted(begin);
    take_word();
    if (at_ == begin + 1) return fail(begin, "syntax", "a parameter needs a name after $");
    add(TokenKind::parameter, begin, std::string(query_.substr(begin + 1, at_ - begin - 1)));
  }

  void digits() {
    while (core::is_digit(static_cast<unsigned char>(here()))) ++at_;
  }

  void number() {
    const uint32_t begin = at_;
    bool real = false;
    if (here() == '0' && (here(1) == 'x' || here(1) == 'o')) {
      at_ += 2;
      while (is_hex(here())) ++at_;
    } else {
      digits();
      if (here() == '.' && core::is_digit(static_cast<unsigned char>(here(1)))) {
        real = true;
        ++at_;
        digits();
      }
      real = exponent() || real;
    }
    uint32_t after = at_;
    if (at_ < query_.size() && continues_word(core::decode(query_, after))) {
      at_ = after;
      return fail(begin, "number_literal", "a number cannot go on with a letter");
    }
    add(real ? TokenKind::real : TokenKind::integer, begin, std::string(query_.substr(begin, at_ - begin)));
  }

  bool exponent() {
    if (here() != 'e' && here() != 'E') return false;
    const uint32_t sign = here(1) == '-' || here(1) == '+' ? 1 : 0;
    if (!core::is_digit(static_cast<unsigned char>(here(1 + sign)))) return false;
    at_ += 1 + sign;
    digits();
    return true;
  }

  void string() {
    const uint32_t begin = at_;
    const char quote = query_[at_++];
    std::string text;
    while (at_ < query_.size() && here() != quote) {
      if (here() == '\\') {
        if (!escape(text)) return;
      } else {
        text += query_[at_++];
      }
    }
    if (at_ >= query_.size()) return fail(begin, "syntax", "the text in quotation marks is not closed");
    ++at_;
    add(TokenKind::string, begin, std::move(text));
  }

  bool escape(std::string& text) {
    static constexpr std::string_view kLetters = "bfnrt\\'\"`", kMeanings = "\b\f\n\r\t\\'\"`";
    const char letter = here(1);
    const size_t which = letter == '\0' ? std::string_view::npos : kLetters.find(letter);
    if (which != std::string_view::npos) {
      text += kMeanings[which];
      at_ += 2;
      return true;
    }
    if (letter == 'u' || letter == 'U') return code_point(text, letter == 'u' ? 4 : 8);
    fail(at_, "syntax", "there is no escape like this in a text");
    return false;
  }

  // \uXXXX, also as a pair of surrogates, and \UXXXXXXXX.
  bool code_point(std::string& text, uint32_t length) {
    const uint32_t begin = at_;
    char32_t c = 0;
    if (!hex_digits(length, c)) return false;
    if (c >= 0xD800 && c < 0xDC00 && here() == '\\' && here(1) == 'u') {
      char32_t low = 0;
      if (!hex_digits(4, low)) return false;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
      fail(begin, "unicode_literal", "there is no character with this number");
      return false;
    }
    core::append(text, c);
    return true;
  }
  bool hex_digits(uint32_t length, char32_t& c) {
    const uint32_t begin = at_;
    at_ += 2;
    for (uint32_t i = 0; i < length; ++i, ++at_) {
      if (!is_hex(here())) {
        fail(begin, "unicode_literal", "\\u needs four hexadecimal digits, \\U eight");
        return false;
      }
      const char digit = here();
      c = c * 16 + static_cast<char32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return true;
  }

  void sign() {
    const uint32_t begin = at_;
    for (const std::string_view sign : kLongSigns) {
      if (query_.substr(at_, 2) != sign) continue;
      at_ += 2;
      return add(TokenKind::sign, begin, std::string(sign));
    }
    if (kSigns.find(query_[at_]) == std::string_view::npos) {
      return fail(begin, "syntax", "a query has no such sign");
    }
    ++at_;
    add(TokenKind::sign, begin, std::string(query_.substr(begin, 1)));
  }

  std::string_view query_;
  uint32_t at_ = 0;
  std::vector<Token> tokens_;
  Diagnostics problems_;
};

}  // namespace

Diagnostic query_error(std::string_view query, Span span, std::string_view code, std::string message) {
  Diagnostic problem;
  problem.code = "query." + std::string(code);
  problem.file = "query";
  const std::string_view before = query.substr(0, span.begin);
  problem.line = 1 + static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const size_t line_begin = before.rfind('\n');
  problem.column = span.begin - static_cast<uint32_t>(line_begin == std::string_view::npos ? 0 : line_begin + 1) + 1;
  problem.message = std::move(message);
  return problem;
}

Result<std::vector<Token>> tokenize(std::string_view query) { return Tokenizer(query).run(); }

bool is_word(const Token& token, std::string_view upper_case) {
  if (token.kind != TokenKind::word || token.text.size() != upper_case.size()) return false;
  return std::equal(token.text.begin(), token.text.end(), upper_case.begin(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b; });
}

}  // namespace whobuilds::query
