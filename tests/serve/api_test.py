"""Each operation of openapi.json: its answers are valid by its schema and say what the graph says."""
import gzip
import json
import sys
import urllib.parse

import served

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    import os
    sys.exit(1 if os.environ.get("CI") == "true" else 77)

API = "/api/v1"
# The operations that are asked for elsewhere, or that need a token.
ELSEWHERE = {"events", "queryPosted", "addDocument", "removeDocument", "decide", "undoDecision"}


def path_of(operation, **parameters):
    return operation + ("?" + urllib.parse.urlencode(parameters, doseq=True) if parameters else "")


# For each operation a few calls; what must hold for the answer.
CALLS = [
    ("stats", "/stats", {}, lambda a: a["nodes"] > 50 and a["edges"] > 30 and a["documents"] > 5 and not a["writable"]),
    ("ontology", "/ontology", {}, lambda a: len(a["types"]) == 7 and len(a["relations"]) == 18),
    ("complete", "/complete", {"q": "hua"}, lambda a: a["items"][0]["id"] == "company:huawei"),
    ("complete", "/complete", {"q": "华"}, lambda a: "company:huawei" in [i["id"] for i in a["items"]]),
    ("complete", "/complete", {"q": "华为"}, lambda a: a["items"][0]["id"] == "company:huawei"),
    ("complete", "/complete", {"q": "ファーウェ"}, lambda a: a["items"][0]["id"] == "company:huawei"),
    ("complete", "/complete", {"q": "910"}, lambda a: any("910" in i["label"] for i in a["items"])),
    ("complete", "/complete", {"q": "a", "limit": 2}, lambda a: len(a["items"]) == 2),
    ("complete", "/complete", {"q": "zzzz"}, lambda a: a["items"] == []),
    ("entities", "/entities", {}, lambda a: a["total"] > 50 and a["next"]),
    ("entities", "/entities", {"type": "Chip", "sort": "label"},
     lambda a: {i["type"] for i in a["items"]} == {"Chip"} and a["items"] == sorted(a["items"], key=lambda i: i["label"])),
    ("entities", "/entities", {"type": ["Chip", "Model"], "discovered": "true"},
     lambda a: all(i["discovered"] for i in a["items"])),
    ("entities", "/entities", {"q": "HUAWEI"}, lambda a: "company:huawei" in [i["id"] for i in a["items"]]),
    ("entity", "/entity", {"id": "company:huawei"},
     lambda a: a["node"]["label"] == "Huawei" and a["edges"] and len(a["node"]["mentions"]) <= 100),
    ("entity", "/entity", {"id": "华为"}, lambda a: a["node"]["id"] == "company:huawei"),
    ("neighbourhood", "/neighbourhood", {"id": "Huawei"},
     lambda a: a["center"] == ["company:huawei"] and len(a["nodes"]) > 2 and "x" in a["nodes"][0]),
    ("neighbourhood", "/neighbourhood", {"id": "Huawei", "layout": "layers", "depth": 2, "lang": "ja"},
     lambda a: a["nodes"][0]["label"] == "ファーウェイ" and "x" in a["nodes"][0]),
    ("neighbourhood", "/neighbourhood", {"id": ["Huawei", "NVIDIA"], "layout": "circle"},
     lambda a: len(a["center"]) == 2 and "x" in a["nodes"][0]),
    ("neighbourhood", "/neighbourhood", {"id": "Huawei", "layout": "none", "limit": 2, "depth": 3},
     lambda a: len(a["nodes"]) == 2 and a["truncated"] and "x" not in a["nodes"][0]),
    ("neighbourhood", "/neighbourhood", {"id": "Huawei", "layout": "none", "relation": "develops"},
     lambda a: {e["relation"] for e in a["edges"]} == {"develops"}),
    ("neighbourhood", "/neighbourhood", {"id": "Huawei", "layout": "none", "type": "Chip"},
     lambda a: {n["type"] for n in a["nodes"][1:]} == {"Chip"}),
    ("complete", "/complete", {"q": "Huawe", "lang": "ja"}, lambda a: a["items"][0]["label"] == "ファーウェイ"),
    ("entities", "/entities", {"q": "huawei", "lang": "zh"}, lambda a: "华为" in [i["label"] for i in a["items"]]),
    ("entity", "/entity", {"id": "Huawei", "lang": "zh"},
     lambda a: a["node"]["label"] == "华为" and "华为" in {e["source_label"] for e in a["edges"]}),
    ("facts", "/facts", {"source": "Huawei", "lang": "ja"}, lambda a: {i["source_label"] for i in a["items"]} == {"ファーウェイ"}),
    ("timeline", "/timeline", {"lang": "ja", "limit": 500},
     lambda a: {i["source_label"] for i in a["items"] if i["edge"]["source"] == "company:huawei"} == {"ファーウェイ"}),
    ("diff", "/diff", {"since": "2000", "lang": "zh"},
     lambda a: {e["source_label"] for e in a["edges"] if e["source"] == "company:huawei"} == {"华为"}),
    ("ask", "/ask", {"q": "who builds Ascend 910C?", "lang": "ja"}, lambda a: a["rows"][0]["label"] == "ファーウェイ"),
    ("path", "/path", {"from": "Huawei", "to": "Ascend 910C"}, lambda a: len(a["nodes"]) == len(a["edges"]) + 1 >= 2),
    ("ask", "/ask", {"q": "who builds Ascend 910C?"}, lambda a: a["rows"][0]["id"] == "company:huawei"),
    ("ask", "/ask", {"q": "谁开发了昇腾910C？"}, lambda a: a["rows"][0]["id"] == "company:huawei"),
    ("query", "/query", {"q": "MATCH (c:Company) RETURN c.name LIMIT 3"},
     lambda a: a["columns"] == ["c.name"] and len(a["rows"]) == 3),
    ("facts", "/facts", {}, lambda a: a["total"] > 30 and a["items"][0]["confidence"] >= a["items"][-1]["confidence"]),
    ("facts", "/facts", {"source": "Huawei", "relation": "develops", "status": ["asserted", "planned"]},
     lambda a: a["items"] and {i["source"] for i in a["items"]} == {"company:huawei"}),
    ("facts", "/facts", {"min_confidence": "0.9"}, lambda a: all(i["confidence"] >= 0.9 for i in a["items"])),
    ("facts", "/facts", {"since": "2020", "until": "2030-12-31"}, lambda a: a["total"] > 0),
    ("documents", "/documents", {}, lambda a: a["total"] > 5 and all(i["number"] > 0 for i in a["items"])),
    ("documents", "/documents", {"lang": "ja", "sort": "date"}, lambda a: {i["lang"] for i in a["items"]} == {"ja"}),
    ("document", "/document", {"number": 1}, lambda a: a["document"]["number"] == 1),
    ("matrix", "/matrix", {"limit": 3}, lambda a: len(a["rows"]) == 3 and a["cells"]),
    ("timeline", "/timeline", {}, lambda a: [i["date"] for i in a["items"]] == sorted((i["date"] for i in a["items"]), reverse=True)),
    ("timeline", "/timeline", {"from": "2025", "to": "2025"}, lambda a: all(i["date"][:4] == "2025" for i in a["items"])),
    ("diff", "/diff", {"since": "2025-06"}, lambda a: "edges" in a),
    ("search", "/search", {"q": "昇騰"}, lambda a: a["total"] > 0 and all("昇" in i["sentence"] for i in a["items"])),
    ("review", "/review", {}, lambda a: a["total"] > 0 and a["items"][0]["consequence"] >= a["items"][-1]["consequence"]),
    ("review", "/review", {"kind": "discovered", "limit": 2}, lambda a: {i["kind"] for i in a["items"]} <= {"entity"}),
    ("review", "/review", {"kind": "doubtful", "below": "1"},
     lambda a: a["total"] > 10 and "entity" not in {i["kind"] for i in a["items"]}),
    ("review", "/review", {"kind": "doubtful", "below": "0"}, lambda a: a["items"] == []),
    ("decisions", "/review/decisions", {}, lambda a: a["decisions"] == []),
    ("search", "/search", {"q": "no such words anywhere"}, lambda a: a["items"] == []),
    ("grafanaFields", "/grafana/graph/fields", {}, lambda a: {"field_name": "id", "type": "string"} in a["nodes_fields"]),
    ("grafanaData", "/grafana/graph/data", {"limit": 10}, lambda a: len(a["nodes"]) == 10),
    ("grafanaTable", "/grafana/table", {"view": "documents"}, lambda a: len(a) > 5),
    ("grafanaTable", "/grafana/table", {"view": "nodes", "limit": 7}, lambda a: len(a) == 7),
    ("grafanaTable", "/grafana/table", {"view": "edges", "relation": "develops"}, lambda a: {r["relation"] for r in a} == {"develops"}),
    ("grafanaTable", "/grafana/table", {"view": "evidence"}, lambda a: all(r["sentence"] for r in a)),
]


