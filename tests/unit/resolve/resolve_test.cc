#include "resolve/resolve.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/resolve/sample.h"

using namespace whobuilds;
using testing::Sample;

namespace {

using List = std::vector<std::string>;

struct Row {
  const char* name;
  std::string marked;
  List expected;  // mentions, "surface=id"
};

void check_mentions(const std::vector<Row>& rows) {
  size_t checked = 0;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Sample sample(row.marked);
    CHECK(testing::mention_list(sample, sample.resolve()) == row.expected);
    ++checked;
  }
  REQUIRE(checked == rows.size());
  REQUIRE(checked > 0);
}

}  // namespace

TEST_CASE("one thing per thing, whatever its names look like") {
  check_mentions({
      {"three scripts",
       "[Huawei|company:huawei] and [ファーウェイ|company:huawei] and [华为|company:huawei]",
       {"Huawei=company:huawei", "ファーウェイ=company:huawei", "华为=company:huawei"}},
      {"spaces, hyphens and capitals of an unlisted name",
       "[Walker S2|~walker], [walker-S2|~walker], [WalkerS2|?Product]",
       {"Walker S2=product:walker-s2", "walker-S2=product:walker-s2", "WalkerS2=product:walker-s2"}},
      {"a discovered spelling of a listed name that comes later",
       "[Deep-Seek R1|?Model] is [DeepSeek-R1|model:deepseek-r1].",
       {"Deep-Seek R1=model:deepseek-r1", "DeepSeek-R1=model:deepseek-r1"}},
      {"a discovered name whose id is listed", "[TIKTOK|?Product] ships.", {"TIKTOK=product:tiktok"}},
      {"an unlisted han name keeps its letters", "[星河科技|?Company]が発表した。", {"星河科技=company:星河科技"}},
      {"types disagree: one thing of the likelier type",
       "[Nova|?Model] [Nova|?Model] [Nova|?Product]",
       {"Nova=model:nova", "Nova=model:nova", "Nova=model:nova"}},
      {"a version is another thing",
       "[Qwen2.5|model:qwen2.5] and [Qwen2.6|~qwen]",
       {"Qwen2.5=model:qwen2.5", "Qwen2.6=model:qwen2.6"}},
  });
}

