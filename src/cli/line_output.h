// Lines to stdout or a file, one at a time, compressed by the file's extension.
#pragma once

#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/console.h"
#include "whobuilds/compression.h"

namespace whobuilds::cli {

// What is written to a file stands there as it grows, so that an interrupted run leaves what it had done. Each call
// returns at most one problem, of code cli.io. Not thread-safe.
class LineOutput {
 public:
  // `path`: "" or "-" for stdout.
  explicit LineOutput(std::string path) : path_(std::move(path)) {}

  Diagnostics open();
  // Opens a file beside `path` instead, to be moved there with replace(). What stands at `path` stays until then.
  Diagnostics open_beside();
  Diagnostics replace();
  // Removes that file again instead.
  void discard();

  // Takes bytes that are no lines; what becomes of them finish() tells. Requires that it is open.
  std::streambuf& bytes() { return *bytes_; }

  // Adds the line end.
  Diagnostics write(std::string_view line);
  // Writes what is still held back, and the end of a compressed stream.
  Diagnostics finish();

  bool is_file() const { return !path_.empty() && path_ != "-"; }

 private:
  Diagnostics open(const std::string& target);
  Diagnostics outcome(bool good) const;

  std::string path_;
  std::string beside_;  // where it is written until it is moved to path_; "" when it stands there
  std::ofstream file_;
  std::optional<Compressor> compressor_;
  std::streambuf* bytes_ = nullptr;
};

}  // namespace whobuilds::cli
