#include "bench/aliases.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unordered_set>
#include <utility>

#include "bench/measure.h"
#include "extract/compiled_rules.h"
#include "recognise/lexicon.h"
#include "rules/load.h"
#include "text/fold.h"

namespace whobuilds::bench {
namespace {

bool has_digit(const std::string& alias) {
  return std::any_of(alias.begin(), alias.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string json_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// The catalogue file of one type, while entities are added to it.
class CatalogueFile {
 public:
  CatalogueFile(std::string type, std::string slug) : slug_(std::move(slug)) {
    bytes_ = "{\"schema\": \"catalogue/1\", \"type\": \"" + std::move(type) + "\", \"entities\": [";
  }
  void add(size_t number, const std::string& alias) {
    if (!empty_) bytes_ += ",\n";
    empty_ = false;
    bytes_ += "{\"id\": \"" + slug_ + ":listed-" + std::to_string(number) +
              "\", \"names\": {\"en\": " + json_string(alias) + "}}";
  }
  RuleFile finish() && { return {"catalogue/listed_" + slug_ + ".json", std::move(bytes_) + "]}\n"}; }

 private:
  std::string slug_, bytes_;
  bool empty_ = true;
};

std::unordered_set<std::string> listed_keys(const Rules& rules) {
  std::unordered_set<std::string> keys;
  for (const CatalogueEntity& entity : rules.entities) {
    for (const Surface& surface : entity.surfaces) keys.insert(text::name_key(surface.text));
  }
  return keys;
}

}  // namespace

AliasRules rules_with_aliases(const std::vector<std::string>& aliases, const RuleSet& embedded) {
  AliasRules out;
  out.files = std::move(rules::read_rule_files(WHOBUILDS_SOURCE_DIR "/rules")).value();
  std::unordered_set<std::string> keys = listed_keys(embedded.rules());
  CatalogueFile companies("Company", "company"), models("Model", "model");
  for (size_t i = 0; i < aliases.size(); ++i) {
    if (!keys.insert(text::name_key(aliases[i])).second) continue;
    (has_digit(aliases[i]) ? models : companies).add(i, aliases[i]);
    ++out.added;
  }
  if (out.added > 0) {
    out.files.push_back(std::move(companies).finish());
    out.files.push_back(std::move(models).finish());
  }
  return out;
}

double measure_loading(const RuleSet& rule_set) {
  const auto path = std::filesystem::temp_directory_path() / ("bench-rules-" + std::to_string(getpid()) + ".bin");
  std::ofstream(path, std::ios::binary) << rule_set.to_bytes();
  const double begin = cpu_seconds();
  const bool loaded = RuleSet::load(path.string()).ok();
  const double seconds = cpu_seconds() - begin;
  std::filesystem::remove(path);
  return loaded ? seconds : -1;
}

AutomatonCost measure_automaton(const RuleSet& rule_set) {
  const relate::CompiledRelations& relations = rule_set.compiled().relations;
  std::vector<double> seconds;
  size_t bytes = 0;
  for (int repetition = 0; repetition < 5; ++repetition) {
    recognise::Lexicon lexicon;
    const double begin = cpu_seconds();
    lexicon.build(rule_set.rules(), relations.words, relations.word_is_stem);
    seconds.push_back(cpu_seconds() - begin);
    bytes = lexicon.bytes();
  }
  return {median(std::move(seconds)), bytes};
}

}  // namespace whobuilds::bench
