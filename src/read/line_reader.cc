#include <fstream>
#include <iostream>
#include <optional>
#include <string_view>

#include "read/documents.h"
#include "whobuilds/compression.h"
#include "whobuilds/read.h"

namespace whobuilds {
namespace {

Diagnostic compression_problem(const std::string& path, CompressionFault fault) {
  const char* kind = compression_of_path(path) == Compression::gzip ? "gzip" : "zstd";
  Diagnostic problem;
  problem.file = path;
  problem.remedy = "fetch or write the file again; what stands before the fault is read";
  if (fault == CompressionFault::truncated) {
    problem.code = "read.truncated";
    problem.message = std::string("the ") + kind + " file ends before it is complete";
  } else {
    problem.code = "read.corrupt";
    problem.message = std::string("the ") + kind + " file is damaged, or is none";
  }
  return problem;
}

}  // namespace

struct LineReader::State {
  std::string path;
  uint64_t most = 0;
  std::ifstream file;
  std::optional<Decompressor> decompressor;
  std::streambuf* bytes = nullptr;  // nullptr when there is nothing to read from
  uint32_t line_number = 0;
  bool line_ended = false;
  uint64_t bytes_given = 0;
  Diagnostics problems;

  void open() {
    if (!read::open_file(path, file)) {
      problems.push_back(read::unreadable(path));
      return;
    }
    bytes = file.rdbuf();
    const Compression compression = compression_of_path(path);
    if (compression != Compression::none) bytes = &decompressor.emplace(*bytes, compression);
  }

  // Reads up to the end of the line or `most` + 1 bytes of it; the rest of a longer line is skipped. False when the
  // file has ended before any byte of a line, or at a fault.
  bool read(std::string& line) {
    line.clear();
    bool any = false;
    line_ended = false;
    for (int c = bytes->sbumpc(); c != std::char_traits<char>::eof(); c = bytes->sbumpc()) {
      any = true;
      ++bytes_given;
      if (c == '\n') {
        line_ended = true;
        return true;
      }
      if (line.size() <= most) line.push_back(static_cast<char>(c));
    }
    return any && !faulty();
  }

  // Notes a fault of the compressed file, if that is why the bytes ended.
  bool faulty() {
    const CompressionFault fault = decompressor ? decompressor->fault() : CompressionFault::none;
    if (fault == CompressionFault::none) return false;
    if (problems.empty()) problems.push_back(compression_problem(path, fault));
    return true;
  }
};

LineReader::LineReader(const std::string& path, uint64_t most) : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->most = most;
  if (path == read::kStandardInput) {
    state_->bytes = std::cin.rdbuf();
  } else {
    state_->open();
  }
}

LineReader::LineReader(std::istream& stream, const std::string& path, uint64_t most)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->most = most;
  state_->bytes = stream.rdbuf();
}

LineReader::~LineReader() = default;
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;

bool LineReader::next(std::string& line) {
  if (state_->bytes == nullptr) return false;
  while (state_->read(line)) {
    ++state_->line_number;
    const bool blank = line.find_first_not_of(" \t\r") == line.npos;
    if (!blank) return true;
  }
  state_->faulty();
  line.clear();
  return false;
}

uint32_t LineReader::line_number() const { return state_->line_number; }
bool LineReader::line_ended() const { return state_->line_ended; }
const Diagnostics& LineReader::problems() const { return state_->problems; }

uint64_t LineReader::bytes_taken() const {
  return state_->decompressor ? state_->decompressor->bytes_taken() : state_->bytes_given;
}

}  // namespace whobuilds
