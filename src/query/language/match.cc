#include "query/language/match.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "query/language/evaluate.h"
#include "query/language/plan_match.h"
#include "query/language/slots.h"

namespace whobuilds::query {
namespace {

class Match : public Step {
 public:
  Match(const PropertyGraph& graph, const MatchRequest& request)
      : optional_(request.optional), plan_(plan_match(graph, request)) {
    for (const uint32_t slot : slots_read(request.pattern)) {
      const bool bound = std::find(request.bound.begin(), request.bound.end(), slot) != request.bound.end();
      if (!bound) new_slots_.push_back(slot);
    }
  }

  bool take(Execution& x, Next next) override {
    bool found = false;
    const auto emit = [&] {
      found = true;
      return next();
    };
    used_.clear();
    bool more = true;
    if (holds(plan_.first_conditions, x)) more = move(0, x, emit);
    if (x.failed()) return false;
    if (found || !optional_) return more;
    for (const uint32_t slot : new_slots_) x.frame[slot] = Value();
    return next();
  }

 private:
  static bool holds(const std::vector<ExpressionPtr>& conditions, Execution& x) {
    return std::all_of(conditions.begin(), conditions.end(), [&](const ExpressionPtr& condition) {
      return evaluate_condition(*condition, x).value_or(false);
    });
  }

  // Makes the moves from `index` on; false: no more rows are wanted.
  bool move(size_t index, Execution& x, Next emit) {
    if (!x.go_on()) return false;
    if (index == plan_.moves.size()) return emit();
    const Move& m = plan_.moves[index];
    switch (m.kind) {
      case Move::Kind::scan:
        return scan(m, index, x, emit);
      case Move::Kind::walk:
        return start_walk(m, index, x, emit);
      case Move::Kind::search:
        return search(m, index, x, emit);
      default:
        return path(m, index, x, emit);
    }
  }
  bool go_on_after(const Move& m, size_t index, Execution& x, Next emit) {
    if (!holds(m.conditions, x)) return !x.failed();
    return move(index + 1, x, emit);
  }

  static bool node_fits(const NodeTest& test, uint32_t node, Execution& x) {
    if (test.impossible) return false;
    const std::vector<uint32_t>& labels = x.graph().labels_of(node);
    for (const uint32_t label : test.labels) {
      if (std::find(labels.begin(), labels.end(), label) == labels.end()) return false;
    }
    return std::all_of(test.properties.begin(), test.properties.end(), [&](const PropertyTest& property) {
      return equal(x.graph().node_property(node, property.key), evaluate(*property.value, x)).value_or(false);
    });
  }

  static bool relationship_fits(const RelationshipTest& test, uint32_t relationship, Execution& x) {
    const uint32_t type = x.graph().type_of(relationship);
    if (!test.any_type && std::find(test.types.begin(), test.types.end(), type) == test.types.end()) return false;
    return std::all_of(test.properties.begin(), test.properties.end(), [&](const PropertyTest& property) {
      return equal(x.graph().relationship_property(relationship, property.key), evaluate(*property.value, x))
          .value_or(false);
    });
  }

  // -- scan

  bool scan(const Move& m, size_t index, Execution& x, Next emit) {
    if (m.node_bound) {
      const Value node = x.frame[m.node.slot];
      if (!is_node(node, x) || !node_fits(m.node, node.node(), x)) return !x.failed();
      return go_on_after(m, index, x, emit);
    }
    if (m.node.impossible) return true;
    if (m.lookup != nullptr) return scan_indexed(m, index, x, emit);
    if (!m.node.labels.empty()) {
      for (const uint32_t node : rarest(m.node.labels, x.graph())) {
        if (!try_node(m, index, node, x, emit)) return false;
      }
      return true;
    }
    for (uint32_t node = 0; node < x.graph().node_count(); ++node) {
      if (!try_node(m, index, node, x, emit)) return false;
    }
    return true;
  }

