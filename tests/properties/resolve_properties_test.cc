// Properties of resolution over generated documents: names, brackets, phrases and plain text in any order.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "unit/resolve/sample.h"

using namespace whobuilds;
using testing::Sample;

namespace {

const std::vector<std::string>& fragments() {
  static const std::vector<std::string> list = {
      "[Huawei|company:huawei]", "[ファーウェイ|company:huawei]", "[DeepSeek|company:deepseek&model:deepseek]", "モデル", " model ",
      "[DeepSeek-R1|model:deepseek-r1]", "R1", "[Ascend 910C|~ascend]", "910C", "[昇騰|chip:ascend]", "[Qwen2.5-72B|~qwen]",
      "[Qwen|model:qwen]", "[Moonshot AI|company:moonshot-ai]", "Moonshot", "（月之暗面）", "月之暗面", "（", "）", "(", ")", "「", "」",
      "“", "\"", "以下「", "以下简称", "简称“暗面”", "hereinafter \"MSA\"", "MSA", "[Raccoon|?Model]", "Raccoon", "[Banana|??Product]",
      "[OpenAI|company:openai]", "-", "[o1|model:o1]", " ", " ", "、", "。", ". ", "は速い", "is fast", "很快", "\n", "\n", "é", "5B", "２"};
  return list;
}

std::string document_of(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

rc::Gen<std::vector<std::string>> parts_gen() {
  return rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(fragments()));
}

void check_well_formed(const Sample& sample, const resolve::Resolution& resolution) {
  std::vector<uint32_t> counts(resolution.entities.size());
  uint32_t end = 0;
  for (const resolve::ResolvedMention& mention : resolution.mentions) {
    RC_ASSERT(mention.span.begin >= end);
    RC_ASSERT(mention.span.begin < mention.span.end);
    RC_ASSERT(mention.span.end <= sample.text.normal.size());
    RC_ASSERT(mention.span.of(sample.text.normal).find('\n') == std::string_view::npos);
    RC_ASSERT(mention.entity < resolution.entities.size());
    RC_ASSERT(mention.alternative == kNoIndex || mention.alternative < resolution.entities.size());
    RC_ASSERT(mention.alternative != mention.entity);
    RC_ASSERT(mention.confidence > 0 && mention.confidence <= 1);
    const std::vector<std::string>& surfaces = resolution.entities[mention.entity].surfaces;
    RC_ASSERT(std::count(surfaces.begin(), surfaces.end(), mention.span.of(sample.text.normal)) == 1);
    ++counts[mention.entity];
    end = mention.span.end;
  }
  std::set<std::string> ids;
  for (size_t i = 0; i < resolution.entities.size(); ++i) {
    const resolve::LocalEntity& entity = resolution.entities[i];
    RC_ASSERT(entity.mention_count == counts[i]);
    RC_ASSERT(ids.insert(entity.id).second);
    RC_ASSERT(entity.id.back() != ':');
    uint32_t steps = 0;
    for (uint32_t at = entity.parent; at != kNoIndex; at = resolution.entities[at].parent) {
      RC_ASSERT(resolution.entities[at].type == entity.type);
      RC_ASSERT(++steps <= resolution.entities.size());
    }
  }
}

std::vector<std::string> sorted_mentions(const Sample& sample) {
  std::vector<std::string> list = testing::mention_list(sample, sample.resolve());
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace

TEST_CASE("every document gives well-formed entities and mentions") {
  CHECK(rc::check([] {
    const Sample sample(document_of(*parts_gen()));
    check_well_formed(sample, sample.resolve());
  }));
}

TEST_CASE("the same document gives the same result") {
  CHECK(rc::check([] {
    const Sample sample(document_of(*parts_gen()));
    const resolve::Resolution first = sample.resolve(), second = sample.resolve();
    RC_ASSERT(testing::mention_list(sample, first) == testing::mention_list(sample, second));
    RC_ASSERT(testing::parent_list(first) == testing::parent_list(second));
  }));
}

TEST_CASE("listed names are never lost") {
  CHECK(rc::check([] {
    const Sample sample(document_of(*parts_gen()));
    const resolve::Resolution resolution = sample.resolve();
    for (const recognise::NameMention& name : sample.recognition.names) {
      if (name.candidates.size() != 1) continue;
      const bool covered = std::any_of(resolution.mentions.begin(), resolution.mentions.end(),
                                       [&](const resolve::ResolvedMention& mention) {
                                         // A maker joined to its artefact by a hyphen is covered by the artefact.
                                         return mention.span.contains(name.span);
                                       });
      RC_ASSERT(covered);
    }
  }));
}

TEST_CASE("the order of the blocks does not show") {
  CHECK(rc::check([] {
    std::vector<std::string> blocks;
    const auto count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
      std::vector<std::string> parts = *parts_gen();
      parts.erase(std::remove(parts.begin(), parts.end(), "\n"), parts.end());
      blocks.push_back(document_of(parts));
    }
    const auto joined = [](const std::vector<std::string>& list) {
      std::string text;
      for (const std::string& block : list) text += (text.empty() ? "" : "\n") + block;
      return text;
    };
    std::vector<std::string> shuffled = blocks;
    const auto turn = *rc::gen::inRange<size_t>(0, blocks.size());
    std::rotate(shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(turn), shuffled.end());
    RC_ASSERT(sorted_mentions(Sample(joined(blocks))) == sorted_mentions(Sample(joined(shuffled))));
  }));
}
