// What diagrams and article pages call things: names of relations, types, states and quantities in the
// reader's language.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "rules/rules.h"
#include "whobuilds/diff.h"
#include "whobuilds/fact.h"

namespace whobuilds::exporting {

// `names` in `language` ("en", "ja", "zh"), `otherwise` when there is none.
std::string in_language(const std::map<std::string, std::string>& names, const std::string& language,
                        const std::string& otherwise);
// The ontology's label, the id itself where it has none.
std::string relation_label(const Ontology& ontology, const std::string& relation, const std::string& language);
std::string type_label(const Ontology& ontology, const std::string& type, const std::string& language);
std::string attribute_label(const Ontology& ontology, const std::string& attribute, const std::string& language);
std::string status_word(Status status, const std::string& language);
std::string change_word(ChangeKind change, const std::string& language);
// Titles and headings of diagrams.
enum class Phrase : uint8_t {
  who_builds_what, timeline, supply_chain, suppliers, developers, users, date_of_first_report, maker_not_shown, nodes,
  edges, within_boxes, in_lines, in_the_list, not_shown, without_edges, line_colors, steps
};
std::string phrase(Phrase phrase, const std::string& language);
// The number with its unit, or the text.
std::string quantity_text(const Quantity& quantity);

}  // namespace whobuilds::exporting
