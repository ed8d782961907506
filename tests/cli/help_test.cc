#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("each verb helps with examples") {
  const Scratch scratch;
  const std::vector<std::vector<std::string>> verbs = {
      {},       {"extract"}, {"add"}, {"watch"}, {"remove"}, {"list"}, {"search"}, {"review"}, {"review", "list"}, {"review", "merge"}, {"compact"}, {"map"}, {"reduce"}, {"ask"}, {"export"}, {"rules"}, {"rules", "check"}, {"rules", "test"}, {"rules", "list"},
      {"serve"}, {"eval"}, {"explain"}, {"why-not"}, {"query"}, {"analyse"}, {"diff"}, {"verify"}, {"version"}};
  for (std::vector<std::string> arguments : verbs) {
    const std::string name = arguments.empty() ? "whobuilds" : arguments.back();
    INFO(name);
    arguments.push_back("--help");
    const Outcome outcome = scratch.run(arguments);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.err == "");
    CHECK(contains(outcome.out, "Examples:\n  whobuilds"));
  }
}

TEST_CASE("the first help names each verb and the exit codes") {
  const Scratch scratch;
  const Outcome outcome = scratch.run({"--help"});
  for (const std::string word : {"extract", "add", "watch", "remove", "list", "search", "review", "compact", "map", "reduce", "ask", "query", "export", "rules", "eval", "explain", "why-not", "analyse", "diff", "verify", "serve", "version", "Exit codes:"}) {
    INFO(word);
    CHECK(contains(outcome.out, word));
  }
}

TEST_CASE("wrong usage exits with 2 and says so on stderr") {
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    const char* message;
  };
  const Row rows[] = {
      {"no verb", {}, "subcommand"},
      {"unknown verb", {"extrakt"}, "extrakt"},
      {"unknown option", {"extract", "a.md", "--fast"}, "--fast"},
      {"missing path", {"extract"}, "paths"},
      {"no source for a question", {"ask", "who builds Qwen?"}, "--graph"},
      {"two sources for a question", {"ask", "q", "--graph", "a", "--in", "b"}, "--graph"},
      {"threads out of range", {"extract", "a.md", "--jobs", "0"}, "--jobs"},
      {"missing graph option", {"export"}, "--graph"},
      {"rules without a verb", {"rules"}, "subcommand"},
      {"unknown label language", {"export", "--graph", "g", "--label-language", "fr"}, "--label-language"},
  };
  const Scratch scratch;
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run(row.arguments);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out == "");
    CHECK_MESSAGE(contains(outcome.err, row.message), outcome.err);
  }
}

TEST_CASE("version prints the version and the hash of the rules") {
  const Scratch scratch;
  const Outcome outcome = scratch.run({"version"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.rfind("whobuilds ", 0) == 0);
  CHECK(contains(outcome.out, "\nrules "));
}
