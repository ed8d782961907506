#include "query/request.h"

#include <algorithm>

#include "query/verbs.h"

namespace whobuilds::query {
namespace {

constexpr std::string_view kSince = "since:";

bool add_verb(std::string_view verb, Request& request) {
  if (!request.verb.empty()) return request.verb == verb;
  request.verb = verb;
  return true;
}

bool add_type(std::string_view type, Request& request) {
  if (!request.type.empty()) return request.type == type;
  request.type = type;
  return true;
}

bool reverse(Request& request) {
  const std::string_view reversed = reverse_verb(request.verb);
  if (reversed.empty()) return false;
  request.verb = reversed;
  return true;
}

bool is_verb(const Ontology& ontology, std::string_view word) {
  return find_verb(word) != nullptr || ontology.find_attribute(word) != kNoIndex;
}

}  // namespace

bool add_word(const Ontology& ontology, std::string_view word, Request& request) {
  if (const std::optional<Status> status = status_from_name(word)) {
    request.statuses.push_back(*status);
    return true;
  }
  if (word == "count") return request.count = true;
  if (word == "reversed") return reverse(request);
  if (word.substr(0, kSince.size()) == kSince) {
    request.since = word.substr(kSince.size());
    return true;
  }
  if (is_verb(ontology, word)) return add_verb(word, request);
  return ontology.find_type(word) != kNoIndex && add_type(word, request);
}

bool add_words(const Ontology& ontology, std::string_view words, Request& request) {
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    if (!add_word(ontology, words.substr(0, end), request)) return false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return true;
}

std::string to_text(const Request& request) {
  std::string text;
  if (request.count) text += "count ";
  for (const Status status : request.statuses) text += std::string(status_name(status)) + " ";
  if (!request.since.empty()) text += std::string(kSince) + request.since + " ";
  if (!request.type.empty()) text += request.type + " ";
  return text + request.verb;
}

}  // namespace whobuilds::query
