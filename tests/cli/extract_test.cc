#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

const char* const kArticle = "# A chip\n\nHuawei developed the Ascend 910C, an AI accelerator.\n";
const char* const kOtherArticle = "# A model\n\nAlibaba developed Qwen, a family of open models.\n";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("extract writes graph JSON to stdout and nothing else there") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  const Outcome outcome = scratch.run({"extract", "a.md"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.rfind("{\n", 0) == 0);
  CHECK(contains(outcome.out, "\"company:huawei\""));
  CHECK(contains(outcome.out, "\"relation\": \"develops\""));
  CHECK(outcome.err == "whobuilds: 1 document read from 1 file\n");
}

TEST_CASE("extract --quiet says nothing") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  CHECK(scratch.run({"extract", "a.md", "--quiet"}).err == "");
}

TEST_CASE("files, folders, globs and stdin are read") {
  const Scratch scratch;
  scratch.write("news/a.md", kArticle);
  scratch.write("news/deep/b.md", kOtherArticle);
  struct Row {
    std::string name;
    std::vector<std::string> paths;
    const char* summary;
  };
  const Row rows[] = {
      {"file", {"news/a.md"}, "1 document read from 1 file"},
      {"folder", {"news"}, "2 documents read from 2 files"},
      {"glob", {"news/*.md"}, "1 document read from 1 file"},
      {"stdin", {"-"}, "1 document read from 1 file"},
      {"the same file twice", {"news/a.md", "news/a.md"}, "1 document read from 1 file"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<std::string> arguments = row.paths;
    arguments.insert(arguments.begin(), "extract");
    const Outcome outcome = scratch.run(arguments, kArticle);
    CHECK(outcome.exit_code == 0);
    CHECK(contains(outcome.out, "\"nodes\""));
    CHECK_MESSAGE(contains(outcome.err, row.summary), outcome.err);
  }
}

TEST_CASE("the format is that of --format, else of the output's extension") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    const char* file;
    const char* beginning;
  };
  const Row rows[] = {
      {"json by default", {"-o", "graph"}, "graph", "{"},
      {"dot by extension", {"-o", "graph.dot"}, "graph.dot", "digraph"},
      {"svg by extension", {"-o", "graph.svg"}, "graph.svg", "<?xml"},
      {"png by extension", {"-o", "graph.png"}, "graph.png", "\x89PNG"},
      {"html by extension", {"-o", "article.html"}, "article.html", "<!DOCTYPE html>"},
      {"graphml by extension", {"-o", "graph.graphml"}, "graph.graphml", "<graphml"},
      {"gexf by extension is 1.3", {"-o", "graph.gexf"}, "graph.gexf", "http://gexf.net/1.3"},
      {"cytoscape by extension", {"-o", "graph.cyjs"}, "graph.cyjs", "\"data\""},
      {"jgf by extension", {"-o", "graph.jgf"}, "graph.jgf", "\"graph\""},
      {"openCypher by extension", {"-o", "graph.cypher"}, "graph.cypher", "MERGE (n:"},
      {"csv by extension is the table of edges", {"-o", "graph.csv"}, "graph.csv", "id,source,target"},
      {"format wins", {"-o", "graph.txt", "--format", "dot"}, "graph.txt", "digraph"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<std::string> arguments = {"extract", "a.md"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    const Outcome outcome = scratch.run(arguments);
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK(outcome.out == "");
    CHECK(contains(scratch.read(row.file).substr(0, 200), row.beginning));
    CHECK_FALSE(scratch.has(std::string(row.file) + ".part"));
  }
}

TEST_CASE("--per-document writes one graph for each document") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  scratch.write("b.md", kOtherArticle);
  const Outcome outcome = scratch.run({"extract", "a.md", "b.md", "--per-document", "out"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out == "");
  CHECK(scratch.names("out") == std::vector<std::string>{"a.json", "b.json"});
  CHECK(contains(scratch.read("out/a.json"), "company:huawei"));
  CHECK_FALSE(contains(scratch.read("out/a.json"), "company:alibaba"));
}

TEST_CASE("formats of several files are written into a folder") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  scratch.write("b.md", kOtherArticle);
  const std::vector<std::string> tables = {"aliases.csv",  "attributes.csv", "documents.csv", "edges.csv",
                                           "evidence.csv", "mentions.csv",   "nodes.csv"};
  REQUIRE(scratch.run({"extract", "a.md", "b.md", "--format", "csv", "-o", "tables"}).exit_code == 0);
  CHECK(scratch.names("tables") == tables);
  CHECK(contains(scratch.read("tables/nodes.csv"), "company:huawei"));
  REQUIRE(scratch.run({"extract", "a.md", "b.md", "--format", "csv", "--per-document", "each"}).exit_code == 0);
  CHECK(scratch.names("each/a") == tables);
  CHECK_FALSE(contains(scratch.read("each/b/nodes.csv"), "company:huawei"));

  REQUIRE(scratch.run({"extract", "a.md", "-o", "g.json"}).exit_code == 0);
  const Outcome database = scratch.run({"export", "--graph", "g.json", "--format", "neo4j", "-o", "deep/import"});
  CHECK(database.exit_code == 0);
  CHECK(scratch.names("deep/import") ==
        std::vector<std::string>{"documents.csv", "mentions.csv", "nodes.csv", "relationships.csv"});
  const Outcome to_stdout = scratch.run({"export", "--graph", "g.json", "--format", "neo4j"});
  CHECK(to_stdout.exit_code == 2);
  CHECK(to_stdout.out == "");
  CHECK_MESSAGE(contains(to_stdout.err, "cli.folder"), to_stdout.err);
  const Outcome onto_file = scratch.run({"export", "--graph", "g.json", "--format", "csv", "-o", "g.json"});
  CHECK(onto_file.exit_code == 4);
  CHECK_MESSAGE(contains(onto_file.err, "is not a folder"), onto_file.err);
  CHECK(scratch.run({"export", "--graph", "g.json", "--format", "csv-nodes"}).out.rfind("id,label,type,", 0) == 0);
}

