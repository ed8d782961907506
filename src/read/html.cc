#include "read/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <unordered_map>

#include "core/utf8.h"
#include "read/block_builder.h"
#include "read/front_matter.h"
#include "read/references.h"
#include "read/tags.h"

namespace whobuilds::read {
namespace {

using HtmlDocument = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

constexpr size_t kSearchedForCharset = 4096;  // bytes
constexpr uint32_t kNarrowestContent = 250;   // bytes of prose that an article element must have

std::string_view name_of(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE ? std::string_view(reinterpret_cast<const char*>(node->name))
                                        : std::string_view();
}

std::string attribute(const xmlNode* node, const char* name) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)),
                                                          xmlFree);
  return value ? std::string(reinterpret_cast<const char*>(value.get())) : std::string();
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return out;
}

template <size_t n>
bool holds(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Document order without recursion: pages may be nested deeply.
const xmlNode* next_outside(const xmlNode* node, const xmlNode* root) {
  while (node != root && node->next == nullptr) node = node->parent;
  return node == root ? nullptr : node->next;
}

const xmlNode* next_node(const xmlNode* node, const xmlNode* root) {
  return node->children != nullptr ? node->children : next_outside(node, root);
}

constexpr std::array<std::string_view, 8> kAside = {"nav",  "aside",  "footer", "header",
                                                    "menu", "dialog", "label",  "input"};
constexpr std::array<std::string_view, 21> kAsideWords = {
    "nav",      "navbar", "navigation", "menu",      "sidebar",    "footer",      "comment",
    "comments", "share",  "social",     "related",   "breadcrumb", "breadcrumbs", "cookie",
    "advert",   "ads",    "newsletter", "subscribe", "tags",       "author",      "pagination"};

// Whether the class or id of an element names something beside the article. Words are parted by
// anything but letters, so that "navigator-story" is not one.
bool is_named_aside(const xmlNode* node) {
  const std::string names =
      lower(attribute(node, "class") + " " + attribute(node, "id") + " " + attribute(node, "role"));
  size_t begin = 0;
  for (size_t at = 0; at <= names.size(); ++at) {
    if (at < names.size() && std::isalpha(static_cast<unsigned char>(names[at]))) continue;
    if (holds(kAsideWords, std::string_view(names).substr(begin, at - begin))) return true;
    begin = at + 1;
  }
  return false;
}

// What is never read, wherever it stands. The header of an article holds its heading.
bool is_hidden(const xmlNode* node) {
  if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE) return true;
  const std::string_view name = name_of(node);
  if (name.empty()) return false;
  if (hides_content(name)) return true;
  const std::string_view parent = node->parent != nullptr ? name_of(node->parent) : std::string_view();
  if (name == "header" && (parent == "article" || parent == "main")) return false;
  if (holds(kAside, name)) return true;
  if (name == "body" || name == "html" || name == "article" || name == "main") return false;
  return is_named_aside(node) || lower(attribute(node, "style")).find("display:none") != std::string::npos ||
         attribute(node, "aria-hidden") == "true";
}

bool is_paragraph_like(std::string_view name) {
  return name == "p" || name == "li" || name == "td" || name == "blockquote" || name == "dd" || name == "h2" ||
         name == "h3";
}

uint32_t text_size(const xmlNode* root, bool links_only) {
  uint32_t size = 0;
  uint32_t link_size = 0;
  const xmlNode* link_end = nullptr;
  bool in_link = false;
  for (const xmlNode* node = root; node != nullptr;) {
    if (node == link_end) in_link = false;
    if (is_hidden(node)) {
      node = next_outside(node, root);
      continue;
    }
    if (!in_link && name_of(node) == "a") {
      in_link = true;
      link_end = next_outside(node, root);
    }
    if (node->type == XML_TEXT_NODE && node->content != nullptr) {
      const auto length =
          static_cast<uint32_t>(std::char_traits<char>::length(reinterpret_cast<const char*>(node->content)));
      size += length;
      if (in_link) link_size += length;
    }
    node = next_node(node, root);
  }
  return links_only ? link_size : size - link_size;
}

struct Candidates {
  const xmlNode* body = nullptr;
  const xmlNode* article = nullptr;  // the largest article or main element
  uint32_t article_size = 0;
  const xmlNode* densest = nullptr;
  double density = 0;
};

