#include "export/annotations.h"
#include "export/article_writers.h"
#include "export/html_text.h"
#include "export/json_writer.h"

namespace whobuilds::exporting {
namespace {

// One article as a task.
class TaskWriter {
 public:
  TaskWriter(const Document& document, const DocumentFacts& facts, JsonWriter& json)
      : document_(document), facts_(facts), offset_(document.text, OffsetUnit::utf16_lf), json_(json) {}

  void write() {
    const Annotations annotations = annotate(document_, facts_);
    json_.begin_object();
    json_.key("data").begin_object();
    json_.member("text", with_lf(document_.text));
    json_.member("id", facts_.document.id);
    json_.member("path", facts_.document.path);
    json_.end_object();
    json_.key("predictions").begin_array();
    json_.begin_object();
    json_.member("model_version", "whobuilds " WHOBUILDS_VERSION);
    json_.key("result").begin_array();
    for (uint32_t i = 0; i < annotations.mentions.size(); ++i) write_mention(annotations.mentions[i], i + 1);
    for (const AnnotatedRelation& relation : annotations.relations) write_relation(relation);
    json_.end_array();
    json_.end_object();
    json_.end_array();
    json_.end_object();
  }

 private:
  static std::string mention_id(uint32_t number) { return "m" + std::to_string(number); }

  void write_mention(const AnnotatedMention& mention, uint32_t number) {
    json_.begin_object();
    json_.member("id", mention_id(number));
    json_.member("from_name", "label");
    json_.member("to_name", "text");
    json_.member("type", "labels");
    json_.key("value").begin_object();
    json_.member("start", offset_(mention.span.begin));
    json_.member("end", offset_(mention.span.end));
    json_.member("text", with_lf(mention.span.of(document_.text)));
    json_.key("labels").begin_array();
    json_.value(facts_.entities[mention.entity].type);
    json_.end_array();
    json_.end_object();
    json_.key("meta").begin_object();
    json_.key("text").begin_array();
    json_.value(facts_.entities[mention.entity].id);
    json_.end_array();
    json_.end_object();
    json_.end_object();
  }

  void write_relation(const AnnotatedRelation& relation) {
    json_.begin_object();
    json_.member("type", "relation");
    json_.member("from_id", mention_id(relation.source + 1));
    json_.member("to_id", mention_id(relation.target + 1));
    json_.member("direction", "right");
    json_.key("labels").begin_array();
    json_.value(relation.fact->relation);
    json_.value(status_name(relation.fact->evidence.status));
    json_.end_array();
    json_.end_object();
  }

  const Document& document_;
  const DocumentFacts& facts_;
  const OffsetCounter offset_;
  JsonWriter& json_;
};

std::string config_xml(const Ontology& ontology) {
  std::string out = "<View>\n  <Relations>\n";
  for (const RelationType& relation : ontology.relations)
    out += "    <Relation value=\"" + html_text(relation.id) + "\"/>\n";
  for (const Status status : {Status::asserted, Status::planned, Status::rumored, Status::denied}) {
    out += "    <Relation value=\"" + std::string(status_name(status)) + "\"/>\n";
  }
  out += "  </Relations>\n  <Labels name=\"label\" toName=\"text\">\n";
  for (const EntityType& type : ontology.types) {
    out += "    <Label value=\"" + html_text(type.id) + "\" background=\"" + html_text(type.color) + "\"/>\n";
  }
  return out + "  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>\n";
}

class LabelStudioWriter : public ArticleExport::Writer {
 public:
  explicit LabelStudioWriter(const Ontology& ontology)
      : config_(config_xml(ontology)), json_(tasks_, JsonLayout::indented) {
    json_.begin_array();
  }

  void add(const Document& document, const DocumentFacts& facts) override {
    TaskWriter(document, facts, json_).write();
  }
  std::vector<ExportFile> finish() override {
    json_.end_array();
    return {{"config.xml", config_}, {"tasks.json", tasks_ + "\n"}};
  }

 private:
  std::string config_;
  std::string tasks_;
  JsonWriter json_;
};

}  // namespace

ArticleWriterPointer label_studio_writer(const Ontology& ontology) {
  return std::make_unique<LabelStudioWriter>(ontology);
}

}  // namespace whobuilds::exporting
