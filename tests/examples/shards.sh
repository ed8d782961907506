#!/usr/bin/env bash
# examples/distributed/shards: the shards together hold what the whole graph holds: shards.sh WHOBUILDS SOURCE_TREE
. "$(dirname "$0")/common.sh"
export WHOBUILDS=$whobuilds

split --number=l/3 --additional-suffix=.jsonl news.jsonl news-
for format in neo4j ntriples; do
  "$distributed/shards/shards.sh" "$format" 4 "$format" news-a*.jsonl
  "$whobuilds" reduce --format "$format" -o "whole-$format" < <("$whobuilds" map --quiet news.jsonl) 2>/dev/null
done

python3 - <<'END'
import csv, pathlib, re

def rows(folder, name):
    """As sets of (column, value), without what is empty: shards have the columns that they need."""
    with open(pathlib.Path(folder, name), encoding="utf-8", newline="") as file:
        return [tuple(sorted((k, v) for k, v in row.items() if v)) for row in csv.DictReader(file)]

total = 0
for name in ("nodes.csv", "documents.csv", "relationships.csv", "mentions.csv"):
    whole = rows("whole-neo4j", name)
    shards = [rows(f"neo4j/shard-{shard}", name) for shard in range(4)]
    assert sum(map(len, shards)) == len(whole), (name, [len(shard) for shard in shards], len(whole))
    assert sorted(sum(shards, [])) == sorted(whole), name
    if name != "documents.csv":
        assert all(shard for shard in shards), f"{name} of a shard is empty"
    total += len(whole)
assert total > 500, total

def triples(*paths):
    """Each shard is a run of its own; all else is the same."""
    lines = "".join(pathlib.Path(path).read_text(encoding="utf-8") for path in paths)
    return set(re.sub(r"urn:whobuilds:run:[0-9a-f]+", "urn:whobuilds:run:", lines).splitlines())

whole = triples("whole-ntriples")
assert triples(*(f"ntriples/shard-{shard}.nt" for shard in range(4))) == whole
assert len(whole) > 5000, len(whole)
END
