#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/article_files.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "cli/run_in_order.h"
#include "cli/run_progress.h"
#include "cli/stored_articles.h"
#include "cli/worker_extractors.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds add articles/                         into whobuilds.db; what is unchanged there is not read again\n"
    "  whobuilds add news.jsonl.gz --db news.db --jobs 8\n"
    "  curl -s https://example.org/feed | whobuilds add -\n"
    "  whobuilds add --refresh                         read again what other rules than those at hand have read\n"
    "\n"
    "A file takes the place of what was read from it before; a line of JSON Lines that of the line with its id.\n"
    "An interrupted run keeps what it had done: run it again to go on.";

// Transactions are on disk when they return, which takes as long for many documents as for one.
constexpr size_t kDocumentsAtOnce = 256;
constexpr std::chrono::seconds kLongestWait(1);

enum class Keep : uint8_t { none, lines, all };

struct AddArguments {
  std::vector<std::string> paths;
  std::string database = kDefaultStore;
  std::string rules_folder;
  std::string keep = "lines";
  unsigned jobs = 0;
  bool refresh = false;
  bool strict = false;
  bool quiet = false;
};

enum class Fate : uint8_t {
  faulty,     // could not be read
  unchanged,  // is in the store
  stale,      // is in the store, read by other rules
  read,
};

// An article on its way from its file to the store.
struct Passage {
  RawArticle article;
  std::string origin;
  Diagnostics problems;
  Fate fate = Fate::faulty;
  std::optional<PreparedEntry> entry;
};

std::string origin_of(const RawDocument& document) {
  if (document.line != 0 || document.path == "-") return "";
  return std::filesystem::absolute(document.path).lexically_normal().string();
}

class Adding {
 public:
  Adding(const AddArguments& arguments, const RuleSet& rule_set, Store store)
      : arguments_(arguments),
        rule_set_(rule_set),
        store_(std::move(store)),
        keep_(arguments.keep == "all"    ? Keep::all
              : arguments.keep == "none" ? Keep::none
                                         : Keep::lines),
        workers_(worker_threads(arguments.jobs)),
        extractors_(rule_set, workers_),
        passages_(window_for(workers_)) {}

  // The articles of the paths.
  ExitCode add_paths() {
    ArticleSource source(arguments_.paths);
    print_problems(source.problems());
    count(source.problems());
    return add(source.total_bytes(), [&](Passage& passage) {
      if (!source.next(passage.article)) return false;
      if (passage.article.document) passage.origin = origin_of(*passage.article.document);
      return true;
    });
  }

  // What is in the store and is behind.
  ExitCode add_stale() {
    const Result<std::vector<StoredDocument>> all = store_.documents();
    print_problems(all.diagnostics());
    if (!all) return kIo;
    auto next = all->begin();
    return add(0, [&](Passage& passage) {
      while (next != all->end() && !is_behind(*next)) {
        ++next;
        ++unchanged_;
      }
      if (next == all->end()) return false;
      const std::lock_guard<std::mutex> alone(store_mutex_);
      passage.article = stored_article(store_, *next);
      passage.origin = next->origin;
      ++next;
      return true;
    });
  }

 private:
  Passage& passage(size_t item) { return passages_[item % passages_.size()]; }

  ExitCode add(uint64_t total_bytes, const std::function<bool(Passage&)>& next) {
    RunProgress progress(!arguments_.quiet, total_bytes);
    committed_ = Clock::now();
    run_in_order(
        passages_.size(), workers_, [&](size_t item) { return !stopped_ && next(passage(item)); },
        [this](unsigned worker, size_t item) { read(extractors_[worker], passage(item)); },
        [&](size_t item) { deliver(passage(item), progress); });
    commit();
    progress.clear();
    print_problems(unwritten_);
    if (!arguments_.quiet) print_summary();
    return exit_code();
  }

  // On any thread.
  void read(Extractor& extractor, Passage& passage) {
    passage.problems = passage.article.problems;
    passage.fate = Fate::faulty;
    if (!passage.article.document) return;
    RawDocument& raw = *passage.article.document;
    const std::string print = fingerprint(raw.bytes);
    if (is_done(passage, print)) return;
    Result<Document> document = read_article(passage.article);
    passage.problems = document.diagnostics();
    if (!document) return;
    StoreEntry entry;
    entry.record = make_record(extractor.extract(*document), document->text, rule_set_.hash());
    entry.origin = passage.origin;
    entry.fingerprint = print;
    entry.sentences = sentences_of(*document);
    if (keep_ == Keep::all || (keep_ == Keep::lines && passage.origin.empty())) entry.bytes = std::move(raw.bytes);
    passage.entry.emplace(std::move(entry), rule_set_);
    passage.fate = Fate::read;
  }

  // Whether reading it again would give more: other rules have read it, or a version that kept no sentences.
  bool is_behind(const StoredDocument& stored) const {
    return stored.rules != rule_set_.hash() || !stored.sentences;
  }

