// Names and sentences as an attacker, or a broken page, would write them.
#include "unit/graph/sample.h"

using namespace std::string_literals;

namespace whobuilds::sample {

std::vector<Paper> hostile() {
  Paper paper("a;b,\"c\" <d>", "2025-01");
  paper
      .knows("company:quotes", "\"Quo'te\" `tick` <b>&amp;</b> ]]> --> #35; {x}|[y]",
             {"one;two", "=HYPERLINK(\"http://example.invalid\")", "a,b"},
             {{"en", "\"Quo'te\" `tick` <b>&amp;</b> ]]> --> #35; {x}|[y]"}, {"ja", "引用\"符\""}, {"zh", "-引号"}})
      .knows("chip:lines", "two\r\nlines\tand a tab", {"@here"}, {{"ja", "二\n行"}})
      .knows("model:controls",
             "nul\0bell\x07"
             "del\x7F no-character\xEF\xBF\xBE line\xE2\x80\xA8separator"s,
             {}, {{"ja", "+1"}})
      .knows("model:we\"ird <id> \\ \xC3\xBC 機", "\xF0\x9F\xA4\x96 robot \\", {"\xF0\xA0\xAE\xB7"}, {{"zh", "机器人"}},
             true)
      .knows("product:empty", "", {}, {{"en", ""}})
      .says("company:quotes", "develops", "chip:lines", "\"Quoted\", she said; it's 100 % <new> & 'true' ]]>.")
      .with("label", word("a \"label\""))
      .with("weird key:;", number(-1.5e300, "\"unit\""))
      .says("company:quotes", "un`known re\"lation]->()", "model:controls", "=1+1", Status::planned, 0.5)
      .says("company:quotes", "uses", "company:quotes", "It uses itself.\nOn two lines.", Status::denied, 0.4)
      .says("model:controls", "competes_with", "model:we\"ird <id> \\ \xC3\xBC 機", "\\ \xE4\xBA\x8C\\\" \x01",
            Status::rumored, 0.3)
      .states("chip:lines", "status", word("released \"now\"\nor later"), "The status; is: x.")
      .states("chip:lines", "memory", number(64e9, "B"), "It has 64 GB.", Status::planned, 0.9)
      .states("chip:lines", "memory", number(128e9, "B"), "It has 128 GB.", Status::asserted, 0.6)
      .states("model:controls", "license", word("@SUM(A1)"), "-License-")
      .mentions("chip:lines", "\ttwo\nlines");
  return {paper, Paper("empty", "")};
}

}  // namespace whobuilds::sample
