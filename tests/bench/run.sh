#!/usr/bin/env bash
# Full extraction beside its peers, in one run on one pinned core: tests/bench/run.sh [--build DIR] [--data DIR]
#
# Prints rows in the form of the benchmark kit (see row.cc for the columns), then each ratio that is a goal with what it
# came to. All are medians of five by processor time, but two threads beside one, which are by wall time: let nothing
# else run. What is not there is skipped with a message:
#   KIT            folder of the kit (../shared/bench): corpora, alias lists, ICU and the peers' programs
#   SEEDS          folder of seed articles *.md for its corpora (000.md to 004.md of ../shared/articles)
#   REAL           folder of real articles (../shared/corpus; examples/articles when that is absent)
#   NODE_PATH      node_modules with wink-nlp and wink-eng-lite-web-model
#   FLASHTEXT_DIR  folder that holds the Python package flashtext
#   PYTHON         the Python that has ahocorasick (/usr/bin/python3)
#   CORE           the core that is pinned (1)
# --build: a build with WHOBUILDS_BENCH (build/release); --data: where made corpora are kept (build/bench).
set -euo pipefail
cd "$(dirname "$0")/../.."

build=build/release data=build/bench
while [ $# -gt 0 ]; do
  case "$1" in
    --build) build=$2 ;;
    --data) data=$2 ;;
    *) echo "usage: tests/bench/run.sh [--build DIR] [--data DIR]" >&2; exit 2 ;;
  esac
  shift 2
done
kit=${KIT:-../shared/bench} real=${REAL:-../shared/corpus} python=${PYTHON:-/usr/bin/python3}
row=$build/tests/bench/row program=$build/src/whobuilds
pin=(taskset -c "${CORE:-1}")
mkdir -p "$data"
rows=$data/rows.tsv

skip() { echo "# skipped: $*"; }
show() { tee -a "$rows"; }

[ -x "$row" ] || { echo "$row is missing: configure with -D WHOBUILDS_BENCH=ON and build bench_row" >&2; exit 2; }
if [ ! -d "$real" ]; then
  skip "$real is not there: the articles under examples/ stand for real ones, which are few"
  real=examples/articles
fi

make_corpora() {
  local seeds=$data/seeds size name
  if [ ! -d "$seeds" ]; then
    mkdir -p "$seeds"
    for article in "${SEEDS:-../shared/articles}"/00[0-4].md; do cp "$article" "$seeds/$(basename "$article" .md).txt"; done
  fi
  for size in 1000 10000 1000000; do
    [ -f "$data/a$size.txt" ] || "$python" "$kit/corpus.py" aliases --k $size --out "$data/a$size.txt"
  done
  for name in mix:16 mix:2 en:2; do
    [ -f "$data/${name/:/}.txt" ] ||
      "$python" "$kit/corpus.py" corpus --seeds "$seeds" --mix "${name%:*}" --mb "${name#*:}" --out "$data/${name/:/}.txt"
  done
  [ -f "$data/cold16.txt" ] ||
    "$python" "$kit/corpus.py" corpus --seeds "$seeds" --mb 16 --names 1000000 --out "$data/cold16.txt"
}

# The real articles, one on a line, for programs that read lines.
lines_of_real() {
  find "$real" -type f \( -name '*.md' -o -name '*.txt' \) ! -name README.md | LC_ALL=C sort |
    while read -r article; do tr '\n' ' ' <"$article"; echo; done >"$data/real_lines.txt"
}

ours() { "${pin[@]}" "$row" "$@" | show; }

icu_rows() {
  if ! "$data/kit/base" icu_nfkc_utf8 "$data/real_lines.txt" >/dev/null 2>&1; then
    OUT=$data/kit "$kit/build.sh" >"$data/kit.log" 2>&1 || { skip "ICU: the kit's programs do not build, see $data/kit.log"; return; }
  fi
  "${pin[@]}" "$data/kit/base" icu_nfkc_utf8 "$data/mix16.txt" | show
  "${pin[@]}" "$data/kit/base" icu_nfkc_utf8 "$data/real_lines.txt" | show
}

peer_rows() {
  if [ -n "${NODE_PATH:-}" ] && [ -d "$NODE_PATH/wink-nlp" ]; then
    "${pin[@]}" node "$kit/js/peers.js" wink_full "$data/en2.txt" "$data/a10000.txt" | show
  else
    skip "wink-nlp: set NODE_PATH to a node_modules that has it"
  fi
  if [ -d "${FLASHTEXT_DIR:-}/flashtext" ]; then
    "${pin[@]}" "$python" "$kit/py/peers.py" flashtext "$data/mix2.txt" "$data/a10000.txt" | show
  else
    skip "flashtext: set FLASHTEXT_DIR to the folder that has it"
  fi
  if "$python" -c 'import ahocorasick' 2>/dev/null; then
    "${pin[@]}" "$python" "$kit/py/peers.py" ahocorasick "$data/mix2.txt" "$data/a10000.txt" | show
  else
    skip "pyahocorasick: $python has no module ahocorasick"
  fi
}

# Processor time, user and system, of a whole run over one short article, as a row of its own: milliseconds as build_ms.
startup_row() {
  [ -x "$program" ] || { skip "start-up: $program is not built"; return; }
  local times=() TIMEFORMAT='%U %S'
  printf 'Huawei developed the Ascend 910C.\n' >"$data/short.txt"
  for _ in 1 2 3 4 5; do
    times+=("$({ time "${pin[@]}" "$program" extract "$data/short.txt" --quiet >/dev/null 2>&1; } 2>&1 |
      awk '{ print 1000 * ($1 + $2) }')")
  done
  printf '%s\n' "${times[@]}" | sort -n | sed -n 3p |
    awk '{ printf "whobuilds_startup\tshort.txt\t0\t0\t0\t0\t0\t0\t%.1f\t0\t0\t0\twhole process\n", $1 }' | show
}

printf '#test\tcorpus\tK\tMB/s(cpu,median)\tmin\tmax\tMB/s(wall)\tns/B\tbuild_ms\trss_build_MB\tpeak_MB\thits/MB\tnotes\n' | tee "$rows"
echo "# $(date -u +%F) load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"

ours "$real" -
for threads in 1 2; do "$row" --threads $threads "$real" - | sed "s/^whobuilds\t/whobuilds_threads_1\t/" | show; done
startup_row
if [ -f "$kit/corpus.py" ]; then
  make_corpora
  lines_of_real
  icu_rows
  for size in 1000 10000 1000000; do ours "$data/mix16.txt" "$data/a$size.txt"; done
  ours "$data/cold16.txt" "$data/a1000000.txt"
  ours "$data/mix2.txt" "$data/a10000.txt"
  ours "$data/en2.txt" "$data/a10000.txt"
  for size in 1000 10000 1000000; do ours "$real" "$data/a$size.txt"; done
  peer_rows
else
  skip "$kit/corpus.py is not there: no corpora, alias lists and peers"
fi
echo
"$python" tests/bench/ratios.py "$rows"
