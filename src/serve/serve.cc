#include "serve/serve.h"

#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "serve/connection.h"
#include "serve/events.h"
#include "serve/guard.h"
#include "serve/service.h"
#include "whobuilds/compression.h"

namespace whobuilds::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kLargestBody = size_t{8} << 20;
constexpr size_t kSmallestCompressed = 1400;  // bytes; less fits into one packet anyway
constexpr size_t kThreads = 256;              // each connection holds one
constexpr int kMostStreams = 32, kMostBodies = 64;
constexpr size_t kShortestToken = 16;
constexpr std::chrono::seconds kIdle(2);  // between two requests of a connection

const httplib::Headers& headers_of_all_answers() {
  static const httplib::Headers headers = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
       "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "no-cache"},
  };
  return headers;
}

bool accepts_gzip(const httplib::Request& request) {
  return request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
}

bool is_worth_compressing(const Reply& reply) {
  return reply.body.size() >= kSmallestCompressed && reply.media_type != "image/png" &&
         reply.media_type != "application/pdf" && reply.media_type.compare(0, 5, "font/") != 0;
}

void set_header(httplib::Response& response, const std::string& name, const std::string& value) {
  response.headers.erase(name);  // else both would stand there
  response.set_header(name, value);
}

void fill(const httplib::Request& request, Reply reply, httplib::Response& response) {
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) set_header(response, name, value);
  if (is_worth_compressing(reply)) {
    set_header(response, "Vary", "Accept-Encoding");
    if (accepts_gzip(request)) {
      reply.body = compressed(reply.body, Compression::gzip);
      set_header(response, "Content-Encoding", "gzip");
    }
  }
  if (reply.status != 304) response.set_content(reply.body, reply.media_type);
  // The library would compress once more, by a much slower method, and cut ranges out of what is compressed.
  auto& own = const_cast<httplib::Request&>(request);
  own.headers.erase("Accept-Encoding");
  own.ranges.clear();
}

// For requests whose body is not read: what follows on the connection would be taken for the next request.
void fill_and_close(const httplib::Request& request, const Reply& reply, httplib::Response& response) {
  fill(request, reply, response);
  const std::string body = std::exchange(response.body, "");
  set_header(response, "Connection", "close");
  const auto send_then_give_up = [body](size_t, size_t, httplib::DataSink& sink) {
    sink.write(body.data(), body.size());
    return false;
  };
  response.set_content_provider(body.size(), reply.media_type, send_then_give_up);
}

// What the library itself refuses.
Diagnostic refused_by_library(int status) {
  switch (status) {
    case 413:
      return request_problem("http.too_large", "the body is too large",
                             "at most " + std::to_string(kLargestBody) + " bytes");
    case 414:
      return request_problem("http.too_long", "the address is too long", "at most 8192 bytes");
    default:
      return request_problem("http.malformed", "the request is not one of HTTP/1.1");
  }
}

Reply problem_reply(int status, const char* code, const char* message, std::string expected = "") {
  return error_reply(status, {request_problem(code, message, std::move(expected))});
}

}  // namespace

namespace {

class HttpServer : public httplib::Server {
 public:
  // To be called before the body of the request that this thread answers is read; false: too many are being read.
  bool begin_body() {
    if (++bodies_ > kMostBodies) {
      --bodies_;
      return false;
    }
    reads_body_ = true;
    return true;
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket);
    bool goes_on = true, closed = false;
    while (goes_on && !closed && svr_sock_ != INVALID_SOCKET && connection.wait_for_request(kIdle)) {
      bool has_head = false;  // else nobody knows where the next request would begin
      connection.begin_head();
      goes_on = process_request(connection, false, closed, [&](httplib::Request&) {
        has_head = true;
        connection.begin_body();
      });
      goes_on = goes_on && has_head;
      if (std::exchange(reads_body_, false)) --bodies_;
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return goes_on;
  }

