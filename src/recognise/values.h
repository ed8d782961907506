// Measured quantities and dates: which digits of a text say how much of what, in base units.
//
// A quantity is [unit] number [multiplier] [unit or counter]: $2 billion, 2億5000万ドル, 671B
// パラメータ, 8TB/s, 384個. Two of them with a separator are a range when the second carries the
// unit (2,000~3,000元). A number without a unit is a count; one with a counter keeps the counter
// in ValueMention::text. Multipliers, units and counters are data (ValueRules); their surfaces are
// compared with their capitals, except that words of four letters and more may also be written
// small or with a capital.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/dates.h"
#include "recognise/double_array.h"
#include "recognise/recognise.h"
#include "recognise/scan.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::recognise {

// Immutable after building, thread-safe. `rules` must outlive it.
class ValueReader {
 public:
  void build(const ValueRules& rules);

  // Appends the values of the text, ascending, without overlaps. `document`: the document's date.
  void read(const text::Text& text, const Scan& scan, const std::optional<Date>& document,
            std::vector<ValueMention>& out) const;

 private:
  enum class SignKind : uint8_t { multiplier, unit, counter, filler };
  struct Sign {
    SignKind kind;
    uint32_t index;
  };
  struct Signs {
    DoubleArray keys;
    std::vector<std::vector<Sign>> lists;  // by rank
  };
  class Reader;

  static Signs compile(std::vector<std::pair<std::string, Sign>> surfaces);

  const ValueRules* rules_ = nullptr;
  Signs after_;   // multipliers, units behind numbers, counters, fillers
  Signs before_;  // units before numbers, spelt backwards
  std::array<bool, 256> before_ends_{};  // last bytes of the latter
};

}  // namespace whobuilds::recognise
