#!/usr/bin/env bash
# The server under load: tests/bench/serve.sh [--build DIR] [--data DIR]
#
# Adds synthetic articles (about 100,000 facts) to a store, serves it and measures with wrk over loopback, on the same
# machine: who-builds questions, pattern queries and neighbourhoods, first alone, then while `add` writes to the same
# store; then many clients for minutes over mixed routes, with the memory and the open files of the server before and
# after. Prints a table; fails when an answer is an error. Let nothing else run.
#   DOCUMENTS      articles of 20 sentences (5000)
#   SECONDS_EACH   of each short run (10)
#   SECONDS_MIXED  of the long run (300)
#   CLIENTS        of the long run (24); the short ones have 4
# --build: a build of the program (build/release); --data: where the store is kept (build/bench).
set -euo pipefail
cd "$(dirname "$0")/../.."

build=build/release data=build/bench
while [ $# -gt 0 ]; do
  case "$1" in
    --build) build=$2 ;;
    --data) data=$2 ;;
    *) echo "usage: tests/bench/serve.sh [--build DIR] [--data DIR]" >&2; exit 2 ;;
  esac
  shift 2
done
program=$build/src/whobuilds store=$data/served.db documents=${DOCUMENTS:-5000}
[ -x "$program" ] || { echo "$program is missing: build it first" >&2; exit 2; }
for needed in wrk curl python3; do
  command -v "$needed" >/dev/null || { echo "$needed is missing: apt-get install $needed" >&2; exit 2; }
done
mkdir -p "$data"

# articles FIRST COUNT: as JSON Lines. Few companies are named often and most seldom; what is written decides every byte.
articles() {
  python3 - "$1" "$2" <<'PYTHON'
import json, random, sys
first, count = int(sys.argv[1]), int(sys.argv[2])
SENTENCES = ["{a} developed the Ascend {n}C, an AI accelerator.", "{a} supplies {b}.", "{a} competes with {b}.",
             "{a} manufactures the Ascend {n}C, an AI accelerator.", "{a} invested in {b}."]
def company(random):
    return f"Maker{int(3000 ** random.random())} Inc."
for i in range(first, first + count):
    of_document = random.Random(i)
    text = " ".join(of_document.choice(SENTENCES).format(a=company(of_document), b=company(of_document),
                                                         n=int(100 + 2000 ** of_document.random()))
                    for _ in range(20))
    print(json.dumps({"id": f"d{i}", "date": f"2025-{1 + i % 12:02}-{1 + i % 28:02}", "title": f"News {i}", "text": text}))
PYTHON
}

rm -f "$store" "$store"-wal "$store"-shm "$data/address"
articles 0 "$documents" | "$program" add - --db "$store" --quiet
"$program" serve --db "$store" --port 0 >"$data/address" &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
until [ -s "$data/address" ]; do kill -0 $server; sleep 0.1; done
address=$(cat "$data/address")

# What is asked: names that are in the graph, those of most facts and others.
python3 - "$address/api/v1" "$data" <<'PYTHON'
import json, sys, urllib.parse, urllib.request
api, data = sys.argv[1:]
def labels(kind):
    with urllib.request.urlopen(f"{api}/entities?limit=100&sort=edges&type={kind}") as answer:
        return [item["label"] for item in json.load(answer)["items"]]
def path(route, **parameters):
    return "/api/v1/" + route + "?" + urllib.parse.urlencode(parameters)
chips, companies = labels("Chip"), labels("Company")
routes = {
    "ask": [path("ask", q=f"who builds {chip}?") for chip in chips],
    "query": [path("query", q=f"MATCH (c:Company)-[:develops]->(x {{name: '{chip}'}}) RETURN c.name") for chip in chips],
    "neighbourhood": [path("neighbourhood", id=name, depth=1, limit=60, layout="none") for name in companies],
    "neighbourhood, laid out": [path("neighbourhood", id=name, depth=1, limit=60) for name in companies],
}
others = [path("complete", q=name[:6]) for name in companies] + [path("entity", id=chip) for chip in chips] + \
    [path("facts", source=name, limit=20) for name in companies] + [path("search", q=chip) for chip in chips] + \
    [path("documents", offset=20 * i, limit=20) for i in range(50)] + ["/api/v1/stats", "/metrics", "/"]
routes["mixed"] = [each for row in zip(*[routes["ask"], routes["query"], routes["neighbourhood, laid out"]])
                   for each in row] + others
for name, paths in routes.items():
    with open(f"{data}/{name}.paths", "w") as file:
        file.write("\n".join(paths) + "\n")
PYTHON

errors=0
each=(ask query neighbourhood "neighbourhood, laid out")
# load NAME PATHS CLIENTS SECONDS: a row of the table.
load() {
  local result
  result=$(PATHS="$data/$2.paths" wrk -t1 -c"$3" -d"$4"s --timeout 30s -s tests/bench/serve.lua "$address" | grep '^RESULT')
  awk -v name="$1" -v clients="$3" '{ printf "| %s | %d | %d | %s ms | %s ms | %d |\n", name, clients, $2, $3, $4, $5 }' \
    <<<"$result"
  errors=$((errors + $(awk '{ print $5 }' <<<"$result")))
}
memory() { awk '/^VmRSS/ { printf "%d MB", $2 / 1024 }' /proc/$server/status; }
files() { find /proc/$server/fd -mindepth 1 | wc -l; }

echo "# $(date -u +%F) load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
echo "# $(curl -s "$address/api/v1/stats" | python3 -c 'import json, sys; s = json.load(sys.stdin)
print(s["documents"], "documents,", s["nodes"], "nodes,", s["edges"], "edges,", s["evidence"], "pieces of evidence")')"
echo "| | clients | requests/s | median | 99 % within | errors |"
echo "|---|---|---|---|---|---|"
for name in "${each[@]}"; do load "$name" "$name" 4 "${SECONDS_EACH:-10}"; done

touch "$data/adding"
(
  first=$documents
  while [ -e "$data/adding" ]; do
    articles "$first" 50 | "$program" add - --db "$store" --quiet
    first=$((first + 50))
  done
  echo $((first - documents)) >"$data/added"
) &
adding=$!
for name in "${each[@]}"; do load "$name, while \`add\` writes" "$name" 4 "${SECONDS_EACH:-10}"; done
rm "$data/adding"
wait $adding

sleep 5  # until idle connections have been closed
before="$(memory), $(files) files"
load "mixed, ${SECONDS_MIXED:-300} s" mixed "${CLIENTS:-24}" "${SECONDS_MIXED:-300}"
sleep 20  # what was asked for last is still worked out
echo
echo "$(cat "$data/added") documents were added meanwhile. The server before the long run: $before; after: $(memory), $(files) files."
"$program" verify --db "$store" --json >/dev/null || { echo "the store does not hold" >&2; exit 1; }
[ "$errors" = 0 ] || { echo "$errors errors" >&2; exit 1; }