TEST_CASE("aliases in brackets") {
  check_mentions({
      {"ja: reading in brackets, used later",
       "[Moonshot AI|company:moonshot-ai]（ムーンショット）は資金を得た。ムーンショットは北京にある。",
       {"Moonshot AI=company:moonshot-ai", "ムーンショット=company:moonshot-ai", "ムーンショット=company:moonshot-ai"}},
      {"ja: a part of a longer katakana word is none",
       "[Moonshot AI|company:moonshot-ai]（ムーンショット）とムーンショットキーパー。",
       {"Moonshot AI=company:moonshot-ai", "ムーンショット=company:moonshot-ai"}},
      {"zh: han name behind an unlisted Latin one",
       "[Starfield Labs|?Company]（星野）发布新模型，星野表示满意。",
       {"Starfield Labs=company:starfield-labs", "星野=company:starfield-labs", "星野=company:starfield-labs"}},
      {"han text behind a listed Latin name describes it",
       "[Moonshot AI|company:moonshot-ai]（非公開）は非公開だ。",
       {"Moonshot AI=company:moonshot-ai"}},
      {"and behind a name of a known family", "[Qwen4-Max|~qwen]（新規）は新規だ。", {"Qwen4-Max=model:qwen4-max"}},
      {"katakana that does not sound like it describes it",
       "[Moonshot AI|company:moonshot-ai]（パリ）はパリにある。",
       {"Moonshot AI=company:moonshot-ai"}},
      {"a reading before the name",
       "アンソロピック（[Anthropic|company:anthropic]）が語る。アンソロピックは",
       {"アンソロピック=company:anthropic", "Anthropic=company:anthropic", "アンソロピック=company:anthropic"}},
      {"a noun before the name",
       "エンジン（[Anthropic|company:anthropic]）とエンジン",
       {"Anthropic=company:anthropic"}},
      {"a Latin name behind a han one",
       "[腾讯|company:tencent]（TCEHY）上涨，TCEHY收盘",
       {"腾讯=company:tencent", "TCEHY=company:tencent", "TCEHY=company:tencent"}},
      {"en: acronym",
       "[Taiwan Semiconductor Manufacturing Company|company:tsmc] (TSMC) grew. Orders for TSMC rose.",
       {"Taiwan Semiconductor Manufacturing Company=company:tsmc", "TSMC=company:tsmc", "TSMC=company:tsmc"}},
      {"en: letters that abbreviate nothing are no alias",
       "[Huawei|company:huawei] (IEEE) grew. IEEE met.",
       {"Huawei=company:huawei"}},
      {"both discovered, different scripts",
       "[優必選科技|?Company]（[UBTech|?Company]）は工場を持つ。",
       {"優必選科技=company:ubtech", "UBTech=company:ubtech"}},
      {"a known name in brackets behind a quoted one",
       "「星雲」（[Qwen|model:qwen]）が公開された。星雲は速い。",
       {"星雲=model:qwen", "Qwen=model:qwen", "星雲=model:qwen"}},
      {"a quoted long form of a listed acronym is something else",
       "the \"Orbital Operations\" ([o1|model:o1]) plan",
       {"o1=model:o1"}},
      {"a Latin name before a known han one",
       "Kunlun Sky（[阿里云|company:alibaba-cloud]）。Kunlun Skyは大きい。",
       {"Kunlun Sky=company:alibaba-cloud", "阿里云=company:alibaba-cloud", "Kunlun Sky=company:alibaba-cloud"}},
      {"a product in brackets is none",
       "[DeepSeek|company:deepseek]（[R1|model:deepseek-r1] AIモデル）が動く。",
       {"DeepSeek=company:deepseek", "R1=model:deepseek-r1"}},
      {"an unrecognised product with its noun is none",
       "[DeepSeek|company:deepseek]（新型チップ）が動く。新型チップ。",
       {"DeepSeek=company:deepseek"}},
      {"two listed things stay apart",
       "[Douyin|product:douyin] ([TikTok|product:tiktok])",
       {"Douyin=product:douyin", "TikTok=product:tiktok"}},
      {"types that cannot be one stay apart",
       "[DeepSeek|company:deepseek]（[深思|?Model]）",
       {"DeepSeek=company:deepseek", "深思=model:深思"}},
      {"a place is none",
       "[Moonshot AI|company:moonshot-ai]（北京）は北京にある。",
       {"Moonshot AI=company:moonshot-ai"}},
      {"a description with a particle is none",
       "[Moonshot AI|company:moonshot-ai]（大手の一つ）",
       {"Moonshot AI=company:moonshot-ai"}},
      {"a number is none", "[Huawei|company:huawei]（2025年）は2025年に", {"Huawei=company:huawei"}},
      {"a person beside a company is none",
       "[OpenAI|company:openai]（サム・アルトマン）はサム・アルトマンが率いる。",
       {"OpenAI=company:openai"}},
      {"the second part of a bracket",
       "[Starfield Labs|?Company]（北京、星野）と星野",
       {"Starfield Labs=company:starfield-labs", "星野=company:starfield-labs", "星野=company:starfield-labs"}},
  });
}

