// Our own annotated articles (articles/, gold/) against the floors in own-floor.txt, which only rise.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "whobuilds/evaluate.h"

using namespace whobuilds;
namespace fs = std::filesystem;

namespace {

constexpr int kArticlesPerLanguage = 20;
constexpr int kFloors = 10;

const Score& score_named(const Evaluation& evaluation, const std::string& name) {
  static const std::map<std::string, Score Evaluation::*> kScores = {{"entities", &Evaluation::entities},
                                                                     {"core", &Evaluation::core_entities},
                                                                     {"relations", &Evaluation::relations},
                                                                     {"develops", &Evaluation::develops},
                                                                     {"attributes", &Evaluation::attributes}};
  return evaluation.*kScores.at(name);
}

double measure_named(const Score& score, const std::string& measure) {
  if (measure == "f1") return score.f1();
  REQUIRE(measure == "precision");
  return score.precision();
}

}  // namespace

TEST_CASE("own articles: twenty in each language, each with its gold") {
  std::map<std::string, int> by_language;
  for (const fs::directory_entry& entry : fs::directory_iterator(WHOBUILDS_SOURCE_DIR "/tests/corpus/gold")) {
    const std::string stem = entry.path().stem().string();
    CAPTURE(stem);
    CHECK(fs::exists(fs::path(WHOBUILDS_SOURCE_DIR "/tests/corpus/articles") / (stem + ".md")));
    ++by_language[stem.substr(0, 2)];
  }
  for (const char* language : {"en", "ja", "zh"}) {
    CAPTURE(language);
    CHECK(by_language[language] >= kArticlesPerLanguage);
  }
}

TEST_CASE("own articles: scores do not fall below their floors") {
  const Result<RuleSet> rules = RuleSet::embedded();
  REQUIRE(rules.ok());
  const Result<Evaluation> evaluation =
      evaluate(*rules, WHOBUILDS_SOURCE_DIR "/tests/corpus/gold", WHOBUILDS_SOURCE_DIR "/tests/corpus/articles");
  REQUIRE(evaluation.ok());
  CHECK(evaluation->documents >= 3 * kArticlesPerLanguage);
  std::ifstream floors(WHOBUILDS_SOURCE_DIR "/tests/corpus/own-floor.txt");
  REQUIRE(floors.good());
  int checked = 0;
  for (std::string line; std::getline(floors, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string kind, measure;
    double least = 0;
    if (!(words >> kind >> measure >> least)) continue;
    CAPTURE(kind);
    CAPTURE(measure);
    CHECK(measure_named(score_named(*evaluation, kind), measure) >= least);
    ++checked;
  }
  CHECK(checked == kFloors);
  CHECK(evaluation->status_right >= 0.93 * (evaluation->status_right + evaluation->status_wrong));
}
