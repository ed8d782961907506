// Answers that took long, kept for who asks the same again.
#pragma once

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "serve/reply.h"

namespace whobuilds::serve {

// Keeps the answers used last, up to a number of bytes. Thread-safe.
class AnswerCache {
 public:
  std::optional<Reply> find(const std::string& target);
  void keep(const std::string& target, const Reply& reply);

 private:
  struct Entry {
    std::string target;
    Reply reply;
  };
  static constexpr size_t kMostBytes = size_t{32} << 20, kLargest = size_t{4} << 20;

  std::mutex mutex_;
  std::list<Entry> entries_;  // the one used last first
  std::map<std::string, std::list<Entry>::iterator> by_target_;
  size_t bytes_ = 0;
};

}  // namespace whobuilds::serve
