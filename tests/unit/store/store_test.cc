#include <doctest/doctest.h>

#include <sstream>

#include "store/database.h"
#include "unit/store/place.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using sample::Paper;

namespace {

std::string json_of(const Graph& graph) {
  std::ostringstream out;
  REQUIRE(export_graph(graph, "json", {}, out).empty());
  return out.str();
}

std::vector<std::string> ids(const Store& store) {
  std::vector<std::string> found;
  const Result<std::vector<StoredDocument>> documents = store.documents();
  REQUIRE(documents.ok());
  for (const StoredDocument& each : *documents) found.push_back(each.document.id);
  return found;
}

Paper paper(const std::string& id, const std::string& sentence) {
  Paper made(id, "2025-01-01");
  made.says("company:huawei", "develops", "chip:ascend-910c", sentence);
  return made;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("the graph of a store is that of its documents, also of a store that is opened again") {
  struct Row {
    const char* name;
    std::vector<Paper> papers;
  };
  const Row rows[] = {{"nothing", {}},
                      {"small world", sample::small_world()},
                      {"industry", sample::industry()},
                      {"hostile texts", sample::hostile()}};
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const Place place;
    {
      Store store = opened(place.path());
      CHECK(put(store, row.papers).empty());
      CHECK(ids(store).size() == row.papers.size());
    }
    const Store store = opened(place.path(), StoreAccess::read);
    const Result<Graph> graph = graph_of(store, rules());
    REQUIRE(graph.ok());
    const Graph direct = graph_of_papers(row.papers);
    CHECK(graph->root() == direct.root());
    CHECK((json_of(*graph) == json_of(direct)));
    CHECK(store.verify(rules()).empty());
  }
}

TEST_CASE("a document takes the place of the one of its file, or of its id where it has none") {
  const Place place;
  Store store = opened(place.path());
  const auto put_one = [&](const Paper& one, const std::string& origin) {
    std::vector<PreparedEntry> entries;
    entries.emplace_back(entry_of(one, origin), rules());
    REQUIRE(store.put(entries).empty());
  };
  put_one(paper("a", "One."), "/a.md");
  put_one(paper("a", "Two."), "");
  put_one(paper("b", "One."), "/b.md");
  CHECK(ids(store) == Ids{"a", "a", "b"});
  put_one(paper("a", "Three."), "");
  CHECK(ids(store) == Ids{"a", "b", "a"});
  put_one(paper("c", "Four."), "/a.md");
  CHECK(ids(store) == Ids{"b", "a", "c"});
  const Result<Graph> graph = graph_of(store, rules());
  REQUIRE(graph.ok());
  CHECK(graph->root() == graph_of_papers({paper("b", "One."), paper("a", "Three."), paper("c", "Four.")}).root());
}

TEST_CASE("a document is found by its origin and its fingerprint together") {
  const Place place;
  Store store = opened(place.path());
  std::vector<PreparedEntry> entries;
  entries.emplace_back(entry_of(paper("a", "One."), "/a.md"), rules());
  entries.emplace_back(entry_of(paper("b", "Two."), ""), rules());
  REQUIRE(store.put(entries).empty());
  struct Row {
    const char* name;
    const char* origin;
    std::string text;
    const char* id;  // "": not found
  };
  const Row rows[] = {{"a file", "/a.md", "One.", "a"},          {"a file, changed", "/a.md", "Two.", ""},
                      {"another file", "/b.md", "One.", ""},     {"a line", "", "Two.", "b"},
                      {"a line that is a file", "", "One.", ""}, {"a file that is a line", "/b.md", "Two.", ""}};
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const Result<std::optional<StoredDocument>> found =
        store.find(row.origin, fingerprint(paper("x", row.text).text()));
    REQUIRE(found.ok());
    CHECK((*found ? (*found)->document.id : "") == row.id);
  }
}

TEST_CASE("what is known of a document comes back") {
  const Place place;
  Store store = opened(place.path());
  StoreEntry entry = entry_of(sample::small_world()[0], "/folder/a.md");
  DocumentInfo& given = entry.record.facts.document;
  given.path = "folder/a.md";
  given.title = "Title \"quoted\" 標題";
  given.date = "2025-01";
  given.url = "https://example.org/";
  given.language = Language::ja;
  given.offsets_in = OffsetsIn::text;
  entry.bytes = std::string("bytes\0 of any kind \xff", 20);
  const DocumentInfo expected = given;
  const std::string print = entry.fingerprint;
  std::vector<PreparedEntry> entries;
  entries.emplace_back(std::move(entry), rules());
  REQUIRE(store.put(entries).empty());
  const Result<std::vector<StoredDocument>> documents = store.documents();
  REQUIRE(documents.ok());
  REQUIRE(documents->size() == 1);
  const StoredDocument& stored = documents->front();
  CHECK(stored.document.id == expected.id);
  CHECK(stored.document.sha256 == expected.sha256);
  CHECK(stored.document.path == expected.path);
  CHECK(stored.document.title == expected.title);
  CHECK(stored.document.date == expected.date);
  CHECK(stored.document.url == expected.url);
  CHECK(stored.document.language == expected.language);
  CHECK(stored.document.offsets_in == expected.offsets_in);
  CHECK(stored.origin == "/folder/a.md");
  CHECK(stored.fingerprint == print);
  CHECK(stored.rules == rules().hash());
  CHECK(stored.added.size() == std::string("2025-11-22T10:00:00Z").size());
  CHECK(stored.facts > 0);
  CHECK(stored.has_bytes);
  const Result<std::optional<std::string>> bytes = store.bytes(stored.number);
  REQUIRE(bytes.ok());
  CHECK((*bytes == std::string("bytes\0 of any kind \xff", 20)));
  const std::string json = documents_to_json(*documents, "other rules");
  CHECK(json.find("\"stale\": true") != std::string::npos);
  CHECK(documents_to_json(*documents, rules().hash()).find("\"stale\": false") != std::string::npos);
}

