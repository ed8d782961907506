// Every kind of damage to a graph or to its articles is found, at its place, and nothing else is.
#include "whobuilds/verify.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>

#include "graph/knowledge_graph.h"
#include "unit/embedded_rules.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"
#include "whobuilds/report.h"

using namespace whobuilds;

namespace {

using Articles = std::vector<Document>;

Document article(const std::string& path, const std::string& text) {
  Result<Document> document = read_document(text, path);
  REQUIRE(document.ok());
  return std::move(document).value();
}

const Articles& articles() {
  static const Articles kArticles = {
      article("en.md", "𠮷 Huawei developed the Ascend 910C, an AI accelerator with 128 GB of memory.\n"),
      article("ja.md", "アリババはAIモデル「Qwen3」を開発した。\n"),
      article("page.html", "<p>NVIDIA acquired Groq &amp; kept it.</p>\n"),
  };
  return kArticles;
}

graph::Contents contents_of(const Articles& read) {
  const RuleSet& rules = test::embedded_rules();
  Extractor extractor(rules);
  Graph graph(rules);
  for (const Document& document : read) graph.add(extractor.extract(document), document.text);
  graph.finish();
  return {graph.documents(), graph.nodes(), graph.edges(), graph.rules_hash(), graph.root()};
}

// As after writing the graph and reading it back.
Graph assembled(graph::Contents contents) {
  return graph::Access::assemble(test::embedded_rules().rules().ontology, std::move(contents));
}

VerifyReport verify(const Graph& graph, const Articles& read) {
  Verification verification(graph, test::embedded_rules());
  for (const Document& document : read) verification.add(document);
  return verification.finish();
}

std::vector<std::string> faults_of(const VerifyReport& report) {
  std::vector<std::string> found;
  for (const VerifyFault& fault : report.faults) {
    found.push_back(std::string(fault_code(fault.kind)).substr(7) + (fault.part.empty() ? "" : " " + fault.part));
  }
  return found;
}

Node& node_named(graph::Contents& contents, const std::string& id) {
  for (Node& node : contents.nodes) {
    if (node.id == id) return node;
  }
  FAIL("no node " << id);
  return contents.nodes.front();
}

EdgeEvidence& first_evidence(graph::Contents& contents) {
  REQUIRE(!contents.edges.empty());
  return contents.edges.front().evidence.front();
}

}  // namespace

TEST_CASE("an untouched graph holds, down to its root") {
  const Graph graph = assembled(contents_of(articles()));
  const VerifyReport report = verify(graph, articles());
  CHECK(report.holds());
  CHECK(report.documents == 3);
  CHECK(report.unchanged_documents == 3);
  CHECK(report.mentions >= 6);
  CHECK(report.evidence >= 3);
  CHECK(report.other_articles == 0);
  CHECK(report.root == RootCheck::holds);
}

