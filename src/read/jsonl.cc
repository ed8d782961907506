#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "read/documents.h"
#include "read/front_matter.h"
#include "whobuilds/read.h"

namespace whobuilds {
namespace {

using nlohmann::json;

Diagnostic bad_line(const std::string& path, uint32_t line, std::string message) {
  Diagnostic error;
  error.code = "read.jsonl";
  error.file = path;
  error.line = line;
  error.message = std::move(message);
  error.expected = "an object with \"id\" and one of \"text\", \"markdown\", \"html\"";
  error.remedy = "mend or leave out the line; the others are read";
  return error;
}

std::string text_field(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A string, or a number written out.
std::string id_field(const json& object) {
  const auto found = object.find("id");
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? found->dump() : std::string();
}

struct Content {
  const char* field;
  InputFormat format;
};
constexpr Content kContents[] = {
    {"text", InputFormat::plain}, {"markdown", InputFormat::markdown}, {"html", InputFormat::html}};

const Content* content_of(const json& object) {
  for (const Content& content : kContents) {
    const auto found = object.find(content.field);
    if (found != object.end() && found->is_string()) return &content;
  }
  return nullptr;
}

}  // namespace

Result<Document> read_jsonl_line(std::string_view line, const std::string& path, uint32_t line_number,
                                 const ReadOptions& options) {
  if (line.size() > options.max_bytes) {
    Diagnostic error = bad_line(path, line_number, "the line has " + std::to_string(line.size()) + " bytes");
    error.code = "read.too_large";
    error.expected = "at most " + std::to_string(options.max_bytes);
    return error;
  }
  const json object = json::parse(line, nullptr, false);
  if (object.is_discarded()) return bad_line(path, line_number, "the line is not JSON in UTF-8");
  if (!object.is_object()) return bad_line(path, line_number, "the line is not a JSON object");
  const Content* content = content_of(object);
  if (content == nullptr) return bad_line(path, line_number, "the object has no text");
  Document document;
  document.id = id_field(object);
  if (document.id.empty()) return bad_line(path, line_number, "the object has no id");
  document.title = text_field(object, "title");
  document.date = read::normal_date(text_field(object, "date"));
  document.url = text_field(object, "url");
  document.language = language_from_code(text_field(object, "lang"));
  const std::string bytes = text_field(object, content->field);
  document.sha256 = core::sha256_hex(bytes);
  Diagnostics warnings;
  read::fill_document(bytes, content->format, document, warnings);
  document.offsets_in = OffsetsIn::text;
  for (Diagnostic& warning : warnings) {
    warning.file = path;
    warning.line = line_number;
  }
  return Result<Document>(std::move(document), std::move(warnings));
}

}  // namespace whobuilds