TEST_CASE("aliases by naming phrases") {
  check_mentions({
      {"ja: 以下 with quotation marks",
       "[Moonshot AI|company:moonshot-ai]（以下「MSAI」）は北京の会社。MSAIは成長した。",
       {"Moonshot AI=company:moonshot-ai", "MSAI=company:moonshot-ai", "MSAI=company:moonshot-ai"}},
      {"ja: 以下、同社 is none",
       "[Moonshot AI|company:moonshot-ai]（以下「同社」）は同社の",
       {"Moonshot AI=company:moonshot-ai"}},
      {"zh: 以下简称",
       "[Moonshot AI|company:moonshot-ai]（以下简称“暗面”）成立。暗面很快扩张。",
       {"Moonshot AI=company:moonshot-ai", "暗面=company:moonshot-ai", "暗面=company:moonshot-ai"}},
      {"zh: outside brackets",
       "[Moonshot AI|company:moonshot-ai]，简称“暗面”，成立于北京。暗面很快扩张。",
       {"Moonshot AI=company:moonshot-ai", "暗面=company:moonshot-ai", "暗面=company:moonshot-ai"}},
      {"en: hereinafter",
       "[Alibaba Cloud|company:alibaba-cloud] (hereinafter referred to as \"AliC\") grew. Then AliC hired.",
       {"Alibaba Cloud=company:alibaba-cloud", "AliC=company:alibaba-cloud", "AliC=company:alibaba-cloud"}},
      {"en: quoted generic word is none",
       "[Alibaba Cloud|company:alibaba-cloud] (the \"Company\") grew. The Company hired.",
       {"Alibaba Cloud=company:alibaba-cloud"}},
      {"a phrase without a name before it", "以下「星雲」と呼ぶ。星雲は速い。", {}},
  });
}

TEST_CASE("bare part names") {
  check_mentions({
      {"chip",
       "[Ascend 910C|~ascend]は速い。910Cは量産された。",
       {"Ascend 910C=chip:ascend-910c", "910C=chip:ascend-910c"}},
      {"a part with B of a chip is no size",
       "[Ascend 910B|~ascend]と910B",
       {"Ascend 910B=chip:ascend-910b", "910B=chip:ascend-910b"}},
      {"full name in han",
       "[昇騰910C|~ascend=Ascend 910C]。910C。",
       {"昇騰910C=chip:ascend-910c", "910C=chip:ascend-910c"}},
      {"listed model",
       "[DeepSeek-R1|model:deepseek-r1]が出た。R1は安い。",
       {"DeepSeek-R1=model:deepseek-r1", "R1=model:deepseek-r1"}},
      {"with capitals as in the full name only",
       "[DeepSeek-R1|model:deepseek-r1] and r1",
       {"DeepSeek-R1=model:deepseek-r1"}},
      {"longer name goes on",
       "[DeepSeek-R1|model:deepseek-r1] and R1-Zero and R12 and Foo-R1",
       {"DeepSeek-R1=model:deepseek-r1"}},
      {"two segments",
       "[Wan2.2-TI2V-5B|~wan] is small. The TI2V-5B variant has 5B parameters.",
       {"Wan2.2-TI2V-5B=model:wan2.2-ti2v-5b", "TI2V-5B=model:wan2.2-ti2v-5b"}},
      {"words with a version",
       "[Claude Opus 4.5|model:claude-opus-4.5] leads; Opus 4.5 costs more.",
       {"Claude Opus 4.5=model:claude-opus-4.5", "Opus 4.5=model:claude-opus-4.5"}},
      {"a size alone is none", "[Qwen2.5-72B|~qwen] has 72B parameters", {"Qwen2.5-72B=model:qwen2.5-72b"}},
      {"ambiguous and none before in the block",
       "[Acme-X1|?Model] and [Bolt-X1|?Model]\nX1 is new.",
       {"Acme-X1=model:acme-x1", "Bolt-X1=model:bolt-x1"}},
      {"ambiguous: the nearest before in the block",
       "[Acme-X1|?Model] and [Bolt-X1|?Model]\n[Acme-X1|?Model] came first. X1 is new.",
       {"Acme-X1=model:acme-x1", "Bolt-X1=model:bolt-x1", "Acme-X1=model:acme-x1", "X1=model:acme-x1"}},
      {"a discovered part is the whole",
       "[R1|?Model]は[DeepSeek-R1|model:deepseek-r1]のこと。",
       {"R1=model:deepseek-r1", "DeepSeek-R1=model:deepseek-r1"}},
      {"a part of another type is not",
       "[R1|?Company]は[DeepSeek-R1|model:deepseek-r1]を使う。",
       {"R1=company:r1", "DeepSeek-R1=model:deepseek-r1"}},
      {"another maker's",
       "[DeepSeek-R1|model:deepseek-r1] and [Huawei|company:huawei] R1",
       {"DeepSeek-R1=model:deepseek-r1", "Huawei=company:huawei"}},
      {"a variant of it", "[DeepSeek-R1|model:deepseek-r1] and R1 Zero", {"DeepSeek-R1=model:deepseek-r1"}},
      {"what every maker has",
       "[Acme HBM4|?Chip] and HBM4; [Acme v2|?Model] and v2",
       {"Acme HBM4=chip:acme-hbm4", "Acme v2=model:acme-v2"}},
      {"an unknown maker's",
       "[DeepSeek-R1|model:deepseek-r1] beat the Rabbit R1 device",
       {"DeepSeek-R1=model:deepseek-r1"}},
  });
}

