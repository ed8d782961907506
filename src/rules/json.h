// A strict JSON parser (RFC 8259) that keeps where every value and key stands.
//
// Why not nlohmann/json: it keeps the last of duplicate keys silently and forgets positions. Rule
// files are written by hand, so each problem must name file, line, column and JSON pointer.
//
// A document holds its values in one array; a JsonValue is a cheap handle into it. Strings without
// escapes are views of the file's bytes. Offsets are bytes of the file.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"

namespace whobuilds::rules {

class JsonDocument;

enum class JsonKind : uint8_t { absent, null, boolean, number, string, array, object };

// "a string", "an object": for messages.
std::string_view kind_name(JsonKind kind);

// A value of a document, or absent (default). Valid as long as the document stays where it is.
class JsonValue {
 public:
  JsonValue() = default;
  JsonValue(const JsonDocument* document, uint32_t node) : document_(document), node_(node) {}

  JsonKind kind() const;
  bool present() const { return document_ != nullptr; }
  bool boolean() const;           // of a boolean
  double number() const;          // of a number
  std::string_view text() const;  // of a string, escapes resolved
  uint32_t size() const;          // children of an array or object; 0 for others

  std::string_view key() const;  // the key of a member of an object, "" elsewhere
  std::string pointer() const;   // RFC 6901
  uint32_t offset() const;
  uint32_t key_offset() const;  // of a member's key, else offset()
  const JsonDocument& document() const { return *document_; }

  // The children of an array or object in file order; nothing for others.
  class Iterator {
   public:
    Iterator(const JsonDocument* document, uint32_t node) : document_(document), node_(node) {}
    JsonValue operator*() const { return {document_, node_}; }
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return node_ != other.node_; }

   private:
    const JsonDocument* document_;
    uint32_t node_;
  };
  Iterator begin() const;
  Iterator end() const;

 private:
  const JsonDocument* document_ = nullptr;
  uint32_t node_ = 0;
};

class JsonDocument {
 public:
  // `path` is what diagnostics call the file; `bytes` must outlive the document.
  JsonDocument(std::string path, std::string_view bytes) : path_(std::move(path)), bytes_(bytes) {}
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  // Call once. False when the bytes are no JSON text: then one error rules.json stands in
  // `problems` and there is no root. Duplicate keys (rules.duplicate_key) are reported and the
  // first of them kept.
  bool parse(Diagnostics& problems);

  JsonValue root() const { return nodes_.empty() ? JsonValue() : JsonValue(this, 0); }
  const std::string& path() const { return path_; }

  // An error that stands at byte `offset`.
  Diagnostic problem_at(uint32_t offset, std::string pointer, std::string code, std::string message) const;

 private:
  friend class JsonValue;
  friend class JsonParser;

  struct Node {
    JsonKind kind = JsonKind::null;
    bool boolean = false;
    uint32_t offset = 0;
    uint32_t key_offset = 0;
    uint32_t parent = UINT32_MAX;
    uint32_t index = 0;  // among the parent's children
    uint32_t first_child = UINT32_MAX;
    uint32_t next = UINT32_MAX;
    uint32_t size = 0;
    uint32_t text_size = 0;
    uint32_t key_size = 0;
    const char* key = nullptr;
    union {
      const char* text = nullptr;
      double number;
    };
  };

  std::string pointer_to(uint32_t node) const;

  std::string path_;
  std::string_view bytes_;
  std::vector<Node> nodes_;
  std::deque<std::string> unescaped_;          // texts that are no view of the bytes
  mutable std::vector<uint32_t> line_starts_;  // built by the first problem
};

}  // namespace whobuilds::rules
