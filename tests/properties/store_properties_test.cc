// Retraction is exact: after documents were put, replaced and removed in any order, in batches of any size, the graph
// is the one that the remaining documents give when they are added to an empty one, and search finds their sentences
// and no others. What people decided holds in whatever order they decided it, before or after what it is about was put.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "unit/store/place.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using sample::Paper;

namespace {

const std::vector<std::string> kIds = {"company:a", "company:b", "chip:c", "chip:d", "model:e"};
const std::vector<std::string> kRelations = {"develops", "competes_with", "uses", "partners_with"};

template <typename T>
const T& pick(const std::vector<T>& choices) {
  return choices[*rc::gen::inRange<size_t>(0, choices.size())];
}

Paper random_paper() {
  Paper paper("d" + std::to_string(*rc::gen::inRange(0, 5)), pick<std::string>({"", "2024", "2025-01-03"}));
  paper.knows(pick(kIds), pick<std::string>({"A", "Alpha"}), {}, {}, *rc::gen::arbitrary<bool>());
  const size_t facts = *rc::gen::inRange<size_t>(0, 4);
  for (size_t i = 0; i < facts; ++i) {
    paper.says(pick(kIds), pick(kRelations), pick(kIds), "Sentence " + std::to_string(*rc::gen::inRange(0, 9)) + ".");
  }
  return paper;
}

std::string json_of(const Graph& graph) {
  std::ostringstream out;
  RC_ASSERT(export_graph(graph, "json", {}, out).empty());
  return out.str();
}

// What a store should hold: the last of each file, and of what has no file the last of each id.
using Model = std::map<std::pair<std::string, std::string>, Paper>;

void put_some(Store& store, Model& model) {
  std::vector<PreparedEntry> entries;
  const size_t count = *rc::gen::inRange<size_t>(1, 4);
  for (size_t i = 0; i < count; ++i) {
    const Paper paper = random_paper();
    const std::string origin = pick<std::string>({"", "", "/a", "/b", "/c"});
    entries.emplace_back(entry_of(paper, origin), rules());
    model.insert_or_assign({origin, origin.empty() ? paper.facts().document.id : ""}, paper);
  }
  RC_ASSERT(store.put(entries).empty());
}

void remove_one(Store& store, Model& model) {
  const Result<std::vector<StoredDocument>> documents = store.documents();
  RC_ASSERT(documents.ok());
  if (documents->empty()) return;
  const StoredDocument& victim = pick(*documents);
  model.erase({victim.origin, victim.origin.empty() ? victim.document.id : ""});
  const Result<size_t> removed = store.remove({victim.number});
  RC_ASSERT(removed.ok());
  RC_ASSERT(*removed == 1u);
}

void check_equal(const Store& store, const Model& model) {
  std::vector<Paper> papers;
  for (const auto& each : model) papers.push_back(each.second);
  const Graph fresh = graph_of_papers(papers);
  const Result<Graph> kept = graph_of(store, rules());
  RC_ASSERT(kept.ok());
  RC_ASSERT(kept->root() == fresh.root());
  RC_ASSERT(json_of(*kept) == json_of(fresh));
  RC_ASSERT(store.documents()->size() == model.size());
}

using Found = std::set<std::pair<int64_t, Span>>;

// Of two documents with the same id and bytes the first counts. Returns how many there were.
size_t check_search(const Store& store, const Model& model, const std::string& word) {
  const std::vector<StoredDocument> documents = *store.documents();
  std::set<std::pair<std::string, std::string>> seen;
  Found expected, found;
  for (const StoredDocument& each : documents) {
    if (!seen.emplace(each.document.id, each.document.sha256).second) continue;
    const Paper& paper = model.at({each.origin, each.origin.empty() ? each.document.id : ""});
    for (const Sentence& sentence : sentences_of_paper(paper)) {
      if (sentence.text.find(word) != std::string::npos) expected.emplace(each.number, sentence.span);
    }
  }
  const Result<SearchPage> page = store.search(word, {1000, 0});
  RC_ASSERT(page.ok());
  RC_ASSERT(page->total == expected.size());
  for (const FoundSentence& each : page->sentences) found.emplace(each.document.number, each.sentence.span);
  RC_ASSERT(found == expected);
  return found.size();
}

std::string random_text(const std::vector<std::string>& characters, size_t least, size_t most) {
  std::string text;
  const size_t size = *rc::gen::inRange(least, most + 1);
  for (size_t i = 0; i < size; ++i) text += pick(characters);
  return text;
}

}  // namespace

TEST_CASE("after adding and removing in any order the graph is that of the remaining documents") {
  size_t runs = 0, removals = 0, documents_left = 0, sentences_found = 0;
  const bool holds = rc::check([&] {
    ++runs;
    const Place place;
    std::optional<Store> store(opened(place.path()));
    Model model;
    const size_t steps = *rc::gen::inRange<size_t>(1, 12);
    for (size_t step = 0; step < steps; ++step) {
      const int choice = *rc::gen::inRange(0, 10);
      if (choice < 5) {
        put_some(*store, model);
      } else if (choice < 8) {
        ++removals;
        remove_one(*store, model);
      } else if (choice < 9) {
        RC_ASSERT(store->compact().empty());
      } else {
        store.reset();
        store.emplace(opened(place.path()));
      }
    }
    check_equal(*store, model);
    RC_ASSERT(store->verify(rules()).empty());
    for (int digit = 0; digit < 10; ++digit) sentences_found += check_search(*store, model, std::to_string(digit));
    documents_left += model.size();
  });
  CHECK(holds);
  CHECK(runs >= 50);
  CHECK(removals >= 50);
  CHECK(documents_left >= 100);
  CHECK(sentences_found >= 100);
}

