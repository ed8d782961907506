"""The formats that hold articles, read by the Python standard library: each offset is cut out again in the unit of its
format and compared with the graph JSON, whose offsets are bytes.

A program: python3 articles.py WHOBUILDS. Reads the example articles and articles with characters outside the BMP, CR LF
line ends, a byte order mark, and markup that is no part of the text.
"""
import json
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree
from collections import Counter
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
HARD_ARTICLES = {
    "beyond.md": "# 𠮷野と🚀\n\n𠮷 🚀 Huaweiは「Ascend 910C」を開発した。😀アリババはQwen3を公開した。\n",
    "crlf.txt": "𠮷 NVIDIA acquired\r\nGroq.\r\n\r\nHuawei developed the\r\nAscend 910C. 🚀 TSMC manufactures the B200.\r\n",
    "bom.md": "\ufeff**Alibaba** developed [Qwen3](https://example.org/𠮷). NVIDIA does not supply Huawei.\n",
    "page.html": "<title>Chips &amp; more</title><p>😀 AMD &amp; <b>NVIDIA</b> compete. Huawei plans the Ascend 950.</p>\n",
    "deep/page.html": "<p>阿里巴巴研发了<i>Qwen3</i>。𠮷</p>\n",
}


class Case:
    """Articles, the graph read from them, and its mentions by document: (type, id, text) and where they begin."""

    def __init__(self, program, folder, articles):
        self.program, self.folder, self.articles = program, folder, articles
        self.graph_path = folder / "graph.json"
        texts = folder / "texts"
        subprocess.run([program, "extract", articles, "-q", "-o", self.graph_path, "--text-out", texts], check=True)
        data = json.loads(self.graph_path.read_text(encoding="utf-8"))
        self.documents = [document["id"] for document in data["graph"]["documents"]]
        self.texts = {}
        for document in data["graph"]["documents"]:
            in_file = document["offsets_in"] == "file"
            path = Path(document["path"]) if in_file else texts / (document["id"].replace("/", "_") + ".txt")
            self.texts[document["id"]] = path.read_bytes().decode("utf-8")
        self.mentions = {document: [] for document in self.documents}
        for node in data["nodes"]:
            for mention in node["mentions"]:
                begin = mention["begin"]
                self.mentions[mention["doc"]].append((node["type"], node["id"], mention["text"], begin))
        self.edges = {(edge["source"], edge["relation"], edge["target"]) for edge in data["edges"]}
        self.edges |= {(target, relation, source) for source, relation, target in self.edges}
        assert self.documents and self.edges and all(self.mentions.values())

    def export(self, name):
        out = self.folder / ("exported." + name)
        subprocess.run([self.program, "export", "--graph", self.graph_path, "--articles", self.articles, "--format", name,
                        "-o", out], check=True)
        return out

    def code_point(self, document, byte):
        return len(self.texts[document].encode("utf-8")[:byte].decode("utf-8"))


def without_space(text):
    return "".join(text.split())


def check_brat(case):
    folder = case.export("brat")
    types = (folder / "annotation.conf").read_text(encoding="utf-8").split()
    relations_seen, mentions_seen = 0, 0
    for document in case.documents:
        stem = document.replace("/", "_")
        text = (folder / (stem + ".txt")).read_bytes().decode("utf-8")
        assert text == case.texts[document], document
        found, names, relations = [], {}, []
        for line in (folder / (stem + ".ann")).read_bytes().decode("utf-8").split("\n")[:-1]:
            key, middle, rest = (line.split("\t") + [""])[:3]
            if key[0] == "T":
                entity_type, places = middle.split(" ", 1)
                spans = [tuple(map(int, place.split(" "))) for place in places.split(";")]
                assert " ".join(text[begin:end] for begin, end in spans) == rest, line
                assert entity_type in types
                names[key] = (entity_type, spans[0][0], rest)
            elif key[0] == "R":
                relation, source, target = middle.split(" ")
                assert relation in types
                relations.append((relation, source.removeprefix("Arg1:"), target.removeprefix("Arg2:")))
            else:
                assert key[0] == "#" and middle.startswith("AnnotatorNotes "), line
                about = middle.split(" ")[1]
                if about[0] == "T":
                    entity_type, begin, surface = names[about]
                    entity = rest.split(";")[0].removesuffix(" (not in the catalogue)")
                    names[about] = (entity_type, entity, surface, begin)
        expected = [(t, i, " ".join(s.splitlines()), case.code_point(document, b)) for t, i, s, b in case.mentions[document]]
        assert Counter(names.values()) == Counter(expected), (document, set(expected) ^ set(names.values()))
        for relation, source, target in relations:
            assert (names[source][1], relation, names[target][1]) in case.edges, (source, relation, target)
        relations_seen += len(relations)
        mentions_seen += len(names)
    assert relations_seen >= len(case.documents)
    return mentions_seen + relations_seen


