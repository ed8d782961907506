// Files that are no stores, or not whole, or not ours to write: each is refused with its own message and left as it is.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <set>

#include "store/database.h"
#include "store/schema.h"
#include "unit/store/place.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using store::Connection;
using store::OpenMode;

namespace {

constexpr std::chrono::milliseconds kShort(50);

// A store with documents in it, closed.
std::string full_store(const Place& place) {
  Store store = opened(place.path());
  REQUIRE(put(store, sample::industry()).empty());
  return place.path();
}

std::string run_sql(const std::string& path, const char* sql) {
  Connection connection(path, OpenMode::create, kShort);
  connection.run(sql);
  REQUIRE_FALSE(connection.failed());
  return path;
}

std::string with_bytes(const Place& place, const std::function<void(std::string&)>& change) {
  std::string bytes = bytes_of(full_store(place));
  REQUIRE(bytes.size() > 20000);
  change(bytes);
  return place.write("changed.db", bytes);
}

// Another process that writes documents to a store, one each time that it is told to, with a Store of its own. To be made
// while this process has no store open.
class OtherWriter {
 public:
  explicit OtherWriter(const std::string& path) {
    int to_child[2], to_parent[2];
    REQUIRE((pipe(to_child) == 0 && pipe(to_parent) == 0));
    child_ = fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      close(to_child[1]);
      write_when_told(path, to_child[0], to_parent[1]);
    }
    close(to_child[0]);
    close(to_parent[1]);
    order_ = to_child[1];
    answer_ = to_parent[0];
  }
  ~OtherWriter() {
    close(order_);
    close(answer_);
    waitpid(child_, nullptr, 0);
  }
  OtherWriter(const OtherWriter&) = delete;
  OtherWriter& operator=(const OtherWriter&) = delete;

  // Returns when it has written one more and closed the store; whether it could.
  bool write_one() {
    char written = 0;
    return ::write(order_, "w", 1) == 1 && ::read(answer_, &written, 1) == 1 && written == 1;
  }

 private:
  [[noreturn]] static void write_when_told(const std::string& path, int order, int answer) {
    char told = 0;
    for (int i = 0; ::read(order, &told, 1) == 1; ++i) {
      Result<Store> store = Store::open(path, StoreAccess::write);
      char written = store.ok() && put(*store, {sample::Paper("other" + std::to_string(i), "2025")}).empty();
      if (store.ok()) const Store closed = std::move(*store);
      if (::write(answer, &written, 1) != 1) break;
    }
    _exit(0);
  }

  pid_t child_ = -1;
  int order_ = -1, answer_ = -1;
};

}  // namespace

TEST_CASE("what is no whole store of this version is refused, and left as it is") {
  struct Row {
    const char* name;
    std::function<std::string(const Place&)> make;  // returns the path
    const char* code;
    StoreAccess access = StoreAccess::create;
  };
  const Row rows[] = {
      {"no file, to be read", [](const Place& place) { return place.path(); }, "store.not_found", StoreAccess::read},
      {"no file, to be written", [](const Place& place) { return place.path(); }, "store.not_found",
       StoreAccess::write},
      {"no folder", [](const Place& place) { return place.path("no/a.db"); }, "store.unreadable"},
      {"a folder", [](const Place& place) { return place.path(""); }, "store.unreadable"},
      {"empty, to be read", [](const Place& place) { return place.write("a.db", ""); }, "store.not_a_store",
       StoreAccess::read},
      {"text", [](const Place& place) { return place.write("a.db", "{\"directed\": true}"); }, "store.not_a_store"},
      {"long text", [](const Place& place) { return place.write("a.db", std::string(5000, 'x')); },
       "store.not_a_store"},
      {"another program's database",
       [](const Place& place) { return run_sql(place.path(), "CREATE TABLE t (a); PRAGMA user_version = 1"); },
       "store.not_a_store"},
      {"a later version's", [](const Place& place) { return run_sql(full_store(place), "PRAGMA user_version = 99"); },
       "store.newer"},
      {"a later version's, to be read",
       [](const Place& place) { return run_sql(full_store(place), "PRAGMA user_version = 99"); }, "store.newer",
       StoreAccess::read},
      {"an earlier version's, to be read",
       [](const Place& place) { return run_sql(full_store(place), "PRAGMA user_version = 0"); }, "store.older",
       StoreAccess::read},
      {"cut off in its head", [](const Place& place) { return with_bytes(place, [](auto& b) { b.resize(50); }); },
       "store.damaged"},
      {"cut off", [](const Place& place) { return with_bytes(place, [](auto& b) { b.resize(b.size() / 2); }); },
       "store.damaged"},
      {"cut off within a page",
       [](const Place& place) { return with_bytes(place, [](auto& b) { b.resize(b.size() - 100); }); },
       "store.damaged"},
      {"a page of zeros",
       [](const Place& place) { return with_bytes(place, [](auto& b) { b.replace(4096, 4096, 4096, '\0'); }); },
       "store.damaged"},
      {"noise",
       [](const Place& place) {
         return with_bytes(place, [](auto& b) {
           for (size_t i = 8192; i < 16384; ++i) b[i] = static_cast<char>(i * 37 + i / 251);
         });
       },
       "store.damaged"},
  };
  size_t tried = 0;
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    ++tried;
    const Place place;
    const std::string path = row.make(place);
    const std::string before = bytes_of(path);
    const Result<Store> store = Store::open(path, row.access, {kShort});
    REQUIRE_FALSE(store.ok());
    REQUIRE(store.diagnostics().size() >= 1);
    CHECK(store.diagnostics()[0].code == row.code);
    CHECK(store.diagnostics()[0].file == path);
    CHECK_FALSE(store.diagnostics()[0].message.empty());
    CHECK_FALSE(store.diagnostics()[0].remedy.empty());
    CHECK((bytes_of(path) == before));
    CHECK_FALSE(std::filesystem::exists(path + "-wal"));
    CHECK_FALSE(std::filesystem::exists(path + "-shm"));
  }
  CHECK(tried == 16);
}

