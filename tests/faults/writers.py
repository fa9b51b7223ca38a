#!/usr/bin/env python3
"""Faults in every command that writes: killed and failing at every call, signals at random, short writes, and the modes of what
is written. Every file is whole afterwards, and the work can go on.

usage: writers.py DESK [--long] [--seed N] [WRITER...]
"""

import argparse
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time

from trial import WRITING, Failed, every, expect
from world import WRITERS, World

CHANGING = [*WRITING, "ftruncate", "syncfs", "rmdir", "symlink", "symlinkat", "copy_file_range"]
FAILING = [*CHANGING, "openat", "openat2", "close"]  # of desk; a git that cannot close a pipe may wait for ever
ERRORS = ["EIO", "ENOSPC"]
MUST_BE_HEARD = ("fsync", "fdatasync", "syncfs", "fchmod")  # its failure may not pass in silence
GROUP = 12345


class Count:
    """What was tried of a writer, and what failed."""

    def __init__(self, world):
        self.world = world
        self.tried = {}
        self.failures = []

    def trial(self, kind, what, test):
        self.world.fresh()
        self.tried[kind] = self.tried.get(kind, 0) + 1
        try:
            test()
        except Failed as failure:
            self.failures.append(f"{self.world.name}: {kind}: {what}\n  {failure}")


def calls_of(world, names, children):
    world.fresh()
    return world.calls(world.writer.words, names, children)


def killed_at(world, call, k, children):
    ran = world.inject(world.writer.words, call, "signal=KILL", k, children)
    world.check_sound(ran, [signal.SIGKILL])


def failing_at(world, call, k, line, error, children):
    ran = world.inject(world.writer.words, call, f"error={error}", k, children)
    removes = call in ("unlink", "unlinkat", "rmdir") or ".tmp." in line and "O_DIRECTORY" in line  # then it has to stay
    if not removes and not children:
        expect(not world.paths(hidden=True), f"left behind: {world.paths(hidden=True)}", ran)
    if call in MUST_BE_HEARD and not children or line.startswith("write(1<"):
        expect(not world.says_well(ran), "the failure was not noticed", ran)
    world.check_sound(ran)


def kills_and_errors(count, step, chance, children):
    world = count.world
    whose = " (git's too)" if children else ""
    for call, k, line in every((step + 1) // 2, calls_of(world, CHANGING, children), chance):
        count.trial("killed" + whose, f"at {call} {k}: {line.strip()[:200]}", lambda: killed_at(world, call, k, children))
    for i, (call, k, line) in enumerate(every(step, calls_of(world, CHANGING if children else FAILING, children), chance)):
        error = ERRORS[i % len(ERRORS)]
        count.trial("failing" + whose, f"{error} at {call} {k}: {line.strip()[:200]}",
                    lambda: failing_at(world, call, k, line, error, children))


def wait_for_group(group):
    """A git that outlives desk may still write."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise Failed("a process goes on for more than ten seconds")


def interrupted(world, after, number, to_all):
    """As by ^C, which all processes of the terminal get, or by `kill`, which only desk gets."""
    with world.input() as stream:
        began = subprocess.Popen(world.words(), cwd=world.folder, env=world.environment, text=True, stdin=stream,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(after)
    try:
        (os.killpg if to_all else os.kill)(began.pid, number)
    except ProcessLookupError:
        pass
    out, err = began.communicate()
    wait_for_group(began.pid)
    world.check_sound(subprocess.CompletedProcess(began.args, began.returncode, out, err), [number])


def signals(count, times, chance):
    world = count.world
    world.fresh()
    began = time.monotonic()
    world.run(world.words())
    lasted = time.monotonic() - began
    for _ in range(times):
        after, number, to_all = chance.uniform(0, lasted), chance.choice([signal.SIGINT, signal.SIGTERM]), chance.random() < 0.5
        count.trial("signals", f"{number.name} after {after * 1000:.1f} ms{' to all processes' if to_all else ''}",
                    lambda: interrupted(world, after, number, to_all))


def limited(world, bytes, dies):
    """No file may grow beyond this: the write that would is cut short, and the next one fails, or the process is killed."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, bytes))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if dies else signal.SIG_IGN)

    ran = world.run(world.words(), preexec_fn=limit, restore_signals=False)
    world.check_sound(ran, [signal.SIGXFSZ] if dies else [])


def lied_to(world, k):
    """A write says that it has written one byte, and has written none."""
    ran = world.inject(world.writer.words, "write", "retval=1", k)
    expect(not world.says_well(ran), "a file was cut short", ran)
    world.check_sound(ran)


def short_writes(count, times, chance):
    world = count.world
    largest = max(len(content) for content in world.new.values())
    for i in range(times):
        limit = chance.randrange(1, largest)
        count.trial("short", f"no file may be larger than {limit}", lambda: limited(world, limit, dies=i % 2 == 1))
    for call, k, line in calls_of(world, ["write"], False):
        if ".tmp." in line:
            count.trial("short", f"a lie at {call} {k}: {line.strip()[:200]}", lambda: lied_to(world, k))


def with_modes(world, umask):
    """New files and folders as the umask says, never writable for all; files that were there keep their mode; and in a folder
    with the setgid bit all have its group."""
    before = {}
    for path in [world.world, *world.paths()]:
        os.chown(path, -1, GROUP)
        os.chmod(path, 0o2770 if os.path.isdir(path) else 0o640)
        before[path] = os.stat(path).st_mode
    ran = world.run(world.words(), umask=umask)
    expect(ran.returncode == 0, "it failed", ran)
    for path in world.paths():
        found = os.lstat(path)
        wanted = 0o2777 & ~umask if stat.S_ISDIR(found.st_mode) else 0o666 & ~umask
        wanted = stat.S_IMODE(before.get(path, wanted))
        expect(stat.S_IMODE(found.st_mode) == wanted, f"{path} has the mode {stat.S_IMODE(found.st_mode):o}, not {wanted:o}", ran)
        expect(found.st_gid == GROUP, f"{path} is of group {found.st_gid}, not that of its folder", ran)


def modes(count):
    if os.geteuid() != 0:
        return
    for umask in (0o077, 0o022, 0o002):
        count.trial("modes", f"umask {umask:03o} in a setgid folder", lambda: with_modes(count.world, umask))


def all_faults(world, long, chance):
    count = Count(world)
    step = 1 if long else 7 if not world.git else 15
    kills_and_errors(count, step, chance, children=False)
    if long and world.git:
        kills_and_errors(count, 1, chance, children=True)
    signals(count, 100 if long else 3, chance)
    short_writes(count, 20 if long else 2, chance)
    modes(count)
    tried = ", ".join(f"{kind} {number}" for kind, number in count.tried.items())
    print(f"{world.name}: {tried}: {sum(count.tried.values()) - len(count.failures)} of {sum(count.tried.values())} survived", flush=True)
    for failure in count.failures:
        print(failure, flush=True)
    return len(count.failures)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("desk")
    parser.add_argument("writers", nargs="*", metavar="WRITER", help=f"of {', '.join(WRITERS)}")
    parser.add_argument("--long", action="store_true", help="every call, with git and without, and git's own calls too")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_intermixed_args()
    if not shutil.which("strace"):
        sys.exit("strace is needed")
    print(f"seed {options.seed}")
    failed = 0
    for name in options.writers or WRITERS:
        for git in [True] if WRITERS[name].git else [False, True] if options.long else [False]:
            with World(options.desk, name, git) as world:
                failed += all_faults(world, options.long, random.Random(f"{options.seed} {name} {git}"))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
