#include "read/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>

#include "read/block_builder.h"
#include "read/character_reference.h"
#include "read/inline_marks.h"
#include "read/layout.h"
#include "read/lines.h"
#include "read/references.h"
#include "read/repositories.h"
#include "read/tags.h"

namespace whobuilds::read {
namespace {

constexpr size_t kLongestBoldHeading = 200;     // bytes
constexpr size_t kLongestParagraph = 4u << 20;  // bytes; beyond it is no article, and md4c may take too long
constexpr uint8_t kBoldHeadingLevel = 6;
constexpr std::string_view kSeparator = "\xE3\x80\x80";  // U+3000, which normalisation keeps as a space

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  text = text.substr(0, text.find_last_not_of(" \t\n\r") + 1);
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
  });
}

enum class LineBreak : uint8_t { none, soft, hard };

// Turns md4c's events into blocks. Offsets are of the whole document's text.
class MarkdownReader {
 public:
  MarkdownReader(const std::string& text, uint32_t begin) : text_(text), builder_(text), cursor_(begin) {
    most_events_ = uint64_t{64} * text.size() + 100000;
  }

  bool parse() {
    MD_PARSER parser = {};
    // URLs are found by append_marked: md4c takes quadratic time over a paragraph of bare ones.
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEATXHEADERS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return static_cast<MarkdownReader*>(self)->enter_block(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return static_cast<MarkdownReader*>(self)->leave_block(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
      return static_cast<MarkdownReader*>(self)->enter_span(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      return static_cast<MarkdownReader*>(self)->leave_span(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return static_cast<MarkdownReader*>(self)->add_text(type, text, size);
    };
    return md_parse(text_.data() + cursor_, static_cast<MD_SIZE>(text_.size() - cursor_), &parser, this) == 0;
  }

  void move_to(Document& document) { builder_.move_to(document); }

  const RepositoryNames& repositories() const { return repositories_; }

 private:
  // Tables of many columns and few cells a row make md4c report cells without end: it is stopped.
  int count_event() { return ++events_ > most_events_ ? 1 : 0; }

  static bool names_no_language(const MD_BLOCK_CODE_DETAIL& code) {
    return code.fence_char != '\0' && code.lang.size == 0;
  }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        flush();
        builder_.begin_quote();
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        flush();
        builder_.begin_list();
        break;
      case MD_BLOCK_LI:
        flush();
        builder_.begin_item();
        break;
      case MD_BLOCK_HR:
        builder_.interrupt();
        break;
      case MD_BLOCK_H:
        open(heading(static_cast<uint8_t>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level)));
        break;
      case MD_BLOCK_CODE:
        flush();
        builder_.interrupt();
        ++hidden_;
        in_prose_fence_ = names_no_language(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
        break;
      case MD_BLOCK_HTML:
        flush();
        html_ = {};
        in_html_ = true;
        break;
      case MD_BLOCK_P:
        open_prose();
        break;
      case MD_BLOCK_TABLE:
        flush();
        builder_.begin_table();
        break;
      case MD_BLOCK_TR:
        builder_.begin_row();
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        open(builder_.cell(type == MD_BLOCK_TH));
        break;
      default:
        break;
    }
    return count_event();
  }

  int leave_block(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        flush();
        builder_.end_quote();
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        flush();
        builder_.end_list();
        break;
      case MD_BLOCK_LI:
        flush();
        builder_.end_item();
        break;
      case MD_BLOCK_CODE:
        --hidden_;
        in_prose_fence_ = false;
        break;
      case MD_BLOCK_HTML:
        in_html_ = false;
        read_html(html_);
        flush();
        break;
      case MD_BLOCK_H:
      case MD_BLOCK_P:
        flush();
        break;
      case MD_BLOCK_TR:
        builder_.end_row();
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        flush();
        builder_.end_cell();
        break;
      default:
        break;
    }
    return count_event();
  }

  int enter_span(MD_SPANTYPE type, const void* detail) {
    if (type == MD_SPAN_EM) ++emphasis_;
    if (type == MD_SPAN_STRONG) ++bold_;
    if (type == MD_SPAN_IMG) ++hidden_;
    if (type == MD_SPAN_A) {
      link_begin_ = current_.pieces.size();
      const MD_ATTRIBUTE& href = static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
      link_address_.assign(href.text, href.size);
    }
    return count_event();
  }