namespace {

Decision random_decision() {
  Decision decision;
  decision.kind = pick<DecisionKind>({DecisionKind::confirm, DecisionKind::reject, DecisionKind::merge,
                                      DecisionKind::rename, DecisionKind::retype, DecisionKind::split});
  decision.entity = pick(kIds);
  switch (decision.kind) {
    case DecisionKind::confirm:
    case DecisionKind::reject:
      if (*rc::gen::arbitrary<bool>()) break;
      decision.relation = pick(kRelations);
      decision.target = pick(kIds);
      break;
    case DecisionKind::merge:
      decision.into = pick(kIds);
      break;
    case DecisionKind::rename:
      decision.label = pick<std::string>({"One", "Two"});
      break;
    case DecisionKind::retype:
      decision.type = pick<std::string>({"Organization", "Product"});
      break;
    case DecisionKind::split:
      decision.document = "d1";
      decision.surface = "A";
      decision.into = "company:other";
      break;
  }
  return decision;
}

// Some that do not contradict each other.
std::vector<Decision> random_decisions() {
  std::vector<Decision> fitting;
  for (int i = 0; i < 6; ++i) {
    std::vector<Decision> more = fitting;
    more.push_back(random_decision());
    const Result<DecisionSet> made = DecisionSet::make(more, rules());
    if (made) fitting = made->decisions();
  }
  return fitting;
}

}  // namespace

TEST_CASE("decisions hold in any order, and for documents that come before and after them") {
  size_t decided = 0, changed = 0;
  const bool holds = rc::check([&] {
    std::vector<Paper> papers;
    for (int i = 0; i < 4; ++i) {
      Paper paper = random_paper();
      paper.mentions(pick(kIds), "A");
      papers.push_back(paper);
    }
    const std::vector<Decision> decisions = random_decisions();
    const DecisionSet set = *DecisionSet::make(decisions, rules());
    const Place place, other_place;
    Store store = opened(place.path()), other = opened(other_place.path());
    RC_ASSERT(put(store, papers).empty());
    const std::string root = graph_of(store, rules())->root();
    RC_ASSERT(store.decide(decisions, rules()).ok());

    std::vector<Decision> shuffled = decisions;
    std::reverse(shuffled.begin(), shuffled.end());
    for (size_t i = 0; i < std::max(papers.size(), shuffled.size()); ++i) {
      if (i < shuffled.size()) RC_ASSERT(other.decide({shuffled[i]}, rules()).ok());
      if (i < papers.size()) RC_ASSERT(put(other, {papers[i]}).empty());
    }
    const Result<Graph> graph = graph_of(store, rules()), same = graph_of(other, rules());
    RC_ASSERT(graph->root() == same->root());
    RC_ASSERT(graph->rules_hash() == same->rules_hash());
    RC_ASSERT(json_of(*graph) == json_of(*same));
    RC_ASSERT(store.verify(rules()).empty());
    RC_ASSERT(other.verify(rules()).empty());
    decided += decisions.size();
    changed += graph->root() != root;

    std::vector<int64_t> numbers;
    const Result<std::vector<StoredDecision>> stored = store.decisions();
    RC_ASSERT(stored.ok());
    for (const StoredDecision& each : *stored) numbers.push_back(each.number);
    RC_ASSERT(store.undo(numbers, rules()).empty());
    RC_ASSERT(graph_of(store, rules())->root() == root);
    RC_ASSERT(store.verify(rules()).empty());
  });
  CHECK(holds);
  CHECK(decided >= 300);
  CHECK(changed >= 100);
}

TEST_CASE("characters in a row are found where they stand in a row, and nowhere else") {
  size_t found = 0, not_found = 0;
  const bool holds = rc::check([&] {
    Paper paper("a", "2025");
    std::set<std::string> sentences;
    for (int i = 0; i < 20; ++i) sentences.insert(random_text({"寒", "武", "紀", "ー", "A", "7", "、"}, 1, 8));
    for (const std::string& each : sentences) paper.says("company:a", "develops", "chip:c", each);
    const Place place;
    Store store(opened(place.path()));
    RC_ASSERT(put(store, {paper}).empty());
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_text({"寒", "武", "紀", "ー"}, 1, 3);
      std::set<std::string> expected, actual;
      for (const std::string& each : sentences) {
        if (each.find(text) != std::string::npos) expected.insert(each);
      }
      const Result<SearchPage> page = store.search(text, {1000, 0});
      RC_ASSERT(page.ok());
      for (const FoundSentence& each : page->sentences) actual.insert(each.sentence.text);
      RC_ASSERT(actual == expected);
      found += expected.size();
      not_found += expected.empty();
    }
  });
  CHECK(holds);
  CHECK(found >= 1000);
  CHECK(not_found >= 100);
}
