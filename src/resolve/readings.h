// Surfaces that several catalogue entities share (DeepSeek the company and the model family): which
// of them a document means.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "recognise/recognise.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::resolve {

struct Reading {
  EntityIndex chosen = kNoIndex;
  EntityIndex alternative = kNoIndex;  // the best candidate of another type, or none
};

// One reading per set of candidates for the whole document. By default the candidate whose own
// label the surface is; among those a company, but a product where only these two share it (GitHub);
// then the one that the document names by a surface of its own, one whose maker it names, the lowest
// type and index. Another candidate takes its place if the words beside the name speak for it more
// often than for the default one and in at least half of the places.
std::map<std::vector<EntityIndex>, Reading> choose_readings(const Rules& rules, const text::Text& text,
                                                            const std::vector<recognise::NameMention>& names);

}  // namespace whobuilds::resolve
