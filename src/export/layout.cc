#include "export/layout.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>

#include "export/dot.h"
#include "export/drawing_libraries.h"
#include "export/numbered_ids.h"

namespace whobuilds::exporting {
namespace {

using Clock = std::chrono::steady_clock;

// What the child sends: one byte (kDrawn or kFailed), eight bytes of length, then as many bytes of
// picture or message. Whatever is shorter comes from a child that died.
constexpr char kDrawn = 'D';
constexpr char kFailed = 'F';
constexpr size_t kHeaderSize = 9;

// ---- in the child

std::string& said() {
  static std::string text;
  return text;
}

int note_error(char* message) {
  if (said().size() < 1000) said() += message;
  return 0;
}

bool send(int pipe, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(pipe, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<size_t>(written);
  }
  return true;
}

void send_answer(int pipe, char kind, const char* bytes, uint64_t size) {
  std::array<char, kHeaderSize> header = {kind};
  std::memcpy(header.data() + 1, &size, sizeof size);
  if (send(pipe, header.data(), header.size())) send(pipe, bytes, size);
}

// Keeps `pipe`, closes everything else, and leaves nothing of the host's signal handling. Returns the
// pipe's new number.
int detach(int pipe, std::chrono::seconds time_limit) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGALRM}) {
    ::signal(number, SIG_DFL);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const rlimit no_core = {0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  const auto seconds = static_cast<rlim_t>(time_limit.count()) + 1;
  const rlimit cpu = {seconds, seconds};
  ::setrlimit(RLIMIT_CPU, &cpu);
  const int nothing = ::open("/dev/null", O_RDWR);
  constexpr int kPipe = 3;
  if (pipe != kPipe) ::dup2(pipe, kPipe);
  for (const int standard : {0, 1, 2}) {
    if (nothing >= 0) ::dup2(nothing, standard);
  }
  const long most = ::sysconf(_SC_OPEN_MAX);
  if (::close_range(kPipe + 1, ~0U, 0) != 0) {
    for (int descriptor = kPipe + 1; descriptor < (most > 0 ? most : 1024); ++descriptor) ::close(descriptor);
  }
  return kPipe;
}

Agraph_t* parse(const std::string& dot) {
  FILE* text = ::fmemopen(const_cast<char*>(dot.data()), dot.size(), "r");
  if (text == nullptr) return nullptr;
  Agraph_t* graph = agread(text, numbered_ids());
  std::fclose(text);
  return graph;
}

// Pixels fine enough for a page; coarser when the picture is large anyway.
void set_resolution(Agraph_t* graph) {
  constexpr int kMostFine = 300;
  const bool fine = agnnodes(graph) <= kMostFine;
  agattr(graph, AGRAPH, const_cast<char*>("dpi"), const_cast<char*>(fine ? "144" : "96"));
}

void draw_dot_and_send(const std::string& dot, const std::string& format, int pipe) {
  std::setlocale(LC_ALL, "C");
  agseterrf(note_error);
  agseterr(AGERR);
  const GraphvizLibrary& graphviz = *load_graphviz();
  GVC_t* context = graphviz.context();
  Agraph_t* graph = parse(dot);
  if (graph != nullptr && format == "png") set_resolution(graph);
  char* picture = nullptr;
  unsigned int size = 0;
  // "layout" in the graph chooses the engine; this one only stands in when there is none.
  const bool drawn = context != nullptr && graph != nullptr && graphviz.layout(context, graph, "dot") == 0 &&
                     graphviz.render_data(context, graph, format.c_str(), &picture, &size) == 0 && size > 0;
  if (drawn) {
    send_answer(pipe, kDrawn, picture, size);
  } else {
    send_answer(pipe, kFailed, said().data(), said().size());
  }
}

cairo_status_t append_bytes(void* picture, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(picture)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

// Renders the whole picture, `scale` units of the surface to a pixel.
bool render(const RsvgLibrary& rsvg, RsvgHandle* svg, cairo_surface_t* surface, double scale, double width,
            double height) {
  cairo_t* canvas = rsvg.cairo.create(surface);
  rsvg.cairo.scale(canvas, scale, scale);
  const RsvgRectangle page = {0, 0, width, height};
  GError* fault = nullptr;
  const bool rendered = rsvg.handle_render_document(svg, canvas, &page, &fault) != 0;
  if (fault != nullptr) said() += fault->message;
  const bool fine = rendered && rsvg.cairo.status(canvas) == CAIRO_STATUS_SUCCESS;
  rsvg.cairo.destroy(canvas);
  return fine;
}

bool render_png(const RsvgLibrary& rsvg, RsvgHandle* svg, double width, double height, std::string& picture) {
  constexpr double kFine = 2, kMostPixels = 30000;  // cairo's limit is 32767 in a direction
  const double scale = std::min(kFine, kMostPixels / std::max(width, height));
  cairo_surface_t* surface = rsvg.cairo.image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(width * scale),
                                                             static_cast<int>(height * scale));
  return render(rsvg, svg, surface, scale, width, height) &&
         rsvg.cairo.surface_write_to_png_stream(surface, append_bytes, &picture) == CAIRO_STATUS_SUCCESS;
}

bool render_pdf(const RsvgLibrary& rsvg, RsvgHandle* svg, double width, double height, std::string& picture) {
  constexpr double kPoints = 0.75;  // a pixel is a 96th of an inch, a point a 72nd
  cairo_surface_t* surface =
      rsvg.cairo.pdf_surface_create_for_stream(append_bytes, &picture, width * kPoints, height * kPoints);
  // The time of drawing must not show.
  rsvg.cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
  const bool rendered = render(rsvg, svg, surface, kPoints, width, height);
  rsvg.cairo.surface_finish(surface);
  return rendered && rsvg.cairo.surface_status(surface) == CAIRO_STATUS_SUCCESS;
}

void draw_svg_and_send(const std::string& text, const std::string& format, int pipe) {
  GError* fault = nullptr;
  const RsvgLibrary& rsvg = *load_rsvg();
  RsvgHandle* svg = rsvg.handle_new_from_data(reinterpret_cast<const guint8*>(text.data()), text.size(), &fault);
  if (fault != nullptr) said() += fault->message;
  double width = 0, height = 0;
  std::string picture;
  const bool drawn =
      svg != nullptr && rsvg.handle_get_intrinsic_size_in_pixels(svg, &width, &height) != 0 && width > 0 &&
      height > 0 &&
      (format == "pdf" ? render_pdf(rsvg, svg, width, height, picture) : render_png(rsvg, svg, width, height, picture));
  if (drawn) {
    send_answer(pipe, kDrawn, picture.data(), picture.size());
  } else {
    send_answer(pipe, kFailed, said().data(), said().size());
  }
}

// ---- in the parent

// What the child does: draws the text and sends the picture down the pipe. `name` is of the library, for messages.
struct Drawer {
  const char* name;
  bool installed;  // the library, which is loaded then
  void (*draw_and_send)(const std::string& text, const std::string& format, int pipe);
};

Diagnostic failure(std::string message, std::string remedy) {
  Diagnostic problem;
  problem.code = "export.layout";
  problem.message = std::move(message);
  problem.remedy = std::move(remedy);
  return problem;
}

struct Child {
  pid_t id = -1;
  int pipe = -1;
  int fault = 0;  // errno when there is no child
};

Child start(const Drawer& drawer, const std::string& text, const std::string& format,
            std::chrono::milliseconds time_limit) {
  Child child;
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    child.fault = errno;
    return child;
  }
  {
    // No thread may be inside Graphviz while its state is copied.
    const std::lock_guard<std::mutex> lock(graphviz_mutex());
    child.id = ::fork();
  }
  if (child.id == 0) {
    const int pipe = detach(ends[1], std::chrono::duration_cast<std::chrono::seconds>(time_limit));
    drawer.draw_and_send(text, format, pipe);
    ::_exit(0);
  }
  if (child.id < 0) child.fault = errno;
  ::close(ends[1]);
  if (child.id < 0) {
    ::close(ends[0]);
  } else {
    child.pipe = ends[0];
  }
  return child;
}

