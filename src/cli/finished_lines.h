// What an interrupted run of map has finished, so that the next one need not do it again.
#pragma once

#include <string>

#include "cli/line_output.h"
#include "cli/line_source.h"
#include "cli/run_progress.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::cli {

// Takes the complete lines of `path`, an output of map, over to `out` and passes over the lines of `source` that they
// were made from. A half line at the end and what cannot be decompressed are left out. Returns what was taken over.
// Errors: map.other_run (a line was made from another line than the one that `source` has for it, or by rules with
// another hash), read.unreadable, cli.io.
Result<RunCounts> take_finished_lines(const std::string& path, const std::string& rules, LineSource& source,
                                      LineOutput& out);

}  // namespace whobuilds::cli
