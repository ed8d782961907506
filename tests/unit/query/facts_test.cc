// Answers that are attribute values, roles, counts, states, dates and counter-evidence.
#include <doctest/doctest.h>

#include "unit/embedded_rules.h"
#include "unit/graph/sample.h"
#include "whobuilds/ask.h"
#include "whobuilds/report.h"

using namespace whobuilds;
using sample::number;
using sample::Paper;
using sample::word;

namespace {

// As sample::merged, with the ontology of the rules, which knows attributes.
Graph merged(const std::vector<Paper>& papers) {
  Graph graph(test::embedded_rules());
  for (const Paper& paper : papers) graph.add(paper.facts(), paper.text());
  graph.finish();
  return graph;
}

const Graph& world() {
  static const Graph graph = merged(
      {Paper("old", "2025-03-01")
           .knows("company:huawei", "Huawei", {}, {{"ja", "ファーウェイ"}, {"zh", "华为"}})
           .knows("company:tsmc", "TSMC")
           .knows("model:deepseek-v3", "DeepSeek-V3")
           .says("company:huawei", "develops", "chip:ascend", "Huawei designs Ascend.")
           .says("company:huawei", "develops", "chip:ascend-950", "Huawei plans the Ascend 950.", Status::planned)
           .says("company:tsmc", "supplies", "company:huawei", "TSMC supplies Huawei.")
           .says("company:tsmc", "manufactures", "chip:ascend", "TSMC makes Ascend.")
           .says("company:deepseek", "develops", "model:deepseek-v3", "DeepSeek made V3.")
           .says("company:high-flyer", "invests_in", "company:deepseek", "High-Flyer pays for DeepSeek.")
           .says("model:deepseek-v3", "available_on", "product:hub", "V3 is on the Hub.")
           .says("model:deepseek-v3-mini", "variant_of", "model:deepseek-v3-line", "The mini is of the line.")
           .states("model:deepseek-v3", "parameters", number(671e9), "V3 has 671B parameters.")
           .states("model:deepseek-v3", "parameters", number(670e9), "V3 may have 670B parameters.", Status::rumored,
                   0.5)
           .states("model:deepseek-v3-mini", "license", word("MIT"), "The mini is under MIT."),
       Paper("new", "2025-10-02")
           .says("company:tsmc", "supplies", "company:huawei", "TSMC no longer supplies Huawei.", Status::denied)
           .says("company:tsmc", "competes_with", "company:huawei", "They do not compete.", Status::denied)
           .says("company:iflytek", "uses", "chip:ascend", "iFlytek uses Ascend.")
           .says("company:huawei", "develops", "chip:ascend", "Huawei designs Ascend, too.")});
  return graph;
}

Answer asked(const std::string& question) {
  static const Answerer answerer(world(), test::embedded_rules());
  const Result<Answer> answer = answerer.ask(question);
  if (!answer) FAIL(answer.diagnostics().front().to_string());
  return *answer;
}

std::string rows_of(const Answer& answer) {
  std::string text;
  for (const AnswerRow& row : answer.rows) {
    text += (text.empty() ? "" : "; ") + (row.role.empty() ? "" : row.role + " ") + world().nodes()[row.node].id + " " +
            row.relation + (row.status == Status::asserted ? "" : std::string(" ") + status_name(row.status)) +
            (row.inferred ? " inferred" : "");
  }
  return text;
}

}  // namespace

TEST_CASE("what is asked, and the rows") {
  struct Row {
    const char *question, *understood, *rows;
  };
  const std::vector<Row> rows = {
      {"How many parameters does DeepSeek-V3 have?", "parameters model:deepseek-v3",
       "model:deepseek-v3 parameters; model:deepseek-v3 parameters rumored"},
      {"What is the license of deepseek v3 line?", "license model:deepseek-v3-line", "model:deepseek-v3-mini license"},
      {"DeepSeek-V3 specs", "attributes model:deepseek-v3",
       "model:deepseek-v3 parameters; model:deepseek-v3 parameters rumored"},
      {"Which chips is Huawei planning?", "planned builds-chips company:huawei", "chip:ascend-950 develops planned"},
      {"What is planned for Huawei?", "planned facts company:huawei", "chip:ascend-950 develops planned"},
      {"How many chips does Huawei build?", "count builds-chips company:huawei",
       "chip:ascend develops; chip:ascend-950 develops planned"},
      {"Does TSMC supply Huawei?", "supplies-whom company:tsmc company:huawei", "company:huawei supplies"},
      {"Does TSMC supply DeepSeek?", "supplies-whom company:tsmc company:deepseek", ""},
      {"Who is involved in DeepSeek-V3?", "roles model:deepseek-v3",
       "trains company:deepseek develops; hosts product:hub available_on; funds company:high-flyer invests_in "
       "inferred"},
      {"Who is involved in Ascend?", "roles chip:ascend",
       "designs company:huawei develops; manufactures company:tsmc manufactures; uses company:iflytek uses"},
      {"What changed since October 2025?", "since:2025-10 facts",
       "chip:ascend develops; chip:ascend uses; company:huawei supplies; company:tsmc competes_with denied"},
      {"What is new about iflytek since 2025-10?", "since:2025-10 facts company:iflytek", "chip:ascend uses"},
      {"What has been denied about TSMC?", "denied facts company:tsmc", "company:huawei competes_with denied"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.question);
    const Answer answer = asked(row.question);
    CHECK(answer.understood == row.understood);
    CHECK(rows_of(answer) == row.rows);
    CHECK(asked(answer.understood).understood == row.understood);  // what was understood can be asked
    CHECK(rows_of(asked(answer.understood)) == row.rows);
  }
}

