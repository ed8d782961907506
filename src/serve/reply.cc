#include "serve/reply.h"

#include <array>
#include <string_view>

namespace whobuilds::serve {
namespace {

struct StatusOfCode {
  std::string_view begin;  // of the code
  int status;
};

// The first that fits; what fits none is 400.
constexpr std::array<StatusOfCode, 18> kStatuses = {{
    {"ask.unknown_name", 404},
    {"ask.", 422},
    {"http.not_found", 404},
    {"http.no_text", 404},
    {"store.no_document", 404},
    {"review.no_decision", 404},
    {"review.conflict", 409},
    {"review.invalid", 422},
    {"http.ambiguous", 422},
    {"http.too_much", 422},
    {"read.", 422},
    {"http.read_only", 403},
    {"http.token", 401},
    {"store.read_only", 503},
    {"store.busy", 503},
    {"store.full", 507},
    {"store.", 500},
    {"export.layout", 503},
}};

int status_of(const std::string& code) {
  constexpr std::string_view kLimit = "_limit";  // of queries
  const bool is_limit =
      code.size() > kLimit.size() && code.compare(code.size() - kLimit.size(), kLimit.size(), kLimit) == 0;
  if (is_limit) return 422;
  for (const StatusOfCode& row : kStatuses) {
    if (code.compare(0, row.begin.size(), row.begin) == 0) return row.status;
  }
  return 400;
}

}  // namespace

Reply json_reply(const Json& json) { return text_reply("application/json", to_text(json)); }

Reply text_reply(std::string media_type, std::string body) {
  Reply reply;
  reply.media_type = std::move(media_type);
  reply.body = std::move(body);
  return reply;
}

Reply error_reply(int status, const Diagnostics& problems) {
  Json error = Json::object();
  Json all = Json::array();
  for (const Diagnostic& problem : problems) {
    if (problem.severity != Severity::error) continue;
    if (all.empty()) {
      error["code"] = problem.code;
      error["message"] = problem.message;
      error["remedy"] = problem.remedy;
    }
    all.push_back({{"code", problem.code},
                   {"message", problem.message},
                   {"expected", problem.expected},
                   {"remedy", problem.remedy}});
  }
  error["problems"] = std::move(all);
  Reply reply = json_reply({{"error", std::move(error)}});
  reply.status = status;
  return reply;
}

Reply error_reply(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems) {
    if (problem.severity == Severity::error) return error_reply(status_of(problem.code), problems);
  }
  return error_reply(500, problems);
}

Diagnostic request_problem(std::string code, std::string message, std::string expected, std::string remedy) {
  Diagnostic problem;
  problem.code = std::move(code);
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  problem.remedy = std::move(remedy);
  return problem;
}

}  // namespace whobuilds::serve
