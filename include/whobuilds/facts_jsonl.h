// Facts JSONL: the facts of one document on one line, for runs that are spread over processes or machines.
//
// `map` writes such lines, `reduce` reads them; a line that could not be read becomes an error record in its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "whobuilds/diagnostic.h"
#include "whobuilds/facts_record.h"

namespace whobuilds {

// Compact JSON without a line end. Equal records give equal bytes.
std::string facts_to_json_line(const FactsRecord& record);

// {"error":{"code":...,"line":...,"message":...}}, without a line end.
std::string error_to_json_line(const Diagnostic& error);

struct FactsLine {
  FactsRecord record;
  std::optional<Diagnostic> error;  // the line is an error record, and this is what it says; the record is empty then
};

// Reads what either of the above wrote. Unknown members are passed over; facts come back in the order of sort_facts.
// Errors: facts.malformed (everything that is wrong with the line), facts.schema (a later version wrote it).
// Thread-safe.
Result<FactsLine> read_facts_line(std::string_view line, const std::string& file, uint32_t line_number);

}  // namespace whobuilds
