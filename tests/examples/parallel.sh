#!/usr/bin/env bash
# examples/distributed/parallel gives the graph of one process: parallel.sh WHOBUILDS SOURCE_TREE
. "$(dirname "$0")/common.sh"
needs parallel
export PARALLEL_HOME=$scratch WHOBUILDS=$whobuilds

for jobs in 1 3; do
  # Small blocks: several processes for these few lines.
  BLOCK=6k "$distributed/parallel/parallel.sh" news.jsonl "graph-$jobs.json" "$jobs"
  expect "the graph of $jobs processes is that of one" cmp one.json "graph-$jobs.json"
done
