#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "conformance/memory_graph.h"
#include "whobuilds/query.h"

using namespace whobuilds;

namespace {

// A small industry: two makers, a foundry, three chips, two models.
const conformance::MemoryGraph& industry() {
  static const conformance::MemoryGraph graph = [] {
    conformance::MemoryGraph made;
    const Diagnostics problems = made.create(R"(
      CREATE (h:Company {name: 'Huawei', founded: 1987}), (n:Company {name: 'NVIDIA', founded: 1993}),
             (t:Company {name: 'TSMC', founded: 1987}), (o:Company {name: 'オラクル'}),
             (a:Chip {name: 'Ascend 910C', nm: 7}), (b:Chip {name: 'B200', nm: 4, price: 35000.5}), (g:Chip {name: 'H100', nm: 4}),
             (p:Model {name: 'Pangu', released: '2023-07'}), (m:Model {name: 'Nemotron', released: '2024-06-14'})
      CREATE (h)-[:develops {confidence: 0.9}]->(a), (n)-[:develops {confidence: 0.8}]->(b), (n)-[:develops {confidence: 1.0}]->(g),
             (h)-[:develops {confidence: 0.7}]->(p), (n)-[:develops {confidence: 0.6}]->(m),
             (t)-[:manufactures]->(b), (t)-[:manufactures]->(g), (p)-[:runs_on]->(a), (m)-[:trained_on {count: 384}]->(g),
             (h)-[:competes_with]->(n), (o)-[:uses]->(b))",
                                             {});
    REQUIRE(problems.empty());
    return made;
  }();
  return graph;
}

std::string joined(const std::vector<std::string>& parts, const char* by) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : by) + part;
  return out;
}

// "a, b; c, d": the rows of the result.
std::string rows(const std::string& query, const QueryOptions& options = {}) {
  const auto result = run_query(industry(), query, options);
  if (!result) return result.diagnostics().front().to_string();
  std::vector<std::string> lines;
  for (const auto& row : result->rows) {
    std::vector<std::string> values;
    for (const Value& value : row) values.push_back(value_text(industry(), value));
    lines.push_back(joined(values, ", "));
  }
  return joined(lines, "; ");
}

struct Row {
  std::string name;
  std::string query;
  std::string expected;
};

void check_all(const std::vector<Row>& table, size_t count) {
  REQUIRE(table.size() == count);
  for (const Row& row : table) {
    CAPTURE(row.name);
    CHECK(rows(row.query) == row.expected);
  }
}

}  // namespace

