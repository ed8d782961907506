#!/usr/bin/env bash
# From nothing to a first graph: installs what is missing (Debian, as root or through sudo), builds, reads
# examples/articles, draws them and asks a question.
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
  "$@" >"$log" 2>&1 </dev/null || { local code=$?; cat "$log" >&2; echo "== failed: $*" >&2; exit "$code"; }
}

.ci/install build
echo "== building (the first time takes some minutes)"
# The tests need packages of their own; where they have been configured they stay so.
[ -f build/release/build.ninja ] || quietly cmake --preset release -D WHOBUILDS_TESTS=OFF
build=(cmake --build --preset release --parallel "$(nproc)" --target whobuilds_cli)
# On a terminal ninja shows how far it is on one line.
if [ -t 1 ]; then "${build[@]}"; else quietly "${build[@]}"; fi

whobuilds=build/release/src/whobuilds
results=build/quickstart
mkdir -p "$results"
echo "== reading examples/articles"
"$whobuilds" extract examples/articles -o "$results/graph.json"
"$whobuilds" export --graph "$results/graph.json" -o "$results/graph.dot"
"$whobuilds" export --graph "$results/graph.json" -o "$results/graph.svg"

question="who builds Ascend 910C?"
echo "== $question"
"$whobuilds" ask "$question" --graph "$results/graph.json" --fail-empty

cat <<END
== results
$results/graph.json   the graph, every edge with its sentences
$results/graph.dot    the same for Graphviz
$results/graph.svg    the same as a picture: open it in a browser
Ask more: $whobuilds ask "what does Huawei build?" --graph $results/graph.json
END
