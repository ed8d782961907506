#include "recognise/scan.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/utf8.h"

namespace whobuilds::recognise {
namespace {

enum AsciiClass : uint8_t { kOther, kLetter, kDigit, kBeyond };

constexpr std::array<uint8_t, 256> make_classes() {
  std::array<uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    uint8_t& value = classes[static_cast<size_t>(c)];
    if (c >= 0x80) value = kBeyond;
    else if (c >= '0' && c <= '9') value = kDigit;
    else if (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) value = kLetter;
    else value = kOther;
  }
  return classes;
}
constexpr std::array<uint8_t, 256> kClasses = make_classes();

class Scanner {
 public:
  Scanner(const Lexicon& lexicon, const text::Text& text, Scan& out, std::vector<WordMention>& words)
      : lexicon_(lexicon), text_(text), folded_(text.folded), normal_(text.normal), out_(out), words_(words) {}

  void run() {
    uint32_t at = 0;
    const uint32_t size = static_cast<uint32_t>(folded_.size());
    while (at < size) {
      switch (kClasses[static_cast<uint8_t>(folded_[at])]) {
        case kOther:
          look_up(at, static_cast<uint8_t>(folded_[at]));
          ++at;
          break;
        case kLetter:
        case kDigit:
          look_up(at, static_cast<uint8_t>(folded_[at]));
          at = skip_word_run(at);
          break;
        default:
          at = step_beyond_ascii(at);
      }
    }
    std::sort(out_.needs.begin(), out_.needs.end());
    out_.needs.erase(std::unique(out_.needs.begin(), out_.needs.end()), out_.needs.end());
  }

 private:
  uint32_t step_beyond_ascii(uint32_t at) {
    uint32_t next = at;
    const char32_t c = decode_valid(next);
    look_up(at, c);
    if (core::is_katakana(c)) return skip_katakana_run(next);
    if (core::is_word(c)) return skip_word_run(at);
    return next;
  }

  uint32_t skip_katakana_run(uint32_t at) const {
    while (at < folded_.size()) {
      uint32_t next = at;
      if (static_cast<uint8_t>(folded_[at]) < 0x80 || !core::is_katakana(decode_valid(next))) break;
      at = next;
    }
    return at;
  }

  // Where the name begins in "16xA100", a run of digits, x and a capital; `begin` in other runs.
  uint32_t counted_name(uint32_t begin) const {
    uint32_t at = begin;
    while (at < normal_.size() && kClasses[static_cast<uint8_t>(normal_[at])] == kDigit) ++at;
    const bool counted = at > begin && at + 1 < normal_.size() && normal_[at] == 'x' &&
                         core::is_upper_ascii(static_cast<unsigned char>(normal_[at + 1]));
    return counted ? at + 1 : begin;
  }

  // End of the run that starts at `begin`; notes runs with a digit.
  uint32_t skip_word_run(uint32_t begin) {
    bool digit = false;
    const uint32_t counted = counted_name(begin);
    if (counted != begin) look_up(counted, static_cast<uint8_t>(folded_[counted]));
    uint32_t at = begin;
    const uint32_t size = static_cast<uint32_t>(folded_.size());
    while (at < size) {
      const uint8_t kind = kClasses[static_cast<uint8_t>(folded_[at])];
      if (kind == kOther) break;
      if (kind == kBeyond) {
        uint32_t next = at;
        if (!core::is_word(decode_valid(next))) break;
        at = next;
        continue;
      }
      if (kind == kDigit) digit = true;
      ++at;
    }
    if (digit) out_.digit_runs.push_back({begin, at});
    return at;
  }

  // The character beyond ASCII at `at`, which the valid text has whole; moves `at` past it.
  char32_t decode_valid(uint32_t& at) const {
    const auto byte = [this](uint32_t i) { return static_cast<char32_t>(static_cast<uint8_t>(folded_[i])); };
    const char32_t first = byte(at);
    if (first < 0xE0) {
      at += 2;
      return (first & 0x1F) << 6 | (byte(at - 1) & 0x3F);
    }
    if (first < 0xF0) {
      at += 3;
      return (first & 0x0F) << 12 | (byte(at - 2) & 0x3F) << 6 | (byte(at - 1) & 0x3F);
    }
    at += 4;
    return (first & 0x07) << 18 | (byte(at - 3) & 0x3F) << 12 | (byte(at - 2) & 0x3F) << 6 | (byte(at - 1) & 0x3F);
  }

