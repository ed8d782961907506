// README shows programs and verbs as they are.
#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <vector>

#include "architecture/source_tree.h"

using whobuilds::architecture::read_source;

namespace {

// The contents of the fenced blocks of README.md that are of this language.
std::vector<std::string> blocks(const std::string& language) {
  const std::string readme = read_source("README.md");
  const std::string opening = "\n```" + language + "\n";
  std::vector<std::string> found;
  for (size_t at = readme.find(opening); at != std::string::npos; at = readme.find(opening, at + 1)) {
    const size_t begin = at + opening.size();
    found.push_back(readme.substr(begin, readme.find("\n```\n", begin) + 1 - begin));
  }
  return found;
}

}  // namespace

TEST_CASE("the program in README is the one that is built against the installed package") {
  const auto programs = blocks("cpp");
  REQUIRE(programs.size() == 1);
  CHECK(programs[0] == read_source("tests/consumer/who_builds.cc"));
  const auto builds = blocks("cmake");
  REQUIRE(builds.size() == 1);
  CHECK(builds[0] == read_source("tests/consumer/CMakeLists.txt"));
}

TEST_CASE("README names each verb") {
  const std::string readme = read_source("README.md");
  for (const std::string verb :
       {"extract", "add", "remove", "list", "compact", "map", "reduce", "ask", "query", "export", "rules check", "rules test", "rules list", "analyse", "eval", "explain", "why-not", "diff", "verify", "serve", "version"}) {
    INFO(verb);
    CHECK(readme.find("whobuilds " + verb) != std::string::npos);
  }
}

TEST_CASE("what README points to is there") {
  const std::string readme = read_source("README.md");
  const std::regex link(R"re(\]\(([^)#:]+)\))re");
  size_t links = 0;
  for (std::sregex_iterator match(readme.begin(), readme.end(), link), end; match != end; ++match) {
    ++links;
    INFO((*match)[1].str());
    CHECK_FALSE(read_source((*match)[1]).empty());
  }
  CHECK(links >= 4);
}

TEST_CASE("the map of the large rooms names files that are there") {
  const std::string map = read_source("src/README.md");
  const std::regex row(R"re(\n\| (`([a-z]+)`)? ?\| (`[a-z_`, ]+`) \|)re"), name("`([a-z_]+)`");
  std::string room;
  size_t files = 0;
  for (std::sregex_iterator match(map.begin(), map.end(), row), end; match != end; ++match) {
    if ((*match)[2].matched) room = (*match)[2];
    const std::string list = (*match)[3];
    for (std::sregex_iterator file(list.begin(), list.end(), name); file != end; ++file) {
      ++files;
      const std::string path = "src/" + room + "/" + (*file)[1].str() + ".cc";
      INFO(path);
      CHECK_FALSE(read_source(path).empty());
    }
  }
  CHECK(files >= 30);
}
