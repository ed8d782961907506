// Writes JSON straight into a string: no tree in between, keys in the order they are given, the same
// values give the same bytes.
//
//   JsonWriter json(out, JsonLayout::indented);
//   json.begin_object();
//   json.member("id", node.id);
//   json.key("aliases").begin_array(); ... json.end_array();
//   json.end_object();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::exporting {

// Whole numbers below 2^53 without exponent or point, others in the shortest form that reads back the
// same; "null" for what is not finite.
std::string number_text(double number);

enum class JsonLayout : uint8_t { indented, line };  // two spaces per level; or all on one line

// Balanced begin/end and a key before every member's value are the caller's duty. Not thread-safe.
class JsonWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  JsonWriter(std::string& out, JsonLayout layout) : out_(out), layout_(layout) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  JsonWriter& key(std::string_view name);

  // Bytes that are no UTF-8 are written as U+FFFD; control characters, U+2028 and U+2029 are escaped.
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(uint32_t number);
  void value(double number);  // as number_text
  void integer(int64_t number);
  void null();

  template <typename T>
  void member(std::string_view name, const T& thing) {
    key(name);
    value(thing);
  }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void new_line();

  std::string& out_;
  JsonLayout layout_;
  uint32_t depth_ = 0;
  bool first_ = true;       // nothing stands in the present object or array yet
  bool after_key_ = false;
};

// A document of one object, indented, with a line end; `members` is called with a writer for what is in the object.
template <typename Members>
std::string json_document(const Members& members) {
  std::string out;
  JsonWriter json(out, JsonLayout::indented);
  json.begin_object();
  members(json);
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace whobuilds::exporting
