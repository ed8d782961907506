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

// One reading per set of candidates for the whole document. A company unless the words beside the
// name speak for something else more often than for the company and in at least half of the
// places; among candidates of one kind the one that the document names by a surface of its own,
// then one whose maker it names, then the lowest type and index.
std::map<std::vector<EntityIndex>, Reading> choose_readings(const Rules& rules, const text::Text& text,
                                                            const std::vector<recognise::NameMention>& names);

}  // namespace whobuilds::resolve
