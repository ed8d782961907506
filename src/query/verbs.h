// What can be asked about a node: each verb follows certain relations in a certain direction. The id of an attribute
// is a verb too; those stand in the ontology.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace whobuilds::query {

enum class Direction : uint8_t { out, in, both };

struct Step {
  const char* relation;  // "" for any
  Direction direction;
};

struct Verb {
  const char* name;
  std::vector<Step> steps;
  const char* reversed = "";    // the verb that asks for the other end, "" when there is none
  const char* type = "";        // of the answers, "" for any
  bool through_family = false;  // what holds for the family holds for its variants
};

// Verbs by name; nullptr when there is none. Among them are those without steps, which have code of their own:
// "path" (about two nodes), "facts", "roles" and "attributes".
const Verb* find_verb(std::string_view name);
std::vector<std::string_view> verb_names();

// "who-builds" for "builds-what"; "" when the verb has no reverse.
std::string_view reverse_verb(std::string_view name);

// The verb that asks the same for answers of one type only ("builds-what" of type "Chip" is "builds-chips"), or "".
std::string_view narrowed_verb(std::string_view name, std::string_view type);

}  // namespace whobuilds::query
