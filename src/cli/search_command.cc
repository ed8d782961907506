#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds search 昇騰                              finds 昇腾 too\n"
    "  whobuilds search Ascend 910C --db news.db          sentences that hold both words\n"
    "  whobuilds search 寒武纪 --json --limit 100 --offset 100\n"
    "\n"
    "All sentences of the articles are searched, the most relevant come first. Nothing in TEXT is an operator.";

struct SearchArguments {
  std::vector<std::string> words;
  std::string database = kDefaultStore;
  SearchOptions options;
  bool json = false;
  bool fail_empty = false;
};

std::string text_of(const SearchArguments& arguments) {
  std::string text;
  for (const std::string& word : arguments.words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// A sentence, then where it stands.
std::string lines_of(const SearchPage& page) {
  std::string lines;
  for (const FoundSentence& found : page.sentences) {
    const DocumentInfo& document = found.document.document;
    lines += found.sentence.text + "\n    " + document.id;
    if (!document.date.empty()) lines += ", " + document.date;
    const std::string& place = document.path.empty() ? document.url : document.path;
    if (!place.empty()) lines += ", " + place;
    lines += ", bytes " + std::to_string(found.sentence.span.begin) + "-" + std::to_string(found.sentence.span.end);
    lines += '\n';
  }
  return lines;
}

ExitCode run_search(const SearchArguments& arguments) {
  const Result<Store> store = Store::open(arguments.database, StoreAccess::read);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  const Result<SearchPage> page = store->search(text_of(arguments), arguments.options);
  print_problems(page.diagnostics());
  if (!page) return exit_code_for(page.diagnostics());
  if (!arguments.json && page->sentences.size() < page->total) {
    print_note(std::to_string(page->sentences.size()) + " of " + count_of(page->total, "sentence"));
  }
  return print_result(arguments.json ? search_to_json(*page) : lines_of(*page), page->sentences.empty(),
                      arguments.fail_empty);
}

}  // namespace

void add_search_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("search", "Finds sentences of the articles of a store");
  command->footer(kExamples);
  const auto arguments = std::make_shared<SearchArguments>();
  command->add_option("text", arguments->words, "Words that a sentence must hold, all of them")
      ->required()
      ->type_name("TEXT");
  add_store_option(*command, arguments->database);
  command->add_option("--limit", arguments->options.limit, "How many to write (default 20)")
      ->check(CLI::Range(1u, 100000u));
  command->add_option("--offset", arguments->options.offset, "How many to leave out before")
      ->check(CLI::Range(0u, std::numeric_limits<uint32_t>::max()));
  command->add_flag("--json", arguments->json, "Write JSON");
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when nothing is found");
  command->callback([arguments, &exit_code] { exit_code = run_search(*arguments); });
}

}  // namespace whobuilds::cli
