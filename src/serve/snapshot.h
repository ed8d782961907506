// What is served, as it was at one moment.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "serve/answer_cache.h"
#include "serve/graph_view.h"
#include "whobuilds/ask.h"
#include "whobuilds/complete.h"
#include "whobuilds/property_graph.h"
#include "whobuilds/store.h"

namespace whobuilds::serve {

// A document that can be asked for.
struct ServedDocument {
  int64_t number = 0;                      // of the store, 0 when that is not known yet; of a graph from 1
  DocumentInfo document;                   // with the id that it has in the graph
  std::string origin, fingerprint, added;  // as StoredDocument's
  bool kept = false;                       // the store has its text
  uint32_t index = 0;                      // in GraphView's graph
};

// Immutable but for its caches; any number of threads may read.
class Snapshot {
 public:
  // Of a store, whose documents and decisions these are, in their order.
  Snapshot(Graph graph, const std::vector<StoredDocument>& documents, std::vector<StoredDecision> decisions,
           const RuleSet& rule_set);
  // Of a graph alone.
  Snapshot(Graph graph, const RuleSet& rule_set);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // Names the content: two snapshots of one program that answer alike have the same.
  const std::string& tag() const { return tag_; }
  const std::shared_ptr<const GraphView>& view() const { return view_; }
  const Graph& graph() const { return view_->graph(); }
  const Answerer& answerer() const { return answerer_; }
  const NameCompleter& completer() const { return completer_; }
  const PropertyGraph& properties() const { return *properties_; }

  // By number.
  const std::vector<ServedDocument>& documents() const { return documents_; }
  // nullptr: there is none.
  const ServedDocument* document(int64_t number) const;
  const ServedDocument* document(const std::string& id) const;

  const std::vector<StoredDecision>& decisions() const { return decisions_; }

  // What documents of this time say; "" for no end. Kept for who asks again. Errors: those of select().
  Result<std::shared_ptr<const GraphView>> view_of_time(const std::string& since, const std::string& until) const;

  AnswerCache& answers() const { return answers_; }

 private:
  struct TimeView {
    std::string since, until;
    std::shared_ptr<const GraphView> view;
  };

  void list_documents();
  void make_tag();

  std::shared_ptr<const GraphView> view_;
  Answerer answerer_;
  NameCompleter completer_;
  std::unique_ptr<PropertyGraph> properties_;
  std::vector<ServedDocument> documents_;
  std::unordered_map<std::string, size_t> document_of_id_;
  std::vector<StoredDecision> decisions_;
  std::string tag_;
  mutable std::mutex time_views_mutex_;
  mutable std::list<TimeView> time_views_;  // the one used last first
  mutable AnswerCache answers_;
};

}  // namespace whobuilds::serve
