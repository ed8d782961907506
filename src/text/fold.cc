#include "text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "core/utf8.h"
#include "text/normalise.h"
#include "text/offset_map.h"

namespace whobuilds::text {
namespace {

// The small letter of a two-byte character, if it has one of two bytes.
constexpr char32_t fold_two_bytes(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c <= 0x177 && c != 0x130 && c != 0x131 && c != 0x138 && c != 0x149) {
    const bool odd_is_capital = c >= 0x139 && c <= 0x148;
    return ((c & 1) != 0) == odd_is_capital ? c + 1 : c;
  }
  if (c == 0x178) return 0xFF;
  if (c >= 0x179 && c <= 0x17E) return (c & 1) != 0 ? c + 1 : c;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c;
}

// Folds ASCII capitals into `out`; true if there are bytes that begin a foldable longer character.
// In 8-bit arithmetic, which compilers turn into vector code.
bool fold_ascii(std::string_view normal, char* out) {
  uint8_t others = 0;
  for (size_t i = 0; i < normal.size(); ++i) {
    const auto byte = static_cast<uint8_t>(normal[i]);
    const uint8_t capital = static_cast<uint8_t>(byte - 'A') < 26 ? 32 : 0;
    out[i] = static_cast<char>(byte + capital);
    others |= static_cast<uint8_t>(byte - 0xC3) < 0xD1 - 0xC3 ? 1 : 0;
  }
  return others != 0;
}

void fold_two_byte_characters(char* text, size_t size) {
  for (size_t i = 0; i + 1 < size; ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xC3 || lead > 0xD0) continue;
    const char32_t c = char32_t{lead & 0x1Fu} << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3Fu);
    const char32_t small = fold_two_bytes(c);
    text[i] = static_cast<char>(0xC0 | (small >> 6));
    text[i + 1] = static_cast<char>(0x80 | (small & 0x3F));
    ++i;
  }
}

std::unique_ptr<icu::Transliterator> transliterator(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status)) made.reset();
  return made;
}

// The text itself where the transliterator could not be made.
std::string transliterated(std::string_view utf8, const std::unique_ptr<icu::Transliterator>& by) {
  if (!by) return std::string(utf8);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  by->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

constexpr char32_t kFirstHan = 0x3400, kLastHan = 0x9FFF;

}  // namespace

void append_folded(std::string_view normal, std::string& out) {
  const size_t before = out.size();
  out.resize(before + normal.size());
  if (fold_ascii(normal, out.data() + before)) fold_two_byte_characters(out.data() + before, normal.size());
}

std::string folded(std::string_view normal) {
  std::string out;
  append_folded(normal, out);
  return out;
}

std::string name_key(std::string_view name) { return folded(normalised(name)); }

std::string nfkc(std::string_view utf8) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) return std::string(utf8);
  normalizer->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr, status);
  return out;
}

std::string lower_case(std::string_view text) {
  std::string out;
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})
      .toLower(icu::Locale::getRoot())
      .toUTF8String(out);
}

std::string upper_case(std::string_view text) {
  std::string out;
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})
      .toUpper(icu::Locale::getRoot())
      .toUTF8String(out);
}

std::string to_traditional(std::string_view simplified) {
  static const std::unique_ptr<icu::Transliterator> kToTraditional = transliterator("Hans-Hant");
  return transliterated(simplified, kToTraditional);
}

namespace {

using OtherForm = std::string (*)(std::string_view character);

void add_other_forms(std::vector<std::string>& words, OtherForm other_form) {
  for (size_t i = 0, size = words.size(); i < size; ++i) {
    std::string other = other_form(words[i]);
    if (std::find(words.begin(), words.end(), other) == words.end()) words.push_back(std::move(other));
  }
}

// Outside of a class `x` becomes `[xy]`, within one y is added behind; the ends of a range stay as they are.
std::string with_other_forms(std::string_view regex, OtherForm other_form) {
  std::string out;
  bool in_class = false;
  for (uint32_t at = 0; at < regex.size();) {
    const uint32_t begin = at;
    const char32_t c = core::decode(regex, at);
    if (c == '\\' && at < regex.size()) core::decode(regex, at);  // what is escaped opens and closes no class
    if (c == '[' || c == ']') in_class = c == '[';
    const std::string written(regex.substr(begin, at - begin));
    const bool ends_range = (begin > 0 && regex[begin - 1] == '-') || (at < regex.size() && regex[at] == '-');
    const std::string other = c < 0x80 || (in_class && ends_range) ? written : other_form(written);
    if (other == written)
      out += written;
    else
      out += in_class ? written + other : "[" + written + other + "]";
  }
  return out;
}

// 「x」 as 『x』.
std::string to_double_brackets(std::string_view text) {
  constexpr std::string_view kSingle[] = {"「", "」"}, kDouble[] = {"『", "』"};
  std::string out(text);
  for (size_t i = 0; i < std::size(kSingle); ++i) {
    for (size_t at = out.find(kSingle[i]); at != out.npos; at = out.find(kSingle[i], at))
      out.replace(at, kSingle[i].size(), kDouble[i]);
  }
  return out;
}

}  // namespace

void add_traditional_forms(std::vector<std::string>& words) { add_other_forms(words, to_traditional); }

std::string with_traditional_forms(std::string_view regex) { return with_other_forms(regex, to_traditional); }

void add_double_brackets(std::vector<std::string>& words) { add_other_forms(words, to_double_brackets); }

std::string with_double_brackets(std::string_view regex) { return with_other_forms(regex, to_double_brackets); }

std::string to_simplified(std::string_view traditional) {
  static const std::unique_ptr<icu::Transliterator> kToSimplified = transliterator("Hant-Hans");
  return transliterated(traditional, kToSimplified);
}

char32_t simplified_character(char32_t traditional) {
  static std::array<std::atomic<char32_t>, kLastHan - kFirstHan + 1> known;  // 0: not looked up yet
  if (traditional < kFirstHan || traditional > kLastHan) return traditional;
  std::atomic<char32_t>& entry = known[traditional - kFirstHan];
  const char32_t found = entry.load(std::memory_order_relaxed);
  if (found != 0) return found;
  std::string utf8;
  core::append(utf8, traditional);
  const std::string simplified = to_simplified(utf8);
  uint32_t at = 0;
  const char32_t first = simplified.empty() ? traditional : core::decode(simplified, at);
  entry.store(first, std::memory_order_relaxed);
  return first;
}

}  // namespace whobuilds::text
