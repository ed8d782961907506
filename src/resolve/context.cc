#include "resolve/context.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"

namespace whobuilds::resolve {
namespace {

constexpr std::array<std::string_view, 12> kTransparent = {" ", "「", "」", "『", "』", "“",
                                                           "”", "\"", "‘",  "《", "》", "*"};

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view skip_behind(std::string_view text) {
  for (size_t i = 0; i < kTransparent.size();) {
    if (starts_with(text, kTransparent[i])) {
      text.remove_prefix(kTransparent[i].size());
      i = 0;
    } else {
      ++i;
    }
  }
  return text;
}

std::string_view skip_before(std::string_view text) {
  for (size_t i = 0; i < kTransparent.size();) {
    if (ends_with(text, kTransparent[i])) {
      text.remove_suffix(kTransparent[i].size());
      i = 0;
    } else {
      ++i;
    }
  }
  return text;
}

bool is_latin_letter(char c) { return c >= 'a' && c <= 'z'; }

// A Latin word must end where the listed one does ("app" is not in "apple").
bool whole_word_behind(std::string_view text, std::string_view word) {
  return !is_latin_letter(word.back()) || text.size() == word.size() || !is_latin_letter(text[word.size()]);
}
bool whole_word_before(std::string_view text, std::string_view word) {
  if (!is_latin_letter(word.front()) || text.size() == word.size()) return true;
  return !is_latin_letter(text[text.size() - word.size() - 1]);
}

// "X V3", "X 2.5": a version makes it the artefact.
bool version_follows(std::string_view behind) {
  size_t at = !behind.empty() && behind[0] == '-' ? 1 : 0;
  const bool v = behind.size() > at && behind[at] == 'v';
  if (v) ++at;
  const size_t number = at;
  while (at < behind.size() && core::is_digit(static_cast<unsigned char>(behind[at]))) ++at;
  if (at == number) return false;
  const bool decimal =
      at + 1 < behind.size() && behind[at] == '.' && core::is_digit(static_cast<unsigned char>(behind[at + 1]));
  return at - number <= 2 && (v || decimal);
}

TypeSet bit_of(const Ontology& ontology, std::string_view id) {
  const uint32_t type = ontology.find_type(id);
  return type == kNoIndex ? 0 : type_bit(static_cast<TypeId>(type));
}

}  // namespace

KnownTypes::KnownTypes(const Ontology& ontology)
    : organisations(bit_of(ontology, "Company") | bit_of(ontology, "Organization")),
      model(bit_of(ontology, "Model")),
      product(bit_of(ontology, "Product")) {}

TypeSet types_in_context(const std::vector<ContextWords>& context, TypeSet versioned, std::string_view folded,
                         Span name) {
  constexpr uint32_t kReach = 48;  // bytes: the longest word and a few quotation marks
  const uint32_t from = name.begin > kReach ? name.begin - kReach : 0;
  const std::string_view behind = folded.substr(name.end, kReach), unquoted_behind = skip_behind(behind);
  const std::string_view unquoted_before = skip_before(folded.substr(from, name.begin - from));
  TypeSet found = version_follows(unquoted_behind) ? versioned : 0;
  for (const ContextWords& words : context) {
    const auto stands_behind = [&](std::string_view word) {
      const std::string_view text = starts_with(unquoted_behind, word) ? unquoted_behind : behind;
      return starts_with(text, word) && whole_word_behind(text, word);
    };
    const auto stands_before = [&](std::string_view word) {
      return ends_with(unquoted_before, word) && whole_word_before(unquoted_before, word);
    };
    if (std::any_of(words.behind.begin(), words.behind.end(), stands_behind) ||
        std::any_of(words.before.begin(), words.before.end(), stands_before)) {
      found |= words.types;
    }
  }
  return found;
}

}  // namespace whobuilds::resolve
