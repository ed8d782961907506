// `watch` in a real folder. Nothing is timed: each step waits for what it should bring about, with a generous limit.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "cli/program.h"

using nlohmann::json;
using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

constexpr std::chrono::seconds kLimit(120);

// The program, watching `news` of the folder that it runs in; its messages go to the file "messages".
class Watcher {
 public:
  explicit Watcher(const Scratch& scratch) : child_(fork()) {
    if (child_ != 0) return;
    const std::string folder = scratch.path("");
    const int messages = open(scratch.path("messages").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (chdir(folder.c_str()) != 0 || dup2(messages, STDERR_FILENO) < 0) _exit(9);
    execl(WHOBUILDS_PROGRAM, "whobuilds", "watch", "news", "--remove", "--settle", "0.1", static_cast<char*>(nullptr));
    _exit(9);
  }
  ~Watcher() {
    if (child_ > 0) stop(SIGKILL);
  }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // Its exit code; -1 when it did not end by itself.
  int stop(int signal) {
    kill(child_, signal);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t child_;
};

using Ids = std::vector<std::string>;

Ids ids_in(const Scratch& scratch) {
  const Outcome listed = scratch.run({"list", "--json"});
  if (listed.exit_code != 0) return {};
  Ids ids;
  const json documents = json::parse(listed.out).at("documents");
  for (const json& document : documents) ids.push_back(document.at("id"));
  std::sort(ids.begin(), ids.end());
  return ids;
}

template <typename Condition>
bool comes_true(Condition condition) {
  const auto latest = std::chrono::steady_clock::now() + kLimit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > latest) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return true;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool is_watching(const Scratch& scratch) {
  return scratch.has("messages") && contains(scratch.read("messages"), "watching");
}

}  // namespace

TEST_CASE("watch adds what comes and changes, takes out what goes, and goes on where it was stopped") {
  const Scratch scratch;
  scratch.write("news/en.md", "Huawei developed the Ascend 910C, an AI accelerator.\n");
  scratch.write("other.md", "TSMC supplies NVIDIA.\n");
  REQUIRE(scratch.run({"add", "other.md"}).exit_code == 0);
  {
    Watcher watcher(scratch);
    REQUIRE(comes_true([&] { return is_watching(scratch); }));
    CHECK(ids_in(scratch) == Ids{"en", "other"});

    scratch.write("news/us.md", "NVIDIA acquired Groq.\n");
    CHECK(comes_true([&] { return ids_in(scratch) == Ids{"en", "other", "us"}; }));
    scratch.write("news/us.md", "NVIDIA acquired Mellanox.\n");
    CHECK(comes_true([&] { return contains(scratch.run({"search", "Mellanox"}).out, "us"); }));
    scratch.write("news/deep/er/jp.md", "アリババはAIモデル「Qwen3」を開発した。\n");
    CHECK(comes_true([&] { return ids_in(scratch) == Ids{"en", "jp", "other", "us"}; }));
    scratch.write("news/deep/er/later.md", "SMIC makes the Ascend 910C.\n");
    CHECK(comes_true([&] { return ids_in(scratch) == Ids{"en", "jp", "later", "other", "us"}; }));
    scratch.write("news/none.bin", std::string("\0\1\2", 3));
    scratch.write("news/faulty.jsonl", "{\n");
    CHECK(comes_true([&] { return contains(scratch.read("messages"), "faulty.jsonl"); }));
    std::filesystem::remove(scratch.path("news/en.md"));
    CHECK(comes_true([&] { return ids_in(scratch) == Ids{"jp", "later", "other", "us"}; }));
    std::filesystem::remove_all(scratch.path("news/deep"));
    CHECK(comes_true([&] { return ids_in(scratch) == Ids{"other", "us"}; }));
    CHECK(watcher.stop(SIGTERM) == 0);
  }
  std::filesystem::remove(scratch.path("news/us.md"));
  std::filesystem::remove(scratch.path("news/faulty.jsonl"));
  std::filesystem::remove(scratch.path("other.md"));  // is not watched
  scratch.write("news/zh.md", "阿里巴巴研发了Qwen3。\n");
  std::filesystem::remove(scratch.path("messages"));
  {
    Watcher watcher(scratch);
    REQUIRE(comes_true([&] { return is_watching(scratch); }));
    CHECK(ids_in(scratch) == Ids{"other", "zh"});
    // A folder that is not there says nothing of its files.
    std::filesystem::rename(scratch.path("news"), scratch.path("elsewhere"));
    CHECK(comes_true([&] { return contains(scratch.read("messages"), "[watch.unwatchable]"); }));
    CHECK(watcher.stop(SIGINT) == 0);
  }
  CHECK(ids_in(scratch) == Ids{"other", "zh"});
  CHECK(contains(scratch.read("messages"), "stopped"));
}

TEST_CASE("watch refuses what is no folder") {
  const Scratch scratch;
  const Outcome refused = scratch.run({"watch", "nothing"});
  CHECK(refused.exit_code == 2);
  CHECK(contains(refused.err, "[watch.no_folder]"));
  CHECK_FALSE(scratch.has("whobuilds.db"));
}
