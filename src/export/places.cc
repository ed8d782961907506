#include "export/places.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whobuilds::exporting {
namespace {

constexpr double kGoldenAngle = 2.399963229728653;
constexpr double kDistance = 10;

double rounded(double number) { return std::round(number * 1000) / 1000; }

}  // namespace

std::vector<Place> spiral_places(const Graph& graph) {
  const auto degree = [&](uint32_t node) { return graph.out_edges(node).size() + graph.in_edges(node).size(); };
  std::vector<uint32_t> order(graph.nodes().size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return degree(a) > degree(b); });
  std::vector<Place> places(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    const double radius = kDistance * std::sqrt(static_cast<double>(i));
    const double angle = kGoldenAngle * static_cast<double>(i);
    const double edges = static_cast<double>(degree(order[i]));
    places[order[i]] = {rounded(radius * std::cos(angle)), rounded(radius * std::sin(angle)),
                        rounded(3 + std::sqrt(edges))};
  }
  return places;
}

}  // namespace whobuilds::exporting
