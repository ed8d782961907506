// Who a text goes on with: "Kumo raised $20 million. Investors include A." The second sentence names what A is and not
// of whom; the first one has told. Patterns with `continues` are read so.
#pragma once

#include <cstdint>
#include <vector>

#include "relate/candidates.h"
#include "relate/discourse.h"
#include "relate/local_facts.h"
#include "relate/relate.h"

namespace whobuilds::relate {

// What is known while a sentence is read. All must outlive it.
struct ToldSoFar {
  const RelateInput& input;
  const Discourse& discourse;
  const LocalFacts& facts;                 // of the text, up to and with the sentence
  const std::vector<Candidate>& readings;  // of the sentence
  uint32_t sentence = 0;
};

// Whether the sentence is better read by one of its readings that continue what was told: `reading` gives to who gives
// ("A was the lead investor, with participation from B"), or takes from a heading or a topic whom the text has told.
bool tells_otherwise(const ToldSoFar& told, const Candidate& reading);

// Fills the role that a reading which continues what was told leaves open. It is who had the role last in the same
// relation, or was last told one of the attributes that its pattern continues, in the section, else in the whole text
// if that has told of one only; a pattern with `topic` takes the topic where nothing was told yet, or where the text
// has turned to it since. To be called after the sentence's attributes, which may tell it ("Kumo raised $20 million,
// with A leading"). False: nobody is found, or the sentence itself says of whom it speaks. Linear in the facts.
bool complete_by_told(const ToldSoFar& told, Candidate& reading);

}  // namespace whobuilds::relate
