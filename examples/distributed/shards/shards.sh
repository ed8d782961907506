#!/usr/bin/env bash
# The graph of files of JSON Lines in shards, one after another on this machine: shards.sh FORMAT SHARDS OUT FILE.jsonl...
# FORMAT: neo4j (OUT/shard-K/nodes.csv ...) or ntriples (OUT/shard-K.nt).
set -euo pipefail
[ $# -ge 4 ] || { echo "usage: $0 neo4j|ntriples SHARDS OUT FILE.jsonl..." >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
whobuilds=${WHOBUILDS:-whobuilds}
format=$1 shards=$2 out=$3
shift 3
facts=$(mktemp -d)
trap 'rm -rf "$facts"' EXIT
mkdir -p "$out"

# On many machines: each file where it lies.
number=0
for file in "$@"; do
  "$whobuilds" map "$file" --quiet | "$here/shards.py" split "$shards" "$facts" "facts-$number"
  number=$((number + 1))
done

# On many machines: each shard where there is room.
for ((shard = 0; shard < shards; ++shard)); do
  if [ "$format" = neo4j ]; then
    "$whobuilds" reduce "$facts/shard-$shard" --quiet --format neo4j -o "$out/shard-$shard"
    "$here/shards.py" own "$shards" "$shard" "$out/shard-$shard"
  else
    "$whobuilds" reduce "$facts/shard-$shard" --quiet --format "$format" -o "$out/shard-$shard.nt"
  fi
done
