// Reads facts JSONL back and checks it: ids are resolved to indices, so every index is in range.
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "export/facts_schema.h"
#include "export/json_fields.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds {
namespace {

using exporting::Json;

class Reader : private exporting::JsonFields {
 public:
  Reader(const std::string& file, uint32_t line, const Json& root)
      : JsonFields("facts.malformed", file, line), root_(root) {}

  using JsonFields::failed;
  using JsonFields::take_problems;

  // False when it is none of our lines, or of a later version.
  bool check_schema() {
    if (!root_.is_object()) {
      malformed("", "the line is not a JSON object", "facts of a document as `whobuilds map` writes them");
      return false;
    }
    const Json* schema = find(root_, "schema");
    const Json* document = find(root_, "document");
    if (schema == nullptr || document == nullptr || !document->is_object()) {
      malformed("", "the line holds no facts of a document", "facts as `whobuilds map` writes them");
      return false;
    }
    if (!schema->is_number_integer() || *schema != exporting::kFactsSchema) {
      report("facts.schema", "/schema", "the schema " + schema->dump() + " is not known to this version",
             "schema " + std::to_string(exporting::kFactsSchema), "use a version of whobuilds that knows it");
      return false;
    }
    return true;
  }

  FactsRecord read() {
    FactsRecord record;
    record.rules = text(root_, "rules", "");
    record.facts.document = document_info(root_["document"], "/document");
    read_entities(record.facts);
    read_mentions(record.facts);
    read_relations(record.facts);
    read_attributes(record.facts);
    each_object(root_, "sentences", "", [&](const Json& object, const std::string& place) {
      record.sentences.emplace(span(object, "begin", "end", place), text(object, "text", place, true));
    });
    if (!failed()) sort_facts(record.facts);
    return record;
  }

 private:
  uint32_t entity(const Json& object, const char* name, const std::string& pointer) {
    const std::string id = text(object, name, pointer, true);
    const auto found = entity_index_.find(id);
    if (found != entity_index_.end()) return found->second;
    if (!id.empty()) malformed(pointer + "/" + name, "no entity has the id \"" + id + "\"", "an id of /entities");
    return 0;
  }

  Evidence evidence(const Json& object, const std::string& pointer) {
    const Json* evidence = find(object, "evidence");
    if (evidence != nullptr && evidence->is_object()) return evidence_fields(*evidence, pointer + "/evidence");
    malformed(pointer + "/evidence", "\"evidence\" is missing", "an object");
    return {};
  }

  void read_entities(DocumentFacts& facts) {
    each_object(root_, "entities", "", [&](const Json& object, const std::string& place) {
      Entity entity;
      identity(object, place, entity);
      if (!entity_index_.emplace(entity.id, static_cast<uint32_t>(facts.entities.size())).second) {
        malformed(place + "/id", "the entity \"" + entity.id + "\" occurs twice", "unique ids");
      }
      facts.entities.push_back(std::move(entity));
    });
  }

  void read_mentions(DocumentFacts& facts) {
    each_object(root_, "mentions", "", [&](const Json& object, const std::string& place) {
      facts.mentions.push_back(
          {entity(object, "entity", place), span(object, "begin", "end", place), text(object, "text", place)});
    });
  }

  void read_relations(DocumentFacts& facts) {
    each_object(root_, "relations", "", [&](const Json& object, const std::string& place) {
      RelationFact fact;
      fact.source = entity(object, "source", place);
      fact.target = entity(object, "target", place);
      fact.relation = text(object, "relation", place, true);
      fact.inferred = truth(object, "inferred", place);
      fact.attributes = quantities(object, "attributes", place);
      fact.evidence = evidence(object, place);
      facts.relations.push_back(std::move(fact));
    });
  }

  void read_attributes(DocumentFacts& facts) {
    each_object(root_, "attributes", "", [&](const Json& object, const std::string& place) {
      AttributeFact fact;
      fact.entity = entity(object, "entity", place);
      fact.key = text(object, "key", place, true);
      fact.value = value_and_unit(object, place);
      fact.evidence = evidence(object, place);
      facts.attributes.push_back(std::move(fact));
    });
  }

  const Json& root_;
  std::unordered_map<std::string, uint32_t> entity_index_;
};

// The error that the line records, if it is such a record.
std::optional<Diagnostic> recorded_error(const Json& root, const std::string& file) {
  const auto found = root.is_object() ? root.find("error") : root.end();
  if (!root.is_object() || found == root.end() || !found->is_object()) return std::nullopt;
  exporting::JsonFields fields("facts.malformed", file);
  Diagnostic error;
  error.code = fields.text(*found, "code", "/error");
  error.message = fields.text(*found, "message", "/error");
  const Json* line = exporting::JsonFields::find(*found, "line");
  if (line != nullptr && line->is_number_unsigned()) error.line = static_cast<uint32_t>(line->get<uint64_t>());
  return error;
}

Diagnostic no_json(const std::string& file, uint32_t line_number) {
  Diagnostic problem;
  problem.code = "facts.malformed";
  problem.file = file;
  problem.line = line_number;
  problem.message = "the line is not JSON in UTF-8";
  problem.expected = "facts of a document as `whobuilds map` writes them";
  problem.remedy = "write the line again; the others are read";
  return problem;
}

}  // namespace

Result<FactsLine> read_facts_line(std::string_view line, const std::string& file, uint32_t line_number) {
  const Json root = Json::parse(line.begin(), line.end(), nullptr, false);
  if (root.is_discarded()) return no_json(file, line_number);
  FactsLine result;
  result.error = recorded_error(root, file);
  if (result.error) return result;
  Reader reader(file, line_number, root);
  if (!reader.check_schema()) return reader.take_problems();
  result.record = reader.read();
  if (reader.failed()) return reader.take_problems();
  return result;
}

}  // namespace whobuilds
