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
INSERT INTO documents VALUES(1,'a','ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','','a46902986b776015df003c1a5f07fada293c93dad9bf9ebba38b1f7748a9bdce','articles/a.md','Paper a','2025-04-02','en','','file','7807249e6b3d930cd2785931f7a652a7ff1304fba3898e70504654d7baa64f8d',4,'2026-11-22T17:30:46Z',4);
INSERT INTO documents VALUES(2,'b','3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d','','7dec282579aca61da27702815fefbc69dc2c0cb78cc32b6e169c7e845a4d3e95','articles/b.md','Paper b','2025-05-20','en','','file','7807249e6b3d930cd2785931f7a652a7ff1304fba3898e70504654d7baa64f8d',3,'2026-11-22T17:30:46Z',3);
INSERT INTO documents VALUES(3,'c','2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6','','62fbc285126e246b642aebe6f9e5ad67d827b792c7fe89d73dfb28662b03c548','articles/c.md','Paper c','2025-06','en','','file','7807249e6b3d930cd2785931f7a652a7ff1304fba3898e70504654d7baa64f8d',4,'2026-11-22T17:30:46Z',4);
CREATE TABLE records (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  line BLOB NOT NULL          -- a line of facts JSONL, zstd
) STRICT;
INSERT INTO records VALUES(1,X'28b52ffd643c083d1c00362d89356069da06024110ab4dd1551c28b4d8706cc9befd315a6b2dd245956d25574e34f644eb5abf7600cdf65293509344138dcca22850027600770082008fc3f884bb75fd86eda84e75eb864dddab5b33cac2290b875198ec92ddb7bc40c37e2ad35c311c007e2ad27ca7ec56b7f6862d694760e7fad515adecd6f24df7b84b9074cee3144781fe45af71693aa559e6849c711e87e6d244ce8318199526928df47ce418487950c3c64f5db7db02dbab9f22ee487e4d1052ddaa6c933ca67cc2967fff6123a6b25ba31fb053cabb492295d76ebda02c110bf09245a7050b92bb7554966821eb47ecd0a2537ca099e6fadd24fd149d0dbbd2089c1fcf69bbb5243df73fdd7910a4bc4862a0771172cb9bf39f07b97451368c478db4344cf4e9514ad2e291599607451e1b76b93eee16396789d497f4f1f992e8cdd9bbdd9f95bee33ab62cf58f970d3bdecb62ea6f9ef8dccd2db0a5e27809522dedd6600b0eee358b097ab357f2b25484d5670cc1d7cd0cecab1d40e0f39569c6952ebe5a0a564bb353d0ea8e6b1d68855b42040a0b1454a0e8d60e2a26102a260f2a2613124c1a544c182498346c3f20803e8292c64b78c56c66923a66687078585519c49c55ca5e7ac53065069c69997b0dc392b2136b889ad11010eca7cce4b386c3386651a24aebd50d82fd17e50f696b04c61fedb55ea2f15c5b5df7719c87f97be5e8f3aa5e45efbdc571afb96cec4a3d571b25cd5066b5f1f37d8cfdca9e7137c65356e5b8612b4e448093a891ad5323322242929242360e30426218b3b20312e093244d931c564889662a10491295a630a931068701893290ad4d303c1a62a22aedb9a212729d10660ebf94fce024d20bd10ff642166cca43762be300823edc06225016b7f8f2a53e01597f5aa8cf68bc4a833b221caad7a9fa7d2e3ec006033cd98e23a3335775c700f826b21a1b994cf0280ae8152d268120a1fcf7a4b1d342205421f054c71d7cfb38ed091401dc21d112cb1125d6b7df416a9f87fdc10503c2af6339d08b20b26d76f2f6e8b035a249d52501c81b97e1363757cbe33225c1977bf2666b3aff7cf43a50115aedee960b73e2911a7a60facd7d396c7640e40ad850cf942d7081cbbb3dbf9a145b6ccc66bc07896e5d1003f29c0d13aac067c2277d2b9cbffa8796c1fbe5b9b961823dc4ce04e8470c419f46ad348d9c1fbd948194cb80fd7902d87098060f031d49abe7de35de9125c98a64422491111691917dff82526c98530395da64af');
INSERT INTO records VALUES(2,X'28b52ffd64cc054d150086646a24106daa0ea625635e0a06bdd0212484db20f9e5c84c88bdfd936884b8274a14000000800b5d005d006200cae58950dde083c77774e995124e80ed48d24bf1e3a1cb8daf3b8f9ff48ef85b5baae434bf3e9b6779cc0e3317f716e618d30d6c1a3bcfc25af23c0c2bee31f3240dba8651a6640dcee6bc868bc2b08679bceda8a2be9278961a92f68e1060d6969663834252815e7a6b7f3dde117d1e5f2983bd6d9f67828c49e8667377631cc98b5496d9348c31331da7595ae224bd3cf79e0536adf1021d6c8cbda4e9a6747bfc730a43f6ebb51fcfa81c7dfdf111557d9d29008e013885058eda933af4ad1c4addcb5f543f95de66506c1b53d40e3d1f2fa96ab27770d4549de8d702814ad680e9a40e953145538564272003b41fb8826244e58634ad47db889ff8d9543b4cd2d2f9b550b04c23fe7a3824ae88403b0d0a291edf8d88fb75c9928fc5e389be8dccca88a26009ec0696903b55c4f63411054101827be20b8a05a4a18bcc461088be0ba7c004be075dfac060fb76436b4ff796c7b4a6aa2bf9a92a4b8f2f98604f9d645faaadb5d5e56bbf121d3524b68f7f0cb7b6fd722d7e32463b0f67a891255388464466414a0a92e94082a458a50712c064248d93a0238c098448224992142928302c6b900340ce53463cdf5692aaff99537c27dccc8fc8c430647576d23691882982ef91e2d9154810d0a52d16bf8945e2fa1757881688870700af0aff5a2e8cb1c0bbf11c00f78da47ba77fb08712800015f100e055167fb7bd09bf65ff5b869b69b31b1fb2bb680b75956c22a1e94d08b515e2c78baf32a06b069167d94ff8b2b69fc088a1d802166ed92f680be973db8abc99f471046aaf122a02a0063d39fa258ce9370a08dfd40f68bda44c901da55e9e5ae95d84558f669b143292ae607f92bbde8ba3e399539fc194aa8094eacdf204789b500511587dd6');
INSERT INTO records VALUES(3,X'28b52ffd6470074d1800e6677323206df4e171042ac21787f203e93f458134b2e0e14b1e6bc7bed352d70d310060004a0368006700690091679d78b1c2025e63edb654d5a54ee0c83eef5f28d108589fcddfda1cf9b92df1e28623cb6748e44b1d9a9a48f262c93889d2dd5864f294843db6380319d70d27614ee1384bb7a7f4e2281c7cccd264c31c94aea1384cdac29885235b9f53e5a588dc903f8d6548f625af4583ed9fcd2b02819aaa016f48ff10481197296080a4ded88ed23f0d7fff52e715619fef7064fa0c7bdd3a4ed438deafb5a29fd2160813e8144993b0b1d60e3af7fa318cf2dc6b3ca7f1a734ef853dd88e354d2ede38b2f25a3f961753e7c80eb4272fe632c2eb259843a3c66f756b7bba7d2daf844f096acb9119c6a56e792d2db2640ede600875f90ebf53e3ebbdcdabba439f5e77a8fddc7f30ac5f97a0a8a9536419d2d32b8d9ed7a25fbe43217480a4ff786e8da8c1fba3a72746d096a088b515713bdb892cbdba236a029145841307030a81463fe743aa01287b2749cdafd280a2afee142987ba5104fe2c28ac29dacaaba4e6fc87e384722235dbf155b5b2af20fc4298289c2c86dbf6e9d51f22200d0ba8c0e7140b2c5060783af1622db24fb31d5304355b77d05f28ed2939a529b059299aeef07fa831b163a8644624494a928d03300222308ad9f00112a094344b539029a404233223b1320a5246c90ed76e245c850344221f7786f32a7c4f56a32b6c8ca0a8c2b1840a672fe8eb9343ea855c91ef9365c14aee29eb3b6c78a848396f77d22d4d1024fe1d059c092266eb17e08528313ff60ca5305b3b953e00fc438dd6d6c514378e51f8a91d3a9a4cc429469dac3449c200668a132b39268bb55c097a17a9f3d6c9ff7834a46677b87f2a42e8cf009afa547f47f8bacff6b71eb83db00528bbc07cdd3e8ec4f2b8d60846b00005fefe538402e3d65343d05e3ec3845eff724af74614d928332e398a208a5958c8ab08301b082322477033a5e87011d9ae9c40b7eec1da1abb638f3a2c91a899cbf7a60fa07a312db9b2fab20b05c9494b3e9f65d761479edffd1a27dd798bfe9fe452aa0dcb13e0e94215502b0e2e');
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
