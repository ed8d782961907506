#include "export/supply_chain_diagram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "export/captions.h"
#include "export/company_groups.h"
#include "export/label.h"
#include "export/svg_picture.h"
#include "export/wording.h"
#include "graph/centrality.h"
#include "graph/supply_chain.h"
#include "graph/variant_families.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kMostNodes = 300;
constexpr size_t kCrowdedNodes = 60;
constexpr int kSweeps = 12;
constexpr uint32_t kNameColumns = 24, kTitleColumns = 28;
constexpr double kMargin = 24, kTitleSize = 20, kHeadSize = 12, kTextSize = 12;
constexpr double kNodeWidth = 176, kNodeHeight = 24, kNodeGap = 9, kColumnGap = 110;
constexpr double kRowHeight = 20, kRowGap = 3, kTitleHeight = 19, kPadding = 5, kSmallSize = 10;  // of stacks

// Columns from left to right; those without nodes are left out.
enum class Role : uint8_t { supplier, developer, chip, system, model, product, user };
constexpr size_t kRoles = 7;

struct Step {
  Status status = Status::denied;
  double confidence = 0;
  std::string tooltip;
  bool making = true;  // nothing but who develops what
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
    step.making = step.making && edge.relation == "develops";
    step.tooltip += (step.tooltip.empty() ? "" : " · ") + captions.tooltip(edge);
  }
  return steps;
}

// How many variants with steps a family stands for.
std::map<uint32_t, size_t> variants_of(const Graph& graph) {
  const std::vector<uint32_t> family = graph::variant_families(graph.nodes().size(), graph.edges());
  std::set<uint32_t> nodes;
  for (const Edge& edge : graph.edges()) {
    if (const auto ends = graph::supply_step(edge)) nodes.insert({ends->first, ends->second});
  }
  std::map<uint32_t, size_t> variants;
  for (const uint32_t node : nodes) {
    if (family[node] != node) ++variants[family[node]];
  }
  return variants;
}

