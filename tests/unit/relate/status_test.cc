#include "relate/status.h"

#include <doctest/doctest.h>

#include "extract/compiled_rules.h"
#include "rules/rules.h"
#include "unit/embedded_rules.h"
#include "whobuilds/rule_set.h"

using namespace whobuilds;
using namespace whobuilds::relate;

namespace {

// The cues of `typed` as the embedded rules know them, found by a plain search.
void add_cues(const Rules& rules, Segment& segment) {
  for (uint32_t cue = 0; cue < rules.cues.size(); ++cue) {
    if (rules.cues[cue].language != segment.language) continue;
    for (const std::string& word : rules.cues[cue].words) {
      for (size_t at = segment.typed.find(word); at != std::string::npos; at = segment.typed.find(word, at + 1)) {
        segment.cues.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + word.size()), cue});
      }
    }
  }
}

}  // namespace

TEST_CASE("cues bind to the clause of their predicate") {
  struct Row {
    const char* name;
    Language language;
    const char* text;
    const char* predicate;
    Status status;
    bool irrealis;
  };
  const std::vector<Row> rows = {
      {"plain", Language::ja, "aはbを発表した。", "発表した", Status::asserted, false},
      {"planned", Language::ja, "aはbを発表する予定だ。", "発表する", Status::planned, false},
      {"reported", Language::ja, "aはbを発表したと報じられた。", "発表した", Status::rumored, false},
      {"denied", Language::ja, "aはbを発表していない。", "発表して", Status::denied, false},
      {"denied by the verb's ending", Language::ja, "aはbで動かない。", "動かない", Status::denied, false},
      {"denied behind the verb", Language::ja, "aはbを使いません。", "使い", Status::denied, false},
      {"contrast is no denial", Language::ja, "aはcだけでなくbを発表した。", "発表した", Status::asserted, false},
      {"question", Language::ja, "aはbを発表するのか?", "発表する", Status::asserted, true},
      {"question before a full stop", Language::ja, "aはbと提携するのか。", "提携する", Status::asserted, true},
      {"condition that ends its clause", Language::ja, "aがbと提携すれば、cは変わる。", "提携すれ", Status::asserted, true},
      {"condition of another clause", Language::ja, "aがbと提携し、cが決まれば、", "提携し", Status::asserted, false},
      {"rumour about the subject", Language::ja, "cが買うと報じられたaはbを公開した。", "公開した", Status::asserted, false},
      {"planned in english", Language::en, "a plans to launch b.", "launch", Status::planned, false},
      {"rumour in english", Language::en, "a reportedly launched b.", "launched", Status::rumored, false},
      {"another clause", Language::en, "a launched b, while c plans nothing.", "launched", Status::asserted, false},
      {"planned in chinese", Language::zh, "a计划推出b。", "推出", Status::planned, false},
      {"rumour in chinese", Language::zh, "据传，a推出b。", "推出", Status::rumored, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Segment segment;
    segment.language = row.language;
    segment.typed = row.text;
    add_cues(test::embedded_rules().rules(), segment);
    const auto begin = static_cast<uint32_t>(segment.typed.find(row.predicate));
    const Span predicate{begin, begin + static_cast<uint32_t>(std::string_view(row.predicate).size())};
    const ClauseStatus status =
        clause_status(test::embedded_rules().compiled().relations, segment, predicate, predicate.end);
    CHECK(status.irrealis == row.irrealis);
    if (!row.irrealis) CHECK(status.status == row.status);
  }
}
