#include "export/overview.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "export/company_groups.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kCrowdedNodes = 120;
constexpr size_t kMostCards = 30, kMostPills = 24, kMostRows = 120;
constexpr size_t kCardWeight = 4;       // things and neighbours that a group has, to be a card
constexpr size_t kHomelessForCard = 3;  // things of one type without a maker that share a card
constexpr size_t kMostTooltips = 8, kMostNames = 6;

std::vector<bool> connected(const Graph& graph) {
  std::vector<bool> result(graph.nodes().size());
  for (const Edge& edge : graph.edges()) result[edge.source] = result[edge.target] = true;
  return result;
}

// What is said of one node in one way: (its own end, leads to it, relation, status).
using Claim = std::tuple<uint32_t, bool, std::string, Status>;

class Overviewing {
 public:
  Overviewing(const Graph& graph, const ExportOptions& options)
      : graph_(graph),
        ontology_(graph::Access::ontology(graph)),
        options_(options),
        captions_(graph, options),
        groups_(graph),
        drawn_(connected(graph)) {}

  Overview overview() {
    count_nodes();
    gather();
    rank();
    for (const uint32_t group : card_groups_) result_.cards.push_back(card_of(group));
    draw_lines();
    draw_rows();
    draw_legend();
    return std::move(result_);
  }

 private:
  using Members = std::vector<uint32_t>;  // ascending

  void count_nodes() {
    result_.nodes = graph_.nodes().size();
    result_.edges = graph_.edges().size();
    result_.unconnected = static_cast<size_t>(std::count(drawn_.begin(), drawn_.end(), false));
  }

  // Groups are named by a node: the company, or the first thing of a type whose maker is not known.
  void gather() {
    std::map<std::string, Members> homeless;
    group_of_.assign(graph_.nodes().size(), kNone);
    for (uint32_t node = 0; node < group_of_.size(); ++node) {
      if (!drawn_[node]) continue;
      group_of_[node] = groups_.head(node);
      if (group_of_[node] == kNone) homeless[graph_.nodes()[node].type].push_back(node);
    }
    for (const auto& type : homeless) {
      const bool together = type.second.size() >= kHomelessForCard;
      for (const uint32_t node : type.second) group_of_[node] = together ? type.second.front() : node;
      if (together) gathered_.insert(type.second.front());
    }
    for (uint32_t node = 0; node < group_of_.size(); ++node) {
      if (group_of_[node] != kNone) members_[group_of_[node]].push_back(node);
    }
  }

  // The weightiest groups become cards, the others rows, in the order of their nodes.
  void rank() {
    const std::map<uint32_t, std::set<uint32_t>> near = neighbours();
    const std::vector<uint32_t> ranked = ranked_groups(near);
    std::set<uint32_t> weighty;
    for (const uint32_t group : ranked) {
      if (weighty.size() < kMostCards && weight(group, near) >= kCardWeight) weighty.insert(group);
    }
    std::vector<uint32_t> small;
    for (const uint32_t group : ranked) {
      const bool is_card = weighty.count(group) > 0 && has_content(group, near.at(group), weighty);
      (is_card ? card_groups_ : small).push_back(group);
    }
    for (uint32_t i = 0; i < card_groups_.size(); ++i) card_of_[card_groups_[i]] = i;
    const size_t shown = std::min(small.size(), kMostRows);
    row_groups_.assign(small.begin(), small.begin() + static_cast<std::ptrdiff_t>(shown));
    std::sort(row_groups_.begin(), row_groups_.end());
    for (size_t i = shown; i < small.size(); ++i) result_.unshown_nodes += members_[small[i]].size();
  }

  // The groups that each group has to do with.
  std::map<uint32_t, std::set<uint32_t>> neighbours() const {
    std::map<uint32_t, std::set<uint32_t>> near;
    for (const auto& group : members_) near[group.first];
    for (const Edge& edge : graph_.edges()) {
      const uint32_t a = group_of_[edge.source], b = group_of_[edge.target];
      if (a == b) continue;
      near[a].insert(b);
      near[b].insert(a);
    }
    return near;
  }

