#include "text/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/language.h"
#include "text/regex.h"

using namespace whobuilds;

namespace {

Block block_of(std::vector<Piece> pieces) {
  Block block;
  block.pieces = std::move(pieces);
  return block;
}

Language language_of(const std::string& block, Language document) {
  return text::block_language(text::count_scripts(block), document);
}

}  // namespace

TEST_CASE("prepare_text: blocks, sentences and strong spans lead back to the file") {
  Document document;
  document.text = "**Qwen**&amp;Kimiは強い。次も。\n\nＧＰＵ";
  const auto find = [&](const std::string& part) {
    const auto at = static_cast<uint32_t>(document.text.find(part));
    return Span{at, at + static_cast<uint32_t>(part.size())};
  };
  document.blocks = {
      block_of({{find("Qwen"), "", true}, {find("&amp;"), "&", false}, {find("Kimiは強い。次も。"), "", false}}),
      block_of({}), block_of({{find("ＧＰＵ"), "", false}})};
  text::Text text;
  text::prepare_text(document, text);

  CHECK(text.normal == "Qwen&Kimiは強い。次も。\n\nGPU\n");
  CHECK(text.folded == "qwen&kimiは強い。次も。\n\ngpu\n");
  CHECK(text.language == Language::ja);
  REQUIRE(text.blocks.size() == 3);
  CHECK(text.blocks[0].sentence_count == 2);
  CHECK(text.blocks[1].span.empty());
  CHECK(text.blocks[1].sentence_count == 0);
  CHECK(text.blocks[2].first_sentence == 2);
  CHECK(text.blocks[2].language == Language::ja);  // full-width letters are no English: the document's language
  REQUIRE(text.sentences.size() == 3);
  CHECK(text.map.to_original(text.sentences[0].span).of(document.text) == "Qwen**&amp;Kimiは強い。");
  CHECK(text.map.to_original(text.sentences[2].span).of(document.text) == "ＧＰＵ");
  CHECK(text.sentences[2].block == 2);
  REQUIRE(text.strong.size() == 1);
  CHECK(text.strong[0].of(text.normal) == "Qwen");
  CHECK(text.map.positions() == text.normal.size() + 1);

  text::prepare_text(Document(), text);  // buffers are emptied
  CHECK(text.normal.empty());
  CHECK(text.sentences.empty());
  CHECK(text.map.positions() == 1);
}

TEST_CASE("languages by script") {
  struct Row {
    std::string name;
    std::string block;
    Language document;
    Language expected;
  };
  const std::vector<Row> rows = {
      {"kana", "華為が発表した", Language::unknown, Language::ja},
      {"han alone", "华为发布芯片", Language::unknown, Language::zh},
      {"han in a japanese document", "主要企業", Language::ja, Language::ja},
      {"latin", "Huawei unveiled a chip", Language::ja, Language::en},
      {"names in a japanese sentence", "NVIDIA GB200 NVL72を採用", Language::unknown, Language::ja},
      {"a chinese name in an english text", "The company Huawei (华为) unveiled a chip", Language::en, Language::en},
      {"numbers alone", "1,234", Language::zh, Language::zh},
      {"one kana in much han", "中国人工智能芯片企业华为の昇腾芯片发布会在深圳举行并公布路线图", Language::unknown,
       Language::zh},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(language_of(row.block, row.document) == row.expected);
  }
}

TEST_CASE("regular expressions") {
  const Result<text::Regex> regex = text::Regex::compile("(?P<stem>qwen)([0-9.]+)?", false);
  REQUIRE(regex.ok());
  std::vector<Span> groups;
  const std::string sentence = "the Qwen and Qwen2.5 models";
  REQUIRE(regex->search(sentence, 0, groups));
  CHECK(groups[0].of(sentence) == "Qwen");
  CHECK(groups[2].begin == UINT32_MAX);
  REQUIRE(regex->search(sentence, 8, groups));
  CHECK(groups[0].of(sentence) == "Qwen2.5");
  CHECK(groups[regex->group("stem")].of(sentence) == "Qwen");
  CHECK(regex->group("other") == 0);
  CHECK_FALSE(regex->match_at(sentence, 3, groups));
  CHECK(regex->match_at(sentence, 4, groups));
  CHECK(regex->contains_match(sentence));
  CHECK_FALSE(regex->search(sentence, 1000, groups));

  const Result<text::Regex> broken = text::Regex::compile("(");
  REQUIRE_FALSE(broken.ok());
  CHECK(broken.diagnostics()[0].code == "rules.regex");
}
