// Decisions as JSON, and back: strict, since people write such files by hand.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "export/json_fields.h"
#include "export/json_writer.h"
#include "whobuilds/review.h"

namespace whobuilds {
namespace {

using exporting::Json;
using exporting::JsonWriter;

constexpr uint32_t kDecisionsSchema = 1;

struct Member {
  const char* name;
  std::string Decision::*text;
};

constexpr std::array<Member, 8> kMembers = {{{"entity", &Decision::entity},
                                             {"relation", &Decision::relation},
                                             {"target", &Decision::target},
                                             {"into", &Decision::into},
                                             {"document", &Decision::document},
                                             {"surface", &Decision::surface},
                                             {"label", &Decision::label},
                                             {"type", &Decision::type}}};

constexpr std::array<DecisionKind, 6> kKinds = {DecisionKind::confirm, DecisionKind::reject, DecisionKind::merge,
                                                DecisionKind::split,   DecisionKind::rename, DecisionKind::retype};

void write_decision(JsonWriter& json, const Decision& decision) {
  json.begin_object();
  json.member("decision", decision_kind_name(decision.kind));
  for (const Member& member : kMembers) {
    if (!(decision.*member.text).empty()) json.member(member.name, decision.*member.text);
  }
  json.end_object();
}

class Reader : private exporting::JsonFields {
 public:
  explicit Reader(const std::string& file) : JsonFields("review.malformed", file) {}

  using JsonFields::failed;
  using JsonFields::take_problems;

  // A discarded value when it is none.
  Json parse(std::string_view text) {
    std::vector<std::string> repeated;
    Json json = exporting::parse_json(text, repeated);
    if (json.is_discarded()) malformed("", "the text is no JSON", "decisions as `whobuilds review export` writes them");
    for (const std::string& key : repeated) malformed("", "the key \"" + key + "\" is given twice", "each key once");
    return json;
  }

  std::vector<Decision> read_all(const Json& root) {
    std::vector<Decision> decisions;
    if (!root.is_object()) {
      malformed("", std::string("the text is ") + root.type_name(), "an object with \"schema\" and \"decisions\"");
      return decisions;
    }
    refuse_unknown(root, "", {"schema", "decisions"});
    check_schema(root);
    if (find(root, "decisions") == nullptr) malformed("/decisions", "\"decisions\" is missing", "an array of objects");
    each_object(root, "decisions", "",
                [&](const Json& object, const std::string& place) { decisions.push_back(read(object, place)); });
    return decisions;
  }

  Decision read(const Json& object, const std::string& pointer) {
    Decision decision;
    std::vector<std::string> known = {"decision"};
    const std::string kind = text(object, "decision", pointer, true);
    const auto found =
        std::find_if(kKinds.begin(), kKinds.end(), [&](DecisionKind each) { return kind == decision_kind_name(each); });
    if (found != kKinds.end()) {
      decision.kind = *found;
    } else if (!kind.empty()) {
      malformed(pointer + "/decision", "there is no decision \"" + kind + "\"",
                "confirm, reject, merge, split, rename or retype");
    }
    for (const Member& member : kMembers) {
      known.push_back(member.name);
      decision.*member.text = text(object, member.name, pointer);
    }
    refuse_unknown(object, pointer, known);
    return decision;
  }

 private:
  void check_schema(const Json& root) {
    const Json* schema = find(root, "schema");
    if (schema == nullptr) {
      malformed("/schema", "\"schema\" is missing", std::to_string(kDecisionsSchema));
    } else if (*schema != kDecisionsSchema) {
      report("review.schema", "/schema", "the schema " + schema->dump() + " is not known to this version",
             "schema " + std::to_string(kDecisionsSchema), "use a version of whobuilds that knows it");
    }
  }

  void refuse_unknown(const Json& object, const std::string& pointer, const std::vector<std::string>& known) {
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    for (const auto& member : object.items()) {
      if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
      malformed(pointer + "/" + member.key(), "the key \"" + member.key() + "\" is unknown", "one of " + names);
    }
  }
};

}  // namespace

std::string decisions_to_json(const std::vector<Decision>& decisions) {
  return exporting::json_document([&](JsonWriter& json) {
    json.member("schema", kDecisionsSchema);
    json.key("decisions").begin_array();
    for (const Decision& decision : decisions) write_decision(json, decision);
    json.end_array();
  });
}

std::string decision_to_json_line(const Decision& decision) {
  std::string line;
  JsonWriter json(line, exporting::JsonLayout::line);
  write_decision(json, decision);
  return line;
}

Result<std::vector<Decision>> read_decisions_json(std::string_view json, const std::string& file) {
  Reader reader(file);
  const Json root = reader.parse(json);
  if (root.is_discarded()) return reader.take_problems();
  std::vector<Decision> decisions = reader.read_all(root);
  if (reader.failed()) return reader.take_problems();
  return decisions;
}

Result<Decision> read_decision_json(std::string_view json, const std::string& file) {
  Reader reader(file);
  const Json root = reader.parse(json);
  if (root.is_discarded()) return reader.take_problems();
  Decision decision = reader.read(root.is_object() ? root : Json::object(), "");
  if (reader.failed()) return reader.take_problems();
  return decision;
}

}  // namespace whobuilds
