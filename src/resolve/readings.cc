#include "resolve/readings.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>

#include "resolve/context.h"
#include "resolve/names.h"

namespace whobuilds::resolve {
namespace {

// How often the words beside a shared surface speak for each of its candidates.
struct Votes {
  std::string surface;  // as written first
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
    if (votes.places++ == 0) votes.surface = name.span.of(text_.normal);
    const TypeSet said =
        types_in_context(rules_.names.context, types_.model | types_.product, text_.folded, name.span);
    for (size_t i = 0; i < name.candidates.size(); ++i) {
      if ((said & type_bit(rules_.entities[name.candidates[i]].type)) != 0) ++votes.for_candidate[i];
    }
  }

  bool is_of(EntityIndex entity, TypeSet types) const { return (types & type_bit(rules_.entities[entity].type)) != 0; }

  // Smaller is likelier when nothing is said.
  auto standing(EntityIndex entity, const std::string& surface_key, TypeSet preferred) const {
    const CatalogueEntity& listed = rules_.entities[entity];
    const bool developer_named = listed.developer != kNoIndex && named_apart_.count(listed.developer) > 0;
    return std::make_tuple(merge_key(listed.label) != surface_key, !is_of(entity, preferred), named_apart_.count(entity) == 0,
                           !developer_named, listed.type, entity);
  }

  // Companies come first, but a product that shares its name with its company alone is what people use.
  TypeSet preferred_types(const std::vector<EntityIndex>& candidates) const {
    const TypeSet known = types_.organisations | types_.product;
    const bool only_those = std::all_of(candidates.begin(), candidates.end(), [&](EntityIndex entity) { return is_of(entity, known); });
    const bool has_product = std::any_of(candidates.begin(), candidates.end(), [&](EntityIndex entity) { return is_of(entity, types_.product); });
    return only_those && has_product ? types_.product : types_.organisations;
  }

  Reading choose(const std::vector<EntityIndex>& candidates, const Votes& votes) const {
    const std::string surface_key = merge_key(votes.surface);
    const TypeSet preferred = preferred_types(candidates);
    std::vector<size_t> order(candidates.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return standing(candidates[a], surface_key, preferred) < standing(candidates[b], surface_key, preferred);
    });
    size_t chosen = order.front();
    for (const size_t i : order) {
      const bool more = votes.for_candidate[i] > votes.for_candidate[chosen];
      if (more && votes.for_candidate[i] * 2 >= votes.places) chosen = i;
    }
    Reading reading;
    reading.chosen = candidates[chosen];
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
