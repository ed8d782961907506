#include "export/xml_writer.h"

#include "core/utf8.h"

namespace whobuilds::exporting {

void append_xml(std::string& out, std::string_view text) {
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;  // "]]>" is not allowed in text either
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      case 0x85:  // line ends, too, to readers that know XML 1.1
        out += "&#133;";
        break;
      case 0x2028:
        out += "&#8232;";
        break;
      default:
        if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF) core::append(out, c);
    }
  }
}

XmlWriter::XmlWriter(std::string& out) : out_(out) { out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"; }

void XmlWriter::new_line() {
  out_ += '\n';
  out_.append(2 * open_.size(), ' ');
}

void XmlWriter::close_tag() {
  if (in_tag_) out_ += '>';
  in_tag_ = false;
}

XmlWriter& XmlWriter::begin(std::string_view name) {
  close_tag();
  new_line();
  out_ += '<';
  out_ += name;
  open_.push_back(name);
  in_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  append_xml(out_, value);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  if (text.empty()) return *this;
  close_tag();
  append_xml(out_, text);
  has_text_ = true;
  return *this;
}

void XmlWriter::end() {
  const std::string_view name = open_.back();
  open_.pop_back();
  if (in_tag_) {
    out_ += "/>";
    in_tag_ = false;
  } else {
    if (!has_text_) new_line();
    out_ += "</";
    out_ += name;
    out_ += '>';
  }
  has_text_ = false;
  if (open_.empty()) out_ += '\n';
}

}  // namespace whobuilds::exporting
