#!/usr/bin/env python3
"""Many people work on clones of one desk, sync at random, and crash. Afterwards all clones are the same, nothing that was
acknowledged is missing, and nothing is there twice.

usage: clones.py [--clones N] [--commands N] [--seed N] DESK
"""

import argparse
import collections
import datetime
import glob
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time

import yaml

from trial import Failed, Trial, expect

REFUSED, NONE, BUSY = 4, 3, 6
KILLED = -signal.SIGKILL
START = datetime.datetime(2026, 11, 20, 9, 0)
PRIORITIES = ["critical", "high", "medium", "low"]

POLICY = """
[desk]
name       = "Many"
timezone   = "Europe/London"
calendar   = "office"
priorities = ["critical", "high", "medium", "low"]
[desk.agents]
{agents}
[calendar.office]
hours = {{ mon-sun = "06:00-22:00" }}
[priority.critical]
respond = "30 minutes"
resolve = "2 hours"
[priority.high]
respond = "1 hour"
resolve = "8 hours"
[priority.medium]
respond = "4 hours"
resolve = "2 working days"
[priority.low]
respond = "none"
resolve = "none"
[kind.fault]
counts = false
[kind.howto]
[[tier]]
name = "first line"
[[tier]]
name = "second line"
[[tier]]
name = "third line"
[clock]
response = ["work", "reply"]
[escalation]
after_work = "30 minutes"
near       = 80
raise      = true
escalate   = true
[[escalation.immediate]]
when = {{ priority = "critical" }}
to   = 2
[resolution]
confirm     = "ask"
close_after = "8 hours"
[reopen]
within = "30 days"
[hours]
cap  = "30 hours"
warn = [80, 100]
"""

Ran = collections.namedtuple("Ran", "returncode stdout stderr")
Deed = collections.namedtuple("Deed", "by do minutes")


class Clone:
    """One person at work: a clone, a clock that runs ahead of or behind the others', and what desk has acknowledged."""

    def __init__(self, trial, number, options):
        self.trial = trial
        self.name = f"agent{number}"
        self.random = random.Random(f"{options.seed}.{number}")
        self.commands = options.commands
        self.folder = os.path.join(trial.folder, self.name)
        self.now = START + datetime.timedelta(minutes=self.random.randrange(240))
        self.acknowledged, self.doubtful = {}, {}  # token: Deed
        self.opened = {}  # reference: token
        self.counts = collections.Counter()
        self.failure = None
        git = ["git", "-C", self.folder, "config"]
        trial.must(["git", "clone", "--quiet", os.path.join(trial.folder, "hub"), self.folder])
        trial.must([*git, "user.name", self.name])
        trial.must([*git, "user.email", f"{self.name}@desk.example"])
        # A server lives on when a client is killed.
        trial.must([*git, "remote.origin.receivepack", "setsid -w git-receive-pack"])

    def git(self, *words):
        return self.trial.must(["git", "-C", self.folder, *words]).stdout

    def run(self, words, seconds=None):
        """Runs desk; after so many seconds it and its children are killed."""
        environment = {**self.trial.environment, "DESK_NOW": self.now.isoformat(timespec="milliseconds") + "Z"}
        process = subprocess.Popen([self.trial.desk, "-C", self.folder, *words], env=environment, text=True, start_new_session=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=seconds)
            return Ran(process.returncode, out, err)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        self.tidy(process.pid)
        return Ran(process.returncode, out, err)

    def tidy(self, group):
        """What a person does after a crash: when nothing runs any more, the locks that git has left go."""
        self.counts["killed"] += 1
        while is_alive(group):
            time.sleep(0.001)
        for lock in glob.glob(os.path.join(self.folder, ".git", "**", "*.lock"), recursive=True):
            os.remove(lock)
            self.counts["locks"] += 1

    def leave_nothing_behind(self):
        """Temporaries of killed commands: desk's, which `desk check --fix` removes when they are an hour old, and git's own."""
        for pattern in ("tickets/*/*/.*.tmp.*", ".merge_file_*"):
            for path in glob.glob(os.path.join(self.folder, pattern)):
                os.remove(path)
                self.counts["temporaries"] += 1

    def references(self):
        return sorted(os.path.basename(path)[:-5] for path in glob.glob(os.path.join(self.folder, "tickets/*/*/2*.yaml")))

    def some_reference(self):
        """Often one of the first few, so that many work on the same tickets."""
        references = self.references()
        return self.random.choice(references[:4] if self.random.random() < 0.5 else references)

    def deed(self, token):
        """A random command, and what it will have done."""
        choice, ticket, minutes = self.random.choice, self.some_reference(), self.random.randrange(1, 45)
        deeds = {
            "note": ["note", ticket, token],
            "work": ["work", ticket, f"{minutes}m", token],
            "prioritise": ["prioritise", ticket, choice(PRIORITIES), "--why", token],
            "escalate": ["escalate", ticket, "--why", token],
            "wait": ["wait", ticket, choice(["client", "vendor"]), "--why", token],
            "resume": ["resume", ticket, "--why", token],
            "resolve": ["resolve", ticket, token],
            "close": ["close", ticket, "--why", token],
            "reopen": ["reopen", ticket, "--why", token, "--reason", "other"],
            "edit": ["edit", ticket, "--title", token],
            "open": ["new", f"Ticket of {self.name}", "--description", token, "--client", choice(["acme", "globex"]), "--kind",
                     choice(["fault", "howto"]), "--priority", choice(PRIORITIES)],
        }
        do = choice([*deeds, "open", "note", "work", "work"])
        return deeds[do], Deed(self.name, do, minutes if do == "work" else 0)

    def act(self, token):
        words, deed = self.deed(token)
        ran = self.run(words, self.random.uniform(0, 0.06) if self.random.random() < 0.1 else None)
        if ran.returncode == KILLED:
            self.doubtful[token] = deed
        elif ran.returncode == 0:
            self.acknowledged[token] = deed
        else:
            expect(ran.returncode in (REFUSED, NONE), f"{self.name}: {words}", ran)
            self.counts["refused"] += 1
        if deed.do == "open" and ran.stdout.endswith("\n"):  # printed is acknowledged, even where the kill came after it
            self.opened[ran.stdout.strip()] = token

    def sweep(self):
        ran = self.run(["sweep"], self.random.uniform(0, 0.06) if self.random.random() < 0.1 else None)
        expect(ran.returncode in (0, KILLED), f"{self.name}: sweep", ran)

    def sync(self, risk=0):
        ran = self.run(["sync"], self.random.uniform(0, 0.4) if self.random.random() < risk else None)
        expect(ran.returncode in (0, BUSY, KILLED), f"{self.name}: sync", ran)
        self.counts["syncs"] += 1
        self.counts["beaten"] += ran.returncode == BUSY

    def work(self):
        for i in range(self.commands):
            self.now += datetime.timedelta(minutes=self.random.randrange(15))
            chance = self.random.random()
            if chance < 0.15:
                self.sync(risk=0.25)
            elif chance < 0.2:
                self.sweep()
            else:
                self.act(f"{self.name}-{i}.")

    def attempt(self, action):
        try:
            action(self)
        except Exception as failure:  # a thread's own would be lost
            self.failure = failure


