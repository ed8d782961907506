"""Grafana's two tables and JSON Graph Format 2: the members that their documentation requires, by name and type."""
import json

import exported

STATUSES = ("asserted", "planned", "rumored", "denied")


def check_grafana(graph, data):
    assert sorted(data) == ["edges", "nodes"]
    for rows in data.values():
        assert all(list(row) == list(rows[0]) for row in rows)  # a table: the same columns in every row
    for node, row in zip(graph.nodes, data["nodes"], strict=True):
        assert row["id"] == node["id"] and row["title"] == graph.label(node, "ja") and row["subtitle"] == node["type"]
        ring = sum(row["arc__" + status] for status in STATUSES)
        assert ring == 0 if row["mainstat"] == 0 else abs(ring - 1) < 1e-9
    assert sum(row["mainstat"] for row in data["nodes"]) == 2 * len(graph.edges)
    for edge, row in zip(graph.edges, data["edges"], strict=True):
        assert (row["id"], row["source"], row["target"]) == (edge["id"], edge["source"], edge["target"])
        assert row["secondarystat"] == edge["status"]
        assert row["detail__sentence"] == exported.best_evidence(edge)["sentence"]


def check_jgf(graph, data):
    assert list(data) == ["graph"] and data["graph"]["directed"] is True
    nodes, edges = data["graph"]["nodes"], data["graph"]["edges"]
    assert isinstance(nodes, dict) and list(nodes) == [node["id"] for node in graph.nodes]
    for node in graph.nodes:
        found = nodes[node["id"]]
        assert sorted(found) == ["label", "metadata"] and found["label"] == graph.label(node, "ja")
        assert found["metadata"]["aliases"] == node["aliases"]
        assert found["metadata"]["attributes"] == node["attributes"]
    for edge, found in zip(graph.edges, edges, strict=True):
        assert set(found) == {"id", "source", "target", "relation", "label", "directed", "metadata"}
        assert found["source"] in nodes and found["target"] in nodes
        assert found["relation"] == edge["relation"] and found["metadata"]["evidence"] == edge["evidence"]
        assert found["directed"] is (edge["relation"] not in ("competes_with", "partners_with"))


def check(graph):
    read = lambda name: json.loads(graph.export(name, "--label-language=ja").read_text(encoding="utf-8"))
    check_grafana(graph, read("grafana"))
    check_jgf(graph, read("jgf"))
    return 2 * (len(graph.nodes) + len(graph.edges))


exported.run(check)
