#include "query/language/execution.h"

#include "query/language/tokens.h"

namespace whobuilds::query {

void Execution::fail(Span span, std::string_view code, std::string message) {
  if (!failed()) problems_.push_back(query_error(query_, span, code, std::move(message)));
}

void Execution::end(std::string_view code, std::string message, std::string remedy) {
  fail({}, code, std::move(message));
  problems_.front().line = problems_.front().column = 0;
  problems_.front().remedy = std::move(remedy);
}

bool Execution::within_time() {
  if (failed()) return false;
  if (std::chrono::steady_clock::now() - start_ < limits().time) return true;
  end("time_limit", "the query took longer than " + std::to_string(limits().time.count()) + " ms",
      "ask for less: name a label or an id, bound the length of paths, or raise the limit");
  return false;
}

bool Execution::hold(uint64_t values) {
  if (failed()) return false;
  held_ += values;
  if (held_ <= limits().held_values) return go_on();
  end("memory_limit", "the query keeps more than " + std::to_string(limits().held_values) + " values",
      "ask for less, or raise the limit");
  return false;
}

double Execution::next_random() {
  uint64_t z = random_state_ += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

const text::Regex* Execution::regex(const std::string& pattern, Span span) {
  constexpr size_t kMostPatterns = 1000;  // patterns may come from the data
  const auto known = regexes_.find(pattern);
  if (known != regexes_.end()) return &known->second;
  Result<text::Regex> compiled = text::Regex::compile(pattern);
  if (!compiled) {
    fail(span, "regex", "the regular expression is faulty: " + compiled.diagnostics().front().message);
    return nullptr;
  }
  if (regexes_.size() >= kMostPatterns) regexes_.clear();
  return &regexes_.emplace(pattern, std::move(*compiled)).first->second;
}

}  // namespace whobuilds::query
