// Resolution: which thing each mention names, over the whole document. Learns aliases from
// brackets, completes bare part names (910C -> Ascend 910C), decides shared surfaces by context,
// and gives every thing one entry whatever scripts it is written in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "recognise/recognise.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::resolve {

// A thing named in this document. Index = LocalEntity id within the document.
struct LocalEntity {
  std::string id;                      // canonical: `type:slug`
  TypeId type = 0;
  std::string label;
  EntityIndex catalogue = kNoIndex;    // its catalogue entry, if any
  uint32_t family = kNoIndex;          // index into Rules::families, if it came from one
  EntityIndex developer = kNoIndex;    // catalogue prior, never a fact by itself
  uint32_t parent = kNoIndex;          // LocalEntity of the same type that its name or the catalogue makes it
                                       // a variant of, the nearest that is named here too; never for companies
  bool discovered = false;
  std::vector<std::string> surfaces;   // normalised forms seen, unique
  uint32_t mention_count = 0;          // 0: only the alternative reading of a mention
};

struct ResolvedMention {
  Span span;             // normalised
  uint32_t entity = 0;   // index into Resolution::entities
  float confidence = 1;
  uint32_t alternative = kNoIndex;  // the same surface as another type (company read as its model), or none
};

// Mentions ascend by span and do not overlap; entities stand in order of their first mention, those
// without one last, each id once.
struct Resolution {
  std::vector<LocalEntity> entities;
  std::vector<ResolvedMention> mentions;
  void clear();
};

// The first mention that begins at or after `at`, a normalised offset; mentions.end() when none does.
std::vector<ResolvedMention>::const_iterator first_mention(const Resolution& resolution, uint32_t at);

// Deterministic; total; near-linear in the text. Every listed and family name of `recognition` gets a
// mention; discovered ones that are weak and occur once get none. Names that the document teaches
// (aliases in brackets and by naming phrases, parts of full names, short forms of companies, further
// occurrences of discovered names) become mentions wherever they stand free and touch no value but a number that they end with.
void resolve(const Rules& rules, const text::Text& text, const recognise::Recognition& recognition,
             Resolution& out);

}  // namespace whobuilds::resolve
