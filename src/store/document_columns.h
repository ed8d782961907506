// A row of the table of documents as a value.
#pragma once

#include "store/database.h"
#include "whobuilds/store.h"

namespace whobuilds::store {

// What to select from a table, or a view of it, that is called `documents`, for document_of.
inline constexpr const char* kDocumentColumns =
    "documents.number, documents.id, documents.path, documents.title, documents.date, documents.url, documents.sha256, "
    "documents.language, documents.offsets_in, documents.origin, documents.fingerprint, documents.rules, "
    "documents.added, documents.facts, documents.sentences, "
    "EXISTS (SELECT 1 FROM sources WHERE sources.document = documents.number)";
inline constexpr int kDocumentColumnCount = 16;

// Requires that the present row begins with these columns.
StoredDocument document_of(const Statement& row);

}  // namespace whobuilds::store
