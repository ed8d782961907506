#include "export/json_fields.h"
#include "whobuilds/query.h"

namespace whobuilds {
namespace {

using exporting::Json;

constexpr int kDeepest = 100;  // nested lists and objects

Diagnostic faulty(const std::string& file, std::string message) {
  Diagnostic problem;
  problem.code = "query.parameters";
  problem.file = file;
  problem.message = std::move(message);
  problem.expected = "a JSON object with a member for each parameter, such as {\"name\": \"Huawei\", \"least\": 0.5}";
  return problem;
}

bool is_deeper(const Json& json, int depth) {
  if (!json.is_structured()) return false;
  if (depth == 0) return true;
  for (const Json& member : json) {
    if (is_deeper(member, depth - 1)) return true;
  }
  return false;
}

Value value_of(const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return json.get<bool>();
    case Json::value_t::number_integer:
      return json.get<int64_t>();
    case Json::value_t::number_unsigned:
      return json.get<uint64_t>() > INT64_MAX ? Value(json.get<double>()) : Value(json.get<int64_t>());
    case Json::value_t::number_float:
      return json.get<double>();
    case Json::value_t::string:
      return json.get<std::string>();
    case Json::value_t::array: {
      List list;
      for (const Json& member : json) list.push_back(value_of(member));
      return list;
    }
    case Json::value_t::object: {
      Map map;
      for (const auto& member : json.items()) map[member.key()] = value_of(member.value());
      return map;
    }
    default:
      return {};
  }
}

}  // namespace

Result<Map> read_query_parameters(std::string_view text, const std::string& file) {
  std::vector<std::string> repeated;
  const Json json = exporting::parse_json(text, repeated);
  if (json.is_discarded()) return faulty(file, "the parameters are no JSON");
  if (!json.is_object()) return faulty(file, "the parameters are no JSON object");
  if (!repeated.empty()) return faulty(file, "the key \"" + repeated.front() + "\" is given twice");
  if (is_deeper(json, kDeepest)) return faulty(file, "the parameters are nested too deeply");
  return value_of(json).map();
}

}  // namespace whobuilds
