#include "store/schema.h"

#include <doctest/doctest.h>

#include "unit/store/place.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using store::Connection;
using store::OpenMode;
using store::Statement;

namespace {

int64_t number_in(Connection& connection, const char* sql) {
  Statement statement(connection, sql);
  return statement.next() ? statement.integer(0) : -1;
}

}  // namespace

TEST_CASE("the steps that a store has not taken are taken once, all or none") {
  const std::vector<std::string> first = {"CREATE TABLE t (a); INSERT INTO t VALUES (1)"};
  std::vector<std::string> both = first;
  both.push_back("ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a + 1");
  std::vector<std::string> broken = both;
  broken.push_back("UPDATE t SET b = 7; INSERT INTO nothing VALUES (1)");

  const Place place;
  Connection connection(place.path(), OpenMode::create, std::chrono::seconds(1));
  CHECK(store::version_of(connection) == 0);
  store::bring_up(connection, first);
  CHECK(store::version_of(connection) == 1);
  store::bring_up(connection, both);
  store::bring_up(connection, both);
  CHECK(store::version_of(connection) == 2);
  CHECK(number_in(connection, "SELECT sum(b) FROM t") == 2);
  CHECK(number_in(connection, "PRAGMA application_id") == store::kApplicationId);
  CHECK_FALSE(connection.failed());

  store::bring_up(connection, broken);
  CHECK(connection.failed());
  CHECK_FALSE(connection.take_problems().empty());
  CHECK(store::version_of(connection) == 2);
  CHECK(number_in(connection, "SELECT sum(b) FROM t") == 2);
}

TEST_CASE("a store of each version that was released is brought up and gives its graph") {
  // tests/unit/store/versions/<n>.sql: what sqlite3's .dump gives of a store of version n with sample::small_world().
  size_t versions = 0;
  for (uint32_t version = 1; version <= store::schema_version(); ++version) {
    INFO(version);
    const std::string dump =
        bytes_of(WHOBUILDS_SOURCE_DIR "/tests/unit/store/versions/" + std::to_string(version) + ".sql");
    REQUIRE_FALSE(dump.empty());
    const Place place;
    {
      Connection connection(place.path(), OpenMode::create, std::chrono::seconds(1));
      connection.run(dump.c_str());
      connection.run(("PRAGMA user_version = " + std::to_string(version)).c_str());
      connection.run(("PRAGMA application_id = " + std::to_string(store::kApplicationId)).c_str());
      REQUIRE_MESSAGE(!connection.failed(), connection.problems()[0].to_string());
    }
    const Store store = opened(place.path(), StoreAccess::write);
    const Result<Graph> graph = graph_of(store, rules());
    REQUIRE(graph.ok());
    CHECK(graph->root() == graph_of_papers(sample::small_world()).root());
    CHECK(store.verify(rules()).empty());
    // Sentences came with version 2.
    const Result<SearchPage> page = store.search("huawei");
    REQUIRE(page.ok());
    CHECK((page->total > 0) == (version >= 2));
    CHECK(page.diagnostics().empty() == (version >= 2));
    ++versions;
  }
  CHECK(versions == store::schema_version());
}
