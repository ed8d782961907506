#include "export/json_fields.h"

#include <optional>

#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

constexpr size_t kMostProblems = 50;  // a file of another kind would otherwise give one per element

}  // namespace

Json parse_json(std::string_view text, std::vector<std::string>& repeated) {
  // Of a key that is given twice the library would keep the last one silently.
  std::vector<std::vector<std::string>> seen;
  const auto watch = [&](int /*depth*/, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) seen.emplace_back();
    if (event == Json::parse_event_t::object_end) seen.pop_back();
    if (event != Json::parse_event_t::key) return true;
    const auto key = parsed.get<std::string>();
    for (const std::string& known : seen.back()) {
      if (known == key) repeated.push_back(key);
    }
    seen.back().push_back(key);
    return true;
  };
  return Json::parse(text.begin(), text.end(), watch, /*allow_exceptions=*/false);
}

void JsonFields::report(const char* code, const std::string& pointer, std::string message, std::string expected,
                        std::string remedy) {
  if (problems_.size() >= kMostProblems) return;
  Diagnostic problem;
  problem.code = code;
  problem.file = file_;
  problem.line = line_;
  problem.pointer = pointer;
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  problem.remedy = std::move(remedy);
  problems_.push_back(std::move(problem));
}

const Json* JsonFields::find(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string JsonFields::text(const Json& object, const char* name, const std::string& pointer, bool required) {
  const Json* value = find(object, name);
  const std::string place = pointer + "/" + name;
  if (value == nullptr) {
    if (required) malformed(place, std::string("\"") + name + "\" is missing", "a string");
    return "";
  }
  if (!value->is_string()) {
    malformed(place, std::string("\"") + name + "\" is " + value->type_name(), "a string");
    return "";
  }
  const std::string& result = value->get_ref<const std::string&>();
  if (required && result.empty()) malformed(place, std::string("\"") + name + "\" is empty", "a non-empty string");
  return result;
}

bool JsonFields::truth(const Json& object, const char* name, const std::string& pointer) {
  const Json* value = find(object, name);
  if (value == nullptr) return false;
  if (!value->is_boolean())
    malformed(pointer + "/" + name, std::string("\"") + name + "\" is " + value->type_name(), "true or false");
  return value->is_boolean() && value->get<bool>();
}

double JsonFields::confidence(const Json& object, const std::string& pointer) {
  const Json* value = find(object, "confidence");
  if (value == nullptr) return 0;
  const double number = value->is_number() ? value->get<double>() : -1;
  if (!(number >= 0 && number <= 1)) {
    malformed(pointer + "/confidence", "the confidence is " + value->dump(), "a number from 0 to 1");
    return 0;
  }
  return number;
}

Status JsonFields::status(const Json& object, const std::string& pointer) {
  if (find(object, "status") == nullptr) return Status::asserted;
  const std::string name = text(object, "status", pointer);
  const std::optional<Status> known = status_from_name(name);
  if (!known) malformed(pointer + "/status", "unknown status \"" + name + "\"", "asserted, planned, rumored or denied");
  return known.value_or(Status::asserted);
}

uint32_t JsonFields::offset(const Json& object, const char* name, const std::string& pointer) {
  const Json* value = find(object, name);
  if (value == nullptr) return 0;
  if (!value->is_number_unsigned() || value->get<uint64_t>() > UINT32_MAX) {
    malformed(pointer + "/" + name, std::string("\"") + name + "\" is " + value->dump(), "a byte offset");
    return 0;
  }
  return value->get<uint32_t>();
}

Span JsonFields::span(const Json& object, const char* begin, const char* end, const std::string& pointer) {
  const Span result = {offset(object, begin, pointer), offset(object, end, pointer)};
  if (result.begin > result.end) {
    malformed(pointer + "/" + end, "the span ends before it begins",
              std::string("at least ") + std::to_string(result.begin));
  }
  return result;
}

Quantity JsonFields::value_of(const Json& value, const std::string& unit, const std::string& pointer) {
  Quantity quantity;
  quantity.unit = unit;
  if (value.is_number()) {
    quantity.number = value.get<double>();
  } else if (value.is_string()) {
    quantity.text = value.get<std::string>();
  } else if (!value.is_null()) {
    malformed(pointer, std::string("the value is ") + value.type_name(), "a number or a string");
  }
  return quantity;
}

std::map<std::string, Quantity> JsonFields::quantities(const Json& object, const char* name,
                                                       const std::string& pointer) {
  const Json* members = find(object, name);
  const std::string place = pointer + "/" + name;
  std::map<std::string, Quantity> result;
  if (members == nullptr) return result;
  if (!members->is_object()) {
    malformed(place, std::string("\"") + name + "\" is " + members->type_name(), "an object");
    return result;
  }
  for (auto at = members->begin(); at != members->end(); ++at) {
    const std::string member = place + "/" + at.key();
    result[at.key()] = at->is_object() ? value_and_unit(*at, member) : value_of(*at, "", member);
  }
  return result;
}

Quantity JsonFields::value_and_unit(const Json& object, const std::string& pointer) {
  const Json* value = find(object, "value");
  return value_of(value == nullptr ? Json() : *value, text(object, "unit", pointer), pointer + "/value");
}

DocumentInfo JsonFields::document_info(const Json& object, const std::string& pointer) {
  DocumentInfo document;
  document.id = text(object, "id", pointer, true);
  document.path = text(object, "path", pointer);
  document.title = text(object, "title", pointer);
  document.date = text(object, "date", pointer);
  document.url = text(object, "url", pointer);
  document.sha256 = text(object, "sha256", pointer);
  document.language = language_from_code(text(object, "lang", pointer));
  const std::string offsets_in = text(object, "offsets_in", pointer);
  if (!offsets_in.empty() && offsets_in != "file" && offsets_in != "text") {
    malformed(pointer + "/offsets_in", "unknown word \"" + offsets_in + "\"", "file or text");
  }
  document.offsets_in = offsets_in == "text" ? OffsetsIn::text : OffsetsIn::file;
  return document;
}

Evidence JsonFields::evidence_fields(const Json& object, const std::string& pointer) {
  Evidence evidence;
  evidence.span = span(object, "begin", "end", pointer);
  evidence.sentence = span(object, "sentence_begin", "sentence_end", pointer);
  evidence.rule = text(object, "rule", pointer);
  evidence.status = status(object, pointer);
  evidence.confidence = confidence(object, pointer);
  evidence.source = text(object, "source", pointer);
  return evidence;
}

}  // namespace whobuilds::exporting