  static bool is_node(const Value& value, Execution& x) {
    if (value.is(Value::Type::node)) return true;
    if (!value.is_null()) x.fail({}, "type", "a pattern's node is no node");
    return false;
  }

  static const std::vector<uint32_t>& rarest(const std::vector<uint32_t>& labels, const PropertyGraph& graph) {
    return graph.nodes_with_label(*std::min_element(labels.begin(), labels.end(), [&](uint32_t a, uint32_t b) {
      return graph.nodes_with_label(a).size() < graph.nodes_with_label(b).size();
    }));
  }

  bool scan_indexed(const Move& m, size_t index, Execution& x, Next emit) {
    const Value value = evaluate(*m.lookup->value, x);
    if (!value.is(Value::Type::string)) return !x.failed();  // indexed properties are texts
    const auto nodes = x.graph().nodes_with_property(m.lookup->key, value.string());
    for (const uint32_t node : nodes.value_or(std::vector<uint32_t>{})) {
      if (!try_node(m, index, node, x, emit)) return false;
    }
    return true;
  }

  bool try_node(const Move& m, size_t index, uint32_t node, Execution& x, Next emit) {
    if (!x.go_on()) return false;
    x.frame[m.node.slot] = NodeReference{node};
    return node_fits(m.node, node, x) ? go_on_after(m, index, x, emit) : !x.failed();
  }

  // -- walk

  bool start_walk(const Move& m, size_t index, Execution& x, Next emit) {
    const Value from = x.frame[m.from];
    if (!is_node(from, x)) return !x.failed();
    const Value goal = m.node_bound ? x.frame[m.node.slot] : Value();
    if (m.node_bound && !is_node(goal, x)) return !x.failed();
    if (m.relationship_bound) return walk_known(m, index, from.node(), goal, x, emit);
    if (!m.variable_length) return walk_one(m, index, from.node(), goal, x, emit);
    std::vector<uint32_t> walked;
    return walk_many(m, index, from.node(), goal, walked, x, emit);
  }

  bool is_used(uint32_t relationship) const {
    return std::find(used_.begin(), used_.end(), relationship) != used_.end();
  }

  static uint32_t other_end(const PropertyGraph& graph, uint32_t relationship, uint32_t node) {
    const uint32_t source = graph.source_of(relationship);
    return source == node ? graph.target_of(relationship) : source;
  }

  // Calls `visit` with each relationship at `node` in the move's direction that fits; stops when it says false.
  template <typename Visit>
  bool each_relationship(const Move& m, uint32_t node, Execution& x, Visit visit) {
    const PropertyGraph& graph = x.graph();
    const auto along = [&](const std::vector<uint32_t>& relationships, bool skip_loops) {
      for (const uint32_t relationship : relationships) {
        if (!x.go_on()) return false;
        // In both directions a loop would come twice.
        if (skip_loops && graph.source_of(relationship) == graph.target_of(relationship)) continue;
        if (is_used(relationship) || !relationship_fits(m.relationship, relationship, x)) continue;
        if (!visit(relationship)) return false;
      }
      return true;
    };
    if (m.direction != PathDirection::left && !along(graph.out_of(node), false)) return false;
    if (m.direction != PathDirection::right) return along(graph.into(node), m.direction == PathDirection::either);
    return true;
  }

  bool arrive(const Move& m, size_t index, uint32_t node, const Value& goal, Execution& x, Next emit) {
    if (m.node_bound && goal.node() != node) return true;
    if (!m.node_bound) x.frame[m.node.slot] = NodeReference{node};
    if (!node_fits(m.node, node, x)) return !x.failed();
    return go_on_after(m, index, x, emit);
  }

  bool walk_one(const Move& m, size_t index, uint32_t from, const Value& goal, Execution& x, Next emit) {
    return each_relationship(m, from, x, [&](uint32_t relationship) {
      used_.push_back(relationship);
      x.frame[m.relationship.slot] = RelationshipReference{relationship};
      const bool more = arrive(m, index, other_end(x.graph(), relationship, from), goal, x, emit);
      used_.pop_back();
      return more;
    });
  }

