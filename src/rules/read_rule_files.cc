// Rule files from a folder of the file system.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/load.h"

namespace whobuilds::rules {
namespace {

namespace fs = std::filesystem;

Diagnostic folder_problem(const std::string& file, const std::string& message, const std::string& remedy) {
  Diagnostic problem;
  problem.code = "rules.folder";
  problem.file = file;
  problem.message = message;
  problem.remedy = remedy;
  return problem;
}

// The paths of all *.json under `folder`.
std::vector<fs::path> find_files(const fs::path& folder, Diagnostics& problems) {
  std::vector<fs::path> out;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    if (entry->path().extension() == ".json" && !entry->is_directory(ignored)) out.push_back(entry->path());
    entry.increment(error);
  }
  if (error) {
    problems.push_back(folder_problem(folder.string(), "the folder cannot be read: " + error.message(),
                                      "name a folder laid out like the rules of the source tree"));
  }
  return out;
}

}  // namespace

Result<std::vector<RuleFile>> read_rule_files(const std::string& folder) {
  Diagnostics problems;
  std::vector<RuleFile> files;
  const fs::path root(folder);
  for (const fs::path& path : find_files(root, problems)) {
    std::ifstream stream(path, std::ios::binary);
    RuleFile file{path.lexically_relative(root).generic_string(),
                  std::string(std::istreambuf_iterator<char>(stream), {})};
    if (!stream) problems.push_back(folder_problem(path.string(), "the file cannot be read", "check its permissions"));
    files.push_back(std::move(file));
  }
  if (problems.empty() && files.empty()) {
    problems.push_back(folder_problem(folder, "the folder holds no rules (*.json)",
                                      "name a folder laid out like the rules of the source tree"));
  }
  if (!problems.empty()) return problems;
  std::sort(files.begin(), files.end(), [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace whobuilds::rules
