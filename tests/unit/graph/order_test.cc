// The graph is a function of the set of documents' facts: random documents, random orders, random
// repetitions give the same bytes.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>

#include "unit/graph/sample.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using sample::Paper;

namespace {

const std::vector<std::string> kIds = {"company:a", "company:b", "chip:c", "chip:d", "model:e"};
const std::vector<std::string> kRelations = {"develops", "competes_with", "uses", "partners_with"};
const std::vector<std::string> kDates = {"", "2024", "2025-01", "2025-01-03"};
const std::vector<std::string> kSentences = {"First.", "Second.", "FIRST.", "Third one.", "第四。"};
const std::vector<std::string> kLabels = {"A", "a", "Alpha"};

template <typename T>
const T& pick(const std::vector<T>& choices) {
  return choices[*rc::gen::inRange<size_t>(0, choices.size())];
}

Paper random_paper(size_t number) {
  Paper paper("d" + std::to_string(number), pick(kDates));
  paper.knows(pick(kIds), pick(kLabels), {pick(kLabels)}, {{"en", pick(kLabels)}}, *rc::gen::arbitrary<bool>());
  const size_t facts = *rc::gen::inRange<size_t>(0, 6);
  for (size_t i = 0; i < facts; ++i) {
    const auto status = static_cast<Status>(*rc::gen::inRange(0, 4));
    const double confidence = *rc::gen::inRange(1, 100) / 100.0;
    paper.says(pick(kIds), pick(kRelations), pick(kIds), pick(kSentences), status, confidence);
    if (*rc::gen::arbitrary<bool>()) paper.with("count", sample::number(*rc::gen::inRange(1, 4)));
    if (*rc::gen::arbitrary<bool>()) {
      paper.states(pick(kIds), "users", sample::number(*rc::gen::inRange(1, 3)), pick(kSentences), status, confidence);
    }
  }
  return paper;
}

std::string json_of(const std::vector<Paper>& papers) {
  std::ostringstream out;
  REQUIRE(export_graph(sample::merged(papers), "json", {}, out).empty());
  return out.str();
}

}  // namespace

TEST_CASE("neither order nor repetition of documents shows in the graph") {
  size_t runs = 0;
  const bool holds = rc::check([&runs] {
    ++runs;
    std::vector<Paper> papers;
    const size_t count = *rc::gen::inRange<size_t>(1, 7);
    for (size_t i = 0; i < count; ++i) papers.push_back(random_paper(i));
    std::vector<size_t> order = *rc::gen::container<std::vector<size_t>>(count + 3, rc::gen::inRange<size_t>(0, count));
    for (size_t i = 0; i < count; ++i) order.push_back(i);
    std::vector<Paper> shuffled;
    for (const size_t i : order) shuffled.push_back(papers[i]);
    RC_ASSERT(json_of(papers) == json_of(shuffled));
    RC_ASSERT(sample::merged(papers).root() == sample::merged(shuffled).root());
  });
  CHECK(holds);
  CHECK(runs >= 50);
}
