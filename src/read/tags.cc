#include "read/tags.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace whobuilds::read {
namespace {

constexpr std::array<std::string_view, 17> kHidden = {"script", "style", "svg",   "pre",    "noscript", "template",
                                                      "iframe", "video", "audio", "object", "canvas",   "select",
                                                      "button", "form",  "nav",   "math",   "textarea"};

constexpr uint32_t kLongestTag = 64u << 10;  // bytes; a '<' without a '>' in that distance is text

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// The '>' that ends the tag: one inside quotation marks does not.
size_t tag_close(std::string_view text, size_t at) {
  const size_t limit = std::min<size_t>(text.size(), at + kLongestTag);
  char quote = '\0';
  for (; at < limit; ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at;
    } else if (c == '<') {
      return text.npos;
    }
  }
  return text.npos;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(), [](char a, char b) { return lower(a) == b; });
}

}  // namespace

Tag tag_at(std::string_view text, uint32_t at) {
  Tag tag;
  const std::string_view rest = text.substr(at);
  if (rest.substr(0, 4) == "<!--") {
    const size_t end = rest.find("-->");  // a comment that is not closed goes on to the end
    return {{at, static_cast<uint32_t>(end == rest.npos ? text.size() : at + end + 3)}, "!", false};
  }
  size_t name = 1;
  tag.closing = rest.size() > 1 && rest[1] == '/';
  if (tag.closing) ++name;
  if (name >= rest.size()) return tag;
  const bool declaration = rest[name] == '!' || rest[name] == '?';
  if (!declaration && !std::isalpha(static_cast<unsigned char>(rest[name]))) return tag;
  const size_t close = tag_close(rest, name);
  if (close == rest.npos) return tag;
  for (size_t i = name; i < close && std::isalnum(static_cast<unsigned char>(rest[i])); ++i)
    tag.name.push_back(lower(rest[i]));
  if (declaration) tag.name = "!";
  tag.span = {at, at + static_cast<uint32_t>(close) + 1};
  return tag;
}

bool hides_content(std::string_view name) { return std::find(kHidden.begin(), kHidden.end(), name) != kHidden.end(); }

uint8_t heading_level(std::string_view name) {
  const bool heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  return heading ? static_cast<uint8_t>(name[1] - '0') : uint8_t{0};
}

uint32_t element_end(std::string_view text, uint32_t at, std::string_view name) {
  for (size_t found = text.find("</", at); found != text.npos; found = text.find("</", found + 2)) {
    if (!equals_ignoring_case(text.substr(found + 2, name.size()), name)) continue;
    const size_t close = text.find('>', found);
    if (close != text.npos) return static_cast<uint32_t>(close) + 1;
  }
  return 0;
}

}  // namespace whobuilds::read