// Paragraphs vote for their parent with the prose they hold, and half for the one above.
Candidates find_candidates(const xmlNode* root) {
  Candidates found;
  std::unordered_map<const xmlNode*, double> votes;
  std::vector<const xmlNode*> order;
  const auto vote = [&](const xmlNode* node, double weight) {
    if (node == nullptr || node->type != XML_ELEMENT_NODE) return;
    if (votes.emplace(node, 0).second) order.push_back(node);
    votes[node] += weight;
  };
  for (const xmlNode* node = root; node != nullptr;) {
    if (is_hidden(node)) {
      node = next_outside(node, root);
      continue;
    }
    const std::string_view name = name_of(node);
    if (name == "body") found.body = node;
    if (name == "article" || name == "main" || attribute(node, "role") == "main") {
      const uint32_t size = text_size(node, false);
      if (size > found.article_size) found.article_size = size, found.article = node;
    }
    if (is_paragraph_like(name)) {
      const double weight = text_size(node, false) - 2.0 * text_size(node, true);
      if (weight > 40) {
        vote(node->parent, weight);
        if (node->parent != nullptr) vote(node->parent->parent, weight / 2);
      }
      node = next_outside(node, root);
      continue;
    }
    node = next_node(node, root);
  }
  for (const xmlNode* node : order) {
    if (votes[node] > found.density) found.density = votes[node], found.densest = node;
  }
  return found;
}

const xmlNode* main_content(const xmlNode* root) {
  const Candidates found = find_candidates(root);
  if (found.article != nullptr && found.article_size >= kNarrowestContent) return found.article;
  const uint32_t all = found.body != nullptr ? text_size(found.body, false) : 0;
  if (found.densest != nullptr && found.density * 3 >= all) return found.densest;
  return found.body != nullptr ? found.body : root;
}

struct Head {
  std::string title, site_title, description, date, url, language;
};

void read_meta(const xmlNode* node, Head& head) {
  const std::string name = lower(attribute(node, "name") + attribute(node, "property") + attribute(node, "itemprop"));
  const std::string content = attribute(node, "content");
  if (name == "og:title") head.title = content;
  if (name == "description" || (name == "og:description" && head.description.empty())) head.description = content;
  const bool dated = name == "article:published_time" || name == "date" || name == "pubdate" ||
                     name == "datepublished" || name == "dc.date" || name == "publishdate";
  if (dated && head.date.empty()) head.date = normal_date(content);
  if (name == "og:url" && head.url.empty()) head.url = content;
}

std::string content_of(const xmlNode* node) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> content(xmlNodeGetContent(node), xmlFree);
  return content ? std::string(reinterpret_cast<const char*>(content.get())) : std::string();
}

// "Title | Site", "Title - Site": the part before the last separator, when it is the longer one.
std::string without_site(const std::string& title) {
  for (const std::string_view separator : {" | ", " - ", " – ", " — ", "｜", "_"}) {
    const size_t at = title.rfind(separator);
    if (at != title.npos && at > title.size() / 2) return title.substr(0, at);
  }
  return title;
}

Head read_head(const xmlNode* root) {
  Head head;
  for (const xmlNode* node = root; node != nullptr; node = next_node(node, root)) {
    const std::string_view name = name_of(node);
    if (name == "html" && head.language.empty()) head.language = attribute(node, "lang");
    if (name == "meta") read_meta(node, head);
    if (name == "link" && attribute(node, "rel") == "canonical") head.url = attribute(node, "href");
    if (name == "title" && head.site_title.empty()) head.site_title = content_of(node);
    if (name == "time" && head.date.empty()) head.date = normal_date(attribute(node, "datetime"));
  }
  if (head.title.empty()) head.title = without_site(head.site_title);
  return head;
}

constexpr std::array<std::string_view, 31> kBlockElements = {
    "p",  "div", "section", "article",    "main",   "ul",    "ol",    "li",      "dl",     "dt", "dd",
    "h1", "h2",  "h3",      "h4",         "h5",     "h6",    "table", "tr",      "td",     "th", "blockquote",
    "br", "hr",  "figure",  "figcaption", "header", "tbody", "thead", "details", "summary"};

// Writes the text of the blocks into Document::text, one block a line.
class HtmlReader {
 public:
  explicit HtmlReader(Document& document) : document_(document), builder_(document.text) {}

  void add_line(BlockKind kind, std::string_view content) {
    Block line;
    line.kind = kind;
    open(std::move(line));
    append(content);
    flush();
  }

  // Enters and leaves every element under `root` in document order.
  void read(const xmlNode* root) {
    const xmlNode* node = root;
    while (node != nullptr) {
      const bool hidden = is_hidden(node) && node != root;
      if (!hidden) enter(node);
      if (!hidden && node->children != nullptr) {
        node = node->children;
        continue;
      }
      if (!hidden) leave(node);
      while (node != root && node->next == nullptr) {
        node = node->parent;
        leave(node);
      }
      node = node == root ? nullptr : node->next;
    }
    flush();
  }

