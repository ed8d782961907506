// Hostile inputs of growing size: hostile [--sizes MB,MB,...] [--limit SECONDS] [--only TEXT]
//
// Sizes are of 10^6 bytes, ascending; 1,2,4 unless given. `--only` takes the inputs whose name holds TEXT. Each run is
// a process of its own; one that takes more processor time than the limit (60 s) is stopped, and larger sizes of that
// input are left out.
//
// Columns, parted by tabs: input, MB, seconds of processor time from bytes to the graph's JSON, the growth exponent
// since the size before (1: linear, 2: quadratic), MB of memory on top of the rules at its peak, and the seconds of
// each stage. Times below 0.04 s give no exponent. Ends with exit code 1 when a run was stopped or
// broke; how fast is too fast is for people to judge.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "bench/hostile_inputs.h"
#include "bench/measure.h"
#include "extract/compiled_rules.h"
#include "extract/pipeline.h"
#include "relate/relate.h"
#include "whobuilds/export.h"
#include "whobuilds/extractor.h"
#include "whobuilds/graph.h"
#include "whobuilds/read.h"

namespace {

using namespace whobuilds;
using namespace whobuilds::bench;

constexpr double kLeastTime = 0.04;  // seconds: below, an exponent says nothing (the clock may tick every 0.004 s)

struct Arguments {
  std::vector<double> sizes = {1, 2, 4};
  unsigned limit = 60;
  std::string only;
};

Arguments parse(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; i += 2) {
    const std::string option = argv[i];
    if (i + 1 == argc || (option != "--sizes" && option != "--limit" && option != "--only")) {
      std::cerr << "usage: hostile [--sizes MB,MB,...] [--limit SECONDS] [--only TEXT]\n";
      std::exit(2);
    }
    const std::string value = argv[i + 1];
    if (option == "--limit") out.limit = static_cast<unsigned>(std::atoi(value.c_str()));
    if (option == "--only") out.only = value;
    if (option != "--sizes") continue;
    out.sizes.clear();
    std::istringstream list(value);
    for (std::string size; std::getline(list, size, ',');) out.sizes.push_back(std::atof(size.c_str()));
  }
  return out;
}

constexpr std::array<const char*, 8> kStages = {"read",   "text",    "recognise", "resolve",
                                                "relate", "publish", "graph",     "json"};

// What a run reports to the process that started it.
struct Times {
  std::array<double, kStages.size()> stages{};
  double megabytes = 0;

  double sum() const {
    double out = 0;
    for (const double stage : stages) out += stage;
    return out;
  }
};

// Notes how long each stage took, in the order of kStages.
class StopWatch {
 public:
  explicit StopWatch(Times& times) : times_(times) {}
  template <typename Work>
  auto run(Work&& work) {
    const double begin = cpu_seconds();
    struct Note {
      double begin;
      double& out;
      ~Note() { out = cpu_seconds() - begin; }
    } note{begin, times_.stages[stage_++]};
    return work();
  }

 private:
  Times& times_;
  size_t stage_ = 0;
};

void extract_in_stages(const RuleSet& rule_set, const Document& document, extract::Pipeline& stages, StopWatch& watch) {
  const Rules& rules = rule_set.rules();
  const CompiledRules& compiled = rule_set.compiled();
  watch.run([&] { text::prepare_text(document, stages.text); });
  watch.run([&] { compiled.recogniser.recognise(stages.text, stages.recognition, document.date); });
  watch.run([&] { resolve::resolve(rules, stages.text, stages.recognition, stages.resolution); });
  watch.run([&] {
    relate::relate({&rules, &compiled.relations, &document, &stages.text, &stages.recognition, &stages.resolution},
                   stages.facts);
  });
}

