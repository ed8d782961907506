#include "recognise/numbers.h"

#include "core/utf8.h"

namespace whobuilds::recognise {
namespace {

bool is_digit_at(std::string_view text, uint32_t at) {
  return at < text.size() && core::is_digit(static_cast<unsigned char>(text[at]));
}

// Digits from `at` on, at most `limit`; how many there are.
uint32_t digits_at(std::string_view text, uint32_t at, uint32_t limit) {
  uint32_t count = 0;
  while (count < limit && is_digit_at(text, at + count)) ++count;
  return count;
}

constexpr uint32_t kMaxDigits = 24;  // longer ones are no measure of anything

}  // namespace

std::optional<Number> read_number(std::string_view text, uint32_t at) {
  Number number;
  const auto take = [&](uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) number.value = number.value * 10 + (text[at + i] - '0');
    number.digits += count;
    at += count;
  };
  const uint32_t first = digits_at(text, at, kMaxDigits + 1);
  if (first == 0 || first > kMaxDigits) return std::nullopt;
  take(first);
  if (first <= 3) {
    while (number.digits < kMaxDigits && at < text.size() && text[at] == ',' && digits_at(text, at + 1, 4) == 3) {
      ++at;
      take(3);
      number.grouped = true;
    }
  }
  if (at < text.size() && text[at] == '.' && is_digit_at(text, at + 1)) {
    double place = 0.1;
    uint32_t decimals = 0;
    for (++at; is_digit_at(text, at) && decimals <= kMaxDigits; ++at, ++decimals, place /= 10) {
      number.value += (text[at] - '0') * place;
    }
    if (decimals > kMaxDigits) return std::nullopt;
    number.decimal = true;
    if (at < text.size() && text[at] == '.' && is_digit_at(text, at + 1)) return std::nullopt;
  }
  if (at < text.size() && text[at] == ':' && is_digit_at(text, at + 1)) return std::nullopt;
  number.end = at;
  return number;
}

bool continues_on_the_left(std::string_view text, uint32_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  if (before == '.' || before == ':' || before == ',') return is_digit_at(text, at - 2) && at >= 2;
  if (before == '-' && at >= 2) {
    uint32_t letter = core::previous(text, at - 1);
    const char32_t c = core::decode(text, letter);
    return core::is_word(c) && !core::is_digit(c);
  }
  constexpr std::string_view kOrdinal = "第";
  return at >= kOrdinal.size() && text.substr(at - kOrdinal.size(), kOrdinal.size()) == kOrdinal;
}

}  // namespace whobuilds::recognise
