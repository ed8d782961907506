#include "query/verbs.h"

#include <algorithm>

namespace whobuilds::query {
namespace {

const std::vector<Verb>& verbs() {
  constexpr Direction kOut = Direction::out, kIn = Direction::in, kBoth = Direction::both;
  static const std::vector<Verb> all = {
      {"who-builds", {{"develops", kIn}}, "builds-what", "", true},
      {"builds-what", {{"develops", kOut}}, "who-builds"},
      {"builds-models", {{"develops", kOut}}, "who-builds", "Model"},
      {"builds-chips", {{"develops", kOut}}, "who-builds", "Chip"},
      {"builds-systems", {{"develops", kOut}}, "who-builds", "System"},
      {"builds-products", {{"develops", kOut}}, "who-builds", "Product"},
      {"who-manufactures", {{"manufactures", kIn}}, "manufactures-what", "", true},
      {"manufactures-what", {{"manufactures", kOut}}, "who-manufactures"},
      {"who-supplies", {{"supplies", kIn}}, "supplies-whom"},
      {"supplies-whom", {{"supplies", kOut}}, "who-supplies"},
      {"who-invests-in", {{"invests_in", kIn}}, "invests-in-what"},
      {"invests-in-what", {{"invests_in", kOut}}, "who-invests-in"},
      {"who-owns", {{"part_of", kOut}, {"acquires", kIn}}, "owns-what"},
      {"owns-what", {{"part_of", kIn}, {"acquires", kOut}}, "who-owns"},
      {"who-acquired", {{"acquires", kIn}}, "acquired-what"},
      {"acquired-what", {{"acquires", kOut}}, "who-acquired"},
      {"who-uses", {{"uses", kIn}}, "uses-what"},
      {"uses-what", {{"uses", kOut}}, "who-uses"},
      {"competitors", {{"competes_with", kBoth}}, "competitors"},
      {"partners", {{"partners_with", kBoth}}, "partners"},
      {"runs-on-what", {{"runs_on", kOut}}, "what-runs-on"},
      {"what-runs-on", {{"runs_on", kIn}}, "runs-on-what"},
      {"trained-on-what", {{"trained_on", kOut}}, "what-trained-on"},
      {"what-trained-on", {{"trained_on", kIn}}, "trained-on-what"},
      {"based-on-what", {{"based_on", kOut}}, "what-based-on"},
      {"what-based-on", {{"based_on", kIn}}, "based-on-what"},
      {"contains-what", {{"contains", kOut}}, "what-contains"},
      {"what-contains", {{"contains", kIn}}, "contains-what"},
      {"variants", {{"variant_of", kIn}}, "variant-of-what"},
      {"variant-of-what", {{"variant_of", kOut}}, "variants"},
      {"outperforms-what", {{"outperforms", kOut}}, "what-outperforms"},
      {"what-outperforms", {{"outperforms", kIn}}, "outperforms-what"},
      {"supports-what", {{"supports", kOut}}, "what-supports"},
      {"what-supports", {{"supports", kIn}}, "supports-what"},
      {"available-on-what", {{"available_on", kOut}}, "what-available-on"},
      {"what-available-on", {{"available_on", kIn}}, "available-on-what"},
      {"evaluated-on-what", {{"evaluated_on", kOut}}, "what-evaluated-on"},
      {"what-evaluated-on", {{"evaluated_on", kIn}}, "evaluated-on-what"},
      {"neighbours", {{"", kBoth}}},
      {"facts", {}},
      {"attributes", {}},
      {"roles", {}},
      {"path", {}},
  };
  return all;
}

bool same_steps(const Verb& a, const Verb& b) {
  return std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), [](const Step& x, const Step& y) {
    return std::string_view(x.relation) == y.relation && x.direction == y.direction;
  });
}

}  // namespace

const Verb* find_verb(std::string_view name) {
  const auto found = std::find_if(verbs().begin(), verbs().end(), [name](const Verb& verb) { return verb.name == name; });
  return found == verbs().end() ? nullptr : &*found;
}

std::vector<std::string_view> verb_names() {
  std::vector<std::string_view> names;
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  return names;
}

std::string_view reverse_verb(std::string_view name) {
  const Verb* verb = find_verb(name);
  return verb == nullptr ? std::string_view() : verb->reversed;
}

std::string_view narrowed_verb(std::string_view name, std::string_view type) {
  const Verb* verb = find_verb(name);
  if (verb == nullptr || verb->steps.empty() || *verb->type != 0 || type.empty()) return "";
  for (const Verb& other : verbs()) {
    if (other.type == type && same_steps(*verb, other)) return other.name;
  }
  return "";
}

}  // namespace whobuilds::query
