// Writes rows of comma-separated values (RFC 4180, but lines end with a line feed alone).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::exporting {

// Who reads the table.
enum class CsvReader : uint8_t {
  // People with a spreadsheet, and programs. Line breaks within a cell are kept. Text that begins with =, +, -, @, a
  // tab
  // or a carriage return would be run as a formula, and texts are those of strangers: it gets an apostrophe in front.
  // Numbers are left alone.
  spreadsheet,
  // A database's bulk import: one row is one line, so line breaks within a cell become spaces. Nothing is put in front.
  database,
};

// Control characters other than tab and line breaks are dropped, bytes that are no UTF-8 become U+FFFD. Not
// thread-safe.
class CsvWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  CsvWriter(std::string& out, CsvReader reader) : out_(out), reader_(reader) {}

  CsvWriter& text(std::string_view text);
  // What needs no protection: a number, a truth value, a header of ours, or "" for a cell without a value.
  CsvWriter& plain(std::string_view text);
  void end_row();

 private:
  void separate();

  std::string& out_;
  CsvReader reader_;
  bool first_ = true;
};

}  // namespace whobuilds::exporting
