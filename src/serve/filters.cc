#include "serve/filters.h"

#include <algorithm>

#include "serve/reply.h"

namespace whobuilds::serve {
namespace {

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// What the two ways to restrict have in common.
Selection restrictions(const Arguments& arguments) {
  Selection selection;
  selection.since = arguments.text("since");
  selection.until = arguments.text("until");
  selection.relations = arguments.list("relation");
  selection.types = arguments.list("type");
  for (const std::string& name : arguments.list("status")) selection.statuses.push_back(*status_from_name(name));
  if (arguments.has("min_confidence")) selection.min_confidence = arguments.number("min_confidence");
  return selection;
}

}  // namespace

Result<Scope> Scope::of(const Snapshot& snapshot, const Arguments& arguments) {
  const Selection wanted = restrictions(arguments);
  const Diagnostics problems = check_selection(snapshot.graph(), wanted);
  if (has_errors(problems)) return problems;
  Result<std::shared_ptr<const GraphView>> view = snapshot.view_of_time(wanted.since, wanted.until);
  if (!view) return view.diagnostics();
  Scope scope;
  scope.view_ = std::move(*view);
  scope.relations_ = {wanted.relations.begin(), wanted.relations.end()};
  scope.types_ = {wanted.types.begin(), wanted.types.end()};
  scope.statuses_ = {wanted.statuses.begin(), wanted.statuses.end()};
  scope.min_confidence_ = wanted.min_confidence;
  return scope;
}

bool Scope::has(uint32_t index) const {
  const Edge& edge = view_->edge(index);
  return (relations_.empty() || relations_.count(edge.relation) > 0) &&
         (statuses_.empty() || statuses_.count(edge.status) > 0) && edge.confidence >= min_confidence_ &&
         (has_type(view_->node(edge.source).type) || has_type(view_->node(edge.target).type));
}

Result<Selection> selection_of(const Snapshot& snapshot, const Arguments& arguments) {
  Selection selection = restrictions(arguments);
  if (arguments.has("depth")) selection.depth = static_cast<uint32_t>(arguments.integer("depth"));
  if (arguments.has("top")) selection.top = static_cast<size_t>(arguments.integer("top"));
  Diagnostics problems = check_selection(snapshot.graph(), selection);
  const auto focus = nodes_named(snapshot, *snapshot.view(), arguments.list("focus"));
  problems.insert(problems.end(), focus.diagnostics().begin(), focus.diagnostics().end());
  if (has_errors(problems)) return problems;
  for (const uint32_t node : *focus) selection.focus.push_back(snapshot.view()->node(node).id);
  return selection;
}

Result<std::vector<uint32_t>> nodes_named(const Snapshot& snapshot, const GraphView& view,
                                          const std::vector<std::string>& names) {
  const Result<std::vector<uint32_t>> all = snapshot.answerer().find_entities(names);
  if (!all) return all.diagnostics();
  std::vector<uint32_t> nodes;
  for (const uint32_t node : *all) {
    const size_t index = view.graph().find_node(snapshot.view()->node(node).id);
    if (index != SIZE_MAX) nodes.push_back(static_cast<uint32_t>(index));
  }
  return nodes;
}

Result<uint32_t> node_named(const Snapshot& snapshot, const GraphView& view, const std::string& name) {
  const Result<std::vector<uint32_t>> nodes = nodes_named(snapshot, view, {name});
  if (!nodes) return nodes.diagnostics();
  if (nodes->empty()) {
    return request_problem("http.not_found", "nothing is said about \"" + name + "\" in that time");
  }
  if (nodes->size() == 1) return nodes->front();
  std::string ids;
  for (const uint32_t node : *nodes) ids += (ids.empty() ? "" : ", ") + view.node(node).id;
  return request_problem("http.ambiguous", "\"" + name + "\" is a name of several entities", "one of " + ids,
                         "give the id of one");
}

bool holds_text(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char x, char y) { return small_letter(x) == small_letter(y); }) != text.end();
}

}  // namespace whobuilds::serve
