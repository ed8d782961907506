// What the store keeps of a document, and how it is read back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/database.h"
#include "whobuilds/diagnostic.h"
#include "whobuilds/facts_record.h"

namespace whobuilds::store {

// Nothing when the bytes are not what was compressed.
std::optional<std::string> decompressed(std::string_view bytes);

// The problem (store.damaged) that a document is not as it was put.
Diagnostic damaged_document(const Connection& connection, int64_t number, const std::string& id,
                            const std::string& what);

// What the line of a document, decompressed, says; or that it cannot be read.
Result<FactsRecord> record_of(const Connection& connection, int64_t number, const std::string& id,
                              const std::string& line);

}  // namespace whobuilds::store
