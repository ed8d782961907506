#include "export/timeline_diagram.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "export/captions.h"
#include "export/houses.h"
#include "export/wording.h"

namespace whobuilds::exporting {
namespace {

constexpr size_t kMostColumns = 12, kMostRows = 40, kMostPills = 10;

struct Event {
  uint32_t node = 0;
  std::string date;       // "2025", "2025-04" or "2025-04-02"
  bool released = false;  // else first reported
  Status status = Status::asserted;
};

bool begins_with_year(const std::string& date) {
  return date.size() >= 4 && std::all_of(date.begin(), date.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

// The date's period; the year alone where the date says no more.
std::string month_of(const std::string& date) { return date.substr(0, 7); }
std::string quarter_of(const std::string& date) {
  if (date.size() < 7) return date.substr(0, 4);
  const int month = (date[5] - '0') * 10 + (date[6] - '0');
  return date.substr(0, 4) + " Q" + std::to_string((std::max(1, month) + 2) / 3);
}
std::string year_of(const std::string& date) { return date.substr(0, 4); }

using Period = std::string (*)(const std::string&);

Period finest_period(const std::vector<Event>& events) {
  constexpr std::array<Period, 2> kFine = {month_of, quarter_of};
  for (const Period period : kFine) {
    std::set<std::string> periods;
    for (const Event& event : events) periods.insert(period(event.date));
    if (periods.size() <= kMostColumns) return period;
  }
  return year_of;
}

class Timeline {
 public:
  Timeline(const Graph& graph, const ExportOptions& options)
      : graph_(graph), options_(options), captions_(graph, options), houses_(graph) {}

  PillTable table() {
    collect();
    PillTable table;
    table.title = phrase(Phrase::timeline, options_.label_language);
    set_columns(table);
    fill_rows(table);
    add_legend(table);
    return table;
  }

 private:
  void collect() {
    for (uint32_t i = 0; i < graph_.nodes().size(); ++i) {
      if (houses_.is_body(i)) continue;
      std::optional<Event> event = release_of(i);
      if (!event) event = first_report_of(i);
      if (event) events_.push_back(*event);
    }
    std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.date < b.date; });
  }

  std::optional<Event> release_of(uint32_t node) const {
    const NodeAttribute* best = nullptr;
    for (const NodeAttribute& attribute : graph_.nodes()[node].attributes) {
      const bool date = attribute.key == "release_date" && begins_with_year(attribute.value.text);
      if (!date || attribute.status == Status::denied) continue;
      const auto rank = [](const NodeAttribute& a) { return std::make_pair(a.confidence, a.value.text.size()); };
      if (best == nullptr || rank(attribute) > rank(*best)) best = &attribute;
    }
    if (best == nullptr) return std::nullopt;
    return Event{node, best->value.text, true, best->status};
  }

  std::optional<Event> first_report_of(uint32_t node) const {
    std::optional<Event> first;
    for (const uint32_t index : graph_.in_edges(node)) {
      const Edge& edge = graph_.edges()[index];
      if (edge.relation != "develops" || edge.status == Status::denied) continue;
      for (const EdgeEvidence& e : edge.evidence) {
        const std::string& date = graph_.documents()[e.document].date;
        if (!begins_with_year(date) || (first && first->date <= date)) continue;
        first = Event{node, date, false, edge.status};
      }
    }
    return first;
  }

  void set_columns(PillTable& table) {
    period_ = finest_period(events_);
    std::set<std::string> periods;
    for (const Event& event : events_) periods.insert(period_(event.date));
    std::vector<std::string> last(periods.begin(), periods.end());
    const size_t dropped = last.size() > kMostColumns ? last.size() - kMostColumns : 0;
    table.columns.assign(last.begin() + static_cast<std::ptrdiff_t>(dropped), last.end());
    if (!table.columns.empty()) first_period_ = table.columns.front();
    if (dropped > 0) table.columns.front() = "– " + table.columns.front();
    for (size_t i = 0; i < table.columns.size(); ++i) column_[last[dropped + i]] = i;
  }

  void fill_rows(PillTable& table) const {
    std::map<uint32_t, std::vector<const Event*>> of_house;
    for (const Event& event : events_) of_house[houses_.head(event.node)].push_back(&event);
    std::vector<std::pair<std::pair<bool, int64_t>, uint32_t>> ranked;
    for (const auto& house : of_house) {
      ranked.push_back({{house.first == UINT32_MAX, -static_cast<int64_t>(house.second.size())}, house.first});
    }
    std::sort(ranked.begin(), ranked.end());
    for (size_t i = 0; i < ranked.size() && i < kMostRows; ++i) {
      table.rows.push_back(row_of(ranked[i].second, of_house.at(ranked[i].second), table.columns.size()));
    }
    table.remainder = phrase(Phrase::date_of_first_report, options_.label_language);
    if (ranked.size() > kMostRows) table.remainder += "   + " + std::to_string(ranked.size() - kMostRows);
  }

  PillRow row_of(uint32_t head, const std::vector<const Event*>& events, size_t columns) const {
    PillRow row = {"–", "", std::vector<std::vector<Pill>>(columns)};
    if (head != UINT32_MAX) {
      row.label = captions_.name(graph_.nodes()[head]);
      row.tooltip = captions_.tooltip(graph_.nodes()[head]);
    }
    std::vector<size_t> hidden(columns);
    for (const Event* event : events) {
      const auto column = column_.find(std::max(period_(event->date), first_period_));
      if (column == column_.end()) continue;
      if (row.cells[column->second].size() < kMostPills) {
        row.cells[column->second].push_back(pill_of(*event));
      } else {
        ++hidden[column->second];
      }
    }
    for (size_t i = 0; i < columns; ++i) {
      if (hidden[i] > 0) row.cells[i].push_back({"+ " + std::to_string(hidden[i]), "", "", Color(), Status::asserted});
    }
    return row;
  }

  Pill pill_of(const Event& event) const {
    const Node& node = graph_.nodes()[event.node];
    const std::string date = event.date.size() > 5 ? event.date.substr(5) : event.date;
    return {captions_.name(node), event.released ? date : "[" + date + "]", captions_.tooltip(node),
            captions_.color(node.type), event.status};
  }

  void add_legend(PillTable& table) const {
    std::set<std::string> types;
    std::set<Status> statuses;
    for (const Event& event : events_) {
      types.insert(graph_.nodes()[event.node].type);
      statuses.insert(event.status);
    }
    table.types = captions_.legend(types);
    table.statuses = captions_.legend(statuses);
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const Captions captions_;
  const Houses houses_;
  std::vector<Event> events_;  // by date
  Period period_ = year_of;
  std::string first_period_;
  std::map<std::string, size_t> column_;  // of each period that is shown
};

}  // namespace

PillTable timeline_of(const Graph& graph, const ExportOptions& options) { return Timeline(graph, options).table(); }

}  // namespace whobuilds::exporting
