// values/*.json: numbers, units, currencies and counters. The files add up to one ValueRules.
#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

void load_multiplier(JsonValue value, Loading& loading) {
  MultiplierRule multiplier;
  ObjectReader object(value, loading.problems);
  object.string("surface", multiplier.surface).positive_number("factor", multiplier.factor);
  object.optional_boolean("needs_unit", multiplier.needs_unit);
  object.finish();
  loading.rules.values.multipliers.push_back(std::move(multiplier));
}

void load_unit(JsonValue value, Loading& loading) {
  UnitRule unit;
  ObjectReader object(value, loading.problems);
  object.require("dimension");
  const size_t dimension = loading.read_word(object, "dimension", dimension_names());
  if (dimension < dimension_names().size()) unit.dimension = static_cast<Dimension>(dimension);
  object.optional_string("unit", unit.unit).optional_positive_number("factor", unit.factor);
  object.optional_strings("before", unit.before).optional_strings("after", unit.after);
  object.finish();
  if (unit.before.empty() && unit.after.empty()) {
    loading.report(value, "rules.value", "the unit has no surface", "\"before\" or \"after\"");
  }
  loading.rules.values.units.push_back(std::move(unit));
}

}  // namespace

void load_values(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  for (const JsonValue value : object.optional_elements("multipliers", JsonKind::object)) {
    load_multiplier(value, loading);
  }
  for (const JsonValue value : object.optional_elements("units", JsonKind::object)) load_unit(value, loading);
  append_strings(object, "approximate", loading.rules.values.approximate);
  append_strings(object, "counters", loading.rules.values.counters);
  object.finish();
}

}  // namespace whobuilds::rules
