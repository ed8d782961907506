// One writer per format of articles; article_export.h says what each of them holds.
#pragma once

#include <memory>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/article_export.h"

namespace whobuilds {

class ArticleExport::Writer {
 public:
  virtual ~Writer() = default;
  virtual void add(const Document& document, const DocumentFacts& facts) = 0;
  virtual std::vector<ExportFile> finish() = 0;
};

namespace exporting {

using ArticleWriterPointer = std::unique_ptr<ArticleExport::Writer>;

ArticleWriterPointer brat_writer(const Ontology& ontology);
ArticleWriterPointer web_annotation_writer();
ArticleWriterPointer conll_writer();
ArticleWriterPointer label_studio_writer(const Ontology& ontology);
ArticleWriterPointer doccano_writer();

}  // namespace exporting
}  // namespace whobuilds
