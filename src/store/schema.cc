#include "store/schema.h"

namespace whobuilds::store {
namespace {

// `records` alone is what documents say, a line of facts JSONL each; `entities` and `evidence` say the same in tables,
// for the views. `documents` has no blobs, so that it can be read through quickly.
constexpr const char* kTables = R"sql(
CREATE TABLE documents (
  number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, so that nobody takes one document for another
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  origin TEXT NOT NULL,       -- absolute path of its file; '' for a document without a file of its own
  fingerprint TEXT NOT NULL,  -- SHA-256 of what it was read from
  path TEXT NOT NULL,
  title TEXT NOT NULL,
  date TEXT NOT NULL,         -- YYYY, YYYY-MM, YYYY-MM-DD or ''
  language TEXT NOT NULL,
  url TEXT NOT NULL,
  offsets_in TEXT NOT NULL,   -- 'file' or 'text': what its spans are of
  rules TEXT NOT NULL,        -- hash of the rules and the catalogue that read it
  facts INTEGER NOT NULL,
  added TEXT NOT NULL         -- UTC
) STRICT;
CREATE UNIQUE INDEX documents_by_origin ON documents (origin) WHERE origin <> '';
CREATE UNIQUE INDEX documents_by_id ON documents (id) WHERE origin = '';
CREATE INDEX documents_by_fingerprint ON documents (fingerprint);
CREATE INDEX documents_by_content ON documents (id, sha256);

CREATE TABLE records (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  line BLOB NOT NULL          -- a line of facts JSONL, zstd
) STRICT;

CREATE TABLE sources (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  bytes BLOB NOT NULL         -- what the document was read from, zstd
) STRICT;

CREATE TABLE entities (
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  id TEXT NOT NULL,           -- type:slug
  type TEXT NOT NULL,
  label TEXT NOT NULL,
  discovered INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (document, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_by_id ON entities (id);

CREATE TABLE evidence (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  edge TEXT,                  -- the edge's id; NULL for an attribute
  source TEXT NOT NULL,       -- entity
  relation TEXT NOT NULL,     -- or the attribute's key
  target TEXT,                -- entity; NULL for an attribute
  number_value REAL,          -- of an attribute; NULL where its value is a text
  text_value TEXT,
  unit TEXT,
  inferred INTEGER NOT NULL,
  status TEXT NOT NULL,
  confidence REAL NOT NULL,
  sentence TEXT NOT NULL,
  copies INTEGER NOT NULL,    -- equal for copies of one sentence
  rule TEXT NOT NULL,
  attributed_to TEXT NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_by_document ON evidence (document);
CREATE INDEX evidence_by_edge ON evidence (edge);
CREATE INDEX evidence_by_source ON evidence (source);
)sql";

// They say what the graph says: status and confidence are judged as DESIGN says of edges, labels are voted for.
constexpr const char* kViews = R"sql(
-- A document that came from two files counts once.
CREATE VIEW distinct_documents AS
SELECT * FROM documents
WHERE NOT EXISTS (
  SELECT 1 FROM documents AS twin
  WHERE twin.id = documents.id AND twin.sha256 = documents.sha256 AND twin.number < documents.number);

CREATE VIEW v_documents AS
SELECT id, title, date,
  CASE length(date) WHEN 4 THEN date || '-01-01' WHEN 7 THEN date || '-01' WHEN 10 THEN date END AS day,
  language, path, url, sha256, rules, added,
  (SELECT count(*) FROM entities WHERE document = documents.number) AS nodes,
  (SELECT count(*) FROM evidence WHERE document = documents.number AND edge IS NOT NULL) AS relations,
  (SELECT count(*) FROM evidence WHERE document = documents.number AND edge IS NULL) AS attributes
FROM distinct_documents AS documents;

CREATE VIEW node_names AS
WITH
named AS (SELECT entities.* FROM entities JOIN distinct_documents ON number = document),
labels AS (
  SELECT id, label, row_number() OVER (PARTITION BY id ORDER BY discovered, count(*) DESC, label) AS place
  FROM named WHERE label <> '' GROUP BY id, discovered, label),
types AS (
  SELECT id, type, row_number() OVER (PARTITION BY id ORDER BY discovered, count(*) DESC, type) AS place
  FROM named GROUP BY id, discovered, type)
SELECT types.id, types.type, coalesce(labels.label, '') AS label
FROM types LEFT JOIN labels ON labels.id = types.id AND labels.place = 1
WHERE types.place = 1;

CREATE VIEW v_nodes AS
WITH
seen AS (
  SELECT entities.id, min(discovered) AS discovered, count(*) AS documents, sum(mentions) AS mentions,
    min(nullif(date, '')) AS first_date, max(nullif(date, '')) AS last_date
  FROM entities JOIN distinct_documents AS documents ON documents.number = document
  GROUP BY entities.id),
leaving AS (SELECT source AS id, count(DISTINCT edge) AS edges FROM evidence WHERE edge IS NOT NULL GROUP BY source),
entering AS (SELECT target AS id, count(DISTINCT edge) AS edges FROM evidence WHERE edge IS NOT NULL GROUP BY target)
SELECT id, type, label, discovered, documents, mentions,
  coalesce(leaving.edges, 0) AS edges_out, coalesce(entering.edges, 0) AS edges_in, first_date, last_date
FROM seen JOIN node_names USING (id) LEFT JOIN leaving USING (id) LEFT JOIN entering USING (id);

CREATE VIEW v_edges AS
WITH
claims AS (
  SELECT evidence.*, documents.id AS document_id, sha256, date,
    CASE status WHEN 'asserted' THEN 0 WHEN 'planned' THEN 1 WHEN 'rumored' THEN 2 ELSE 3 END AS doubt
  FROM evidence JOIN distinct_documents AS documents ON documents.number = document WHERE edge IS NOT NULL),
ranked AS (
  SELECT edge, status, row_number() OVER (PARTITION BY edge ORDER BY doubt = 0 DESC, date DESC, document_id DESC,
    sha256 DESC, begin_byte DESC, end_byte DESC, doubt DESC, confidence DESC) AS place
  FROM claims),
verdicts AS (SELECT edge, status FROM ranked WHERE place = 1),
sentences AS (
  SELECT edge, max(confidence) AS confidence
  FROM claims JOIN verdicts USING (edge)
  WHERE (claims.status = 'denied') = (verdicts.status = 'denied')
  GROUP BY edge, copies),
confidences AS (
  SELECT edge, CASE WHEN max(confidence) >= 1 THEN 1.0 ELSE round(1 - exp(sum(ln(1 - confidence))), 6) END AS confidence
  FROM sentences GROUP BY edge),
said AS (
  SELECT edge, source, relation, target, min(inferred) AS inferred, count(*) AS evidence,
    count(DISTINCT document) AS documents, min(nullif(date, '')) AS first_date, max(nullif(date, '')) AS last_date
  FROM claims GROUP BY edge)
SELECT edge AS id, source, sources.label AS source_label, sources.type AS source_type, relation,
  target, targets.label AS target_label, targets.type AS target_type,
  status, confidence, inferred, evidence, documents, first_date, last_date
FROM said JOIN verdicts USING (edge) JOIN confidences USING (edge)
  JOIN node_names AS sources ON sources.id = source JOIN node_names AS targets ON targets.id = target;

CREATE VIEW v_evidence AS
SELECT evidence.number, edge, evidence.source, sources.label AS source_label, relation,
  target, targets.label AS target_label, number_value, text_value, unit, status, confidence, sentence, rule,
  attributed_to, inferred, documents.id AS document, title, date,
  CASE length(date) WHEN 4 THEN date || '-01-01' WHEN 7 THEN date || '-01' WHEN 10 THEN date END AS day,
  language, path, begin_byte, end_byte, sentence_begin, sentence_end
FROM evidence JOIN distinct_documents AS documents ON documents.number = evidence.document
  JOIN entities AS sources ON sources.document = evidence.document AND sources.id = evidence.source
  LEFT JOIN entities AS targets ON targets.document = evidence.document AND targets.id = evidence.target;
)sql";

// What is searched. The terms are made by text/search_terms.h; the tokenizer only takes them apart again at spaces and
// leaves accents out. No trigger takes them away with their sentences: SQLite lets no trigger of a file that may be
// from elsewhere touch a virtual table. A document that an earlier version wrote has no sentences here until it is read
// again.
constexpr const char* kSentences = R"sql(
ALTER TABLE documents ADD COLUMN sentences INTEGER;  -- their number; NULL where they are not known

CREATE TABLE sentences (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  text TEXT NOT NULL          -- as it is read, without markup
) STRICT;
CREATE INDEX sentences_by_document ON sentences (document);

-- rowid: that of the sentence.
CREATE VIRTUAL TABLE sentence_terms USING fts5 (terms, tokenize = 'unicode61 remove_diacritics 2');
)sql";

// The same rows as the views of the first version, in time that grows with the evidence: SQLite joined names with names
// before it looked at the edges between them, and searched the labels anew for each type. CROSS JOIN keeps the order in
// which the tables are written.
constexpr const char* kQuickViews = R"sql(
DROP VIEW v_nodes;
DROP VIEW v_edges;
DROP VIEW node_names;

CREATE VIEW node_names AS
WITH
named AS (SELECT entities.* FROM entities JOIN distinct_documents ON number = document),
labels AS (
  SELECT id, label, row_number() OVER (PARTITION BY id ORDER BY discovered, count(*) DESC, label) AS place
  FROM named WHERE label <> '' GROUP BY id, discovered, label),
types AS (
  SELECT id, type, row_number() OVER (PARTITION BY id ORDER BY discovered, count(*) DESC, type) AS place
  FROM named GROUP BY id, discovered, type)
SELECT id, max(type) AS type, max(label) AS label
FROM (
  SELECT id, type, '' AS label FROM types WHERE place = 1
  UNION ALL
  SELECT id, '' AS type, label FROM labels WHERE place = 1)
GROUP BY id;

CREATE VIEW v_nodes AS
WITH
seen AS (
  SELECT entities.id, min(discovered) AS discovered, count(*) AS documents, sum(mentions) AS mentions,
    min(nullif(date, '')) AS first_date, max(nullif(date, '')) AS last_date
  FROM entities JOIN distinct_documents AS documents ON documents.number = document
  GROUP BY entities.id),
leaving AS (SELECT source AS id, count(DISTINCT edge) AS edges FROM evidence WHERE edge IS NOT NULL GROUP BY source),
entering AS (SELECT target AS id, count(DISTINCT edge) AS edges FROM evidence WHERE edge IS NOT NULL GROUP BY target)
SELECT id, type, label, discovered, documents, mentions,
  coalesce(leaving.edges, 0) AS edges_out, coalesce(entering.edges, 0) AS edges_in, first_date, last_date
FROM seen CROSS JOIN node_names USING (id) LEFT JOIN leaving USING (id) LEFT JOIN entering USING (id);

CREATE VIEW v_edges AS
WITH
claims AS (
  SELECT evidence.*, documents.id AS document_id, sha256, date,
    CASE status WHEN 'asserted' THEN 0 WHEN 'planned' THEN 1 WHEN 'rumored' THEN 2 ELSE 3 END AS doubt
  FROM evidence JOIN distinct_documents AS documents ON documents.number = document WHERE edge IS NOT NULL),
ranked AS (
  SELECT edge, status, row_number() OVER (PARTITION BY edge ORDER BY doubt = 0 DESC, date DESC, document_id DESC,
    sha256 DESC, begin_byte DESC, end_byte DESC, doubt DESC, confidence DESC) AS place
  FROM claims),
verdicts AS (SELECT edge, status FROM ranked WHERE place = 1),
sentences AS (
  SELECT edge, max(confidence) AS confidence
  FROM claims JOIN verdicts USING (edge)
  WHERE (claims.status = 'denied') = (verdicts.status = 'denied')
  GROUP BY edge, copies),
confidences AS (
  SELECT edge, CASE WHEN max(confidence) >= 1 THEN 1.0 ELSE round(1 - exp(sum(ln(1 - confidence))), 6) END AS confidence
  FROM sentences GROUP BY edge),
said AS (
  SELECT edge, source, relation, target, min(inferred) AS inferred, count(*) AS evidence,
    count(DISTINCT document) AS documents, min(nullif(date, '')) AS first_date, max(nullif(date, '')) AS last_date
  FROM claims GROUP BY edge)
SELECT edge AS id, source, sources.label AS source_label, sources.type AS source_type, relation,
  target, targets.label AS target_label, targets.type AS target_type,
  status, confidence, inferred, evidence, documents, first_date, last_date
FROM said CROSS JOIN verdicts USING (edge) CROSS JOIN confidences USING (edge)
  CROSS JOIN node_names AS sources ON sources.id = source CROSS JOIN node_names AS targets ON targets.id = target;
)sql";

// What people decided. The tables behind the views say what the facts say under them; records stay as they were read.
constexpr const char* kDecisions = R"sql(
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  decision TEXT NOT NULL UNIQUE,  -- JSON
  made TEXT NOT NULL              -- UTC
) STRICT;
)sql";

}  // namespace

const std::vector<std::string>& schema_steps() {
  static const std::vector<std::string> steps = {std::string(kTables) + kViews, kSentences, kQuickViews, kDecisions};
  return steps;
}

uint32_t schema_version() { return static_cast<uint32_t>(schema_steps().size()); }

uint32_t version_of(Connection& connection) {
  Statement version(connection, "PRAGMA user_version");
  return version.next() ? static_cast<uint32_t>(version.integer(0)) : 0;
}

void bring_up(Connection& connection, const std::vector<std::string>& steps) {
  if (version_of(connection) >= steps.size()) return;
  Transaction all(connection);
  // Asked again: another program may have done it while this one waited.
  for (uint32_t version = version_of(connection); version < steps.size() && !connection.failed(); ++version) {
    connection.run(steps[version].c_str());
    connection.run(("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
  }
  connection.run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  all.commit();
}

}  // namespace whobuilds::store
