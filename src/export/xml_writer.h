// Writes XML straight into a string, two spaces per level.
//
// libxml2's text writer was looked at: it keeps to its own buffers, lets characters through that XML forbids (a
// sentence of an article may hold any), and would bring the library of the room `read` into this one. What is left to
// do is this.
//
//   XmlWriter xml(out);
//   xml.begin("node").attribute("id", node.id);
//   xml.element("data", text);
//   xml.end();
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::exporting {

// Appends `text` for use between tags and inside quoted attribute values. Characters that XML 1.0 cannot hold are
// dropped, bytes that are no UTF-8 become U+FFFD; white space other than spaces is kept by character references.
void append_xml(std::string& out, std::string_view text);

// Names of elements and attributes are the caller's own, well-formed and alive until the element has ended. Not
// thread-safe.
class XmlWriter {
 public:
  // Appends to `out`, which must outlive the writer, beginning with the XML declaration.
  explicit XmlWriter(std::string& out);

  XmlWriter& begin(std::string_view name);
  // Of the element that was begun last, before anything stands in it.
  XmlWriter& attribute(std::string_view name, std::string_view value);
  // Ends the element; writes the short form when nothing stands in it.
  void end();
  // An element that holds text alone. Attributes cannot be added to it: see begin and text.
  void element(std::string_view name, std::string_view text) { begin(name).text(text).end(); }
  // Text alone, or nothing, may stand in an element that has text.
  XmlWriter& text(std::string_view text);

 private:
  void close_tag();
  void new_line();

  std::string& out_;
  std::vector<std::string_view> open_;
  bool in_tag_ = false;    // the begin tag still takes attributes
  bool has_text_ = false;  // the open element holds text: no white space may be added
};

}  // namespace whobuilds::exporting