TEST_CASE("patterns") {
  check_all(
      {
          {"one relationship", "MATCH (c:Company)-[:develops]->(x:Chip) RETURN c.name, x.name ORDER BY x.name",
           "'Huawei', 'Ascend 910C'; 'NVIDIA', 'B200'; 'NVIDIA', 'H100'"},
          {"against the arrow", "MATCH (x {name: 'B200'})<-[r]-(c) RETURN type(r), c.name ORDER BY c.name",
           "'develops', 'NVIDIA'; 'manufactures', 'TSMC'; 'uses', 'オラクル'"},
          {"either way", "MATCH ({name: 'NVIDIA'})-[:competes_with]-(c) RETURN c.name", "'Huawei'"},
          {"several types", "MATCH ({name: 'TSMC'})-[:uses|manufactures]->(x) RETURN x.name ORDER BY x.name",
           "'B200'; 'H100'"},
          {"two hops", "MATCH ({name: 'TSMC'})-->()<-[:develops]-(c) RETURN DISTINCT c.name", "'NVIDIA'"},
          {"two patterns share a node",
           "MATCH (c)-[:develops]->(m:Model), (m)-[:runs_on|trained_on]->(x) RETURN c.name, x.name ORDER BY c.name",
           "'Huawei', 'Ascend 910C'; 'NVIDIA', 'H100'"},
          {"no relationship twice", "MATCH (a)-[:competes_with]-()-[:competes_with]-(b) RETURN count(*)", "0"},
          {"variable length", "MATCH ({name: 'Huawei'})-[*2..2]->(x) RETURN DISTINCT x.name ORDER BY x.name",
           "'Ascend 910C'; 'B200'; 'H100'; 'Nemotron'"},
          {"length nought", "MATCH ({name: 'Pangu'})-[*0..1]->(x) RETURN x.name ORDER BY x.name",
           "'Ascend 910C'; 'Pangu'"},
          {"named path", "MATCH p = ({name: 'Pangu'})-[:runs_on]->() RETURN length(p), [n IN nodes(p) | n.name]",
           "1, ['Pangu', 'Ascend 910C']"},
          {"shortest path",
           "MATCH p = shortestPath((a {name: 'TSMC'})-[*]-(b {name: 'Pangu'})) RETURN [n IN nodes(p) | n.name]",
           "['TSMC', 'B200', 'NVIDIA', 'Huawei', 'Pangu']"},
          {"all shortest paths",
           "MATCH p = allShortestPaths((a {name: 'TSMC'})-[*]-(b {name: 'Huawei'})) RETURN [n IN nodes(p) | n.name] AS "
           "way ORDER BY way",
           "['TSMC', 'B200', 'NVIDIA', 'Huawei']; ['TSMC', 'H100', 'NVIDIA', 'Huawei']"},
          {"shortest path with a bound",
           "MATCH p = shortestPath((a {name: 'TSMC'})-[*..2]-(b {name: 'Pangu'})) RETURN p", ""},
          {"shortest path as an expression",
           "MATCH (a {name: 'TSMC'}), (b {name: 'Huawei'}) RETURN length(shortestPath((a)-[*]-(b)))", "3"},
          {"optional", "MATCH (c:Company) OPTIONAL MATCH (c)-[:uses]->(x) RETURN c.name, x.name ORDER BY c.name",
           "'Huawei', null; 'NVIDIA', null; 'TSMC', null; 'オラクル', 'B200'"},
          {"bound by a property of another",
           "MATCH (a:Company), (b:Company {founded: a.founded}) WHERE a.name < b.name RETURN a.name, b.name",
           "'Huawei', 'TSMC'"},
          {"condition on a relationship",
           "MATCH (c)-[r:develops]->(x) WHERE r.confidence >= 0.9 RETURN x.name ORDER BY x.name",
           "'Ascend 910C'; 'H100'"},
          {"pattern as a condition", "MATCH (c:Company) WHERE NOT (c)-[:develops]->() RETURN c.name ORDER BY c.name",
           "'TSMC'; 'オラクル'"},
          {"exists with a condition",
           "MATCH (c:Company) WHERE EXISTS { (c)-[:develops]->(x:Chip) WHERE x.nm < 5 } RETURN c.name", "'NVIDIA'"},
          {"exists with a query",
           "MATCH (c:Company) WHERE EXISTS { MATCH (c)-[:develops]->(x) WITH count(x) AS n WHERE n > 2 RETURN n } "
           "RETURN c.name",
           "'NVIDIA'"},
          {"pattern comprehension",
           "MATCH (c {name: 'NVIDIA'}) RETURN [(c)-[:develops]->(x:Chip) WHERE x.nm = 4 | x.name] AS chips",
           "['B200', 'H100']"},
          {"unknown label", "MATCH (x:Robot) RETURN x", ""},
      },
      22);
}

