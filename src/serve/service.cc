#include "serve/service.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "serve/embedded_files.h"
#include "serve/guard.h"

namespace whobuilds::serve {
namespace {

constexpr std::chrono::seconds kPatience(15);  // of a large effort with those that run

constexpr const char* kPageWithoutViewer =
    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>whobuilds</title>\n"
    "<h1>whobuilds</h1>\n<p>This program was built without the viewer.</p>\n"
    "<p>The data are served as JSON: <a href=\"/api/v1/openapi.json\">the description of the API</a>, "
    "<a href=\"/api/v1/stats\">numbers</a>, <a href=\"/api/v1/entities\">entities</a>, "
    "<a href=\"/api/v1/documents\">documents</a>.</p>\n</html>\n";

// Quotation marks and the mark of answers that may be compressed on the way.
std::string etag_of(const std::string& content) { return "W/\"" + fingerprint(content).substr(0, 32) + "\""; }

bool is_known_to_client(const std::string& if_none_match, const std::string& etag) {
  return !if_none_match.empty() && (if_none_match == "*" || if_none_match.find(etag) != std::string::npos);
}

Reply not_modified(const std::string& etag) {
  Reply reply;
  reply.status = 304;
  reply.headers.emplace_back("ETag", etag);
  return reply;
}

Reply not_found(const std::string& path) {
  const std::string methods = methods_of(path);
  if (methods.empty()) {
    return error_reply({request_problem("http.not_found", "there is nothing at this address", "",
                                        "/api/v1/openapi.json lists what there is")});
  }
  Reply reply = error_reply(405, {request_problem("http.method", "this address does not take this method", methods)});
  reply.headers.emplace_back("Allow", methods);
  return reply;
}

size_t large_efforts_at_once() { return std::max(2u, std::thread::hardware_concurrency()); }

}  // namespace

Service::Service(std::unique_ptr<SnapshotSource> source, std::string store_path, const RuleSet& rule_set,
                 std::string token)
    : source_(std::move(source)),
      store_path_(std::move(store_path)),
      rule_set_(rule_set),
      token_(std::move(token)),
      writer_(token_.empty() ? nullptr : std::make_unique<Writer>(store_path_, rule_set_)),
      large_efforts_(large_efforts_at_once()) {}

Reply Service::answer(const Request& request, const Route* route) {
  if (route == nullptr) return request.method == "GET" ? answer_page(request) : not_found(request.path);
  if (route->operation == "healthz") return json_reply({{"status", "ok"}});
  if (route->operation == "metrics") {
    return text_reply("text/plain; version=0.0.4; charset=utf-8", metrics_.text(*source_->current()));
  }
  const Handler* handler = find_handler(route->operation);
  return handler == nullptr ? not_found(request.path) : answer_about_snapshot(request, *route, *handler);
}

Reply Service::answer_page(const Request& request) const {
  const std::vector<Asset>& assets = viewer_assets();
  const auto asset =
      std::find_if(assets.begin(), assets.end(), [&](const Asset& each) { return each.path == request.path; });
  if (asset == assets.end()) {
    return request.path == "/" && assets.empty() ? text_reply("text/html; charset=utf-8", kPageWithoutViewer)
                                                 : not_found(request.path);
  }
  const std::string etag = etag_of(std::string(asset->bytes));
  if (is_known_to_client(request.if_none_match, etag)) return not_modified(etag);
  Reply reply = text_reply(std::string(asset->media_type), std::string(asset->bytes));
  reply.headers.emplace_back("ETag", etag);
  return reply;
}

Reply Service::answer_about_snapshot(const Request& request, const Route& route, const Handler& handler) {
  if (route.writes) {
    Reply refusal = refusal_to_write(request, route);
    if (refusal.status != 200) return refusal;
  }
  const Result<Arguments> arguments = read_arguments(route, request.parameters);
  if (!arguments) return error_reply(arguments.diagnostics());
  const std::shared_ptr<const Snapshot> snapshot = source_->current();
  const Call call = {*snapshot, rule_set_, writer_.get(), store_path_, *arguments, request.target, request.body};
  if (route.method != "GET") {
    Reply reply = run(call, handler);
    if (route.writes && reply.status == 200) source_->refresh();
    return reply;
  }
  const std::string etag = etag_of(snapshot->tag() + (writer_ ? " writable " : " ") + request.target);
  if (is_known_to_client(request.if_none_match, etag)) return not_modified(etag);
  Reply reply = run(call, handler);
  if (reply.status == 200) reply.headers.emplace_back("ETag", etag);
  return reply;
}

Reply Service::run(const Call& call, const Handler& handler) {
  if (handler.effort == Effort::small) return handler.answer(call);
  const bool lasting = call.body.empty();  // the target alone says what is asked
  if (lasting) {
    if (std::optional<Reply> known = call.snapshot.answers().find(call.target)) return std::move(*known);
  }
  Reply reply = handler.effort == Effort::large ? run_large(call, handler) : handler.answer(call);
  if (lasting && reply.status == 200) call.snapshot.answers().keep(call.target, reply);
  return reply;
}

Reply Service::run_large(const Call& call, const Handler& handler) {
  if (!large_efforts_.enter(kPatience)) {
    Reply busy = error_reply(
        503, {request_problem("http.busy", "too much is being worked out already", "", "ask again in a while")});
    busy.headers.emplace_back("Retry-After", "10");
    return busy;
  }
  struct Leave {
    Turnstile& efforts;
    ~Leave() { efforts.leave(); }
  } const leave = {large_efforts_};
  return handler.answer(call);
}

Reply Service::refusal_to_write(const Request& request, const Route& route) const {
  constexpr std::string_view kScheme = "Bearer ";
  if (writer_ == nullptr) {
    return error_reply(
        {request_problem("http.read_only", "this server is read-only", "", "start it with --allow-write and a token")});
  }
  const bool has_token = request.authorization.compare(0, kScheme.size(), kScheme) == 0 &&
                         is_same_token(request.authorization.substr(kScheme.size()), token_);
  if (!has_token) {
    Reply reply = error_reply(
        {request_problem("http.token", "the token is missing or another one", "Authorization: Bearer TOKEN")});
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
  }
  const bool is_json = request.content_type.compare(0, 16, "application/json") == 0;
  if (route.takes_body && !is_json) {
    return error_reply(415, {request_problem("http.media_type", "the body is of another media type",
                                             "Content-Type: application/json")});
  }
  return {};
}

}  // namespace whobuilds::serve
