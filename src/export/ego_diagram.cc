#include "export/ego_diagram.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "export/captions.h"
#include "export/label.h"
#include "export/svg_picture.h"
#include "graph/centrality.h"
#include "graph/knowledge_graph.h"
#include "graph/supply_chain.h"
#include "graph/variant_families.h"

namespace whobuilds::exporting {
namespace {

constexpr size_t kMostItems = 12;
constexpr uint32_t kItemColumns = 34, kVariantColumns = 46;
constexpr double kMargin = 24, kPanelWidth = 300, kPanelGap = 16, kPanelPadding = 12, kCurveRoom = 130;
constexpr double kTitleHeight = 28, kItemHeight = 21, kVariantHeight = 15, kTitleSize = 12, kItemSize = 13,
                 kVariantSize = 10;
constexpr double kCenterWidth = 210, kCenterHeight = 74, kNameSize = 20;

// One line of a panel: a neighbour, or a family with those of its variants that are neighbours.
struct Item {
  std::string label, variants, tooltip;
  Status status = Status::asserted;
  double confidence = 0;
};

enum class Direction { out, in, both };  // seen from the middle

struct Panel {
  std::string title;
  Color color;
  Direction direction = Direction::out;
  bool upstream = false;  // belongs on the left
  std::vector<Item> items;
  size_t hidden = 0;
  double height = 0;
};

// Collects the panels around one node.
class Surroundings {
 public:
  Surroundings(const Graph& graph, const Captions& captions, uint32_t center)
      : graph_(graph),
        ontology_(graph::Access::ontology(graph)),
        captions_(captions),
        center_(center),
        family_(graph::variant_families(graph.nodes().size(), graph.edges())) {}

  std::vector<Panel> panels() {
    for (const uint32_t edge : graph_.out_edges(center_)) add(graph_.edges()[edge], Direction::out);
    for (const uint32_t edge : graph_.in_edges(center_)) {
      if (graph_.edges()[edge].source != center_) add(graph_.edges()[edge], Direction::in);
    }
    std::vector<Panel> panels;
    for (const auto& [key, neighbours] : found_) panels.push_back(panel_of(key, neighbours));
    return panels;
  }

 private:
  // Relation in the ontology's order, direction, type of the neighbours in the ontology's order.
  using Key = std::tuple<uint32_t, Direction, uint32_t>;
  using Members = std::map<uint32_t, const Edge*>;  // neighbour -> its edge
  using Neighbours = std::map<uint32_t, Members>;   // by family

  void add(const Edge& edge, Direction direction) {
    const uint32_t other = direction == Direction::out ? edge.target : edge.source;
    const uint32_t relation = ontology_.find_relation(edge.relation);
    if (relation != kNoIndex && ontology_.relations[relation].symmetric) direction = Direction::both;
    found_[{relation, direction, ontology_.find_type(graph_.nodes()[other].type)}][family_[other]].emplace(other,
                                                                                                           &edge);
  }

  Panel panel_of(const Key& key, const Neighbours& neighbours) const {
    const auto& [first, edge] = *neighbours.begin()->second.begin();
    Panel panel;
    panel.direction = std::get<1>(key);
    const std::string relation = captions_.relation(edge->relation), type = captions_.type(graph_.nodes()[first].type);
    panel.title = panel.direction == Direction::in ? type + " – " + relation + " →" : relation + " · " + type;
    panel.color = captions_.color(graph_.nodes()[first].type);
    const auto step = graph::supply_step(*edge);
    panel.upstream = step ? step->second == center_ : panel.direction == Direction::in;
    for (const auto& group : neighbours) {
      for (const auto& members : by_status(group.second)) panel.items.push_back(item_of(group.first, members.second));
    }
    std::stable_sort(panel.items.begin(), panel.items.end(), [](const Item& a, const Item& b) {
      return std::make_tuple(a.status, -a.confidence) < std::make_tuple(b.status, -b.confidence);
    });
    if (panel.items.size() > kMostItems) {
      panel.hidden = panel.items.size() - kMostItems;
      panel.items.resize(kMostItems);
    }
    panel.height = kTitleHeight + kPanelPadding + (panel.hidden > 0 ? kItemHeight : 0);
    for (const Item& item : panel.items) panel.height += kItemHeight + (item.variants.empty() ? 0 : kVariantHeight);
    return panel;
  }

