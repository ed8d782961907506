// The store from outside: what goes in, out, and what other verbs make of it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/program.h"

using nlohmann::json;
using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

const std::string kHuawei = "Huawei developed the Ascend 910C, an AI accelerator.\n";
const std::string kAlibaba = "アリババはAIモデル「Qwen3」を開発した。\n";
const std::string kLines =
    "{\"id\": \"one\", \"text\": \"SMIC makes the Ascend 910C.\", \"date\": \"2025-06-01\"}\n"
    "{\"id\": \"two\", \"markdown\": \"阿里巴巴研发了**Qwen3**。\"}\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string root_of(const Outcome& exported) { return json::parse(exported.out)["graph"]["root"]; }

std::string stored_root(const Scratch& scratch) {
  return root_of(scratch.run({"export", "--db", "whobuilds.db", "--format", "json"}));
}

std::vector<std::string> ids(const Scratch& scratch, const std::vector<std::string>& options = {}) {
  std::vector<std::string> arguments = {"list", "--json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  std::vector<std::string> found;
  const json listed = json::parse(scratch.run(arguments).out);
  for (const json& document : listed.at("documents")) found.push_back(document.at("id"));
  return found;
}

using Ids = std::vector<std::string>;

void prepare(const Scratch& scratch) {
  scratch.write("news/en.md", kHuawei);
  scratch.write("news/ja.md", kAlibaba);
  scratch.write("news/feed.jsonl", kLines);
  const Outcome added = scratch.run({"add", "news"});
  REQUIRE(added.exit_code == 0);
  REQUIRE(added.err == "whobuilds: 4 documents read into whobuilds.db\n");
}

}  // namespace

TEST_CASE("the graph of a store is that of extract, byte for byte") {
  const Scratch scratch;
  prepare(scratch);
  scratch.run({"extract", "news", "-o", "direct.json"});
  const Outcome exported = scratch.run({"export", "--db", "whobuilds.db"});
  CHECK(exported.exit_code == 0);
  CHECK(exported.err == "");
  CHECK((exported.out == scratch.read("direct.json")));
  CHECK(scratch.run({"ask", "who builds Ascend 910C?", "--db", "whobuilds.db"}).out ==
        scratch.run({"ask", "who builds Ascend 910C?", "--graph", "direct.json"}).out);
  CHECK(contains(scratch.run({"query", "MATCH (n) RETURN count(n)", "--db", "whobuilds.db"}).out, "count(n)"));
  CHECK(scratch.run({"analyse", "--graph", "whobuilds.db", "--json"}).exit_code == 0);
  CHECK(scratch.run({"export", "--db", "whobuilds.db", "-o", "articles.html"}).exit_code == 0);
  CHECK(contains(scratch.read("articles.html"), "Ascend 910C"));
  const Outcome same = scratch.run({"diff", "direct.json", "whobuilds.db", "--fail-different"});
  CHECK_MESSAGE(same.exit_code == 0, same.out);
  const Outcome since = scratch.run({"diff", "--db", "whobuilds.db", "--since", "2025"});
  CHECK(contains(since.out, "document one was added"));
  CHECK_FALSE(scratch.has("whobuilds.db-wal"));
  CHECK_FALSE(scratch.has("whobuilds.db-shm"));
}

TEST_CASE("what is unchanged is not read again, what changed takes its own place") {
  const Scratch scratch;
  prepare(scratch);
  CHECK(scratch.run({"add", "news"}).err == "whobuilds: 0 documents read into whobuilds.db, 4 unchanged\n");
  scratch.write("news/en.md", "NVIDIA acquired Groq.\n");
  scratch.write("news/feed.jsonl",
                "{\"id\": \"two\", \"text\": \"TSMC makes the B200.\"}\n" + kLines.substr(0, kLines.find('\n') + 1));
  CHECK(scratch.run({"add", "news", "--jobs", "3"}).err ==
        "whobuilds: 2 documents read into whobuilds.db, 2 unchanged\n");
  CHECK(stored_root(scratch) == root_of(scratch.run({"extract", "news", "-q"})));
  CHECK(ids(scratch).size() == 4);
}

