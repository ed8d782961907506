// The steps of a query. A row is what stands in the execution's frame; each step is handed rows by the one before it
// and hands rows on. Steps that must see all rows first (sorting, grouping) hand theirs on at the end.
#pragma once

#include <memory>
#include <type_traits>
#include <vector>

#include "query/language/execution.h"

namespace whobuilds::query {

// What follows a step: called with the row in the frame; false means that no more rows are wanted. Refers to a callable
// that outlives it.
class Next {
 public:
  template <typename Callable, typename = std::enable_if_t<!std::is_same_v<std::decay_t<Callable>, Next>>>
  Next(Callable&& callable)  // NOLINT(google-explicit-constructor)
      : callable_(const_cast<void*>(static_cast<const void*>(&callable))),
        call_([](void* c) { return (*static_cast<std::remove_reference_t<Callable>*>(c))(); }) {}
  bool operator()() const { return call_(callable_); }

 private:
  void* callable_;
  bool (*call_)(void*);
};

class Step {
 public:
  virtual ~Step() = default;
  // Forgets what an earlier run left.
  virtual void start(Execution& /*execution*/) {}
  // A row has come. False: this step wants no more.
  virtual bool take(Execution& execution, Next next) = 0;
  // No more rows will come.
  virtual void finish(Execution& /*execution*/, Next /*next*/) {}
};

// Not re-entrant: a pipeline does not run within itself.
class Pipeline {
 public:
  void add(std::unique_ptr<Step> step) { steps_.push_back(std::move(step)); }
  // Runs all steps from the frame as it stands; `emit` is called with each row that leaves the last step.
  void run(Execution& execution, Next emit);

 private:
  bool take(size_t step, Execution& execution, Next emit);

  std::vector<std::unique_ptr<Step>> steps_;
};

// UNWIND list AS slot: one row per member, none for null, one for what is no list.
std::unique_ptr<Step> make_unwind(ExpressionPtr list, uint32_t slot);

// Computes the values of expressions into slots.
struct Assignment {
  ExpressionPtr expression;
  uint32_t slot;
};
std::unique_ptr<Step> make_compute(std::vector<Assignment> assignments);

// Groups by the slots of `keys`; each aggregate's result goes into the slot of its expression. Groups come in the order
// of their first row. Without keys there is always exactly one group.
std::unique_ptr<Step> make_group(std::vector<Assignment> keys, std::vector<ExpressionPtr> aggregates);

// Lets each combination of values through once.
std::unique_ptr<Step> make_distinct(std::vector<uint32_t> slots);

struct SortKey {
  ExpressionPtr expression;
  bool descending = false;
};
// Sorts stably; `kept` are the slots that later steps read. `skip` and `limit` may be null.
std::unique_ptr<Step> make_sort(std::vector<SortKey> keys, std::vector<uint32_t> kept, ExpressionPtr skip,
                                ExpressionPtr limit);

std::unique_ptr<Step> make_skip_and_limit(ExpressionPtr skip, ExpressionPtr limit);
std::unique_ptr<Step> make_filter(ExpressionPtr condition);

}  // namespace whobuilds::query
