// The text of a document's blocks as HTML, with its names and evidence marked.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "whobuilds/document.h"
#include "whobuilds/fact.h"

namespace whobuilds::exporting {

// A sentence that facts were read from. Numbers are those of the page's facts, ascending.
struct MarkedSentence {
  Span span;
  std::vector<uint32_t> facts;
};

// Writes stretches of blocks. Marks may begin and end anywhere: what overlaps is closed and opened again, so that
// the tags are always nested. What is given to the constructor must outlive it. Not thread-safe.
class MarkedText {
 public:
  // `sentences` ascend. `prefix` begins the ids of sentences ("<prefix>s0") and facts ("<prefix>f1") in the page.
  MarkedText(const Document& document, const DocumentFacts& facts, const std::vector<MarkedSentence>& sentences,
             std::string prefix);

  // The block, with anchors and with references to the facts behind its sentences. A sentence gets its anchor where
  // it is first written.
  void write_block(const Block& block, std::string& out);
  // What the blocks hold of `span`, without anchors and references.
  void write_quote(Span span, std::string& out);

 private:
  // What may be open around a character, in the order of nesting.
  enum Level : uint32_t { kSentence, kEvidence, kStrong, kName, kLevels };
  using Marks = std::array<uint32_t, kLevels>;  // 0: not marked; else the index of what marks + 1
  struct Interval {
    Span span;
    uint32_t mark;
  };

  void join_evidence();
  void note_bounds();
  static uint32_t covering(const std::vector<Interval>& intervals, uint32_t offset);
  Marks marks_at(uint32_t offset, bool strong) const;
  void write_piece(const Piece& piece, Span clip, std::string& out);
  void write_run(std::string_view text, uint32_t begin, uint32_t end, bool strong, std::string& out);
  void change_marks(const Marks& wanted, std::string& out);
  void open_mark(uint32_t level, uint32_t mark, std::string& out);
  void finish_sentence(std::string& out);

  const Document& document_;
  const DocumentFacts& facts_;
  const std::vector<MarkedSentence>& marked_;
  std::string prefix_;
  std::vector<Interval> sentences_, evidence_, names_;  // ascend, do not overlap
  std::vector<const Block*> blocks_;                    // those with text, by where they begin
  std::vector<uint32_t> bounds_;                        // where a mark begins or ends, ascending
  std::vector<bool> anchored_;                          // sentences that have their anchor
  Marks open_ = {};
  bool with_anchors_ = false;
  uint32_t unfinished_ = 0;  // mark of the sentence whose references are still to be written, or 0
};

}  // namespace whobuilds::exporting