class Schemas:
    def __init__(self, document):
        self.document = document
        self.resolver = jsonschema.RefResolver("", document)
        self.operations = {}
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = (path, method, operation)

    def check(self, operation, answer):
        content = self.operations[operation][2]["responses"]["200"]["content"]["application/json"]
        self.check_schema(content.get("schema", {}), answer)

    def check_schema(self, schema, answer):
        jsonschema.Draft202012Validator(schema, resolver=self.resolver).validate(answer)


def test_answers_are_valid():
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        schemas = Schemas(server.get(API + "/openapi.json"))
        for operation, path, parameters, holds in CALLS:
            assert schemas.operations[operation][0] == API + path, operation
            answer = server.get(path_of(API + path, **parameters))
            try:
                schemas.check(operation, answer)
            except jsonschema.ValidationError as fault:
                raise AssertionError((operation, parameters, str(fault)[:600])) from None
            assert holds(answer), (operation, parameters, json.dumps(answer, ensure_ascii=False)[:600])
        asked = {call[0] for call in CALLS}
        special = {"openapi", "fact", "article", "export", "metrics", "healthz"}
        assert asked | special | ELSEWHERE == set(schemas.operations), set(schemas.operations) ^ (asked | special | ELSEWHERE)
        error = server.ask(API + "/stats?x=1")
        schemas.check_schema(schemas.document["components"]["schemas"]["Error"], error.json)
        return len(CALLS) + facts_show_their_sentences(server, schemas) + pages_follow_one_another(server)


