#include "store/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace whobuilds::store {
namespace {

struct Explanation {
  int code;  // a primary result code of SQLite
  const char* name;
  const char* message;
  const char* remedy;
};

constexpr Explanation kExplanations[] = {
    {SQLITE_NOTADB, "store.damaged", "the file is damaged",
     "restore it from a copy, or add the documents to a new one"},
    {SQLITE_CORRUPT, "store.damaged", "the file is damaged",
     "restore it from a copy, or add the documents to a new one"},
    {SQLITE_BUSY, "store.busy", "another program is writing to it and did not finish", "try again when it is done"},
    {SQLITE_LOCKED, "store.busy", "another program is writing to it and did not finish", "try again when it is done"},
    {SQLITE_FULL, "store.full", "there is no space left to write to",
     "make room, then do it again: nothing of it was done"},
    {SQLITE_READONLY, "store.read_only", "the file must not be written to",
     "check the rights of the file and its folder"},
    {SQLITE_PERM, "store.read_only", "the file must not be written to", "check the rights of the file and its folder"},
    {SQLITE_CANTOPEN, "store.unreadable", "could not be opened", "check that the folder exists, and its rights"},
};

// Of writes that failed: whether for want of space, also that which a user or a process is allowed.
bool is_want_of_space(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

const Explanation* explanation_of(int code) {
  for (const Explanation& each : kExplanations) {
    if (each.code == code) return &each;
  }
  return nullptr;
}

// `code` has just come back from a call before which errno was 0: SQLite does not keep what the system said.
Diagnostic problem_of(sqlite3* handle, int code, const std::string& path) {
  int primary = code & 0xff;
  if (primary == SQLITE_IOERR && is_want_of_space(errno)) primary = SQLITE_FULL;
  Diagnostic problem;
  problem.file = path;
  if (const Explanation* known = explanation_of(primary)) {
    problem.code = known->name;
    problem.message = known->message;
    problem.remedy = known->remedy;
  } else {
    problem.code = "store.io";
    problem.message = std::string("could not be read or written: ") + sqlite3_errstr(code);
    if (handle != nullptr) problem.message += std::string(", ") + sqlite3_errmsg(handle);
    problem.remedy = "check the disk and the rights of the file and its folder";
  }
  return problem;
}

int flags_of(OpenMode mode) {
  // Without SQLite's own lock: a connection is used by one thread at a time.
  switch (mode) {
    case OpenMode::still:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    case OpenMode::read_only:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    case OpenMode::query:
    case OpenMode::read_write:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case OpenMode::create:
      break;
  }
  return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
}

std::string still_uri(const std::string& path) {
  static constexpr char kDigits[] = "0123456789abcdef";
  // Two slashes would begin the name of a machine.
  std::string uri = path.compare(0, 2, "//") == 0 ? "file://" : "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      uri += {'%', kDigits[static_cast<uint8_t>(c) >> 4], kDigits[c & 15]};
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Connection::Connection(const std::string& path, OpenMode mode, std::chrono::milliseconds patience) : path_(path) {
  const std::string name = mode == OpenMode::still ? still_uri(path) : path;
  errno = 0;
  note(sqlite3_open_v2(name.c_str(), &handle_, flags_of(mode), nullptr));
  if (failed()) return;
  // SQLite opens what must not be written to read it, and would say so only when it is to write.
  const bool to_write = mode == OpenMode::read_write || mode == OpenMode::create;
  if (to_write && sqlite3_db_readonly(handle_, "main") == 1) note(SQLITE_READONLY);
  sqlite3_busy_timeout(handle_, static_cast<int>(patience.count()));
  // A file from elsewhere may hold statements of its own: they must not call anything harmful.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  if (mode == OpenMode::query) run("PRAGMA query_only = ON");
}

Connection::Connection(std::string path) : path_(std::move(path)) {}

Connection::~Connection() { sqlite3_close_v2(handle_); }

void Connection::note(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || failed()) return;
  problems_.push_back(problem_of(handle_, code, path_));
}

void Connection::fail(Diagnostic problem) {
  if (!failed()) problems_.push_back(std::move(problem));
}

Diagnostics Connection::take_problems() { return std::exchange(problems_, {}); }

void Connection::run(const char* sql) {
  if (failed()) return;
  errno = 0;
  note(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::string Connection::first_bytes(size_t most) {
  if (failed()) return "";
  errno = 0;
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  note(sqlite3_file_control(handle_, "main", SQLITE_FCNTL_FILE_POINTER, &file));
  if (!failed()) note(file->pMethods->xFileSize(file, &size));
  if (failed() || size == 0) return "";
  std::string bytes(std::min(most, static_cast<size_t>(size)), '\0');
  note(file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0));
  return failed() ? "" : bytes;
}

std::unique_ptr<Connection> Connection::copy() {
  std::unique_ptr<Connection> made(new Connection(path_));
  errno = 0;
  made->note(sqlite3_open_v2("", &made->handle_, flags_of(OpenMode::create), nullptr));
  if (made->failed()) return made;
  sqlite3_backup* backup = sqlite3_backup_init(made->handle_, "main", handle_, "main");
  errno = 0;
  if (backup != nullptr) sqlite3_backup_step(backup, -1);
  made->note(backup == nullptr ? sqlite3_errcode(made->handle_) : sqlite3_backup_finish(backup));
  return made;
}

size_t Connection::changed_rows() const { return static_cast<size_t>(sqlite3_changes64(handle_)); }

int64_t Connection::last_row() const { return sqlite3_last_insert_rowid(handle_); }

Statement::Statement(Connection& connection, const char* sql) : connection_(connection) {
  if (!connection.failed()) connection.note(sqlite3_prepare_v2(connection.handle_, sql, -1, &handle_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::bind(int64_t number) {
  if (!connection_.failed()) connection_.note(sqlite3_bind_int64(handle_, ++bound_, number));
  return *this;
}

Statement& Statement::bind(double number) {
  if (!connection_.failed()) connection_.note(sqlite3_bind_double(handle_, ++bound_, number));
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  if (!connection_.failed()) {
    connection_.note(sqlite3_bind_text64(handle_, ++bound_, text.data() == nullptr ? "" : text.data(), text.size(),
                                         SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  if (!connection_.failed()) {
    connection_.note(sqlite3_bind_blob64(handle_, ++bound_, bytes.data(), bytes.size(), SQLITE_STATIC));
  }
  return *this;
}

Statement& Statement::bind_null() {
  if (!connection_.failed()) connection_.note(sqlite3_bind_null(handle_, ++bound_));
  return *this;
}

bool Statement::next() {
  if (connection_.failed()) return false;
  errno = 0;
  const int code = sqlite3_step(handle_);
  connection_.note(code);
  if (code == SQLITE_ROW) return true;
  reset();
  return false;
}

void Statement::run() {
  while (next()) {
  }
}

void Statement::reset() {
  sqlite3_reset(handle_);
  bound_ = 0;
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

double Statement::number(int column) const { return sqlite3_column_double(handle_, column); }

std::string Statement::text(int column) const {
  const unsigned char* text = sqlite3_column_text(handle_, column);
  const auto size = static_cast<size_t>(sqlite3_column_bytes(handle_, column));
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text), size);
}

std::string_view Statement::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const auto size = static_cast<size_t>(sqlite3_column_bytes(handle_, column));
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

Transaction::Transaction(Connection& connection) : connection_(connection) {
  // At once, not with the first write: who waits for another writer then waits here, before it has read anything.
  connection.run("BEGIN IMMEDIATE");
  open_ = !connection.failed();
}

Transaction::~Transaction() {
  if (!open_) return;
  Diagnostics why = connection_.take_problems();
  connection_.run("ROLLBACK");
  connection_.take_problems();  // SQLite has rolled back by itself where it had to
  for (Diagnostic& problem : why) connection_.fail(std::move(problem));
}

bool Transaction::commit() {
  connection_.run("COMMIT");
  if (!connection_.failed()) open_ = false;
  return !connection_.failed();
}

}  // namespace whobuilds::store
