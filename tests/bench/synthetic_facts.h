// Facts of documents that nobody wrote: for runs at a scale that no corpus has.
//
// Few entities are named often and most seldom, as in news (Zipf); statuses, attributes, attributions and copied
// sentences occur as in articles, so that whatever merges the records meets what it is made for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "whobuilds/facts_record.h"

namespace whobuilds::bench {

struct SyntheticOptions {
  uint64_t seed = 1;
  size_t documents = 1000;
  size_t facts_per_document = 20;  // relations and attributes together
  size_t entities = 10'000;        // that can be named; at least 8
  double skew = 1;                 // exponent of Zipf's law, 0: all equally often
};

// DOCUMENTS [FACTS [ENTITIES [SKEW [SEED]]]] of a program's arguments, FACTS being those of each document; what is not
// given is as above.
SyntheticOptions synthetic_arguments(int argc, char** argv);

// The record of document `index`, below options.documents: complete, in the order that `map` writes, with the texts of
// its sentences. A function of the arguments alone, the same on every machine.
FactsRecord synthetic_record(const SyntheticOptions& options, size_t index);

// The label of the entity of this rank, 0 the one that is named most often of all.
std::string synthetic_label(size_t rank);
std::string synthetic_id(size_t rank);

}  // namespace whobuilds::bench
