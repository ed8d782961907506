#include "relate/dated_entries.h"

#include <algorithm>
#include <string_view>

namespace whobuilds::relate {
namespace {

constexpr uint32_t kLabelBytes = 12;  // "date: ", "- ", "[": what may stand before an entry's date
constexpr std::string_view kEntryMarks[] = {":", "–", "—", "- "};

}  // namespace

const recognise::ValueMention* opening_date(const text::Text& text, const recognise::Recognition& recognition,
                                            uint32_t block) {
  const Span span = text.blocks[block].span;
  const auto value = recognise::first_value(recognition, span.begin);
  if (value == recognition.values.end() || value->span.begin >= span.end) return nullptr;
  return value->dimension == Dimension::date && value->span.begin - span.begin <= kLabelBytes ? &*value : nullptr;
}

bool is_dated_entry(const text::Text& text, const recognise::Recognition& recognition, uint32_t block) {
  const recognise::ValueMention* date = opening_date(text, recognition, block);
  if (date == nullptr) return false;
  std::string_view behind = std::string_view(text.folded).substr(date->span.end, kLabelBytes);
  while (!behind.empty() && behind.front() == ' ') behind.remove_prefix(1);
  return std::any_of(std::begin(kEntryMarks), std::end(kEntryMarks),
                     [&](std::string_view mark) { return behind.starts_with(mark); });
}

bool is_in_timeline(const text::Text& text, const recognise::Recognition& recognition, uint32_t block) {
  return is_dated_entry(text, recognition, block) &&
         ((block > 0 && is_dated_entry(text, recognition, block - 1)) ||
          (block + 1 < text.blocks.size() && is_dated_entry(text, recognition, block + 1)));
}

}  // namespace whobuilds::relate
