#include "rules/question_key.h"

#include <cstdint>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::rules {
namespace {

constexpr std::u32string_view kMarks = U"?!.,;:。、…‥？！";

bool is_edge(char32_t c) { return core::is_space(c) || kMarks.find(c) != std::u32string_view::npos; }

std::string with_single_spaces(std::string_view text) {
  std::string result;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (!core::is_space(c)) {
      core::append(result, c);
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

}  // namespace

std::string question_key(std::string_view question) {
  const std::string spaced = with_single_spaces(text::name_key(question));
  std::string_view key = spaced;
  uint32_t begin = 0;
  while (begin < key.size()) {
    uint32_t next = begin;
    if (!is_edge(core::decode(key, next))) break;
    begin = next;
  }
  auto end = static_cast<uint32_t>(key.size());
  while (end > begin) {
    const uint32_t before = core::previous(key, end);
    uint32_t at = before;
    if (!is_edge(core::decode(key, at))) break;
    end = before;
  }
  return std::string(key.substr(begin, end - begin));
}

}  // namespace whobuilds::rules
