// Lists: which neighbouring names share a slot, and what stands behind a name that says nothing of its role.
#pragma once

#include <cstdint>

#include "relate/islands.h"
#include "relate/sentence_view.h"

namespace whobuilds::relate {

// How mention `index` (into Resolution::mentions), which comes next, stands to the slots before it.
enum class Joining : uint8_t {
  none,
  list,             // "A, B and C": it joins the last slot
  list_past_maker,  // "OpenAI GPT-5.2、Google Gemini 3": the last slot is its maker, it joins the one before
  owned,            // "A and Nvidia's NVentures": the last name owns the company that comes next
};

// `segment.typed` ends where the mention begins.
Joining joining(const SentenceView& view, const Islands& islands, const Segment& segment, uint32_t index);

// Behind closing quotes, list closers, type nouns and what a list is said to consist of ("といった企業") at `at`, not
// beyond `end`. Behind a company a word for an artefact stays ("Nvidia chips" are no Nvidia).
uint32_t skip_behind_name(const SentenceView& view, uint32_t at, uint32_t end, bool company);

}  // namespace whobuilds::relate
