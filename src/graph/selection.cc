#include "whobuilds/selection.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/edit_distance.h"
#include "graph/centrality.h"
#include "graph/evidence.h"
#include "graph/knowledge_graph.h"
#include "graph/variant_families.h"
#include "rules/json_reader.h"

namespace whobuilds {
namespace graph {
namespace {

constexpr uint32_t kGone = UINT32_MAX;

// ---- dates

// "2025", "2025-04" or "2025-04-02", with a month and a day that there are.
bool is_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 4 || i == 7;
    if (hyphen ? text[i] != '-' : std::isdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  const auto within = [&](size_t at, std::string_view most) {
    return text.size() <= at || (text.substr(at, 2) >= "01" && text.substr(at, 2) <= most);
  };
  return within(5, "12") && within(8, "31");
}

// Compares as far as both say: "2025" and "2025-04" are equal.
int compare_dates(std::string_view a, std::string_view b) {
  const size_t length = std::min(a.size(), b.size());
  return a.substr(0, length).compare(b.substr(0, length));
}

bool in_range(const std::string& date, const Selection& selection) {
  return !date.empty() && compare_dates(date, selection.since) >= 0 && compare_dates(date, selection.until) <= 0;
}

// ---- types

// By id ("Company") or slug ("company"); kNoIndex when there is none.
uint32_t find_type(const Ontology& ontology, std::string_view name) {
  for (uint32_t i = 0; i < ontology.types.size(); ++i) {
    if (ontology.types[i].id == name || ontology.types[i].slug == name) return i;
  }
  return kNoIndex;
}

std::set<std::string> type_ids(const Ontology& ontology, const std::vector<std::string>& names) {
  std::set<std::string> ids;
  for (const std::string& name : names) ids.insert(ontology.types[find_type(ontology, name)].id);
  return ids;
}

// ---- the steps of a selection, each on the contents that the one before left

class Selector {
 public:
  Selector(const Graph& graph, const Selection& selection) : ontology_(Access::ontology(graph)), selection_(selection) {
    contents_.documents = graph.documents();
    contents_.nodes = graph.nodes();
    contents_.edges = graph.edges();
    contents_.rules_hash = graph.rules_hash();
    kept_.assign(contents_.nodes.size(), true);
    for (const std::string& id : selection.focus) focus_.insert(static_cast<uint32_t>(graph.find_node(id)));
  }

  Contents select() {
    if (!selection_.since.empty() || !selection_.until.empty()) keep_range();
    if (selection_.collapse_variants) collapse_variants();
    keep_edges();
    keep_types();
    if (!focus_.empty()) keep_focus();
    if (restricts_edges()) drop_lonely();
    if (selection_.top > 0) keep_top();
    drop_unused();
    return std::move(contents_);
  }

 private:
  std::vector<Node>& nodes() { return contents_.nodes; }
  std::vector<Edge>& edges() { return contents_.edges; }

  template <typename Drop>
  void drop_edges(Drop drop) {
    edges().erase(std::remove_if(edges().begin(), edges().end(), drop), edges().end());
  }
  void drop_edges_of_dropped_nodes() {
    drop_edges([this](const Edge& edge) { return !kept_[edge.source] || !kept_[edge.target]; });
  }

  bool restricts_edges() const {
    return !selection_.relations.empty() || !selection_.statuses.empty() || selection_.min_confidence > 0 ||
           !focus_.empty();
  }

  void keep_range() {
    std::vector<bool> in(contents_.documents.size());
    for (size_t i = 0; i < in.size(); ++i) in[i] = in_range(contents_.documents[i].date, selection_);
    const EvidenceJudge judge_evidence(contents_.documents);
    // Takes the evidence of other documents away, judges what is left; true when nothing is.
    const auto judged_anew = [&](auto& claim) {
      auto& list = claim.evidence;
      const size_t before = list.size();
      list.erase(std::remove_if(list.begin(), list.end(), [&](const EdgeEvidence& e) { return !in[e.document]; }),
                 list.end());
      if (list.empty()) return true;
      if (list.size() == before) return false;
      const Verdict verdict = judge_evidence(list);
      claim.status = verdict.status;
      claim.confidence = verdict.confidence;
      return false;
    };
    drop_edges(judged_anew);
    std::vector<bool> has_edge = ends_of_edges();
    for (uint32_t i = 0; i < nodes().size(); ++i) {
      auto& attributes = nodes()[i].attributes;
      attributes.erase(std::remove_if(attributes.begin(), attributes.end(), judged_anew), attributes.end());
      auto& mentions = nodes()[i].mentions;
      mentions.erase(
          std::remove_if(mentions.begin(), mentions.end(), [&](const NodeMention& m) { return !in[m.document]; }),
          mentions.end());
      kept_[i] = has_edge[i] || !attributes.empty() || !mentions.empty();
    }
  }

