// How fast each stage is, with Google Benchmark: stages [--benchmark_...] [CORPUS...]
//
// Each CORPUS is a file with an article per line or a folder of articles; the first megabyte of it is used. Without
// any, the folder $WHOBUILDS_BENCH_DATA is asked for mix2.txt, mix16.txt and real/, and without that the articles under
// examples/ are read. An iteration takes a stage through all articles; what stages before it give is at hand. Given are
// bytes of the articles' files per second of processor time, ns per byte, and calls of operator new per document.
//
//   decode     bytes to UTF-8                    resolve    mentions to entities
//   read       bytes to blocks, decode included  relate     facts
//   text       blocks to normalised text         extract    blocks to facts: text to relate, published
//   sentences  of normalised blocks alone        graph      facts to a finished graph
//   scan       the automaton alone               json_line  facts to a line of JSON
//   recognise  names, values, words              json_graph the graph to JSON
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "bench/allocations.h"
#include "bench/corpus.h"
#include "extract/compiled_rules.h"
#include "recognise/lexicon.h"
#include "recognise/scan.h"
#include "relate/relate.h"
#include "resolve/resolve.h"
#include "text/decode.h"
#include "text/sentences.h"
#include "text/text.h"
#include "whobuilds/export.h"
#include "whobuilds/extractor.h"
#include "whobuilds/graph.h"
#include "whobuilds/read.h"

