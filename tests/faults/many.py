#!/usr/bin/env python3
"""Eight processes create and note at once in a git repository: nothing is lost, and all is committed.

usage: many.py DESK
"""

import os
import re
import threading

from trial import Failed, Trial, expect, main

PROCESSES = 8
ROUNDS = 25


def work(trial, number, done):
    """One person at work: opens tickets and notes on one that all share."""
    for i in range(ROUNDS):
        created = trial.run(trial.command(["new", f"Ticket {number}.{i}"]))
        noted = trial.run(trial.command(["note", trial.references[0], f"note {number}.{i}"]))
        done.append((created, noted))


def all_at_once(trial):
    done = []
    people = [threading.Thread(target=work, args=(trial, number, done)) for number in range(PROCESSES)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    for ran in (ran for pair in done for ran in pair):
        expect(ran.returncode == 0, "a command failed", ran)
    return [created.stdout.strip() for created, _ in done]


def check_nothing_lost(trial, references):
    count = PROCESSES * ROUNDS
    tickets = trial.tickets()
    expect(len(set(references)) == count, "two tickets have the same reference")
    expect(len(tickets) == count + 3, f"{count} were created, {len(tickets) - 3} are there")
    shared = next(text for path, text in tickets.items() if trial.references[0] in path)
    expect(len(set(re.findall(r"note \d+\.\d+", shared))) == count, "notes were lost")


def check_committed(trial, before):
    git = ["git", "-C", trial.store]
    expect(trial.must([*git, "status", "--porcelain"]).stdout == "", "not all is committed")
    commits = int(trial.must([*git, "rev-list", "--count", "HEAD"]).stdout)
    expect(commits == before + 2 * PROCESSES * ROUNDS, f"{commits} commits")
    trial.must([*git, "fsck", "--strict"])


def test(desk, sample):
    try:
        with Trial(desk, git=True) as trial:
            before = int(trial.must(["git", "-C", trial.store, "rev-list", "--count", "HEAD"]).stdout)
            check_nothing_lost(trial, all_at_once(trial))
            check_committed(trial, before)
            trial.must(trial.command(["check"]))
            expect(not trial.temporaries(), "temporaries are left")
            expect(not os.path.exists(os.path.join(trial.store, ".git", "index.lock")), "git's lock is left")
    except Failed as failure:
        return [str(failure)]
    print(f"{PROCESSES} processes, {2 * PROCESSES * ROUNDS} changes: all there, all committed")
    return []


main(test)
