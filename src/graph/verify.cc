#include "whobuilds/verify.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "core/sha256.h"
#include "graph/merge.h"
#include "whobuilds/diff.h"
#include "whobuilds/extractor.h"

namespace whobuilds {
namespace {

constexpr size_t kExcerptBytes = 200;
constexpr std::array<const char*, 8> kCodes = {
    "verify.missing_document", "verify.changed_document", "verify.other_offsets", "verify.out_of_range",
    "verify.split_character",  "verify.other_text",       "verify.other_root",      "verify.other_fact"};

// Whether a character begins at `at`, or the text ends there.
bool at_boundary(std::string_view text, uint32_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

std::string excerpt(std::string_view text) {
  if (text.size() <= kExcerptBytes) return std::string(text);
  auto end = static_cast<uint32_t>(kExcerptBytes);
  while (end > 0 && !at_boundary(text, end)) --end;
  return std::string(text.substr(0, end)) + "…";
}

// A span that a graph keeps of a document.
struct KeptSpan {
  const char* part;
  std::string fact;
  Span span;
  const std::string* text;  // nullptr where the graph keeps none
};

// What the graph keeps of each of its documents.
std::vector<std::vector<KeptSpan>> kept_spans(const Graph& graph) {
  std::vector<std::vector<KeptSpan>> kept(graph.documents().size());
  const auto keep = [&](const std::vector<EdgeEvidence>& list, const std::string& fact) {
    for (const EdgeEvidence& each : list) {
      kept[each.document].push_back({"evidence", fact, each.evidence.span, nullptr});
      kept[each.document].push_back(
          {"sentence", fact, each.evidence.sentence, each.text.empty() ? nullptr : &each.text});
    }
  };
  for (const Node& node : graph.nodes()) {
    for (const NodeMention& mention : node.mentions) {
      kept[mention.document].push_back({"mention", node.id, mention.span, &mention.text});
    }
    for (const NodeAttribute& attribute : node.attributes) keep(attribute.evidence, node.id + " " + attribute.key);
  }
  for (const Edge& edge : graph.edges()) keep(edge.evidence, edge.id);
  return kept;
}

// How one article compares with one document of the graph.
struct Comparison {
  bool unchanged = false;
  uint32_t mentions = 0;
  uint32_t evidence = 0;
  std::vector<VerifyFault> faults;
};

class Comparer {
 public:
  Comparer(const Graph& graph, uint32_t document, const Document& article)
      : info_(graph.documents()[document]), document_(document), article_(article) {}

  Comparison compare(const std::vector<KeptSpan>& kept) {
    result_.unchanged = info_.sha256 == article_.sha256;
    if (!result_.unchanged) note(FaultKind::changed_document, info_.sha256, article_.sha256);
    if (info_.offsets_in != article_.offsets_in) {
      note(FaultKind::other_offsets, offsets_name(info_.offsets_in), offsets_name(article_.offsets_in));
    }
    for (const KeptSpan& span : kept) check(span);
    return std::move(result_);
  }

 private:
  static const char* offsets_name(OffsetsIn offsets_in) { return offsets_in == OffsetsIn::file ? "file" : "text"; }

  VerifyFault& note(FaultKind kind, std::string expected, std::string found) {
    VerifyFault fault;
    fault.kind = kind;
    fault.document = document_;
    fault.file = article_.path;
    fault.expected = std::move(expected);
    fault.found = std::move(found);
    result_.faults.push_back(std::move(fault));
    return result_.faults.back();
  }

  void note(FaultKind kind, const KeptSpan& kept, std::string found) {
    VerifyFault& fault = note(kind, kept.text == nullptr ? "" : excerpt(*kept.text), std::move(found));
    fault.part = kept.part;
    fault.fact = kept.fact;
    fault.span = kept.span;
  }

  void check(const KeptSpan& kept) {
    if (std::string_view(kept.part) == "mention") ++result_.mentions;
    if (std::string_view(kept.part) == "evidence") ++result_.evidence;
    const std::string_view text = article_.text;
    if (kept.span.begin > kept.span.end || kept.span.end > text.size()) {
      return note(FaultKind::out_of_range, kept, std::to_string(text.size()) + " bytes");
    }
    if (!at_boundary(text, kept.span.begin) || !at_boundary(text, kept.span.end)) {
      return note(FaultKind::split_character, kept, "");
    }
    const std::string_view there = kept.span.of(text);
    if (kept.text != nullptr && there != *kept.text) note(FaultKind::other_text, kept, excerpt(there));
  }

  const DocumentInfo& info_;
  uint32_t document_;
  const Document& article_;
  Comparison result_;
};

std::string number_text(double number) {
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() ? std::string(digits.data(), end) : std::string();
}

// "status planned, confidence 0.8": one side of what changed about a fact.
std::string values_text(const std::vector<ChangedValue>& values, std::optional<Quantity> ChangedValue::*side) {
  std::string text;
  for (const ChangedValue& value : values) {
    const std::optional<Quantity>& quantity = value.*side;
    if (!text.empty()) text += ", ";
    text += value.name + " " +
            (!quantity ? "missing" : quantity->number ? number_text(*quantity->number) : quantity->text);
  }
  return text;
}

// Which facts of a graph its articles give otherwise.
class FactComparer {
 public:
  FactComparer(const Graph& kept, const Graph& again) : kept_(kept), again_(again), changes_(diff(kept, again)) {}

  std::vector<VerifyFault> faults() {
    for (const FactChange& change : changes_.nodes) note("node", change, node(change).id, node(change).type);
    for (const FactChange& change : changes_.attributes) {
      const NodeAttribute& found = attribute(change);
      note("attribute", change, node(change).id + " " + found.key, found.value.text);
    }
    for (const FactChange& change : changes_.edges) {
      note("edge", change, edge(change).id, std::string("status ") + status_name(edge(change).status));
    }
    return std::move(faults_);
  }

 private:
  // Of the graph that has the fact; of the verified one when both have.
  const Node& node(const FactChange& change) const {
    return change.before != FactChange::kNone ? kept_.nodes()[change.before] : again_.nodes()[change.after];
  }
  const Edge& edge(const FactChange& change) const {
    return change.before != FactChange::kNone ? kept_.edges()[change.before] : again_.edges()[change.after];
  }
  const NodeAttribute& attribute(const FactChange& change) const {
    return change.attribute_before != FactChange::kNone
               ? kept_.nodes()[change.before].attributes[change.attribute_before]
               : again_.nodes()[change.after].attributes[change.attribute_after];
  }

  void note(const char* part, const FactChange& change, std::string fact, std::string says) {
    VerifyFault fault;
    fault.kind = FaultKind::other_fact;
    fault.part = part;
    fault.fact = std::move(fact);
    switch (change.change) {
      case ChangeKind::added:
        fault.found = std::move(says);
        break;
      case ChangeKind::removed:
        fault.expected = std::move(says);
        break;
      case ChangeKind::changed:
        fault.expected = values_text(change.values, &ChangedValue::before);
        fault.found = values_text(change.values, &ChangedValue::after);
        break;
    }
    faults_.push_back(std::move(fault));
  }

  const Graph& kept_;
  const Graph& again_;
  GraphDiff changes_;
  std::vector<VerifyFault> faults_;
};

}  // namespace

const char* fault_code(FaultKind kind) { return kCodes[static_cast<size_t>(kind)]; }

struct Verification::State {
  State(const Graph& verified, const RuleSet& rules)
      : graph(verified),
        kept(kept_spans(verified)),
        comparisons(verified.documents().size()),
        extractor(rules),
        again(rules) {
    same_rules = rules.hash() == graph.rules_hash();
    for (uint32_t i = 0; i < graph.documents().size(); ++i) {
      by_hash.emplace(graph.documents()[i].sha256, i);
      by_id.emplace(graph::given_id(graph.documents()[i]), i);
    }
  }

