#include "read/character_reference.h"

#include <libxml/HTMLparser.h>

#include "core/utf8.h"

namespace whobuilds::read {
namespace {

// The number in "#8211" or "#x2014", or 0 when it is none or beyond Unicode.
char32_t numeric_value(std::string_view name) {
  const bool hexadecimal = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
  char32_t value = 0;
  for (const char c : name.substr(hexadecimal ? 2 : 1)) {
    const char32_t lower = static_cast<unsigned char>(c) | 0x20u;
    const char32_t digit = c >= '0' && c <= '9' ? static_cast<char32_t>(c - '0') : lower - 'a' + 10;
    if (digit >= (hexadecimal ? 16u : 10u)) return 0;
    value = value * (hexadecimal ? 16 : 10) + digit;
    if (value > 0x10FFFF) return 0;
  }
  return value >= 0xD800 && value < 0xE000 ? 0 : value;
}

// Names of HTML 5 that libxml2's HTML 4 table lacks and that articles use.
struct NamedCharacter {
  std::string_view name;
  char32_t value;
};
constexpr NamedCharacter kNewNames[] = {{"check", 0x2713}, {"cross", 0x2717}, {"star", 0x2606}, {"dollar", '$'},
                                        {"comma", ','},    {"period", '.'},   {"colon", ':'},   {"lpar", '('},
                                        {"rpar", ')'},     {"percnt", '%'},   {"plus", '+'},    {"num", '#'},
                                        {"lowbar", '_'},   {"excl", '!'},     {"quest", '?'},   {"apos", '\''}};

char32_t named_value(std::string_view name) {
  for (const NamedCharacter& character : kNewNames) {
    if (character.name == name) return character.value;
  }
  const std::string terminated(name);
  const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  return entity != nullptr ? entity->value : 0;
}

}  // namespace

std::string decode_character_reference(std::string_view reference) {
  if (reference.size() < 3) return std::string(reference);
  const std::string_view name = reference.substr(1, reference.size() - 2);
  const char32_t value = name[0] == '#' ? numeric_value(name) : named_value(name);
  if (value == 0) return std::string(reference);
  std::string decoded;
  core::append(decoded, value);
  return decoded;
}

}  // namespace whobuilds::read
