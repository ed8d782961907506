#include "query/language/pipeline.h"

#include <algorithm>

#include "query/language/aggregate.h"
#include "query/language/distinct_rows.h"
#include "query/language/evaluate.h"

namespace whobuilds::query {
namespace {

List values_of(const std::vector<uint32_t>& slots, const Execution& execution) {
  List values;
  values.reserve(slots.size());
  for (const uint32_t slot : slots) values.push_back(execution.frame[slot]);
  return values;
}

void restore(const std::vector<uint32_t>& slots, const List& values, Execution& execution) {
  for (size_t i = 0; i < slots.size(); ++i) execution.frame[slots[i]] = values[i];
}

// The value of SKIP or LIMIT; fails on what is no count.
uint64_t count_of(const ExpressionPtr& expression, uint64_t otherwise, const char* clause, Execution& execution) {
  if (expression == nullptr) return otherwise;
  const Value value = evaluate(*expression, execution);
  if (execution.failed()) return 0;
  if (!value.is(Value::Type::integer)) {
    execution.fail(expression->span, "argument_type", std::string(clause) + " needs an integer");
    return 0;
  }
  if (value.integer() < 0) {
    execution.fail(expression->span, "negative_count", std::string(clause) + " cannot be negative");
    return 0;
  }
  return static_cast<uint64_t>(value.integer());
}

class Unwind : public Step {
 public:
  Unwind(ExpressionPtr list, uint32_t slot) : list_(std::move(list)), slot_(slot) {}
  bool take(Execution& x, Next next) override {
    const Value list = evaluate(*list_, x);
    if (x.failed()) return false;
    if (list.is_null()) return true;
    if (!list.is(Value::Type::list)) {
      x.frame[slot_] = list;
      return next();
    }
    for (const Value& member : list.list()) {
      x.frame[slot_] = member;
      if (!x.go_on() || !next()) return false;
    }
    return true;
  }

 private:
  ExpressionPtr list_;
  uint32_t slot_;
};

class Compute : public Step {
 public:
  explicit Compute(std::vector<Assignment> assignments) : assignments_(std::move(assignments)) {}
  bool take(Execution& x, Next next) override {
    for (const Assignment& assignment : assignments_) x.frame[assignment.slot] = evaluate(*assignment.expression, x);
    return !x.failed() && next();
  }

 private:
  std::vector<Assignment> assignments_;
};

class Group : public Step {
 public:
  Group(std::vector<Assignment> keys, std::vector<ExpressionPtr> aggregates)
      : keys_(std::move(keys)), aggregates_(std::move(aggregates)) {}

  void start(Execution& /*x*/) override {
    places_.clear();
    groups_.clear();
  }

  bool take(Execution& x, Next /*next*/) override {
    List key;
    for (const Assignment& assignment : keys_) key.push_back(evaluate(*assignment.expression, x));
    if (x.failed()) return false;
    Entry& entry = entry_of(std::move(key), x);
    for (size_t i = 0; i < aggregates_.size(); ++i) add(entry.columns[i], *aggregates_[i], x);
    return x.go_on();
  }

  void finish(Execution& x, Next next) override {
    if (groups_.empty() && keys_.empty()) entry_of({}, x);
    for (Entry& entry : groups_) {
      if (x.failed()) return;
      for (size_t i = 0; i < keys_.size(); ++i) x.frame[keys_[i].slot] = entry.key[i];
      for (size_t i = 0; i < aggregates_.size(); ++i) {
        x.frame[aggregates_[i]->slot] = entry.columns[i].aggregate->result(x);
      }
      if (x.failed() || !next()) return;
    }
  }

 private:
  struct Column {
    std::unique_ptr<Aggregate> aggregate;
    RowSet seen;  // of DISTINCT
  };
  struct Entry {
    List key;
    std::vector<Column> columns;
  };

  Entry& entry_of(List key, Execution& x) {
    const auto entered = places_.emplace(key, groups_.size());
    if (!entered.second) return groups_[entered.first->second];
    x.hold(key.size() * 2 + aggregates_.size());
    Entry entry;
    entry.key = std::move(key);
    for (const ExpressionPtr& aggregate : aggregates_) entry.columns.push_back({make_aggregate(*aggregate), {}});
    groups_.push_back(std::move(entry));
    return groups_.back();
  }

  static void add(Column& column, const Expression& aggregate, Execution& x) {
    std::vector<Value> arguments;
    for (const ExpressionPtr& argument : aggregate.children) arguments.push_back(evaluate(*argument, x));
    if (x.failed() || (!arguments.empty() && arguments[0].is_null())) return;
    if (aggregate.distinct && (!x.hold(1) || !column.seen.insert({arguments[0]}).second)) return;
    column.aggregate->add(arguments, x);
  }

  std::vector<Assignment> keys_;
  std::vector<ExpressionPtr> aggregates_;
  RowMap<size_t> places_;
  std::vector<Entry> groups_;
};

class Distinct : public Step {
 public:
  explicit Distinct(std::vector<uint32_t> slots) : slots_(std::move(slots)) {}
  void start(Execution& /*x*/) override { seen_.clear(); }
  bool take(Execution& x, Next next) override {
    if (!seen_.insert(values_of(slots_, x)).second) return x.go_on();
    return x.hold(slots_.size()) && next();
  }

