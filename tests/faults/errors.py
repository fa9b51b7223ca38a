#!/usr/bin/env python3
"""Lets every system call with which desk touches the store fail, in every way that disks and systems have. Then desk fails too and
says where; the old tickets are untouched, no temporary is left, and the lock is free.

usage: errors.py DESK [--long] [--seed N]    at some of the calls, others each time; --long: at every one
"""

import os
import shutil
import subprocess

from trial import Failed, Trial, check_old_or_new, commands, expect, is_done, main

CALLS = ["openat", "openat2", "write", "fsync", "close", "renameat", "renameat2", "linkat", "mkdirat", "flock"]
ERRORS = ["ENOSPC", "EIO", "EROFS", "EMFILE", "EDQUOT", "EACCES"]


def is_harmless(call, error, line):
    """Closing what was only read loses nothing; without openat2 there is another way."""
    return call == "close" and ".tmp." not in line or call == "openat2" and error in ("ENOSYS", "EPERM")


def is_before_the_rename(call, line):
    return call in ("openat", "openat2", "write", "mkdirat", "renameat", "renameat2", "flock") or ".tmp." in line


def one_error(trial, words, call, k, line, error, old, new):
    trial.fresh()
    ran = trial.inject(words, call, f"error={error}", k)
    now = trial.tickets()
    check_old_or_new(old, new, now)
    expect(not trial.temporaries(), f"left behind: {trial.temporaries()}", ran)
    if line.startswith("write(1<"):
        expect(ran.returncode != 0, "nobody could read the answer, and it said that all went well", ran)
        expect(is_done(old, new, now), "the change itself is kept", ran)
    elif ran.returncode == 0:
        expect(is_harmless(call, error, line), "the failure was not noticed", ran)
        expect(is_done(old, new, now), "it said that all went well", ran)
    else:
        expect(ran.returncode in (6, 7), "the exit status is of another kind", ran)
        expect(any(path in ran.stderr for path in ("tickets", "desk.toml", "policies", "clients", "agreements", trial.store)), "no path is named", ran)
        if is_before_the_rename(call, line) and words[0] != "close":  # which writes several
            expect(now == old, "what failed changed something", ran)
    trial.check_sound()


def fail_everywhere(trial, name, words, sample, errors=ERRORS):
    old = trial.tickets()
    calls = sample(2, trial.calls(words, CALLS, children=False))
    new = trial.tickets()
    failures = []
    for call, k, line in calls:
        for error in errors:
            try:
                one_error(trial, words, call, k, line, error, old, new)
            except Failed as failure:
                failures.append(f"{name}: {error} at {call} {k}: {line.strip()[:200]}\n  {failure}")
    print(f"{name}: {len(calls)} calls failed in {len(errors)} ways")
    trial.fresh()
    return failures


def short_writes(trial):
    """A write that claims to have written, and did not, is noticed."""
    old = trial.tickets()
    calls = trial.calls(commands(trial)["note"], ["write"], children=False)
    k = next(k for _, k, line in calls if ".tmp." in line)
    trial.fresh()
    ran = trial.inject(commands(trial)["note"], "write", "retval=10", k)
    expect(ran.returncode == 7 and trial.tickets() == old, "a file was cut short", ran)


def without_openat2(trial):
    """Older kernels and some sandboxes have no openat2."""
    for name, words in commands(trial).items():
        old = trial.tickets()
        for error in ("ENOSYS", "EPERM"):
            trial.fresh()
            ran = trial.inject(words, "openat2", f"error={error}", "1+")
            expect(ran.returncode == 0 and trial.tickets() != old, f"{name} needs openat2", ran)
        trial.fresh()


def unheard_answers(trial):
    """Where standard output is full or closed, desk fails, and the ticket is kept."""
    for target in ("/dev/full", "closed"):
        trial.fresh()
        before = len(trial.tickets())
        shell = '"$@" >&-' if target == "closed" else '"$@" >/dev/full'
        ran = trial.run(["sh", "-c", shell, "sh", *trial.command(["new", "Fresh ticket"])], stdout=subprocess.DEVNULL)
        expect(ran.returncode != 0, f"standard output was {target}", ran)
        expect(len(trial.tickets()) == before + 1, f"standard output was {target}: the ticket is kept", ran)


def full_disk(trial):
    """On a disk that fills up, what was acknowledged is there, what was not is not, and all can still be read."""
    script = """mount -t tmpfs -o size=128k,nr_inodes=40 none "$2" || exit 99
        cp -r "$3/." "$2" && cd "$2" || exit 98
        while reference=$("$1" new "Until it is full"); do
            "$1" show "$reference" >/dev/null || exit 97
        done
        "$1" list >/dev/null && "$1" check && ls -A tickets/*/*"""
    shutil.rmtree(trial.store)
    os.mkdir(trial.store)
    ran = trial.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", trial.desk, trial.store,
                     trial.template])
    if ran.returncode in (1, 99) and "unshare" in ran.stderr or ran.returncode == 99:
        print("full_disk: not tried, nothing may be mounted here")
        return
    expect(ran.returncode == 0, "reading on a full disk", ran)
    expect("No space left on device" in ran.stderr, "it never filled up", ran)
    expect(".tmp." not in ran.stdout, "a temporary is left", ran)


def test(desk, sample):
    failures = []
    with Trial(desk, git=False) as trial:
        for name, words in commands(trial).items():
            failures += fail_everywhere(trial, name, words, sample, ERRORS if name != "close" else ["ENOSPC", "EIO"])
        for check in (short_writes, without_openat2, unheard_answers, full_disk):
            trial.fresh()
            try:
                check(trial)
            except Failed as failure:
                failures.append(f"{check.__name__}: {failure}")
    return failures


main(test)
