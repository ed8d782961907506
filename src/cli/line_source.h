// The lines of any number of JSON Lines files, one after another: what map and reduce read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/read.h"

namespace whobuilds::cli {

struct InputLine {
  std::string text;
  const std::string* file = nullptr;  // of the source, which it does not outlive
  uint32_t number = 0;                // in its file, from 1
  uint64_t bytes_taken = 0;           // from all files, up to and with this line
};

// Holds one line, whatever the size of the files. A file that cannot be read, or not to its end, does not keep the next
// one from being read. Not thread-safe.
class LineSource {
 public:
  // `paths`: files, globs, folders (files of JSON Lines in them), "-". Each file is read once.
  explicit LineSource(const std::vector<std::string>& paths);

  // False after the last line of the last file. Lines that are blank are passed over.
  bool next(InputLine& line);
  // Files that were not found, or not read to their end, up to now.
  const Diagnostics& problems() const { return problems_; }
  // The size of all files; 0 when that is not known.
  uint64_t total_bytes() const { return total_bytes_; }

 private:
  void close();

  std::vector<std::string> files_;
  size_t next_file_ = 0;
  std::optional<LineReader> reader_;
  uint64_t bytes_before_ = 0;  // of the files that are done
  uint64_t total_bytes_ = 0;
  Diagnostics problems_;
};

}  // namespace whobuilds::cli
