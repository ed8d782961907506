// Whether what a graph keeps of its articles still stands in them: each mention, evidence span and sentence is cut
// out of the article again and compared.
//
//   Verification verification(graph, rule_set);
//   for (const Document& article : articles) verification.add(article);
//   VerifyReport report = verification.finish();
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "whobuilds/document.h"
#include "whobuilds/graph.h"
#include "whobuilds/rule_set.h"
#include "whobuilds/span.h"

namespace whobuilds {

enum class FaultKind : uint8_t {
  missing_document,  // no article has the document's bytes or its id
  changed_document,  // the article with the document's id has other bytes
  other_offsets,     // the graph counts offsets in the file and the article's are of its extracted text, or the reverse
  out_of_range,      // the span ends behind the article's text
  split_character,   // the span begins or ends inside a character
  other_text,        // the article has other bytes there than the graph keeps
  other_root,        // the articles, read again by the same rules, give other facts
  other_fact,        // a node, edge or attribute that the articles, read again, do not give, or give otherwise, or that
                     // the graph lacks
};

// "verify.missing_document" and so on: stable.
const char* fault_code(FaultKind kind);

struct VerifyFault {
  static constexpr uint32_t kNone = UINT32_MAX;

  FaultKind kind = FaultKind::missing_document;
  uint32_t document = kNone;  // index into Graph::documents(); kNone for other_root and other_fact
  std::string file;           // path of the article that was compared, "" when there was none
  // What the span is of: "mention", "evidence", "sentence"; what an other_fact is: "node", "edge", "attribute"; ""
  // for faults of a whole document.
  std::string part;
  std::string fact;      // whose: a node's id (mentions), an edge's id, or a node's id, a space and the attribute's key
  Span span;             // bytes as the graph counts them, see DocumentInfo::offsets_in
  // What the graph keeps: a text, a hash, a root, what a fact says; texts are cut after some 200 bytes. "" for a fact
  // that the graph lacks.
  std::string expected;
  std::string found;  // what the article has instead; "" for a fact that the articles do not give
};

enum class RootCheck : uint8_t {
  holds,
  differs,
  part_of_graph,  // not checked: a selection of a graph has no root
  other_rules,    // not checked: the graph was made by other rules than those at hand
  not_all_there   // not checked: articles are missing or changed
};

struct VerifyReport {
  uint32_t documents = 0;            // of the graph
  uint32_t unchanged_documents = 0;  // of them, those whose very bytes are among the articles
  uint32_t other_articles = 0;       // articles that the graph does not know
  uint32_t mentions = 0;             // that were cut out again, in changed articles too
  uint32_t evidence = 0;
  RootCheck root = RootCheck::not_all_there;
  std::vector<VerifyFault> faults;  // by document, then span, then part and fact; other_root, other_fact last

  bool holds() const { return faults.empty(); }
};

// Articles are known by the hash of their bytes, wherever they lie now. One that has the id of a document of the
// graph and other bytes counts as that document, changed: what still holds in it is said too. Not thread-safe.
class Verification {
 public:
  // The root, and with it each fact, is checked by reading the articles again, which `rule_set` must allow: it can be
  // done where the graph was made by these rules and is whole (RootCheck). `graph` must outlive the verification.
  Verification(const Graph& graph, const RuleSet& rule_set);
  ~Verification();
  Verification(Verification&&) noexcept;
  Verification& operator=(Verification&&) noexcept;

  void add(const Document& article);
  // To be called once, after the last article.
  VerifyReport finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds
