// Examples of rules that read facts: their texts mark mentions as [surface|Type], what is expected
// is written over these surfaces. An example that marks nothing, or a type that is not one, would
// pass while testing nothing.
#include <algorithm>

#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

// Calls `name(surface, type)` for every mark in `text`.
template <typename Function>
void for_each_mark(std::string_view text, Function name) {
  for (size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
    const size_t bar = text.find('|', open);
    const size_t close = text.find(']', open);
    if (bar == std::string_view::npos || close == std::string_view::npos || bar > close) continue;
    name(text.substr(open + 1, bar - open - 1), text.substr(bar + 1, close - bar - 1));
  }
}

std::vector<std::string_view> check_marks(JsonValue text, Loading& loading) {
  std::vector<std::string_view> surfaces;
  const Ontology& ontology = loading.rules.ontology;
  for_each_mark(text.text(), [&](std::string_view surface, std::string_view type) {
    surfaces.push_back(surface);
    if (!loading.ontology_complete || ontology.find_type(type) != kNoIndex) return;
    std::vector<std::string_view> known;
    for (const EntityType& one : ontology.types) known.push_back(one.id);
    loading.report_dangling(text, "entity type", type, known);
  });
  if (surfaces.empty()) {
    loading.report(text, "rules.examples", "the example marks no mention", "[surface|Type] in the text");
  }
  return surfaces;
}

// Drops `word` and a space from the front of `rest`, if they stand there; the end counts as a space.
bool take_word(std::string_view& rest, std::string_view word) {
  if (rest.substr(0, word.size()) != word) return false;
  if (rest.size() > word.size() && rest[word.size()] != ' ') return false;
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return true;
}

template <typename Items>
bool take_id(std::string_view& rest, const Items& items) {
  return std::any_of(items.begin(), items.end(), [&](const auto& item) { return take_word(rest, item.id); });
}

// Whether `rest` is "TARGET" or "TARGET STATUS".
bool ends_in_target(std::string_view rest, const std::vector<std::string_view>& surfaces) {
  for (const std::string_view target : surfaces) {
    std::string_view status = rest;
    if (!take_word(status, target)) continue;
    if (status.empty() || status_from_name(status)) return true;
  }
  return false;
}

bool is_fact(std::string_view expected, const std::vector<std::string_view>& surfaces, const Ontology& ontology) {
  for (const std::string_view source : surfaces) {
    std::string_view rest = expected;
    if (!take_word(rest, source)) continue;
    std::string_view value = rest;
    if (take_id(value, ontology.attributes) && !value.empty()) return true;
    if (take_id(rest, ontology.relations) && ends_in_target(rest, surfaces)) return true;
  }
  return false;
}

void check_expected(JsonValue example, const std::vector<std::string_view>& surfaces, Loading& loading) {
  if (surfaces.empty()) return;
  ObjectReader object(example, loading.problems);
  for (const JsonValue expected : object.find("expected")) {
    if (expected.kind() != JsonKind::string || !loading.ontology_complete) continue;
    if (is_fact(expected.text(), surfaces, loading.rules.ontology)) continue;
    loading.report(expected, "rules.examples",
                   "\"" + std::string(expected.text()) + "\" is no fact over the marked mentions",
                   "\"SOURCE relation TARGET\", then a status if it is not asserted, or \"ENTITY attribute VALUE\"");
  }
}

}  // namespace

void check_marked_examples(const ObjectReader& rule, Loading& loading) {
  for (const JsonValue list : rule.find("examples")) {
    if (list.kind() != JsonKind::array) continue;
    for (const JsonValue example : list) {
      if (example.kind() != JsonKind::object) continue;
      const JsonValue text = ObjectReader(example, loading.problems).find("text");
      if (text.kind() == JsonKind::string) check_expected(example, check_marks(text, loading), loading);
    }
  }
}

}  // namespace whobuilds::rules
