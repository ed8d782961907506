// A small catalogue and texts with marked names, for testing resolution without recognition.
#pragma once

#include <string>
#include <vector>

#include "recognise/recognise.h"
#include "resolve/resolve.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::testing {

// Companies, models, chips and products that the tests speak of; see sample.cc.
const Rules& sample_rules();

// A document as recognition would leave it. `marked` has one block per line and names marked as
// [surface|what]: an id of the sample catalogue (several joined by '&' for a shared surface),
// "?Type" for a discovered name (several types joined by '&', confidence 0.8; "??Type" is weak, 0.5),
// "~family" for a family name, with "=label" where the label differs from the surface.
struct Sample {
  explicit Sample(const std::string& marked);

  Document document;
  text::Text text;
  recognise::Recognition recognition;

  // Runs the resolution under test.
  resolve::Resolution resolve() const;
};

// "surface=id" of every mention in order.
std::vector<std::string> mention_list(const Sample& sample, const resolve::Resolution& resolution);
// "id<parent's id" of every entity that has a parent, sorted.
std::vector<std::string> parent_list(const resolve::Resolution& resolution);
// Ids of all entities that are mentioned, sorted.
std::vector<std::string> entity_list(const resolve::Resolution& resolution);

}  // namespace whobuilds::testing
