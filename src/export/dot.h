// DOT: the language of Graphviz, written by its own library.
#pragma once

#include <mutex>
#include <string>

#include "export/diagram.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::exporting {

// UTF-8. Carries everything that a layout needs, the engine included ("layout" attribute).
Result<std::string> diagram_to_dot(const Diagram& diagram);

// Graphviz keeps global state: whoever calls it, or forks a process that will, holds this.
std::mutex& graphviz_mutex();

}  // namespace whobuilds::exporting
