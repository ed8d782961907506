#include "architecture/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace whobuilds::architecture {

std::string read_source(const std::string& path) {
  std::ifstream file(std::filesystem::path(WHOBUILDS_SOURCE_DIR) / path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::pair<std::string, std::string>> source_files() {
  namespace fs = std::filesystem;
  const fs::path top = WHOBUILDS_SOURCE_DIR;
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* folder : {"src", "include"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".cc" && extension != ".h") continue;
      const std::string path = fs::relative(entry.path(), top).generic_string();
      files.emplace_back(path, read_source(path));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace whobuilds::architecture
