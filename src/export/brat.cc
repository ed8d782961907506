#include "core/utf8.h"
#include "export/annotations.h"
#include "export/article_writers.h"
#include "export/json_writer.h"
#include "export/wording.h"

namespace whobuilds::exporting {
namespace {

// A type as brat allows it: letters, digits, hyphens, underscores.
std::string brat_type(const std::string& id) {
  std::string name = id;
  for (char& c : name) {
    if (!core::is_ascii_alnum(static_cast<unsigned char>(c)) && c != '-' && c != '_') c = '_';
  }
  return name;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return line;
}

// The stretches of `span` between line ends: brat has no text over several lines.
std::vector<Span> lines_of(std::string_view text, Span span) {
  std::vector<Span> lines;
  for (uint32_t at = span.begin; at < span.end;) {
    uint32_t end = at;
    while (end < span.end && text[end] != '\n' && text[end] != '\r') ++end;
    if (end > at) lines.push_back({at, end});
    at = end + 1;
  }
  return lines;
}

// The annotations of one article.
class Standoff {
 public:
  Standoff(const Document& document, const DocumentFacts& facts)
      : document_(document), facts_(facts), offset_(document.text, OffsetUnit::code_points) {}

  std::string write() {
    const Annotations annotations = annotate(document_, facts_);
    for (uint32_t i = 0; i < annotations.mentions.size(); ++i) write_mention(annotations.mentions[i], i + 1);
    for (uint32_t i = 0; i < annotations.relations.size(); ++i) write_relation(annotations.relations[i], i + 1);
    return std::move(out_);
  }

 private:
  void write_mention(const AnnotatedMention& mention, uint32_t number) {
    const std::string id = "T" + std::to_string(number);
    const Entity& entity = facts_.entities[mention.entity];
    std::string places, text;
    for (const Span line : lines_of(document_.text, mention.span)) {
      places +=
          (places.empty() ? "" : ";") + std::to_string(offset_(line.begin)) + " " + std::to_string(offset_(line.end));
      text += (text.empty() ? "" : " ") + one_line(line.of(document_.text));
    }
    if (places.empty()) return;
    out_ += id + "\t" + brat_type(entity.type) + " " + places + "\t" + text + "\n";
    std::string note = entity.id + (entity.discovered ? " (not in the catalogue)" : "");
    for (const AttributeFact& fact : facts_.attributes) {
      const bool here = fact.entity == mention.entity && fact.evidence.sentence.contains(mention.span);
      if (here) note += "; " + fact.key + " " + quantity_text(fact.value);
    }
    write_note(id, note);
  }

  void write_relation(const AnnotatedRelation& relation, uint32_t number) {
    const std::string id = "R" + std::to_string(number);
    const Evidence& evidence = relation.fact->evidence;
    out_ += id + "\t" + brat_type(relation.fact->relation) + " Arg1:T" + std::to_string(relation.source + 1) +
            " Arg2:T" + std::to_string(relation.target + 1) + "\n";
    std::string note = std::string(status_name(evidence.status)) + "; confidence " + number_text(evidence.confidence) +
                       "; rule " + evidence.rule;
    for (const auto& attribute : relation.fact->attributes) {
      note += "; " + attribute.first + " " + quantity_text(attribute.second);
    }
    if (!evidence.source.empty()) note += "; according to " + evidence.source;
    write_note(id, note);
  }

  void write_note(const std::string& about, const std::string& text) {
    out_ += "#" + std::to_string(++notes_) + "\tAnnotatorNotes " + about + "\t" + one_line(text) + "\n";
  }

  const Document& document_;
  const DocumentFacts& facts_;
  const OffsetCounter offset_;
  uint32_t notes_ = 0;
  std::string out_;
};

std::string annotation_conf(const Ontology& ontology) {
  std::string out = "[entities]\n\n";
  for (const EntityType& type : ontology.types) out += brat_type(type.id) + "\n";
  out += "\n[relations]\n\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n";
  for (const RelationType& relation : ontology.relations) {
    out += brat_type(relation.id) + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n";
  }
  return out + "\n[events]\n\n[attributes]\n";
}

class BratWriter : public ArticleExport::Writer {
 public:
  explicit BratWriter(const Ontology& ontology) { files_.push_back({"annotation.conf", annotation_conf(ontology)}); }

  void add(const Document& document, const DocumentFacts& facts) override {
    const std::string name = file_stem(facts.document.id, taken_);
    files_.push_back({name + ".txt", document.text});
    files_.push_back({name + ".ann", Standoff(document, facts).write()});
  }
  std::vector<ExportFile> finish() override { return files_; }

 private:
  std::vector<std::string> taken_;
  std::vector<ExportFile> files_;
};

}  // namespace

ArticleWriterPointer brat_writer(const Ontology& ontology) { return std::make_unique<BratWriter>(ontology); }

}  // namespace whobuilds::exporting