TEST_CASE("short forms and repeats") {
  check_mentions({
      {"trade word cut",
       "[Moonshot AI|company:moonshot-ai] raised money, and Moonshot hired.",
       {"Moonshot AI=company:moonshot-ai", "Moonshot=company:moonshot-ai"}},
      {"in all capitals",
       "[Ubtech Robotics|?Company] said so; UBTECH grew and Ubtech hired. Then came UBTECH.",
       {"Ubtech Robotics=company:ubtech-robotics", "UBTECH=company:ubtech-robotics", "Ubtech=company:ubtech-robotics",
        "UBTECH=company:ubtech-robotics"}},
      {"han",
       "[優必選科技|?Company]は成長し、優必選は上場した。",
       {"優必選科技=company:優必選科技", "優必選=company:優必選科技"}},
      {"an ordinary word in small letters",
       "[Figure AI|company:figure-ai] gave a figure, and Figure grew.",
       {"Figure AI=company:figure-ai"}},
      {"the beginning of another name",
       "[Moonshot AI|company:moonshot-ai] and the Moonshot Prize",
       {"Moonshot AI=company:moonshot-ai"}},
      {"the end of another name",
       "[Moonshot AI|company:moonshot-ai] and the Project Moonshot",
       {"Moonshot AI=company:moonshot-ai"}},
      {"before a number", "[Figure AI|company:figure-ai] grew, as in Figure 3.", {"Figure AI=company:figure-ai"}},
      {"at the beginning of an English sentence",
       "[Figure AI|company:figure-ai] grew. Figure makers know.",
       {"Figure AI=company:figure-ai"}},
      {"at the beginning before 's",
       "[Figure AI|company:figure-ai] grew. Figure's makers know.",
       {"Figure AI=company:figure-ai", "Figure=company:figure-ai"}},
      {"at the beginning before what companies do",
       "[Figure AI|company:figure-ai] grew. Figure raised money.",
       {"Figure AI=company:figure-ai", "Figure=company:figure-ai"}},
      {"at the beginning before a number",
       "[Figure AI|company:figure-ai] grew. Figure 2 shows it.",
       {"Figure AI=company:figure-ai"}},
      {"at the beginning before what figures do",
       "[Figure AI|company:figure-ai] grew. Figure shows it.",
       {"Figure AI=company:figure-ai"}},
      {"at the beginning of a Japanese sentence",
       "[優必選科技|?Company]は成長した。優必選は上場した。",
       {"優必選科技=company:優必選科技", "優必選=company:優必選科技"}},
      {"a discovered name found again",
       "モデル「[Raccoon|?Model]」が出た。Raccoonは速い。",
       {"Raccoon=model:raccoon", "Raccoon=model:raccoon"}},
      {"a listed name is not learned as another's short form",
       "[Alibaba Group|?Company] and [Alibaba|company:alibaba] and Alibaba",
       {"Alibaba Group=company:alibaba-group", "Alibaba=company:alibaba"}},
  });
}

