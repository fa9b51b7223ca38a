#!/usr/bin/env python3
"""Crashes in the middle of a sync: desk and a git that it runs are killed at every call with which that git changes a file that
means something to others: not an object, which nothing names yet, and not a temporary file. Afterwards, once the locks that git
has left are gone, the next sync finishes the work: everything is there once, and all clones are the same.

usage: kill_sync.py DESK [--long] [--seed N]    at some of the calls, others each time; --long: at every one
"""

import collections
import glob
import os
import re
import shlex
import shutil
import sys

from repository import Repository, told
from trial import Failed, expect, options_of_a_sample

CHANGING = ["write", "pwrite64", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat"]
MEANS_NOTHING = re.compile(r"write\(\d+<(?!/)|write\([12]<|.*(\.git/objects/|/\.merge_file_|ENOENT)")  # pipes, people, and what is above
NAMES = ("store", "other", "hub")
TEXTS = ("from here", "left over", "from there")

# A git that is traced; or one of its runs only, to be killed and to take desk with it.
STAND_IN = """#!/bin/sh
here={here}
run=$(wc -l < "$here/runs")
echo "$*" >> "$here/runs"
[ "${{KILL_RUN-$run}}" = "$run" ] || exec {git} "$@"
kill=${{KILL_RUN+"-e inject=$KILL_CALL:signal=KILL:when=$KILL_AT"}}
strace -y -s 0 -e trace={changing} -o "$here/trace.$run" $kill {git} "$@"
status=$?
[ $status = 137 ] && kill -KILL $PPID
exit $status
"""

Call = collections.namedtuple("Call", "run name k git line")


class Crashes:
    """A store that has much to sync, and a git that can be killed."""

    def __init__(self, trial):
        self.trial = trial
        self.bin = os.path.join(trial.folder, "bin")
        os.mkdir(self.bin)
        with open(os.path.join(self.bin, "git"), "w") as file:
            file.write(STAND_IN.format(here=shlex.quote(self.bin), changing=",".join(CHANGING), git=shlex.quote(shutil.which("git"))))
        os.chmod(file.name, 0o700)
        self.meet_and_differ()

    def meet_and_differ(self):
        """Both have changed one ticket since they met, and something is not committed."""
        trial = self.trial
        with open(trial.path("desk.toml")) as file:
            policy = file.read()
        trial.write("desk.toml", policy.replace("[desk.agents]", '[desk.agents]\nlee = "Lee <lee@desk.example>"'))
        trial.ask("commit", "--quiet", "--all", "-m", "one more agent")
        trial.meet()
        for key, value in (("user.name", "Lee"), ("user.email", "lee@desk.example")):
            trial.ask("config", key, value, folder=trial.other)
        self.start = trial.ask("rev-parse", "main").strip()
        told(trial.note(TEXTS[2], folder=trial.other, DESK_AGENT="lee"), 0)
        told(trial.act("new", "Theirs", folder=trial.other, DESK_AGENT="lee"), 0)
        told(trial.act("sync", folder=trial.other), 0)
        told(trial.note(TEXTS[0]), 0)
        told(trial.note(TEXTS[1], "--no-commit"), 0)
        for name in NAMES:
            shutil.copytree(os.path.join(trial.folder, name), os.path.join(trial.folder, "before", name), symlinks=True)

    def restore(self):
        for name in NAMES:
            shutil.rmtree(os.path.join(self.trial.folder, name))
            shutil.copytree(os.path.join(self.trial.folder, "before", name), os.path.join(self.trial.folder, name), symlinks=True)
        with open(os.path.join(self.bin, "runs"), "w"):
            pass

    def sync(self, **kill):
        self.restore()
        return self.trial.act("sync", PATH=f"{self.bin}:{os.environ['PATH']}", **kill)

    def calls(self):
        """Every call with which a git changes a file of the store or the hub."""
        told(self.sync(), 0)
        with open(os.path.join(self.bin, "runs")) as file:
            runs = file.read().splitlines()
        calls = []
        for run, git in enumerate(runs):
            counts = collections.Counter()
            with open(os.path.join(self.bin, f"trace.{run}"), errors="replace") as file:
                for line in file:
                    found = re.match(r"(\w+)\(", line)
                    if not found:
                        continue
                    name = found.group(1)
                    counts[name] += 1
                    if not MEANS_NOTHING.match(line):
                        calls.append(Call(run, name, counts[name], git, line.strip()))
        return calls

    def crash(self, call):
        trial = self.trial
        crashed = self.sync(KILL_RUN=str(call.run), KILL_CALL=call.name, KILL_AT=str(call.k))
        expect(crashed.returncode in (0, -9), "neither killed nor done", crashed)
        for temporary in glob.glob(trial.path(".merge_file_*")):
            os.remove(temporary)
        for folder in (trial.store, trial.hub):
            for lock in glob.glob(os.path.join(folder, "**", "*.lock"), recursive=True, include_hidden=True):
                os.remove(lock)
        for folder in (trial.store, trial.other):
            told(trial.act("sync", folder=folder), 0)
        told(trial.act("check"), 0, "0 problems")
        told(trial.act("check", "--range", f"{self.start}..main"), 0, "0 problems")
        expect(trial.ask("rev-parse", "main") == trial.ask("rev-parse", "main", folder=trial.other), "not the same")
        expect(trial.uncommitted() == "", f"not committed: {trial.uncommitted()}")
        tickets = "".join(trial.tickets().values())
        for text in TEXTS:
            expect(tickets.count(text) == 1, f"\"{text}\" is there {tickets.count(text)} times")
        trial.ask("fsck", "--strict")
        return crashed.returncode == -9


def main():
    options = options_of_a_sample()
    failures = crashed = 0
    with Repository(options.desk) as trial:
        crashes = Crashes(trial)
        calls = options.sample(3, crashes.calls())
        for call in calls:
            try:
                crashed += crashes.crash(call)  # not every run makes each call: git looks twice at what has just been written
            except Failed as failure:
                failures += 1
                print(f"FAILED `git {call.git}` killed at {call.name} {call.k}: {call.line}\n  {failure}", flush=True)
    print(f"crashed at {crashed} of {len(calls)} calls")
    sys.exit(1 if failures or crashed < len(calls) / 2 else 0)


main()
