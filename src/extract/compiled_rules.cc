#include "extract/compiled_rules.h"

#include <bit>
#include <utility>

#include "core/archive.h"
#include "core/checksum.h"
#include "core/sha256.h"
#include "extract/engine_mark.h"  // made by engine_mark.cmake
#include "relate/archive_relations.h"
#include "rules/archive_rules.h"

namespace whobuilds {
namespace {

constexpr std::string_view kKind = "whobuilds compiled rules\n";
constexpr size_t kEngineDigits = 64;    // of a SHA-256
constexpr size_t kChecksumDigits = 32;
constexpr size_t kHeadSize = kKind.size() + kEngineDigits + kChecksumDigits + 7;  // the last are blanks
static_assert(kHeadSize % core::kArchiveAlignment == 0);

// What must be equal in the program that wrote a file and the one that reads it.
std::string engine() {
  const char* const order = std::endian::native == std::endian::little ? "little" : "big";
  return core::sha256_hex(std::string(kEngineMark) + order + std::to_string(sizeof(size_t)));
}

Diagnostic refused(const std::string& file, std::string message, std::string expected) {
  Diagnostic problem;
  problem.code = "rules.compiled";
  problem.file = file;
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  problem.remedy = "write it again with `whobuilds rules compile`";
  return problem;
}

// The members behind the head; nothing when they end too early or too late. They point into `members`, which `keeper`
// keeps if it is given.
std::shared_ptr<const RulesInUse> read_members(std::string_view members, std::shared_ptr<const void> keeper) {
  core::ArchiveReader archive(members);
  auto out = std::make_shared<RulesInUse>();
  out->keeper = std::move(keeper);
  out->rules = rules::read_rules(archive);
  if (archive.failed()) return nullptr;
  relate::CompiledRelations relations = relate::read_relations(archive, out->rules);
  if (archive.failed()) return nullptr;
  recognise::Recogniser recogniser = recognise::Recogniser::read(archive, out->rules);
  if (archive.failed() || !archive.at_end()) return nullptr;
  out->compiled = std::make_unique<CompiledRules>(CompiledRules{std::move(relations), std::move(recogniser)});
  return out;
}

std::string_view without_head(std::string_view bytes) { return bytes.substr(kHeadSize); }

}  // namespace

Result<std::shared_ptr<const RulesInUse>> compile_rules(Rules rules) {
  auto out = std::make_shared<RulesInUse>();
  out->rules = std::move(rules);
  Result<relate::CompiledRelations> relations = relate::compile_relations(out->rules);
  if (!relations) return relations.diagnostics();
  recognise::Recogniser recogniser =
      recognise::Recogniser::build(out->rules, relations->words, relations->word_is_stem);
  out->compiled = std::make_unique<CompiledRules>(CompiledRules{std::move(relations).value(), std::move(recogniser)});
  return std::shared_ptr<const RulesInUse>(std::move(out));
}

std::string write_compiled_rules(const RulesInUse& rules) {
  core::ArchiveWriter archive;
  rules::write_rules(archive, rules.rules);
  relate::write_relations(archive, rules.compiled->relations, rules.rules);
  rules.compiled->recogniser.write(archive);
  std::string out = std::string(kKind) + engine() + core::checksum_hex(archive.bytes());
  out.resize(kHeadSize, ' ');
  return out + archive.bytes();
}

Result<std::shared_ptr<const RulesInUse>> read_compiled_rules(std::string_view bytes, const std::string& file,
                                                              std::shared_ptr<const void> keeper) {
  if (bytes.substr(0, kKind.size()) != kKind || bytes.size() < kHeadSize) {
    return refused(file, "holds no compiled rules", "a file written by `whobuilds rules compile`");
  }
  if (bytes.substr(kKind.size(), kEngineDigits) != engine()) {
    return refused(file, "was written by another version of whobuilds", "a file of this version");
  }
  const std::string_view members = without_head(bytes);
  if (bytes.substr(kKind.size() + kEngineDigits, kChecksumDigits) != core::checksum_hex(members)) {
    return refused(file, "is damaged: its checksum does not fit its bytes", "the file as it was written");
  }
  std::shared_ptr<const RulesInUse> rules = read_members(members, std::move(keeper));
  if (rules == nullptr)
    return refused(file, "is damaged: its bytes do not fit their form", "the file as it was written");
  return rules;
}

std::shared_ptr<const RulesInUse> read_embedded_rules(std::string_view bytes) {
  return read_members(without_head(bytes), nullptr);
}

}  // namespace whobuilds