def facts_show_their_sentences(server, schemas):
    """The highlighted bytes of a sentence are those of the article, and name the ends."""
    facts = server.get(API + "/facts?limit=30")["items"]
    highlighted = 0
    for fact in facts:
        answer = server.get(API + "/fact?id=" + fact["id"][:20])
        schemas.check("fact", answer)
        assert answer["edge"]["id"] == fact["id"] and len(answer["evidence"]) == fact["evidence"]
        for evidence in answer["evidence"]:
            sentence = evidence["sentence"].encode()
            text = (served.SOURCE / evidence["document"]["path"]).read_bytes()
            assert text[evidence["sentence_begin"]:evidence["sentence_end"]] == sentence
            for highlight in evidence["highlights"]:
                sentence[highlight["begin"]:highlight["end"]].decode()
                highlighted += highlight["role"] != "fact"
    assert highlighted > 30, highlighted
    return len(facts)


def pages_follow_one_another(server):
    path, ids = API + "/entities?limit=20&sort=label", []
    while path:
        page = server.get(path)
        ids += [item["id"] for item in page["items"]]
        path = page["next"]
    assert len(ids) == len(set(ids)) == page["total"] > 40
    return 1


def test_articles_show_their_facts():
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        answer = server.ask(API + "/article?number=1&lang=ja")
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/html")
        policies = answer.headers.get_all("Content-Security-Policy")
        assert len(policies) == 1 and "style-src 'sha256-" in policies[0] and "script" not in policies[0]
        assert b"<script" not in answer.body and b"</html>" in answer.body
        assert server.ask(API + "/article?number=9999").code == "http.not_found"
    return 2


