// The formats that hold articles. What the Python standard library reads back is in tests/export_readers/articles.py;
// here stands what is settled in them, case by case.
#include "whobuilds/article_export.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "core/utf8.h"
#include "export/annotations.h"
#include "unit/embedded_rules.h"
#include "whobuilds/read.h"

using namespace whobuilds;
using exporting::OffsetCounter;
using exporting::OffsetUnit;

namespace {

// A document of plain text, and facts that the test says are in it.
struct Article {
  Document document;
  DocumentFacts facts;

  explicit Article(const std::string& text, const std::string& path = "a.txt") {
    Result<Document> read = read_document(text, path);
    REQUIRE(read.ok());
    document = std::move(*read);
    facts.document.id = document.id;
    facts.document.path = path;
  }

  Span span_of(const std::string& text, size_t from = 0) const {
    const size_t at = document.text.find(text, from);
    REQUIRE(at != std::string::npos);
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())};
  }
  uint32_t thing(const std::string& type, const std::string& label) {
    facts.entities.push_back({type + ":" + label, type, label, {}, {}, false});
    return static_cast<uint32_t>(facts.entities.size() - 1);
  }
  Article& mention(uint32_t entity, const std::string& text, size_t from = 0) {
    facts.mentions.push_back({entity, span_of(text, from), text});
    return *this;
  }
  Article& says(uint32_t source, uint32_t target, const std::string& sentence, const std::string& words) {
    RelationFact fact;
    fact.source = source;
    fact.target = target;
    fact.relation = "develops";
    fact.evidence.sentence = span_of(sentence);
    fact.evidence.span = span_of(words);
    fact.evidence.rule = "r";
    facts.relations.push_back(fact);
    return *this;
  }

  std::string written(const std::string& format, const std::string& file) const {
    Result<ArticleExport> out = ArticleExport::create(test::embedded_rules(), format, {});
    REQUIRE(out.ok());
    out->add(document, facts);
    for (const ExportFile& each : out->finish()) {
      if (each.name == file) return each.bytes;
    }
    FAIL("no file " << file);
    return "";
  }
};

}  // namespace

TEST_CASE("offsets are counted in the unit of the format") {
  struct Row {
    const char *name, *text;
    uint32_t code_points, utf16, utf16_lf;  // of the whole text
  };
  const Row rows[] = {{"nothing", "", 0, 0, 0},
                      {"ASCII", "abc", 3, 3, 3},
                      {"kana and han", "華為かな", 4, 4, 4},
                      {"outside the BMP", "𠮷a🚀", 3, 5, 5},
                      {"CR LF", "a\r\nb\r\n", 6, 6, 4},
                      {"CR alone", "a\rb\r", 4, 4, 4}};
  for (const Row& row : rows) {
    INFO(row.name);
    const std::string_view text = row.text;
    const auto size = static_cast<uint32_t>(text.size());
    CHECK(OffsetCounter(text, OffsetUnit::code_points)(size) == row.code_points);
    CHECK(OffsetCounter(text, OffsetUnit::utf16)(size) == row.utf16);
    CHECK(OffsetCounter(text, OffsetUnit::utf16_lf)(size) == row.utf16_lf);
  }
}

TEST_CASE("offsets of long texts are those of counting from the beginning") {
  size_t runs = 0;
  const bool holds = rc::check([&] {
    ++runs;
    std::string text;
    const auto characters = *rc::gen::inRange<size_t>(0, 2000);
    for (size_t i = 0; i < characters; ++i) {
      static constexpr const char* kCharacters[] = {"a", "é", "華", "𠮷", "\r\n", "\r"};
      text += kCharacters[*rc::gen::inRange<size_t>(0, 6)];
    }
    const auto at = *rc::gen::inRange<uint32_t>(0, static_cast<uint32_t>(text.size()) + 1);
    const std::string before = text.substr(0, at);
    uint32_t code_points = 0, utf16 = 0;
    for (const char c : before) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xC0) == 0x80) continue;
      ++code_points;
      utf16 += byte >= 0xF0 ? 2 : 1;
    }
    RC_ASSERT(OffsetCounter(text, OffsetUnit::code_points)(at) == code_points);
    RC_ASSERT(OffsetCounter(text, OffsetUnit::utf16)(at) == utf16);
    const bool inside_line_end = at > 0 && text[at - 1] == '\r' && at < text.size() && text[at] == '\n';
    if (!inside_line_end) {
      const std::string lf = exporting::with_lf(before);
      RC_ASSERT(OffsetCounter(text, OffsetUnit::utf16_lf)(at) ==
                OffsetCounter(lf, OffsetUnit::utf16)(static_cast<uint32_t>(lf.size())));
    }
  });
  CHECK(holds);
  CHECK(runs >= 50);
}

TEST_CASE("names of files stay in their folder and apart") {
  std::vector<std::string> taken;
  struct Row {
    const char *id, *stem;
  };
  const Row rows[] = {{"a", "a"}, {"a", "a-2"},  {"a", "a-3"},     {"x/y", "x_y"},   {"../up", "_.._up"},
                      {"", "_"},  {".b", "_.b"}, {"a-2", "a-2-2"}, {"記事", "記事"}, {"tab\there", "tab_here"}};
  for (const Row& row : rows) {
    INFO(row.id);
    CHECK(exporting::file_stem(row.id, taken) == row.stem);
  }
}

