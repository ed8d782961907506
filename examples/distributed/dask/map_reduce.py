#!/usr/bin/env python3
"""The graph of JSON Lines, mapped by the workers of a Dask cluster.

  map_reduce.py NEWS.jsonl GRAPH --scheduler tcp://node0:8786     workers that have whobuilds on their PATH
  map_reduce.py NEWS.jsonl GRAPH                                  two processes of this machine
"""
import argparse
import itertools
import os
import subprocess
import sys

from distributed import Client, LocalCluster, as_completed


def parts(path, size):
    """Whole lines of the file, about `size` bytes at a time."""
    with open(path, "rb") as lines:
        while part := lines.read(size) + lines.readline():
            yield part


def map_part(whobuilds, part):
    """The lines of facts of these lines. Nothing but the result stays behind: where a worker dies, another does it."""
    command = [whobuilds, "map", "--jobs", "1", "--quiet"]
    return subprocess.run(command, input=part, stdout=subprocess.PIPE, check=True).stdout


def facts(client, whobuilds, path, size):
    """The facts of each part, as they are done. Few parts are under way at a time: memory does not grow with the file."""
    waiting = parts(path, size)
    most = 2 * sum(client.nthreads().values())
    done = as_completed([client.submit(map_part, whobuilds, part) for part in itertools.islice(waiting, most)])
    for future in done:
        yield future.result()
        for part in waiting:
            done.add(client.submit(map_part, whobuilds, part))
            break


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("news")
    options.add_argument("graph")
    options.add_argument("--scheduler", help="its address; without one, two processes of this machine are the cluster")
    options.add_argument("--part-bytes", type=int, default=4 << 20)
    options.add_argument("--whobuilds", default=os.environ.get("WHOBUILDS", "whobuilds"))
    given = options.parse_args()

    cluster = given.scheduler or LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        client.wait_for_workers(1)
        reduce = subprocess.Popen([given.whobuilds, "reduce", "--quiet", "-o", given.graph], stdin=subprocess.PIPE)
        # In any order, and maybe twice: neither shows in the graph.
        for lines in facts(client, given.whobuilds, given.news, given.part_bytes):
            reduce.stdin.write(lines)
        reduce.stdin.close()
        sys.exit(reduce.wait())


if __name__ == "__main__":
    main()
