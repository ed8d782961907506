// From files to Rules: which loader reads which file, and in which order.
#include <algorithm>
#include <deque>
#include <tuple>

#include "core/sha256.h"
#include "rules/load.h"
#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

// A kind of rule file. What a kind names by id is defined by kinds above it.
struct FileKind {
  std::string_view place;  // a file, or a folder with its '/'
  std::string_view schema;
  void (*load)(JsonValue, Loading&);
};

constexpr FileKind kKinds[] = {
    {"ontology.json", "ontology/1", load_ontology}, {"catalogue/", "catalogue/1", load_catalogue},
    {"families/", "families/1", load_families},     {"discovery/", "discovery/1", load_discovery},
    {"names/", "names/1", load_names},              {"values/", "values/1", load_values},
    {"grammar/", "grammar/1", load_grammar},        {"relations/", "relation/1", load_relations},
    {"attributes/", "attributes/1", load_attributes}, {"tables/", "tables/1", load_tables},
    {"status/", "status/1", load_status},           {"questions/", "questions/1", load_questions},
};

const FileKind* kind_of(std::string_view path) {
  for (const FileKind& kind : kKinds) {
    const bool folder = kind.place.back() == '/';
    if (folder ? path.size() > kind.place.size() && path.substr(0, kind.place.size()) == kind.place
               : path == kind.place) {
      return &kind;
    }
  }
  return nullptr;
}

std::vector<const RuleFile*> by_path(const std::vector<RuleFile>& files) {
  std::vector<const RuleFile*> out;
  for (const RuleFile& file : files) out.push_back(&file);
  std::sort(out.begin(), out.end(), [](const RuleFile* a, const RuleFile* b) {
    return std::tie(a->path, a->bytes) < std::tie(b->path, b->bytes);
  });
  return out;
}

Diagnostic file_problem(std::string file, std::string code, std::string message, std::string expected) {
  Diagnostic problem;
  problem.code = std::move(code);
  problem.file = std::move(file);
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  return problem;
}

struct ParsedFile {
  ParsedFile(const FileKind* file_kind, std::string path, std::string_view bytes)
      : kind(file_kind), document(std::move(path), bytes) {}
  const FileKind* kind;
  JsonDocument document;
};

// What a file of this kind would have defined is not known.
void mark_incomplete(const FileKind& kind, Loading& loading) {
  if (kind.load == load_ontology) loading.ontology_complete = false;
  if (kind.load == load_ontology || kind.load == load_catalogue) loading.catalogue_complete = false;
  if (kind.load == load_grammar) loading.grammar_complete = false;
}

// True when the file says that it is of the kind of its folder.
bool check_schema(JsonValue root, const FileKind& kind, Loading& loading) {
  ObjectReader object(root, loading.problems);
  const JsonValue schema = object.required("schema", JsonKind::string);
  if (!schema.present()) return false;
  if (schema.text() == kind.schema) return true;
  loading.report(schema, "rules.schema", "the schema is \"" + std::string(schema.text()) + "\"",
                 "\"" + std::string(kind.schema) + "\"");
  return false;
}

void parse_file(const RuleFile& file, const std::string& folder, std::deque<ParsedFile>& parsed, Loading& loading) {
  const std::string path = folder.empty() ? file.path : folder + "/" + file.path;
  const FileKind* kind = kind_of(file.path);
  if (kind == nullptr) {
    std::vector<std::string_view> places;
    for (const FileKind& known : kKinds) places.push_back(known.place);
    loading.report(file_problem(path, "rules.file", "no rule files stand here", one_of(places)));
    return;
  }
  parsed.emplace_back(kind, path, file.bytes);
  if (parsed.back().document.parse(loading.problems) && check_schema(parsed.back().document.root(), *kind, loading)) {
    return;
  }
  mark_incomplete(*kind, loading);
  parsed.pop_back();
}

void load_kind(const FileKind& kind, const std::deque<ParsedFile>& parsed, Loading& loading) {
  for (const ParsedFile& file : parsed) {
    if (file.kind == &kind) kind.load(file.document.root(), loading);
  }
  if (kind.load == load_catalogue) resolve_catalogue(loading);
  if (kind.load == load_families) expand_families(loading.rules);
}

void sort_problems(Diagnostics& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
}

void sort_origins(std::vector<RuleOrigin>& origins) {
  std::stable_sort(origins.begin(), origins.end(), [](const RuleOrigin& a, const RuleOrigin& b) {
    return std::tie(a.kind, a.id) < std::tie(b.kind, b.id);
  });
}

}  // namespace

Result<Rules> parse_rules(const std::vector<RuleFile>& files, const std::string& folder) {
  Loading loading;
  std::deque<ParsedFile> parsed;  // documents stay where they are: ids and values point into them
  const std::vector<const RuleFile*> sorted = by_path(files);
  for (const RuleFile* file : sorted) parse_file(*file, folder, parsed, loading);
  const auto is_ontology = [](const RuleFile* file) { return kind_of(file->path) == &kKinds[0]; };
  if (std::none_of(sorted.begin(), sorted.end(), is_ontology)) {
    loading.report(file_problem(folder, "rules.file", "there is no ontology.json", "the file with the entity types"));
    mark_incomplete(kKinds[0], loading);
  }
  for (const FileKind& kind : kKinds) load_kind(kind, parsed, loading);
  sort_problems(loading.problems);
  if (has_errors(loading.problems)) return std::move(loading.problems);
  sort_origins(loading.rules.origins);
  loading.rules.hash = hash_of(files);
  return Result<Rules>(std::move(loading.rules), std::move(loading.problems));
}

std::string hash_of(const std::vector<RuleFile>& files) {
  core::Sha256 hash;
  for (const RuleFile* file : by_path(files)) {
    hash.update(file->path + '\n' + std::to_string(file->bytes.size()) + '\n');
    hash.update(file->bytes);
  }
  return core::to_hex(hash.finish());
}

std::vector<RuleOrigin> list_rules(const Rules& rules) { return rules.origins; }

}  // namespace whobuilds::rules