TEST_CASE("each kind of damage is found at its place") {
  struct Row {
    std::string name;
    std::function<void(graph::Contents&)> damage_graph;
    std::function<void(Articles&)> damage_articles;
    std::vector<std::string> faults;
    RootCheck root;
  };
  const auto no_graph = [](graph::Contents&) {};
  const auto no_article = [](Articles&) {};
  const Row rows[] = {
      {"an article is missing",
       no_graph,
       [](Articles& read) { read.erase(read.begin() + 1); },
       {"missing_document"},
       RootCheck::not_all_there},
      {"a byte was appended",
       no_graph,
       [](Articles& read) { read[1] = article("ja.md", read[1].text + "\n"); },
       {"changed_document"},
       RootCheck::not_all_there},
      {"the article ends earlier",
       no_graph,
       [](Articles& read) { read[1] = article("ja.md", "アリババは。\n"); },
       {"changed_document", "out_of_range evidence", "out_of_range sentence", "out_of_range mention"},
       RootCheck::not_all_there},
      {"an article was moved",
       no_graph,
       [](Articles& read) { read[0].path = "elsewhere/en.md", read[0].id = "other"; },
       {},
       RootCheck::holds},
      {"a mention's text was edited",
       [](graph::Contents& contents) { node_named(contents, "company:huawei").mentions.front().text = "Huawai"; },
       no_article,
       {"other_text mention"},
       RootCheck::holds},
      {"a mention was moved by a byte",
       [](graph::Contents& contents) {
         Span& span = node_named(contents, "company:huawei").mentions.front().span;
         ++span.begin, ++span.end;
       },
       no_article,
       {"other_text mention"},
       RootCheck::holds},
      {"a mention begins inside a character",
       [](graph::Contents& contents) { node_named(contents, "company:alibaba").mentions.front().span.begin += 1; },
       no_article,
       {"split_character mention"},
       RootCheck::holds},
      {"evidence reaches behind the end",
       [](graph::Contents& contents) { first_evidence(contents).evidence.span.end = 100000; },
       no_article,
       {"out_of_range evidence"},
       RootCheck::holds},
      {"evidence turned round",
       [](graph::Contents& contents) {
         Span& span = first_evidence(contents).evidence.span;
         std::swap(span.begin, span.end);
       },
       no_article,
       {"out_of_range evidence"},
       RootCheck::holds},
      {"a sentence was reworded",
       [](graph::Contents& contents) { first_evidence(contents).text += " Probably."; },
       no_article,
       {"other_text sentence"},
       RootCheck::holds},
      {"a sentence's text is not kept",
       [](graph::Contents& contents) { first_evidence(contents).text.clear(); },
       no_article,
       {},
       RootCheck::holds},
      {"the hash of a document was edited",
       [](graph::Contents& contents) { contents.documents.front().sha256[0] ^= 1; },
       no_article,
       {"changed_document"},
       RootCheck::not_all_there},
      {"offsets are said to be of the file",
       [](graph::Contents& contents) { contents.documents.back().offsets_in = OffsetsIn::file; },
       no_article,
       {"other_offsets"},
       RootCheck::holds},
      {"the root was edited",
       [](graph::Contents& contents) { contents.root[0] ^= 1; },
       no_article,
       {"other_root"},
       RootCheck::differs},
      {"the status of an edge was edited",
       [](graph::Contents& contents) { contents.edges.front().status = Status::denied; },
       no_article,
       {"other_fact edge"},
       RootCheck::holds},
      {"an edge was turned into another relation",
       [](graph::Contents& contents) { contents.edges.front().relation = "invests_in"; },
       no_article,
       {"other_fact edge"},
       RootCheck::holds},
      {"an edge was taken out",
       [](graph::Contents& contents) { contents.edges.pop_back(); },
       no_article,
       {"other_fact edge"},
       RootCheck::holds},
      {"the type of a node was edited",
       [](graph::Contents& contents) { node_named(contents, "company:huawei").type = "Organization"; },
       no_article,
       {"other_fact node"},
       RootCheck::holds},
      {"a value was edited",
       [](graph::Contents& contents) {
         std::vector<NodeAttribute>& attributes = node_named(contents, "chip:ascend-910c").attributes;
         REQUIRE(!attributes.empty());
         attributes.front().value.number = 256e9;
       },
       no_article,
       {"other_fact attribute"},
       RootCheck::holds},
      {"the graph is a part of another",
       [](graph::Contents& contents) { contents.root.clear(), contents.edges.clear(); },
       no_article,
       {},
       RootCheck::part_of_graph},
      {"other rules made the graph",
       [](graph::Contents& contents) { contents.rules_hash = "0"; },
       no_article,
       {},
       RootCheck::other_rules},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    graph::Contents contents = contents_of(articles());
    Articles read = articles();
    row.damage_graph(contents);
    row.damage_articles(read);
    const Graph graph = assembled(std::move(contents));
    const VerifyReport report = verify(graph, read);
    const std::vector<std::string> found = faults_of(report);
    for (const std::string& fault : row.faults) {
      INFO(fault);
      CHECK(std::find(found.begin(), found.end(), fault) != found.end());
    }
    for (const std::string& fault : found) {
      INFO("unexpected: " << fault);
      CHECK(std::find(row.faults.begin(), row.faults.end(), fault) != row.faults.end());
    }
    CHECK(report.root == row.root);
    const std::string json = verification_to_json(graph, report);
    for (const VerifyFault& fault : report.faults) CHECK(json.find(fault_code(fault.kind)) != std::string::npos);
  }
}

TEST_CASE("documents that share an id are told apart, and articles the graph does not know are counted") {
  const Articles read = {article("note.md", "Huawei developed the Ascend 910C.\n"),
                         article("note.md", "NVIDIA developed the B200.\n")};
  const Graph graph = assembled(contents_of(read));
  REQUIRE(graph.documents().size() == 2);
  CHECK(verify(graph, read).holds());
  CHECK(verify(graph, {read[1], article("stranger.md", "Nothing.\n"), read[0]}).other_articles == 1);
  CHECK(verify(graph, {read[1], article("stranger.md", "Nothing.\n"), read[0]}).holds());
  // The changed copy comes first: the article with the very bytes counts.
  CHECK(verify(graph, {article("note.md", "Changed.\n"), read[0], read[1]}).holds());
  CHECK(faults_of(verify(graph, {read[0]})) == std::vector<std::string>{"missing_document"});
}

TEST_CASE("no spans whatever are cut out of bounds") {
  size_t runs = 0;
  const graph::Contents sound = contents_of(articles());
  const bool holds = rc::check([&] {
    ++runs;
    graph::Contents contents = sound;
    const auto anywhere = rc::gen::weightedOneOf<uint32_t>(
        {{4, rc::gen::inRange<uint32_t>(0, 120)}, {1, rc::gen::arbitrary<uint32_t>()}, {1, rc::gen::just(UINT32_MAX)}});
    const Span span{*anywhere, *anywhere};
    first_evidence(contents).evidence.span = span;
    const uint32_t document = first_evidence(contents).document;
    const std::string& text = [&]() -> const std::string& {
      for (const Document& each : articles()) {
        if (each.sha256 == contents.documents[document].sha256) return each.text;
      }
      return articles().front().text;
    }();
    const Graph graph = assembled(contents);
    const VerifyReport report = verify(graph, articles());
    const bool inside = span.begin <= span.end && span.end <= text.size();
    RC_ASSERT(inside || !report.holds());
    RC_ASSERT(report.faults.size() <= 1);
  });
  CHECK(holds);
  CHECK(runs >= 50);
}
