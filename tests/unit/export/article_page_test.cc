#include "whobuilds/article_page.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "unit/embedded_rules.h"
#include "unit/graph/sample.h"

using namespace whobuilds;

namespace {

// An article made piece by piece; `source` of each piece is where its text begins in the document.
struct Article {
  Document document;
  DocumentFacts facts;

  Article& block(Block block, const std::string& text) {
    const auto begin = static_cast<uint32_t>(document.text.size());
    document.text += text;
    block.pieces.push_back({{begin, begin + static_cast<uint32_t>(text.size())}, "", false});
    document.text += "\n";
    document.blocks.push_back(std::move(block));
    return *this;
  }
  Article& block(BlockKind kind, const std::string& text, uint8_t level = 0) {
    Block out;
    out.kind = kind;
    out.level = level;
    return block(std::move(out), text);
  }
  Article& cell(uint32_t row, uint32_t column, const std::string& text) {
    Block out;
    out.kind = BlockKind::table_cell;
    out.table = 0;
    out.row = row;
    out.column = column;
    out.header = row == 0;
    return block(std::move(out), text);
  }
  Span span_of(const std::string& text) const {
    const size_t at = document.text.find(text);
    REQUIRE(at != std::string::npos);
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())};
  }
  uint32_t names(const std::string& type, const std::string& surface) {
    facts.entities.push_back({type + ":" + surface, type, surface, {}, {surface}, false});
    const auto entity = static_cast<uint32_t>(facts.entities.size() - 1);
    facts.mentions.push_back({entity, span_of(surface), surface});
    return entity;
  }
  Article& says(uint32_t source, const std::string& relation, uint32_t target, const std::string& sentence,
                const std::string& words, Status status = Status::asserted) {
    RelationFact fact;
    fact.source = source;
    fact.target = target;
    fact.relation = relation;
    fact.evidence.sentence = span_of(sentence);
    fact.evidence.span = span_of(words);
    fact.evidence.rule = "develops.en.make/en.active";
    fact.evidence.status = status;
    fact.evidence.confidence = 0.876;
    facts.relations.push_back(fact);
    return *this;
  }
  std::string html(const ExportOptions& options = {}) const {
    ArticlePage page(test::embedded_rules(), options);
    page.add(document, facts);
    return page.finish();
  }
};

size_t count(const std::string& text, const std::string& part) {
  size_t times = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++times;
  return times;
}

