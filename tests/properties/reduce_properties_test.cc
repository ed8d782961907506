// Merging lines of facts is associative, commutative and idempotent: however the lines are dealt out, repeated, ordered
// and merged in between, the graph is the one that the documents give when they are added in one place.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "unit/embedded_rules.h"
#include "unit/graph/sample.h"
#include "whobuilds/export.h"
#include "whobuilds/external_merge.h"
#include "whobuilds/facts_jsonl.h"

using namespace whobuilds;
using sample::Paper;

namespace {

const std::vector<std::string> kIds = {"company:a", "company:b", "chip:c", "chip:d", "model:e"};
const std::vector<std::string> kRelations = {"develops", "competes_with", "uses", "partners_with"};
const std::vector<std::string> kSentences = {"First.", "Second \"quoted\".", "FIRST.", "第四。\n"};
const std::vector<std::string> kLabels = {"A", "a", "Alpha"};

template <typename T>
const T& pick(const std::vector<T>& choices) {
  return choices[*rc::gen::inRange<size_t>(0, choices.size())];
}

Paper random_paper() {
  // Few ids: papers of one id may say different things, with or without different bytes.
  Paper paper("d" + std::to_string(*rc::gen::inRange(0, 4)), pick<std::string>({"", "2024", "2025-01-03"}));
  paper.knows(pick(kIds), pick(kLabels), {pick(kLabels)}, {{"en", pick(kLabels)}}, *rc::gen::arbitrary<bool>());
  const size_t facts = *rc::gen::inRange<size_t>(0, 5);
  for (size_t i = 0; i < facts; ++i) {
    const double confidence = *rc::gen::inRange(1, 1000) / 997.0;
    paper.says(pick(kIds), pick(kRelations), pick(kIds), pick(kSentences), Status::asserted, std::min(1.0, confidence));
    if (*rc::gen::arbitrary<bool>()) paper.with("amount", sample::number(*rc::gen::inRange(1, 4) * 1e9 / 3, "USD"));
    if (*rc::gen::arbitrary<bool>()) paper.states(pick(kIds), "license", sample::word("MIT"), pick(kSentences));
    if (*rc::gen::arbitrary<bool>()) paper.mentions(pick(kIds), pick(kLabels));
  }
  return paper;
}

std::string line_of(const Paper& paper) {
  // Also lines that know no sentences.
  const bool with_text = *rc::gen::inRange(0, 4) > 0;
  return facts_to_json_line(make_record(paper.facts(), with_text ? paper.text() : "", "0123"));
}

Graph empty_graph() { return graph::Access::create(sample::ontology(), "rules"); }

Graph merged(const std::vector<std::string>& lines) {
  Graph graph = empty_graph();
  for (const std::string& line : lines) {
    const Result<FactsLine> read = read_facts_line(line, "-", 1);
    RC_ASSERT(read.ok());
    RC_ASSERT(!read->error);
    add_record(graph, read->record);
  }
  return graph;
}

std::vector<std::string> lines_of(const Graph& graph) {
  std::vector<std::string> lines;
  each_record(graph, [&](const FactsRecord& record) { lines.push_back(facts_to_json_line(record)); });
  return lines;
}

std::string json_of(Graph graph) {
  graph.finish();
  std::ostringstream out;
  RC_ASSERT(export_graph(graph, "json", {}, out).empty());
  return out.str();
}

// Deals the lines out, some to several shards, merges each shard, and then the results.
std::vector<std::string> merged_in_parts(const std::vector<std::string>& lines) {
  std::vector<std::vector<std::string>> shards(*rc::gen::inRange<size_t>(1, 5));
  const auto shard = [&]() -> std::vector<std::string>& { return shards[*rc::gen::inRange<size_t>(0, shards.size())]; };
  std::vector<size_t> order(lines.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[*rc::gen::inRange<size_t>(0, i)]);
  for (const size_t i : order) {
    shard().push_back(lines[i]);
    const size_t repetitions = *rc::gen::inRange<size_t>(0, 3);
    for (size_t n = 0; n < repetitions; ++n) shard().push_back(lines[i]);
  }
  std::vector<std::string> parts;
  for (const std::vector<std::string>& each : shards) {
    const std::vector<std::string> part = lines_of(merged(each));
    parts.insert(parts.end(), part.begin(), part.end());
  }
  return parts;
}

}  // namespace

TEST_CASE("lines of facts give one graph and one set of lines, however they are merged") {
  size_t runs = 0;
  const bool holds = rc::check([&runs] {
    ++runs;
    std::vector<std::string> lines;
    const size_t count = *rc::gen::inRange<size_t>(0, 8);
    for (size_t i = 0; i < count; ++i) lines.push_back(line_of(random_paper()));
    const std::vector<std::string> once = lines_of(merged(lines)), in_parts = lines_of(merged(merged_in_parts(lines)));
    RC_ASSERT(once == in_parts);
    RC_ASSERT(json_of(merged(lines)) == json_of(merged(in_parts)));
    RC_ASSERT(std::is_sorted(once.begin(), once.end(), [](const std::string& a, const std::string& b) {
      const auto id = [](const std::string& line) {
        const DocumentInfo info = read_facts_line(line, "", 0)->record.facts.document;
        return std::pair(info.id, info.sha256);
      };
      return id(a) < id(b);
    }));
  });
  CHECK(holds);
  CHECK(runs >= 50);
}

