#include "whobuilds/read.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "read/front_matter.h"
#include "read/references.h"
#include "unit/read/blocks.h"
#include "whobuilds/compression.h"

using namespace whobuilds;
using test::Lines;

TEST_CASE("plain text") {
  struct Row {
    std::string name;
    std::string text;
    Lines expected;
  };
  const std::vector<Row> rows = {
      {"nothing", "", {}},
      {"title and paragraphs",
       "New chips\n\nHuawei unveiled one.\nAlibaba too.\n\nThe end.\n",
       {"title: New chips", "p: Huawei unveiled one.", "p: Alibaba too.", "p: The end."}},
      {"lines set to a page",
       "The company unveiled a new processor that it\nhas designed for large language models and\nthat runs them fast. "
       "It ships in May.\n",
       {"p: The company unveiled a new processor that it\nhas designed for large language models and\nthat runs them "
        "fast. It ships in May."}},
      {"japanese lines set to a page",
       "華為技術は新しい半導体を開発したと発表し\nた。来年の春から量産を始める計画である。\n",
       {"p: 華為技術は新しい半導体を開発したと発表し\nた。来年の春から量産を始める計画である。"}},
      {"ideographic indents",
       "　最初の段落である。\n　次の段落である。\n",
       {"p: 最初の段落である。", "p: 次の段落である。"}},
      {"bullets",
       "以下の製品がある。\n・Qwen\n・Kimi\n\n以上である。\n",
       {"p: 以下の製品がある。", "li1: Qwen", "li1: Kimi", "p: 以上である。"}},
      {"heading",
       "題名である\n\n序文を書く。\n\n価格\n\n高い。\n",
       {"title: 題名である", "p: 序文を書く。", "h6: 価格", "p: 高い。"}},
      {"page numbers", "Text is here.\n\n- 12 -\n\fMore is there.\n", {"p: Text is here.", "p: More is there."}},
      {"urls and references",
       "Text is here.\nhttps://a.example/b\n\nReferences\n\n[1] A title. https://c.example\n",
       {"p: Text is here."}},
      {"only a byte order mark", "\xEF\xBB\xBF", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(test::written(test::read(row.text, "a.txt")) == row.expected.text);
  }
}

TEST_CASE("html") {
  const std::string page =
      "<!DOCTYPE html><html lang=\"ja\"><head><title>新型チップ | サイト</title>"
      "<meta name=\"description\" content=\"概要です。\"><meta property=\"article:published_time\" "
      "content=\"2025-05-01T09:00:00Z\">"
      "<link rel=\"canonical\" "
      "href=\"https://a.example/b\"><style>p{}</style></head><body><nav><ul><li>Home</li></ul></nav>"
      "<div class=\"side-bar related\">関連記事の一覧</div><article><h1>新型チップ</h1><p>華為は<b>Ascend "
      "950</b>を発表した。"
      "同社は&amp;製造も担う。これは長い段落であり、本文として十分な長さを持つ。なお価格は公表されていない。</p>"
      "<ul><li>Qwen<ul><li>Qwen2</li></ul></li><li>Kimi</li></ul>"
      "<table><tr><th>製品</th><th>会社</th></tr><tr><td>Qwen</td><td>Alibaba</td></tr></table>"
      "<script>var "
      "x;</script><blockquote>「売る」と述べた。</blockquote><aside>広告</aside></article><footer>著作権</footer></"
      "body></html>";
  const Document document = test::read(page, "a.html");
  CHECK(test::written(document) ==
        Lines{"title: 新型チップ", "excerpt: 概要です。", "h1: 新型チップ",
              "p: 華為はAscend "
              "950を発表した。同社は&"
              "製造も担う。これは長い段落であり、本文として十分な長さを持つ。なお価格は公表されていない。",
              "li1: Qwen", "li2: Qwen2", "li1: Kimi", "th(0,0): 製品", "th(0,1): 会社", "cell(1,0): Qwen",
              "cell(1,1): Alibaba", "quote: 「売る」と述べた。"}
            .text);
  CHECK(document.title == "新型チップ");
  CHECK(document.date == "2025-05-01");
  CHECK(document.url == "https://a.example/b");
  CHECK(document.language == Language::ja);
  CHECK(document.offsets_in == OffsetsIn::text);
  CHECK(document.blocks[5].parent == 4);
}

TEST_CASE("html: charset, broken and empty pages") {
  const Document latin = test::read(
      "<html><head><meta charset=\"iso-8859-1\"></head><body><p>caf\xE9 chips are here</p></body></html>", "a.htm");
  CHECK(test::written(latin) == Lines{"p: café chips are here"}.text);
  CHECK(test::written(test::read("<p>open <b>tags <i>everywhere", "a.html")) == Lines{"p: open tags everywhere"}.text);
  CHECK(test::written(test::read("", "a.html")).empty());
  CHECK(test::written(test::read("<html></html>", "a.html")).empty());
  std::string deep;
  for (int i = 0; i < 10000; ++i) deep += "<div>";
  CHECK(read_document(deep + "text", "a.html").ok());
}

TEST_CASE("a document says where it comes from") {
  const Document document = test::read("Text.", "folder/2025-03-04-chips.md");
  CHECK(document.id == "2025-03-04-chips");
  CHECK(document.path == "folder/2025-03-04-chips.md");
  CHECK(document.date == "2025-03-04");
  CHECK(document.sha256.size() == 64);
  CHECK(document.offsets_in == OffsetsIn::file);
}

TEST_CASE("inputs that cannot be read as they are") {
  struct Row {
    std::string name;
    std::string bytes;
    std::string code;
    Severity severity;
  };
  const std::vector<Row> rows = {
      {"binary", "%PDF-1.7 x", "read.not_text", Severity::error},
      {"nul bytes", std::string(200, '\0'), "read.not_text", Severity::error},
      {"too large", std::string(2000, 'x'), "read.too_large", Severity::error},
      {"broken bytes", "華為は\xFF新型を発表した。", "read.encoding", Severity::warning},
      {"lone surrogate", "華為は新型を発表した。\xED\xA0\x80", "read.encoding", Severity::warning},
  };
  ReadOptions options;
  options.max_bytes = 1000;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<Document> result = read_document(row.bytes, "a.md", options);
    REQUIRE(result.diagnostics().size() == 1);
    CHECK(result.diagnostics()[0].code == row.code);
    CHECK(result.diagnostics()[0].severity == row.severity);
    CHECK(result.diagnostics()[0].file == "a.md");
    CHECK(result.ok() == (row.severity == Severity::warning));
    if (result.ok()) CHECK(result->offsets_in == OffsetsIn::text);
  }
}