  void look_up(uint32_t at, char32_t character) {
    if (!lexicon_.may_begin(folded_, at, character)) return;
    ++out_.steps;
    out_.found.clear();
    lexicon_.automaton().for_each_prefix(folded_, at, [this](uint32_t rank, uint32_t end) {
      out_.found.push_back(static_cast<uint64_t>(end) << 32 | rank);
    });
    if (out_.found.empty()) return;
    bool names_open = true;
    for (size_t i = out_.found.size(); i-- > 0;) {
      const uint32_t rank = static_cast<uint32_t>(out_.found[i]);
      const Span span{at, static_cast<uint32_t>(out_.found[i] >> 32)};
      names_open = report(rank, span, names_open);
    }
  }

  // Reports what the key stands for; returns whether shorter names at this start still count.
  bool report(uint32_t rank, Span span, bool names_open) {
    const bool edge = is_edge(folded_, span.end);
    bool unguarded = false;
    int name_allowed = -1;  // not yet asked
    for (const Payload* payload = lexicon_.begin(rank); payload != lexicon_.end(rank); ++payload) {
      switch (payload->kind) {
        case PayloadKind::surface: {
          if (!names_open) break;
          if (name_allowed < 0) name_allowed = name_may_stand(span) ? 1 : 0;
          const SurfaceRef& surface = lexicon_.surface(payload->index);
          if (name_allowed == 0 || !case_allows(surface.policy, lexicon_.listed(surface), span.of(normal_))) break;
          out_.surfaces.push_back({span, payload->index});
          if (surface.guard == kNoIndex) unguarded = true;
          break;
        }
        case PayloadKind::stem: {
          const StemRef& stem = lexicon_.stem(payload->index);
          if (joined_on_the_left(normal_, span.begin)) break;
          if (case_allows(stem.policy, stem.listed, span.of(normal_))) out_.stems.push_back({span, payload->index});
          break;
        }
        case PayloadKind::word:
          if (edge || lexicon_.word_is_stem(payload->index)) words_.push_back({span, payload->index});
          break;
        case PayloadKind::need:
          out_.needs.push_back({block_at(span.begin), payload->index});
          break;
        case PayloadKind::gate:
          if (stands_before(lexicon_.gate(payload->index).left, span.begin)) {
            out_.gates.push_back({span.begin, payload->index});
          }
          break;
        case PayloadKind::licence:
          if (edge) out_.licences.push_back({span, payload->index});
          break;
        case PayloadKind::relative_date:
          if (edge) out_.relative_dates.push_back({span, payload->index});
          break;
      }
    }
    return names_open && !unguarded;
  }

  bool stands_before(std::string_view left, uint32_t at) const {
    return left.size() <= at && folded_.substr(at - left.size(), left.size()) == left;
  }

  bool name_may_stand(Span span) const {
    if (!ends_at_boundary(normal_, span.end) || joined_on_the_left(normal_, span.begin)) return false;
    switch (continuation(normal_, span.end)) {
      case Continuation::none: return true;
      case Continuation::other_name: return false;
      case Continuation::hyphenated: return names_something(span.end + 1);
    }
    return true;
  }

  // Whether a catalogue surface begins at `at`, in its capitals and whole.
  bool names_something(uint32_t at) const {
    bool named = false;
    lexicon_.automaton().for_each_prefix(folded_, at, [&](uint32_t rank, uint32_t end) {
      named = named || (ends_at_boundary(normal_, end) && has_surface(rank, normal_view(at, end)));
    });
    return named;
  }

  // Whether one of the surfaces of the key allows the capitals of `written`: several that differ in them share a key.
  bool has_surface(uint32_t rank, std::string_view written) const {
    const Payload* payload = lexicon_.begin(rank);  // surfaces come first
    for (; payload != lexicon_.end(rank) && payload->kind == PayloadKind::surface; ++payload) {
      const SurfaceRef& surface = lexicon_.surface(payload->index);
      if (case_allows(surface.policy, lexicon_.listed(surface), written)) return true;
    }
    return false;
  }

  std::string_view normal_view(uint32_t begin, uint32_t end) const { return normal_.substr(begin, end - begin); }

  uint32_t block_at(uint32_t at) {
    while (block_ + 1 < text_.blocks.size() && at >= text_.blocks[block_ + 1].span.begin) ++block_;
    return block_;
  }

  const Lexicon& lexicon_;
  const text::Text& text_;
  const std::string_view folded_, normal_;
  Scan& out_;
  std::vector<WordMention>& words_;
  uint32_t block_ = 0;
};

}  // namespace

void Scan::clear() {
  surfaces.clear();
  stems.clear();
  needs.clear();
  gates.clear();
  licences.clear();
  relative_dates.clear();
  digit_runs.clear();
  steps = 0;
}

void scan(const Lexicon& lexicon, const text::Text& text, Scan& out, std::vector<WordMention>& words) {
  out.clear();
  Scanner(lexicon, text, out, words).run();
}

}  // namespace whobuilds::recognise
