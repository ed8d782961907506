#include "cli/line_output.h"

#include <filesystem>
#include <iostream>
#include <system_error>

namespace whobuilds::cli {

Diagnostics LineOutput::outcome(bool good) const { return good ? Diagnostics{} : Diagnostics{unwritable(path_)}; }

Diagnostics LineOutput::open(const std::string& target) {
  file_.open(target, std::ios::binary | std::ios::trunc);
  bytes_ = file_.rdbuf();
  const Compression compression = compression_of_path(path_);
  if (compression != Compression::none) bytes_ = &compressor_.emplace(*bytes_, compression);
  return outcome(file_.is_open());
}

Diagnostics LineOutput::open() {
  if (is_file()) return open(path_);
  bytes_ = std::cout.rdbuf();
  return {};
}

Diagnostics LineOutput::open_beside() {
  if (!is_file() || is_special_file(path_)) return open();
  beside_ = path_ + ".part";
  return open(beside_);
}

Diagnostics LineOutput::replace() {
  if (beside_.empty()) return {};
  std::error_code failed;
  const bool flushed = !file_.is_open() || file_.rdbuf()->pubsync() == 0;  // closed when it was finished
  if (flushed) std::filesystem::rename(beside_, path_, failed);
  beside_.clear();
  return outcome(flushed && !failed);
}

void LineOutput::discard() {
  std::error_code ignored;
  if (!beside_.empty()) std::filesystem::remove(beside_, ignored);
  beside_.clear();
}

Diagnostics LineOutput::write(std::string_view line) {
  const auto size = static_cast<std::streamsize>(line.size());
  const bool good = bytes_->sputn(line.data(), size) == size && bytes_->sputc('\n') == '\n';
  return outcome(good);
}

Diagnostics LineOutput::finish() {
  bool good = !compressor_ || compressor_->finish();
  if (is_file()) {
    file_.close();
    good = good && file_.good();
  } else {
    good = good && std::cout.rdbuf()->pubsync() == 0;
  }
  return outcome(good);
}

}  // namespace whobuilds::cli
