// Blocks of a document in a short written form, for comparing.
#pragma once

#include <initializer_list>
#include <string>

#include "whobuilds/document.h"
#include "whobuilds/read.h"

namespace whobuilds::test {

// The text of a block: its pieces as they are read.
inline std::string text_of(const Document& document, const Block& block) {
  std::string text;
  for (const Piece& piece : block.pieces) {
    text += piece.decoded.empty() ? std::string(piece.source.of(document.text)) : piece.decoded;
  }
  return text;
}

// "h2: text", "p: text", "li1: text", "cell(0,1): text", "th(0,1): text", "title: text", "excerpt: text", "quote:
// text".
inline std::string written(const Document& document, const Block& block) {
  const std::string text = text_of(document, block);
  switch (block.kind) {
    case BlockKind::title:
      return "title: " + text;
    case BlockKind::excerpt:
      return "excerpt: " + text;
    case BlockKind::heading:
      return "h" + std::to_string(block.level) + ": " + text;
    case BlockKind::paragraph:
      return "p: " + text;
    case BlockKind::list_item:
      return "li" + std::to_string(block.level) + ": " + text;
    case BlockKind::quote:
      return "quote: " + text;
    case BlockKind::table_cell:
      break;
  }
  return (block.header ? "th(" : "cell(") + std::to_string(block.row) + "," + std::to_string(block.column) +
         "): " + text;
}

// One block a line.
inline std::string written(const Document& document) {
  std::string lines;
  for (const Block& block : document.blocks) lines += written(document, block) + "|\n";
  return lines;
}

struct Lines {
  Lines(std::initializer_list<std::string> lines) {
    for (const std::string& line : lines) text += line + "|\n";
  }
  std::string text;
};

// Reads `bytes` under the name `path`; an unreadable input gives an empty document.
inline Document read(const std::string& bytes, const std::string& path) {
  Result<Document> result = read_document(bytes, path);
  return result.ok() ? std::move(*result) : Document();
}

}  // namespace whobuilds::test