// Reads until the child closes its end. False when the time is over first.
bool receive(int pipe, Clock::time_point deadline, std::string& answer) {
  std::array<char, 1 << 16> buffer;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting = {pipe, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<int64_t>(left, 1 << 30)));
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t size = ::read(pipe, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return true;
    answer.append(buffer.data(), static_cast<size_t>(size));
  }
}

// The child's wait status; 0 when somebody else (a host that ignores SIGCHLD) has reaped it.
int reap(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return 0;
  }
  return status;
}

Result<std::string> understand(const Drawer& drawer, const std::string& answer, int status) {
  uint64_t size = 0;
  if (answer.size() >= kHeaderSize) std::memcpy(&size, answer.data() + 1, sizeof size);
  if (answer.size() < kHeaderSize || answer.size() - kHeaderSize != size) {
    const std::string how = WIFSIGNALED(status) ? std::string(" (") + ::strsignal(WTERMSIG(status)) + ")" : "";
    return failure(drawer.name + std::string(" stopped without an answer") + how,
                   "draw fewer nodes, or write --format dot and lay it out elsewhere");
  }
  std::string content = answer.substr(kHeaderSize);
  if (answer[0] == kDrawn) return content;
  while (!content.empty() && content.back() == '\n') content.pop_back();
  return failure(drawer.name + std::string(" could not draw the diagram") + (content.empty() ? "" : ": " + content),
                 "write --format dot to look at what it was given");
}

std::string in_seconds(std::chrono::milliseconds time) {
  const auto count = time.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

Result<std::string> draw_in_child(const Drawer& drawer, const std::string& text, const std::string& format,
                                  std::chrono::milliseconds time_limit) {
  if (!drawer.installed) {
    return failure(drawer.name + std::string(" is not installed"), "install it, or write --format dot");
  }
  const Clock::time_point deadline = Clock::now() + time_limit;
  const Child child = start(drawer, text, format, time_limit);
  if (child.id < 0) {
    return failure(std::string("the process that draws could not be started: ") + std::strerror(child.fault),
                   "check the limits on processes and memory");
  }
  std::string answer;
  const bool in_time = receive(child.pipe, deadline, answer);
  if (!in_time) ::kill(child.id, SIGKILL);
  ::close(child.pipe);
  const int status = reap(child.id);
  if (in_time) return understand(drawer, answer, status);
  return failure("the layout took longer than " + in_seconds(time_limit),
                 "draw fewer nodes, allow more time, or write --format dot");
}

}  // namespace

Result<std::string> draw_dot(const std::string& dot, const std::string& format, std::chrono::milliseconds time_limit) {
  return draw_in_child({"Graphviz", load_graphviz() != nullptr, draw_dot_and_send}, dot, format, time_limit);
}

Result<std::string> draw_svg(const std::string& svg, const std::string& format, std::chrono::milliseconds time_limit) {
  return draw_in_child({"librsvg", load_rsvg() != nullptr, draw_svg_and_send}, svg, format, time_limit);
}

}  // namespace whobuilds::exporting
