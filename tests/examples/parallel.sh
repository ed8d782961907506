#!/usr/bin/env bash
# examples/distributed/parallel.sh gives the graph of one process: parallel.sh WHOBUILDS SOURCE_TREE
set -euo pipefail
whobuilds=$1
source_tree=$2
for program in parallel python3; do
  command -v "$program" >/dev/null && continue
  echo "skipped: no $program"
  [ "${CI:-}" = true ] && exit 1
  exit 77
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export PARALLEL_HOME=$scratch HOME=$scratch

python3 - "$source_tree/examples/articles" > news.jsonl <<'END'
import json, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    field = "markdown" if path.suffix == ".md" else "text"
    print(json.dumps({"id": path.stem, field: path.read_text(encoding="utf-8")}))
END

"$whobuilds" extract news.jsonl --quiet -o one.json
for jobs in 1 3; do
  # Small blocks: several processes for these few lines.
  WHOBUILDS=$whobuilds BLOCK=6k "$source_tree/examples/distributed/parallel.sh" news.jsonl "graph-$jobs.json" "$jobs"
  cmp one.json "graph-$jobs.json"
done
[ "$(grep -c '"relation":' one.json)" -gt 50 ] || { echo "the graph is smaller than expected" >&2; exit 1; }