TEST_CASE("a later version that is only in the log of writes yet is refused too") {
  const Place place;
  const std::string path = full_store(place);
  Connection later(path, OpenMode::read_write, kShort);
  later.run("PRAGMA user_version = 99");
  REQUIRE(std::filesystem::file_size(path + "-wal") > 0);
  const std::string before = bytes_of(path), log = bytes_of(path + "-wal");
  for (const StoreAccess access : {StoreAccess::read, StoreAccess::write, StoreAccess::create}) {
    const Result<Store> store = Store::open(path, access, {kShort});
    REQUIRE_FALSE(store.ok());
    CHECK(store.diagnostics()[0].code == "store.newer");
    CHECK((bytes_of(path) == before));
    CHECK((bytes_of(path + "-wal") == log));
  }
}

TEST_CASE("an empty file becomes a store when one is to be made") {
  const Place place;
  CHECK(Store::open(place.write("a.db", ""), StoreAccess::create).ok());
  CHECK(is_store(place.path()));
  CHECK_FALSE(is_store(place.write("b.db", "text")));
  CHECK_FALSE(is_store(place.path("none.db")));
}

TEST_CASE("of two that write one waits, and in the end says so") {
  const Place place;
  const std::string path = full_store(place);
  Result<Store> store = Store::open(path, StoreAccess::write, {kShort});
  REQUIRE(store.ok());
  const size_t before = store->documents()->size();
  const sample::Paper another("another", "2025");
  {
    Connection other(path, OpenMode::read_write, kShort);
    other.run("BEGIN IMMEDIATE");
    const Diagnostics problems = put(*store, {another});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == "store.busy");
    const Result<size_t> removed = store->remove({1});
    REQUIRE_FALSE(removed.ok());
    CHECK(removed.diagnostics()[0].code == "store.busy");
    CHECK(graph_of(*store, rules()).ok());  // who reads does not wait
    CHECK(store->documents()->size() == before);
    other.run("ROLLBACK");
  }
  CHECK(put(*store, {another}).empty());
  CHECK(store->documents()->size() == before + 1);
}

TEST_CASE("two that write take turns") {
  const Place place;
  Store first = opened(place.path()), second = opened(place.path());
  for (int i = 0; i < 5; ++i) {
    CHECK(put(first, {sample::Paper("first" + std::to_string(i), "2025")}).empty());
    CHECK(put(second, {sample::Paper("second" + std::to_string(i), "2025")}).empty());
  }
  CHECK(first.documents()->size() == 10);
  CHECK(second.documents()->size() == 10);
}

