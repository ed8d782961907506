#include "export/supply_chain_diagram.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "export/captions.h"
#include "export/houses.h"
#include "export/label.h"
#include "export/svg_picture.h"
#include "export/wording.h"
#include "graph/centrality.h"
#include "graph/supply_chain.h"
#include "graph/variant_families.h"

namespace whobuilds::exporting {
namespace {

constexpr size_t kMostNodes = 300;
constexpr int kSweeps = 12;
constexpr uint32_t kNameColumns = 24;
constexpr double kMargin = 24, kTitleSize = 20, kHeadSize = 12, kTextSize = 12;
constexpr double kNodeWidth = 176, kNodeHeight = 24, kNodeGap = 9, kColumnGap = 110;

// Columns from left to right; those without nodes are left out.
enum class Role : uint8_t { supplier, developer, chip, system, model, product, user };
constexpr size_t kRoles = 7;

struct Step {
  Status status = Status::denied;
  double confidence = 0;
  std::string tooltip;
};

using Steps = std::map<std::pair<uint32_t, uint32_t>, Step>;  // (what is needed, what needs it)

Steps steps_of(const Graph& graph, const Captions& captions) {
  const std::vector<uint32_t> family = graph::variant_families(graph.nodes().size(), graph.edges());
  Steps steps;
  for (const Edge& edge : graph.edges()) {
    const auto ends = graph::supply_step(edge);
    if (!ends || family[ends->first] == family[ends->second]) continue;
    Step& step = steps[{family[ends->first], family[ends->second]}];
    step.status = std::min(step.status, edge.status);
    step.confidence = std::max(step.confidence, edge.confidence);
    step.tooltip += (step.tooltip.empty() ? "" : " · ") + captions.tooltip(edge);
  }
  return steps;
}

// Leaves those between the nodes with the most steps.
void keep_most_connected(size_t node_count, Steps& steps) {
  std::vector<double> count(node_count);
  for (const auto& step : steps) {
    ++count[step.first.first];
    ++count[step.first.second];
  }
  std::vector<bool> kept(node_count);
  for (const uint32_t node : graph::greatest(count, kMostNodes)) kept[node] = true;
  for (auto step = steps.begin(); step != steps.end();) {
    step = kept[step->first.first] && kept[step->first.second] ? std::next(step) : steps.erase(step);
  }
}

class SupplyDrawing {
 public:
  SupplyDrawing(const Graph& graph, const ExportOptions& options)
      : graph_(graph),
        options_(options),
        captions_(graph, options),
        houses_(graph),
        picture_(options),
        steps_(steps_of(graph, captions_)) {}

  std::string draw() {
    keep_most_connected(graph_.nodes().size(), steps_);
    set_columns();
    for (int sweep = 0; sweep < kSweeps; ++sweep) order(sweep % 2 == 0);
    place();
    const std::string title = phrase(Phrase::supply_chain, options_.label_language);
    picture_.text({kMargin, kMargin + kTitleSize}, title, {kTitleSize, theme().ink, true});
    draw_heads();
    for (const auto& step : steps_) draw_step(step.first.first, step.first.second, step.second);
    for (const auto& column : columns_) {
      for (const uint32_t node : column) draw_node(node);
    }
    const double y = bottom_ + 1.5 * kMargin;
    const double legend_end = picture_.legend({kMargin, y}, captions_.legend(types_), captions_.legend(statuses_));
    return picture_.finish(std::max(right_, legend_end) + kMargin, y + kMargin, title);
  }

 private:
  const Theme& theme() const { return picture_.theme(); }

  Role role_of(uint32_t node, uint32_t made, uint32_t supplied) const {
    if (houses_.is_body(node))
      return made + supplied == 0 ? Role::user : supplied > made ? Role::supplier : Role::developer;
    const std::string& type = graph_.nodes()[node].type;
    return type == "Chip"     ? Role::chip
           : type == "System" ? Role::system
           : type == "Model"  ? Role::model
                              : Role::product;
  }

  // Bodies are told apart by what they do most: developing, or supplying and manufacturing.
  void set_columns() {
    std::map<uint32_t, uint32_t> made, supplied;
    for (const Edge& edge : graph_.edges()) {
      if (edge.status == Status::denied) continue;
      if (edge.relation == "develops") ++made[edge.source];
      if (edge.relation == "manufactures" || edge.relation == "supplies") ++supplied[edge.source];
    }
    std::set<uint32_t> nodes;
    for (const auto& step : steps_) nodes.insert({step.first.first, step.first.second});
    std::array<std::vector<uint32_t>, kRoles> by_role;
    for (const uint32_t node : nodes) {
      by_role[static_cast<size_t>(role_of(node, made[node], supplied[node]))].push_back(node);
      types_.insert(graph_.nodes()[node].type);
    }
    for (size_t role = 0; role < kRoles; ++role) {
      if (by_role[role].empty()) continue;
      columns_.push_back(by_role[role]);
      roles_.push_back(static_cast<Role>(role));
    }
    for (const auto& step : steps_) {
      neighbours_[step.first.first].push_back(step.first.second);
      neighbours_[step.first.second].push_back(step.first.first);
    }
  }

