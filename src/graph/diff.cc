#include "whobuilds/diff.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "graph/blame.h"

namespace whobuilds {
namespace {

using graph::Blame;
using graph::Partner;
using graph::support_of;
using graph::support_of_node;

constexpr uint32_t kNone = FactChange::kNone;

Quantity word(std::string text) {
  Quantity quantity;
  quantity.text = std::move(text);
  return quantity;
}

Quantity number(double value) {
  Quantity quantity;
  quantity.number = value;
  return quantity;
}

Quantity truth(bool value) { return word(value ? "true" : "false"); }

bool equal(const Quantity& a, const Quantity& b) {
  return a.number == b.number && a.text == b.text && a.unit == b.unit;
}

// The parts of a fact that differ.
class Comparison {
 public:
  void compare(const std::string& name, std::optional<Quantity> before, std::optional<Quantity> after) {
    const bool same = before.has_value() == after.has_value() && (!before || equal(*before, *after));
    if (!same) values_.push_back({name, std::move(before), std::move(after)});
  }

  std::vector<ChangedValue> take() { return std::move(values_); }

 private:
  std::vector<ChangedValue> values_;
};

std::vector<ChangedValue> compare(const Node& before, const Node& after) {
  Comparison comparison;
  comparison.compare("type", word(before.type), word(after.type));
  comparison.compare("label", word(before.label), word(after.label));
  comparison.compare("discovered", truth(before.discovered), truth(after.discovered));
  return comparison.take();
}

std::vector<ChangedValue> compare(const NodeAttribute& before, const NodeAttribute& after) {
  Comparison comparison;
  comparison.compare("value", before.value, after.value);
  comparison.compare("status", word(status_name(before.status)), word(status_name(after.status)));
  comparison.compare("confidence", number(before.confidence), number(after.confidence));
  return comparison.take();
}

std::vector<ChangedValue> compare(const Edge& before, const Edge& after) {
  Comparison comparison;
  comparison.compare("status", word(status_name(before.status)), word(status_name(after.status)));
  comparison.compare("confidence", number(before.confidence), number(after.confidence));
  comparison.compare("inferred", truth(before.inferred), truth(after.inferred));
  std::set<std::string> names;
  for (const auto& attribute : before.attributes) names.insert(attribute.first);
  for (const auto& attribute : after.attributes) names.insert(attribute.first);
  const auto value = [](const Edge& edge, const std::string& name) {
    const auto found = edge.attributes.find(name);
    return found == edge.attributes.end() ? std::nullopt : std::optional<Quantity>(found->second);
  };
  for (const std::string& name : names) comparison.compare(name, value(before, name), value(after, name));
  return comparison.take();
}

class Differ {
 public:
  Differ(const Graph& before, const Graph& after) : before_(before), after_(after), blame_(before, after) {}

  GraphDiff diff() {
    compare_documents();
    walk(before_.nodes(), after_.nodes(), node_order, [this](uint32_t b, uint32_t a) { compare_nodes(b, a); });
    walk(before_.edges(), after_.edges(), EdgeOrder{before_, after_},
         [this](uint32_t b, uint32_t a) { compare_edges(b, a); });
    out_.other_rules = blame_.other_rules();
    return std::move(out_);
  }

 private:
  static int node_order(const Node& before, const Node& after) { return before.id.compare(after.id); }

  struct EdgeOrder {
    const Graph& graph_before;
    const Graph& graph_after;
    int operator()(const Edge& before, const Edge& after) const {
      const auto key = [](const Graph& graph, const Edge& edge) {
        return std::tie(graph.nodes()[edge.source].id, edge.relation, graph.nodes()[edge.target].id);
      };
      const auto a = key(graph_before, before), b = key(graph_after, after);
      return a < b ? -1 : b < a ? 1 : 0;
    }
  };

  // Calls use(index before, index after) for each element in ascending order, kNone where one list lacks it.
  template <typename T, typename Order, typename Use>
  static void walk(const std::vector<T>& before, const std::vector<T>& after, const Order& order, const Use& use) {
    uint32_t b = 0, a = 0;
    while (b < before.size() || a < after.size()) {
      const int which = b == before.size() ? 1 : a == after.size() ? -1 : order(before[b], after[a]);
      use(which <= 0 ? b : kNone, which >= 0 ? a : kNone);
      b += which <= 0 ? 1 : 0;
      a += which >= 0 ? 1 : 0;
    }
  }

  void compare_documents() {
    const graph::DocumentPairs& pairs = blame_.documents();
    for (uint32_t i = 0; i < pairs.before.size(); ++i) {
      if (pairs.before[i].document == Partner::kNone) out_.removed_documents.push_back(before_.documents()[i].id);
    }
    for (uint32_t i = 0; i < pairs.after.size(); ++i) {
      const std::string& id = after_.documents()[i].id;
      if (pairs.after[i].document == Partner::kNone) {
        out_.added_documents.push_back(id);
      } else if (!pairs.after[i].same_bytes) {
        out_.changed_documents.push_back(id);
      }
    }
  }

  // What kind of change it is, by which of both graphs has the fact.
  static FactChange change_of(uint32_t before, uint32_t after) {
    FactChange change;
    change.before = before;
    change.after = after;
    change.change = before == kNone ? ChangeKind::added : after == kNone ? ChangeKind::removed : ChangeKind::changed;
    return change;
  }

