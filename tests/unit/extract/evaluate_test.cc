#include "whobuilds/evaluate.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "unit/embedded_rules.h"

using namespace whobuilds;

namespace {

// A folder of its own for each test, removed again.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(std::filesystem::temp_directory_path() / ("whobuilds_evaluate_" + name)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const Folder& put(const std::string& file, const std::string& bytes) const {
    std::ofstream(path_ / file, std::ios::binary) << bytes;
    return *this;
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

constexpr const char* kGold = R"({"entities": [
  {"id": "e1", "type": "Company", "name": "Huawei", "aliases": ["ファーウェイ"]},
  {"id": "e2", "type": "Company", "name": "Nobody Has Heard Of It"}]})";

std::vector<std::string> codes(const Diagnostics& problems) {
  std::vector<std::string> list;
  for (const Diagnostic& problem : problems) list.push_back(problem.code);
  return list;
}

}  // namespace

TEST_CASE("articles are extracted and scored, by whatever extension they have") {
  const Folder gold("gold"), articles("articles");
  gold.put("a.json", kGold).put("b.json", kGold).put("manifest.json", "not a gold file").put("notes.txt", "nor this");
  articles.put("a.md", "# News\n\nHuawei grew last year.\n").put("b.txt", "ファーウェイは昨年成長した。\n").put("c.md", "Tencent grew.\n");
  const Result<Evaluation> evaluation = evaluate(test::embedded_rules(), gold.path(), articles.path());
  REQUIRE(evaluation.ok());
  CHECK(evaluation->documents == 2);
  CHECK(evaluation->entities.true_positives == 2);
  CHECK(evaluation->entities.false_positives == 0);
  CHECK(evaluation->entities.false_negatives == 2);
  const std::vector<std::string> expected = {"a entity missed: Company Nobody Has Heard Of It",
                                             "b entity missed: Company Nobody Has Heard Of It"};
  CHECK(evaluation->errors == expected);
}

TEST_CASE("what is missing or malformed is reported at once") {
  const Folder gold("bad_gold"), articles("no_articles");
  const Result<Evaluation> none = evaluate(test::embedded_rules(), gold.path(), articles.path());
  REQUIRE_FALSE(none.ok());
  CHECK(codes(none.diagnostics()) == std::vector<std::string>{"eval.no_gold"});
  gold.put("a.json", "{").put("b.json", kGold);
  articles.put("a.md", "Huawei grew.\n");
  const Result<Evaluation> bad = evaluate(test::embedded_rules(), gold.path(), articles.path());
  REQUIRE_FALSE(bad.ok());
  CHECK(codes(bad.diagnostics()) == std::vector<std::string>{"eval.gold", "eval.no_article"});
  const Result<Evaluation> nowhere = evaluate(test::embedded_rules(), gold.path() + "/none", articles.path());
  REQUIRE_FALSE(nowhere.ok());
  CHECK(codes(nowhere.diagnostics()) == std::vector<std::string>{"eval.no_gold"});
}
