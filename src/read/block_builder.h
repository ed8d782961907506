// Builds the blocks of a document in reading order and keeps what spans several of them: sections,
// lists and tables. Every reader goes through it, so that all formats leave out the same things:
// reference lists, paragraphs and items that are mere links, lines of hashtags.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/document.h"

namespace whobuilds::read {

// The text of a block as the reader sees it, pieces joined, not normalised.
std::string block_text(std::string_view document_text, const Block& block);

// A heading without its pieces; `level` from 1.
Block heading(uint8_t level);

// How a block came to its text, for telling prose from references.
struct LinkShare {
  uint32_t link_bytes = 0;  // text of links, and URLs that were dropped
  bool has_url = false;     // a bare URL was dropped
};

// Not thread-safe. `text` is Document::text; it may grow while blocks are added.
class BlockBuilder {
 public:
  explicit BlockBuilder(const std::string& text) : text_(text) {}

  // Adds a block whose kind, level, table position and pieces are set; sets its section and
  // parent. Blocks without text and those that are not prose are dropped. Returns its index or kNone.
  uint32_t add(Block block, LinkShare links = {});

  // Lists: every list item added between is a child of the item that was open or, in an outermost
  // list, of the paragraph right before.
  void begin_list();
  void end_list();
  void begin_item();
  void end_item();
  uint32_t list_depth() const { return static_cast<uint32_t>(lists_.size()); }

  void begin_quote() { ++quotes_; }
  void end_quote() { --quotes_; }

  // Tables: rows are counted from 0, and cells within each; both go on when one ends.
  void begin_table();
  void begin_row() { column_ = 0; }
  void end_row() { ++row_; }
  void end_cell() { ++column_; }

  // What prose or a cell that opens here is, without its pieces: the first prose of a list item is the item, what
  // follows in it a paragraph.
  Block prose() const;
  Block cell(bool header) const;

  // Something stands here that breaks the tie between a paragraph and the list after it.
  void interrupt() { introduction_ = Block::kNone; }

  // Moves all blocks behind those that `document` has. The last call.
  void move_to(Document& document);

 private:
  struct List {
    uint32_t parent = Block::kNone;
    uint32_t item = Block::kNone;  // the first block of the open item
  };
  uint32_t add_heading(Block block, std::string_view content);
  uint32_t append(Block block);
  bool is_reference_label(const Block& block, std::string_view content, LinkShare links) const;
  bool is_reference_cell(const Block& block, std::string_view content);
  bool joins_last(const Block& block, std::string_view content) const;
  uint32_t join_to_last(Block block);

  const std::string& text_;
  std::vector<Block> blocks_;
  std::vector<uint32_t> headings_;  // open ones, outermost first
  std::vector<List> lists_;
  uint32_t introduction_ = Block::kNone;
  int quotes_ = 0;       // open ones
  uint32_t tables_ = 0;  // begun so far
  uint32_t row_ = 0, column_ = 0;
  std::vector<uint32_t> reference_columns_;  // of the table we are in: what stands there tells where news was found
  uint8_t reference_level_ = 0;              // of the heading of the reference list we are in, 0 = none
  bool reference_by_label_ = false;          // a short paragraph or bold line began that list
};

}  // namespace whobuilds::read
