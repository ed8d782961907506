// Who a text goes on with: "Kumo raised $20 million. Investors include A." The second sentence names what A is and not
// of whom; the first one has told.
#pragma once

#include <cstdint>

#include "relate/candidates.h"
#include "relate/local_facts.h"
#include "relate/relate.h"

namespace whobuilds::relate {

struct LastTold {
  uint32_t entity = kNone;    // none: nothing was told, or of several at once
  uint32_t sentence = kNone;  // where
  bool several = false;
};

// The entity that fills the role which `reading` leaves open: who had it last in the same relation, or was last told
// one of the attributes that its pattern continues. It is looked for up to and with `sentence`, in the section; behind
// that in the whole text, which must have told of one only. Linear in the facts told so far.
LastTold told_last(const RelateInput& input, const LocalFacts& facts, const Candidate& reading, uint32_t sentence);

// Whether the entity had the role that `reading` has found: who gives is not given to.
bool is_told_in_bound_role(const LocalFacts& facts, const Candidate& reading, uint32_t entity);

}  // namespace whobuilds::relate
