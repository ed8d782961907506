#include "serve/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace whobuilds::serve {
namespace {

constexpr std::chrono::seconds kHeadTime(5), kBodyTime(30), kWriteTime(60);
constexpr std::chrono::seconds kSilence(5);  // in the midst of what is read
constexpr size_t kLargestHead = size_t{64} << 10;

// Whether `events` can be done within this time; errors count as can be done, and are told by who does it.
bool wait_for(socket_t socket, short events, std::chrono::steady_clock::duration patience) {
  pollfd waited = {socket, events, 0};
  const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(patience).count();
  int ready = 0;
  do {
    ready = ::poll(&waited, 1, static_cast<int>(std::max<int64_t>(0, milliseconds)));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

}  // namespace

bool Connection::wait_for_request(std::chrono::milliseconds patience) const {
  return begin_ < end_ || wait_for(socket_, POLLIN, patience);
}

void Connection::begin_head() {
  may_read_ = kLargestHead;
  read_until_ = Clock::now() + kHeadTime;
  may_wait_to_write_ = kWriteTime;
}

void Connection::begin_body() {
  may_read_ = SIZE_MAX;  // how much may come is said where requests are refused
  read_until_ = Clock::now() + kBodyTime;
}

bool Connection::is_writable() const {
  char byte = 0;
  const ssize_t seen = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  const bool is_there = seen > 0 || (seen < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
  return is_there && wait_for(socket_, POLLOUT, may_wait_to_write_);
}

bool Connection::refill() {
  const Clock::duration patience = std::min<Clock::duration>(kSilence, read_until_ - Clock::now());
  if (!wait_for(socket_, POLLIN, patience)) return false;
  ssize_t received = 0;
  do {
    received = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
  } while (received < 0 && errno == EINTR);
  begin_ = 0;
  end_ = received > 0 ? static_cast<size_t>(received) : 0;
  return received > 0;
}

ssize_t Connection::read(char* bytes, size_t size) {
  if (may_read_ == 0 || Clock::now() > read_until_) return -1;
  if (begin_ == end_ && !refill()) return -1;
  const size_t taken = std::min({size, end_ - begin_, may_read_});
  std::memcpy(bytes, buffer_.data() + begin_, taken);
  begin_ += taken;
  may_read_ -= taken;
  return static_cast<ssize_t>(taken);
}

ssize_t Connection::write(const char* bytes, size_t size) {
  const Clock::time_point began = Clock::now();
  if (!wait_for(socket_, POLLOUT, may_wait_to_write_)) return -1;
  may_wait_to_write_ -= std::min(may_wait_to_write_, Clock::now() - began);
  ssize_t sent = 0;
  do {
    sent = ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

}  // namespace whobuilds::serve
