// Full extraction as one row of a table of peers: row [--threads N] CORPUS ALIASES
//
// CORPUS: a file with an article per line, or a folder of articles. ALIASES: a file with an alias per line, which are
// loaded on top of the embedded rules, or "-" for the embedded rules alone. Measured is everything from the bytes of
// an article to its facts as a line of JSON: read, normalise, recognise, resolve, relate, offsets, JSON out.
//
// Columns, parted by tabs: test, corpus, number of aliases, MB/s by processor time (median, least, most), MB/s by wall
// time (median), ns/byte, build_ms (rules and aliases to a RuleSet, patterns checked), resident MB of that, peak MB,
// hits per MB (mentions of names that are not discovered), notes. MB are 10^6 bytes. A repetition ends after a second
// (BUDGET) and may then have seen the beginning of the corpus only; there are five (REPS).
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "bench/aliases.h"
#include "bench/corpus.h"
#include "bench/measure.h"
#include "whobuilds/export.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"

namespace {

using namespace whobuilds;
using namespace whobuilds::bench;

struct Arguments {
  unsigned threads = 1;
  std::string corpus, aliases;
};

[[noreturn]] void end_with_usage() {
  std::cerr << "usage: row [--threads N] CORPUS ALIASES   (ALIASES may be -)\n";
  std::exit(2);
}

Arguments parse(int argc, char** argv) {
  Arguments out;
  int at = 1;
  if (argc == 5 && std::strcmp(argv[1], "--threads") == 0) {
    out.threads = static_cast<unsigned>(std::max(1, std::atoi(argv[2])));
    at = 3;
  }
  if (argc - at != 2) end_with_usage();
  out.corpus = argv[at];
  out.aliases = argv[at + 1];
  return out;
}

double from_environment(const char* name, double otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atof(value);
}

std::vector<std::string> read_aliases(const std::string& path) {
  std::vector<std::string> out;
  if (path == "-") return out;
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) out.push_back(line);
  }
  if (out.empty()) {
    std::cerr << path << ": no aliases\n";
    std::exit(4);
  }
  return out;
}

RuleSet value_or_exit(Result<RuleSet> rule_set) {
  if (rule_set) return std::move(rule_set).value();
  for (const Diagnostic& problem : rule_set.diagnostics()) std::cerr << problem.to_string() << '\n';
  std::exit(2);
}

struct BuiltRules {
  RuleSet rule_set;
  double build_seconds = 0, resident = 0;
  std::string notes;
};

std::string note(const char* name, double value) {
  char out[64];
  std::snprintf(out, sizeof out, "%s=%.4g", name, value);
  return out;
}

BuiltRules build_rules(const std::vector<std::string>& aliases) {
  const RuleSet embedded = value_or_exit(RuleSet::embedded());
  const AutomatonCost without = measure_automaton(embedded);
  const AliasRules rules = rules_with_aliases(aliases, embedded);
  const double resident = resident_megabytes(), begin = cpu_seconds();
  BuiltRules out{value_or_exit(RuleSet::from_files(rules.files, "rules")), 0, 0, ""};
  out.build_seconds = cpu_seconds() - begin;
  out.resident = resident_megabytes() - resident;
  const AutomatonCost with = measure_automaton(out.rule_set);
  out.notes =
      note("automaton_ms", with.build_seconds * 1e3) + " " + note("load_ms", measure_loading(out.rule_set) * 1e3);
  if (rules.added > 0) {
    const double bytes = static_cast<double>(with.bytes) - static_cast<double>(without.bytes);
    out.notes += " " + note("automaton_bytes_per_alias", bytes / static_cast<double>(rules.added));
  }
  return out;
}

struct Amount {
  uint64_t bytes = 0, hits = 0, facts = 0;
};

uint64_t hits_of(const DocumentFacts& facts) {
  return static_cast<uint64_t>(std::count_if(facts.mentions.begin(), facts.mentions.end(), [&](const Mention& mention) {
    return !facts.entities[mention.entity].discovered;
  }));
}

// One repetition: a thread per extractor; they take articles in turn until the time is over. The corpus begins anew
// while `least` seconds of processor time for each thread are not over.
class Repetition {
 public:
  Repetition(const std::vector<Article>& articles, std::vector<Extractor>& extractors)
      : articles_(articles), extractors_(extractors) {}

