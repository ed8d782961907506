// Compiled relation rules to bytes and back.
#pragma once

#include "core/archive.h"
#include "relate/compile_relations.h"

namespace whobuilds::relate {

// `relations` were compiled from `rules`.
void write_relations(core::ArchiveWriter& archive, const CompiledRelations& relations, const Rules& rules);
// `rules` are equal to those, and must outlive the result. Without meaning when the archive has failed().
CompiledRelations read_relations(core::ArchiveReader& archive, const Rules& rules);

}  // namespace whobuilds::relate
