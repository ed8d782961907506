#include "recognise/dates.h"

#include <array>
#include <cstdio>

#include "core/utf8.h"

namespace whobuilds::recognise {
namespace {

constexpr int kFirstYear = 1950, kLastYear = 2060;
// Four digits without anything that says year are one only within these.
constexpr int kFirstBareYear = 2005, kLastBareYear = 2040;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr uint32_t kShortMonth = 3;

bool is_digit_at(std::string_view text, uint32_t at) {
  return at < text.size() && core::is_digit(static_cast<unsigned char>(text[at]));
}
bool word_at(std::string_view text, uint32_t at) {
  return at < text.size() && core::is_word(static_cast<unsigned char>(text[at])) &&
         static_cast<unsigned char>(text[at]) < 0x80;
}
bool starts_with(std::string_view text, uint32_t at, std::string_view begin) {
  return at <= text.size() && text.substr(at, begin.size()) == begin;
}

struct Digits {
  int value = 0;
  uint32_t count = 0, end = 0;
};

// Up to eight digits at `at`.
Digits digits_at(std::string_view text, uint32_t at) {
  Digits digits;
  while (digits.count < 8 && is_digit_at(text, at)) {
    digits.value = digits.value * 10 + (text[at] - '0');
    ++digits.count;
    ++at;
  }
  digits.end = at;
  return digits;
}

bool is_year(const Digits& digits) {
  return digits.count == 4 && digits.value >= kFirstYear && digits.value <= kLastYear;
}
bool is_month(const Digits& digits) { return digits.count >= 1 && digits.count <= 2 && digits.value >= 1 && digits.value <= 12; }
bool is_day(const Digits& digits) { return digits.count >= 1 && digits.count <= 2 && digits.value >= 1 && digits.value <= 31; }

uint32_t skip_space(std::string_view text, uint32_t at) { return starts_with(text, at, " ") ? at + 1 : at; }

// The month whose name, full or short, with or without a dot, stands at `at`: number and end.
std::optional<Digits> month_name_at(std::string_view text, uint32_t at) {
  for (size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = kMonths[i];
    if (!starts_with(text, at, name.substr(0, kShortMonth))) continue;
    uint32_t end = at + kShortMonth;
    if (starts_with(text, at, name)) end = at + static_cast<uint32_t>(name.size());
    else if (starts_with(text, at, "Sept")) end = at + 4;
    if (word_at(text, end)) return std::nullopt;
    if (starts_with(text, end, ".") && end - at < name.size()) ++end;
    return Digits{static_cast<int>(i) + 1, 0, end};
  }
  return std::nullopt;
}

// The month's name that ends right before `at`, with a space between; its begin in `end`.
std::optional<Digits> month_name_before(std::string_view text, uint32_t at) {
  if (at == 0 || text[at - 1] != ' ') return std::nullopt;
  uint32_t end = at - 1;
  if (end > 0 && text[end - 1] == ',') --end;
  uint32_t begin = end;
  if (begin > 0 && text[begin - 1] == '.') --begin;
  while (begin > 0 && end - begin < 11 && word_at(text, begin - 1) && !is_digit_at(text, begin - 1)) --begin;
  std::optional<Digits> month = month_name_at(text, begin);
  if (!month || month->end < (text[end - 1] == '.' ? end - 1 : end)) return std::nullopt;
  month->end = begin;
  return month;
}

// 9月 and 9月23日 at `at`, into `date`; end of it, or `at`.
uint32_t read_cjk_month(std::string_view text, uint32_t at, Date& date) {
  const Digits month = digits_at(text, at);
  uint32_t end = skip_space(text, month.end);
  if (!is_month(month) || !starts_with(text, end, "月")) return at;
  end += 3;
  date.month = month.value;
  const Digits day = digits_at(text, skip_space(text, end));
  const uint32_t day_end = skip_space(text, day.end);
  if (!is_day(day)) return end;
  for (const std::string_view sign : {"日", "号", "號"}) {
    if (!starts_with(text, day_end, sign)) continue;
    date.day = day.value;
    return day_end + 3;
  }
  return end;
}

std::optional<DateMatch> read_cjk_date(std::string_view text, uint32_t at) {
  const Digits year = digits_at(text, at);
  if (!is_year(year)) return std::nullopt;
  uint32_t end = skip_space(text, year.end);
  if (!starts_with(text, end, "年")) return std::nullopt;
  end += 3;
  Date date{year.value, 0, 0};
  if (starts_with(text, end, "度")) return DateMatch{{at, end + 3}, date};
  if (starts_with(text, end, "代")) return std::nullopt;  // a decade
  const uint32_t month_begin = skip_space(text, end);
  const uint32_t month_end = read_cjk_month(text, month_begin, date);
  if (month_end != month_begin) end = month_end;
  return DateMatch{{at, end}, date};
}

std::optional<DateMatch> read_iso_date(std::string_view text, uint32_t at) {
  const Digits year = digits_at(text, at);
  if (!is_year(year) || year.end >= text.size()) return std::nullopt;
  const char separator = text[year.end];
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  const Digits month = digits_at(text, year.end + 1);
  if (!is_month(month)) return std::nullopt;
  if (month.end < text.size() && text[month.end] == separator) {
    const Digits day = digits_at(text, month.end + 1);
    if (is_day(day) && !word_at(text, day.end)) return DateMatch{{at, day.end}, Date{year.value, month.value, day.value}};
  }
  if (separator == '.' || month.count != 2 || word_at(text, month.end)) return std::nullopt;
  return DateMatch{{at, month.end}, Date{year.value, month.value, 0}};
}

// "23, 2025" and "2025" behind a month's name, "23 September 2025" before one.
std::optional<DateMatch> read_english_date(std::string_view text, uint32_t at) {
  const Digits digits = digits_at(text, at);
  if (const std::optional<Digits> month = month_name_before(text, at)) {
    const uint32_t begin = month->end;
    if (is_year(digits) && !word_at(text, digits.end)) return DateMatch{{begin, digits.end}, Date{digits.value, month->value, 0}};
    if (!is_day(digits)) return std::nullopt;
    uint32_t end = digits.end;
    for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (starts_with(text, end, suffix)) end += 2;
    }
    if (word_at(text, end)) return std::nullopt;
    Date date{0, month->value, digits.value};
    const uint32_t year_begin = skip_space(text, starts_with(text, end, ",") ? end + 1 : end);
    const Digits year = digits_at(text, year_begin);
    if (is_year(year) && year_begin != end && !word_at(text, year.end)) {
      date.year = year.value;
      end = year.end;
    }
    return DateMatch{{begin, end}, date};
  }
  if (!is_day(digits)) return std::nullopt;
  uint32_t end = digits.end;
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (starts_with(text, end, suffix)) end += 2;
  }
  if (!starts_with(text, end, " ")) return std::nullopt;
  ++end;
  if (starts_with(text, end, "of ")) end += 3;
  const std::optional<Digits> month = month_name_at(text, end);
  if (!month) return std::nullopt;
  // "May" is also a verb: a day before it needs a year behind it.
  const uint32_t year_begin = skip_space(text, starts_with(text, month->end, ",") ? month->end + 1 : month->end);
  const Digits year = digits_at(text, year_begin);
  if (is_year(year) && !word_at(text, year.end)) return DateMatch{{at, year.end}, Date{year.value, month->value, digits.value}};
  if (month->value == 5) return std::nullopt;
  return DateMatch{{at, month->end}, Date{0, month->value, digits.value}};
}