// Were the file opened and closed by other means than SQLite's, the locks of `first` would be gone: the other process
// would take the log of writes away when it closes the store, and what `first` writes afterwards would be lost.
TEST_CASE("opening a store or asking whether a file is one leaves the locks of the others alone") {
  struct Row {
    const char* name;
    std::function<void(const std::string& path)> look;
  };
  const Row rows[] = {
      {"a store that reads is opened and closed", [](const auto& path) { opened(path, StoreAccess::read); }},
      {"a store that writes is opened and closed", [](const auto& path) { opened(path, StoreAccess::write); }},
      {"whether it is a store", [](const auto& path) { CHECK(is_store(path)); }},
  };
  size_t tried = 0;
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    ++tried;
    const Place place;
    const std::string path = full_store(place);
    const size_t before = opened(path).documents()->size();
    OtherWriter other(path);
    {
      Store first = opened(path, StoreAccess::write);
      constexpr size_t kRounds = 3;
      for (size_t i = 0; i < kRounds; ++i) {
        const Store second = opened(path, StoreAccess::read);
        CHECK(put(first, {sample::Paper("first" + std::to_string(i), "2025")}).empty());
        row.look(path);
        CHECK(other.write_one());
        CHECK(std::filesystem::exists(path + "-wal"));
        CHECK(put(first, {sample::Paper("again" + std::to_string(i), "2025")}).empty());
        CHECK(first.documents()->size() == before + 3 * (i + 1));
        CHECK(second.documents()->size() == before + 3 * (i + 1));
      }
    }
    CHECK(other.write_one());
    const Store at_last = opened(path, StoreAccess::read);
    CHECK(at_last.documents()->size() == before + 10);
    CHECK(at_last.verify(rules()).empty());
  }
  CHECK(tried == 3);
}

TEST_CASE("a store is found by a path with signs that an address would take for others") {
  for (const char* name : {"a%20b.db", "a?b.db", "a#b.db", "a b&c=d.db"}) {
    INFO(std::string(name));
    const Place place;
    { const Store made = opened(place.path(name)); }
    CHECK(is_store(place.path(name)));
    CHECK(is_store("/" + place.path(name)));
    CHECK(Store::open("/" + place.path(name), StoreAccess::read).ok());
  }
}

TEST_CASE("a store that must not be written to is read") {
  const Place place;
  const std::string path = full_store(place);
  REQUIRE(chmod(path.c_str(), 0444) == 0);
  for (const mode_t rights_of_folder : {0777, 0555}) {
    INFO(rights_of_folder);
    REQUIRE(chmod(place.path("").c_str(), rights_of_folder) == 0);
    const uid_t user = geteuid();
    constexpr uid_t kNobody = 65534;
    if (user == 0) REQUIRE(seteuid(kNobody) == 0);  // nothing is forbidden to root
    const Result<Store> to_write = Store::open(path, StoreAccess::write, {kShort});
    const Result<Store> to_read = Store::open(path, StoreAccess::read, {kShort});
    const bool read = to_read.ok() && graph_of(*to_read, rules()).ok();
    if (user == 0) REQUIRE(seteuid(user) == 0);
    REQUIRE_FALSE(to_write.ok());
    CHECK(to_write.diagnostics()[0].code == "store.read_only");
    CHECK(read);
  }
  REQUIRE(chmod(place.path("").c_str(), 0777) == 0);
}

TEST_CASE("reading leaves no files beside the store") {
  const Place place;
  const std::string path = full_store(place);
  const std::string before = bytes_of(path);
  CHECK(graph_of(opened(path, StoreAccess::read), rules()).ok());
  CHECK((bytes_of(path) == before));
  CHECK_FALSE(std::filesystem::exists(path + "-wal"));
  CHECK_FALSE(std::filesystem::exists(path + "-shm"));
}

TEST_CASE("where there is no space left nothing is done, and it can be done later") {
  const Place place;
  Store store = opened(place.path());
  REQUIRE(put(store, sample::small_world()).empty());
  const size_t before = store.documents()->size();
  std::vector<sample::Paper> many;
  for (int i = 0; i < 300; ++i) {
    many.emplace_back("many" + std::to_string(i), "2025");
    for (int j = 0; j < 20; ++j) {
      many.back().says("company:a", "develops", "chip:b" + std::to_string(j),
                       "Sentence " + std::to_string(i * j) + ".");
    }
  }
  // A file that may not grow fails as a full disk does, with its own number.
  rlimit former{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &former) == 0);
  const auto handler = signal(SIGXFSZ, SIG_IGN);
  const rlimit small{256 * 1024, former.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  const Diagnostics problems = put(store, many);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &former) == 0);
  signal(SIGXFSZ, handler);
  REQUIRE(problems.size() == 1);
  CHECK_MESSAGE(problems[0].code == "store.full", problems[0].to_string());
  CHECK(store.documents()->size() == before);
  CHECK(put(store, many).empty());
  CHECK(store.documents()->size() == before + many.size());
  CHECK(store.verify(rules()).empty());
}
