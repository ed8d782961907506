// What several pieces of evidence say together: one status and one confidence (DESIGN 4.4).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/fact.h"

namespace whobuilds::graph {

// One piece of evidence as the verdict sees it.
struct Claim {
  Status status = Status::asserted;
  double confidence = 0;
  std::string_view sentence;  // key of the sentence: equal for copies of one sentence (see sentence_key)
  uint32_t age = 0;           // rank of the document by (date, id): the greater, the later
  Span place;                 // within the document
};

struct Verdict {
  Status status = Status::asserted;
  double confidence = 0;  // rounded to six digits, so that it survives being written and read
};

// Status: asserted if any claim asserts, else that of the latest claim; a denial thus beats earlier
// plans and rumours and is beaten by later ones. Confidence: 1 - prod(1 - c) over distinct sentences
// (the greatest c of each), counting only the claims that speak for the status: denials for a denied
// edge, all others for any other. Requires at least one claim. The order of claims does not show.
Verdict judge(const std::vector<Claim>& claims);

// The key by which copies of a sentence are known: folded, without white space. Empty for an empty text.
std::string sentence_key(std::string_view text);

}  // namespace whobuilds::graph
