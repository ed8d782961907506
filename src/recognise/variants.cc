#include "recognise/variants.h"

#include <algorithm>

#include "core/utf8.h"
#include "whobuilds/span.h"

namespace whobuilds::recognise {
namespace {

constexpr size_t kMaxPlaces = 3;

// A place where writers differ: `options` holds what may stand there, as listed first.
struct Place {
  size_t part = 0;  // stands before parts[part]
  std::vector<std::string_view> options;
  bool joins_words = false;  // the empty option joins two Latin words
};

struct Character {
  char32_t code;
  uint32_t begin, end;  // in the surface
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> out;
  for (uint32_t at = 0; at < text.size();) {
    const uint32_t begin = at;
    const char32_t code = core::decode(text, at);
    out.push_back({code, begin, at});
  }
  return out;
}

bool is_letter(char32_t c) { return core::is_word(c) && !core::is_digit(c); }

// Letters that end right before `at`, up to 2.
size_t letters_before(const std::vector<Character>& characters, size_t at) {
  size_t count = 0;
  while (count < 2 && at > count && is_letter(characters[at - 1 - count].code)) ++count;
  return count;
}

// What may stand between `left` and `right`, which are listed with `between` ("", " " or "-").
Place place_between(char32_t left, char32_t right, std::string_view between, size_t letters) {
  Place place;
  place.options.push_back(between);
  const auto allow = [&](std::string_view option) {
    if (std::find(place.options.begin(), place.options.end(), option) == place.options.end()) {
      place.options.push_back(option);
    }
  };
  const bool latin = core::is_word(left) && core::is_word(right);
  const bool digit = core::is_digit(left) || core::is_digit(right);
  if (latin && between.empty()) {
    if (letters >= 2 && core::is_digit(right)) {
      allow(" ");
      allow("-");
    }
  } else if (latin) {
    allow(" ");
    allow("-");
    // "A 100" joined is another code, "GPT 4" joined is not; two numbers never join.
    if (!digit || (core::is_digit(right) && is_letter(left)) ||
        (core::is_digit(left) && is_letter(right) && between == "-")) {
      allow("");
      place.joins_words = !digit;
    }
  } else if ((core::is_word(left) && core::is_cjk(right)) || (core::is_cjk(left) && core::is_word(right))) {
    if (between != "-") {
      allow("");
      allow(" ");
    }
  }
  return place;
}

std::string without_middle_dots(std::string_view text) {
  constexpr std::string_view kDot = "・";
  std::string out(text);
  for (size_t at = out.find(kDot); at != std::string::npos; at = out.find(kDot, at)) out.erase(at, kDot.size());
  return out;
}

void add(std::vector<Variant>& variants, Variant variant) {
  for (const Variant& known : variants) {
    if (known.text == variant.text) return;
  }
  variants.push_back(std::move(variant));
}

}  // namespace

std::vector<Variant> spelling_variants(std::string_view surface) {
  std::vector<Variant> variants{{std::string(surface), false}};
  const std::vector<Character> characters = characters_of(surface);
  const auto bytes_of = [surface](const Character& character) {
    return surface.substr(character.begin, character.end - character.begin);
  };
  std::vector<Span> parts(1);  // of the surface
  std::vector<Place> places;
  for (size_t i = 0; i < characters.size(); ++i) {
    const bool separator = characters[i].code == ' ' || characters[i].code == '-';
    if (separator && i > 0 && i + 1 < characters.size()) {
      Place place = place_between(characters[i - 1].code, characters[i + 1].code, bytes_of(characters[i]),
                                  letters_before(characters, i));
      if (place.options.size() > 1) {
        place.part = parts.size();
        places.push_back(std::move(place));
        parts.push_back({characters[i].end, characters[i].end});
        continue;
      }
    } else if (!separator && i > 0) {
      Place place =
          place_between(characters[i - 1].code, characters[i].code, "", letters_before(characters, i));
      if (place.options.size() > 1) {
        place.part = parts.size();
        places.push_back(std::move(place));
        parts.push_back({characters[i].begin, characters[i].begin});
      }
    }
    parts.back().end = characters[i].end;
  }

  if (places.empty() && surface.find("・") == std::string_view::npos) return variants;
  const auto spell = [&](const std::vector<size_t>& chosen) {
    Variant variant{std::string(parts[0].of(surface)), false};
    for (size_t k = 0; k < places.size(); ++k) {
      const size_t option = std::min(chosen[k], places[k].options.size() - 1);
      if (places[k].options[option].empty() && places[k].joins_words) variant.needs_exact_case = true;
      variant.text += places[k].options[option];
      variant.text += parts[places[k].part].of(surface);
    }
    add(variants, std::move(variant));
  };
  if (places.size() <= kMaxPlaces) {
    std::vector<size_t> chosen(places.size(), 0);
    for (;;) {
      spell(chosen);
      size_t k = 0;
      while (k < places.size() && ++chosen[k] == places[k].options.size()) chosen[k++] = 0;
      if (k == places.size()) break;
    }
  } else {
    for (const std::string_view wanted : {"", " ", "-"}) {
      std::vector<size_t> chosen(places.size(), 0);
      for (size_t k = 0; k < places.size(); ++k) {
        const auto& options = places[k].options;
        const auto found = std::find(options.begin(), options.end(), wanted);
        if (found != options.end()) chosen[k] = static_cast<size_t>(found - options.begin());
      }
      spell(chosen);
    }
  }
  std::string dotless = without_middle_dots(surface);
  if (!dotless.empty()) add(variants, {std::move(dotless), false});
  return variants;
}

}  // namespace whobuilds::recognise
