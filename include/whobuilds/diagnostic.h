// What went wrong with an input (a rule file, a document, a query, an argument), as a value.
//
// The library never throws for an input fault, never prints and never exits: it returns a
// Result that holds either the value or every problem found, not only the first. Warnings
// may stand beside a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace whobuilds {

enum class Severity { warning, error };

struct Diagnostic {
  std::string code;                   // stable, dotted: "rules.unknown_key", "read.not_text"
  Severity severity = Severity::error;
  std::string file;                   // path as the user gave it, or "rules/..." for embedded rules
  std::string pointer;                // JSON pointer into a rule file, "" elsewhere
  uint32_t line = 0;                  // 1-based, 0 = unknown
  uint32_t column = 0;                // 1-based, in bytes, 0 = unknown
  std::string message;                // what is wrong, one sentence without a full stop
  std::string expected;               // what was expected, may be empty
  std::string remedy;                 // how to mend it, may be empty

  // "file:line:column: error: message (expected ...) [code]; remedy", parts left out when empty.
  std::string to_string() const;
};

using Diagnostics = std::vector<Diagnostic>;

// True if any of them is an error.
bool has_errors(const Diagnostics& diagnostics);

// Either a value (possibly with warnings) or errors. `ok()` says which.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Diagnostic error) { diagnostics_.push_back(std::move(error)); }  // NOLINT
  Result(Diagnostics errors) : diagnostics_(std::move(errors)) {}         // NOLINT
  Result(T value, Diagnostics warnings)
      : value_(std::move(value)), diagnostics_(std::move(warnings)) {}

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  // Require ok().
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return std::move(*value_); }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

  // All problems: at least one error when !ok(), only warnings (or nothing) when ok().
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  std::optional<T> value_;
  Diagnostics diagnostics_;
};

}  // namespace whobuilds