TEST_CASE("clauses") {
  check_all(
      {
          {"grouping", "MATCH (c)-[:develops]->(x) RETURN c.name AS maker, count(x) AS n ORDER BY n DESC",
           "'NVIDIA', 3; 'Huawei', 2"},
          {"grouping and having", "MATCH (c)-[:develops]->(x) WITH c, count(x) AS n WHERE n > 2 RETURN c.name",
           "'NVIDIA'"},
          {"aggregates",
           "MATCH (x:Chip) RETURN sum(x.nm), avg(x.nm), min(x.nm), max(x.nm), count(x.price), collect(x.nm)",
           "15, 5.0, 4, 7, 1, [7, 4, 4]"},
          {"distinct in an aggregate", "MATCH (x:Chip) RETURN count(DISTINCT x.nm)", "2"},
          {"percentiles and deviation",
           "UNWIND [1, 2, 3, 4] AS x RETURN percentileDisc(x, 0.5), percentileCont(x, 0.5), stDevP(x)",
           "2, 2.5, 1.118033988749895"},
          {"aggregate of nothing", "MATCH (x:Robot) RETURN count(x), sum(x.n), collect(x), max(x.n)", "0, 0, [], null"},
          {"skip and limit", "UNWIND range(1, 10) AS x RETURN x ORDER BY x DESC SKIP 2 LIMIT 3", "8; 7; 6"},
          {"limit ends the work", "UNWIND range(1, 1000) AS x UNWIND range(1, 1000) AS y WITH x, y LIMIT 2 RETURN x, y",
           "1, 1; 1, 2"},
          {"null comes last", "MATCH (c:Company) RETURN c.founded AS f ORDER BY f", "1987; 1987; 1993; null"},
          {"unwind nothing", "UNWIND null AS x RETURN x", ""},
          {"union", "RETURN 1 AS x UNION RETURN 2 AS x UNION RETURN 1 AS x", "1; 2"},
          {"union all", "RETURN 1 AS x UNION ALL RETURN 1 AS x", "1; 1"},
          {"order by what is not returned", "MATCH (x:Chip) RETURN x.name ORDER BY x.nm, x.name LIMIT 1", "'B200'"},
          {"star", "WITH 1 AS b, 2 AS a RETURN *", "2, 1"},
      },
      14);
}

