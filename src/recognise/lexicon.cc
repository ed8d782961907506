#include "recognise/lexicon.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "core/utf8.h"
#include "recognise/dates.h"
#include "recognise/key_list.h"
#include "recognise/variants.h"
#include "text/fold.h"
#include "text/normalise.h"

namespace whobuilds::recognise {

namespace {

// Bytes of the opening quotation mark that ends `literal`, 0 when none does.
size_t opening_mark_size(std::string_view literal) {
  for (const std::string_view mark : {"「", "『", "“", "《", "\""}) {
    if (literal.size() >= mark.size() && literal.substr(literal.size() - mark.size()) == mark) return mark.size();
  }
  return 0;
}

}  // namespace

class Lexicon::Builder {
 public:
  Builder(const Rules& rules, Lexicon& out) : rules_(rules), out_(out) {}

  void add_entities() {
    keys_.reserve(kKeysPerEntity * rules_.entities.size(), kKeysPerEntity * kKeySize * rules_.entities.size());
    surfaces_.reserve(kKeysPerEntity * rules_.entities.size());
    for (EntityIndex index = 0; index < rules_.entities.size(); ++index) {
      const CatalogueEntity& entity = rules_.entities[index];
      for (size_t k = 0; k < entity.surfaces.size(); ++k) add_surface(index, k, entity.surfaces[k]);
    }
  }

  void add_families() {
    for (uint32_t index = 0; index < rules_.families.size(); ++index) {
      const Family& family = rules_.families[index];
      for (const std::string& stem : family.stems) add_stem(index, stem, family.exact_case, false);
      if (family.entity == kNoIndex) continue;
      for (const Surface& surface : rules_.entities[family.entity].surfaces) {
        add_stem(index, surface.text, family.exact_case, true);
      }
    }
  }

  void add_words(const std::vector<std::string>& words) {
    for (uint32_t index = 0; index < words.size(); ++index) add_key(text::nfkc(words[index]), {index, PayloadKind::word});
  }

  void add_gates() {
    std::map<std::string, std::vector<uint32_t>> rules_by_gate;
    for (uint32_t index = 0; index < rules_.discovery.size(); ++index) {
      for (const std::string& literal : rules_.discovery[index].when) {
        std::vector<uint32_t>& opened = rules_by_gate[text::name_key(literal)];
        if (opened.empty() || opened.back() != index) opened.push_back(index);
      }
    }
    for (auto& [literal, opened] : rules_by_gate) {
      const size_t left = literal.size() - opening_mark_size(literal);
      const bool by_mark = left != literal.size();
      add_key(by_mark ? std::string_view(literal).substr(left) : std::string_view(literal),
              {static_cast<uint32_t>(out_.gates_.size()), PayloadKind::gate});
      out_.gates_.push_back({by_mark ? literal.substr(0, left) : "", std::move(opened)});
    }
  }

  void add_licences() {
    for (uint32_t index = 0; index < rules_.values.units.size(); ++index) {
      const UnitRule& unit = rules_.values.units[index];
      if (unit.dimension != Dimension::text) continue;
      for (const std::vector<std::string>* list : {&unit.before, &unit.after}) {
        for (const std::string& name : *list) add_variants(name, {index, PayloadKind::licence});
      }
    }
  }

  void add_relative_dates() {
    const std::vector<RelativeDateWord>& words = relative_date_words();
    for (uint32_t index = 0; index < words.size(); ++index) add_key(words[index].word, {index, PayloadKind::relative_date});
  }

  // Sorts what was added and fills the automaton and the payload lists.
  void finish() {
    keys_.sort();
    std::vector<std::string_view> keys;
    keys.reserve(keys_.size());
    payload_begins_.reserve(keys_.size() + 1);
    payloads_.reserve(keys_.size());
    for (size_t i = 0; i < keys_.size(); ++i) {
      const std::string_view key = keys_.key(i);
      const Payload payload = payload_of(keys_.value(i));
      if (keys.empty() || keys.back() != key) {
        keys.push_back(key);
        payload_begins_.push_back(static_cast<uint32_t>(payloads_.size()));
      } else if (is_repeat(payload)) {
        continue;
      }
      payloads_.push_back(payload);
    }
    payload_begins_.push_back(static_cast<uint32_t>(payloads_.size()));
    out_.automaton_.build(keys);
    note_begins(keys);
    hand_over(payload_begins_, out_.payload_begins_);
    hand_over(payloads_, out_.payloads_);
    hand_over(surfaces_, out_.surfaces_);
  }

