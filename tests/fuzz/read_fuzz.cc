// Markdown, HTML, plain text and JSON Lines: the blocks of a document stand in its text, in order.
#include "core/utf8.h"
#include "fuzz/fuzz.h"

using whobuilds::fuzz::require;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document = whobuilds::fuzz::read_any(whobuilds::fuzz::view(data, size));
  if (!document) {
    require(whobuilds::has_errors(document.diagnostics()));
    return 0;
  }
  require(document->text.size() <= UINT32_MAX);
  for (size_t i = 0; i < document->blocks.size(); ++i) {
    const whobuilds::Block& block = document->blocks[i];
    require(block.section == whobuilds::Block::kNone || block.section < i);
    require(block.parent == whobuilds::Block::kNone || block.parent < i);
    uint32_t last = 0;
    for (const whobuilds::Piece& piece : block.pieces) {
      require(last <= piece.source.begin && piece.source.begin <= piece.source.end);
      require(piece.source.end <= document->text.size());
      last = piece.source.end;
    }
  }
  return 0;
}
