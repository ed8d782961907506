// Names as they stand in running text: boundaries, capitals, spellings, families, guards, overlaps.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "sample.h"

using namespace whobuilds;
using namespace whobuilds::recognise;

namespace {

using Names = std::vector<std::string>;

// The rules that all rows share.
const Rules& sample_rules() {
  static const SampleRules sample = [] {
    SampleRules s;
    const EntityIndex huawei = s.entity(kCompany, {"Huawei", "ファーウェイ", "华为", "華為技術"});
    const EntityIndex alibaba = s.entity(kCompany, {"Alibaba", "アリババ", "阿里巴巴"});
    s.entity(kCompany, {"Alibaba Cloud", "アリババクラウド", "阿里云"}, kNoIndex, alibaba);
    const EntityIndex openai = s.entity(kCompany, {"OpenAI", "オープンAI"});
    const EntityIndex arm = s.entity(kCompany, {"Arm", "アーム"});
    s.entity(kCompany, {"AMD"});
    const EntityIndex nvidia = s.entity(kCompany, {"NVIDIA", "エヌビディア", "英伟达"});
    const EntityIndex apple = s.entity(kCompany, {"Apple", "アップル", "苹果"});
    s.entity(kCompany, {"T-Head", "平头哥"}, kNoIndex, alibaba);
    s.entity(kProduct, {"Hugging Face"});
    s.entity(kProduct, {"CUDA"});
    s.entity(kProduct, {"Raccoon"});
    s.entity(kCompany, {"ソフトバンク・ビジョン・ファンド"});
    s.entity(kCompany, {"360"});
    s.entity(kCompany, {"iLab"});
    s.entity(kCompany, {"ILAB"});
    const EntityIndex ascend = s.entity(kChip, {"Ascend", "昇腾", "昇騰"}, huawei);
    s.entity(kChip, {"Ascend 910C", "昇腾910C"}, huawei, ascend);
    s.entity(kChip, {"H100"}, nvidia);
    s.entity(kChip, {"A2"}, nvidia);
    const EntityIndex instinct = s.entity(kChip, {"Instinct"});
    const EntityIndex wan = s.entity(kModel, {"Wan"}, alibaba);
    const EntityIndex qwen = s.entity(kModel, {"Qwen", "通义千问"}, alibaba);
    s.entity(kModel, {"Qwen2.5"}, alibaba, qwen);
    const EntityIndex gpt = s.entity(kModel, {"GPT"}, openai);
    s.entity(kModel, {"GPT-4"}, openai, gpt);
    s.entity(kModel, {"DeepSeek"});
    s.entity(kCompany, {"DeepSeek"});
    const EntityIndex r1 = s.entity(kModel, {"R1"}, openai);

    Guard company_word;
    company_word.need = {"公司", "iPhone", "库克"};
    s.guard(apple, "苹果", company_word);
    Guard no_pine;
    no_pine.exact_case = true;
    no_pine.deny_left = {"Big "};
    no_pine.deny_right = {" pie"};
    s.guard(apple, "Apple", no_pine);
    Guard relative;
    relative.relative = true;
    s.guard(r1, "R1", relative);
    s.guard(wan, "Wan", relative);

    const std::string tail =
        "(?:[ -]?[vV]?[0-9]{1,2}(?:\\.[0-9]{1,2}){0,2}[a-z]?)(?:-[A-Z0-9][A-Za-z0-9.]{0,11}| (?:Max|Plus|Pro)){0,4}";
    s.family(qwen, tail);
    s.family(wan, " ?[0-9]\\.[0-9](?:-[A-Z0-9][A-Za-z0-9.]*){0,3}", "T2V-[A-Z0-9]+");
    s.family(ascend, " ?[0-9]{3}[A-Z]{0,2}", "9[0-9]{2}[A-Z]?", {}, "Ascend ");
    s.family(instinct, "[0-9]{3}[A-Z]{0,2}", "", {"MI"}, "Instinct MI");
    s.family(gpt, tail);
    (void)arm;
    s.rules.names.joints = {"/", ", and ", ", ", " and ", "、"};
    return s;
  }();
  return sample.rules;
}

struct Row {
  std::string name;
  std::string text;
  Names expected;
};

void check_rows(const std::vector<Row>& rows) {
  const Recogniser recogniser = Recogniser::build(sample_rules(), {}, {});
  Recognition found;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CAPTURE(row.text);
    const text::Text text = sample_text(row.text);
    recogniser.recognise(text, found);
    CHECK(written_names(sample_rules(), text, found) == row.expected);
  }
}

}  // namespace