  std::atomic<int> bodies_ = 0;  // of requests that are read or answered
  inline static thread_local bool reads_body_ = false;
};

class HttpGraphServer final : public Server {
 public:
  HttpGraphServer(std::unique_ptr<SnapshotSource> source, ServeOptions&& given, const RuleSet& rule_set)
      : options(std::move(given)), service(std::move(source), options.store_path, rule_set, options.token) {
    options.allowed_hosts.push_back(options.host);
    set_limits();
    set_handlers();
  }
  ~HttpGraphServer() override { stop(); }

  std::string address() const override {
    const std::string& host = options.host;
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return "http://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(options.port);
  }

  // Whether the address can be listened at.
  bool bind() {
    if (options.port == 0) {
      options.port = http.bind_to_any_port(options.host);
      return options.port > 0;
    }
    return http.bind_to_port(options.host, options.port);
  }

  // Returns when requests are taken.
  void listen() {
    listener = std::thread([this] { http.listen_after_bind(); });
    while (!http.is_running()) std::this_thread::yield();
  }

  void stop() override {
    const std::lock_guard<std::mutex> alone(stop_mutex);
    if (!listener.joinable()) return;
    service.source().stop();
    http.stop();
    listener.join();
  }

 private:
  void set_limits() {
    http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    http.set_payload_max_length(kLargestBody);
    http.set_keep_alive_timeout(kIdle.count());
    http.set_keep_alive_max_count(SIZE_MAX);
    http.set_tcp_nodelay(true);
    // The library's own choice lets two servers listen at one port.
    http.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http.set_default_headers(headers_of_all_answers());
  }

