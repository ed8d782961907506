#!/usr/bin/env bash
# Builds everything and runs all tests: tests/run.sh [--full]
# Installs what is missing (Debian, as root or through sudo). --full, or CI=true, adds clang, the sanitizers, a short run
# of each fuzz target (FUZZ_SECONDS, default 10), and that the benchmarks still run; they are measured by tests/bench/run.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

full=false
[ "${CI:-}" = true ] && full=true
for argument in "$@"; do
  case "$argument" in
    --full) full=true ;;
    *) echo "usage: tests/run.sh [--full]" >&2; exit 2 ;;
  esac
done
jobs=$(nproc)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { printf '== %s\n' "$*"; }

# Shows the output of a command only if it fails.
quietly() {
  "$@" >"$log" 2>&1 </dev/null || { local code=$?; cat "$log" >&2; echo "== failed: $*" >&2; exit "$code"; }
}

build() {  # build PRESET [CMAKE-BUILD-ARGUMENTS...]: configures and builds
  local preset=$1
  shift
  step "building: $preset"
  local bench=OFF
  if $full && [ "$preset" = release ]; then bench=ON; fi
  quietly cmake --preset "$preset" -D WHOBUILDS_TESTS=ON -D WHOBUILDS_BENCH=$bench
  local command=(cmake --build --preset "$preset" --parallel "$jobs" "$@")
  # On a terminal ninja shows how far it is on one line.
  if [ -t 1 ]; then "${command[@]}"; else quietly "${command[@]}"; fi
}

sanitized_tests() {
  step "testing: fuzz (clang, address and undefined-behaviour sanitizers)"
  # Without the browser test: the server's layouts are children of a process with threads, and the sanitizer's allocator
  # does not survive the copy in one of some 200, which then hangs until its time limit. The release build runs it; the
  # server's other tests ask for every route here too.
  quietly ctest --preset fuzz --parallel "$jobs" --exclude-regex '^viewer$'
  grep 'tests passed' "$log"
}

threads_sanitized() {
  build tsan --target whobuilds_cli cli_tests
  step "testing: tsan"
  quietly build/tsan/tests/cli_tests --test-case='*number of threads*'
}

# install_from_npm FOLDER WHAT: what package-lock.json of the folder pins, into node_modules beside it.
install_from_npm() {
  local folder=$1 what=$2
  # npm leaves its own copy of the list behind when it is done.
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return
  step "installing: $what (npm)"
  if npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >"$log" 2>&1 </dev/null; then return; fi
  cat "$log" >&2
  if [ "${CI:-}" = true ]; then echo "== failed: npm ci in $folder" >&2; exit 1; fi
  echo "== no npm packages: goes on without $what" >&2
}

fuzz_targets() {
  local seconds=${FUZZ_SECONDS:-10} target count=0
  for target in build/fuzz/tests/*_fuzz; do
    [ -x "$target" ] || continue
    count=$((count + 1))
    local name corpus
    name=$(basename "$target")
    corpus=$(mktemp -d)
    local seeds=examples/articles
    [ "$name" = rules_fuzz ] && seeds=rules/relations
    step "fuzzing: $name, $seconds s"
    quietly "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -artifact_prefix=build/fuzz/ \
      "$corpus" "$seeds"
    rm -rf "$corpus"
  done
  [ "$count" -gt 0 ] || { echo "== no fuzz target was built" >&2; exit 1; }
}

if $full; then .ci/install build test full; else .ci/install build test; fi
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then .ci/install node; fi
install_from_npm tests/export_readers "readers of exported files"
install_from_npm src/serve/web "what the viewer is built of"
install_from_npm tests/viewer "what the viewer is tested with"

build release
if $full; then
  build fuzz
  sanitized_tests
  fuzz_targets
  threads_sanitized
fi

step "testing: release"
ctest --preset release --parallel "$jobs" --output-log build/release/ctest.log
