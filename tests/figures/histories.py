#!/usr/bin/python3
"""Promises are decided once: random histories under random policies, asked of `desk why` and counted anew.

usage: histories.py DESK [--histories N] [--seed S] [--stores N] [--counted PERCENT] [--merges N]
"""

import argparse
import datetime
import json
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import tomllib

import figures
from calendar_time import milliseconds, moment
from dealt import History, contract, instants, policy, written
from decision import Terms
from desks import Desk
from promises import clocks

INSTANTS = 8
REPORTED = 8  # the report of one desk in so many
SHOWN = 5  # differences of a store
DECIDED, OVER, GOING = ("met", "missed", "late"), ("missed", "late"), ("running", "paused", "late")


def instant(text):
    return text and milliseconds(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")))


class Said:
    """What desk says of a clock, in the words of the model."""

    def __init__(self, row):
        self.measure, self.round, self.step, self.state = (row[key] for key in ("measure", "round", "step", "state"))
        self.start, self.due, self.stopped, self.decided = (instant(row[key]) for key in ("start", "due", "stopped", "decided"))
        self.priority, self.kind, self.table = row["priority"], row["kind"], row["from"] or None
        self.steps = [(step["step"], step["text"], step["from"], step["until"], step["seconds"]) for step in row["steps"]]

    @property
    def key(self):
        return self.measure, self.round, self.step

    def facts(self):
        """Of a clock without a target only that it has none is compared."""
        all_ = (self.start, self.state, self.due, self.stopped, self.decided)
        return all_ + ((self.priority, self.kind, self.table) if self.state in DECIDED + GOING else ())


def counted(clock):
    all_ = (clock.start, clock.state, clock.due, clock.stopped, clock.decided)
    return all_ + ((clock.priority, clock.kind, clock.table) if clock.state in DECIDED + GOING else ())


class Store:
    """A desk with a policy and some histories."""

    def __init__(self, program, folder, seed, number, count):
        self.program, self.folder, self.dice = program, pathlib.Path(folder), random.Random(f"{seed} {number}")
        self.number, self.faults, self.tally = number, [], dict.fromkeys(("asked", "decisions", "counted", "orders", "merges", "figures"), 0)
        self.releases = number % 4 == 3
        self.asked = instants(self.dice, INSTANTS)
        self.histories = [History(self.dice, i, self.asked) for i in range(count)]
        self.path = self.folder / "tickets" / "2026" / "10"
        self.path.mkdir(parents=True)
        (self.folder / "clients").mkdir()
        (self.folder / "desk.toml").write_text(policy(self.dice, self.releases))
        (self.folder / "clients" / "acme.toml").write_text(contract(self.dice))
        read = lambda name: tomllib.loads((self.folder / name).read_text())
        self.terms = Terms(read("desk.toml"), read("clients/acme.toml")["contract"][0].get("tiers", []))
        self.shuffled = {}
        for history in self.histories:
            (self.path / f"{history.id}.yaml").write_text(history.text())
        for i, history in enumerate(self.dice.sample(self.histories, count // 20)):
            self.write_shuffled(history, count + i)

    def write_shuffled(self, history, number):
        """The same events as somebody wrote them down in another order, as another ticket."""
        log = self.dice.sample(history.log, len(history.log))
        other = History(random.Random(0), number, [])
        self.shuffled[history.id] = other.id
        (self.path / f"{other.id}.yaml").write_text(history.text(log).replace(history.id, other.id, 1))

    def fault(self, history, at, text):
        self.faults.append(f"store {self.number}, {history.id} at {written(at)}: {text}")

    def why(self, at):
        """Each ticket's clocks at an instant."""
        ids = "\n".join(history.id for history in self.histories) + "\n" + "\n".join(self.shuffled.values())
        ran = subprocess.run([self.program, "-C", self.folder, "--now", written(at), "why", "-", "--json"], input=ids.encode(),
                             capture_output=True, check=False)
        if ran.returncode:
            raise RuntimeError(f"store {self.number} at {written(at)}: {ran.stderr.decode()[:2000]}")
        found = {}
        for row in json.loads(ran.stdout)["clocks"]:
            found.setdefault(row["ticket"], []).append(Said(row))
        return found

    def run(self, share):
        before, first = {}, {}
        for number, at in enumerate(self.asked):
            now = self.why(at)
            for history in self.histories:
                said = now.get(history.id, [])
                self.tally["asked"] += 1
                self.tally["decisions"] += sum(clock.decided is not None for clock in said)
                self.once(history, at, said)
                if number:
                    self.kept(history, at, self.asked[number - 1], before.get(history.id, []), said)
                if history.swings:
                    self.never_later(history, at, said, first)
                if history.id in self.shuffled:
                    self.same_in_any_order(history, at, said, now.get(self.shuffled[history.id], []))
                if self.dice.random() * 100 < share and not self.releases:
                    self.counted_anew(history, at, said)
            before = now

    def once(self, history, at, said):
        if len({clock.key for clock in said}) < len(said):
            self.fault(history, at, "two decisions on one clock and round")
        for clock in said:
            if (clock.decided is not None) != (clock.state in DECIDED):
                self.fault(history, at, f"{clock.key} is {clock.state}, decided {clock.decided}")

    def kept(self, history, at, then, before, said):
        """No decision is taken back; no miss is dated before what happened since, unless it was due then anyway."""
        now, was = {clock.key: clock for clock in said}, {clock.key: clock for clock in before}
        for key, clock in was.items():
            other = now.get(key)
            if clock.state in OVER or (clock.state == "met" and key[0] != "update"):
                if other is None or other.decided != clock.decided or (other.state in OVER) != (clock.state in OVER):
                    self.fault(history, at, f"{key} was {clock.state} {written(clock.decided)}, is {other and other.state}")
        new = [event["at"] for event in history.log if then < event["at"] <= at]
        knows = [since for since in history.first if then < since <= at]
        for key, clock in now.items():
            former = was.get(key)
            if clock.state not in OVER or knows or not new or clock.decided >= new[0] or (former and former.state in OVER):
                continue
            if former is None or former.due != clock.decided:
                self.fault(history, at, f"{key} is missed {written(clock.decided)}, before anything happened")

    def never_later(self, history, at, said, first):
        """Where nothing but the priority changes: back at the first one it is not due later."""
        given = [event for event in history.log if event["at"] <= at]
        if not given or given[-1].get("priority", given[-1].get("to")) != given[0]["priority"]:
            return
        for clock in said:
            known = first.setdefault((history.id, clock.key), clock)
            if clock.measure in ("respond", "resolve") and known.due is not None and known.due >= at and \
                    (clock.due is None or clock.due > known.due):
                self.fault(history, at, f"{clock.key} is due {clock.due and written(clock.due)}, was {written(known.due)}")

    def same_in_any_order(self, history, at, said, shuffled):
        self.tally["orders"] += 1
        if [(clock.facts(), clock.steps) for clock in said] != [(clock.facts(), clock.steps) for clock in shuffled]:
            self.fault(history, at, "its clocks are others when its events stand in another order")

    def counted_anew(self, history, at, said):
        opening = history.log[0]
        mine = clocks(opening["at"], history.log, self.terms, opening["channel"], at)
        mine = {clock.key: counted(clock) for clock in mine
                if clock.measure != "update" or clock.state in OVER or (clock.state in GOING and history.is_open(at))}
        self.tally["counted"] += sum(facts[4] is not None for facts in mine.values())
        theirs = {clock.key: clock.facts() for clock in said}
        if mine != theirs:
            for key in sorted({*mine, *theirs}, key=str):
                if mine.get(key) != theirs.get(key):
                    self.fault(history, at, f"{key}:\n  counted {mine.get(key)}\n  desk says {theirs.get(key)}")

    def report(self):
        """Every figure of the month's report; those of some desks, as it takes long."""
        desk = Desk(self.folder, moment(self.asked[-1]))
        self.tally["figures"] += figures.check(desk, "2026-10", figures.reported(self.program, desk, "2026-10"), self.faults)

    def merge(self, count):
        """Two halves of a log, united in both orders, are the whole."""
        for history in self.dice.sample(self.histories, min(count, len(self.histories))):
            opening, rest = history.log[:1], history.log[1:]
            sides = {event["at"]: self.dice.choice([(1,), (2,), (1, 2)]) for event in rest}
            half = lambda side: history.text(opening + [event for event in rest if side in sides[event["at"]]])
            united = [self.united(history.text(opening), half(a), half(b)) for a, b in ((1, 2), (2, 1))]
            self.tally["merges"] += 1
            if united != [history.text()] * 2:
                self.fault(history, self.asked[-1], f"merged in two orders it is\n{united[0]}\nand\n{united[1]}\nand not\n{history.text()}")

    def united(self, base, ours, theirs):
        names = [self.folder / name for name in ("base", "ours", "theirs")]
        for name, text in zip(names, (base, ours, theirs)):
            name.write_text(text)
        ran = subprocess.run([self.program, "-C", self.folder, "merge-driver", *names], capture_output=True, check=False)
        return names[1].read_text() if ran.returncode == 0 else ran.stderr.decode()


def run_store(job):
    program, seed, number, count, share, merges = job
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # nothing here is to last
    with tempfile.TemporaryDirectory(prefix="histories-", dir=memory) as folder:
        store = Store(program, folder, seed, number, count)
        store.run(share)
        store.merge(merges)
        if number % REPORTED == 1:
            store.report()
        return store.faults[:SHOWN], len(store.faults), store.tally


def main():
    args = argparse.ArgumentParser()
    args.add_argument("desk")
    args.add_argument("--histories", type=int, default=10_000)
    args.add_argument("--stores", type=int, default=40)
    args.add_argument("--seed", default="20261129")
    args.add_argument("--counted", type=float, default=40, help="percent of what is asked that is counted anew")
    args.add_argument("--merges", type=int, default=200)
    args = args.parse_args()
    began = time.monotonic()
    each = max(20, args.histories // args.stores)
    numbers = range(max(1, args.histories // each))
    jobs = [(args.desk, args.seed, number, each, args.counted, -(-args.merges // len(numbers))) for number in numbers]
    faults, count, sums = [], 0, {}
    with multiprocessing.Pool() as pool:
        for shown, found, tally in pool.imap(run_store, jobs):
            faults, count = faults + shown, count + found
            sums = {key: sums.get(key, 0) + value for key, value in tally.items()}
    print(*[fault[:2500] for fault in faults[:20]], sep="\n", end="\n" * bool(faults))
    print(f"seed {args.seed}: {each * len(jobs)} histories under {len(jobs)} policies asked {sums['asked']} times, "
          f"{sums['decisions']} decisions, {sums['counted']} of them counted anew, {sums['orders']} in another order, "
          f"{sums['merges']} merged, {sums['figures']} rows of reports; {count} faults; {time.monotonic() - began:.1f} s")
    sys.exit(1 if count or not sums["counted"] else 0)


if __name__ == "__main__":
    main()
