#include "whobuilds/ask.h"

#include <doctest/doctest.h>

#include <map>

#include "unit/embedded_rules.h"
#include "unit/graph/sample.h"

using namespace whobuilds;
using sample::Paper;

namespace {

const Graph& industry() {
  static const Graph graph = sample::merged(sample::industry());
  return graph;
}

Result<Answer> asked(const std::string& question) {
  static const Answerer answerer(industry(), test::embedded_rules());
  return answerer.ask(question);
}

// The ids of the rows without their type, "(inferred)" after those that are.
std::vector<std::string> rows_of(const Graph& graph, const Answer& answer) {
  std::vector<std::string> rows;
  for (const AnswerRow& row : answer.rows) {
    const std::string id = graph.nodes()[row.node].id;
    rows.push_back(id.substr(id.find(':') + 1) + (row.inferred ? " (inferred)" : ""));
  }
  return rows;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + ";";
  return text;
}

struct Question {
  std::string text;
  std::string understood;
  std::vector<std::string> rows;  // ids without their type, in order
};

const std::vector<std::string> kHuaweiBuilds = {"ascend-910c", "mindspore", "cloudmatrix-384", "ascend-950"};
const std::vector<std::string> kNvidiaChips = {"blackwell", "h100", "h800"};
const std::vector<std::string> kTsmcMakes = {"b200", "h100", "mi300x", "ascend-910c"};
const std::vector<std::string> kMakers910c = {"smic", "tsmc"};
const std::vector<std::string> kNvidiaRivals = {"amd", "huawei"};
const std::vector<std::string> kInvestors = {"microsoft", "softbank"};
const std::vector<std::string> kMi300xUsers = {"meta", "openai"};
const std::vector<std::string> kPathMetaAmd = {"meta", "mi300x", "amd"};

const std::vector<Question>& english() {
  static const std::vector<Question> questions = {
      {"Who builds Ascend 910C?", "who-builds chip:ascend-910c", {"huawei"}},
      {"who makes the 910C", "who-builds chip:ascend-910c", {"huawei"}},
      {"Who developed Qwen3?", "who-builds model:qwen3", {"alibaba-cloud"}},
      {"Who is behind Kimi K2?", "who-builds model:kimi-k2", {"moonshot-ai"}},
      {"Which company made ChatGPT?", "who-builds product:chatgpt", {"openai"}},
      {"By whom was Llama 3.3 trained?", "who-builds model:llama-3-3", {"meta"}},
      {"Who is the maker of PLaMo?", "who-builds model:plamo", {"preferred-networks"}},
      {"Whose chip is the MI300X?", "who-builds chip:mi300x", {"amd"}},
      {"Who builds Qwen3-235B?", "who-builds model:qwen3-235b", {"alibaba-cloud (inferred)"}},
      {"Who is Qwen's developer?", "who-builds model:qwen", {"alibaba"}},
      {"What does Huawei build?", "builds-what company:huawei", kHuaweiBuilds},
      {"what has Moonshot AI released", "builds-what company:moonshot-ai", {"kimi-k2", "kimi"}},
      {"Show me the products of Alibaba", "builds-what company:alibaba", {"qwen", "modelscope"}},
      {"Which models does DeepSeek develop?", "builds-models company:deepseek", {"deepseek-r1", "deepseek-v3"}},
      {"What are DeepSeek's models?", "builds-models company:deepseek", {"deepseek-r1", "deepseek-v3"}},
      {"Which chips does Nvidia design?", "builds-chips company:nvidia", kNvidiaChips},
      {"NVIDIA's chips", "builds-chips company:nvidia", kNvidiaChips},
      {"Which systems does Huawei build?", "builds-systems company:huawei", {"cloudmatrix-384"}},
      {"Which products does OpenAI offer?", "builds-products company:openai", {"chatgpt"}},
      {"Who manufactures the 910C?", "who-manufactures chip:ascend-910c", kMakers910c},
      {"Who is the foundry for the MI300X?", "who-manufactures chip:mi300x", {"tsmc"}},
      {"What does TSMC manufacture?", "manufactures-what company:tsmc", kTsmcMakes},
      {"Who supplies NVIDIA with memory?", "who-supplies company:nvidia", {"sk-hynix"}},
      {"Who are NVIDIA's suppliers?", "who-supplies company:nvidia", {"sk-hynix"}},
      {"Whom does SK hynix supply?", "supplies-whom company:sk-hynix", {"nvidia"}},
      {"Who invested in OpenAI?", "who-invests-in company:openai", kInvestors},
      {"What does Alibaba invest in?", "invests-in-what company:alibaba", {"moonshot-ai"}},
      {"Who uses the MI300X?", "who-uses chip:mi300x", kMi300xUsers},
      {"Which chips does OpenAI use?", "Chip uses-what company:openai", {"h100", "mi300x"}},
      {"Who competes with NVIDIA?", "competitors company:nvidia", kNvidiaRivals},
      {"Who are the rivals of OpenAI?", "competitors company:openai", {"deepseek"}},
      {"Who partners with Moonshot AI?", "partners company:moonshot-ai", {"tsinghua"}},
      {"What does DeepSeek-R1 run on?", "runs-on-what model:deepseek-r1", {"ascend-910c", "cloudmatrix-384"}},
      {"What runs on the Ascend 910C?", "what-runs-on chip:ascend-910c", {"deepseek-r1"}},
      {"What was DeepSeek-V3 trained on?", "trained-on-what model:deepseek-v3", {"h800"}},
      {"What is ChatGPT based on?", "based-on-what product:chatgpt", {"gpt-4o"}},
      {"What is based on DeepSeek-V3?", "what-based-on model:deepseek-v3", {"deepseek-r1"}},
      {"What's inside CloudMatrix 384?", "contains-what system:cloudmatrix-384", {"ascend-910c"}},
      {"Which systems contain the B200?", "System what-contains chip:b200", {"gb200-nvl72"}},
      {"What variants of Ascend are there?", "variants chip:ascend", {"ascend-910c", "ascend-950"}},
      {"Who owns HiSilicon?", "who-owns company:hisilicon", {"huawei"}},
      {"Subsidiaries of Alibaba", "owns-what company:alibaba", {"alibaba-cloud"}},
      {"How are Meta and AMD connected?", "path company:meta company:amd", kPathMetaAmd},
      {"Tell me about SMIC", "neighbours company:smic", {"ascend-910c"}},
      {"What is connected to CUDA?", "neighbours product:cuda", {"h100", "nvidia"}},
      {"who-uses MI300X", "who-uses chip:mi300x", kMi300xUsers},
  };
  return questions;
}

const std::vector<Question>& japanese() {
  static const std::vector<Question> questions = {
      {"Ascend 910Cの開発元は？", "who-builds chip:ascend-910c", {"huawei"}},
      {"昇腾910Cを開発しているのはどこですか？", "who-builds chip:ascend-910c", {"huawei"}},
      {"Qwenを開発しているのは？", "who-builds model:qwen", {"alibaba"}},
      {"誰がKimi K2を開発したの？", "who-builds model:kimi-k2", {"moonshot-ai"}},
      {"どの会社がChatGPTを作っていますか", "who-builds product:chatgpt", {"openai"}},
      {"PLaMoは誰が開発した？", "who-builds model:plamo", {"preferred-networks"}},
      {"Llama 3.3はどこが公開しましたか", "who-builds model:llama-3-3", {"meta"}},
      {"MI300Xはどこのチップですか", "who-builds chip:mi300x", {"amd"}},
      {"「H100」のメーカーはどこ？", "who-builds chip:h100", {"nvidia"}},
      {"Qwen3-235Bを作った会社は？", "who-builds model:qwen3-235b", {"alibaba-cloud (inferred)"}},
      {"ファーウェイは何を開発していますか？", "builds-what company:huawei", kHuaweiBuilds},
      {"Moonshot AIは何を作っているの？", "builds-what company:moonshot-ai", {"kimi-k2", "kimi"}},
      {"アリババが開発したものは？", "builds-what company:alibaba", {"qwen", "modelscope"}},
      {"ディープシークはどんなモデルを開発していますか", "builds-models company:deepseek", {"deepseek-r1", "deepseek-v3"}},
      {"Metaのモデル一覧", "builds-models company:meta", {"llama-3-3"}},
      {"エヌビディアはどんなチップを設計していますか", "builds-chips company:nvidia", kNvidiaChips},
      {"ファーウェイのAIチップは？", "builds-chips company:huawei", {"ascend-910c", "ascend-950"}},
      {"ファーウェイはどんなシステムを開発していますか", "builds-systems company:huawei", {"cloudmatrix-384"}},
      {"OpenAIの製品は何ですか", "builds-products company:openai", {"chatgpt"}},
      {"910Cを製造しているのはどこですか", "who-manufactures chip:ascend-910c", kMakers910c},
      {"B200はどこが製造していますか", "who-manufactures chip:b200", {"tsmc"}},
      {"H100の製造元は？", "who-manufactures chip:h100", {"tsmc"}},
      {"TSMCは何を製造していますか", "manufactures-what company:tsmc", kTsmcMakes},
      {"エヌビディアにメモリを供給しているのは？", "who-supplies company:nvidia", {"sk-hynix"}},
      {"NVIDIAのサプライヤーは？", "who-supplies company:nvidia", {"sk-hynix"}},
      {"SKハイニックスはどこに供給していますか", "supplies-whom company:sk-hynix", {"nvidia"}},
      {"OpenAIに出資しているのは？", "who-invests-in company:openai", kInvestors},
      {"Moonshot AIの投資家は？", "who-invests-in company:moonshot-ai", {"alibaba"}},
      {"ソフトバンクはどこに出資していますか", "invests-in-what company:softbank", {"openai"}},
      {"MI300Xを採用している企業はどこですか", "who-uses chip:mi300x", kMi300xUsers},
      {"OpenAIはどのチップを採用していますか", "Chip uses-what company:openai", {"h100", "mi300x"}},
      {"NVIDIAのライバルは？", "competitors company:nvidia", kNvidiaRivals},
      {"ファーウェイと競合しているのは？", "competitors company:huawei", {"nvidia"}},
      {"清華大学の提携先は？", "partners organization:tsinghua", {"moonshot-ai"}},
      {"R1はどのチップで動作しますか", "Chip runs-on-what model:deepseek-r1", {"ascend-910c", "cloudmatrix-384"}},
      {"Ascend 910Cで動くモデルは？", "Model what-runs-on chip:ascend-910c", {"deepseek-r1"}},
      {"DeepSeek-V3は何で学習しましたか", "trained-on-what model:deepseek-v3", {"h800"}},
      {"ChatGPTは何をベースにしていますか", "based-on-what product:chatgpt", {"gpt-4o"}},
      {"V3をベースにしたモデルは？", "Model what-based-on model:deepseek-v3", {"deepseek-r1"}},
      {"CloudMatrix 384に搭載されているチップは？", "Chip contains-what system:cloudmatrix-384", {"ascend-910c"}},
      {"B200を搭載しているシステムは？", "System what-contains chip:b200", {"gb200-nvl72"}},
      {"Ascendにはどんな種類がありますか", "variants chip:ascend", {"ascend-910c", "ascend-950"}},
      {"Alibaba Cloudはどこの子会社ですか", "who-owns company:alibaba-cloud", {"alibaba"}},
      {"アリババの子会社は？", "owns-what company:alibaba", {"alibaba-cloud"}},
      {"MetaとAMDはどうつながっていますか", "path company:meta company:amd", kPathMetaAmd},
      {"SMICについて教えて", "neighbours company:smic", {"ascend-910c"}},
  };
  return questions;
}

const std::vector<Question>& chinese() {
  static const std::vector<Question> questions = {
      {"谁开发了昇腾910C？", "who-builds chip:ascend-910c", {"huawei"}},
      {"哪家公司推出了Kimi K2？", "who-builds model:kimi-k2", {"moonshot-ai"}},
      {"誰研發了通义千问？", "who-builds model:qwen", {"alibaba"}},
      {"ChatGPT是谁开发的？", "who-builds product:chatgpt", {"openai"}},
      {"Llama 3.3由哪家公司发布？", "who-builds model:llama-3-3", {"meta"}},
      {"PLaMo的开发商是谁？", "who-builds model:plamo", {"preferred-networks"}},
      {"MI300X是哪家公司的芯片？", "who-builds chip:mi300x", {"amd"}},
      {"Qwen3-235B是谁训练的？", "who-builds model:qwen3-235b", {"alibaba-cloud (inferred)"}},
      {"昇思是谁做的？", "who-builds product:mindspore", {"huawei"}},
      {"华为开发了什么？", "builds-what company:huawei", kHuaweiBuilds},
      {"月之暗面推出了哪些产品？", "builds-what company:moonshot-ai", {"kimi-k2", "kimi"}},
      {"阿里巴巴的产品有哪些？", "builds-what company:alibaba", {"qwen", "modelscope"}},
      {"深度求索开发了哪些模型？", "builds-models company:deepseek", {"deepseek-r1", "deepseek-v3"}},
      {"Meta的模型有哪些？", "builds-models company:meta", {"llama-3-3"}},
      {"英伟达设计了哪些芯片？", "builds-chips company:nvidia", kNvidiaChips},
      {"华为有哪些芯片？", "builds-chips company:huawei", {"ascend-910c", "ascend-950"}},
      {"华为推出了哪些系统？", "builds-systems company:huawei", {"cloudmatrix-384"}},
      {"谁代工H100？", "who-manufactures chip:h100", {"tsmc"}},
      {"昇腾910C由谁制造？", "who-manufactures chip:ascend-910c", kMakers910c},
      {"台积电生产哪些芯片？", "Chip manufactures-what company:tsmc", kTsmcMakes},
      {"谁给英伟达供货？", "who-supplies company:nvidia", {"sk-hynix"}},
      {"英伟达的供应商有哪些？", "who-supplies company:nvidia", {"sk-hynix"}},
      {"SK海力士给谁供货？", "supplies-whom company:sk-hynix", {"nvidia"}},
      {"SK海力士的客户是谁？", "supplies-whom company:sk-hynix", {"nvidia"}},
      {"谁投资了OpenAI？", "who-invests-in company:openai", kInvestors},
      {"月之暗面的投资方有哪些？", "who-invests-in company:moonshot-ai", {"alibaba"}},
      {"软银投资了谁？", "invests-in-what company:softbank", {"openai"}},
      {"谁在使用MI300X？", "who-uses chip:mi300x", kMi300xUsers},
      {"OpenAI采用了哪些芯片？", "Chip uses-what company:openai", {"h100", "mi300x"}},
      {"英伟达的竞争对手有哪些？", "competitors company:nvidia", kNvidiaRivals},
      {"谁在与华为竞争？", "competitors company:huawei", {"nvidia"}},
      {"清华大学的合作伙伴有哪些？", "partners organization:tsinghua", {"moonshot-ai"}},
      {"谁和月之暗面合作？", "partners company:moonshot-ai", {"tsinghua"}},
      {"DeepSeek-R1运行在什么芯片上？", "Chip runs-on-what model:deepseek-r1", {"ascend-910c", "cloudmatrix-384"}},
      {"哪些模型运行在昇腾910C上？", "Model what-runs-on chip:ascend-910c", {"deepseek-r1"}},
      {"DeepSeek-V3是用什么芯片训练的？", "Chip trained-on-what model:deepseek-v3", {"h800"}},
      {"哪些模型是用H800训练的？", "Model what-trained-on chip:h800", {"deepseek-v3"}},
      {"ChatGPT是基于什么模型的？", "Model based-on-what product:chatgpt", {"gpt-4o"}},
      {"GB200 NVL72搭载了什么芯片？", "Chip contains-what system:gb200-nvl72", {"b200"}},
      {"哪些系统搭载了昇腾910C？", "System what-contains chip:ascend-910c", {"cloudmatrix-384"}},
      {"昇腾有哪些型号？", "variants chip:ascend", {"ascend-910c", "ascend-950"}},
      {"阿里云的母公司是谁？", "who-owns company:alibaba-cloud", {"alibaba"}},
      {"华为旗下有哪些公司？", "owns-what company:huawei", {"hisilicon"}},
      {"Meta和AMD有什么关系？", "path company:meta company:amd", kPathMetaAmd},
      {"介绍一下中芯国际", "neighbours company:smic", {"ascend-910c"}},
  };
  return questions;
}

void check_all(const std::vector<Question>& questions) {
  CHECK(questions.size() >= 40);
  for (const Question& question : questions) {
    CAPTURE(question.text);
    const Result<Answer> answer = asked(question.text);
    if (!answer) FAIL_CHECK(answer.diagnostics()[0].to_string());
    if (!answer) continue;
    CHECK(answer->understood == question.understood);
    CHECK(joined(rows_of(industry(), *answer)) == joined(question.rows));
  }
}

}  // namespace

