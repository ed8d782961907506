// Temporal values from their components, and the components of temporal values.
#pragma once

#include <optional>
#include <string_view>

#include "whobuilds/value.h"

namespace whobuilds::query {

// A value of `kind`, which is no duration, from a map such as {year: 2024, month: 12} or {date: other, hour: 3}: what
// is not given is that of the other value or, without one, the least. Nothing when the map makes none.
std::optional<Temporal> temporal_from(Temporal::Kind kind, const Map& components);
// A duration from a map such as {months: 1, days: 2.5}.
std::optional<Temporal> duration_from(const Map& components);

// year, month, week, dayOfWeek, hour, epochSeconds, ...; of a duration: months, days, minutesOfHour, ...; null for what
// the kind does not have.
Value temporal_component(const Temporal& temporal, std::string_view name);

}  // namespace whobuilds::query
