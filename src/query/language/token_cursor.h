// A place among the tokens of a query, and what a recursive descent asks of it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/language/tokens.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::query {

// After the first error nothing is accepted any more, so that every step goes on without effect until the descent has
// ended; what was read is thrown away then. Words are those of the language, in capitals; they are known in any case.
class TokenCursor {
 public:
  // `tokens` end with one of kind end, as tokenize() makes them; `text`, which they are of, must outlive the cursor.
  TokenCursor(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  // The token `ahead` of this place; the end again behind the end.
  const Token& here(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  // The token `back` before this place. Requires that there is one.
  const Token& previous(size_t back = 1) const { return tokens_[at_ - back]; }
  size_t token_count() const { return tokens_.size(); }
  // The bytes from `begin` to the end of the previous token.
  Span since(uint32_t begin) const { return {begin, at_ == 0 ? 0 : previous().span.end}; }
  std::string_view text_of(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  bool is_sign(std::string_view sign, size_t ahead = 0) const {
    return here(ahead).kind == TokenKind::sign && here(ahead).text == sign;
  }
  bool is(std::string_view word, size_t ahead = 0) const { return is_word(here(ahead), word); }
  bool at_name() const { return here().kind == TokenKind::word || here().kind == TokenKind::quoted_word; }

  void skip(size_t count) { at_ += count; }
  const Token& take() { return tokens_[at_++]; }
  // Moves on and says true if this sign (word) stands here.
  bool accept(std::string_view sign);
  bool accept_word(std::string_view word);
  // As accept; anything else is an error.
  void expect(std::string_view sign);
  void expect_word(std::string_view word);
  // A name, plain or in backquotes; "" and an error, with `expected`, for anything else.
  std::string name(const std::string& expected);

  bool failed() const { return !problems_.empty(); }
  // Keeps the first error. `code` is what follows "query.".
  void fail(Span span, std::string_view code, std::string message);
  // query.syntax at this place.
  void unexpected(const std::string& expected);
  // What was expected, or how to mend it, for the error that was kept. Require failed().
  void expected(std::string what) { problems_.back().expected = std::move(what); }
  void suggest(std::string remedy) { problems_.back().remedy = std::move(remedy); }
  Diagnostics take_problems() { return std::move(problems_); }

  // Calls `attempt`; true when it did not fail, else everything is as before.
  template <typename Attempt>
  bool tried(Attempt attempt) {
    if (failed()) return false;
    const size_t before = at_;
    attempt();
    if (!failed()) return true;
    problems_.clear();
    at_ = before;
    return false;
  }
  // As tried, but nothing is read in any case.
  template <typename Attempt>
  bool would_succeed(Attempt attempt) {
    const size_t before = at_;
    const bool succeeds = tried(attempt);
    at_ = before;
    return succeeds;
  }

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  Diagnostics problems_;
};

}  // namespace whobuilds::query
