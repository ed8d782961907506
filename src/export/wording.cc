#include "export/wording.h"

#include <array>

#include "export/json_writer.h"

namespace whobuilds::exporting {
namespace {

struct Words {
  const char *en, *ja, *zh;

  std::string in(const std::string& language) const { return language == "ja" ? ja : language == "zh" ? zh : en; }
};

}  // namespace

std::string in_language(const std::map<std::string, std::string>& names, const std::string& language,
                        const std::string& otherwise) {
  const auto found = names.find(language);
  return found == names.end() || found->second.empty() ? otherwise : found->second;
}

std::string relation_label(const Ontology& ontology, const std::string& relation, const std::string& language) {
  const uint32_t index = ontology.find_relation(relation);
  return index == kNoIndex ? relation : in_language(ontology.relations[index].labels, language, relation);
}

std::string type_label(const Ontology& ontology, const std::string& type, const std::string& language) {
  const uint32_t index = ontology.find_type(type);
  return index == kNoIndex ? type : in_language(ontology.types[index].labels, language, type);
}

std::string attribute_label(const Ontology& ontology, const std::string& attribute, const std::string& language) {
  const uint32_t index = ontology.find_attribute(attribute);
  return index == kNoIndex ? attribute : in_language(ontology.attributes[index].labels, language, attribute);
}

std::string status_word(Status status, const std::string& language) {
  constexpr std::array<Words, 4> kWords = {{{"stated", "記述", "陈述"},
                                            {"planned", "計画", "计划"},
                                            {"rumored", "噂", "传闻"},
                                            {"denied", "否定", "否认"}}};
  return kWords[static_cast<size_t>(status)].in(language);
}

std::string change_word(ChangeKind change, const std::string& language) {
  constexpr std::array<Words, 3> kWords = {{{"added", "追加", "新增"}, {"removed", "削除", "删除"}, {"changed", "変更", "变更"}}};
  return kWords[static_cast<size_t>(change)].in(language);
}

std::string phrase(Phrase phrase, const std::string& language) {
  constexpr std::array<Words, 17> kWords = {
      {{"Who builds what", "誰が何を作っているか", "谁在研发什么"},
       {"What came out when", "いつ何が出たか", "何时发布了什么"},
       {"Supply chain", "サプライチェーン", "供应链"},
       {"suppliers and makers", "供給・製造", "供应与制造"},
       {"developers", "開発元", "研发方"},
       {"users", "利用者", "使用方"},
       {"[ ] date of the first report", "[ ] 最初に報じられた日付", "[ ] 首次报道的日期"},
       {"maker not in this picture", "開発元はこの図にない", "图中没有研发方"},
       {"nodes", "ノード", "节点"},
       {"edges", "エッジ", "边"},
       {"within boxes", "枠の中", "框内"},
       {"in lines", "線", "连线"},
       {"in the list", "一覧", "列表"},
       {"not shown", "表示なし", "未显示"},
       {"without edges, not shown", "エッジなし・表示なし", "无边，未显示"},
       {"color of a line: what most of its edges say; ×n: their number", "線の色：最も多い関係、×n：エッジ数",
        "连线颜色：最多的关系，×n：边数"},
       {"steps", "つながり", "环节"}}};
  return kWords[static_cast<size_t>(phrase)].in(language);
}

std::string quantity_text(const Quantity& quantity) {
  if (!quantity.number) return quantity.text;
  const std::string text = number_text(*quantity.number);
  return quantity.unit.empty() ? text : text + " " + quantity.unit;
}

}  // namespace whobuilds::exporting
