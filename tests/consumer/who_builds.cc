#include <iostream>
#include <whobuilds/ask.h>
#include <whobuilds/extractor.h>
#include <whobuilds/read.h>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto rules = whobuilds::RuleSet::embedded();
  if (!rules) return 2;
  whobuilds::Extractor extractor(*rules);
  whobuilds::Graph graph(*rules);
  const auto problems = whobuilds::read_file(argv[2], {}, [&](whobuilds::Document&& document) {
    graph.add(extractor.extract(document), document.text);
  });
  for (const auto& problem : problems) std::cerr << problem.to_string() << '\n';
  graph.finish();
  const auto answer = whobuilds::ask_who_builds(graph, argv[1]);
  if (!answer) return 1;
  for (const auto& row : answer->rows) std::cout << graph.nodes()[row.node].label << '\n';
}
