#include "cli/program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace whobuilds::cli_test {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string read_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

Scratch::Scratch() {
  std::string pattern = (fs::temp_directory_path() / "whobuilds-cli-XXXXXX").string();
  if (const char* made = mkdtemp(pattern.data())) folder_ = made;
}

Scratch::~Scratch() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::string Scratch::write(const std::string& name, const std::string& text) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
  return (folder_ / name).string();
}

std::string Scratch::read(const std::string& name) const { return read_bytes(folder_ / name); }

bool Scratch::has(const std::string& name) const { return fs::exists(folder_ / name); }

std::vector<std::string> Scratch::names(const std::string& folder) const {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder_ / folder)) found.push_back(entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

Outcome Scratch::run(const std::vector<std::string>& arguments, const std::string& input) const {
  const Scratch files;  // beside this folder, so that the program does not read its own output
  const std::string input_file = files.write("in", input);
  std::string command = "cd " + quoted(folder_.string()) + " && " + quoted(WHOBUILDS_PROGRAM);
  for (const std::string& argument : arguments) command += " " + quoted(argument);
  command += " <" + quoted(input_file) + " >" + quoted(files.path("out")) + " 2>" + quoted(files.path("err"));
  const int status = std::system(command.c_str());
  Outcome outcome;
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  outcome.out = files.read("out");
  outcome.err = files.read("err");
  return outcome;
}

}  // namespace whobuilds::cli_test