TEST_CASE("what is removed leaves no trace") {
  const Scratch scratch;
  prepare(scratch);
  scratch.write("more/us.md", "NVIDIA acquired Groq.\n");
  const std::string before = stored_root(scratch);
  REQUIRE(scratch.run({"add", "more"}).exit_code == 0);
  CHECK(stored_root(scratch) != before);
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    Ids left;
  };
  const Row rows[] = {
      {"a folder", {"more"}, {"en", "one", "two", "ja"}},
      {"an id", {"two"}, {"en", "one", "ja"}},
      {"a file and an id", {"news/en.md", "one"}, {"ja"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<std::string> arguments = {"remove"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    const Outcome removed = scratch.run(arguments);
    CHECK_MESSAGE(removed.exit_code == 0, removed.err);
    CHECK(ids(scratch) == row.left);
    if (row.name == "a folder") CHECK(stored_root(scratch) == before);
  }
  scratch.write("ja.md", kAlibaba);
  CHECK(stored_root(scratch) == root_of(scratch.run({"extract", "ja.md", "-q"})));
  const Outcome none = scratch.run({"remove", "ja", "nothing"});
  CHECK(none.exit_code == 2);
  CHECK(contains(none.err, "has no document \"nothing\""));
  CHECK(ids(scratch) == Ids{"ja"});
  CHECK(contains(scratch.run({"compact"}).err, "bytes before"));
}

TEST_CASE("search finds sentences, and those that an earlier version read once they are read again") {
  const Scratch scratch;
  prepare(scratch);
  const Outcome found = scratch.run({"search", "阿里巴巴"});
  CHECK(found.exit_code == 0);
  CHECK(found.err == "");
  CHECK(found.out == "阿里巴巴研发了Qwen3。\n    two, bytes 0-33\n");
  CHECK(contains(scratch.run({"search", "AI", "accelerator"}).out, "en, news/en.md, bytes 0-52\n"));
  const json page = json::parse(scratch.run({"search", "Ascend", "--limit", "1", "--offset", "1", "--json"}).out);
  CHECK(page["total"] == 2);
  CHECK(page["sentences"].size() == 1);
  CHECK(scratch.run({"search", "Ascend", "--limit", "1"}).err == "whobuilds: 1 of 2 sentences\n");
  CHECK(scratch.run({"search", "nothing", "--fail-empty"}).exit_code == 1);
  const Outcome refused = scratch.run({"search", "***"});
  CHECK(refused.exit_code == 2);
  CHECK(contains(refused.err, "[search.empty]"));
  REQUIRE(scratch.run({"remove", "two"}).exit_code == 0);
  CHECK(scratch.run({"search", "阿里巴巴"}).out == "");

  const std::string forget =
      "DELETE FROM sentence_terms; DELETE FROM sentences; UPDATE documents SET sentences = NULL";
  REQUIRE(std::system(("sqlite3 '" + scratch.path("whobuilds.db") + "' '" + forget + "'").c_str()) == 0);
  CHECK(contains(scratch.run({"search", "Ascend"}).err, "the sentences of 3 documents are not known"));
  CHECK(contains(scratch.run({"add", "news/en.md", "--refresh"}).err, "1 document read"));
  CHECK(contains(scratch.run({"search", "Ascend"}).err, "the sentences of 2 documents are not known"));
  CHECK(contains(scratch.run({"add", "--refresh"}).err, "2 documents read into whobuilds.db, 1 unchanged"));
  CHECK(json::parse(scratch.run({"search", "Ascend", "--json"}).out)["total"] == 2);
}

TEST_CASE("what is decided in review shows in the graph and in explain, survives re-reading, and can be carried over") {
  const Scratch scratch;
  prepare(scratch);
  const auto asked = [&] { return scratch.run({"ask", "who builds Ascend 910C?", "--db", "whobuilds.db"}).out; };
  CHECK(contains(asked(), "Huawei"));
  const Outcome rejected = scratch.run({"review", "reject", "Huawei", "develops", "Ascend 910C"});
  CHECK(rejected.exit_code == 0);
  CHECK(rejected.err == "whobuilds: reject company:huawei develops chip:ascend-910c\n");
  CHECK_FALSE(contains(asked(), "Huawei"));
  REQUIRE(scratch.run({"review", "rename", "SMIC", "SMIC Corporation", "-q"}).err == "");
  CHECK(contains(scratch.run({"export", "--db", "whobuilds.db"}).out, "SMIC Corporation"));
  const Outcome explained =
      scratch.run({"explain", "Huawei", "develops", "Ascend 910C", "--in", "news/en.md", "--db", "whobuilds.db"});
  CHECK(contains(explained.out, "Decided in review:\n  reject company:huawei develops chip:ascend-910c\n"));
  scratch.write("news/en.md", "\n" + kHuawei);
  REQUIRE(contains(scratch.run({"add", "news"}).err, "1 document read"));
  CHECK_FALSE(contains(asked(), "Huawei"));
  const Outcome verified = scratch.run({"verify", "whobuilds.db"});
  CHECK_MESSAGE(verified.exit_code == 0, (verified.err + verified.out));

  const Outcome listed = scratch.run({"review", "list", "--decisions"});
  CHECK(contains(listed.out, "\treject company:huawei develops chip:ascend-910c\n"));
  REQUIRE(scratch.run({"review", "export", "decisions.json"}).exit_code == 0);
  REQUIRE(scratch.run({"add", "news", "--db", "other.db"}).exit_code == 0);
  const Outcome imported = scratch.run({"review", "import", "decisions.json", "--db", "other.db"});
  CHECK(imported.err == "whobuilds: 2 decisions added, 0 there already\n");
  CHECK(root_of(scratch.run({"export", "--db", "other.db"})) == stored_root(scratch));
  CHECK(scratch.run({"review", "export", "-", "--db", "other.db"}).out == scratch.read("decisions.json"));
  CHECK(scratch.run({"review", "undo", "1", "2"}).exit_code == 0);
  CHECK(stored_root(scratch) == root_of(scratch.run({"extract", "news", "-q"})));

  CHECK(scratch.run({"review", "list", "--below", "1", "--limit", "1", "--json"}).exit_code == 0);
  CHECK(contains(scratch.run({"review", "list", "--below", "1"}).out, "company:huawei develops chip:ascend-910c"));
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    std::string code;
  };
  scratch.write("faulty.json", "{\"schema\": 1, \"decisions\": [{\"decision\": \"eat\"}]}");
  const Row rows[] = {
      {"two words", {"review", "reject", "Huawei", "develops"}, "cli.arguments"},
      {"an unknown name", {"review", "merge", "Nobody at all", "SMIC"}, "ask.unknown_name"},
      {"an unknown type", {"review", "retype", "SMIC", "Planet"}, "review.invalid"},
      {"no such decision", {"review", "undo", "99"}, "review.no_decision"},
      {"a faulty file", {"review", "import", "faulty.json"}, "review.malformed"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run(row.arguments);
    CHECK(outcome.exit_code == 2);
    CHECK_MESSAGE(contains(outcome.err, "[" + row.code + "]"), outcome.err);
  }
}

TEST_CASE("what other rules have read is told and read again on request") {
  const Scratch scratch;
  prepare(scratch);
  std::filesystem::copy(std::filesystem::path(WHOBUILDS_SOURCE_DIR) / "rules", scratch.path("rules"),
                        std::filesystem::copy_options::recursive);
  const std::string relation = scratch.read("rules/relations/acquires.json");
  scratch.write("rules/relations/acquires.json", relation + "\n");  // other bytes, same rules
  const std::vector<std::string> rules = {"--rules", "rules"};
  CHECK(ids(scratch, {"--stale"}).empty());
  CHECK(ids(scratch, {"--stale", "--rules", "rules"}).size() == 4);
  CHECK(contains(scratch.run({"list", "--rules", "rules"}).out, "\tstale\n"));
  const Outcome warned = scratch.run({"export", "--db", "whobuilds.db", "--rules", "rules"});
  CHECK(contains(warned.err, "[store.stale]"));
  CHECK(contains(scratch.run({"add", "news", "--rules", "rules"}).err, "4 read by other rules (--refresh"));
  CHECK(scratch.run({"export", "--db", "whobuilds.db", "-o", "before.json"}).exit_code == 0);

  // The file is gone and its text not kept; lines are kept.
  std::filesystem::remove(scratch.path("news/ja.md"));
  std::filesystem::remove(scratch.path("news/feed.jsonl"));
  const Outcome refreshed = scratch.run({"add", "--refresh", "--rules", "rules"});
  CHECK(contains(refreshed.err, "[store.no_text]"));
  CHECK(contains(refreshed.err, "3 documents read into whobuilds.db"));
  CHECK(ids(scratch, {"--stale", "--rules", "rules"}) == Ids{"ja"});
  CHECK(root_of(scratch.run({"export", "--db", "whobuilds.db", "--rules", "rules"})) == root_of(warned));
  const Outcome changes = scratch.run({"diff", "before.json", "whobuilds.db"});
  CHECK_MESSAGE(contains(changes.out, "0 added, 0 removed, 0 changed; the rules differ"), changes.out);
}

TEST_CASE("two states of a store differ as their graphs do, cause by cause") {
  const Scratch scratch;
  prepare(scratch);
  std::filesystem::copy_file(scratch.path("whobuilds.db"), scratch.path("monday.db"));
  scratch.write("news/en.md", "NVIDIA acquired Groq.\n");    // was Huawei, Ascend 910C
  scratch.write("more.md", "TSMC manufactures the H100.\n");  // new
  REQUIRE(scratch.run({"add", "news", "more.md"}).exit_code == 0);
  REQUIRE(scratch.run({"remove", "two"}).exit_code == 0);
  for (const std::string state : {"monday", "whobuilds"}) {
    REQUIRE(scratch.run({"export", "--db", state + ".db", "-o", state + ".json"}).exit_code == 0);
  }
  for (const std::string format : {"text", "json", "svg"}) {
    INFO(format);
    const Outcome stores = scratch.run({"diff", "monday.db", "whobuilds.db", "--format", format});
    const Outcome graphs = scratch.run({"diff", "monday.json", "whobuilds.json", "--format", format});
    CHECK_MESSAGE(stores.exit_code == 0, stores.err);
    CHECK_FALSE(stores.out.empty());
    CHECK((stores.out == graphs.out));
  }
  const Outcome changes = scratch.run({"diff", "monday.db", "whobuilds.db"});
  for (const std::string part :
       {"+ Nvidia acquires Groq", "+ TSMC manufactures H100", "- Huawei develops Ascend 910C",
        "because document en was changed", "because document more was added", "because document two was removed"}) {
    CHECK_MESSAGE(contains(changes.out, part), part, changes.out);
  }
  CHECK(scratch.run({"diff", "monday.db", "whobuilds.db", "--fail-different"}).exit_code == 1);
  CHECK(scratch.run({"diff", "monday.db", "monday.db", "--fail-different"}).exit_code == 0);
}

TEST_CASE("verify cuts the evidence of a store out of what was kept and out of the files") {
  const Scratch scratch;
  prepare(scratch);
  const Outcome holds = scratch.run({"verify", "--db", "whobuilds.db"});
  CHECK_MESSAGE(holds.exit_code == 0, (holds.err + holds.out));
  CHECK(contains(holds.out, "4 of 4 documents unchanged"));
  CHECK(contains(holds.out, "root: holds; all holds\n"));
  scratch.write("news/en.md", "Huawei invented the Ascend 910C, an AI accelerator.\n");
  const Outcome changed = scratch.run({"verify", "whobuilds.db"});
  CHECK(changed.exit_code == 3);
  CHECK(contains(changed.out, "verify.changed_document"));
  CHECK(scratch.run({"verify", "whobuilds.db", "news/ja.md"}).exit_code == 3);
  CHECK(contains(scratch.run({"verify", "graph.json"}).err, "no articles were given"));
}

TEST_CASE("with --keep-text the files are not needed any more") {
  struct Row {
    std::string name;
    std::string keep;
    int exit_code;
  };
  const Row rows[] = {{"all", "all", 0}, {"lines", "lines", 4}, {"none", "none", 4}};
  for (const Row& row : rows) {
    INFO(row.name);
    const Scratch scratch;
    scratch.write("a.html", "<p>NVIDIA acquired Groq &amp; kept it.</p>");
    REQUIRE(scratch.run({"add", "a.html", "-", "--keep-text", row.keep}, kLines).exit_code == 0);
    std::filesystem::remove(scratch.path("a.html"));
    const Outcome verified = scratch.run({"verify", "whobuilds.db"});
    CHECK_MESSAGE(verified.exit_code == row.exit_code, (verified.err + verified.out));
    CHECK(contains(verified.out, "of 3 documents unchanged"));
  }
}

TEST_CASE("faults of stores exit with their code and leave the file as it is") {
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    std::string code;  // of the message
    int exit_code;
  };
  const Row rows[] = {
      {"nothing to add", {"add"}, "cli.arguments", 2},
      {"no store to refresh", {"add", "--refresh"}, "store.not_found", 4},
      {"no store to list", {"list"}, "store.not_found", 4},
      {"no store to remove from", {"remove", "a"}, "store.not_found", 4},
      {"no store to search", {"search", "a"}, "store.not_found", 4},
      {"no store to compact", {"compact"}, "store.not_found", 4},
      {"a text, to add to", {"add", "a.md", "--db", "text"}, "store.not_a_store", 4},
      {"a text, to list", {"list", "--db", "text"}, "store.not_a_store", 4},
      {"cut off, to add to", {"add", "a.md", "--db", "cut"}, "store.damaged", 4},
      {"cut off, to verify", {"verify", "cut"}, "store.damaged", 4},
      {"an article that is not there", {"add", "none.md", "--db", "new"}, "read.not_found", 4},
  };
  const Scratch scratch;
  scratch.write("a.md", kHuawei);
  scratch.write("text", "no store");
  REQUIRE(scratch.run({"add", "a.md", "--db", "whole"}).exit_code == 0);
  const std::string cut = scratch.read("whole").substr(0, 6000);
  scratch.write("cut", cut);
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run(row.arguments);
    CHECK(outcome.exit_code == row.exit_code);
    CHECK_MESSAGE(contains(outcome.err, "[" + row.code + "]"), outcome.err);
    CHECK(outcome.out == "");
  }
  CHECK(scratch.read("text") == "no store");
  CHECK((scratch.read("cut") == cut));
}

TEST_CASE("the sample queries of README give rows in sqlite3") {
  const Scratch scratch;
  const std::string source = WHOBUILDS_SOURCE_DIR;
  REQUIRE(scratch.run({"add", source + "/examples/articles", "-q"}).exit_code == 0);
  std::ifstream file(source + "/README.md");
  const std::string readme(std::istreambuf_iterator<char>(file), {});
  const std::string opening = "\n```sql\n";
  size_t at = readme.find(opening);
  REQUIRE(at != std::string::npos);
  at += opening.size();
  const size_t end = readme.find("```", at);
  size_t queries = 0;
  for (size_t next = readme.find(";\n", at); next < end; at = next + 2, next = readme.find(";\n", at)) {
    const std::string query = scratch.write("query.sql", readme.substr(at, next + 2 - at));
    INFO(scratch.read("query.sql"));
    const std::string command = "sqlite3 -readonly -json -bail '" + scratch.path("whobuilds.db") + "' < '" + query +
                                "' > '" + scratch.path("rows.json") + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    const std::string rows = scratch.read("rows.json");
    REQUIRE_FALSE(rows.empty());
    CHECK(json::parse(rows).size() >= 1);
    ++queries;
  }
  CHECK(queries >= 4);
}
