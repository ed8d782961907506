#include "graph/document_pairs.h"

#include <map>
#include <string>
#include <utility>

#include "graph/merge.h"

namespace whobuilds::graph {
namespace {

std::string id_and_hash(const DocumentInfo& document) { return given_id(document) + "\n" + document.sha256; }
// A document without a hash is like no other.
std::string hash_alone(const DocumentInfo& document) {
  return document.sha256.empty() ? "\n" + document.id : document.sha256;
}

class Pairing {
 public:
  Pairing(const Graph& before, const Graph& after) : before_(before.documents()), after_(after.documents()) {
    pairs_.before.resize(before_.size());
    pairs_.after.resize(after_.size());
  }

  // Pairs what is left and has equal keys, in order.
  template <typename Key>
  void pair_by(const Key& key) {
    std::multimap<std::string, uint32_t> left;
    for (uint32_t i = 0; i < before_.size(); ++i) {
      if (pairs_.before[i].document == Partner::kNone) left.emplace(key(before_[i]), i);
    }
    for (uint32_t i = 0; i < after_.size(); ++i) {
      if (pairs_.after[i].document != Partner::kNone) continue;
      const auto found = left.lower_bound(key(after_[i]));
      if (found == left.end() || found->first != key(after_[i])) continue;
      const uint32_t other = found->second;
      const bool same = before_[other].sha256 == after_[i].sha256;
      pairs_.before[other] = {i, same};
      pairs_.after[i] = {other, same};
      left.erase(found);
    }
  }

  DocumentPairs take() { return std::move(pairs_); }

 private:
  const std::vector<DocumentInfo>& before_;
  const std::vector<DocumentInfo>& after_;
  DocumentPairs pairs_;
};

}  // namespace

DocumentPairs pair_documents(const Graph& before, const Graph& after) {
  Pairing pairing(before, after);
  pairing.pair_by(id_and_hash);
  pairing.pair_by(given_id);
  pairing.pair_by(hash_alone);
  return pairing.take();
}

}  // namespace whobuilds::graph