bool is_quarter(std::string_view text, uint32_t at) {
  return at + 1 < text.size() && (text[at] == 'Q' || text[at] == 'H') && text[at + 1] >= '1' && text[at + 1] <= '4' &&
         !word_at(text, at + 2);
}

// A year alone, with a quarter or half beside it or FY before it.
std::optional<DateMatch> read_year(std::string_view text, uint32_t at) {
  uint32_t begin = at;
  if (starts_with(text, at, "FY")) at = skip_space(text, at + 2);
  const bool fiscal = at != begin;
  const Digits year = digits_at(text, at);
  if (!is_year(year) || (!fiscal && (year.value < kFirstBareYear || year.value > kLastBareYear))) return std::nullopt;
  uint32_t end = year.end;
  const uint32_t quarter = skip_space(text, end);
  if (is_quarter(text, quarter)) end = quarter + 2;
  else if (word_at(text, end)) return std::nullopt;
  if (begin >= 3 && text[begin - 1] == ' ' && is_quarter(text, begin - 3) && !word_at(text, begin - 4)) begin -= 3;
  // 2025.5 and 2025% are numbers.
  if (starts_with(text, end, ".") && is_digit_at(text, end + 1)) return std::nullopt;
  return DateMatch{{begin, end}, Date{year.value, 0, 0}};
}

