// The files of the source tree, for tests that read them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace whobuilds::architecture {

// Path relative to the source tree and text of each .cc and .h under src/ and include/, by path.
std::vector<std::pair<std::string, std::string>> source_files();

// The text of one file of the source tree; "" when it is not there.
std::string read_source(const std::string& path);

}  // namespace whobuilds::architecture
