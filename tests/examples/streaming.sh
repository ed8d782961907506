#!/usr/bin/env bash
# examples/distributed/streaming: what Spark's pipe and Hadoop Streaming ask of a filter: streaming.sh WHOBUILDS SOURCE_TREE
. "$(dirname "$0")/common.sh"
python3 "$source_tree/tests/examples/streaming.py" "$whobuilds"
