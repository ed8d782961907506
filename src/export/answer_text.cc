// Answers for people.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/readable_quantity.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/report.h"

namespace whobuilds {
namespace {

using exporting::in_language;

// What the text says around the facts.
struct Words {
  const char *confidence, *source, *sources, *inferred, *fresh, *against, *according_to, *bytes, *rule, *more;
};

const Words& words_in(Language language) {
  static const Words kEnglish = {"confidence ", " source",       " sources", "inferred", "new",
                                 "against: ",   "according to ", "bytes ",   "rule ",    " more (--all-evidence)"};
  static const Words kJapanese = {"確度 ",        "件の出典", "件の出典", "推定",  "新規",
                                  "反する記述: ", "出所 ",    "バイト ",  "規則 ", " 件 (--all-evidence)"};
  static const Words kChinese = {"置信度 ",    " 个来源", " 个来源", "推断",  "新",
                                 "相反说法: ", "据 ",     "字节 ",   "规则 ", " 条 (--all-evidence)"};
  return language == Language::ja ? kJapanese : language == Language::zh ? kChinese : kEnglish;
}

std::string role_word(const std::string& role, Language language) {
  using Names = std::map<std::string, std::string>;
  static const std::map<std::string, Names> kRoles = {
      {"designs", {{"ja", "設計"}, {"zh", "设计"}}},   {"trains", {{"ja", "学習"}, {"zh", "训练"}}},
      {"develops", {{"ja", "開発"}, {"zh", "研发"}}},  {"manufactures", {{"ja", "製造"}, {"zh", "制造"}}},
      {"hosts", {{"ja", "提供の場"}, {"zh", "承载"}}}, {"uses", {{"ja", "利用"}, {"zh", "使用"}}},
      {"supplies", {{"ja", "供給"}, {"zh", "供应"}}},  {"funds", {{"ja", "出資"}, {"zh", "出资"}}},
      {"owns", {{"ja", "親会社"}, {"zh", "控股"}}},    {"partners", {{"ja", "提携"}, {"zh", "合作"}}},
  };
  const auto found = kRoles.find(role);
  return found == kRoles.end() ? role : in_language(found->second, std::string(language_code(language)), role);
}

// The piece that says best what the row says, or all of them, the best first.
std::vector<const EdgeEvidence*> shown(const std::vector<EdgeEvidence>& evidence, Status status,
                                       const std::string& since, const Graph& graph) {
  std::vector<const EdgeEvidence*> pieces;
  for (const EdgeEvidence& each : evidence) {
    if (since.empty() || graph.documents()[each.document].date >= since) pieces.push_back(&each);
  }
  std::stable_sort(pieces.begin(), pieces.end(), [status](const EdgeEvidence* a, const EdgeEvidence* b) {
    const bool a_says = a->evidence.status == status, b_says = b->evidence.status == status;
    return a_says != b_says ? a_says : a->evidence.confidence > b->evidence.confidence;
  });
  return pieces;
}

// Writes one answer.
class AnswerText {
 public:
  AnswerText(const Graph& graph, const Answer& answer, const AnswerTextOptions& options)
      : graph_(graph),
        answer_(answer),
        options_(options),
        language_(language_code(answer.language)),
        words_(words_in(answer.language)) {}

  std::string write() {
    if (answer_.count && !answer_.rows.empty()) count();
    for (const AnswerRow& row : answer_.rows) write_row(row);
    return std::move(out_);
  }

 private:
  // "3   (2 stated, 1 planned)"
  void count() {
    std::map<Status, size_t> counts;
    for (const AnswerRow& row : answer_.rows) ++counts[row.status];
    std::string parts;
    for (const auto& [status, number] : counts) {
      parts += (parts.empty() ? "" : ", ") + std::to_string(number) + " " + exporting::status_word(status, language_);
    }
    out_ += std::to_string(answer_.rows.size()) + "   (" + parts + ")\n";
  }

  void write_row(const AnswerRow& row) {
    if (row.attribute) {
      write_attribute(row);
    } else {
      for (const uint32_t edge : row.edges) write_edge(row, graph_.edges()[edge]);
    }
    for (const CounterEvidence& each : row.counter_evidence) write_counter_evidence(row, each);
  }

