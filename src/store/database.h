// SQLite with values for failures: a connection, statements, transactions.
//
//   Statement insert(connection, "INSERT INTO t VALUES (?, ?)");
//   insert.bind(7).bind("seven").run();
//   if (connection.failed()) return connection.problems();
//
// The first failure stays: everything after it does nothing, so that it is enough to ask at the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "whobuilds/diagnostic.h"

struct sqlite3;
struct sqlite3_stmt;

namespace whobuilds::store {

enum class OpenMode : uint8_t {
  still,       // to read a file that nobody writes to meanwhile: makes no other file beside it
  read_only,   // leaves files beside it where there were none
  query,       // to read, and to tidy up those files, which may bring what they hold into the file
  read_write,  // the file must be there
  create,
};

// Not thread-safe. Closing the last connection that may write brings the log of writes into the file.
class Connection {
 public:
  Connection(const std::string& path, OpenMode mode, std::chrono::milliseconds patience);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs statements that give no rows.
  void run(const char* sql);

  bool failed() const { return !problems_.empty(); }
  const Diagnostics& problems() const { return problems_; }
  // Takes the failure away: the connection can be used again.
  Diagnostics take_problems();
  // Notes what is wrong with the contents of the file.
  void fail(Diagnostic problem);

  const std::string& path() const { return path_; }
  // What the file begins with, `most` bytes at most, as it lies on the disk, database or not.
  std::string first_bytes(size_t most);
  // What is committed, copied into a file that only the copy knows and that goes with it: for checks that write.
  // Problems of the copy bear the name of this file.
  std::unique_ptr<Connection> copy();
  // Rows that the statement before this inserted, changed or deleted, those of foreign keys not counted.
  size_t changed_rows() const;
  int64_t last_row() const;

 private:
  friend class Statement;
  explicit Connection(std::string path);  // connected to nothing yet
  void note(int code);

  std::string path_;
  sqlite3* handle_ = nullptr;
  Diagnostics problems_;
};

// Must not outlive its connection.
class Statement {
 public:
  Statement(Connection& connection, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // The next parameter, from the first. Texts are copied, bytes are not: they must live until the statement has run.
  Statement& bind(int64_t number);
  Statement& bind(double number);
  Statement& bind(std::string_view text);
  Statement& bind_bytes(std::string_view bytes);
  Statement& bind_null();

  // The next row; false at the end and at a failure. Afterwards parameters are bound from the first again.
  bool next();
  // To the end; parameters are bound from the first again.
  void run();

  // Of the present row, columns from 0. Views hold until the next row.
  int64_t integer(int column) const;
  double number(int column) const;
  std::string text(int column) const;
  std::string_view bytes(int column) const;
  bool is_null(int column) const;

 private:
  void reset();

  Connection& connection_;
  sqlite3_stmt* handle_ = nullptr;
  int bound_ = 0;
};

// A transaction that writes: what is not committed is taken back.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Returns whether all that was done in it is on disk now; else none of it is, and the connection has failed.
  bool commit();

 private:
  Connection& connection_;
  bool open_;
};

}  // namespace whobuilds::store
