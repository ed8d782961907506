#!/usr/bin/env python3
"""A graph in shards, none of which has to fit where the whole would not.

  shards.py split SHARDS FOLDER NAME < facts.jsonl    deals lines of facts out to FOLDER/shard-K/NAME.jsonl
  shards.py own SHARDS K FOLDER                       takes the rows of other shards out of the Neo4j files of shard K

Each node belongs to the shard that the hash of its id names, with its names, attributes and mentions; each edge to that of
the hash of its two ends, with all its evidence. So everything that is computed about either is computed from all there is.
"""
import csv
import hashlib
import json
import os
import sys


def owner(key, shards):
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % shards


def edge_key(relation):
    return "\t".join(sorted((relation["source"], relation["target"])))  # a symmetric one may be said either way


def guest(entity):
    """The end of an edge whose node belongs to another shard: what it is, and nothing that is counted or chosen from."""
    return {"id": entity["id"], "type": entity["type"], "label": "", "names": {}, "aliases": [], "discovered": False}


def share(facts, shard, shards):
    """What of the facts of a document belongs to the shard. The document itself is known to all."""
    def own(key):
        return owner(key, shards) == shard

    relations = [relation for relation in facts["relations"] if own(edge_key(relation))]
    attributes = [attribute for attribute in facts["attributes"] if own(attribute["entity"])]
    ends = {relation[end] for relation in relations for end in ("source", "target")}
    sentences = {(fact["evidence"]["sentence_begin"], fact["evidence"]["sentence_end"]) for fact in relations + attributes}
    return {
        **facts,
        "entities": [entity if own(entity["id"]) else guest(entity)
                     for entity in facts["entities"] if own(entity["id"]) or entity["id"] in ends],
        "mentions": [mention for mention in facts["mentions"] if own(mention["entity"])],
        "relations": relations,
        "attributes": attributes,
        "sentences": [sentence for sentence in facts["sentences"] if (sentence["begin"], sentence["end"]) in sentences],
    }


def split(shards, folder, name):
    paths = [os.path.join(folder, f"shard-{shard}") for shard in range(shards)]
    for path in paths:
        os.makedirs(path, exist_ok=True)
    outputs = [open(os.path.join(path, name + ".jsonl"), "w", encoding="utf-8", newline="\n") for path in paths]
    for line in sys.stdin:
        facts = json.loads(line)
        if "error" in facts:
            continue
        for shard, output in enumerate(outputs):
            print(json.dumps(share(facts, shard, shards), ensure_ascii=False), file=output)
    for output in outputs:
        output.close()


def keep_own(path, shards, shard):
    """Row by row: the file may be large."""
    with open(path, encoding="utf-8", newline="") as rows, open(path + ".part", "w", encoding="utf-8", newline="") as kept:
        reader, writer = csv.reader(rows), csv.writer(kept, lineterminator="\n")
        writer.writerow(next(reader))
        writer.writerows(row for row in reader if owner(row[0], shards) == shard)
    os.replace(path + ".part", path)


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    csv.field_size_limit(sys.maxsize)
    match sys.argv[1:]:
        case ["split", shards, folder, name]:
            split(int(shards), folder, name)
        case ["own", shards, shard, folder]:
            for name in ("nodes.csv", "documents.csv"):
                keep_own(os.path.join(folder, name), int(shards), int(shard))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
