// Dates in running text: 2025年9月23日, September 23, 2025, 23 Sept. 2025, 2025-09-23, Q3 2025, 2025,
// and, against the document's date, 9月23日, 今年, last year.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/span.h"

namespace whobuilds::recognise {

// Month and day are 0 where they are not stated.
struct Date {
  int year = 0, month = 0, day = 0;
};

// YYYY, YYYY-MM or YYYY-MM-DD; nothing for anything else.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(const Date& date);

struct DateMatch {
  Span span;
  std::optional<Date> date;  // nothing: a date without a year, and the document's is not known
};

// The date that is written around the digits at `at` (the begin of a run of word characters that
// holds digits), or nothing. It may begin before `at` (a month's name, Q3). `document` is the
// document's date, if known: dates without a year are of its year, or of the one before where that lay more
// than half a year ahead.
std::optional<DateMatch> read_date(std::string_view text, uint32_t at, const std::optional<Date>& document);

// Words for a year or month relative to the document's. Folded; the automaton finds them.
struct RelativeDateWord {
  std::string_view word;
  int years = 0, months = 0;
  bool month = false;  // names a month
};
const std::vector<RelativeDateWord>& relative_date_words();

// The date that the word, found at `span`, stands for, with a month and day that follow a year word
// (今年9月23日).
DateMatch read_relative_date(std::string_view text, Span span, const RelativeDateWord& word, const Date& document);

}  // namespace whobuilds::recognise
