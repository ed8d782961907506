// What is worth a decision, and what was decided (review.h).
#include "serve/edge_json.h"
#include "serve/handlers.h"
#include "whobuilds/review.h"

namespace whobuilds::serve {
namespace {

bool is_fact(const ReviewItem& item) { return item.edge != ReviewItem::kNone || item.attribute != ReviewItem::kNone; }

Json json_of(const Decision& decision) { return parse_json(decision_to_json_line(decision)); }

}  // namespace

Reply answer_review(const Call& call) {
  const Graph& graph = call.snapshot.graph();
  std::vector<ReviewItem> items = review_queue(graph, call.arguments.number("below"));
  if (call.arguments.has("kind")) {
    const bool facts = call.arguments.text("kind") == "doubtful";
    std::erase_if(items, [facts](const ReviewItem& item) { return is_fact(item) != facts; });
  }
  return page_reply(call, items.size(), [&](size_t place) {
    return parse_json(review_queue_to_json(graph, {items[place]}))["items"][0];
  });
}

Reply answer_decisions(const Call& call) {
  Json list = Json::array();
  for (const StoredDecision& stored : call.snapshot.decisions()) {
    Json decision = {{"number", stored.number}, {"made", stored.made}};
    decision.update(json_of(stored.decision));
    list.push_back(std::move(decision));
  }
  return json_reply({{"schema", 1}, {"decisions", std::move(list)}});
}

Reply answer_decide(const Call& call) {
  const Result<std::vector<Decision>> decisions = read_decisions_json(call.body, "body");
  if (!decisions) return error_reply(decisions.diagnostics());
  const Result<size_t> added = call.writer->decide(*decisions);
  if (!added) return error_reply(added.diagnostics());
  return json_reply({{"added", *added}, {"known", decisions->size() - *added}});
}

Reply answer_undo_decision(const Call& call) {
  const Diagnostics problems = call.writer->undo(call.arguments.integer("number"));
  if (!problems.empty()) return error_reply(problems);
  return json_reply({{"removed", 1}});
}

}  // namespace whobuilds::serve
