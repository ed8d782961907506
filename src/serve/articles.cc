#include "serve/articles.h"

#include <optional>
#include <utility>

#include "serve/reply.h"
#include "whobuilds/read.h"
#include "whobuilds/store.h"

namespace whobuilds::serve {
namespace {

Diagnostic no_text(const ServedDocument& document) {
  return request_problem(
      "http.no_text",
      "the text of document " + std::to_string(document.number) + " is neither kept nor there unchanged as a file", "",
      "add it with `whobuilds add --keep-text all`");
}

// The bytes of the file that was read, if they are the same.
std::optional<std::string> unchanged_file(const ServedDocument& document) {
  if (document.origin.empty()) return std::nullopt;
  DocumentReader file(document.origin);
  RawDocument raw;
  if (!file.next(raw) || fingerprint(raw.bytes) != document.fingerprint) return std::nullopt;
  return std::move(raw.bytes);
}

Result<std::optional<std::string>> kept_bytes(const std::string& store_path, int64_t number) {
  const Result<Store> store = Store::open(store_path, StoreAccess::read);
  if (!store) return store.diagnostics();
  return store->bytes(number);
}

}  // namespace

Result<Document> read_served_article(const std::string& store_path, const ServedDocument& document) {
  if (store_path.empty()) return no_text(document);
  Result<std::optional<std::string>> bytes = kept_bytes(store_path, document.number);
  if (!bytes) return bytes.diagnostics();
  if (!*bytes) *bytes = unchanged_file(document);
  if (!*bytes) return no_text(document);
  RawDocument raw;
  raw.bytes = std::move(**bytes);
  raw.path = document.document.path;
  raw.line = raw.path.empty() ? 1 : 0;
  return read_raw_document(raw);
}

}  // namespace whobuilds::serve
