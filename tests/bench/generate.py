#!/usr/bin/env python3
"""Makes a desk to measure with: canonical ticket files of the three years up to November 2026, the same for the same seed.

    generate.py [--git] FOLDER COUNT OPEN_PERCENT [SEED]
"""

import argparse
import datetime
import pathlib
import random
import subprocess

NOW = datetime.datetime(2026, 11, 20, 18)
MONTHS = 36
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

POLICY = """[desk]
name       = "Benchmark support"
timezone   = "Europe/London"
calendar   = "office"
priorities = ["critical", "high", "medium", "low"]
agents     = { ada = "Ada Byron <ada@desk.example>", ben = "Ben Ong <ben@desk.example>", sam = "Sam Hill <sam@desk.example>" }

[calendar.office]
hours    = { mon-fri = "08:30-17:00" }
holidays = ["2024-12-25", "2024-12-26", "2025-12-25", "2025-12-26", "2026-12-25", "2026-12-28"]

[priority.critical]
calendar = "always"
respond  = "1 hour"
resolve  = "8 hours"
[priority.high]
respond = "3 business hours"
resolve = "24 business hours"
[priority.medium]
respond = "8 hours"
resolve = "2 working days"
[priority.low]
respond = "3 working days"
resolve = "agreed"

[escalation]
after_work = "30 minutes"
near       = 80
escalate   = true

[kind.fault]
counts = false
[kind.howto]
[kind.training]
[kind.change]
[kind.project]

[[tier]]
name = "first line"
[[tier]]
name = "second line"
[[tier]]
name = "the makers"

[hours]
cap  = "30 hours"
warn = [80, 100]
"""

AGENTS = ["ada", "ben", "sam"]
CLIENTS = ["acme", "borough", "corvid", "dunmore", "eastgate", "fairway", "granary", "harbour", "ironside", "juniper", "kestrel", "lantern"]
KINDS = ["fault"] * 5 + ["howto"] * 3 + ["training", "change", "project"]
PRIORITIES = ["critical"] + ["high"] * 3 + ["medium"] * 5 + ["low"] * 3
CHANNELS = ["email"] * 5 + ["phone"] * 3 + ["web", "visit"]
PEOPLE = [f"{first} {last}" for first in "Jane Omar Wendy Tariq Sofia Piotr Grace Liam Noor Erik".split()
          for last in "Doe Okafor Lindqvist Moreau Singh Novak Hughes Tanaka".split()]
THINGS = ["payroll export", "invoice run", "stock report", "mail import", "nightly backup", "price list", "user account", "label printer",
          "customer search", "bank transfer", "time sheet", "order form", "archive server", "web shop", "tax return", "scanner queue"]
TROUBLES = ["fails with error 1722", "is slow since the update", "shows last month's figures", "asks for a password again",
            "stops at forty percent", "prints every page twice", "cannot be opened", "loses its settings", "needs another column",
            "should be explained to a new colleague", "must be moved to the new office", "sends no confirmation"]
SENTENCES = ["It began on Monday after the restart, and nobody here has changed anything.", "The log names a file that is locked by another process.",
             "With last month's data it works, with this month's it does not.", "We have tried it on two machines with the same result.",
             "The person who set it up has left the company.", "Clearing the temporary folder helps for about an hour.",
             "The vendor knows of it and promises a correction with the next release.", "Restarted the service and watched it for ten minutes.",
             "A screenshot is attached to the mail.", "The account had expired; extended it by a year.",
             "Compared the settings with those of the test system and found two differences.", "It must work again before the end of the month."]


class Clock:
    """Runs through the life of one ticket, and never past NOW."""

    def __init__(self, opened, rng):
        self.at, self.rng = opened, rng

    def tick(self, most):
        left = (NOW - self.at).total_seconds()
        self.at += datetime.timedelta(milliseconds=int(1000 * min(left / 2, self.rng.uniform(120, most))) + 1)
        return self.at


def stamp(at):
    return at.isoformat(timespec="milliseconds") + "Z"


