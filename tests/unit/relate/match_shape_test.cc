#include "relate/match_shape.h"

#include <doctest/doctest.h>

#include "core/utf8.h"

using namespace whobuilds;
using namespace whobuilds::relate;

namespace {

constexpr TypeSet kCompany = 1, kModel = 2;

// "<C>は<M>を{発表}した": slots by type letter, the predicate in braces.
struct Typed {
  Segment segment;
  Span predicate;
};

Typed typed(const std::string& marked, Language language) {
  Typed out;
  out.segment.language = language;
  for (size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '<') {
      Slot slot;
      slot.position = static_cast<uint32_t>(out.segment.typed.size());
      slot.types = marked[i + 1] == 'C' ? kCompany : kModel;
      out.segment.typed += {kSlotMark, static_cast<char>(out.segment.slots.size() + 1), kSlotEnd};
      out.segment.slots.push_back(slot);
      i += 2;
    } else if (marked[i] == '{') {
      out.predicate.begin = static_cast<uint32_t>(out.segment.typed.size());
    } else if (marked[i] == '}') {
      out.predicate.end = static_cast<uint32_t>(out.segment.typed.size());
    } else {
      out.segment.typed.push_back(marked[i]);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("shapes bind the nearest fitting slots") {
  struct Row {
    const char* name;
    Language language;
    const char* shape;
    const char* text;
    int source, target;  // slot indices, -1: no match
  };
  const std::vector<Row> rows = {
      {"plain", Language::ja, "A は|が ... B を .. V", "<C>は<M>を{発表}した", 0, 1},
      {"far topic", Language::ja, "A は|が ... B を .. V", "<C>は、<C>に頼らず<M>を{発表}した", 0, 2},
      {"wrong type", Language::ja, "A は|が ... B を .. V", "<M>は<M>を{発表}した", -1, -1},
      {"wrong mark", Language::ja, "A は|が ... B を .. V", "<C>は<M>と{比較}した", -1, -1},
      {"phrase gap stops at a particle", Language::ja, "A が .. V _ B", "<C>が{開発}した技術は<M>と", -1, -1},
      {"phrase gap", Language::ja, "A が .. V _ B", "<C>が{開発}した言語モデル<M>と", 0, 1},
      {"clause gap does not cross a slot", Language::en, "A .. V _ B", "<C> and <C> {launched} <M>", 1, 2},
      {"english words are whole", Language::en, "B .. V by A", "<M> was {built} bystanders <C>", -1, -1},
      {"passive", Language::en, "B .. V by A", "<M> was {built} by <C>.", 1, 0},
      {"ends", Language::en, "^ A V $", "<C> {won}.", 0, -1},
      {"not at the begin", Language::en, "^ A V $", "So <C> {won}.", -1, -1},
      {"the end as an alternative", Language::ja, "A が V 。|で|$", "<C>が{発表}", 0, -1},
      {"another alternative", Language::ja, "A が V 。|で|$", "<C>が{発表}でした", 0, -1},
      {"neither", Language::ja, "A が V 。|で|$", "<C>が{発表}した", -1, -1},
      {"the begin as an alternative", Language::zh, "^|, V _ A", "{发布}<C>", 0, -1},
      {"behind a comma", Language::zh, "^|, V _ A", "新闻,{发布}<C>", 0, -1},
      {"not in the middle", Language::zh, "^|, V _ A", "新闻{发布}<C>", -1, -1},
      {"an article before the slot", Language::en, "A .. V of B", "<C> {won} of the <M>", 0, 1},
      {"an article read backwards", Language::en, "with A V _ B", "with the <C> {won} <M>", 0, 1},
      {"no article of another noun", Language::en, "A .. V of B", "<C> {won} of the old <M>", -1, -1},
  };
  Grammar grammar;
  CompiledGrammar compiled;
  compiled.rule = &grammar;
  compiled.articles = Literals(std::vector<std::string>{"the"});
  compiled.phrase_stops = Literals(std::vector<std::string>{"を", "が", "は", "に", "と", ",", "and"});
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Typed input = typed(row.text, row.language);
    const Result<Shape> shape = parse_shape(row.shape, grammar);
    REQUIRE(shape.ok());
    GapStops gaps;
    gaps.begin(input.segment, compiled);
    const ShapeContext context{&input.segment, &compiled, &gaps, kCompany, kModel, nullptr};
    const std::optional<Binding> binding = match_shape(*shape, context, input.predicate);
    if (row.source < 0 && row.target < 0) {
      CHECK_FALSE(binding.has_value());
      continue;
    }
    REQUIRE(binding.has_value());
    if (row.source >= 0) CHECK(binding->source == static_cast<uint32_t>(row.source));
    if (row.target >= 0) CHECK(binding->target == static_cast<uint32_t>(row.target));
  }
}
