"""Random desks and random histories: what is dealt follows from the seed alone."""

import datetime

from calendar_time import UTC, milliseconds, moment
from lifecycle import fold, take

PRIORITIES = ["critical", "high", "medium", "low"]
KINDS = ["fault", "change", "project"]
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
BEGIN = milliseconds(datetime.datetime(2026, 10, 19, 6, tzinfo=UTC))  # the clocks go back on the sixth day
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ZONES = ["Europe/London", "America/New_York", "Asia/Tokyo", "UTC"]
HOURS = ['mon-fri = "09:00-17:00"', 'mon-fri = "08:30-12:00, 13:00-17:30", sat = "09:00-12:00"', 'mon-sun = "06:00-22:00"',
         'mon-thu = "08:00-18:00", fri = "08:00-14:00"']
TIMES = ["30 minutes", "1 hour", "4 hours", "8 hours", "2 business hours", "5 business hours", "20 business hours", "30 hours"]
DAYS = ["1 working day", "2 working days", "same business day", "next business day", "next morning"]


def quoted(words):
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def target(dice, days=True):
    return dice.choice(TIMES + (DAYS if days and dice.random() < 0.4 else []))


def goal(dice, days=True):
    if dice.random() < 0.15:
        return f'{{ {dice.choice(["any", "all"])} = ["{target(dice, days)}", "{target(dice, days)}"] }}'
    return f'"{target(dice, days)}"'


def maybe(dice, chance, line):
    return [line] if dice.random() < chance else []


def policy(dice, releases):
    """desk.toml. Some desks have targets that go by a next release."""
    lines = ["[desk]", 'name = "A desk"', f'timezone = "{dice.choice(ZONES)}"', 'calendar = "office"',
             f"priorities = {quoted(PRIORITIES)}", 'agents = { sam = "Sam <sam@desk.example>", kim = "Kim <kim@desk.example>" }',
             "[[tier]]", 'name = "first"', "[[tier]]", 'name = "second"', "[calendar.office]", f"hours = {{ {dice.choice(HOURS)} }}"]
    lines += maybe(dice, 0.5, 'holidays = ["2026-10-22"]')
    for name in PRIORITIES:
        always = dice.random() < 0.4
        lines += [f"[priority.{name}]"] + ['calendar = "always"'] * always
        lines += maybe(dice, 0.85, f"respond = {goal(dice, not always)}")
        by_date = '"next release"' if releases and name in ("medium", "low") else '"agreed"'
        kinds = [goal(dice, not always)] * 8 + ['"none"', by_date]
        lines += maybe(dice, 0.85, f"resolve = {by_date if releases and dice.random() < 0.4 else dice.choice(kinds)}")
    lines += ["[kind.fault]", "[kind.change]"] + maybe(dice, 0.7, 'resolve = "agreed"') + ["[kind.project]"]
    lines += maybe(dice, 0.5, f"respond = {goal(dice)}") + maybe(dice, 0.5, f"resolve = {goal(dice)}")
    lines += maybe(dice, 0.5, f"response = {quoted(dice.choice([['work'], ['reply'], ['acknowledgement']]))}")
    lines += ["[channel.email]"] + maybe(dice, 0.5, f"respond = {goal(dice)}") + ["[channel.phone]"]
    return "\n".join(lines + rules(dice)) + "\n"


def rules(dice):
    lines = ["[clock]"] + maybe(dice, 0.7, f"response = {quoted(dice.choice([['work'], ['reply'], ['work', 'reply'], ['acknowledgement']]))}")
    pauses = ['["client"]', '["client", "vendor"]', '{ respond = ["client"] }', '{ respond = ["vendor"], resolve = ["client"] }']
    lines += maybe(dice, 0.7, f"pause = {dice.choice(pauses)}")
    again = ['"restart"', '"continue"', '{ resolve = "restart", respond = "restart" }', '{ resolve = "continue", respond = "restart" }']
    lines += maybe(dice, 0.75, f"reopen = {dice.choice(again)}") + maybe(dice, 0.25, 'raised = "from opening"')
    lines += maybe(dice, 0.3, 'combine = "latest"') + maybe(dice, 0.3, 'before_open = "next day"')
    lines += maybe(dice, 0.3, 'working_days = "same time"') + maybe(dice, 0.3, 'morning = "10:30"')
    return lines + ["[updates]"] + maybe(dice, 0.5, f'every = "{dice.choice(["8 hours", "4 business hours"])}"')


def contract(dice):
    """clients/acme.toml; sometimes the client runs the second tier."""
    return 'name = "Acme"\n\n[[contract]]\nfrom = "2020-01-01"\n' + "".join(line + "\n" for line in maybe(dice, 0.5, "tiers = [1]"))


def instants(dice, count):
    """When the desk is asked, with nights, weekends and short hours between."""
    found, at = [], BEGIN
    for _ in range(count):
        at += dice.choice([1, 2, 3, 5, 9, 14, 26, 50]) * HOUR + dice.randrange(60) * MINUTE
        found.append(at)
    return found


