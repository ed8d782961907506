#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/graph_source.h"
#include "cli/load_inputs.h"
#include "whobuilds/query.h"
#include "whobuilds/report.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds query 'MATCH (c:Company)-[:develops]->(m:Model) RETURN c.name, count(m) AS models\n"
    "                   ORDER BY models DESC LIMIT 10' --graph graph.json\n"
    "  whobuilds query 'MATCH (x {name: $name})-[r]-(y) WHERE r.status = \"asserted\"\n"
    "                   RETURN type(r), y.name, r.sentence' --param name=Huawei --graph graph.json --format csv\n"
    "  whobuilds query 'MATCH p = shortestPath((a {name: \"TSMC\"})-[*]-(b {name: \"Grok\"})) RETURN p' --in "
    "articles/\n"
    "\n"
    "Labels are entity types, relationship types are relations. Properties of nodes: id, name, name_ja, aliases,\n"
    "mentions, documents and each attribute (parameters, released, ...); of relationships: status, confidence,\n"
    "sources, since, until, sentence, document, rule, count, amount.";

struct QueryArguments {
  std::string query;
  GraphSource source;
  std::string rules_folder;
  std::string format;
  std::vector<std::string> parameters;  // name=value
  std::string parameter_file;
  uint64_t rows = QueryLimits{}.rows;
  double seconds = static_cast<double>(QueryLimits{}.time.count()) / 1000;
  uint32_t path_length = QueryLimits{}.path_length;
  bool json = false;
  bool fail_empty = false;
};

// "least=0.5": the value is JSON where it can be, else a text.
Diagnostics add_parameter(const std::string& given, Map& parameters) {
  const size_t equals = given.find('=');
  if (equals == 0 || equals == std::string::npos) {
    Diagnostic problem;
    problem.code = "cli.arguments";
    problem.message = "the parameter \"" + given + "\" has no value";
    problem.expected = "NAME=VALUE";
    return {problem};
  }
  const std::string name = given.substr(0, equals), text = given.substr(equals + 1);
  const Result<Map> json = read_query_parameters("{\"value\": " + text + "}", "--param");
  parameters[name] = json ? json->at("value") : Value(text);
  return {};
}

Result<QueryOptions> options_of(const QueryArguments& arguments) {
  QueryOptions options;
  options.limits.rows = arguments.rows;
  options.limits.time = std::chrono::milliseconds(static_cast<int64_t>(arguments.seconds * 1000));
  options.limits.path_length = arguments.path_length;
  Diagnostics problems;
  if (!arguments.parameter_file.empty()) {
    const Result<std::string> bytes = read_bytes(arguments.parameter_file, "a JSON file of parameters");
    if (!bytes) return bytes.diagnostics();
    Result<Map> parameters = read_query_parameters(*bytes, arguments.parameter_file);
    if (!parameters) return parameters.diagnostics();
    options.parameters = std::move(*parameters);
  }
  for (const std::string& given : arguments.parameters) {
    const Diagnostics more = add_parameter(given, options.parameters);
    problems.insert(problems.end(), more.begin(), more.end());
  }
  if (!problems.empty()) return problems;
  return options;
}

// Problems with the place in the query below them.
void print_query_problems(const std::string& query, const Diagnostics& problems) {
  for (const Diagnostic& problem : problems) {
    print_problems({problem});
    if (problem.line > 0) std::cerr << query_excerpt(query, problem);
  }
}

std::string formatted(const PropertyGraph& graph, const QueryResult& result, const QueryArguments& arguments) {
  if (arguments.json || arguments.format == "json") return query_result_to_json(graph, result);
  return arguments.format == "csv" ? query_result_to_csv(graph, result) : query_result_to_table(graph, result);
}

ExitCode run_query_command(const QueryArguments& arguments) {
  const Result<QueryOptions> options = options_of(arguments);
  print_problems(options.diagnostics());
  if (!options) return exit_code_for(options.diagnostics());
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const auto graph = graph_from(arguments.source, *rule_set, exit_code);
  if (!graph) return exit_code;
  const std::unique_ptr<PropertyGraph> view = property_graph_of(*graph);
  const Result<QueryResult> result = run_query(*view, arguments.query, *options);
  print_query_problems(arguments.query, result.diagnostics());
  if (!result) {
    if (arguments.json) print_problems(write_result("", diagnostics_to_json(result.diagnostics())));
    return kUsage;
  }
  return print_result(formatted(*view, *result, arguments), result->rows.empty(), arguments.fail_empty);
}

}  // namespace

void add_query_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("query", "Runs a pattern query (a read-only openCypher-style subset)");
  command->footer(kExamples);
  const auto arguments = std::make_shared<QueryArguments>();
  command->add_option("query", arguments->query, "The query")->required()->type_name("QUERY");
  add_graph_source(*command, arguments->source);
  command->add_option("--param", arguments->parameters, "A parameter: NAME=VALUE, the value as JSON or a text")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command->add_option("--params", arguments->parameter_file, "Parameters as a JSON object, - for stdin")
      ->type_name("FILE");
  command->add_option("--format", arguments->format, "How the result is written")
      ->check(CLI::IsMember({"table", "json", "csv"}))
      ->default_val("table");
  command->add_flag("--json", arguments->json, "As --format json; errors are written as JSON too");
  command->add_option("--max-rows", arguments->rows, "Most rows of the result")->capture_default_str();
  command->add_option("--time-limit", arguments->seconds, "Most seconds the query may take")
      ->check(CLI::Range(0.001, 1e6))
      ->capture_default_str();
  command->add_option("--max-path-length", arguments->path_length, "Most relationships of a path of variable length")
      ->check(CLI::Range(1U, 1000U))
      ->capture_default_str();
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when nothing was found");
  command->callback([arguments, &exit_code] { exit_code = run_query_command(*arguments); });
}

}  // namespace whobuilds::cli
