#include "unit/graph/sample.h"

#include <algorithm>
#include <cctype>

#include "core/sha256.h"

namespace whobuilds::sample {
namespace {

EntityType entity_type(std::string id, std::string slug, std::string color, std::string ja, std::string zh) {
  EntityType type;
  type.id = id;
  type.slug = std::move(slug);
  type.color = std::move(color);
  type.labels = {{"en", std::move(id)}, {"ja", std::move(ja)}, {"zh", std::move(zh)}};
  return type;
}

RelationType relation_type(std::string id, std::string en, std::string ja, std::string zh, bool symmetric = false) {
  RelationType relation;
  relation.id = std::move(id);
  relation.symmetric = symmetric;
  relation.labels = {{"en", std::move(en)}, {"ja", std::move(ja)}, {"zh", std::move(zh)}};
  return relation;
}

std::string type_of(const std::string& id) {
  const std::string slug = id.substr(0, id.find(':'));
  for (const EntityType& type : ontology().types) {
    if (type.slug == slug) return type.id;
  }
  return "Product";
}

}  // namespace

Ontology ontology() {
  Ontology result;
  result.types = {entity_type("Company", "company", "#2563eb", "企業", "公司"),
                  entity_type("Organization", "organization", "#7c3aed", "組織", "机构"),
                  entity_type("Model", "model", "#059669", "モデル", "模型"),
                  entity_type("Chip", "chip", "#d97706", "チップ", "芯片"),
                  entity_type("System", "system", "#b91c1c", "システム", "系统"),
                  entity_type("Product", "product", "#0891b2", "製品", "产品"),
                  entity_type("Benchmark", "benchmark", "#64748b", "ベンチマーク", "基准")};
  result.relations = {relation_type("develops", "develops", "開発", "研发"),
                      relation_type("manufactures", "manufactures", "製造", "制造"),
                      relation_type("part_of", "part of", "傘下", "隶属"),
                      relation_type("variant_of", "variant of", "派生", "属于系列"),
                      relation_type("based_on", "based on", "ベース", "基于"),
                      relation_type("contains", "contains", "搭載", "搭载"),
                      relation_type("runs_on", "runs on", "動作", "运行于"),
                      relation_type("trained_on", "trained on", "学習", "训练于"),
                      relation_type("uses", "uses", "利用", "使用"),
                      relation_type("supplies", "supplies", "供給", "供应"),
                      relation_type("invests_in", "invests in", "出資", "投资"),
                      relation_type("acquires", "acquires", "買収", "收购"),
                      relation_type("partners_with", "partners with", "提携", "合作", true),
                      relation_type("competes_with", "competes with", "競合", "竞争", true),
                      relation_type("outperforms", "outperforms", "上回る", "优于"),
                      relation_type("supports", "supports", "対応", "支持"),
                      relation_type("available_on", "available on", "提供先", "上架"),
                      relation_type("evaluated_on", "evaluated on", "評価", "评测")};
  return result;
}

Paper::Paper(std::string id, std::string date) {
  facts_.document.id = id;
  facts_.document.path = "articles/" + id + ".md";
  facts_.document.title = "Paper " + id;
  facts_.document.date = std::move(date);
  facts_.document.language = Language::en;
  facts_.document.sha256 = core::sha256_hex(id);
}

uint32_t Paper::entity(const std::string& id) {
  for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
    if (facts_.entities[i].id == id) return i;
  }
  std::string label = id.substr(id.find(':') + 1);
  label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
  std::replace(label.begin(), label.end(), '-', ' ');
  knows(id, label);
  return static_cast<uint32_t>(facts_.entities.size() - 1);
}

Paper& Paper::knows(const std::string& id, const std::string& label, std::vector<std::string> aliases,
                    std::map<std::string, std::string> names, bool discovered) {
  Entity entity;
  entity.id = id;
  entity.type = type_of(id);
  entity.label = label;
  entity.names = std::move(names);
  entity.aliases = std::move(aliases);
  entity.discovered = discovered;
  facts_.entities.push_back(std::move(entity));
  return *this;
}

Evidence Paper::evidence(const std::string& sentence, Status status, double confidence) {
  Evidence result;
  const size_t known = text_.find(sentence);
  const auto begin = static_cast<uint32_t>(known == std::string::npos ? text_.size() : known);
  if (known == std::string::npos) text_ += sentence + "\n";
  result.sentence = {begin, begin + static_cast<uint32_t>(sentence.size())};
  result.span = {begin, result.sentence.end - 1};
  result.rule = "sample.rule";
  result.status = status;
  result.confidence = confidence;
  return result;
}

