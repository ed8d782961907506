#include "recognise/guards.h"

#include <algorithm>
#include <string_view>

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kMostCells = 60;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
bool starts_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

class GuardJudge {
 public:
  GuardJudge(const text::Text& text, const Scan& scan) : text_(text), scan_(scan) {}

  // All that the guard asks except for a relative.
  bool allows(const Guard& guard, const CompiledGuard& compiled, Span span) {
    return neighbours_allow(guard, span) && (compiled.need.empty() || has_needed(compiled, block_at(span.begin)));
  }

 private:
  bool neighbours_allow(const Guard& guard, Span span) const {
    const std::string_view before = std::string_view(text_.normal).substr(0, span.begin);
    const std::string_view after = std::string_view(text_.normal).substr(span.end);
    for (const std::string& denied : guard.deny_left) {
      if (ends_with(before, denied)) return false;
    }
    for (const std::string& denied : guard.deny_right) {
      if (starts_with(after, denied)) return false;
    }
    return true;
  }

  // In the block (of a cell: the table, of an item: the list) or in the first one, which is the title where a
  // document has one.
  bool has_needed(const CompiledGuard& guard, uint32_t block) const {
    const Span around = company_of(block);
    for (const uint32_t need : guard.need) {
      if (std::binary_search(scan_.needs.begin(), scan_.needs.end(), NeedHit{0, need})) return true;
      for (uint32_t each = around.begin; each < around.end; ++each) {
        if (std::binary_search(scan_.needs.begin(), scan_.needs.end(), NeedHit{each, need})) return true;
      }
    }
    return false;
  }

  // The blocks of the same table or list around `block`, at most kMostCells to either side.
  Span company_of(uint32_t block) const {
    const auto& blocks = text_.blocks;
    const auto belongs = [&](uint32_t other) {
      return blocks[other].kind == blocks[block].kind && blocks[other].table == blocks[block].table;
    };
    Span out{block, block + 1};
    if (blocks.empty() || (blocks[block].kind != BlockKind::table_cell && blocks[block].kind != BlockKind::list_item))
      return out;
    while (out.begin > 0 && block - out.begin < kMostCells && belongs(out.begin - 1)) --out.begin;
    while (out.end < blocks.size() && out.end - block < kMostCells && belongs(out.end)) ++out.end;
    return out;
  }

  uint32_t block_at(uint32_t at) {
    while (block_ + 1 < text_.blocks.size() && at >= text_.blocks[block_ + 1].span.begin) ++block_;
    return block_;
  }

  const text::Text& text_;
  const Scan& scan_;
  uint32_t block_ = 0;
};

void sort_unique(std::vector<EntityIndex>& entities) {
  std::sort(entities.begin(), entities.end());
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
}

NameHit hit_of(const Rules& rules, const SurfaceHit& surface, EntityIndex entity) {
  NameHit hit;
  hit.span = surface.span;
  hit.entity = entity;
  hit.types = type_bit(rules.entities[entity].type);
  return hit;
}

}  // namespace

void Mentioned::clear() {
  entities_.clear();
  above_.clear();
}

void Mentioned::settle(const Rules& rules) {
  sort_unique(entities_);
  above_.clear();
  for (const EntityIndex entity : entities_) {
    const CatalogueEntity& known = rules.entities[entity];
    if (known.parent != kNoIndex) above_.push_back(known.parent);
    if (known.developer != kNoIndex) above_.push_back(known.developer);
  }
  sort_unique(above_);
}

bool Mentioned::has(EntityIndex entity) const { return std::binary_search(entities_.begin(), entities_.end(), entity); }

bool Mentioned::has_relative(const Rules& rules, EntityIndex entity) const {
  if (has(entity) || std::binary_search(above_.begin(), above_.end(), entity)) return true;
  const CatalogueEntity& known = rules.entities[entity];
  if (known.parent != kNoIndex && has(known.parent)) return true;
  if (known.developer == kNoIndex) return false;
  const EntityIndex owner = rules.entities[known.developer].parent;
  return has(known.developer) || (owner != kNoIndex && has(owner));
}

void take_surfaces(const Rules& rules, const Lexicon& lexicon, const text::Text& text, const Scan& scan,
                   Mentioned& mentioned, NameHits& out) {
  GuardJudge judge(text, scan);
  std::vector<SurfaceHit> waiting;
  for (const SurfaceHit& hit : scan.surfaces) {
    const SurfaceRef& surface = lexicon.surface(hit.surface);
    if (surface.guard != kNoIndex) {
      const Guard& guard = lexicon.listed_guard(surface);
      if (!judge.allows(guard, lexicon.guard(surface.guard), hit.span)) continue;
      if (guard.relative) {
        waiting.push_back(hit);
        continue;
      }
    }
    out.hits.push_back(hit_of(rules, hit, surface.entity));
    mentioned.add(surface.entity);
  }
  mentioned.settle(rules);
  std::vector<EntityIndex> taken;
  for (const SurfaceHit& hit : waiting) {
    const EntityIndex entity = lexicon.surface(hit.surface).entity;
    if (!mentioned.has_relative(rules, entity)) continue;
    out.hits.push_back(hit_of(rules, hit, entity));
    taken.push_back(entity);
  }
  for (const EntityIndex entity : taken) mentioned.add(entity);
  mentioned.settle(rules);
}

}  // namespace whobuilds::recognise
