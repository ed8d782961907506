// Aggregating functions: many values, one result.
#pragma once

#include <memory>

#include "query/language/execution.h"

namespace whobuilds::query {

class Aggregate {
 public:
  virtual ~Aggregate() = default;
  // The arguments of one row: none for count(*). Nulls are left out by whoever calls, but for count(*).
  virtual void add(const std::vector<Value>& arguments, Execution& execution) = 0;
  virtual Value result(Execution& execution) = 0;
};

// For an expression of kind aggregate: count, sum, avg, min, max, collect, stDev, stDevP, percentileDisc or
// percentileCont. The expression must outlive it.
std::unique_ptr<Aggregate> make_aggregate(const Expression& expression);

}  // namespace whobuilds::query
