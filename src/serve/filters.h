// The restrictions that most requests take: relation, type, status, min_confidence, since, until.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "serve/routes.h"
#include "serve/snapshot.h"
#include "whobuilds/selection.h"

namespace whobuilds::serve {

// The part of a snapshot that a request is about: what was said in a time, and of that the edges that it wants.
class Scope {
 public:
  // Errors: those of check_selection().
  static Result<Scope> of(const Snapshot& snapshot, const Arguments& arguments);

  const GraphView& view() const { return *view_; }
  const std::shared_ptr<const GraphView>& shared_view() const { return view_; }
  // Whether the edge is wanted: its relation, status and confidence, and the type of at least one end.
  bool has(uint32_t edge) const;
  // Whether nodes of this type are wanted.
  bool has_type(const std::string& type) const { return types_.empty() || types_.count(type) > 0; }

 private:
  std::shared_ptr<const GraphView> view_;
  std::set<std::string> relations_, types_;
  std::set<Status> statuses_;
  double min_confidence_ = 0;
};

// The same restrictions for select(), and with them focus, depth and top where the route takes these. Errors: those of
// find_entities() and check_selection().
Result<Selection> selection_of(const Snapshot& snapshot, const Arguments& arguments);

// The nodes of `view` that are meant by names or ids as in questions; those that it does not have are left out. Errors:
// ask.unknown_name.
Result<std::vector<uint32_t>> nodes_named(const Snapshot& snapshot, const GraphView& view,
                                          const std::vector<std::string>& names);
// The one node that is meant. Errors: ask.unknown_name, http.ambiguous, http.not_found (not in `view`).
Result<uint32_t> node_named(const Snapshot& snapshot, const GraphView& view, const std::string& name);

// Whether `text` holds `part`; ASCII letters are the same in both cases.
bool holds_text(std::string_view text, std::string_view part);

}  // namespace whobuilds::serve