 private:
  std::vector<uint32_t> slots_;
  RowSet seen_;
};

class Sort : public Step {
 public:
  Sort(std::vector<SortKey> keys, std::vector<uint32_t> kept, ExpressionPtr skip, ExpressionPtr limit)
      : keys_(std::move(keys)), kept_(std::move(kept)), skip_(std::move(skip)), limit_(std::move(limit)) {}

  void start(Execution& x) override {
    rows_.clear();
    first_ = count_of(skip_, 0, "SKIP", x);
    const uint64_t limit = count_of(limit_, UINT64_MAX, "LIMIT", x);
    last_ = limit > UINT64_MAX - first_ ? UINT64_MAX : first_ + limit;
  }

  bool take(Execution& x, Next /*next*/) override {
    if (last_ == 0) return false;
    Row row;
    for (const SortKey& key : keys_) row.keys.push_back(evaluate(*key.expression, x));
    row.values = values_of(kept_, x);
    rows_.push_back(std::move(row));
    if (last_ < kManyRows && rows_.size() >= 2 * last_ + kManyRows) keep_best();
    const bool bounded = last_ < kManyRows;
    return bounded ? x.go_on() : x.hold(keys_.size() + kept_.size());
  }

  void finish(Execution& x, Next next) override {
    sort();
    for (uint64_t i = first_; i < rows_.size() && i < last_; ++i) {
      restore(kept_, rows_[i].values, x);
      if (!x.go_on() || !next()) return;
    }
  }

 private:
  static constexpr uint64_t kManyRows = 10'000;  // with a lower limit, rows beyond it are dropped on the way
  struct Row {
    List keys, values;
  };

  void sort() {
    std::stable_sort(rows_.begin(), rows_.end(), [this](const Row& a, const Row& b) { return before(a, b); });
  }
  void keep_best() {
    sort();
    if (rows_.size() > last_) rows_.resize(last_);
  }
  bool before(const Row& a, const Row& b) const {
    for (size_t i = 0; i < keys_.size(); ++i) {
      const int by_key = order(a.keys[i], b.keys[i]);
      if (by_key != 0) return keys_[i].descending ? by_key > 0 : by_key < 0;
    }
    return false;
  }

  std::vector<SortKey> keys_;
  std::vector<uint32_t> kept_;
  ExpressionPtr skip_, limit_;
  std::vector<Row> rows_;
  uint64_t first_ = 0, last_ = UINT64_MAX;
};

class SkipAndLimit : public Step {
 public:
  SkipAndLimit(ExpressionPtr skip, ExpressionPtr limit) : skip_(std::move(skip)), limit_(std::move(limit)) {}
  void start(Execution& x) override {
    to_skip_ = count_of(skip_, 0, "SKIP", x);
    left_ = count_of(limit_, UINT64_MAX, "LIMIT", x);
  }
  bool take(Execution& /*x*/, Next next) override {
    if (left_ == 0) return false;
    if (to_skip_ > 0) {
      --to_skip_;
      return true;
    }
    --left_;
    return next() && left_ > 0;
  }

 private:
  ExpressionPtr skip_, limit_;
  uint64_t to_skip_ = 0, left_ = 0;
};

class Filter : public Step {
 public:
  explicit Filter(ExpressionPtr condition) : condition_(std::move(condition)) {}
  bool take(Execution& x, Next next) override {
    const bool holds = evaluate_condition(*condition_, x).value_or(false);
    if (x.failed()) return false;
    return holds ? next() : true;
  }

 private:
  ExpressionPtr condition_;
};

}  // namespace

void Pipeline::run(Execution& execution, Next emit) {
  for (const auto& step : steps_) step->start(execution);
  if (execution.failed()) return;
  take(0, execution, emit);
  for (size_t i = 0; i < steps_.size() && !execution.failed(); ++i) {
    steps_[i]->finish(execution, [&] { return take(i + 1, execution, emit); });
  }
}

bool Pipeline::take(size_t step, Execution& execution, Next emit) {
  if (step == steps_.size()) return emit();
  return steps_[step]->take(execution, [&] { return take(step + 1, execution, emit); });
}

std::unique_ptr<Step> make_unwind(ExpressionPtr list, uint32_t slot) {
  return std::make_unique<Unwind>(std::move(list), slot);
}
std::unique_ptr<Step> make_compute(std::vector<Assignment> assignments) {
  return std::make_unique<Compute>(std::move(assignments));
}
std::unique_ptr<Step> make_group(std::vector<Assignment> keys, std::vector<ExpressionPtr> aggregates) {
  return std::make_unique<Group>(std::move(keys), std::move(aggregates));
}
std::unique_ptr<Step> make_distinct(std::vector<uint32_t> slots) {
  return std::make_unique<Distinct>(std::move(slots));
}
std::unique_ptr<Step> make_sort(std::vector<SortKey> keys, std::vector<uint32_t> kept, ExpressionPtr skip,
                                ExpressionPtr limit) {
  return std::make_unique<Sort>(std::move(keys), std::move(kept), std::move(skip), std::move(limit));
}
std::unique_ptr<Step> make_skip_and_limit(ExpressionPtr skip, ExpressionPtr limit) {
  return std::make_unique<SkipAndLimit>(std::move(skip), std::move(limit));
}
std::unique_ptr<Step> make_filter(ExpressionPtr condition) { return std::make_unique<Filter>(std::move(condition)); }

}  // namespace whobuilds::query
