# Writes OUTPUT, a header with a mark of the sources of the rooms in ROOMS (folders, separated by commas): compiled rules
# are read only by the engine that wrote them. Run while building, whenever one of these sources changes.
string(REPLACE "," ";" rooms "${ROOMS}")
set(digests "")
foreach(room IN LISTS rooms)
  file(GLOB sources ${room}/*.h ${room}/*.cc)
  list(SORT sources)
  foreach(source IN LISTS sources)
    file(SHA256 ${source} digest)
    string(APPEND digests ${digest})
  endforeach()
endforeach()
string(SHA256 mark "${digests}")
file(WRITE ${OUTPUT} "// Written by src/extract/engine_mark.cmake.
#pragma once

#include <string_view>

namespace whobuilds {

inline constexpr std::string_view kEngineMark = \"${mark}\";

}  // namespace whobuilds
")