namespace {

using namespace whobuilds;

constexpr size_t kSampleBytes = 1'000'000;

// An article with what each stage makes of it.
struct Sample {
  bench::Article article;
  Document document;
  text::Text text;
  recognise::Recognition recognition;
  resolve::Resolution resolution;
  DocumentFacts facts;
};

struct Samples {
  RuleSet rule_set;
  recognise::Lexicon lexicon;
  std::vector<Sample> list;
  size_t bytes = 0;
};

RuleSet embedded_rules() {
  Result<RuleSet> rules = RuleSet::embedded();
  if (!rules) std::exit(2);
  return std::move(rules).value();
}

std::shared_ptr<Samples> prepare(const std::string& corpus, const RuleSet& rule_set) {
  auto out = std::make_shared<Samples>(Samples{rule_set, {}, {}, 0});
  const CompiledRules& compiled = rule_set.compiled();
  out->lexicon.build(rule_set.rules(), compiled.relations.words, compiled.relations.word_is_stem);
  Extractor extractor(rule_set);
  for (bench::Article& article : bench::first_bytes(bench::read_corpus(corpus), kSampleBytes)) {
    Result<Document> document = read_document(article.bytes, article.path);
    if (!document) continue;
    Sample sample{std::move(article), std::move(document).value(), {}, {}, {}, {}};
    text::prepare_text(sample.document, sample.text);
    compiled.recogniser.recognise(sample.text, sample.recognition, sample.document.date);
    resolve::resolve(rule_set.rules(), sample.text, sample.recognition, sample.resolution);
    sample.facts = extractor.extract(sample.document);
    out->bytes += sample.article.bytes.size();
    out->list.push_back(std::move(sample));
  }
  return out;
}

// Runs `pass`, which takes all samples through a stage, and sets the counters.
void measure(benchmark::State& state, const Samples& samples, const std::function<void()>& pass) {
  pass();  // buffers grow, lazily compiled patterns are compiled
  const uint64_t allocated = bench::allocation_count();
  for ([[maybe_unused]] const auto iteration : state) pass();
  const double allocations = static_cast<double>(bench::allocation_count() - allocated);
  const double iterations = static_cast<double>(state.iterations());
  const double bytes = iterations * static_cast<double>(samples.bytes);
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.counters["per_byte"] = benchmark::Counter(bytes, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["new/document"] = allocations / (iterations * static_cast<double>(samples.list.size()));
}

// A stage that takes one sample after the other.
using Stage = std::function<void(const Sample&)>;
using MakeStage = std::function<Stage(const Samples&)>;

Stage decode_stage(const Samples&) {
  return [](const Sample& sample) { benchmark::DoNotOptimize(text::decode(sample.article.bytes)); };
}

Stage read_stage(const Samples&) {
  return
      [](const Sample& sample) { benchmark::DoNotOptimize(read_document(sample.article.bytes, sample.article.path)); };
}

Stage text_stage(const Samples&) {
  auto text = std::make_shared<text::Text>();
  return [text](const Sample& sample) { text::prepare_text(sample.document, *text); };
}

Stage sentences_stage(const Samples&) {
  auto splitter = std::make_shared<text::SentenceSplitter>();
  auto spans = std::make_shared<std::vector<Span>>();
  return [splitter, spans](const Sample& sample) {
    spans->clear();
    for (const text::TextBlock& block : sample.text.blocks) splitter->split(sample.text.normal, block.span, *spans);
  };
}

Stage scan_stage(const Samples& samples) {
  auto found = std::make_shared<recognise::Scan>();
  auto words = std::make_shared<std::vector<recognise::WordMention>>();
  return [&samples, found, words](const Sample& sample) {
    words->clear();
    recognise::scan(samples.lexicon, sample.text, *found, *words);
  };
}

Stage recognise_stage(const Samples& samples) {
  auto recognition = std::make_shared<recognise::Recognition>();
  return [&samples, recognition](const Sample& sample) {
    samples.rule_set.compiled().recogniser.recognise(sample.text, *recognition, sample.document.date);
  };
}

Stage resolve_stage(const Samples& samples) {
  auto resolution = std::make_shared<resolve::Resolution>();
  return [&samples, resolution](const Sample& sample) {
    resolve::resolve(samples.rule_set.rules(), sample.text, sample.recognition, *resolution);
  };
}

Stage relate_stage(const Samples& samples) {
  auto facts = std::make_shared<relate::LocalFacts>();
  return [&samples, facts](const Sample& sample) {
    const RuleSet& rules = samples.rule_set;
    relate::relate({&rules.rules(), &rules.compiled().relations, &sample.document, &sample.text, &sample.recognition,
                    &sample.resolution},
                   *facts);
  };
}

Stage extract_stage(const Samples& samples) {
  auto extractor = std::make_shared<Extractor>(samples.rule_set);
  return [extractor](const Sample& sample) { benchmark::DoNotOptimize(extractor->extract(sample.document)); };
}

Stage json_line_stage(const Samples&) {
  return [](const Sample& sample) { benchmark::DoNotOptimize(facts_to_json_line(sample.facts, sample.document.text)); };
}

Graph graph_of(const Samples& samples) {
  Graph graph(samples.rule_set);
  for (const Sample& sample : samples.list) graph.add(sample.facts, sample.document.text);
  graph.finish();
  return graph;
}

void run_stage(benchmark::State& state, const Samples& samples, const MakeStage& make) {
  const Stage stage = make(samples);
  measure(state, samples, [&] {
    for (const Sample& sample : samples.list) stage(sample);
  });
}

void run_graph(benchmark::State& state, const Samples& samples) {
  measure(state, samples, [&] { benchmark::DoNotOptimize(graph_of(samples)); });
}

void run_graph_json(benchmark::State& state, const Samples& samples) {
  const Graph graph = graph_of(samples);
  measure(state, samples, [&] {
    std::ostringstream out;
    export_graph(graph, "json", {}, out);
    benchmark::DoNotOptimize(out.str());
  });
}

void register_stages(const std::string& corpus, const RuleSet& rule_set) {
  const std::shared_ptr<Samples> samples = prepare(corpus, rule_set);
  const std::string where = "/" + bench::name_of(corpus);
  const std::vector<std::pair<std::string, MakeStage>> stages = {
      {"decode", decode_stage},       {"read", read_stage},     {"text", text_stage},
      {"sentences", sentences_stage}, {"scan", scan_stage},     {"recognise", recognise_stage},
      {"resolve", resolve_stage},     {"relate", relate_stage}, {"extract", extract_stage},
      {"json_line", json_line_stage}};
  const auto add = [](const std::string& name, const std::function<void(benchmark::State&)>& run) {
    benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
  };
  for (const auto& named : stages) {
    const MakeStage make = named.second;
    add(named.first + where, [samples, make](benchmark::State& state) { run_stage(state, *samples, make); });
  }
  add("graph" + where, [samples](benchmark::State& state) { run_graph(state, *samples); });
  add("json_graph" + where, [samples](benchmark::State& state) { run_graph_json(state, *samples); });
}

std::vector<std::string> default_corpora() {
  std::vector<std::string> out;
  const char* data = std::getenv("WHOBUILDS_BENCH_DATA");
  for (const char* name : {"mix2.txt", "mix16.txt", "real"}) {
    const std::string path = std::string(data == nullptr ? "" : data) + "/" + name;
    if (data != nullptr && std::filesystem::exists(path)) out.push_back(path);
  }
  if (out.empty()) {
    std::cerr << "neither arguments nor WHOBUILDS_BENCH_DATA name a corpus: the articles under examples/ are measured, "
                 "which are few\n";
    out.push_back(WHOBUILDS_SOURCE_DIR "/examples/articles");
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::vector<std::string> corpora(argv + 1, argv + argc);
  if (corpora.empty()) corpora = default_corpora();
  const RuleSet rule_set = embedded_rules();
  for (const std::string& corpus : corpora) register_stages(corpus, rule_set);
  benchmark::RunSpecifiedBenchmarks();
}
