#include "whobuilds/read.h"

#include <algorithm>
#include <cctype>

#include "core/sha256.h"
#include "read/documents.h"
#include "read/front_matter.h"
#include "read/html.h"
#include "read/markdown.h"
#include "read/plain.h"
#include "text/decode.h"
#include "text/normalise.h"
#include "whobuilds/compression.h"

namespace whobuilds {
namespace read {
namespace {

// Beyond this, offsets of a normalised text might not fit 32 bits.
constexpr uint64_t kLargestText = uint64_t{1} << 30;

std::string_view file_name(std::string_view path) {
  const size_t slash = path.find_last_of("/\\");
  return slash == path.npos ? path : path.substr(slash + 1);
}

// Blog engines put the date in front of the file name: 2025-11-07-title.md.
std::string date_in_name(std::string_view name) {
  const bool dated =
      name.size() > 10 && name[4] == '-' && name[7] == '-' && (name[10] == '-' || name[10] == '_' || name[10] == '.');
  const std::string date = dated ? normal_date(name.substr(0, 10)) : std::string();
  return date.size() == 10 ? date : std::string();
}

InputFormat sniffed_format(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size() && std::isspace(static_cast<unsigned char>(bytes[at]))) ++at;
  std::string begin;
  for (const char c : bytes.substr(at, 64))
    begin.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  for (const char* tag : {"<!doctype html", "<html", "<head", "<body", "<?xml"}) {
    if (begin.rfind(tag, 0) == 0) return InputFormat::html;
  }
  return InputFormat::markdown;
}

Diagnostic too_large(const std::string& path, uint64_t size, uint64_t most) {
  Diagnostic error;
  error.code = "read.too_large";
  error.file = path;
  error.message = "the input has " + std::to_string(size) + " bytes";
  error.expected = "at most " + std::to_string(most);
  error.remedy = "split it, or raise the limit";
  return error;
}

Diagnostic not_text(const std::string& path, std::string_view bytes) {
  Diagnostic error;
  error.code = "read.not_text";
  error.file = path;
  error.message = "the file is binary, not text";
  error.expected = "Markdown, HTML, plain text or JSON Lines";
  error.remedy = bytes.substr(0, 5) == "%PDF-" ? "convert it first, for example by pdftotext" : "leave it out";
  return error;
}

Diagnostic bytes_replaced(const std::string& path, const std::string& encoding) {
  Diagnostic warning;
  warning.code = "read.encoding";
  warning.severity = Severity::warning;
  warning.file = path;
  warning.message = "bytes that are no " + encoding + " were read as U+FFFD";
  warning.remedy = "spans are of the repaired text; convert the file to UTF-8 to have them of the file";
  return warning;
}

// Sets Document::text; where the body begins in it is returned.
uint32_t set_text(std::string_view bytes, InputFormat format, Document& document, Diagnostics& warnings) {
  const std::string declared = format == InputFormat::html ? declared_charset(bytes) : std::string();
  text::Decoded decoded = text::decode(bytes, declared);
  if (decoded.replaced) warnings.push_back(bytes_replaced(document.path, decoded.encoding));
  if (decoded.same_bytes) {
    document.text.assign(bytes);
    return decoded.bom_size;
  }
  document.text = std::move(decoded.text);
  document.offsets_in = OffsetsIn::text;
  return 0;
}

void read_markdown_or_plain(Document& document, uint32_t begin, Diagnostics& warnings) {
  FrontMatter front = read_front_matter(document.text, begin);
  for (Diagnostic& problem : front.problems) {
    problem.file = document.path;
    warnings.push_back(std::move(problem));
  }
  if (document.title.empty()) document.title = std::move(front.title);
  if (document.date.empty()) document.date = std::move(front.date);
  if (document.url.empty()) document.url = std::move(front.url);
  document.aliases = std::move(front.aliases);
  if (document.language == Language::unknown) document.language = front.language;
  document.blocks = std::move(front.blocks);
  const uint32_t body = std::max(begin, front.end);
  if (!read_markdown(document, body)) read_plain(document, body, document.title.empty());
}

}  // namespace

InputFormat format_by_name(const std::string& path) {
  const std::string_view whole_name = file_name(path);
  const std::string_view name = without_compression(whole_name);
  const size_t dot = name.rfind('.');
  if (dot == name.npos) return InputFormat::automatic;
  std::string extension;
  for (const char c : name.substr(dot + 1))
    extension.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  if (extension == "jsonl" || extension == "ndjson") return InputFormat::jsonl;
  if (name.size() != whole_name.size()) return InputFormat::automatic;
  if (extension == "md" || extension == "markdown") return InputFormat::markdown;
  if (extension == "html" || extension == "htm") return InputFormat::html;
  if (extension == "txt" || extension == "text") return InputFormat::plain;
  return InputFormat::automatic;
}

std::string id_of_path(const std::string& path) {
  const std::string_view name = file_name(path);
  const size_t dot = name.rfind('.');
  return std::string(dot == name.npos || dot == 0 ? name : name.substr(0, dot));
}

void fill_document(std::string_view bytes, InputFormat format, Document& document, Diagnostics& warnings) {
  const uint32_t begin = set_text(bytes, format, document, warnings);
  if (format == InputFormat::html) {
    const std::string page = std::move(document.text);
    document.text.clear();
    document.offsets_in = OffsetsIn::text;
    read_html(std::string_view(page).substr(begin), document);
  } else if (format == InputFormat::plain) {
    read_plain(document, begin, document.title.empty());
  } else {
    read_markdown_or_plain(document, begin, warnings);
  }
  document.title = text::normalised(document.title, Language::unknown);
  if (document.date.empty()) document.date = date_in_name(file_name(document.path));
}

}  // namespace read

Result<Document> read_document(std::string_view bytes, const std::string& path, const ReadOptions& options) {
  const uint64_t most = std::min(options.max_bytes, read::kLargestText);
  if (bytes.size() > most) return read::too_large(path, bytes.size(), most);
  if (text::looks_binary(bytes)) return read::not_text(path, bytes);
  InputFormat format = options.format;
  if (format == InputFormat::automatic || format == InputFormat::jsonl) format = read::format_by_name(path);
  if (format == InputFormat::automatic || format == InputFormat::jsonl) format = read::sniffed_format(bytes);
  Document document;
  document.path = path;
  document.id = read::id_of_path(path);
  document.sha256 = core::sha256_hex(bytes);
  Diagnostics warnings;
  read::fill_document(bytes, format, document, warnings);
  return Result<Document>(std::move(document), std::move(warnings));
}

}  // namespace whobuilds