TEST_CASE("expressions") {
  check_all(
      {
          {"null is unknown",
           "RETURN null = null, null <> 1, true AND null, false AND null, true OR null, NOT null, null XOR true",
           "null, null, null, false, true, null, null"},
          {"chained comparison", "RETURN 1 < 2 < 3, 1 < 3 < 2, 1 = 1.0", "true, false, true"},
          {"different types", "RETURN 1 < 'a', 1 = 'a', [1, null] = [1, null], [1, 2] = [1, 3]",
           "null, false, null, false"},
          {"precedence", "RETURN 2 + 3 * 2 ^ 2, -2 ^ 2, 7 / 2, 7.0 / 2, 7 % 4, -7 / 2", "14.0, 4.0, 3, 3.5, 3, -3"},
          {"texts", "RETURN 'a' + 'b', 'a' + 1, 'Ascend' STARTS WITH 'As', 'x' CONTAINS 'y', 'chip' ENDS WITH 'ip'",
           "'ab', 'a1', true, false, true"},
          {"regular expression",
           "RETURN 'Ascend 910C' =~ 'Ascend [0-9]+[A-Z]', 'x' =~ 'xx?', 'ab' =~ 'a', 'AB' =~ '(?i)ab'",
           "true, true, false, true"},
          {"in", "RETURN 1 IN [1, 2], 3 IN [1, null], 3 IN [1], null IN []", "true, null, false, false"},
          {"lists", "RETURN [1, 2, 3][0], [1, 2, 3][-1], [1, 2, 3][1..], [1, 2, 3][..-1], [1][5], [1] + 2",
           "1, 3, [2, 3], [1, 2], null, [1, 2]"},
          {"maps", "RETURN {a: 1, b: {c: 'x'}}.b.c, {a: 1}['a'], {a: 1}.z, keys({b: 1, a: 2})",
           "'x', 1, null, ['a', 'b']"},
          {"comprehension", "RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x]", "[1, 9, 25]"},
          {"quantifiers",
           "RETURN all(x IN [1, 2] WHERE x > 0), any(x IN [1, null] WHERE x = 2), none(x IN [] WHERE x), single(x IN "
           "[1, 2] WHERE x = 1)",
           "true, null, true, true"},
          {"reduce", "RETURN reduce(sum = 0, x IN [1, 2, 3] | sum + x)", "6"},
          {"case", "RETURN CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END, CASE 3 WHEN 1 THEN 'x' WHEN 3 THEN 'y' END",
           "'b', 'y'"},
          {"conversions",
           "RETURN toInteger('42'), toInteger('4.7'), toFloat('1e3'), toString(1.0), toBoolean('TRUE'), toInteger('x')",
           "42, 4, 1000.0, '1.0', true, null"},
          {"text functions",
           "RETURN toUpper('Qwen'), substring('全志科技', 1, 2), size('昇腾'), split('a,b', ','), replace('aXb', 'X', "
           "'-'), reverse('日本')",
           "'QWEN', '志科', 2, ['a', 'b'], 'a-b', '本日'"},
          {"numbers", "RETURN abs(-3), ceil(1.2), round(2.5), sign(-1.5), sqrt(16), 0x1F, 1.5e3, 0o17",
           "3, 2.0, 3.0, -1, 4.0, 31, 1500.0, 15"},
          {"exponents in either case", "RETURN 1.5e2, 1.5E2, 1e-400, 1E-400", "150.0, 150.0, 0.0, 0.0"},
          {"labels and types",
           "MATCH (c {name: 'Huawei'})-[r:competes_with]->(d) RETURN labels(c), type(r), c:Company, d:Chip",
           "['Company'], 'competes_with', true, false"},
          {"dates",
           "RETURN date('2024-12-26') < date({year: 2025}), date('2024-12-26').month, date('2024-01-31') + "
           "duration('P1M')",
           "true, 12, '2024-02-29'"},
          {"between dates",
           "RETURN duration.between(date('2023-01-15'), date('2024-03-20')), duration.inDays(date('2024-01-01'), "
           "date('2024-12-31')).days",
           "'P1Y2M5D', 365"},
          {"spans in units", "RETURN duration('PT-1.5S').milliseconds, duration('P1DT1H').seconds, datetime('1969-12-31T23:59:59.5Z').epochMillis",
           "-1500, 3600, -500"},
          {"spans too long for a unit",
           "RETURN duration({hours: 10000000000000}).nanoseconds, duration({hours: 10000000000000}).seconds, "
           "duration({hours: 10000000000000}).milliseconds",
           "null, 36000000000000000, null"},
          {"years beyond all reckoning", "RETURN date({year: 9223372036854775807, ordinalDay: 1})",
           "query:1:8: error: this makes no date [query.temporal]"},
          {"quarters beyond all reckoning", "RETURN date({year: 2024, quarter: 9223372036854775807})",
           "query:1:8: error: this makes no date [query.temporal]"},
          {"days beyond the quarter", "RETURN date({year: 2024, quarter: 1, dayOfQuarter: 9223372036854775807})",
           "query:1:8: error: this makes no date [query.temporal]"},
          {"milliseconds beyond all reckoning", "RETURN localtime({hour: 1, millisecond: 9223372036854775807})",
           "query:1:8: error: this makes no local time [query.temporal]"},
          {"escapes", "RETURN 'it\\'s', \"\\u4e2d\", '\\t', `x`.`a b` AS y ORDER BY y LIMIT 0",
           "query:1:33: error: the variable x is not defined [query.undefined_variable]"},
          {"comments", "RETURN /* one */ 1 // two\n + 1 AS x", "2"},
          {"words in any case", "match (c:Company) Where c.name = 'TSMC' return C.founded",
           "query:1:48: error: the variable C is not defined [query.undefined_variable]; did you mean c?"},
      },
      29);
}

