#include "resolve/opening.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::resolve {
namespace {

std::string_view without_spaces(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

bool begins_with(std::string_view text, std::string_view word) {
  if (word.empty() || text.substr(0, word.size()) != word) return false;
  const auto letter = [&](size_t at) { return core::is_ascii_alnum(static_cast<unsigned char>(text[at])); };
  return text.size() == word.size() || !letter(word.size() - 1) || !letter(word.size());
}

}  // namespace

bool is_introduced(const Rules& rules, const text::Text& text, uint32_t block, uint32_t end) {
  const text::TextBlock& range = text.blocks[block];
  std::string_view rest = std::string_view(text.folded).substr(end, range.span.end - end);
  rest = without_spaces(rest);
  if (!rest.empty() && rest.front() == '(')
    rest = without_spaces(rest.substr(std::min(rest.find(')'), rest.size() - 1) + 1));
  const Language language = range.language == Language::unknown ? Language::en : range.language;
  const std::vector<std::string>& words = rules.words(language, "introduction");
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return begins_with(rest, text::folded(text::nfkc(word))); });
}

}  // namespace whobuilds::resolve
