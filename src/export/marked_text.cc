#include "export/marked_text.h"

#include <algorithm>

#include "export/html_text.h"

namespace whobuilds::exporting {
namespace {

constexpr Span kEverything{0, UINT32_MAX};

}  // namespace

MarkedText::MarkedText(const Document& document, const DocumentFacts& facts,
                       const std::vector<MarkedSentence>& sentences, std::string prefix)
    : document_(document), facts_(facts), marked_(sentences), prefix_(std::move(prefix)), anchored_(sentences.size()) {
  for (uint32_t i = 0; i < sentences.size(); ++i) {
    // Sentences whose ends round outward may touch: the first keeps what both have.
    Span span = sentences[i].span;
    if (!sentences_.empty()) span.begin = std::max(span.begin, sentences_.back().span.end);
    if (span.begin < span.end) sentences_.push_back({span, i + 1});
  }
  for (uint32_t i = 0; i < facts.mentions.size(); ++i) {
    const Span span = facts.mentions[i].span;
    const bool free = names_.empty() || names_.back().span.end <= span.begin;
    if (free && span.begin < span.end && facts.mentions[i].entity < facts.entities.size()) names_.push_back({span, i + 1});
  }
  for (const Block& block : document.blocks) {
    if (!block.pieces.empty()) blocks_.push_back(&block);
  }
  std::stable_sort(blocks_.begin(), blocks_.end(), [](const Block* a, const Block* b) {
    return a->pieces.front().source.begin < b->pieces.front().source.begin;
  });
  join_evidence();
  note_bounds();
}

void MarkedText::join_evidence() {
  std::vector<Span> spans;
  for (const RelationFact& fact : facts_.relations) spans.push_back(fact.evidence.span);
  for (const AttributeFact& fact : facts_.attributes) spans.push_back(fact.evidence.span);
  std::sort(spans.begin(), spans.end());
  for (const Span span : spans) {
    if (span.begin >= span.end) continue;
    if (!evidence_.empty() && span.begin <= evidence_.back().span.end) {
      evidence_.back().span.end = std::max(evidence_.back().span.end, span.end);
    } else {
      evidence_.push_back({span, 1});
    }
  }
}

void MarkedText::note_bounds() {
  for (const auto* intervals : {&sentences_, &evidence_, &names_}) {
    for (const Interval& interval : *intervals) {
      bounds_.push_back(interval.span.begin);
      bounds_.push_back(interval.span.end);
    }
  }
  std::sort(bounds_.begin(), bounds_.end());
  bounds_.erase(std::unique(bounds_.begin(), bounds_.end()), bounds_.end());
}

uint32_t MarkedText::covering(const std::vector<Interval>& intervals, uint32_t offset) {
  const auto after = std::upper_bound(intervals.begin(), intervals.end(), offset,
                                      [](uint32_t at, const Interval& interval) { return at < interval.span.begin; });
  if (after == intervals.begin()) return 0;
  const Interval& last = *(after - 1);
  return offset < last.span.end ? last.mark : 0;
}

MarkedText::Marks MarkedText::marks_at(uint32_t offset, bool strong) const {
  Marks marks;
  marks[kSentence] = with_anchors_ ? covering(sentences_, offset) : 0;
  marks[kEvidence] = covering(evidence_, offset);
  marks[kStrong] = strong ? 1 : 0;
  marks[kName] = covering(names_, offset);
  return marks;
}

void MarkedText::open_mark(uint32_t level, uint32_t mark, std::string& out) {
  if (level == kSentence) {
    out += "<span class=\"said\"";
    if (!anchored_[mark - 1]) out += " id=\"" + prefix_ + "s" + std::to_string(mark - 1) + "\"";
    anchored_[mark - 1] = true;
    unfinished_ = mark;
    out += '>';
  } else if (level == kEvidence) {
    out += "<mark>";
  } else if (level == kStrong) {
    out += "<b>";
  } else {
    const Entity& entity = facts_.entities[facts_.mentions[mark - 1].entity];
    out += "<span class=\"name t-" + html_text(entity.type) + (entity.discovered ? " found" : "") + "\" title=\"" +
           html_text(entity.label + " (" + entity.id + ")") + "\">";
  }
}

void MarkedText::change_marks(const Marks& wanted, std::string& out) {
  static constexpr const char* kClosing[kLevels] = {"</span>", "</mark>", "</b>", "</span>"};
  uint32_t keep = 0;
  while (keep < kLevels && open_[keep] == wanted[keep]) ++keep;
  for (uint32_t level = kLevels; level-- > keep;) {
    if (open_[level] != 0) out += kClosing[level];
  }
  for (uint32_t level = keep; level < kLevels; ++level) {
    if (wanted[level] != 0) open_mark(level, wanted[level], out);
  }
  open_ = wanted;
}

void MarkedText::write_run(std::string_view text, uint32_t begin, uint32_t end, bool strong, std::string& out) {
  const Marks wanted = marks_at(begin, strong);
  if (unfinished_ != 0 && wanted[kSentence] != unfinished_) finish_sentence(out);
  change_marks(wanted, out);
  append_html(out, text);
  if (unfinished_ != 0 && marked_[unfinished_ - 1].span.end <= end) finish_sentence(out);
}

// The references stand right behind the sentence, before what separates it from the next.
void MarkedText::finish_sentence(std::string& out) {
  const std::vector<uint32_t>& facts = marked_[unfinished_ - 1].facts;
  change_marks(Marks{}, out);
  out += "<sup>";
  for (const uint32_t fact : facts) {
    const std::string number = std::to_string(fact);
    out += (fact == facts.front() ? "<a href=\"#" : " <a href=\"#") + prefix_ + "f" + number + "\">" + number + "</a>";
  }
  out += "</sup>";
  unfinished_ = 0;
}

void MarkedText::write_piece(const Piece& piece, Span clip, std::string& out) {
  const bool decoded = !piece.decoded.empty() || piece.source.empty();
  if (decoded) {
    const bool inside = piece.source.begin >= clip.begin && piece.source.end <= clip.end;
    if (inside) write_run(piece.decoded, piece.source.begin, piece.source.end, piece.strong, out);
    return;
  }
  const uint32_t size = static_cast<uint32_t>(document_.text.size());
  const uint32_t end = std::min({piece.source.end, clip.end, size});
  uint32_t at = std::max(piece.source.begin, clip.begin);
  auto bound = std::upper_bound(bounds_.begin(), bounds_.end(), at);
  while (at < end) {
    const uint32_t next = bound != bounds_.end() ? std::min(*bound++, end) : end;
    write_run(Span{at, next}.of(document_.text), at, next, piece.strong, out);
    at = next;
  }
}

void MarkedText::write_block(const Block& block, std::string& out) {
  with_anchors_ = true;
  for (const Piece& piece : block.pieces) write_piece(piece, kEverything, out);
  if (unfinished_ != 0) finish_sentence(out);
  change_marks(Marks{}, out);
}

void MarkedText::write_quote(Span span, std::string& out) {
  with_anchors_ = false;
  auto at = std::partition_point(blocks_.begin(), blocks_.end(), [&](const Block* block) {
    return block->pieces.back().source.end <= span.begin;
  });
  bool something = false;
  for (; at != blocks_.end() && (*at)->pieces.front().source.begin < span.end; ++at) {
    if (something) out += ' ';
    something = true;
    for (const Piece& piece : (*at)->pieces) write_piece(piece, span, out);
    change_marks(Marks{}, out);
  }
}

}  // namespace whobuilds::exporting
