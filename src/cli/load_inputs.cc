#include "cli/load_inputs.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "whobuilds/compression.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {

Result<std::string> read_bytes(const std::string& path, const std::string& expected) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream file(path, std::ios::binary);
  if (file && !std::filesystem::is_directory(path)) {
    const Compression compression = compression_of_path(path);
    if (compression == Compression::none) {
      std::string bytes(std::istreambuf_iterator<char>(file), {});
      if (!file.bad()) return bytes;
    } else {
      Decompressor decompressed(*file.rdbuf(), compression);
      std::string bytes(std::istreambuf_iterator<char>(&decompressed), {});
      if (decompressed.fault() == CompressionFault::none) return bytes;
    }
  }
  Diagnostic problem;
  problem.code = "cli.io";
  problem.file = path;
  problem.message = "could not be read";
  problem.expected = expected;
  return problem;
}

std::optional<RuleSet> load_rules(const std::string& folder, ExitCode& exit_code) {
  Result<RuleSet> loaded = folder.empty() ? RuleSet::embedded() : RuleSet::load(folder);
  print_problems(loaded.diagnostics());
  if (loaded) return *loaded;
  print_note(std::to_string(loaded.diagnostics().size()) + " problems in the rules; nothing was done");
  exit_code = kUsage;
  return std::nullopt;
}

namespace {

std::optional<Graph> load_stored_graph(const std::string& path, const RuleSet& rule_set, ExitCode& exit_code) {
  const Result<Store> store = Store::open(path, StoreAccess::read);
  Diagnostics problems = store.diagnostics();
  if (store) {
    Result<Graph> graph = graph_of(*store, rule_set);
    print_problems(graph.diagnostics());
    if (graph) return std::move(graph).value();
    problems = graph.diagnostics();
  } else {
    print_problems(problems);
  }
  exit_code = exit_code_for(problems);
  return std::nullopt;
}

}  // namespace

std::optional<Graph> load_graph(const std::string& path, const RuleSet& rule_set, ExitCode& exit_code) {
  if (is_store(path)) return load_stored_graph(path, rule_set, exit_code);
  const Result<std::string> bytes = read_bytes(path, "a graph written by `whobuilds extract -o FILE.json`");
  if (!bytes) {
    print_problems(bytes.diagnostics());
    exit_code = kIo;
    return std::nullopt;
  }
  Result<Graph> graph = read_graph_json(*bytes, path, rule_set);
  print_problems(graph.diagnostics());
  if (graph) return std::move(graph).value();
  exit_code = kInputErrors;
  return std::nullopt;
}

std::vector<uint32_t> edges_with_id(const Graph& graph, const std::string& id) {
  std::vector<uint32_t> found;
  for (uint32_t edge = 0; edge < graph.edges().size(); ++edge) {
    if (graph.edges()[edge].id.compare(0, id.size(), id) == 0) found.push_back(edge);
  }
  return found;
}

}  // namespace whobuilds::cli
