#include "whobuilds/diagnostic.h"

#include <algorithm>

namespace whobuilds {

std::string Diagnostic::to_string() const {
  std::string out;
  if (!file.empty()) {
    out += file;
    if (line > 0) out += ":" + std::to_string(line);
    if (column > 0) out += ":" + std::to_string(column);
    if (!pointer.empty()) out += " at " + pointer;
    out += ": ";
  }
  out += severity == Severity::error ? "error: " : "warning: ";
  out += message;
  if (!expected.empty()) out += " (expected " + expected + ")";
  out += " [" + code + "]";
  if (!remedy.empty()) out += "; " + remedy;
  return out;
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

}  // namespace whobuilds
