"""N-Triples, Turtle and JSON-LD, read by rdflib and rapper: the same triples, and of the shape that rdf.h promises."""
import shutil
import subprocess

import exported

rdflib = exported.needs("rdflib", "python3-rdflib")
if shutil.which("rapper") is None:
    exported.skip("no rapper (Debian: raptor2-utils)")

from rdflib import RDF, Literal, Namespace, URIRef  # noqa: E402  after the check that it is there
from rdflib.namespace import DCTERMS, PROV, RDFS, SKOS, XSD  # noqa: E402

WB = Namespace("urn:whobuilds:vocabulary:")
WDT = Namespace("http://www.wikidata.org/prop/direct/")
WIKIDATA_REVERSED = {"develops": WDT.P178, "manufactures": WDT.P176, "invests_in": WDT.P1951}
WIKIDATA_FORWARD = {"part_of": WDT.P749, "based_on": WDT.P144, "contains": WDT.P527, "uses": WDT.P2283}


def one(found, subject, predicate):
    values = list(found.objects(subject, predicate))
    assert len(values) == 1, (subject, predicate, values)
    return values[0]


def check_evidence(found, evidence):
    assert (evidence, RDF.type, WB.Evidence) in found
    document = one(found, evidence, PROV.wasQuotedFrom)
    assert (document, RDF.type, WB.Document) in found and len(str(one(found, document, WB.sha256))) == 64
    begin, end = one(found, evidence, WB.begin), one(found, evidence, WB.end)
    assert begin.datatype == end.datatype == XSD.integer and 0 <= int(begin) < int(end)
    assert one(found, evidence, WB.sentence) and one(found, evidence, WB.rule)
    activity = one(found, evidence, PROV.wasGeneratedBy)
    assert (activity, RDF.type, PROV.Activity) in found and one(found, activity, PROV.wasAssociatedWith)


def check_shapes(found):
    facts = list(found.subjects(RDF.type, WB.Fact))
    for fact in facts:
        subject, predicate = one(found, fact, RDF.subject), one(found, fact, RDF.predicate)
        value, status = one(found, fact, RDF.object), str(one(found, fact, WB.status))
        assert status in ("asserted", "planned", "rumored", "denied")
        assert 0 <= float(one(found, fact, WB.confidence)) <= 1 and int(one(found, fact, WB.sources)) >= 0
        assert (subject, DCTERMS.identifier, None) in found
        assert isinstance(value, Literal) or (value, DCTERMS.identifier, None) in found
        if status == "asserted":
            assert (subject, predicate, value) in found
        evidence = list(found.objects(fact, PROV.wasDerivedFrom))
        assert evidence
        for each in evidence:
            check_evidence(found, each)
    return len(facts)


def literal(text):
    return text.replace("\x00", "")


def check_entities(graph, found, entities):
    for node in graph.nodes:
        entity = entities[literal(node["id"])]
        assert (entity, RDF.type, WB[node["type"]]) in found
        for language, name in node["names"].items():
            if name:
                assert (entity, RDFS.label, Literal(literal(name), lang=language)) in found
                assert (entity, SKOS.prefLabel, Literal(literal(name), lang=language)) in found
        for alias in node["aliases"]:
            known = {str(text) for predicate in (SKOS.altLabel, RDFS.label) for text in found.objects(entity, predicate)}
            assert literal(alias) in known, (alias, known)


def check_edges(graph, found, entities):
    for edge in graph.edges:
        fact = URIRef("urn:whobuilds:fact:" + edge["id"])
        source, target = entities[literal(edge["source"])], entities[literal(edge["target"])]
        assert one(found, fact, RDF.subject) == source and one(found, fact, RDF.object) == target
        assert str(one(found, fact, WB.status)) == edge["status"]
        assert float(one(found, fact, WB.confidence)) == edge["confidence"]
        assert len(list(found.objects(fact, PROV.wasDerivedFrom))) == len(edge["evidence"])
        sentences = {str(one(found, each, WB.sentence)) for each in found.objects(fact, PROV.wasDerivedFrom)}
        assert sentences == {literal(e["sentence"]) for e in edge["evidence"]}
        asserted = edge["status"] == "asserted"
        assert ((source, one(found, fact, RDF.predicate), target) in found) is asserted
        relation = edge["relation"]
        if relation in WIKIDATA_REVERSED:
            assert ((target, WIKIDATA_REVERSED[relation], source) in found) is asserted
        if relation in WIKIDATA_FORWARD:
            assert ((source, WIKIDATA_FORWARD[relation], target) in found) is asserted


def rapper_count(path, form):
    out = subprocess.run(["rapper", "--count", "-i", form, path], check=True, capture_output=True, text=True)
    return int(out.stderr.rsplit("returned", 1)[1].split()[0])


def check(graph):
    paths = {form: graph.export(form) for form in ("ntriples", "turtle", "jsonld")}
    found = rdflib.Graph().parse(paths["ntriples"], format="nt")
    assert set(found) == set(rdflib.Graph().parse(paths["turtle"], format="turtle"))
    assert set(found) == set(rdflib.Graph().parse(paths["jsonld"], format="json-ld"))
    assert rapper_count(paths["ntriples"], "ntriples") == rapper_count(paths["turtle"], "turtle") == len(found)
    assert check_shapes(found) == len(graph.edges) + sum(len(node["attributes"]) for node in graph.nodes)
    entities = {str(text): entity for entity, text in found.subject_objects(DCTERMS.identifier)
                if str(entity).startswith("urn:whobuilds:entity:")}
    assert len(entities) == len(graph.nodes)
    check_entities(graph, found, entities)
    check_edges(graph, found, entities)
    return len(found)


exported.run(check)
