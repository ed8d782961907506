#include "export/card_ring.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace whobuilds::exporting {
namespace {

constexpr double kGap = 16;         // between neighbouring boxes, at least
constexpr double kAspect = 0.62;    // height of the ring by its width
constexpr double kLeastRoom = 260;  // for lines, between opposite sides
constexpr int kRounds = 40;

enum class Side : uint8_t { left, top, right, bottom };

// Away from the edge of the picture.
Point inward(Side side) {
  switch (side) {
    case Side::left:
      return {1, 0};
    case Side::right:
      return {-1, 0};
    case Side::top:
      return {0, 1};
    case Side::bottom:
      break;
  }
  return {0, -1};
}

bool is_upright(Side side) { return side == Side::left || side == Side::right; }

// Places on the ring, so that heavy links are short.
class RingOrder {
 public:
  RingOrder(size_t count, const std::vector<RingLink>& links) : place_(count), near_(count) {
    std::iota(place_.begin(), place_.end(), 0U);
    for (const RingLink& link : links) {
      near_[link.source].emplace_back(link.target, link.weight);
      near_[link.target].emplace_back(link.source, link.weight);
    }
  }

  // Boxes clockwise.
  std::vector<uint32_t> find() {
    for (int round = 0; round < kRounds && improve(); ++round) {
    }
    std::vector<uint32_t> order(place_.size());
    for (uint32_t box = 0; box < place_.size(); ++box) order[place_[box]] = box;
    return order;
  }

 private:
  bool improve() {
    bool better = false;
    for (uint32_t a = 0; a < place_.size(); ++a) {
      for (uint32_t b = a + 1; b < place_.size(); ++b) {
        const uint64_t before = cost(a) + cost(b);
        std::swap(place_[a], place_[b]);
        if (cost(a) + cost(b) < before) {
          better = true;
        } else {
          std::swap(place_[a], place_[b]);
        }
      }
    }
    return better;
  }

  uint64_t cost(uint32_t box) const {
    uint64_t sum = 0;
    for (const auto& near : near_[box])
      sum += static_cast<uint64_t>(near.second) * distance(place_[box], place_[near.first]);
    return sum;
  }

  uint32_t distance(uint32_t a, uint32_t b) const {
    const uint32_t along = a < b ? b - a : a - b;
    return std::min(along, static_cast<uint32_t>(place_.size()) - along);
  }

  std::vector<uint32_t> place_;
  std::vector<std::vector<std::pair<uint32_t, uint32_t>>> near_;  // (box, weight)
};

class RingLayout {
 public:
  RingLayout(const std::vector<BoxSize>& sizes, const std::vector<RingLink>& links) : sizes_(sizes), links_(links) {}

  Ring lay_out() {
    side_.resize(sizes_.size());
    ring_.boxes.resize(sizes_.size());
    share_out(RingOrder(sizes_.size(), links_).find());
    measure();
    for (const Side side : {Side::left, Side::top, Side::right, Side::bottom}) place(side);
    draw_curves();
    return std::move(ring_);
  }

 private:
  std::vector<uint32_t>& boxes(Side side) { return boxes_[static_cast<size_t>(side)]; }

  double length(uint32_t box, Side side) const { return is_upright(side) ? sizes_[box].height : sizes_[box].width; }
  double depth(uint32_t box, Side side) const { return is_upright(side) ? sizes_[box].width : sizes_[box].height; }

  // Cuts the circle in four where opposite sides come out about equally long and the aspect about right.
  void share_out(const std::vector<uint32_t>& order) {
    const Cut cut = best_cut(order);
    const size_t count = order.size();
    const std::array<size_t, 4> ends = {cut.left, cut.left + cut.top, cut.left + cut.top + cut.right, count};
    size_t at = 0;
    for (size_t side = 0; side < ends.size(); ++side) {
      for (; at < ends[side]; ++at) {
        const uint32_t box = order[(cut.begin + at) % count];
        boxes_[side].push_back(box);
        side_[box] = static_cast<Side>(side);
      }
    }
    std::reverse(boxes(Side::left).begin(), boxes(Side::left).end());
    std::reverse(boxes(Side::bottom).begin(), boxes(Side::bottom).end());
  }

  // Clockwise from below on the left; the rest stands at the bottom.
  struct Cut {
    size_t begin = 0, left = 0, top = 0, right = 0;
  };

  Cut best_cut(const std::vector<uint32_t>& order) const {
    const size_t count = order.size();
    Cut best;
    double least = -1;
    for (size_t begin = 0; begin < count; ++begin) {
      const Lengths lengths = lengths_from(order, begin);
      for (size_t left = 0; left <= count / 2; ++left) {
        for (size_t top = 0; left + top <= count; ++top) {
          for (size_t right = 0; left + top + right <= count && right <= count / 2; ++right) {
            const double waste = lengths.waste(left, left + top, left + top + right);
            if (least >= 0 && waste >= least) continue;
            least = waste;
            best = {begin, left, top, right};
          }
        }
      }
    }
    return best;
  }

  // Sums of the first widths and heights.
  struct Lengths {
    std::vector<double> width, height;

    double waste(size_t left_end, size_t top_end, size_t right_end) const {
      const double left = height[left_end], right = height[right_end] - height[top_end];
      const double top = width[top_end] - width[left_end], bottom = width.back() - width[right_end];
      return std::abs(left - right) + std::abs(top - bottom) +
             2 * std::abs(std::max(left, right) - kAspect * std::max(top, bottom));
    }
  };

