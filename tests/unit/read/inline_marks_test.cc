#include "read/inline_marks.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;
using read::InlineMark;
using read::InlineMarks;

namespace {

// "kind:text" of each mark of the run.
std::vector<std::string> marks_in(const std::string& document, Span run) {
  std::vector<std::string> out;
  InlineMarks marks(document, run);
  for (InlineMark mark = marks.next(); mark.kind != InlineMark::Kind::none; mark = marks.next()) {
    const char* kind = mark.kind == InlineMark::Kind::url    ? "url:"
                       : mark.kind == InlineMark::Kind::bold ? "bold:"
                                                             : ":";
    out.push_back(kind + std::string(mark.span.of(document)));
  }
  return out;
}

}  // namespace

TEST_CASE("inline marks: what is left out of a run") {
  struct Row {
    std::string name;
    std::string text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"nothing", "", {}},
      {"plain text", "Qwen (a model) {x} [1] *y* h w !", {}},
      {"url", "see https://a.example/b now", {"url:https://a.example/b"}},
      {"url in capitals", "HTTPS://A.EXAMPLE", {"url:HTTPS://A.EXAMPLE"}},
      {"address without a scheme", "at www.a.example.", {"url:www.a.example"}},
      {"inside a word", "xhttps://a.example", {}},
      {"behind a CJK letter", "詳細はhttps://a.example", {"url:https://a.example"}},
      {"loose bold", "**「Qwen」**は", {"bold:**", "bold:**"}},
      {"template tags", "{% a %}b{{ c }}d{: .e}", {":{% a %}", ":{{ c }}", ":{: .e}"}},
      {"template tag that is never closed", "{% a {% b", {}},
      {"another one is still found", "{% a {{ b }}", {":{{ b }}"}},
      {"wiki link", "[[Qwen]]", {":[[", ":]]"}},
      {"wiki link with a bar", "[[Alibaba Group|Alibaba]]", {":[[Alibaba Group|", ":]]"}},
      {"a bar behind the link", "[[Qwen]] a|b", {":[[", ":]]"}},
      {"wiki link over two lines", "[[Qwen\n3]]", {":]]"}},
      {"embedded file", "a ![[b.png]] c", {":![[b.png]]"}},
      {"image with a space in its path", "![x](a b.png)", {":![x](a b.png)"}},
      {"image that is not closed", "![x](a", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(marks_in(row.text, {0, static_cast<uint32_t>(row.text.size())}) == row.expected);
  }
}

TEST_CASE("inline marks: a wiki link whose bar stands behind the run") {
  const std::string document = "[[Alibaba Group\\|Alibaba]] x";
  const auto run_end = static_cast<uint32_t>(document.find('\\'));
  InlineMarks marks(document, {0, run_end});
  const InlineMark mark = marks.next();
  CHECK(mark.span.of(document) == "[[Alibaba Group\\|");
  CHECK(mark.span.end > run_end);
  CHECK(marks.next().kind == InlineMark::Kind::none);
}
