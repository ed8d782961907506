// Writes synthetic facts as `map` would, a document on a line: facts [DOCUMENTS [FACTS [ENTITIES [SKEW [SEED]]]]]
//
// As synthetic_arguments reads them. What is given decides every byte.
#include <iostream>

#include "bench/synthetic_facts.h"
#include "whobuilds/facts_jsonl.h"

using namespace whobuilds;

int main(int argc, char** argv) {
  const bench::SyntheticOptions options = bench::synthetic_arguments(argc, argv);
  std::ios::sync_with_stdio(false);
  for (size_t i = 0; i < options.documents; ++i)
    std::cout << facts_to_json_line(bench::synthetic_record(options, i)) << '\n';
  std::cout.flush();
  return std::cout ? 0 : 4;
}
