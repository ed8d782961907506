// The facts of an article as annotations of its text: mentions, and relations between two of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/document.h"
#include "whobuilds/fact.h"

namespace whobuilds::exporting {

// Whether `span` can be cut out of `text`: not empty, inside, its ends between characters.
bool is_stretch_of(std::string_view text, Span span);

struct AnnotatedMention {
  Span span;            // is_stretch_of the document's text, and not blank
  uint32_t entity = 0;  // index into DocumentFacts::entities
};

struct AnnotatedRelation {
  uint32_t source = 0, target = 0;  // indices into Annotations::mentions
  const RelationFact* fact = nullptr;
};

struct Annotations {
  std::vector<AnnotatedMention> mentions;    // by span, then entity; no two equal
  std::vector<AnnotatedRelation> relations;  // by source, target, relation, status; of equal ones the most confident
};

// The mentions and relations of `facts` that lie in the document's text. `facts` must outlive the result.
Annotations annotate(const Document& document, const DocumentFacts& facts);

// What other tools count in. Line ends can be counted as if each were one LF.
enum class OffsetUnit : uint8_t { code_points, utf16, utf16_lf };

// Bytes of a UTF-8 text to other units. Views the text, which must outlive it. Immutable.
class OffsetCounter {
 public:
  OffsetCounter(std::string_view text, OffsetUnit unit);
  // Units before the byte offset `at` (at most text.size()).
  uint32_t operator()(uint32_t at) const;

 private:
  uint32_t count(uint32_t begin, uint32_t end) const;

  std::string_view text_;
  OffsetUnit unit_;
  std::vector<uint32_t> before_;  // units before each block of bytes
};

// CR LF and CR become LF.
std::string with_lf(std::string_view text);

// `id` as the name of a file without extension, unlike any of `taken`, which it is added to. Never empty, hidden or in
// another folder.
std::string file_stem(const std::string& id, std::vector<std::string>& taken);

}  // namespace whobuilds::exporting
