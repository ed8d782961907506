// Builds documents' facts and graphs by hand for the tests of graph, export and query, without rules
// or extraction. All facts and sentences are our own.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "graph/knowledge_graph.h"
#include "whobuilds/fact.h"

namespace whobuilds::sample {

// The ontology of the product as far as these tests need it.
Ontology ontology();

// A document that grows sentence by sentence; every sentence becomes part of its text.
class Paper {
 public:
  Paper(std::string id, std::string date);

  // Makes an entity known under this id (type and label follow from it unless given).
  Paper& knows(const std::string& id, const std::string& label, std::vector<std::string> aliases = {},
               std::map<std::string, std::string> names = {}, bool discovered = false);
  // Appends `sentence` and a fact read from it.
  Paper& says(const std::string& source, const std::string& relation, const std::string& target,
              const std::string& sentence, Status status = Status::asserted, double confidence = 0.9);
  // Sets an attribute of the last relation.
  Paper& with(const std::string& key, Quantity value);
  Paper& states(const std::string& entity, const std::string& key, Quantity value, const std::string& sentence,
                Status status = Status::asserted, double confidence = 0.9);
  Paper& mentions(const std::string& entity, const std::string& text);

  const DocumentFacts& facts() const { return facts_; }
  const std::string& text() const { return text_; }

 private:
  uint32_t entity(const std::string& id);
  Evidence evidence(const std::string& sentence, Status status, double confidence);

  DocumentFacts facts_;
  std::string text_;
};

Quantity number(double value, std::string unit = "");
Quantity word(std::string text);

// Merges the papers, with their texts.
Graph merged(const std::vector<Paper>& papers);

// A few papers with everything that a graph can hold: copies, denials, plans, attributes, a symmetric
// relation said both ways, a lone node.
std::vector<Paper> small_world();

// About 40 nodes and 60 edges of the AI and chip industry: what diagrams and questions are tried on.
std::vector<Paper> industry();

// Labels, ids, keys and sentences with quotes, markup, formulas, line breaks and characters that formats cannot hold.
std::vector<Paper> hostile();

}  // namespace whobuilds::sample