TEST_CASE("names: boundaries by script") {
  const std::vector<Row> rows = {
      {"between cjk", "米エヌビディアと華為技術が", {"エヌビディア|Company", "華為技術|Company"}},
      {"latin beside cjk", "華為のAscendとHuaweiが", {"Ascend|Chip", "Huawei|Company"}},
      {"inside a latin word", "Ascending and Huaweis", {}},
      {"plural of capitals", "two OpenAIs", {"OpenAI|Company"}},
      {"katakana run goes on", "アームチェアとアップルパイ", {}},
      {"katakana run began before", "スーパーアリババ", {}},
      {"katakana edge at latin", "アームCPU", {"アーム|Company"}},
      {"han prefix of katakana", "英アームは", {"アーム|Company"}},
      {"longer katakana name", "アリババクラウドは", {"アリババクラウド|Company"}},
      {"possessive", "Huawei's chip and NVIDIA’s", {"Huawei|Company", "NVIDIA|Company"}},
      {"plural of a code", "10,000 H100s", {"H100|Chip"}},
      {"plural s inside a longer word", "H100space", {}},
      {"hyphen and small letters", "a Huawei-backed firm", {"Huawei|Company"}},
      {"hyphen between two names", "the NVIDIA-OpenAI deal", {"NVIDIA|Company", "OpenAI|Company"}},
      {"slash", "NVIDIA/CUDA", {"NVIDIA|Company", "CUDA|Product"}},
      {"other name by hyphen", "Huawei-XYZ", {}},
      {"hyphen before the second of two names that differ in capitals", "the NVIDIA-ILAB deal",
       {"NVIDIA|Company", "ILAB|Company"}},
      {"domain", "see huawei.com or Huawei.com", {}},
      {"full stop", "It was Huawei. Then Alibaba.", {"Huawei|Company", "Alibaba|Company"}},
      {"underscore", "openai_key", {}},
      {"brackets and quotes", "「Huawei」(华为)“Alibaba”", {"Huawei|Company", "华为|Company", "Alibaba|Company"}},
      {"digits before", "5H100", {}},
      {"counted", "16xH100 and 8xh100", {"H100|Chip"}},
      {"full width", "Ｈｕａｗｅｉは", {"Huawei|Company"}},
  };
  check_rows(rows);
}

TEST_CASE("names: capitals") {
  const std::vector<Row> rows = {
      {"all capitals of a plain name", "HUAWEI", {"HUAWEI|Company"}},
      {"small letters of a plain word", "huawei and raccoon", {}},
      {"small letters of a name with inner capitals", "openai", {"openai|Company"}},
      {"short acronym in small letters", "amd and h100", {}},
      {"short acronym as listed", "AMD", {"AMD|Company"}},
      {"short name as listed", "Arm", {"Arm|Company"}},
      {"short name in capitals", "ARM", {"ARM|Company"}},
      {"short name in small letters", "an arm", {}},
      {"small letters of several plain words", "alibaba cloud", {}},
      {"exact case by guard", "APPLE and Apple", {"Apple|Company"}},
      {"family stem in small letters", "qwen2.5-72B", {"qwen2.5-72B|Model"}},
  };
  check_rows(rows);
}

