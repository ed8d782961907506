#include "query/language/iso8601.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "query/language/calendar.h"
#include "query/language/temporal_fields.h"

namespace whobuilds::query {
namespace {

using Kind = Temporal::Kind;

// ---- reading

// Reads digits off the front.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }
  bool accept(char c) {
    if (done() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  char peek() const { return done() ? '\0' : text_.front(); }
  size_t digits_ahead() const {
    const size_t end = text_.find_first_not_of("0123456789");
    return end == std::string_view::npos ? text_.size() : end;
  }
  std::optional<int64_t> digits(size_t count) {
    if (digits_ahead() < count || count == 0) return std::nullopt;
    int64_t number = 0;
    const auto read = std::from_chars(text_.data(), text_.data() + count, number);
    if (read.ec != std::errc()) return std::nullopt;
    text_.remove_prefix(count);
    return number;
  }
  // ".5" as nanoseconds; 0 when there is no point.
  int64_t fraction() {
    if (!accept('.') && !accept(',')) return 0;
    int64_t nanoseconds = 0, scale = kNanos / 10;
    for (; digits_ahead() > 0; scale /= 10) {
      nanoseconds += (text_.front() - '0') * scale;
      text_.remove_prefix(1);
    }
    return nanoseconds;
  }
  // "-1.5"
  std::optional<double> number() {
    const size_t end = std::min(text_.find_first_not_of("+-.0123456789"), text_.size());
    double value = 0;
    const char* begin = text_.data() + (peek() == '+' ? 1 : 0);
    const auto read = std::from_chars(begin, text_.data() + end, value);
    if (end == 0 || read.ec != std::errc() || read.ptr != text_.data() + end) return std::nullopt;
    text_.remove_prefix(end);
    return value;
  }

 private:
  std::string_view text_;
};

std::optional<int64_t> read_year(Reader& in) {
  const bool negative = in.accept('-');
  const bool is_signed = negative || in.accept('+');
  const std::optional<int64_t> year = in.digits(is_signed ? std::min<size_t>(in.digits_ahead(), 9) : 4);
  if (!year) return std::nullopt;
  return negative ? -*year : *year;
}

// 2024, 2024-12, 2024-12-26, 20241226, 2024-W52-4, 2024-361
std::optional<int64_t> read_date(Reader& in) {
  const std::optional<int64_t> year = read_year(in);
  if (!year) return std::nullopt;
  const bool dashed = in.accept('-');
  if (in.accept('W')) {
    const std::optional<int64_t> week = in.digits(2);
    if (!week) return std::nullopt;
    const bool weekday = in.accept('-') || in.digits_ahead() > 0;
    return checked_week(*year, *week, weekday ? in.digits(1).value_or(0) : 1);
  }
  const size_t ahead = in.digits_ahead();
  if (ahead == 0) return dashed ? std::nullopt : checked_day(*year, 1, 1);
  if (ahead == 3) return checked_ordinal(*year, *in.digits(3));
  const std::optional<int64_t> month = in.digits(2);
  if (!month) return std::nullopt;
  const bool day = in.accept('-') || in.digits_ahead() > 0;
  return checked_day(*year, *month, day ? in.digits(2).value_or(0) : 1);
}

// 12, 1230, 12:30, 12:30:15.5; seconds into `t`.
bool read_clock(Reader& in, Temporal& t) {
  int64_t parts[3] = {0, 0, 0};
  const int64_t limits[3] = {23, 59, 59};
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && !in.accept(':') && in.digits_ahead() == 0) break;
    const std::optional<int64_t> part = in.digits(2);
    if (!part || *part > limits[i]) return false;
    parts[i] = *part;
  }
  t.seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
  t.nanoseconds = static_cast<int32_t>(in.fraction());
  return true;
}

// Z, +09, +0900, +09:00; 0 when nothing stands there.
bool read_offset(Reader& in, int32_t& offset) {
  offset = 0;
  if (in.done() || in.accept('Z') || in.accept('z')) return true;
  const bool west = in.peek() == '-';
  if (!in.accept('-') && !in.accept('+')) return false;
  Temporal clock;
  if (!read_clock(in, clock)) return false;
  offset = static_cast<int32_t>(west ? -clock.seconds : clock.seconds);
  return true;
}

// ---- writing

std::string date_text(int64_t days) {
  const Civil civil = civil_of(days);
  char text[40];
  const bool plain = civil.year >= 0 && civil.year <= 9999;
  std::snprintf(text, sizeof text, plain ? "%04lld-%02lld-%02lld" : "%+05lld-%02lld-%02lld",
                static_cast<long long>(civil.year), static_cast<long long>(civil.month),
                static_cast<long long>(civil.day));
  return text;
}

std::string fraction_text(int32_t nanoseconds) {
  if (nanoseconds == 0) return "";
  char text[16];
  std::snprintf(text, sizeof text, ".%09d", nanoseconds);
  std::string digits = text;
  return digits.substr(0, digits.find_last_not_of('0') + 1);
}

std::string clock_text(const Temporal& t) {
  char text[24];
  const auto seconds = static_cast<int>(t.seconds);
  std::snprintf(text, sizeof text, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
  std::string clock = text;
  if (seconds % 60 != 0 || t.nanoseconds != 0) {
    std::snprintf(text, sizeof text, ":%02d", seconds % 60);
    clock += text + fraction_text(t.nanoseconds);
  }
  return clock;
}

std::string duration_text(const Temporal& t) {
  std::string text = "P";
  const auto append = [&text](int64_t amount, char unit) {
    if (amount != 0) text += std::to_string(amount) + unit;
  };
  append(t.months / 12, 'Y');
  append(t.months % 12, 'M');
  append(t.days, 'D');
  // -1.5 s is kept as -2 s and half a second.
  int64_t seconds = t.seconds;
  int32_t nanoseconds = t.nanoseconds;
  const bool negative = seconds < 0;
  if (negative && nanoseconds > 0) {
    ++seconds;
    nanoseconds = static_cast<int32_t>(kNanos) - nanoseconds;
  }
  if (seconds != 0 || nanoseconds != 0) text += 'T';
  append(seconds / 3600, 'H');
  append(seconds / 60 % 60, 'M');
  if (seconds % 60 != 0 || nanoseconds != 0) {
    if (negative && seconds % 60 == 0) text += '-';
    text += std::to_string(seconds % 60) + fraction_text(nanoseconds) + 'S';
  }
  return text == "P" ? "PT0S" : text;
}

}  // namespace

std::optional<Temporal> parse_temporal(Kind kind, std::string_view text) {
  Temporal t;
  t.kind = kind;
  Reader in(text);
  if (has_date(kind)) {
    const std::optional<int64_t> day = read_date(in);
    if (!day) return std::nullopt;
    t.days = *day;
  }
  const bool separated = !has_date(kind) || in.accept('T') || in.accept('t');
  if (has_time(kind) && separated && !read_clock(in, t)) return std::nullopt;
  if (has_offset(kind) && !read_offset(in, t.offset)) return std::nullopt;
  if (!in.done()) return std::nullopt;
  return t;
}

std::optional<Temporal> parse_duration(std::string_view text) {
  static constexpr std::string_view kDateUnits = "YMWD", kTimeUnits = "HMS";
  static constexpr double kMonths[] = {12, 1, 0, 0}, kDays[] = {0, 0, 7, 1}, kSeconds[] = {3600, 60, 1};
  Reader in(text);
  const bool negative = in.accept('-');
  if (!in.accept('P') || in.done()) return std::nullopt;
  double months = 0, days = 0, seconds = 0;
  bool clock = false;
  while (!in.done()) {
    if (!clock && in.accept('T')) {
      clock = true;
      if (in.done()) return std::nullopt;
    }
    const std::optional<double> amount = in.number();
    const std::string_view units = clock ? kTimeUnits : kDateUnits;
    const size_t unit = in.done() ? std::string_view::npos : units.find(in.peek());
    if (!amount || unit == std::string_view::npos) return std::nullopt;
    in.accept(in.peek());
    if (clock) {
      seconds += *amount * kSeconds[unit];
    } else {
      months += *amount * kMonths[unit];
      days += *amount * kDays[unit];
    }
  }
  if (!fits(months, days, seconds)) return std::nullopt;
  const double sign = negative ? -1 : 1;
  return duration_of(sign * months, sign * days, sign * seconds, 0);
}

std::optional<int32_t> parse_offset(std::string_view text) {
  int32_t offset = 0;
  Reader in(text);
  return read_offset(in, offset) && in.done() ? std::optional(offset) : std::nullopt;
}

std::string offset_text(int32_t offset) {
  if (offset == 0) return "Z";
  const int32_t size = std::abs(offset);
  char text[16];
  std::snprintf(text, sizeof text, "%c%02d:%02d", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 == 0) return text;
  char seconds[8];
  std::snprintf(seconds, sizeof seconds, ":%02d", size % 60);
  return std::string(text) + seconds;
}

}  // namespace whobuilds::query

namespace whobuilds {

std::string temporal_text(const Temporal& t) {
  if (t.kind == Temporal::Kind::duration) return query::duration_text(t);
  std::string text;
  if (query::has_date(t.kind)) text += query::date_text(t.days);
  if (query::has_date(t.kind) && query::has_time(t.kind)) text += 'T';
  if (query::has_time(t.kind)) text += query::clock_text(t);
  if (query::has_offset(t.kind)) text += query::offset_text(t.offset);
  return text;
}

}  // namespace whobuilds