// "" when every tag of the page is closed in order, else the one that is not.
std::string first_unbalanced(const std::string& html) {
  static const std::regex kTag("<(/?)([a-z0-9]+)[^>]*>");
  std::vector<std::string> open;
  for (std::sregex_iterator tag(html.begin(), html.end(), kTag), end; tag != end; ++tag) {
    const std::string name = (*tag)[2];
    if (name == "meta" || name == "br" || name == "input") continue;
    if ((*tag)[1].length() == 0) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return name;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

Article small_article() {
  Article article;
  article.document.id = "a";
  article.block(BlockKind::title, "News").block(BlockKind::heading, "Chips", 2);
  article.block(BlockKind::paragraph, "Acme built the Bolt. It will build the Volt.");
  const uint32_t acme = article.names("Company", "Acme");
  const uint32_t bolt = article.names("Chip", "Bolt"), volt = article.names("Chip", "Volt");
  article.says(acme, "develops", bolt, "Acme built the Bolt.", "Acme built the Bolt");
  article.says(acme, "develops", volt, "It will build the Volt.", "build the Volt", Status::planned);
  return article;
}

}  // namespace

TEST_CASE("an article page shows blocks as what they are") {
  Article article;
  article.block(BlockKind::title, "Title").block(BlockKind::excerpt, "In short");
  article.block(BlockKind::heading, "Part", 3).block(BlockKind::quote, "Said").block(BlockKind::paragraph, "Plain");
  article.block(BlockKind::list_item, "one", 1).block(BlockKind::list_item, "deep", 2).block(BlockKind::list_item, "two", 1);
  article.cell(0, 0, "Chip").cell(0, 1, "Maker").cell(1, 1, "Acme");
  const std::string html = article.html();
  struct Row {
    const char *name, *expected;
  };
  const Row rows[] = {
      {"title", "<h1>Title</h1>"},
      {"excerpt", "<p class=\"excerpt\">In short</p>"},
      {"heading", "<h3>Part</h3>"},
      {"quote", "<blockquote>Said</blockquote>"},
      {"paragraph", "<p>Plain</p>"},
      {"lists", "<ul><li>one\n<ul><li>deep</li></ul>\n</li>\n<li>two</li></ul>"},
      {"a cell without text keeps its place", "<tr><th>Chip</th><th>Maker</th></tr>\n<tr><td></td><td>Acme</td></tr>"},
      {"nothing was read", "Nothing was read here."},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(html.find(row.expected) != std::string::npos);
  }
  CHECK(first_unbalanced(html) == "");
}

TEST_CASE("facts stand beside the article with sentence, status, confidence and rule") {
  const std::string html = small_article().html();
  struct Row {
    const char *name, *expected;
    size_t times;
  };
  const Row rows[] = {
      {"one place for each sentence", "class=\"said\" id=\"d1-s", 2},
      {"one item for each fact", "<li id=\"d1-f", 2},
      {"the first sentence is linked", "<a href=\"#d1-s0\">", 1},
      {"the sentence points to its fact", "<sup><a href=\"#d1-f2\">2</a></sup>", 1},
      {"status", "<span class=\"status planned\">planned</span>", 1},
      {"confidence, rounded down", "confidence 87 %", 2},
      {"rule", "<code>develops.en.make/en.active</code>", 2},
      {"names where they stand and in the sentence", "title=\"Volt (Chip:Volt)\"", 2},
      {"type in words", "<p>chip: ", 1},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(count(html, row.expected) == row.times);
  }
  CHECK(first_unbalanced(html) == "");
}

TEST_CASE("every link of a page has its place, over several articles") {
  ArticlePage page(test::embedded_rules(), {});
  const Article article = small_article();
  page.add(article.document, article.facts);
  page.add(article.document, article.facts);
  const std::string html = page.finish();
  static const std::regex kLink("href=\"#([^\"]*)\""), kPlace(" id=\"([^\"]*)\"");
  std::set<std::string> places;
  size_t links = 0, ids = 0;
  for (std::sregex_iterator place(html.begin(), html.end(), kPlace), end; place != end; ++place, ++ids) {
    places.insert((*place)[1]);
  }
  CHECK(places.size() == ids);
  for (std::sregex_iterator link(html.begin(), html.end(), kLink), end; link != end; ++link, ++links) {
    CHECK(places.count((*link)[1]) == 1);
  }
  // Of each article two sentences and two facts, its facts as a whole and its line of contents; and the skip link.
  CHECK(links == 2 * 6 + 1);
}

TEST_CASE("a page stands alone") {
  const std::string html = small_article().html();
  for (const std::string forbidden : {"<script", "http:", "https:", "src=", "url(", "@import", "<link", "javascript"}) {
    INFO(forbidden);
    CHECK(html.find(forbidden) == std::string::npos);
  }
  CHECK(html.rfind("<!DOCTYPE html>\n<html lang=\"en\">", 0) == 0);
}

TEST_CASE("what an article says is text and no markup") {
  Article article;
  article.document.path = "a\"><b>.md";
  article.block(BlockKind::paragraph, "<script>\"A&B\"</script> \x01 \xFF X'Y");
  article.names("Company", "X'Y");
  article.facts.entities[0].label = "<i>";
  article.facts.document.path = article.document.path;
  const std::string html = article.html();
  CHECK(html.find("<p>&lt;script&gt;&quot;A&amp;B&quot;&lt;/script&gt;   \xEF\xBF\xBD <span") != std::string::npos);
  CHECK(html.find("a&quot;&gt;&lt;b&gt;.md") != std::string::npos);
  CHECK(html.find("title=\"&lt;i&gt; (Company:X'Y)\"") != std::string::npos);
  CHECK(first_unbalanced(html) == "");
}

TEST_CASE("marks that overlap are nested") {
  struct Row {
    const char* name;
    std::vector<Piece> pieces;  // of "Acme Works built it."
    const char* expected;
  };
  const std::string text = "Acme Works built it.";
  const Row rows[] = {
      {"bold ends inside a name",
       {{{0, 4}, "", true}, {{4, 20}, "", false}},
       "<mark><b><span class=\"name t-Company\" title=\"Acme Works (Company:Acme Works)\">Acme</span></b>"
       "<span class=\"name t-Company\" title=\"Acme Works (Company:Acme Works)\"> Works</span> built</mark> it."},
      {"a decoded piece inside a name",
       {{{0, 4}, "", false}, {{4, 5}, "\n", false}, {{5, 20}, "", false}},
       "<mark><span class=\"name t-Company\" title=\"Acme Works (Company:Acme Works)\">Acme Works</span> built</mark> it."},
      {"a place between pieces",
       {{{0, 10}, "", false}, {{10, 10}, "<", false}, {{10, 20}, "", false}},
       "<mark><span class=\"name t-Company\" title=\"Acme Works (Company:Acme Works)\">Acme Works</span>&lt; built</mark> it."},
  };
  size_t checked = 0;
  for (const Row& row : rows) {
    INFO(row.name);
    Article article;
    article.block(BlockKind::paragraph, text);
    article.document.blocks[0].pieces = row.pieces;
    const uint32_t works = article.names("Company", "Acme Works");
    article.says(works, "uses", works, text, "Acme Works built");
    const std::string html = article.html();
    const std::string sentence = "<p class=\"sentence\"><a href=\"#d1-s0\">" + std::string(row.expected) + "</a></p>";
    CHECK_MESSAGE(html.find(sentence) != std::string::npos, html.substr(html.find("<article")));
    CHECK(first_unbalanced(html) == "");
    ++checked;
  }
  CHECK(checked == 3);
}

TEST_CASE("facts that do not lie in the text are not shown") {
  Article article = small_article();
  article.facts.relations[0].evidence.sentence = {5, 5000};
  const std::string html = article.html();
  CHECK(count(html, "<li id=") == 1);
  CHECK(first_unbalanced(html) == "");
}

TEST_CASE("the page speaks the chosen language") {
  struct Row {
    const char *language, *heading, *status, *relation;
  };
  const Row rows[] = {{"en", "<h2>Facts</h2>", ">planned<", ">develops<"},
                      {"ja", "<h2>事実</h2>", ">計画<", ">開発<"},
                      {"zh", "<h2>事实</h2>", ">计划<", ">研发<"}};
  for (const Row& row : rows) {
    INFO(row.language);
    ExportOptions options;
    options.label_language = row.language;
    options.dark = true;
    const std::string html = small_article().html(options);
    for (const char* expected : {row.heading, row.status, row.relation, "color-scheme:dark"}) {
      INFO(expected);
      CHECK(html.find(expected) != std::string::npos);
    }
  }
}

TEST_CASE("a page has landmarks, a way for the keyboard, and switches for what is shown") {
  const std::string html = small_article().html();
  struct Row {
    const char *name, *expected;
    size_t times;
  };
  const Row rows[] = {
      {"header", "<header>", 1},
      {"main", "<main id=\"articles\">", 1},
      {"the first link skips the header", "<body>\n<a class=\"skip\" href=\"#articles\">", 1},
      {"the article is named", "<article class=\"document\" id=\"d1-article\" aria-label=\"", 1},
      {"its facts are named", "<section class=\"facts\" id=\"d1-facts\" aria-label=\"Facts\">", 1},
      {"a way from the article to its facts", "<a href=\"#d1-facts\">Facts: 2</a>", 1},
      {"focus can be seen", "a:focus-visible,input:focus-visible{outline:", 1},
      {"a switch for each status", "<input type=\"checkbox\" id=\"show-", 4},
      {"what a switch hides", "class=\"claim planned\"", 1},
      {"one article needs no contents", "<nav", 0},
      {"paper", "@media print{", 1},
      {"dark where the reader wishes it", "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark", 1},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(count(html, row.expected) == row.times);
  }
  ExportOptions dark;
  dark.dark = true;
  CHECK(count(small_article().html(dark), "@media screen{:root{color-scheme:dark") == 1);
  CHECK(first_unbalanced(html) == "");
}

TEST_CASE("a graph without its articles gives no page") {
  std::ostringstream out;
  const Diagnostics problems = export_graph(sample::merged(sample::small_world()), "html", {}, out);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "export.articles");
  CHECK_FALSE(problems[0].remedy.empty());
  CHECK(out.str().empty());
}
