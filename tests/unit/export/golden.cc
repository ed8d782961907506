#include "unit/export/golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace whobuilds {
namespace {

size_t first_difference(const std::string& a, const std::string& b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

void check_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(WHOBUILDS_SOURCE_DIR) + "/tests/unit/export/golden/" + name;
  const char* update = std::getenv("WHOBUILDS_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file, "cannot read " << path);
  std::ostringstream expected;
  expected << file.rdbuf();
  if (expected.str() == text) return;
  const size_t at = first_difference(expected.str(), text);
  const size_t from = at < 80 ? 0 : at - 80;
  FAIL_CHECK(name << " differs at byte " << at << "\nexpected: ..." << expected.str().substr(from, 160)
                  << "\nis: ..." << text.substr(from, 160));
}

}  // namespace whobuilds
