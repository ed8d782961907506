#include "query/language/temporal_components.h"

#include <cmath>
#include <string>

#include "query/language/calendar.h"
#include "query/language/iso8601.h"
#include "query/language/temporal_fields.h"
#include "text/fold.h"

namespace whobuilds::query {
namespace {

using Kind = Temporal::Kind;

// ---- values from components

constexpr int64_t kLargestField = 1'000'000'000'000;  // what times a million still is a number of 64 bits

constexpr int64_t kDaysOfLongestQuarter = 92;

// Reads the members of a map, and notes when one is no number where one is needed, or larger than any field.
class Components {
 public:
  explicit Components(const Map& map) : map_(map) {}

  bool has(const char* name) const { return map_.count(name) > 0; }
  // The number, or `otherwise`; notes when it is none.
  int64_t whole(const char* name, int64_t otherwise) {
    const auto found = map_.find(name);
    if (found == map_.end()) return otherwise;
    const bool whole = found->second.is(Value::Type::integer);
    if (!whole || found->second.integer() < -kLargestField || found->second.integer() > kLargestField) {
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
    const int64_t of_base = base == nullptr ? 1 : base->days - first_day_of_quarter(civil) + 1;
    const int64_t day = in.whole("dayOfQuarter", of_base);
    if (!first || day < 1 || day > kDaysOfLongestQuarter) return std::nullopt;
    return *first + day - 1;
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
  const std::optional<int32_t> offset = parse_offset(*zone);
  if (!offset) return false;
  // Of another moment the instant stays, and the clock moves.
  if (base != nullptr && has_offset(base->kind) && has_offset(t.kind) && !in.has("hour"))
    t.seconds += *offset - base->offset;
  t.offset = *offset;
  return true;
}

// ---- components of values; names are folded

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
  if (name == "dayofquarter") return t.days - first_day_of_quarter(civil) + 1;
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

// `seconds` in a unit of which `per_second` make a second, and `part` of it; nothing when they are too many.
std::optional<int64_t> in_unit(int64_t seconds, int64_t per_second, int64_t part) {
  int64_t whole = 0, all = 0;
  const bool too_many =
      __builtin_mul_overflow(seconds, per_second, &whole) || __builtin_add_overflow(whole, part, &all);
  return too_many ? std::nullopt : std::optional(all);
}

std::optional<int64_t> epoch_seconds(const Temporal& t) { return in_unit(t.days, kSecondsOfDay, t.seconds - t.offset); }

// In a unit of `size` nanoseconds, without what is less than one.
std::optional<int64_t> duration_in(const Temporal& t, int64_t size) {
  const std::optional<int64_t> nanoseconds = in_unit(t.seconds, kNanos, t.nanoseconds);
  return nanoseconds ? std::optional(*nanoseconds / size) : in_unit(t.seconds, kNanos / size, t.nanoseconds / size);
}

std::optional<int64_t> duration_component(const Temporal& t, const std::string& name) {
  if (name == "years") return t.months / 12;
  if (name == "quarters") return t.months / 3;
  if (name == "months") return t.months;
  if (name == "weeks") return t.days / 7;
  if (name == "days") return t.days;
  if (name == "hours") return t.seconds / 3600;
  if (name == "minutes") return t.seconds / 60;
  if (name == "seconds") return t.seconds;
  if (name == "milliseconds") return duration_in(t, 1'000'000);
  if (name == "microseconds") return duration_in(t, 1000);
  if (name == "nanoseconds") return duration_in(t, 1);
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

}  // namespace

std::optional<Temporal> temporal_from(Kind kind, const Map& components) {
  Components in(components);
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

std::optional<Temporal> duration_from(const Map& components) {
  Components in(components);
  const double months = in.real("years") * 12 + in.real("quarters") * 3 + in.real("months");
  const double days = in.real("weeks") * 7 + in.real("days");
  const double seconds = in.real("hours") * 3600 + in.real("minutes") * 60 + in.real("seconds") +
                         in.real("milliseconds") / 1e3 + in.real("microseconds") / 1e6;
  const double nanoseconds = in.real("nanoseconds");
  if (in.faulty() || !fits(months, days, seconds) || std::abs(nanoseconds) > 9e18) return std::nullopt;
  return duration_of(months, days, seconds, static_cast<int64_t>(nanoseconds));
}

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
    const std::optional<int64_t> seconds = epoch_seconds(t);
    if (t.kind == Kind::date_time && name == "epochseconds") found = seconds;
    if (t.kind == Kind::date_time && name == "epochmillis" && seconds) {
      found = in_unit(*seconds, 1000, t.nanoseconds / 1'000'000);
    }
  }
  return found ? Value(*found) : Value();
}

}  // namespace whobuilds::query
