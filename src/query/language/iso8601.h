// Dates, times and durations as ISO 8601 writes them. temporal_text(), the way back, is in whobuilds/value.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "whobuilds/value.h"

namespace whobuilds::query {

// The whole of `text` as a value of `kind`, which is no duration: "2024-12-26T12:30:15.5+09:00", "20241226",
// "2024-W52", "12:30". Nothing for what is no such text or no day of the calendar.
std::optional<Temporal> parse_temporal(Temporal::Kind kind, std::string_view text);
// "P1Y2M3DT4H5M6.5S"; each amount may be a fraction and have a sign.
std::optional<Temporal> parse_duration(std::string_view text);

// Seconds east of UTC: "Z" or "" for 0, "+09", "+0900", "+09:00"; written as "Z" or "+09:00".
std::optional<int32_t> parse_offset(std::string_view text);
std::string offset_text(int32_t offset);

}  // namespace whobuilds::query