  int leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_EM) --emphasis_;
    if (type == MD_SPAN_STRONG) --bold_;
    if (type == MD_SPAN_IMG) --hidden_;
    if (type == MD_SPAN_A) end_link();
    return count_event();
  }

  int add_text(MD_TEXTTYPE type, const MD_CHAR* bytes, MD_SIZE size) {
    const bool in_text = !std::less<>()(bytes, text_.data()) && std::less<>()(bytes, text_.data() + text_.size());
    Span span = {cursor_, cursor_};
    if (in_text) {
      span.begin = static_cast<uint32_t>(bytes - text_.data());
      span.end = span.begin + size;
      cursor_ = span.end;
    }
    if (in_html_) {
      if (in_text) html_ = html_.empty() ? span : Span{html_.begin, span.end};
    } else if (in_prose_fence_) {
      if (in_text) add_fenced(span);
    } else if (hidden_ == 0 && (span.begin >= hidden_to_ || span.end > hidden_to_)) {
      span.begin = std::max(span.begin, hidden_to_);
      add_visible(type, span, in_text);
    }
    return count_event();
  }

  // Digests put prose between fences that name no language: each line that reads like a sentence is a
  // paragraph, the rest is code.
  void add_fenced(Span line) {
    if (!is_fenced_prose(line.of(text_))) return;
    open_prose();
    append_marked(line);
    flush();
  }

  void add_visible(MD_TEXTTYPE type, Span span, bool in_text) {
    switch (type) {
      case MD_TEXT_BR:
        break_ = LineBreak::hard;
        break;
      case MD_TEXT_SOFTBR:
        if (break_ == LineBreak::none) break_ = LineBreak::soft;
        break;
      case MD_TEXT_ENTITY:
        if (in_text) append(span, decode_character_reference(span.of(text_)));
        break;
      case MD_TEXT_HTML:
        if (in_text) meet_tag(tag_at(text_, span.begin));
        break;
      case MD_TEXT_CODE:
        if (in_text) append(span, {}, is_coined(span.of(text_)));
        break;
      case MD_TEXT_NORMAL:
        if (in_text) append_marked(span);
        break;
      default:
        break;
    }
  }

  // A run of text without what other programs would have taken out.
  void append_marked(Span run) {
    InlineMarks marks(text_, run);
    uint32_t begin = run.begin;
    for (InlineMark mark = marks.next(); mark.kind != InlineMark::Kind::none; mark = marks.next()) {
      append({begin, mark.span.begin}, {});
      if (mark.kind == InlineMark::Kind::bold) loose_bold_ = !loose_bold_;
      if (mark.kind == InlineMark::Kind::url) drop_url(mark.span.size());
      if (mark.span.end > run.end) hidden_to_ = std::max(hidden_to_, mark.span.end);
      begin = std::min(mark.span.end, run.end);
    }
    append({begin, run.end}, {});
  }

  void drop_url(uint32_t size) {
    if (!open_) open_prose();
    links_.link_bytes += size;
    links_.has_url = true;
  }

  // `coined`: code of one word, which is set off as names are.
  void append(Span source, std::string decoded, bool coined = false) {
    if (source.empty()) return;
    if (!open_) open_prose();
    settle_break(source.begin);
    const bool bold = bold_ > 0 || loose_bold_;
    if (!bold && !is_blank(source.of(text_))) all_bold_ = false;
    const bool strong = bold || emphasis_ > 0 || coined;
    std::vector<Piece>& pieces = current_.pieces;
    const bool joins = decoded.empty() && !pieces.empty() && pieces.size() > link_begin_ &&
                       pieces.back().decoded.empty() && pieces.back().source.end == source.begin &&
                       pieces.back().strong == strong;
    if (joins)
      pieces.back().source.end = source.end;
    else
      pieces.push_back({source, std::move(decoded), strong});
  }

  // A line break counts when text follows it, which begins at `next`.
  void settle_break(uint32_t next) {
    const LineBreak line_break = break_;
    break_ = LineBreak::none;
    if (line_break == LineBreak::none || current_.pieces.empty()) return;
    const bool prose = current_.kind != BlockKind::heading && current_.kind != BlockKind::table_cell;
    const bool label = prose && all_bold_ && bold_ == 0 && !loose_bold_;
    // "**A**: ...\n**B**: ..." is a list without bullets.
    const bool entry = prose && current_.pieces.front().strong && (bold_ > 0 || loose_bold_) && !all_bold_;
    if (label || entry || (prose && begins_with_key(first_line()) && begins_with_key(line_at(next))) ||
        (prose && line_break == LineBreak::hard && !continues(next))) {
      const Block same = position();
      flush();
      reopen(same);
      return;
    }
    const Piece& last = current_.pieces.back();
    const uint32_t begin = last.source.end;
    const size_t newline = std::string_view(text_).substr(0, next).find('\n', begin);
    const uint32_t at = newline == std::string::npos ? begin : static_cast<uint32_t>(newline);
    const std::string_view read_as = line_break == LineBreak::hard ? kSeparator : std::string_view("\n");
    current_.pieces.push_back({{at, std::min(at + 1, next)}, std::string(read_as), false});
  }

  std::string_view line_at(uint32_t begin) const {
    const std::string_view rest = std::string_view(text_).substr(begin);
    return rest.substr(0, rest.find('\n'));
  }

  std::string_view first_line() const { return line_at(current_.pieces.front().source.begin); }

  // After a hard break: whether the sentence goes on.
  bool continues(uint32_t next) const {
    if (ends_with_any(block_text(text_, current_), {"。", "！", "？", ".", "!", "?", ":", "："})) return false;
    return text_[next] >= 'a' && text_[next] <= 'z';
  }

  // Link text counts for telling references; URLs and citation marks are not read.
  void end_link() {
    const size_t begin = std::min(link_begin_, current_.pieces.size());
    link_begin_ = 0;
    Block link;
    link.pieces.assign(current_.pieces.begin() + static_cast<std::ptrdiff_t>(begin), current_.pieces.end());
    const std::string text = block_text(text_, link);
    repositories_.add(link_address_);
    const bool url = is_url(text);
    if (url || is_citation(text)) current_.pieces.resize(begin);
    if (!is_citation(text)) links_.link_bytes += static_cast<uint32_t>(text.size());
    links_.has_url = links_.has_url || url;
  }

  void open(Block block) {
    flush();
    current_ = std::move(block);
    open_ = true;
  }

  void open_prose() {
    flush();
    open(builder_.prose());
  }

  // Kind and place of the open block, without its text.
  Block position() const {
    Block block = current_;
    block.pieces.clear();
    return block;
  }

  void reopen(const Block& same) {
    current_ = same;
    if (same.kind == BlockKind::list_item) current_.kind = BlockKind::paragraph;
    open_ = true;
  }

  void flush() {
    if (open_) finish();
    open_ = false;
    current_ = Block();
    links_ = {};
    link_begin_ = 0;
    all_bold_ = true;
    loose_bold_ = false;
    break_ = LineBreak::none;
  }

  void finish() {
    const std::string text = block_text(text_, current_);
    if (is_blank(text)) return;
    const bool label = all_bold_ && current_.kind == BlockKind::paragraph && builder_.list_depth() == 0 &&
                       text.size() <= kLongestBoldHeading && !ends_with_any(text, {"。", "."});
    if (label) {
      current_.kind = BlockKind::heading;
      current_.level = kBoldHeadingLevel;
    }
    builder_.add(std::move(current_), links_);
  }

  // A tag inside a paragraph: a line break, or an element whose content is hidden.
  void meet_tag(const Tag& tag) {
    if (tag.name == "br") break_ = LineBreak::hard;
    if (!tag.closing && hides_content(tag.name)) hide_element(tag);
  }

  void hide_element(const Tag& tag) {
    if (unclosed_.count(tag.name) != 0) return;
    const uint32_t end = element_end(text_, tag.span.end, tag.name);
    if (end == 0)
      unclosed_.insert(tag.name);
    else
      hidden_to_ = std::max(hidden_to_, end);
  }

  // A block of raw HTML: the text between its tags, blocks by its block elements.
  void read_html(Span html) {
    for (uint32_t at = html.begin; at < html.end;) {
      if (at < hidden_to_) {
        at = hidden_to_;
        continue;
      }
      const std::string_view rest = std::string_view(text_).substr(0, html.end);
      const size_t found = rest.find('<', at);
      const auto text_end = static_cast<uint32_t>(found == rest.npos ? html.end : found);
      append_html_text({at, text_end});
      at = text_end;
      if (at == html.end) break;
      const Tag tag = tag_at(rest, at);
      if (tag.span.empty()) {
        append_html_text({at, at + 1});
        ++at;
        continue;
      }
      meet_html_tag(tag);
      at = tag.span.end;
    }
  }

  void append_html_text(Span span) {
    if (span.empty() || (!open_ && is_blank(span.of(text_)))) return;
    uint32_t begin = span.begin;
    for (uint32_t at = span.begin; at < span.end; ++at) {
      if (text_[at] != '&') continue;
      const size_t end = text_.find(';', at);
      if (end == std::string::npos || end >= span.end || end - at > 32) continue;
      append({begin, at}, {});
      const Span reference = {at, static_cast<uint32_t>(end) + 1};
      append(reference, decode_character_reference(reference.of(text_)));
      begin = reference.end;
      at = reference.end - 1;
    }
    append({begin, span.end}, {});
  }

  void meet_html_tag(const Tag& tag) {
    const std::string_view name = tag.name;
    meet_tag(tag);
    if (name == "b" || name == "strong") {
      bold_ = tag.closing ? std::max(bold_ - 1, 0) : bold_ + 1;
    } else if (const uint8_t level = heading_level(name)) {
      flush();
      if (!tag.closing) open(heading(level));
    } else if (name == "table") {
      flush();
      if (!tag.closing) builder_.begin_table();
    } else if (name == "tr") {
      flush();
      if (tag.closing)
        builder_.end_row();
      else
        builder_.begin_row();
    } else if (name == "td" || name == "th") {
      flush();
      if (tag.closing)
        builder_.end_cell();
      else
        open(builder_.cell(name == "th"));
    } else if (name == "p" || name == "div" || name == "li" || name == "ul" || name == "ol" || name == "blockquote" ||
               name == "section" || name == "summary" || name == "details" || name == "figcaption") {
      flush();
    }
  }

  const std::string& text_;
  BlockBuilder builder_;
  uint32_t cursor_;  // end of the last text that md4c gave
  Block current_;
  bool open_ = false;
  LinkShare links_;
  size_t link_begin_ = 0;     // number of pieces before the open link
  std::string link_address_;  // of the open link
  RepositoryNames repositories_;
  LineBreak break_ = LineBreak::none;
  int emphasis_ = 0, bold_ = 0;
  int hidden_ = 0;          // open images and code blocks
  uint32_t hidden_to_ = 0;  // the end of a hidden element
  std::set<std::string> unclosed_;
  bool loose_bold_ = false, all_bold_ = true;
  bool in_html_ = false, in_prose_fence_ = false;
  Span html_;
  uint64_t events_ = 0, most_events_ = 0;
};

// The longest stretch without a blank line.
size_t longest_paragraph(std::string_view text, size_t begin) {
  size_t longest = 0;
  for (size_t newline = text.find('\n', begin); newline != text.npos; newline = text.find('\n', newline + 1)) {
    const size_t next = text.find_first_not_of(" \t\r", newline + 1);
    if (next != text.npos && text[next] != '\n') continue;
    longest = std::max(longest, newline - begin);
    begin = newline;
  }
  return std::max(longest, text.size() - begin);
}

std::string first_heading(const Document& document) {
  const Block* best = nullptr;
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::heading && (best == nullptr || block.level < best->level)) best = &block;
    if (best != nullptr && best->level == 1) break;
  }
  return best == nullptr ? std::string() : block_text(document.text, *best);
}

}  // namespace

bool read_markdown(Document& document, uint32_t begin) {
  if (longest_paragraph(document.text, begin) > kLongestParagraph) return false;
  MarkdownReader reader(document.text, begin);
  if (!reader.parse()) return false;
  reader.move_to(document);
  if (document.title.empty()) document.title = first_heading(document);
  read_labels_as_headings(document);
  reader.repositories().set_off(document);
  return true;
}

}  // namespace whobuilds::read