  void collapse_variants() {
    const std::vector<uint32_t> family = variant_families(nodes().size(), edges());
    for (uint32_t i = 0; i < nodes().size(); ++i) {
      if (family[i] == i) continue;
      give_mentions(nodes()[i], nodes()[family[i]]);
      kept_[family[i]] = kept_[family[i]] || kept_[i];
      kept_[i] = false;
    }
    std::set<uint32_t> families_in_focus;
    for (const uint32_t node : focus_) families_in_focus.insert(family[node]);
    focus_ = std::move(families_in_focus);
    join_edges(family);
  }

  static void give_mentions(Node& variant, Node& family) {
    family.mentions.insert(family.mentions.end(), variant.mentions.begin(), variant.mentions.end());
    variant.mentions.clear();
    std::sort(family.mentions.begin(), family.mentions.end(), [](const NodeMention& a, const NodeMention& b) {
      return std::tie(a.document, a.span, a.text) < std::tie(b.document, b.span, b.text);
    });
  }

  // Moves each edge to the families of its ends and makes one of those that become equal.
  void join_edges(const std::vector<uint32_t>& family) {
    std::map<std::tuple<uint32_t, std::string, uint32_t>, std::vector<const Edge*>> groups;
    for (const Edge& edge : edges()) {
      uint32_t source = family[edge.source], target = family[edge.target];
      if (source == target && edge.source != edge.target) continue;
      const uint32_t relation = ontology_.find_relation(edge.relation);
      const bool symmetric = relation != kNoIndex && ontology_.relations[relation].symmetric;
      if (symmetric && source > target) std::swap(source, target);
      groups[{source, edge.relation, target}].push_back(&edge);
    }
    const EvidenceJudge judge_evidence(contents_.documents);
    std::vector<Edge> joined;
    for (const auto& [key, group] : groups) {
      joined.push_back(joint_edge(std::get<0>(key), std::get<2>(key), group, judge_evidence));
    }
    edges() = std::move(joined);
  }

  // `group` holds edges of one relation, at least one.
  Edge joint_edge(uint32_t source, uint32_t target, const std::vector<const Edge*>& group,
                  const EvidenceJudge& judge_evidence) {
    const auto is_own = [&](const Edge& edge) {
      return std::minmax(edge.source, edge.target) == std::minmax(source, target);
    };
    // What was said of the family itself comes first, then the most confident.
    std::vector<const Edge*> ranked = group;
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Edge* a, const Edge* b) {
      return std::make_tuple(!is_own(*a), -a->confidence) < std::make_tuple(!is_own(*b), -b->confidence);
    });
    Edge joint = *ranked.front();
    if (ranked.size() == 1 && is_own(joint)) return joint;
    joint.source = source;
    joint.target = target;
    joint.id = edge_id(nodes()[source].id, joint.relation, nodes()[target].id);
    joint.inferred = joint.inferred || !is_own(*ranked.front());
    for (size_t i = 1; i < ranked.size(); ++i) {
      joint.evidence.insert(joint.evidence.end(), ranked[i]->evidence.begin(), ranked[i]->evidence.end());
      joint.attributes.insert(ranked[i]->attributes.begin(), ranked[i]->attributes.end());
    }
    sort_evidence(joint.evidence);
    if (joint.evidence.empty()) return joint;
    const Verdict verdict = judge_evidence(joint.evidence);
    joint.status = verdict.status;
    joint.confidence = verdict.confidence;
    return joint;
  }

