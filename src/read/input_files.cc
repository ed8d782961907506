#include <algorithm>
#include <filesystem>
#include <set>

#include "read/documents.h"
#include "whobuilds/read.h"

namespace whobuilds {
namespace {

namespace fs = std::filesystem;

Diagnostic problem(const char* code, Severity severity, const std::string& path, std::string message,
                   std::string remedy) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = severity;
  diagnostic.file = path;
  diagnostic.message = std::move(message);
  diagnostic.remedy = std::move(remedy);
  return diagnostic;
}

bool is_hidden(const std::string& name) { return !name.empty() && name[0] == '.'; }

std::vector<fs::directory_entry> sorted_entries(const fs::path& folder) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    entries.push_back(*it);
  }
  std::sort(entries.begin(), entries.end(), [](const fs::directory_entry& a, const fs::directory_entry& b) {
    return a.path().native() < b.path().native();
  });
  return entries;
}

// `only` as in find_input_files.
bool is_wanted(const std::string& path, InputFormat only) {
  const InputFormat format = read::format_by_name(path);
  return format != InputFormat::automatic && (only == InputFormat::automatic || format == only);
}

// Folders that are links are not entered: they may lead back.
void add_folder(const fs::path& folder, InputFormat only, std::vector<std::string>& files) {
  for (const fs::directory_entry& entry : sorted_entries(folder)) {
    if (is_hidden(entry.path().filename().string())) continue;
    std::error_code error;
    if (entry.is_directory(error)) {
      if (!entry.is_symlink(error)) add_folder(entry.path(), only, files);
    } else if (entry.is_regular_file(error) && is_wanted(entry.path().string(), only)) {
      files.push_back(entry.path().string());
    }
  }
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?[") != text.npos; }

// Whether `c` is in the set that begins after the '[' at `at`; moves `at` to the ']'.
bool matches_set(std::string_view pattern, size_t& at, char c) {
  ++at;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    const bool range = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    found = found || (range ? pattern[at] <= c && c <= pattern[at + 2] : pattern[at] == c);
    at += range ? 3 : 1;
  }
  return found != negated;
}

// One name against one pattern of * ? [..]. Goes back to the last '*' only, so it takes at most
// the product of both lengths.
bool matches(std::string_view pattern, std::string_view name) {
  size_t p = 0, n = 0, star = pattern.npos, star_name = 0;
  while (n < name.size()) {
    size_t after = p;
    const bool closed_set = p < pattern.size() && pattern[p] == '[' && pattern.find(']', p + 2) != pattern.npos;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_name = n;
    } else if (p < pattern.size() &&
               (closed_set ? matches_set(pattern, after, name[n]) : pattern[p] == '?' || pattern[p] == name[n])) {
      p = after + 1;
      ++n;
    } else if (star != pattern.npos) {
      p = star + 1;
      n = ++star_name;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

// Expands the pattern part by part. Hidden names are matched only by a pattern that begins with a dot.
std::vector<fs::path> expand(const fs::path& pattern) {
  std::vector<fs::path> found = {fs::path()};
  for (const fs::path& part : pattern) {
    const std::string text = part.string();
    std::vector<fs::path> next;
    for (const fs::path& folder : found) {
      if (!has_wildcard(text)) {
        next.push_back(folder / part);
        continue;
      }
      for (const fs::directory_entry& entry : sorted_entries(folder.empty() ? fs::path(".") : folder)) {
        const std::string name = entry.path().filename().string();
        if ((!is_hidden(name) || text[0] == '.') && matches(text, name)) next.push_back(folder / name);
      }
    }
    found = std::move(next);
  }
  found.erase(std::remove_if(found.begin(), found.end(),
                             [](const fs::path& path) {
                               std::error_code error;
                               return !fs::exists(path, error);
                             }),
              found.end());
  return found;
}

void add_path(const fs::path& path, const std::string& as_given, InputFormat only, InputFiles& out) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    out.files.push_back(path.string());
    return;
  }
  const size_t before = out.files.size();
  add_folder(path, only, out.files);
  if (out.files.size() == before) {
    const char* endings = only == InputFormat::jsonl ? "files must end in jsonl or ndjson, or these with .gz or .zst"
                                                     : "files must end in md, markdown, html, htm, txt, text, jsonl or ndjson";
    out.problems.push_back(problem("read.empty", Severity::warning, as_given, "the folder has no files to read", endings));
  }
}

// Keeps each at its first place.
void drop_repeated(std::vector<std::string>& files) {
  std::set<std::string> seen;
  const auto repeated = [&seen](const std::string& file) { return !seen.insert(file).second; };
  files.erase(std::remove_if(files.begin(), files.end(), repeated), files.end());
}

void append(Diagnostics& all, const Diagnostics& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

bool read::open_file(const std::string& path, std::ifstream& file) {
  std::error_code error;
  file.open(path, std::ios::binary);
  return file && !fs::is_directory(path, error);
}

Diagnostic read::unreadable(const std::string& path) {
  return problem("read.unreadable", Severity::error, path, "the file cannot be read",
                 "check that it exists and its permissions");
}

bool is_jsonl_path(const std::string& path) { return read::format_by_name(path) == InputFormat::jsonl; }

InputFiles find_input_files(const std::vector<std::string>& paths, InputFormat only) {
  InputFiles out;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == read::kStandardInput) {
      out.files.push_back(path);
    } else if (fs::exists(path, error)) {
      add_path(path, path, only, out);
    } else {
      const std::vector<fs::path> found = has_wildcard(path) ? expand(path) : std::vector<fs::path>();
      for (const fs::path& match : found) add_path(match, path, only, out);
      if (found.empty()) {
        out.problems.push_back(problem("read.not_found", Severity::error, path, "no such file or folder",
                                       "check the path; quote patterns if the shell should not expand them"));
      }
    }
  }
  drop_repeated(out.files);
  return out;
}

Diagnostics read_file(const std::string& path, const ReadOptions& options, const std::function<void(Document&&)>& use) {
  DocumentReader documents(path, options);
  Diagnostics problems;
  for (RawDocument raw; documents.next(raw);) {
    Result<Document> document = read_raw_document(raw, options);
    append(problems, document.diagnostics());
    if (document) use(std::move(*document));
  }
  append(problems, documents.problems());
  return problems;
}

}  // namespace whobuilds
