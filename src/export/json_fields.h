// Reads the members of JSON objects that the graph's JSON form and facts JSONL share, and notes everything that is
// wrong with them. A value that is missing or wrong reads as its default; what was read is of use only when there were
// no problems. Members are named in problems by their JSON pointer.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/fact.h"

namespace whobuilds::exporting {

using Json = nlohmann::json;

// The text as JSON; is_discarded() when it is none. Keys that an object gives twice, of which the last one counts, are
// appended to `repeated`.
Json parse_json(std::string_view text, std::vector<std::string>& repeated);

class JsonFields {
 public:
  // `code` is that of malformed values. `line`: of all problems, 0 when the pointer is enough.
  JsonFields(std::string code, std::string file, uint32_t line = 0)
      : code_(std::move(code)), file_(std::move(file)), line_(line) {}

  bool failed() const { return !problems_.empty(); }
  Diagnostics take_problems() { return std::move(problems_); }

  void report(const char* code, const std::string& pointer, std::string message, std::string expected,
              std::string remedy = {});
  void malformed(const std::string& pointer, std::string message, std::string expected) {
    report(code_.c_str(), pointer, std::move(message), std::move(expected));
  }

  // The member of this name, or nullptr. `object` must be one.
  static const Json* find(const Json& object, const char* name);

  // Members of `object`, which stands at `pointer`. What is `required` must be there and not be empty.
  std::string text(const Json& object, const char* name, const std::string& pointer, bool required = false);
  bool truth(const Json& object, const char* name, const std::string& pointer);
  double confidence(const Json& object, const std::string& pointer);
  Status status(const Json& object, const std::string& pointer);
  Span span(const Json& object, const char* begin, const char* end, const std::string& pointer);
  // An object of quantities, each a plain value or an object with value and unit.
  std::map<std::string, Quantity> quantities(const Json& object, const char* name, const std::string& pointer);
  // The members "value" and "unit".
  Quantity value_and_unit(const Json& object, const std::string& pointer);
  DocumentInfo document_info(const Json& object, const std::string& pointer);
  // All of it but the document and the sentence's text.
  Evidence evidence_fields(const Json& object, const std::string& pointer);

  // The identity of a node or an entity, into `named`.
  template <typename Named>
  void identity(const Json& object, const std::string& pointer, Named& named) {
    named.id = text(object, "id", pointer, true);
    named.type = text(object, "type", pointer, true);
    named.label = text(object, "label", pointer);
    each_text(object, "names", pointer,
              [&](const std::string& language, const std::string& name) { named.names[language] = name; });
    each_text(object, "aliases", pointer,
              [&](const std::string&, const std::string& alias) { named.aliases.push_back(alias); });
    named.discovered = truth(object, "discovered", pointer);
  }

  // The array's elements that are objects, each with its pointer; a missing array is an empty one.
  template <typename Use>
  void each_object(const Json& object, const char* name, const std::string& pointer, Use use) {
    const Json* list = find(object, name);
    const std::string place = pointer + "/" + name;
    if (list == nullptr) return;
    if (!list->is_array()) {
      malformed(place, std::string("\"") + name + "\" is " + list->type_name(), "an array of objects");
      return;
    }
    for (size_t i = 0; i < list->size(); ++i) {
      const std::string element = place + "/" + std::to_string(i);
      if ((*list)[i].is_object()) {
        use((*list)[i], element);
      } else {
        malformed(element, std::string("the element is ") + (*list)[i].type_name(), "an object");
      }
    }
  }

  // The strings of an array (with "" before each) or of an object (with its keys).
  template <typename Use>
  void each_text(const Json& object, const char* name, const std::string& pointer, Use use) {
    const Json* list = find(object, name);
    if (list == nullptr) return;
    const bool container = list->is_array() || list->is_object();
    if (!container) malformed(pointer + "/" + name, std::string("\"") + name + "\" is " + list->type_name(), "strings");
    for (auto at = list->begin(); container && at != list->end(); ++at) {
      if (at->is_string()) {
        use(list->is_object() ? at.key() : "", at->get_ref<const std::string&>());
      } else {
        malformed(pointer + "/" + name, std::string("an element is ") + at->type_name(), "strings");
      }
    }
  }

 private:
  uint32_t offset(const Json& object, const char* name, const std::string& pointer);
  Quantity value_of(const Json& value, const std::string& unit, const std::string& pointer);

  std::string code_, file_;
  uint32_t line_;
  Diagnostics problems_;
};

}  // namespace whobuilds::exporting
