#include "cli/console.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "whobuilds/compression.h"

namespace whobuilds::cli {
namespace {

Diagnostic io_problem(const std::string& file, std::string message, std::string remedy) {
  Diagnostic problem;
  problem.code = "cli.io";
  problem.file = file;
  problem.message = std::move(message);
  problem.remedy = std::move(remedy);
  return problem;
}

Diagnostics write_to_stdout(std::string_view bytes) {
  std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  std::cout.flush();
  if (std::cout) return {};
  return {unwritable("-")};
}

bool write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file.good();
}

}  // namespace

void print_problems(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems) std::cerr << problem.to_string() << '\n';
}

void print_note(std::string_view message) { std::cerr << "whobuilds: " << message << '\n'; }

ExitCode exit_code_for(const Diagnostics& problems) {
  ExitCode code = kDone;
  for (const Diagnostic& problem : problems) {
    if (problem.severity != Severity::error) continue;
    const std::string& what = problem.code;
    if (what == "cli.io" || what == "export.io" || what == "export.layout" || what == "merge.io" ||
        what == "read.not_found" || what == "read.unreadable" || what == "read.truncated" || what == "read.corrupt" ||
        what.rfind("store.", 0) == 0) {
      return kIo;
    }
    code = kUsage;
  }
  return code;
}

Diagnostics write_result(const std::string& path, std::string_view bytes) {
  if (path.empty() || path == "-") return write_to_stdout(bytes);
  const bool straight = is_special_file(path);
  const std::string target = straight ? path : path + ".part";
  bool written = write_file(target, compressed(bytes, compression_of_path(path)));
  std::error_code failed;
  if (written && !straight) {
    std::filesystem::rename(target, path, failed);
    written = !failed;
  }
  if (written) return {};
  if (!straight) std::filesystem::remove(target, failed);
  return {unwritable(path)};
}

Diagnostic unwritable(const std::string& path) {
  if (path.empty() || path == "-") {
    return io_problem("standard output", "could not be written", "check what reads it and the free space");
  }
  return io_problem(path, "could not be written", "check that the folder exists, its rights and the free space");
}

bool is_special_file(const std::string& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

Diagnostics make_folder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (std::filesystem::is_directory(folder)) return {};
  return {io_problem(folder, "is not a folder and could not be made one", "name another folder or check the rights")};
}

ExitCode print_result(std::string_view text, bool empty, bool fail_empty) {
  const Diagnostics failed = write_result("", text);
  print_problems(failed);
  if (!failed.empty()) return kIo;
  return empty && fail_empty ? kNothingFound : kDone;
}

std::string count_of(size_t number, const std::string& thing) {
  return std::to_string(number) + " " + thing + (number == 1 ? "" : "s");
}

std::string percent(double share) { return std::to_string(static_cast<int>(100 * share + 1e-9)) + " %"; }

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) == 1; }

Progress::Progress(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { clear(); }

void Progress::show(const std::string& line) {
  if (!wanted_) return;
  std::cerr << "\r\033[K" << line << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (shown_) std::cerr << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace whobuilds::cli