def test_exports():
    from xml.etree import ElementTree
    formats = {"json": json.loads, "cytoscape": json.loads, "graphml": ElementTree.fromstring, "svg": ElementTree.fromstring,
               "csv-edges": lambda b: b.decode().splitlines()[1], "png": lambda b: b.startswith(b"\x89PNG") or 1 / 0}
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        for name, reads in formats.items():
            answer = server.ask(API + f"/export?format={name}&focus=Huawei&depth=1")
            assert answer.status == 200, (name, answer.body)
            reads(answer.body)
            assert answer.headers["Content-Disposition"].startswith("attachment; filename=\"whobuilds.")
        whole = server.ask(API + "/export?format=json").json
        assert whole["graph"]["root"] == server.get(API + "/stats")["root"]
        for name in ("csv", "html", "nonsense"):
            assert server.ask(API + "/export?format=" + name).code == "http.parameter"
    return len(formats) + 4


def test_answers_are_not_sent_twice():
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        first = server.ask(API + "/stats")
        again = server.ask(API + "/stats", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status == 304 and again.body == b""
        assert server.ask(API + "/facts", headers={"If-None-Match": first.headers["ETag"]}).status == 200
        packed = server.ask(API + "/facts", headers={"Accept-Encoding": "gzip, br"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == server.ask(API + "/facts").body
    return 4


def test_a_graph_file_is_served():
    with served.folder() as place:
        graph = place / "graph.json"
        served.run("extract", served.ARTICLES, "-o", graph, "--quiet")
        with served.server("--graph", graph) as server:
            stats = server.get(API + "/stats")
            assert not stats["store"] and stats["root"] == json.loads(graph.read_text())["graph"]["root"]
            assert server.get(API + "/documents")["items"][0]["number"] == 1
            assert server.ask(API + "/article?number=1").code == "http.no_text"
            assert server.ask(API + "/search?q=Huawei").code == "http.no_text"
    return 4


def test_page_metrics_and_headers():
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        page = server.ask("/")
        assert page.status == 200 and page.headers["Content-Type"].startswith("text/html")
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff" and page.headers["Referrer-Policy"] == "no-referrer"
        server.get(API + "/stats")
        text = server.ask("/metrics").body.decode()
        assert 'whobuilds_requests_total{route="/api/v1/stats",status="200"} 1' in text
        assert 'whobuilds_request_seconds_bucket{route="/api/v1/stats",le="+Inf"} 1' in text
        assert f"whobuilds_edges {server.get(API + '/stats')['edges']}\n" in text
        assert server.ask("/", method="HEAD").body == b""
    return 6


def test_dashboards_ask_for_what_there_is():
    dashboard = json.loads((served.SOURCE / "examples" / "dashboards" / "grafana.json").read_text())
    columns = 0
    with served.folder() as place, served.server("--db", served.store_of_examples(place)) as server:
        for target in (t for panel in dashboard["panels"] for t in panel["targets"]):
            parameters = {p["key"]: p["value"].replace("$focus", "Huawei") for p in target["url_options"]["params"]}
            answer = server.get(path_of(target["url"].replace("${server}", ""), **parameters))
            rows = answer[target["root_selector"]] if target["root_selector"] else answer
            first = rows[0] if isinstance(rows, list) else rows
            for column in target["columns"]:
                assert column["selector"] in first, (target["url"], column["selector"], list(first))
                assert isinstance(first[column["selector"]], str) == (column["type"] == "string"), (target["url"], column)
                columns += 1
    assert columns >= 30
    return columns


served.run_tests([test_answers_are_valid, test_articles_show_their_facts, test_exports, test_answers_are_not_sent_twice,
                  test_a_graph_file_is_served, test_page_metrics_and_headers,
                  test_dashboards_ask_for_what_there_is], least=120)
