"""What the reader tests share: graphs to export, and what must be found again in what was exported.

Each test is a program: python3 <test>.py WHOBUILDS. It exports three graphs (one of many details, one of hostile texts,
and what the example articles say), has them read by somebody else's reader, and compares with the graph JSON. Without
the reader it exits with 77, which counts as skipped; where CI=true that is a failure.
"""
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
SKIPPED = 77


def skip(reason):
    print("skipped:", reason)
    sys.exit(1 if os.environ.get("CI") == "true" else SKIPPED)


def needs(module, package):
    """The module, if the Debian package that has it is installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        skip(f"no Python module {module} (Debian: {package})")


class Graph:
    """One graph and the program that exports it."""

    def __init__(self, program, path, folder):
        self.program, self.path, self.folder = program, path, folder
        self.data = json.loads(Path(path).read_text(encoding="utf-8"))
        self.nodes, self.edges = self.data["nodes"], self.data["edges"]
        self.documents = {document["id"]: document for document in self.data["graph"]["documents"]}
        assert self.nodes and self.edges and self.documents

    def export(self, name, *options):
        """The path of the file or folder that holds the graph in this format."""
        out = Path(self.folder) / (Path(self.path).stem + "." + name + "".join(options))
        subprocess.run([self.program, "export", "--graph", self.path, "--format", name, "-o", out, *options], check=True)
        return out

    def label(self, node, language="en"):
        return node["names"].get(language) or node["label"] or node["id"]


def graphs(program):
    golden = SOURCE / "tests/unit/export/golden"
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.json"
        subprocess.run([program, "extract", SOURCE / "examples/articles", "--quiet", "-o", articles], check=True)
        for path in (golden / "small_world.json", golden / "hostile.json", articles):
            yield Graph(program, path, folder)


def best_evidence(edge):
    """The evidence that formats with one place for it show: of the edge's status, then the most confident, then first."""
    return max(edge["evidence"], key=lambda e: (e["status"] == edge["status"], e["confidence"]))


def value_of(quantity):
    """A quantity of an edge without its unit."""
    return quantity["value"] if isinstance(quantity, dict) else quantity


def run(check):
    """Runs check(graph) for each graph; it returns how many things it compared."""
    compared = [check(graph) for graph in graphs(sys.argv[1])]
    assert len(compared) == 3 and all(count > 0 for count in compared), compared
    print("compared:", *compared)