TEST_CASE("json lines") {
  const Result<Document> text = read_jsonl_line(
      R"({"id": 7, "text": "華為は\n発表した。", "title": "題", "date": "2025年3月1日", "lang": "ja", "url": "https://a.example"})",
      "a.jsonl", 1);
  REQUIRE(text.ok());
  CHECK(text->id == "7");
  CHECK(text->title == "題");
  CHECK(text->date == "2025-03-01");
  CHECK(text->language == Language::ja);
  CHECK(text->offsets_in == OffsetsIn::text);
  CHECK(text->text == "華為は\n発表した。");
  CHECK(test::written(*text) == Lines{"p: 華為は", "p: 発表した。"}.text);
  const Result<Document> markdown = read_jsonl_line(R"({"id": "m", "markdown": "# A\n\nText."})", "a.jsonl", 1);
  REQUIRE(markdown.ok());
  CHECK(test::written(*markdown) == Lines{"h1: A", "p: Text."}.text);
  const Result<Document> html = read_jsonl_line(R"({"id": "h", "html": "<p>Text here.</p>"})", "a.jsonl", 1);
  REQUIRE(html.ok());
  CHECK(test::written(*html) == Lines{"p: Text here."}.text);
  for (const char* line : {"", "[]", "{", R"({"text": "no id"})", R"({"id": "no text"})", R"({"id": "a", "text": 3})",
                           "{\"id\": \"a\", \"text\": \"\xFF\"}"}) {
    INFO(line);
    const Result<Document> bad = read_jsonl_line(line, "a.jsonl", 12);
    REQUIRE_FALSE(bad.ok());
    CHECK(bad.diagnostics()[0].code == "read.jsonl");
    CHECK(bad.diagnostics()[0].line == 12);
  }
}

TEST_CASE("dates") {
  struct Row {
    std::string text, expected;
  };
  const std::vector<Row> rows = {
      {"2025-11-07 04:38:05 +0000", "2025-11-07"},
      {"2025/1/7", "2025-01-07"},
      {"2025年3月1日", "2025-03-01"},
      {"2025年3月", "2025-03"},
      {"2025-03", "2025-03"},
      {"2025", "2025"},
      {"Nov 7, 2025", "2025-11-07"},
      {"7 November 2025", "2025-11-07"},
      {"Fri, 07 Nov 2025 10:00:00 GMT", "2025-11-07"},
      {"2025-13-01", "2025"},
      {"", ""},
      {"soon", ""},
      {"12345", ""},
      {"2025-02-40", "2025-02"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read::normal_date(row.text) == row.expected);
  }
}

TEST_CASE("reference headings") {
  for (const std::string heading : {"参考文献", "References", "7. Sources & References", "■ 出典一覧", "参考・引用",
                                    "来源：", "📚 参考資料", "References and Links"}) {
    CAPTURE(heading);
    CHECK(read::is_reference_heading(heading));
  }
  for (const std::string heading :
       {"", "参考になる点", "Source code", "References to Qwen", "情報の出典を確かめる", "2024"}) {
    CAPTURE(heading);
    CHECK_FALSE(read::is_reference_heading(heading));
  }
}

TEST_CASE("code of one word that may be a program's name") {
  for (const std::string code : {"vllm", "tarn-kit", "tarn.cpp", "k2tarn"}) {
    CAPTURE(code);
    CHECK(read::is_coined(code));
  }
  for (const std::string code : {"", "abc", "tarn kit", "tarn()", "--tarn", "src/tarn", "tarn.", "1tarn", "tarn=1"}) {
    CAPTURE(code);
    CHECK_FALSE(read::is_coined(code));
  }
  CHECK_FALSE(read::is_coined(std::string(41, 'a')));
}

namespace {

namespace fs = std::filesystem;

// A folder of its own, removed at the end.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("whobuilds_read_" + std::to_string(reinterpret_cast<uintptr_t>(this)))) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string add(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
  fs::path path;
};

}  // namespace

