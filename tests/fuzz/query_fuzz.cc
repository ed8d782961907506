// Any text as a query: it gives a result or errors, in bounded time.
#include "conformance/memory_graph.h"
#include "fuzz/fuzz.h"
#include "whobuilds/query.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const whobuilds::conformance::MemoryGraph graph = [] {
    whobuilds::conformance::MemoryGraph made;
    made.create("CREATE (a:A {n: 1, s: 'x'})-[:R {w: 0.5}]->(b:B {n: 2})-[:S]->(a), (b)-[:R]->(b), (:A)", {});
    return made;
  }();
  whobuilds::QueryOptions options;
  options.limits.time = std::chrono::milliseconds(200);
  options.limits.rows = 1000;
  options.limits.held_values = 100'000;
  options.parameters = {{"p", whobuilds::List{int64_t{1}, "x"}}};
  const std::string query(reinterpret_cast<const char*>(data), size);
  const auto result = whobuilds::run_query(graph, query, options);
  if (!result.ok()) {
    for (const auto& problem : result.diagnostics()) whobuilds::query_excerpt(query, problem);
    return 0;
  }
  whobuilds::query_result_to_json(graph, *result);
  whobuilds::query_result_to_table(graph, *result);
  return 0;
}
