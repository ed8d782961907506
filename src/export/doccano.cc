#include "export/annotations.h"
#include "export/article_writers.h"
#include "export/json_writer.h"

namespace whobuilds::exporting {
namespace {

class DoccanoWriter : public ArticleExport::Writer {
 public:
  void add(const Document& document, const DocumentFacts& facts) override {
    const Annotations annotations = annotate(document, facts);
    const OffsetCounter offset(document.text, OffsetUnit::code_points);
    JsonWriter json(out_, JsonLayout::line);
    json.begin_object();
    json.member("text", document.text);
    json.member("document", facts.document.id);
    json.key("entities").begin_array();
    for (uint32_t i = 0; i < annotations.mentions.size(); ++i) {
      json.begin_object();
      json.member("id", mentions_ + i);
      json.member("label", facts.entities[annotations.mentions[i].entity].type);
      json.member("start_offset", offset(annotations.mentions[i].span.begin));
      json.member("end_offset", offset(annotations.mentions[i].span.end));
      json.end_object();
    }
    json.end_array();
    json.key("relations").begin_array();
    for (const AnnotatedRelation& relation : annotations.relations) {
      json.begin_object();
      json.member("id", ++relations_);
      json.member("from_id", mentions_ + relation.source);
      json.member("to_id", mentions_ + relation.target);
      json.member("type", relation.fact->relation);
      json.end_object();
    }
    json.end_array();
    json.end_object();
    out_ += '\n';
    mentions_ += static_cast<uint32_t>(annotations.mentions.size());
  }
  std::vector<ExportFile> finish() override { return {{"articles.jsonl", out_}}; }

 private:
  uint32_t mentions_ = 1;  // id of the next: ids are unique in the file
  uint32_t relations_ = 0;
  std::string out_;
};

}  // namespace

ArticleWriterPointer doccano_writer() { return std::make_unique<DoccanoWriter>(); }

}  // namespace whobuilds::exporting
