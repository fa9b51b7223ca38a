"""What the tests of desk in git share: a desk in a repository, clones and a hub, and what git is asked to do."""

import ast
import os
import re
import shutil
import stat
import sys

from trial import Failed, Trial, expect


class Repository(Trial):
    def __init__(self, desk):
        super().__init__(desk, git=True)
        self.hub = os.path.join(self.folder, "hub")
        self.other = os.path.join(self.folder, "other")

    def fresh(self):
        """Puts the store back to where it was; there is neither a hub nor another clone."""
        super().fresh()
        for name in ("hub", "other"):
            shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)

    def act(self, *words, folder=None, **environment):
        """Runs desk in the store, or in another folder."""
        return self.run([self.desk, "-C", folder or self.store, *words], env={**self.environment, **environment})

    def note(self, text, *options, **more):
        return self.act("note", self.references[0], text, *options, **more)

    def ask(self, *words, folder=None):
        """What git prints, which must succeed."""
        return self.must(["git", "-C", folder or self.store, *words]).stdout

    def path(self, *names):
        return os.path.join(self.store, *names)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w") as file:
            file.write(text)

    def program(self, name, *lines):
        """A program that leaves `name` in the folder of marks when it runs."""
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        os.makedirs(os.path.join(self.folder, "marks"), exist_ok=True)
        mark = os.path.join(self.folder, "marks", name.replace("/", "_"))
        with open(self.path(name), "w") as file:
            file.write("\n".join(["#!/bin/sh", f"touch '{mark}'", *lines, ""]))
        os.chmod(self.path(name), stat.S_IRWXU)
        return self.path(name)

    def marks(self):
        """Which of the programs have run since this was asked last."""
        folder = os.path.join(self.folder, "marks")
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        for name in names:
            os.remove(os.path.join(folder, name))
        return names

    def meet(self):
        """A hub that the store has been synced with, and another clone of it."""
        self.must(["git", "clone", "--quiet", "--bare", self.store, self.hub])
        self.ask("remote", "add", "origin", self.hub)
        self.must(self.command(["sync"]))
        self.must(["git", "clone", "--quiet", self.hub, self.other])

    def is_written(self, text):
        return any(text in ticket for ticket in self.tickets().values())

    def is_committed(self, text, folder=None):
        return text in self.ask("log", "-p", "-m", "--format=", "--", "tickets", folder=folder)

    def uncommitted(self, folder=None):
        return self.ask("status", "--porcelain", folder=folder)

    def state(self):
        """All that a command may change: HEAD, git's index and the files."""
        state = {"HEAD": self.ask("rev-parse", "HEAD")}
        for above, folders, names in os.walk(self.store):
            if ".git" in folders:
                folders.remove(".git")
            for name in [*names, *([".git/index", ".git/HEAD"] if above == self.store else [])]:
                with open(os.path.join(above, name), "rb") as file:
                    state[os.path.relpath(os.path.join(above, name), self.store)] = file.read()
        return state

    def programs(self, *words, trace="execve"):
        """Runs desk; answers how it went and the arguments of every program that was started."""
        log = os.path.join(self.folder, "trace")
        ran = self.run(["strace", "-f", "-s", "65536", "-v", "-o", log, "-e", f"trace={trace}", *self.command(words)])
        with open(log, errors="replace") as file:
            self.trace = file.read()
        return ran, [ast.literal_eval(found) for found in re.findall(r'execve\("[^"]*", (\[.*?\]), \["', self.trace)]


def told(ran, status, *words):
    """It ended with this status, and said so in these words."""
    for word in words:
        expect(word in ran.stderr, f"\"{word}\" was not said", ran)
    expect(ran.returncode == status, f"the exit status is not {status}", ran)
    expect("internal error" not in ran.stderr, "an internal error", ran)


def main(*cases):
    """Each case in a fresh store."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DESK")
    if not shutil.which("strace"):
        sys.exit("strace is needed")
    failures = 0
    with Repository(sys.argv[1]) as trial:
        for case in cases:
            trial.fresh()
            trial.marks()
            try:
                skipped = case(trial)
                print(f"{case.__doc__}{f' Not tried: {skipped}' if skipped else ''}", flush=True)
            except Failed as failure:
                failures += 1
                print(f"FAILED {case.__name__}: {case.__doc__}\n  {failure}", flush=True)
    sys.exit(1 if failures else 0)
