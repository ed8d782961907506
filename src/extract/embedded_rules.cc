// Takes the file of compiled rules in by the assembler: an array literal of megabytes takes the compiler minutes.
#include "extract/embedded_rules.h"

__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".hidden whobuilds_embedded_rules\n.global whobuilds_embedded_rules\n"
    "whobuilds_embedded_rules: .incbin \"" WHOBUILDS_COMPILED_RULES
    "\"\n"
    ".hidden whobuilds_embedded_rules_end\n.global whobuilds_embedded_rules_end\n"
    "whobuilds_embedded_rules_end:\n"
    ".text\n");

extern "C" {
extern const char whobuilds_embedded_rules[], whobuilds_embedded_rules_end[];
}

namespace whobuilds {

std::string_view embedded_rules() {
  return {whobuilds_embedded_rules, static_cast<size_t>(whobuilds_embedded_rules_end - whobuilds_embedded_rules)};
}

}  // namespace whobuilds
