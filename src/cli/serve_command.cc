#include <malloc.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "cli/server_module.h"
#include "serve/serve.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kTokenVariable = "WHOBUILDS_TOKEN";

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds serve --db news.db                    then open http://127.0.0.1:8765\n"
    "  whobuilds serve --graph graph.json --port 0     any free port; the address is printed\n"
    "  whobuilds serve --db news.db --allow-write --token-file token.txt\n"
    "  curl 'http://127.0.0.1:8765/api/v1/ask?q=who+builds+Qwen'\n"
    "\n"
    "What it answers is described at /api/v1/openapi.json. Interrupt it (Ctrl-C) or send SIGTERM to stop it.";

struct ServeArguments {
  std::string path = kDefaultStore;
  std::string rules_folder;
  std::string token_file;
  bool allow_write = false;
  serve::ServeOptions options;
};

Diagnostic token_problem(std::string message) {
  Diagnostic problem;
  problem.code = "cli.token";
  problem.message = std::move(message);
  problem.expected = std::string("a token in the file of --token-file or in ") + kTokenVariable;
  return problem;
}

// Not from the command line, which other users of the machine can read.
Result<std::string> token_of(const ServeArguments& arguments) {
  std::string token;
  if (!arguments.token_file.empty()) {
    std::ifstream file(arguments.token_file);
    if (!(file >> token)) return token_problem("no token could be read from " + arguments.token_file);
  } else if (const char* variable = std::getenv(kTokenVariable)) {
    token = variable;
  }
  if (token.empty()) return token_problem("--allow-write needs a token");
  return token;
}

// Signals that end the server wait in the queue of every thread that is started later.
sigset_t hold_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Threads make large answers and drop them again: what each leaves behind in an arena of its own, the others cannot use.
void share_memory() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
#endif
}

ExitCode serve_until_stopped(ServeArguments& arguments, const RuleSet& rule_set) {
  const sigset_t signals = hold_stop_signals();
  share_memory();
  const auto module = load_server_module();
  print_problems(module.diagnostics());
  if (!module) return exit_code_for(module.diagnostics());
  arguments.options.report = print_problems;
  const auto server = (*module)->start(std::move(arguments.options), rule_set);
  print_problems(server.diagnostics());
  if (!server) return exit_code_for(server.diagnostics());
  std::cout << (*server)->address() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  (*server)->stop();
  return kDone;
}

ExitCode run_serve(ServeArguments& arguments) {
  ExitCode exit_code = kDone;
  if (arguments.allow_write) {
    Result<std::string> token = token_of(arguments);
    print_problems(token.diagnostics());
    if (!token) return kUsage;
    arguments.options.token = std::move(*token);
  }
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  if (is_store(arguments.path)) {
    arguments.options.store_path = arguments.path;
    return serve_until_stopped(arguments, *rule_set);
  }
  if (arguments.allow_write) {
    print_problems({token_problem("only a store can be written to, and " + arguments.path + " is none")});
    return kUsage;
  }
  arguments.options.graph = load_graph(arguments.path, *rule_set, exit_code);
  return arguments.options.graph ? serve_until_stopped(arguments, *rule_set) : exit_code;
}

}  // namespace

void add_serve_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("serve", "Serves a graph over HTTP: data as JSON, and a viewer");
  command->footer(kExamples);
  const auto arguments = std::make_shared<ServeArguments>();
  command->add_option("--graph,--db", arguments->path, "A store, which is watched for changes, or graph JSON")
      ->type_name("FILE")
      ->capture_default_str();
  command->add_option("--host", arguments->options.host, "Listen at this address of the machine")
      ->capture_default_str();
  command->add_option("--port", arguments->options.port, "Listen at this port; 0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command
      ->add_option("--allow-host", arguments->options.allowed_hosts,
                   "A name by which the server may be asked for, beside localhost; can be repeated")
      ->type_name("NAME");
  command->add_flag("--allow-write", arguments->allow_write, "Let those who have the token add and remove documents");
  command
      ->add_option("--token-file", arguments->token_file,
                   std::string("--allow-write: a file with the token (else the variable ") + kTokenVariable + ")")
      ->type_name("FILE");
  add_rules_option(*command, arguments->rules_folder);
  command->callback([arguments, &exit_code] { exit_code = run_serve(*arguments); });
}

}  // namespace whobuilds::cli
