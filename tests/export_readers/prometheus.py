"""The Prometheus text form, read by its Python client."""
import exported

exported.needs("prometheus_client", "python3-prometheus-client")
from prometheus_client.parser import text_string_to_metric_families  # noqa: E402  after the check that it is there


def check(graph):
    families = {family.name: family.samples
                for family in text_string_to_metric_families(graph.export("prometheus").read_text(encoding="utf-8"))}
    total = lambda name: sum(sample.value for sample in families[name])
    assert total("whobuilds_documents") == len(graph.documents)
    assert total("whobuilds_nodes") == len(graph.nodes)
    assert total("whobuilds_edges") == len(graph.edges)
    assert total("whobuilds_mentions") == sum(len(node["mentions"]) for node in graph.nodes)
    assert total("whobuilds_evidence") == sum(len(edge["evidence"]) for edge in graph.edges)
    assert total("whobuilds_attributes") == sum(len(node["attributes"]) for node in graph.nodes)
    assert families["whobuilds_info"][0].labels["root"] == graph.data["graph"]["root"]
    for sample in families["whobuilds_edges"]:
        same = [e for e in graph.edges if (e["relation"], e["status"]) == (sample.labels["relation"], sample.labels["status"])]
        assert sample.value == len(same) > 0
    return sum(len(samples) for samples in families.values())


exported.run(check)
