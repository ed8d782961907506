// map and reduce from outside: the graph of extract, however the work was dealt out.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "cli/program.h"
#include "whobuilds/compression.h"

using whobuilds::Compression;
using whobuilds::compressed;
using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

const std::string kFirst = R"({"id": "a", "text": "Huawei developed the Ascend 910C, an AI accelerator."})" "\n";
const std::string kBad = R"({"id": "b"})" "\n";
const std::string kLast = R"({"id": "c", "markdown": "# モデル\n\nアリババは**Qwen3**を開発した。", "date": "2025-04-29"})" "\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

size_t lines_in(const std::string& text) { return static_cast<size_t>(std::count(text.begin(), text.end(), '\n')); }

// The example articles as JSON Lines.
std::vector<std::string> example_lines() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(WHOBUILDS_SOURCE_DIR) / "examples/articles")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> lines;
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const char* field = path.extension() == ".md" ? "markdown" : "text";
    lines.push_back(nlohmann::json{{"id", path.stem().string()}, {field, bytes}}.dump() + "\n");
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace

TEST_CASE("the graph of map and reduce is that of extract: shards, order, repetition, threads, compression") {
  const Scratch scratch;
  const std::vector<std::string> lines = example_lines();
  REQUIRE(lines.size() >= 10);
  scratch.write("news.jsonl", joined(lines));
  std::vector<std::string> shards[3];
  for (size_t i = 0; i < lines.size(); ++i) shards[i % 3].push_back(lines[i]);
  shards[1].push_back(lines[0]);
  std::reverse(shards[2].begin(), shards[2].end());
  scratch.write("2025-01-01-shard.jsonl.gz", compressed(joined(shards[0]), Compression::gzip));
  scratch.write("shard-1.ndjson.zst", compressed(joined(shards[1]), Compression::zstd));

  scratch.write("shard-2.jsonl", joined(shards[2]));
  REQUIRE(scratch.run({"extract", "news.jsonl", "-o", "direct.json"}).exit_code == 0);
  const std::string direct = scratch.read("direct.json");
  CHECK(nlohmann::json::parse(direct)["edges"].size() > 50);
  const Outcome in_shards = scratch.run(
      {"extract", "shard-2.jsonl", "2025-01-01-shard.jsonl.gz", "shard-1.ndjson.zst", "--jobs", "5", "-o", "shards.json"});
  CHECK(contains(in_shards.err, std::to_string(lines.size() + 1) + " documents read from 3 files\n"));
  CHECK((scratch.read("shards.json") == direct));
  CHECK((scratch.run({"extract", "-", "--jobs", "1"}, joined(shards[1]) + joined(shards[0]) + joined(shards[2])).out ==
         direct));

  const Outcome one = scratch.run({"map", "news.jsonl", "--jobs", "1"});
  CHECK(one.exit_code == 0);
  CHECK(one.err == "whobuilds: " + std::to_string(lines.size()) + " documents mapped\n");
  CHECK(lines_in(one.out) == lines.size());
  const Outcome seven = scratch.run({"map", "--jobs", "7"}, joined(lines));
  CHECK((seven.out == one.out));
  CHECK((scratch.run({"reduce"}, one.out).out == direct));

  REQUIRE(scratch.run({"map", "2025-01-01-shard.jsonl.gz", "-o", "0.jsonl.zst"}).exit_code == 0);
  REQUIRE(scratch.run({"map", "shard-1.ndjson.zst", "-o", "1.jsonl.gz"}).exit_code == 0);
  REQUIRE(scratch.run({"map", "-o", "2.jsonl"}, joined(shards[2])).exit_code == 0);
  const Outcome reduced =
      scratch.run({"reduce", "2.jsonl", "1.jsonl.gz", "-", "0.jsonl.zst", "--jobs", "5", "-o", "graph.json.gz"},
                  scratch.read("2.jsonl"));
  CHECK(reduced.exit_code == 0);
  CHECK((scratch.read("graph.json.gz") == compressed(direct, Compression::gzip)));

  REQUIRE(scratch.run({"reduce", "2.jsonl", "1.jsonl.gz", "--format", "facts", "-o", "part.jsonl.zst"}).exit_code == 0);
  const Outcome sorted = scratch.run({"reduce", "part.jsonl.zst", "0.jsonl.zst", "part.jsonl.zst", "--format", "facts"});
  CHECK(lines_in(sorted.out) == lines.size());
  CHECK((sorted.out == scratch.run({"reduce", "--format", "facts"}, one.out).out));
  CHECK((scratch.run({"reduce"}, sorted.out).out == direct));

  CHECK(scratch.run({"ask", "who builds Qwen?", "--graph", "graph.json.gz"}).exit_code == 0);
  CHECK((scratch.run({"extract", "2025-01-01-shard.jsonl.gz", "-q"}).out == scratch.run({"reduce", "0.jsonl.zst", "-q"}).out));
}