TEST_CASE("short forms that were recognised as names") {
  check_mentions({
      {"one company",
       "[Altavane Systems|?Company] grew, and [Altavane|?Company] hired.",
       {"Altavane Systems=company:altavane-systems", "Altavane=company:altavane-systems"}},
      {"the short one comes first",
       "[Altavane|?Company] hired. Later [Altavane Systems|?Company] grew.",
       {"Altavane=company:altavane-systems", "Altavane Systems=company:altavane-systems"}},
      {"of a listed company",
       "[Moonshot AI|company:moonshot-ai] grew, and [Moonshot|?Company] hired.",
       {"Moonshot AI=company:moonshot-ai", "Moonshot=company:moonshot-ai"}},
      {"two companies share it",
       "[Altavane Systems|?Company] and [Altavane Labs|?Company] met [Altavane|?Company].",
       {"Altavane Systems=company:altavane-systems", "Altavane Labs=company:altavane-labs",
        "Altavane=company:altavane"}},
      {"a listed one stays",
       "[Tencent Holdings|?Company] grew, and [Tencent|company:tencent] hired.",
       {"Tencent Holdings=company:tencent-holdings", "Tencent=company:tencent"}},
      {"a model stays",
       "[Altavane Systems|?Company] released [Altavane|?Model].",
       {"Altavane Systems=company:altavane-systems", "Altavane=model:altavane"}},
  });
}

TEST_CASE("other names that the document lists of what it is about") {
  struct Aliased {
    const char* name;
    std::string marked;
    List aliases, expected;
  };
  const std::vector<Aliased> rows = {
      {"of what a sentence introduces",
       "[Tarn Capital|?Company] is a fund. Then TRC backed a lab.",
       {"TRC"},
       {"Tarn Capital=company:tarn-capital", "TRC=company:tarn-capital"}},
      {"of what a heading names",
       "[Anthropic|company:anthropic]\nThe lab grew, and Anth hired.",
       {"Anth"},
       {"Anthropic=company:anthropic", "Anth=company:anthropic"}},
      {"a name that was recognised",
       "[Tarn Capital|?Company] is a fund. Then [TRC|?Company] backed a lab.",
       {"TRC"},
       {"Tarn Capital=company:tarn-capital", "TRC=company:tarn-capital"}},
      {"a listed name stays",
       "[Tarn Capital|?Company] is a fund. Then [Tencent|company:tencent] backed a lab.",
       {"Tencent"},
       {"Tarn Capital=company:tarn-capital", "Tencent=company:tencent"}},
      {"nothing is introduced",
       "Yesterday [Tarn Capital|?Company] grew. Then TRC backed a lab.",
       {"TRC"},
       {"Tarn Capital=company:tarn-capital"}},
      {"none listed",
       "[Tarn Capital|?Company] is a fund. Then TRC backed a lab.",
       {},
       {"Tarn Capital=company:tarn-capital"}},
  };
  size_t checked = 0;
  for (const Aliased& row : rows) {
    CAPTURE(row.name);
    Sample sample(row.marked);
    sample.text.aliases = row.aliases;
    CHECK(testing::mention_list(sample, sample.resolve()) == row.expected);
    ++checked;
  }
  REQUIRE(checked == rows.size());
}

TEST_CASE("names that are none of their own") {
  check_mentions({
      {"weak and single", "[Banana|??Product] is yellow.", {}},
      {"weak but repeated",
       "[Banana|??Product] is yellow, and Banana is sweet.",
       {"Banana=product:banana", "Banana=product:banana"}},
      {"maker inside the name", "[OpenAI|company:openai]-[o1|model:o1] is slow.", {"OpenAI-o1=model:o1"}},
      {"maker as a word of its own", "[OpenAI|company:openai] [o1|model:o1]", {"OpenAI=company:openai", "o1=model:o1"}},
      {"hyphen between strangers", "[Huawei|company:huawei]-[o1|model:o1]", {"Huawei=company:huawei", "o1=model:o1"}},
      {"possessive",
       "[Alibaba Cloud|company:alibaba-cloud]'s [Qwen|model:qwen]",
       {"Alibaba Cloud=company:alibaba-cloud", "Qwen=model:qwen"}},
  });
}

