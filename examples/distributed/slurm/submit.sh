#!/usr/bin/env bash
# Queues the graph of many files of JSON Lines: submit.sh FOLDER GRAPH FILE.jsonl...
# FOLDER, which all nodes see, takes the list of files and the facts. Where the program is not on the PATH of the nodes:
# WHOBUILDS=/shared/bin/whobuilds.
set -euo pipefail
[ $# -ge 3 ] || { echo "usage: $0 FOLDER GRAPH FILE.jsonl..." >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1/facts" && cd "$1" && pwd)
graph=$(realpath "$2")
shift 2

# The list is written once: a task that is queued again must find its own file at its place.
realpath "$@" > "$folder/shards.txt"
array=$(sbatch --parsable --array="0-$(($# - 1))" "$here/map.sbatch" "$folder/shards.txt" "$folder/facts")
sbatch --parsable --dependency="afterok:$array" "$here/reduce.sbatch" "$folder/facts" "$graph"
