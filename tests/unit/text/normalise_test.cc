#include "text/normalise.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/utf8.h"
#include "text/fold.h"

using namespace whobuilds;

TEST_CASE("normalised: what becomes of a block") {
  struct Row {
    std::string name;
    std::string original;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"empty", "", ""},
      {"plain", "Qwen2.5 runs on H20", "Qwen2.5 runs on H20"},
      {"full-width letters and digits", "ＧＰＴ－４ｏ（２０２４）", "GPT-4o(2024)"},
      {"half-width kana with a voicing mark", "ﾌｧｰｳｪｲｸﾞ", "ファーウェイグ"},
      {"combining mark after a letter", "cafe\u0301", "caf\u00E9"},
      {"squared company mark", "㍿日立", "株式会社日立"},
      {"ellipsis", "等…", "等..."},
      {"zero-width space and joiner", "Qwen\u200B3\u200D", "Qwen3"},
      {"soft hyphen", "Deep\u00ADSeek", "DeepSeek"},
      {"variation selector", "\u2714\uFE0F済み", "\u2714済み"},
      {"nul and other controls",
       std::string("a\0b\x01"
                   "c",
                   5),
       "abc"},
      {"trade marks", "Ascend™ 910C and Gaudi® 3", "Ascend 910C and Gaudi 3"},
      {"superscript footnote", "H100¹は", "H100は"},
      {"circled number before a name", "①Qwen②Kimi", "(1)Qwen(2)Kimi"},
      {"citation", "発表した[12]。", "発表した。"},
      {"citations in a row", "shipped [3][4].", "shipped."},
      {"citation with a list", "shipped [1, 2-4] in May", "shipped in May"},
      {"full-width citation", "推出［３］。", "推出。"},
      {"citation with a note", "said[^note] so", "said so"},
      {"citation of a file", "推出了【4†source】新品", "推出了新品"},
      {"a year in brackets stays", "Qwen [2024] model", "Qwen [2024] model"},
      {"words in brackets stay", "[beta] release", "[beta] release"},
      {"unclosed bracket", "[12", "[12"},
      {"lenticular title stays", "【速報】発表", "【速報】発表"},
      {"spaces inside CJK", "人 工 知 能 の 開 発", "人工知能の開発"},
      {"space between CJK and Latin", "第 8 世代の TPU 8t です", "第8世代のTPU 8tです"},
      {"space beside a bracket and a percent sign", "(米国) の 30% が GPU (計算用) だ", "(米国)の30%がGPU (計算用)だ"},
      {"space beside a comma stays", "A 社、 B 社, C 社", "A社、B社, C社"},
      {"apostrophe in a word", "Kumo’s chip, we’re told", "Kumo's chip, we're told"},
      {"closing quotation mark", "the ‘Kumo’ chip, traders’ bets", "the ‘Kumo’ chip, traders’ bets"},
      {"dash between words", "Kumo—a startup (new)—said", "Kumo — a startup (new) — said"},
      {"dash with spaces", "Kumo — a startup", "Kumo — a startup"},
      {"dash between numbers", "10—20 chips", "10—20 chips"},
      {"Chinese dash", "华为——昇腾的开发者", "华为——昇腾的开发者"},
      {"emoji", "🚀 Qwen3 🎉发布", "Qwen3 发布"},
      {"emoji between sentences", "已发布🎉下载量大增", "已发布 下载量大增"},
      {"stars and check marks stay", "★ 4.5 ✓", "★ 4.5 ✓"},
      {"ideographic space separates", "日立　東芝", "日立 東芝"},
      {"spaces between Hangul", "삼성 전자 는", "삼성 전자 는"},
      {"white space around", "  a \t\n b  ", "a b"},
      {"no-break space", "H\u00A0100", "H 100"},
      {"line break between CJK", "半導体\nメーカー", "半導体メーカー"},
      {"line break between Latin and CJK", "Huawei\nは", "Huaweiは"},
      {"line break between Latin", "Hugging\nFace", "Hugging Face"},
      {"hyphen at the line's end", "infor-\nmation", "information"},
      {"hyphen of a name at the line's end", "GPT-\n5 and AI-\npowered", "GPT-5 and AI-powered"},
      {"dash at the line's end", "chips -\nnew ones", "chips - new ones"},
      {"typesetter's hyphen", "GPT\u20104 and Qwen\u20112", "GPT-4 and Qwen-2"},
      {"figure dash", "H\u2012100", "H-100"},
      {"en dash stays", "2024\u20132025", "2024\u20132025"},
      {"broken bytes",
       "a\xFF"
       "b\xE4\xB8",
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(text::normalised(row.original) == row.expected);
  }
}

TEST_CASE("normalised: what depends on the language") {
  struct Row {
    std::string original, japanese, english;
  };
  const std::vector<Row> rows = {
      {"TPU 8t です", "TPU 8tです", "TPU 8t です"},
      {"made by 华为 in China", "made by华为in China", "made by 华为 in China"},
      {"速い，安い．３．５倍", "速い、安い。3.5倍", "速い,安い.3.5倍"},
      {"，．", "、。", ",."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.original);
    CHECK(text::normalised(row.original, Language::ja) == row.japanese);
    CHECK(text::normalised(row.original, Language::en) == row.english);
  }
}

