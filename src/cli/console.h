// What the verbs share: exit codes, messages, results.
//
// Data goes to stdout or to the file that was asked for; everything else goes to stderr.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "whobuilds/diagnostic.h"

namespace whobuilds::cli {

enum ExitCode : int {
  kDone = 0,
  kNothingFound = 1,  // with --fail-empty only
  kDifferent = 1,     // with --fail-different only
  kUsage = 2,         // arguments, rules or formats that do not fit
  kInputErrors = 3,   // a faulty input under --strict, no readable document at all, or a graph that verify finds at odds
  kIo = 4,            // an input could not be opened or an output not written
};

// One line each, to stderr.
void print_problems(const Diagnostics& problems);
// "whobuilds: <message>" to stderr.
void print_note(std::string_view message);

// The exit code that `problems` call for: kIo for inputs and outputs that cannot be opened or
// written, kUsage for other errors, kDone when there is none.
ExitCode exit_code_for(const Diagnostics& problems);

// Writes to the file `path` ("" or "-": stdout). A file is replaced in one step when it is complete, so that
// nobody reads half of one; its extension may ask for gzip or zstd. Returns at most one problem, of code cli.io.
Diagnostics write_result(const std::string& path, std::string_view bytes);

// The problem (cli.io) that an output could not be written.
Diagnostic unwritable(const std::string& path);

// Whether `path` names something that is no regular file, a device or a pipe: it is written straight and must not be
// replaced by a file.
bool is_special_file(const std::string& path);

// Creates `folder` with its parents. Returns at most one problem, of code cli.io.
Diagnostics make_folder(const std::string& folder);

// Writes to stdout. kIo when that fails, which has been printed then; kNothingFound when the result is `empty` and
// that was to be told.
ExitCode print_result(std::string_view text, bool empty, bool fail_empty);

// "1 document", "2 documents".
std::string count_of(size_t number, const std::string& thing);

// "87 %", rounded down: what is only nearly certain does not read as 100 %.
std::string percent(double share);

bool stdout_is_terminal();

// A line on stderr that is written over and over, when stderr is a terminal. Not thread-safe.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool wanted() const { return wanted_; }
  void show(const std::string& line);
  // Wipes the line, so that a message can be written.
  void clear();

 private:
  bool wanted_;
  bool shown_ = false;
};

}  // namespace whobuilds::cli
