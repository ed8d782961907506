// Reads every #include line of the house.
#include "architecture/includes.h"

#include <doctest/doctest.h>

#include <set>

#include "architecture/source_tree.h"

using whobuilds::architecture::complaint;
using whobuilds::architecture::Include;
using whobuilds::architecture::includes_of;
using whobuilds::architecture::source_files;

TEST_CASE("each include points downward and each library stands in its room") {
  std::set<std::string> rooms_seen;
  size_t public_headers = 0;
  size_t includes = 0;
  for (const auto& [file, text] : source_files()) {
    if (file.rfind("include/", 0) == 0) {
      ++public_headers;
    } else {
      rooms_seen.insert(file.substr(4, file.find('/', 4) - 4));
    }
    for (const Include& include : includes_of(file, text)) {
      ++includes;
      INFO(include.file, " includes ", include.target);
      CHECK(complaint(include) == "");
    }
  }
  // What was scanned is the whole house, not an empty folder.
  for (const std::string room : {"core", "read", "text", "rules", "recognise", "resolve", "relate", "extract", "graph",
                                 "query", "export", "store", "serve", "cli"}) {
    INFO(room);
    CHECK(rooms_seen.count(room) == 1);
  }
  CHECK(public_headers >= 12);
  CHECK(includes >= 300);
}

TEST_CASE("the check sees what it is there for") {
  struct Row {
    std::string name;
    Include include;
    const char* complaint;
  };
  const Row rows[] = {
      {"downward", {"src/relate/a.cc", "text/text.h", true}, ""},
      {"own room", {"src/relate/a.cc", "relate/shape.h", true}, ""},
      {"public", {"src/core/a.cc", "whobuilds/span.h", true}, ""},
      {"standard", {"src/core/a.cc", "string_view", false}, ""},
      {"upward", {"src/text/a.cc", "rules/rules.h", true}, "upward: text is below rules"},
      {"upward to a front end", {"src/export/a.cc", "cli/console.h", true}, "upward: export is below cli"},
      {"a front end reaches past the public headers",
       {"src/cli/a.cc", "export/json_writer.h", true},
       "a front end includes only the public headers"},
      {"sideways", {"src/serve/a.cc", "cli/console.h", true}, "a front end includes only the public headers"},
      {"the server, by its contract", {"src/cli/a.cc", "serve/serve.h", true}, ""},
      {"inside the server", {"src/cli/a.cc", "serve/routes.h", true}, "a front end includes only the public headers"},
      {"public header reaches in",
       {"include/whobuilds/a.h", "rules/rules.h", true},
       "a public header includes only public headers"},
      {"unknown folder", {"src/text/a.cc", "misc/a.h", true}, "\"misc/a.h\" is in no room of the house"},
      {"no folder", {"src/text/a.cc", "text.h", true}, "\"text.h\" is in no room of the house"},
      {"file outside the rooms", {"src/misc/a.cc", "string", false}, "misc is no room of the house"},
      {"library in its room", {"src/text/a.cc", "unicode/unistr.h", false}, ""},
      {"library elsewhere", {"src/relate/a.cc", "re2/re2.h", false}, "<re2/re2.h> belongs to text alone"},
      {"library in a public header",
       {"include/whobuilds/a.h", "boost/graph/adjacency_list.hpp", false},
       "<boost/graph/adjacency_list.hpp> belongs to graph alone"},
      {"new library", {"src/text/a.cc", "mecab.h", false}, "<mecab.h> is neither standard nor a library of this house"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(complaint(row.include) == row.complaint);
  }
}

TEST_CASE("include lines are found in their usual spellings") {
  const auto found =
      includes_of("src/a.cc", "#pragma once\n#include <map>  // why\n  #  include \"text/a.h\"\n// #include <x>\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].target == "map");
  CHECK_FALSE(found[0].quoted);
  CHECK(found[1].target == "text/a.h");
  CHECK(found[1].quoted);
}
