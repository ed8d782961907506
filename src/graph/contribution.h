// What one document gives to the graph: its facts, the texts of its evidence sentences, and a hash
// of all that. The graph is a function of the set of contributions and of nothing else.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/facts_record.h"

namespace whobuilds::graph {

struct Contribution : FactsRecord {
  // The bytes of the sentence of one of its facts; "" when the document's text was not at hand.
  const std::string& text_of(const Evidence& evidence) const;

  // SHA-256 over the document's identity and its facts, hex. Where the document lay and whether its
  // text was at hand do not count; neither do the order of the facts and repetitions.
  std::string hash;
};

// Cuts the sentence with this span out of the document's text; "" when that is not possible.
using SentenceText = std::function<std::string(Span)>;

// Drops what no graph can hold: facts and mentions whose entity index is out of range.
// Confidences are brought into [0, 1] (not a number: 0), numbers that are not finite become empty texts.
Contribution make_contribution(FactsRecord record);
Contribution make_contribution(const DocumentFacts& facts, const SentenceText& sentence_text);

// Two readings of one document (same id and bytes) become one, whichever came first: the facts and the date of the
// smaller hash, the smaller path, and every sentence text that either knows. The hash stays that of facts and date.
// Associative, commutative, idempotent.
void join(Contribution& into, Contribution&& other);

}  // namespace whobuilds::graph
