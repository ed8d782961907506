// status/<lang>.json: cue words that say how a claim is meant.
#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

void load_cue(JsonValue value, Language language, Loading& loading) {
  Cue cue;
  cue.language = language;
  ObjectReader object(value, loading.problems);
  const size_t status = loading.read_word(object, "status", {"asserted", "planned", "rumored", "denied"});
  if (status < 4) cue.status = static_cast<Status>(status);
  object.optional_boolean("irrealis", cue.irrealis).optional_boolean("blocks_denial", cue.blocks_denial);
  static const std::vector<std::string_view> kSides = {"before", "after", "both"};
  const size_t side = loading.read_word(object, "side", kSides);
  cue.side = kSides[side < kSides.size() ? side : 2];
  object.strings("words", cue.words);
  object.finish();
  const int effects = (object.has("status") ? 1 : 0) + (cue.irrealis ? 1 : 0) + (cue.blocks_denial ? 1 : 0);
  if (effects != 1 && object.value().present()) {
    loading.report(value, "rules.value", "a cue does one thing",
                   "one of \"status\", \"irrealis\": true, \"blocks_denial\": true");
  }
  std::string effect = cue.irrealis ? "irrealis" : cue.blocks_denial ? "blocks denial" : status_name(cue.status);
  loading.add_origin("cue", cue.words.empty() ? "" : cue.words.front(), value, std::move(effect), {});
  loading.rules.cues.push_back(std::move(cue));
}

}  // namespace

void load_status(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const Language language = loading.read_language(object);
  for (const JsonValue value : object.elements("cues", JsonKind::object)) load_cue(value, language, loading);
  object.finish();
}

}  // namespace whobuilds::rules