TEST_CASE("questions in English") { check_all(english()); }
TEST_CASE("questions in Japanese") { check_all(japanese()); }
TEST_CASE("questions in Chinese") { check_all(chinese()); }

TEST_CASE("rows are ordered by status, confidence and id, and carry their edges") {
  const Answer answer = *ask_builds_what(industry(), "Huawei");
  REQUIRE(answer.rows.size() == 4);
  CHECK(answer.rows[3].status == Status::planned);
  for (const AnswerRow& row : answer.rows) {
    REQUIRE(row.edges.size() == 1);
    const Edge& edge = industry().edges()[row.edges[0]];
    CHECK(edge.target == row.node);
    CHECK(edge.relation == row.relation);
    CHECK_FALSE(edge.evidence[0].text.empty());
    CHECK(row.independent_sources == 1);
  }
}

TEST_CASE("a denial stands last, as counter-evidence") {
  const Answer answer = *asked("who-manufactures chip:ascend-910c");
  REQUIRE(answer.rows.size() == 2);
  CHECK(answer.rows[0].status == Status::rumored);
  CHECK(answer.rows[1].status == Status::denied);
}

TEST_CASE("what holds for the family holds for its variants, and is marked") {
  const Graph graph = sample::merged({Paper("a", "2025")
                                          .says("company:x", "develops", "model:fam", "X made Fam.", Status::asserted, 0.8)
                                          .says("model:fam-2", "variant_of", "model:fam", "Fam 2 is a Fam.", Status::asserted, 0.5)
                                          .says("model:fam-2-mini", "variant_of", "model:fam-2", "Mini is a Fam 2.")
                                          .says("model:fam-3", "variant_of", "model:fam", "Fam 3 is no Fam.", Status::denied)
                                          .says("company:y", "develops", "model:lone-mini", "Y made a mini.")
                                          .says("model:lone-mini", "variant_of", "model:lone", "A lone mini.")});
  const Answer two = *ask_who_builds(graph, "Fam 2");
  REQUIRE(two.rows.size() == 1);
  CHECK(two.rows[0].inferred);
  CHECK(two.rows[0].confidence == doctest::Approx(0.4));
  CHECK(two.rows[0].edges.size() == 2);
  CHECK(rows_of(graph, *ask_who_builds(graph, "Fam 2 mini")) == std::vector<std::string>{"x (inferred)"});
  CHECK(rows_of(graph, *ask_who_builds(graph, "Fam")) == std::vector<std::string>{"x"});
  CHECK(ask_who_builds(graph, "Fam 3")->rows.empty());
  CHECK(rows_of(graph, *ask_who_builds(graph, "lone")) == std::vector<std::string>{"y (inferred)"});
}