  // Whether the store has it and it is not to be read again; if it is, it keeps the id that it has there.
  bool is_done(Passage& passage, const std::string& print) {
    const std::lock_guard<std::mutex> alone(store_mutex_);
    const Result<std::optional<StoredDocument>> found = store_.find(passage.origin, print);
    if (!found) passage.problems = found.diagnostics();
    if (!found) return true;
    if (!*found) return false;
    if (arguments_.refresh && is_behind(**found)) {
      passage.article.id = (*found)->document.id;
      return false;
    }
    passage.fate = (*found)->rules != rule_set_.hash() ? Fate::stale : Fate::unchanged;
    return true;
  }

  void deliver(Passage& passage, RunProgress& progress) {
    if (!passage.problems.empty()) progress.clear();
    print_problems(passage.problems);
    count(passage.problems);
    unchanged_ += passage.fate == Fate::unchanged;
    stale_ += passage.fate == Fate::stale;
    if (passage.entry) {
      batch_.push_back(std::move(*passage.entry));
      passage.entry.reset();
    }
    if (batch_.size() >= kDocumentsAtOnce || Clock::now() - committed_ >= kLongestWait) commit();
    progress.show({read_ + batch_.size() + unchanged_ + stale_, errors_, passage.article.bytes_taken});
  }

  void commit() {
    committed_ = Clock::now();
    if (batch_.empty() || stopped_) return;
    const std::lock_guard<std::mutex> alone(store_mutex_);
    unwritten_ = store_.put(batch_);
    if (unwritten_.empty()) {
      read_ += batch_.size();
    } else {
      stopped_ = true;
    }
    batch_.clear();
  }

  void count(const Diagnostics& problems) {
    for (const Diagnostic& problem : problems) errors_ += problem.severity == Severity::error;
    unreadable_ = unreadable_ || exit_code_for(problems) == kIo;
  }

  void print_summary() const {
    std::string summary = count_of(read_, "document") + " read into " + arguments_.database;
    if (unchanged_ > 0) summary += ", " + std::to_string(unchanged_) + " unchanged";
    if (stale_ > 0) summary += ", " + std::to_string(stale_) + " read by other rules (--refresh reads them again)";
    if (errors_ > 0) summary += ", " + count_of(errors_, "error");
    print_note(summary);
  }

  ExitCode exit_code() const {
    if (!unwritten_.empty() || unreadable_) return kIo;
    const bool nothing = read_ + unchanged_ + stale_ == 0 && !arguments_.paths.empty();
    return nothing || (arguments_.strict && errors_ > 0) ? kInputErrors : kDone;
  }

  using Clock = std::chrono::steady_clock;

  const AddArguments& arguments_;
  const RuleSet& rule_set_;
  std::mutex store_mutex_;  // around store_ while articles are added
  Store store_;
  Keep keep_;
  unsigned workers_;
  WorkerExtractors extractors_;
  std::vector<Passage> passages_;
  std::vector<PreparedEntry> batch_;  // read, and not in the store yet
  Clock::time_point committed_;
  Diagnostics unwritten_;
  std::atomic<bool> stopped_ = false;  // by a failure to write
  size_t read_ = 0, unchanged_ = 0, stale_ = 0, errors_ = 0;
  bool unreadable_ = false;
};

ExitCode run_add(const AddArguments& arguments) {
  if (arguments.paths.empty() && !arguments.refresh) {
    Diagnostic problem;
    problem.code = "cli.arguments";
    problem.message = "there is nothing to add";
    problem.expected = "files, folders, globs or -; or --refresh";
    print_problems({problem});
    return kUsage;
  }
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const StoreAccess access = arguments.paths.empty() ? StoreAccess::write : StoreAccess::create;
  Result<Store> store = Store::open(arguments.database, access);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  Adding adding(arguments, *rule_set, std::move(*store));
  return arguments.paths.empty() ? adding.add_stale() : adding.add_paths();
}

}  // namespace

void add_add_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("add", "Reads articles into a store, those that it does not have yet");
  command->footer(kExamples);
  const auto arguments = std::make_shared<AddArguments>();
  command->add_option("paths", arguments->paths, "Articles: files, folders, globs, - for stdin")->type_name("PATH");
  add_store_option(*command, arguments->database);
  command->add_flag("--refresh", arguments->refresh,
                    "Read again what other rules have read: of the paths, or without paths of the whole store");
  command
      ->add_option("--keep-text", arguments->keep,
                   "Keep the text of none, of lines (default: what has no file of its own) or of all articles")
      ->check(CLI::IsMember({"none", "lines", "all"}));
  add_jobs_option(*command, arguments->jobs);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--strict", arguments->strict, "Exit with 3 when an article is faulty");
  add_quiet_option(*command, arguments->quiet);
  command->callback([arguments, &exit_code] { exit_code = run_add(*arguments); });
}

}  // namespace whobuilds::cli
