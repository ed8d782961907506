#include "unit/query/question_files.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace whobuilds::sample {
namespace {

std::vector<Example> examples_of(const nlohmann::json& list) {
  std::vector<Example> examples;
  for (const auto& entry : list) {
    Example example;
    example.text = entry["text"];
    if (entry.contains("expected")) example.expected = entry["expected"].get<std::vector<std::string>>();
    if (entry.contains("why")) example.why = entry["why"];
    examples.push_back(example);
  }
  return examples;
}

std::vector<QuestionTemplate> load() {
  std::vector<QuestionTemplate> templates;
  for (const char* code : {"en", "ja", "zh"}) {
    std::ifstream file(std::string(WHOBUILDS_SOURCE_DIR) + "/rules/questions/" + code + ".json");
    REQUIRE(file);
    const nlohmann::json parsed = nlohmann::json::parse(file);
    for (const auto& entry : parsed["templates"]) {
      QuestionTemplate loaded;
      loaded.id = entry["id"];
      loaded.language = language_from_code(code);
      loaded.verb = entry["verb"];
      loaded.pattern = entry["pattern"];
      loaded.examples.match = examples_of(entry["examples"]["match"]);
      loaded.examples.no_match = examples_of(entry["examples"]["no_match"]);
      templates.push_back(std::move(loaded));
    }
  }
  return templates;
}

}  // namespace

const std::vector<QuestionTemplate>& question_templates() {
  static const std::vector<QuestionTemplate> templates = load();
  return templates;
}

}  // namespace whobuilds::sample
