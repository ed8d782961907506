// IRIs of our own, all below urn:whobuilds:.
#pragma once

#include <string>
#include <string_view>

namespace whobuilds::exporting {

// Bytes that may stand in an IRI unescaped everywhere are kept, and ":", which separates type and name in our ids.
std::string iri_part(std::string_view text);

// "urn:whobuilds:<kind>:<id>"
std::string own_iri(std::string_view kind, std::string_view id);

}  // namespace whobuilds::exporting