  Value list_of(const std::vector<uint32_t>& walked, bool backwards) const {
    List list;
    for (const uint32_t relationship : walked) list.push_back(RelationshipReference{relationship});
    if (backwards) std::reverse(list.begin(), list.end());
    return list;
  }

  bool walk_many(const Move& m, size_t index, uint32_t at, const Value& goal, std::vector<uint32_t>& walked,
                 Execution& x, Next emit) {
    if (walked.size() >= m.shortest) {
      x.frame[m.relationship.slot] = list_of(walked, m.backwards);
      if (!arrive(m, index, at, goal, x, emit)) return false;
    }
    if (m.bounded && walked.size() >= m.longest) return true;
    return each_relationship(m, at, x, [&](uint32_t relationship) {
      if (walked.size() >= x.limits().path_length) {
        x.end("path_limit", "a path became longer than " + std::to_string(x.limits().path_length) + " relationships",
              "bound the length in the pattern, as in [*..5], or raise the limit");
        return false;
      }
      used_.push_back(relationship);
      walked.push_back(relationship);
      const bool more = walk_many(m, index, other_end(x.graph(), relationship, at), goal, walked, x, emit);
      walked.pop_back();
      used_.pop_back();
      return more;
    });
  }

  // The relationship, or the list of them, has a value already: does it lead from here?
  bool walk_known(const Move& m, size_t index, uint32_t from, const Value& goal, Execution& x, Next emit) {
    const Value known = x.frame[m.relationship.slot];
    if (known.is_null()) return true;
    std::vector<uint32_t> walk;
    if (!relationships_of(known, m.variable_length, walk, x)) return !x.failed();
    if (m.backwards) std::reverse(walk.begin(), walk.end());
    if (m.variable_length && (walk.size() < m.shortest || (m.bounded && walk.size() > m.longest))) return true;
    return walk_on(m, index, from, goal, walk, 0, x, emit);
  }
  static bool relationships_of(const Value& known, bool list, std::vector<uint32_t>& walk, Execution& x) {
    const auto is_relationship = [](const Value& value) { return value.is(Value::Type::relationship); };
    if (!list && is_relationship(known)) {
      walk.push_back(known.relationship());
      return true;
    }
    if (list && known.is(Value::Type::list) && std::all_of(known.list().begin(), known.list().end(), is_relationship)) {
      for (const Value& member : known.list()) walk.push_back(member.relationship());
      return true;
    }
    x.fail({}, "type", "a pattern's relationship is no relationship");
    return false;
  }
  // A relationship that may be walked either way is tried from both ends.
  bool walk_on(const Move& m, size_t index, uint32_t at, const Value& goal, const std::vector<uint32_t>& walk,
               size_t done, Execution& x, Next emit) {
    if (done == walk.size()) return arrive(m, index, at, goal, x, emit);
    const uint32_t relationship = walk[done];
    if (is_used(relationship) || !relationship_fits(m.relationship, relationship, x)) return !x.failed();
    const uint32_t source = x.graph().source_of(relationship), target = x.graph().target_of(relationship);
    used_.push_back(relationship);
    bool more = true;
    if (m.direction != PathDirection::left && source == at)
      more = walk_on(m, index, target, goal, walk, done + 1, x, emit);
    const bool back =
        m.direction != PathDirection::right && target == at && (source != target || m.direction == PathDirection::left);
    if (more && back) more = walk_on(m, index, source, goal, walk, done + 1, x, emit);
    used_.pop_back();
    return more;
  }

  // -- shortest paths

  // A node of a breadth-first search, and what leads to it on shortest ways.
  struct Reached {
    uint32_t distance = 0;
    std::vector<std::pair<uint32_t, uint32_t>> before;  // node, relationship
  };

