// An extractor for each worker.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "whobuilds/extractor.h"

namespace whobuilds::cli {

// Each is made when its worker first needs it. Safe as long as no two threads ask for the same worker's.
class WorkerExtractors {
 public:
  WorkerExtractors(RuleSet rule_set, unsigned workers) : rule_set_(std::move(rule_set)), extractors_(workers) {}

  Extractor& operator[](unsigned worker) {
    if (!extractors_[worker]) extractors_[worker].emplace(rule_set_);
    return *extractors_[worker];
  }

 private:
  RuleSet rule_set_;
  std::vector<std::optional<Extractor>> extractors_;
};

}  // namespace whobuilds::cli