TEST_CASE("merging on disk gives the bytes that the graph gives") {
  const RuleSet rule_set = test::embedded_rules();
  size_t runs = 0, records_seen = 0;
  const auto check = [&](const std::vector<FactsRecord>& records, size_t memory) {
    Graph graph(rule_set);
    for (const FactsRecord& record : records) add_record(graph, record);
    const auto on_disk = [&] {
      ExternalMerge merge(rule_set, {memory, ""});
      for (const FactsRecord& record : records) merge.add(PreparedRecord(record));
      return merge;
    };
    std::vector<std::string> lines;
    const Diagnostics read = on_disk().each_record([&](const FactsRecord& record) {
      ++records_seen;
      lines.push_back(facts_to_json_line(record));
    });
    RC_ASSERT(read.empty());
    RC_ASSERT(lines == lines_of(graph));
    graph.finish();
    for (const char* format : {"json", "jsonl"}) {
      RC_ASSERT(ExternalMerge::can_write(format, {}));
      std::ostringstream expected, written;
      RC_ASSERT(export_graph(graph, format, {}, expected).empty());
      RC_ASSERT(on_disk().write(format, {}, written).empty());
      RC_ASSERT(written.str() == expected.str());
    }
  };
  const bool holds = rc::check([&] {
    ++runs;
    std::vector<FactsRecord> records;
    const size_t count = *rc::gen::inRange<size_t>(0, 8);
    for (size_t i = 0; i < count; ++i) records.push_back(read_facts_line(line_of(random_paper()), "-", 1)->record);
    // Every record a run of its own, or all in memory.
    check(records, pick<size_t>({0, 64'000'000}));
  });
  CHECK(holds);
  for (const auto& papers : {sample::small_world(), sample::industry(), sample::hostile()}) {
    std::vector<FactsRecord> records;
    for (const Paper& paper : papers) records.push_back(make_record(paper.facts(), paper.text(), "0123"));
    check(records, 0);
    check(records, 64'000'000);
  }
  CHECK(runs >= 50);
  CHECK(records_seen > 100);
}

TEST_CASE("a temporary file that cannot be made is told with its folder") {
  ExternalMerge merge(test::embedded_rules(), {0, "/nowhere/at/all"});
  for (const Paper& paper : sample::small_world()) {
    merge.add(PreparedRecord(make_record(paper.facts(), paper.text(), "")));
  }
  std::ostringstream out;
  const Diagnostics problems = merge.write("json", {}, out);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "merge.io");
  CHECK(problems[0].file == "/nowhere/at/all");
}

TEST_CASE("lines of facts give the graph that the documents give") {
  size_t papers_seen = 0;
  const auto check = [&](const std::vector<Paper>& papers) {
    Graph direct = empty_graph(), from_lines = empty_graph();
    for (const Paper& paper : papers) {
      ++papers_seen;
      direct.add(paper.facts(), paper.text());
      const std::string line = facts_to_json_line(make_record(paper.facts(), paper.text(), "0123"));
      const Result<FactsLine> read = read_facts_line(line, "-", 1);
      RC_ASSERT(read.ok());
      RC_ASSERT(facts_to_json_line(read->record) == line);
      add_record(from_lines, read->record);
    }
    RC_ASSERT(json_of(std::move(direct)) == json_of(std::move(from_lines)));
  };
  const bool holds = rc::check([&] {
    std::vector<Paper> papers;
    const size_t count = *rc::gen::inRange<size_t>(0, 8);
    for (size_t i = 0; i < count; ++i) papers.push_back(random_paper());
    check(papers);
  });
  CHECK(holds);
  check(sample::small_world());
  check(sample::industry());
  CHECK(papers_seen > 100);
}

TEST_CASE("lines that are no facts are told with everything that is wrong with them") {
  const std::string good = facts_to_json_line(make_record(sample::small_world()[0].facts(), "", ""));
  const auto with = [&](const std::string& old_text, const std::string& new_text) {
    std::string line = good;
    const size_t at = line.find(old_text);
    REQUIRE(at != std::string::npos);
    return line.replace(at, old_text.size(), new_text);
  };
  struct Row {
    const char* name;
    std::string line;
    const char* code;
    const char* pointer;
  };
  const Row rows[] = {
      {"no JSON", "nonsense", "facts.malformed", ""},
      {"half a line", good.substr(0, good.size() / 2), "facts.malformed", ""},
      {"no object", "[]", "facts.malformed", ""},
      {"a document, no facts", R"({"id": "a", "text": "A."})", "facts.malformed", ""},
      {"a later schema", with("\"schema\":1", "\"schema\":2"), "facts.schema", "/schema"},
      {"no id", with("\"document\":{\"id\":\"a\"", "\"document\":{\"id\":\"\""), "facts.malformed", "/document/id"},
      {"an unknown entity", with("\"source\":\"company:huawei\"", "\"source\":\"company:nobody\""), "facts.malformed",
       "/relations/0/source"},
      {"an unknown status", with("\"status\":\"asserted\"", "\"status\":\"maybe\""), "facts.malformed",
       "/relations/0/evidence/status"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Result<FactsLine> read = read_facts_line(row.line, "facts.jsonl", 7);
    REQUIRE_FALSE(read.ok());
    CHECK(read.diagnostics()[0].code == row.code);
    CHECK(read.diagnostics()[0].pointer == row.pointer);
    CHECK(read.diagnostics()[0].file == "facts.jsonl");
    CHECK(read.diagnostics()[0].line == 7);
  }

  Diagnostic error;
  error.code = "read.jsonl";
  error.line = 3;
  error.message = "the object has no \"id\"";
  const Result<FactsLine> record = read_facts_line(error_to_json_line(error), "facts.jsonl", 7);
  REQUIRE(record.ok());
  REQUIRE(record->error.has_value());
  CHECK(record->error->code == error.code);
  CHECK(record->error->line == error.line);
  CHECK(record->error->message == error.message);
}
