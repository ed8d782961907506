#include "cli/line_source.h"

#include <utility>

#include "cli/article_files.h"

namespace whobuilds::cli {

LineSource::LineSource(const std::vector<std::string>& paths) {
  InputFiles found = find_input_files(paths, InputFormat::jsonl);
  files_ = std::move(found.files);
  problems_ = std::move(found.problems);
  total_bytes_ = total_size(files_);
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