  // Where a node stands in its column, 0 to 1.
  std::map<uint32_t, double> positions() const {
    std::map<uint32_t, double> position;
    for (const auto& column : columns_) {
      for (size_t i = 0; i < column.size(); ++i) {
        position[column[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(column.size());
      }
    }
    return position;
  }

  void order(bool forward) {
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::map<uint32_t, double> position = positions();
      std::map<uint32_t, double> wanted;
      std::vector<uint32_t>& column = columns_[forward ? i : columns_.size() - 1 - i];
      for (const uint32_t node : column) {
        double sum = 0;
        for (const uint32_t near : neighbours_[node]) sum += position.at(near);
        wanted[node] = sum / static_cast<double>(neighbours_[node].size());
      }
      std::stable_sort(column.begin(), column.end(), [&](uint32_t a, uint32_t b) { return wanted[a] < wanted[b]; });
    }
  }

  void place() {
    size_t most = 0;
    for (const auto& column : columns_) most = std::max(most, column.size());
    const double top = kMargin * 2.5 + kTitleSize + kHeadSize;
    const double height = static_cast<double>(most) * (kNodeHeight + kNodeGap);
    for (size_t i = 0; i < columns_.size(); ++i) {
      const double x = kMargin + static_cast<double>(i) * (kNodeWidth + kColumnGap);
      const double pitch = std::min(height / static_cast<double>(columns_[i].size()), 2.2 * (kNodeHeight + kNodeGap));
      double y = top + (height - pitch * static_cast<double>(columns_[i].size())) / 2 + (pitch - kNodeHeight) / 2;
      for (const uint32_t node : columns_[i]) {
        place_[node] = {x, y};
        column_of_[node] = i;
        y += pitch;
      }
      right_ = x + kNodeWidth;
    }
    bottom_ = top + height;
  }

  std::string head_of(Role role) const {
    switch (role) {
      case Role::supplier:
        return phrase(Phrase::suppliers, options_.label_language);
      case Role::developer:
        return phrase(Phrase::developers, options_.label_language);
      case Role::user:
        return phrase(Phrase::users, options_.label_language);
      case Role::chip:
        return captions_.type("Chip");
      case Role::system:
        return captions_.type("System");
      case Role::model:
        return captions_.type("Model");
      case Role::product:
        break;
    }
    return captions_.type("Product");
  }

  void draw_heads() {
    const double y = kMargin * 1.8 + kTitleSize + kHeadSize;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const double x = kMargin + static_cast<double>(i) * (kNodeWidth + kColumnGap);
      picture_.text({x + kNodeWidth / 2, y}, head_of(roles_[i]), {kHeadSize, theme().quiet, true, Anchor::middle});
    }
  }

  void draw_step(uint32_t from, uint32_t to, const Step& step) {
    statuses_.insert(step.status);
    const Point a = place_.at(from), b = place_.at(to);
    const size_t from_column = column_of_.at(from), to_column = column_of_.at(to);
    const double middle = kNodeHeight / 2;
    const Point start = {from_column <= to_column ? a.x + kNodeWidth : a.x, a.y + middle};
    const Point end = {from_column < to_column ? b.x : b.x + kNodeWidth, b.y + middle};
    // Lines that pass behind other columns stay in the background.
    const double strength = to_column > from_column + 1 ? 0.35 : 0.6;
    const Color color = mix(captions_.color(graph_.nodes()[from].type), theme().paper, strength);
    picture_.begin_titled(step.tooltip);
    picture_.curve(start, end, {color, 0.7 + 0.9 * step.confidence, step.status}, SvgPicture::Head::arrow);
    picture_.end_titled();
  }

  void draw_node(uint32_t index) {
    const Node& node = graph_.nodes()[index];
    const Color color = captions_.color(node.type);
    const Point at = place_.at(index);
    picture_.begin_titled(captions_.tooltip(node));
    picture_.rectangle({at.x, at.y, kNodeWidth, kNodeHeight}, theme().fill(color),
                       {color, houses_.is_body(index) ? 1.6 : 1});
    picture_.text({at.x + kNodeWidth / 2, at.y + kNodeHeight * 0.68}, shortened(captions_.name(node), kNameColumns),
                  {kTextSize, theme().text(color), houses_.is_body(index), Anchor::middle});
    picture_.end_titled();
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const Captions captions_;
  const Houses houses_;
  SvgPicture picture_;
  Steps steps_;
  std::vector<std::vector<uint32_t>> columns_;  // nodes from top to bottom
  std::vector<Role> roles_;                     // of the columns
  std::map<uint32_t, std::vector<uint32_t>> neighbours_;
  std::map<uint32_t, Point> place_;  // upper left corner
  std::map<uint32_t, size_t> column_of_;
  std::set<std::string> types_;
  std::set<Status> statuses_;
  double right_ = 0, bottom_ = 0;
};

}  // namespace

std::string supply_chain_diagram(const Graph& graph, const ExportOptions& options) {
  return SupplyDrawing(graph, options).draw();
}

}  // namespace whobuilds::exporting
