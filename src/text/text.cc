#include "text/text.h"

#include "core/utf8.h"
#include "text/fold.h"
#include "text/language.h"
#include "text/normalise.h"
#include "text/sentences.h"

namespace whobuilds::text {
namespace {

// Normalisation can make a text larger (at most eleven times). What would not fit spans is left out.
constexpr size_t kLargestNormal = size_t{3} << 30;

bool fits(const std::string& normal, std::string_view piece) {
  return normal.size() + 18 * piece.size() < kLargestNormal;
}

std::string_view piece_text(const Document& document, const Piece& piece) {
  return piece.decoded.empty() ? piece.source.of(document.text) : std::string_view(piece.decoded);
}

// Joins it to the span before where nothing stands between.
void add_strong(Text& out, Span span) {
  while (!span.empty() && out.normal[span.begin] == ' ') ++span.begin;
  if (span.empty()) return;
  if (!out.strong.empty() && out.strong.back().end == span.begin)
    out.strong.back().end = span.end;
  else
    out.strong.push_back(span);
}

Span normalise_block(const Document& document, const Block& block, Normaliser& normaliser, Text& out) {
  const auto size = [&] { return static_cast<uint32_t>(out.normal.size()); };
  const uint32_t begin = size();
  for (const Piece& piece : block.pieces) {
    const uint32_t before = size();
    const std::string_view bytes = piece_text(document, piece);
    if (!fits(out.normal, bytes)) break;
    if (piece.decoded.empty())
      normaliser.append_verbatim(bytes, piece.source.begin);
    else
      normaliser.append_decoded(bytes, piece.source);
    if (piece.strong) add_strong(out, {before, size()});
  }
  const Span span = {begin, size()};
  normaliser.end_block();
  return span;
}

ScriptCount scripts_of(const Document& document, const Block& block) {
  ScriptCount scripts;
  for (const Piece& piece : block.pieces) scripts += count_scripts(piece_text(document, piece));
  return scripts;
}

// Before normalisation, which asks for them.
void find_languages(const Document& document, Text& out) {
  std::vector<ScriptCount> scripts;
  scripts.reserve(document.blocks.size());
  ScriptCount total;
  for (const Block& block : document.blocks) {
    scripts.push_back(scripts_of(document, block));
    total += scripts.back();
  }
  out.language = document.language != Language::unknown ? document.language : document_language(total);
  out.blocks.resize(document.blocks.size());
  for (size_t i = 0; i < scripts.size(); ++i) out.blocks[i].language = block_language(scripts[i], out.language);
}

void find_sentences(Text& out) {
  SentenceSplitter splitter;
  std::vector<Span> spans;
  for (uint32_t i = 0; i < out.blocks.size(); ++i) {
    spans.clear();
    splitter.split(out.normal, out.blocks[i].span, spans);
    out.blocks[i].first_sentence = static_cast<uint32_t>(out.sentences.size());
    out.blocks[i].sentence_count = static_cast<uint32_t>(spans.size());
    for (const Span span : spans) out.sentences.push_back({span, i});
  }
}

}  // namespace

void Text::clear() {
  normal.clear();
  folded.clear();
  map.clear();
  blocks.clear();
  sentences.clear();
  strong.clear();
  aliases.clear();
  language = Language::unknown;
}

void prepare_text(const Document& document, Text& out) {
  out.clear();
  find_languages(document, out);
  Normaliser normaliser(out.normal, out.map);
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    TextBlock& text_block = out.blocks[i];
    normaliser.set_language(text_block.language);
    text_block.span = normalise_block(document, block, normaliser, out);
    text_block.kind = block.kind;
    text_block.table = block.table;
    text_block.row = block.row;
    text_block.column = block.column;
  }
  for (const std::string& alias : document.aliases) out.aliases.push_back(nfkc(alias));
  append_folded(out.normal, out.folded);
  find_sentences(out);
}

}  // namespace whobuilds::text
