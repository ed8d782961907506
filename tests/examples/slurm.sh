#!/usr/bin/env bash
# examples/distributed/slurm gives the graph of one process: slurm.sh WHOBUILDS SOURCE_TREE
# Slurm is played by an `sbatch` of our own, which holds the example to what the real one does: scripts are copied away
# before they run, tasks run in any order, one is killed and queued again, and a job waits for those it depends on.
. "$(dirname "$0")/common.sh"
export WHOBUILDS=$whobuilds

mkdir bin spool
cat > bin/sbatch <<'END'
#!/usr/bin/env bash
set -euo pipefail
tasks=none dependency=none
while [[ $1 == --* ]]; do
  case $1 in
    --parsable) ;;
    --array=0-*) tasks=$(seq "${1#--array=0-}" -1 0) ;;
    --dependency=afterok:*) dependency=${1#--dependency=afterok:} ;;
    *) echo "sbatch: unknown option $1" >&2; exit 1 ;;
  esac
  shift
done
job=$(($(find "$SPOOL" -name 'job-*' | wc -l) + 1))
[ "$dependency" = none ] || [ "$(cat "$SPOOL/state-$dependency")" = completed ] || exit 1
cp "$1" "$SPOOL/job-$job"
chmod u+x "$SPOOL/job-$job"
head -n 1 "$1" | grep -q '^#!' || { echo "sbatch: this does not look like a batch script" >&2; exit 1; }
shift
export SLURM_JOB_ID=$job SLURM_CPUS_PER_TASK=2
cd /
if [ "$tasks" = none ]; then
  "$SPOOL/job-$job" "$@" >> "$SPOOL/log" 2>&1
else
  export SLURM_ARRAY_JOB_ID=$job
  for task in $tasks; do
    SLURM_ARRAY_TASK_ID=$task "$SPOOL/job-$job" "$@" >> "$SPOOL/log" 2>&1
    [ "$task" = 1 ] || continue
    # As if it had been killed in the middle: half of its output stands there, and it is queued again.
    whole=$(sha256sum < "$FACTS/facts-1.jsonl.zst")
    truncate -s "$(($(stat -c %s "$FACTS/facts-1.jsonl.zst") / 2))" "$FACTS/facts-1.jsonl.zst"
    SLURM_RESTART_COUNT=1 SLURM_ARRAY_TASK_ID=$task "$SPOOL/job-$job" "$@" >> "$SPOOL/log" 2>&1
    [ "$whole" = "$(sha256sum < "$FACTS/facts-1.jsonl.zst")" ] || { echo "the second run gives other bytes" >&2; exit 1; }
    touch "$SPOOL/killed"
  done
fi
echo completed > "$SPOOL/state-$job"
echo "$job"
END
chmod +x bin/sbatch
export SPOOL=$scratch/spool FACTS=$scratch/run/facts PATH=$scratch/bin:$PATH

split --number=l/3 --additional-suffix=.jsonl news.jsonl news-
job=$("$distributed/slurm/submit.sh" run graph.json news-a*.jsonl)
expect "the last job is the second one, not $job" [ "$job" = 2 ]
expect "a task was killed" [ -e spool/killed ]
expect "there are facts of three tasks" [ "$(find run/facts -type f | wc -l)" = 3 ]
expect "the graph is that of one process" cmp one.json graph.json

# What Slurm is told by exit codes: a task without a shard fails, and so does one whose file is not there.
code=0
SLURM_ARRAY_TASK_ID=9 "$distributed/slurm/map.sbatch" run/shards.txt run/facts 2>/dev/null || code=$?
expect "a task without a shard fails with 2, not $code" [ "$code" = 2 ]
echo "$scratch/gone.jsonl" >> run/shards.txt
code=0
SLURM_ARRAY_TASK_ID=3 "$distributed/slurm/map.sbatch" run/shards.txt run/facts 2>/dev/null || code=$?
expect "a task whose file is gone fails with 4, not $code" [ "$code" = 4 ]
