#include "export/numbered_ids.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace whobuilds::exporting {
namespace {

struct Ids {
  std::unordered_map<std::string, IDTYPE> named;  // even; the unnamed get odd ones
  std::vector<char*> names;                       // of id 2 (i + 1); cgraph's own strings, as it expects
  Agraph_t* graph = nullptr;
  IDTYPE next_unnamed = 1;

  static void* open(Agraph_t* graph, Agdisc_t*) {
    Ids* ids = new Ids;
    ids->graph = graph;
    return ids;
  }
  static void close(void* state) { delete static_cast<Ids*>(state); }
  static long map(void* state, int, char* name, IDTYPE* id, int create) {
    return static_cast<Ids*>(state)->find(name, *id, create != 0);
  }
  static long alloc(void*, int, IDTYPE) { return 0; }
  static void release(void*, int, IDTYPE) {}
  static char* print(void* state, int, IDTYPE id) {
    const auto& names = static_cast<Ids*>(state)->names;
    return id % 2 != 0 ? nullptr : names[id / 2 - 1];
  }
  static void note(void*, int, void*) {}

  long find(char* name, IDTYPE& id, bool create) {
    id = 0;
    if (name == nullptr) {
      id = next_unnamed;
      next_unnamed += 2;
      return 1;
    }
    const auto found = named.find(name);
    if (found != named.end()) {
      id = found->second;
    } else if (create) {
      id = 2 * (names.size() + 1);
      named.emplace(name, id);
      names.push_back(agstrdup(graph, name));
    }
    return 1;
  }
};

}  // namespace

Agdisc_t* numbered_ids() {
  static Agiddisc_t ids = {Ids::open, Ids::map, Ids::alloc, Ids::release, Ids::print, Ids::close, Ids::note};
  static Agdisc_t discipline = {&AgMemDisc, &ids, &AgIoDisc};
  return &discipline;
}

}  // namespace whobuilds::exporting
