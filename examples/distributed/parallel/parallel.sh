#!/usr/bin/env bash
# The graph of a file of JSON Lines, read by several processes of GNU parallel: parallel.sh NEWS.jsonl GRAPH [JOBS]
# Where the program is not on the PATH: WHOBUILDS=build/release/src/whobuilds. Other machines: PARALLEL="--sshlogin a,b".
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: $0 NEWS.jsonl GRAPH [JOBS]" >&2; exit 2; }
whobuilds=${WHOBUILDS:-whobuilds}
jobs=${3:-$(nproc)}

# Each process gets whole lines. A process takes a tenth of a second to start: blocks should not be much smaller.
parallel --pipe --block "${BLOCK:-4M}" --jobs "$jobs" "$whobuilds" map --jobs 1 --quiet < "$1" |
  "$whobuilds" reduce -o "$2"
