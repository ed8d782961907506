#include "query/language/token_cursor.h"

namespace whobuilds::query {

bool TokenCursor::accept(std::string_view sign) {
  if (failed() || !is_sign(sign)) return false;
  ++at_;
  return true;
}

bool TokenCursor::accept_word(std::string_view word) {
  if (failed() || !is(word)) return false;
  ++at_;
  return true;
}

void TokenCursor::expect(std::string_view sign) {
  if (!accept(sign)) unexpected("\"" + std::string(sign) + "\"");
}

void TokenCursor::expect_word(std::string_view word) {
  if (!accept_word(word)) unexpected(std::string(word));
}

std::string TokenCursor::name(const std::string& expected) {
  if (failed()) return "";
  if (at_name()) return take().text;
  unexpected(expected);
  return "";
}

void TokenCursor::fail(Span span, std::string_view code, std::string message) {
  if (!failed()) problems_.push_back(query_error(text_, span, code, std::move(message)));
}

void TokenCursor::unexpected(const std::string& what) {
  if (failed()) return;
  const Span span = here().span;
  const bool at_end = here().kind == TokenKind::end;
  fail(span, "syntax", at_end ? "the query ends too early" : "unexpected " + std::string(text_of(span)));
  expected(what);
}

}  // namespace whobuilds::query