Times measure(const RuleSet& rule_set, const HostileInput& input, size_t bytes) {
  const std::string article = input.make(bytes);
  const double resident = resident_megabytes();
  Times times;
  StopWatch watch(times);
  const Result<Document> document = watch.run([&] { return read_document(article, input.path); });
  if (!document) return times;
  {
    extract::Pipeline stages;
    extract_in_stages(rule_set, *document, stages, watch);
  }
  // The stages again, and publishing: what an Extractor does and a Pipeline does not is the difference.
  const double before = times.sum() - times.stages[0];
  DocumentFacts facts = watch.run([&] { return Extractor(rule_set).extract(*document); });
  times.stages[5] = std::max(0.0, times.stages[5] - before);
  Graph graph(rule_set);
  watch.run([&] {
    graph.add(facts, document->text);
    graph.finish();
  });
  std::ostringstream json;
  watch.run([&] { export_graph(graph, "json", {}, json); });
  times.megabytes = peak_megabytes() - resident;
  return times;
}

// Runs `input` in a process of its own. Nothing when it was stopped or broke; `why` then says which.
std::optional<Times> measure_apart(const RuleSet& rule_set, const HostileInput& input, size_t bytes, unsigned limit,
                                   std::string& why) {
  int ends[2];
  if (pipe(ends) != 0) return std::nullopt;
  const pid_t child = fork();
  if (child == 0) {
    const rlimit most{limit, limit + 1};
    setrlimit(RLIMIT_CPU, &most);
    const Times times = measure(rule_set, input, bytes);
    _exit(write(ends[1], &times, sizeof times) == static_cast<ssize_t>(sizeof times) ? 0 : 1);
  }
  close(ends[1]);
  Times times;
  const bool complete = child > 0 && read(ends[0], &times, sizeof times) == static_cast<ssize_t>(sizeof times);
  close(ends[0]);
  int status = 0;
  if (child > 0) waitpid(child, &status, 0);
  if (complete) return times;
  const bool stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
  why = stopped ? "stopped after " + std::to_string(limit) + " s of processor time" : "broke";
  return std::nullopt;
}

struct Point {
  double size = 0, seconds = 0;
};

// The exponent e of seconds ~ size^e between two runs.
std::optional<double> growth(const Point& before, const Point& now) {
  if (before.seconds < kLeastTime || before.size >= now.size) return std::nullopt;
  return std::log(now.seconds / before.seconds) / std::log(now.size / before.size);
}

void print(const HostileInput& input, const Point& point, std::optional<double> exponent, const Times& times) {
  char slope[16] = "-";
  if (exponent) std::snprintf(slope, sizeof slope, "%.2f", *exponent);
  std::printf("%-28s\t%g\t%.3f\t%s\t%.0f\t", input.name.c_str(), point.size, point.seconds, slope, times.megabytes);
  for (size_t i = 0; i < kStages.size(); ++i) std::printf(" %s=%.3f", kStages[i], times.stages[i]);
  std::printf("\n");
  std::fflush(stdout);
}

// False when a run was stopped or broke.
bool run_sizes(const RuleSet& rule_set, const HostileInput& input, const Arguments& arguments) {
  Point last;
  for (const double size : arguments.sizes) {
    std::string why;
    const auto times = measure_apart(rule_set, input, static_cast<size_t>(size * 1e6), arguments.limit, why);
    if (!times) {
      std::printf("%-28s\t%g\t%s\n", input.name.c_str(), size, why.c_str());
      return false;
    }
    const Point point{size, times->sum()};
    print(input, point, growth(last, point), *times);
    last = point;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parse(argc, argv);
  const Result<RuleSet> rule_set = RuleSet::embedded();
  if (!rule_set) return 2;
  bool complete = true;
  std::printf("#input\tMB\tseconds\tgrowth\tpeak_MB\tstages\n");
  std::fflush(stdout);  // else each child would print it again
  for (const HostileInput& input : hostile_inputs()) {
    if (input.name.find(arguments.only) == std::string::npos) continue;
    complete = run_sizes(*rule_set, input, arguments) && complete;
  }
  return complete ? 0 : 1;
}
