PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
, sentences INTEGER) STRICT;
INSERT INTO documents VALUES(1,'a','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','','a46902986b776015df003c1a5f07fada293c93dad9bf9ebba38b1f7748a9bdce','articles/a.md','Paper a','2025-04-02','en','','file','928496f874db25cc4368a60a6c2257ca6846b199328c4581a57ac22468319b1b',4,'2026-11-22T18:25:23Z',4);
INSERT INTO documents VALUES(2,'b','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','','7dec282579aca61da27702815fefbc69dc2c0cb78cc32b6e169c7e845a4d3e95','articles/b.md','Paper b','2025-05-20','en','','file','928496f874db25cc4368a60a6c2257ca6846b199328c4581a57ac22468319b1b',3,'2026-11-22T18:25:23Z',3);
INSERT INTO documents VALUES(3,'c','2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6','','62fbc285126e246b642aebe6f9e5ad67d827b792c7fe89d73dfb28662b03c548','articles/c.md','Paper c','2025-06','en','','file','928496f874db25cc4368a60a6c2257ca6846b199328c4581a57ac22468319b1b',4,'2026-11-22T18:25:23Z',4);
CREATE TABLE records (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  line BLOB NOT NULL          -- a line of facts JSONL, zstd
) STRICT;
INSERT INTO records VALUES(1,X'28b52ffd643c08351c00f6ac8834604bda060241100386a8f60349942c7e2c7f1cc37aadb5488b28c9528a9cfe3c5b7b606f89e78ef45293d0aa45138dcca2285002740078008200b859d7efd88dea52b3eed8d2ad9ab54b142f512c2e71d9e7ba4fb9818efd52a6b959cf69e100f04b92e61b65a79ab577ec495b2276ae3f55d2ce66fdb4c7690a649e73d29bc51b5c9e844e719cf6300f322e9bc539c978c238649427e5e29ef91a0831ce83cee9d8f8a5ea366bb17dfa48e29608cfc0ab283eaa53936590c79243b1e7df775889e96cc66804d8a9e4cd201293d766ed90346705f887a29103f590497314b3bec41e291a490434d35cbf19a45fa250c7ae3402e7c710641ff8fe215f60d324d0795cf34f36af41087a06363e9f9c8a7347799ae2a4432ee7f33497ae35d8382e3b36b3388f0211b93e6ee6bca549d49fd4f1b97ae8cdd99bdd872afdc6754c59e91d3f3bb6bc95c5d2dfdce073b3d762cfa4f1cfa35ada8cb11c201e54140de8cd3ecdca4a324e9ff10357373facaf764081cf55a61957aaf86aa5582dcdee80566f5c0b4127dc182e688800618383664d612262612252612292e14164c24444c28348c77605026810c62ff069d9bc2675fc40008259535dcdf255e9fae9d3c2741d5820bb1e54169e928d1601a7179d20c1fa28aff98bb1b8e75ae2545aab664decaf24774c5b23307e692ff50b18ccb55375996561dcdf2a4b87aaea9303216ccb834a656557eab95a09e94502552b3fdfc7d8abec19375bbc444d8e3b76b2048094a8b1a9532332229a94a490e63042621833ba03122094244d931c56084533148824894a5398d4180387138916919726363eac60229dd65ca11bb29350cc9c0b2881e148a407a21f2c86286b1a57ef369600567c98036252965f6ced6b8300f93e87eb0bfa5fd2e08f10aeeacbaa0ebf828f67030d9ee4d311a1cce0dd05060cbbac583e0627d09742c45219abc048c0f93dce58f226105808a8ea8f0ef04b809601a3e814c76589e58812e4dbddc16a9f93fde782a3700ca3dde8e621920c3bdb7bb09d353929ea3502f88d6770e7370fca3794d27c9683bf9964273a6f6ead5574907698a54e9c58a4443280fa76b51c443e1076055c283765111782fbb615d2b6b36d0c4810bf2751f10bea58aad908436fcbb38f49be15901fe0438be023f2d0d8f0c80262df02fa36969b9f8ed696868cb72f130108cbb3fe6802987148c18b43f0a4dc73c9f5b791bdac8b88603341fa8cf9555b5244c6d8438d0d70552521a476');
INSERT INTO records VALUES(2,X'28b52ffd64cc0555150046246a24106daa0ea62563ae07835ee81012c26d90fc726426c4debe92c086b8274a14000000800b5d005c006200972742f5c4078f6fe8d2fbf519259a00db90a497e2c73f97a7c74f7a47fcad1d55529a5f6f9206260af396d6242b1c278c5b24d3140893e62dcc63a970adc9c7ec31f394454ad79ab92818e7c18569f0f1b6a18afa4ae239ea47da3b02b3b6b41c27fa48057ae9adfdf57843d4797ca50cf6b6751c093226a19bcddd8aa291bcc8b64c86618c15b3699845499aa497e79eb340465178810e2a8cbd8469a5b5f2f8e71a3ff6ebb51fdfa80c7dfdf110557d9d3500c7005c632d77d49ed4a16fd550ea5efea2daa9f47683623b49503bf47cbca42ac9dec1505355a25f0c041a5903a6933ad4860449f5919d800cd07ee0ea891195a7485a8fb6103bf1b3a97690a4a5f38ba1609942fcf570445c11816e26fa2c1edf5384640904080fc6e389be8dccca485bb004760347c8952a625b9ac882a000c13df185c502d2cf45662308445f866b3081ef3d973e30d8becdd0dad3bde52994a6aa2bd9a92a478f2f98604e95645faaadb5d5e56bbf120d4d11dbc73f865bdb7e39257eb246370168a89125538846446841490a19d64082a458a50712c064248d93a0238c098448224992142928302c6b900340ce53463cdf5692aaff9953fc24dccd0fc8c430647576d23691882982ef91e2d9154810d0a52d16bf8945e2fa1757881688870700af0aff5a2e8cb1c0bbf11c00f78da47ba77fb08712800015f100e055167f377b13bf65ffab8c99690737eeb28f685b76956c2291e90d84da0af143c56f19a86bc69327ec277c59db4f60c4506c010bb7ec17b485f4b96d45de4cfa3802b55709150150839e1cfd12c6f41b05c437f5035a2f29136447a997a7567a1761d54fd986828ca42bd89fe4aef78ece897833f3f519fc5715405111cb829a22605601384a44d6');
INSERT INTO records VALUES(3,X'28b52ffd64700755180026287423206df5e171c24831b0c6d3d1744f41208c2c78f892a7d993c0fa6b0c4caa1200920101680068006a00b562c60f09700d69b79f559dea048eecf3fe65c68f949002d6a7fc5b9b2347b729662c39f2f3ec887ca94b959c1e66ec240e4c94e62dadc9665c278d5b64d3140813e72dcd6bc9b8d6e46be475f394454ad79c67611ae8c1a56990235b9f556596446ec92369d9110f334583ed9fcdece1909aae0177a88f08a8888b2430e0a12e6d47eaa386bf7fa9337bb0cf873832fd85bd6e21689290b76b9db47b8d8170814ab2b40736a4b50215c5b56b9ae714e73848ba7bcd9b411c6c0591ed61bc71e4e75a47961953e7c80eb42733e6c8330f662e814074927eab5bdbd5ed6b99257c52525b8edc2c2e75cb8c69911fc4c11d76507f9ee1b772bededbccaa43f4e97587dad1fdc6c2fa754a9a64ad26cb8e9e5ee9f4cc14fdcf331642073cf41bd1ad1335786f7415c508da9434218d3ddcce86223f5e9d3149fb010fc5831307030b814e3fe74bab012c7b2b6acdafd4c0a2bf6e352d975a2e028f161ed216ede5955a737e43e1c482a6359bf175f5b2bf20fc42b83c5ed8c26dfbf4ea0f118e06057cd02909030b14189e56cc9016d9abd98c6a929aad33e83394f6a494d71e6c969aa633fc097ea831b163a8644624494a928d03300222308ad9f00112a094344b539029a404233223b1320a5246c90ed76e245c850344221f7786f32a7c4f56a32b6c8ca0a8c2b1840a672fe8eb9343ea855c91ef9365c14aee29eb3b6c78a848396f77d22d4d1024fe1d059c092266eb17e08528313ff60ca5305b3b953e00fc438dd6d6c514378e51f8a91d3a9a4cc429469dac3449c200668a132b39268bb55c097a17a9f3d6c9ff7834a46677b87f2a42e8cf009afa547f47f8bacff6b71eb83db00528bbc07cdd3e8ec4f2b8d60846b00005fefe538402e3d65343d05e3ec3845eff724af74614d928332e398a208a5958c8ab08301b082322477033a5e87011d9ae9c40b7eec1da1abb638f3a2c91a899cbf7a60fa07a312db9b2fab20b05c9494b3e9f65d761479edffd1a27dd798bfe9fe452aa8d844d43153d5fc1ca');
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
INSERT INTO entities VALUES(1,'chip:ascend-910c','Chip','Ascend 910C',0,0);
INSERT INTO entities VALUES(1,'company:huawei','Company','Huawei',0,0);
INSERT INTO entities VALUES(1,'company:smic','Company','Smic',0,0);
INSERT INTO entities VALUES(1,'organization:lone-institute','Organization','Lone Institute',1,1);
INSERT INTO entities VALUES(1,'system:cloudmatrix-384','System','Cloudmatrix 384',0,0);
INSERT INTO entities VALUES(2,'chip:ascend-910c','Chip','Ascend 910c',0,0);
INSERT INTO entities VALUES(2,'company:huawei','Company','Huawei',0,0);
INSERT INTO entities VALUES(2,'company:nvidia','Company','Nvidia',0,0);
INSERT INTO entities VALUES(2,'company:smic','Company','Smic',0,0);
INSERT INTO entities VALUES(3,'chip:ascend-910c','Chip','Ascend 910c',0,0);
INSERT INTO entities VALUES(3,'chip:ascend-920','Chip','Ascend 920',0,0);
INSERT INTO entities VALUES(3,'company:huawei','Company','Huawei',0,0);
INSERT INTO entities VALUES(3,'company:northwind-ai','Company','Northwind ai',0,0);
INSERT INTO entities VALUES(3,'company:nvidia','Company','Nvidia',0,0);
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
INSERT INTO evidence VALUES(1,1,'445eb678617770af','company:huawei','develops','chip:ascend-910c',NULL,NULL,NULL,0,'asserted',0.9000000000000000222,'Huawei developed the "Ascend 910C".',2195196239832141008,'sample.rule','',15,49,15,50);
INSERT INTO evidence VALUES(2,1,'7022158fdfb8fcce','company:smic','manufactures','chip:ascend-910c',NULL,NULL,NULL,0,'rumored',0.59999999999999997779,'SMIC is said to make the 910C.',-9146121920037849199,'sample.rule','',126,155,126,156);
INSERT INTO evidence VALUES(3,1,'2064ef906eb0626d','system:cloudmatrix-384','contains','chip:ascend-910c',NULL,NULL,NULL,0,'asserted',0.9000000000000000222,'CloudMatrix 384 holds 384 of the 910C.',2250758895868042650,'sample.rule','',51,88,51,89);
INSERT INTO evidence VALUES(4,1,NULL,'chip:ascend-910c','process_node',NULL,7.0,NULL,'nm',0,'asserted',0.9000000000000000222,'The 910C is made in a 7 nm process.',-8868584299337723897,'sample.rule','',90,124,90,125);
INSERT INTO evidence VALUES(5,2,'a56b1abb53f645e6','company:huawei','competes_with','company:nvidia',NULL,NULL,NULL,0,'asserted',0.5,'Nvidia and Huawei compete.',-498079562309191553,'sample.rule','',66,91,66,92);
INSERT INTO evidence VALUES(6,2,'445eb678617770af','company:huawei','develops','chip:ascend-910c',NULL,NULL,NULL,0,'asserted',0.9000000000000000222,'Huawei  developed the "Ascend 910C".',2195196239832141008,'sample.rule','',0,35,0,36);
INSERT INTO evidence VALUES(7,2,'7022158fdfb8fcce','company:smic','manufactures','chip:ascend-910c',NULL,NULL,NULL,0,'denied',0.8000000000000000444,'SMIC does not make the 910C.',-5087758396320917729,'sample.rule','',37,64,37,65);
INSERT INTO evidence VALUES(8,3,'a56b1abb53f645e6','company:huawei','competes_with','company:nvidia',NULL,NULL,NULL,0,'asserted',0.5,'Huawei is a rival of Nvidia.',4208026038896587221,'sample.rule','',0,27,0,28);
INSERT INTO evidence VALUES(9,3,'1b59da1e3e16cac1','company:huawei','develops','chip:ascend-920',NULL,NULL,NULL,0,'planned',0.69999999999999995559,'Huawei will present an Ascend 920.',6275745624685802665,'sample.rule','',29,62,29,63);
INSERT INTO evidence VALUES(10,3,'150e8f22984edc20','company:huawei','invests_in','company:northwind-ai',NULL,NULL,NULL,0,'asserted',0.9000000000000000222,'Huawei puts $2 million in Northwind AI.',-6325902719719119150,'sample.rule','',97,135,97,136);
INSERT INTO evidence VALUES(11,3,NULL,'chip:ascend-910c','release_date',NULL,NULL,'2025-04','',0,'asserted',0.9000000000000000222,'The 910C came out in April 2025.',-8888656492206882645,'sample.rule','',64,95,64,96);
CREATE TABLE sentences (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  text TEXT NOT NULL          -- as it is read, without markup
) STRICT;
INSERT INTO sentences VALUES(1,1,15,50,'Huawei developed the "Ascend 910C".');
INSERT INTO sentences VALUES(2,1,51,89,'CloudMatrix 384 holds 384 of the 910C.');
INSERT INTO sentences VALUES(3,1,90,125,'The 910C is made in a 7 nm process.');
INSERT INTO sentences VALUES(4,1,126,156,'SMIC is said to make the 910C.');
INSERT INTO sentences VALUES(5,2,0,36,'Huawei  developed the "Ascend 910C".');
INSERT INTO sentences VALUES(6,2,37,65,'SMIC does not make the 910C.');
INSERT INTO sentences VALUES(7,2,66,92,'Nvidia and Huawei compete.');
INSERT INTO sentences VALUES(8,3,0,28,'Huawei is a rival of Nvidia.');
INSERT INTO sentences VALUES(9,3,29,63,'Huawei will present an Ascend 920.');
INSERT INTO sentences VALUES(10,3,64,96,'The 910C came out in April 2025.');
INSERT INTO sentences VALUES(11,3,97,136,'Huawei puts $2 million in Northwind AI.');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','sentence_terms','sentence_terms',0,'CREATE VIRTUAL TABLE sentence_terms USING fts5 (terms, tokenize = ''unicode61 remove_diacritics 2'')');
CREATE TABLE IF NOT EXISTS 'sentence_terms_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO sentence_terms_data VALUES(1,X'0b4c');
INSERT INTO sentence_terms_data VALUES(10,X'000000000101010001010101');
INSERT INTO sentence_terms_data VALUES(137438953473,X'000001c00230320b020402033032350a02090103333834020403040101370302090103393130010206010208010203010208010206010207040203020232300902070101610302080502040201690b020802016e09020503016407020302047072696c0a020802057363656e640102050402050402060101630102070102090102040102090102070102080402040203616d650a0205020a6c6f75646d617472697802020202066f6d706574650702050109646576656c6f70656401020304020302036f65730602030105686f6c6473020204020575617765690102020402020202040102020102020202020102696e03020707020701020602017303020501020304020301046d61646503020603026b650402060202050206696c6c696f6e0b020501026e6d03020a02086f72746877696e640b02070301740602040205766964696107020201020701026f66020206060206020275740a0206010770726573656e7409020403056f6365737303020b02037574730b02030105726976616c08020501047361696404020402036d6963040202020202010374686501020401020701020201020701020401020604020202016f040205010477696c6c09020304060809061a0709060606091018080f0b11080a190d0c090a0b070d060d0a070c0a080a090b1a06');
CREATE TABLE IF NOT EXISTS 'sentence_terms_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO sentence_terms_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'sentence_terms_content'(id INTEGER PRIMARY KEY, c0);
INSERT INTO sentence_terms_content VALUES(1,'huawei developed the ascend 910 c');
INSERT INTO sentence_terms_content VALUES(2,'cloudmatrix 384 holds 384 of the 910 c');
INSERT INTO sentence_terms_content VALUES(3,'the 910 c is made in a 7 nm process');
INSERT INTO sentence_terms_content VALUES(4,'smic is said to make the 910 c');
INSERT INTO sentence_terms_content VALUES(5,'huawei developed the ascend 910 c');
INSERT INTO sentence_terms_content VALUES(6,'smic does not make the 910 c');
INSERT INTO sentence_terms_content VALUES(7,'nvidia and huawei compete');
INSERT INTO sentence_terms_content VALUES(8,'huawei is a rival of nvidia');
INSERT INTO sentence_terms_content VALUES(9,'huawei will present an ascend 920');
INSERT INTO sentence_terms_content VALUES(10,'the 910 c came out in april 2025');
INSERT INTO sentence_terms_content VALUES(11,'huawei puts 2 million in northwind ai');
CREATE TABLE IF NOT EXISTS 'sentence_terms_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO sentence_terms_docsize VALUES(1,X'06');
INSERT INTO sentence_terms_docsize VALUES(2,X'08');
INSERT INTO sentence_terms_docsize VALUES(3,X'0a');
INSERT INTO sentence_terms_docsize VALUES(4,X'08');
INSERT INTO sentence_terms_docsize VALUES(5,X'06');
INSERT INTO sentence_terms_docsize VALUES(6,X'07');
INSERT INTO sentence_terms_docsize VALUES(7,X'04');
INSERT INTO sentence_terms_docsize VALUES(8,X'06');
INSERT INTO sentence_terms_docsize VALUES(9,X'06');
INSERT INTO sentence_terms_docsize VALUES(10,X'08');
INSERT INTO sentence_terms_docsize VALUES(11,X'07');
CREATE TABLE IF NOT EXISTS 'sentence_terms_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO sentence_terms_config VALUES('version',4);
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  decision TEXT NOT NULL UNIQUE,  -- JSON
  made TEXT NOT NULL              -- UTC
) STRICT;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('documents',3);
CREATE UNIQUE INDEX documents_by_origin ON documents (origin) WHERE origin <> '';
CREATE UNIQUE INDEX documents_by_id ON documents (id) WHERE origin = '';
CREATE INDEX documents_by_fingerprint ON documents (fingerprint);
CREATE INDEX documents_by_content ON documents (id, sha256);
CREATE INDEX entities_by_id ON entities (id);
CREATE INDEX evidence_by_document ON evidence (document);
CREATE INDEX evidence_by_edge ON evidence (edge);
CREATE INDEX evidence_by_source ON evidence (source);
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
CREATE VIEW v_evidence AS
SELECT evidence.number, edge, evidence.source, sources.label AS source_label, relation,
  target, targets.label AS target_label, number_value, text_value, unit, status, confidence, sentence, rule,
  attributed_to, inferred, documents.id AS document, title, date,
  CASE length(date) WHEN 4 THEN date || '-01-01' WHEN 7 THEN date || '-01' WHEN 10 THEN date END AS day,
  language, path, begin_byte, end_byte, sentence_begin, sentence_end
FROM evidence JOIN distinct_documents AS documents ON documents.number = evidence.document
  JOIN entities AS sources ON sources.document = evidence.document AND sources.id = evidence.source
  LEFT JOIN entities AS targets ON targets.document = evidence.document AND targets.id = evidence.target;
CREATE INDEX sentences_by_document ON sentences (document);
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
PRAGMA writable_schema=OFF;
COMMIT;
