"""Graph JSON, read by networkx: `edges` by its newer releases, `links` by all."""
import inspect
import json

import exported

networkx = exported.needs("networkx", "python3-networkx")


def read(path, member):
    data = json.loads(path.read_text(encoding="utf-8"))
    name = "edges" if "edges" in inspect.signature(networkx.node_link_graph).parameters else "link"
    return networkx.node_link_graph(data, **{name: member})


def check(graph):
    compared = 0
    for path, member in ((graph.export("json"), "edges"), (graph.export("json", "--links"), "links")):
        found = read(path, member)
        assert found.is_directed() and found.is_multigraph()
        assert len(found) == len(graph.nodes) and found.number_of_edges() == len(graph.edges)
        for node in graph.nodes:
            assert found.nodes[node["id"]]["names"] == node["names"]
            compared += 1
        for edge in graph.edges:
            assert found.edges[edge["source"], edge["target"], edge["key"]]["evidence"] == edge["evidence"]
            compared += 1
    return compared


exported.run(check)