def text_under(key, sentences, indent):
    if len(sentences) == 1:
        return f"{indent}{key}: {sentences[0]}\n"
    return f"{indent}{key}: |\n" + "".join(f"{indent}  {sentence}\n" for sentence in sentences)


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.taken = set()

    def reference(self, opened):
        while True:
            reference = f"{opened:%y%m}-" + "".join(self.rng.choices(ALPHABET, k=5))
            if reference not in self.taken:
                self.taken.add(reference)
                return reference

    def said(self, key, indent="  ", most=3):
        return text_under(key, self.rng.sample(SENTENCES, self.rng.randint(1, most)), indent)

    def opened(self, closed):
        """Some working hour; what is still open came in during the last six months."""
        back = self.rng.randrange(1 if closed else 0, MONTHS if closed else 6)
        year, month = divmod(NOW.year * 12 + NOW.month - 1 - back, 12)
        last = 28 if back else NOW.day - 1
        return datetime.datetime(year, month + 1, self.rng.randint(1, last), self.rng.randint(8, 16), self.rng.randrange(60),
                                 self.rng.randrange(60), self.rng.randrange(1000) * 1000)

    def ticket(self, closed):
        """The reference and the text of one ticket."""
        rng = self.rng
        opened = self.opened(closed)
        now = {"kind": rng.choice(KINDS), "channel": rng.choice(CHANNELS), "priority": rng.choice(PRIORITIES), "status": "open", "tier": 1,
               "assignee": rng.choice(AGENTS)}
        log = self.log(opened, now, closed)
        reference, person = self.reference(opened), rng.choice(PEOPLE)
        client, first = rng.choice(CLIENTS), person.split()[0].lower()
        phone = f'  phone: "+44 20 7946 0{rng.randrange(1000):03}"\n' if rng.random() < 0.4 else ""
        header = "".join(f"{key}: {value}\n" for key, value in now.items() if value)
        return reference, (f"id: {reference}\ntitle: The {rng.choice(THINGS)} {rng.choice(TROUBLES)}\nclient: {client}\n"
                           f"requester:\n  name: {person}\n  email: {first}@{client}.example\n{phone}{header}opened: {stamp(opened)}\n"
                           f"{self.said('description', '', 5)}log:\n{log}")

    def log(self, opened, now, closed):
        """The events, oldest first; `now` becomes what they lead to."""
        rng, clock = self.rng, Clock(opened, self.rng)
        events = []

        def add(do, rest="", most=3 * 86400):
            events.append(f"- at: {stamp(clock.tick(most) if events else opened)}\n  by: {rng.choice(AGENTS)}\n  do: {do}\n{rest}")

        add("open", f"  channel: {now['channel']}\n  kind: {now['kind']}\n  priority: {now['priority']}\n  tier: 1\n"
                    f"  assignee: {now['assignee']}\n")
        for _ in range(rng.randint(3 if not closed else 1, 9)):
            self.happen(add, now)
        if closed:
            add("resolve", self.said("text", most=1) + f"  how: {rng.choice(['fixed', 'workaround', 'advice'])}\n")
            if rng.random() < 0.6:
                add("confirm")
            add("close")
            now["status"] = "closed"
        elif rng.random() < 0.2:
            add("wait", "  for: client\n  why: We have asked for the log file.\n")
            now["status"] = "waiting"
        return "".join(events)

    def happen(self, add, now):
        rng, chance = self.rng, self.rng.random()
        if chance < 0.30:
            add("reply", f"  via: {now['channel']}\n" + self.said("text"))
        elif chance < 0.55:
            add("work", f"  minutes: {rng.choice([5, 10, 15, 20, 25, 30, 45, 60, 90, 150])}\n" + self.said("text", most=1))
        elif chance < 0.75:
            add("note", self.said("text"))
        elif chance < 0.88:
            add("hear", "  via: email\n" + self.said("text"))
        elif chance < 0.94:
            other = rng.choice([priority for priority in PRIORITIES if priority != now["priority"]])
            add("prioritise", f"  from: {now['priority']}\n  to: {other}\n  why: The client asked for it.\n")
            now["priority"] = other
        elif now["tier"] < 3:
            agent = rng.choice(AGENTS)
            add("escalate", f"  from: {now['tier']}\n  to: {now['tier'] + 1}\n  assignee: {agent}\n  why: It needs the database.\n")
            now["tier"], now["assignee"] = now["tier"] + 1, agent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--git", action="store_true", help="as a git repository, with one commit")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("open_percent", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    given = parser.parse_args()

    maker, folders = Maker(given.seed), set()
    given.folder.mkdir(parents=True, exist_ok=True)
    (given.folder / "desk.toml").write_text(POLICY)
    for number in range(given.count):
        closed = (number * 37) % 100 >= given.open_percent
        reference, text = maker.ticket(closed)
        folder = f"{given.folder}/tickets/20{reference[:2]}/{reference[2:4]}"
        if folder not in folders:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with open(f"{folder}/{reference}.yaml", "x", encoding="utf-8") as file:
            file.write(text)
    if given.git:
        git = ["git", "-C", given.folder, "-c", "user.name=Sam Hill", "-c", "user.email=sam@desk.example", "-c", "gc.auto=0"]
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "A desk to measure with"]):
            subprocess.run([*git, *words], check=True)


if __name__ == "__main__":
    main()
