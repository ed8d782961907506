#include "query/language/temporal.h"

#include <optional>
#include <string>

#include "query/language/iso8601.h"
#include "query/language/temporal_components.h"
#include "query/language/temporal_fields.h"

namespace whobuilds::query {
namespace {

using Kind = Temporal::Kind;

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

}  // namespace

Value make_temporal_of(Kind kind, const Call& call) {
  const Value& value = call.arguments.front();
  if (value.is_null()) return {};
  if (value.is(Value::Type::string)) return made(call, kind, parse_temporal(kind, value.string()));
  if (value.is(Value::Type::map)) return made(call, kind, temporal_from(kind, value.map()));
  if (value.is(Value::Type::temporal)) return made(call, kind, converted(kind, value.temporal()));
  return made(call, kind, std::nullopt);
}

Value make_duration(const Call& call) {
  const Value& value = call.arguments.front();
  if (value.is_null()) return {};
  if (value.is(Value::Type::string)) return made(call, Kind::duration, parse_duration(value.string()));
  if (value.is(Value::Type::map)) return made(call, Kind::duration, duration_from(value.map()));
  return made(call, Kind::duration, std::nullopt);
}

}  // namespace whobuilds::query
