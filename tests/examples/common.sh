# What the tests of examples/distributed begin with. Sourced by a script that is called with WHOBUILDS SOURCE_TREE.
# Leaves the caller in a folder of its own with news.jsonl (the example articles), one.json (the graph of one process),
# $whobuilds, $source_tree, $distributed.
set -euo pipefail
whobuilds=$(realpath "$1")
source_tree=$(realpath "$2")
distributed=$source_tree/examples/distributed

# needs PROGRAM...: without one, the test is skipped; where CI=true it fails.
needs() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null && continue
    skip "no $program"
  done
}

skip() {
  echo "skipped: $1"
  [ "${CI:-}" = true ] && exit 1
  exit 77
}

# expect MESSAGE COMMAND...: fails with the message unless the command succeeds.
expect() {
  local message=$1
  shift
  "$@" || { echo "failed: $message" >&2; exit 1; }
}

needs python3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export HOME=$scratch PYTHONDONTWRITEBYTECODE=1

python3 - "$source_tree/examples/articles" > news.jsonl <<'END'
import json, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    field = "markdown" if path.suffix == ".md" else "text"
    print(json.dumps({"id": path.stem, field: path.read_text(encoding="utf-8")}))
END
"$whobuilds" extract news.jsonl --quiet -o one.json
expect "the graph of one process is smaller than thought" [ "$(grep -c '"relation":' one.json)" -gt 50 ]
