// The size that a model's name tells: Qwen3-235B-A22B has 235 billion parameters, 22 billion of them
// active. The size in a name is part of the name and no ValueMention.
#pragma once

#include <string_view>

namespace whobuilds::recognise {

struct ModelSize {
  double parameters = 0;         // 0: not told
  double active_parameters = 0;  // 0: not told
};

// Reads the first size of each kind in `name`: digits with B, T or M that stand apart
// (Qwen-7B, Llama 3 8B), behind an A for the active ones (A22B). Mixtures (8x7B) tell no total.
ModelSize model_size(std::string_view name);

}  // namespace whobuilds::recognise
