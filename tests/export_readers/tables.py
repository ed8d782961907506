"""The tables of csv, and the files of neo4j against the header format that its import documents, read by module csv."""
import csv
import re

import exported

csv.field_size_limit(1 << 30)
# name, type with [] for lists, id space: Neo4j operations manual, "CSV header format".
HEADER = re.compile(r"^(\w*):(ID|START_ID|END_ID)\((Entity|Document)\)$|^:(LABEL|TYPE)$|^\w+(:(boolean|long|double|string\[\]))?$")
PARSE = {"boolean": {"true": True, "false": False}.__getitem__, "long": int, "double": float, "string[]": str}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert all(len(row) == len(rows[0]) for row in rows), path
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def kept(text):
    """Text as the tables hold it: without control characters but tab and line breaks."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


def cell(text):
    """Text as a spreadsheet is to see it."""
    text = kept(text)
    return "'" + text if text[:1] in tuple("=+-@\t\r") else text


def check_csv(graph, folder):
    tables = {path.stem: read(path) for path in folder.iterdir()}
    assert sorted(tables) == ["aliases", "attributes", "documents", "edges", "evidence", "mentions", "nodes"]
    for name, rows in tables.items():
        for row in rows:
            for key, text in row.items():
                number = re.fullmatch(r"-?[0-9.]+(e[+-]?[0-9]+)?", text)
                assert number or text[:1] not in tuple("=+-@\t\r"), (name, key, text)
    assert [row["id"] for row in tables["documents"]] == [cell(key) for key in graph.documents]
    for node, row in zip(graph.nodes, tables["nodes"], strict=True):
        assert row["id"] == cell(node["id"]) and row["label"] == cell(graph.label(node, "ja"))
        assert row["name_zh"] == cell(node["names"].get("zh", ""))
    aliases = [(cell(node["id"]), cell(alias)) for node in graph.nodes for alias in node["aliases"]]
    assert [(row["node"], row["alias"]) for row in tables["aliases"]] == aliases
    attributes = [(cell(node["id"]), a["key"], a["status"], a["confidence"]) for node in graph.nodes for a in node["attributes"]]
    assert [(r["node"], r["attribute"], r["status"], float(r["confidence"])) for r in tables["attributes"]] == attributes
    evidence = [e for edge in graph.edges for e in edge["evidence"]]
    evidence += [e for node in graph.nodes for a in node["attributes"] for e in a["evidence"]]
    for e, row in zip(evidence, tables["evidence"], strict=True):
        assert row["sentence"] == cell(e["sentence"]) and row["document"] == cell(e["doc"])
        assert (int(row["begin"]), int(row["end"])) == (e["begin"], e["end"])
    for edge, row in zip(graph.edges, tables["edges"], strict=True):
        assert (row["id"], row["relation"], row["status"]) == (edge["id"], cell(edge["relation"]), edge["status"])
        assert (row["source"], row["target"]) == (cell(edge["source"]), cell(edge["target"]))
        assert row["sentence"] == cell(exported.best_evidence(edge)["sentence"])
    mentions = [(cell(m["doc"]), m["begin"], m["end"], cell(m["text"])) for node in graph.nodes for m in node["mentions"]]
    assert [(r["document"], int(r["begin"]), int(r["end"]), r["text"]) for r in tables["mentions"]] == mentions
    assert graph.export("csv-nodes", "--label-language=ja").read_bytes() == (folder / "nodes.csv").read_bytes()
    assert graph.export("csv-edges", "--label-language=ja").read_bytes() == (folder / "edges.csv").read_bytes()
    return sum(len(rows) for rows in tables.values())


def check_neo4j(graph, folder):
    tables = {path.stem: read(path) for path in folder.iterdir()}
    assert sorted(tables) == ["documents", "mentions", "nodes", "relationships"]
    for name, rows in tables.items():
        # One row, one line: the import takes no line breaks within a field unless told so.
        assert len((folder / f"{name}.csv").read_bytes().splitlines()) == len(rows) + 1, name
        for row in rows:
            for header, text in row.items():
                assert HEADER.match(header), header
                kind = header.partition(":")[2]
                if text and kind in PARSE:
                    PARSE[kind](text)
    line = lambda text: kept(text).replace("\r", " ").replace("\n", " ")
    ids = [row["id:ID(Entity)"] for row in tables["nodes"]]
    assert ids == [line(node["id"]) for node in graph.nodes] and len(set(ids)) == len(ids)
    assert [row[":LABEL"] for row in tables["nodes"]] == [node["type"] for node in graph.nodes]
    assert [row["name_ja"] for row in tables["nodes"]] == [line(node["names"].get("ja", "")) for node in graph.nodes]
    for edge, row in zip(graph.edges, tables["relationships"], strict=True):
        assert row[":START_ID(Entity)"] in ids and row[":END_ID(Entity)"] in ids
        assert (row[":TYPE"], row["status"], float(row["confidence:double"])) == (edge["relation"], edge["status"], edge["confidence"])
        assert row["sentence"] == line(exported.best_evidence(edge)["sentence"])
    documents = [row["id:ID(Document)"] for row in tables["documents"]]
    assert documents == [line(key) for key in graph.documents]
    assert all(row[":END_ID(Document)"] in documents and row[":START_ID(Entity)"] in ids for row in tables["mentions"])
    assert sum(int(row["count:long"]) for row in tables["mentions"]) == sum(len(node["mentions"]) for node in graph.nodes)
    return sum(len(rows) for rows in tables.values())


def check(graph):
    return check_csv(graph, graph.export("csv", "--label-language=ja")) + check_neo4j(graph, graph.export("neo4j"))


exported.run(check)
