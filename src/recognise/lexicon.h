// Everything that the one automaton finds, compiled from the rules: catalogue surfaces, family
// stems, the caller's words, words that guards need, gates of discovery rules and licence names.
//
// A key is a folded spelling; its payloads say what it stands for. Immutable after building. The
// rules and the word list's meaning belong to the caller; `rules` must outlive the lexicon.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive.h"
#include "core/flat_array.h"
#include "recognise/boundaries.h"
#include "recognise/double_array.h"
#include "rules/rules.h"

namespace whobuilds::recognise {

enum class PayloadKind : uint8_t {
  surface,  // index into surfaces
  stem,     // index into stems
  word,     // the caller's word index
  need,     // a word that guards ask for
  gate,     // index into gates: a literal that opens discovery rules
  licence,  // index into ValueRules::units of dimension text
  relative_date,  // index into relative_date_words()
};

// In four bytes, since there is one for every spelling of a million names.
struct Payload {
  Payload() : Payload(0, PayloadKind::surface) {}
  Payload(uint32_t index_of, PayloadKind kind_of) : index(index_of & 0x0FFFFFFF), kind(kind_of) {}

  uint32_t index : 28;
  PayloadKind kind : 4;
};
static_assert(sizeof(Payload) == sizeof(uint32_t));

// A spelling of a catalogue surface.
struct SurfaceRef {
  EntityIndex entity = 0;
  uint32_t guard = kNoIndex;  // index into Lexicon::guards
  uint16_t surface = 0;       // index into CatalogueEntity::surfaces
  CasePolicy policy = CasePolicy::any;
  uint8_t unused = 0;         // a flat array has no bytes without a value
};

// A spelling of a family's stem.
struct StemRef {
  uint32_t family = 0;
  std::string listed;        // as listed, for comparing capitals
  CasePolicy policy = CasePolicy::any;
  bool of_entity = false;    // a surface of Family::entity, not a further stem
};

// What a Guard asks for, in the lexicon's terms.
struct CompiledGuard {
  std::vector<uint32_t> need;  // ids of its need words
};

// A literal that opens discovery rules. One that ends in an opening quotation mark (モデル「) is found
// by the mark, with `left` before it, since its begin may lie inside a katakana run.
struct Gate {
  std::string left;             // folded
  std::vector<uint32_t> rules;  // indices into Rules::discovery, ascending
};

class Lexicon {
 public:
  // See Recogniser::build for the words.
  void build(const Rules& rules, const std::vector<std::string>& words, const std::vector<bool>& word_is_stem);

  const DoubleArray& automaton() const { return automaton_; }

  // False when no key begins with the character at `at` of the folded text `text` (or, for ASCII, with
  // it and the byte after it): most starts are turned away here without a walk through the automaton.
  bool may_begin(std::string_view text, uint32_t at, char32_t character) const {
    if (character < 0x80) {
      const uint8_t next = at + 1 < text.size() ? static_cast<uint8_t>(text[at + 1]) : 0;
      return test(ascii_begins_, character << 8 | next);
    }
    return character > 0xFFFF || test(begins_, character);
  }

  // What the key of this rank stands for, by kind, then index.
  const Payload* begin(uint32_t rank) const { return payloads_.data() + payload_begins_[rank]; }
  const Payload* end(uint32_t rank) const { return payloads_.data() + payload_begins_[rank + 1]; }

  const SurfaceRef& surface(uint32_t index) const { return surfaces_[index]; }
  const StemRef& stem(uint32_t index) const { return stems_[index]; }
  const CompiledGuard& guard(uint32_t index) const { return guards_[index]; }
  bool word_is_stem(uint32_t word) const { return word < word_is_stem_.size() && word_is_stem_[word]; }
  const Gate& gate(uint32_t index) const { return gates_[index]; }
  // The surface as listed, which a SurfaceRef's capitals are compared with.
  std::string_view listed(const SurfaceRef& surface) const { return listed_surface(surface).text; }
  // Of a surface that has one.
  const Guard& listed_guard(const SurfaceRef& surface) const { return *listed_surface(surface).guard; }

  // To bytes and back; `rules` are equal to those that it was built from, and must outlive it, as must the archive's
  // bytes. Without meaning when the archive has failed().
  void write(core::ArchiveWriter& archive) const;
  void read(core::ArchiveReader& archive, const Rules& rules);

  size_t key_count() const { return payload_begins_.empty() ? 0 : payload_begins_.size() - 1; }
  size_t bytes() const;

 private:
  class Builder;

  template <typename Archive>
  void archive_members(Archive& archive);

  const Surface& listed_surface(const SurfaceRef& surface) const {
    return rules_->entities[surface.entity].surfaces[surface.surface];
  }
  static bool test(const core::FlatArray<uint64_t>& bits, uint32_t bit) { return (bits[bit >> 6] >> (bit & 63)) & 1; }

  const Rules* rules_ = nullptr;
  DoubleArray automaton_;
  core::FlatArray<uint64_t> ascii_begins_;  // bit per first character and second byte
  core::FlatArray<uint64_t> begins_;        // bit per first character beyond ASCII, up to U+FFFF
  core::FlatArray<uint32_t> payload_begins_;
  core::FlatArray<Payload> payloads_;
  core::FlatArray<SurfaceRef> surfaces_;
  std::vector<StemRef> stems_;
  std::vector<CompiledGuard> guards_;
  std::vector<Gate> gates_;
  std::vector<bool> word_is_stem_;
};

}  // namespace whobuilds::recognise
