// Answers requests, whatever brings them: finds the route, checks what was given, keeps writing to those who may.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/handlers.h"
#include "serve/metrics.h"
#include "serve/snapshot_source.h"
#include "serve/turnstile.h"

namespace whobuilds::serve {

struct Request {
  std::string method, path;
  std::string target;                                           // path and query, as asked
  std::vector<std::pair<std::string, std::string>> parameters;  // decoded
  std::string authorization, if_none_match, content_type;       // header fields, "" when there is none
  std::string body;
};

// Thread-safe.
class Service {
 public:
  // `token`: "" for a server that nobody may write to.
  Service(std::unique_ptr<SnapshotSource> source, std::string store_path, const RuleSet& rule_set, std::string token);

  // `route` is nullptr where find_route() gives none.
  Reply answer(const Request& request, const Route* route);

  SnapshotSource& source() { return *source_; }
  Metrics& metrics() { return metrics_; }

 private:
  Reply answer_about_snapshot(const Request& request, const Route& route, const Handler& handler);
  Reply answer_page(const Request& request) const;
  Reply run(const Call& call, const Handler& handler);
  Reply run_large(const Call& call, const Handler& handler);
  // What speaks against a request that writes; status 200 when nothing does.
  Reply refusal_to_write(const Request& request, const Route& route) const;

  const std::unique_ptr<SnapshotSource> source_;
  const std::string store_path_;
  const RuleSet rule_set_;
  const std::string token_;
  const std::unique_ptr<Writer> writer_;  // nullptr: nobody may write
  Metrics metrics_;
  Turnstile large_efforts_;
};

}  // namespace whobuilds::serve
