// Loaded rules to bytes and back.
#pragma once

#include "core/archive.h"
#include "rules/rules.h"

namespace whobuilds::rules {

void write_rules(core::ArchiveWriter& archive, const Rules& rules);
// Without meaning when the archive has failed().
Rules read_rules(core::ArchiveReader& archive);

}  // namespace whobuilds::rules
