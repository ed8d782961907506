// Answers, without the rule set that the public functions take: for these and for tests.
#pragma once

#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/ask.h"

namespace whobuilds::query {

// As whobuilds::ask, with the templates themselves.
Result<Answer> answer_question(const Graph& graph, const std::vector<QuestionTemplate>& templates,
                               std::string_view question);

}  // namespace whobuilds::query
