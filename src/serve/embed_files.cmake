# Writes a source file that takes files in by the assembler: the API's description and the built files of the viewer.
#   cmake -D OPENAPI=openapi.json -D VIEWER=web/dist -D OUTPUT=embedded_files.cc -P embed_files.cmake
# VIEWER may be a folder that is not there: then the program goes without a viewer.

cmake_minimum_required(VERSION 3.25)

set(media_types
    "html=text/html\; charset=utf-8" "js=text/javascript\; charset=utf-8" "css=text/css\; charset=utf-8"
    "json=application/json" "svg=image/svg+xml" "png=image/png" "ico=image/x-icon" "woff2=font/woff2"
    "txt=text/plain\; charset=utf-8" "webmanifest=application/manifest+json")

function(media_type_of file result)
  get_filename_component(extension ${file} LAST_EXT)
  string(SUBSTRING "${extension}" 1 -1 extension)
  foreach(entry IN LISTS media_types)
    if(entry MATCHES "^${extension}=(.*)$")
      set(${result} "${CMAKE_MATCH_1}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "${file}: add the media type of .${extension} to embed_files.cmake")
endfunction()

set(sections "")
set(declarations "")
set(symbols 0)
# Defines `view`, an expression for the bytes of `file`.
macro(take_in file)
  string(APPEND sections
         "    \".hidden whobuilds_file_${symbols}\\n.global whobuilds_file_${symbols}\\n\"\n"
         "    \"whobuilds_file_${symbols}: .incbin \\\"${file}\\\"\\n\"\n"
         "    \".hidden whobuilds_file_${symbols}_end\\n.global whobuilds_file_${symbols}_end\\n\"\n"
         "    \"whobuilds_file_${symbols}_end: .byte 0\\n\"\n")
  string(APPEND declarations "extern const char whobuilds_file_${symbols}[], whobuilds_file_${symbols}_end[];\n")
  set(view "bytes(whobuilds_file_${symbols}, whobuilds_file_${symbols}_end)")
  math(EXPR symbols "${symbols} + 1")
endmacro()

take_in(${OPENAPI})
set(openapi_view "${view}")
set(assets "")
file(GLOB_RECURSE files RELATIVE ${VIEWER} ${VIEWER}/*)
list(SORT files)
if("index.html" IN_LIST files)
  foreach(file IN LISTS files)
    take_in(${VIEWER}/${file})
    media_type_of(${file} media_type)
    set(path "/${file}")
    if(file STREQUAL "index.html")
      set(path "/")
    endif()
    string(APPEND assets "      {\"${path}\", \"${media_type}\", ${view}},\n")
  endforeach()
endif()

file(WRITE ${OUTPUT}
"// Written by embed_files.cmake.
#include \"serve/embedded_files.h\"

__asm__(
    \".section .rodata\\n\"
${sections}    \".text\\n\");

extern \"C\" {
${declarations}}

namespace whobuilds::serve {
namespace {

std::string_view bytes(const char* begin, const char* end) { return {begin, static_cast<size_t>(end - begin)}; }

}  // namespace

std::string_view embedded_openapi() { return ${openapi_view}; }

const std::vector<Asset>& viewer_assets() {
  static const std::vector<Asset> assets = {
${assets}  };
  return assets;
}

}  // namespace whobuilds::serve
")
