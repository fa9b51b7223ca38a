"""A desk's files, and its tickets as they stood at an instant, read by nothing of desk's own."""

import datetime
import fractions
import math
import pathlib
import tomllib
import zoneinfo

import yaml

from calendar_time import UTC, milliseconds
from decision import Terms
from lifecycle import fold
from promises import clocks

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value is a text
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DAY = datetime.timedelta(days=1)
NEVER = datetime.datetime.max.replace(tzinfo=UTC)
ZERO = datetime.timedelta()
TICK = datetime.timedelta(milliseconds=1)


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def whole_second(at):
    return at.replace(microsecond=0)


def length(text):
    number, unit = text.split(" ")
    return datetime.timedelta(**{unit.rstrip("s") + "s": float(number)})


def seconds(time):
    return int(time.total_seconds())


def cents(text):
    return fractions.Fraction(str(text)) * 100


def half_up(number):
    return math.floor(number + fractions.Fraction(1, 2))


def money(units):
    return f"{'-' if units < 0 else ''}{abs(units) // 100}.{abs(units) % 100:02}"


def share(part, whole):
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}"


def before(month):
    year, number = map(int, month.split("-"))
    return f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}"


def whole_shares(counts):
    """Tenths of a percent that add up to all: what is left goes to the largest remainders."""
    exact = [fractions.Fraction(count * 1000, sum(counts) or 1) for count in counts]
    shares = [int(each) for each in exact]
    for i in sorted(range(len(counts)), key=lambda i: (shares[i] - exact[i], i))[:(1000 if sum(counts) else 0) - sum(shares)]:
        shares[i] += 1
    return shares

def right(log):
    """A sorted log without what was taken back, and with work as it was corrected last. Nothing is dated ahead of the clock here."""
    last = {(event["of"], event["of_by"], event.get("of_do", "work")): event for event in log if event["do"] in ("correct", "retract")}
    events = []
    for event in log:
        revision = last.get((event["at"], event["by"], event["do"]))
        if revision and revision["do"] == "retract":
            continue
        if revision:
            event = dict(event, **{key: revision[key] for key in ("minutes", "began", "text") if key in revision})
            event["by"] = revision.get("who", event["by"])
        if event["do"] != "work" or int(event["minutes"]) > 0:
            events.append(event)
    return events


class Ticket:
    """A ticket as it stood at an instant: what its log says up to then."""

    def __init__(self, data, until):
        self.id, self.client, self.channel = data["id"], data.get("client"), data.get("channel")
        self.opened = instant(data["opened"])
        log = sorted(data["log"], key=lambda event: (event["at"], event["by"], event["do"]))
        known = right([event for event in log if instant(event["at"]) < until or event["do"] == "open"])
        log = right(log)
        self.log = [dict(event, at=instant(event["at"])) for event in log]
        self.work = [event for event in self.log if event["do"] == "work"]
        self.edits = [event for event in self.log if event["do"] == "edit"]
        self.last = self.log[-1]["at"]
        self.final = self.told(self.log)
        self.log = [dict(event, at=instant(event["at"])) for event in known]
        self.now = self.told(self.log)
        self.client, self.channel = self.header("client", self.client, until, log), self.header("channel", self.channel, until, log)

    @staticmethod
    def header(name, now, until, log):
        """The text as it was just before an instant."""
        edits = [event for event in log if event["do"] == "edit" and event["field"] == name]
        later = [event for event in edits if instant(event["at"]) >= until]
        earlier = [event for event in edits if instant(event["at"]) < until]
        return now if not later else (earlier[-1].get("to") if earlier else later[0].get("from"))

    def is_alive(self, at):
        return self.final["status"] != "closed" or self.last >= at

    def course(self):
        """What it was from when on: (instant, event, status, kind, priority, tier, channel, client), the first as it was opened."""
        texts = {name: next((event.get("from") for event in self.log if event["do"] == "edit" and event["field"] == name), now)
                 for name, now in (("channel", self.channel), ("client", self.client))}
        course, log = [], sorted(self.log, key=lambda event: event["do"] != "open")
        for i, event in enumerate(log):
            if event["do"] == "edit" and event["field"] in texts:
                texts[event["field"]] = event.get("to")
            now = self.told(log[:i + 1])
            course.append((self.opened if i == 0 else max(event["at"], self.opened), event, now["status"],
                           {"kind": now["kind"], "priority": now["priority"], "tier": now["tier"], **texts}))
        return course

    @staticmethod
    def told(log):
        return fold(log)

    def of(self, do):
        return [event for event in self.log if event["do"] == do]

    def cause(self):
        resolved, scoped = self.of("resolve"), self.of("scope")
        if resolved and resolved[-1].get("cause"):
            return resolved[-1]["cause"]
        return scoped[-1]["why"] if self.now["out"] and scoped else None

    def clock_log(self):
        """The log for the clocks: instants in milliseconds."""
        return [{key: milliseconds(value if key == "at" else instant(value)) if key in ("at", "began") else value
                 for key, value in event.items()} for event in self.log]


class Desk:
    def __init__(self, folder, now):
        self.folder, self.now = pathlib.Path(folder), now
        self.policy = tomllib.loads((self.folder / "desk.toml").read_text())
        self.zone = self.policy["desk"]["timezone"]
        self.clients = {file.stem: tomllib.loads(file.read_text()) for file in sorted((self.folder / "clients").glob("*.toml"))}
        self.data = [yaml.load(file.read_text(), LOADER) for file in sorted(self.folder.glob("tickets/*/*/*.yaml"))]
        self.policies = {name: self.read_policy(name) for name in {each.get("policy") for client in self.clients.values()
                                                                  for each in client.get("contract", [])} | {None}}
        self.calendars = {}
        self.availability = {file.stem: yaml.load(file.read_text(), LOADER) for file in self.folder.glob("availability/*.yaml")}

    def start(self, month):
        year, number = map(int, month.split("-"))
        return datetime.datetime(year, number, 1, tzinfo=zoneinfo.ZoneInfo(self.zone)).astimezone(UTC)

    def start_of_day(self, day):
        return datetime.datetime(day.year, day.month, day.day, tzinfo=zoneinfo.ZoneInfo(self.zone)).astimezone(UTC)

    @staticmethod
    def after(month):
        year, number = map(int, month.split("-"))
        return f"{year + number // 12}-{number % 12 + 1:02}"

    def day(self, at):
        return at.astimezone(zoneinfo.ZoneInfo(self.zone)).date()

    def contract(self, client, day):
        for each in self.clients.get(client, {}).get("contract", []):
            if each["from"] <= day.isoformat() <= each.get("to", "9999"):
                return each
        return None

    def policy_for(self, ticket):
        contract = self.contract(ticket.client, self.day(ticket.opened)) or {}
        return self.policies[contract.get("policy")], contract

    def read_policy(self, name):
        if name is None:
            return self.policy
        return merged(self.policy, tomllib.loads((self.folder / "policies" / f"{name}.toml").read_text()))

    def terms_for(self, ticket):
        policy, contract = self.policy_for(ticket)
        return Terms(policy, contract.get("tiers", []), self.calendars)

    def clocks(self, ticket, now):
        return clocks(milliseconds(ticket.opened), ticket.clock_log(), self.terms_for(ticket), ticket.channel, milliseconds(now))

    def calendar(self, policy):
        return Terms(policy, (), self.calendars).desks


def merged(base, further):
    made = dict(base)
    for key, value in further.items():
        made[key] = merged(base.get(key, {}), value) if isinstance(value, dict) else value
    return made