  // What is planned does not hide behind a family that is there.
  static std::map<Status, Members> by_status(const Members& members) {
    std::map<Status, Members> result;
    for (const auto& member : members) result[member.second->status].insert(member);
    return result;
  }

  Item item_of(uint32_t family, const Members& members) const {
    Item item;
    item.label = captions_.name(graph_.nodes()[members.size() == 1 ? members.begin()->first : family]);
    item.status = Status::denied;
    for (const auto& [node, edge] : members) {
      item.status = std::min(item.status, edge->status);
      item.confidence = std::max(item.confidence, edge->confidence);
      item.tooltip += (item.tooltip.empty() ? "" : " · ") + captions_.tooltip(*edge);
      if (members.size() == 1 || node == family) continue;
      item.variants += (item.variants.empty() ? "" : ", ") + captions_.name(graph_.nodes()[node]);
    }
    return item;
  }

  const Graph& graph_;
  const Ontology& ontology_;
  const Captions& captions_;
  const uint32_t center_;
  const std::vector<uint32_t> family_;
  std::map<Key, Neighbours> found_;
};

class EgoDrawing {
 public:
  EgoDrawing(const Graph& graph, const ExportOptions& options)
      : graph_(graph), captions_(graph, options), picture_(options) {}

  std::string draw(uint32_t center) {
    std::vector<Panel> left, right;
    share_out(Surroundings(graph_, captions_, center).panels(), left, right);
    const double height = std::max({height_of(left), height_of(right), kCenterHeight});
    const Box middle = {kMargin + (left.empty() ? 0 : kPanelWidth + kCurveRoom), kMargin + (height - kCenterHeight) / 2,
                        kCenterWidth, kCenterHeight};
    draw_side(left, kMargin, kMargin + (height - height_of(left)) / 2, middle);
    const double right_x = middle.x + middle.width + kCurveRoom;
    draw_side(right, right_x, kMargin + (height - height_of(right)) / 2, middle);
    draw_center(center, middle);
    const double y = kMargin * 2.5 + height;
    const double legend_end = picture_.legend({kMargin, y}, {}, captions_.legend(statuses_));
    const double width = right.empty() ? middle.x + middle.width : right_x + kPanelWidth;
    return picture_.finish(std::max(width, legend_end) + kMargin, y + kMargin, captions_.name(graph_.nodes()[center]));
  }

  std::string draw_nothing() { return picture_.finish(2 * kMargin, 2 * kMargin, ""); }

 private:
  const Theme& theme() const { return picture_.theme(); }

  static double height_of(const std::vector<Panel>& panels) {
    double height = 0;
    for (const Panel& panel : panels) height += panel.height + (height > 0 ? kPanelGap : 0);
    return height;
  }

  static void share_out(const std::vector<Panel>& panels, std::vector<Panel>& left, std::vector<Panel>& right) {
    for (const Panel& panel : panels) {
      if (panel.direction != Direction::both) (panel.upstream ? left : right).push_back(panel);
    }
    for (const Panel& panel : panels) {
      if (panel.direction == Direction::both) (height_of(left) < height_of(right) ? left : right).push_back(panel);
    }
  }

  void draw_center(uint32_t center, const Box& box) {
    const Node& node = graph_.nodes()[center];
    const Color color = captions_.color(node.type);
    picture_.begin_titled(captions_.tooltip(node));
    picture_.rectangle(box, theme().fill(color), {color, 2.2}, 12);
    const double x = box.x + box.width / 2;
    picture_.text({x, box.y + box.height * 0.48}, shortened(captions_.name(node), 18),
                  {kNameSize, theme().text(color), true, Anchor::middle});
    picture_.text({x, box.y + box.height * 0.78}, captions_.type(node.type),
                  {kTitleSize, theme().quiet, false, Anchor::middle});
    picture_.end_titled();
  }

