// The normalised text of any document: its map is total and its sentences lie in its blocks.
#include "core/utf8.h"
#include "fuzz/fuzz.h"
#include "text/text.h"

using whobuilds::Span;
using whobuilds::fuzz::require;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document = whobuilds::fuzz::read_any(whobuilds::fuzz::view(data, size));
  if (!document) return 0;
  static whobuilds::text::Text text;
  whobuilds::text::prepare_text(*document, text);
  require(whobuilds::core::valid(text.normal));
  require(text.folded.size() == text.normal.size());
  require(text.map.positions() == text.normal.size() + 1);
  require(text.blocks.size() == document->blocks.size());
  const auto check = [&](Span normal) {
    require(normal.begin <= normal.end && normal.end <= text.normal.size());
    const Span original = text.map.to_original(normal);
    require(original.begin <= original.end && original.end <= document->text.size());
  };
  for (const auto& block : text.blocks) check(block.span);
  uint32_t last = 0;
  for (const auto& sentence : text.sentences) {
    require(last <= sentence.span.begin && !sentence.span.empty());
    require(sentence.block < text.blocks.size());
    require(text.blocks[sentence.block].span.contains(sentence.span));
    check(sentence.span);
    last = sentence.span.end;
  }
  return 0;
}
