// Recognition: which spans of a document's text name something, measure something or are words
// that the relation rules look for. One scan of the automaton over the folded text finds aliases,
// family stems and rule words together; families, values and discovery then look only where the
// scan or a cheap gate points.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive.h"
#include "rules/rules.h"
#include "text/text.h"
#include "whobuilds/span.h"

namespace whobuilds::recognise {

enum class Origin : uint8_t { catalogue, family, discovery, learned };

// A span that names something. `candidates` are catalogue entities (more than one where a surface
// is shared, e.g. DeepSeek the company and the model family); a family or discovered name that no
// catalogue entry lists has none and is identified by its type and text.
struct NameMention {
  Span span;                        // normalised
  TypeSet types = 0;                // possible types: of the candidates, or of the rule
  Origin origin = Origin::catalogue;
  float confidence = 1;
  uint32_t rule = kNoIndex;         // family: index into Rules::families; discovery: into Rules::discovery
  std::vector<EntityIndex> candidates;  // ascending
  std::string label;                // family and discovery: the name as it should be written
  Span stem;                        // family: the part that names the family (empty: bare part name)
};

// A measured quantity, date or licence.
struct ValueMention {
  Span span;            // normalised, with its unit and approximation words outside
  Dimension dimension = Dimension::count;
  double low = 0, high = 0;  // in base units; equal unless a range
  std::string unit;     // "USD", "FLOPS", ...
  std::string text;     // dates: YYYY[-MM[-DD]]; licences: the SPDX id or name
};

// An occurrence of a word that some rule listed (predicate stem, cue, anaphor, header word ...).
// `word` is an index into the Lexicon's word list.
struct WordMention {
  Span span;
  uint32_t word = 0;
};

// Each list ascends by span. Names and values do not overlap names and values; words may overlap
// anything and each other (all matches are given, longest first at one position).
struct Recognition {
  std::vector<NameMention> names;
  std::vector<ValueMention> values;
  std::vector<WordMention> words;
  void clear();
};

// The first value that begins at or after `at`, a normalised offset; values.end() when none does.
std::vector<ValueMention>::const_iterator first_value(const Recognition& recognition, uint32_t at);

// The names and words that the one automaton finds, built once from the rules.
//
// Words: the caller registers the folded surfaces it wants reported; equal surfaces share an index.
// Boundaries: a surface that begins (ends) with a word character of a spaced script must not have
// one before (after) it; a katakana edge must not continue in katakana; han and hiragana edges are
// free. Thread-safe after construction.
class Recogniser {
 public:
  // `rules` must outlive the recogniser. `words`: surfaces to report as WordMention, index = position.
  // `word_is_stem[i]`: the word may be followed by further word characters.
  static Recogniser build(const Rules& rules, const std::vector<std::string>& words,
                                  const std::vector<bool>& word_is_stem);
  // To bytes and back; `rules` are equal to those that it was built from, and must outlive it. Without meaning when the
  // archive has failed().
  void write(core::ArchiveWriter& archive) const;
  static Recogniser read(core::ArchiveReader& archive, const Rules& rules);
  ~Recogniser();
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;

  // Fills `out` (cleared first, buffers reused). Overlap policy (stated once, here): at one place
  // the longest name wins; equal spans become one mention with all candidates; a catalogue or
  // family name beats a discovered one that it overlaps unless the latter strictly contains it
  // and is quoted or typed; a value never splits a name (one that strictly contains a name which
  // begins with a digit replaces it: 360 in 360億円).
  //
  // `date` is the document's (Document::date, "" when unknown): dates without a year and relative
  // ones (今年, last year, 9月) are read against it and left out without it.
  void recognise(const text::Text& text, Recognition& out, std::string_view date = {}) const;

 private:
  struct State;
  explicit Recogniser(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds::recognise
