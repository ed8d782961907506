#include "export/xml_writer.h"

#include <doctest/doctest.h>

#include <vector>

using namespace std::string_literals;
using whobuilds::exporting::append_xml;
using whobuilds::exporting::XmlWriter;

TEST_CASE("text inside XML") {
  struct Row {
    const char* name;
    std::string text, expected;
  };
  const std::vector<Row> rows = {
      {"plain", "abc", "abc"},
      {"han", "华为", "华为"},
      {"markup", "<a b=\"c\">&amp;'", "&lt;a b=&quot;c&quot;&gt;&amp;amp;'"},
      {"end of a CDATA section", "]]>", "]]&gt;"},
      {"end of a comment", "-->", "--&gt;"},
      {"white space that parsers would change", "a\tb\r\nc", "a&#9;b&#13;&#10;c"},
      {"line ends of XML 1.1", "a\xC2\x85z\xE2\x80\xA8", "a&#133;z&#8232;"},
      {"characters that XML does not have", "a\0b\x01\x1F\xEF\xBF\xBE\xEF\xBF\xBFz"s, "abz"},
      {"beyond the basic plane", "\xF0\x9F\xA4\x96", "\xF0\x9F\xA4\x96"},
      {"broken bytes", "a\xFFz", "a\xEF\xBF\xBDz"},
      {"a surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    std::string out;
    append_xml(out, row.text);
    CHECK(out == row.expected);
  }
  CHECK(rows.size() == 11);
}

TEST_CASE("elements") {
  std::string out;
  XmlWriter xml(out);
  xml.begin("a").attribute("x", "1<2");
  xml.begin("b").end();
  xml.element("c", "text & more");
  xml.element("d", "");
  xml.begin("e").attribute("y", "").text("t").end();
  xml.begin("f");
  xml.begin("g").end();
  xml.end();
  xml.end();
  CHECK(out ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<a x=\"1&lt;2\">\n"
        "  <b/>\n"
        "  <c>text &amp; more</c>\n"
        "  <d/>\n"
        "  <e y=\"\">t</e>\n"
        "  <f>\n"
        "    <g/>\n"
        "  </f>\n"
        "</a>\n");
}
