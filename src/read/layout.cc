#include "read/layout.h"

#include <algorithm>

#include "core/utf8.h"
#include "read/block_builder.h"
#include "read/lines.h"

namespace whobuilds::read {
namespace {

constexpr uint32_t kWidestLabel = 80;  // columns
constexpr uint32_t kWidestTitle = 160;
constexpr uint8_t kLabelLevel = 6;
constexpr size_t kShortestTail = 24;  // bytes of an unfinished sentence

// Where the last full stop ends, 0 when there is none. A dot inside a number or name is none.
size_t last_sentence_end(std::string_view text) {
  size_t end = 0;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    const bool spaced = at >= text.size() || text[at] == ' ' || text[at] == '\n';
    if (is_sentence_mark(c) && (c >= 0x80 || spaced)) end = at;
  }
  return end;
}

bool is_label(const Document& document, size_t index) {
  const Block& block = document.blocks[index];
  if (block.kind != BlockKind::paragraph || index + 1 == document.blocks.size()) return false;
  const Block& next = document.blocks[index + 1];
  if (next.kind != BlockKind::paragraph) return false;
  const std::string text = block_text(document.text, block);
  return width_of(text) <= kWidestLabel && !ends_clause(text);
}

bool has_headings(const Document& document) {
  return std::any_of(document.blocks.begin(), document.blocks.end(),
                     [](const Block& block) { return block.kind == BlockKind::heading; });
}

// Without a title, the first paragraph is it when it is a short line.
void find_title(Document& document) {
  if (!document.title.empty() || document.blocks.size() < 2) return;
  Block& first = document.blocks.front();
  const std::string text = block_text(document.text, first);
  if (first.kind != BlockKind::paragraph || width_of(text) > kWidestTitle || ends_clause(text)) return;
  first.kind = BlockKind::title;
  document.title = std::string(without_white(text));
}

// A run of short lines is no heading over the others: only one that prose follows is.
bool prose_follows(const Document& document, size_t index) {
  for (size_t i = index + 1; i < document.blocks.size() && i <= index + 2; ++i) {
    const std::string text = block_text(document.text, document.blocks[i]);
    if (ends_sentence(text) && document.blocks[i].kind == BlockKind::paragraph) return true;
    if (!is_label(document, i)) return last_sentence_end(text) > 0;
  }
  return false;
}

}  // namespace

bool breaks_off(std::string_view text, std::string_view next) {
  text = without_white(text);
  next = without_white(next);
  const char32_t last = last_character(text), first = first_character(next);
  const bool in_words = core::is_cjk(last) || core::is_word(last) || last == 0x3001 || last == ',';
  const bool goes_on = core::is_cjk(last) || last == 0x3001 ? core::is_cjk(first) : first >= 'a' && first <= 'z';
  if (!in_words || !goes_on) return false;
  const size_t end = last_sentence_end(text);
  return end > 0 && text.size() - end >= kShortestTail && last_sentence_end(next) > 0;
}

void read_labels_as_headings(Document& document) {
  if (has_headings(document)) return;
  find_title(document);
  uint32_t section = Block::kNone;
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    if (is_label(document, i) && prose_follows(document, i)) {
      document.blocks[i].kind = BlockKind::heading;
      document.blocks[i].level = kLabelLevel;
      section = static_cast<uint32_t>(i);
    } else {
      document.blocks[i].section = section;
    }
  }
}

}  // namespace whobuilds::read
