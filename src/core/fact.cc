#include "whobuilds/fact.h"

#include <array>

namespace whobuilds {
namespace {

constexpr std::array<const char*, 4> kStatusNames = {"asserted", "planned", "rumored", "denied"};

}  // namespace

const char* status_name(Status status) { return kStatusNames[static_cast<size_t>(status)]; }

std::optional<Status> status_from_name(std::string_view name) {
  for (size_t i = 0; i < kStatusNames.size(); ++i) {
    if (name == kStatusNames[i]) return static_cast<Status>(i);
  }
  return std::nullopt;
}

}  // namespace whobuilds