TEST_CASE("input files: folders, patterns and what is not there") {
  const Folder folder;
  const std::string b = folder.add("b.md", "B."), a = folder.add("a/x.txt", "A."), c = folder.add("c.html", "<p>C.");
  folder.add(".hidden.md", "no");
  folder.add("d.png", "no");
  fs::create_directories(folder.path / "empty");
  const std::string root = folder.path.string();

  const InputFiles all = find_input_files({root});
  CHECK(all.files == std::vector<std::string>{a, b, c});
  CHECK(all.problems.empty());
  CHECK(find_input_files({root + "/*.[mh]*"}).files == std::vector<std::string>{b, c});
  CHECK(find_input_files({root + "/?.md", "-"}).files == std::vector<std::string>{b, "-"});
  CHECK(find_input_files({root + "/d.png"}).files.size() == 1);  // as given
  CHECK(find_input_files({root + "/*/x.txt"}).files == std::vector<std::string>{a});

  const InputFiles missing = find_input_files({root + "/none.md", root + "/*.xyz", root + "/empty"});
  CHECK(missing.files.empty());
  REQUIRE(missing.problems.size() == 3);
  CHECK(missing.problems[0].code == "read.not_found");
  CHECK(missing.problems[1].code == "read.not_found");
  CHECK(missing.problems[2].code == "read.empty");
  CHECK(missing.problems[2].severity == Severity::warning);
}

TEST_CASE("read_file: every document, and the problems of the others") {
  const Folder folder;
  const std::string lines =
      folder.add("a.jsonl", "{\"id\":\"1\",\"text\":\"A.\"}\n\nnonsense\n{\"id\":\"2\",\"text\":\"B.\"}");
  std::vector<std::string> ids;
  const auto keep = [&](Document&& document) { ids.push_back(document.id); };
  const Diagnostics problems = read_file(lines, {}, keep);
  CHECK(ids == std::vector<std::string>{"1", "2"});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 3);

  ids.clear();
  CHECK(read_file(folder.add("plain", "{\"id\":\"3\",\"text\":\"A.\"}\n"), {}, keep).empty());
  CHECK(read_file(folder.add("b.md", "Text."), {}, keep).empty());
  CHECK(ids == std::vector<std::string>{"3", "b"});

  ReadOptions small;
  small.max_bytes = 10;
  const Diagnostics large = read_file(folder.add("c.jsonl", "{\"id\":\"4\",\"text\":\"long\"}\n{}\n"), small, keep);
  REQUIRE(large.size() == 2);
  CHECK(large[0].code == "read.too_large");
  CHECK(large[1].code == "read.jsonl");
  CHECK(read_file((folder.path / "none").string(), {}, keep).at(0).code == "read.unreadable");
  CHECK(read_file(folder.path.string(), {}, keep).at(0).code == "read.unreadable");
  CHECK(ids.size() == 2);
}

