// `add` is killed at random moments: every document that was in the store stays there, none is there in half, and going
// on gives the graph of all.
//
// WHOBUILDS_KILLS: how many times (a few in every test run, 200 and more by hand: WHOBUILDS_KILLS=200
// tests/kill_tests).
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "cli/program.h"
#include "whobuilds/facts_jsonl.h"
#include "whobuilds/store.h"

using namespace whobuilds;
using cli_test::Scratch;

namespace {

constexpr int kDocuments = 1500;

int wanted_kills() {
  const char* given = std::getenv("WHOBUILDS_KILLS");
  return given != nullptr ? std::atoi(given) : 6;
}

std::string lines() {
  std::string text;
  for (int i = 0; i < kDocuments; ++i) {
    const std::string number = std::to_string(i);
    text += "{\"id\": \"d" + number + "\", \"text\": \"Company" + number + " Inc. developed the Ascend " +
            std::to_string(900 + i) + "C, an AI accelerator. Huawei makes the Ascend 910C. TSMC supplies NVIDIA.\"}\n";
  }
  return text;
}

pid_t start_adding(const Scratch& scratch) {
  const std::string folder = scratch.path("");
  const pid_t child = fork();
  if (child != 0) return child;
  const int nothing = open("/dev/null", O_WRONLY);
  if (chdir(folder.c_str()) != 0 || dup2(nothing, STDERR_FILENO) < 0) _exit(9);
  execl(WHOBUILDS_PROGRAM, "whobuilds", "add", "news.jsonl", "-q", static_cast<char*>(nullptr));
  _exit(9);
}

// The facts of each document; requires that the store holds together.
std::map<std::string, std::string> contents(const std::string& path, const RuleSet& rules) {
  std::map<std::string, std::string> lines_by_id;
  const Result<Store> store = Store::open(path, StoreAccess::read);
  REQUIRE_MESSAGE(store.ok(), store.diagnostics()[0].to_string());
  const Diagnostics faults = store->verify(rules);
  REQUIRE_MESSAGE(faults.empty(), faults[0].to_string());
  const Diagnostics unread = store->each_line([&](std::string&& line) {
    const Result<FactsLine> read = read_facts_line(line, path, 0);
    REQUIRE(read.ok());
    lines_by_id[read->record.facts.document.id] = std::move(line);
  });
  REQUIRE(unread.empty());
  return lines_by_id;
}

// Just made or not yet made: there is nothing to look at.
bool is_there(const std::string& path) {
  return std::filesystem::exists(path) && std::filesystem::file_size(path) > 0 &&
         !std::filesystem::exists(path + "-journal");
}

}  // namespace

TEST_CASE("killed at any moment, add loses nothing that was there and leaves no half of a document") {
  const Scratch scratch;
  scratch.write("news.jsonl", lines());
  const RuleSet rules = *RuleSet::embedded();
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(scratch.run({"add", "news.jsonl", "--db", "whole.db", "-q"}).exit_code == 0);
  const auto whole_run = std::chrono::steady_clock::now() - begin;
  const std::map<std::string, std::string> all = contents(scratch.path("whole.db"), rules);
  REQUIRE(all.size() == kDocuments);

  std::mt19937 random(1);
  const std::string path = scratch.path("whobuilds.db");
  std::map<std::string, std::string> before;
  int kills = 0, in_the_middle = 0, ends = 0;
  while (kills < wanted_kills()) {
    const pid_t child = start_adding(scratch);
    REQUIRE(child > 0);
    std::uniform_real_distribution<double> share(0, 0.7);
    std::this_thread::sleep_for(std::chrono::duration<double>(whole_run) * share(random));
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    ++(WIFSIGNALED(status) ? kills : ends);
    if (WIFEXITED(status)) REQUIRE(WEXITSTATUS(status) == 0);
    if (is_there(path)) {
      const std::map<std::string, std::string> now = contents(path, rules);
      for (const auto& document : now) REQUIRE(all.at(document.first) == document.second);
      for (const auto& document : before) REQUIRE(now.count(document.first) == 1);
      in_the_middle += !now.empty() && now.size() < all.size();
      before = now;
    }
    if (before.size() == all.size()) {  // all there: from the beginning
      for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
      before.clear();
    }
  }
  CHECK(in_the_middle >= 1);
  REQUIRE(scratch.run({"add", "news.jsonl", "-q"}).exit_code == 0);
  CHECK(contents(path, rules) == all);
  const Result<Store> store = Store::open(path, StoreAccess::read),
                      whole = Store::open(scratch.path("whole.db"), StoreAccess::read);
  REQUIRE((store.ok() && whole.ok()));
  CHECK(graph_of(*store, rules)->root() == graph_of(*whole, rules)->root());
  MESSAGE(kills << " kills, " << in_the_middle << " of them found a part of the documents, " << ends
                << " came too late");
}
