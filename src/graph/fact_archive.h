// Parts of records as bytes, in the form of core/archive.h: what merging on disk keeps in its temporary files.
#pragma once

#include "core/archive.h"
#include "graph/contribution.h"
#include "whobuilds/graph.h"

namespace whobuilds {

template <typename Archive>
void fields(Archive& archive, Span& span) {
  auto& [begin, end] = span;
  archive(begin, end);
}

template <typename Archive>
void fields(Archive& archive, Quantity& quantity) {
  auto& [number, text, unit] = quantity;
  archive(number, text, unit);
}

template <typename Archive>
void fields(Archive& archive, Entity& entity) {
  auto& [id, type, label, names, aliases, discovered] = entity;
  archive(id, type, label, names, aliases, discovered);
}

template <typename Archive>
void fields(Archive& archive, Mention& mention) {
  auto& [entity, span, text] = mention;
  archive(entity, span, text);
}

template <typename Archive>
void fields(Archive& archive, Evidence& evidence) {
  auto& [span, sentence, rule, status, confidence, source] = evidence;
  archive(span, sentence, rule, status, confidence, source);
}

template <typename Archive>
void fields(Archive& archive, RelationFact& fact) {
  auto& [source, target, relation, inferred, attributes, evidence] = fact;
  archive(source, target, relation, inferred, attributes, evidence);
}

template <typename Archive>
void fields(Archive& archive, AttributeFact& fact) {
  auto& [entity, key, value, evidence] = fact;
  archive(entity, key, value, evidence);
}

template <typename Archive>
void fields(Archive& archive, DocumentInfo& document) {
  auto& [id, path, title, date, url, sha256, language, offsets_in] = document;
  archive(id, path, title, date, url, sha256, language, offsets_in);
}

template <typename Archive>
void fields(Archive& archive, DocumentFacts& facts) {
  auto& [document, entities, mentions, relations, attributes] = facts;
  archive(document, entities, mentions, relations, attributes);
}

template <typename Archive>
void fields(Archive& archive, NodeMention& mention) {
  auto& [document, span, text] = mention;
  archive(document, span, text);
}

template <typename Archive>
void fields(Archive& archive, EdgeEvidence& each) {
  auto& [document, evidence, text] = each;
  archive(document, evidence, text);
}

namespace graph {

template <typename Archive>
void fields(Archive& archive, Contribution& contribution) {
  archive(contribution.facts, contribution.rules, contribution.hash);
  std::vector<Span> spans;
  std::vector<std::string> texts;
  if constexpr (!Archive::kReads) {
    for (const auto& [span, text] : contribution.sentences) {
      spans.push_back(span);
      texts.push_back(text);
    }
  }
  archive(spans, texts);
  if constexpr (Archive::kReads) {
    contribution.sentences.clear();
    for (size_t i = 0; i < spans.size() && i < texts.size(); ++i) {
      contribution.sentences.emplace_hint(contribution.sentences.end(), spans[i], std::move(texts[i]));
    }
  }
}

}  // namespace graph

}  // namespace whobuilds
