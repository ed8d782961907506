#include "export/json_writer.h"

#include <charconv>
#include <cmath>

#include "core/utf8.h"

namespace whobuilds::exporting {
namespace {

bool plain(unsigned char byte) { return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'; }

void append_hex_escape(std::string& out, uint32_t c) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(c >> shift) & 0xF];
}

void append_escaped(std::string& out, char32_t c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    default: break;
  }
  if (c < 0x20 || c == 0x2028 || c == 0x2029) {
    append_hex_escape(out, static_cast<uint32_t>(c));
  } else {
    core::append(out, c);
  }
}

}  // namespace

std::string number_text(double number) {
  if (!std::isfinite(number)) return "null";
  char digits[32];
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const bool whole = std::floor(number) == number && std::fabs(number) < kExact;
  const auto result = whole ? std::to_chars(digits, digits + sizeof digits, static_cast<int64_t>(number))
                            : std::to_chars(digits, digits + sizeof digits, number);
  return std::string(digits, result.ptr);
}

void JsonWriter::new_line() {
  if (layout_ == JsonLayout::line) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) out_ += ',';
  first_ = false;
  new_line();
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!first_) new_line();
  out_ += bracket;
  first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  value(name);
  out_ += layout_ == JsonLayout::line ? ":" : ": ";
  after_key_ = true;
  return *this;
}

void JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  for (uint32_t at = 0; at < text.size();) {
    const uint32_t begin = at;
    while (at < text.size() && plain(static_cast<unsigned char>(text[at]))) ++at;
    out_.append(text, begin, at - begin);
    if (at < text.size()) append_escaped(out_, core::decode(text, at));
  }
  out_ += '"';
}

void JsonWriter::value(bool truth) {
  separate();
  out_ += truth ? "true" : "false";
}

void JsonWriter::value(uint32_t number) {
  separate();
  out_ += std::to_string(number);
}

void JsonWriter::value(double number) {
  separate();
  out_ += number_text(number);
}

void JsonWriter::integer(int64_t number) {
  separate();
  out_ += std::to_string(number);
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

}  // namespace whobuilds::exporting
