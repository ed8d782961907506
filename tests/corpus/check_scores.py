#!/usr/bin/env python3
"""Compares measured scores with their floors: check_scores.py SCORE_JSON EVAL_JSON FLOORS

SCORE_JSON is what gold/score.py prints with --json, EVAL_JSON what `whobuilds eval --json` prints: two
implementations of one measure, so they must agree. FLOORS has lines "kind measure minimum".
"""
import json
import sys


def floors(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            words = line.split("#")[0].split()
            if words:
                yield words[0], words[1], float(words[2])


def main():
    with open(sys.argv[1], encoding="utf-8") as score, open(sys.argv[2], encoding="utf-8") as own:
        score, own = json.load(score), json.load(own)
    failed, checked = False, 0
    for kind, measure, least in floors(sys.argv[3]):
        checked += 1
        got = score[kind][measure]
        failed |= got < least
        print(f"{'ok  ' if got >= least else 'LOW '} {kind} {measure} {got:.3f}, at least {least:.3f}")
    for kind in ("entities", "core", "relations", "develops", "attributes"):
        for count in ("tp", "fp", "fn"):
            if score[kind][count] != own[kind][count]:
                failed = True
                print(f"`whobuilds eval` and score.py differ: {kind} {count} {own[kind][count]}, {score[kind][count]}")
    if checked == 0 or score["documents"] == 0 or score["documents"] != own["documents"]:
        sys.exit("nothing was compared")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
