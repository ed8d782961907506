#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/read/blocks.h"

using namespace whobuilds;
using test::Lines;

TEST_CASE("markdown: what is read and what is left out") {
  struct Row {
    std::string name;
    std::string markdown;
    Lines expected;
  };
  const std::vector<Row> rows = {
      {"nothing", "", {}},
      {"heading and paragraph", "# Chips\n\nQwen runs.\n", {"h1: Chips", "p: Qwen runs."}},
      {"underlined heading", "Chips\n=====\n\nText.\n", {"h1: Chips", "p: Text."}},
      {"heading without a space", "##华为\n\n发布。\n", {"h2: 华为", "p: 发布。"}},
      {"emphasis", "The **Qwen** *model* is ~~old~~ new.\n", {"p: The Qwen model is old new."}},
      {"emphasis beside CJK punctuation", "中国の**「Qwen」**は強い。\n", {"p: 中国の「Qwen」は強い。"}},
      {"soft break", "first\nsecond\n", {"p: first\nsecond"}},
      {"hard break ends a sentence", "一つ目。  \n二つ目\\\n三つ目\n", {"p: 一つ目。", "p: 二つ目", "p: 三つ目"}},
      {"hard break inside a sentence", "the new  \nchip\n", {"p: the new\u3000chip"}},
      {"entity", "AT&amp;T &#8211; &unknown;\n", {"p: AT&T \u2013 &unknown;"}},
      {"escape", "1\\* 2\\_\n", {"p: 1* 2_"}},
      {"inline code", "uses `vllm serve` today\n", {"p: uses vllm serve today"}},
      {"code blocks", "a.\n\n```\ncode\n```\n\n    indented\n\nb.\n", {"p: a.", "p: b."}},
      {"link", "See [the Qwen blog](https://x.example/a) for more.\n", {"p: See the Qwen blog for more."}},
      {"image", "Chip ![alt text](a.png) here\n", {"p: Chip  here"}},
      {"urls",
       "Read https://x.example/a and <https://y.example> now. It is long enough to be prose.\n",
       {"p: Read  and  now. It is long enough to be prose."}},
      {"citation link",
       "Shipped[[12]](https://x.example)[3](#fn3) in May, as the company said on Monday.\n",
       {"p: Shipped in May, as the company said on Monday."}},
      {"inline tags",
       "The <b>Qwen</b> model<br>is <span class=\"x\">new</span>.\n",
       {"p: The Qwen model\u3000is new."}},
      {"comment", "<!-- note -->\n\na<!-- b -->c.\n", {"p: ac."}},
      {"script and style", "<style>\np {}\n</style>\n\n<script>\nlet a;\n\nlet b;\n</script>\n\nText.\n", {"p: Text."}},
      {"svg over blank lines", "<div><svg>\n\nnot text\n\n</svg></div>\n\nText.\n", {"p: Text."}},
      {"html block",
       "<div align=\"center\">\n<h2>Huawei &amp; co</h2>\n<p>Makes chips.</p>\n</div>\n",
       {"h2: Huawei & co", "p: Makes chips."}},
      {"template tags", "{% include a.html %}\n\nText {{ site.x }}here.\n{: .note}\n", {"p: Text here."}},
      {"bold line is a heading", "**Kimi K2（2025年7月）:**\n\n公開。\n", {"h6: Kimi K2（2025年7月）:", "p: 公開。"}},
      {"bold first line is a heading", "**Kimi K2**\n公開された。\n", {"h6: Kimi K2", "p: 公開された。"}},
      {"bold sentence is none", "**Kimi K2は公開された。**\n", {"p: Kimi K2は公開された。"}},
      {"bold beginning is none", "**Kimi K2**: 公開された。\n", {"p: Kimi K2: 公開された。"}},
      {"table",
       "| Model | Maker |\n|---|---|\n| Qwen | Alibaba<br>Cloud |\n| Kimi | |\n",
       {"th(0,0): Model", "th(0,1): Maker", "cell(1,0): Qwen", "cell(1,1): Alibaba\u3000Cloud", "cell(2,0): Kimi"}},
      {"html table",
       "<table>\n<tr><th>Model</th><th>Maker</th></tr>\n<tr><td>Qwen</td><td>Alibaba</td></tr>\n</table>\n",
       {"th(0,0): Model", "th(0,1): Maker", "cell(1,0): Qwen", "cell(1,1): Alibaba"}},
      {"table of links", "| Model |\n|---|\n| [Qwen](https://x.example) |\n", {"th(0,0): Model", "cell(1,0): Qwen"}},
      {"quote", "> 「売る」\n> と述べた。\n", {"quote: 「売る」\nと述べた。"}},
      {"tasks", "- [x] Qwen\n- [ ] Kimi\n", {"li1: Qwen", "li1: Kimi"}},
      {"hashtags", "Text.\n\n#AI #NVIDIA\n", {"p: Text."}},
      {"rules", "a.\n\n---\n\n***\n\nb.\n", {"p: a.", "p: b."}},
      {"reference list",
       "Text.\n\n## 参考文献\n\n- [A](https://a.example)\n- B, 2024\n\n### more\n\nC.\n\n## Next\n\nD.\n",
       {"p: Text.", "h2: Next", "p: D."}},
      {"reference label", "Text is here.\n\n出典：\n\nA社のページ\n", {"p: Text is here."}},
      {"reference heading with numbers", "## 7. Sources & References\n\nA.\n", {}},
      {"a source with its URL begins no list",
       "> 来源：[https://a.example](https://a.example)\n\n华为发布了芯片。\n",
       {"p: 华为发布了芯片。"}},
      {"a label's list ends with prose",
       "**参考**\n\n- A, 2024\n\nThe company says that it will build ten new plants over the next five years in three "
       "countries.\n",
       {"p: The company says that it will build ten new plants over the next five years in three countries."}},
      {"wiki links and embedded files",
       "[[Qwen]] by [[Alibaba Group|Alibaba]] ![[a.png]]![x](a b.png)\n",
       {"p: Qwen by Alibaba "}},
      {"entries without bullets",
       "**Qwen**: Alibaba.\n**Kimi**: Moonshot.\n",
       {"p: Qwen: Alibaba.", "p: Kimi: Moonshot."}},
      {"new character references", "&check;|&apos;\n", {"p: \u2713|'"}},
      {"prose between fences without a language",
       "```\n华为今年扩大了昇腾芯片的产能。\nint main() { return 0; }\n阿里巴巴也发布了新的模型系列。\n```\n",
       {"p: 华为今年扩大了昇腾芯片的产能。", "p: 阿里巴巴也发布了新的模型系列。"}},
      {"a fence with a language is code", "```text\n华为今年扩大了昇腾芯片的产能。\n```\n", {}},
      {"short lines between fences are code", "```\n输入：文本\n```\n", {}},
      {"an indented block is code", "a.\n\n    华为今年扩大了昇腾芯片的产能。\n", {"p: a."}},
      {"wiki link with an escaped bar in a table",
       "| Maker | Model |\n|---|---|\n| [[Alibaba Group\\|Alibaba]] | [[Qwen\\|Qwen3]] and [[Kimi]] |\n",
       {"th(0,0): Maker", "th(0,1): Model", "cell(1,0): Alibaba", "cell(1,1): Qwen3 and Kimi"}},
      {"wiki link that is not closed", "[[Qwen is here.\n\nMore.\n", {"p: [[Qwen is here.", "p: More."}},
      {"record without bullets",
       "# Opus\n\nDeveloper: Anthropic\nContext window: 200K\nリリース: 5月\n",
       {"h1: Opus", "p: Developer: Anthropic", "p: Context window: 200K", "p: リリース: 5月"}},
      {"record that begins with its date",
       "Date: 2025-05-22\nDeveloper: Anthropic\n",
       {"p: Date: 2025-05-22\nDeveloper: Anthropic"}},
      {"one key makes no record", "Developer: Anthropic,\na company\n", {"p: Developer: Anthropic,\na company"}},
      {"source line", "売れた。\n\n【出典】A社 2024\n\nSource: B Corp.\n", {"p: 売れた。"}},
      {"items that are links",
       "- [A long title of an article about new chips](https://a.example)\n- [Qwen](https://b.example)\n"
       "- [12] A title - https://c.example/d\n- https://d.example\n- [Kimi](https://e.example): a model of Moonshot\n",
       {"li1: Qwen", "li1: Kimi: a model of Moonshot"}},
      {"footnote", "Text[^1].\n\n[^1]: A note about it.\n", {"p: Text[^1]."}},
      {"paragraph cut by a page break",
       "参加した。会期中には新しい企業連合という新たなアラ\n\nイアンスも結成された。以上。\n",
       {"p: 参加した。会期中には新しい企業連合という新たなアラ\nイアンスも結成された。以上。"}},
      {"labels as headings",
       "新製品の発表会\n\n今日は寒い。\n\n価格と時期\n\n来年だ。売る。\n",
       {"title: 新製品の発表会", "p: 今日は寒い。", "h6: 価格と時期", "p: 来年だ。売る。"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(test::written(test::read(row.markdown, "a.md")) == row.expected.text);
  }
}

TEST_CASE("markdown: sections, lists and what introduces them") {
  const Document document = test::read(
      "# A\n\nIntro:\n\n- one\n  - inner\n\n  second of one\n- two\n\n## B\n\n### C\n\ntext.\n\n## "
      "D\n\n**E**\n\nlast.\n",
      "a.md");
  REQUIRE(test::written(document) == Lines{"h1: A", "p: Intro:", "li1: one", "li2: inner", "p: second of one",
                                           "li1: two", "h2: B", "h3: C", "p: text.", "h2: D", "h6: E", "p: last."}
                                         .text);
  const auto section = [&](size_t i) { return document.blocks[i].section; };
  const auto parent = [&](size_t i) { return document.blocks[i].parent; };
  CHECK(section(0) == Block::kNone);
  CHECK(section(1) == 0);
  CHECK(parent(2) == 1);
  CHECK(parent(3) == 2);
  CHECK(parent(4) == 2);
  CHECK(parent(5) == 1);
  CHECK(section(6) == 0);
  CHECK(section(7) == 6);
  CHECK(section(8) == 7);
  CHECK(section(9) == 0);
  CHECK(section(10) == 9);
  CHECK(section(11) == 10);
  CHECK(document.title == "A");
}

TEST_CASE("markdown: strong pieces") {
  const Document document = test::read("A **bold** and **「引用」**は *soft*\n", "a.md");
  REQUIRE(document.blocks.size() == 1);
  std::string strong;
  for (const Piece& piece : document.blocks[0].pieces) {
    if (piece.strong) strong += "<" + std::string(piece.source.of(document.text)) + ">";
  }
  CHECK(strong == "<bold><「引用」><soft>");
}

TEST_CASE("markdown: names that are set off as code or as links to their repositories") {
  struct Row {
    std::string name, markdown, strong;
  };
  const std::vector<Row> rows = {
      {"code of one word", "We built `tarnkit` for it.\n", "<tarnkit>"},
      {"a call", "We run `tarnkit()` for it.\n", ""},
      {"a command", "We run `tarnkit serve` for it.\n", ""},
      {"a link to the repository", "We built [TarnKit](https://github.com/tarn/tarnkit) for it all.\n", "<TarnKit>"},
      {"a link to a page", "We built [TarnKit](https://tarn.example/tarnkit) for it all.\n", ""},
      {"a link that says something else", "We built [a kit](https://github.com/tarn/tarnkit) for it all.\n", ""},
      {"a name far from its link", "We built TarnKit, see [here](https://github.com/tarn/tarnkit/?a=b#c).\n", "<TarnKit>"},
      {"a link that says more", "[TarnKit: tools for all](https://github.com/tarn/tarnkit) is out now.\n", "<TarnKit>"},
      {"words joined otherwise", "Tarn Kit 用法在[这里](https://gitee.com/a/tarn-kit)，欢迎大家来试用。\n", "<Tarn Kit>"},
      {"the longest name", "tarn-kit [or](https://github.com/a/tarn) [so](https://github.com/a/tarn-kit) it is.\n",
       "<tarn-kit>"},
      {"a model hub", "Tarn-7B is [here](https://huggingface.co/tarn/Tarn-7B) for all of you.\n", "<Tarn-7B>"},
      {"a part of a word", "We tarnkits like [it](https://github.com/tarn/tarnkit) very much.\n", ""},
      {"an owner", "We at tarn are [here](https://github.com/tarn) for you all.\n", ""},
      {"a path inside the repository", "We use docs [here](https://github.com/tarn/kit/docs) for you.\n", ""},
      {"too short a name", "We use tk as [here](https://github.com/tarn/tk) for you all.\n", ""},
      {"no letters", "In 2048 as [here](https://github.com/tarn/2048) for you all.\n", ""},
      {"bold stays whole", "We use **the tarnkit** as [here](https://github.com/tarn/tarnkit) told.\n", "<the tarnkit>"},
  };
  size_t checked = 0;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Document document = test::read(row.markdown, "a.md");
    REQUIRE(document.blocks.size() == 1);
    std::string strong;
    for (const Piece& piece : document.blocks[0].pieces) {
      if (piece.strong) strong += "<" + std::string(piece.source.of(document.text)) + ">";
    }
    CHECK(strong == row.strong);
    ++checked;
  }
  REQUIRE(checked == rows.size());
}

TEST_CASE("markdown: columns of sources are dropped") {
  const std::string body = "|---|---|---|\n| Qwen | [a page](https://x.example) | Alibaba |\n";
  const Lines without = {"th(0,0): Model", "th(0,2): Maker", "cell(1,0): Qwen", "cell(1,2): Alibaba"};
  for (const std::string header : {"Source", "Sources", "ソース", "来源", "出典"}) {
    CAPTURE(header);
    CHECK(test::written(test::read("| Model | " + header + " | Maker |\n" + body, "a.md")) == without.text);
  }
  const Document other = test::read("| Model | Source code | Maker |\n" + body, "a.md");
  CHECK(test::written(other) == Lines{"th(0,0): Model", "th(0,1): Source code", "th(0,2): Maker", "cell(1,0): Qwen",
                                      "cell(1,1): a page", "cell(1,2): Alibaba"}
                                    .text);
  const Document first = test::read("| Source | Maker |\n|---|---|\n| Qwen | Alibaba |\n", "a.md");
  CHECK(test::written(first) ==
        Lines{"th(0,0): Source", "th(0,1): Maker", "cell(1,0): Qwen", "cell(1,1): Alibaba"}.text);
  const std::string two = "| A | Source |\n|---|---|\n| Qwen | x |\n\n| A | B |\n|---|---|\n| Kimi | y |\n";
  const Document next = test::read(two, "a.md");
  REQUIRE_FALSE(next.blocks.empty());
  CHECK(test::written(next, next.blocks.back()) == "cell(1,1): y");
}

TEST_CASE("front matter: other names of the subject") {
  struct Row {
    std::string name, bytes;
    std::vector<std::string> aliases;
    size_t warnings;
  };
  const std::vector<Row> rows = {
      {"a list", "---\ntitle: T\naliases:\n  - Tarn\n  - 塔恩\n---\nText.\n", {"Tarn", "塔恩"}, 0},
      {"a list without indents", "---\naliases:\n- Tarn\n- TRC\n---\nText.\n", {"Tarn", "TRC"}, 0},
      {"a list in one line", "---\naliases: [Tarn, \"T, R & C\"]\n---\nText.\n", {"Tarn", "T, R & C"}, 0},
      {"a scalar", "---\nalias: Tarn Capital\n---\nText.\n", {"Tarn Capital"}, 0},
      {"nothing", "---\naliases: []\ntitle: T\n---\nText.\n", {}, 0},
      {"no scalars", "---\naliases: [[Tarn], {a: b}, TRC]\n---\nText.\n", {"TRC"}, 0},
      {"malformed: a scalar of its line", "---\ntitle: T: the fund\naliases: Tarn\n---\nText.\n", {"Tarn"}, 1},
  };
  size_t checked = 0;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<Document> result = read_document(row.bytes, "a.md");
    REQUIRE(result.ok());
    CHECK(result->aliases == row.aliases);
    CHECK(result.diagnostics().size() == row.warnings);
    ++checked;
  }
  REQUIRE(checked == rows.size());
}

