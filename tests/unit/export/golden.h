// Golden files: what a writer is to give, byte for byte. With WHOBUILDS_UPDATE_GOLDEN=1 in the
// environment they are written instead of compared; look at the difference before keeping it.
#pragma once

#include <string>

namespace whobuilds {

// Compares `text` with tests/unit/export/golden/<name> and fails the running test if they differ.
void check_golden(const std::string& name, const std::string& text);

}  // namespace whobuilds
