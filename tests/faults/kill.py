#!/usr/bin/env python3
"""Kills desk at every system call with which it touches the store. Afterwards every ticket is whole, old or new, and what
was acknowledged is there.

usage: kill.py DESK [--long] [--seed N]    at some of the calls, others each time; --long: at every one
"""

import os

from trial import TOUCHING, WRITING, Failed, Trial, check_old_or_new, commands, expect, is_done, main


def one_kill(trial, words, call, k, old, new, children):
    trial.fresh()
    ran = trial.inject(words, call, "signal=KILL", k, children)
    now = trial.tickets()
    check_old_or_new(old, new, now)
    if ran.returncode == 0:
        expect(is_done(old, new, now), "it said that all went well", ran)
    for reference in ran.stdout.split() if words[0] == "new" else []:
        expect(any(reference in path for path in now), f"{reference} was printed", ran)
    if trial.git:
        trial.must(["git", "-C", trial.store, "fsck", "--strict"])
        lock = os.path.join(trial.store, ".git", "index.lock")
        if os.path.exists(lock):  # of a git that was killed; a person has to look at it
            os.remove(lock)
    trial.check_sound()


def kill_everywhere(trial, name, words, children, sample):
    old = trial.tickets()
    calls = sample(4, trial.calls(words, WRITING if children else TOUCHING, children))
    new = trial.tickets()
    failures = []
    for call, k, line in calls:
        try:
            one_kill(trial, words, call, k, old, new, children)
        except Failed as failure:
            failures.append(f"{name}: killed at {call} {k}: {line.strip()[:200]}\n  {failure}")
    print(f"{name}{' with git' if trial.git else ''}{' and its children' if children else ''}: killed at {len(calls)} calls")
    trial.fresh()
    return failures


def test(desk, sample):
    failures = []
    with Trial(desk, git=False) as trial:
        for name, words in commands(trial).items():
            failures += kill_everywhere(trial, name, words, children=False, sample=sample)
    with Trial(desk, git=True) as trial:
        for name, words in commands(trial).items():
            failures += kill_everywhere(trial, name, words, children=False, sample=sample)
        failures += kill_everywhere(trial, "new", commands(trial)["new"], children=True, sample=sample)
    return failures


main(test)
