#include "whobuilds/article_page.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "export/color.h"
#include "export/html_text.h"
#include "export/marked_text.h"
#include "export/wording.h"
#include "rules/rules.h"

namespace whobuilds {
namespace {

using exporting::append_html;
using exporting::Color;
using exporting::html_text;
using exporting::MarkedSentence;
using exporting::MarkedText;

// The words of the page itself.
struct Words {
  const char *title, *facts, *names, *confidence, *rule, *according_to, *no_facts, *found, *inferred, *skip, *articles, *show;
};

const Words& words_in(const std::string& language) {
  static constexpr Words kEnglish = {"What the articles say", "Facts", "Names", "confidence", "rule", "according to",
                                     "Nothing was read here.", "not in the catalogue", "inferred", "Skip to the articles", "Articles",
                                     "Show facts"};
  static constexpr Words kJapanese = {"記事に書かれていること", "事実", "名前", "確信度", "規則", "情報源",
                                      "読み取れる事実はありません。", "カタログにない名前", "推論", "記事へ移動", "記事", "表示する事実"};
  static constexpr Words kChinese = {"文章所述内容", "事实", "名称", "置信度", "规则", "消息来源",
                                     "未读出任何事实。", "目录中没有", "推断", "跳到文章", "文章", "显示的事实"};
  return language == "ja" ? kJapanese : language == "zh" ? kChinese : kEnglish;
}

// Layout; the colours follow it as variables. Everything stays readable without them.
constexpr const char* kStyle = R"(body{margin:0 auto;max-width:80rem;padding:1.5rem;background:var(--page);color:var(--ink);
font:1rem/1.7 system-ui,"Noto Sans","Hiragino Sans","Noto Sans CJK JP","WenQuanYi Micro Hei",sans-serif}
:lang(zh){font-family:system-ui,"Noto Sans","PingFang SC","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif}
a{color:inherit}
a:focus-visible,input:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:.1rem}
.skip{position:absolute;left:-100vw;background:var(--page);padding:.3rem .6rem}.skip:focus{left:1rem;top:.5rem}
header{font-size:.9rem}
.filter{border:0;margin:.3rem 0;padding:0}.filter legend{float:left;margin-right:.8rem}.filter label{margin-right:.8rem}
nav ul{margin:.3rem 0;padding-left:1.2rem;columns:20rem}
article.document{display:flex;flex-wrap:wrap;gap:2rem;align-items:flex-start;border-top:2px solid var(--line);padding:1rem 0 3rem}
.article{flex:3 1 28rem;min-width:0;overflow-wrap:anywhere}
.facts{flex:2 1 22rem;min-width:0;font-size:.9rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.35;margin:.3rem 0 1rem}
h2{font-size:1.25rem;margin:1.6rem 0 .6rem}h3{font-size:1.1rem}h4,h5,h6{font-size:1rem}
.excerpt{font-size:1.05rem;color:var(--pale)}
.about,.meta{color:var(--pale);font-size:.85rem}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}
table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top}
th{background:var(--shade)}
.name{border-radius:.2rem;padding:0 .15rem;border-bottom:2px solid}
.found{border-bottom-style:dotted}
.said{background:var(--shade)}
mark{background:none;color:inherit;text-decoration:underline;text-decoration-color:var(--pale);text-underline-offset:.35rem}
:target,:target.said{outline:2px solid var(--ink);outline-offset:2px}
sup{font-size:.65rem;line-height:0;margin-left:.15rem}
.sentence{border-left:3px solid var(--line);margin:1.2rem 0 .3rem;padding-left:.6rem}
.sentence a{text-decoration:none}
.facts ol{margin:0;padding-left:1.8rem}.facts li{margin:.35rem 0}
.relation{font-style:italic;padding:0 .3rem}
.status{border:1px solid currentColor;border-radius:.6rem;padding:0 .4rem;font-size:.75rem}
.status.planned{color:var(--planned)}.status.rumored{color:var(--rumored)}.status.denied{color:var(--denied)}
body:has(#show-asserted:not(:checked)) .claim.asserted,body:has(#show-planned:not(:checked)) .claim.planned,
body:has(#show-rumored:not(:checked)) .claim.rumored,body:has(#show-denied:not(:checked)) .claim.denied{display:none}
code{font-size:.8rem}
.legend span{margin-right:.8rem}
@media print{body{max-width:none;padding:0;font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.skip,.filter,nav{display:none}
article.document{display:block;break-after:page}article.document:last-child{break-after:auto}
.facts{border-top:1px solid var(--line);margin-top:1rem;font-size:8.5pt;columns:2;column-gap:2rem}
span.name,span.said,th{background:none}.said{border-bottom:1px dotted var(--line)}
h1,h2,h3,h4,h5,h6,.sentence{break-after:avoid}.claim,.sentence,tr{break-inside:avoid}a{text-decoration:none}}
)";

// Rounded down: what is only nearly certain does not read as 100 %.
std::string percent(double share) { return std::to_string(static_cast<int>(100 * share + 1e-9)) + " %"; }

// One fact as it is listed beside its article.
struct Claim {
  const Evidence* evidence = nullptr;
  bool inferred = false;
  std::string html;  // who, what, whom
};

// The facts of one sentence.
struct SentenceClaims {
  Span sentence;
  std::vector<Claim> claims;
};

class ArticleWriter {
 public:
  ArticleWriter(const Ontology& ontology, const ExportOptions& options, const Document& document,
                const DocumentFacts& facts, uint32_t number, std::string& out)
      : ontology_(ontology), language_(options.label_language), words_(words_in(language_)), document_(document),
        facts_(facts), prefix_("d" + std::to_string(number) + "-"), out_(out) {}

  void write() {
    collect_claims();
    const std::vector<MarkedSentence> sentences = marked_sentences();
    MarkedText text(document_, facts_, sentences, prefix_);
    const std::string language(language_code(facts_.document.language));
    const DocumentInfo& info = facts_.document;
    out_ += "<article class=\"document\" id=\"" + prefix_ + "article\" aria-label=\"" +
            html_text(info.title.empty() ? info.id : info.title) + "\">\n<div class=\"article\"" +
            (language.empty() ? "" : " lang=\"" + language + "\"") + ">\n";
    write_about();
    write_blocks(text);
    out_ += "</div>\n<section class=\"facts\" id=\"" + prefix_ + "facts\" aria-label=\"" + words_.facts + "\">\n<h2>" + std::string(words_.facts) + "</h2>\n";
    write_facts(text);
    write_names();
    out_ += "</section>\n</article>\n";
  }

 private:
  bool in_text(Span span) const { return span.begin <= span.end && span.end <= document_.text.size(); }

  std::string name(uint32_t entity) const {
    const Entity& thing = facts_.entities[entity];
    return "<span class=\"name t-" + html_text(thing.type) + (thing.discovered ? " found" : "") + "\" title=\"" +
           html_text(thing.id) + "\">" + html_text(thing.label) + "</span>";
  }

  void collect_claims() {
    std::map<std::pair<uint32_t, uint32_t>, std::vector<Claim>> by_sentence;
    const auto note = [&](const Evidence& evidence, bool inferred, std::string html) {
      if (!in_text(evidence.sentence) || !in_text(evidence.span)) return;
      by_sentence[{evidence.sentence.begin, evidence.sentence.end}].push_back({&evidence, inferred, std::move(html)});
    };
    for (const RelationFact& fact : facts_.relations) {
      std::string html = name(fact.source) + "<span class=\"relation\">" +
                         html_text(exporting::relation_label(ontology_, fact.relation, language_)) + "</span>" +
                         name(fact.target);
      for (const auto& attribute : fact.attributes) {
        html += ", " + html_text(attribute.first + ": " + exporting::quantity_text(attribute.second));
      }
      note(fact.evidence, fact.inferred, std::move(html));
    }
    for (const AttributeFact& fact : facts_.attributes) {
      note(fact.evidence, false,
           name(fact.entity) + "<span class=\"relation\">" +
               html_text(exporting::attribute_label(ontology_, fact.key, language_)) + "</span>" +
               html_text(exporting::quantity_text(fact.value)));
    }
    for (auto& sentence : by_sentence) {
      sentences_.push_back({{sentence.first.first, sentence.first.second}, std::move(sentence.second)});
    }
  }

  std::vector<MarkedSentence> marked_sentences() const {
    std::vector<MarkedSentence> out;
    uint32_t fact = 0;
    for (const SentenceClaims& sentence : sentences_) {
      out.push_back({sentence.sentence, {}});
      for (size_t i = 0; i < sentence.claims.size(); ++i) out.back().facts.push_back(++fact);
    }
    return out;
  }

  void write_about() {
    const DocumentInfo& info = facts_.document;
    out_ += "<p class=\"about\">";
    append_html(out_, info.path.empty() ? info.id : info.path);
    if (!info.date.empty()) out_ += " · " + html_text(info.date);
    out_ += " · <a href=\"#" + prefix_ + "facts\">" + words_.facts + ": " +
            std::to_string(facts_.relations.size() + facts_.attributes.size()) + "</a></p>\n";
  }

  void write_blocks(MarkedText& text) {
    for (const Block& block : document_.blocks) {
      if (block.kind != BlockKind::list_item) close_lists(0);
      if (block.kind != BlockKind::table_cell || block.table != table_) close_table();
      switch (block.kind) {
        case BlockKind::title: write_element("h1", "", block, text); break;
        case BlockKind::excerpt: write_element("p", " class=\"excerpt\"", block, text); break;
        case BlockKind::heading:
          write_element(("h" + std::to_string(std::clamp<int>(block.level, 1, 6))).c_str(), "", block, text);
          break;
        case BlockKind::paragraph: write_element("p", "", block, text); break;
        case BlockKind::quote: write_element("blockquote", "", block, text); break;
        case BlockKind::list_item: write_item(block, text); break;
        case BlockKind::table_cell: write_cell(block, text); break;
      }
    }
    close_lists(0);
    close_table();
  }

  void write_element(const char* tag, const char* attributes, const Block& block, MarkedText& text) {
    out_ += "<" + std::string(tag) + attributes + ">";
    text.write_block(block, out_);
    out_ += "</" + std::string(tag) + ">\n";
  }

  // An open list always has an open item, in which deeper lists stand.
  void write_item(const Block& block, MarkedText& text) {
    const uint32_t level = std::max<uint32_t>(block.level, 1);
    close_lists(level);
    if (lists_ == level) out_ += "</li>\n<li>";
    for (; lists_ < level; ++lists_) out_ += "\n<ul><li>";
    text.write_block(block, out_);
  }

  void close_lists(uint32_t level) {
    for (; lists_ > level; --lists_) out_ += "</li></ul>\n";
  }

  // Cells without text are no blocks: their places are filled.
  void write_cell(const Block& block, MarkedText& text) {
    if (table_ == Block::kNone) {
      out_ += "<table>\n<tr>";
      table_ = block.table;
      row_ = block.row;
      column_ = 0;
    }
    if (block.row != row_) {
      out_ += "</tr>\n<tr>";
      row_ = block.row;
      column_ = 0;
    }
    for (; column_ < block.column; ++column_) out_ += "<td></td>";
    column_ = block.column + 1;
    const char* tag = block.header ? "th" : "td";
    out_ += "<" + std::string(tag) + ">";
    text.write_block(block, out_);
    out_ += "</" + std::string(tag) + ">";
  }

  void close_table() {
    if (table_ == Block::kNone) return;
    out_ += "</tr>\n</table>\n";
    table_ = Block::kNone;
  }

  void write_facts(MarkedText& text) {
    if (sentences_.empty()) out_ += "<p>" + std::string(words_.no_facts) + "</p>\n";
    uint32_t fact = 0;
    for (size_t i = 0; i < sentences_.size(); ++i) {
      out_ += "<p class=\"sentence\"><a href=\"#" + prefix_ + "s" + std::to_string(i) + "\">";
      text.write_quote(sentences_[i].sentence, out_);
      out_ += "</a></p>\n<ol start=\"" + std::to_string(fact + 1) + "\">\n";
      for (const Claim& claim : sentences_[i].claims) write_claim(claim, ++fact);
      out_ += "</ol>\n";
    }
  }

  void write_claim(const Claim& claim, uint32_t number) {
    const Evidence& evidence = *claim.evidence;
    out_ += "<li id=\"" + prefix_ + "f" + std::to_string(number) + "\" class=\"claim " +
            status_name(evidence.status) + "\">" + claim.html + "<br><span class=\"meta\">" +
            "<span class=\"status " + status_name(evidence.status) + "\">" +
            exporting::status_word(evidence.status, language_) + "</span> ";
    if (claim.inferred) out_ += std::string(words_.inferred) + " · ";
    if (!evidence.source.empty()) out_ += std::string(words_.according_to) + " " + html_text(evidence.source) + " · ";
    out_ += std::string(words_.confidence) + " " + percent(evidence.confidence) + " · " + words_.rule + " <code>" +
            html_text(evidence.rule) + "</code></span></li>\n";
  }

  // Every name with how often it stands there, those of one type together.
  void write_names() {
    std::vector<uint32_t> times(facts_.entities.size());
    for (const Mention& mention : facts_.mentions) {
      if (mention.entity < times.size()) ++times[mention.entity];
    }
    out_ += "<h2>" + std::string(words_.names) + "</h2>\n";
    for (const EntityType& type : ontology_.types) {
      std::string list;
      for (uint32_t i = 0; i < times.size(); ++i) {
        if (facts_.entities[i].type != type.id || times[i] == 0) continue;
        list += (list.empty() ? "" : ", ") + name(i) + " ×" + std::to_string(times[i]);
      }
      if (list.empty()) continue;
      out_ += "<p>" + html_text(exporting::type_label(ontology_, type.id, language_)) + ": " + list + "</p>\n";
    }
  }

  const Ontology& ontology_;
  const std::string& language_;
  const Words& words_;
  const Document& document_;
  const DocumentFacts& facts_;
  std::string prefix_;
  std::string& out_;
  std::vector<SentenceClaims> sentences_;
  uint32_t lists_ = 0;              // open ones
  uint32_t table_ = Block::kNone;   // the open one
  uint32_t row_ = 0, column_ = 0;   // where the next cell stands
};

}  // namespace

struct ArticlePage::State {
  RuleSet rule_set;
  ExportOptions options;
  std::string articles;
  std::vector<std::string> titles;  // of the articles
};

namespace {

// The colours of one theme.
std::string theme(const Ontology& ontology, bool dark) {
  std::string out = dark ? ":root{color-scheme:dark;--page:#14181d;--ink:#e6e8eb;--pale:#9aa4b0;--line:#3a424c;--shade:#1f262e;--focus:#7ab8f5;"
                           "--planned:#7ab8f5;--rumored:#e3b341;--denied:#ff7b72}\n"
                         : ":root{color-scheme:light;--page:#ffffff;--ink:#1a1d21;--pale:#5b6570;--line:#d5dae0;--shade:#f3f5f8;--focus:#1d5fa8;"
                           "--planned:#1d5fa8;--rumored:#8a6100;--denied:#b3261e}\n";
  const Color page = Color::parse(dark ? "#14181d" : "#ffffff");
  for (const EntityType& type : ontology.types) {
    const Color color = Color::parse(type.color);
    out += ".t-" + html_text(type.id) + "{background:" + exporting::mix(color, page, dark ? 0.35 : 0.16).to_string() +
           ";border-color:" + color.to_string() + "}\n";
  }
  return out;
}

// Paper is light; a screen is as its reader wishes, or dark where that was asked for.
std::string colours(const Ontology& ontology, bool dark) {
  const std::string condition = dark ? "@media screen" : "@media screen and (prefers-color-scheme:dark)";
  return theme(ontology, false) + condition + "{" + theme(ontology, true) + "}\n";
}

// Which facts are shown, by status. The style does it: the page has no script.
std::string filter(const std::string& language) {
  std::string out = "<fieldset class=\"filter\"><legend>" + std::string(words_in(language).show) + "</legend>";
  for (const Status status : {Status::asserted, Status::planned, Status::rumored, Status::denied}) {
    out += "<label><input type=\"checkbox\" id=\"show-" + std::string(status_name(status)) + "\" checked> " +
           exporting::status_word(status, language) + "</label>";
  }
  return out + "</fieldset>\n";
}

// Links to the articles, when there are several.
std::string table_of_contents(const std::vector<std::string>& titles, const std::string& language) {
  if (titles.size() < 2) return "";
  std::string out = "<nav aria-label=\"" + std::string(words_in(language).articles) + "\">\n<ul>\n";
  for (size_t i = 0; i < titles.size(); ++i) {
    out += "<li><a href=\"#d" + std::to_string(i + 1) + "-article\">" + html_text(titles[i]) + "</a></li>\n";
  }
  return out + "</ul>\n</nav>\n";
}

std::string legend(const Ontology& ontology, const std::string& language) {
  std::string out = "<p class=\"legend\">";
  for (const EntityType& type : ontology.types) {
    out += "<span class=\"name t-" + html_text(type.id) + "\">" +
           html_text(exporting::type_label(ontology, type.id, language)) + "</span>";
  }
  return out + "<span class=\"name found\">" + words_in(language).found + "</span></p>\n";
}

}  // namespace

ArticlePage::ArticlePage(const RuleSet& rule_set, const ExportOptions& options)
    : state_(std::make_unique<State>(State{rule_set, options, {}, {}})) {}
ArticlePage::~ArticlePage() = default;
ArticlePage::ArticlePage(ArticlePage&&) noexcept = default;
ArticlePage& ArticlePage::operator=(ArticlePage&&) noexcept = default;

void ArticlePage::add(const Document& document, const DocumentFacts& facts) {
  state_->titles.push_back(facts.document.title.empty() ? facts.document.id : facts.document.title);
  const auto number = static_cast<uint32_t>(state_->titles.size());
  ArticleWriter(state_->rule_set.rules().ontology, state_->options, document, facts, number, state_->articles).write();
}

std::string ArticlePage::finish() const {
  const Ontology& ontology = state_->rule_set.rules().ontology;
  const std::string& language = state_->options.label_language;
  const std::string title = words_in(language).title;
  return "<!DOCTYPE html>\n<html lang=\"" + html_text(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title +
         "</title>\n<style>\n" + kStyle + colours(ontology, state_->options.dark) + "</style>\n</head>\n<body>\n" +
         "<a class=\"skip\" href=\"#articles\">" + words_in(language).skip + "</a>\n<header>\n" +
         legend(ontology, language) + filter(language) + table_of_contents(state_->titles, language) +
         "</header>\n<main id=\"articles\">\n" + state_->articles + "</main>\n</body>\n</html>\n";
}

}  // namespace whobuilds