TEST_CASE("surfaces that a company shares with a model") {
  struct Shared {
    const char* name;
    std::string marked;
    std::string chosen;
    std::string alternative;
  };
  const std::string both = "[DeepSeek|company:deepseek&model:deepseek]";
  const std::vector<Shared> rows = {
      {"nothing said", both + "は注目された。", "company:deepseek", "model:deepseek"},
      {"ja: model behind", both + "モデルは速い。", "model:deepseek", "company:deepseek"},
      {"ja: model before, quoted", "大規模言語モデル「" + both + "」が出た。", "model:deepseek", "company:deepseek"},
      {"ja: its model", both + "のモデルは速い。", "company:deepseek", "model:deepseek"},
      {"ja: company before", "新興企業の" + both + "が発表した。", "company:deepseek", "model:deepseek"},
      {"en: model behind", "the " + both + " model is fast", "model:deepseek", "company:deepseek"},
      {"en: not inside another word", both + " modelled it", "company:deepseek", "model:deepseek"},
      {"en: possessive", both + "'s model is fast", "company:deepseek", "model:deepseek"},
      {"en: version behind", both + " v2 is fast", "model:deepseek", "company:deepseek"},
      {"zh: model behind", both + "模型很快", "model:deepseek", "company:deepseek"},
      {"zh: company behind", both + "公司发布模型", "company:deepseek", "model:deepseek"},
      {"once a model in many places", both + "は大きい。" + both + "は速い。" + both + "モデル。", "company:deepseek",
       "model:deepseek"},
  };
  for (const Shared& row : rows) {
    CAPTURE(row.name);
    const resolve::Resolution resolution = Sample(row.marked).resolve();
    REQUIRE_FALSE(resolution.mentions.empty());
    for (const resolve::ResolvedMention& mention : resolution.mentions) {
      CHECK(resolution.entities[mention.entity].id == row.chosen);
      REQUIRE(mention.alternative != kNoIndex);
      CHECK(resolution.entities[mention.alternative].id == row.alternative);
    }
    CHECK(testing::entity_list(resolution) == List{row.chosen});
  }
}

