// One run of a query: the frame that its steps share, and what it has cost so far.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/language/syntax.h"
#include "text/regex.h"
#include "whobuilds/query.h"

namespace whobuilds::query {

// Errors do not unwind: the first one is kept, and every loop asks failed(). Used by one thread.
class Execution {
 public:
  Execution(const PropertyGraph& graph, std::string_view query, const QueryOptions& options, uint32_t slots)
      : frame(slots), graph_(graph), query_(query), options_(options), start_(std::chrono::steady_clock::now()) {}

  const PropertyGraph& graph() const { return graph_; }
  const Map& parameters() const { return options_.parameters; }
  const QueryLimits& limits() const { return options_.limits; }

  bool failed() const { return !problems_.empty(); }
  const Diagnostics& problems() const { return problems_; }
  // Keeps the first error. `code` is what follows "query.".
  void fail(Span span, std::string_view code, std::string message);

  // Ends the query for what it costs, which no place in its text stands for. Requires !failed().
  void end(std::string_view code, std::string message, std::string remedy);

  // To be called for each unit of work; false once the query has failed or its time is over.
  bool go_on() { return (++steps_ & 0xFFF) != 0 ? problems_.empty() : within_time(); }
  // To be called when values are kept beyond their row; false once there are too many.
  bool hold(uint64_t values);

  // A compiled pattern, kept for the rows to come; nullptr, with an error, when it is none.
  const text::Regex* regex(const std::string& pattern, Span span);

  // 0 <= x < 1; the same series in every run (splitmix64, Steele and others 2014).
  double next_random();

  std::vector<Value> frame;

 private:
  bool within_time();

  const PropertyGraph& graph_;
  std::string_view query_;
  const QueryOptions& options_;
  std::chrono::steady_clock::time_point start_;
  uint64_t steps_ = 0;
  uint64_t held_ = 0;
  uint64_t random_state_ = 0;
  std::unordered_map<std::string, text::Regex> regexes_;
  Diagnostics problems_;
};

}  // namespace whobuilds::query