  void finish() { builder_.move_to(document_); }

 private:
  void enter(const xmlNode* node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      if (node->content != nullptr) append(reinterpret_cast<const char*>(node->content));
      return;
    }
    const std::string_view name = name_of(node);
    if (holds(kBlockElements, name)) flush();
    if (const uint8_t level = heading_level(name)) {
      open(heading(level));
    } else if (name == "ul" || name == "ol" || name == "dl") {
      builder_.begin_list();
    } else if (name == "li" || name == "dt") {
      builder_.begin_item();
    } else if (name == "blockquote") {
      builder_.begin_quote();
    } else if (name == "b" || name == "strong" || name == "em") {
      ++strong_;
    } else if (name == "a") {
      ++links_open_;
    } else if (name == "table") {
      builder_.begin_table();
    } else if (name == "tr") {
      builder_.begin_row();
    } else if (name == "td" || name == "th") {
      open(builder_.cell(name == "th"));
    }
  }

  void leave(const xmlNode* node) {
    const std::string_view name = name_of(node);
    if (holds(kBlockElements, name)) flush();
    if (name == "ul" || name == "ol" || name == "dl")
      builder_.end_list();
    else if (name == "li" || name == "dd")
      builder_.end_item();
    else if (name == "blockquote")
      builder_.end_quote();
    else if (name == "b" || name == "strong" || name == "em")
      --strong_;
    else if (name == "a")
      --links_open_;
    else if (name == "tr")
      builder_.end_row();
    else if (name == "td" || name == "th")
      builder_.end_cell();
  }

  void open(Block block) {
    current_ = std::move(block);
    open_ = true;
  }

  // Adds text with its white space collapsed.
  void append(std::string_view bytes) {
    for (const char c : bytes) {
      if (core::is_space(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80) {
        space_ = open_ && !current_.pieces.empty();
        continue;
      }
      if (!open_) open(builder_.prose());
      if (space_) put(' ');
      space_ = false;
      put(c);
    }
  }

  void put(char c) {
    const auto at = static_cast<uint32_t>(document_.text.size());
    document_.text.push_back(c);
    if (links_open_ > 0) ++links_.link_bytes;
    std::vector<Piece>& pieces = current_.pieces;
    if (!pieces.empty() && pieces.back().strong == (strong_ > 0))
      ++pieces.back().source.end;
    else
      pieces.push_back({{at, at + 1}, {}, strong_ > 0});
  }

  void flush() {
    if (open_ && !current_.pieces.empty()) {
      links_.has_url = is_url(block_text(document_.text, current_));
      builder_.add(std::move(current_), links_);
      document_.text.push_back('\n');
    }
    open_ = space_ = false;
    current_ = Block();
    links_ = {};
  }

  Document& document_;
  BlockBuilder builder_;
  Block current_;
  LinkShare links_;
  bool open_ = false, space_ = false;
  int strong_ = 0, links_open_ = 0;
};

HtmlDocument parse(std::string_view html) {
  static const bool initialised = (xmlInitParser(), true);
  static_cast<void>(initialised);
  constexpr int kOptions =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  return {htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", kOptions), xmlFreeDoc};
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, kSearchedForCharset));
  const size_t found = head.find("charset=");
  if (found == head.npos) return {};
  size_t begin = found + 8;
  if (begin < head.size() && (head[begin] == '"' || head[begin] == '\'')) ++begin;
  size_t end = begin;
  while (end < head.size() &&
         (std::isalnum(static_cast<unsigned char>(head[end])) || head[end] == '-' || head[end] == '_'))
    ++end;
  return head.substr(begin, end - begin);
}

void read_html(std::string_view html, Document& document) {
  const HtmlDocument parsed = parse(html);
  const xmlNode* root = parsed ? xmlDocGetRootElement(parsed.get()) : nullptr;
  if (root == nullptr) return;
  Head head = read_head(root);
  HtmlReader reader(document);
  reader.add_line(BlockKind::title, head.title);
  reader.add_line(BlockKind::excerpt, head.description);
  reader.read(main_content(root));
  reader.finish();
  if (document.title.empty()) document.title = std::move(head.title);
  if (document.date.empty()) document.date = std::move(head.date);
  if (document.url.empty()) document.url = std::move(head.url);
  if (document.language == Language::unknown) document.language = language_from_code(lower(head.language));
}

}  // namespace whobuilds::read