def check_web_annotation(case):
    page = json.loads(case.export("web-annotation").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    own = {"urn:whobuilds:document:" + urllib.parse.quote(d, safe=":~"): d for d in case.documents}
    found = {document: [] for document in case.documents}
    ids = set()
    for item in page["items"]:
        ids.add(item["id"])
        document = own.get(item["target"]["source"])
        assert document is not None, item["target"]["source"]
        text = case.texts[document]
        place, quote = item["target"]["selector"]
        start, end = place["start"], place["end"]
        assert place["type"] == "TextPositionSelector" and quote["type"] == "TextQuoteSelector"
        assert text[start:end] == quote["exact"], item
        assert text[max(0, start - 32):start] == quote["prefix"] and text[end:end + 32] == quote["suffix"]
        if item["motivation"] == "identifying":
            entity = urllib.parse.unquote(item["body"][0]["source"].removeprefix("urn:whobuilds:entity:"))
            found[document].append((item["body"][1]["value"], entity, quote["exact"], start))
        else:
            assert item["motivation"] == "linking"
    assert len(ids) == len(page["items"])
    for document in case.documents:
        expected = [(t, i, s, case.code_point(document, b)) for t, i, s, b in case.mentions[document]]
        assert Counter(found[document]) == Counter(expected), document
    return len(ids)


def check_conll(case):
    lines = case.export("conll").read_bytes().decode("utf-8").split("\n")
    documents, open_name = [], None
    for line in lines[:-1]:
        if line == "-DOCSTART-\tO":
            documents.append([])
        if not line or line.startswith("-DOCSTART-"):
            open_name = None
            continue
        token, tag = line.split("\t")
        assert line.split() == [token, tag], line
        if tag == "O":
            open_name = None
        elif tag.startswith("B-"):
            open_name = [tag[2:], token]
            documents[-1].append(open_name)
        else:
            assert open_name is not None and tag == "I-" + open_name[0], line
            open_name[1] += token
    assert len(documents) == len(case.documents)
    expected = Counter()
    for document in case.documents:
        expected.update((t, without_space(s)) for t, i, s, b in case.mentions[document])
    found = Counter(tuple(name) for names in documents for name in names)
    assert found == expected, (found - expected, expected - found)
    return sum(found.values())


def check_label_studio(case):
    folder = case.export("label-studio")
    config = xml.etree.ElementTree.parse(folder / "config.xml").getroot()
    labels = {label.get("value") for label in config.iter("Label")}
    relations = {relation.get("value") for relation in config.iter("Relation")}
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    assert Counter(task["data"]["id"] for task in tasks) == Counter(case.documents)
    compared = 0
    for task in tasks:
        document, text = task["data"]["id"], task["data"]["text"]
        assert text == case.texts[document].replace("\r\n", "\n").replace("\r", "\n")
        units = text.encode("utf-16-le")
        found, ids = [], {}
        for result in task["predictions"][0]["result"]:
            if result["type"] == "labels":
                value = result["value"]
                assert units[2 * value["start"]:2 * value["end"]].decode("utf-16-le") == value["text"], value
                assert set(value["labels"]) <= labels
                ids[result["id"]] = result["meta"]["text"][0]
                found.append((value["labels"][0], ids[result["id"]], value["text"]))
            else:
                assert set(result["labels"]) <= relations
                assert (ids[result["from_id"]], result["labels"][0], ids[result["to_id"]]) in case.edges
                compared += 1
        expected = [(t, i, s.replace("\r\n", "\n")) for t, i, s, b in case.mentions[document]]
        assert Counter(found) == Counter(expected), document
        compared += len(found)
    return compared


def check_doccano(case):
    lines = case.export("doccano").read_text(encoding="utf-8").split("\n")[:-1]
    assert len(lines) == len(case.documents)
    ids, compared = set(), 0
    for line in lines:
        task = json.loads(line)
        document, text = task["document"], task["text"]
        assert text == case.texts[document]
        found = []
        for entity in task["entities"]:
            found.append((entity["label"], text[entity["start_offset"]:entity["end_offset"]], entity["start_offset"]))
            assert entity["id"] not in ids
            ids.add(entity["id"])
        expected = [(t, s, case.code_point(document, b)) for t, i, s, b in case.mentions[document]]
        assert Counter(found) == Counter(expected), document
        assert all({relation["from_id"], relation["to_id"]} <= ids for relation in task["relations"])
        compared += len(found) + len(task["relations"])
    return compared


CHECKS = (check_brat, check_web_annotation, check_conll, check_label_studio, check_doccano)


def main():
    program = sys.argv[1]
    for name in ("examples", "hard"):
        with tempfile.TemporaryDirectory() as folder:
            articles = Path(folder) / "articles"
            if name == "examples":
                articles = SOURCE / "examples/articles"
            else:
                for path, text in HARD_ARTICLES.items():
                    (articles / path).parent.mkdir(parents=True, exist_ok=True)
                    (articles / path).write_bytes(text.encode("utf-8"))
            case = Case(program, Path(folder), articles)
            for check in CHECKS:
                compared = check(case)
                assert compared >= 10, (check.__name__, compared)
                print(name, check.__name__, compared)


main()