TEST_CASE("names: spellings") {
  check_rows({
      {"space for hyphen", "GPT 4 and GPT4", {"GPT 4|Model", "GPT4|Model"}},
      {"hyphen for space", "Ascend-910C", {"Ascend-910C|Chip"}},
      {"joined with capitals", "HuggingFace", {"HuggingFace|Product"}},
      {"joined without capitals", "Huggingface", {}},
      {"hyphenated words", "Hugging-Face", {"Hugging-Face|Product"}},
      {"cjk and latin with a space", "昇腾 910C", {"昇腾910C|Chip"}},
      {"no middle dots", "ソフトバンクビジョンファンド", {"ソフトバンクビジョンファンド|Company"}},
      {"a short code is not split", "A 2 and A-2", {}},
      {"version written apart", "Qwen 2.5", {"Qwen 2.5|Model"}},
  });
}

TEST_CASE("names: families") {
  check_rows({
      {"unseen version", "Qwen4-Max", {"Qwen4-Max|Model"}},
      {"size and mode", "Qwen2.5-72B-Instruct", {"Qwen2.5-72B-Instruct|Model"}},
      {"stem in another script", "通义千问3", {"通义千问3|Model"}},
      {"stem alone", "Qwenは", {"Qwen|Model"}},
      {"no family name without a digit", "Qwench and MIT", {}},
      {"further stem", "the MI455X", {"MI455X|Chip"}},
      {"a stem that is no name of its own", "MI and MI6", {}},
      {"deeper version is not cut", "GPT-4.5", {"GPT-4.5|Model"}},
      {"tail cut back to a boundary", "Ascend 910は", {"Ascend 910|Chip"}},
      {"guarded stem needs no guard with a tail", "Wan2.2-T2V-A14B", {"Wan2.2-T2V-A14B|Model"}},
      {"guarded stem alone", "Wan-AI and Wan", {}},
      {"guarded stem with a relative", "AlibabaのWan", {"Alibaba|Company", "Wan|Model"}},
      {"bare part with the family", "Ascendの910Cと920", {"Ascend|Chip", "910C|Chip"}},
      {"bare part with the maker", "Huaweiの910C", {"Huawei|Company", "910C|Chip"}},
      {"bare part without either", "the 910C", {}},
      {"bare digits before a series word", "Huaweiの970シリーズ", {"Huawei|Company", "970|Chip"}},
      {"bare digits are a number else", "Huaweiは970人", {"Huawei|Company"}},
      {"bare part is a longer code", "Huaweiの1910C", {"Huawei|Company"}},
      {"relative by maker", "OpenAIのR1", {"OpenAI|Company", "R1|Model"}},
      {"no relative", "area R1", {}},
  });
}

TEST_CASE("names: siblings of which a list names the last part alone") {
  check_rows({
      {"sizes", "Qwen2.5-7B/14B and 32B", {"Qwen2.5-7B|Model", "14B|Model", "32B|Model"}},
      {"sizes between Japanese commas", "Qwen4-7B、14B", {"Qwen4-7B|Model", "14B|Model"}},
      {"tiers", "Qwen4-Max, Plus, and Turbo", {"Qwen4-Max|Model", "Plus|Model", "Turbo|Model"}},
      {"a size and a word", "Qwen4-7B and Max", {"Qwen4-7B|Model"}},
      {"a count", "Qwen4-7B, 30 of them", {"Qwen4-7B|Model"}},
      {"a version and a number", "GPT-4.5 and 4", {"GPT-4.5|Model"}},
      {"a longer name", "Qwen4-7B/14B-Base", {"Qwen4-7B|Model"}},
      {"what the family has not", "Qwen4-Max and others", {"Qwen4-Max|Model"}},
      {"nothing between", "Qwen4-7B 14B", {"Qwen4-7B|Model"}},
  });
  const text::Text text = sample_text("Qwen4-7B/14B");
  const Recognition found = recognise_in(sample_rules(), text);
  REQUIRE(found.names.size() == 2);
  CHECK(found.names[1].label == "Qwen4-14B");
}

