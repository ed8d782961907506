// Pictures: Graphviz lays DOT out and draws it, librsvg draws SVG; in a process of their own, because Graphviz is not
// thread-safe, keeps what it allocates, and may run very long or crash on odd input.
#pragma once

#include <chrono>
#include <string>

#include "whobuilds/diagnostic.h"

namespace whobuilds::exporting {

// Draws `dot` by the engine that it names. `format`: "svg" or "png"; a PDF of Graphviz would
// hold the time of drawing, so that draw_svg() writes it. Thread-safe. The child process
// inherits no file descriptors, dies with the calling thread and is always waited for. Errors:
// export.layout (out of time, crash, unreadable DOT, no memory), with what Graphviz said.
Result<std::string> draw_dot(const std::string& dot, const std::string& format, std::chrono::milliseconds time_limit);

// Draws `svg`, which has its size in pixels, as "png" or "pdf". All else as above.
Result<std::string> draw_svg(const std::string& svg, const std::string& format, std::chrono::milliseconds time_limit);

}  // namespace whobuilds::exporting
