#include "read/lines.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::read {
namespace {

constexpr size_t kLongestKey = 30;        // bytes of "Developer" in "Developer: X"
constexpr size_t kLeastCjk = 10;          // characters of a line between fences that is prose
constexpr unsigned char kCjkLead = 0xE3;  // of the first byte of a CJK character
constexpr std::string_view kCodeSigns = "{}<>=$\\|;";

}  // namespace

uint32_t width_of(std::string_view text) {
  uint32_t width = 0;
  for (uint32_t at = 0; at < text.size();) width += core::decode(text, at) >= 0x1100 ? 2 : 1;
  return width;
}

char32_t first_character(std::string_view text) {
  uint32_t at = 0;
  return text.empty() ? 0 : core::decode(text, at);
}

char32_t last_character(std::string_view text) {
  if (text.empty()) return 0;
  uint32_t at = core::previous(text, static_cast<uint32_t>(text.size()));
  return core::decode(text, at);
}

std::string_view without_white(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  return text;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r") == text.npos; }

bool ends_sentence(std::string_view text) {
  const char32_t c = last_character(without_white(text));
  return is_sentence_mark(c) || c == 0x300D || c == 0x201D || c == '"';
}

bool ends_clause(std::string_view text) {
  const char32_t c = last_character(without_white(text));
  const bool question = c == '?' || c == 0xFF1F;  // headings may ask
  const bool comma = c == ':' || c == 0xFF1A || c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == 0xFF1B;
  return comma || (is_sentence_mark(c) && !question);
}

bool is_fenced_prose(std::string_view line) {
  if (line.find_first_of(kCodeSigns) != line.npos) return false;
  const auto cjk =
      std::count_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= kCjkLead; });
  return static_cast<size_t>(cjk) >= kLeastCjk;
}

bool begins_with_key(std::string_view line) {
  const size_t colon = line.find(": ");
  if (colon == line.npos || colon == 0 || colon > kLongestKey) return false;
  const std::string_view key = line.substr(0, colon);
  const auto first = static_cast<unsigned char>(key.front());
  if (!core::is_upper_ascii(first) && first < 0x80) return false;
  return key.find_first_of(".,;!?") == key.npos && key != "Date" && key != "日付" && key != "日期";
}

}  // namespace whobuilds::read
