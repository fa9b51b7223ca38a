#!/usr/bin/env python3
"""The power fails: a file system goes down and is mounted again. What desk had acknowledged is there, and committed.

usage: power.py DESK
"""

import os
import shutil

from disk import JOURNAL_IS_LOST, JOURNAL_IS_WRITTEN, Disk
from repository import expect, main, told

def power_fails(trial, journal, kind="ext4"):
    if not shutil.which(f"mkfs.{kind}"):
        return f"mkfs.{kind} is missing"
    disk = Disk(trial, kind)
    mounted = disk.mount()
    if mounted.returncode != 0:
        return f"no file system can be mounted here ({mounted.stderr.strip()})"
    store = os.path.join(disk.folder, "store")
    try:
        shutil.copytree(trial.template, store, symlinks=True)
        os.sync()
        created = trial.act("new", "Fresh ticket", folder=store)
        told(created, 0)
        for i in range(10):
            told(trial.note(f"note {i}.", folder=store), 0)
        with open(os.path.join(store, "loose"), "w") as file:
            file.write("nobody waits for this one")
        disk.lose_power(journal)
        loose = os.path.join(store, "loose")
        expect(not os.path.exists(loose) or os.path.getsize(loose) == 0, "the power has not failed at all")
        check(trial, store, created.stdout.strip())
    finally:
        disk.unmount()
    return None


def check(trial, store, reference):
    expect("Fresh ticket" in trial.act("show", reference, folder=store).stdout, f"{reference} was acknowledged and is lost")
    notes = trial.act("show", trial.references[0], folder=store).stdout
    lost = [i for i in range(10) if f"note {i}." not in notes]
    expect(not lost, f"notes {lost} were acknowledged and are lost")
    trial.ask("fsck", "--strict", folder=store)
    told(trial.act("check", folder=store), 0, "0 problems")
    for i in range(10):
        expect(trial.is_committed(f"note {i}.", store), f"note {i} was acknowledged and is not committed")
    told(trial.note("and on", folder=store), 0)
    expect(trial.uncommitted(store) in ("", "?? loose\n"), f"not committed: {trial.uncommitted(store)}")


def with_the_journal(trial):
    """After a power failure between two commands all that was acknowledged is there."""
    return power_fails(trial, JOURNAL_IS_WRITTEN)


def without_the_journal(trial):
    """The same where the file system had not written its journal by itself."""
    return power_fails(trial, JOURNAL_IS_LOST)


def on_xfs(trial):
    """The same on xfs, which does not sync what is renamed, such as an index that git has not synced."""
    return power_fails(trial, JOURNAL_IS_WRITTEN, "xfs")


main(with_the_journal, without_the_journal, on_xfs)