TEST_CASE("faults have a place, an expectation and a remedy") {
  struct Fault {
    std::string name;
    std::string query;
    std::string expected;  // Diagnostic::to_string of the first error
  };
  const std::vector<Fault> table = {
      {"empty", "",
       "query:1:1: error: the query ends too early (expected MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN) "
       "[query.syntax]"},
      {"word misspelt", "MATHC (n) RETURN n",
       "query:1:1: error: unexpected MATHC (expected MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN) [query.syntax]; "
       "did you mean MATCH?"},
      {"no RETURN", "MATCH (n)", "query:1:10: error: a query must end with RETURN (expected RETURN) [query.syntax]"},
      {"bracket open", "MATCH (n RETURN n", "query:1:10: error: unexpected RETURN (expected \")\") [query.syntax]"},
      {"text open", "RETURN 'abc", "query:1:8: error: the text in quotation marks is not closed [query.syntax]"},
      {"second line", "MATCH (n)\nRETURN m",
       "query:2:8: error: the variable m is not defined [query.undefined_variable]; did you mean n?"},
      {"writing", "MATCH (n) DELETE n",
       "query:1:11: error: DELETE would change the graph, and queries only read [query.read_only]; use MATCH, WITH, "
       "UNWIND and RETURN"},
      {"unknown function", "RETURN toUper('x')",
       "query:1:8: error: there is no function toUper [query.unknown_function]; did you mean toupper()?"},
      {"too many arguments", "RETURN size([], [])",
       "query:1:8: error: size takes 1 arguments, not 2 [query.arguments]"},
      {"no parameter", "RETURN $nmae",
       "query:1:8: error: there is no value for the parameter $nmae [query.parameter_missing]"},
      {"not a number", "WITH 'x' AS x RETURN x * 2",
       "query:1:22: error: a number is needed here, and this is a text [query.type]"},
      {"division", "RETURN 1 / 0", "query:1:8: error: an integer cannot be divided by zero [query.division_by_zero]"},
      {"overflow", "RETURN 9223372036854775807 + 1",
       "query:1:8: error: the result does not fit into 64 bits [query.integer_overflow]"},
      {"real overflow", "RETURN 1E400", "query:1:8: error: the number is too large [query.float_overflow]"},
      {"broken pattern", "RETURN 'x' =~ '('",
       "query:1:8: error: the regular expression is faulty: the pattern \"^(?:()$\" does not compile: missing ): "
       "^(?:()$ [query.regex]"},
      {"aggregate in WHERE", "MATCH (n) WHERE count(n) > 1 RETURN n",
       "query:1:17: error: count cannot stand here: aggregates stand in WITH and RETURN [query.aggregation]"},
      {"not grouped", "MATCH (c)-->(x) RETURN c.name + count(x)",
       "query:1:24: error: c has no single value in a group [query.ambiguous_aggregation]; return c by itself, so that "
       "it is grouped by"},
      {"shortest path of two steps", "MATCH shortestPath((a)-->()-->(b)) RETURN a",
       "query:1:20: error: a shortest path needs exactly one relationship between two nodes, as in (a)-[*]-(b) "
       "[query.syntax]"},
  };
  REQUIRE(table.size() == 18);
  for (const Fault& fault : table) {
    CAPTURE(fault.name);
    const auto result = run_query(industry(), fault.query);
    REQUIRE_FALSE(result.ok());
    CHECK(result.diagnostics().front().to_string() == fault.expected);
  }
}

TEST_CASE("all faults that can be known beforehand are reported at once") {
  const auto result = run_query(industry(), "MATCH (n) WHERE m.x = 1 RETURN foo(n), k");
  REQUIRE_FALSE(result.ok());
  REQUIRE(result.diagnostics().size() == 3);
  CHECK(result.diagnostics()[0].code == "query.undefined_variable");
  CHECK(result.diagnostics()[1].code == "query.unknown_function");
  CHECK(result.diagnostics()[2].code == "query.undefined_variable");
}

TEST_CASE("the excerpt shows the place, also behind wide characters") {
  const std::string query = "MATCH (n)\nWHERE n.name = '昇腾' AND x\nRETURN n";
  const auto result = run_query(industry(), query);
  REQUIRE_FALSE(result.ok());
  CHECK(query_excerpt(query, result.diagnostics().front()) ==
        "WHERE n.name = '昇腾' AND x\n"
        "                          ^\n");
}

TEST_CASE("unknown labels and types are warnings with the nearest name") {
  const auto result = run_query(industry(), "MATCH (c:Compny)-[:develop]->() RETURN c");
  REQUIRE(result.ok());
  CHECK(result->rows.empty());
  REQUIRE(result.diagnostics().size() == 2);
  CHECK(result.diagnostics()[0].to_string() ==
        "query:1:7: warning: the graph has no label Compny [query.unknown_label]; did you mean Company?");
  CHECK(result.diagnostics()[1].to_string() ==
        "query:1:17: warning: the graph has no relationship type develop [query.unknown_type]; did you mean develops?");
}

