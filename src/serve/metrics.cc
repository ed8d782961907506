#include "serve/metrics.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace whobuilds::serve {
namespace {

std::string number(double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text << value;
  return text.str();
}

std::string header(const std::string& name, const char* type, const char* help) {
  return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

std::string gauge(const std::string& name, const char* help, double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text.precision(17);
  text << value;
  return header(name, "gauge", help) + name + " " + text.str() + "\n";
}

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0, resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

void Metrics::count(const std::string& route, int status, Duration duration) {
  const std::lock_guard<std::mutex> alone(mutex_);
  ++requests_[{route, status}];
  Latency& latency = latencies_[route];
  ++latency.count;
  latency.sum += duration.count();
  for (size_t i = 0; i < kBounds.size(); ++i) {
    if (duration.count() > kBounds[i]) continue;
    ++latency.within[i];
    break;
  }
}

std::string Metrics::requests_text() const {
  std::string text = header("whobuilds_requests_total", "counter", "Requests answered.");
  for (const auto& [request, count] : requests_) {
    text += "whobuilds_requests_total{route=\"" + request.first + "\",status=\"" + std::to_string(request.second) +
            "\"} " + std::to_string(count) + "\n";
  }
  return text;
}

std::string Metrics::latencies_text() const {
  const std::string name = "whobuilds_request_seconds";
  std::string text = header(name, "histogram", "Time from the request to its answer.");
  for (const auto& [route, latency] : latencies_) {
    const std::string label = "{route=\"" + route + "\"";
    uint64_t within = 0;
    for (size_t i = 0; i < kBounds.size(); ++i) {
      within += latency.within[i];
      text += name + "_bucket" + label + ",le=\"" + number(kBounds[i]) + "\"} " + std::to_string(within) + "\n";
    }
    text += name + "_bucket" + label + ",le=\"+Inf\"} " + std::to_string(latency.count) + "\n";
    text += name + "_sum" + label + "} " + number(latency.sum) + "\n";
    text += name + "_count" + label + "} " + std::to_string(latency.count) + "\n";
  }
  return text;
}

std::string Metrics::text(const Snapshot& snapshot) const {
  std::string text;
  {
    const std::lock_guard<std::mutex> alone(mutex_);
    text = requests_text() + latencies_text();
  }
  const GraphView& view = *snapshot.view();
  text += gauge("whobuilds_documents", "Documents served.", static_cast<double>(view.graph().documents().size()));
  text += gauge("whobuilds_nodes", "Nodes of the graph.", view.nodes());
  text += gauge("whobuilds_edges", "Edges of the graph.", view.edges());
  text += gauge("whobuilds_evidence", "Pieces of evidence of edges.", static_cast<double>(view.evidence()));
  text += gauge("whobuilds_event_streams", "Event streams that are open.", streams_);
  text += gauge("process_resident_memory_bytes", "Memory in use.", resident_bytes());
  return text;
}

}  // namespace whobuilds::serve