def is_alive(group):
    try:
        os.killpg(group, 0)
        return True
    except ProcessLookupError:
        return False


def make_hub(trial, options):
    agents = "\n".join(f'agent{i} = "agent{i} <agent{i}@desk.example>"' for i in range(options.clones))
    with open(os.path.join(trial.template, "desk.toml"), "w") as file:
        file.write(POLICY.format(agents=agents))
    del trial.environment["DESK_AGENT"]  # each is known by the identity in the clone
    trial.must(["git", "-C", trial.template, "commit", "--quiet", "--all", "-m", "our policy"])
    trial.must(["git", "clone", "--quiet", "--bare", trial.template, os.path.join(trial.folder, "hub")])


def at_once(clones, action):
    threads = [threading.Thread(target=clone.attempt, args=[action]) for clone in clones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failures = [str(clone.failure) for clone in clones if clone.failure]
    expect(not failures, "\n".join(failures))


def sync_until_nothing_moves(clones):
    for rounds in range(1, 6):
        before = [clone.git("rev-parse", "HEAD") for clone in clones]
        for clone in clones:
            ran = clone.run(["sync"])
            expect(ran.returncode == 0, f"{clone.name}: the last syncs", ran)
        if before == [clone.git("rev-parse", "HEAD") for clone in clones]:
            return rounds
    raise Failed("after five rounds of syncs there is still something to sync")


def files_of(clone):
    """The bytes of all that is not git's own."""
    found = {}
    for above, folders, names in os.walk(clone.folder):
        if ".git" in folders:
            folders.remove(".git")
        for name in names:
            with open(os.path.join(above, name), "rb") as file:
                found[os.path.relpath(os.path.join(above, name), clone.folder)] = file.read()
    return found


def check_same(clones):
    for clone in clones:
        clone.leave_nothing_behind()
    files, head = files_of(clones[0]), clones[0].git("rev-parse", "HEAD")
    for clone in clones:
        theirs = files_of(clone)
        differing = sorted(path for path in {*files, *theirs} if files.get(path) != theirs.get(path))
        expect(not differing, f"{clone.name} differs in {differing}")
        expect(clone.git("rev-parse", "HEAD") == head, f"{clone.name} is at another commit")
        expect(clone.git("status", "--porcelain") == "", f"{clone.name} has something to commit")
        clone.git("fsck", "--strict")
        ran = clone.run(["check", "--now", "2027-01-01T00:00Z"])  # later than every clone's clock
        expect(ran.returncode == 0 and " 0 problems" in ran.stderr, f"{clone.name}: check", ran)


def check_audit(clone):
    """A server would have taken all of it: what people did under their names, what the rules did, and the merges."""
    first = clone.git("rev-list", "--max-parents=0", "HEAD").split()[0]
    ran = clone.run(["check", "--range", f"{first}..HEAD", "--now", "2027-01-01T00:00Z"])
    expect(ran.returncode == 0 and " 0 problems" in ran.stderr, f"{clone.name}: check --range", ran)


def check_events(clones, tickets):
    """Every acknowledged event is there once, a doubtful one at most once, and no other except those of the rules."""
    acknowledged = {token: deed for clone in clones for token, deed in clone.acknowledged.items()}
    known = {**acknowledged, **{token: deed for clone in clones for token, deed in clone.doubtful.items()}}
    found = collections.Counter()
    for ticket in tickets:
        for event in ticket["log"]:
            if event["by"] == "desk" or event["by"] == "sam":  # the rules; the tickets of the template
                continue
            text = ticket["description"] if event["do"] == "open" else " ".join(str(event.get(key)) for key in ("text", "why", "to"))
            tokens = re.findall(r"agent\d+-\d+\.", text)
            expect(len(tokens) == 1 and tokens[0] in known, f"{ticket['id']}: who did this? {event}")
            expect(known[tokens[0]] == Deed(event["by"], event["do"], event.get("minutes", 0)), f"{ticket['id']}: altered: {event}")
            found[tokens[0]] += 1
    missing = sorted(token for token in acknowledged if token not in found)
    expect(not missing, f"acknowledged, and lost: {[(token, acknowledged[token]) for token in missing]}")
    twice = [token for token, count in found.items() if count > 1]
    expect(not twice, f"there more than once: {twice}")
    return {token: known[token] for token in found}


def check_references(clones, tickets):
    descriptions = {ticket["id"]: ticket.get("description") for ticket in tickets}
    opened = [item for clone in clones for item in clone.opened.items()]
    expect(len({reference for reference, _ in opened}) == len(opened), "two tickets have the same reference")
    for reference, token in opened:
        expect(descriptions.get(reference) == token, f"{reference} was printed for {token}, and is {descriptions.get(reference)}")


def check_hours(clone, done, tickets):
    """What `desk hours` adds up is what was logged."""
    logged = sum(deed.minutes for deed in done.values())
    months = [yaml.safe_load(clone.run(["hours", "--now", "2027-01-01T00:00Z", month, "--entries", "--json"]).stdout) for month in ("2026-11", "2026-12")]
    entries = [entry for month in months for entry in month["entries"]]
    stated = sum(entry["time"] for entry in entries)
    expect(stated == 60 * logged, f"{logged} minutes were logged, desk hours has {stated} seconds")
    return logged


def tickets_of(clone):
    return [yaml.load(text, yaml.CSafeLoader) for path, text in files_of(clone).items() if path.startswith("tickets/")]


def test(trial, options):
    make_hub(trial, options)
    clones = [Clone(trial, number, options) for number in range(options.clones)]
    began = time.monotonic()
    at_once(clones, Clone.work)
    at_once(clones, Clone.sync)
    worked = time.monotonic()
    rounds = sync_until_nothing_moves(clones)
    check_same(clones)
    check_audit(clones[0])
    tickets = tickets_of(clones[0])
    done = check_events(clones, tickets)
    check_references(clones, tickets)
    logged = check_hours(clones[0], done, tickets)
    counts = sum((clone.counts for clone in clones), collections.Counter())
    swept = sum(event["by"] == "desk" for ticket in tickets for event in ticket["log"])
    acknowledged = sum(len(clone.acknowledged) for clone in clones)
    print(f"seed {options.seed}: {len(clones)} clones, {len(tickets)} tickets, {acknowledged} events acknowledged and there, "
          f"{len(done) - acknowledged} more of killed commands, {swept} of the rules, {logged} minutes; "
          f"{counts['refused']} refused, {counts['syncs']} syncs ({counts['beaten']} beaten), {counts['killed']} killed "
          f"({counts['locks']} locks and {counts['temporaries']} temporaries left), {clones[0].git('rev-list', '--count', 'HEAD').strip()} commits; "
          f"all the same after {rounds} rounds, {worked - began:.0f} + {time.monotonic() - worked:.0f} s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clones", type=int, default=8)
    parser.add_argument("--commands", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("desk")
    options = parser.parse_args()
    with Trial(options.desk, git=True) as trial:
        try:
            test(trial, options)
        except BaseException as failure:
            trial.keep = True
            print(f"seed {options.seed}, {trial.folder} is kept: {failure}")
            if not isinstance(failure, Failed):
                raise
            sys.exit(1)


main()