TEST_CASE("parameters") {
  QueryOptions options;
  options.parameters = {{"name", "NVIDIA"}, {"least", 0.7}, {"names", List{"Huawei", "TSMC"}}};
  CHECK(rows("MATCH (c {name: $name})-[r:develops]->(x) WHERE r.confidence > $least RETURN x.name ORDER BY x.name",
             options) == "'B200'; 'H100'");
  CHECK(rows("MATCH (c) WHERE c.name IN $names RETURN count(c)", options) == "2");
}

TEST_CASE("a query that would run for ever or fill the memory is ended") {
  struct Limit {
    std::string name;
    std::string query;
    const char* code;
    std::chrono::milliseconds time = std::chrono::hours(1);
    uint64_t held_values = 1'000'000;
  };
  constexpr std::chrono::milliseconds kShort(100);
  const std::vector<Limit> table = {
      {"time",
       "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 1000) AS c WITH a WHERE a < 0 RETURN "
       "a",
       "query.time_limit", kShort, UINT64_MAX},  // a quick machine makes a million values before the time is up
      {"rows", "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b RETURN a, b", "query.row_limit"},
      {"values", "RETURN range(1, 1000000000)", "query.memory_limit"},
      {"collected", "UNWIND range(1, 1000) AS a UNWIND range(1, 10000) AS b RETURN collect(b)", "query.memory_limit"},
      {"walks", "MATCH (a)-[*]-(b), (c)-[*]-(d), (e)-[*]-(f) RETURN count(*)", "query.time_limit", kShort},
  };
  REQUIRE(table.size() == 5);
  QueryOptions options;
  options.limits.rows = 10'000;
  for (const Limit& limit : table) {
    CAPTURE(limit.name);
    options.limits.time = limit.time;
    options.limits.held_values = limit.held_values;
    const auto result = run_query(industry(), limit.query, options);
    REQUIRE_FALSE(result.ok());
    CHECK(result.diagnostics().front().code == limit.code);
  }
}

TEST_CASE("a path that grows beyond the limit is an error, not a shorter result") {
  conformance::MemoryGraph chain;
  uint32_t before = chain.add_node({"N"}, {{"i", int64_t{0}}});
  for (int64_t i = 1; i <= 150; ++i) {
    const uint32_t node = chain.add_node({"N"}, {{"i", i}});
    chain.add_relationship(before, node, "next", {});
    before = node;
  }
  const auto unbounded = run_query(chain, "MATCH ({i: 0})-[*]->(x) RETURN count(x)");
  REQUIRE_FALSE(unbounded.ok());
  CHECK(unbounded.diagnostics().front().code == "query.path_limit");
  const auto bounded = run_query(chain, "MATCH ({i: 0})-[*..100]->(x) RETURN count(x)");
  REQUIRE(bounded.ok());
  CHECK(bounded->rows[0][0].integer() == 100);
  const auto shortest = run_query(chain, "MATCH p = shortestPath((a {i: 0})-[*]->(b {i: 150})) RETURN length(p)");
  REQUIRE(shortest.ok());
  CHECK(shortest->rows[0][0].integer() == 150);
}

TEST_CASE("deep nesting is refused, not followed until the stack ends") {
  for (const std::string part : {"(", "[", "{a: ", "NOT ", "- ", "CASE WHEN ", "[x IN "}) {
    CAPTURE(part);
    std::string query = "RETURN ";
    for (int i = 0; i < 100'000; ++i) query += part;
    const auto result = run_query(industry(), query + "1");
    CHECK_FALSE(result.ok());
  }
  std::string sum = "RETURN 1";
  for (int i = 0; i < 20'000; ++i) sum += " + 1";
  CHECK_FALSE(run_query(industry(), sum).ok());
}
