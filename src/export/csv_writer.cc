#include "export/csv_writer.h"

#include "core/utf8.h"

namespace whobuilds::exporting {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

// Importers trim what is not quoted.
bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos || text.front() == ' ' || text.back() == ' ';
}

void append_kept(std::string& out, std::string_view text, bool line_breaks) {
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c == '\n' || c == '\r') {
      out += line_breaks ? static_cast<char>(c) : ' ';
    } else if ((c >= 0x20 && c != 0x7F) || c == '\t') {
      core::append(out, c);
    }
  }
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace

void CsvWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

CsvWriter& CsvWriter::text(std::string_view text) {
  std::string kept;
  append_kept(kept, text, reader_ == CsvReader::spreadsheet);
  if (kept.empty()) return plain("");
  if (reader_ == CsvReader::spreadsheet && kFormulaStarts.find(kept.front()) != std::string_view::npos) {
    kept.insert(0, "'");
  }
  separate();
  out_ += needs_quotes(kept) ? quoted(kept) : kept;
  return *this;
}

CsvWriter& CsvWriter::plain(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

void CsvWriter::end_row() {
  out_ += '\n';
  first_ = true;
}

}  // namespace whobuilds::exporting
