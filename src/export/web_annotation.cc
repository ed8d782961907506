#include "core/utf8.h"
#include "export/annotations.h"
#include "export/article_writers.h"
#include "export/iri.h"
#include "export/json_writer.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kContextCharacters = 32;  // quoted before and behind a stretch of text

class PageWriter {
 public:
  PageWriter(const Document& document, const DocumentFacts& facts, JsonWriter& json)
      : document_(document), facts_(facts), offset_(document.text, OffsetUnit::code_points), json_(json) {}

  void write() {
    const Annotations annotations = annotate(document_, facts_);
    uint32_t number = 0;
    for (const AnnotatedMention& mention : annotations.mentions) {
      begin_annotation("mention", ++number, "identifying");
      write_entity_body(mention.entity, "identifying");
      write_text_body(facts_.entities[mention.entity].type, "tagging");
      end_annotation(mention.span);
    }
    number = 0;
    for (const AnnotatedRelation& relation : annotations.relations) {
      const RelationFact& fact = *relation.fact;
      if (!is_stretch_of(document_.text, fact.evidence.span)) continue;
      begin_annotation("relation", ++number, "linking");
      write_text_body(
          facts_.entities[fact.source].label + " " + fact.relation + " " + facts_.entities[fact.target].label,
          "describing");
      write_entity_body(fact.source, "linking");
      write_entity_body(fact.target, "linking");
      write_text_body(fact.relation, "tagging");
      write_text_body(status_name(fact.evidence.status), "tagging");
      end_annotation(fact.evidence.span);
    }
  }

 private:
  void begin_annotation(const char* kind, uint32_t number, const char* motivation) {
    json_.begin_object();
    json_.member("id", own_iri(kind, facts_.document.id) + ":" + std::to_string(number));
    json_.member("type", "Annotation");
    json_.member("motivation", motivation);
    json_.key("body").begin_array();
  }

  void end_annotation(Span span) {
    json_.end_array();
    json_.key("target").begin_object();
    const DocumentInfo& info = facts_.document;
    json_.member("source", info.url.empty() ? own_iri("document", info.id) : info.url);
    json_.key("selector").begin_array();
    json_.begin_object();
    json_.member("type", "TextPositionSelector");
    json_.member("start", offset_(span.begin));
    json_.member("end", offset_(span.end));
    json_.end_object();
    json_.begin_object();
    json_.member("type", "TextQuoteSelector");
    json_.member("exact", span.of(document_.text));
    json_.member("prefix", before(span.begin));
    json_.member("suffix", behind(span.end));
    json_.end_object();
    json_.end_array();
    json_.end_object();
    json_.end_object();
  }

  void write_entity_body(uint32_t entity, const char* purpose) {
    json_.begin_object();
    json_.member("type", "SpecificResource");
    json_.member("purpose", purpose);
    json_.member("source", own_iri("entity", facts_.entities[entity].id));
    json_.end_object();
  }

  void write_text_body(const std::string& value, const char* purpose) {
    json_.begin_object();
    json_.member("type", "TextualBody");
    json_.member("purpose", purpose);
    json_.member("value", value);
    json_.end_object();
  }

  std::string_view before(uint32_t at) const {
    uint32_t begin = at;
    for (uint32_t i = 0; i < kContextCharacters && begin > 0; ++i) begin = core::previous(document_.text, begin);
    return Span{begin, at}.of(document_.text);
  }

  std::string_view behind(uint32_t at) const {
    uint32_t end = at;
    for (uint32_t i = 0; i < kContextCharacters && end < document_.text.size(); ++i) core::decode(document_.text, end);
    return Span{at, end}.of(document_.text);
  }

  const Document& document_;
  const DocumentFacts& facts_;
  const OffsetCounter offset_;
  JsonWriter& json_;
};

class WebAnnotationWriter : public ArticleExport::Writer {
 public:
  WebAnnotationWriter() : json_(out_, JsonLayout::indented) {
    json_.begin_object();
    json_.member("@context", "http://www.w3.org/ns/anno.jsonld");
    json_.member("id", "urn:whobuilds:annotations");
    json_.member("type", "AnnotationPage");
    json_.key("items").begin_array();
  }

  void add(const Document& document, const DocumentFacts& facts) override {
    PageWriter(document, facts, json_).write();
  }
  std::vector<ExportFile> finish() override {
    json_.end_array();
    json_.end_object();
    return {{"annotations.jsonld", out_ + "\n"}};
  }

 private:
  std::string out_;
  JsonWriter json_;
};

}  // namespace

ArticleWriterPointer web_annotation_writer() { return std::make_unique<WebAnnotationWriter>(); }

}  // namespace whobuilds::exporting
