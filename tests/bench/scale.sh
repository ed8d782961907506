#!/usr/bin/env bash
# The graph at scale: what merging synthetic facts costs, and questions to a large graph.
#   tests/bench/scale.sh [--build DIR] [--data DIR]
#
# Prints a table of runs of `reduce` (facts, documents, size of the facts, seconds by wall time and by processor time,
# peak memory, size of the graph), then what bench/questions prints. Facts are piped in and the graph is piped out, so that
# only the merge's temporary files lie on the disk; the processor time is that of `reduce`. Let nothing else run.
#   FACTS          runs of reduce: millions of facts ("0.1 1 10")
#   JOBS           threads of reduce (2)
#   GRAPH          arguments of bench/questions ("325000 20 1000000 0.3": about a million nodes, five million edges)
# --build: a build with WHOBUILDS_BENCH (build/release); --data: a folder with room for the temporary files, three times
# the facts (build/bench).
set -euo pipefail
cd "$(dirname "$0")/../.."

build=build/release data=build/bench
while [ $# -gt 0 ]; do
  case "$1" in
    --build) build=$2; shift ;;
    --data) data=$2; shift ;;
    *) echo "usage: tests/bench/scale.sh [--build DIR] [--data DIR]" >&2; exit 2 ;;
  esac
  shift
done
program=$build/src/whobuilds facts=$build/tests/bench/facts questions=$build/tests/bench/questions
for needed in "$program" "$facts" "$questions"; do
  [ -x "$needed" ] || { echo "$needed is missing: configure with -D WHOBUILDS_BENCH=ON and build" >&2; exit 2; }
done
mkdir -p "$data"
export TMPDIR=$data

# reduce of this many millions of facts, 20 in each document, about a tenth as many entities.
merge() {
  local documents entities
  documents=$(awk -v m="$1" 'BEGIN { print int(m * 50000) }')
  entities=$(awk -v m="$1" 'BEGIN { print int(m * 100000) }')
  "$facts" "$documents" 20 "$entities" | tee >(wc -c >"$data/bytes") |
    /usr/bin/time -o "$data/time" -f '%e %U %S %M' "$program" reduce - -j "${JOBS:-2}" --quiet | wc -c >"$data/graph"
  awk -v m="$1" -v documents="$documents" -v bytes="$(cat "$data/bytes")" -v graph="$(cat "$data/graph")" \
    '{ printf "| %s M | %d | %.2f GB | %.1f s | %.1f s | %.0f MB | %.2f GB |\n",
       m, documents, bytes / 1e9, $1, $2 + $3, $4 * 1024 / 1e6, graph / 1e9 }' "$data/time"
}

echo "# $(date -u +%F) load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
echo "| facts | documents | JSON Lines | wall time | processor time | peak memory | graph |"
echo "|---|---|---|---|---|---|---|"
for millions in ${FACTS:-0.1 1 10}; do merge "$millions"; done
echo
# shellcheck disable=SC2086
"$questions" ${GRAPH:-325000 20 1000000 0.3}
