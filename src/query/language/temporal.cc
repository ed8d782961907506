#include "query/language/temporal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

#include "text/fold.h"

namespace whobuilds::query {
namespace {

using Kind = Temporal::Kind;

constexpr int64_t kSecondsOfDay = 86400;
constexpr int64_t kNanos = 1'000'000'000;
constexpr double kDaysOfMonth = 30.436875;
constexpr int64_t kLargestYear = 999'999'999;

struct Civil {
  int64_t year = 1970;
  int64_t month = 1, day = 1;
};

int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }
int64_t floor_mod(int64_t a, int64_t b) { return a - floor_div(a, b) * b; }

// Days since 1970-01-01 and back: H. Hinnant, "chrono-compatible low-level date algorithms".
int64_t days_of(const Civil& c) {
  const int64_t y = c.year - (c.month <= 2);
  const int64_t era = floor_div(y, 400), year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Civil civil_of(int64_t days) {
  days += 719468;
  const int64_t era = floor_div(days, 146097), day_of_era = days - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;
  Civil civil;
  civil.day = day_of_year - (153 * shifted + 2) / 5 + 1;
  civil.month = shifted + (shifted < 10 ? 3 : -9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2);
  return civil;
}

int64_t days_in_month(int64_t year, int64_t month) {
  const Civil next{month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1};
  return days_of(next) - days_of({year, month, 1});
}

// 1 = Monday.
int64_t day_of_week(int64_t days) { return floor_mod(days + 3, 7) + 1; }
// The Monday of week 1 of an ISO year.
int64_t first_week(int64_t year) {
  const int64_t fourth = days_of({year, 1, 4});
  return fourth - (day_of_week(fourth) - 1);
}
int64_t week_year(int64_t days) { return civil_of(days - day_of_week(days) + 4).year; }

bool has_date(Kind kind) { return kind == Kind::date || kind == Kind::date_time || kind == Kind::local_date_time; }
bool has_time(Kind kind) { return kind != Kind::date && kind != Kind::duration; }
bool has_offset(Kind kind) { return kind == Kind::time || kind == Kind::date_time; }

// Brings nanoseconds into a second and, where there is a date, seconds into a day.
void carry(Temporal& t) {
  int64_t nanoseconds = t.nanoseconds;
  t.seconds += floor_div(nanoseconds, kNanos);
  t.nanoseconds = static_cast<int32_t>(floor_mod(nanoseconds, kNanos));
  if (t.kind == Kind::duration) return;
  if (has_date(t.kind)) t.days += floor_div(t.seconds, kSecondsOfDay);
  t.seconds = floor_mod(t.seconds, kSecondsOfDay);
}

// ---- reading texts

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

// Whether these make a date; the day since 1970.
std::optional<int64_t> checked_day(int64_t year, int64_t month, int64_t day) {
  if (std::abs(year) > kLargestYear || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  return days_of({year, month, day});
}
std::optional<int64_t> checked_week(int64_t year, int64_t week, int64_t weekday) {
  if (std::abs(year) > kLargestYear || week < 1 || week > 53 || weekday < 1 || weekday > 7) return std::nullopt;
  const int64_t day = first_week(year) + (week - 1) * 7 + weekday - 1;
  return week_year(day) == year ? std::optional(day) : std::nullopt;
}
std::optional<int64_t> checked_ordinal(int64_t year, int64_t ordinal) {
  const int64_t length = days_of({year + 1, 1, 1}) - days_of({year, 1, 1});
  if (std::abs(year) > kLargestYear || ordinal < 1 || ordinal > length) return std::nullopt;
  return days_of({year, 1, 1}) + ordinal - 1;
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

std::optional<Temporal> parse(Kind kind, std::string_view text) {
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

// ---- durations

// Amounts of each unit, fractions carried down.
Temporal duration_of(double months, double days, double seconds, int64_t nanoseconds) {
  Temporal t;
  t.kind = Kind::duration;
  const double whole_months = std::trunc(months);
  days += (months - whole_months) * kDaysOfMonth;
  const double whole_days = std::trunc(days);
  seconds += (days - whole_days) * static_cast<double>(kSecondsOfDay);
  const double whole_seconds = std::trunc(seconds);
  t.months = static_cast<int64_t>(whole_months);
  t.days = static_cast<int64_t>(whole_days);
  nanoseconds += std::llround((seconds - whole_seconds) * static_cast<double>(kNanos));
  t.seconds = static_cast<int64_t>(whole_seconds) + floor_div(nanoseconds, kNanos);
  t.nanoseconds = static_cast<int32_t>(floor_mod(nanoseconds, kNanos));
  return t;
}

bool fits(double months, double days, double seconds) {
  return std::abs(months) < 1e12 && std::abs(days) < 1e14 && std::abs(seconds) < 1e17;
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

// ---- maps of components

class Components {
 public:
  explicit Components(const Map& map) : map_(map) {}

  bool has(const char* name) const { return map_.count(name) > 0; }
  // The number, or `otherwise`; notes when it is none.
  int64_t whole(const char* name, int64_t otherwise) {
    const auto found = map_.find(name);
    if (found == map_.end()) return otherwise;
    if (!found->second.is(Value::Type::integer)) {
      faulty_ = true;
      return otherwise;
    }
    return found->second.integer();
  }
  double real(const char* name) {
    const auto found = map_.find(name);
    if (found == map_.end()) return 0;
    if (!found->second.is_number()) faulty_ = true;
    return found->second.is_number() ? found->second.number() : 0;
  }
  const Temporal* temporal(const char* name) const {
    const auto found = map_.find(name);
    return found != map_.end() && found->second.is(Value::Type::temporal) ? &found->second.temporal() : nullptr;
  }
  const std::string* text(const char* name) const {
    const auto found = map_.find(name);
    return found != map_.end() && found->second.is(Value::Type::string) ? &found->second.string() : nullptr;
  }
  bool faulty() const { return faulty_; }

 private:
  const Map& map_;
  bool faulty_ = false;
};

std::optional<int64_t> date_from(Components& in, const Temporal* base) {
  const Civil civil = base == nullptr ? Civil{1970, 1, 1} : civil_of(base->days);
  if (base == nullptr && !in.has("year")) return std::nullopt;
  if (in.has("week")) {
    const int64_t year = in.whole("year", base == nullptr ? 1970 : week_year(base->days));
    return checked_week(year, in.whole("week", 1),
                        in.whole("dayOfWeek", base == nullptr ? 1 : day_of_week(base->days)));
  }
  const int64_t year = in.whole("year", civil.year);
  if (in.has("ordinalDay")) return checked_ordinal(year, in.whole("ordinalDay", 1));
  if (in.has("quarter")) {
    const int64_t quarter = in.whole("quarter", 1);
    const std::optional<int64_t> first = checked_day(year, quarter * 3 - 2, 1);
    const int64_t of_base =
        base == nullptr ? 1 : base->days - days_of({civil.year, (civil.month - 1) / 3 * 3 + 1, 1}) + 1;
    return first ? std::optional(*first + in.whole("dayOfQuarter", of_base) - 1) : first;
  }
  return checked_day(year, in.whole("month", base == nullptr ? 1 : civil.month),
                     in.whole("day", base == nullptr ? 1 : civil.day));
}

bool time_from(Components& in, const Temporal* base, Temporal& t) {
  const int64_t of_base = base == nullptr ? 0 : base->seconds;
  const int64_t hour = in.whole("hour", of_base / 3600), minute = in.whole("minute", of_base / 60 % 60);
  const int64_t second = in.whole("second", of_base % 60);
  const bool fraction = in.has("millisecond") || in.has("microsecond") || in.has("nanosecond");
  const int64_t nanoseconds =
      fraction ? in.whole("millisecond", 0) * 1'000'000 + in.whole("microsecond", 0) * 1000 + in.whole("nanosecond", 0)
      : base == nullptr ? 0
                        : base->nanoseconds;
  const auto within = [](int64_t value, int64_t end) { return value >= 0 && value < end; };
  if (!within(hour, 24) || !within(minute, 60) || !within(second, 60) || !within(nanoseconds, kNanos)) return false;
  t.seconds = hour * 3600 + minute * 60 + second;
  t.nanoseconds = static_cast<int32_t>(nanoseconds);
  return true;
}

bool offset_from(const Components& in, const Temporal* base, Temporal& t) {
  t.offset = base == nullptr ? 0 : base->offset;
  if (!in.has("timezone")) return true;
  const std::string* zone = in.text("timezone");
  if (zone == nullptr) return false;
  int32_t offset = 0;
  Reader reader(*zone);
  if (!read_offset(reader, offset) || !reader.done()) return false;
  // Of another moment the instant stays, and the clock moves.
  if (base != nullptr && has_offset(base->kind) && has_offset(t.kind) && !in.has("hour"))
    t.seconds += offset - base->offset;
  t.offset = offset;
  return true;
}

std::optional<Temporal> from_components(Kind kind, const Map& map) {
  Components in(map);
  const Temporal* both = in.temporal("datetime");
  const Temporal* date = in.temporal("date") != nullptr ? in.temporal("date") : both;
  const Temporal* time = in.temporal("time") != nullptr ? in.temporal("time") : both;
  Temporal t;
  t.kind = kind;
  if (has_date(kind)) {
    const std::optional<int64_t> day = date_from(in, date);
    if (!day) return std::nullopt;
    t.days = *day;
  }
  if (has_time(kind) && !time_from(in, time, t)) return std::nullopt;
  if (has_offset(kind) && !offset_from(in, time, t)) return std::nullopt;
  if (in.faulty()) return std::nullopt;
  carry(t);
  return t;
}

std::optional<Temporal> converted(Kind kind, const Temporal& other) {
  if (other.kind == Kind::duration || (has_date(kind) && !has_date(other.kind)) ||
      (!has_date(kind) && !has_time(other.kind))) {
    return std::nullopt;
  }
  Temporal t = other;
  t.kind = kind;
  if (!has_date(kind)) t.days = 0;
  if (!has_time(kind)) t.seconds = t.nanoseconds = 0;
  if (!has_offset(kind)) t.offset = 0;
  return t;
}

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::date_time:
      return "date and time";
    case Kind::local_date_time:
      return "local date and time";
    case Kind::date:
      return "date";
    case Kind::time:
      return "time";
    case Kind::local_time:
      return "local time";
    default:
      return "duration";
  }
}

Value made(const Call& call, Kind kind, std::optional<Temporal> t) {
  if (t) return std::move(*t);
  call.execution.fail(call.expression.span, "temporal", std::string("this makes no ") + kind_name(kind));
  return {};
}

// ---- arithmetic

int64_t months_since(int64_t days) {
  const Civil civil = civil_of(days);
  return civil.year * 12 + civil.month - 1;
}

void add_months(Temporal& t, int64_t months) {
  const Civil civil = civil_of(t.days);
  const int64_t all = civil.year * 12 + civil.month - 1 + months;
  const int64_t year = floor_div(all, 12), month = floor_mod(all, 12) + 1;
  t.days = days_of({year, month, std::min(civil.day, days_in_month(year, month))});
}

Temporal plus(Temporal t, const Temporal& duration, int64_t sign) {
  if (has_date(t.kind)) {
    add_months(t, sign * duration.months);
    t.days += sign * duration.days;
  }
  if (has_time(t.kind)) {
    t.seconds += sign * duration.seconds;
    t.nanoseconds += static_cast<int32_t>(sign * duration.nanoseconds);
  } else {
    // A date takes the whole days of a duration's hours.
    t.days += sign * (duration.seconds / kSecondsOfDay);
  }
  carry(t);
  return t;
}

Temporal sum_of_durations(Temporal t, const Temporal& other, int64_t sign) {
  t.months += sign * other.months;
  t.days += sign * other.days;
  t.seconds += sign * other.seconds;
  t.nanoseconds += static_cast<int32_t>(sign * other.nanoseconds);
  carry(t);
  return t;
}

bool small_enough(const Temporal& t) {
  constexpr int64_t kMost = int64_t{1} << 52;
  return std::abs(t.months) < kMost && std::abs(t.days) < kMost && std::abs(t.seconds) < kMost;
}

struct Distance {
  int64_t days = 0, seconds = 0, nanoseconds = 0;  // all of the same sign after signs()
};

// Seconds of the day and days between; what has no date is on the same day.
Distance distance(const Temporal& from, const Temporal& to) {
  const bool dated = has_date(from.kind) && has_date(to.kind);
  Distance d;
  d.days = dated ? to.days - from.days : 0;
  const bool zoned = has_offset(from.kind) && has_offset(to.kind);
  d.seconds = (to.seconds - (zoned ? to.offset : 0)) - (from.seconds - (zoned ? from.offset : 0));
  d.nanoseconds = to.nanoseconds - from.nanoseconds;
  const int64_t whole = d.seconds + floor_div(d.nanoseconds, kNanos) + d.days * kSecondsOfDay;
  d.nanoseconds = floor_mod(d.nanoseconds, kNanos);
  d.days = whole / kSecondsOfDay;
  d.seconds = whole % kSecondsOfDay;
  return d;
}

// Both arguments; false when one is null or, with an error, no moment.
bool moments(const Call& call, const Temporal*& from, const Temporal*& to) {
  for (const Value& value : call.arguments) {
    if (value.is_null()) return false;
    if (value.is(Value::Type::temporal) && value.temporal().kind != Kind::duration) continue;
    call.execution.fail(call.expression.span, "type", call.expression.name + " needs two dates or times");
    return false;
  }
  from = &call.arguments[0].temporal();
  to = &call.arguments[1].temporal();
  return true;
}

// Whole months from one to the other, never beyond it.
int64_t whole_months(const Temporal& from, const Temporal& to) {
  if (!has_date(from.kind) || !has_date(to.kind)) return 0;
  int64_t months = months_since(to.days) - months_since(from.days);
  const auto beyond = [&](int64_t count) {
    Temporal moved = from;
    add_months(moved, count);
    const Distance rest = distance(moved, to);
    const bool before = rest.days < 0 || rest.seconds < 0;
    const bool after = rest.days > 0 || rest.seconds > 0 || rest.nanoseconds > 0;
    return count > 0 ? before : count < 0 && after;
  };
  if (beyond(months)) months += months > 0 ? -1 : 1;
  return months;
}

Value difference(const Call& call, bool in_months, bool in_days, bool in_seconds) {
  const Temporal *from = nullptr, *to = nullptr;
  if (!moments(call, from, to)) return {};
  Temporal result, start = *from;
  result.kind = Kind::duration;
  if (in_months) {
    result.months = whole_months(start, *to);
    if (has_date(start.kind)) add_months(start, result.months);
  }
  const Distance rest = distance(start, *to);
  if (in_days) result.days = rest.days;
  if (in_seconds) {
    result.seconds = rest.seconds + (in_days ? 0 : rest.days * kSecondsOfDay);
    result.nanoseconds = static_cast<int32_t>(rest.nanoseconds);
  }
  return result;
}

// ---- components

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

std::optional<int64_t> date_component(const Temporal& t, const std::string& name) {
  const Civil civil = civil_of(t.days);
  if (name == "year") return civil.year;
  if (name == "quarter") return (civil.month - 1) / 3 + 1;
  if (name == "month") return civil.month;
  if (name == "day") return civil.day;
  if (name == "week") return (t.days - first_week(week_year(t.days))) / 7 + 1;
  if (name == "weekyear") return week_year(t.days);
  if (name == "dayofweek" || name == "weekday") return day_of_week(t.days);
  if (name == "ordinalday") return t.days - days_of({civil.year, 1, 1}) + 1;
  if (name == "dayofquarter") return t.days - days_of({civil.year, (civil.month - 1) / 3 * 3 + 1, 1}) + 1;
  return std::nullopt;
}

std::optional<int64_t> time_component(const Temporal& t, const std::string& name) {
  if (name == "hour") return t.seconds / 3600;
  if (name == "minute") return t.seconds / 60 % 60;
  if (name == "second") return t.seconds % 60;
  if (name == "millisecond") return t.nanoseconds / 1'000'000;
  if (name == "microsecond") return t.nanoseconds / 1000;
  if (name == "nanosecond") return t.nanoseconds;
  return std::nullopt;
}

std::optional<int64_t> duration_component(const Temporal& t, const std::string& name) {
  const int64_t nanoseconds = t.seconds * kNanos + t.nanoseconds;
  if (name == "years") return t.months / 12;
  if (name == "quarters") return t.months / 3;
  if (name == "months") return t.months;
  if (name == "weeks") return t.days / 7;
  if (name == "days") return t.days;
  if (name == "hours") return t.seconds / 3600;
  if (name == "minutes") return t.seconds / 60;
  if (name == "seconds") return t.seconds;
  if (name == "milliseconds") return nanoseconds / 1'000'000;
  if (name == "microseconds") return nanoseconds / 1000;
  if (name == "nanoseconds") return nanoseconds;
  if (name == "quartersofyear") return t.months / 3 % 4;
  if (name == "monthsofquarter") return t.months % 3;
  if (name == "monthsofyear") return t.months % 12;
  if (name == "daysofweek") return t.days % 7;
  if (name == "minutesofhour") return t.seconds / 60 % 60;
  if (name == "secondsofminute") return t.seconds % 60;
  if (name == "millisecondsofsecond") return t.nanoseconds / 1'000'000;
  if (name == "microsecondsofsecond") return t.nanoseconds / 1000;
  if (name == "nanosecondsofsecond") return t.nanoseconds;
  return std::nullopt;
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

Value make_temporal_of(Kind kind, const Call& call) {
  const Value& value = call.arguments.front();
  if (value.is_null()) return {};
  if (value.is(Value::Type::string)) return made(call, kind, parse(kind, value.string()));
  if (value.is(Value::Type::map)) return made(call, kind, from_components(kind, value.map()));
  if (value.is(Value::Type::temporal)) return made(call, kind, converted(kind, value.temporal()));
  return made(call, kind, std::nullopt);
}

Value make_duration(const Call& call) {
  const Value& value = call.arguments.front();
  if (value.is_null()) return {};
  if (value.is(Value::Type::string)) return made(call, Kind::duration, parse_duration(value.string()));
  if (!value.is(Value::Type::map)) return made(call, Kind::duration, std::nullopt);
  Components in(value.map());
  const double months = in.real("years") * 12 + in.real("quarters") * 3 + in.real("months");
  const double days = in.real("weeks") * 7 + in.real("days");
  const double seconds = in.real("hours") * 3600 + in.real("minutes") * 60 + in.real("seconds") +
                         in.real("milliseconds") / 1e3 + in.real("microseconds") / 1e6;
  const double nanoseconds = in.real("nanoseconds");
  if (in.faulty() || !fits(months, days, seconds) || std::abs(nanoseconds) > 9e18)
    return made(call, Kind::duration, std::nullopt);
  return duration_of(months, days, seconds, static_cast<int64_t>(nanoseconds));
}

Value duration_between(const Call& call) { return difference(call, true, true, true); }
Value duration_in_months(const Call& call) { return difference(call, true, false, false); }
Value duration_in_days(const Call& call) { return difference(call, false, true, false); }
Value duration_in_seconds(const Call& call) { return difference(call, false, false, true); }

Value temporal_component(const Temporal& t, std::string_view key) {
  const std::string name = text::folded(key);
  std::optional<int64_t> found;
  if (t.kind == Kind::duration) {
    found = duration_component(t, name);
  } else {
    if (has_date(t.kind)) found = date_component(t, name);
    if (!found && has_time(t.kind)) found = time_component(t, name);
    if (has_offset(t.kind) && (name == "timezone" || name == "offset")) return offset_text(t.offset);
    if (has_offset(t.kind) && name == "offsetminutes") found = t.offset / 60;
    if (has_offset(t.kind) && name == "offsetseconds") found = t.offset;
    if (t.kind == Kind::date_time && name == "epochseconds") found = t.days * kSecondsOfDay + t.seconds - t.offset;
    if (t.kind == Kind::date_time && name == "epochmillis") {
      found = (t.days * kSecondsOfDay + t.seconds - t.offset) * 1000 + t.nanoseconds / 1'000'000;
    }
  }
  return found ? Value(*found) : Value();
}

Value temporal_arithmetic(const Expression& e, Execution& x, const Value& left, const Value& right) {
  using Operator = Expression::Kind;
  const auto is_duration = [](const Value& value) {
    return value.is(Value::Type::temporal) && value.temporal().kind == Kind::duration && small_enough(value.temporal());
  };
  const bool sum = e.kind == Operator::add || e.kind == Operator::subtract;
  const int64_t sign = e.kind == Operator::subtract ? -1 : 1;
  if (sum && is_duration(left) && is_duration(right)) return sum_of_durations(left.temporal(), right.temporal(), sign);
  if (sum && left.is(Value::Type::temporal) && is_duration(right) && small_enough(left.temporal())) {
    return plus(left.temporal(), right.temporal(), sign);
  }
  if (e.kind == Operator::add && is_duration(left) && right.is(Value::Type::temporal)) {
    return plus(right.temporal(), left.temporal(), 1);
  }
  const bool scaled =
      (e.kind == Operator::multiply || e.kind == Operator::divide) && is_duration(left) && right.is_number();
  const bool turned = e.kind == Operator::multiply && is_duration(right) && left.is_number();
  if (scaled || turned) {
    const Temporal& t = (scaled ? left : right).temporal();
    const double number = (scaled ? right : left).number();
    const double factor = e.kind == Operator::divide ? 1 / number : number;
    const double months = static_cast<double>(t.months) * factor, days = static_cast<double>(t.days) * factor;
    const double seconds = (static_cast<double>(t.seconds) + t.nanoseconds / 1e9) * factor;
    if (fits(months, days, seconds)) return duration_of(months, days, seconds, 0);
  }
  x.fail(e.span, "type", "dates and times are reckoned with durations, durations with numbers");
  return {};
}

Value negated(const Expression& e, Execution& x, const Value& value) {
  if (value.temporal().kind == Kind::duration && small_enough(value.temporal())) {
    return sum_of_durations(Temporal{Kind::duration, 0, 0, 0, 0, 0, ""}, value.temporal(), -1);
  }
  x.fail(e.span, "type", "only durations and numbers have a sign");
  return {};
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
