"""A file system of its own, whose power can be lost."""

import fcntl
import os
import struct

from trial import expect

GO_DOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN: _IOR('X', 125, __u32)
JOURNAL_IS_WRITTEN, JOURNAL_IS_LOST = 1, 2
SIZE = {"ext4": 64 << 20, "xfs": 320 << 20}  # xfs wants 300 MiB, most of which is a hole
FORCE = {"ext4": "-F", "xfs": "-f"}


class Disk:
    """An ext4 or xfs file system in a file."""

    def __init__(self, trial, kind="ext4"):
        self.trial = trial
        self.image = os.path.join(trial.folder, "disk")
        self.folder = os.path.join(trial.folder, "mounted")
        os.makedirs(self.folder, exist_ok=True)
        with open(self.image, "w") as file:
            file.truncate(SIZE[kind])
        trial.must([f"mkfs.{kind}", "-q", FORCE[kind], self.image])

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
