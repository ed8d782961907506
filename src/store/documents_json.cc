#include "export/json_writer.h"
#include "whobuilds/store.h"

namespace whobuilds {

std::string documents_to_json(const std::vector<StoredDocument>& documents, const std::string& rules) {
  return exporting::json_document([&](exporting::JsonWriter& json) {
    json.key("documents").begin_array();
    for (const StoredDocument& stored : documents) {
      json.begin_object();
      json.member("id", stored.document.id);
      json.member("path", stored.document.path);
      json.member("origin", stored.origin);
      json.member("title", stored.document.title);
      json.member("date", stored.document.date);
      json.member("lang", language_code(stored.document.language));
      json.member("url", stored.document.url);
      json.member("sha256", stored.document.sha256);
      json.member("rules", stored.rules);
      json.member("stale", stored.rules != rules);
      json.member("added", stored.added);
      json.member("facts", stored.facts);
      json.member("kept", stored.has_bytes);
      json.end_object();
    }
    json.end_array();
  });
}

}  // namespace whobuilds