TEST_CASE("what is removed is gone from every table, and its number is not given again") {
  const Place place;
  Store store = opened(place.path());
  REQUIRE(put(store, sample::industry()).empty());
  const std::vector<StoredDocument> all = *store.documents();
  std::vector<int64_t> numbers;
  for (const StoredDocument& each : all) numbers.push_back(each.number);
  numbers.push_back(1000000);  // of no document
  const Result<size_t> removed = store.remove(numbers);
  REQUIRE(removed.ok());
  CHECK(*removed == all.size());
  CHECK(ids(store).empty());
  store::Connection tables(place.path(), store::OpenMode::read_only, std::chrono::seconds(1));
  size_t asked = 0;
  for (const char* table : {"records", "sources", "entities", "evidence", "sentences", "sentence_terms"}) {
    INFO(std::string(table));
    ++asked;
    const std::string sql = std::string("SELECT count(*) FROM ") + table;
    store::Statement count(tables, sql.c_str());
    REQUIRE(count.next());
    CHECK(count.integer(0) == 0);
  }
  CHECK(asked == 6);
  REQUIRE(put(store, {paper("z", "One.")}).empty());
  CHECK(store.documents()->front().number > all.back().number);
}

TEST_CASE("compact gives back what was removed") {
  const Place place;
  {
    Store store = opened(place.path());
    StoreEntry large = entry_of(paper("large", "One."));
    uint32_t noise = 1;
    large.bytes.emplace();
    for (int i = 0; i < 500000; ++i)
      large.bytes->push_back(static_cast<char>((noise = noise * 1664525 + 1013904223) >> 24));
    std::vector<PreparedEntry> entries;
    entries.emplace_back(std::move(large), rules());
    REQUIRE(store.put(entries).empty());
    REQUIRE(put(store, {paper("small", "Two.")}).empty());
  }
  CHECK(std::filesystem::file_size(place.path()) > 500000);
  Store store = opened(place.path());
  REQUIRE(store.remove({1}).ok());
  CHECK(store.compact().empty());
  CHECK(std::filesystem::file_size(place.path()) < 200000);
  CHECK(ids(store) == Ids{"small"});
  CHECK(store.verify(rules()).empty());
}

TEST_CASE("verify tells what does not hold together inside") {
  struct Row {
    const char* name;
    const char* sql;
    const char* message;
  };
  const Row rows[] = {
      {"rows gone", "DELETE FROM evidence WHERE number = (SELECT min(number) FROM evidence)", "views"},
      {"rows changed", "UPDATE entities SET label = 'other'", "views"},
      {"a sentence gone", "DELETE FROM sentences WHERE number = 1", "found"},
      {"a sentence changed", "UPDATE sentences SET text = 'other' WHERE number = 1", "found"},
      {"terms gone", "DELETE FROM sentence_terms WHERE rowid = 1", "found"},
      {"terms changed", "UPDATE sentence_terms SET terms = 'other' WHERE rowid = 1", "found"},
      {"words changed beside the index", "UPDATE sentence_terms_content SET c0 = 'other' WHERE id = 1", "the index"},
      {"a sentence gone from the index", "DELETE FROM sentence_terms_docsize WHERE id = 1", "the index"},
      {"a part of the index gone", "DELETE FROM sentence_terms_data WHERE id > 10", "the index"},
      {"a part of the index overwritten",
       "UPDATE sentence_terms_data SET block = zeroblob(length(block)) WHERE id > 10", "the index"},
      {"facts gone", "DELETE FROM records WHERE document = 1", "no facts"},
      {"facts damaged", "UPDATE records SET line = substr(line, 1, 40) WHERE document = 1", "decompressed"},
      {"facts of another", "UPDATE records SET line = (SELECT line FROM records WHERE document = 2) WHERE document = 1",
       "another document"},
      {"another hash", "UPDATE documents SET sha256 = 'x' WHERE number = 1", "another document"},
      {"a row of nothing", "PRAGMA foreign_keys = OFF; DELETE FROM documents WHERE number = 1", "without a document"},
  };
  size_t tried = 0;
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    ++tried;
    const Place place;
    {
      Store store = opened(place.path());
      REQUIRE(put(store, sample::small_world()).empty());
      store::Connection tables(place.path(), store::OpenMode::read_write, std::chrono::seconds(1));
      tables.run(row.sql);
      REQUIRE_FALSE(tables.failed());
    }
    const std::string before = bytes_of(place.path());
    const Diagnostics found = opened(place.path(), StoreAccess::read).verify(rules());
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].code == "store.damaged");
    CHECK(found[0].file == place.path());
    CHECK_MESSAGE(found[0].message.find(row.message) != std::string::npos, found[0].message);
    CHECK((bytes_of(place.path()) == before));
  }
  CHECK(tried == 15);
}
