#!/usr/bin/env bash
# examples/distributed/dask gives the graph of one process although a worker is killed: dask.sh WHOBUILDS SOURCE_TREE
. "$(dirname "$0")/common.sh"
# Debian's Python: the one that Debian's packages are installed for.
python=/usr/bin/python3
[ -x "$python" ] || python=python3
"$python" -c 'import distributed' 2>/dev/null || skip "no distributed for Python (Debian: python3-distributed)"

started=()
stop() {
  kill -KILL "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$scratch"
}
trap stop EXIT

# In place of whobuilds: the first time that it maps, the worker that called it is killed.
cat > whobuilds-killer <<END
#!/usr/bin/env bash
[ "\$1" = map ] && mkdir "$scratch/killed" 2>/dev/null && kill -KILL \$PPID && exit 1
exec "$whobuilds" "\$@"
END
chmod +x whobuilds-killer

"$python" -m distributed.cli.dask_scheduler --host 127.0.0.1 --port 0 --no-dashboard --scheduler-file scheduler.json \
  > scheduler.log 2>&1 &
started+=($!)
for worker in 1 2; do
  "$python" -m distributed.cli.dask_worker --scheduler-file scheduler.json --host 127.0.0.1 --no-nanny --nthreads 1 \
    --no-dashboard --local-directory "worker-$worker" > "worker-$worker.log" 2>&1 &
  started+=($!)
done
for _ in $(seq 600); do
  [ -s scheduler.json ] && break
  sleep 0.1
done
expect "the scheduler starts: $(tail -n 3 scheduler.log)" [ -s scheduler.json ]
address=$("$python" -c 'import json; print(json.load(open("scheduler.json"))["address"])')

"$python" "$distributed/dask/map_reduce.py" news.jsonl graph.json --scheduler "$address" --part-bytes 6000 \
  --whobuilds "$scratch/whobuilds-killer"
expect "the graph is that of one process" cmp one.json graph.json
expect "a worker was killed" [ -d killed ]
alive=0
for worker in "${started[@]:1}"; do
  kill -0 "$worker" 2>/dev/null && alive=$((alive + 1))
done
expect "one worker of two is left, not $alive" [ "$alive" = 1 ]
