#include "store/open.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "store/schema.h"

namespace whobuilds::store {
namespace {

namespace fs = std::filesystem;

// What every SQLite database begins with; see "The Database Header" of its file format.
constexpr std::string_view kMagic("SQLite format 3\0", 16);
// Of that header, in bytes.
constexpr size_t kHeadSize = 100, kVersionAt = 60, kApplicationAt = 68;

// What can be known of a file without opening it as a database, which may write to it.
struct Head {
  enum class Kind : uint8_t { missing, unreadable, empty, other, ours } kind = Kind::missing;
  uint32_t version = 0;
};

uint32_t big_endian(std::string_view bytes) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<uint8_t>(bytes[i]);
  return number;
}

// The bytes that a regular file begins with, kHeadSize at most; nothing when they cannot be read.
std::optional<std::string> first_bytes(const std::string& path) {
  Connection connection(path, OpenMode::still, {});
  std::string bytes = connection.first_bytes(kHeadSize);
  return connection.failed() ? std::nullopt : std::optional(std::move(bytes));
}

Head head_of(const std::string& path) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (!fs::exists(status)) return {Head::Kind::missing, 0};
  if (!fs::is_regular_file(status)) return {Head::Kind::unreadable, 0};
  const std::optional<std::string> bytes = first_bytes(path);
  if (!bytes) return {Head::Kind::unreadable, 0};
  const std::string_view head = *bytes;
  if (head.empty()) return {Head::Kind::empty, 0};
  if (head.substr(0, kMagic.size()) != kMagic) return {Head::Kind::other, 0};
  if (head.size() < kHeadSize) return {Head::Kind::ours, 0};  // cut off: SQLite will say so
  if (big_endian(head.substr(kApplicationAt)) != kApplicationId) return {Head::Kind::other, 0};
  return {Head::Kind::ours, big_endian(head.substr(kVersionAt))};
}

Diagnostic problem(const char* code, const std::string& path, std::string message, std::string remedy) {
  Diagnostic made;
  made.code = code;
  made.file = path;
  made.message = std::move(message);
  made.remedy = std::move(remedy);
  return made;
}

Diagnostic newer(const std::string& path, uint32_t version) {
  return problem("store.newer", path,
                 "a later version of whobuilds wrote it: its schema is " + std::to_string(version) +
                     ", this version knows " + std::to_string(schema_version()),
                 "use that version; the file was left as it is");
}

Diagnostic older(const std::string& path) {
  return problem("store.older", path, "an earlier version of whobuilds wrote it",
                 "bring it up to this version with `whobuilds compact`");
}

Diagnostics unfit(const std::string& path, const Head& head, StoreAccess access) {
  const bool may_create = access == StoreAccess::create;
  switch (head.kind) {
    case Head::Kind::missing:
      if (may_create) return {};
      return {problem("store.not_found", path, "there is no such file", "make a store with `whobuilds add`")};
    case Head::Kind::unreadable:
      return {problem("store.unreadable", path, "is not a file that can be read", "check the path and its rights")};
    case Head::Kind::empty:
      if (may_create) return {};
      return {problem("store.not_a_store", path, "the file is empty", "make a store with `whobuilds add`")};
    case Head::Kind::other:
      return {
          problem("store.not_a_store", path, "is not a store of whobuilds", "name another file; it was left as it is")};
    case Head::Kind::ours:
      if (head.version > schema_version()) return {newer(path, head.version)};
      break;
  }
  return {};
}

// Whether making the store was interrupted: SQLite will undo what is half done.
bool is_half_made(const std::string& path) {
  std::error_code unknown;
  return fs::exists(path + "-journal", unknown);
}

// Whether there is a log of writes that are not in the file yet: somebody is writing, or was killed at it.
bool has_log(const std::string& path) {
  std::error_code unknown;
  const auto size = fs::file_size(path + "-wal", unknown);
  return !unknown && size > 0;
}

// SQLite takes what is missing of the last page for zeros.
bool is_cut_off(Connection& connection) {
  Statement size(connection, "PRAGMA page_size");
  std::error_code unknown;
  return size.next() && fs::file_size(connection.path(), unknown) % static_cast<uint64_t>(size.integer(0)) != 0;
}

Diagnostics unfit_inside(const std::string& path, OpenMode mode, StoreAccess access, const StoreOptions& options) {
  Connection connection(path, mode, options.patience);
  const uint32_t version = version_of(connection);
  if (connection.failed()) return connection.problems();
  if (version > schema_version()) return {newer(path, version)};
  if (mode == OpenMode::still && is_cut_off(connection)) return {damaged(path, "its last page is not whole")};
  if (access == StoreAccess::read) return version < schema_version() ? Diagnostics{older(path)} : Diagnostics{};
  return check_pages(connection, "PRAGMA quick_check(1)");
}

// What keeps the database from being used. Nothing is written to find out.
Diagnostics unfit_inside(const std::string& path, StoreAccess access, const StoreOptions& options) {
  if (!has_log(path)) {
    const Diagnostics problems = unfit_inside(path, OpenMode::still, access, options);
    if (!has_log(path)) return problems;  // else somebody began to write meanwhile, and it was not still
  }
  return unfit_inside(path, OpenMode::read_only, access, options);
}

std::shared_ptr<Connection> connected(const std::string& path, StoreAccess access, const StoreOptions& options) {
  const auto connect = [&](OpenMode mode) { return std::make_shared<Connection>(path, mode, options.patience); };
  if (access == StoreAccess::create) return connect(OpenMode::create);
  if (access == StoreAccess::write) return connect(OpenMode::read_write);
  if (has_log(path)) return connect(OpenMode::read_only);
  auto connection = connect(OpenMode::query);
  version_of(*connection);
  // In a folder that must not be written to SQLite cannot make the files that it needs to watch for others.
  return connection->failed() && !has_log(path) ? connect(OpenMode::still) : connection;
}

void prepare_for_writing(Connection& connection) {
  bring_up(connection, schema_steps());
  // In the log of writes a commit is a single append. It must be on disk before the commit returns: "normal" would be
  // enough for a process that is killed, not for a machine that loses power.
  Statement(connection, "PRAGMA journal_mode = WAL").run();
  connection.run("PRAGMA synchronous = FULL");
}

}  // namespace

bool is_sqlite(const std::string& path) {
  std::error_code unknown;
  if (!fs::is_regular_file(path, unknown)) return false;
  const std::optional<std::string> head = first_bytes(path);
  return head && head->compare(0, kMagic.size(), kMagic) == 0;
}

Diagnostic damaged(const std::string& path, std::string what) {
  return problem("store.damaged", path, "the file is damaged: " + std::move(what),
                 "restore it from a copy, or add the documents to a new one");
}

Diagnostics check_pages(Connection& connection, const char* sql) {
  Diagnostics found;
  Statement check(connection, sql);
  while (check.next()) {
    const std::string line = check.text(0);
    if (line != "ok") found.push_back(damaged(connection.path(), line));
  }
  return connection.failed() ? connection.problems() : found;
}

Result<std::shared_ptr<Connection>> open_store(const std::string& path, StoreAccess access,
                                               const StoreOptions& options) {
  const Head head = head_of(path);
  Diagnostics problems = unfit(path, head, access);
  if (problems.empty() && head.kind == Head::Kind::ours && !is_half_made(path)) {
    problems = unfit_inside(path, access, options);
  }
  if (!problems.empty()) return problems;
  std::shared_ptr<Connection> connection = connected(path, access, options);
  if (access != StoreAccess::read) prepare_for_writing(*connection);
  if (connection->failed()) return connection->problems();
  return connection;
}

}  // namespace whobuilds::store
