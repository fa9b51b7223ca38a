"""What the fault tests share: a small desk to spoil, runs of desk under strace, and what must hold afterwards."""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

NOW = "2026-11-20T09:14:00Z"
LATER = "2026-12-01T10:00:00Z"  # in a month that has no folder yet

WRITING = ["write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat",
           "unlink", "unlinkat", "mkdir", "mkdirat", "fchmod", "flock"]
TOUCHING = WRITING + ["open", "openat", "openat2", "close"]


class Failed(Exception):
    pass


def expect(truth, what, ran=None):
    if not truth:
        said = f"\n  exit {ran.returncode}\n  out {ran.stdout!r}\n  err {ran.stderr!r}" if ran else ""
        raise Failed(what + said)


class Trial:
    """A folder of its own with a template of a desk, and environment for desk and git that is the same everywhere."""

    def __init__(self, desk, git):
        self.desk = os.path.abspath(desk)
        self.git = git
        self.keep = False  # the folder, for somebody to look at
        self.folder = tempfile.mkdtemp(prefix="desk-faults-")
        self.template = os.path.join(self.folder, "template")
        self.store = os.path.join(self.folder, "store")
        config = os.path.join(self.folder, "gitconfig")
        with open(config, "w") as file:
            file.write("[user]\n\tname = Sam Hill\n\temail = sam@desk.example\n[init]\n\tdefaultBranch = main\n")
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.folder, "GIT_CONFIG_GLOBAL": config,
                            "GIT_CONFIG_NOSYSTEM": "1", "DESK_AGENT": "sam", "DESK_NOW": NOW}
        if "ASAN_OPTIONS" in os.environ:
            self.environment["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
        self.watched = self.store  # calls that name what lies in it are calls that touch the store
        self.make_template()
        self.fresh()

    def make_template(self):
        os.mkdir(self.template)
        self.must([self.desk, "init", self.template, *([] if self.git else ["--no-git"])])
        self.references = [self.must([self.desk, "-C", self.template, "new", f"Ticket {i}"]).stdout.strip() for i in range(3)]
        self.environment["DESK_NOW"] = LATER

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self.keep:
            shutil.rmtree(self.folder)

    def run(self, words, **more):
        return subprocess.run(words, text=True, **{"cwd": self.folder, "env": self.environment, "stdin": subprocess.DEVNULL,
                                                   "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more})

    def must(self, words):
        ran = self.run(words)
        expect(ran.returncode == 0, f"{words} failed", ran)
        return ran

    def command(self, words):
        return [self.desk, "-C", self.store, *words]

    def fresh(self):
        """Puts the store back to where it was."""
        shutil.rmtree(self.store, ignore_errors=True)
        shutil.copytree(self.template, self.store, symlinks=True)

    def tickets(self):
        """The bytes of every ticket, by path."""
        found = {}
        for above, _, names in os.walk(os.path.join(self.store, "tickets")):
            for name in names:
                if not name.startswith("."):
                    with open(os.path.join(above, name)) as file:
                        found[os.path.relpath(os.path.join(above, name), self.store)] = file.read()
        return found

    def temporaries(self):
        return [name for _, _, names in os.walk(self.store) for name in names if ".tmp." in name]

    def calls(self, words, names, children):
        """Runs the command well; answers every (call, k, line) of it that touches the store or standard output. Of children,
        which name files by short paths, all count."""
        trace = os.path.join(self.folder, "trace")
        follow = ["-f"] if children else []
        self.must(["strace", *follow, "-y", "-s", "4096", "-o", trace, "-e", "trace=" + ",".join(names), *self.command(words)])
        counts, calls = {}, {}
        with open(trace, errors="replace") as file:
            for line in file:
                found = re.match(r"(\d+ +)?(\w+)\(", line)
                if not found:
                    continue
                process, call = found.groups()
                k = counts[process, call] = counts.get((process, call), 0) + 1
                if children or self.watched in line or line.startswith("write(1<"):
                    calls.setdefault((call, k), line)
        return [(call, k, line) for (call, k), line in calls.items()]

    def inject(self, words, call, what, k, children=False):
        follow = ["-f"] if children else []
        return self.run(["strace", *follow, "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={k}",
                         *self.command(words)])

    def check_sound(self):
        """The store is whole, or `desk check --fix` makes it so, and it can be written to."""
        if self.run(self.command(["check"])).returncode != 0:
            self.must(self.command(["check", "--fix", "--no-commit"]))
        self.must(self.command(["check"]))
        self.must(self.command(["note", self.references[0], "still", "working", "--no-commit"]))


def commands(trial):
    one, two, three = trial.references
    return {"new": ["new", "Fresh ticket"], "note": ["note", one, "a note"],
            "close": ["close", one, two, three, "--why", "all done"]}


def same_but_name(text):
    """A ticket without its reference, which is of chance."""
    return re.sub(r"^id: .*$", "id:", text, count=1, flags=re.M)


def check_old_or_new(old, new, now):
    """Every ticket is as it was or as it was to become, to the byte."""
    for path, text in old.items():
        expect(now.get(path) in (text, new[path]), f"{path} is neither old nor new: {now.get(path)!r}")
    added = [same_but_name(text) for path, text in new.items() if path not in old]
    for path, text in now.items():
        if path not in old:
            expect(same_but_name(text) in added, f"{path} is not a whole new ticket: {text!r}")


def is_done(old, new, now):
    changed = all(now.get(path) == new[path] for path in old)
    return changed and len(now) == len(new)


def every(step, calls, chance):
    """Each step-th, beginning anywhere: over many runs each is tried."""
    return calls[chance.randrange(min(step, len(calls))) :: step] if calls else []


def options_of_a_sample():
    """The command line of a test that tries some of the calls; `sample(step, calls)` are those."""
    parser = argparse.ArgumentParser()
    parser.add_argument("desk")
    parser.add_argument("--long", action="store_true", help="every call")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32), help="what is tried of them otherwise")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    options.sample = lambda step, calls: calls if options.long else every(step, calls, chance)
    if not shutil.which("strace"):
        sys.exit("strace is needed")
    print(f"seed {options.seed}")
    return options


def main(test):
    options = options_of_a_sample()
    failures = test(options.desk, options.sample)
    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)
