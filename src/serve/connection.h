// One connection to a client, with ends to how long it may keep a thread: who sends or takes in slowly is left.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>

namespace whobuilds::serve {

// What requests come from and answers go to. Not thread-safe. The socket stays the caller's.
class Connection final : public httplib::Stream {
 public:
  explicit Connection(socket_t socket) : socket_(socket) {}

  // Whether a request begins within this time.
  bool wait_for_request(std::chrono::milliseconds patience) const;
  // Its line and header fields are read next: 64 KiB at most, within 5 s. Writing the answer may wait for the client
  // for 60 s in all.
  void begin_head();
  // Its body is read next, within 30 s and without a pause of 5 s.
  void begin_body();

  bool is_readable() const override { return wait_for_request({}); }
  bool is_writable() const override;
  ssize_t read(char* bytes, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  // Nobody asks for them.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;

  bool refill();

  const socket_t socket_;
  std::array<char, 8192> buffer_;  // received and not read yet
  size_t begin_ = 0, end_ = 0;
  size_t may_read_ = 0;  // bytes
  Clock::time_point read_until_;
  Clock::duration may_wait_to_write_{};
};

}  // namespace whobuilds::serve
