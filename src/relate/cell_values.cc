#include "relate/cell_values.h"

#include <algorithm>
#include <string>

#include "core/utf8.h"
#include "recognise/numbers.h"
#include "recognise/recognise.h"
#include "relate/attributes.h"
#include "text/fold.h"

namespace whobuilds::relate {
namespace {

constexpr double kLeastTokens = 1e3;
constexpr double kLeastMoney = 1e5;  // a smaller sum under a header with a unit stands in that unit

constexpr std::string_view kMultiplierLetters = "kmbt";

struct HeaderUnit {
  std::string unit;
  double factor = 1;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '/')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '/')) text.remove_suffix(1);
  return text;
}

// The factor of what a multiplier surface is ("b", "十亿", "million"), or 0.
double multiplier(const Rules& rules, std::string_view text) {
  if (text.empty()) return 1;
  for (const MultiplierRule& rule : rules.values.multipliers) {
    if (text::name_key(rule.surface) == text) return rule.factor;
  }
  return 0;
}

// "us$b", "億円", "usd billion": a unit of money and a multiplier in either order.
std::optional<HeaderUnit> money_unit(const Rules& rules, std::string_view text) {
  std::optional<HeaderUnit> best;
  size_t longest = 0;
  for (const UnitRule& unit : rules.values.units) {
    if (unit.dimension != Dimension::money) continue;
    for (const auto* surfaces : {&unit.before, &unit.after}) {
      for (const std::string& surface : *surfaces) {
        const std::string key = text::name_key(surface);
        if (key.size() <= longest) continue;
        const bool begins = text.substr(0, key.size()) == key;
        const bool ends = text.size() >= key.size() && text.substr(text.size() - key.size()) == key;
        if (!begins && !ends) continue;
        const std::string_view rest =
            trimmed(begins ? text.substr(key.size()) : text.substr(0, text.size() - key.size()));
        const double factor = multiplier(rules, rest);
        if (factor == 0) continue;
        longest = key.size();
        best = HeaderUnit{unit.unit, factor * unit.factor};
      }
    }
  }
  return best;
}

std::optional<HeaderUnit> header_unit(const Rules& rules, std::string_view label) {
  const size_t open = label.rfind('(');
  const size_t close = label.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
  return money_unit(rules, trimmed(label.substr(open + 1, close - open - 1)));
}

// The first number of the cell in the unit of its header.
std::optional<Quantity> in_header_unit(const RelateInput& input, const AttributeType& attribute, Span cell,
                                       std::string_view label) {
  const std::optional<HeaderUnit> unit = header_unit(*input.rules, label);
  if (!unit || attribute.dimension != Dimension::money) return std::nullopt;
  const std::string_view text = std::string_view(input.text->folded).substr(0, cell.end);
  const size_t digit = text.find_first_of("0123456789", cell.begin);
  if (digit == std::string_view::npos) return std::nullopt;
  const auto value = recognise::first_value(*input.recognition, cell.begin);
  const bool whole = value != input.recognition->values.end() && value->span.begin <= digit &&
                     value->dimension == Dimension::money && value->low >= kLeastMoney;
  const auto number = recognise::read_number(text, static_cast<uint32_t>(digit));
  if (whole || !number) return std::nullopt;
  Quantity out;
  out.number = number->value * unit->factor;
  out.unit = unit->unit;
  return out;
}

// The first number of the text with the multiplier letter behind it, or 0.
double scaled_number(std::string_view text, bool needs_letter) {
  const size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return 0;
  const auto number = recognise::read_number(text, static_cast<uint32_t>(begin));
  if (!number) return 0;
  const uint32_t at = number->end;
  const size_t letter = at < text.size() ? kMultiplierLetters.find(text[at]) : std::string_view::npos;
  const bool word = at + 1 < text.size() && core::is_ascii_alnum(static_cast<unsigned char>(text[at + 1]));
  if (letter == std::string_view::npos || word) return needs_letter ? 0 : number->value;
  static constexpr double kFactors[] = {1e3, 1e6, 1e9, 1e12};
  return number->value * kFactors[letter];
}

// A text value that is named without its word: "MIT" under "License". The whole cell, or what stands before a bracket
// or comma, is the name of a unit.
std::optional<Quantity> named_text(const RelateInput& input, Span cell) {
  std::string_view text = trimmed(cell.of(input.text->folded));
  while (!text.empty() && (text.front() == ':' || text.front() == ' ')) text.remove_prefix(1);
  text = trimmed(text.substr(0, text.find_first_of("(,;/")));
  for (const UnitRule& unit : input.rules->values.units) {
    if (unit.dimension != Dimension::text || text::name_key(unit.unit) != text) continue;
    Quantity out;
    out.text = unit.unit;
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Quantity> cell_value(const RelateInput& input, const AttributeType& attribute, Span cell,
                                   std::string_view label) {
  if (auto scaled = in_header_unit(input, attribute, cell, label)) return scaled;
  const bool countable = attribute.dimension == Dimension::parameters || attribute.dimension == Dimension::tokens;
  const auto& values = input.recognition->values;
  const std::string_view text = cell.of(input.text->folded);
  // "18.9M" under "Users": outside such a cell nobody knows of what.
  const bool counts = attribute.dimension == Dimension::count;
  const double number = countable || counts ? scaled_number(text, counts) : 0;
  for (auto value = recognise::first_value(*input.recognition, cell.begin);
       value != values.end() && value->span.begin < cell.end; ++value) {
    if (value->dimension != attribute.dimension &&
        !(countable && value->dimension == Dimension::count && value->high >= kLeastTokens))
      continue;
    // "1T / 32B": the first number, whose letter alone says nothing outside such a cell.
    const size_t digit = text.find_first_of("0123456789");
    if (number >= kLeastTokens && cell.begin + digit < value->span.begin) break;
    return quantity_of(*value, attribute);
  }
  if (attribute.dimension == Dimension::text) return named_text(input, cell);
  if (number < kLeastTokens) return std::nullopt;
  Quantity out;
  out.number = number;
  out.unit = attribute.unit;
  return out;
}

}  // namespace whobuilds::relate
