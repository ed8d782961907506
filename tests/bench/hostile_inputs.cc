#include "bench/hostile_inputs.h"

namespace whobuilds::bench {
namespace {

std::string repeated(const std::string& unit, size_t bytes) {
  std::string out;
  out.reserve(bytes + unit.size());
  while (out.size() < bytes) out += unit;
  return out;
}

// Names that differ from one another: "Company12 developed the KX-12 ..."
std::string numbered(const std::string& before, const std::string& between, const std::string& after, size_t bytes) {
  std::string out;
  out.reserve(bytes + 100);
  for (size_t number = 0; out.size() < bytes; ++number) {
    out += before;
    out += std::to_string(number);
    out += between;
    out += std::to_string(number);
    out += after;
  }
  return out;
}

// `open` as often as `close`, as many as fit.
std::string nested(const std::string& open, const std::string& close, size_t bytes) {
  const size_t depth = bytes / (open.size() + close.size()) + 1;
  return repeated(open, depth * open.size()) + "NVIDIA" + repeated(close, depth * close.size());
}

std::string one_sentence(size_t bytes) {
  return repeated("and Huawei, which developed the Ascend 910C with SMIC, ", bytes);
}
std::string one_line(size_t bytes) { return repeated("Huawei developed the Ascend 910C for Alibaba Cloud. ", bytes); }
std::string one_word(size_t bytes) { return std::string(bytes, 'a'); }
std::string one_line_cjk(size_t bytes) { return repeated("华为为阿里云研发了昇腾910C、", bytes); }
std::string many_names(size_t bytes) { return numbered("Nexava", " Labs developed the KX-", " for it. ", bytes); }
std::string many_lists(size_t bytes) { return numbered("Nexava", " Labs, KX-", ", ", bytes); }
std::string short_forms(size_t bytes) { return numbered("Nexava", " Labs met us, and Nexava", " sells it. ", bytes); }
std::string quotes(size_t bytes) { return repeated("「", bytes); }
std::string quote_pairs(size_t bytes) { return nested("「", "」", bytes); }
std::string round_brackets(size_t bytes) { return repeated("NVIDIA (", bytes); }
std::string alias(size_t bytes) { return repeated("NVIDIA ", bytes); }
std::string alias_glued(size_t bytes) { return repeated("華為", bytes); }
std::string alias_list(size_t bytes) { return repeated("NVIDIA、", bytes); }
std::string combining(size_t bytes) { return "a" + repeated("\u0301", bytes); }
std::string combining_mixed(size_t bytes) { return "a" + repeated("\u0301\u0316\u0300\u0323", bytes); }
std::string digits(size_t bytes) { return std::string(bytes, '7'); }
std::string numbers(size_t bytes) { return repeated("360億円 1,000 ", bytes); }
std::string digit_runs(size_t bytes) { return repeated("1.2-", bytes); }
std::string zero_width(size_t bytes) { return repeated("\u200b", bytes); }
std::string spaces(size_t bytes) { return "a" + std::string(bytes, ' ') + "b"; }
std::string line_breaks(size_t bytes) { return repeated("NVIDIA\n\n", bytes); }
std::string html_nested(size_t bytes) { return nested("<div>", "</div>", bytes); }
std::string html_unclosed(size_t bytes) { return repeated("<b><p>NVIDIA", bytes); }
std::string html_table(size_t bytes) { return "<table>" + repeated("<tr><td>NVIDIA<td>H100", bytes); }
std::string html_attributes(size_t bytes) { return "<p " + repeated("a=b ", bytes) + ">NVIDIA"; }
std::string markdown_quotes(size_t bytes) { return repeated("> ", bytes) + "NVIDIA"; }
std::string markdown_lists(size_t bytes) { return repeated("- ", bytes) + "NVIDIA"; }
std::string markdown_brackets(size_t bytes) { return repeated("[", bytes); }
std::string markdown_links(size_t bytes) { return nested("[", "](a)", bytes); }
std::string markdown_strong(size_t bytes) { return repeated("**a *b ", bytes); }
std::string markdown_code(size_t bytes) { return repeated("`a``b", bytes); }
std::string markdown_table(size_t bytes) { return "|a|b|\n|-|-|\n" + repeated("|NVIDIA|H100|\n", bytes); }
std::string markdown_wide_table(size_t bytes) {
  return repeated("|a", bytes / 3) + "|\n" + repeated("|-", bytes / 3) + "|\n" + repeated("|a", bytes / 3) + "|\n";
}
std::string markdown_headings(size_t bytes) { return repeated("# NVIDIA\n", bytes); }
std::string markdown_items(size_t bytes) { return repeated("- NVIDIA: H100\n", bytes); }
std::string markdown_tags(size_t bytes) { return repeated("<b>", bytes); }

}  // namespace

const std::vector<HostileInput>& hostile_inputs() {
  static const std::vector<HostileInput> kInputs = {
      {"one line of sentences", "a.txt", one_line},
      {"one sentence", "a.txt", one_sentence},
      {"one word", "a.txt", one_word},
      {"one line of Chinese", "a.txt", one_line_cjk},
      {"ever new names", "a.txt", many_names},
      {"one list of new names", "a.txt", many_lists},
      {"names and their short forms", "a.txt", short_forms},
      {"opening quotes", "a.txt", quotes},
      {"nested quotes", "a.txt", quote_pairs},
      {"opening brackets", "a.txt", round_brackets},
      {"one alias", "a.txt", alias},
      {"one alias, no spaces", "a.txt", alias_glued},
      {"one alias, listed", "a.txt", alias_list},
      {"combining marks", "a.txt", combining},
      {"combining marks, unordered", "a.txt", combining_mixed},
      {"digits", "a.txt", digits},
      {"numbers with units", "a.txt", numbers},
      {"versions", "a.txt", digit_runs},
      {"zero-width spaces", "a.txt", zero_width},
      {"spaces", "a.txt", spaces},
      {"paragraphs", "a.txt", line_breaks},
      {"HTML, nested", "a.html", html_nested},
      {"HTML, never closed", "a.html", html_unclosed},
      {"HTML, long table", "a.html", html_table},
      {"HTML, attributes", "a.html", html_attributes},
      {"Markdown, nested quotes", "a.md", markdown_quotes},
      {"Markdown, nested lists", "a.md", markdown_lists},
      {"Markdown, brackets", "a.md", markdown_brackets},
      {"Markdown, nested links", "a.md", markdown_links},
      {"Markdown, emphasis", "a.md", markdown_strong},
      {"Markdown, code marks", "a.md", markdown_code},
      {"Markdown, long table", "a.md", markdown_table},
      {"Markdown, wide table", "a.md", markdown_wide_table},
      {"Markdown, headings", "a.md", markdown_headings},
      {"Markdown, items", "a.md", markdown_items},
      {"Markdown, tags", "a.md", markdown_tags},
  };
  return kInputs;
}

}  // namespace whobuilds::bench