  Lengths lengths_from(const std::vector<uint32_t>& order, size_t begin) const {
    Lengths lengths = {{0}, {0}};
    for (size_t i = 0; i < order.size(); ++i) {
      const BoxSize& size = sizes_[order[(begin + i) % order.size()]];
      lengths.width.push_back(lengths.width.back() + size.width + kGap);
      lengths.height.push_back(lengths.height.back() + size.height + kGap);
    }
    return lengths;
  }

  double length_of(Side side) {
    double sum = kGap;
    for (const uint32_t box : boxes(side)) sum += length(box, side) + kGap;
    return sum;
  }
  double depth_of(Side side) {
    double most = 0;
    for (const uint32_t box : boxes(side)) most = std::max(most, depth(box, side));
    return most;
  }

  void measure() {
    const double width = std::max({length_of(Side::top), length_of(Side::bottom), kLeastRoom});
    const double height = std::max({length_of(Side::left), length_of(Side::right), kLeastRoom});
    inside_ = {depth_of(Side::left), depth_of(Side::top), width, height};
    ring_.width = inside_.x + width + depth_of(Side::right);
    ring_.height = inside_.y + height + depth_of(Side::bottom);
  }

  // Spread evenly along the side, the inner edges in one line.
  void place(Side side) {
    const double room = is_upright(side) ? inside_.height : inside_.width;
    const double gaps = static_cast<double>(boxes(side).size()) + 1;
    const double gap = kGap + (room - length_of(side)) / gaps;
    double at = (is_upright(side) ? inside_.y : inside_.x) + gap;
    for (const uint32_t box : boxes(side)) {
      ring_.boxes[box] = {at, at, sizes_[box].width, sizes_[box].height};
      if (side == Side::left) ring_.boxes[box].x = inside_.x - sizes_[box].width;
      if (side == Side::right) ring_.boxes[box].x = inside_.x + inside_.width;
      if (side == Side::top) ring_.boxes[box].y = inside_.y - sizes_[box].height;
      if (side == Side::bottom) ring_.boxes[box].y = inside_.y + inside_.height;
      at += length(box, side) + gap;
    }
  }

  // A point on the inner edge of a box, `share` (0 to 1) of the way along it.
  Point on_edge(uint32_t box, double share) const {
    const Box& at = ring_.boxes[box];
    switch (side_[box]) {
      case Side::left:
        return {at.x + at.width, at.y + share * at.height};
      case Side::right:
        return {at.x, at.y + share * at.height};
      case Side::top:
        return {at.x + share * at.width, at.y + at.height};
      case Side::bottom:
        break;
    }
    return {at.x + share * at.width, at.y};
  }

  // The ends of its lines along the edge of a box, in the order of the directions in which they go.
  void set_ports(uint32_t box, std::vector<std::array<Point, 2>>& ports) const {
    std::vector<std::tuple<double, double, uint32_t>> leaving;  // angle, nearness, link
    const Point here = on_edge(box, 0.5), normal = inward(side_[box]);
    for (uint32_t i = 0; i < links_.size(); ++i) {
      if (links_[i].source != box && links_[i].target != box) continue;
      const Point there = on_edge(links_[i].source == box ? links_[i].target : links_[i].source, 0.5);
      const double x = there.x - here.x, y = there.y - here.y;
      const double along = is_upright(side_[box]) ? y : x;
      leaving.emplace_back(std::atan2(along, std::max(0.0, x * normal.x + y * normal.y)), -along, i);
    }
    std::sort(leaving.begin(), leaving.end());
    for (size_t i = 0; i < leaving.size(); ++i) {
      const uint32_t link = std::get<2>(leaving[i]);
      const double share = 0.08 + 0.84 * (static_cast<double>(i) + 0.5) / static_cast<double>(leaving.size());
      ports[link][links_[link].source == box ? 0 : 1] = on_edge(box, share);
    }
  }

  void draw_curves() {
    std::vector<std::array<Point, 2>> ports(links_.size());
    for (uint32_t box = 0; box < sizes_.size(); ++box) set_ports(box, ports);
    for (size_t i = 0; i < links_.size(); ++i) {
      const Point from = ports[i][0], to = ports[i][1];
      const double distance = std::hypot(to.x - from.x, to.y - from.y);
      ring_.curves.push_back(
          {from, leave(links_[i].source, from, distance), leave(links_[i].target, to, distance), to});
    }
  }

  // Where a line leaves to: straight inward, the further away its other end is the deeper, but not beyond the middle.
  Point leave(uint32_t box, Point port, double distance) const {
    const Point normal = inward(side_[box]);
    const double room = is_upright(side_[box]) ? inside_.width : inside_.height;
    const double reach = std::min(30 + 0.38 * distance, 0.5 * room);
    return {port.x + normal.x * reach, port.y + normal.y * reach};
  }

  const std::vector<BoxSize>& sizes_;
  const std::vector<RingLink>& links_;
  std::array<std::vector<uint32_t>, 4> boxes_;  // by side, from left to right or downward
  std::vector<Side> side_;                      // by box
  Box inside_;                                  // what the boxes stand around
  Ring ring_;
};

}  // namespace

Ring lay_out_ring(const std::vector<BoxSize>& sizes, const std::vector<RingLink>& links) {
  return RingLayout(sizes, links).lay_out();
}

}  // namespace whobuilds::exporting
