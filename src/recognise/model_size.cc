#include "recognise/model_size.h"

#include "core/utf8.h"
#include "recognise/numbers.h"

namespace whobuilds::recognise {
namespace {

double factor_of(char unit) {
  switch (unit) {
    case 'B': case 'b': return 1e9;
    case 'T': return 1e12;
    case 'M': return 1e6;
    default: return 0;
  }
}

bool is_separator(char c) { return c == '-' || c == ' ' || c == '_' || c == '(' || c == ':'; }
bool is_alnum(char c) { return core::is_ascii_alnum(static_cast<unsigned char>(c)); }

}  // namespace

ModelSize model_size(std::string_view name) {
  ModelSize size;
  for (uint32_t at = 0; at < name.size();) {
    const std::optional<Number> number = read_number(name, at);
    if (!number) {
      ++at;
      continue;
    }
    const uint32_t begin = at;
    at = number->end;
    const double factor = at < name.size() ? factor_of(name[at]) : 0;
    if (factor == 0 || (at + 1 < name.size() && is_alnum(name[at + 1]))) continue;
    const bool apart = begin == 0 || is_separator(name[begin - 1]);
    const bool active = begin > 0 && name[begin - 1] == 'A' && (begin == 1 || is_separator(name[begin - 2]));
    double& told = active ? size.active_parameters : size.parameters;
    if ((apart || active) && told == 0) told = number->value * factor;
  }
  return size;
}

}  // namespace whobuilds::recognise
