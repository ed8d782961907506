// Writers of articles: their text with what was read in it, for tools that show or train on annotated text.
//
//   Result<ArticleExport> articles = ArticleExport::create(rule_set, "brat", options);
//   articles->add(document, facts);
//   std::vector<ExportFile> files = articles->finish();
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"
#include "whobuilds/export.h"
#include "whobuilds/fact.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// What the formats (those of export_formats() that are marked `articles`) hold:
//
// html            one page, see ArticlePage. Options: label_language, dark.
// brat            a folder: for each article the text and its standoff annotations, and annotation.conf. Offsets are
//                 code points of the text. What relations and names have besides stands in notes.
// web-annotation  an AnnotationPage in JSON-LD. Each target has its position in code points and its quotation.
// conll           two columns, token and BIO tag, a tab between them; a blank line behind each sentence, -DOCSTART-
//                 before each article. What has no spaces between words (kana, han, hangul) is one token a character,
//                 as taggers of these languages read it; other words are tokens, and so is each sign. A name's ends are
//                 ends of tokens. Only prose is written. Relations have no place in it.
// label-studio    a folder: tasks.json with the annotations as predictions, and config.xml, the labelling interface.
//                 Offsets are UTF-16 code units, as the browser counts; line ends are LF, as it makes them.
// doccano         JSON Lines of its relation extraction projects. Offsets are code points.
//
// A relation is drawn between two mentions: of each end the first in the words it was read from, else the first in the
// sentence, else the last before, else the first after. One whose ends are not both named in the article is left out.
// Not thread-safe. Same input, same bytes.
class ArticleExport {
 public:
  // Errors: export.format (unknown, or a format of graphs).
  static Result<ArticleExport> create(const RuleSet& rule_set, const std::string& format, const ExportOptions& options);
  ~ArticleExport();
  ArticleExport(ArticleExport&&) noexcept;
  ArticleExport& operator=(ArticleExport&&) noexcept;

  // `facts` are those of `document`; what lies outside its text is left out. Both are read at once and may go
  // afterwards.
  void add(const Document& document, const DocumentFacts& facts);
  // All files, articles in the order of adding; one file for formats without `folder`.
  std::vector<ExportFile> finish();

  class Writer;  // one per format, src/export/article_writers.h

 private:
  explicit ArticleExport(std::unique_ptr<Writer> writer);
  std::unique_ptr<Writer> writer_;
};

}  // namespace whobuilds
