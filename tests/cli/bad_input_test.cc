// Faulty inputs: a message on stderr, the other files are still done, the exit code says it.
#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

const char* const kArticle = "Huawei developed the Ascend 910C, an AI accelerator.\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a faulty input is named and the others are done") {
  // All of the array but its closing zero.
  static constexpr char kBinary[] =
      "\x7f"
      "ELF\0\0\0\1\0\0\0\0\0\0\xff\xfe\0\0";
  const std::string binary(kBinary, sizeof(kBinary) - 1);
  struct Row {
    std::string name;
    const char* file;  // written with `text`, then read beside a good article
    std::string text;
    const char* message;  // stderr names the file and holds this
    int exit_code;
    int strict_exit_code;
  };
  const Row rows[] = {
      {"not text", "bad.md", binary, "read.not_text", 0, 3},
      {"malformed JSONL line", "bad.jsonl", "{\"id\": \"x\", \"text\": \n", "read.jsonl", 0, 3},
      {"broken front matter", "bad.md", "---\ntitle: [never\n---\nQwen is a model.\n", "read.front_matter", 0, 0},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Scratch scratch;
    scratch.write("news/good.md", kArticle);
    scratch.write(std::string("news/") + row.file, row.text);
    const Outcome outcome = scratch.run({"extract", "news"});
    CHECK(outcome.exit_code == row.exit_code);
    CHECK(contains(outcome.out, "company:huawei"));
    CHECK_MESSAGE(contains(outcome.err, std::string("news/") + row.file), outcome.err);
    CHECK_MESSAGE(contains(outcome.err, row.message), outcome.err);
    CHECK(scratch.run({"extract", "news", "--strict"}).exit_code == row.strict_exit_code);
  }
}

TEST_CASE("what is not there exits with 4, after the others are done") {
  const Scratch scratch;
  scratch.write("good.md", kArticle);
  for (const std::string missing : {"missing.md", "missing/*.md"}) {
    INFO(missing);
    const Outcome outcome = scratch.run({"extract", missing, "good.md"});
    CHECK(outcome.exit_code == 4);
    CHECK(contains(outcome.err, missing));
    CHECK(contains(outcome.err, "read.not_found"));
    CHECK(contains(outcome.out, "company:huawei"));
  }
}

TEST_CASE("where nothing can be read the exit code is 3") {
  const Scratch scratch;
  scratch.write("empty/.hidden", "");
  const Outcome outcome = scratch.run({"extract", "empty"});
  CHECK(outcome.exit_code == 3);
  CHECK(contains(outcome.err, "read.empty"));
}

TEST_CASE("an unknown format exits with 2, with the nearest one, before anything is read") {
  const Scratch scratch;
  const Outcome outcome = scratch.run({"extract", "missing.md", "--format", "jsn"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out == "");
  CHECK(contains(outcome.err, "\"json\""));
  CHECK(contains(outcome.err, "export.format"));
  CHECK_FALSE(contains(outcome.err, "missing.md"));
}

TEST_CASE("an output that cannot be written exits with 4") {
  const Scratch scratch;
  scratch.write("good.md", kArticle);
  const Outcome no_folder = scratch.run({"extract", "good.md", "-o", "nowhere/g.json"});
  CHECK(no_folder.exit_code == 4);
  CHECK(contains(no_folder.err, "nowhere/g.json"));
  const Outcome full = scratch.run({"extract", "good.md", "-o", "/dev/full"});
  CHECK(full.exit_code == 4);
  const Outcome file_in_the_way = scratch.run({"extract", "good.md", "--per-document", "good.md"});
  CHECK(file_in_the_way.exit_code == 4);
  CHECK(scratch.read("good.md") == kArticle);
}

TEST_CASE("a graph that is none is refused") {
  const Scratch scratch;
  scratch.write("g.json", "{\"nodes\": 3}");
  const Outcome malformed = scratch.run({"export", "--graph", "g.json"});
  CHECK(malformed.exit_code == 3);
  CHECK(malformed.out == "");
  CHECK(contains(malformed.err, "g.json"));
  CHECK(scratch.run({"export", "--graph", "missing.json"}).exit_code == 4);
}
