#include "store/document_columns.h"

namespace whobuilds::store {

StoredDocument document_of(const Statement& row) {
  StoredDocument stored;
  stored.number = row.integer(0);
  DocumentInfo& document = stored.document;
  std::string* const texts[] = {&document.id,   &document.path, &document.title,
                                &document.date, &document.url,  &document.sha256};
  for (int i = 0; i < 6; ++i) *texts[i] = row.text(i + 1);
  document.language = language_from_code(row.text(7));
  document.offsets_in = row.text(8) == "file" ? OffsetsIn::file : OffsetsIn::text;
  stored.origin = row.text(9);
  stored.fingerprint = row.text(10);
  stored.rules = row.text(11);
  stored.added = row.text(12);
  stored.facts = static_cast<uint32_t>(row.integer(13));
  if (!row.is_null(14)) stored.sentences = static_cast<uint32_t>(row.integer(14));
  stored.has_bytes = row.integer(15) != 0;
  return stored;
}

}  // namespace whobuilds::store
