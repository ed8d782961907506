// The server: a graph over HTTP, as openapi.json describes it, with the viewer as its page.
//
//   ServeOptions options;
//   options.store_path = "whobuilds.db";
//   Result<std::unique_ptr<Server>> server = start_server(std::move(options), rule_set);
//   std::cout << (*server)->address();   // "http://127.0.0.1:8765"
//   ... until it is time ...
//   (*server)->stop();
//
// Read-only unless there is a token. It answers from a snapshot in memory; when the store's content changes a new one
// is made beside it and takes its place, so that no request waits for that.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::serve {

struct ServeOptions {
  // What is served: a store, which is watched, or else a graph, which stays as it is.
  std::string store_path;
  std::optional<Graph> graph;

  std::string host = "127.0.0.1";  // whose address is listened at
  int port = 8765;                 // 0: any that is free
  // Names by which the server may be asked for, besides `host`, localhost and addresses in numbers: a page of another
  // name that resolves to this machine (DNS rebinding) is refused.
  std::vector<std::string> allowed_hosts;
  // Who has it may write; "": nobody may.
  std::string token;
  // Called with problems that come up while serving, on any thread, one call at a time.
  std::function<void(const Diagnostics& problems)> report;
};

// Its members may be called from any thread. Stops when it is destroyed.
class Server {
 public:
  virtual ~Server() = default;
  virtual std::string address() const = 0;  // "http://127.0.0.1:8765"
  // Takes no more requests, finishes those that run, closes event streams. Returns when all of that is done.
  virtual void stop() = 0;
};

// Reads what is served, then listens. Errors: those of Store::open and graph_of; serve.listen (the address cannot be
// listened at), serve.token (too short).
Result<std::unique_ptr<Server>> start_server(ServeOptions options, const RuleSet& rule_set);

// The server is a module that the program loads when it serves: what it is linked with takes longer to load than an
// article to read. What of whobuilds it uses is the program's.
struct ServerModule {
  decltype(&start_server) start;
};

}  // namespace whobuilds::serve

// The one function that the module is asked for by name.
extern "C" const whobuilds::serve::ServerModule* whobuilds_server_module();