TEST_CASE("front matter") {
  struct Row {
    std::string name;
    std::string bytes;
    std::string title, date;
    Lines expected;
    size_t warnings;
  };
  const std::vector<Row> rows = {
      {"yaml",
       "---\ntitle: \"Chips: a \\\"new\\\" age\"\ndate: 2025-11-07 04:38:05 +0000\ntags: [a, b]\nexcerpt: 'It''s "
       "new'\n---\n\nText.\n",
       "Chips: a \"new\" age",
       "2025-11-07",
       {"title: Chips: a \"new\" age", "excerpt: It's new", "p: Text."},
       0},
      {"plain values and a comment",
       "---\ntitle: 華為の新型 # draft\ndescription: |\n  一行目\n  二行目\n---\nText.\n",
       "華為の新型",
       "",
       {"title: 華為の新型", "excerpt: 一行目 二行目", "p: Text."},
       0},
      {"folded", "---\nsummary: >-\n  one\n  two\n---\nText.\n", "", "", {"excerpt: one two", "p: Text."}, 0},
      {"excerpt before title",
       "---\nexcerpt: E\ntitle: T\n---\nText.\n",
       "T",
       "",
       {"excerpt: E", "title: T", "p: Text."},
       0},
      {"windows line ends", "---\r\ntitle: T\r\n---\r\nText.\r\n", "T", "", {"title: T", "p: Text."}, 0},
      {"toml",
       "+++\ntitle = \"T = 1\"\ndate = 2025-03-01T00:00:00Z\ntags = [\"x\"]\n+++\nText.\n",
       "T = 1",
       "2025-03-01",
       {"title: T = 1", "p: Text."},
       0},
      {"malformed: an unquoted colon",
       "---\ntitle: GPT-5: the model\ndate: 2025/8/7\ntags: [x\n---\nText.\n",
       "GPT-5: the model",
       "2025-08-07",
       {"title: GPT-5: the model", "p: Text."},
       1},
      {"not closed", "---\ntitle: T\n\nText here.\n", "title: T", "", {"title: title: T", "p: Text here."}, 0},
      {"a rule, not front matter", "---\n\nText here.\n\n---\n\nMore.\n", "", "", {"p: Text here.", "p: More."}, 0},
      {"byte order mark", "\xEF\xBB\xBF---\ntitle: T\n---\nText.\n", "T", "", {"title: T", "p: Text."}, 0},
      {"an alias repeats a value", "---\ntitle: &t T\nexcerpt: *t\n---\nText.\n", "T", "", {"title: T", "p: Text."}, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<Document> result = read_document(row.bytes, "a.md");
    REQUIRE(result.ok());
    CHECK(result->title == row.title);
    CHECK(result->date == row.date);
    CHECK(test::written(*result) == row.expected.text);
    CHECK(result->offsets_in == OffsetsIn::file);
    CHECK(result->text == row.bytes);
    CHECK(result.diagnostics().size() == row.warnings);
    for (const Diagnostic& warning : result.diagnostics()) CHECK(warning.code == "read.front_matter");
  }
}

TEST_CASE("markdown: contrived inputs are read in bounded time") {
  struct Row {
    std::string name;
    std::string part;
    size_t count;
  };
  const std::vector<Row> rows = {
      {"quotes in quotes", ">", 10000}, {"lists in lists", "- ", 5000},
      {"brackets", "[", 200000},        {"stars", "*a_", 50000},
      {"ticks", "`a``b", 50000},        {"one line", "chip ", 200000},
      {"open tags", "<svg>a ", 50000},  {"open comments", "<!-- a ", 50000},
      {"links", "[a](", 50000},         {"entities", "&amp;", 100000},
      {"line breaks", "a\n", 100000},   {"table cells", "|a", 20000},
      {"templates", "{% a ", 50000},    {"urls", "https://a.example/b ", 20000},
      {"headings", "# a\n", 50000},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    std::string markdown;
    for (size_t i = 0; i < row.count; ++i) markdown += row.part;
    const Result<Document> result = read_document(markdown, "a.md");
    CHECK(result.ok());
  }
  std::string table = std::string(3000, '|') + "\n";
  for (int i = 0; i < 3000; ++i) table += "|-";
  table += "|\n";
  for (int i = 0; i < 3000; ++i) table += "|a\n";
  CHECK(read_document(table, "a.md").ok());
}
