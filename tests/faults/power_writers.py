#!/usr/bin/env python3
"""The power fails while a command writes, at every call, and after it has ended: an ext4 or xfs file system goes down without its
journal, and is mounted again. Every file is whole, and what was acknowledged is there.

usage: power_writers.py DESK [STEP [WRITER...]]    at each STEP-th call, 1 if it is not said
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile

from disk import FORCE, JOURNAL_IS_LOST, JOURNAL_IS_WRITTEN, Disk
from trial import Failed, expect
from world import WRITERS, World
from writers import CHANGING


class Mounted:
    """What Disk wants of a trial, before there is one on it."""

    def __init__(self, folder):
        self.folder = folder

    def run(self, words):
        return subprocess.run(words, text=True, capture_output=True)

    def must(self, words):
        ran = self.run(words)
        expect(ran.returncode == 0, f"{words} failed", ran)
        return ran


def put_back(world, disk):
    world.fresh()
    world.must(["sync", "--file-system", disk.folder])


def make_index_again(world, ran):
    """git renames an index that it has not synced. Until desk has done that, a person has to do as git advises."""
    if ran.returncode == 0 or not world.is_repository():
        return
    if "index file smaller than expected" in world.run(["git", "-C", world.store, "status"]).stderr:
        os.remove(os.path.join(world.store, ".git", "index"))
        world.must(["git", "-C", world.store, "reset", "--quiet"])


def cut_at(world, disk, call, k, journal):
    put_back(world, disk)
    ran = world.inject(world.writer.words, call, "signal=KILL", k)
    disk.lose_power(journal)
    make_index_again(world, ran)
    world.check_sound(ran, [signal.SIGKILL])


def cut_after(world, disk, journal):
    """What was acknowledged is there, and nothing else is lost."""
    put_back(world, disk)
    ran = world.must(world.words())
    loose = os.path.join(world.world, "loose")
    with open(loose, "w") as file:
        file.write("nobody waits for this one")
    disk.lose_power(journal)
    expect(not os.path.exists(loose) or os.path.getsize(loose) == 0, "the power has not failed at all")
    if os.path.exists(loose):
        os.remove(loose)
    world.check_sound(ran)


def power_fails(world, disk, step):
    """Answers the failures. The journal is lost and written by turns."""
    world.fresh()
    cuts = [(f"{call} {k}: {line.strip()[:200]}", lambda journal, call=call, k=k: cut_at(world, disk, call, k, journal))
            for call, k, line in world.calls(world.writer.words, CHANGING, children=False)[::step]]
    cuts += [("its end", lambda journal: cut_after(world, disk, journal))] * 2
    failures = []
    for i, (where, cut) in enumerate(cuts):
        try:
            cut((JOURNAL_IS_LOST, JOURNAL_IS_WRITTEN)[i % 2])
        except Failed as failure:
            failures.append(f"{world.name}: power cut at {where}\n  {failure}")
    return len(cuts), failures


def on_disk(desk, name, git, kind, step, folder):
    disk = Disk(Mounted(folder), kind)
    mounted = disk.mount()
    if mounted.returncode != 0:
        print(f"{name} on {kind}: not tried, no file system can be mounted here ({mounted.stderr.strip()})")
        return 0
    try:
        with World(desk, name, git, place=disk.folder) as world:
            tried, failures = power_fails(world, disk, step)
    finally:
        disk.unmount()
    print(f"{name}{' with git' if git else ''} on {kind}: power cuts {tried}: {tried - len(failures)} survived", *failures, sep="\n", flush=True)
    return len(failures)


def main(desk, step="1", *names):
    failed = 0
    for kind in FORCE:
        if not shutil.which(f"mkfs.{kind}"):
            print(f"{kind}: not tried, mkfs.{kind} is missing")
            continue
        for name in names or WRITERS:
            for git in [True] if WRITERS[name].git else [False, True]:
                with tempfile.TemporaryDirectory(prefix="desk-faults-disk-") as folder:
                    failed += on_disk(desk, name, git, kind, int(step), folder)
    sys.exit(1 if failed else 0)


if len(sys.argv) < 2:
    sys.exit(f"usage: {sys.argv[0]} DESK [STEP [WRITER...]]")
main(*sys.argv[1:])
