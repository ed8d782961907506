"""GraphML and GEXF 1.2, read by networkx; GEXF 1.3, which it does not know, by the XML parser."""
import re
import xml.etree.ElementTree as ElementTree

import exported

networkx = exported.needs("networkx", "python3-networkx")

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value):
    """What XML can hold of it."""
    return NOT_XML.sub("", value)


def check_node(graph, node, found, language):
    assert found.get("label", "") == text(graph.label(node, language)), (found, node)
    assert found["type"] == node["type"]
    assert found["discovered"] is node["discovered"]
    assert found["mentions"] == len(node["mentions"])
    for name in ("en", "ja", "zh"):
        assert found.get("name_" + name, "") == text(node["names"].get(name, ""))
    assert found.get("aliases", "") == ";".join(text(alias).replace(";", ",") for alias in node["aliases"])
    assert found.get("attributes", "").count(": ") >= len(node["attributes"])


def check_edge(edge, found):
    evidence = exported.best_evidence(edge)
    assert found["relation"] == edge["relation"] and found["status"] == edge["status"]
    assert found["confidence"] == edge["confidence"] == found["weight"]
    assert found["inferred"] is edge["inferred"]
    assert found["evidence_count"] == len(edge["evidence"])
    assert found["sentence"] == text(evidence["sentence"])
    assert found["document"] == evidence["doc"]
    assert (found["evidence_begin"], found["evidence_end"]) == (evidence["begin"], evidence["end"])
    assert found["rule"] == evidence["rule"]
    for key, quantity in edge["attributes"].items():
        if key in ("count", "amount"):
            assert found[key] == exported.value_of(quantity)


def check_networkx(graph, found, language):
    assert found.is_directed() and len(found) == len(graph.nodes) and found.number_of_edges() == len(graph.edges)
    for node in graph.nodes:
        check_node(graph, node, found.nodes[text(node["id"])], language)
    edges = {(a, b, data["relation"]): data for a, b, data in found.edges(data=True)}
    for edge in graph.edges:
        check_edge(edge, edges[text(edge["source"]), text(edge["target"]), edge["relation"]])
    return len(graph.nodes) + len(graph.edges)


def check_gexf_13(graph, path):
    root = ElementTree.parse(path).getroot()
    space = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    assert root.tag == "{http://gexf.net/1.3}gexf" and root.get("version") == "1.3"
    nodes, edges = root.findall(".//g:node", space), root.findall(".//g:edge", space)
    assert [node.get("id") for node in nodes] == [node["id"] for node in graph.nodes]
    assert [node.get("label") for node in nodes] == [text(graph.label(node, "ja")) for node in graph.nodes]
    assert [edge.get("kind") for edge in edges] == [edge["relation"] for edge in graph.edges]
    assert [float(edge.get("weight")) for edge in edges] == [edge["confidence"] for edge in graph.edges]
    places = {(p.get("x"), p.get("y")) for p in root.findall(".//viz:position", space)}
    assert len(places) == len(nodes)
    declared = {a.get("id") for a in root.findall(".//g:attributes[@class='edge']/g:attribute", space)}
    used = {v.get("for") for v in root.findall(".//g:edge/g:attvalues/g:attvalue", space)}
    assert used and used <= declared
    return len(nodes) + len(edges)


def check_analyses(graph, found):
    ranks = [data["pagerank"] for _, data in found.nodes(data=True)]
    assert len(ranks) == len(graph.nodes) and abs(sum(ranks) - 1) < 1e-6
    components = {}
    for node, data in found.nodes(data=True):
        components.setdefault(data["component"], set()).add(node)
    sure = networkx.Graph((a, b) for a, b, data in found.edges(data=True) if data["status"] != "denied")
    sure.add_nodes_from(found)
    assert sorted(map(sorted, networkx.connected_components(sure))) == sorted(map(sorted, components.values()))
    return len(ranks)


def check(graph):
    compared = check_networkx(graph, networkx.read_graphml(graph.export("graphml", "--label-language=zh")), "zh")
    compared += check_networkx(graph, networkx.read_gexf(graph.export("gexf-1.2")), "en")
    compared += check_analyses(graph, networkx.read_graphml(graph.export("graphml", "--with-analyses")))
    return compared + check_gexf_13(graph, graph.export("gexf", "--label-language=ja"))


exported.run(check)
