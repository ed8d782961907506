#include "whobuilds/article_export.h"

#include <utility>

#include "export/article_writers.h"
#include "whobuilds/article_page.h"

namespace whobuilds {
namespace {

class PageWriter : public ArticleExport::Writer {
 public:
  PageWriter(const RuleSet& rule_set, const ExportOptions& options) : page_(rule_set, options) {}

  void add(const Document& document, const DocumentFacts& facts) override { page_.add(document, facts); }
  std::vector<ExportFile> finish() override { return {{"articles.html", page_.finish()}}; }

 private:
  ArticlePage page_;
};

exporting::ArticleWriterPointer writer_of(const RuleSet& rule_set, const std::string& format,
                                          const ExportOptions& options) {
  const Ontology& ontology = rule_set.rules().ontology;
  if (format == "html") return std::make_unique<PageWriter>(rule_set, options);
  if (format == "brat") return exporting::brat_writer(ontology);
  if (format == "web-annotation") return exporting::web_annotation_writer();
  if (format == "conll") return exporting::conll_writer();
  if (format == "label-studio") return exporting::label_studio_writer(ontology);
  if (format == "doccano") return exporting::doccano_writer();
  return nullptr;
}

Diagnostic no_article_format(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.format";
  problem.message = "\"" + format + "\" is no format that articles are written in";
  for (const ExportFormat& known : export_formats()) {
    if (known.articles) problem.expected += (problem.expected.empty() ? "one of " : ", ") + known.name;
  }
  return problem;
}

}  // namespace

Result<ArticleExport> ArticleExport::create(const RuleSet& rule_set, const std::string& format,
                                            const ExportOptions& options) {
  exporting::ArticleWriterPointer writer = writer_of(rule_set, format, options);
  if (writer == nullptr) return no_article_format(format);
  return ArticleExport(std::move(writer));
}

ArticleExport::ArticleExport(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}
ArticleExport::~ArticleExport() = default;
ArticleExport::ArticleExport(ArticleExport&&) noexcept = default;
ArticleExport& ArticleExport::operator=(ArticleExport&&) noexcept = default;

void ArticleExport::add(const Document& document, const DocumentFacts& facts) { writer_->add(document, facts); }
std::vector<ExportFile> ArticleExport::finish() { return writer_->finish(); }

}  // namespace whobuilds
