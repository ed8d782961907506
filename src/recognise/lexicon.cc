#include "recognise/lexicon.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/utf8.h"
#include "recognise/dates.h"
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
    std::sort(items_.begin(), items_.end(), [this](const Item& a, const Item& b) { return before(a, b); });
    std::vector<std::string_view> keys;
    payloads_.reserve(items_.size());
    for (const Item& item : items_) {
      const std::string_view key = key_of(item);
      if (keys.empty() || keys.back() != key) {
        keys.push_back(key);
        payload_begins_.push_back(static_cast<uint32_t>(payloads_.size()));
      } else if (is_repeat(item.payload)) {
        continue;
      }
      payloads_.push_back(item.payload);
    }
    payload_begins_.push_back(static_cast<uint32_t>(payloads_.size()));
    out_.automaton_.build(keys);
    note_begins(keys);
    hand_over(payload_begins_, out_.payload_begins_);
    hand_over(payloads_, out_.payloads_);
    hand_over(surfaces_, out_.surfaces_);
  }

 private:
  struct Item {
    uint64_t head;  // first eight bytes of the key, big-endian: decides most comparisons
    uint32_t offset, size;
    Payload payload;
  };

  void add_surface(EntityIndex index, size_t k, const Surface& surface) {
    uint32_t guard = kNoIndex;
    CasePolicy policy = default_case_policy(surface.text);
    if (surface.guard) {
      guard = compile_guard(*surface.guard);
      if (surface.guard->exact_case) policy = CasePolicy::exact;
    }
    for (const Variant& variant : spelling_variants(text::normalised(surface.text))) {
      SurfaceRef ref;
      ref.entity = index;
      ref.guard = guard;
      ref.surface = static_cast<uint16_t>(k);
      ref.policy = variant.needs_exact_case ? CasePolicy::exact : policy;
      surfaces_.push_back(ref);
      add_key(variant.text, {static_cast<uint32_t>(surfaces_.size() - 1), PayloadKind::surface});
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
    for (const Variant& variant : spelling_variants(text::normalised(stem))) {
      StemRef ref;
      ref.family = family;
      ref.listed = stem;
      ref.policy = variant.needs_exact_case ? CasePolicy::exact : policy;
      ref.of_entity = of_entity;
      out_.stems_.push_back(ref);
      add_key(variant.text + end, {static_cast<uint32_t>(out_.stems_.size() - 1), PayloadKind::stem});
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
    for (const Variant& variant : spelling_variants(text::normalised(name))) add_key(variant.text, payload);
  }

  // `spelling` is normalised. What cannot stand in a text (empty, over-long, with a control character)
  // is left out.
  void add_key(std::string_view spelling, Payload payload) {
    const std::string key = text::folded(spelling);
    if (key.empty() || key.size() > DoubleArray::kMaxKeySize) return;
    for (const char c : key) {
      if (static_cast<unsigned char>(c) < 0x20) return;
    }
    uint64_t head = 0;
    for (size_t i = 0; i < 8; ++i) head = head << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
    items_.push_back({head, static_cast<uint32_t>(arena_.size()), static_cast<uint32_t>(key.size()), payload});
    arena_ += key;
  }

  std::string_view key_of(const Item& item) const {
    return std::string_view(arena_).substr(item.offset, item.size);
  }

  bool before(const Item& a, const Item& b) const {
    if (a.head != b.head) return a.head < b.head;
    const int order = key_of(a).compare(key_of(b));
    if (order != 0) return order < 0;
    if (a.payload.kind != b.payload.kind) return a.payload.kind < b.payload.kind;
    return a.payload.index < b.payload.index;
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
  std::string arena_;
  std::vector<Item> items_;
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
