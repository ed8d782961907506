// What is answered to each operation of openapi.json.
#pragma once

#include <string>
#include <string_view>

#include "serve/reply.h"
#include "serve/routes.h"
#include "serve/snapshot.h"
#include "serve/writer.h"

namespace whobuilds::serve {

// A checked request, and what it is answered from.
struct Call {
  const Snapshot& snapshot;
  const RuleSet& rule_set;
  Writer* writer;                 // nullptr: nobody may write
  const std::string& store_path;  // "" where a graph is served
  const Arguments& arguments;
  const std::string& target;  // path and query, as asked
  const std::string& body;
};

enum class Effort : uint8_t {
  small,
  middling,  // answers are kept
  large,     // answers are kept; few run at a time
};

struct Handler {
  std::string_view operation;
  Reply (*answer)(const Call& call);
  Effort effort = Effort::small;
};

// The handler of this operation; nullptr for those that are no answers about a snapshot (events, metrics, healthz).
const Handler* find_handler(std::string_view operation);

// ---- entity_answers.cc
Reply answer_stats(const Call& call);
Reply answer_ontology(const Call& call);
Reply answer_complete(const Call& call);
Reply answer_entities(const Call& call);
Reply answer_entity(const Call& call);
// ---- neighbourhood.cc
Reply answer_neighbourhood(const Call& call);
// ---- fact_answers.cc
Reply answer_facts(const Call& call);
Reply answer_fact(const Call& call);
Reply answer_matrix(const Call& call);
Reply answer_timeline(const Call& call);
// ---- question_answers.cc
Reply answer_ask(const Call& call);
Reply answer_path(const Call& call);
Reply answer_query(const Call& call);
Reply answer_posted_query(const Call& call);
Reply answer_diff(const Call& call);
// ---- document_answers.cc
Reply answer_documents(const Call& call);
Reply answer_document(const Call& call);
Reply answer_article(const Call& call);
Reply answer_search(const Call& call);
// ---- export_answers.cc
Reply answer_openapi(const Call& call);
Reply answer_export(const Call& call);
// ---- grafana_answers.cc
Reply answer_grafana_fields(const Call& call);
Reply answer_grafana_data(const Call& call);
Reply answer_grafana_table(const Call& call);
// ---- write_answers.cc
Reply answer_add_document(const Call& call);
Reply answer_remove_document(const Call& call);
// ---- review_answers.cc
Reply answer_review(const Call& call);
Reply answer_decisions(const Call& call);
Reply answer_decide(const Call& call);
Reply answer_undo_decision(const Call& call);

}  // namespace whobuilds::serve
