// Runs the examples that rules carry. Examples on typed sentences mark their mentions as
// [surface|Type], so a change of the catalogue cannot break them.
#include <algorithm>
#include <map>

#include "extract/compiled_rules.h"
#include "extract/mutants.h"
#include "relate/relate.h"
#include "rules/rules.h"
#include "text/fold.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {
namespace {

constexpr std::string_view kStrongMark = "**";

struct MarkedName {
  std::string surface;
  std::string type;
};

// "[X|Company]がY" -> "XがY" and the names in order. A bracket without '|' stays as it is.
std::string strip_marks(const std::string& marked, std::vector<MarkedName>& names) {
  std::string out;
  for (size_t at = 0; at < marked.size();) {
    const size_t bar = marked.find('|', at), close = marked.find(']', at);
    if (marked[at] == '[' && bar < close && close != std::string::npos) {
      names.push_back({marked.substr(at + 1, bar - at - 1), marked.substr(bar + 1, close - bar - 1)});
      out += names.back().surface;
      at = close + 1;
    } else {
      out += marked[at++];
    }
  }
  return out;
}

class ExampleRunner {
 public:
  explicit ExampleRunner(const RuleSet& rule_set) : rules_(rule_set.rules()), compiled_(rule_set.compiled()) {}

  RuleTestReport run_mutants() {
    for (const Grammar& grammar : rules_.grammars) {
      for (const Construction& rule : grammar.constructions)
        run_mutants_of(rule.id, rule.examples.match, grammar.language);
    }
    for (const PredicateGroup& rule : rules_.predicates) run_mutants_of(rule.id, rule.examples.match, rule.language);
    return report_;
  }

  RuleTestReport run() {
    for (const Grammar& grammar : rules_.grammars) {
      for (const Construction& rule : grammar.constructions) run_relation(rule.id, rule.examples, grammar.language);
    }
    for (const PredicateGroup& rule : rules_.predicates) run_relation(rule.id, rule.examples, rule.language);
    for (const PatternRule& rule : rules_.patterns) run_relation(rule.id, rule.examples, rule.language);
    for (const AttributeRule& rule : rules_.attribute_rules) run_relation(rule.id, rule.examples, rule.language);
    for (const Family& rule : rules_.families) {
      if (!rule.examples.match.empty())
        run_names(rule.id, rule.examples, false);  // those that a template made have none
    }
    for (const DiscoveryRule& rule : rules_.discovery) {
      column_ = rule.near == "column";
      run_names(rule.id, rule.examples, true);
    }
    column_ = false;
    return report_;
  }

 private:
  void fail(const std::string& rule, const Example& example, const std::string& message,
            const std::vector<std::string>& found) {
    Diagnostic problem;
    problem.code = "rules.example";
    if (const RuleOrigin* origin = rules_.find_origin(rule)) {
      problem.file = origin->file;
      problem.pointer = origin->pointer;
      problem.line = origin->line;
    }
    problem.message = "rule " + rule + ": " + message + " in \"" + example.text + "\"";
    for (const std::string& fact : found) problem.expected += (problem.expected.empty() ? "" : "; ") + fact;
    if (!problem.expected.empty()) problem.expected = "what was read: " + problem.expected;
    report_.failures.push_back(std::move(problem));
  }

  void prepare(const std::string& text, Language language) {
    document_ = Document{};
    document_.language = language;
    document_.text = text;
    if (column_) {
      add_column(text);
    } else {
      add_paragraph(text);
    }
    text::prepare_text(document_, text_);
    compiled_.recogniser.recognise(text_, recognition_);
  }

