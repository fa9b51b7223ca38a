#!/usr/bin/env python3
"""The power fails: an ext4 file system goes down and is mounted again. What desk had acknowledged is there, and committed.

usage: power.py DESK
"""

import fcntl
import os
import shutil
import struct

from repository import expect, main, told

GO_DOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN: _IOR('X', 125, __u32)
JOURNAL_IS_WRITTEN, JOURNAL_IS_LOST = 1, 2


class Disk:
    """An ext4 file system in a file."""

    def __init__(self, trial):
        self.trial = trial
        self.image = os.path.join(trial.folder, "disk")
        self.folder = os.path.join(trial.folder, "mounted")
        os.makedirs(self.folder, exist_ok=True)
        with open(self.image, "w") as file:
            file.truncate(64 << 20)
        trial.must(["mkfs.ext4", "-q", "-F", self.image])

    def mount(self):
        return self.trial.run(["mount", "-o", "loop", self.image, self.folder])

    def unmount(self):
        self.trial.must(["umount", self.folder])

    def lose_power(self, journal):
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, GO_DOWN, struct.pack("I", journal))
        finally:
            os.close(folder)
        self.unmount()
        expect(self.mount().returncode == 0, "what is on the disk cannot be mounted again")


def power_fails(trial, journal):
    disk = Disk(trial)
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


main(with_the_journal, without_the_journal)