  size_t weight(uint32_t group, const std::map<uint32_t, std::set<uint32_t>>& near) const {
    return members_.at(group).size() - 1 + near.at(group).size();
  }

  std::vector<uint32_t> ranked_groups(const std::map<uint32_t, std::set<uint32_t>>& near) const {
    std::vector<uint32_t> groups;
    for (const auto& group : members_) groups.push_back(group.first);
    std::stable_sort(groups.begin(), groups.end(),
                     [&](uint32_t a, uint32_t b) { return weight(a, near) > weight(b, near); });
    return groups;
  }

  // Something to nest in its card, or another card to draw a line to.
  bool has_content(uint32_t group, const std::set<uint32_t>& near, const std::set<uint32_t>& cards) const {
    return members_.at(group).size() > 1 ||
           std::any_of(near.begin(), near.end(), [&](uint32_t other) { return cards.count(other) > 0; });
  }

  Card card_of(uint32_t group) const {
    Card card;
    const Node& head = graph_.nodes()[group];
    const bool gathered = gathered_.count(group) > 0;
    card.color = captions_.color(head.type);
    card.title = gathered ? captions_.type(head.type) : captions_.name(head);
    if (gathered) card.note = phrase(Phrase::maker_not_shown, options_.label_language);
    card.tooltip = gathered ? card.note : captions_.tooltip(head);
    for (const auto& section : sections_of(group)) card.sections.push_back(section_of(section.first, section.second));
    return card;
  }

  // The things of a group by the unit that makes them, those of its head first; units that make nothing come last.
  std::vector<std::pair<uint32_t, Members>> sections_of(uint32_t group) const {
    std::map<uint32_t, Members> made;
    Members idle;
    const bool gathered = gathered_.count(group) > 0;
    for (const uint32_t node : members_.at(group)) {
      if (groups_.is_body(node) || (node == group && !gathered)) continue;
      made[gathered ? group : groups_.maker(node)].push_back(node);
    }
    for (const uint32_t node : members_.at(group)) {
      if (groups_.is_body(node) && node != group && made.count(node) == 0) idle.push_back(node);
    }
    std::vector<std::pair<uint32_t, Members>> sections;
    if (made.count(group) > 0) sections.emplace_back(kNone, made[group]);
    for (const auto& unit : made) {
      if (unit.first != group) sections.push_back(unit);
    }
    if (!idle.empty()) sections.emplace_back(kNone, idle);
    return sections;
  }

  // `unit` kNone: what is listed belongs to the head.
  CardSection section_of(uint32_t unit, const Members& things) const {
    CardSection section;
    if (unit != kNone) section.pills.push_back(pill_of(unit, {unit}));
    std::map<uint32_t, Members> families;
    for (const uint32_t thing : things) {
      const uint32_t family = groups_.family(thing);
      families[std::binary_search(things.begin(), things.end(), family) ? family : thing].push_back(thing);
    }
    for (const uint32_t family : in_order(families)) {
      if (section.pills.size() < kMostPills) {
        section.pills.push_back(pill_of(family, families[family]));
      } else {
        add_to_rest(section, families[family].size());
      }
    }
    return section;
  }

