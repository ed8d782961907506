// Lists behind a sentence that is left open for them: "vLLM supports the following models:", "K2 is available
// through:", 以下のモデルをサポートします:. Each item that begins with a name completes the sentence with it.
#pragma once

#include <optional>

#include "relate/typed_segment.h"
#include "whobuilds/document.h"

namespace whobuilds::relate {

class ListIntroduction {
 public:
  // Keeps the last clause of a paragraph when it ends with a colon or says that a list comes. `segments`: of the
  // block's last sentence so far.
  void remember(const Document& document, const CompiledRelations& relations, uint32_t block,
                const std::vector<Segment>& segments);

  // The introducing clause with the name that `item`, the main segment of the list item `block`, begins with; nothing
  // when no such clause stands before the list. Where the language says what is to come ("以下の…を"), the name takes
  // that place, else it stands at the end.
  std::optional<Segment> complete(const Document& document, const CompiledRelations& relations, uint32_t block,
                                  const Segment& item) const;

 private:
  Segment clause_;
  uint32_t block_ = Block::kNone;  // the paragraph that clause_ is from
};

}  // namespace whobuilds::relate