  void set_handlers() {
    using Outcome = httplib::Server::HandlerResponse;
    http.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return answer_early(request, response) ? Outcome::Handled : Outcome::Unhandled;
    });
    http.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
      answer(request, "POST", response);
    });
    http.set_expect_100_continue_handler(
        [](const httplib::Request& request, httplib::Response&) { return has_fitting_body(request) ? 100 : 417; });
    http.set_exception_handler([](const httplib::Request& request, httplib::Response& response, std::exception_ptr) {
      fill(request, problem_reply(500, "http.internal", "this should not have happened"), response);
    });
    const auto explain = [](const httplib::Request& request, httplib::Response& response) {
      const bool is_ours = !response.body.empty() || response.content_provider_ != nullptr;
      if (is_ours) return Outcome::Unhandled;
      fill(request, error_reply(response.status, {refused_by_library(response.status)}), response);
      return Outcome::Handled;
    };
    http.set_error_handler(httplib::Server::HandlerWithResponse(explain));
  }

  static bool has_body(const httplib::Request& request) {
    return request.has_header("Transfer-Encoding") ||
           (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
  }

  static bool has_fitting_body(const httplib::Request& request) {
    const std::string length = request.get_header_value("Content-Length");
    const bool is_number =
        !length.empty() && length.size() <= 9 && length.find_first_not_of("0123456789") == std::string::npos;
    return is_number && std::stoul(length) <= kLargestBody && !request.has_header("Transfer-Encoding") &&
           !request.has_header("Content-Encoding") && request.get_header_value_count("Content-Length") == 1;
  }

  // Answers everything but requests whose body is to be read first. False for these.
  bool answer_early(const httplib::Request& request, httplib::Response& response) {
    if (!is_allowed_host(request.get_header_value("Host"), options.allowed_hosts)) {
      return refuse(request,
                    problem_reply(421, "http.host", "this server is not asked for by this name",
                                  "localhost, an address in numbers, or a name given with --allow-host"),
                    response);
    }
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    const Route* route = find_route(method, request.path);
    const bool takes_body = route != nullptr && route->takes_body;
    if (takes_body && !request.has_header("Content-Length")) {
      return refuse(request, problem_reply(411, "http.length", "the body has no length", "Content-Length"), response);
    }
    if (takes_body && !has_fitting_body(request)) {
      return refuse(request,
                    problem_reply(413, "http.too_large", "the body cannot be taken",
                                  "at most " + std::to_string(kLargestBody) + " bytes, not compressed"),
                    response);
    }
    if (takes_body) {
      if (http.begin_body()) return false;
      return refuse(request, problem_reply(503, "http.busy", "too many requests with a body are open"), response);
    }
    if (has_body(request)) {
      return refuse(request, problem_reply(400, "http.body", "this address takes no body with this method"), response);
    }
    if (route != nullptr && route->operation == "events") {
      stream_events(request, response);
    } else {
      answer(request, method, response);
    }
    return true;
  }

  bool refuse(const httplib::Request& request, const Reply& reply, httplib::Response& response) {
    service.metrics().count("refused", reply.status, {});
    if (has_body(request)) {
      fill_and_close(request, reply, response);
    } else {
      fill(request, reply, response);
    }
    return true;
  }

  void answer(const httplib::Request& request, const std::string& method, httplib::Response& response) {
    const Clock::time_point began = Clock::now();
    Request asked;
    asked.method = method;
    asked.path = request.path;
    asked.target = request.target;
    asked.parameters = {request.params.begin(), request.params.end()};
    asked.authorization = request.get_header_value("Authorization");
    asked.if_none_match = request.get_header_value("If-None-Match");
    asked.content_type = request.get_header_value("Content-Type");
    asked.body = request.body;
    const Route* route = find_route(method, request.path);
    Reply reply = service.answer(asked, route);
    service.metrics().count(route != nullptr ? route->path : "other", reply.status, Clock::now() - began);
    fill(request, std::move(reply), response);
  }

  void stream_events(const httplib::Request& request, httplib::Response& response) {
    if (++streams > kMostStreams) {
      --streams;
      fill(request, problem_reply(503, "http.busy", "there are too many event streams already"), response);
      return;
    }
    service.metrics().add_stream(1);
    const auto stream = std::make_shared<EventStream>(service.source(), request.get_header_value("Last-Event-ID"));
    response.status = 200;
    response.set_chunked_content_provider(
        "text/event-stream",
        [stream](size_t, httplib::DataSink& sink) {
          const std::string text = stream->next();
          if (text.empty()) {
            sink.done();
            return true;
          }
          return sink.write(text.data(), text.size());
        },
        [this](bool) {
          --streams;
          service.metrics().add_stream(-1);
        });
  }

  ServeOptions options;
  Service service;
  HttpServer http;
  std::atomic<int> streams = 0;
  std::thread listener;
  std::mutex stop_mutex;
};

}  // namespace

Result<std::unique_ptr<Server>> start_server(ServeOptions options, const RuleSet& rule_set) {
  if (!options.token.empty() && options.token.size() < kShortestToken) {
    return request_problem("serve.token", "the token is too short",
                           "at least " + std::to_string(kShortestToken) + " characters");
  }
  std::unique_ptr<SnapshotSource> source;
  if (options.graph) {
    source = SnapshotSource::of_graph(std::move(*options.graph), rule_set);
    options.graph.reset();
  } else {
    const auto report = [report_once = options.report,
                         mutex = std::make_shared<std::mutex>()](const Diagnostics& problems) {
      const std::lock_guard<std::mutex> alone(*mutex);
      if (report_once) report_once(problems);
    };
    Result<std::unique_ptr<SnapshotSource>> of_store = SnapshotSource::of_store(options.store_path, rule_set, report);
    if (!of_store) return of_store.diagnostics();
    source = std::move(*of_store);
  }
  const std::string address = options.host + ", port " + std::to_string(options.port);
  auto server = std::make_unique<HttpGraphServer>(std::move(source), std::move(options), rule_set);
  if (!server->bind()) {
    return request_problem("serve.listen", "cannot listen at " + address,
                           "an address of this machine and a port that is free");
  }
  server->listen();
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace whobuilds::serve

const whobuilds::serve::ServerModule* whobuilds_server_module() {
  static const whobuilds::serve::ServerModule module = {whobuilds::serve::start_server};
  return &module;
}
