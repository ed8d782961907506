#include "resolve/string_set.h"

namespace whobuilds::resolve {

std::pair<uint32_t, bool> StringSet::add(std::string string) {
  const auto [known, added] = indices_.try_emplace(std::move(string), static_cast<uint32_t>(indices_.size()));
  if (added) note_length(known->first);
  return {known->second, added};
}

void StringSet::note_length(std::string_view string) {
  if (heads_.empty()) heads_.assign(kBuckets, kEnd);
  const auto bytes = static_cast<uint32_t>(string.size());
  uint32_t* link = &heads_[bucket_of(string)];
  while (*link != kEnd && lengths_[*link].bytes > bytes) link = &lengths_[*link].next;
  if (*link != kEnd && lengths_[*link].bytes == bytes) return;
  const uint32_t next = *link;
  *link = static_cast<uint32_t>(lengths_.size());
  lengths_.push_back({bytes, next});
}

}  // namespace whobuilds::resolve