TEST_CASE("html shows articles, from their files or from a graph and their files") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  scratch.write("b.md", kOtherArticle);
  REQUIRE(scratch.run({"extract", "a.md", "b.md", "-o", "page.html"}).exit_code == 0);
  const std::string page = scratch.read("page.html");
  CHECK(contains(page, "title=\"Huawei (company:huawei)\""));
  CHECK(contains(page, "title=\"Qwen (model:qwen)\""));
  REQUIRE(scratch.run({"extract", "a.md", "b.md", "--per-document", "out", "--format", "html"}).exit_code == 0);
  CHECK(scratch.names("out") == std::vector<std::string>{"a.html", "b.html"});
  CHECK_FALSE(contains(scratch.read("out/a.html"), "model:qwen"));

  REQUIRE(scratch.run({"extract", "a.md", "b.md", "-o", "g.json"}).exit_code == 0);
  const Outcome again = scratch.run({"export", "--graph", "g.json", "--articles", "a.md", "b.md", "--format", "html"});
  CHECK(again.exit_code == 0);
  CHECK(again.out == page);
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    const char* message;
  };
  const Row rows[] = {
      {"no articles", {}, "export.articles"},
      {"one is missing", {"--articles", "a.md"}, "document \"b\""},
      {"a file that is not there", {"--articles", "c.md"}, "read.not_found"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<std::string> arguments = {"export", "--graph", "g.json", "-o", "other.html"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    const Outcome outcome = scratch.run(arguments);
    CHECK(outcome.exit_code != 0);
    CHECK_MESSAGE(contains(outcome.err, row.message), outcome.err);
    CHECK_FALSE(scratch.has("other.html"));
  }
}

TEST_CASE("documents of one name are told apart by their paths") {
  const Scratch scratch;
  scratch.write("one/a.md", kArticle);
  scratch.write("two/a.md", kOtherArticle);
  const Outcome outcome = scratch.run({"extract", "one", "two", "--per-document", "out"});
  CHECK(outcome.exit_code == 0);
  CHECK(scratch.names("out") == std::vector<std::string>{"one_a.json", "two_a.json"});
}

TEST_CASE("--text-out writes the text of documents whose offsets are not those of the file") {
  const Scratch scratch;
  scratch.write("page.html", "<html><body><p>Huawei developed the Ascend 910C.</p></body></html>");
  scratch.write("a.md", kArticle);
  const Outcome outcome = scratch.run({"extract", "page.html", "a.md", "-o", "g.json", "--text-out", "texts"});
  CHECK(outcome.exit_code == 0);
  CHECK(scratch.names("texts") == std::vector<std::string>{"page.txt"});
  CHECK(contains(scratch.read("texts/page.txt"), "Huawei developed"));
}

TEST_CASE("the graph does not depend on the number of threads") {
  const Scratch scratch;
  for (int i = 0; i < 30; ++i) {
    scratch.write("news/" + std::to_string(i) + ".md",
                  std::string(i % 2 == 0 ? kArticle : kOtherArticle) + "\nThis is number " + std::to_string(i) + ".\n");
  }
  const Outcome one = scratch.run({"extract", "news", "--jobs", "1"});
  REQUIRE(one.exit_code == 0);
  CHECK(contains(one.out, "company:huawei"));
  for (const std::string jobs : {"2", "7", "64"}) {
    INFO(jobs);
    CHECK(scratch.run({"extract", "news", "--jobs", jobs}).out == one.out);
  }
}

TEST_CASE("a graph can be written in another format later") {
  const Scratch scratch;
  scratch.write("a.md", kArticle);
  REQUIRE(scratch.run({"extract", "a.md", "-o", "g.json"}).exit_code == 0);
  REQUIRE(scratch.run({"extract", "a.md", "-o", "g.dot"}).exit_code == 0);
  CHECK(scratch.run({"export", "--graph", "g.json", "--format", "dot"}).out == scratch.read("g.dot"));
  CHECK(scratch.run({"export", "--graph", "g.json"}).out == scratch.read("g.json"));
  CHECK(scratch.run({"export", "--graph", "-"}, scratch.read("g.json")).out == scratch.read("g.json"));
}

TEST_CASE("--fail-empty exits with 1 when nothing was found") {
  const Scratch scratch;
  scratch.write("a.md", "The weather was fine.\n");
  CHECK(scratch.run({"extract", "a.md"}).exit_code == 0);
  CHECK(scratch.run({"extract", "a.md", "--fail-empty"}).exit_code == 1);
  scratch.write("b.md", kArticle);
  CHECK(scratch.run({"extract", "b.md", "--fail-empty"}).exit_code == 0);
}

TEST_CASE("annotated articles come while extracting or from a graph and their files, and are the same") {
  const Scratch scratch;
  scratch.write("news/a.md", "Huawei developed the Ascend 910C.\n");
  scratch.write("news/b.md", "𠮷 阿里巴巴研发了Qwen3。\n");
  REQUIRE(scratch.run({"extract", "news", "-o", "g.json"}).exit_code == 0);
  REQUIRE(scratch.run({"extract", "news", "--format", "brat", "-o", "brat"}).exit_code == 0);
  CHECK(scratch.names("brat") == std::vector<std::string>{"a.ann", "a.txt", "annotation.conf", "b.ann", "b.txt"});
  CHECK(contains(scratch.read("brat/b.ann"), " 2 6\t阿里巴巴\n"));
  REQUIRE(
      scratch.run({"export", "--graph", "g.json", "--articles", "news", "--format", "brat", "-o", "again"}).exit_code ==
      0);
  CHECK(scratch.read("again/a.ann") == scratch.read("brat/a.ann"));
  CHECK(scratch.read("again/b.ann") == scratch.read("brat/b.ann"));
  const Outcome conll = scratch.run({"extract", "news", "--format", "conll"});
  CHECK(conll.exit_code == 0);
  CHECK(contains(conll.out, "Huawei\tB-Company\n"));
  REQUIRE(scratch.run({"extract", "news", "--per-document", "each", "--format", "doccano"}).exit_code == 0);
  CHECK(scratch.names("each") == std::vector<std::string>{"a.jsonl", "b.jsonl"});

  const Outcome no_folder = scratch.run({"extract", "news", "--format", "label-studio"});
  CHECK(no_folder.exit_code == 2);
  CHECK(contains(no_folder.err, "give a folder with -o"));
  const Outcome no_articles = scratch.run({"export", "--graph", "g.json", "--format", "conll"});
  CHECK(no_articles.exit_code == 2);
  CHECK(contains(no_articles.err, "export.articles"));
}
