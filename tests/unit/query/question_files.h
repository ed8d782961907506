// The question templates of rules/questions, read without the rest of the rules.
#pragma once

#include <vector>

#include "rules/rules.h"

namespace whobuilds::sample {

// All languages, in the order in which the rules are loaded. Fails the running test if a file is missing.
const std::vector<QuestionTemplate>& question_templates();

}  // namespace whobuilds::sample
