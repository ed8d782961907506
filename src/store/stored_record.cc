#include "store/stored_record.h"

#include <iterator>
#include <sstream>
#include <utility>

#include "store/open.h"
#include "whobuilds/compression.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds::store {

// Nothing when the bytes are not what was compressed.
std::optional<std::string> decompressed(std::string_view bytes) {
  std::istringstream source{std::string(bytes)};
  Decompressor stream(*source.rdbuf(), Compression::zstd);
  std::string result(std::istreambuf_iterator<char>(&stream), {});
  if (stream.fault() != CompressionFault::none) return std::nullopt;
  return result;
}

Diagnostic damaged_document(const Connection& connection, int64_t number, const std::string& id,
                            const std::string& what) {
  return damaged(connection.path(), "document " + std::to_string(number) + " (" + id + "): " + what);
}

Result<FactsRecord> record_of(const Connection& connection, int64_t number, const std::string& id,
                              const std::string& line) {
  Result<FactsLine> read = read_facts_line(line, connection.path(), 0);
  if (!read || read->error) return damaged_document(connection, number, id, "its facts cannot be read");
  return std::move(read->record);
}

}  // namespace whobuilds::store
