// Properties of reading, normalisation and sentence splitting over generated documents: fragments
// of the three languages, markup, marks that are dropped, and broken bytes, in any order.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "core/utf8.h"
#include "text/fold.h"
#include "text/normalise.h"
#include "text/text.h"
#include "whobuilds/read.h"

using namespace whobuilds;

namespace {

using Parts = std::vector<std::string>;

// Fragments that NFKC alone changes: no white space, citations, or characters that are dropped.
const Parts& nfkc_fragments() {
  static const Parts list = {
      "Qwen2.5", "ＧＰＴ－４", "華為", "ﾌｧｰｳｪｲ", "ｶﾞ", "か\u3099", "e\u0301", "\u1100\u1161\u11A8",
      "㍿",      "ﬁ",          "Å",    "①",      "…",  "½",        "삼성",    "➔",
      "(",       "」",         "。",   ".",      ",",  "\u0301",   "\u0323",  "ﷺ",
      "𠮷",      "Ｑ",         "-"};
  return list;
}

// And all that a page may hold.
const Parts& page_fragments() {
  static const Parts list = {"Huawei",
                             "华为发布了",
                             "ファーウェイは",
                             "Ascend 910C",
                             "を発表した。",
                             " unveiled a chip. ",
                             "！",
                             "？",
                             "」と述べた。",
                             "「",
                             "(",
                             "（",
                             "[12]",
                             "[3][4]",
                             "[^1]",
                             "\u200B",
                             "\u00AD",
                             "\uFEFF",
                             "　",
                             " ",
                             "  ",
                             "\n",
                             "\n\n",
                             "\r\n",
                             "\t",
                             "™",
                             "²",
                             "**",
                             "*",
                             "`",
                             "# ",
                             "## ",
                             "- ",
                             "> ",
                             "| a | b |\n|---|---|\n",
                             "|",
                             "<b>",
                             "</b>",
                             "<br>",
                             "<table><tr><td>",
                             "</table>",
                             "<!--",
                             "-->",
                             "&amp;",
                             "&#x4E00;",
                             "[link](https://a.example/b)",
                             "https://a.example ",
                             "![x](y)",
                             "---\n",
                             "title: T\n",
                             "```\n",
                             "    ",
                             "\\",
                             "参考文献",
                             "ﾌｧｰ",
                             "ＡＩ",
                             "{% x %}",
                             "\xFF",
                             "\xE4\xB8",
                             "1. ",
                             "・",
                             "Inc. ",
                             "🚀",
                             "’",
                             "—",
                             "3.5",
                             "…"};
  return list;
}

std::string joined(const Parts& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

std::string generated(const Parts& fragments) {
  return joined(*rc::gen::container<Parts>(rc::gen::elementOf(fragments)));
}

// ICU's NFKC, with circled numbers as the normaliser writes them.
std::string reference_nfkc(std::string text) {
  for (size_t at = text.find("①"); at != text.npos; at = text.find("①", at)) text.replace(at, 3, "(1)");
  return text::nfkc(text);
}

Document read_as(const std::string& bytes, int format) {
  static const char* const kNames[] = {"a.md", "a.txt", "a.html"};
  Result<Document> result = read_document(bytes, kNames[format]);
  return result.ok() ? std::move(*result) : Document();
}

void check_spans(const Document& document, const text::Text& text) {
  RC_ASSERT(text.map.positions() == text.normal.size() + 1);
  RC_ASSERT(text.folded.size() == text.normal.size());
  RC_ASSERT(text.folded == text::folded(text.normal));
  RC_ASSERT(text.blocks.size() == document.blocks.size());
  RC_ASSERT(core::valid(text.normal));
  Span before;
  for (uint32_t at = 0; at < text.normal.size(); ++at) {
    const Span original = text.map.to_original({at, at + 1});
    RC_ASSERT(original.begin <= original.end && original.end <= document.text.size());
    RC_ASSERT(before.begin <= original.begin && before.end <= original.end);  // monotone
    before = original;
  }
}

void check_sentences(const Document& document, const text::Text& text) {
  uint32_t end = 0;
  for (const text::Sentence& sentence : text.sentences) {
    RC_ASSERT(!sentence.span.empty() && end <= sentence.span.begin);
    RC_ASSERT(text.blocks[sentence.block].span.contains(sentence.span));
    RC_ASSERT(text.normal[sentence.span.begin] != ' ' && text.normal[sentence.span.end - 1] != ' ');
    RC_ASSERT(!text.map.to_original(sentence.span).empty());
    end = sentence.span.end;
  }
  // Nothing but white space is outside of sentences.
  size_t index = 0;
  for (uint32_t at = 0; at < text.normal.size(); ++at) {
    while (index < text.sentences.size() && text.sentences[index].span.end <= at) ++index;
    const bool inside = index < text.sentences.size() && text.sentences[index].span.begin <= at;
    RC_ASSERT(inside || text.normal[at] == ' ' || text.normal[at] == '\n');
  }
  RC_ASSERT(document.blocks.size() == text.blocks.size());
}

}  // namespace

TEST_CASE("normalisation without drops is NFKC") {
  CHECK(rc::check("same as ICU", [] {
    const std::string original = generated(nfkc_fragments());
    RC_ASSERT(text::normalised(original) == reference_nfkc(original));
  }));
  CHECK(rc::check("same as ICU for any characters of the scripts we read", [] {
    const auto characters = *rc::gen::container<std::vector<char32_t>>(
        rc::gen::oneOf(rc::gen::inRange<char32_t>('a', 'z'), rc::gen::inRange<char32_t>(0xC0, 0x250),
                       rc::gen::inRange<char32_t>(0x300, 0x340), rc::gen::inRange<char32_t>(0x3041, 0x3100),
                       rc::gen::inRange<char32_t>(0x4E00, 0x4F00), rc::gen::inRange<char32_t>(0xFF21, 0xFFA0),
                       rc::gen::inRange<char32_t>(0x1100, 0x1200), rc::gen::inRange<char32_t>(0x3280, 0x32B0),
                       rc::gen::inRange<char32_t>(0xAC00, 0xAD00)));
    std::string original;
    for (const char32_t c : characters) {
      if (c != 0xFF3B) core::append(original, c);  // a bracket may begin a citation
    }
    RC_ASSERT(text::normalised(original) == text::nfkc(original));
  }));
}

TEST_CASE("a normalised word leads back to bytes that say the same") {
  CHECK(rc::check("slices of the original", [] {
    const std::string before = generated(nfkc_fragments()), word = "Kirin9020", after = generated(nfkc_fragments());
    RC_PRE(after.empty() || text::normalised("x" + after)[0] == 'x');
    const std::string original = before + " " + word + " " + after;
    std::string normal;
    text::OffsetMap map;
    text::Normaliser normaliser(normal, map);
    normaliser.append_verbatim(original, 0);
    const auto at = static_cast<uint32_t>(normal.find(word));
    RC_ASSERT(map.to_original({at, at + static_cast<uint32_t>(word.size())}).of(original) == word);
    for (uint32_t begin = 0; begin < normal.size(); ++begin) {
      if ((static_cast<unsigned char>(normal[begin]) & 0xC0) == 0x80) continue;
      const std::string_view slice = map.to_original({begin, static_cast<uint32_t>(normal.size())}).of(original);
      const std::string again = text::normalised(slice, Language::unknown);
      // The slice may begin earlier, never later: it holds the rest of the text.
      RC_ASSERT(again.size() + 1 >= normal.size() - begin);
    }
  }));
}

TEST_CASE("any document gives a text whose spans lead back to it") {
  for (int format = 0; format < 3; ++format) {
    CAPTURE(format);
    CHECK(rc::check("spans and sentences", [format] {
      const Document document = read_as(generated(page_fragments()), format);
      text::Text text;
      text::prepare_text(document, text);
      check_spans(document, text);
      check_sentences(document, text);
    }));
  }
}

TEST_CASE("pieces of every block ascend and stand in the text") {
  CHECK(rc::check("pieces", [] {
    const std::string bytes = generated(page_fragments());
    const Document document = read_as(bytes, *rc::gen::inRange(0, 3));
    uint32_t last = 0;
    for (const Block& block : document.blocks) {
      RC_ASSERT(!block.pieces.empty());
      for (const Piece& piece : block.pieces) {
        RC_ASSERT(last <= piece.source.begin && piece.source.begin <= piece.source.end);
        RC_ASSERT(piece.source.end <= document.text.size());
        last = piece.source.end;
      }
    }
    if (document.offsets_in == OffsetsIn::file) RC_ASSERT(document.text == bytes || bytes.empty());
  }));
}

TEST_CASE("preparing is a function of the document, whatever the buffers held") {
  CHECK(rc::check("reused buffers", [] {
    const Document first = read_as(generated(page_fragments()), 0), second = read_as(generated(page_fragments()), 0);
    text::Text reused, fresh;
    text::prepare_text(first, reused);
    text::prepare_text(second, reused);
    text::prepare_text(second, fresh);
    RC_ASSERT(reused.normal == fresh.normal);
    RC_ASSERT(reused.folded == fresh.folded);
    RC_ASSERT(reused.sentences.size() == fresh.sentences.size());
    RC_ASSERT(reused.strong == fresh.strong);
  }));
}
