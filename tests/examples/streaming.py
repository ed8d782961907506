"""Plays Spark's pipe() and Hadoop Streaming for `whobuilds map`: streaming.py WHOBUILDS, beside news.jsonl and one.json."""
import os
import subprocess
import sys

WHOBUILDS = sys.argv[1]
MAP = [WHOBUILDS, "map", "--quiet", "--jobs", "1"]
COMBINE = [WHOBUILDS, "reduce", "--format", "facts", "--quiet", "--jobs", "1"]


def run(command, lines):
    """What both runners do: lines to the filter's standard input, each with its line end; lines of its output."""
    done = subprocess.run(command, input=b"".join(line + b"\n" for line in lines), capture_output=True)
    assert done.stdout == b"" or done.stdout.endswith(b"\n"), "the last line has no end"
    return done.returncode, done.stdout.split(b"\n")[:-1], done.stderr


def filtered(command, lines):
    code, out, _ = run(command, lines)
    assert code == 0, (command, code)
    return out


def check_graph(name, lines):
    """The graph of `lines` is that of one process. Gives what reduce told."""
    done = subprocess.run([WHOBUILDS, "reduce", "-o", "graph.json"], input=b"\n".join(lines) + b"\n", capture_output=True)
    assert done.returncode == 0, (name, done.stderr)
    with open("graph.json", "rb") as graph, open("one.json", "rb") as one:
        assert graph.read() == one.read(), name
    os.remove("graph.json")
    return done.stderr


def partitions(lines, count):
    return [lines[i::count] for i in range(count)] + [[]]  # and an empty one


def play_spark(news):
    """pipe(): a process for each partition; saveAsTextFile: a file of lines for each."""
    facts = [filtered(MAP, part) for part in partitions(news, 4)]
    assert [len(part) for part in facts] == [len(part) for part in partitions(news, 4)], "one line in, one line out"
    for line in sum(facts, []):
        assert not set(b"\t\r\0") & set(line), "what cuts lines or keys stands in a line of facts"
    check_graph("spark", sum(reversed(facts), []))
    return sum(facts, [])


def key_and_value(line):
    """A line of a mapper as Hadoop Streaming takes it: up to the first tab, and the rest."""
    key, _, value = line.partition(b"\t")
    return key, value


def play_hadoop_map_only(news):
    """Without reducers key, tab and value are written: a line without a tab comes out with one behind it."""
    written = [b"\t".join(key_and_value(line)) for part in partitions(news, 3) for line in filtered(MAP, part)]
    assert all(line.endswith(b"\t") for line in written)
    check_graph("hadoop, map only", written)


def play_hadoop_reducers(news):
    """Reducers get their keys in order; what they write is merged again."""
    pairs = sorted(key_and_value(line) for part in partitions(news, 3) for line in filtered(MAP, part))
    shuffled = [[b"\t".join(pair) for i, pair in enumerate(pairs) if i % 2 == reducer] for reducer in range(3)]
    merged = [filtered(COMBINE, lines) for lines in shuffled]
    assert merged[2] == [], "a reducer without keys writes nothing"
    check_graph("hadoop, reducers", [b"\t".join(key_and_value(line)) for part in merged for line in part])


def play_keys_before_documents(news):
    """NLineInputFormat: offset, tab, line."""
    keyed = [b"%d\t%s" % (i, line) for i, line in enumerate(news)]
    assert all(line.startswith(b'{"error":') for line in filtered(MAP, keyed))
    without_keys = ["bash", "-c", "cut -f 2- | " + " ".join(f"'{word}'" for word in MAP)]
    check_graph("keys before documents", filtered(without_keys, keyed))


def play_faults(news, facts):
    """A task that dies is run again, and what the first run left may stay."""
    half = facts[0][: len(facts[0]) // 2]
    told = check_graph("partial output", [facts[1], half] + facts)
    assert b"1 error" in told, told
    check_graph("tasks run twice", facts + facts)

    faulty = [b"{", b'{"id": "x"}', news[0]]
    code, out, _ = run(MAP, faulty)
    assert code == 0 and [line.startswith(b'{"error":') for line in out] == [True, True, False]
    assert b"2 error records passed over" in check_graph("faulty lines", facts + out)
    assert run(MAP + ["--strict"], faulty)[0] == 3
    assert run(MAP + ["--no-such-option"], news)[0] == 2
    assert run(MAP + ["--rules", "nowhere"], news)[0] == 2
    assert run(MAP + ["-o", "/dev/full"], news)[0] == 4


def main():
    with open("news.jsonl", "rb") as lines:
        news = lines.read().split(b"\n")[:-1]
    facts = play_spark(news)
    play_hadoop_map_only(news)
    play_hadoop_reducers(news)
    play_keys_before_documents(news)
    play_faults(news, facts)


main()
