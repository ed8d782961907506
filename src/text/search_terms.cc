#include "text/search_terms.h"

#include <unicode/uchar.h>

#include <cstdint>
#include <utility>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::text {
namespace {

enum class Kind : uint8_t { none, letter, digit, cjk };

Kind kind_of_character(char32_t c) {
  if (core::is_cjk(c)) return Kind::cjk;
  const auto point = static_cast<UChar32>(c);
  if (u_isdigit(point)) return Kind::digit;
  return u_isalpha(point) ? Kind::letter : Kind::none;
}

// Takes characters one by one.
class TermReader {
 public:
  void take(char32_t c) {
    const Kind kind = kind_of_character(c);
    if (kind != kind_) end_run();
    kind_ = kind;
    if (kind == Kind::none) return;
    std::string utf8;
    core::append(utf8, kind == Kind::cjk ? simplified_character(c) : c);
    if (kind == Kind::cjk && !run_.empty()) {
      terms_.push_back(run_ + utf8);
      run_.clear();
    }
    run_ += utf8;
  }

  std::vector<std::string> finish() {
    end_run();
    return std::move(terms_);
  }

 private:
  void end_run() {
    if (!run_.empty()) terms_.push_back(std::move(run_));
    run_.clear();
  }

  Kind kind_ = Kind::none;
  std::string run_;  // the word so far; of CJK the last character
  std::vector<std::string> terms_;
};

bool is_one_cjk(std::string_view term) {
  uint32_t at = 0;
  return core::is_cjk(core::decode(term, at)) && at == term.size();
}

bool ends_with(const std::string& term, const std::string& end) {
  return term.size() > end.size() && term.compare(term.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

std::vector<std::string> search_terms(std::string_view text) {
  const std::string key = name_key(text);
  TermReader reader;
  for (uint32_t at = 0; at < key.size();) reader.take(core::decode(key, at));
  return reader.finish();
}

SearchPhrase search_phrase(std::string_view text) {
  SearchPhrase phrase{search_terms(text), false};
  std::vector<std::string>& terms = phrase.terms;
  if (terms.empty() || !is_one_cjk(terms.back())) return phrase;
  // In a longer text something may follow the last character, and the term of both stands there.
  const bool said_before = terms.size() > 1 && ends_with(terms[terms.size() - 2], terms.back());
  if (said_before) {
    terms.pop_back();
  } else {
    phrase.open_end = true;
  }
  return phrase;
}

}  // namespace whobuilds::text