  // The kMostPills with most edges, by type.
  std::vector<uint32_t> in_order(const std::map<uint32_t, Members>& families) const {
    std::vector<uint32_t> order;
    for (const auto& family : families) order.push_back(family.first);
    const auto edges = [&](uint32_t node) { return graph_.out_edges(node).size() + graph_.in_edges(node).size(); };
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return edges(a) > edges(b); });
    const auto shown = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), kMostPills));
    std::sort(order.begin(), shown,
              [&](uint32_t a, uint32_t b) { return std::make_pair(type_of(a), a) < std::make_pair(type_of(b), b); });
    return order;
  }

  uint32_t type_of(uint32_t node) const { return ontology_.find_type(graph_.nodes()[node].type); }

  CardPill pill_of(uint32_t node, const Members& stands_for) const {
    CardPill result;
    result.nodes = stands_for.size();
    result.pill.label = captions_.name(graph_.nodes()[node]);
    result.pill.tooltip = captions_.tooltip(graph_.nodes()[node]);
    result.pill.color = captions_.color(graph_.nodes()[node].type);
    result.pill.status = groups_.is_body(node) ? Status::asserted : made_status(stands_for);
    if (stands_for.size() > 1) result.pill.note = "+" + std::to_string(stands_for.size() - 1);
    for (const uint32_t other : stands_for) {
      if (other != node) result.pill.tooltip += "\n+ " + captions_.name(graph_.nodes()[other]);
    }
    return result;
  }

  // The surest statement that the maker makes one of these.
  Status made_status(const Members& things) const {
    Status status = Status::denied;
    for (const uint32_t thing : things) {
      for (const uint32_t index : graph_.in_edges(thing)) {
        const Edge& edge = graph_.edges()[index];
        if (edge.relation == "develops" && edge.source == groups_.maker(thing)) status = std::min(status, edge.status);
      }
    }
    return status == Status::denied ? Status::asserted : status;
  }

  void add_to_rest(CardSection& section, size_t nodes) const {
    if (section.pills.back().pill.label.rfind("+ ", 0) != 0) {
      section.pills.emplace_back();
      section.pills.back().nodes = 0;
    }
    CardPill& rest = section.pills.back();
    rest.nodes += nodes;
    rest.pill.label = "+ " + std::to_string(rest.nodes);
  }

  void draw_lines() {
    std::map<std::tuple<uint32_t, uint32_t, bool>, std::vector<const Edge*>> bundles;
    for (const Edge& edge : graph_.edges()) {
      const auto a = card_of_.find(group_of_[edge.source]), b = card_of_.find(group_of_[edge.target]);
      if (a == card_of_.end() || b == card_of_.end()) continue;
      if (a == b) {
        ++result_.nested_edges;
        continue;
      }
      ++result_.line_edges;
      const auto ends = std::minmax(a->second, b->second);
      bundles[{ends.first, ends.second, edge.status == Status::denied}].push_back(&edge);
    }
    for (const auto& bundle : bundles) {
      result_.lines.push_back(line_of(std::get<0>(bundle.first), std::get<1>(bundle.first), bundle.second));
    }
    name_relations();
  }

  CardLine line_of(uint32_t source, uint32_t target, const std::vector<const Edge*>& edges) const {
    CardLine line;
    line.source = source;
    line.target = target;
    line.edges = edges.size();
    line.status = Status::denied;
    std::map<uint32_t, size_t> relations;
    for (const Edge* edge : edges) {
      const uint32_t relation = ontology_.find_relation(edge->relation);
      ++relations[relation];
      line.status = std::min(line.status, edge->status);
      const bool symmetric = relation != kNoIndex && ontology_.relations[relation].symmetric;
      const bool forward = card_of_.at(group_of_[edge->source]) == source;
      line.forward = line.forward || (!symmetric && forward);
      line.backward = line.backward || (!symmetric && !forward);
    }
    line.tooltip = tooltip_of(edges);
    line.relation = std::max_element(relations.begin(), relations.end(), [](const auto& a, const auto& b) {
                      return a.second < b.second;
                    })->first;
    return line;
  }

  std::string tooltip_of(const std::vector<const Edge*>& edges) const {
    std::string tooltip;
    for (size_t i = 0; i < edges.size() && i < kMostTooltips; ++i) {
      tooltip += (tooltip.empty() ? "" : "\n\n") + captions_.tooltip(*edges[i]);
    }
    if (edges.size() > kMostTooltips) tooltip += "\n\n+ " + std::to_string(edges.size() - kMostTooltips);
    return tooltip;
  }

  // From indices into the ontology to those of the legend.
  void name_relations() {
    std::map<uint32_t, size_t> lines;
    for (const CardLine& line : result_.lines) ++lines[line.relation];
    std::vector<std::pair<uint32_t, size_t>> ranked(lines.begin(), lines.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::map<uint32_t, uint32_t> place;
    for (const auto& relation : ranked) {
      place[relation.first] = static_cast<uint32_t>(result_.relations.size());
      result_.relations.push_back(
          relation.first == kNoIndex ? "" : captions_.relation(ontology_.relations[relation.first].id));
    }
    for (CardLine& line : result_.lines) line.relation = place[line.relation];
  }

  void draw_rows() {
    std::map<uint32_t, std::map<Claim, Members>> claims;  // by row
    for (const uint32_t group : row_groups_) claims[group];
    for (const Edge& edge : graph_.edges()) {
      const uint32_t a = group_of_[edge.source], b = group_of_[edge.target];
      if (card_of_.count(a) > 0 && card_of_.count(b) > 0) continue;
      const bool at_source = claims.count(a) > 0, at_target = claims.count(b) > 0;
      ++(at_source || at_target ? result_.written_edges : result_.unshown_edges);
      if (at_source) claims[a][{edge.source, false, edge.relation, edge.status}].push_back(edge.target);
      if (at_target && a != b)
        claims[b][{edge.target, !is_symmetric(edge), edge.relation, edge.status}].push_back(edge.source);
    }
    for (const auto& row : claims) result_.rows.push_back(row_of(row.first, row.second));
  }

  bool is_symmetric(const Edge& edge) const {
    const uint32_t relation = ontology_.find_relation(edge.relation);
    return relation != kNoIndex && ontology_.relations[relation].symmetric;
  }

  OverviewRow row_of(uint32_t group, const std::map<Claim, Members>& claims) const {
    OverviewRow row;
    const Node& head = graph_.nodes()[group];
    const bool gathered = gathered_.count(group) > 0;
    const std::string homeless =
        captions_.type(head.type) + ": " + phrase(Phrase::maker_not_shown, options_.label_language);
    row.title = gathered ? homeless : captions_.name(head);
    row.tooltip = gathered ? homeless : captions_.tooltip(head);
    row.color = captions_.color(head.type);
    row.nodes = members_.at(group).size();
    for (const auto& claim : claims) row.claims.push_back(claim_text(group, claim.first, claim.second));
    return row;
  }

  std::string claim_text(uint32_t group, const Claim& claim, const Members& others) const {
    const auto& [end, inward, relation, status] = claim;
    std::string text = end == group && gathered_.count(group) == 0 ? "" : captions_.name(graph_.nodes()[end]) + " ";
    if (status == Status::denied) text += "✕ ";
    if (inward) text += "← ";
    text += captions_.relation(relation);
    if (status != Status::asserted) text += " (" + status_word(status, options_.label_language) + ")";
    text += ": ";
    for (size_t i = 0; i < others.size() && i < kMostNames; ++i) {
      text += (i == 0 ? "" : ", ") + captions_.name(graph_.nodes()[others[i]]);
    }
    return others.size() > kMostNames ? text + " +" + std::to_string(others.size() - kMostNames) : text;
  }

  void draw_legend() {
    std::set<std::string> types;
    for (uint32_t node = 0; node < drawn_.size(); ++node) {
      if (drawn_[node]) types.insert(graph_.nodes()[node].type);
    }
    result_.types = captions_.legend(types);
    std::set<Status> statuses;
    for (const CardLine& line : result_.lines) statuses.insert(line.status);
    for (const Card& card : result_.cards) {
      for (const CardSection& section : card.sections) {
        for (const CardPill& pill : section.pills) statuses.insert(pill.pill.status);
      }
    }
    result_.statuses = captions_.legend(statuses);
  }

  const Graph& graph_;
  const Ontology& ontology_;
  const ExportOptions& options_;
  const Captions captions_;
  const CompanyGroups groups_;
  const std::vector<bool> drawn_;
  std::vector<uint32_t> group_of_;       // by node
  std::map<uint32_t, Members> members_;  // by group
  std::set<uint32_t> gathered_;          // groups of things without a maker
  std::vector<uint32_t> card_groups_, row_groups_;
  std::map<uint32_t, uint32_t> card_of_;  // group -> card
  Overview result_;
};

}  // namespace

bool is_crowded(const Graph& graph) {
  const std::vector<bool> drawn = connected(graph);
  return static_cast<size_t>(std::count(drawn.begin(), drawn.end(), true)) > kCrowdedNodes;
}

Overview overview_of(const Graph& graph, const ExportOptions& options) {
  return Overviewing(graph, options).overview();
}

}  // namespace whobuilds::exporting
