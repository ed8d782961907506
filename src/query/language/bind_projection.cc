#include <algorithm>
#include <utility>

#include "query/language/binder.h"
#include "query/language/same_syntax.h"
#include "query/language/slots.h"

namespace whobuilds::query {
namespace {

using Kind = Expression::Kind;

bool contains_aggregate(const Expression& e) {
  if (e.kind == Kind::aggregate) return true;
  return std::any_of(e.children.begin(), e.children.end(),
                     [](const ExpressionPtr& child) { return child != nullptr && contains_aggregate(*child); });
}

void collect_aggregates(const ExpressionPtr& e, std::vector<ExpressionPtr>& found) {
  if (e == nullptr) return;
  if (e->kind == Kind::aggregate) {
    found.push_back(e);
    return;
  }
  for (const ExpressionPtr& child : e->children) collect_aggregates(child, found);
}

// The items' expressions as they were written, for ORDER BY to find again.
std::vector<ExpressionPtr> originals(const Projection& projection) {
  std::vector<ExpressionPtr> written;
  for (const ProjectionItem& item : projection.items) written.push_back(item.expression);
  return written;
}

bool is_simple(const Expression& e) {
  return e.kind == Kind::variable || (e.kind == Kind::property && is_simple(*e.children[0]));
}

ExpressionPtr slot_variable(uint32_t slot, Span span) {
  auto variable = std::make_shared<Expression>();
  variable->kind = Kind::variable;
  variable->slot = slot;
  variable->span = span;
  return variable;
}

bool is_column(const Expression& e, const Projection& projection) {
  return e.kind == Kind::variable && std::any_of(projection.items.begin(), projection.items.end(),
                                                 [&](const ProjectionItem& item) { return item.name == e.name; });
}

std::vector<SortKey> sort_keys(const Projection& projection) {
  std::vector<SortKey> keys;
  for (const SortItem& item : projection.sort) keys.push_back({item.expression, item.descending});
  return keys;
}

std::vector<uint32_t> kept_by_sort(const Clause& clause, std::vector<uint32_t> columns) {
  if (clause.where == nullptr) return columns;
  for (const uint32_t slot : slots_read(*clause.where)) {
    if (slot != kNoSlot && std::find(columns.begin(), columns.end(), slot) == columns.end()) columns.push_back(slot);
  }
  return columns;
}

}  // namespace

void Binder::bind_projection(Clause& clause) {
  Projection& projection = clause.projection;
  if (projection.all) expand_star(projection);
  const Scope before = scope_;
  // A projection inside this one's WHERE has its own.
  const std::vector<ExpressionPtr> outer_written = written_;
  const std::vector<Assignment> outer_keys = keys_;
  Scope after;
  std::vector<StaticType> types;
  for (ProjectionItem& item : projection.items) {
    types.push_back(bind_at(item.expression, {true, false}));
    check_name(item, clause, after);
  }
  const bool grouped = std::any_of(projection.items.begin(), projection.items.end(),
                                   [](const ProjectionItem& item) { return contains_aggregate(*item.expression); });
  written_ = originals(projection);
  std::vector<ExpressionPtr> aggregates;
  if (grouped) group(projection, before, aggregates);
  assign_slots(projection, grouped, types, after);
  bind_tail(clause, before, after, grouped, aggregates);
  written_ = outer_written;
  keys_ = outer_keys;
  scope_ = after;
}

void Binder::expand_star(Projection& projection) {
  if (scope_.empty()) fail(projection.span, "no_variables", "there is no variable that * could stand for");
  std::vector<ProjectionItem> items;
  for (const auto& variable : scope_) {
    ProjectionItem item;
    item.expression = std::make_shared<Expression>();
    item.expression->kind = Kind::variable;
    item.expression->name = variable.first;
    item.expression->span = projection.span;
    item.name = variable.first;
    items.push_back(std::move(item));
  }
  projection.items.insert(projection.items.begin(), items.begin(), items.end());
}

void Binder::check_name(const ProjectionItem& item, const Clause& clause, Scope& after) {
  if (clause.kind == Clause::Kind::with && !item.aliased && item.expression->kind != Kind::variable) {
    fail(item.expression->span, "no_alias", "an expression in WITH needs a name");
    problems_.back().remedy = "write AS and a name after it";
  }
  if (!after.emplace(item.name, Variable{}).second) {
    fail(item.expression->span, "column_conflict", "two columns are named " + item.name);
  }
}

void Binder::group(Projection& projection, const Scope& before, std::vector<ExpressionPtr>& aggregates) {
  keys_.clear();
  for (ProjectionItem& item : projection.items) {
    if (contains_aggregate(*item.expression)) continue;
    keys_.push_back({item.expression, new_slot()});
    item.expression = slot_variable(keys_.back().slot, item.expression->span);
  }
  for (ProjectionItem& item : projection.items) {
    if (!contains_aggregate(*item.expression)) continue;
    collect_aggregates(item.expression, aggregates);
    item.expression = regrouped(item.expression, keys_, before);
  }
}

// Replaces grouping keys inside `e` by the slots that hold them; anything else that stands outside the aggregates
// and is not constant has no single value in a group.
ExpressionPtr Binder::regrouped(const ExpressionPtr& e, const std::vector<Assignment>& keys, const Scope& visible) {
  if (e == nullptr || e->kind == Kind::aggregate) return e;
  for (const Assignment& key : keys) {
    if (is_simple(*key.expression) && same_syntax(*key.expression, *e)) return slot_variable(key.slot, e->span);
  }
  if (e->kind == Kind::variable) {
    const auto known = visible.find(e->name);
    if (known != visible.end() && known->second.slot == e->slot) {
      fail(e->span, "ambiguous_aggregation", e->name + " has no single value in a group");
      problems_.back().remedy = "return " + e->name + " by itself, so that it is grouped by";
    }
    return e;
  }
  auto copy = std::make_shared<Expression>(*e);
  for (ExpressionPtr& child : copy->children) child = regrouped(child, keys, visible);
  return copy;
}

// A variable that keeps its name, or takes another, keeps its slot.
void Binder::assign_slots(Projection& projection, bool grouped, const std::vector<StaticType>& types, Scope& after) {
  for (size_t i = 0; i < projection.items.size(); ++i) {
    ProjectionItem& item = projection.items[i];
    const bool plain = item.expression->kind == Kind::variable && item.expression->slot != kNoSlot;
    item.slot = plain && !grouped ? item.expression->slot : new_slot();
    after[item.name] = {item.slot, types[i]};
  }
}

// ORDER BY, SKIP, LIMIT and WHERE, and the steps of all.
void Binder::bind_tail(Clause& clause, const Scope& before, const Scope& after, bool grouped,
                       const std::vector<ExpressionPtr>& aggregates) {
  Projection& projection = clause.projection;
  // Behind groups and DISTINCT only the columns are left of a row; else the variables before can still be asked.
  const bool columns_only = grouped || projection.distinct;
  Scope tail = columns_only ? Scope{} : before;
  for (const auto& column : after) tail[column.first] = column.second;
  for (SortItem& item : projection.sort) bind_sort_item(item, projection, tail, before, columns_only);
  bind_count(projection.skip, "SKIP");
  bind_count(projection.limit, "LIMIT");
  if (clause.where != nullptr) {
    scope_ = tail;
    if (columns_only) clause.where = with_columns(clause.where, projection, false);
    bind_condition(clause.where);
  }
  if (!has_errors(problems_)) add_steps(clause, grouped, aggregates);
}

void Binder::bind_sort_item(SortItem& item, const Projection& projection, const Scope& tail, const Scope& before,
                            bool columns_only) {
  const bool aggregate = contains_aggregate(*item.expression);
  if (columns_only) item.expression = with_columns(item.expression, projection, aggregate);
  if (aggregate) refuse_ungrouped(*item.expression, tail, before);
  scope_ = tail;
  if (!contains_aggregate(*item.expression)) {
    bind_value(item.expression);
    return;
  }
  const size_t known = problems_.size();
  bind_at(item.expression, {true, false});
  if (problems_.size() == known) {
    fail(item.expression->span, "aggregation", "ORDER BY can ask only for aggregates that are columns");
  }
}

// Beside an aggregate only columns have a single value.
void Binder::refuse_ungrouped(const Expression& e, const Scope& tail, const Scope& before) {
  if (e.kind == Kind::aggregate) return;
  if (e.kind == Kind::variable && before.count(e.name) > 0 && tail.count(e.name) == 0) {
    fail(e.span, "ambiguous_aggregation", e.name + " has no single value in a group");
  }
  for (const ExpressionPtr& child : e.children) {
    if (child != nullptr) refuse_ungrouped(*child, tail, before);
  }
}

// `e` with each part that was written like a column replaced by that column.
// Beside aggregates only plain columns are known again within a larger expression.
ExpressionPtr Binder::with_columns(const ExpressionPtr& e, const Projection& projection, bool only_plain,
                                   bool whole) const {
  if (e == nullptr || is_column(*e, projection)) return e;
  for (size_t i = 0; i < written_.size(); ++i) {
    const bool plain = is_simple(*written_[i]) || written_[i]->kind == Kind::aggregate;
    if ((only_plain && !whole && !plain) || !same_syntax(*written_[i], *e)) continue;
    auto column = std::make_shared<Expression>();
    column->kind = Kind::variable;
    column->name = projection.items[i].name;
    column->span = e->span;
    return column;
  }
  auto copy = std::make_shared<Expression>(*e);
  for (ExpressionPtr& child : copy->children) child = with_columns(child, projection, only_plain, false);
  return copy;
}

void Binder::bind_count(ExpressionPtr& e, const char* clause) {
  if (e == nullptr) return;
  const Scope before = std::exchange(scope_, {});
  const size_t known = problems_.size();
  const StaticType type = bind_value(e);
  scope_ = before;
  for (size_t i = known; i < problems_.size(); ++i) {
    if (problems_[i].code != "query.undefined_variable") continue;
    problems_[i].code = "query.not_constant";
    problems_[i].message = std::string(clause) + " cannot depend on the row";
  }
  if (problems_.size() > known) return;
  check(*e, type, {StaticType::integer}, "SKIP and LIMIT need an integer");
  if (e->kind == Kind::literal && e->value.is(Value::Type::integer) && e->value.integer() < 0) {
    fail(e->span, "negative_count", std::string(clause) + " cannot be negative");
  }
}

void Binder::add_steps(Clause& clause, bool grouped, const std::vector<ExpressionPtr>& aggregates) {
  Projection& projection = clause.projection;
  if (grouped) pipeline_->add(make_group(keys_, aggregates));
  std::vector<Assignment> assignments;
  std::vector<uint32_t> columns;
  for (const ProjectionItem& item : projection.items) {
    columns.push_back(item.slot);
    const bool in_place = item.expression->kind == Kind::variable && item.expression->slot == item.slot;
    if (!in_place) assignments.push_back({item.expression, item.slot});
  }
  if (!assignments.empty()) pipeline_->add(make_compute(std::move(assignments)));
  if (projection.distinct) pipeline_->add(make_distinct(columns));
  if (!projection.sort.empty()) {
    pipeline_->add(make_sort(sort_keys(projection), kept_by_sort(clause, columns), projection.skip, projection.limit));
  } else if (projection.skip != nullptr || projection.limit != nullptr) {
    pipeline_->add(make_skip_and_limit(projection.skip, projection.limit));
  }
  if (clause.where != nullptr) pipeline_->add(make_filter(clause.where));
}

}  // namespace whobuilds::query
