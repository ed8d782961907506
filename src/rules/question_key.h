// The form of a question in which the templates of rules/questions are matched.
#pragma once

#include <string>
#include <string_view>

namespace whobuilds::rules {

// NFKC, folded, runs of white space made one space, and without white space and punctuation at both
// ends: "Who builds  Ascend 910C?" gives "who builds ascend 910c".
std::string question_key(std::string_view question);

}  // namespace whobuilds::rules
