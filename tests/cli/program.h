// Runs the program `whobuilds` as a user does, from outside.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace whobuilds::cli_test {

struct Outcome {
  int exit_code = -1;
  std::string out;  // stdout
  std::string err;  // stderr
};

// An empty folder of its own, removed at the end. Everything a test writes stands in there.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Writes `name` (folders are made) and returns its path.
  std::string write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  // The names of the files in a folder, sorted.
  std::vector<std::string> names(const std::string& folder) const;

  // Runs the program in this folder.
  Outcome run(const std::vector<std::string>& arguments, const std::string& input = "") const;

 private:
  std::filesystem::path folder_;
};

}  // namespace whobuilds::cli_test
