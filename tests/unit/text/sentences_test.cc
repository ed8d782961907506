#include "text/sentences.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;

namespace {

std::vector<std::string> split(const std::string& block) {
  text::SentenceSplitter splitter;
  std::vector<Span> spans;
  splitter.split(block, {0, static_cast<uint32_t>(block.size())}, spans);
  std::vector<std::string> sentences;
  for (const Span span : spans) sentences.emplace_back(span.of(block));
  return sentences;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences: where they end") {
  struct Row {
    std::string name;
    std::string block;
    Sentences expected;
  };
  const std::vector<Row> rows = {
      {"empty", "", {}},
      {"only white space", "   ", {}},
      {"japanese", "発表した。次は来年だ。", {"発表した。", "次は来年だ。"}},
      {"without a final stop", "発表した。次は来年", {"発表した。", "次は来年"}},
      {"inside 「」", "彼は「買う。今だ。」と述べた。以上。", {"彼は「買う。今だ。」と述べた。", "以上。"}},
      {"inside brackets", "新型(二種類。共に安い。)を出す。以上。", {"新型(二種類。共に安い。)を出す。", "以上。"}},
      {"nested brackets", "『A「B。」C。』だ。D。", {"『A「B。」C。』だ。", "D。"}},
      {"question and exclamation", "本当か?本当だ!そうか。", {"本当か?", "本当だ!", "そうか。"}},
      {"quoted question goes on", "なぜ?と聞かれた。", {"なぜ?と聞かれた。"}},
      {"a name with an exclamation mark", "Yahoo!ニュースによる。", {"Yahoo!ニュースによる。"}},
      {"chinese quotation", "他说：“我们会推出。”随后离开。", {"他说：“我们会推出。”", "随后离开。"}},
      {"chinese title marks", "《报告。摘要》发布。", {"《报告。摘要》发布。"}},
      {"english", "It shipped. Then it failed.", {"It shipped.", "Then it failed."}},
      {"lower case does not begin", "approx. half of it.", {"approx. half of it."}},
      {"small letters of a name begin",
       "It is fast. vLLM runs it. xAI too.",
       {"It is fast.", "vLLM runs it.", "xAI too."}},
      {"company suffix",
       "Apple Inc. Sells phones with Intel Corp. Chips.",
       {"Apple Inc. Sells phones with Intel Corp. Chips."}},
      {"company suffix at the end",
       "It bought Acme Inc. The price is secret.",
       {"It bought Acme Inc.", "The price is secret."}},
      {"company suffix before CJK", "Apple Inc.は発表した。", {"Apple Inc.は発表した。"}},
      {"titles and initials", "Dr. J. Smith met Mr. Li. He left.", {"Dr. J. Smith met Mr. Li.", "He left."}},
      {"country", "The U.S. Commerce Department said no.", {"The U.S. Commerce Department said no."}},
      {"number word", "It is No. 5 in sales. Good.", {"It is No. 5 in sales.", "Good."}},
      {"decimals and versions", "Qwen2.5 costs 3.5 dollars, v1.2 less.", {"Qwen2.5 costs 3.5 dollars, v1.2 less."}},
      {"latin dots", "e.g. GPT-4, i.e. The model, vs. Others.", {"e.g. GPT-4, i.e. The model, vs. Others."}},
      {"list number", "1. Qwen leads. 2 more follow.", {"1. Qwen leads.", "2 more follow."}},
      {"year at the end", "It came in 2024. Then more.", {"It came in 2024.", "Then more."}},
      {"dots", "Well... Then it shipped.", {"Well... Then it shipped."}},
      {"quoted english", "\"We won.\" He left.", {"\"We won.\"", "He left."}},
      {"curly quotes", "He said, “We won. Again.” Then he left.", {"He said, “We won. Again.”", "Then he left."}},
      {"stop after kana in a technical text", "開発した.次に", {"開発した.", "次に"}},
      {"emoji after the stop", "完了。🚀次へ。", {"完了。", "🚀次へ。"}},
      {"unclosed bracket",
       "(開いた。" + std::string(1300, 'x') + "。終わり。",
       {"(開いた。", std::string(1300, 'x') + "。", "終わり。"}},
      {"unclosed bracket ends with the block", "A (b. C d. E f.", {"A (b.", "C d.", "E f."}},
      {"closing bracket alone", "1) Qwen. 2) Kimi.", {"1) Qwen.", "2) Kimi."}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(split(row.block) == row.expected);
  }
}

TEST_CASE("sentences: long ones are cut at a comma") {
  std::string block;
  for (int i = 0; i < 3000; ++i) block += i % 100 == 99 ? "、" : "字";
  const Sentences sentences = split(block);
  REQUIRE(sentences.size() == 2);
  CHECK(sentences[0].size() == 2000 * 3);
  CHECK(sentences[0].substr(sentences[0].size() - 3) == "、");
}

TEST_CASE("sentences: a megabyte of anything is split in linear time") {
  for (const std::string part : {"(", "「", ".", "。", "a. ", "\"", "[", "U.", "!", "字"}) {
    CAPTURE(part);
    std::string block;
    while (block.size() < (1u << 20)) block += part;
    size_t size = 0;
    for (const std::string& sentence : split(block)) size += sentence.size();
    CHECK(size > 0);
    CHECK(size <= block.size());
  }
}
