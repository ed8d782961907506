// Articles as they were read.
#pragma once

#include <string>

#include "serve/snapshot.h"
#include "whobuilds/document.h"

namespace whobuilds::serve {

// The article of a document of the store: the text that the store keeps, else its file, when that still holds the bytes
// that were read. No request can name a file: only what the store has read once is shown, and only unchanged. Errors:
// those of opening the store; http.no_text.
Result<Document> read_served_article(const std::string& store_path, const ServedDocument& document);

}  // namespace whobuilds::serve
