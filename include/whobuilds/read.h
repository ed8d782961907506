// Reading: bytes, files and folders to documents.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"

namespace whobuilds {

enum class InputFormat : uint8_t { automatic, markdown, html, plain, jsonl };

struct ReadOptions {
  InputFormat format = InputFormat::automatic;  // by extension, then by content
  uint64_t max_bytes = 256u << 20;              // a larger input is refused: read.too_large
};

// Reads one document out of `bytes` (any encoding: byte order mark, declared charset, UTF-8,
// then ICU detection; broken bytes become U+FFFD). `path` names it in diagnostics and decides
// the format by its extension. Errors: read.not_text (binary), read.too_large. Warnings:
// read.front_matter (malformed: its title, excerpt and date lines are read one by one),
// read.encoding (bytes replaced).
// Thread-safe. Not for JSONL, which holds many documents: use read_jsonl_line.
Result<Document> read_document(std::string_view bytes, const std::string& path,
                               const ReadOptions& options = {});

// Reads one line of a JSONL stream: {"id","text"|"html"|"markdown","title"?,"date"?,"lang"?,"url"?}.
// Spans are of the decoded field. `path` and `line_number` are for diagnostics alone: the document does not depend on
// where its line stands. Errors: read.jsonl (malformed line, missing id or text). Thread-safe.
Result<Document> read_jsonl_line(std::string_view line, const std::string& path, uint32_t line_number,
                                 const ReadOptions& options = {});

// The files that `paths` name, in a stable order: files as given, folders recursively (names
// sorted bytewise; hidden entries skipped; files of known extensions only: md, markdown, html,
// htm, txt, text, jsonl, ndjson; the last two also with .gz or .zst), glob patterns (* ? [..])
// expanded, "-" kept; each file once, at its first place. With `only`, folders give files of that format alone. A path or a pattern
// that names nothing is an error read.not_found; an empty folder a warning read.empty.
struct InputFiles {
  std::vector<std::string> files;
  Diagnostics problems;
};
InputFiles find_input_files(const std::vector<std::string>& paths, InputFormat only = InputFormat::automatic);

// Whether the path's extension says that it is JSON Lines, compressed or not: many documents, not one.
bool is_jsonl_path(const std::string& path);

// The lines of one file ("-": standard input), one at a time; gzip and zstd are decompressed by the extension. Holds
// one line, whatever the size of the file. Not thread-safe.
class LineReader {
 public:
  // Of a longer line than `most` bytes the rest is skipped: `most` + 1 bytes of it are given.
  explicit LineReader(const std::string& path, uint64_t most = ReadOptions{}.max_bytes);
  // Reads on from an open stream, which must outlive the reader.
  LineReader(std::istream& stream, const std::string& path, uint64_t most = ReadOptions{}.max_bytes);
  ~LineReader();
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;

  // The next line that is not blank, without its line end. False at the end of the file and where it cannot be read
  // further; what was read of a line by then is not given.
  bool next(std::string& line);
  // Of the line given last, from 1.
  uint32_t line_number() const;
  // Whether a line end followed the line given last: only the last line of a file may be without.
  bool line_ended() const;
  // Of the file as it lies there, compressed or not. What was taken from it, not what was given.
  uint64_t bytes_taken() const;
  // When next() gave false: why the file was not read to its end, if so. Codes: read.unreadable (cannot be opened or
  // is a folder), read.truncated, read.corrupt (compressed files).
  const Diagnostics& problems() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A document as it lies in its file, not yet read: the bytes of the file, or of one of its lines.
struct RawDocument {
  std::string bytes;
  std::string path;
  uint32_t line = 0;  // of JSON Lines, from 1; 0 when the file is the document
};

// The documents of one file ("-": standard input), one at a time, so that they can be read on other threads. Holds one
// line of JSON Lines, which may be compressed (.gz, .zst), else the whole file. Not thread-safe.
class DocumentReader {
 public:
  explicit DocumentReader(const std::string& path, const ReadOptions& options = {});
  ~DocumentReader();
  DocumentReader(DocumentReader&&) noexcept;
  DocumentReader& operator=(DocumentReader&&) noexcept;

  // The next document. False at the end of the file and where it cannot be read further.
  bool next(RawDocument& document);
  // As LineReader's: of the file as it lies there; and, when next() gave false, why it was not read to its end.
  uint64_t bytes_taken() const;
  const Diagnostics& problems() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// As read_document or read_jsonl_line does. Thread-safe.
Result<Document> read_raw_document(const RawDocument& document, const ReadOptions& options = {});

// Reads every document of one file ("-": standard input), calling `use` for each in order.
// Faults of one document do not stop the others: each is returned. Returns all problems.
// Holds one document, as DocumentReader does.
Diagnostics read_file(const std::string& path, const ReadOptions& options,
                      const std::function<void(Document&&)>& use);

}  // namespace whobuilds