 private:
  static constexpr uint32_t kIndexBits = 28;  // of a payload
  static constexpr size_t kKeysPerEntity = 4,
                          kKeySize = 20;  // about, so that little is moved while a catalogue is read

  // Payloads of one key stand in the order of these numbers: by kind, then index.
  static uint32_t value_of(const Payload& payload) {
    return static_cast<uint32_t>(payload.kind) << kIndexBits | payload.index;
  }
  static Payload payload_of(uint32_t value) {
    return {value & ((1u << kIndexBits) - 1), static_cast<PayloadKind>(value >> kIndexBits)};
  }

  void add_surface(EntityIndex index, size_t k, const Surface& surface) {
    uint32_t guard = kNoIndex;
    CasePolicy policy = default_case_policy(surface.text);
    if (surface.guard) {
      guard = compile_guard(*surface.guard);
      if (surface.guard->exact_case) policy = CasePolicy::exact;
    }
    const auto first = static_cast<uint32_t>(surfaces_.size());
    add_spellings(surface.text,
                  [first](size_t i) { return Payload(first + static_cast<uint32_t>(i), PayloadKind::surface); });
    for (size_t i = 0; i < spellings_.size(); ++i) {
      SurfaceRef ref;
      ref.entity = index;
      ref.guard = guard;
      ref.surface = static_cast<uint16_t>(k);
      ref.policy = spellings_.needs_exact_case(i) ? CasePolicy::exact : policy;
      surfaces_.push_back(ref);
    }
  }

  void add_stem(uint32_t family, const std::string& stem, bool exact_case, bool of_entity) {
    CasePolicy policy = default_case_policy(stem);
    // A stem counts only with its tail, so that small letters do little harm in a longer one.
    if (policy == CasePolicy::capitalised || (stem.size() >= 4 && policy == CasePolicy::exact_or_upper)) {
      policy = CasePolicy::any;
    }
    if (exact_case) policy = CasePolicy::exact;
    // A space at the end belongs to the stem: the tail begins behind it.
    const std::string end = !stem.empty() && stem.back() == ' ' ? " " : "";
    const std::string normal = text::normalised(stem);
    spellings_.find(normal);
    for (size_t i = 0; i < spellings_.size(); ++i) {
      StemRef ref;
      ref.family = family;
      ref.listed = stem;
      ref.policy = spellings_.needs_exact_case(i) ? CasePolicy::exact : policy;
      ref.of_entity = of_entity;
      out_.stems_.push_back(ref);
      add_key(std::string(spellings_.text(i)) + end, {static_cast<uint32_t>(out_.stems_.size() - 1), PayloadKind::stem});
    }
  }

  uint32_t compile_guard(const Guard& guard) {
    CompiledGuard compiled;
    for (const std::string& word : guard.need) {
      const auto [place, added] = needs_.emplace(text::name_key(word), static_cast<uint32_t>(needs_.size()));
      if (added) add_key(place->first, {place->second, PayloadKind::need});
      compiled.need.push_back(place->second);
    }
    out_.guards_.push_back(std::move(compiled));
    return static_cast<uint32_t>(out_.guards_.size() - 1);
  }

  void add_variants(const std::string& name, Payload payload) {
    add_spellings(name, [payload](size_t) { return payload; });
  }

  // Finds the spellings of `name` and adds each, the i-th with payload_at(i).
  template <typename PayloadAt>
  void add_spellings(const std::string& name, const PayloadAt& payload_at) {
    const std::string normal = text::normalised(name);
    spellings_.find(normal);
    size_t begin = keys_.bytes().size();
    text::append_folded(spellings_.all_texts(), keys_.bytes());  // folding changes no lengths
    for (size_t i = 0; i < spellings_.size(); ++i) {
      const size_t end = begin + spellings_.text(i).size();
      add_if_writable(begin, end, payload_at(i));
      begin = end;
    }
  }

  // `spelling` is normalised.
  void add_key(std::string_view spelling, Payload payload) {
    const size_t begin = keys_.bytes().size();
    text::append_folded(spelling, keys_.bytes());
    add_if_writable(begin, keys_.bytes().size(), payload);
  }

  // What cannot stand in a text (empty, over-long, with a control character) is left out.
  void add_if_writable(size_t begin, size_t end, Payload payload) {
    if (begin == end || end - begin > DoubleArray::kMaxKeySize) return;
    unsigned char controls = 0;
    for (size_t i = begin; i < end; ++i) controls |= static_cast<unsigned char>(keys_.bytes()[i]) < 0x20 ? 1 : 0;
    if (controls == 0) keys_.add(begin, end, value_of(payload));
  }

