// Runs the scenarios of ../shared/tck, a part of the openCypher Technology Compatibility Kit, and counts.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "conformance/expected_value.h"
#include "conformance/features.h"
#include "conformance/memory_graph.h"
#include "whobuilds/query.h"

namespace whobuilds::conformance {
namespace {

constexpr size_t kScenarios = 671;  // of the kit; an outline with its examples counts once
constexpr size_t kLeastPassed = 671;

// What the kit calls our errors.
const std::map<std::string, std::set<std::string>>& kit_names() {
  static const std::map<std::string, std::set<std::string>> names = {
      {"query.syntax",
       {"UnexpectedSyntax", "InvalidUnicodeCharacter", "InvalidRelationshipPattern", "InvalidClauseComposition"}},
      {"query.unicode_literal", {"InvalidUnicodeLiteral"}},
      {"query.number_literal", {"InvalidNumberLiteral", "UnexpectedSyntax"}},
      {"query.integer_overflow", {"IntegerOverflow"}},
      {"query.float_overflow", {"FloatingPointOverflow"}},
      {"query.clause_composition", {"InvalidClauseComposition"}},
      {"query.parameter_use", {"InvalidParameterUse"}},
      {"query.relationship_pattern", {"InvalidRelationshipPattern"}},
      {"query.undefined_variable", {"UndefinedVariable"}},
      {"query.variable_bound", {"VariableAlreadyBound"}},
      {"query.variable_type", {"VariableTypeConflict"}},
      {"query.relationship_twice", {"RelationshipUniquenessViolation"}},
      {"query.argument_type", {"InvalidArgumentType"}},
      {"query.type",
       {"InvalidArgumentType", "InvalidArgumentValue", "ListElementAccessByNonInteger", "InvalidElementAccess",
        "MapElementAccessByNonString", "PropertyAccessByNonString"}},
      {"query.unknown_function", {"UnknownFunction"}},
      {"query.arguments", {"InvalidNumberOfArguments"}},
      {"query.aggregation", {"InvalidAggregation"}},
      {"query.nested_aggregation", {"NestedAggregation"}},
      {"query.ambiguous_aggregation", {"AmbiguousAggregationExpression"}},
      {"query.no_alias", {"NoExpressionAlias"}},
      {"query.no_variables", {"NoVariablesInScope"}},
      {"query.column_conflict", {"ColumnNameConflict"}},
      {"query.union_columns", {"DifferentColumnsInUnion"}},
      {"query.negative_count", {"NegativeIntegerArgument"}},
      {"query.not_constant", {"NonConstantExpression"}},
      {"query.out_of_range", {"NumberOutOfRange"}},
      {"query.pattern_place", {"UnexpectedSyntax"}},
      {"query.parameter_missing", {"MissingParameter"}},
      {"query.read_only", {"ProcedureNotFound"}},
  };
  return names;
}

struct Verdict {
  bool passed = false;
  std::string reason;
};

Verdict judge_error(const Scenario& scenario, const Result<QueryResult>& result) {
  if (result) return {false, "no error, expected " + scenario.error};
  if (scenario.error == "*") return {true, ""};
  std::string codes;
  bool fits = false;  // several errors may be reported, in the order of the text
  for (const Diagnostic& problem : result.diagnostics()) {
    if (problem.severity != Severity::error) continue;
    const auto names = kit_names().find(problem.code);
    fits = fits || (names != kit_names().end() && names->second.count(scenario.error) > 0);
    codes += problem.code + " ";
  }
  return {fits, fits ? "" : codes + "instead of " + scenario.error};
}

// Rows in canonical form, columns in the order of the expected header.
std::vector<std::string> rows_of(const Scenario& scenario, const QueryResult& result, const PropertyGraph& graph) {
  std::vector<std::string> rows;
  for (const auto& values : result.rows) {
    std::string row;
    for (const std::string& column : scenario.result.front()) {
      const auto found = std::find(result.columns.begin(), result.columns.end(), column);
      if (found == result.columns.end()) return {"no column " + column};
      row += canonical(value_text(graph, values[static_cast<size_t>(found - result.columns.begin())]),
                       scenario.lists_unordered) +
             " | ";
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> expected_rows(const Scenario& scenario) {
  std::vector<std::string> rows;
  for (size_t i = 1; i < scenario.result.size(); ++i) {
    std::string row;
    for (const std::string& cell : scenario.result[i]) row += canonical(cell, scenario.lists_unordered) + " | ";
    rows.push_back(std::move(row));
  }
  return rows;
}

Verdict judge_result(const Scenario& scenario, const Result<QueryResult>& result, const PropertyGraph& graph) {
  if (!result) return {false, result.diagnostics().front().to_string()};
  std::vector<std::string> found, expected;
  if (!scenario.result.empty()) {
    std::vector<std::string> columns = result->columns, header = scenario.result.front();
    std::sort(columns.begin(), columns.end());
    std::sort(header.begin(), header.end());
    if (columns != header) return {false, "columns differ: " + columns.front()};
    found = rows_of(scenario, *result, graph);
    expected = expected_rows(scenario);
  }
  if (!scenario.in_order) {
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
  }
  if (found == expected) return {true, ""};
  return {false, "rows differ: found " + std::to_string(found.size()) +
                     (found.empty() ? "" : " (" + found.front() + ")") + ", expected " +
                     std::to_string(expected.size()) + (expected.empty() ? "" : " (" + expected.front() + ")")};
}

// The two named graphs of the kit, which its scenarios do not spell out: a root, four nodes that it KNOWS or FOLLOWS
// and that are FRIENDs in a ring, and two FRIENDs of each of these; in the second graph every other leaf has the label
// Y.
bool make_named_graph(const std::string& name, MemoryGraph& graph) {
  if (name != "binary-tree-1" && name != "binary-tree-2") return false;
  const auto named = [](const std::string& text) { return Map{{"name", text}}; };
  const uint32_t root = graph.add_node({"A"}, named("a"));
  std::vector<uint32_t> inner;
  for (int i = 1; i <= 4; ++i) {
    const std::string number = std::to_string(i);
    inner.push_back(graph.add_node({"X"}, named("b" + number)));
    graph.add_relationship(root, inner.back(), i <= 2 ? "KNOWS" : "FOLLOWS", {});
    for (int leaf = 1; leaf <= 2; ++leaf) {
      const bool other = leaf == 2 && name == "binary-tree-2";
      const uint32_t node = graph.add_node({other ? "Y" : "X"}, named("c" + number + std::to_string(leaf)));
      graph.add_relationship(inner.back(), node, "FRIEND", {});
    }
  }
  for (size_t i = 0; i < inner.size(); ++i)
    graph.add_relationship(inner[i], inner[(i + 1) % inner.size()], "FRIEND", {});
  return true;
}

Verdict run(const Scenario& scenario) {
  MemoryGraph graph;
  if (!scenario.graph.empty() && !make_named_graph(scenario.graph, graph))
    return {false, "unknown graph " + scenario.graph};
  QueryOptions options;
  for (const auto& parameter : scenario.parameters) {
    const auto value = run_query(graph, "RETURN " + parameter.second);
    if (!value) return {false, "parameter: " + value.diagnostics().front().to_string()};
    options.parameters[parameter.first] = value->rows.at(0).at(0);
  }
  for (const std::string& setup : scenario.setup) {
    const Diagnostics problems = graph.create(setup, options.parameters);
    if (!problems.empty()) return {false, "setup: " + problems.front().to_string()};
  }
  const Result<QueryResult> result = run_query(graph, scenario.query, options);
  return scenario.expects_result ? judge_result(scenario, result, graph) : judge_error(scenario, result);
}

std::vector<std::string> feature_files(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".feature") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool in_ci() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string(ci) == "true";
}

TEST_CASE("scenarios of the conformance kit") {
  const std::filesystem::path kit = std::filesystem::path(WHOBUILDS_SOURCE_DIR) / ".." / "shared" / "tck";
  if (!std::filesystem::exists(kit)) {
    MESSAGE("not run: there is no ../shared/tck");
    CHECK_FALSE(in_ci());
    return;
  }
  size_t scenarios = 0, passed = 0, runs = 0;
  std::ofstream report("conformance-failures.txt");
  for (const std::string& file : feature_files(kit)) {
    std::map<size_t, bool> whole;  // by scenario: every example passed
    for (const Scenario& scenario : read_features(file)) {
      const Verdict verdict = run(scenario);
      ++runs;
      whole.emplace(scenario.number, true);
      if (verdict.passed) continue;
      whole[scenario.number] = false;
      report << scenario.name << "\n    " << verdict.reason << '\n';
    }
    for (const auto& scenario : whole) {
      ++scenarios;
      passed += scenario.second;
    }
  }
  MESSAGE("conformance: " << passed << " of " << scenarios << " scenarios (" << runs
                          << " with examples); the rest is listed in conformance-failures.txt");
  CHECK(scenarios == kScenarios);
  CHECK(passed >= kLeastPassed);
}

}  // namespace
}  // namespace whobuilds::conformance
