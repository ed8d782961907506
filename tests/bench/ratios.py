#!/usr/bin/env python3
"""The goals as ratios of the rows that tests/bench/run.sh printed: ratios.py ROWS

One line per goal: goal, wanted, measured, verdict (passes, passes the floor, falls short), or "not measured" when a row
is missing. Ends with exit code 0 whatever the verdicts: they are for people to read."""
import sys

COLUMNS = ["test", "corpus", "k", "speed", "least", "most", "wall", "ns", "build_ms", "rss", "peak", "hits", "notes"]


def read_rows(path):
    """{(test, corpus, number of aliases): row}; corpora without extension, numbers as such."""
    rows = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(cells) != len(COLUMNS):
                continue
            row = dict(zip(COLUMNS, cells))
            for column in COLUMNS[3:-1]:
                row[column] = float(row[column])
            row["notes"] = dict(note.split("=") for note in row["notes"].split() if "=" in note)
            rows.setdefault((row["test"], row["corpus"].split(".")[0], int(row["k"])), row)
    return rows


class Missing(Exception):
    pass


class Table:
    def __init__(self, rows):
        self.rows = rows

    def row(self, test, corpus, k=0):
        if (test, corpus, k) not in self.rows:
            raise Missing(f"{test} on {corpus}" + (f" with {k} aliases" if k else ""))
        return self.rows[test, corpus, k]

    def speed(self, test, corpus, k=0):
        return self.row(test, corpus, k)["speed"]

    def ours(self, corpus, k=0):
        return self.speed("whobuilds", corpus, k)

    def note(self, name, k):
        return float(self.row("whobuilds", "mix16", k)["notes"][name])


def at_least(goal, floor=None):
    def verdict(value):
        if value >= goal:
            return "passes"
        return "passes the floor" if floor is not None and value >= floor else "falls short"
    return verdict


def at_most(goal):
    return lambda value: "passes" if value <= goal else "falls short"


def goals(table, real):
    """(goal, wanted, how to print it, verdict, the number)"""
    icu = "icu_nfkc_utf8"
    ours = table.ours
    million = 1000000
    return [
        ("extraction / ICU NFKC, mix16, 10k aliases", ">= 10 % (floor 5 %)", "{:.2%}", at_least(0.10, 0.05),
         lambda: ours("mix16", 10000) / table.speed(icu, "mix16")),
        ("extraction / ICU NFKC, real articles, 10k aliases", ">= 10 % (floor 5 %)", "{:.2%}", at_least(0.10, 0.05),
         lambda: ours(real, 10000) / table.speed(icu, "real_lines")),
        ("extraction / wink-nlp full, en2, 10k aliases", ">= 25 x", "{:.2f} x", at_least(25),
         lambda: ours("en2", 10000) / table.speed("js_wink_full", "en2", 10000)),
        ("extraction / flashtext, mix2, 10k aliases", ">= 6 x", "{:.2f} x", at_least(6),
         lambda: ours("mix2", 10000) / table.speed("py_flashtext", "mix2", 10000)),
        ("hits / flashtext's hits, mix2, 10k aliases", ">= 1", "{:.2f}", at_least(1),
         lambda: table.row("whobuilds", "mix2", 10000)["hits"] / table.row("py_flashtext", "mix2", 10000)["hits"]),
        ("1k aliases / 1M aliases, mix16", "<= 1.5 x slower", "{:.2f} x", at_most(1.5),
         lambda: ours("mix16", 1000) / ours("mix16", million)),
        ("1k aliases on mix16 / 1M aliases on cold16", "<= 2 x slower", "{:.2f} x", at_most(2),
         lambda: ours("mix16", 1000) / ours("cold16", million)),
        ("1k aliases / 1M aliases, real articles", "<= 1.5 x slower", "{:.2f} x", at_most(1.5),
         lambda: ours(real, 1000) / ours(real, million)),
        ("building the automaton, 1M aliases", "<= 1 s", "{:.2f} s", at_most(1),
         lambda: table.note("automaton_ms", million) / 1e3),
        ("memory of the automaton, 1M aliases", "<= 150 B an alias", "{:.0f} B", at_most(150),
         lambda: table.note("automaton_bytes_per_alias", million)),
        ("start-up and one sentence", "<= 30 ms", "{:.0f} ms", at_most(30),
         lambda: table.row("whobuilds_startup", "short")["build_ms"]),
        ("two threads / one, real articles, wall time", ">= 1.9 x", "{:.2f} x", at_least(1.9),
         lambda: table.row("whobuilds_threads_2", real)["wall"] / table.row("whobuilds_threads_1", real)["wall"]),
        ("the same were no other program running (processor time)", ">= 1.9 x", "{:.2f} x", at_least(1.9),
         lambda: 2 * table.speed("whobuilds_threads_2", real) / table.speed("whobuilds_threads_1", real)),
    ]


def main():
    rows = read_rows(sys.argv[1])
    # The folder of real articles goes by its own name; nothing else is measured with the embedded rules alone.
    real = next((corpus for test, corpus, k in rows if test == "whobuilds" and k == 0), "real")
    print("| goal | wanted | measured | |")
    print("|---|---|---|---|")
    for goal, wanted, form, verdict, number in goals(Table(rows), real):
        try:
            value = number()
            print(f"| {goal} | {wanted} | {form.format(value)} | {verdict(value)} |")
        except Missing as missing:
            print(f"| {goal} | {wanted} | not measured: no row of {missing} | |")


main()