  void keep_edges() {
    const auto lacks = [](const auto& list, const auto& value) {
      return !list.empty() && std::find(list.begin(), list.end(), value) == list.end();
    };
    drop_edges([&](const Edge& edge) {
      return lacks(selection_.relations, edge.relation) || lacks(selection_.statuses, edge.status) ||
             edge.confidence < selection_.min_confidence;
    });
  }

  void keep_types() {
    const std::set<std::string> types = type_ids(ontology_, selection_.types);
    for (uint32_t i = 0; i < nodes().size(); ++i) {
      if (!types.empty() && types.count(nodes()[i].type) == 0 && focus_.count(i) == 0) kept_[i] = false;
    }
    drop_edges_of_dropped_nodes();
  }

  void keep_focus() {
    const Topology topology(nodes().size(), edges());
    std::vector<bool> reached(nodes().size());
    std::vector<uint32_t> border(focus_.begin(), focus_.end());
    for (const uint32_t node : border) reached[node] = true;
    for (uint32_t step = 0; step < selection_.depth && !border.empty(); ++step) {
      std::vector<uint32_t> next;
      const auto reach = [&](uint32_t node) {
        if (!reached[node]) next.push_back(node);
        reached[node] = true;
      };
      for (const uint32_t node : border) {
        for (const uint32_t edge : topology.out_edges(node)) reach(edges()[edge].target);
        for (const uint32_t edge : topology.in_edges(node)) reach(edges()[edge].source);
      }
      border = std::move(next);
    }
    for (uint32_t i = 0; i < nodes().size(); ++i) kept_[i] = reached[i];
    drop_edges_of_dropped_nodes();
  }

  std::vector<bool> ends_of_edges() {
    std::vector<bool> is_end(nodes().size());
    for (const Edge& edge : edges()) is_end[edge.source] = is_end[edge.target] = true;
    return is_end;
  }

  void drop_lonely() {
    const std::vector<bool> is_end = ends_of_edges();
    for (uint32_t i = 0; i < nodes().size(); ++i) kept_[i] = kept_[i] && (is_end[i] || focus_.count(i) > 0);
  }

  // Dropped nodes have no edges, but the number of nodes counts for some centralities only in a factor of all.
  void keep_top() {
    const std::vector<double> numbers = centrality(nodes().size(), edges(), selection_.by);
    std::vector<uint32_t> ranked = greatest(numbers, numbers.size());
    std::stable_partition(ranked.begin(), ranked.end(), [this](uint32_t node) { return focus_.count(node) > 0; });
    size_t room = std::max(selection_.top, focus_.size());
    for (const uint32_t node : ranked) {
      if (kept_[node] && room > 0) {
        --room;
      } else {
        kept_[node] = false;
      }
    }
    drop_edges_of_dropped_nodes();
  }

  // Takes out nodes that were dropped and documents that nobody refers to, and numbers the rest anew.
  void drop_unused() {
    drop_edges_of_dropped_nodes();
    const std::vector<uint32_t> number = numbers_of(kept_);
    for (Edge& edge : edges()) {
      edge.source = number[edge.source];
      edge.target = number[edge.target];
    }
    drop_unmarked(nodes(), kept_);
    std::vector<bool> used(contents_.documents.size());
    each_document([&](uint32_t& document) { used[document] = true; });
    const std::vector<uint32_t> document_number = numbers_of(used);
    each_document([&](uint32_t& document) { document = document_number[document]; });
    drop_unmarked(contents_.documents, used);
  }

  template <typename Use>
  void each_document(Use use) {
    for (Edge& edge : edges()) {
      for (EdgeEvidence& e : edge.evidence) use(e.document);
    }
    for (Node& node : nodes()) {
      for (NodeMention& mention : node.mentions) use(mention.document);
      for (NodeAttribute& attribute : node.attributes) {
        for (EdgeEvidence& e : attribute.evidence) use(e.document);
      }
    }
  }

  static std::vector<uint32_t> numbers_of(const std::vector<bool>& marked) {
    std::vector<uint32_t> number(marked.size(), kGone);
    uint32_t next = 0;
    for (size_t i = 0; i < marked.size(); ++i) {
      if (marked[i]) number[i] = next++;
    }
    return number;
  }

