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
) STRICT;
INSERT INTO documents VALUES(1,'a','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','','a46902986b776015df003c1a5f07fada293c93dad9bf9ebba38b1f7748a9bdce','articles/a.md','Paper a','2025-04-02','en','','file','8bbd158117fc2d6a7283a682aa8a0b8b46b6ec052598e18be1a238034ecd2b65',4,'2026-11-22T09:57:21Z');
INSERT INTO documents VALUES(2,'b','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','','7dec282579aca61da27702815fefbc69dc2c0cb78cc32b6e169c7e845a4d3e95','articles/b.md','Paper b','2025-05-20','en','','file','8bbd158117fc2d6a7283a682aa8a0b8b46b6ec052598e18be1a238034ecd2b65',3,'2026-11-22T09:57:21Z');
INSERT INTO documents VALUES(3,'c','2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6','','62fbc285126e246b642aebe6f9e5ad67d827b792c7fe89d73dfb28662b03c548','articles/c.md','Paper c','2025-06','en','','file','8bbd158117fc2d6a7283a682aa8a0b8b46b6ec052598e18be1a238034ecd2b65',4,'2026-11-22T09:57:21Z');
CREATE TABLE records (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  line BLOB NOT NULL          -- a line of facts JSONL, zstd
) STRICT;
INSERT INTO records VALUES(1,X'28b52ffd643c08351c0036ad8834604bda060241100386a8f60349942c7e2c7f1cc37aadb5488b28c9528a9cfc785cf2a8ce0b07cff6521391a845138dcca2285002730077008300116ed6f51b76a3bad4ac1bb674ab66ed12c592281897b8ec73dda7dc40c37e29d3dcace7b47000f82549f38db253cdda1bf6a42d013bd79f2a6967b3669ae8a6fc45499ee2bc7d7ceddfc3382691dfc466892f26fedcdd6b5c79cef1663a0939ad3da6cd185fc3c62f55b75983edd34712b7445e45f0519d9a2c833c961c823dffbec34a4c67334623c04e256f069198bc366b87a43d2bc0478a460ed44326ed51ccfa123ba4682411d04c73fd66907e89420dbbd2089c1f43906dd631bee51f72e6394ef29ee89c5fa4b3b40741df3cc7e722a7e2fc5162539c74c8e58cb1b974ad3de771d9b01bc679b93e6ef62c4c93a83fa9e37315e9cdd99bdd872afdc6754c59e91d3f1bb6bc95c5d2dfdce073b3a5c19e49e3e3a35ada8cb11c2096a7281ad09b7d9a9595249c3ee307ae6e7e585fed80029fab4c33ae54f1d54ab05a9add01addeb816824eb8315cd01001c20607cd9ac244c4c244a4c24424c383c884898884079186ed0a04d0671010c62ff069d9bc2675fc4000a259535dcef255e9fae9d3c2741d6020bb96a72c3c251b2d024f2f3a4182f5515ef31783718b6bc95369ad9a39b0bf92dc316d8dc0f8a5bdd42f6034d74ed56d18a6717fab2c1daaaa4fcf7baf31cb532a2bbb52cfd54a482f12a85af9f93ec65e65cfb8d9e2256a72dcb01326228093a891ad5323322232529282643a30426218b3b20312e093244d931c564889662a10491295a630a9310687a1897290ad4d303c1a62a2caed79451d729510cc1c262879c04ba41fa21fec852cd89487ec56c601047db80d44a02c6ef1e54b7d02b2feb4509fd178950677443854af53f5fb5c7c800d0678b2458e8ccb5cc51d03e09bc86a6c6432c1a328a057b498048284f2df93c64e0b81501d815f1d73f0adc769075024e08a84482c4c9458c9fe0f52731efe072f18003f8ee54b2f82c8b6d9c9dba3c3d68826559704206f5c86dbdc5c2d8fcb94045feec99bade9fce523eb008a706877b75c98138fd4d00746df1c96c3c60362ae800af578d9820b5cdfedf9b949dba2c62cc17ba4e81605b121cfd930a10a7c261ce99bc2f9ab7f6811bc579e9b1b26d843ec4c807ec410f46914a5d1c8f9d14b1148b10cd89f51804d0e23f084d03169e95cb84631b2242b0c226c4c84243282223ec69e7f6c985303c56072cc');
INSERT INTO records VALUES(2,X'28b52ffd64cc0545150046a46924106daa0ea62563ae07835ee81012c26d90fc726426c4dea09601a6b9274a14000000800b5b005c006200544f7cf0f8862ebd5f9f51a209b00d497a297efc7379fa7af3f849ef88bfb5a34a4af3ebee356dca5e140695c649373069c8b8e698ecd7bca5810d63c8dce063053605bfd9a4a34812e892d934f0f1b6a18afa4ae239ea47da3b02b3b6b41c27fa48057ae9adfdf57843d4797ca50cf6b6751c89614c326e36772b8a46f222db3221648c158b9234492fcf3d6761a0a2f0c2384661ec25b095d6cae39f6bfcd8afd77e7ca332f4f5c74354f575d6001c03708db5cb130977d49ed4a16fd550ea5efea2daa9f47683623b49503bf47cbca42ac9dec1505355a25f0c041a5903a6933ad4860449f5919d800cd07ee0ea891195a7485a8fb6103bf1b3a97690a4a5f38ba1609942fcf570445c11816e26fa2c1edf5384640903100fc6e389be8dccca485bb084e9068e902b55c4b63491054101827be20b8b05a49f8bcc461088be0cd7988479efb9f481c1f66d486b4ff796a7509aaaae64a7aa1c3dbe980473aa24fb526dadad2e5ffb9568688ad83efe31dcdaf6cb29f19335ba0968a89125538846446841490ad9384082a4989d0712c064248d93a0238c098448224992142928302c6b900320f929239e6f2b51d58fcc29fb24decd09886218bb3a3b699b48c414c1f748f1ec0a2408e8d2168bdfc42271fd9f2b440bc4c3070057859f5a2e88b140baf11c40f78da47ba7ffdb6309780016c100805516ff9bbd891fb2ff55c6ccb483fbbbdc47342dbb369ba0c8b406ba3686f8a2a25bc6d435e5c912f611befced2750c4706c858543f6fbb425fa5c6c45dd4cea3882da5109150050839e1cfd12c6f41bc5e2ebfa01ad9794090247a597524b7a8bb0da4fd941018d64d5edcf73d7bd237322d6ccc4fa8cff57847fb1164ae5963040a802f266df0f');
INSERT INTO records VALUES(3,X'28b52ffd64700755180026287423206df4e171042ac21787f203699b83a09aa060e4074e1eea0d74a1ae1b6200c000940667006900690075e2c58f05b8c6da6da9aa4b9dc0907ddebfbc58428928607dc6bfb519f2735be2c59121cb6708e44b1d9a622479b17b4d93d1150a5b94d689374be20be39a63d15ff314cdd2b05ebadbf25a59daa29f6cd15924c9e212d9340b43b63ea7ca2b81dc903fd132249217a3c1f6cfe61581404dd58037d23f0452c465091320a947db50faa7e1ef5feabc22ecf31d864cbf61af5bc789a2e3ed5a27ed5e5b308c82511245934c63ad1546515cbb65794e718d73a2bbd7bc17cc31adb0d8e4c21b437eaef56379317586ec407bf262863c03115e2ec11c1a45bfd5adede9f6b5bc123e25a82d435e1a97bae5b568902573f08621d4e53bfc4ecdd77b9b5775873ebdee50fbb9ff6858bf2e4151ac536419d2d32b8d9e17a35fbe43217480a4ff786e8da8c1fba3a70746d096a088b515713bdb812cbdba238af6031146841307030a81463fe743aa01287b2749cdafd280a2afee1429873a2a027f161e6b8ab6f22aa939ffa1704239919aedf8aa5ad957107e1946f158b11a6edba7577f8880343098c738255930050a0c4f275eac41f669b6638aa066eb0efa0b4a7b4aca6b8f69568aa63b5c067ea831b163a8644624494a928d03300222308ad9f00112a094344b539029a404233223b1320a5246c90ed76e245c850344221f7786f32a7c4f56a32b6c8ca0a8c2b1840a672fe8eb9343ea855c91ef9365c14aee29eb3b6c78a848396f77d22d4d1024fe1d059c092266eb17e08528313ff60ca5305b3b953e00fc438dd6d6c514378e51f8a91d3a9a4cc429469dac3449c200668a132b39268bb55c097a17a9f3d6c9ff7834a46677b87f2a42e8cf009afa547f47f8bacff6b71eb83db00528bbc07cdd3e8ec4f2b8d60846b00005fefe538402e3d65343d05e3ec3845eff724af74614d928332e398a208a5958c8ab08301b082322477033a5e87011d9ae9c40b7eec1da1abb638f3a2c91a899cbf7a60fa07a312db9b2fab20b05c9494b3e9f65d761479edffd1a27dd798bfe9fe452aa8d844d43152293ee06');
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
COMMIT;