  void compare(uint32_t document, const Document& article) {
    comparisons[document] = Comparer(graph, document, article).compare(kept[document]);
  }

  // The article as the document of the graph that it is, read by the rules at hand.
  void read_again(uint32_t document, const Document& article) {
    DocumentFacts facts = extractor.extract(article);
    facts.document = graph.documents()[document];
    facts.document.id = graph::given_id(facts.document);
    again.add(facts, article.text);
  }

  RootCheck check_root(uint32_t unchanged) {
    if (unchanged < graph.documents().size()) return RootCheck::not_all_there;
    if (graph.root().empty()) return RootCheck::part_of_graph;
    if (!same_rules) return RootCheck::other_rules;
    again.finish();
    return again.root() == graph.root() ? RootCheck::holds : RootCheck::differs;
  }

  const Graph& graph;
  std::vector<std::vector<KeptSpan>> kept;              // parallel to graph.documents(), as is
  std::vector<std::optional<Comparison>> comparisons;   // what no article was found for has none
  std::multimap<std::string, uint32_t> by_hash, by_id;  // documents of the graph
  uint32_t other_articles = 0;
  bool same_rules = false;
  Extractor extractor;
  Graph again;  // what the unchanged articles give now
};

Verification::Verification(const Graph& graph, const RuleSet& rule_set)
    : state_(std::make_unique<State>(graph, rule_set)) {}
Verification::~Verification() = default;
Verification::Verification(Verification&&) noexcept = default;
Verification& Verification::operator=(Verification&&) noexcept = default;

void Verification::add(const Document& article) {
  State& state = *state_;
  const auto same_bytes = state.by_hash.equal_range(article.sha256);
  for (auto at = same_bytes.first; at != same_bytes.second; ++at) {
    const std::optional<Comparison>& known = state.comparisons[at->second];
    if (known && known->unchanged) continue;
    state.compare(at->second, article);
    if (state.same_rules) state.read_again(at->second, article);
  }
  if (same_bytes.first != same_bytes.second) return;
  const auto same_id = state.by_id.equal_range(article.id);
  for (auto at = same_id.first; at != same_id.second; ++at) {
    if (!state.comparisons[at->second]) state.compare(at->second, article);
  }
  if (same_id.first == same_id.second) ++state.other_articles;
}

VerifyReport Verification::finish() {
  VerifyReport report;
  report.documents = static_cast<uint32_t>(state_->graph.documents().size());
  report.other_articles = state_->other_articles;
  for (uint32_t document = 0; document < report.documents; ++document) {
    std::optional<Comparison>& comparison = state_->comparisons[document];
    if (!comparison) {
      VerifyFault missing;
      missing.document = document;
      missing.expected = state_->graph.documents()[document].sha256;
      report.faults.push_back(std::move(missing));
      continue;
    }
    report.unchanged_documents += comparison->unchanged ? 1 : 0;
    report.mentions += comparison->mentions;
    report.evidence += comparison->evidence;
    const auto order = [](const VerifyFault& fault) { return std::tie(fault.span, fault.part, fault.fact); };
    std::stable_sort(comparison->faults.begin(), comparison->faults.end(),
                     [&](const VerifyFault& a, const VerifyFault& b) { return order(a) < order(b); });
    for (VerifyFault& fault : comparison->faults) report.faults.push_back(std::move(fault));
  }
  report.root = state_->check_root(report.unchanged_documents);
  if (report.root == RootCheck::differs) {
    VerifyFault fault;
    fault.kind = FaultKind::other_root;
    fault.expected = state_->graph.root();
    fault.found = state_->again.root();
    report.faults.push_back(std::move(fault));
  }
  // An edited fact leaves the root as it is, which the graph only keeps.
  if (report.root == RootCheck::differs || report.root == RootCheck::holds) {
    for (VerifyFault& fault : FactComparer(state_->graph, state_->again).faults()) {
      report.faults.push_back(std::move(fault));
    }
  }
  return report;
}

}  // namespace whobuilds