  // Whether the key's list already says the same: equal words share the first index (a stem if any
  // of them is), a surface or stem stands once under equal guards and capitals.
  bool is_repeat(const Payload& payload) {
    for (size_t i = payload_begins_.back(); i < payloads_.size(); ++i) {
      const Payload& known = payloads_[i];
      if (known.kind != payload.kind) continue;
      if (known.kind == PayloadKind::word) {
        if (out_.word_is_stem(payload.index)) out_.word_is_stem_[known.index] = true;
        return true;
      }
      if (known.index == payload.index) return true;
      if (known.kind == PayloadKind::surface) {
        const SurfaceRef& a = surfaces_[known.index];
        const SurfaceRef& b = surfaces_[payload.index];
        if (a.entity == b.entity && a.guard == b.guard && a.policy == b.policy && a.surface == b.surface) return true;
      }
      if (known.kind == PayloadKind::stem) {
        const StemRef& a = out_.stems_[known.index];
        const StemRef& b = out_.stems_[payload.index];
        if (a.family == b.family && a.policy == b.policy && a.listed == b.listed) return true;
      }
    }
    return false;
  }

  void note_begins(const std::vector<std::string_view>& keys) {
    std::vector<uint64_t> ascii((0x80 << 8) / 64, 0), others(0x10000 / 64, 0);
    const auto set = [](std::vector<uint64_t>& bits, uint32_t bit) { bits[bit >> 6] |= uint64_t{1} << (bit & 63); };
    for (const std::string_view key : keys) {
      uint32_t at = 0;
      const char32_t first = core::decode(key, at);
      if (first >= 0x80) {
        if (first <= 0xFFFF) set(others, first);
      } else if (key.size() > 1) {
        set(ascii, first << 8 | static_cast<uint8_t>(key[1]));
      } else {
        for (uint32_t next = 0; next < 256; ++next) set(ascii, first << 8 | next);
      }
    }
    out_.ascii_begins_ = std::move(ascii);
    out_.begins_ = std::move(others);
  }

  template <typename T>
  static void hand_over(std::vector<T>& from, core::FlatArray<T>& to) {
    from.shrink_to_fit();
    to = std::move(from);
  }

  const Rules& rules_;
  Lexicon& out_;
  SpellingVariants spellings_;
  KeyList keys_;
  std::vector<uint32_t> payload_begins_;
  std::vector<Payload> payloads_;
  std::vector<SurfaceRef> surfaces_;
  std::map<std::string, uint32_t> needs_;
};

void Lexicon::build(const Rules& rules, const std::vector<std::string>& words,
                    const std::vector<bool>& word_is_stem) {
  rules_ = &rules;
  word_is_stem_ = word_is_stem;
  word_is_stem_.resize(words.size(), false);
  Builder builder(rules, *this);
  builder.add_entities();
  builder.add_families();
  builder.add_words(words);
  builder.add_gates();
  builder.add_licences();
  builder.add_relative_dates();
  builder.finish();
}

template <typename Archive>
void fields(Archive& archive, StemRef& ref) {
  auto& [family, listed, policy, of_entity] = ref;
  archive(family, listed, policy, of_entity);
}

template <typename Archive>
void fields(Archive& archive, CompiledGuard& compiled) {
  auto& [need] = compiled;
  archive(need);
}

template <typename Archive>
void fields(Archive& archive, Gate& gate) {
  auto& [left, rules] = gate;
  archive(left, rules);
}

template <typename Archive>
void Lexicon::archive_members(Archive& archive) {
  archive(automaton_);
  archive.flat(ascii_begins_);
  archive.flat(begins_);
  archive.flat(payload_begins_);
  archive.flat(payloads_);
  archive.flat(surfaces_);
  archive(stems_, guards_, gates_, word_is_stem_);
}

void Lexicon::write(core::ArchiveWriter& archive) const {
  const_cast<Lexicon*>(this)->archive_members(archive);  // a writer only looks
}

void Lexicon::read(core::ArchiveReader& archive, const Rules& rules) {
  archive_members(archive);
  rules_ = &rules;
}

size_t Lexicon::bytes() const {
  return automaton_.bytes() + payload_begins_.size() * sizeof(uint32_t) + payloads_.size() * sizeof(Payload) +
         surfaces_.size() * sizeof(SurfaceRef) + stems_.capacity() * sizeof(StemRef);
}

}  // namespace whobuilds::recognise