  bool search(const Move& m, size_t index, Execution& x, Next emit) {
    const Value from = x.frame[m.from], to = x.frame[m.node.slot];
    if (!is_node(from, x) || !is_node(to, x)) return !x.failed();
    // A shortest path has no relationship twice, so that of length 0 is the only one from a node to itself.
    if (from.node() == to.node() && m.shortest > 0) return true;
    std::unordered_map<uint32_t, Reached> reached;
    spread(m, from.node(), to.node(), reached, x);
    const auto goal = reached.find(to.node());
    if (x.failed() || goal == reached.end()) return !x.failed();
    if (goal->second.distance < m.shortest) return true;
    Path path;
    path.nodes.push_back(to.node());
    return unroll(m, index, from.node(), reached, path, x, emit);
  }

  void spread(const Move& m, uint32_t from, uint32_t to, std::unordered_map<uint32_t, Reached>& reached, Execution& x) {
    std::deque<uint32_t> open = {from};
    reached[from] = {};
    while (!open.empty()) {
      const uint32_t node = open.front();
      open.pop_front();
      const uint32_t distance = reached[node].distance;
      const auto goal = reached.find(to);
      if (goal != reached.end() && distance >= goal->second.distance) return;
      if (m.bounded && distance >= m.longest) continue;
      const bool more = each_relationship(m, node, x, [&](uint32_t relationship) {
        const uint32_t next = other_end(x.graph(), relationship, node);
        const auto entered = reached.try_emplace(next);
        Reached& entry = entered.first->second;
        if (entered.second) {
          entry.distance = distance + 1;
          open.push_back(next);
        }
        const bool wanted = entered.second || (m.search == PathSearch::all_shortest && entry.distance == distance + 1);
        if (wanted) entry.before.push_back({node, relationship});
        return x.hold(1);
      });
      if (!more) return;
    }
  }

  // From the goal back to the start, along each way; `path` is kept back to front.
  bool unroll(const Move& m, size_t index, uint32_t from, const std::unordered_map<uint32_t, Reached>& reached,
              Path& path, Execution& x, Next emit) {
    const uint32_t node = path.nodes.back();
    if (node == from) return found(m, index, path, x, emit);
    for (const auto& [before, relationship] : reached.at(node).before) {
      path.nodes.push_back(before);
      path.relationships.push_back(relationship);
      const bool more = unroll(m, index, from, reached, path, x, emit);
      path.nodes.pop_back();
      path.relationships.pop_back();
      if (!more) return false;
    }
    return true;
  }

  bool found(const Move& m, size_t index, const Path& backwards, Execution& x, Next emit) {
    Path path = backwards;
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.relationships.begin(), path.relationships.end());
    x.frame[m.relationship.slot] =
        m.variable_length ? list_of(path.relationships, false)
                          : Value(RelationshipReference{path.relationships.empty() ? 0 : path.relationships.front()});
    if (m.part->slot != kNoSlot) x.frame[m.part->slot] = std::move(path);
    return go_on_after(m, index, x, emit);
  }

  // -- paths

  bool path(const Move& m, size_t index, Execution& x, Next emit) {
    Path path;
    uint32_t at = x.frame[m.part->nodes.front().slot].node();
    path.nodes.push_back(at);
    for (const RelationshipPattern& pattern : m.part->relationships) {
      const Value& walked = x.frame[pattern.slot];
      const List steps = walked.is(Value::Type::list) ? walked.list() : List{walked};
      for (const Value& step : steps) {
        at = other_end(x.graph(), step.relationship(), at);
        path.relationships.push_back(step.relationship());
        path.nodes.push_back(at);
      }
    }
    x.frame[m.part->slot] = std::move(path);
    return go_on_after(m, index, x, emit);
  }

  bool optional_;
  MatchPlan plan_;
  std::vector<uint32_t> new_slots_;
  std::vector<uint32_t> used_;  // relationships of the match so far
};

}  // namespace

std::unique_ptr<Step> make_match(const PropertyGraph& graph, const MatchRequest& request) {
  return std::make_unique<Match>(graph, request);
}

}  // namespace whobuilds::query
