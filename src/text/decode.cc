#include "text/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "core/utf8.h"

namespace whobuilds::text {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

struct Signature {
  std::string_view bytes;
  const char* encoding;
};

// Longer marks first: that of UTF-16LE begins that of UTF-32LE.
const std::array<Signature, 5> kMarks = {{{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                          {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                          {{"\xFF\xFE", 2}, "UTF-16LE"},
                                          {{"\xFE\xFF", 2}, "UTF-16BE"},
                                          {{"\x84\x31\x95\x33", 4}, "GB18030"}}};

constexpr std::array<std::string_view, 10> kBinaryBegins = {"%PDF-",
                                                            "PK\x03\x04",
                                                            "\x89PNG",
                                                            "GIF8",
                                                            "\xFF\xD8\xFF",
                                                            "\x7F"
                                                            "ELF",
                                                            "\x1F\x8B",
                                                            "\xD0\xCF\x11\xE0",
                                                            "SQLite format 3",
                                                            "BZh"};

// What the detector is shown: enough to tell, little enough to be quick.
constexpr size_t kDetectedBytes = 64u << 10;

bool begins_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

struct ByteCount {
  size_t control = 0;  // other than white space and escape
  size_t zero_even = 0, zero_odd = 0;
};

constexpr bool is_control(char32_t c) { return c < 32 && (c < 9 || c > 13) && c != 27; }

// Written so that compilers make vector code of it: most texts have none.
bool has_control(std::string_view bytes) {
  unsigned any = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    any |= static_cast<unsigned>(byte < 32) & static_cast<unsigned>(byte < 9 || byte > 13);
  }
  return any != 0;
}

ByteCount count_bytes(std::string_view bytes) {
  ByteCount count;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte >= 32) continue;
    if (byte == 0) ++(i % 2 == 0 ? count.zero_even : count.zero_odd);
    if (is_control(byte)) ++count.control;
  }
  return count;
}

// Whether the bytes, taken in pairs, are characters: hardly any of them control or private ones.
bool holds_utf16(std::string_view bytes, bool little_endian) {
  size_t strange = 0;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto low = static_cast<unsigned char>(bytes[little_endian ? i : i + 1]);
    const auto high = static_cast<unsigned char>(bytes[little_endian ? i + 1 : i]);
    const char32_t unit = char32_t{high} << 8 | low;
    if (is_control(unit) || (unit >= 0xE000 && unit < 0xF900)) ++strange;
  }
  return strange * 200 < bytes.size();
}

// UTF-16 without a mark: where Latin letters, digits or line breaks stand, every other byte is 0.
const char* unmarked_utf16(std::string_view bytes, const ByteCount& count) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return nullptr;
  const size_t enough = bytes.size() / 50 + 1;
  if (count.zero_odd >= enough && count.zero_even * 4 < count.zero_odd && holds_utf16(bytes, true)) return "UTF-16LE";
  if (count.zero_even >= enough && count.zero_odd * 4 < count.zero_even && holds_utf16(bytes, false)) return "UTF-16BE";
  return nullptr;
}

const Signature* byte_order_mark(std::string_view bytes) {
  for (const Signature& mark : kMarks) {
    if (begins_with(bytes, mark.bytes)) return &mark;
  }
  return nullptr;
}

// ISO-2022-JP is 7-bit, so that it passes for UTF-8: told by its escape sequences.
bool has_japanese_escapes(std::string_view bytes) {
  if (bytes.find('\x1B') == bytes.npos) return false;
  return bytes.find("\x1B$B") != bytes.npos || bytes.find("\x1B$@") != bytes.npos;
}

struct Utf8Count {
  size_t characters = 0;  // of more than one byte
  size_t broken = 0;      // bytes
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  for (uint32_t at = 0; at < bytes.size();) {
    const uint32_t begin = at;
    const char32_t c = core::decode(bytes, at);
    if (c == 0xFFFD && at - begin == 1)
      ++count.broken;
    else if (c >= 0x80)
      ++count.characters;
  }
  return count;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (uint32_t at = 0; at < bytes.size();) core::append(text, core::decode(bytes, at));
  return text;
}

// Converts by ICU in chunks; false when there is no such encoding. `replaced`: broken bytes.
bool convert(std::string_view bytes, const char* encoding, std::string& text, size_t& replaced) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter from(ucnv_open(encoding, &status), ucnv_close);
  if (U_FAILURE(status)) return false;
  text.clear();
  replaced = 0;
  std::array<UChar, 4096> buffer{};
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UChar pending = 0;  // a high surrogate at the end of the chunk before
  do {
    status = U_ZERO_ERROR;
    UChar* target = buffer.data();
    ucnv_toUnicode(from.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, true, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return false;
    for (const UChar* unit = buffer.data(); unit < target; ++unit) {
      char32_t c = *unit;
      if (c >= 0xD800 && c < 0xDC00) {
        pending = *unit;
        continue;
      }
      if (c >= 0xDC00 && c < 0xE000) c = 0x10000 + ((char32_t{pending} - 0xD800) << 10) + (c - 0xDC00);
      if (c == 0xFFFD || c == 0x1A) ++replaced;
      core::append(text, c == 0x1A ? 0xFFFD : c);
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return true;
}

// How unlike a text it looks, for choosing between encodings: broken and private characters, half-width
// kana and rare symbols, which arise when one multi-byte encoding is read as another.
size_t strangeness(std::string_view text) {
  size_t strange = 0;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    const bool broken = c == 0xFFFD || (c >= 0xE000 && c < 0xF900) || (c >= 0x80 && c < 0xA0);
    const bool unlikely = (c >= 0xFF61 && c <= 0xFF9F) || (c >= 0x2500 && c < 0x2600) || (c >= 0x370 && c < 0x530) ||
                          (c >= 0x3400 && c < 0x4DC0) || (c >= 0xAC00 && c < 0xD7A4);
    strange += broken ? 10 : unlikely ? 1 : 0;
  }
  return strange;
}

struct Candidate {
  const char* name;
  int confidence;  // 0 to 100
};

std::vector<Candidate> detect(std::string_view bytes) {
  std::vector<Candidate> candidates;
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status), ucsdet_close);
  const auto size = static_cast<int32_t>(std::min(bytes.size(), kDetectedBytes));
  ucsdet_setText(detector.get(), bytes.data(), size, &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return candidates;
  for (int32_t i = 0; i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    const int32_t confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_SUCCESS(status)) candidates.push_back({name, confidence});
  }
  return candidates;
}

