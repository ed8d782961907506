// Documents that are added and removed. Service has seen to it that who asks may write.
#include <algorithm>
#include <array>

#include "serve/handlers.h"

namespace whobuilds::serve {
namespace {

struct Member {
  const char* name;
  bool text;  // the article itself, of which there is exactly one
};

constexpr std::array<Member, 7> kMembers = {{{"name", false},
                                             {"title", false},
                                             {"date", false},
                                             {"url", false},
                                             {"text", true},
                                             {"markdown", true},
                                             {"html", true}}};

Diagnostics faults_of(const Json& request) {
  if (!request.is_object()) {
    return {request_problem("http.body", "the body is no JSON object", "{\"name\": ..., \"markdown\": ...}")};
  }
  Diagnostics problems;
  size_t texts = 0;
  for (const auto& [name, value] : request.items()) {
    const auto member = std::find_if(kMembers.begin(), kMembers.end(),
                                     [&name = name](const Member& each) { return name == each.name; });
    if (member == kMembers.end()) {
      problems.push_back(request_problem("http.body", "there is no member \"" + name + "\"",
                                         "name, title, date, url, and one of text, markdown, html"));
    } else if (!value.is_string() || value.get<std::string>().empty()) {
      problems.push_back(request_problem("http.body", name + " is not what was expected", "a text that is not empty"));
    } else {
      texts += member->text;
    }
  }
  if (texts != 1) {
    problems.push_back(request_problem("http.body", "there are " + std::to_string(texts) + " articles in the body",
                                       "one of text, markdown, html"));
  }
  return problems;
}

// As a line of JSON Lines.
std::string line_of(const Json& request) {
  Json line = Json::object();
  for (const auto& [name, value] : request.items()) line[name == "name" ? "id" : name] = value;
  if (!line.contains("id")) line["id"] = "document-" + fingerprint(to_text(line)).substr(0, 16);
  return to_text(line);
}

}  // namespace

Reply answer_add_document(const Call& call) {
  const Json request = parse_json(call.body);
  const Diagnostics faults = faults_of(request);
  if (!faults.empty()) return error_reply(faults);
  const Result<StoredDocument> written = call.writer->add(line_of(request));
  if (!written) return error_reply(written.diagnostics());
  return json_reply({{"number", written->number}, {"id", written->document.id}, {"facts", written->facts}});
}

Reply answer_remove_document(const Call& call) {
  const int64_t number = call.arguments.integer("number");
  const Result<size_t> removed = call.writer->remove({number});
  if (!removed) return error_reply(removed.diagnostics());
  if (*removed == 0) {
    return error_reply({request_problem("http.not_found", "there is no document " + std::to_string(number))});
  }
  return json_reply({{"removed", *removed}});
}

}  // namespace whobuilds::serve
