// Rules and texts built by hand for the tests of recognition.
#pragma once

#include <string>
#include <vector>

#include "recognise/recognise.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::recognise {

enum SampleType : TypeId { kCompany, kOrganization, kModel, kChip, kSystem, kProduct, kBenchmark };

// Gathers entities and families; `rules`, which have the shipped rules about names, is ready at any time.
struct SampleRules {
  SampleRules();
  // Label and English name are the first surface. Returns its index; ids need not be in order.
  EntityIndex entity(TypeId type, const std::vector<std::string>& surfaces, EntityIndex developer = kNoIndex,
                     EntityIndex parent = kNoIndex);
  void guard(EntityIndex entity, const std::string& surface, Guard guard);
  void family(EntityIndex entity, const std::string& tail, const std::string& bare = "",
              const std::vector<std::string>& stems = {}, const std::string& label_stem = "");

  Rules rules;
};

// Paragraphs, one for each line.
text::Text sample_text(const std::string& lines);

// Markdown, for tables and bold names.
text::Text sample_markdown(const std::string& markdown);

// "surface|Type" of each name, ascending; several types are joined by '/'.
std::vector<std::string> written_names(const Rules& rules, const text::Text& text, const Recognition& found);

// Builds a recogniser, which must succeed, and runs it.
Recognition recognise_in(const Rules& rules, const text::Text& text, const std::vector<std::string>& words = {},
                         const std::vector<bool>& word_is_stem = {}, const std::string& date = "");

}  // namespace whobuilds::recognise
