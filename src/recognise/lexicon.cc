#include "recognise/lexicon.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
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
    sort_items();
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
    uint64_t head;  // eight bytes of the key, see head_of
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
    const std::string normal = text::normalised(surface.text);
    spellings_.find(normal);
    for (size_t i = 0; i < spellings_.size(); ++i) {
      SurfaceRef ref;
      ref.entity = index;
      ref.guard = guard;
      ref.surface = static_cast<uint16_t>(k);
      ref.policy = spellings_.needs_exact_case(i) ? CasePolicy::exact : policy;
      surfaces_.push_back(ref);
      add_key(spellings_.text(i), {static_cast<uint32_t>(surfaces_.size() - 1), PayloadKind::surface});
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
    const std::string normal = text::normalised(name);
    spellings_.find(normal);
    for (size_t i = 0; i < spellings_.size(); ++i) add_key(spellings_.text(i), payload);
  }

  // `spelling` is normalised. What cannot stand in a text (empty, over-long, with a control character)
  // is left out.
  void add_key(std::string_view spelling, Payload payload) {
    const size_t begin = arena_.size();
    text::append_folded(spelling, arena_);
    const std::string_view key = std::string_view(arena_).substr(begin);
    const bool writable = !key.empty() && key.size() <= DoubleArray::kMaxKeySize &&
                          std::none_of(key.begin(), key.end(), [](unsigned char c) { return c < 0x20; });
    if (!writable) {
      arena_.resize(begin);
      return;
    }
    items_.push_back({head_of(key), static_cast<uint32_t>(begin), static_cast<uint32_t>(key.size()), payload});
  }

  // The first eight bytes of `key`, NUL behind its end: they compare as numbers like the keys that they begin.
  static uint64_t head_of(std::string_view key) {
    uint64_t head = 0;
    std::memcpy(&head, key.data(), std::min(key.size(), sizeof head));
    return std::endian::native == std::endian::little ? __builtin_bswap64(head) : head;
  }

  std::string_view key_of(const Item& item) const {
    return std::string_view(arena_).substr(item.offset, item.size);
  }

  // By key, then kind, then index. Eight bytes of the keys at a time: all items by their heads, then those of equal
  // heads by the next eight, and so on, so that comparing two does not go to their keys. (Multikey quicksort with a
  // cache of characters: Bentley and Sedgewick, 1997; Ng and Kakehi, 2007.)
  void sort_items() {
    struct Job {
      size_t begin, end;
      uint32_t depth;  // where the heads of these items begin in their keys
    };
    std::vector<Job> jobs{{0, items_.size(), 0}};
    while (!jobs.empty()) {
      const auto [begin, end, depth] = jobs.back();
      jobs.pop_back();
      const auto item = [this](size_t at) { return items_.begin() + static_cast<std::ptrdiff_t>(at); };
      std::sort(item(begin), item(end), before);
      for (size_t from = begin, to = begin; from < end; from = to) {
        while (to < end && items_[to].head == items_[from].head) ++to;
        // A head that ends in NUL holds the rest of its key.
        if (to - from < 2 || (items_[from].head & 0xFF) == 0) continue;
        for (size_t i = from; i < to; ++i) items_[i].head = head_of(key_of(items_[i]).substr(depth + 8));
        jobs.push_back({from, to, depth + 8});
      }
    }
  }

  static bool before(const Item& a, const Item& b) {
    if (a.head != b.head) return a.head < b.head;
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
  SpellingVariants spellings_;
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
