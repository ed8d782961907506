// The binding behind bind(): one function per form of the language, each in the file of its kind.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/bind.h"
#include "query/language/functions.h"
#include "query/language/pipeline.h"
#include "query/language/syntax.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::query {

struct Variable {
  uint32_t slot = kNoSlot;
  StaticType type = StaticType::any;
};
using Scope = std::map<std::string, Variable>;

// Whether something of `type` may turn out to be of one of the `allowed` types: null, and what is not known
// beforehand, always may.
bool may_be(StaticType type, std::initializer_list<StaticType> allowed);

// "did you mean ...?" with the nearest of `names`; "" when none is near.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& names);

// Binds one query. A function binds what it is called after: it writes slots into the tree, adds steps to the pipeline
// of the present part, and says of an expression which type it has. An error ends nothing: the rest is bound too, so
// that all errors are found, and the program is thrown away then.
class Binder {
 public:
  // All must outlive the binder; `text` is that of the query.
  Binder(std::string_view text, const PropertyGraph& graph, const Map& parameters)
      : text_(text), graph_(graph), parameters_(parameters) {}

  // The program with its warnings, or all errors.
  Result<Program> run(std::shared_ptr<Query> query);

 private:
  using Kind = Expression::Kind;
  enum class PatternUse : uint8_t { clause, predicate, comprehension };
  // What may stand at a place.
  struct Place {
    bool aggregates = false;
    bool patterns = false;  // pattern predicates
  };

  // bind.cc: what all share
  void fail(Span span, std::string_view code, std::string message);
  void warn_unknown(Span span, std::string_view code, const std::string& what, const std::string& name,
                    const std::vector<std::string>& known);
  uint32_t new_slot() { return slots_++; }
  std::vector<std::string> visible_names() const;

  // bind.cc: clauses
  Part bind_part(SingleQuery& single, Program& program);
  Part join_columns(Part part, const std::vector<std::string>& columns, const SingleQuery& single, Program& program);
  void bind_clause(Clause& clause);
  void bind_unwind(Clause& clause);
  void bind_match(Clause& clause);

  // bind_patterns.cc: patterns of MATCH, and those within expressions
  std::vector<uint32_t> bind_pattern(Pattern& pattern, PatternUse use);
  void bind_pattern_properties(ExpressionPtr& properties);
  void bind_properties_of(RelationshipPattern& relationship, const Scope& before);
  void bind_path_name(PatternPart& part, const Scope& before, PatternUse use);
  bool refuse_new(const std::string& name, Span span, PatternUse use);
  bool refuse_path_name(const std::string& name, Span span);
  void bind_node(NodePattern& node, PatternUse use, const Scope& before, std::vector<uint32_t>& bound);
  void bind_relationship(RelationshipPattern& relationship, PatternUse use, const Scope& before,
                         std::set<std::string>& in_pattern, std::vector<uint32_t>& bound);
  std::shared_ptr<Pipeline> match_pipeline(Pattern& pattern, const ExpressionPtr& where,
                                           const std::vector<uint32_t>& bound);
  StaticType bind_pattern_predicate(Expression& e);
  StaticType bind_pattern_comprehension(Expression& e);
  StaticType bind_exists(Expression& e);
  StaticType bind_shortest_path(Expression& e);

  // bind_expressions.cc
  StaticType bind_value(ExpressionPtr& e);
  void bind_condition(ExpressionPtr& e);
  StaticType bind_at(ExpressionPtr& e, Place place);
  StaticType bind_expression(Expression& e);
  StaticType bind_operand(const ExpressionPtr& e);
  StaticType bind_plain(Expression& e);
  void check(const Expression& e, StaticType type, std::initializer_list<StaticType> allowed, const char* needed);
  StaticType bind_parameter(const Expression& e);
  StaticType bind_variable(Expression& e);
  StaticType bind_property(Expression& e);
  StaticType bind_has_labels(Expression& e);
  StaticType bind_logic(Expression& e);
  StaticType bind_in(Expression& e);
  StaticType bind_call(Expression& e);
  StaticType bind_aggregate(Expression& e);
  StaticType bind_case(Expression& e);
  StaticType bind_comprehension(Expression& e);
  StaticType bind_reduce(Expression& e);

  // bind_projection.cc: WITH and RETURN
  void bind_projection(Clause& clause);
  void expand_star(Projection& projection);
  void check_name(const ProjectionItem& item, const Clause& clause, Scope& after);
  void group(Projection& projection, const Scope& before, std::vector<ExpressionPtr>& aggregates);
  ExpressionPtr regrouped(const ExpressionPtr& e, const std::vector<Assignment>& keys, const Scope& visible);
  void assign_slots(Projection& projection, bool grouped, const std::vector<StaticType>& types, Scope& after);
  void bind_tail(Clause& clause, const Scope& before, const Scope& after, bool grouped,
                 const std::vector<ExpressionPtr>& aggregates);
  void bind_sort_item(SortItem& item, const Projection& projection, const Scope& tail, const Scope& before,
                      bool columns_only);
  void refuse_ungrouped(const Expression& e, const Scope& tail, const Scope& before);
  ExpressionPtr with_columns(const ExpressionPtr& e, const Projection& projection, bool only_plain,
                             bool whole = true) const;
  void bind_count(ExpressionPtr& e, const char* clause);
  void add_steps(Clause& clause, bool grouped, const std::vector<ExpressionPtr>& aggregates);

  std::string_view text_;
  const PropertyGraph& graph_;
  const Map& parameters_;
  Scope scope_;
  Place place_;
  bool in_aggregate_ = false;
  Pipeline* pipeline_ = nullptr;
  uint32_t slots_ = 0;
  uint32_t path_slot_ = kNoSlot;        // of the part being bound
  std::vector<ExpressionPtr> written_;  // of the present projection
  std::vector<Assignment> keys_;        // of the present projection
  Diagnostics problems_;
};

}  // namespace whobuilds::query
