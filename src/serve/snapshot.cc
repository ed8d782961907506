#include "serve/snapshot.h"

#include <algorithm>
#include <map>

#include "whobuilds/selection.h"

namespace whobuilds::serve {
namespace {

constexpr size_t kMostTimeViews = 6;

// The documents of the store by hash of their text and id as they came, in the order of the store.
using StoredByContent = std::multimap<std::pair<std::string, std::string>, const StoredDocument*>;

// The graph puts "@" and part of the hash behind ids that several documents came with.
std::string id_as_it_came(const DocumentInfo& document) {
  const std::string mark = "@" + document.sha256.substr(0, 16);
  const std::string& id = document.id;
  const bool marked = id.size() > mark.size() && id.compare(id.size() - mark.size(), mark.size(), mark) == 0;
  return marked ? id.substr(0, id.size() - mark.size()) : id;
}

ServedDocument served(const DocumentInfo& document, uint32_t index) {
  ServedDocument served;
  served.number = int64_t{index} + 1;
  served.document = document;
  served.index = index;
  return served;
}

}  // namespace

Snapshot::Snapshot(Graph graph, const RuleSet& rule_set)
    : view_(std::make_shared<const GraphView>(std::move(graph))),
      answerer_(view_->graph(), rule_set),
      completer_(view_->graph()),
      properties_(property_graph_of(view_->graph())) {
  for (uint32_t i = 0; i < this->graph().documents().size(); ++i) {
    documents_.push_back(served(this->graph().documents()[i], i));
  }
  list_documents();
  make_tag();
}

Snapshot::Snapshot(Graph graph, const std::vector<StoredDocument>& documents, std::vector<StoredDecision> decisions,
                   const RuleSet& rule_set)
    : Snapshot(std::move(graph), rule_set) {
  decisions_ = std::move(decisions);
  StoredByContent by_content;
  for (const StoredDocument& stored : documents) {
    by_content.emplace(std::make_pair(stored.document.sha256, stored.document.id), &stored);
  }
  for (ServedDocument& document : documents_) {
    const DocumentInfo& info = document.document;
    document.number = 0;
    auto found = by_content.find({info.sha256, info.id});
    if (found == by_content.end()) found = by_content.find({info.sha256, id_as_it_came(info)});
    if (found == by_content.end()) continue;  // written after the list was read: the next snapshot knows it
    const StoredDocument& stored = *found->second;
    document.number = stored.number;
    document.origin = stored.origin;
    document.fingerprint = stored.fingerprint;
    document.added = stored.added;
    document.kept = stored.has_bytes;
  }
  list_documents();
  make_tag();
}

void Snapshot::list_documents() {
  std::sort(documents_.begin(), documents_.end(),
            [](const ServedDocument& a, const ServedDocument& b) { return a.number < b.number; });
  document_of_id_.clear();
  for (size_t i = 0; i < documents_.size(); ++i) document_of_id_[documents_[i].document.id] = i;
}

void Snapshot::make_tag() {
  std::string content = WHOBUILDS_VERSION " " + graph().rules_hash() + " " + graph().root();
  for (const ServedDocument& document : documents_) {
    content += "\n" + std::to_string(document.number) + " " + document.fingerprint + " " + document.added;
  }
  // Also those that change nothing in the graph, and those that were taken back and made again.
  for (const StoredDecision& stored : decisions_) {
    content += "\ndecision " + std::to_string(stored.number) + " " + stored.made;
  }
  tag_ = fingerprint(content).substr(0, 32);
}

const ServedDocument* Snapshot::document(int64_t number) const {
  const auto found =
      std::lower_bound(documents_.begin(), documents_.end(), number,
                       [](const ServedDocument& document, int64_t wanted) { return document.number < wanted; });
  return found == documents_.end() || found->number != number ? nullptr : &*found;
}

const ServedDocument* Snapshot::document(const std::string& id) const {
  const auto found = document_of_id_.find(id);
  return found == document_of_id_.end() ? nullptr : &documents_[found->second];
}

Result<std::shared_ptr<const GraphView>> Snapshot::view_of_time(const std::string& since,
                                                                const std::string& until) const {
  if (since.empty() && until.empty()) return view_;
  // Held while the view is made: who asks for the same meanwhile would only make it too.
  const std::lock_guard<std::mutex> alone(time_views_mutex_);
  for (auto each = time_views_.begin(); each != time_views_.end(); ++each) {
    if (each->since != since || each->until != until) continue;
    time_views_.splice(time_views_.begin(), time_views_, each);
    return each->view;
  }
  Selection selection;
  selection.since = since;
  selection.until = until;
  Result<Graph> part = select(graph(), selection);
  if (!part) return part.diagnostics();
  time_views_.push_front({since, until, std::make_shared<const GraphView>(std::move(*part))});
  if (time_views_.size() > kMostTimeViews) time_views_.pop_back();
  return time_views_.front().view;
}

}  // namespace whobuilds::serve
