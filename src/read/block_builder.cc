#include "read/block_builder.h"

#include <algorithm>
#include <iterator>

#include "core/utf8.h"
#include "read/layout.h"
#include "read/lines.h"
#include "read/references.h"

namespace whobuilds::read {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const size_t begin = text.find_first_not_of(kWhite);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhite) - begin + 1);
}

bool is_prose_kind(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::list_item || kind == BlockKind::quote;
}

// Rules of dashes or stars are no text.
bool has_words(std::string_view content) {
  for (uint32_t at = 0; at < content.size();) {
    const char32_t c = core::decode(content, at);
    if (core::is_word(c) || c >= 0x530) return true;
  }
  return false;
}

constexpr uint8_t kLabelLevel = 6;     // of a paragraph that stands for a heading
constexpr size_t kShortestProse = 90;  // bytes

// A paragraph that no list of references holds: it ends one that only a label began.
bool is_full_sentence(const Block& block, std::string_view content) {
  return block.kind == BlockKind::paragraph && content.size() >= kShortestProse && ends_sentence(content);
}

}  // namespace

std::string block_text(std::string_view document_text, const Block& block) {
  std::string text;
  for (const Piece& piece : block.pieces) {
    if (piece.decoded.empty())
      text += piece.source.of(document_text);
    else
      text += piece.decoded;
  }
  return text;
}

Block heading(uint8_t level) {
  Block block;
  block.kind = BlockKind::heading;
  block.level = level;
  return block;
}

uint32_t BlockBuilder::add(Block block, LinkShare links) {
  const std::string whole = block_text(text_, block);
  const std::string_view content = trimmed(whole);
  if (block.kind == BlockKind::heading) return add_heading(std::move(block), content);
  if (is_reference_label(block, content, links)) {
    reference_level_ = kLabelLevel;
    reference_by_label_ = true;
    return Block::kNone;
  }
  if (is_prose_kind(block.kind) && (is_reference(content, links.link_bytes, links.has_url) || is_hashtags(content))) {
    return Block::kNone;
  }
  if (is_reference_cell(block, content)) return Block::kNone;
  if (reference_by_label_ && is_full_sentence(block, content)) reference_level_ = 0;
  if (!has_words(content) || reference_level_ != 0) return Block::kNone;
  if (joins_last(block, content)) return join_to_last(std::move(block));
  return append(std::move(block));
}

// Whether a paragraph of one word, such as "出典：", announces a reference list.
bool BlockBuilder::is_reference_label(const Block& block, std::string_view content, LinkShare links) const {
  return block.kind == BlockKind::paragraph && lists_.empty() && links.link_bytes == 0 && is_reference_heading(content);
}

// Whether a cell stands in a column of sources: under a header as reference lists have, the header itself too.
bool BlockBuilder::is_reference_cell(const Block& block, std::string_view content) {
  if (block.kind != BlockKind::table_cell || block.column == 0) return false;
  if (block.row == 0 && is_reference_heading(content)) reference_columns_.push_back(block.column);
  return std::find(reference_columns_.begin(), reference_columns_.end(), block.column) != reference_columns_.end();
}

// Appends a block in its section and list.
uint32_t BlockBuilder::append(Block block) {
  block.section = headings_.empty() ? Block::kNone : headings_.back();
  const auto index = static_cast<uint32_t>(blocks_.size());
  if (!lists_.empty()) {
    List& list = lists_.back();
    block.parent = list.item != Block::kNone ? list.item : list.parent;
    if (list.item == Block::kNone) list.item = index;
  }
  const bool introduces = block.kind == BlockKind::paragraph || block.kind == BlockKind::quote;
  if (lists_.empty()) introduction_ = introduces ? index : Block::kNone;
  blocks_.push_back(std::move(block));
  return index;
}

// Whether a paragraph goes on with the one right before, which a page break cut off.
bool BlockBuilder::joins_last(const Block& block, std::string_view content) const {
  if (block.kind != BlockKind::paragraph || !lists_.empty() || introduction_ == Block::kNone) return false;
  const Block& last = blocks_.back();
  const Piece& end = last.pieces.back();
  if (ends_sentence(end.decoded.empty() ? end.source.of(text_) : std::string_view(end.decoded))) return false;
  return introduction_ + 1 == blocks_.size() && last.kind == BlockKind::paragraph &&
         breaks_off(block_text(text_, last), content);
}

uint32_t BlockBuilder::join_to_last(Block block) {
  std::vector<Piece>& pieces = blocks_.back().pieces;
  const uint32_t begin = pieces.back().source.end, end = block.pieces.front().source.begin;
  pieces.push_back({{begin, std::min(begin + 1, end)}, "\n", false});
  std::move(block.pieces.begin(), block.pieces.end(), std::back_inserter(pieces));
  return introduction_;
}

// Opens a section and closes those of its level and below. A reference heading itself is dropped,
// with all that stands under it.
uint32_t BlockBuilder::add_heading(Block block, std::string_view content) {
  if (content.empty() || is_hashtags("#" + std::string(content))) return Block::kNone;
  introduction_ = Block::kNone;
  if (reference_level_ != 0 && block.level > reference_level_) return Block::kNone;
  reference_level_ = is_reference_heading(content) ? block.level : uint8_t{0};
  reference_by_label_ = reference_level_ == kLabelLevel;
  while (!headings_.empty() && blocks_[headings_.back()].level >= block.level) headings_.pop_back();
  if (reference_level_ != 0) return Block::kNone;
  block.section = headings_.empty() ? Block::kNone : headings_.back();
  const auto index = static_cast<uint32_t>(blocks_.size());
  headings_.push_back(index);
  blocks_.push_back(std::move(block));
  return index;
}

void BlockBuilder::begin_list() {
  List list;
  if (lists_.empty())
    list.parent = introduction_;
  else
    list.parent = lists_.back().item != Block::kNone ? lists_.back().item : lists_.back().parent;
  lists_.push_back(list);
}

void BlockBuilder::end_list() {
  if (lists_.empty()) return;
  lists_.pop_back();
  if (lists_.empty()) introduction_ = Block::kNone;
}

void BlockBuilder::begin_item() {
  if (!lists_.empty()) lists_.back().item = Block::kNone;
}

void BlockBuilder::end_item() { begin_item(); }

// A document may open tables inside cells: what stands in the outer one after them is of the inner one.
void BlockBuilder::begin_table() {
  interrupt();
  ++tables_;
  row_ = column_ = 0;
  reference_columns_.clear();
}

Block BlockBuilder::prose() const {
  Block block;
  block.kind = quotes_ > 0 ? BlockKind::quote : BlockKind::paragraph;
  if (lists_.empty()) return block;
  if (lists_.back().item == Block::kNone) block.kind = BlockKind::list_item;
  block.level = static_cast<uint8_t>(std::min(list_depth(), 255u));
  return block;
}

Block BlockBuilder::cell(bool header) const {
  Block block;
  block.kind = BlockKind::table_cell;
  block.table = tables_ == 0 ? 0 : tables_ - 1;
  block.row = row_;
  block.column = column_;
  block.header = header;
  return block;
}

void BlockBuilder::move_to(Document& document) {
  const auto before = static_cast<uint32_t>(document.blocks.size());
  for (Block& block : blocks_) {
    if (block.section != Block::kNone) block.section += before;
    if (block.parent != Block::kNone) block.parent += before;
    document.blocks.push_back(std::move(block));
  }
}

}  // namespace whobuilds::read
