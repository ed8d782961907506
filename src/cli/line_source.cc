#include "cli/line_source.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace whobuilds::cli {
namespace {

uint64_t size_of(const std::vector<std::string>& files) {
  uint64_t total = 0;
  for (const std::string& file : files) {
    std::error_code unknown;
    const uint64_t size = std::filesystem::file_size(file, unknown);
    if (unknown) return 0;
    total += size;
  }
  return total;
}

}  // namespace

LineSource::LineSource(const std::vector<std::string>& paths) {
  InputFiles found = find_input_files(paths, InputFormat::jsonl);
  std::set<std::string> seen;
  for (std::string& file : found.files) {
    if (seen.insert(file).second) files_.push_back(std::move(file));
  }
  problems_ = std::move(found.problems);
  total_bytes_ = size_of(files_);
}

bool LineSource::next(InputLine& line) {
  for (;; close()) {
    if (!reader_) {
      if (next_file_ == files_.size()) return false;
      reader_.emplace(files_[next_file_++]);
    }
    if (!reader_->next(line.text)) continue;
    line.file = &files_[next_file_ - 1];
    line.number = reader_->line_number();
    line.bytes_taken = bytes_before_ + reader_->bytes_taken();
    return true;
  }
}

void LineSource::close() {
  problems_.insert(problems_.end(), reader_->problems().begin(), reader_->problems().end());
  bytes_before_ += reader_->bytes_taken();
  reader_.reset();
}

}  // namespace whobuilds::cli