  void draw_side(const std::vector<Panel>& panels, double x, double y, const Box& middle) {
    for (size_t i = 0; i < panels.size(); ++i) {
      draw_panel(panels[i], {x, y, kPanelWidth, panels[i].height});
      const double share = (static_cast<double>(i) + 1) / (static_cast<double>(panels.size()) + 1);
      connect(panels[i], {x, y, kPanelWidth, panels[i].height}, middle, middle.y + middle.height * share);
      y += panels[i].height + kPanelGap;
    }
  }

  void connect(const Panel& panel, const Box& box, const Box& middle, double middle_y) {
    const bool on_left = box.x < middle.x;
    const Point there = {on_left ? box.x + box.width : box.x, box.y + kTitleHeight / 2};
    const Point here = {on_left ? middle.x : middle.x + middle.width, middle_y};
    Status best = Status::denied;
    for (const Item& item : panel.items) best = std::min(best, item.status);
    const Stroke stroke = {mix(panel.color, theme().paper, 0.75), 1.8, best};
    const auto head = panel.direction == Direction::both ? SvgPicture::Head::none : SvgPicture::Head::arrow;
    if (panel.direction == Direction::in) {
      picture_.curve(there, here, stroke, head);
    } else {
      picture_.curve(here, there, stroke, head);
    }
  }

  void draw_panel(const Panel& panel, const Box& box) {
    picture_.rectangle(box, theme().house, {mix(panel.color, theme().paper, 0.6), 1}, 8);
    picture_.rectangle({box.x, box.y, box.width, kTitleHeight}, theme().fill(panel.color), {panel.color, 1}, 8);
    picture_.text({box.x + kPanelPadding, box.y + kTitleHeight * 0.66}, panel.title,
                  {kTitleSize, theme().text(panel.color), true});
    double y = box.y + kTitleHeight + kPanelPadding / 2;
    for (const Item& item : panel.items) y = draw_item(item, box.x + kPanelPadding, y);
    if (panel.hidden == 0) return;
    picture_.text({box.x + kPanelPadding, y + kItemHeight * 0.7}, "+ " + std::to_string(panel.hidden),
                  {kItemSize, theme().quiet});
  }

  // Returns where the next one begins.
  double draw_item(const Item& item, double x, double y) {
    constexpr double kMark = 26;
    statuses_.insert(item.status);
    picture_.begin_titled(item.tooltip);
    picture_.status_mark({x, y + kItemHeight * 0.5}, item.status);
    picture_.text({x + kMark, y + kItemHeight * 0.72}, shortened(item.label, kItemColumns),
                  {kItemSize, item.status == Status::denied ? theme().denied : theme().ink});
    y += kItemHeight;
    if (!item.variants.empty()) {
      picture_.text({x + kMark, y + kVariantHeight * 0.55}, shortened(item.variants, kVariantColumns),
                    {kVariantSize, theme().quiet});
      y += kVariantHeight;
    }
    picture_.end_titled();
    return y;
  }

  const Graph& graph_;
  const Captions captions_;
  SvgPicture picture_;
  std::set<Status> statuses_;
};

std::optional<uint32_t> center_of(const Graph& graph, const ExportOptions& options) {
  const size_t chosen = graph.find_node(options.center);
  if (chosen != SIZE_MAX) return static_cast<uint32_t>(chosen);
  const std::vector<double> degrees = graph::centrality(graph.nodes().size(), graph.edges(), Centrality::degree);
  const std::vector<uint32_t> ranked = graph::greatest(degrees, degrees.size());
  if (ranked.empty()) return std::nullopt;
  const auto company =
      std::find_if(ranked.begin(), ranked.end(), [&](uint32_t node) { return graph.nodes()[node].type == "Company"; });
  return company == ranked.end() ? ranked.front() : *company;
}

}  // namespace

std::string ego_diagram(const Graph& graph, const ExportOptions& options) {
  EgoDrawing drawing(graph, options);
  const std::optional<uint32_t> center = center_of(graph, options);
  return center ? drawing.draw(*center) : drawing.draw_nothing();
}

}  // namespace whobuilds::exporting