TEST_CASE("surfaces shared by others than a company and a model") {
  struct Row {
    const char* name;
    std::string marked;
    std::string chosen;
  };
  const std::string hub = "[CodeHub|company:codehub&product:codehub]";
  const std::vector<Row> rows = {
      {"company and product: the product", hub + "が人気だ。", "product:codehub"},
      {"company and product: the company when it acts", hub + "社は買収された。", "company:codehub"},
      {"an alias of a company: what is called so", "[Birdsite|company:huawei&product:birdsite]", "product:birdsite"},
      {"of two companies the one named apart",
       "[Nimbus|company:nimbus-a&company:nimbus-b] or [Nimbus Beta|company:nimbus-b]", "company:nimbus-b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const resolve::Resolution resolution = Sample(row.marked).resolve();
    REQUIRE_FALSE(resolution.mentions.empty());
    CHECK(resolution.entities[resolution.mentions.front().entity].id == row.chosen);
  }
}

TEST_CASE("an open type is decided by the words beside the name") {
  struct Open {
    const char* name;
    std::string marked;
    List expected;
  };
  const std::vector<Open> rows = {
      {"ja: chip before", "チップ「[Zeta|?Company&Chip]」", {"chip:zeta"}},
      {"zh: company behind", "[星河|?Company&Model]公司发布", {"company:星河"}},
      {"en: app behind", "the [Zeta|?Model&Product] app", {"product:zeta"}},
      {"nothing said: the first type", "[Zeta|?Model&Product]", {"model:zeta"}},
  };
  for (const Open& row : rows) {
    CAPTURE(row.name);
    CHECK(testing::entity_list(Sample(row.marked).resolve()) == row.expected);
  }
}

TEST_CASE("what is a variant of what") {
  struct Variants {
    const char* name;
    std::string marked;
    List expected;  // "id<parent", sorted
  };
  const std::vector<Variants> rows = {
      {"the whole chain",
       "[Qwen2.5-72B|~qwen] [Qwen2.5|model:qwen2.5] [Qwen|model:qwen]",
       {"model:qwen2.5-72b<model:qwen2.5", "model:qwen2.5<model:qwen"}},
      {"over a level that is not named", "[Qwen2.5-72B|~qwen] [千問|model:qwen]", {"model:qwen2.5-72b<model:qwen"}},
      {"a newer version is not one of the older", "[Qwen3|~qwen] [Qwen2|~qwen]", {}},
      {"nor is a point release", "[Qwen2.5|model:qwen2.5] [Qwen2|~qwen]", {}},
      {"nor what a letter makes of a number", "[GPT-4o|?Model] [GPT-4|?Model]", {}},
      {"a word behind the version", "[GPT-4 Turbo|?Model] [GPT-4|?Model]", {"model:gpt-4-turbo<model:gpt-4"}},
      {"another robot", "[Walker S2|~walker] [Walker S|~walker]", {}},
      {"letters before the number", "[Grok4|?Model] [Grok|?Model]", {"model:grok4<model:grok"}},
      {"part of a listed series in another script",
       "[昇騰910C|~ascend=Ascend 910C] [昇騰|chip:ascend]",
       {"chip:ascend-910c<chip:ascend"}},
      {"by the catalogue",
       "[Claude Opus 4.5|model:claude-opus-4.5] [Claude|model:claude]",
       {"model:claude-opus-4.5<model:claude"}},
      {"nearer than the catalogue",
       "[Claude Opus 4.5|model:claude-opus-4.5] [Claude|model:claude] [Claude Opus|~claude]",
       {"model:claude-opus-4.5<model:claude-opus", "model:claude-opus<model:claude"}},
      {"not across types", "[Qwen Chat|?Product] [Qwen|model:qwen]", {}},
      {"not among companies", "[Alibaba Cloud|company:alibaba-cloud] [Alibaba|company:alibaba]", {}},
      {"a prefix inside a word is none", "[Qwench|?Model] [Qwen|model:qwen]", {}},
  };
  for (const Variants& row : rows) {
    CAPTURE(row.name);
    CHECK(testing::parent_list(Sample(row.marked).resolve()) == row.expected);
  }
}

TEST_CASE("what is known of an entity") {
  const Sample sample(
      "[Ascend 910C|~ascend]と[ファーウェイ|company:huawei]。910Cを[Huawei|company:huawei]が。[Nova|?Model]。");
  const resolve::Resolution resolution = sample.resolve();
  REQUIRE(resolution.entities.size() == 3);
  const resolve::LocalEntity& chip = resolution.entities[0];
  CHECK(chip.label == "Ascend 910C");
  CHECK(chip.family != kNoIndex);
  CHECK(chip.developer == testing::sample_rules().find_entity("company:huawei"));
  CHECK(chip.surfaces == List{"Ascend 910C", "910C"});
  CHECK(chip.mention_count == 2);
  CHECK_FALSE(chip.discovered);
  const resolve::LocalEntity& company = resolution.entities[1];
  CHECK(company.catalogue == testing::sample_rules().find_entity("company:huawei"));
  CHECK(company.label == "Huawei");
  CHECK(company.surfaces == List{"ファーウェイ", "Huawei"});
  CHECK(resolution.entities[2].discovered);
}

TEST_CASE("nothing in, nothing out") {
  const Sample sample("");
  const resolve::Resolution resolution = sample.resolve();
  CHECK(resolution.entities.empty());
  CHECK(resolution.mentions.empty());
}

TEST_CASE("what the result held before does not show") {
  const Sample first("[Huawei|company:huawei]"), second("[Qwen|model:qwen]");
  resolve::Resolution resolution = first.resolve();
  resolve::resolve(testing::sample_rules(), second.text, second.recognition, resolution);
  CHECK(testing::mention_list(second, resolution) == List{"Qwen=model:qwen"});
  CHECK(resolution.entities.size() == 1);
}
