// The words and signs of a query.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/span.h"

namespace whobuilds::query {

enum class TokenKind : uint8_t { word, quoted_word, string, integer, real, parameter, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  Span span;         // bytes of the query
  std::string text;  // of a word, string or parameter its content; of a number or sign as written
};

// An error in `query` at this place, with line and column. `code` is what follows "query.".
Diagnostic query_error(std::string_view query, Span span, std::string_view code, std::string message);

// The tokens, the last of kind end. Comments (// and /* */) are left out. Errors: query.syntax, query.unicode_literal,
// query.number_literal; the first one only, since what follows a broken string means nothing.
Result<std::vector<Token>> tokenize(std::string_view query);

// Whether a token is this word; words of the language are known in any case.
bool is_word(const Token& token, std::string_view upper_case);

}  // namespace whobuilds::query
