#include "cli/adding.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "cli/run_in_order.h"
#include "cli/run_progress.h"
#include "cli/stored_articles.h"
#include "cli/worker_extractors.h"

namespace whobuilds::cli {
namespace {

// Transactions are on disk when they return, which takes as long for many documents as for one.
constexpr size_t kDocumentsAtOnce = 256;
constexpr std::chrono::seconds kLongestWait(1);

enum class Keep : uint8_t { none, lines, all };

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

}  // namespace

class Adding::Run {
 public:
  Run(const AddingOptions& options, const RuleSet& rule_set, Store store)
      : options_(options),
        rule_set_(rule_set),
        store_(std::move(store)),
        keep_(options.keep == "all"    ? Keep::all
              : options.keep == "none" ? Keep::none
                                       : Keep::lines),
        workers_(worker_threads(options.jobs)),
        extractors_(rule_set, workers_),
        passages_(window_for(workers_)) {}

  AddingReport add(ArticleSource& source) {
    report_ = {};
    print_problems(source.problems());
    count(source.problems());
    return add(source.total_bytes(), [&](Passage& passage) {
      if (!source.next(passage.article)) return false;
      if (passage.article.document) passage.origin = origin_of(*passage.article.document);
      return true;
    });
  }

  AddingReport add_stale() {
    report_ = {};
    const Result<std::vector<StoredDocument>> all = store_.documents();
    print_problems(all.diagnostics());
    if (!all) {
      report_.unreadable = true;
      return report_;
    }
    auto next = all->begin();
    return add(0, [&](Passage& passage) {
      while (next != all->end() && !is_behind(*next)) {
        ++next;
        ++report_.unchanged;
      }
      if (next == all->end()) return false;
      const std::lock_guard<std::mutex> alone(store_mutex_);
      passage.article = stored_article(store_, *next);
      passage.origin = next->origin;
      ++next;
      return true;
    });
  }

  Store& store() { return store_; }

 private:
  Passage& passage(size_t item) { return passages_[item % passages_.size()]; }

  AddingReport add(uint64_t total_bytes, const std::function<bool(Passage&)>& next) {
    RunProgress progress(!options_.quiet, total_bytes);
    unwritten_.clear();
    report_.unwritten = false;
    stopped_ = false;
    committed_ = Clock::now();
    run_in_order(
        passages_.size(), workers_, [&](size_t item) { return !is_to_stop() && next(passage(item)); },
        [this](unsigned worker, size_t item) { read(extractors_[worker], passage(item)); },
        [&](size_t item) { deliver(passage(item), progress); });
    commit();
    progress.clear();
    print_problems(unwritten_);
    report_.unwritten = !unwritten_.empty();
    if (!options_.quiet) print_summary();
    return report_;
  }

  bool is_to_stop() const { return stopped_ || (options_.stop && options_.stop()); }

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
  bool is_behind(const StoredDocument& stored) const { return stored.rules != rule_set_.hash() || !stored.sentences; }

  // Whether the store has it and it is not to be read again; if it is, it keeps the id that it has there.
  bool is_done(Passage& passage, const std::string& print) {
    const std::lock_guard<std::mutex> alone(store_mutex_);
    const Result<std::optional<StoredDocument>> found = store_.find(passage.origin, print);
    if (!found) passage.problems = found.diagnostics();
    if (!found) return true;
    if (!*found) return false;
    if (options_.refresh && is_behind(**found)) {
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
    report_.unchanged += passage.fate == Fate::unchanged;
    report_.stale += passage.fate == Fate::stale;
    if (passage.entry) {
      batch_.push_back(std::move(*passage.entry));
      passage.entry.reset();
    }
    if (batch_.size() >= kDocumentsAtOnce || Clock::now() - committed_ >= kLongestWait) commit();
    progress.show({report_.read + batch_.size() + report_.unchanged + report_.stale, report_.errors,
                   passage.article.bytes_taken});
  }

  void commit() {
    committed_ = Clock::now();
    if (batch_.empty() || stopped_) return;
    const std::lock_guard<std::mutex> alone(store_mutex_);
    unwritten_ = store_.put(batch_);
    if (unwritten_.empty()) {
      report_.read += batch_.size();
    } else {
      stopped_ = true;
    }
    batch_.clear();
  }

  void count(const Diagnostics& problems) {
    for (const Diagnostic& problem : problems) report_.errors += problem.severity == Severity::error;
    report_.unreadable = report_.unreadable || exit_code_for(problems) == kIo;
  }

  void print_summary() const {
    std::string summary = count_of(report_.read, "document") + " read into " + options_.database;
    if (report_.unchanged > 0) summary += ", " + std::to_string(report_.unchanged) + " unchanged";
    if (report_.stale > 0)
      summary += ", " + std::to_string(report_.stale) + " read by other rules (--refresh reads them again)";
    if (report_.errors > 0) summary += ", " + count_of(report_.errors, "error");
    print_note(summary);
  }

  using Clock = std::chrono::steady_clock;

  const AddingOptions options_;
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
  AddingReport report_;
};

Adding::Adding(const AddingOptions& options, const RuleSet& rule_set, Store store)
    : run_(std::make_unique<Run>(options, rule_set, std::move(store))) {}
Adding::~Adding() = default;

AddingReport Adding::add(ArticleSource& source) { return run_->add(source); }
AddingReport Adding::add_stale() { return run_->add_stale(); }
Store& Adding::store() { return run_->store(); }

}  // namespace whobuilds::cli
