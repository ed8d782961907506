// Documents end to end: what blocks, discourse, tables and lists make of the sentences. What single
// constructions read is tested by the rules' own examples.
#include "whobuilds/extractor.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/embedded_rules.h"
#include "unit/extract/written_facts.h"
#include "whobuilds/read.h"

using namespace whobuilds;

namespace {

std::vector<std::string> facts_of(const std::string& markdown) {
  static Extractor extractor(test::embedded_rules());
  const Result<Document> document = read_document(markdown, "test.md");
  REQUIRE(document.ok());
  return test::written_facts(extractor.extract(*document));
}

bool holds(const std::vector<std::string>& facts, const std::string& fact) {
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

std::string joined(const std::vector<std::string>& facts) {
  std::string out;
  for (const std::string& fact : facts) out += fact + "; ";
  return out;
}

}  // namespace

TEST_CASE("what a document as a whole says") {
  struct Row {
    const char* name;
    const char* markdown;
    std::vector<std::string> expected, absent;
  };
  const std::vector<Row> rows = {
      {"anaphor after the topic", "Huaweiは攻勢を強める。同社はAscend 950を発表した。", {"Huawei develops Ascend 950"}, {}},
      {"heading gives the subject", "## DeepSeek\n\n1月にDeepSeek-R1を公開した。", {"DeepSeek develops DeepSeek-R1"}, {}},
      {"a new heading ends the topic", "## Huawei\n\n好調だ。\n\n## その他\n\n新モデルQwen3を公開した。", {}, {"Huawei develops Qwen3"}},
      {"table column", "| Model | Developer | Parameters |\n|---|---|---|\n| Qwen3-32B | Alibaba | 32B |\n",
       {"Alibaba develops Qwen3-32B", "Qwen3-32B parameters 32000000000"}, {}},
      {"table of scores", "| Model | MMLU |\n|---|---|\n| Llama 4 Maverick | 85.5 |\n", {"Llama 4 Maverick evaluated_on MMLU"}, {}},
      {"key and value under a heading", "## Phi-4\n\n- **Parameters**: 14B\n- **Developer**: Microsoft\n",
       {"Phi-4 parameters 14000000000", "Microsoft develops Phi-4"}, {}},
      {"count on a part", "CloudMatrix 384は384個のAscend 910Cを搭載する。", {"CloudMatrix 384 contains Ascend 910C x384"}, {}},
      {"each to its own", "BaiduのERNIE Bot、TencentのHunyuanが競う。", {"Tencent develops Hunyuan"}, {"Baidu develops Hunyuan"}},
      {"list shares its verb", "OpenAI released GPT-4.1, GPT-4.1 mini and GPT-4.1 nano.",
       {"OpenAI develops GPT-4.1", "OpenAI develops GPT-4.1 mini", "OpenAI develops GPT-4.1 nano"}, {}},
      {"a version and its family", "Qwen2.5 is old. Qwen2.5-72B is large.", {"Qwen2.5-72B variant_of Qwen2.5"}, {}},
      {"planned", "AMD plans to launch Instinct MI450 next year.", {"AMD develops Instinct MI450 planned"}, {}},
      {"denied", "NVIDIAによるArmの買収は断念された。", {"Nvidia acquires Arm denied"}, {"Nvidia acquires Arm"}},
      {"a question says nothing", "Will Apple acquire Mistral AI?", {}, {"Apple acquires Mistral AI"}},
      {"a seller is not the maker", "Perplexity offers GPT-4o to its users.", {}, {"Perplexity develops GPT-4o"}},
      {"a tool for another's service", "OpenAI's week: the **openai-kumo-client** project has 20k stars on GitHub. OpenAI grows.",
       {}, {"OpenAI develops openai-kumo-client"}},
      {"a linked repository's name", "1、[星光板](https://github.com/kumo/lumopad)\n\nlumopad 支持 Linux，是开源截图工具。",
       {"lumopad supports Linux"}, {}},
      {"Chinese commas between names alone", "Anthropic的投资方包括谷歌，亚马逊，General Catalyst。",
       {"Google invests_in Anthropic", "Amazon invests_in Anthropic", "General Catalyst invests_in Anthropic"}, {}},
      {"a Chinese comma between two names", "Anthropic的投资方包括谷歌，亚马逊则另有打算。", {"Google invests_in Anthropic"},
       {"Amazon invests_in Anthropic"}},
      {"examples in a bracket", "vLLM支持多种开源模型（如Qwen3、GLM-4.5）。", {"vLLM supports Qwen3", "vLLM supports GLM-4.5"}, {}},
      {"nothing of interest", "今日は良い天気だ。散歩に行こう。", {}, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::vector<std::string> facts = facts_of(row.markdown);
    const std::string all = joined(facts);
    CAPTURE(all);
    for (const std::string& fact : row.expected) {
      CAPTURE(fact);
      CHECK(holds(facts, fact));
    }
    for (const std::string& fact : row.absent) {
      CAPTURE(fact);
      CHECK_FALSE(holds(facts, fact));
    }
    if (row.expected.empty() && row.absent.empty()) CHECK(facts.empty());
  }
}

TEST_CASE("a document without text has no facts") {
  CHECK(facts_of("").empty());
  CHECK(facts_of("\n\n\n").empty());
}

TEST_CASE("what introduces a list is said where it stands and not again by the items") {
  static Extractor extractor(test::embedded_rules());
  const char* const texts[] = {
      "# NVIDIAの新しい基盤\n\nRubinプラットフォームは以下の新チップで構成される：\n\n"
      "1. **Vera CPU** — 88個のコアを搭載。\n2. **NVLink Switch** — GPU間通信用。\n",
      "Starting with NVIDIA A100 GPUs, the engine has expanded to support:\n\n"
      "* **AMD GPUs:** Support for the MI300.\n* **NVIDIA GPUs:** First-class support for the H100.\n"};
  for (const char* text : texts) {
    CAPTURE(text);
    const Result<Document> document = read_document(text, "test.md");
    REQUIRE(document.ok());
    const DocumentFacts facts = extractor.extract(*document);
    REQUIRE(facts.relations.size() >= 3);
    for (const RelationFact& fact : facts.relations) {
      CHECK(fact.evidence.span.begin < fact.evidence.span.end);
      CHECK(fact.evidence.sentence.overlaps(fact.evidence.span));
    }
  }
}

TEST_CASE("an aside between a word and its ending belongs to the evidence") {
  static Extractor extractor(test::embedded_rules());
  const Result<Document> document = read_document("Huaweiが「Ascend 950」を正式にリリース（公開ベータ）しました。\n", "test.md");
  REQUIRE(document.ok());
  const DocumentFacts facts = extractor.extract(*document);
  REQUIRE(facts.relations.size() == 1);
  CHECK(facts.relations[0].evidence.span.of(document->text) ==
        "Huaweiが「Ascend 950」を正式にリリース（公開ベータ）しました");
}