  void compare_nodes(uint32_t before, uint32_t after) {
    FactChange change = change_of(before, after);
    if (change.change == ChangeKind::changed) change.values = compare(before_.nodes()[before], after_.nodes()[after]);
    const std::string& id = before != kNone ? before_.nodes()[before].id : after_.nodes()[after].id;
    if (change.change != ChangeKind::changed || !change.values.empty()) {
      change.causes = blame_.causes(before != kNone ? support_of_node(before_, before) : none_,
                                    after != kNone ? support_of_node(after_, after) : none_, {id});
      out_.nodes.push_back(std::move(change));
    }
    compare_attributes(before, after, id);
  }

  using Attributes = std::vector<NodeAttribute>;

  static uint32_t end_of_key(const Attributes& attributes, uint32_t at) {
    uint32_t end = at;
    while (end < attributes.size() && attributes[end].key == attributes[at].key) ++end;
    return end;
  }

  void compare_attributes(uint32_t before, uint32_t after, const std::string& id) {
    static const Attributes kNothing;
    const Attributes& b = before != kNone ? before_.nodes()[before].attributes : kNothing;
    const Attributes& a = after != kNone ? after_.nodes()[after].attributes : kNothing;
    const auto note = [&](uint32_t attribute_before, uint32_t attribute_after) {
      compare_attribute(before, after, attribute_before, attribute_after, id);
    };
    uint32_t i = 0, j = 0;
    while (i < b.size() || j < a.size()) {
      const int which = i == b.size() ? 1 : j == a.size() ? -1 : b[i].key.compare(a[j].key);
      const uint32_t end_b = which <= 0 ? end_of_key(b, i) : i;
      const uint32_t end_a = which >= 0 ? end_of_key(a, j) : j;
      pair_values(b, i, end_b, a, j, end_a, note);
      i = end_b;
      j = end_a;
    }
  }

  // The values of one key: equal ones belong together, and so do single ones.
  template <typename Note>
  static void pair_values(const Attributes& b, uint32_t i, uint32_t end_b, const Attributes& a, uint32_t j,
                          uint32_t end_a, const Note& note) {
    if (end_b - i == 1 && end_a - j == 1) return note(i, j);
    const auto order = [](const Quantity& x, const Quantity& y) {
      const auto key = [](const Quantity& quantity) {
        return std::make_tuple(!quantity.number.has_value(), quantity.number.value_or(0), quantity.text, quantity.unit);
      };
      return key(x) < key(y) ? -1 : key(y) < key(x) ? 1 : 0;
    };
    while (i < end_b || j < end_a) {
      const int which = i == end_b ? 1 : j == end_a ? -1 : order(b[i].value, a[j].value);
      note(which <= 0 ? i : kNone, which >= 0 ? j : kNone);
      i += which <= 0 ? 1 : 0;
      j += which >= 0 ? 1 : 0;
    }
  }

  void compare_attribute(uint32_t before, uint32_t after, uint32_t attribute_before, uint32_t attribute_after,
                         const std::string& id) {
    const NodeAttribute* b =
        attribute_before != kNone ? &before_.nodes()[before].attributes[attribute_before] : nullptr;
    const NodeAttribute* a = attribute_after != kNone ? &after_.nodes()[after].attributes[attribute_after] : nullptr;
    FactChange change = change_of(attribute_before, attribute_after);
    if (b != nullptr && a != nullptr) change.values = compare(*b, *a);
    if (b != nullptr && a != nullptr && change.values.empty()) return;
    change.before = before;
    change.after = after;
    change.attribute_before = attribute_before;
    change.attribute_after = attribute_after;
    change.causes = blame_.causes(b != nullptr ? support_of(b->evidence) : none_,
                                  a != nullptr ? support_of(a->evidence) : none_, {id});
    out_.attributes.push_back(std::move(change));
  }

  void compare_edges(uint32_t before, uint32_t after) {
    const Edge* b = before != kNone ? &before_.edges()[before] : nullptr;
    const Edge* a = after != kNone ? &after_.edges()[after] : nullptr;
    FactChange change = change_of(before, after);
    if (b != nullptr && a != nullptr) change.values = compare(*b, *a);
    if (b != nullptr && a != nullptr && change.values.empty()) return;
    const Graph& graph = b != nullptr ? before_ : after_;
    const Edge& edge = b != nullptr ? *b : *a;
    change.causes =
        blame_.causes(b != nullptr ? support_of(b->evidence) : none_, a != nullptr ? support_of(a->evidence) : none_,
                      {graph.nodes()[edge.source].id, graph.nodes()[edge.target].id});
    out_.edges.push_back(std::move(change));
  }

  const Graph& before_;
  const Graph& after_;
  const Blame blame_;
  const std::vector<graph::Support> none_;
  GraphDiff out_;
};

constexpr std::array<const char*, 3> kChangeNames = {"added", "removed", "changed"};
constexpr std::array<const char*, 6> kCauseNames = {"document_added", "document_removed", "document_changed",
                                                    "rule",           "catalogue",        "unexplained"};

}  // namespace

const char* change_name(ChangeKind kind) { return kChangeNames[static_cast<size_t>(kind)]; }
const char* cause_name(CauseKind kind) { return kCauseNames[static_cast<size_t>(kind)]; }

GraphDiff diff(const Graph& before, const Graph& after) { return Differ(before, after).diff(); }

}  // namespace whobuilds
