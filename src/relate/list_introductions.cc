#include "relate/list_introductions.h"

#include <algorithm>
#include <string_view>

#include "relate/assemble_segment.h"

namespace whobuilds::relate {
namespace {

// Length of the typed text without spaces and the colon at its end, or 0 when no colon stands there.
uint32_t size_before_colon(std::string_view typed) {
  const auto drop_spaces = [&] {
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
  };
  drop_spaces();
  if (typed.empty() || typed.back() != ':') return 0;
  typed.remove_suffix(1);
  drop_spaces();
  return static_cast<uint32_t>(typed.size());
}

// The phrase that stands for the list ("以下の主要モデル"), up to what marks it as an argument; empty when there is
// none.
Span placeholder(const CompiledGrammar& grammar, std::string_view typed) {
  for (uint32_t at = 0; at < typed.size(); ++at) {
    if (literal_at(typed, at, grammar.list_announcements, false) == 0) continue;
    for (uint32_t end = at; end < typed.size(); ++end) {
      if (typed[end] == kSlotMark) break;
      const auto marked = [&](const Literals& marks) { return literal_at(typed, end, marks, false) > 0; };
      if (marked(grammar.case_marks) || marked(grammar.obliques) || marked(grammar.weak_topic_marks)) return {at, end};
    }
  }
  return {};
}

// "AWS Bedrock", "Google Vertex AI": the item is the thing, not its maker before it.
const Slot& head_of(const Segment& item) {
  const Slot& first = item.slots.front();
  if (item.slots.size() < 2) return first;
  const Slot& second = item.slots[1];
  uint32_t end = first.position + kSlotBytes;
  if (item.typed[end] == ' ') ++end;
  return second.position == end && !second.members.empty() && (first.types & second.types) == 0 ? second : first;
}

}  // namespace

void ListIntroduction::remember(const Document& document, const CompiledRelations& relations, uint32_t block,
                                const std::vector<Segment>& segments) {
  const BlockKind kind = document.blocks[block].kind;
  if (kind != BlockKind::paragraph && kind != BlockKind::list_item) return;
  block_ = Block::kNone;
  for (const Segment& segment : segments) {
    const CompiledGrammar& grammar = relations.grammars[static_cast<size_t>(segment.language)];
    if (segment.predicates.empty()) continue;
    if (size_before_colon(segment.typed) == 0 && placeholder(grammar, segment.typed).size() == 0) continue;
    clause_ = segment;
    block_ = block;
  }
}

std::optional<Segment> ListIntroduction::complete(const Document& document, const CompiledRelations& relations,
                                                  uint32_t block, const Segment& item) const {
  const Block& source = document.blocks[block];
  if (block_ == Block::kNone || source.kind != BlockKind::list_item || source.parent != block_) return std::nullopt;
  if (item.slots.empty() || item.slots.front().position != 0 || item.slots.front().members.empty()) return std::nullopt;
  const CompiledGrammar& grammar = relations.grammars[static_cast<size_t>(clause_.language)];
  const uint32_t colon = size_before_colon(clause_.typed);
  const uint32_t size = colon > 0 ? colon : static_cast<uint32_t>(clause_.typed.size());
  const Span held = placeholder(grammar, std::string_view(clause_.typed).substr(0, size));
  SegmentAssembler out(clause_);
  out.append(clause_, {0, held.size() > 0 ? held.begin : size}, true);
  if (held.size() == 0) out.append_space();
  out.append_slot(head_of(item));
  if (held.size() > 0) out.append(clause_, {held.end, size}, true);
  Segment completed = out.take();
  completed.sentence = item.sentence;
  return completed;
}

}  // namespace whobuilds::relate
