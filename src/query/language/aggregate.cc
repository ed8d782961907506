#include "query/language/aggregate.h"

#include <algorithm>
#include <cmath>

#include "query/language/temporal_arithmetic.h"

namespace whobuilds::query {
namespace {

using Type = Value::Type;

class Count : public Aggregate {
 public:
  void add(const std::vector<Value>& /*arguments*/, Execution& /*execution*/) override { ++count_; }
  Value result(Execution& /*execution*/) override { return count_; }

 private:
  int64_t count_ = 0;
};

class Collect : public Aggregate {
 public:
  void add(const std::vector<Value>& arguments, Execution& execution) override {
    if (execution.hold(1)) values_.push_back(arguments[0]);
  }
  Value result(Execution& /*execution*/) override { return std::move(values_); }

 private:
  List values_;
};

class Extreme : public Aggregate {
 public:
  explicit Extreme(int sign) : sign_(sign) {}
  void add(const std::vector<Value>& arguments, Execution& /*execution*/) override {
    if (best_.is_null() || order(arguments[0], best_) * sign_ > 0) best_ = arguments[0];
  }
  Value result(Execution& /*execution*/) override { return best_; }

 private:
  int sign_;
  Value best_;
};

// sum and avg, of numbers or of durations.
class Sum : public Aggregate {
 public:
  Sum(const Expression& expression, bool average) : expression_(expression), average_(average) {}

  void add(const std::vector<Value>& arguments, Execution& execution) override {
    const Value& value = arguments[0];
    ++count_;
    if (value.is(Type::temporal)) {
      sum_ = count_ == 1 ? value : temporal_arithmetic(addition(), execution, sum_, value);
    } else if (!value.is_number() || sum_.is(Type::temporal)) {
      execution.fail(expression_.span, "type", expression_.name + " needs numbers");
    } else {
      add_number(value, execution);
    }
  }
  Value result(Execution& execution) override {
    if (!average_ || count_ == 0) return count_ == 0 && average_ ? Value() : sum_;
    if (!sum_.is(Type::temporal)) return real_sum_ / static_cast<double>(count_);
    Expression division;
    division.kind = Expression::Kind::divide;
    division.span = expression_.span;
    return temporal_arithmetic(division, execution, sum_, count_);
  }

 private:
  Expression addition() const {
    Expression addition;
    addition.kind = Expression::Kind::add;
    addition.span = expression_.span;
    return addition;
  }
  void add_number(const Value& value, Execution& execution) {
    real_sum_ += value.number();
    if (value.is(Type::real) || sum_.is(Type::real)) {
      sum_ = real_sum_;
      return;
    }
    int64_t sum = 0;
    if (__builtin_add_overflow(sum_.integer(), value.integer(), &sum)) {
      if (!average_) execution.fail(expression_.span, "integer_overflow", "the sum does not fit into 64 bits");
      sum = 0;
    }
    sum_ = sum;
  }

  const Expression& expression_;
  bool average_;
  int64_t count_ = 0;
  double real_sum_ = 0;
  Value sum_ = Value(int64_t{0});
};

// Standard deviation by the running mean (B. P. Welford, 1962).
class Deviation : public Aggregate {
 public:
  Deviation(const Expression& expression, bool of_population)
      : expression_(expression), of_population_(of_population) {}
  void add(const std::vector<Value>& arguments, Execution& execution) override {
    if (!arguments[0].is_number()) return execution.fail(expression_.span, "type", expression_.name + " needs numbers");
    count_ += 1;
    const double before = arguments[0].number() - mean_;
    mean_ += before / count_;
    squares_ += before * (arguments[0].number() - mean_);
  }
  Value result(Execution& /*execution*/) override {
    const double degrees = of_population_ ? count_ : count_ - 1;
    return degrees > 0 ? std::sqrt(squares_ / degrees) : 0.0;
  }

 private:
  const Expression& expression_;
  bool of_population_;
  double count_ = 0, mean_ = 0, squares_ = 0;
};

class Percentile : public Aggregate {
 public:
  Percentile(const Expression& expression, bool interpolated) : expression_(expression), interpolated_(interpolated) {}
  void add(const std::vector<Value>& arguments, Execution& execution) override {
    if (!arguments[0].is_number() || !arguments[1].is_number()) {
      return execution.fail(expression_.span, "type", expression_.name + " needs numbers");
    }
    share_ = arguments[1].number();
    if (!(share_ >= 0 && share_ <= 1)) {
      return execution.fail(expression_.span, "out_of_range", "a percentile lies between 0.0 and 1.0");
    }
    if (execution.hold(1)) values_.push_back(arguments[0]);
  }
  Value result(Execution& /*execution*/) override {
    if (values_.empty()) return {};
    std::stable_sort(values_.begin(), values_.end(), [](const Value& a, const Value& b) { return order(a, b) < 0; });
    const double last = static_cast<double>(values_.size() - 1);
    if (!interpolated_) {
      const double rank = std::ceil(share_ * static_cast<double>(values_.size())) - 1;
      return values_[static_cast<size_t>(std::clamp(rank, 0.0, last))];
    }
    const double place = share_ * last, below = std::floor(place);
    const double low = values_[static_cast<size_t>(below)].number();
    const double high = values_[static_cast<size_t>(std::min(below + 1, last))].number();
    return low + (high - low) * (place - below);
  }

 private:
  const Expression& expression_;
  bool interpolated_;
  double share_ = 0;
  List values_;
};

}  // namespace

std::unique_ptr<Aggregate> make_aggregate(const Expression& expression) {
  const std::string& name = expression.name;
  if (name == "count") return std::make_unique<Count>();
  if (name == "collect") return std::make_unique<Collect>();
  if (name == "min") return std::make_unique<Extreme>(-1);
  if (name == "max") return std::make_unique<Extreme>(1);
  if (name == "sum" || name == "avg") return std::make_unique<Sum>(expression, name == "avg");
  if (name == "stdev" || name == "stdevp") return std::make_unique<Deviation>(expression, name == "stdevp");
  return std::make_unique<Percentile>(expression, name == "percentilecont");
}

}  // namespace whobuilds::query