constexpr std::array<const char*, 5> kEastAsian = {"Shift_JIS", "EUC-JP", "GB18030", "Big5", "EUC-KR"};

int confidence_in(const std::vector<Candidate>& candidates, std::string_view name) {
  for (const Candidate& candidate : candidates) {
    if (candidate.name == name) return candidate.confidence;
  }
  return 0;
}

// A Western text has few letters beyond ASCII; an East Asian one has few others.
bool looks_western(std::string_view bytes, const std::vector<Candidate>& detected) {
  const auto high =
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (static_cast<size_t>(high) * 30 > bytes.size() || detected.empty()) return false;
  return std::find(kEastAsian.begin(), kEastAsian.end(), std::string_view(detected.front().name)) == kEastAsian.end();
}

// The East Asian encoding that reads the bytes with the fewest oddities; the detector's opinion
// decides between equals, and alone where none fits.
std::string best_encoding(std::string_view bytes) {
  const std::vector<Candidate> detected = detect(bytes);
  const std::string_view sample = bytes.substr(0, kDetectedBytes);
  if (looks_western(sample, detected)) return "windows-1252";
  std::string best;
  double best_score = 0;
  std::string text;
  for (const char* encoding : kEastAsian) {
    size_t replaced = 0;
    if (!convert(sample, encoding, text, replaced) || text.empty()) continue;
    const double odd = static_cast<double>(strangeness(text)) / static_cast<double>(text.size() / 3 + 1);
    const double score = confidence_in(detected, encoding) / 100.0 - odd;
    if (score > best_score) best_score = score, best = encoding;
  }
  if (best.empty()) best = detected.empty() ? "windows-1252" : detected.front().name;
  return best;
}

Decoded converted(std::string_view bytes, std::string encoding) {
  Decoded decoded;
  size_t replaced = 0;
  if (!convert(bytes, encoding.c_str(), decoded.text, replaced)) {
    decoded.text = repaired_utf8(bytes);
    decoded.encoding = "UTF-8";
    decoded.replaced = true;
    return decoded;
  }
  decoded.encoding = std::move(encoding);
  decoded.replaced = replaced > 0;
  if (begins_with(decoded.text, kUtf8Mark)) decoded.text.erase(0, kUtf8Mark.size());
  return decoded;
}

Decoded as_utf8(std::string_view bytes, uint32_t bom_size, bool valid) {
  Decoded decoded;
  decoded.encoding = "UTF-8";
  decoded.bom_size = bom_size;
  decoded.same_bytes = valid;
  decoded.replaced = !valid;
  if (!valid) decoded.text = repaired_utf8(bytes.substr(bom_size));
  return decoded;
}

bool is_known(std::string_view encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(std::string(encoding).c_str(), &status), ucnv_close);
  return U_SUCCESS(status);
}

bool names_utf8(std::string_view declared) { return ucnv_compareNames(std::string(declared).c_str(), "UTF-8") == 0; }

}  // namespace

bool looks_binary(std::string_view bytes) {
  if (byte_order_mark(bytes) != nullptr || begins_with(bytes, kUtf8Mark)) return false;
  for (const std::string_view begin : kBinaryBegins) {
    if (begins_with(bytes, begin)) return true;
  }
  if (!has_control(bytes)) return false;
  const ByteCount count = count_bytes(bytes);
  return count.control * 100 > bytes.size() && unmarked_utf16(bytes, count) == nullptr;
}

Decoded decode(std::string_view bytes, std::string_view declared) {
  if (begins_with(bytes, kUtf8Mark)) {
    const auto size = static_cast<uint32_t>(kUtf8Mark.size());
    return as_utf8(bytes, size, core::valid(bytes.substr(size)));
  }
  if (const Signature* mark = byte_order_mark(bytes)) {
    return converted(bytes.substr(mark->bytes.size()), mark->encoding);
  }
  const bool escapes = has_japanese_escapes(bytes);
  const bool valid = !escapes && core::valid(bytes);
  if (valid) {
    const bool no_zeros = bytes.find('\0') == bytes.npos;
    const char* utf16 = no_zeros ? nullptr : unmarked_utf16(bytes, count_bytes(bytes));
    return utf16 != nullptr ? converted(bytes, utf16) : as_utf8(bytes, 0, true);
  }
  if (!declared.empty() && !names_utf8(declared) && is_known(declared)) return converted(bytes, std::string(declared));
  if (escapes) return converted(bytes, "ISO-2022-JP");
  if (const char* utf16 = unmarked_utf16(bytes, count_bytes(bytes))) return converted(bytes, utf16);
  const Utf8Count utf8 = count_utf8(bytes);
  if (names_utf8(declared) || utf8.characters >= utf8.broken * 4) return as_utf8(bytes, 0, false);
  return converted(bytes, best_encoding(bytes));
}

}  // namespace whobuilds::text