TEST_CASE("a line that cannot be read becomes an error record, and reduce passes over it") {
  const Scratch scratch;
  const std::string input = kFirst + "\n" + kBad + "{\n" + kLast;
  const Outcome mapped = scratch.run({"map"}, input);
  CHECK(mapped.exit_code == 0);
  CHECK(contains(mapped.err, "-:3: error: the object has no text"));
  CHECK(contains(mapped.err, "whobuilds: 2 documents mapped, 2 errors\n"));
  REQUIRE(lines_in(mapped.out) == 4);
  std::istringstream lines(mapped.out);
  std::string line;
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line)["document"]["id"] == "a");
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line) ==
        nlohmann::json{{"error", {{"code", "read.jsonl"}, {"line", 3}, {"message", "the object has no text"}}}});
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line)["error"]["line"] == 4);
  CHECK((scratch.run({"map", "--strict"}, input).exit_code == 3));

  const Outcome reduced = scratch.run({"reduce"}, mapped.out + "nonsense\n");
  CHECK(reduced.exit_code == 0);
  CHECK(contains(reduced.err, "-:5: error: the line is not JSON in UTF-8"));
  CHECK(contains(reduced.err, "whobuilds: 2 lines of facts merged, 2 error records passed over, 1 error\n"));
  CHECK((reduced.out == scratch.run({"extract", "-", "-q"}, kFirst + kLast).out));
  CHECK(scratch.run({"reduce", "--strict"}, mapped.out).exit_code == 3);
  CHECK(scratch.run({"reduce"}, "nonsense\n").exit_code == 3);
  CHECK(scratch.run({"map"}, "").exit_code == 0);
  CHECK(scratch.run({"reduce", "--fail-empty"}, "").exit_code == 1);
}

TEST_CASE("map --resume gives what an uninterrupted run gives, wherever the output was cut") {
  const Scratch scratch;
  scratch.write("news.jsonl", kFirst + kBad + kLast + kFirst);
  size_t cuts = 0;
  for (const std::string name : {"facts.jsonl", "facts.jsonl.gz", "facts.jsonl.zst"}) {
    INFO(name);
    REQUIRE(scratch.run({"map", "news.jsonl", "-q", "-o", name}).exit_code == 0);
    const std::string whole = scratch.read(name);
    std::vector<size_t> sizes = {0, 1, whole.size() / 3, whole.size() - 1, whole.size()};
    if (name == "facts.jsonl") {
      for (size_t end = whole.find('\n'); end != std::string::npos; end = whole.find('\n', end + 1)) {
        sizes.insert(sizes.end(), {end - 2, end, end + 1});
      }
    }
    for (const size_t size : sizes) {
      INFO(size);
      ++cuts;
      scratch.write(name, whole.substr(0, size));
      CHECK(scratch.run({"map", "news.jsonl", "-q", "--resume", "-o", name}).exit_code == 0);
      CHECK((scratch.read(name) == whole));
      CHECK_FALSE(scratch.has(name + ".part"));
    }
  }
  CHECK(cuts == 27);
  CHECK(contains(scratch.run({"map", "news.jsonl", "--strict", "--resume", "-o", "facts.jsonl"}).err, "done before"));
  CHECK(scratch.run({"map", "news.jsonl", "--strict", "--resume", "-o", "facts.jsonl"}).exit_code == 3);

  struct Row {
    const char* name;
    std::string input;
    const char* message;
  };
  const Row rows[] = {
      {"another document", kLast + kBad + kFirst, "facts.jsonl:1: error: the line was not made from line 1 of -"},
      {"another fault", kFirst + "{\n" + kLast, "facts.jsonl:2: error: the line was not made from line 2 of -"},
      {"fewer lines", kFirst + kBad, "facts.jsonl:3: error: the inputs end before this line"},
  };
  const std::string before = scratch.read("facts.jsonl");
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run({"map", "--resume", "-o", "facts.jsonl"}, row.input);
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(contains(outcome.err, row.message), outcome.err);
    CHECK(contains(outcome.err, "map.other_run"));
    CHECK((scratch.read("facts.jsonl") == before));
    CHECK_FALSE(scratch.has("facts.jsonl.part"));
  }
}

