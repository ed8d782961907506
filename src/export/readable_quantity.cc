#include "export/readable_quantity.h"

#include <cmath>
#include <vector>

#include "export/json_writer.h"

namespace whobuilds::exporting {
namespace {

struct Scale {
  double factor;
  const char* word;  // put behind the number
};

// From large to small.
using Scales = std::vector<Scale>;

const Scales& scales_of(const std::string& language) {
  static const Scales kEnglish = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
  static const Scales kJapanese = {{1e12, "兆"}, {1e8, "億"}, {1e4, "万"}};
  static const Scales kChinese = {{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}};
  return language == "ja" ? kJapanese : language == "zh" ? kChinese : kEnglish;
}

// Units of information and computation take the prefixes of the SI.
const Scales& prefixes() {
  static const Scales kPrefixes = {{1e18, " E"}, {1e15, " P"}, {1e12, " T"}, {1e9, " G"},
                                   {1e6, " M"},  {1e3, " k"},  {1, " "}};
  return kPrefixes;
}

bool takes_prefix(const std::string& unit) { return unit == "B" || unit == "B/s" || unit == "FLOPS"; }

std::string four_digits(double number) {
  if (number == 0) return "0";
  const double step = std::pow(10, std::floor(std::log10(std::fabs(number))) - 3);
  const double rounded = std::round(number / step) * step;
  return number_text(std::round(rounded * 1e6) / 1e6);
}

std::string scaled(double number, const Scales& scales) {
  for (const Scale& scale : scales) {
    if (std::fabs(number) >= scale.factor) return four_digits(number / scale.factor) + scale.word;
  }
  return four_digits(number);
}

}  // namespace

std::string readable_quantity(const Quantity& quantity, const std::string& language) {
  if (!quantity.number) return quantity.text;
  if (takes_prefix(quantity.unit)) return scaled(*quantity.number, prefixes()) + quantity.unit;
  const std::string number = scaled(*quantity.number, scales_of(language));
  return quantity.unit.empty() ? number : number + " " + quantity.unit;
}

}  // namespace whobuilds::exporting