// The document's year, or the one before where that would lie more than half a year ahead: writers
// name the year of what is further off (来年1月).
void complete_year(Date& date, const Date& document) {
  date.year = document.year;
  if (document.month == 0) return;
  if (date.month > document.month + 6) --date.year;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  const Digits year = digits_at(text, 0);
  if (year.count != 4) return std::nullopt;
  Date date{year.value, 0, 0};
  if (year.end == text.size()) return date;
  const Digits month = digits_at(text, 5);
  if (text[4] != '-' || month.count != 2 || !is_month(month)) return std::nullopt;
  date.month = month.value;
  if (month.end == text.size()) return date;
  const Digits day = digits_at(text, 8);
  if (text[7] != '-' || day.count != 2 || !is_day(day) || day.end != text.size()) return std::nullopt;
  date.day = day.value;
  return date;
}

std::string to_text(const Date& date) {
  char buffer[48];
  if (date.month == 0) std::snprintf(buffer, sizeof buffer, "%04d", date.year);
  else if (date.day == 0) std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
  else std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer;
}

std::optional<DateMatch> read_date(std::string_view text, uint32_t at, const std::optional<Date>& document) {
  std::optional<DateMatch> match = read_cjk_date(text, at);
  if (!match) match = read_iso_date(text, at);
  if (!match) match = read_english_date(text, at);
  if (!match) {
    Date date;
    const uint32_t end = read_cjk_month(text, at, date);
    if (end != at) match = DateMatch{{at, end}, date};
  }
  if (!match) match = read_year(text, at);
  if (!match) return std::nullopt;
  if (match->date->year == 0) {
    if (document) complete_year(*match->date, *document);
    else match->date.reset();
  }
  return match;
}

const std::vector<RelativeDateWord>& relative_date_words() {
  static const std::vector<RelativeDateWord> words = {
      {"今年", 0, 0, false},      {"本年", 0, 0, false},       {"去年", -1, 0, false},     {"昨年", -1, 0, false},
      {"来年", 1, 0, false},      {"明年", 1, 0, false},       {"前年", -2, 0, false},     {"一昨年", -2, 0, false},
      {"再来年", 2, 0, false},    {"後年", 2, 0, false},       {"this year", 0, 0, false}, {"last year", -1, 0, false},
      {"next year", 1, 0, false}, {"今月", 0, 0, true},        {"先月", 0, -1, true},      {"来月", 0, 1, true},
      {"本月", 0, 0, true},       {"上个月", 0, -1, true},     {"上月", 0, -1, true},      {"下个月", 0, 1, true},
      {"下月", 0, 1, true},       {"this month", 0, 0, true},  {"last month", 0, -1, true},
      {"next month", 0, 1, true}};
  return words;
}

DateMatch read_relative_date(std::string_view text, Span span, const RelativeDateWord& word, const Date& document) {
  DateMatch match{span, Date{document.year + word.years, 0, 0}};
  if (word.month) {
    if (document.month == 0) {
      match.date.reset();
      return match;
    }
    const int months = document.month - 1 + word.months;
    match.date->year = document.year + (months < 0 ? -1 : months / 12);
    match.date->month = (months + 12) % 12 + 1;
    return match;
  }
  const uint32_t month_begin = skip_space(text, span.end);
  const uint32_t end = read_cjk_month(text, month_begin, *match.date);
  if (end != month_begin) match.span.end = end;
  return match;
}

}  // namespace whobuilds::recognise