TEST_CASE("a circle of variants ends") {
  const Graph graph = sample::merged({Paper("a", "")
                                          .says("model:p", "variant_of", "model:q", "P is a Q.")
                                          .says("model:q", "variant_of", "model:p", "Q is a P.")});
  CHECK(ask_who_builds(graph, "P")->rows.empty());
}

TEST_CASE("of a company and a model of one name the question means the one it can be about") {
  const Graph graph = sample::merged({Paper("a", "")
                                          .knows("company:deepseek", "DeepSeek")
                                          .knows("model:deepseek", "DeepSeek")
                                          .says("company:deepseek", "develops", "model:deepseek", "DeepSeek made DeepSeek.")});
  CHECK(ask_who_builds(graph, "DeepSeek")->understood == "who-builds model:deepseek");
  CHECK(ask_builds_what(graph, "DeepSeek")->understood == "builds-what company:deepseek");
  const Result<Answer> neighbours = ask_neighbours(graph, "DeepSeek");
  REQUIRE_FALSE(neighbours.ok());
  CHECK(neighbours.diagnostics()[0].code == "ask.ambiguous_name");
  CHECK(neighbours.diagnostics()[0].message.find("model:deepseek") != std::string::npos);
}

TEST_CASE("neighbours: one row per node and relation, in both directions") {
  const Answer answer = *ask_neighbours(industry(), "Moonshot AI");
  std::map<std::string, std::string> relations;
  for (const AnswerRow& row : answer.rows) relations[industry().nodes()[row.node].id] = row.relation;
  CHECK(relations.at("company:alibaba") == "invests_in");
  CHECK(relations.at("organization:tsinghua") == "partners_with");
  CHECK(relations.at("model:kimi-k2") == "develops");
  CHECK(relations.size() == 4);
}

