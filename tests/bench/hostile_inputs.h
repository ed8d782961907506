// Inputs that are made to be expensive: long, deep, or full of what begins something and ends nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace whobuilds::bench {

struct HostileInput {
  std::string name;
  std::string path;                   // its extension says how it is read
  std::string (*make)(size_t bytes);  // about so many; the same for the same number
};

const std::vector<HostileInput>& hostile_inputs();

}  // namespace whobuilds::bench