Paper& Paper::says(const std::string& source, const std::string& relation, const std::string& target,
                   const std::string& sentence, Status status, double confidence) {
  RelationFact fact;
  fact.source = entity(source);
  fact.target = entity(target);
  fact.relation = relation;
  fact.evidence = evidence(sentence, status, confidence);
  facts_.relations.push_back(std::move(fact));
  return *this;
}

Paper& Paper::with(const std::string& key, Quantity value) {
  facts_.relations.back().attributes[key] = std::move(value);
  return *this;
}

Paper& Paper::states(const std::string& id, const std::string& key, Quantity value, const std::string& sentence,
                     Status status, double confidence) {
  AttributeFact fact;
  fact.entity = entity(id);
  fact.key = key;
  fact.value = std::move(value);
  fact.evidence = evidence(sentence, status, confidence);
  facts_.attributes.push_back(std::move(fact));
  return *this;
}

Paper& Paper::mentions(const std::string& id, const std::string& text) {
  Mention mention;
  mention.entity = entity(id);
  const auto begin = static_cast<uint32_t>(text_.size());
  text_ += text + "\n";
  mention.span = {begin, begin + static_cast<uint32_t>(text.size())};
  mention.text = text;
  facts_.mentions.push_back(std::move(mention));
  return *this;
}

Quantity number(double value, std::string unit) {
  Quantity quantity;
  quantity.number = value;
  quantity.unit = std::move(unit);
  return quantity;
}

Quantity word(std::string text) {
  Quantity quantity;
  quantity.text = std::move(text);
  return quantity;
}

Graph merged(const std::vector<Paper>& papers) {
  Graph graph = graph::Access::create(ontology(), "0123456789abcdef");
  for (const Paper& paper : papers) graph.add(paper.facts(), paper.text());
  graph.finish();
  return graph;
}

std::vector<Paper> small_world() {
  std::vector<Paper> papers;
  papers.push_back(
      Paper("a", "2025-04-02")
          .knows("company:huawei", "Huawei", {"Huawei", "ファーウェイ", "华为"},
                 {{"en", "Huawei"}, {"ja", "ファーウェイ"}, {"zh", "华为"}})
          .knows("chip:ascend-910c", "Ascend 910C", {"910C", "Ascend 910C"})
          .knows("organization:lone-institute", "Lone Institute", {}, {}, true)
          .mentions("organization:lone-institute", "Lone Institute")
          .says("company:huawei", "develops", "chip:ascend-910c", "Huawei developed the \"Ascend 910C\".")
          .says("system:cloudmatrix-384", "contains", "chip:ascend-910c", "CloudMatrix 384 holds 384 of the 910C.")
          .with("count", number(384))
          .states("chip:ascend-910c", "process_node", number(7, "nm"), "The 910C is made in a 7 nm process.")
          .says("company:smic", "manufactures", "chip:ascend-910c", "SMIC is said to make the 910C.", Status::rumored, 0.6));
  papers.push_back(
      Paper("b", "2025-05-20")
          .knows("company:huawei", "Huawei", {"Huawei Technologies"}, {{"en", "Huawei"}})
          .says("company:huawei", "develops", "chip:ascend-910c", "Huawei  developed the \"Ascend 910C\".")
          .says("company:smic", "manufactures", "chip:ascend-910c", "SMIC does not make the 910C.", Status::denied, 0.8)
          .says("company:nvidia", "competes_with", "company:huawei", "Nvidia and Huawei compete.", Status::asserted, 0.5));
  papers.push_back(
      Paper("c", "2025-06")
          .says("company:huawei", "competes_with", "company:nvidia", "Huawei is a rival of Nvidia.", Status::asserted, 0.5)
          .says("company:huawei", "develops", "chip:ascend-920", "Huawei will present an Ascend 920.", Status::planned, 0.7)
          .states("chip:ascend-910c", "release_date", word("2025-04"), "The 910C came out in April 2025.")
          .says("company:huawei", "invests_in", "company:northwind-ai", "Huawei puts $2 million in Northwind AI.")
          .with("amount", number(2e6, "USD")));
  return papers;
}

}  // namespace whobuilds::sample