TEST_CASE("a relation is drawn between the mentions that its words name") {
  const std::string first = "Acme is old. ", second = "Acme built Bolt. ", third = "Bolt is fast.";
  struct Row {
    const char* name;
    std::string sentence, words;
    size_t source, target;  // where they begin
  };
  const std::string text = first + second + third;
  const Row rows[] = {
      {"both in the words", second, "Acme built Bolt", first.size(), first.size() + 11},
      {"one in the sentence alone", second, "built Bolt", first.size(), first.size() + 11},
      {"one before, the other there", third, third, first.size(), first.size() + second.size()},
      {"one behind", first, first, 0, first.size() + 11},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    Article article(text);
    const uint32_t acme = article.thing("Company", "Acme"), bolt = article.thing("Chip", "Bolt");
    article.mention(acme, "Acme")
        .mention(acme, "Acme", 5)
        .mention(bolt, "Bolt")
        .mention(bolt, "Bolt", first.size() + 13);
    article.says(acme, bolt, row.sentence, row.words);
    const exporting::Annotations found = exporting::annotate(article.document, article.facts);
    REQUIRE(found.relations.size() == 1);
    CHECK(found.mentions[found.relations[0].source].span.begin == row.source);
    CHECK(found.mentions[found.relations[0].target].span.begin == row.target);
  }
  Article unnamed("Acme built it.");
  const uint32_t acme = unnamed.thing("Company", "Acme"), bolt = unnamed.thing("Chip", "Bolt");
  unnamed.mention(acme, "Acme").says(acme, bolt, "Acme built it.", "Acme built it.");
  CHECK(exporting::annotate(unnamed.document, unnamed.facts).relations.empty());
}

TEST_CASE("what lies outside the text or splits characters is left out") {
  Article article("華為 built it.");
  const uint32_t acme = article.thing("Company", "Acme");
  for (const Span span : {Span{0, 3}, Span{0, 1}, Span{1, 3}, Span{3, 3}, Span{5, 2}, Span{0, 99}, Span{6, 7}}) {
    article.facts.mentions.push_back({acme, span, ""});
  }
  article.facts.mentions.push_back({7, {0, 3}, ""});
  const exporting::Annotations found = exporting::annotate(article.document, article.facts);
  REQUIRE(found.mentions.size() == 1);
  CHECK(found.mentions[0].span == Span{0, 3});
}

TEST_CASE("CoNLL: words, single characters of CJK, names with their own ends") {
  struct Row {
    const char *name, *text;
    std::vector<std::string> names;
    const char* lines;
  };
  const Row rows[] = {
      {"words and signs",
       "Acme Inc. built it.",
       {"Acme Inc."},
       "Acme\tB-T\nInc\tI-T\n.\tI-T\nbuilt\tO\nit\tO\n.\tO\n\n"},
      {"characters",
       "華為がX1を出した。",
       {"華為", "X1"},
       "華\tB-T\n為\tI-T\nが\tO\nX1\tB-T\nを\tO\n出\tO\nし\tO\nた\tO\n。\tO\n\n"},
      {"a name ends inside a word", "Qwen3-based", {"Qwen"}, "Qwen\tB-T\n3\tO\n-\tO\nbased\tO\n\n"},
      {"names side by side", "華為NVIDIA", {"華為", "NVIDIA"}, "華\tB-T\n為\tI-T\nNVIDIA\tB-T\n\n"},
      {"outside the BMP", "𠮷田🚀", {"𠮷"}, "𠮷\tB-T\n田\tO\n\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    Article article(row.text);
    for (const std::string& name : row.names) article.mention(article.thing("T", name), name);
    CHECK(article.written("conll", "articles.conll") == std::string("-DOCSTART-\tO\n\n") + row.lines);
  }
}

TEST_CASE("brat: a name over two lines has two places, and nothing breaks a line") {
  Article article("Acme\r\nWorks built Bolt.");
  const uint32_t acme = article.thing("Company", "Acme\tWorks"), bolt = article.thing("AI chip", "Bolt");
  article.mention(acme, "Acme\r\nWorks").mention(bolt, "Bolt");
  article.says(acme, bolt, article.document.text, article.document.text);
  const std::string ann = article.written("brat", "a.ann");
  CHECK(ann ==
        "T1\tCompany 0 4;6 11\tAcme Works\n#1\tAnnotatorNotes T1\tCompany:Acme Works\n"
        "T2\tAI_chip 18 22\tBolt\n#2\tAnnotatorNotes T2\tAI chip:Bolt\n"
        "R1\tdevelops Arg1:T1 Arg2:T2\n#3\tAnnotatorNotes R1\tasserted; confidence 1; rule r\n");
  CHECK(article.written("brat", "a.txt") == article.document.text);
  CHECK(article.written("brat", "annotation.conf").find("\nCompany\n") != std::string::npos);
}

TEST_CASE("each format that holds articles is written, and no other") {
  size_t written = 0;
  for (const ExportFormat& format : export_formats()) {
    INFO(format.name);
    Result<ArticleExport> out = ArticleExport::create(test::embedded_rules(), format.name, {});
    CHECK(out.ok() == format.articles);
    if (!out) {
      CHECK(out.diagnostics().front().code == "export.format");
      continue;
    }
    const std::vector<ExportFile> none = out->finish();
    CHECK(format.folder == (format.name == "brat" || format.name == "label-studio"));
    CHECK((format.folder || none.size() == 1));
    ++written;
  }
  CHECK(written == 6);
  CHECK_FALSE(ArticleExport::create(test::embedded_rules(), "brta", {}).ok());
}
