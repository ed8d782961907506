# Puts the rule files into the library: writes `OUTPUT`, a C++ source that includes the bytes of
# every *.json under `FOLDER` by the assembler's .incbin (an array literal of megabytes takes the
# compiler minutes) and defines rules::embedded_files(). Run at configuration; it runs again when a
# rule file comes or goes, and the source is compiled again when one changes.
function(whobuilds_embed_rules folder output)
  file(GLOB_RECURSE paths RELATIVE ${folder} CONFIGURE_DEPENDS ${folder}/*.json)
  list(SORT paths)
  set(blobs "")
  set(declarations "")
  set(entries "")
  set(depends "")
  set(index 0)
  foreach(path IN LISTS paths)
    set(name whobuilds_rule_file_${index})
    string(APPEND blobs "    \".hidden ${name}\\n.global ${name}\\n${name}: .incbin \\\"${folder}/${path}\\\"\\n\"\n"
                        "    \".hidden ${name}_end\\n.global ${name}_end\\n${name}_end:\\n\"\n")
    string(APPEND declarations "extern const char ${name}[], ${name}_end[];\n")
    string(APPEND entries "      {\"${path}\", std::string(${name}, ${name}_end)},\n")
    list(APPEND depends ${folder}/${path})
    math(EXPR index "${index} + 1")
  endforeach()
  set(source "// Written by src/rules/embed_rules.cmake.
#include \"rules/load.h\"

__asm__(
    \".section .rodata\\n\"
${blobs}    \".text\\n\");

extern \"C\" {
${declarations}}

namespace whobuilds::rules {

const std::vector<RuleFile>& embedded_files() {
  static const std::vector<RuleFile> kFiles = {
${entries}  };
  return kFiles;
}

}  // namespace whobuilds::rules
")
  file(CONFIGURE OUTPUT ${output} CONTENT "${source}" @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${depends}")
endfunction()