class History:
    """A ticket, and what happened before each of the instants at which the desk is asked."""

    SLACK = 11 * MINUTE  # an event of the next 10 minutes is seen already

    def __init__(self, dice, number, asked):
        self.dice, self.log, self.now, self.first = dice, [], fold([]), []
        self.id = "2610-" + "".join(LETTERS[number >> shift & 31] for shift in (20, 15, 10, 5, 0))
        self.swings = dice.random() < 0.1  # nothing but changes of the priority, by hand
        for i, until in enumerate(asked):
            since = (asked[i - 1] if i else BEGIN - self.SLACK) + self.SLACK
            times = sorted(dice.sample(range(since, until), dice.choice([0, 1, 1, 1, 2, 2]) or (i == 0)))
            for at in times:
                self.add(self.opening(at) if not self.log else self.swing(at) if self.swings else self.event(at, since))

    def is_open(self, at):
        return fold([event for event in self.log if event["at"] <= at])["status"] not in ("resolved", "closed")

    def add(self, event):
        before = dict(self.now)
        take(self.now, event)
        if any(before[key] is None and self.now[key] for key in ("priority", "kind")):
            self.first.append(event["at"])
        self.log.append(event)

    def opening(self, at):
        dice = self.dice
        event = {"at": at, "by": "sam", "do": "open", "channel": dice.choice(["email", "phone"])}
        if self.swings or dice.random() < 0.7:
            event["kind"] = dice.choice(KINDS)
        if self.swings or dice.random() < 0.7:
            event["priority"] = dice.choice(PRIORITIES)
        return event | ({"tier": dice.choice([1, 2])} if dice.random() < 0.3 else {})

    def swing(self, at):
        return {"at": at, "by": "sam", "do": "prioritise", "to": self.dice.choice(PRIORITIES)}

    def event(self, at, since):
        make = self.dice.choices(self.ALL, self.WEIGHTS)[0]
        event = {"at": at, "by": self.dice.choice(["sam", "kim"])}
        return event | make(self, at, since)

    def prioritise(self, at, since):
        return {"do": "prioritise", "to": self.dice.choice(PRIORITIES)}

    def raised(self, at, since):
        held = self.now["priority"] if self.dice.random() < 0.75 else self.dice.choice(PRIORITIES)
        return {"by": "desk", "do": "prioritise"} | ({"from": held} if held else {}) | {"to": self.dice.choice(PRIORITIES), "rule": "near"}

    def kind(self, at, since):
        return {"do": "kind", "to": self.dice.choice(KINDS)}

    def wait(self, at, since):
        return {"do": "wait", "for": self.dice.choice(["client", "vendor"])}

    def resume(self, at, since):
        return {"do": "resume"} if self.dice.random() < 0.5 else {"do": "hear", "text": "it works"}

    def scope(self, at, since):
        return {"do": "scope", "to": "in" if self.now["out"] else "out", "why": "hardware"}

    def escalate(self, at, since):
        if self.dice.random() < 0.7:
            return {"do": "escalate", "to": self.dice.choice([1, 2])}
        return {"by": "desk", "do": "escalate", "from": self.dice.choice([self.now["tier"] or 1, 1]), "to": 2, "rule": "near"}

    def resolve(self, at, since):
        how = {"how": "workaround"} if self.dice.random() < 0.4 else {}
        return {"do": "resolve", "text": "done"} | how

    def close(self, at, since):
        return {"do": "close"}

    def reopen(self, at, since):
        return {"do": "reopen", "why": "again"}

    def promise(self, at, since):
        due = moment(at).date() + datetime.timedelta(days=self.dice.randrange(6))
        what = self.dice.choice([None, "resolve", "fix", "reply", "review"])
        agreed = {"agreed_by": "Jane"} if self.dice.random() < 0.5 else {}
        return {"do": "promise", "due": f'"{due}"'} | ({"for": what} if what else {}) | agreed

    def step(self, at, since):
        return {"do": "step", "step": self.dice.choice(["review", "workaround"])}

    def link(self, at, since):
        return {"do": "link", "to": '"2610-00000"', "as": "duplicates"}

    def reply(self, at, since):
        return {"do": "reply", "via": "email", "text": "we look"} | ({"auto": True} if self.dice.random() < 0.3 else {})

    def work(self, at, since):
        """No longer than since the desk was asked last: else it would tell the past anew."""
        return {"do": "work", "minutes": self.dice.randint(1, max(1, min(50, (at - since) // MINUTE)))}

    def header_text(self, log):
        """The file of a ticket with these events, in their order."""
        now, opening = fold(sorted(log, key=lambda event: (event["at"], event["by"], event["do"]))), self.log[0]
        lines = [f"id: {self.id}", "title: Nothing works", "client: acme"]
        lines += [f"kind: {now['kind']}"] if now["kind"] else []
        lines += [f"channel: {opening['channel']}"]
        lines += [f"{key}: {now[key]}" for key in ("priority", "status", "tier") if now[key]]
        lines += ["scope: out"] if now["out"] else []
        return "\n".join([*lines, f"opened: {written(opening['at'])}", "log:", ""])

    def text(self, log=None):
        log = self.log if log is None else log
        return self.header_text(log) + "".join(map(event_text, log))

    ALL = (prioritise, raised, kind, wait, resume, scope, escalate, resolve, close, reopen, promise, step, link, reply, work)
    WEIGHTS = (4, 2, 2, 2, 2, 1, 1, 2, 0.7, 2, 2, 0.5, 0.3, 2, 1.5)


def written(at):
    return moment(at).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at % 1000:03}Z"


def event_text(event):
    lines = [f"at: {written(event['at'])}"]
    lines += [f"{key}: {'true' if value is True else value}" for key, value in event.items() if key != "at"]
    return "- " + "\n  ".join(lines) + "\n"
