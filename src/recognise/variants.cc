#include "recognise/variants.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::recognise {
namespace {

constexpr size_t kMaxPlaces = 3;
constexpr std::string_view kMiddleDot = "・";

bool is_letter(char32_t c) { return core::is_word(c) && !core::is_digit(c); }
bool is_separator(char32_t c) { return c == ' ' || c == '-'; }

// False of most neighbours: writers put nothing between them. As place_between, in less time.
bool may_vary(char32_t left, char32_t right) {
  if (core::is_word(left) && core::is_word(right)) return core::is_digit(right) && is_letter(left);
  return (core::is_word(left) && core::is_cjk(right)) || (core::is_cjk(left) && core::is_word(right));
}

}  // namespace

void SpellingVariants::find(std::string_view surface) {
  surface_ = surface;
  texts_.assign(surface);
  variants_.assign(1, {static_cast<uint32_t>(surface.size()), false});
  read_characters();
  split();
  if (!places_.empty()) {
    if (places_.size() <= kMaxPlaces) {
      spell_all_combinations();
    } else {
      spell_alike();
    }
  }
  if (surface.find(kMiddleDot) != std::string_view::npos) spell_without_middle_dots();
}

void SpellingVariants::Place::allow(std::string_view option) {
  const auto end = options.begin() + static_cast<std::ptrdiff_t>(option_count);
  if (std::find(options.begin(), end, option) == end) options[option_count++] = option;
}

void SpellingVariants::read_characters() {
  characters_.clear();
  for (uint32_t at = 0; at < surface_.size();) {
    const uint32_t begin = at;
    const char32_t code = core::decode(surface_, at);
    characters_.push_back({code, begin, at});
  }
}

// Letters that end right before `at`, up to 2.
size_t SpellingVariants::letters_before(size_t at) const {
  size_t count = 0;
  while (count < 2 && at > count && is_letter(characters_[at - 1 - count].code)) ++count;
  return count;
}

// Finds the places, and the parts of the surface around them.
void SpellingVariants::split() {
  parts_.assign(1, Span{});
  places_.clear();
  for (size_t i = 0; i < characters_.size(); ++i) {
    const auto [code, begin, end] = characters_[i];
    const bool separator = is_separator(code);
    const bool varies = i > 0 && (separator ? i + 1 < characters_.size() : may_vary(characters_[i - 1].code, code));
    if (varies) {
      const char32_t right = separator ? characters_[i + 1].code : code;
      Place place = place_between(characters_[i - 1].code, right,
                                  separator ? surface_.substr(begin, end - begin) : std::string_view(),
                                  letters_before(i));
      if (place.option_count > 1) {
        place.part = parts_.size();
        places_.push_back(place);
        const uint32_t part = separator ? end : begin;
        parts_.push_back({part, part});
        if (separator) continue;
      }
    }
    parts_.back().end = end;
  }
}

// What may stand between `left` and `right`, which are listed with `between` ("", " " or "-").
SpellingVariants::Place SpellingVariants::place_between(char32_t left, char32_t right, std::string_view between,
                                                        size_t letters) {
  Place place;
  place.allow(between);
  const bool latin = core::is_word(left) && core::is_word(right);
  const bool digit = core::is_digit(left) || core::is_digit(right);
  if (latin && between.empty()) {
    if (letters >= 2 && core::is_digit(right)) {
      place.allow(" ");
      place.allow("-");
    }
  } else if (latin) {
    place.allow(" ");
    place.allow("-");
    // "A 100" joined is another code, "GPT 4" joined is not; two numbers never join.
    if (!digit || (core::is_digit(right) && is_letter(left)) ||
        (core::is_digit(left) && is_letter(right) && between == "-")) {
      place.allow("");
      place.joins_words = !digit;
    }
  } else if ((core::is_word(left) && core::is_cjk(right)) || (core::is_cjk(left) && core::is_word(right))) {
    if (between != "-") {
      place.allow("");
      place.allow(" ");
    }
  }
  return place;
}

void SpellingVariants::spell_all_combinations() {
  chosen_.assign(places_.size(), 0);
  for (;;) {
    spell();
    size_t k = 0;
    while (k < places_.size() && ++chosen_[k] == places_[k].option_count) chosen_[k++] = 0;
    if (k == places_.size()) return;
  }
}

void SpellingVariants::spell_alike() {
  chosen_.assign(places_.size(), 0);
  for (const std::string_view wanted : {"", " ", "-"}) {
    for (size_t k = 0; k < places_.size(); ++k) {
      const auto& options = places_[k].options;
      const auto end = options.begin() + static_cast<std::ptrdiff_t>(places_[k].option_count);
      const auto found = std::find(options.begin(), end, wanted);
      chosen_[k] = found == end ? 0 : static_cast<size_t>(found - options.begin());
    }
    spell();
  }
}

// The surface with the chosen option at each place.
void SpellingVariants::spell() {
  bool needs_exact_case = false;
  texts_ += parts_[0].of(surface_);
  for (size_t k = 0; k < places_.size(); ++k) {
    const std::string_view option = places_[k].options[chosen_[k]];
    if (option.empty() && places_[k].joins_words) needs_exact_case = true;
    texts_ += option;
    texts_ += parts_[places_[k].part].of(surface_);
  }
  keep_if_new(needs_exact_case);
}

void SpellingVariants::spell_without_middle_dots() {
  for (size_t at = 0; at < surface_.size();) {
    const size_t dot = std::min(surface_.find(kMiddleDot, at), surface_.size());
    texts_ += surface_.substr(at, dot - at);
    at = dot + kMiddleDot.size();
  }
  if (texts_.size() > variants_.back().end) keep_if_new(false);
}

// Makes what was written behind the last variant one of them, unless there is one that reads the same.
void SpellingVariants::keep_if_new(bool needs_exact_case) {
  const std::string_view fresh = std::string_view(texts_).substr(variants_.back().end);
  for (size_t i = 0; i < variants_.size(); ++i) {
    if (text(i) != fresh) continue;
    texts_.resize(variants_.back().end);
    return;
  }
  variants_.push_back({static_cast<uint32_t>(texts_.size()), needs_exact_case});
}

}  // namespace whobuilds::recognise