  void write_attribute(const AnswerRow& row) {
    const Node& node = graph_.nodes()[row.node];
    const NodeAttribute& attribute = node.attributes[*row.attribute];
    const Ontology& ontology = graph::Access::ontology(graph_);
    out_ += name(node) + ": " + exporting::attribute_label(ontology, attribute.key, language_) + " " +
            exporting::readable_quantity(attribute.value, language_);
    write_standing(row, attribute.status, attribute.confidence,
                   graph::independent_sources(attribute.evidence, attribute.status), false);
    write_evidence(attribute.evidence, attribute.status);
  }

  void write_edge(const AnswerRow& row, const Edge& edge) {
    if (!row.role.empty()) out_ += role_word(row.role, answer_.language) + ": ";
    out_ += claim(edge);
    write_standing(row, edge.status, edge.confidence, graph::independent_sources(edge.evidence, edge.status),
                   row.inferred);
    write_evidence(edge.evidence, edge.status);
  }

  // "   (stated, inferred, confidence 98 %, 2 sources, new)"
  void write_standing(const AnswerRow& row, Status status, double confidence, uint32_t sources, bool inferred) {
    out_ += std::string("   (") + exporting::status_word(status, language_);
    if (inferred) out_ += std::string(", ") + words_.inferred;
    out_ += std::string(", ") + words_.confidence + std::to_string(std::lround(confidence * 100)) + " %, " +
            std::to_string(sources) + (sources == 1 ? words_.source : words_.sources);
    if (!answer_.since.empty() && row.first_said >= answer_.since) out_ += std::string(", ") + words_.fresh;
    out_ += ")\n";
  }

  void write_evidence(const std::vector<EdgeEvidence>& evidence, Status status) {
    const std::vector<const EdgeEvidence*> pieces = shown(evidence, status, answer_.since, graph_);
    const size_t count = options_.all_evidence ? pieces.size() : std::min<size_t>(1, pieces.size());
    for (size_t i = 0; i < count; ++i) write_piece(*pieces[i], "");
    if (count < pieces.size()) out_ += "    + " + std::to_string(pieces.size() - count) + words_.more + "\n";
  }

  void write_counter_evidence(const AnswerRow& row, const CounterEvidence& counter) {
    if (!counter.edge) {
      write_piece(graph_.nodes()[row.node].attributes[*row.attribute].evidence[counter.evidence], words_.against);
      return;
    }
    const Edge& edge = graph_.edges()[*counter.edge];
    const EdgeEvidence& piece = edge.evidence[counter.evidence];
    out_ += std::string("    ") + words_.against + claim(edge) + "   (" +
            exporting::status_word(piece.evidence.status, language_) + ")\n";
    write_piece(piece, "");
  }

  void write_piece(const EdgeEvidence& piece, const std::string& before) {
    const DocumentInfo& document = graph_.documents()[piece.document];
    const Evidence& evidence = piece.evidence;
    if (!piece.text.empty()) out_ += "    " + before + "\"" + piece.text + "\"\n";
    out_ += "    " + (document.path.empty() ? document.id : document.path);
    if (!document.date.empty()) out_ += ", " + document.date;
    out_ += std::string(", ") + words_.bytes + std::to_string(evidence.span.begin) + "-" +
            std::to_string(evidence.span.end);
    if (!evidence.source.empty()) out_ += std::string(", ") + words_.according_to + evidence.source;
    out_ += std::string(", ") + words_.rule + evidence.rule + "\n";
  }

  // "Huawei develops Ascend 910C", "ファーウェイ → 開発 → Ascend 910C"
  std::string claim(const Edge& edge) const {
    const std::string source = name(graph_.nodes()[edge.source]), target = name(graph_.nodes()[edge.target]);
    if (answer_.language == Language::en) return source + " " + edge.relation + " " + target;
    return source + " → " + exporting::relation_label(graph::Access::ontology(graph_), edge.relation, language_) +
           " → " + target;
  }

  std::string name(const Node& node) const { return in_language(node.names, language_, node.label); }

  const Graph& graph_;
  const Answer& answer_;
  const AnswerTextOptions& options_;
  const std::string language_;
  const Words& words_;
  std::string out_;
};

}  // namespace

std::string answer_to_text(const Graph& graph, const Answer& answer, const AnswerTextOptions& options) {
  return AnswerText(graph, answer, options).write();
}

}  // namespace whobuilds
