// What must hold for every file of the library.
#include <doctest/doctest.h>

#include <regex>

#include "architecture/source_tree.h"

using whobuilds::architecture::source_files;

TEST_CASE("below the front ends nothing prints and nothing ends the program") {
  // `_exit` stays allowed: it ends the child process that draws pictures.
  const std::regex forbidden(R"re(std::c(out|err|log)\b|\bf?printf\s*\(|std::(exit|abort|terminate)\s*\()re");
  size_t scanned = 0;
  for (const auto& source : source_files()) {
    // Names, not a structured binding: clang 14 does not let lambdas (INFO) capture one.
    const std::string& file = source.first;
    const std::string& text = source.second;
    if (file.rfind("src/cli/", 0) == 0 || file.rfind("src/serve/", 0) == 0) continue;
    ++scanned;
    std::smatch match;
    INFO(file);
    CHECK_MESSAGE(!std::regex_search(text, match, forbidden), match.str());
  }
  CHECK(scanned >= 60);
}

TEST_CASE("headers are guarded") {
  size_t headers = 0;
  for (const auto& source : source_files()) {
    // Names, not a structured binding: clang 14 does not let lambdas (INFO) capture one.
    const std::string& file = source.first;
    const std::string& text = source.second;
    if (file.substr(file.size() - 2) != ".h") continue;
    ++headers;
    INFO(file);
    CHECK(text.find("#pragma once\n") != std::string::npos);
  }
  CHECK(headers >= 30);
}