  template <typename T>
  static void drop_unmarked(std::vector<T>& list, const std::vector<bool>& marked) {
    std::vector<T> left;
    for (size_t i = 0; i < list.size(); ++i) {
      if (marked[i]) left.push_back(std::move(list[i]));
    }
    list = std::move(left);
  }

  const Ontology& ontology_;
  const Selection& selection_;
  Contents contents_;
  std::vector<bool> kept_;  // by node
  std::set<uint32_t> focus_;
};

// ---- problems

// Looks over a selection and notes what does not fit the graph.
class Checker {
 public:
  Checker(const Graph& graph, const Selection& selection) : graph_(graph), selection_(selection) {}

  Diagnostics check() {
    check_ontology();
    check_focus();
    check_dates();
    if (!(selection_.min_confidence >= 0 && selection_.min_confidence <= 1)) {
      report("selection.confidence", "the least confidence is out of range", "a number from 0 to 1", "");
    }
    return std::move(problems_);
  }

 private:
  void report(const char* code, std::string message, std::string expected, std::string remedy) {
    Diagnostic problem;
    problem.code = code;
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problem.remedy = std::move(remedy);
    problems_.push_back(std::move(problem));
  }

  static std::string suggestion(const std::string& word, const std::vector<std::string_view>& known) {
    const std::string near = core::nearest(word, known);
    return near.empty() ? "" : "did you mean \"" + near + "\"?";
  }

  void check_ontology() {
    const Ontology& ontology = Access::ontology(graph_);
    std::vector<std::string_view> relations, types;
    for (const RelationType& relation : ontology.relations) relations.push_back(relation.id);
    for (const EntityType& type : ontology.types) types.push_back(type.id);
    for (const std::string& relation : selection_.relations) {
      if (ontology.find_relation(relation) != kNoIndex) continue;
      report("selection.relation", "there is no relation \"" + relation + "\"", rules::one_of(relations),
             suggestion(relation, relations));
    }
    for (const std::string& type : selection_.types) {
      if (find_type(ontology, type) != kNoIndex) continue;
      report("selection.type", "there is no type \"" + type + "\"", rules::one_of(types), suggestion(type, types));
    }
  }

  void check_focus() {
    for (const std::string& id : selection_.focus) {
      if (graph_.find_node(id) != SIZE_MAX) continue;
      std::vector<std::string_view> ids;
      for (const Node& node : graph_.nodes()) ids.push_back(node.id);
      report("selection.focus", "no node has the id \"" + id + "\"", "", suggestion(id, ids));
    }
  }

  void check_dates() {
    bool fine = true;
    for (const std::string* date : {&selection_.since, &selection_.until}) {
      if (date->empty() || is_date(*date)) continue;
      fine = false;
      report("selection.date", "\"" + *date + "\" is no date",
             "a year, month or day such as 2025, 2025-04 or 2025-04-02", "");
    }
    if (!fine || selection_.until.empty() || compare_dates(selection_.since, selection_.until) <= 0) return;
    report("selection.date", "the range ends at " + selection_.until + ", before it begins at " + selection_.since, "",
           "exchange the two dates");
  }

  const Graph& graph_;
  const Selection& selection_;
  Diagnostics problems_;
};

}  // namespace
}  // namespace graph

bool selects_everything(const Selection& selection) {
  return selection.since.empty() && selection.until.empty() && !selection.collapse_variants &&
         selection.relations.empty() && selection.statuses.empty() && selection.min_confidence == 0 &&
         selection.types.empty() && selection.focus.empty() && selection.top == 0;
}

Diagnostics check_selection(const Graph& graph, const Selection& selection) {
  return graph::Checker(graph, selection).check();
}

Result<Graph> select(const Graph& graph, const Selection& selection) {
  Diagnostics problems = check_selection(graph, selection);
  if (!problems.empty()) return problems;
  return graph::Access::assemble(graph::Access::ontology(graph), graph::Selector(graph, selection).select());
}

}  // namespace whobuilds
