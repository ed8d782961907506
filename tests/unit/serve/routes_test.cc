#include "serve/routes.h"

#include <doctest/doctest.h>

#include <set>

using namespace whobuilds;
using namespace whobuilds::serve;

using Given = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("routes are found by method and path") {
  REQUIRE(find_route("GET", "/api/v1/stats") != nullptr);
  CHECK(find_route("GET", "/api/v1/stats")->operation == "stats");
  CHECK(find_route("POST", "/api/v1/documents")->writes);
  CHECK(find_route("POST", "/api/v1/documents")->takes_body);
  CHECK_FALSE(find_route("GET", "/api/v1/documents")->writes);
  CHECK(find_route("DELETE", "/api/v1/stats") == nullptr);
  CHECK(find_route("GET", "/api/v1/stats/") == nullptr);
  CHECK(methods_of("/api/v1/documents") == "DELETE, GET, POST");
  CHECK(methods_of("/api/v1/nothing") == "");
}

TEST_CASE("operations have names of their own, and what writes needs the token") {
  std::set<std::string> operations;
  size_t writing = 0;
  for (const Route& route : routes()) {
    INFO(route.operation);
    CHECK(operations.insert(route.operation).second);
    writing += route.writes;
    CHECK(route.writes == (route.method != "GET" && route.operation != "queryPosted"));
    for (const Parameter& parameter : route.parameters) {
      INFO(parameter.name);
      const bool is_number = parameter.type == ParameterType::integer || parameter.type == ParameterType::number;
      if (is_number) CHECK(parameter.maximum > parameter.minimum);
      const bool is_free_text = parameter.type == ParameterType::text && parameter.choices.empty();
      if (is_free_text) CHECK(parameter.max_length > 0);
    }
  }
  CHECK(operations.size() >= 33);
  CHECK(writing == 4);
}

TEST_CASE("arguments are checked, all at once") {
  struct Row {
    const char* name;
    Given given;
    size_t faults;
  };
  const Row rows[] = {
      {"nothing", {{"id", "a"}}, 0},
      {"all",
       {{"id", "a"}, {"id", "b"}, {"depth", "3"}, {"limit", "5000"}, {"layout", "none"}, {"min_confidence", "0.5"}},
       0},
      {"dates", {{"id", "a"}, {"since", "2025"}, {"until", "2025-12-31"}}, 0},
      {"missing", {}, 1},
      {"empty", {{"id", ""}}, 1},
      {"unknown", {{"id", "a"}, {"ids", "a"}}, 1},
      {"below", {{"id", "a"}, {"depth", "0"}}, 1},
      {"above", {{"id", "a"}, {"depth", "4"}}, 1},
      {"no whole number", {{"id", "a"}, {"depth", "1.5"}}, 1},
      {"no number", {{"id", "a"}, {"depth", ""}}, 1},
      {"infinite", {{"id", "a"}, {"min_confidence", "inf"}}, 1},
      {"overflowing", {{"id", "a"}, {"limit", "18446744073709551617"}}, 1},
      {"no choice", {{"id", "a"}, {"layout", "Force"}}, 1},
      {"no date", {{"id", "a"}, {"since", "2025-13"}}, 1},
      {"no UTF-8", {{"id", "\xff"}}, 1},
      {"twice", {{"id", "a"}, {"depth", "1"}, {"depth", "2"}}, 1},
      {"several faults", {{"x", "1"}, {"depth", "9"}, {"lang", "fr"}}, 4},
  };
  const Route& route = *find_route("GET", "/api/v1/neighbourhood");
  for (const Row& row : rows) {
    INFO(row.name);
    const Result<Arguments> arguments = read_arguments(route, row.given);
    CHECK(arguments.ok() == (row.faults == 0));
    CHECK(arguments.diagnostics().size() == row.faults);
  }
}

TEST_CASE("what is not given has the value that openapi.json says") {
  const Result<Arguments> arguments =
      read_arguments(*find_route("GET", "/api/v1/neighbourhood"), {{"id", "a"}, {"id", "b"}});
  REQUIRE(arguments.ok());
  CHECK(arguments->integer("depth") == 1);
  CHECK(arguments->integer("limit") == 150);
  CHECK(arguments->text("layout") == "force");
  CHECK(arguments->number("min_confidence") == 0);
  CHECK_FALSE(arguments->has("since"));
  CHECK(arguments->list("id") == std::vector<std::string>{"a", "b"});
}