TEST_CASE("denials stand beside what they deny: of the same claim, and of the same two things") {
  const Answer answer = asked("Whom does TSMC supply?");
  REQUIRE(answer.rows.size() == 1);
  const AnswerRow& row = answer.rows[0];
  CHECK(row.first_said == "2025-03-01");
  CHECK(row.last_said == "2025-10-02");
  REQUIRE(row.counter_evidence.size() == 2);
  for (const CounterEvidence& counter : row.counter_evidence) {
    REQUIRE(counter.edge.has_value());
    const Edge& edge = world().edges()[*counter.edge];
    REQUIRE(counter.evidence < edge.evidence.size());
    CHECK(edge.evidence[counter.evidence].evidence.status == Status::denied);
  }
  const std::string text = answer_to_text(world(), answer);
  CHECK(text.find("\"TSMC supplies Huawei.\"") != std::string::npos);
  CHECK(text.find("against: TSMC supplies Huawei   (denied)\n    \"TSMC no longer supplies Huawei.\"") !=
        std::string::npos);
  CHECK(text.find("against: Huawei competes_with TSMC   (denied)") != std::string::npos);
  const std::string json = answer_to_json(world(), answer);
  CHECK(json.find("\"counter_evidence\": [\n        {") != std::string::npos);
  CHECK(json.find("\"last_said\": \"2025-10-02\"") != std::string::npos);
}

TEST_CASE("the text is in the language of the question") {
  CHECK(
      answer_to_text(world(), asked("ファーウェイのチップは？")).find("ファーウェイ → 開発 → Ascend   (記述, 確度 ") ==
      0);
  CHECK(answer_to_text(world(), asked("华为有哪些芯片？")).find("华为 → 研发 → Ascend   (陈述, 置信度 ") == 0);
  CHECK(answer_to_text(world(), asked("Huawei chips")).find("Huawei develops Ascend   (stated, confidence ") == 0);
  CHECK(answer_to_text(world(), asked("DeepSeek-V3 params")).find("DeepSeek-V3: parameters 671 billion   (stated, ") ==
        0);
  CHECK(answer_to_text(world(), asked("DeepSeek-V3のパラメータ数は？")).find("DeepSeek-V3: パラメータ数 6710億   (") ==
        0);
  CHECK(answer_to_text(world(), asked("how many chips does Huawei build")).find("2   (1 stated, 1 planned)\n") == 0);
}

TEST_CASE("what is said for the first time since the date is new") {
  const Answer answer = asked("What changed since October 2025?");
  const std::string json = answer_to_json(world(), answer);
  CHECK(json.find("\"since\": \"2025-10\"") != std::string::npos);
  CHECK(json.find("\"new\": true") != std::string::npos);
  CHECK(json.find("\"new\": false") != std::string::npos);
  const std::string text = answer_to_text(world(), answer);
  CHECK(text.find("\"Huawei designs Ascend, too.\"") != std::string::npos);
  CHECK(text.find("\"Huawei designs Ascend.\"") == std::string::npos);  // older
}

TEST_CASE("long questions and long names are refused in little time") {
  const Answerer answerer(world(), test::embedded_rules());
  const Result<Answer> long_one = answerer.ask("who builds " + std::string(100000, 'x'));
  REQUIRE_FALSE(long_one.ok());
  CHECK(long_one.diagnostics()[0].code == "ask.too_long");
  const Result<Answer> long_name = answerer.ask("who builds " + std::string(900, 'x'));
  REQUIRE_FALSE(long_name.ok());
  CHECK(long_name.diagnostics()[0].code == "ask.unknown_name");
  std::string repeated;
  while (repeated.size() < 950) repeated += "who builds ";
  CHECK_FALSE(answerer.ask(repeated).ok());
}

TEST_CASE("names in other letters are found") {
  for (const char* question : {"ふぁーうぇいのチップは？", "ファウエイのチップは？", "華為有哪些晶片？",
                               "ＨＵＡＷＥＩ　ｃｈｉｐｓ", "the Huawei chips", "which chips does huawei have"}) {
    CAPTURE(question);
    CHECK(asked(question).understood == "builds-chips company:huawei");
  }
}
