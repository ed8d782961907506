#include "serve/handlers.h"

#include <algorithm>
#include <array>

namespace whobuilds::serve {
namespace {

constexpr std::array kHandlers = {
    Handler{"openapi", answer_openapi},
    Handler{"stats", answer_stats},
    Handler{"ontology", answer_ontology},
    Handler{"complete", answer_complete},
    Handler{"entities", answer_entities},
    Handler{"entity", answer_entity},
    Handler{"neighbourhood", answer_neighbourhood, Effort::large},
    Handler{"path", answer_path},
    Handler{"ask", answer_ask, Effort::middling},
    Handler{"query", answer_query, Effort::large},
    Handler{"queryPosted", answer_posted_query, Effort::large},
    Handler{"facts", answer_facts},
    Handler{"fact", answer_fact},
    Handler{"documents", answer_documents},
    Handler{"document", answer_document},
    Handler{"article", answer_article},
    Handler{"search", answer_search},
    Handler{"matrix", answer_matrix, Effort::large},
    Handler{"timeline", answer_timeline},
    Handler{"diff", answer_diff, Effort::large},
    Handler{"export", answer_export, Effort::large},
    Handler{"review", answer_review},
    Handler{"decisions", answer_decisions},
    Handler{"decide", answer_decide},
    Handler{"undoDecision", answer_undo_decision},
    Handler{"addDocument", answer_add_document},
    Handler{"removeDocument", answer_remove_document},
    Handler{"grafanaFields", answer_grafana_fields, Effort::large},
    Handler{"grafanaData", answer_grafana_data, Effort::large},
    Handler{"grafanaTable", answer_grafana_table, Effort::large},
};

}  // namespace

const Handler* find_handler(std::string_view operation) {
  const auto found = std::find_if(kHandlers.begin(), kHandlers.end(),
                                  [&](const Handler& handler) { return handler.operation == operation; });
  return found == kHandlers.end() ? nullptr : &*found;
}

}  // namespace whobuilds::serve
