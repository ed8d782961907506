// Reading: bytes, files and folders to documents.
#pragma once

#include <cstdint>
#include <functional>
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
// Spans are of the decoded field. Errors: read.jsonl (malformed line, missing id or text).
Result<Document> read_jsonl_line(std::string_view line, const std::string& path, uint32_t line_number,
                                 const ReadOptions& options = {});

// The files that `paths` name, in a stable order: files as given, folders recursively (names
// sorted bytewise; hidden entries skipped; files of known extensions only: md, markdown, html,
// htm, txt, text, jsonl, ndjson), glob patterns (* ? [..]) expanded, "-" kept. A path or a
// pattern that names nothing is an error read.not_found; an empty folder a warning read.empty.
struct InputFiles {
  std::vector<std::string> files;
  Diagnostics problems;
};
InputFiles find_input_files(const std::vector<std::string>& paths);

// Reads every document of one file ("-": standard input), calling `use` for each in order.
// Faults of one document do not stop the others: each is returned. Returns all problems.
// The whole file is held in memory except for JSONL, which is streamed line by line.
Diagnostics read_file(const std::string& path, const ReadOptions& options,
                      const std::function<void(Document&&)>& use);

}  // namespace whobuilds
