#include "relate/literals.h"

#include <utility>

namespace whobuilds::relate {

Literals::Literals(std::vector<std::string> words) : words_(std::move(words)) {
  std::erase(words_, std::string());
  for (const std::string& word : words_) {
    const auto byte = [&](size_t at) { return static_cast<unsigned char>(word[at]); };
    if (word.size() >= 3) begins_.set(key(byte(0), byte(1), byte(2)));
    if (word.size() < 3) short_begins_.set(byte(0));
    ends_.set(byte(word.size() - 1));
  }
}

}  // namespace whobuilds::relate
