// Server-sent events: who listens hears when the content has changed.
#pragma once

#include <string>

#include "serve/snapshot_source.h"

namespace whobuilds::serve {

// One listener's stream, as the text that is to be sent to it next.
class EventStream {
 public:
  // `last_event`: the tag of the snapshot that the listener knows; "" for the present one.
  EventStream(const SnapshotSource& source, std::string last_event);

  // Waits for a change, or until it is time for a sign of life. "" when the server stops.
  std::string next();

 private:
  const SnapshotSource& source_;
  std::string known_;  // tag of the snapshot that the listener knows
  bool begun_ = false;
};

}  // namespace whobuilds::serve