std::set<uint32_t> nodes_of(const Steps& steps) {
  std::set<uint32_t> nodes;
  for (const auto& step : steps) nodes.insert({step.first.first, step.first.second});
  return nodes;
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

// A node; or, of a crowded diagram, those nodes of a company that stand in one column.
struct Stack {
  uint32_t head = kNone;  // whose name is its title, kNone: no title
  bool homeless = false;  // its title says that their maker is not in the picture
  std::vector<uint32_t> members;
  Box box;

  bool titled() const { return head != kNone || homeless; }
};

// All steps from one stack to another.
struct StackLine {
  std::vector<const Step*> steps;
  std::vector<uint32_t> from, to;  // their ends
};

class SupplyDrawing {
 public:
  SupplyDrawing(const Graph& graph, const ExportOptions& options)
      : graph_(graph),
        options_(options),
        captions_(graph, options),
        groups_(graph),
        picture_(options),
        steps_(steps_of(graph, captions_)),
        variants_(variants_of(graph)) {}

  std::string draw() {
    const size_t all_steps = steps_.size(), all_nodes = nodes_of(steps_).size();
    keep_most_connected(graph_.nodes().size(), steps_);
    const std::set<uint32_t> nodes = nodes_of(steps_);
    crowded_ = nodes.size() > kCrowdedNodes;
    set_columns(nodes);
    set_lines();
    for (int sweep = 0; sweep < kSweeps; ++sweep) order(sweep % 2 == 0);
    place();
    const std::string title = phrase(Phrase::supply_chain, options_.label_language);
    picture_.text({kMargin, kMargin + kTitleSize}, title, {kTitleSize, theme().ink, true});
    draw_heads();
    for (const auto& line : lines_) draw_line(stacks_[line.first.first], stacks_[line.first.second], line.second);
    for (const auto& line : lines_) draw_count(stacks_[line.first.first], stacks_[line.first.second], line.second);
    for (const Stack& stack : stacks_) draw_stack(stack);
    if (crowded_) draw_accounts(all_nodes, all_nodes - nodes.size(), all_steps);
    const double y = bottom_ + 1.5 * kMargin;
    const double legend_end = picture_.legend({kMargin, y}, captions_.legend(types_), captions_.legend(statuses_));
    return picture_.finish(std::max(right_, legend_end) + kMargin, y + kMargin, title);
  }

 private:
  const Theme& theme() const { return picture_.theme(); }

  Role role_of(uint32_t node, uint32_t made, uint32_t supplied) const {
    if (groups_.is_body(node))
      return made + supplied == 0 ? Role::user : supplied > made ? Role::supplier : Role::developer;
    const std::string& type = graph_.nodes()[node].type;
    return type == "Chip"     ? Role::chip
           : type == "System" ? Role::system
           : type == "Model"  ? Role::model
                              : Role::product;
  }

  // Bodies are told apart by what they do most: developing, or supplying and manufacturing.
  void set_columns(const std::set<uint32_t>& nodes) {
    std::map<uint32_t, uint32_t> made, supplied;
    for (const Edge& edge : graph_.edges()) {
      if (edge.status == Status::denied) continue;
      if (edge.relation == "develops") ++made[edge.source];
      if (edge.relation == "manufactures" || edge.relation == "supplies") ++supplied[edge.source];
    }
    std::array<std::map<uint32_t, std::vector<uint32_t>>, kRoles> by_role;  // by what they share a stack for
    for (const uint32_t node : nodes) {
      types_.insert(graph_.nodes()[node].type);
      if (is_title_alone(node)) continue;
      by_role[static_cast<size_t>(role_of(node, made[node], supplied[node]))][stack_key(node)].push_back(node);
    }
    for (size_t role = 0; role < kRoles; ++role) {
      if (by_role[role].empty()) continue;
      columns_.emplace_back();
      roles_.push_back(static_cast<Role>(role));
      for (const auto& stack : by_role[role]) add_stack(stack.first, stack.second);
    }
  }

  uint32_t stack_key(uint32_t node) const { return crowded_ ? groups_.head(node) : node; }

  void add_stack(uint32_t key, std::vector<uint32_t> members) {
    Stack stack;
    const auto head = std::find(members.begin(), members.end(), key);
    if (head != members.end()) {
      std::rotate(members.begin(), head, head + 1);  // its own title
    } else {
      stack.head = key;
      stack.homeless = key == kNone;
    }
    stack.members = std::move(members);
    const auto index = static_cast<uint32_t>(stacks_.size());
    for (const uint32_t node : stack.members) stack_of_[node] = index;
    columns_.back().push_back(index);
    stacks_.push_back(std::move(stack));
  }

  // In a crowded diagram who makes a thing stands over it.
  bool is_nested(uint32_t from, uint32_t to, const Step& step) const {
    return crowded_ && step.making && groups_.is_body(from) && !groups_.is_body(to) &&
           groups_.head(from) == groups_.head(to) && (groups_.head(from) == from || groups_.maker(to) == from);
  }

  // A company that has to do with nothing but what it makes: it is the title of these stacks.
  bool is_title_alone(uint32_t node) const {
    if (!groups_.is_body(node) || groups_.head(node) != node) return false;
    return std::all_of(steps_.begin(), steps_.end(), [&](const auto& step) {
      const auto [from, to] = step.first;
      return (from != node && to != node) || is_nested(from, to, step.second);
    });
  }

  void set_lines() {
    for (const auto& step : steps_) {
      const auto [from, to] = step.first;
      if (is_nested(from, to, step.second) || stack_of_.at(from) == stack_of_.at(to)) {
        ++nested_;
        continue;
      }
      StackLine& line = lines_[{stack_of_.at(from), stack_of_.at(to)}];
      line.steps.push_back(&step.second);
      line.from.push_back(from);
      line.to.push_back(to);
    }
    neighbours_.resize(stacks_.size());
    for (const auto& line : lines_) {
      neighbours_[line.first.first].push_back(line.first.second);
      neighbours_[line.first.second].push_back(line.first.first);
    }
  }

  // Where a stack stands in its column, 0 to 1.
  std::vector<double> positions() const {
    std::vector<double> position(stacks_.size());
    for (const auto& column : columns_) {
      for (size_t i = 0; i < column.size(); ++i) {
        position[column[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(column.size());
      }
    }
    return position;
  }

  // Stacks without lines stay where they are.
  void order(bool forward) {
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::vector<double> position = positions();
      std::vector<double> wanted = position;
      std::vector<uint32_t>& column = columns_[forward ? i : columns_.size() - 1 - i];
      for (const uint32_t stack : column) {
        if (neighbours_[stack].empty()) continue;
        double sum = 0;
        for (const uint32_t near : neighbours_[stack]) sum += position[near];
        wanted[stack] = sum / static_cast<double>(neighbours_[stack].size());
      }
      std::stable_sort(column.begin(), column.end(), [&](uint32_t a, uint32_t b) { return wanted[a] < wanted[b]; });
    }
  }

  static double height_of(const Stack& stack) {
    if (stack.members.size() == 1 && !stack.titled()) return kNodeHeight;
    return (stack.titled() ? kTitleHeight : kPadding) +
           static_cast<double>(stack.members.size()) * (kRowHeight + kRowGap) + kPadding - kRowGap;
  }

  double height_of(const std::vector<uint32_t>& column) const {
    double height = 0;
    for (const uint32_t stack : column) height += height_of(stacks_[stack]);
    return height;
  }

  void place() {
    double height = 0;
    for (const auto& column : columns_) {
      height = std::max(height, height_of(column) + static_cast<double>(column.size()) * kNodeGap);
    }
    const double top = kMargin * 2.5 + kTitleSize + kHeadSize;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const double x = kMargin + static_cast<double>(i) * (kNodeWidth + kColumnGap);
      const double filled = height_of(columns_[i]), count = static_cast<double>(columns_[i].size());
      const double gap = std::min((height - filled) / count, 2.2 * (kNodeHeight + kNodeGap) - kNodeHeight);
      double y = top + (height - filled - gap * count) / 2 + gap / 2;
      for (const uint32_t stack : columns_[i]) {
        stacks_[stack].box = {x, y, kNodeWidth, height_of(stacks_[stack])};
        y += stacks_[stack].box.height + gap;
      }
      right_ = x + kNodeWidth;
    }
    bottom_ = top + height;
  }

  // The box of a member.
  static Box row_of(const Stack& stack, size_t member) {
    const Box& box = stack.box;
    if (stack.members.size() == 1 && !stack.titled()) return box;
    const double top = stack.titled() ? kTitleHeight : kPadding;
    return {box.x + kPadding, box.y + top + static_cast<double>(member) * (kRowHeight + kRowGap),
            box.width - 2 * kPadding, kRowHeight};
  }

  // Half way down those members that a line is about.
  static double port(const Stack& stack, const std::vector<uint32_t>& members) {
    double sum = 0;
    for (const uint32_t member : members) {
      const auto at = std::find(stack.members.begin(), stack.members.end(), member) - stack.members.begin();
      const Box row = row_of(stack, static_cast<size_t>(at));
      sum += row.y + row.height / 2;
    }
    return sum / static_cast<double>(members.size());
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

  // Where a line leaves and arrives.
  std::pair<Point, Point> ends_of(const Stack& from, const Stack& to, const StackLine& line) const {
    const bool forward = from.box.x < to.box.x;
    const Point start = {from.box.x <= to.box.x ? from.box.x + kNodeWidth : from.box.x, port(from, line.from)};
    return {start, {forward ? to.box.x : to.box.x + kNodeWidth, port(to, line.to)}};
  }

  void draw_line(const Stack& from, const Stack& to, const StackLine& line) {
    Status status = Status::denied;
    double confidence = 0;
    std::string tooltip;
    for (const Step* step : line.steps) {
      status = std::min(status, step->status);
      confidence = std::max(confidence, step->confidence);
      tooltip += (tooltip.empty() ? "" : " · ") + step->tooltip;
    }
    statuses_.insert(status);
    const auto ends = ends_of(from, to, line);
    // Lines that pass behind other columns stay in the background.
    const bool passes = to.box.x > from.box.x + 1.5 * (kNodeWidth + kColumnGap);
    const double strength = (passes ? 0.35 : 0.6) + (theme().dark ? 0.2 : 0);
    const Color color = mix(captions_.color(graph_.nodes()[line.from.front()].type), theme().paper, strength);
    const double width = 0.7 + 0.9 * confidence + 0.6 * std::log2(static_cast<double>(line.steps.size()));
    picture_.begin_titled(tooltip);
    picture_.curve(ends.first, ends.second, {color, width, status}, SvgPicture::Head::arrow);
    picture_.end_titled();
  }

  void draw_count(const Stack& from, const Stack& to, const StackLine& line) {
    if (line.steps.size() < 2) return;
    const std::string text = "×" + std::to_string(line.steps.size());
    const auto ends = ends_of(from, to, line);
    const bool forward = ends.second.x > ends.first.x;
    const double width = text_width(text, kSmallSize) + 3;
    const Point at = {ends.second.x + (forward ? -1 : 1) * (width / 2 + 9), ends.second.y};
    picture_.rectangle({at.x - width / 2, at.y - 6.5, width, 13}, theme().paper, {theme().paper, 0}, 4);
    picture_.text({at.x, at.y + 3.5}, text, {kSmallSize, theme().quiet, false, Anchor::middle});
  }

  void draw_stack(const Stack& stack) {
    if (stack.titled() || stack.members.size() > 1) {
      const Color color = stack.head == kNone ? theme().quiet : captions_.color(graph_.nodes()[stack.head].type);
      picture_.rectangle(stack.box, theme().house, {mix(color, theme().paper, 0.7), 1.2});
      if (stack.titled()) draw_title(stack);
    }
    for (size_t i = 0; i < stack.members.size(); ++i) draw_node(stack.members[i], row_of(stack, i));
  }

  void draw_title(const Stack& stack) {
    const std::string title = stack.homeless ? phrase(Phrase::maker_not_shown, options_.label_language)
                                             : captions_.name(graph_.nodes()[stack.head]);
    const Color color = stack.homeless ? theme().quiet : theme().text(captions_.color(graph_.nodes()[stack.head].type));
    picture_.text({stack.box.x + 2 * kPadding, stack.box.y + kTitleHeight * 0.74}, shortened(title, kTitleColumns),
                  {kTextSize, color, !stack.homeless});
  }

  void draw_node(uint32_t index, const Box& box) {
    const Node& node = graph_.nodes()[index];
    const Color color = captions_.color(node.type);
    picture_.begin_titled(captions_.tooltip(node));
    picture_.rectangle(box, theme().fill(color), {color, groups_.is_body(index) ? 1.6 : 1});
    picture_.text({box.x + box.width / 2, box.y + box.height * 0.68}, shortened(captions_.name(node), kNameColumns),
                  {kTextSize, theme().text(color), groups_.is_body(index), Anchor::middle});
    const auto variants = variants_.find(index);
    if (variants != variants_.end()) {
      picture_.text({box.x + box.width - kPadding, box.y + box.height * 0.66}, "+" + std::to_string(variants->second),
                    {kSmallSize, theme().quiet, false, Anchor::end});
    }
    picture_.end_titled();
  }

  // Where each node and step went.
  void draw_accounts(size_t nodes, size_t nodes_left_out, size_t steps) {
    const auto counted = [&](Phrase which, size_t count) {
      return phrase(which, options_.label_language) + " " + std::to_string(count);
    };
    std::string text = counted(Phrase::nodes, nodes);
    if (nodes_left_out > 0) text += ", " + counted(Phrase::not_shown, nodes_left_out);
    text += "  ·  " + counted(Phrase::steps, steps) + ": " + counted(Phrase::within_boxes, nested_) + ", " +
            counted(Phrase::in_lines, steps_.size() - nested_);
    if (steps > steps_.size()) text += ", " + counted(Phrase::not_shown, steps - steps_.size());
    bottom_ += kMargin;
    picture_.text({kMargin, bottom_}, text, {kTextSize, theme().quiet});
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const Captions captions_;
  const CompanyGroups groups_;
  SvgPicture picture_;
  Steps steps_;
  const std::map<uint32_t, size_t> variants_;  // by family
  bool crowded_ = false;
  std::vector<Stack> stacks_;
  std::vector<std::vector<uint32_t>> columns_;  // stacks from top to bottom
  std::vector<Role> roles_;                     // of the columns
  std::map<uint32_t, uint32_t> stack_of_;       // by node
  std::map<std::pair<uint32_t, uint32_t>, StackLine> lines_;
  std::vector<std::vector<uint32_t>> neighbours_;  // by stack
  size_t nested_ = 0;                              // steps that no line is drawn for
  std::set<std::string> types_;
  std::set<Status> statuses_;
  double right_ = 0, bottom_ = 0;
};

}  // namespace

std::string supply_chain_diagram(const Graph& graph, const ExportOptions& options) {
  return SupplyDrawing(graph, options).draw();
}

}  // namespace whobuilds::exporting