  // "**name** is ...": what stands between the marks is emphasised.
  void add_paragraph(const std::string& text) {
    Block block;
    bool strong = false;
    for (size_t begin = 0; begin <= text.size();) {
      const size_t end = std::min(text.find(kStrongMark, begin), text.size());
      if (end > begin) block.pieces.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, "", strong});
      begin = end + kStrongMark.size();
      strong = !strong;
    }
    document_.blocks.push_back(std::move(block));
  }

  // "header | cell | cell": the cells of one column.
  void add_column(const std::string& text) {
    constexpr std::string_view kBar = " | ";
    uint32_t row = 0;
    for (size_t begin = 0; begin <= text.size(); ++row) {
      const size_t end = std::min(text.find(kBar, begin), text.size());
      Block cell;
      cell.kind = BlockKind::table_cell;
      cell.table = 0;
      cell.row = row;
      cell.header = row == 0;
      cell.pieces.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, "", false});
      document_.blocks.push_back(std::move(cell));
      begin = end + kBar.size();
    }
  }

  // Names are those of the marks alone; words and values are as recognised.
  void place_names(const std::vector<MarkedName>& names) {
    resolution_.clear();
    recognition_.names.clear();
    uint32_t from = 0;
    for (const MarkedName& name : names) {
      const std::string surface = text::nfkc(name.surface);
      const size_t found = text_.normal.find(surface, from);
      const uint32_t type = rules_.ontology.find_type(name.type);
      if (found == std::string::npos || type == kNoIndex) continue;
      from = static_cast<uint32_t>(found + surface.size());
      const uint32_t entity = entity_for(name, static_cast<TypeId>(type));
      resolve::ResolvedMention mention;
      mention.span = {static_cast<uint32_t>(found), from};
      mention.entity = entity;
      resolution_.mentions.push_back(mention);
      ++resolution_.entities[entity].mention_count;
    }
  }

  uint32_t entity_for(const MarkedName& name, TypeId type) {
    for (uint32_t i = 0; i < resolution_.entities.size(); ++i) {
      if (resolution_.entities[i].label == name.surface && resolution_.entities[i].type == type) return i;
    }
    resolve::LocalEntity entity;
    entity.id = name.type + ":" + name.surface;
    entity.label = name.surface;
    entity.type = type;
    entity.surfaces.push_back(name.surface);
    entity.catalogue = known(name.surface, type);
    if (entity.catalogue != kNoIndex) entity.developer = rules_.entities[entity.catalogue].developer;
    resolution_.entities.push_back(std::move(entity));
    return static_cast<uint32_t>(resolution_.entities.size()) - 1;
  }

  // The catalogue entity with this name and type, for readings that the catalogue has to confirm.
  EntityIndex known(const std::string& surface, TypeId type) {
    if (by_name_.empty()) {
      for (EntityIndex i = 0; i < rules_.entities.size(); ++i) {
        for (const Surface& name : rules_.entities[i].surfaces)
          by_name_.emplace(std::pair(rules_.entities[i].type, name.text), i);
      }
    }
    const auto found = by_name_.find({type, surface});
    return found == by_name_.end() ? kNoIndex : found->second;
  }

  struct Found {
    std::string fact, rule;
    extract::ExampleClaim claim = {};  // of relations
    Status status = Status::asserted;
  };

  static std::string number_text(const Quantity& value) {
    if (!value.number) return value.text;
    std::string out = std::to_string(*value.number);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    return out;
  }

  std::vector<Found> read(const Example& example, Language language) {
    std::vector<MarkedName> names;
    prepare(strip_marks(example.text, names), language);
    place_names(names);
    const relate::RelateInput input{&rules_, &compiled_.relations, &document_, &text_, &recognition_, &resolution_};
    relate::relate(input, facts_);
    std::vector<Found> out;
    for (const relate::LocalRelation& fact : facts_.relations) {
      const auto write = [&](uint32_t source, uint32_t target) {
        std::string line = resolution_.entities[source].label + " " + rules_.ontology.relations[fact.relation].id +
                           " " + resolution_.entities[target].label;
        if (fact.evidence.status != Status::asserted) line += std::string(" ") + status_name(fact.evidence.status);
        out.push_back({line,
                       fact.evidence.rule,
                       {resolution_.entities[source].label, resolution_.entities[target].label, fact.relation},
                       fact.evidence.status});
      };
      write(fact.source, fact.target);
      if (rules_.ontology.relations[fact.relation].symmetric) write(fact.target, fact.source);
    }
    for (const relate::LocalAttribute& fact : facts_.attributes) {
      out.push_back({resolution_.entities[fact.entity].label + " " + rules_.ontology.attributes[fact.attribute].id +
                         " " + number_text(fact.value),
                     fact.evidence.rule});
    }
    return out;
  }

  static std::vector<std::string> facts_of(const std::vector<Found>& found) {
    std::vector<std::string> out;
    for (const Found& one : found) out.push_back(one.fact + " <" + one.rule + ">");
    return out;
  }

  // Whether `rule` ("group/construction+step") names `id` as a whole part.
  static bool names_rule(const std::string& rule, const std::string& id) {
    const size_t at = rule.find(id);
    if (at == std::string::npos || (at > 0 && rule[at - 1] != '/')) return false;
    const size_t end = at + id.size();
    return end == rule.size() || rule[end] == '/' || rule[end] == '+';
  }

  void run_relation(const std::string& id, const Examples& examples, Language language) {
    ++report_.rules;
    for (const Example& example : examples.match) {
      ++report_.examples;
      const std::vector<Found> found = read(example, language);
      for (const std::string& expected : example.expected) {
        const bool there =
            std::any_of(found.begin(), found.end(), [&](const Found& one) { return one.fact == expected; });
        if (!there) fail(id, example, "\"" + expected + "\" was not read", facts_of(found));
      }
    }
    for (const Example& example : examples.no_match) {
      ++report_.examples;
      for (const Found& one : read(example, language)) {
        const bool mine = names_rule(one.rule, id);
        const bool asserted = one.fact.find(" planned") == std::string::npos &&
                              one.fact.find(" denied") == std::string::npos &&
                              one.fact.find(" rumored") == std::string::npos;
        if (mine && asserted)
          fail(id, example, "\"" + one.fact + "\" was read by " + one.rule + ", though " + example.why, {});
      }
    }
  }

  // The group and the construction that "group/construction+step" names; null where there is none.
  std::pair<const PredicateGroup*, const Construction*> parts_of(const std::string& rule) const {
    const size_t slash = rule.find('/');
    if (slash == std::string::npos) return {};
    const std::string group = rule.substr(0, slash), construction = rule.substr(slash + 1, rule.find('+') - slash - 1);
    std::pair<const PredicateGroup*, const Construction*> out;
    for (const PredicateGroup& each : rules_.predicates) {
      if (each.id == group) out.first = &each;
    }
    for (const Grammar& grammar : rules_.grammars) {
      for (const Construction& each : grammar.constructions) {
        if (each.id == construction) out.second = &each;
      }
    }
    return out;
  }

  void run_mutants_of(const std::string& id, const std::vector<Example>& examples, Language language) {
    const uint32_t before = report_.mutants;
    for (const Example& example : examples) {
      const uint32_t mutants = report_.mutants;
      const std::vector<Found> found = read(example, language);
      for (const Found& one : found) {
        const bool stated =
            std::find(example.expected.begin(), example.expected.end(), one.fact) != example.expected.end();
        if (stated && one.status == Status::asserted && names_rule(one.rule, id))
          run_mutants_of(id, example, one, language);
      }
      report_.examples += report_.mutants > mutants ? 1 : 0;
    }
    report_.rules += report_.mutants > before ? 1 : 0;
  }

  void run_mutants_of(const std::string& id, const Example& example, const Found& claim, Language language) {
    const auto [group, construction] = parts_of(claim.rule);
    if (group == nullptr) return;
    for (const extract::Mutant& mutant : extract::mutants_of(rules_, *group, construction, claim.claim, example.text)) {
      ++report_.mutants;
      Example changed;
      changed.text = mutant.text;
      const std::vector<Found> found = read(changed, language);
      for (const Found& one : found) {
        const bool same = one.claim.source == claim.claim.source && one.claim.target == claim.claim.target &&
                          one.claim.relation == claim.claim.relation;
        if (!same || (mutant.may_hedge && one.status != Status::asserted) || knows_anyway(one, mutant)) continue;
        fail_mutant(id, example, mutant, facts_of(found));
        break;
      }
    }
  }

  // Names speak for themselves (DeepSeek-R1 is DeepSeek's). Patterns without a predicate may lean on the catalogue,
  // which knows the maker in whatever order the two stand.
  static bool knows_anyway(const Found& reading, const extract::Mutant& mutant) {
    const bool verbless = reading.rule.find('/') == std::string::npos;
    return reading.rule.rfind("names.", 0) == 0 || (verbless && !mutant.may_hedge);
  }

  void fail_mutant(const std::string& id, const Example& example, const extract::Mutant& mutant,
                   const std::vector<std::string>& found) {
    fail(id, {mutant.text, {}, {}}, "still reads \"" + example.expected.front() + "\" when " + mutant.change, found);
    report_.failures.back().code = "rules.mutant";
  }

  std::vector<std::string> names_in(const std::string& text, bool with_type) {
    prepare(text, Language::unknown);
    std::vector<std::string> out;
    for (const recognise::NameMention& name : recognition_.names) {
      const std::string surface(name.span.of(text_.normal));
      if (!with_type) {
        out.push_back(surface);
        continue;
      }
      for (TypeId type = 0; type < rules_.ontology.types.size(); ++type) {
        if ((name.types & type_bit(type)) != 0) out.push_back(surface + "|" + rules_.ontology.types[type].id);
      }
    }
    return out;
  }

  void run_names(const std::string& id, const Examples& examples, bool with_type) {
    ++report_.rules;
    for (const Example& example : examples.match) {
      ++report_.examples;
      const std::vector<std::string> found = names_in(example.text, with_type);
      for (const std::string& expected : example.expected) {
        if (std::find(found.begin(), found.end(), expected) == found.end())
          fail(id, example, "\"" + expected + "\" was not found", found);
      }
    }
    for (const Example& example : examples.no_match) {
      ++report_.examples;
      prepare(example.text, Language::unknown);
      for (const recognise::NameMention& name : recognition_.names) {
        if (name.rule == kNoIndex) continue;
        const bool family = name.origin == recognise::Origin::family && rules_.families[name.rule].id == id;
        const bool discovery = name.origin == recognise::Origin::discovery && rules_.discovery[name.rule].id == id;
        if (family || discovery)
          fail(id, example, "\"" + std::string(name.span.of(text_.normal)) + "\" was found, though " + example.why, {});
      }
    }
  }

  const Rules& rules_;
  const CompiledRules& compiled_;
  RuleTestReport report_;
  std::map<std::pair<TypeId, std::string>, EntityIndex> by_name_;
  bool column_ = false;  // examples are columns of a table
  Document document_;
  text::Text text_;
  recognise::Recognition recognition_;
  resolve::Resolution resolution_;
  relate::LocalFacts facts_;
};

}  // namespace

RuleTestReport test_rules(const RuleSet& rule_set) { return ExampleRunner(rule_set).run(); }

RuleTestReport test_mutations(const RuleSet& rule_set) { return ExampleRunner(rule_set).run_mutants(); }

}  // namespace whobuilds