  Amount run(double least, double most) {
    begin_ = cpu_seconds();
    least_ = least;
    most_ = most;
    std::vector<Amount> amounts(extractors_.size());
    std::vector<std::thread> threads;
    for (size_t i = 0; i < extractors_.size(); ++i) {
      threads.emplace_back([this, i, &amounts] { amounts[i] = work(extractors_[i]); });
    }
    for (std::thread& thread : threads) thread.join();
    Amount sum;
    for (const Amount& amount : amounts) {
      sum.bytes += amount.bytes;
      sum.hits += amount.hits;
      sum.facts += amount.facts;
    }
    return sum;
  }

 private:
  bool over(size_t taken) const {
    const double seconds = (cpu_seconds() - begin_) / static_cast<double>(extractors_.size());
    return seconds > most_ || (taken >= articles_.size() && seconds > least_);
  }

  Amount work(Extractor& extractor) {
    Amount out;
    for (size_t taken = next_++; !over(taken); taken = next_++) {
      const Article& article = articles_[taken % articles_.size()];
      out.bytes += article.bytes.size();
      const Result<Document> document = read_document(article.bytes, article.path);
      if (!document) continue;
      const DocumentFacts facts = extractor.extract(*document);
      json_bytes_ += facts_to_json_line(facts, document->text).size();
      out.hits += hits_of(facts);
      out.facts += facts.relations.size() + facts.attributes.size();
    }
    return out;
  }

  const std::vector<Article>& articles_;
  std::vector<Extractor>& extractors_;
  std::atomic<size_t> next_{0};
  std::atomic<size_t> json_bytes_{0};  // so that no compiler leaves the writing out
  double begin_ = 0, least_ = 0, most_ = 0;
};

struct Speeds {
  std::vector<double> cpu, wall;  // MB/s, per repetition
  Amount last;
};

Speeds measure(const std::vector<Article>& articles, const RuleSet& rule_set, unsigned threads) {
  const int repetitions = static_cast<int>(from_environment("REPS", 5));
  const double budget = from_environment("BUDGET", 1);
  std::vector<Extractor> extractors;
  for (unsigned i = 0; i < threads; ++i) extractors.emplace_back(rule_set);
  Repetition(articles, extractors).run(0, budget / 4);  // buffers grow, lazily compiled patterns are compiled
  Speeds out;
  for (int i = 0; i < repetitions; ++i) {
    const double cpu = cpu_seconds(), wall = wall_seconds();
    out.last = Repetition(articles, extractors).run(budget / 4, budget);
    const double megabytes = static_cast<double>(out.last.bytes) / 1e6;
    out.cpu.push_back(megabytes / (cpu_seconds() - cpu));
    out.wall.push_back(megabytes / (wall_seconds() - wall));
  }
  return out;
}

void print(const Arguments& arguments, size_t aliases, const BuiltRules& rules, const Speeds& speeds) {
  const std::string test =
      arguments.threads == 1 ? "whobuilds" : "whobuilds_threads_" + std::to_string(arguments.threads);
  const double speed = median(speeds.cpu), megabytes = static_cast<double>(speeds.last.bytes) / 1e6;
  const std::string notes =
      rules.notes + " " + note("facts_per_MB", static_cast<double>(speeds.last.facts) / megabytes);
  std::printf("%s\t%s\t%zu\t%.4g\t%.4g\t%.4g\t%.4g\t%.4g\t%.1f\t%.1f\t%.1f\t%.0f\t%s\n", test.c_str(),
              name_of(arguments.corpus).c_str(), aliases, speed,
              *std::min_element(speeds.cpu.begin(), speeds.cpu.end()),
              *std::max_element(speeds.cpu.begin(), speeds.cpu.end()), median(speeds.wall), 1e3 / speed,
              rules.build_seconds * 1e3, rules.resident, peak_megabytes(),
              static_cast<double>(speeds.last.hits) / megabytes, notes.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parse(argc, argv);
  const std::vector<Article> articles = read_corpus(arguments.corpus);
  const std::vector<std::string> aliases = read_aliases(arguments.aliases);
  const BuiltRules rules = build_rules(aliases);
  print(arguments, aliases.size(), rules, measure(articles, rules.rule_set, arguments.threads));
}
