#include "relate/literals.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace whobuilds::relate {
namespace {

constexpr size_t kHeadBytes = 8;

// The first eight bytes, zeros behind a shorter text.
uint64_t head_of(std::string_view text) {
  uint64_t head = 0;
  std::memcpy(&head, text.data(), std::min(text.size(), kHeadBytes));
  return head;
}

}  // namespace

Literals::Literals(std::vector<std::string> words) : words_(std::move(words)) {
  std::erase(words_, std::string());
  for (const std::string& word : words_) {
    const auto byte = [&](size_t at) { return static_cast<unsigned char>(word[at]); };
    if (word.size() >= 3) begins_.set(key(byte(0), byte(1), byte(2)));
    if (word.size() < 3) short_begins_.set(byte(0));
    ends_.set(byte(word.size() - 1));
    heads_.push_back({head_of(word), head_of(std::string(std::min(word.size(), kHeadBytes), '\xff'))});
  }
}

size_t Literals::find_at(std::string_view text, uint32_t at, size_t from) const {
  const std::string_view rest = text.substr(at);
  const uint64_t head = head_of(rest);
  for (size_t i = from; i < words_.size(); ++i) {
    if (((head ^ heads_[i].bytes) & heads_[i].mask) != 0) continue;
    const std::string_view word = words_[i];
    if (word.size() > rest.size()) continue;
    if (word.size() <= kHeadBytes || rest.substr(kHeadBytes, word.size() - kHeadBytes) == word.substr(kHeadBytes))
      return i;
  }
  return words_.size();
}

void PresentSets::find(std::string_view text, const WordSets& sets) {
  present_.assign(sets.count, false);
  list_.clear();
  for (uint32_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;  // within a character
    sets.words.for_each_prefix(text, at, [&](uint32_t word, uint32_t) {
      for (const uint32_t set : sets.sets_of[word]) {
        if (present_[set]) continue;
        present_[set] = true;
        list_.push_back(set);
      }
    });
  }
}

bool PresentSets::has_all(const std::vector<uint32_t>& sets) const {
  return std::all_of(sets.begin(), sets.end(), [this](uint32_t set) { return present_[set]; });
}

}  // namespace whobuilds::relate