TEST_CASE("map and reduce end with the exit code of what went wrong, and keep what was read before") {
  const Scratch scratch;
  const std::string gzip = compressed(kFirst, Compression::gzip), zstd = compressed(kFirst, Compression::zstd);
  scratch.write("good.jsonl", kFirst);
  scratch.write("cut.jsonl.gz", gzip + gzip.substr(0, 20));
  scratch.write("cut.jsonl.zst", zstd + zstd.substr(0, 20));
  scratch.write("none.jsonl.gz", kFirst);
  struct Row {
    const char* name;
    std::vector<std::string> arguments;
    int exit_code;
    const char* message;
    const char* out;
  };
  const Row rows[] = {
      {"truncated gzip", {"map", "cut.jsonl.gz", "good.jsonl"}, 4, "cut.jsonl.gz: error: the gzip file ends before it is complete", "huawei"},
      {"truncated zstd", {"map", "cut.jsonl.zst", "good.jsonl"}, 4, "read.truncated", "huawei"},
      {"not compressed", {"map", "none.jsonl.gz", "good.jsonl"}, 4, "read.corrupt", "huawei"},
      {"a truncated file for extract", {"extract", "cut.jsonl.zst"}, 4, "read.truncated", "huawei"},
      {"a truncated file for reduce", {"reduce", "cut.jsonl.zst"}, 4, "read.truncated", "\"nodes\""},
      {"no file", {"map", "missing.jsonl", "good.jsonl"}, 4, "read.not_found", "huawei"},
      {"an output that cannot be written", {"map", "good.jsonl", "-o", "none/facts.jsonl"}, 4, "could not be written", ""},
      {"a full disk", {"map", "good.jsonl", "-o", "/dev/full"}, 4, "could not be written", ""},
      {"a full disk for facts", {"reduce", "--format", "facts", "-o", "/dev/full"}, 4, "could not be written", ""},
      {"nothing to resume", {"map", "good.jsonl", "--resume"}, 2, "cli.resume", ""},
      {"rules that are not there", {"map", "good.jsonl", "--rules", "none"}, 2, "nothing was done", ""},
      {"a format that shows articles", {"reduce", "good.jsonl", "-o", "a.html"}, 2, "export.articles", ""},
      {"an unknown format", {"reduce", "--format", "fact"}, 2, "export.format", ""},
      {"documents given to reduce", {"reduce", "good.jsonl"}, 3, "facts.malformed", "\"nodes\""},
  };
  // A line of facts in place of stdin, so that there is something to write.
  const std::string facts = scratch.run({"map", "good.jsonl"}).out;
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run(row.arguments, facts);
    CHECK(outcome.exit_code == row.exit_code);
    CHECK_MESSAGE(contains(outcome.err, row.message), outcome.err);
    CHECK(contains(outcome.out, row.out));
  }
  std::string foreign = facts;
  foreign.replace(foreign.find("\"rules\":\"") + 9, 4, "zzzz");
  const Outcome warned = scratch.run({"reduce"}, foreign);
  CHECK(warned.exit_code == 0);
  CHECK(contains(warned.err, "warning: 1 of the lines were made by other rules"));
}
