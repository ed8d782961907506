#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

const char* const kArticle =
    "Huawei developed the Ascend 910C, an AI accelerator.\n\n"
    "Alibaba developed Qwen, a family of open models.\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A folder with article.md and its graph in g.json.
struct Asked : Scratch {
  Asked() {
    write("article.md", kArticle);
    REQUIRE(run({"extract", "article.md", "-o", "g.json"}).exit_code == 0);
  }
};

}  // namespace

TEST_CASE("questions in three languages and fixed verbs find the builder, with the sentence, in their language") {
  const Asked scratch;
  const std::string english = "Huawei develops Ascend 910C   (stated, confidence ";
  struct Row {
    std::vector<std::string> words;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {{"who builds Ascend 910C?"}, english},
      {{"who", "builds", "Ascend", "910C?"}, english},
      {{"Ascend 910Cを開発しているのは？"}, "ファーウェイ → 開発 → Ascend 910C   (記述, 確度 "},
      {{"谁开发了昇腾910C？"}, "华为 → 研发 → Ascend 910C   (陈述, 置信度 "},
      {{"who-builds", "Ascend 910C"}, english},
      {{"builds-what", "Huawei"}, english},
      {{"neighbours", "Huawei"}, english},
      {{"path", "Huawei", "Ascend 910C"}, english},
      {{"count builds-chips company:huawei"}, "1   (1 stated)\n" + english},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = row.words;
    INFO(arguments.front());
    arguments.insert(arguments.begin(), "ask");
    arguments.insert(arguments.end(), {"--graph", "g.json"});
    const Outcome outcome = scratch.run(arguments);
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK_MESSAGE(contains(outcome.out, row.expected), outcome.out);
    CHECK(contains(outcome.out, "\"Huawei developed the Ascend 910C, an AI accelerator.\""));
    CHECK(contains(outcome.out, "article.md"));
  }
}

TEST_CASE("articles can be asked without a graph file") {
  const Asked scratch;
  const Outcome outcome = scratch.run({"ask", "who-builds", "Qwen", "--in", "article.md"});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "Alibaba develops Qwen"));
  CHECK(outcome.err == "");
}

TEST_CASE("--json gives the answer for programs") {
  const Asked scratch;
  const Outcome outcome = scratch.run({"ask", "who-builds", "Ascend 910C", "--graph", "g.json", "--json"});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "\"understood\": \"who-builds "));
  CHECK(contains(outcome.out, "\"id\": \"company:huawei\""));
  CHECK(contains(outcome.out, "\"sentence\": \"Huawei developed the Ascend 910C, an AI accelerator.\""));
}

TEST_CASE("the evidence of an edge is found by its id") {
  const Asked scratch;
  const std::string answer = scratch.run({"ask", "who-builds", "Qwen", "--graph", "g.json", "--json"}).out;
  const size_t edges = answer.find("\"edges\"");
  REQUIRE(edges != std::string::npos);
  const size_t begin = answer.find("\"id\": \"", edges) + 7;
  const std::string id = answer.substr(begin, answer.find('"', begin) - begin);
  const Outcome outcome = scratch.run({"ask", "evidence", id, "--graph", "g.json"});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "Alibaba develops Qwen"));
  CHECK(scratch.run({"ask", "evidence", "no-such-edge", "--graph", "g.json", "--fail-empty"}).exit_code == 1);
}

TEST_CASE("what is not known finds nothing, and says it only when asked to") {
  const Asked scratch;
  const Outcome outcome = scratch.run({"ask", "who-builds", "Zzyzx 9000", "--graph", "g.json"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out == "");
  CHECK(contains(outcome.err, "ask.unknown_name"));
  CHECK(scratch.run({"ask", "who-builds", "Zzyzx 9000", "--graph", "g.json", "--fail-empty"}).exit_code == 1);
}

TEST_CASE("a question that fits no template exits with 2") {
  const Asked scratch;
  const Outcome outcome = scratch.run({"ask", "what is the weather like?", "--graph", "g.json"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out == "");
  CHECK(contains(outcome.err, "ask.no_template"));
  CHECK(contains(outcome.err, "ask for instance \""));
}

TEST_CASE("a verb with too few or too many names exits with 2") {
  const Asked scratch;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"path", "Huawei"}, std::vector<std::string>{"who-builds", "Ascend", "910C"}}) {
    INFO(words.front());
    std::vector<std::string> arguments = words;
    arguments.insert(arguments.begin(), "ask");
    arguments.insert(arguments.end(), {"--graph", "g.json"});
    const Outcome outcome = scratch.run(arguments);
    CHECK(outcome.exit_code == 2);
    CHECK(contains(outcome.err, words.front()));
  }
}