TEST_CASE("names: family labels and what they resolve to") {
  struct LabelRow {
    const char* name;
    std::string text;
    Origin origin;
    std::string label;      // of a family name
    std::string candidate;  // label of the listed entity
  };
  const std::vector<LabelRow> rows = {
      {"unlisted", "Ascend 980", Origin::family, "Ascend 980", ""},
      {"other script gives the label's stem", "昇騰920", Origin::family, "Ascend 920", ""},
      {"listed under another spelling", "通义千问2.5", Origin::catalogue, "", "Qwen2.5"},
      {"traditional stem of a listed part", "昇騰910C", Origin::catalogue, "", "Ascend 910C"},
      {"label stem ends in letters", "MI455X", Origin::family, "Instinct MI455X", ""},
  };
  for (const LabelRow& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_text(row.text);
    const Recognition found = recognise_in(sample_rules(), text);
    REQUIRE(found.names.size() == 1);
    const NameMention& name = found.names[0];
    CHECK(name.origin == row.origin);
    if (row.origin == Origin::family) {
      CHECK(name.label == row.label);
      CHECK(name.candidates.empty());
      CHECK(name.rule < sample_rules().families.size());
      CHECK(name.stem.begin == 0);
      CHECK_FALSE(name.stem.empty());
    } else {
      REQUIRE(name.candidates.size() == 1);
      CHECK(sample_rules().entities[name.candidates[0]].label == row.candidate);
    }
  }
}

TEST_CASE("names: guards") {
  check_rows({
      {"needed word in the block", "苹果公司发布", {"苹果|Company"}},
      {"needed word missing", "他吃苹果", {}},
      {"needed word in the first block", "iPhone 销量\n正文\n苹果增长", {"苹果|Company"}},
      {"needed word in another block", "标题\niPhone\n苹果增长", {}},
      {"denied on the left", "the Big Apple", {}},
      {"denied on the right", "an Apple pie", {}},
      {"neither", "by Apple today", {"Apple|Company"}},
  });
}

TEST_CASE("names: overlaps") {
  check_rows({
      {"longest at one place", "Alibaba Cloudは", {"Alibaba Cloud|Company"}},
      {"shared surface gives both types", "DeepSeek", {"DeepSeek|Company/Model"}},
      {"adjacent names", "华为昇腾910C", {"华为|Company", "昇腾910C|Chip"}},
      {"other script first", "オープンAI", {"オープンAI|Company"}},
  });
  const text::Text text = sample_text("DeepSeek");
  const Recognition found = recognise_in(sample_rules(), text);
  REQUIRE(found.names.size() == 1);
  CHECK(found.names[0].candidates.size() == 2);
}

TEST_CASE("names: what owns a repository is no mention") {
  check_rows({
      {"an owner in small letters", "pull openai/GPT-4 now", {"GPT-4|Model"}},
      {"an owner whose name the repository begins with", "pull Qwen/Qwen2.5 now", {"Qwen2.5|Model"}},
      {"two companies", "the Huawei/Alibaba talks", {"Huawei|Company", "Alibaba|Company"}},
      {"a maker in capitals", "an OpenAI/GPT-4 fan", {"OpenAI|Company", "GPT-4|Model"}},
      {"spaces", "openai / GPT-4", {"openai|Company", "GPT-4|Model"}},
      {"another sign", "openai-GPT-4", {"openai|Company", "GPT-4|Model"}},
      {"an owner of nothing known", "openai/x", {"openai|Company"}},
  });
}

TEST_CASE("words: all matches, longest first, stems may go on") {
  const std::vector<std::string> words = {"開発", "開発する", "develop", "launch", "開発"};
  const text::Text text = sample_text("開発する。 Developing, launching and launch");
  const Recognition found = recognise_in(sample_rules(), text, words, {false, false, true, false, false});
  REQUIRE(found.words.size() == 4);
  CHECK(found.words[0].word == 1);
  CHECK(found.words[1].word == 0);
  CHECK(found.words[2].word == 2);
  CHECK(found.words[3].word == 3);
  CHECK(found.words[2].span.of(text.normal) == "Develop");
}