TEST_CASE("path: from the first to the second, each step with its edge") {
  const Answer answer = *ask_path(industry(), "SMIC", "OpenAI");
  REQUIRE(answer.rows.size() >= 3);
  CHECK(industry().nodes()[answer.rows.front().node].id == "company:smic");
  CHECK(industry().nodes()[answer.rows.back().node].id == "company:openai");
  CHECK(answer.rows.front().edges.empty());
  for (size_t i = 1; i < answer.rows.size(); ++i) {
    REQUIRE(answer.rows[i].edges.size() == 1);
    const Edge& edge = industry().edges()[answer.rows[i].edges[0]];
    const uint32_t before = answer.rows[i - 1].node, here = answer.rows[i].node;
    CHECK(((edge.source == before && edge.target == here) || (edge.source == here && edge.target == before)));
  }
  CHECK(ask_path(industry(), "Preferred Networks", "OpenAI")->rows.empty());
  CHECK(ask_path(industry(), "SMIC", "SMIC")->rows.size() == 1);
}

TEST_CASE("a question that cannot be answered says why") {
  struct Row {
    const char *name, *question, *code, *remedy;
  };
  const std::vector<Row> rows = {
      {"fits nothing", "Will it rain tomorrow?", "ask.no_template", "ask for instance \""},
      {"empty", "", "ask.no_template", ""},
      {"marks only", "???", "ask.no_template", ""},
      {"a slip in the name", "Who builds Ascand 910C?", "ask.unknown_name", "did you mean Ascend 910C (chip:ascend-910c)?"},
      {"a slip in Japanese", "ファーウェリは何を開発していますか", "ask.unknown_name", "did you mean Huawei (company:huawei)?"},
      {"unknown", "谁开发了不存在的东西？", "ask.unknown_name", "check the spelling"},
      {"verb with an unknown name", "who-uses Nothing At All", "ask.unknown_name", "check the spelling"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<Answer> answer = asked(row.question);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.diagnostics()[0].code == row.code);
    CHECK(answer.diagnostics()[0].remedy.find(row.remedy) == 0);
  }
}

TEST_CASE("path with two unknown names reports both") {
  CHECK(ask_path(industry(), "Nobody", "Nowhere").diagnostics().size() == 2);
}

TEST_CASE("no answer is an answer") {
  const Result<Answer> answer = asked("Who supplies AMD?");
  REQUIRE(answer.ok());
  CHECK(answer->rows.empty());
  CHECK(answer->subjects.size() == 1);
}
