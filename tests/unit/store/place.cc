#include "unit/store/place.h"

#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <utility>

namespace whobuilds::store_test {

namespace fs = std::filesystem;

Place::Place() {
  std::string pattern = (fs::temp_directory_path() / "whobuilds-store-XXXXXX").string();
  if (const char* made = mkdtemp(pattern.data())) folder_ = made;
}

Place::~Place() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::string Place::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path(name), std::ios::binary) << bytes;
  return path(name);
}

std::string bytes_of(const std::string& path) {
  if (!fs::is_regular_file(path)) return "";
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

const RuleSet& rules() {
  static const RuleSet rule_set = *RuleSet::embedded();
  return rule_set;
}

std::vector<Sentence> sentences_of_paper(const sample::Paper& paper) {
  std::set<Span> spans;
  const DocumentFacts& facts = paper.facts();
  for (const RelationFact& fact : facts.relations) spans.insert(fact.evidence.sentence);
  for (const AttributeFact& fact : facts.attributes) spans.insert(fact.evidence.sentence);
  std::vector<Sentence> sentences;
  for (const Span span : spans) sentences.push_back({span, std::string(span.of(paper.text()))});
  return sentences;
}

StoreEntry entry_of(const sample::Paper& paper, const std::string& origin) {
  StoreEntry entry;
  entry.record = make_record(paper.facts(), paper.text(), rules().hash());
  entry.origin = origin;
  entry.fingerprint = fingerprint(paper.text());
  entry.sentences = sentences_of_paper(paper);
  return entry;
}

Diagnostics put(Store& store, const std::vector<sample::Paper>& papers) {
  std::vector<PreparedEntry> entries;
  for (const sample::Paper& paper : papers) entries.emplace_back(entry_of(paper), rules());
  return store.put(entries);
}

Graph graph_of_papers(const std::vector<sample::Paper>& papers) {
  Graph graph(rules());
  for (const sample::Paper& paper : papers) graph.add(paper.facts(), paper.text());
  graph.finish();
  return graph;
}

Store opened(const std::string& path, StoreAccess access) {
  Result<Store> store = Store::open(path, access);
  if (!store) throw std::runtime_error(store.diagnostics()[0].to_string());
  return std::move(*store);
}

}  // namespace whobuilds::store_test
