// Patterns against a reference that tries every combination of relationships.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "conformance/memory_graph.h"
#include "whobuilds/query.h"

using namespace whobuilds;

namespace {

struct Link {
  uint32_t source, target;
  int type;
};

conformance::MemoryGraph graph_of(uint32_t nodes, const std::vector<Link>& links) {
  conformance::MemoryGraph graph;
  for (uint32_t i = 0; i < nodes; ++i) graph.add_node({i % 2 == 0 ? "Even" : "Odd"}, {{"i", static_cast<int64_t>(i)}});
  for (const Link& link : links) graph.add_relationship(link.source, link.target, link.type == 0 ? "x" : "y", {});
  return graph;
}

struct Hop {
  int direction;  // 0 right, 1 left, 2 either
  int type;       // -1 any
};

std::string text_of(const Hop& hop) {
  const std::string inside = hop.type < 0 ? "[]" : hop.type == 0 ? "[:x]" : "[:y]";
  return hop.direction == 0 ? "-" + inside + "->" : hop.direction == 1 ? "<-" + inside + "-" : "-" + inside + "-";
}

// Ends that a hop over `link` from `at` leads to: none or one (a loop counts once).
std::vector<uint32_t> ends(const Hop& hop, const Link& link, uint32_t at) {
  std::vector<uint32_t> found;
  if (hop.type >= 0 && hop.type != link.type) return found;
  if (hop.direction != 1 && link.source == at) found.push_back(link.target);
  if (hop.direction != 0 && link.target == at && !(hop.direction == 2 && link.source == at))
    found.push_back(link.source);
  return found;
}

// Number of ways along `hops` from any node, no link twice.
uint64_t ways(const std::vector<Link>& links, const std::vector<Hop>& hops, size_t done, uint32_t at,
              std::vector<bool>& used) {
  if (done == hops.size()) return 1;
  uint64_t count = 0;
  for (size_t i = 0; i < links.size(); ++i) {
    if (used[i]) continue;
    used[i] = true;
    for (const uint32_t end : ends(hops[done], links[i], at)) count += ways(links, hops, done + 1, end, used);
    used[i] = false;
  }
  return count;
}

uint64_t counted(const PropertyGraph& graph, const std::string& query) {
  const auto result = run_query(graph, query);
  RC_ASSERT(result.ok());
  return static_cast<uint64_t>(result->rows.at(0).at(0).integer());
}

std::vector<Link> some_links(uint32_t nodes) {
  return *rc::gen::resize(
      7, rc::gen::container<std::vector<Link>>(rc::gen::construct<Link>(
             rc::gen::inRange<uint32_t>(0, nodes), rc::gen::inRange<uint32_t>(0, nodes), rc::gen::inRange(0, 2))));
}

}  // namespace

TEST_CASE("a chain of hops is found as often as a search of all combinations finds it") {
  CHECK(rc::check("chains", [] {
    const uint32_t nodes = *rc::gen::inRange<uint32_t>(1, 5);
    const std::vector<Link> links = some_links(nodes);
    const auto hops =
        *rc::gen::resize(3, rc::gen::nonEmpty(rc::gen::container<std::vector<Hop>>(
                                rc::gen::construct<Hop>(rc::gen::inRange(0, 3), rc::gen::inRange(-1, 2)))));
    const conformance::MemoryGraph graph = graph_of(nodes, links);
    std::string pattern = "()";
    for (const Hop& hop : hops) pattern += text_of(hop) + "()";
    uint64_t expected = 0;
    std::vector<bool> used(links.size());
    for (uint32_t start = 0; start < nodes; ++start) expected += ways(links, hops, 0, start, used);
    RC_ASSERT(counted(graph, "MATCH " + pattern + " RETURN count(*)") == expected);
  }));
}

TEST_CASE("where a plan starts does not change what is found") {
  CHECK(rc::check("starts", [] {
    const uint32_t nodes = *rc::gen::inRange<uint32_t>(1, 5);
    const conformance::MemoryGraph graph = graph_of(nodes, some_links(nodes));
    // The label and the property let the plan start in the middle or at the end.
    const uint64_t middle = counted(graph, "MATCH (a)-[*0..2]-(b:Odd {i: 1})-->(c) RETURN count(*)");
    const uint64_t filtered = counted(graph, "MATCH (a)-[*0..2]-(b) MATCH (b)-->(c) WHERE b.i = 1 RETURN count(*)");
    const uint64_t forced =
        counted(graph, "MATCH (a) WITH a MATCH (a)-[*0..2]-(b)-->(c) WHERE b.i = 1 AND b:Odd RETURN count(*)");
    RC_ASSERT(middle == forced);
    RC_ASSERT(middle <= filtered);  // two MATCH may walk one relationship each
  }));
}

TEST_CASE("a variable length is the sum of its lengths") {
  CHECK(rc::check("lengths", [] {
    const uint32_t nodes = *rc::gen::inRange<uint32_t>(1, 5);
    const conformance::MemoryGraph graph = graph_of(nodes, some_links(nodes));
    for (const std::string arrow : {"-[*1..3]->", "-[*1..3]-", "<-[*1..3]-"}) {
      uint64_t sum = 0;
      for (const char* length : {"*1..1", "*2..2", "*3..3"}) {
        std::string one = arrow;
        one.replace(one.find("*1..3"), 5, length);
        sum += counted(graph, "MATCH ()" + one + "() RETURN count(*)");
      }
      RC_ASSERT(counted(graph, "MATCH ()" + arrow + "() RETURN count(*)") == sum);
    }
  }));
}

TEST_CASE("a shortest path is as long as the shortest of all paths") {
  CHECK(rc::check("shortest", [] {
    const uint32_t nodes = *rc::gen::inRange<uint32_t>(2, 5);
    const conformance::MemoryGraph graph = graph_of(nodes, some_links(nodes));
    const auto all = run_query(graph, "MATCH p = (a {i: 0})-[*]->(b {i: 1}) RETURN min(length(p))");
    const auto shortest = run_query(graph, "MATCH p = shortestPath((a {i: 0})-[*]->(b {i: 1})) RETURN length(p)");
    RC_ASSERT(all.ok());
    RC_ASSERT(shortest.ok());
    const Value least = all->rows.at(0).at(0);
    RC_ASSERT(shortest->rows.empty() == least.is_null());
    if (!least.is_null()) RC_ASSERT(shortest->rows.at(0).at(0).integer() == least.integer());
  }));
}
