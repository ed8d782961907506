#include "export/json_writer.h"
#include "whobuilds/report.h"

namespace whobuilds {
namespace {

using exporting::JsonWriter;

const char* root_word(RootCheck root) {
  switch (root) {
    case RootCheck::holds:
      return "holds";
    case RootCheck::differs:
      return "differs";
    case RootCheck::part_of_graph:
      return "part_of_graph";
    case RootCheck::other_rules:
      return "other_rules";
    case RootCheck::not_all_there:
      return "not_all_there";
  }
  return "";
}

void write_fault(JsonWriter& json, const Graph& graph, const VerifyFault& fault) {
  json.begin_object();
  json.member("code", fault_code(fault.kind));
  if (fault.document != VerifyFault::kNone) json.member("doc", graph.documents()[fault.document].id);
  if (!fault.file.empty()) json.member("file", fault.file);
  if (!fault.part.empty()) {
    json.member("part", fault.part);
    json.member("fact", fault.fact);
  }
  if (fault.document != VerifyFault::kNone && !fault.part.empty()) {
    json.member("begin", fault.span.begin);
    json.member("end", fault.span.end);
  }
  if (!fault.expected.empty()) json.member("expected", fault.expected);
  if (!fault.found.empty()) json.member("found", fault.found);
  json.end_object();
}

}  // namespace

std::string verification_to_json(const Graph& graph, const VerifyReport& report) {
  return exporting::json_document([&](JsonWriter& json) {
    json.member("holds", report.holds());
    json.key("documents").begin_object();
    json.member("in_graph", report.documents);
    json.member("unchanged", report.unchanged_documents);
    json.end_object();
    json.member("other_articles", report.other_articles);
    json.member("mentions", report.mentions);
    json.member("evidence", report.evidence);
    json.member("root", root_word(report.root));
    json.key("faults").begin_array();
    for (const VerifyFault& fault : report.faults) write_fault(json, graph, fault);
    json.end_array();
  });
}

}  // namespace whobuilds
