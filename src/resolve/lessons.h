// What the document teaches: surfaces that it has shown to stand for a thing, found wherever they stand free.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "resolve/draft.h"
#include "resolve/occurrences.h"

namespace whobuilds::resolve {

// How a surface was taught.
enum class Lesson : uint8_t { alias, repeat, part, short_form };

// Of one draft, which must outlive it.
class Lessons {
 public:
  explicit Lessons(Draft& draft) : draft_(draft) {}

  // `surface` stands for `thing`, unless it is the name of another one. The first lesson of a surface counts; it may
  // stand for several things.
  void teach(std::string_view surface, uint32_t thing, Lesson lesson);

  // Names of things that are neither listed nor of a family.
  void teach_repeats();
  // Ends of full names ("910C").
  void teach_parts();
  // Names of organisations without trade words.
  void teach_short_forms();

  // Adds a place to the draft wherever between its places a taught surface stands for just one thing.
  void find();

 private:
  struct Taught {
    std::vector<uint32_t> things;
    Lesson lesson = Lesson::alias;
  };
  void consider(const SurfaceSet::Occurrence& occurrence, uint32_t next, std::vector<Place>& learned);
  bool overlaps_value(Span span) const;
  uint32_t meant(const Taught& taught, Span span, uint32_t next) const;
  uint32_t begin_of_block(uint32_t at) const;
  bool begins_sentence(uint32_t at) const;
  bool fits_as_part(Span span, uint32_t thing, uint32_t next) const;
  bool is_possessor(uint32_t end) const;
  bool is_company_verb(std::string_view word) const;
  bool fits_as_short_form(const SurfaceSet::Occurrence& occurrence);
  std::string_view word_behind(uint32_t at) const;
  bool unknown_name_before(uint32_t at) const;
  void find_plain_words();

  Draft& draft_;
  SurfaceSet surfaces_;
  std::vector<Taught> taught_;     // parallel to the surfaces
  std::vector<bool> plain_words_;  // surface -> also stands there in small letters; empty: not yet looked for
};

}  // namespace whobuilds::resolve
