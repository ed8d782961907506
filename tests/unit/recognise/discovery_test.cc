// Discovery: the filter that all rules share, gates, enumerations, and the examples of rules/discovery.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "recognise/name_filter.h"
#include "rules/load.h"
#include "sample.h"
#include "unit/rules/shipped_names.h"

using namespace whobuilds;
using namespace whobuilds::recognise;

namespace {

DiscoveryRule rule(const std::string& id, TypeSet types, const std::vector<std::string>& when, const std::string& pattern,
                   const std::string& near = "") {
  DiscoveryRule out;
  out.id = id;
  out.types = types;
  out.when = when;
  out.pattern = pattern;
  out.near = near;
  return out;
}

// "surface|Type" for each type that a name may be of, as examples of rules write them.
std::vector<std::string> by_type(const std::vector<std::string>& written) {
  std::vector<std::string> out;
  for (const std::string& name : written) {
    const size_t bar = name.rfind('|');
    for (size_t begin = bar + 1; begin <= name.size();) {
      const size_t end = std::min(name.find('/', begin), name.size());
      out.push_back(name.substr(0, bar + 1) + name.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return out;
}

const std::string kQuoted = "「(?P<name>[^「」]{2,40})」";

}  // namespace

TEST_CASE("discovery: what can be a name") {
  struct Row {
    const char* name;
    std::string before, candidate, after;
    bool quoted, expected;
  };
  const std::vector<Row> rows = {
      {"a capitalised word", "", "Kazemachi", "", false, true},
      {"several words", "", "Lumen Dynamics", "", false, true},
      {"a code", "", "Hayate V2", "", false, true},
      {"katakana", "", "カゼマチ", "", false, true},
      {"mixed han and digits in quotes", "“", "银汉3", "”", true, true},
      {"han alone in quotes", "“", "突围", "”", true, true},
      {"generic acronym", "", "AI", "", false, false},
      {"generic words only", "", "Large Language Model", "", false, false},
      {"a place", "", "China", "", false, false},
      {"a month and a year", "", "September 2025", "", false, false},
      {"a number", "", "2026", "", false, false},
      {"small letters", "", "kazemachi", "", false, false},
      {"small letters with a digit in quotes", "「", "kaze-7b", "」", true, true},
      {"person by title before", "CEO ", "Taro Yamada", "", false, false},
      {"person by title behind", "", "Yamada", "氏は", false, false},
      {"person by given name", "", "Jonathan Kazemachi", " and", false, false},
      {"person by given name and initial", "", "Jonathan P. Kazemachi", "", false, false},
      {"a given name alone", "", "Jonathan", "", false, true},
      {"a company called by a given name", "", "Jonathan Robotics", "", false, true},
      {"a given name in quotes", "「", "Jonathan Kazemachi", "」", true, true},
      {"a given name and a number", "", "Jonathan 2", "", false, true},
      {"an event", "", "Galaxia", " Conference", false, false},
      {"an adjective made of a name", "", "LoRA-based", "", false, false},
      {"a phrase about some of a kind", "", "Other Telcos", "", false, false},
      {"a bare version", "", "V3.1", "", false, false},
      {"a phrase", "", "Abc Def Ghi Jkl Mno Pqr", "", false, false},
      {"hiragana", "", "すごいやつ", "", false, false},
      {"too long", "", std::string(41, 'X'), "", false, false},
      {"one character", "", "X", "", false, false},
  };
  const NameFilter filter(testing::shipped_name_rules());
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::string text = row.before + row.candidate + row.after;
    const auto begin = static_cast<uint32_t>(row.before.size());
    const Span span{begin, begin + static_cast<uint32_t>(row.candidate.size())};
    CHECK(filter.plausible(text, span, row.quoted) == row.expected);
  }
}

TEST_CASE("discovery: words in han characters, which quotation marks may only stress") {
  CHECK(NameFilter::is_han_word("突围"));
  CHECK(NameFilter::is_han_word("云帆智行"));
  CHECK_FALSE(NameFilter::is_han_word("银汉3"));
  CHECK_FALSE(NameFilter::is_han_word("カゼマチ"));
  CHECK_FALSE(NameFilter::is_han_word("Kumo"));
}

TEST_CASE("discovery: trimming and quotes") {
  const std::string text = "「The Hayate V2」 x";
  const Span inner{3, 3 + 13};
  CHECK(inner.of(text) == "The Hayate V2");
  CHECK(is_quoted(text, inner));
  const NameFilter filter(testing::shipped_name_rules());
  CHECK(filter.trimmed(text, inner).of(text) == "Hayate V2");
  CHECK_FALSE(is_quoted(text, filter.trimmed(text, inner)));
  CHECK(filter.trimmed(text, {0, static_cast<uint32_t>(text.size() - 2)}).of(text) == "Hayate V2");
}

TEST_CASE("discovery: gates, makers, overlaps") {
  SampleRules sample;
  sample.entity(kCompany, {"Nvidia"});
  sample.entity(kModel, {"Galaxia"});
  sample.rules.discovery.push_back(rule("quoted", type_bit(kModel), {"モデル「"}, "モデル" + kQuoted));
  sample.rules.discovery.push_back(rule("maker", type_bit(kProduct), {"の「"}, "(?P<maker>.)の" + kQuoted, "company"));
  sample.rules.discovery.push_back(rule("plain", type_bit(kChip), {"chip"}, "(?P<name>[A-Z][A-Za-z0-9]+(?: [A-Z][A-Za-z0-9]+)*) chip"));
  struct Row {
    const char* name;
    std::string text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"gate inside a katakana run", "マルチモーダルモデル「Suisei」を", {"Suisei|Model"}},
      {"no gate, no search", "アプリ「Suisei」を", {}},
      {"maker beside the name", "Nvidiaの「Kotonoha」が", {"Nvidia|Company", "Kotonoha|Product"}},
      {"maker unknown", "某社の「Kotonoha」が", {}},
      {"equal to a known name", "モデル「Galaxia」を", {"Galaxia|Model"}},
      {"a quoted name that contains a known one", "モデル「Galaxia Omni」を", {"Galaxia Omni|Model"}},
      {"an unquoted one does not beat a known one", "the Nvidia Kaze chip", {"Nvidia|Company"}},
      {"unquoted and free", "the Kaze chip", {"Kaze|Chip"}},
      {"twice in a sentence", "モデル「Suisei」とモデル「Kasei」", {"Suisei|Model", "Kasei|Model"}},
      {"two sentences", "モデル「Suisei」だ。モデル「Kasei」だ。", {"Suisei|Model", "Kasei|Model"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_text(row.text);
    CHECK(written_names(sample.rules, text, recognise_in(sample.rules, text)) == row.expected);
  }
}

TEST_CASE("discovery: unknown members of enumerations") {
  SampleRules sample;
  sample.entity(kCompany, {"Nvidia"});
  sample.entity(kCompany, {"Intel"});
  sample.entity(kModel, {"Galaxia"});
  sample.entity(kModel, {"DeepSeek"});
  sample.entity(kCompany, {"DeepSeek"});
  sample.rules.discovery.push_back(rule("list", type_bit(kCompany) | type_bit(kModel), {}, "(?P<name>[A-Z][A-Za-z]+|\\p{Katakana}{3,}|\\p{Han}{2,6})", "list"));
  struct Row {
    const char* name;
    std::string text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"between", "Nvidia、Kazemachi、Intelが", {"Nvidia|Company", "Kazemachi|Company", "Intel|Company"}},
      {"at the end", "Nvidia, Intel and Kazemachi", {"Nvidia|Company", "Intel|Company", "Kazemachi|Company"}},
      {"several in a row", "Nvidia, Intel, Kazemachi, Lumen and Aozora", {"Nvidia|Company", "Intel|Company", "Kazemachi|Company", "Lumen|Company", "Aozora|Company"}},
      {"han between known names", "Nvidia、寒山微、Intel", {"Nvidia|Company", "寒山微|Company", "Intel|Company"}},
      {"han at the end", "Nvidia、Intel、寒山微", {"Nvidia|Company", "Intel|Company"}},
      {"katakana between known names", "Nvidia、カゼマチ、Intel", {"Nvidia|Company", "カゼマチ|Company", "Intel|Company"}},
      {"one other member only", "Nvidia and Kazemachi", {"Nvidia|Company"}},
      {"members of two types", "Nvidia、Galaxia、Kazemachi", {"Nvidia|Company", "Galaxia|Model"}},
      {"a member of either type follows the others", "Nvidia、DeepSeek、Kazemachi", {"Nvidia|Company", "DeepSeek|Company/Model", "Kazemachi|Company"}},
      {"a generic word", "Nvidia、Intel、AI", {"Nvidia|Company", "Intel|Company"}},
      {"another sentence", "Nvidia、Intel。Kazemachi", {"Nvidia|Company", "Intel|Company"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_text(row.text);
    CHECK(written_names(sample.rules, text, recognise_in(sample.rules, text)) == row.expected);
  }
}

TEST_CASE("discovery: what stands behind members of enumerations") {
  SampleRules sample;
  sample.entity(kCompany, {"Nvidia"});
  sample.entity(kCompany, {"Intel"});
  sample.rules.discovery.push_back(rule("list", type_bit(kCompany), {}, "(?P<name>\\p{Han}{3,6}?)(?:、|等)", "list"));
  struct Row {
    const char* name;
    std::string text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"the word that ends the list", "Nvidia、Intel、寒山微等。", {"Nvidia|Company", "Intel|Company", "寒山微|Company"}},
      {"a comma, then that word", "Nvidia、Intel、寒山微、远北电等。", {"Nvidia|Company", "Intel|Company", "寒山微|Company", "远北电|Company"}},
      {"nothing", "Nvidia、Intel、寒山微。", {"Nvidia|Company", "Intel|Company"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_text(row.text);
    CHECK(written_names(sample.rules, text, recognise_in(sample.rules, text)) == row.expected);
  }
}

TEST_CASE("discovery: names set in bold") {
  SampleRules sample;
  sample.entity(kProduct, {"Kestrel"});
  sample.rules.discovery.push_back(rule("bold", type_bit(kProduct), {"tool"}, "(?P<name>[A-Za-z][a-z-]+)", "emphasis"));
  struct Row {
    std::string name;
    std::string markdown;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"small letters", "Try **velto** as a tool.", {"velto|Product"}},
      {"in emphasis", "Try *velto-web* as a tool.", {"velto-web|Product"}},
      {"with a colon", "**velto:** a small tool.", {"velto|Product"}},
      {"two in a sentence", "**velto** and **rimefox** are tools.", {"velto|Product", "rimefox|Product"}},
      {"not bold", "Try velto as a tool.", {}},
      {"a part of what is bold", "**velto makes everything easy** with this tool.", {}},
      {"an ordinary word", "The **tool** is good.", {}},
      {"no word of the rule in the sentence", "Try **velto** soon. It is a tool.", {}},
      {"known", "Try **Kestrel** as a tool.", {"Kestrel|Product"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_markdown(row.markdown);
    CHECK(written_names(sample.rules, text, recognise_in(sample.rules, text)) == row.expected);
  }
}

TEST_CASE("discovery: columns of tables") {
  SampleRules sample;
  sample.entity(kChip, {"Anvil"});
  sample.entity(kChip, {"Bolt"});
  sample.rules.discovery.push_back(
      rule("chips", type_bit(kChip), {"Chip", "芯片"}, "(?P<name>[A-Z][A-Za-z0-9]+(?: [A-Z0-9]+)?)$", "column"));
  struct Row {
    std::string name;
    std::string markdown;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"under a header", "| Chip | Price |\n|---|---|\n| Orrery X7 | Low |\n", {"Orrery X7|Chip"}},
      {"under a header with a bracket", "| Chip (2025) | Price |\n|---|---|\n| Orrery | Low |\n", {"Orrery|Chip"}},
      {"under a header of another language", "| 芯片 |\n|---|\n| Orrery |\n", {"Orrery|Chip"}},
      {"several names in a cell", "| Chip |\n|---|\n| Orrery, Zephyrion |\n", {"Orrery|Chip", "Zephyrion|Chip"}},
      {"beside two known names",
       "| Name |\n|---|\n| Anvil |\n| Orrery |\n| Bolt |\n",
       {"Anvil|Chip", "Orrery|Chip", "Bolt|Chip"}},
      {"beside one known name", "| Name |\n|---|\n| Anvil |\n| Orrery |\n", {"Anvil|Chip"}},
      {"under another header", "| Remark |\n|---|\n| Orrery |\n", {}},
      {"a cell that says more", "| Chip |\n|---|\n| Orrery is small |\n", {}},
      {"no table", "Chip\n\nOrrery\n", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_markdown(row.markdown);
    CHECK(written_names(sample.rules, text, recognise_in(sample.rules, text)) == row.expected);
  }
}

TEST_CASE("discovery: versions of names that were discovered") {
  SampleRules sample;
  sample.entity(kChip, {"Bolt"});
  sample.rules.discovery.push_back(rule("line", type_bit(kChip), {"line of chips"}, "the (?P<name>[A-Z][a-z]+) line of chips"));
  sample.rules.discovery.push_back(rule("company", type_bit(kCompany), {"a startup"}, "(?P<name>[A-Z][a-z]+), a startup"));
  struct Row {
    std::string name;
    std::string text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"behind a space", "It sells the Anvil line of chips. Anvil 2 is fast.", {"Anvil|Chip", "Anvil 2|Chip"}},
      {"before the line is told of", "Anvil 2 is fast. It sells the Anvil line of chips.", {"Anvil 2|Chip", "Anvil|Chip"}},
      {"behind a hyphen", "It sells the Anvil line of chips. Anvil-3 is fast.", {"Anvil|Chip", "Anvil-3|Chip"}},
      {"with a point", "It sells the Anvil line of chips. Anvil v1.5 is fast.", {"Anvil|Chip", "Anvil v1.5|Chip"}},
      {"a count", "It sells the Anvil line of chips. Anvil 20% off.", {"Anvil|Chip"}},
      {"a year", "It sells the Anvil line of chips. Anvil 2025 came.", {"Anvil|Chip"}},
      {"inside another word", "It sells the Anvil line of chips. McAnvil 2 came.", {"Anvil|Chip"}},
      {"companies have none", "Anvil, a startup, hired. Anvil 2 came.", {"Anvil|Company"}},
      {"short names have none", "It sells the Orb line of chips. Orb 2 came.", {"Orb|Chip"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const text::Text text = sample_text(row.text);
    CHECK(written_names(sample.rules, text, recognise_in(sample.rules, text)) == row.expected);
  }
}

TEST_CASE("discovery: the examples that the shipped rules carry") {
  Result<std::vector<RuleFile>> files = rules::read_rule_files(std::string(WHOBUILDS_SOURCE_DIR) + "/rules");
  REQUIRE(files.ok());
  std::vector<RuleFile> wanted;
  for (const RuleFile& file : *files) {
    const std::string folder = file.path.substr(0, file.path.find('/'));
    if (folder == "ontology.json" || folder == "discovery" || folder == "names") wanted.push_back(file);
  }
  Result<Rules> loaded = rules::parse_rules(wanted);
  REQUIRE(loaded.ok());
  const Rules& rules = *loaded;
  CHECK(rules.discovery.size() >= 25);
  size_t languages[4] = {};
  int examples = 0;
  for (uint32_t index = 0; index < rules.discovery.size(); ++index) {
    const DiscoveryRule& discovery = rules.discovery[index];
    ++languages[static_cast<size_t>(discovery.language)];
    // Their examples need companies, which are not loaded here, columns of a table or bold names: the tests of extract run them.
    if (!discovery.near.empty()) continue;
    // One rule at a time, so that no other one answers for it.
    Rules alone = rules;
    alone.discovery = {discovery};
    CAPTURE(discovery.id);
    for (const Example& example : discovery.examples.match) {
      CAPTURE(example.text);
      const text::Text text = sample_text(example.text);
      const std::vector<std::string> found = by_type(written_names(alone, text, recognise_in(alone, text)));
      for (const std::string& expected : example.expected) {
        CHECK(std::find(found.begin(), found.end(), expected) != found.end());
        ++examples;
      }
    }
    for (const Example& example : discovery.examples.no_match) {
      CAPTURE(example.text);
      CHECK(recognise_in(alone, sample_text(example.text)).names.empty());
      ++examples;
    }
  }
  CHECK(examples >= 80);
  CHECK(languages[static_cast<size_t>(Language::en)] >= 5);
  CHECK(languages[static_cast<size_t>(Language::ja)] >= 5);
  CHECK(languages[static_cast<size_t>(Language::zh)] >= 5);
}
