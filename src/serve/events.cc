#include "serve/events.h"

#include <chrono>
#include <utility>

namespace whobuilds::serve {
namespace {

constexpr std::chrono::seconds kSignOfLife(15);

std::string changed_event(const Snapshot& snapshot) {
  const GraphView& view = *snapshot.view();
  const Json data = {{"root", view.graph().root()},
                     {"documents", view.graph().documents().size()},
                     {"nodes", view.nodes()},
                     {"edges", view.edges()}};
  return "id: " + snapshot.tag() + "\nevent: changed\ndata: " + to_text(data) + "\n\n";
}

}  // namespace

EventStream::EventStream(const SnapshotSource& source, std::string last_event)
    : source_(source), known_(last_event.empty() ? source.current()->tag() : std::move(last_event)) {}

std::string EventStream::next() {
  if (!begun_) {
    begun_ = true;
    return ": whobuilds\n\n";
  }
  const std::shared_ptr<const Snapshot> snapshot = source_.wait_for_other(known_, kSignOfLife);
  if (source_.stopped()) return "";
  if (snapshot->tag() == known_) return ": still here\n\n";
  known_ = snapshot->tag();
  return changed_event(*snapshot);
}

}  // namespace whobuilds::serve
