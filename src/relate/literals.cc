#include "relate/literals.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace whobuilds::relate {
namespace {

constexpr size_t kHeadBytes = 8;
constexpr std::string_view kAllOnes = "\xff\xff\xff\xff\xff\xff\xff\xff";

// The first eight bytes, zeros behind a shorter text.
uint64_t head_of(std::string_view text) {
  uint64_t head = 0;
  if (text.size() >= kHeadBytes) {
    std::memcpy(&head, text.data(), kHeadBytes);
  } else {
    std::memcpy(&head, text.data(), text.size());
  }
  return head;
}

}  // namespace

Literals::Literals(std::vector<std::string> words) : words_(std::move(words)) {
  std::erase(words_, std::string());
  chains_.fill(kChainEnd);
  heads_.resize(words_.size());
  next_.resize(words_.size(), kChainEnd);
  for (size_t i = words_.size(); i-- > 0;) {
    const std::string& word = words_[i];
    const auto byte = [&](size_t at) { return static_cast<unsigned char>(word[at]); };
    heads_[i] = {head_of(word), head_of(kAllOnes.substr(0, std::min(word.size(), kHeadBytes)))};
    ends_.set(byte(word.size() - 1));
    if (word.size() < kKeyBytes) {
      short_begins_.set(byte(0));
      short_words_.insert(short_words_.begin(), static_cast<uint16_t>(i));
      continue;
    }
    const uint32_t of_word = key(byte(0), byte(1), byte(2));
    begins_.set(of_word);
    next_[i] = std::exchange(chains_[of_word % kChains], static_cast<uint16_t>(i));
  }
}

bool Literals::stands_at(std::string_view rest, uint64_t head, size_t word) const {
  if (((head ^ heads_[word].bytes) & heads_[word].mask) != 0) return false;
  const std::string_view bytes = words_[word];
  if (bytes.size() > rest.size()) return false;
  return bytes.size() <= kHeadBytes || rest.substr(kHeadBytes, bytes.size() - kHeadBytes) == bytes.substr(kHeadBytes);
}

size_t Literals::find_at(std::string_view text, uint32_t at, size_t from) const {
  const std::string_view rest = text.substr(at);
  if (rest.empty() || words_.empty()) return words_.size();
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(rest[i]); };
  const uint64_t head = head_of(rest);
  size_t found = words_.size();
  if (rest.size() >= kKeyBytes) {
    size_t i = chains_[key(byte(0), byte(1), byte(2)) % kChains];
    while (i != kChainEnd && (i < from || !stands_at(rest, head, i))) i = next_[i];
    if (i != kChainEnd) found = i;
  }
  if (!short_begins_[byte(0)]) return found;
  for (const uint16_t i : short_words_) {
    if (i >= found) break;
    if (i >= from && stands_at(rest, head, i)) return i;
  }
  return found;
}

size_t Literals::find_before(std::string_view text, uint32_t end, size_t from) const {
  if (end == 0 || !may_end(text, end)) return words_.size();
  const std::string_view before = text.substr(0, end);
  for (size_t i = from; i < words_.size(); ++i) {
    if (words_[i].back() == before.back() && before.ends_with(words_[i])) return i;
  }
  return words_.size();
}

void PresentSets::find(std::string_view text, const WordSets& sets) {
  present_.assign(sets.count, false);
  met_.assign(sets.sets_of.size(), false);
  list_.clear();
  for (uint32_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;  // within a character
    sets.words.for_each_prefix(text, at, [&](uint32_t word, uint32_t) {
      if (met_[word]) return;
      met_[word] = true;
      for (const uint32_t set : sets.sets_of[word]) add(set);
    });
  }
}

void PresentSets::add(uint32_t set) {
  if (present_[set]) return;
  present_[set] = true;
  list_.push_back(set);
}

bool PresentSets::has_all(const std::vector<uint32_t>& sets) const {
  return std::all_of(sets.begin(), sets.end(), [this](uint32_t set) { return present_[set]; });
}

}  // namespace whobuilds::relate
