#include "export/layout.h"

#include <dirent.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>

#include <atomic>
#include <cerrno>
#include <sstream>
#include <thread>
#include <vector>

#include "unit/graph/sample.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using std::chrono::milliseconds;

namespace {

std::string exported(const std::string& format, const ExportOptions& options = {}) {
  std::ostringstream out;
  const Diagnostics problems = export_graph(sample::merged(sample::industry()), format, options, out);
  REQUIRE(problems.empty());
  return out.str();
}

size_t open_descriptors() {
  size_t count = 0;
  DIR* folder = opendir("/proc/self/fd");
  REQUIRE(folder != nullptr);
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count;
}

bool has_children() { return waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD; }

// A layout that takes minutes: dot on a dense graph.
std::string slow_dot() {
  std::string dot = "digraph { layout=dot;";
  for (int i = 0; i < 400; ++i) {
    for (int j = 1; j < 6; ++j) dot += std::to_string(i) + "->" + std::to_string((i * 31 + j * 97) % 400) + ";";
  }
  return dot + "}";
}

}  // namespace

TEST_CASE("SVG: nodes, labels in three scripts, tooltips with the evidence") {
  ExportOptions options;
  options.label_language = "zh";
  const std::string svg = exported("svg", options);
  CHECK(svg.find("<svg") != std::string::npos);
  CHECK(svg.find("</svg>") != std::string::npos);
  CHECK(svg.find("华为") != std::string::npos);
  CHECK(svg.find("研发") != std::string::npos);
  CHECK(svg.find("Huawei unveiled the Ascend 910C.") != std::string::npos);
  CHECK(svg.find("stroke-dasharray") != std::string::npos);
  CHECK(svg.find("WenQuanYi Micro Hei") != std::string::npos);
}

TEST_CASE("PNG: a picture") {
  const std::string png = exported("png");
  CHECK(png.substr(0, 8) == "\x89PNG\r\n\x1a\n");
  CHECK(png.size() > 50000);
}

TEST_CASE("a graph without edges still gives a picture") {
  std::ostringstream out;
  CHECK(export_graph(sample::merged({}), "svg", {}, out).empty());
  CHECK(out.str().find("</svg>") != std::string::npos);
}

TEST_CASE("same graph, same picture") { CHECK((exported("svg") == exported("svg"))); }

TEST_CASE("no descriptor and no process is left behind") {
  const size_t before = open_descriptors();
  for (int i = 0; i < 3; ++i) REQUIRE(exporting::draw_dot("digraph { a -> b }", "svg", milliseconds(20000)).ok());
  CHECK_FALSE(exporting::draw_dot("digraph { a -> ", "svg", milliseconds(20000)).ok());
  CHECK_FALSE(exporting::draw_dot(slow_dot(), "svg", milliseconds(200)).ok());
  CHECK(open_descriptors() == before);
  CHECK_FALSE(has_children());
}

TEST_CASE("a layout that takes too long is stopped") {
  const auto begin = std::chrono::steady_clock::now();
  const Result<std::string> drawn = exporting::draw_dot(slow_dot(), "svg", milliseconds(300));
  const auto took = std::chrono::steady_clock::now() - begin;
  REQUIRE_FALSE(drawn.ok());
  CHECK(drawn.diagnostics()[0].code == "export.layout");
  CHECK(drawn.diagnostics()[0].message == "the layout took longer than 300 ms");
  CHECK(took < std::chrono::seconds(5));
}

TEST_CASE("what cannot be drawn is told with the reason") {
  struct Row {
    const char *name, *dot, *format, *said;
  };
  const std::vector<Row> rows = {
      {"not DOT", "digraph { a -> ", "svg", "syntax error"},
      {"no DOT at all", "", "svg", "could not draw"},
      {"unknown engine", "digraph { layout=nonesuch; a }", "svg", "nonesuch"},
      {"unknown format", "digraph { a }", "nonesuch", "nonesuch"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<std::string> drawn = exporting::draw_dot(row.dot, row.format, milliseconds(20000));
    REQUIRE_FALSE(drawn.ok());
    CAPTURE(drawn.diagnostics()[0].message);
    CHECK(drawn.diagnostics()[0].message.find(row.said) != std::string::npos);
  }
}

TEST_CASE("nothing is written to the output when the layout fails") {
  sample::Paper many("many", "");
  for (int i = 0; i < 500; ++i) {
    many.says("company:c" + std::to_string(i % 100), "competes_with", "chip:p" + std::to_string(i * 7 % 400), "S" + std::to_string(i));
  }
  ExportOptions options;
  options.diagram = DiagramKind::competition;
  options.time_limit_seconds = 0;
  std::ostringstream out;
  const Diagnostics problems = export_graph(sample::merged({many}), "svg", options, out);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "export.layout");
  CHECK(out.str().empty());
}

// Clang 14's address sanitizer does not unlock its allocator in the child of a fork, so a child that is
// forked while another thread allocates hangs there, though not with the C library's own allocator.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kForkWhileAllocating = false;
#elif defined(__has_feature)
constexpr bool kForkWhileAllocating = !__has_feature(address_sanitizer);
#else
constexpr bool kForkWhileAllocating = true;
#endif

TEST_CASE("several threads draw at once") {
  std::atomic<int> drawn = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&drawn] {
      std::ostringstream svg, dot;
      const Graph graph = sample::merged(sample::small_world());
      const bool fine = export_graph(graph, "svg", {}, svg).empty() && export_graph(graph, "dot", {}, dot).empty();
      if (fine && svg.str().find("</svg>") != std::string::npos) ++drawn;
    });
    if (!kForkWhileAllocating) threads.back().join();
  }
  for (std::thread& thread : threads) {
    if (thread.joinable()) thread.join();
  }
  CHECK(drawn == 6);
  CHECK_FALSE(has_children());
}

TEST_CASE("a host that ignores its children gets its picture") {
  const auto before = signal(SIGCHLD, SIG_IGN);
  CHECK(exporting::draw_dot("digraph { a -> b }", "svg", milliseconds(20000)).ok());
  signal(SIGCHLD, before);
}