TEST_CASE("read_file: compressed JSON Lines, and what stands before the fault of a compressed file") {
  struct Row {
    const char* name;
    const char* file;
    std::string bytes;
    std::vector<std::string> ids;
    const char* problem;
  };
  const std::string lines = "{\"id\":\"1\",\"text\":\"A.\"}\n{\"id\":\"2\",\"text\":\"B.\"}\n";
  const std::string gzip = compressed(lines, Compression::gzip), zstd = compressed(lines, Compression::zstd);
  const Row rows[] = {
      {"gzip", "a.jsonl.gz", gzip, {"1", "2"}, ""},
      {"zstd", "a.ndjson.zst", zstd, {"1", "2"}, ""},
      {"two gzip members", "a.jsonl.gz", gzip + gzip, {"1", "2", "1", "2"}, ""},
      {"truncated gzip", "a.jsonl.gz", gzip + gzip.substr(0, gzip.size() - 4), {"1", "2", "1", "2"}, "read.truncated"},
      {"truncated zstd", "a.jsonl.zst", zstd + zstd.substr(0, 8), {"1", "2"}, "read.truncated"},
      {"no gzip", "a.jsonl.gz", lines, {}, "read.corrupt"},
      {"no zstd", "a.jsonl.zst", lines, {}, "read.corrupt"},
      {"nothing", "a.jsonl.gz", "", {}, "read.truncated"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Folder folder;
    std::vector<std::string> ids;
    const Diagnostics problems =
        read_file(folder.add(row.file, row.bytes), {}, [&](Document&& document) { ids.push_back(document.id); });
    CHECK(ids == row.ids);
    CHECK(problems.size() == (row.problem[0] == '\0' ? 0 : 1));
    if (!problems.empty()) CHECK(problems[0].code == row.problem);
    CHECK(find_input_files({folder.path.string()}, InputFormat::jsonl).files.size() == 1);
  }
}

TEST_CASE("documents of a file that were not read yet, one at a time") {
  struct Row {
    const char* name;
    const char* file;
    std::string bytes;
    std::vector<std::string> raw;
    std::vector<uint32_t> lines;
  };
  const std::string one = R"({"id":"1","text":"A."})", two = R"({"id":"2","text":"B."})";
  const Row rows[] = {
      {"JSON Lines", "a.jsonl", one + "\n\n" + two, {one, two}, {1, 3}},
      {"JSON Lines, compressed", "a.jsonl.gz", compressed(one + "\n" + two + "\n", Compression::gzip), {one, two}, {1, 2}},
      {"JSON Lines by its first line", "a", one + "\n" + two + "\n", {one, two}, {1, 2}},
      {"one document", "a.md", "# A\n\n{B}\n", {"# A\n\n{B}\n"}, {0}},
      {"an empty document", "a.txt", "", {""}, {0}},
      {"no lines", "a.jsonl", "", {}, {}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Folder folder;
    const std::string path = folder.add(row.file, row.bytes);
    DocumentReader documents(path);
    std::vector<std::string> raw;
    std::vector<uint32_t> lines;
    for (RawDocument document; documents.next(document);) {
      CHECK(document.path == path);
      raw.push_back(document.bytes);
      lines.push_back(document.line);
    }
    CHECK(raw == row.raw);
    CHECK(lines == row.lines);
    CHECK(documents.bytes_taken() == row.bytes.size());
    CHECK(documents.problems().empty());
  }
  DocumentReader missing("none.md");
  RawDocument document;
  CHECK_FALSE(missing.next(document));
  CHECK(missing.problems().at(0).code == "read.unreadable");
}

TEST_CASE("lines of a file, one at a time") {
  const Folder folder;
  LineReader lines(folder.add("a.jsonl", "one\r\n\n  \nfour\nfive"), 4);
  std::string line;
  REQUIRE(lines.next(line));
  CHECK(line == "one\r");
  CHECK(lines.line_number() == 1);
  CHECK(lines.bytes_taken() == 5);
  REQUIRE(lines.next(line));
  CHECK(line == "four");
  CHECK(lines.line_number() == 4);
  CHECK(lines.line_ended());
  REQUIRE(lines.next(line));
  CHECK(line == "five");
  CHECK_FALSE(lines.line_ended());
  CHECK_FALSE(lines.next(line));
  CHECK(lines.problems().empty());
  CHECK(lines.bytes_taken() == 18);

  LineReader longer(folder.add("b.jsonl", "123456789\n1\n"), 4);
  REQUIRE(longer.next(line));
  CHECK(line == "12345");
  REQUIRE(longer.next(line));
  CHECK(line == "1");

  LineReader missing((folder.path / "none").string());
  CHECK_FALSE(missing.next(line));
  CHECK(missing.problems().at(0).code == "read.unreadable");
}

TEST_CASE("a document of JSON Lines does not depend on where its line stands") {
  const char* line = R"({"id": "a", "markdown": "---\ntitle: [never\n---\nText."})";
  const Result<Document> here = read_jsonl_line(line, "2025-01-02-feed.jsonl", 1);
  const Result<Document> there = read_jsonl_line(line, "-", 7);
  REQUIRE(here.ok());
  REQUIRE(there.ok());
  CHECK(here->path == "");
  CHECK(here->date == "");
  CHECK(here->sha256 == there->sha256);
  REQUIRE(here.diagnostics().size() == 1);
  CHECK(here.diagnostics()[0].file == "2025-01-02-feed.jsonl");
  CHECK(there.diagnostics().at(0).line == 7);
}
