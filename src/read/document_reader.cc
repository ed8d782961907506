#include <fstream>
#include <iostream>
#include <optional>
#include <string_view>
#include <vector>

#include "read/documents.h"
#include "whobuilds/read.h"

namespace whobuilds {
namespace {

// JSON Lines from standard input or a file without extension begin with an object in the first line.
bool begins_with_object(std::istream& in) {
  while (in.peek() == ' ' || in.peek() == '\n' || in.peek() == '\r' || in.peek() == '\t') in.get();
  return in.peek() == '{';
}

// Reads at most one byte more than allowed: read_document then refuses it.
std::string read_all(std::istream& in, uint64_t most) {
  std::string bytes;
  std::vector<char> chunk(1u << 16);
  while (bytes.size() <= most && in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())).gcount() > 0) {
    bytes.append(chunk.data(), static_cast<size_t>(in.gcount()));
  }
  return bytes;
}

}  // namespace

struct DocumentReader::State {
  std::string path;
  uint64_t most = 0;
  std::ifstream file;
  std::istream* whole = nullptr;    // holds one document, which was not given yet
  std::optional<LineReader> lines;  // hold many
  uint64_t bytes_given = 0;         // of `whole`
  Diagnostics problems;

  void open(InputFormat format) {
    if (format == InputFormat::automatic) format = read::format_by_name(path);
    if (format == InputFormat::jsonl) {
      lines.emplace(path, most);
      return;
    }
    std::istream* in = open_stream();
    if (in == nullptr) {
      problems.push_back(read::unreadable(path));
    } else if (format == InputFormat::automatic && begins_with_object(*in)) {
      lines.emplace(*in, path, most);
    } else {
      whole = in;
    }
  }

 private:
  // nullptr when it cannot be read.
  std::istream* open_stream() {
    if (path == read::kStandardInput) return &std::cin;
    return read::open_file(path, file) ? &file : nullptr;
  }
};

DocumentReader::DocumentReader(const std::string& path, const ReadOptions& options)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->most = options.max_bytes;
  state_->open(options.format);
}

DocumentReader::~DocumentReader() = default;
DocumentReader::DocumentReader(DocumentReader&&) noexcept = default;
DocumentReader& DocumentReader::operator=(DocumentReader&&) noexcept = default;

bool DocumentReader::next(RawDocument& document) {
  document.path = state_->path;
  document.line = 0;
  if (state_->lines) {
    if (!state_->lines->next(document.bytes)) return false;
    document.line = state_->lines->line_number();
    return true;
  }
  if (state_->whole == nullptr) return false;
  document.bytes = read_all(*state_->whole, state_->most);
  state_->bytes_given = document.bytes.size();
  state_->whole = nullptr;
  return true;
}

uint64_t DocumentReader::bytes_taken() const {
  return state_->lines ? state_->lines->bytes_taken() : state_->bytes_given;
}

const Diagnostics& DocumentReader::problems() const {
  return state_->lines ? state_->lines->problems() : state_->problems;
}

Result<Document> read_raw_document(const RawDocument& document, const ReadOptions& options) {
  return document.line == 0 ? read_document(document.bytes, document.path, options)
                            : read_jsonl_line(document.bytes, document.path, document.line, options);
}

}  // namespace whobuilds