namespace {

// Normalises one block of one verbatim piece and gives the way back.
struct Normalised {
  explicit Normalised(std::string_view original) {
    text::Normaliser normaliser(normal, map);
    normaliser.append_verbatim(original, 0);
  }
  // The original bytes of the first occurrence of `part` in the normalised text.
  std::string_view original_of(std::string_view part, std::string_view original) const {
    const auto at = static_cast<uint32_t>(normal.find(part));
    REQUIRE(at <= normal.size());
    return map.to_original({at, at + static_cast<uint32_t>(part.size())}).of(original);
  }
  std::string normal;
  text::OffsetMap map;
};

}  // namespace

TEST_CASE("han, hangul and private characters are what NFKC makes of them") {
  std::vector<std::string> changed;
  uint32_t tried = 0;
  for (char32_t c = 0x3400; c <= 0xFAFF; ++c) {
    if (c >= 0xD7A4 && c < 0xE000) continue;  // old hangul, surrogates
    std::string character;
    core::append(character, c);
    if (text::normalised(character) != text::nfkc(character)) changed.push_back(character);
    ++tried;
  }
  CHECK(tried == 48'804);
  CHECK(changed.empty());
}

TEST_CASE("the map leads back to the bytes that a word was read from") {
  struct Row {
    std::string name;
    std::string original;
    std::string word;      // in the normalised text
    std::string expected;  // in the original
  };
  const std::vector<Row> rows = {
      {"verbatim", "the Qwen model", "Qwen", "Qwen"},
      {"full-width", "（ＧＰＴ－４）", "GPT-4", "ＧＰＴ－４"},
      {"part of an expansion", "㍿日立", "会社日立", "㍿日立"},
      {"spaces inside", "人 工 知能", "人工知能", "人 工 知能"},
      {"beside a citation", "Qwen[12]は", "Qwen", "Qwen"},
      {"around a citation", "Qwen[12]は", "Qwenは", "Qwen[12]は"},
      {"zero width inside", "De\u200Bep", "Deep", "De\u200Bep"},
      {"white space run", "Hugging \n Face", "Hugging Face", "Hugging \n Face"},
      {"joined at a hyphen", "infor-\nmation", "information", "infor-\nmation"},
      {"typesetter's hyphen", "the GPT\u20104 model", "GPT-4", "GPT\u20104"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Normalised normalised(row.original);
    CHECK(normalised.original_of(row.word, row.original) == row.expected);
  }
}

TEST_CASE("an empty map has one position") {
  const text::OffsetMap map;
  CHECK(map.positions() == 1);
  CHECK(map.to_original({0, 0}) == Span{0, 0});
}

TEST_CASE("long runs of combining marks take linear time") {
  std::string marks = "a";
  for (int i = 0; i < 200000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  const Normalised normalised(marks);
  CHECK(normalised.map.normal_size() == normalised.normal.size());
  CHECK(normalised.normal.size() > 100000);
}

TEST_CASE("folding keeps the length") {
  struct Row {
    std::string name;
    std::string normal;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"ascii", "DeepSeek-R1", "deepseek-r1"}, {"latin", "ÀÖÞ×ß", "àöþ×ß"},
      {"latin extended", "ĀĻŁŸŽİ", "āļłÿžİ"},  {"greek", "ΑΩΆΉΌΏΪ", "αωάήόώϊ"},
      {"cyrillic", "ЀЏАЯа", "ѐџаяа"},          {"han and kana", "華為ファーウェイ", "華為ファーウェイ"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(text::folded(row.normal) == row.expected);
    CHECK(text::folded(row.normal).size() == row.normal.size());
  }
}

TEST_CASE("name keys are what is found in a folded text") {
  CHECK(text::name_key("ＮＶＩＤＩＡ　H100") == "nvidia h100");
  CHECK(text::name_key("アリババ クラウド") == "アリババクラウド");
}

TEST_CASE("traditional characters") {
  CHECK(text::to_traditional("华为") == "華為");
  CHECK(text::to_traditional("Qwen") == "Qwen");
}

TEST_CASE("fold: rules written in one of two ways") {
  struct Row {
    std::string regex, expected;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"(?:发布|推出)了?", "(?:[发發]布|推出)了?"},
      {"[^发的]+", "[^发發的]+"},
      {"\\[发\\]", "\\[[发發]\\]"},
      {"[一-龟]", "[一-龟]"},
      {"Qwen[0-9]", "Qwen[0-9]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.regex);
    CHECK(text::with_traditional_forms(row.regex) == row.expected);
  }
  CHECK(text::with_double_brackets("「(?P<name>[^「」]+)」") == "[「『](?P<name>[^「『」』]+)[」』]");
  std::vector<std::string> words = {"发现", "模型「", "發現"};
  text::add_traditional_forms(words);
  CHECK(words == std::vector<std::string>{"发现", "模型「", "發現"});
  text::add_double_brackets(words);
  CHECK(words == std::vector<std::string>{"发现", "模型「", "發現", "模型『"});
}
