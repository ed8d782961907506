#include "architecture/includes.h"

#include <algorithm>
#include <regex>
#include <sstream>

namespace whobuilds::architecture {
namespace {

constexpr int kNoRoom = -1;

struct Library {
  const char* prefix;  // of the include as written
  std::vector<std::string> rooms;
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> table = {
      {"unicode/", {"text"}},   {"re2/", {"text"}},        {"md4c", {"read"}},
      {"yaml-cpp/", {"read"}},  {"libxml/", {"read"}},     {"nlohmann/", {"rules", "read", "extract", "export", "serve"}},
      {"boost/", {"graph"}},    {"graphviz/", {"export"}}, {"cgraph.h", {"export"}},
      {"gvc.h", {"export"}},    {"librsvg/", {"export"}},  {"cairo", {"export"}},
      {"zlib.h", {"core"}},      {"zstd.h", {"core"}},
      {"serd/", {"export"}},    {"sqlite3.h", {"store"}},  {"CLI/", {"cli"}},
      {"httplib.h", {"serve"}}, {"xxhash.h", {"core"}},
  };
  return table;
}

// Headers of the system and the compiler.
bool is_of_platform(const std::string& target) {
  static const std::vector<std::string> table = {"cpuid.h",     "dlfcn.h",  "fcntl.h", "fnmatch.h", "glob.h",
                                                 "immintrin.h", "malloc.h", "poll.h",  "pthread.h", "signal.h",
                                                 "unistd.h"};
  return target.rfind("sys/", 0) == 0 || std::find(table.begin(), table.end(), target) != table.end();
}

// Standard headers of C++ are plain words; everything else has a dot or a folder.
bool is_standard(const std::string& target) { return target.find_first_of("./") == std::string::npos; }

int level_of(const std::string& room) {
  const auto& levels = rooms_from_below();
  for (size_t level = 0; level < levels.size(); ++level) {
    const auto& rooms = levels[level];
    if (std::find(rooms.begin(), rooms.end(), room) != rooms.end()) return static_cast<int>(level);
  }
  return kNoRoom;
}

// "text" of "src/text/fold.h", "" for anything else than a file in a room.
std::string room_of(const std::string& file) {
  if (file.rfind("src/", 0) != 0) return "";
  const size_t end = file.find('/', 4);
  return end == std::string::npos ? "" : file.substr(4, end - 4);
}

std::string complaint_about_own(const Include& include, const std::string& room) {
  if (include.target.rfind("whobuilds/", 0) == 0) return "";
  if (room.empty()) return "a public header includes only public headers";
  const std::string other = room_of("src/" + include.target);
  if (other == room) return "";
  if (level_of(other) == kNoRoom) return "\"" + include.target + "\" is in no room of the house";
  const bool front_end = room == "cli" || room == "serve";
  if (room == "cli" && include.target == "serve/serve.h") return "";  // the verb that starts the server
  if (front_end) return "a front end includes only the public headers";
  if (level_of(other) == level_of(room)) return "sideways: " + room + " and " + other + " are on one level";
  if (level_of(other) > level_of(room)) return "upward: " + room + " is below " + other;
  return "";
}

std::string complaint_about_library(const Include& include, const std::string& room) {
  for (const Library& library : libraries()) {
    if (include.target.rfind(library.prefix, 0) != 0) continue;
    if (std::find(library.rooms.begin(), library.rooms.end(), room) != library.rooms.end()) return "";
    return "<" + include.target + "> belongs to " + library.rooms.front() + " alone";
  }
  if (is_standard(include.target) || (is_of_platform(include.target) && !room.empty())) return "";
  return "<" + include.target + "> is neither standard nor a library of this house";
}

}  // namespace

const std::vector<std::vector<std::string>>& rooms_from_below() {
  static const std::vector<std::vector<std::string>> levels = {
      {"core"},    {"text"},  {"read"},  {"rules"},  {"recognise"}, {"resolve"},     {"relate"},
      {"extract"}, {"graph"}, {"query"}, {"export"}, {"store"},     {"cli", "serve"}};
  return levels;
}

std::string complaint(const Include& include) {
  const std::string room = room_of(include.file);
  if (!room.empty() && level_of(room) == kNoRoom) return room + " is no room of the house";
  return include.quoted ? complaint_about_own(include, room) : complaint_about_library(include, room);
}

std::vector<Include> includes_of(const std::string& file, const std::string& text) {
  static const std::regex directive(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
  std::vector<Include> found;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_match(line, match, directive)) found.push_back({file, match[2], match[1] == "\""});
  }
  return found;
}

}  // namespace whobuilds::architecture
