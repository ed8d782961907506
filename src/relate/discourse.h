// Discourse: what an argument that the clause leaves out refers to.
//
// Kept per kind (companies and organisations; everything else): the running topic, the entities of
// the section's heading and those of the title. Headings reset the running topic.
#pragma once

#include <cstdint>
#include <vector>

#include "recognise/recognise.h"
#include "relate/typed_segment.h"
#include "resolve/resolve.h"
#include "text/text.h"
#include "whobuilds/document.h"

namespace whobuilds::relate {

// An entity recalled from earlier text; `penalty` is multiplied into the confidence.
struct Antecedent {
  std::vector<uint32_t> entities;  // indices into Resolution::entities; empty: none
  double penalty = 1;
  const char* step = "";           // "topic", "section", "title": part of what `explain` shows
};

class Discourse {
 public:
  void begin_document(const Rules& rules, const Document& document, const text::Text& text,
                      const resolve::Resolution& resolution);
  // To be called for each block in order, before its sentences.
  void begin_block(uint32_t block);
  // To be called after each sentence with its main segment.
  void end_sentence(const Segment& main);

  // What stands for an argument of one of `types`. `anaphor`: a pronoun asks for it (else nothing
  // stands there at all).
  Antecedent recall(TypeSet types, bool anaphor, bool plural) const;

  // Companies and organisations.
  TypeSet company_types() const { return company_types_; }

  const CompiledRelations* relations = nullptr;

 private:
  struct Topics {
    std::vector<uint32_t> companies, things;  // entities
  };
  std::vector<uint32_t> of_types(const Topics& topics, TypeSet types, bool plural) const;
  void collect(uint32_t block, Topics& topics) const;

  const Rules* rules_ = nullptr;
  const Document* document_ = nullptr;
  const text::Text* text_ = nullptr;
  const resolve::Resolution* resolution_ = nullptr;
  TypeSet company_types_ = 0;
  Topics running_, section_, title_;
  uint32_t section_block_ = kNone;
};

}  // namespace whobuilds::relate
