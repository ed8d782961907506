#include "resolve/readings.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "resolve/context.h"

namespace whobuilds::resolve {
namespace {

// How often the words beside a shared surface speak for each of its candidates.
struct Votes {
  uint32_t places = 0;
  std::vector<uint32_t> for_candidate;
};

class Chooser {
 public:
  Chooser(const Rules& rules, const text::Text& text, const std::vector<recognise::NameMention>& names)
      : rules_(rules), text_(text), types_(rules.ontology), names_(names) {}

  std::map<std::vector<EntityIndex>, Reading> run() {
    std::map<std::vector<EntityIndex>, Votes> votes;
    for (const recognise::NameMention& name : names_) {
      if (name.candidates.size() == 1) named_apart_.insert(name.candidates.front());
      if (name.candidates.size() > 1) count(name, votes[name.candidates]);
    }
    std::map<std::vector<EntityIndex>, Reading> readings;
    for (const auto& [candidates, counted] : votes) readings[candidates] = choose(candidates, counted);
    return readings;
  }

 private:
  void count(const recognise::NameMention& name, Votes& votes) const {
    votes.for_candidate.resize(name.candidates.size());
    ++votes.places;
    const TypeSet said = types_in_context(types_, text_.folded, name.span);
    for (size_t i = 0; i < name.candidates.size(); ++i) {
      if ((said & type_bit(rules_.entities[name.candidates[i]].type)) != 0) ++votes.for_candidate[i];
    }
  }

  bool is_organisation(EntityIndex entity) const {
    return (types_.organisations & type_bit(rules_.entities[entity].type)) != 0;
  }

  Reading choose(const std::vector<EntityIndex>& candidates, const Votes& votes) const {
    uint32_t for_organisation = 0;
    bool has_organisation = false;
    for (size_t i = 0; i < candidates.size(); ++i) {
      if (!is_organisation(candidates[i])) continue;
      has_organisation = true;
      for_organisation = std::max(for_organisation, votes.for_candidate[i]);
    }
    // Smaller is better.
    const auto rank = [&](size_t i) {
      const EntityIndex entity = candidates[i];
      const bool outvoted = !is_organisation(entity) && has_organisation &&
                            (votes.for_candidate[i] <= for_organisation || votes.for_candidate[i] * 2 < votes.places);
      const EntityIndex developer = rules_.entities[entity].developer;
      const bool developer_named = developer != kNoIndex && named_apart_.count(developer) > 0;
      return std::make_tuple(outvoted, -static_cast<int64_t>(votes.for_candidate[i]), named_apart_.count(entity) == 0,
                             !developer_named, rules_.entities[entity].type, entity);
    };
    std::vector<size_t> order(candidates.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rank(a) < rank(b); });
    Reading reading;
    reading.chosen = candidates[order.front()];
    for (const size_t i : order) {
      if (rules_.entities[candidates[i]].type == rules_.entities[reading.chosen].type) continue;
      reading.alternative = candidates[i];
      break;
    }
    return reading;
  }

  const Rules& rules_;
  const text::Text& text_;
  const KnownTypes types_;
  const std::vector<recognise::NameMention>& names_;
  std::unordered_set<EntityIndex> named_apart_;
};

}  // namespace

std::map<std::vector<EntityIndex>, Reading> choose_readings(const Rules& rules, const text::Text& text,
                                                            const std::vector<recognise::NameMention>& names) {
  return Chooser(rules, text, names).run();
}

}  // namespace whobuilds::resolve
