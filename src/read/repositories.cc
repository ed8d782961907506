#include "read/repositories.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace whobuilds::read {
namespace {

constexpr size_t kShortestKey = 3, kLongestKey = 40;  // bytes
constexpr int kMostWords = 6;                         // of one name

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

bool is_joint(char c) { return c == '-' || c == '_' || c == '.' || c == ' '; }

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void append_key(std::string_view text, std::string& key) {
  for (const char c : text) {
    if (is_word(c)) key += small(c);
  }
}

// "name" of an address of the form host/owner/name, else "".
std::string_view repository_of(std::string_view address) {
  static constexpr std::string_view kHosts[] = {"://github.com/", "://www.github.com/", "://gitlab.com/",
                                                "://gitee.com/",  "://huggingface.co/", "://modelscope.cn/models/"};
  for (const std::string_view host : kHosts) {
    const size_t at = address.find(host);
    if (at == std::string_view::npos) continue;
    std::string_view path = address.substr(at + host.size());
    path = path.substr(0, path.find_first_of("?#"));
    while (!path.empty() && path.back() == '/') path.remove_suffix(1);
    const size_t slash = path.find('/');
    if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos) return {};
    return path.substr(slash + 1);
  }
  return {};
}

uint32_t word_end(std::string_view text, uint32_t at) {
  while (at < text.size() && is_word(text[at])) ++at;
  return at;
}

// The spans of `text` that read like one of `keys`, ascending; of several from one word the longest.
std::vector<Span> find_names(std::string_view text, const std::unordered_set<std::string>& keys) {
  std::vector<Span> found;
  std::string key;
  for (uint32_t begin = 0; begin < text.size();) {
    if (!is_word(text[begin])) {
      ++begin;
      continue;
    }
    key.clear();
    uint32_t end = begin, best = begin;
    for (int words = 0; words < kMostWords && end < text.size() && is_word(text[end]); ++words) {
      const uint32_t next = word_end(text, end);
      append_key(text.substr(end, next - end), key);
      if (key.size() > kLongestKey) break;
      if (keys.count(key) != 0) best = next;
      end = next + (next < text.size() && is_joint(text[next]) ? 1 : 0);
    }
    if (best > begin) found.push_back({begin, best});
    begin = std::max(best, word_end(text, begin));
  }
  return found;
}

}  // namespace

void RepositoryNames::add(std::string_view address) {
  const std::string_view name = repository_of(address);
  if (std::none_of(name.begin(), name.end(), is_letter)) return;
  std::string key;
  append_key(name, key);
  if (key.size() >= kShortestKey && key.size() <= kLongestKey) keys_.insert(std::move(key));
}

void RepositoryNames::set_off(Document& document) const {
  if (keys_.empty()) return;
  std::vector<Piece> split;
  for (Block& block : document.blocks) {
    split.clear();
    for (Piece& piece : block.pieces) {
      std::vector<Span> names;
      if (!piece.strong && piece.decoded.empty()) names = find_names(piece.source.of(document.text), keys_);
      uint32_t at = piece.source.begin;
      for (const Span& name : names) {
        const Span source = {piece.source.begin + name.begin, piece.source.begin + name.end};
        if (at < source.begin) split.push_back({{at, source.begin}, {}, false});
        split.push_back({source, {}, true});
        at = source.end;
      }
      if (names.empty())
        split.push_back(std::move(piece));
      else if (at < piece.source.end)
        split.push_back({{at, piece.source.end}, {}, false});
    }
    block.pieces.swap(split);
  }
}

}  // namespace whobuilds::read
