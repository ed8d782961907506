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
      json.key("sentences");
      stored.sentences ? json.value(*stored.sentences) : json.null();
      json.member("kept", stored.has_bytes);
      json.end_object();
    }
    json.end_array();
  });
}

std::string search_to_json(const SearchPage& page) {
  return exporting::json_document([&](exporting::JsonWriter& json) {
    json.key("total").integer(static_cast<int64_t>(page.total));
    json.key("sentences").begin_array();
    for (const FoundSentence& found : page.sentences) {
      const DocumentInfo& document = found.document.document;
      json.begin_object();
      json.member("doc", document.id);
      json.member("title", document.title);
      json.member("date", document.date);
      json.member("lang", language_code(document.language));
      json.member("path", document.path);
      json.member("url", document.url);
      json.member("begin", found.sentence.span.begin);
      json.member("end", found.sentence.span.end);
      json.member("sentence", found.sentence.text);
      json.end_object();
    }
    json.end_array();
  });
}

}  // namespace whobuilds
