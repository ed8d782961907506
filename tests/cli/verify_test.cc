#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;
using namespace std::string_literals;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A graph of two articles, in g.json.
void prepare(const Scratch& scratch) {
  scratch.write("news/en.md", "Huawei developed the Ascend 910C, an AI accelerator.\n");
  scratch.write("news/ja.md", "アリババはAIモデル「Qwen3」を開発した。\n");
  REQUIRE(scratch.run({"extract", "news", "-o", "g.json"}).exit_code == 0);
}

}  // namespace

TEST_CASE("what was just extracted holds") {
  const Scratch scratch;
  prepare(scratch);
  const Outcome outcome = scratch.run({"verify", "g.json", "news"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err == "");
  CHECK(contains(outcome.out, "2 of 2 documents unchanged"));
  CHECK(contains(outcome.out, "root: holds; all holds\n"));
  CHECK(contains(scratch.run({"verify", "g.json", "news", "--json"}).out, "\"holds\": true"));
}

TEST_CASE("articles of other forms and of equal names hold too") {
  const Scratch scratch;
  scratch.write("news/a/page.html", "<title>Chips</title><p>NVIDIA acquired Groq &amp; kept it.</p>\n");
  scratch.write("news/b/page.html", "<p>Huawei developed the Ascend 910C.</p>\n");
  scratch.write("news/feed.jsonl",
                "{\"id\": \"one\", \"text\": \"SMIC makes the Ascend 910C.\"}\n"
                "{\"id\": \"two\", \"markdown\": \"阿里巴巴研发了**Qwen3**。\"}\n");
  scratch.write("news/utf16.txt", "\xff\xfeN\0V\0I\0D\0I\0A\0 \0m\0a\0d\0e\0 \0B\0002\0000\0000\0.\0"s);
  REQUIRE(scratch.run({"extract", "news", "-o", "g.json"}).exit_code == 0);
  const Outcome outcome = scratch.run({"verify", "g.json", "news"});
  CHECK_MESSAGE(outcome.exit_code == 0, outcome.out);
  CHECK_MESSAGE(contains(outcome.out, "5 of 5 documents unchanged"), outcome.out);
}

TEST_CASE("what does not hold is listed and exits with 3") {
  struct Row {
    std::string name;
    const char* file;
    std::string text;
    std::vector<std::string> messages;
  };
  const Row rows[] = {
      {"an article was changed",
       "news/en.md",
       "Huawei invented the Ascend 910C, an AI accelerator.\n",
       {"news/en.md: the article was changed", "sentence of ", "\"Huawei invented the", "[verify.other_text]"}},
      {"an article was cut short", "news/ja.md", "ア\n", {"[verify.out_of_range]", "mention of company:alibaba"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Scratch scratch;
    prepare(scratch);
    scratch.write(row.file, row.text);
    const Outcome outcome = scratch.run({"verify", "g.json", "news"});
    CHECK(outcome.exit_code == 3);
    for (const std::string& message : row.messages) CHECK_MESSAGE(contains(outcome.out, message), outcome.out);
    CHECK(contains(outcome.out, "1 of 2 documents unchanged"));
    CHECK(contains(outcome.out, "root: not checked"));
  }
}

TEST_CASE("an edited fact is noticed though all evidence and the root are as they were") {
  const Scratch scratch;
  prepare(scratch);
  std::string graph = scratch.read("g.json");
  const size_t status = graph.find("\"status\": \"asserted\"", graph.find("\"edges\": ["));
  REQUIRE(status != std::string::npos);
  scratch.write("g.json", graph.replace(status, 20, "\"status\": \"denied\""));
  const Outcome outcome = scratch.run({"verify", "g.json", "news"});
  CHECK(outcome.exit_code == 3);
  CHECK_MESSAGE(contains(outcome.out, "\"status asserted\", the graph says \"status denied\" [verify.other_fact]"),
                outcome.out);
  CHECK(contains(outcome.out, "root: holds; 1 do not hold\n"));
  CHECK(contains(scratch.run({"verify", "g.json", "news", "--json"}).out, "\"part\": \"edge\""));
}

TEST_CASE("a part of a graph holds by its evidence") {
  const Scratch scratch;
  prepare(scratch);
  REQUIRE(scratch.run({"export", "--graph", "g.json", "--focus", "Huawei", "-o", "part.json"}).exit_code == 0);
  const Outcome outcome = scratch.run({"verify", "part.json", "news"});
  CHECK_MESSAGE(outcome.exit_code == 0, outcome.out);
  CHECK(contains(outcome.out, "root: not checked, the graph is a part of another; all holds\n"));
}

TEST_CASE("what verify cannot read is told as everywhere") {
  const Scratch scratch;
  prepare(scratch);
  CHECK(scratch.run({"verify", "missing.json", "news"}).exit_code == 4);
  CHECK(scratch.run({"verify", "g.json"}).exit_code == 2);
  scratch.write("half.json", scratch.read("g.json").substr(0, 300));
  const Outcome half = scratch.run({"verify", "half.json", "news"});
  CHECK(half.exit_code == 3);
  CHECK(contains(half.err, "graph.malformed"));
  const Outcome missing = scratch.run({"verify", "g.json", "nowhere"});
  CHECK(missing.exit_code == 4);
  CHECK(contains(missing.out, "[verify.missing_document]"));
  CHECK(contains(missing.err, "read.not_found"));
}
