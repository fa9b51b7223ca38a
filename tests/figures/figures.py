#!/usr/bin/python3
"""Every figure of `desk report` on the example desks, computed anew from the YAML and TOML files, by nothing of desk's own.

usage: figures.py DESK
"""

import collections
import datetime
import fractions
import json
import math
import os
import pathlib
import subprocess
import sys
import tomllib
import zoneinfo

import yaml

from calendar_time import UTC, Calendar, due

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=UTC)
MONTHS = ["2026-09", "2026-10", "2026-11"]
DAY = datetime.timedelta(days=1)
NEVER = datetime.datetime.max.replace(tzinfo=UTC)
ZERO = datetime.timedelta()


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


class Ticket:
    """A ticket as it stood at an instant: what its log says up to then."""

    def __init__(self, data, until):
        self.id, self.client, self.channel = data["id"], data.get("client"), data.get("channel")
        self.opened = instant(data["opened"])
        log = sorted(data["log"], key=lambda event: (event["at"], event["by"], event["do"]))
        log = self.right(log)
        self.work = [dict(event, at=instant(event["at"])) for event in log if event["do"] == "work"]
        self.final = self.told([dict(event, at=instant(event["at"])) for event in log])
        known = self.right([event for event in data["log"] if instant(event["at"]) < until or event["do"] == "open"])
        self.log = [dict(event, at=instant(event["at"])) for event in known]
        self.now = self.told(self.log)
        self.client, self.channel = self.header("client", self.client, until, log), self.header("channel", self.channel, until, log)

    @staticmethod
    def right(log):
        """The log without what was taken back, and with work as it was corrected last. None is dated ahead of the clock here."""
        log = sorted(log, key=lambda event: (event["at"], event["by"], event["do"]))
        named = lambda event: (event["of"], event["of_by"], event.get("of_do", "work"))
        last = {named(event): event for event in log if event["do"] in ("correct", "retract")}
        right = []
        for event in log:
            revision = last.get((event["at"], event["by"], event["do"]))
            if revision and revision["do"] == "retract":
                continue
            if revision:
                event = dict(event, **{key: revision[key] for key in ("minutes", "began", "text") if key in revision})
                event["by"] = revision.get("who", event["by"])
            if event["do"] != "work" or int(event["minutes"]) > 0:
                right.append(event)
        return right

    @staticmethod
    def header(name, now, until, log):
        """The text as it was just before an instant."""
        edits = [event for event in log if event["do"] == "edit" and event["field"] == name]
        later = [event for event in edits if instant(event["at"]) >= until]
        earlier = [event for event in edits if instant(event["at"]) < until]
        return now if not later else (earlier[-1].get("to") if earlier else later[0].get("from"))

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
        now = {"kind": None, "priority": None, "tier": None, "status": "new", "out": False, "assignee": None}
        for event in log:
            do = event["do"]
            if do == "open":
                now.update({key: event.get(key) for key in ("kind", "priority", "tier", "assignee")})
            elif do in ("kind", "priority"):
                now[do] = event["to"]
            elif do == "prioritise":
                now["priority"] = event["to"]
            elif do == "escalate":
                now["tier"], now["assignee"] = event["to"], event.get("assignee")
            elif do == "assign":
                now["assignee"] = None if event["to"] == "nobody" else event["to"]
            elif do == "scope":
                now["out"] = event["to"] == "out"
            elif do == "resolve" and now["status"] not in ("resolved", "closed"):
                now["status"] = "resolved"
            elif do == "close":
                now["status"] = "closed"
            elif do == "reopen" and now["status"] in ("resolved", "closed"):
                now["status"] = "open"
        return now

    def of(self, do):
        return [event for event in self.log if event["do"] == do]

    def cause(self):
        resolved, scoped = self.of("resolve"), self.of("scope")
        if resolved and resolved[-1].get("cause"):
            return resolved[-1]["cause"]
        return scoped[-1]["why"] if self.now["out"] and scoped else None

    def holds(self):
        """What held from when on: (from, priority, kind, tier)."""
        held = []
        for i, event in enumerate(self.log):
            if event["do"] not in ("open", "prioritise", "kind", "escalate"):
                continue
            now = self.told(self.log[:i + 1])
            at = self.opened if event["do"] == "open" else event["at"]
            held.append((at, now["priority"], now["kind"], now["tier"]))
        return held

    def spells(self):
        """From the opening or a reopening until it was resolved or closed."""
        spells, begun = [], self.opened
        for event in self.log:
            if begun and event["do"] in ("resolve", "close"):
                spells.append((begun, event["at"]))
                begun = None
            elif not begun and event["do"] == "reopen":
                begun = event["at"]
        return spells + ([(begun, None)] if begun else [])


class Desk:
    def __init__(self, name):
        self.folder = ROOT / "examples" / name
        self.policy = tomllib.loads((self.folder / "desk.toml").read_text())
        self.zone = self.policy["desk"]["timezone"]
        self.clients = {file.stem: tomllib.loads(file.read_text()) for file in sorted((self.folder / "clients").glob("*.toml"))}
        self.data = [yaml.load(file.read_text(), yaml.BaseLoader) for file in sorted(self.folder.glob("tickets/*/*/*.yaml"))]
        self.availability = {file.stem: yaml.load(file.read_text(), yaml.BaseLoader) for file in self.folder.glob("availability/*.yaml")}

    def start(self, month):
        year, number = map(int, month.split("-"))
        return datetime.datetime(year, number, 1, tzinfo=zoneinfo.ZoneInfo(self.zone)).astimezone(UTC)

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
        if "policy" not in contract:
            return self.policy, contract
        further = tomllib.loads((self.folder / "policies" / f"{contract['policy']}.toml").read_text())
        return merged(self.policy, further), contract

    def calendar(self, policy, name):
        name = name or policy["desk"]["calendar"]
        return Calendar(None if name == "always" else policy["calendar"][name], self.zone)


def merged(base, further):
    made = dict(base)
    for key, value in further.items():
        made[key] = merged(base.get(key, {}), value) if isinstance(value, dict) else value
    return made


class Clock:
    def __init__(self, measure, start, stopped):
        self.measure, self.start, self.stopped = measure, start, stopped
        self.due, self.calendar, self.breaches, self.offered = None, None, [], False


class Clocks:
    """The clocks of a ticket under its terms."""

    def __init__(self, desk, ticket):
        self.desk, self.ticket = desk, ticket
        self.policy, self.contract = desk.policy_for(ticket)
        self.holds = ticket.holds()

    def all(self):
        spells = self.ticket.spells()
        clocks = [self.judged(Clock("respond", self.ticket.opened, self.answered(spells[0][1])))]
        return clocks + [self.judged(Clock("resolve", begun, until)) for begun, until in spells]

    def answered(self, resolved):
        rules = self.policy.get("kind", {}).get(self.holds[-1][2], {}).get("response") or self.policy.get("clock", {}).get("response", ["work", "reply"])
        stops = [resolved] if resolved else []
        for event in self.ticket.log:
            if event["do"] == "work" and "work" in rules:
                began = instant(event["began"]) if "began" in event else event["at"] - datetime.timedelta(minutes=int(event["minutes"]))
                stops.append(max(began, self.ticket.opened))
            if event["do"] == "reply" and ("acknowledgement" in rules or ("reply" in rules and event.get("auto") != "true")):
                stops.append(event["at"])
        return min(stops, default=None)

    def goals(self, hold, measure):
        """The table, its calendar's name and what it wants, of the kind, else of the priority; and of the channel."""
        found = []
        for table, name in (("kind", hold[2]), ("priority", hold[1])):
            each = self.policy.get(table, {}).get(name, {})
            if measure in each and not found:
                found.append((each.get("calendar"), each[measure]))
        channel = self.policy.get("channel", {}).get(self.ticket.channel, {})
        if measure == "respond" and "respond" in channel:
            found.append((channel.get("calendar"), channel["respond"]))
        return found

    def instants(self, goal, start, known):
        calendar = self.desk.calendar(self.policy, goal[0])
        words = goal[1] if isinstance(goal[1], dict) else {"all": [goal[1]]}
        join, targets = next(iter(words.items()))
        dues = []
        for target in targets:
            if target == "agreed":
                made = [event for event in self.ticket.of("promise") if start <= event["at"] <= known and event.get("for") != "fix"]
                day = datetime.date.fromisoformat(made[-1]["due"]) if made else None
                at = (calendar.close_of(day) or calendar.instant(day + DAY, ZERO)) if made else None
            else:
                at = due(target, calendar, self.desk.calendar(self.policy, None), start, self.policy.get("clock", {}).get("morning", "09:00"))
            if at:
                business = "business" in target or "working" in target or "morning" in target
                dues.append((at, self.desk.calendar(self.policy, None) if calendar.always and business else calendar))
        return (max if join == "any" else min)(dues, key=lambda each: each[0], default=None)

    def earliest(self, hold, measure, start, known):
        dues = [self.instants(goal, start, known) for goal in self.goals(hold, measure)]
        return min((each for each in dues if each), key=lambda each: each[0], default=None)

    def ours(self, hold):
        return not self.contract.get("tiers") or hold[3] is None or int(hold[3]) in self.contract["tiers"]

    def judged(self, clock):
        until = clock.stopped or NEVER
        index = max((i for i, hold in enumerate(self.holds) if hold[0] <= until), default=0)
        while index + 1 < len(self.holds) and not self.holds[index][1] and not self.goals(self.holds[index], clock.measure):
            index += 1
        hold = self.holds[index]
        if self.ticket.now["out"] or not self.ours(hold):
            return clock
        clock.offered = any(goal[1] == "next release" for goal in self.goals(hold, clock.measure))
        found = self.earliest(hold, clock.measure, clock.start, until)
        if found:
            clock.due, clock.calendar = found
        for i, former in enumerate(self.holds[:index]):
            end = min(self.holds[i + 1][0], until)
            if end <= clock.start or not self.ours(former) or self.goals(former, clock.measure) == self.goals(self.holds[i + 1], clock.measure):
                continue
            late = self.earliest(former, clock.measure, clock.start, end)
            if late and late[0] < end and not (former[1] == hold[1] and late[0] == clock.due):
                clock.breaches.append((former[1], late[0]))
        return clock


class Month:
    """A month's report."""

    def __init__(self, desk, month):
        self.desk, self.month = desk, month
        self.begin, self.end = desk.start(month), desk.start(desk.after(month))
        self.until = max(self.begin, min(NOW, self.end))
        self.tickets = [ticket for ticket in (Ticket(data, self.until) for data in desk.data) if ticket.opened < self.until]

    def inside(self, at):
        return self.begin <= at < self.until

    def events(self, do):
        return [event for ticket in self.tickets for event in ticket.of(do) if self.inside(event["at"])]

    FIGURES = ("open_before", "opened", "reopened", "resolved", "closed_unresolved", "moved", "open", "closed", "duplicates")

    def applied(self, ticket, do):
        """The events of this kind in the period that changed the status."""
        course = ticket.course()
        return [(at, event) for (at, event, status, _), before in zip(course[1:], course)
                if event["do"] == do and status != before[2] and self.inside(at)]

    def volume(self):
        rows = collections.defaultdict(lambda: dict.fromkeys(self.FIGURES, 0))
        for ticket in self.tickets:
            course, is_open = ticket.course(), lambda status: status not in ("resolved", "closed")
            first = {}
            if self.inside(ticket.opened):  # the first kind and priority hold from the opening
                first = {key: next((values[key] for *_, values in course if values[key]), None) for key in ("kind", "priority")}
            given = set()
            def rows_of(values):
                given.update(key for key in ("kind", "priority") if values[key])
                values = {key: first[key] if key in first and key not in given else value for key, value in values.items()}
                return [("all", None), *values.items()]
            def count(values, figure, by=1):
                for row in rows_of(values):
                    rows[row][figure] += by
            if self.inside(ticket.opened):
                count(course[0][3], "opened")
            linked = any(event.get("as") == "duplicates" for event in ticket.of("link"))
            before = course[0]
            if ticket.opened < self.begin:
                before = [step for step in course if step[0] < self.begin][-1]
                count(before[3], "open_before", is_open(before[2]))
            for step in course[1:]:
                at, event, status, values = step
                if not self.inside(at):
                    continue
                if is_open(before[2]):
                    was = rows_of(before[3])
                    for old, new in zip(was, rows_of(values)):
                        if old != new:
                            rows[old]["moved"] -= 1
                            rows[new]["moved"] += 1
                if status != before[2] and event["do"] in ("resolve", "reopen", "close"):
                    count(values, {"resolve": "resolved", "reopen": "reopened", "close": "closed"}[event["do"]])
                    if event["do"] == "close" and is_open(before[2]):
                        count(values, "closed_unresolved")
                        count(values, "duplicates", linked)
                before = step
            count(before[3], "open", is_open(before[2]))
        told = {key: list(row.values()) for key, row in rows.items() if any(row.values())}
        if len({name for of, name in told if of == "tier"}) < 2:
            told = {key: row for key, row in told.items() if key[0] != "tier"}
        return {("all", None): list(rows[("all", None)].values())} | told

    def days(self):
        opened = collections.Counter(self.desk.day(ticket.opened).isoformat() for ticket in self.tickets if self.inside(ticket.opened))
        resolved = collections.Counter(self.desk.day(at).isoformat() for ticket in self.tickets for at, _ in self.applied(ticket, "resolve"))
        return {day: (opened[day], resolved[day]) for day in opened | resolved}

    def agents(self):
        rows = collections.defaultdict(lambda: [0] * 6)
        for ticket in self.tickets:
            if self.inside(ticket.opened):
                rows[ticket.of("open")[0]["by"]][0] += 1
            for _, event in self.applied(ticket, "resolve"):
                rows[event["by"]][1] += 1
        for _, ticket, counts, time, by in self.entries():
            rows[by][2 if counts else 3] += seconds(time)
        for ticket, at, met in self.decisions():
            rows[ticket.told([event for event in ticket.log if event["at"] <= at])["assignee"]][4 if met else 5] += 1
        return dict(rows)

    def out_of_scope(self):
        return sum(ticket.now["out"] for ticket in self.tickets if self.inside(ticket.opened))

    def clocks(self):
        return [(ticket, clock) for ticket in self.tickets for clock in Clocks(self.desk, ticket).all()]

    def decisions(self):
        """What was decided in the period: the ticket, when, and whether it was met."""
        made = []
        for ticket, clock in self.clocks():
            made += [(ticket, late, False) for _, late in clock.breaches if self.inside(late)]
            if not clock.due or clock.offered:
                continue
            met = clock.stopped is not None and clock.stopped <= clock.due
            decided = clock.stopped if met else clock.due
            if self.inside(decided) and (met or (clock.stopped or self.until) > clock.due):
                made.append((ticket, decided, met))
        return made

    def targets(self):
        rows, worst = collections.defaultdict(lambda: [0, 0]), []
        for ticket, clock in self.clocks():
            for priority, late in clock.breaches:
                if self.inside(late):
                    rows[(priority, clock.measure)][1] += 1
                    worst.append((0, ticket.id))
            if not clock.due or clock.offered:
                continue
            met = clock.stopped is not None and clock.stopped <= clock.due
            decided = clock.stopped if met else clock.due
            if self.inside(decided) and (met or (clock.stopped or self.until) > clock.due):
                rows[(ticket.now["priority"], clock.measure)][not met] += 1
                if not met:
                    over = clock.calendar.between(clock.due, clock.stopped or self.until)
                    worst.append((-seconds(over), ticket.id))
        return dict(rows), sorted(worst)[:5]

    def times(self):
        calendar, taken = self.desk.calendar(self.desk.policy, None), {"respond": [], "resolve": []}
        for _, clock in self.clocks():
            if clock.stopped and self.inside(clock.stopped) and not clock.offered:
                taken[clock.measure].append(seconds(calendar.between(clock.start, clock.stopped)))
        rank = lambda times, percent: sorted(times)[-(-len(times) * percent // 100) - 1]
        return {measure: (len(times), rank(times, 50), rank(times, 90)) for measure, times in taken.items() if times}

    def first_contact(self):
        rows = collections.defaultdict(lambda: [0, 0])
        for ticket in self.tickets:
            resolved = ticket.of("resolve")[:1]
            if not resolved or not self.inside(resolved[0]["at"]):
                continue
            policy, _ = self.desk.policy_for(ticket)
            told = ticket.log[:ticket.log.index(resolved[0]) + 1]
            agents = {event["by"] for event in told} - {"desk"} | {event["to"] for event in told if event["do"] == "assign"} - {"nobody"}
            agents |= {event["assignee"] for event in told if event["do"] == "open" and "assignee" in event}
            within = length(policy.get("report", {}).get("first_contact_within", "1 hour"))
            soon = self.desk.calendar(policy, None).between(ticket.opened, resolved[0]["at"]) <= within
            alone = len(agents) == 1 and not any(event["do"] in ("hear", "wait", "escalate") for event in told) and not ticket.of("reopen")
            rows[ticket.channel][0] += 1
            rows[ticket.channel][1] += alone and (soon or "during" in resolved[0])
        return dict(rows)

    def changes(self):
        rows = collections.Counter()
        for event in self.events("escalate"):
            rows[("escalated", "by rule" if event.get("rule") else "by hand")] += 1
            rows[("escalated", f"to tier {event['to']}")] += 1
        rows.update(("reopened", event.get("reason", "other")) for ticket in self.tickets for _, event in self.applied(ticket, "reopen"))
        rows.update(("kind", f"{event.get('from', 'none')} -> {event['to']}") for event in self.events("kind"))
        rows.update(("cause", ticket.cause()) for ticket in self.tickets
                    if ticket.cause() and (self.inside(ticket.opened) or self.applied(ticket, "resolve")))
        return dict(rows)

    def feedback(self):
        policy, scores, unread, unfollowed = self.desk.policy.get("feedback", {}), collections.Counter(), 0, 0
        scale, closed, rated = policy.get("scale", []), 0, 0
        for ticket in self.tickets:
            ratings = []
            for event in ticket.log:
                if event["do"] in ("note", "link", "reopen") or (event["do"] == "reply" and event.get("auto") != "true"):
                    for rating in ratings:
                        rating["followed"] = True
                if event["do"] == "rate":
                    read, open_ones = event.get("read") == "true", [rating for rating in ratings if not rating["read"]]
                    if read:
                        for rating in ratings:
                            rating["read"] = True
                    if not (read and not event.get("text") and open_ones):
                        ratings.append({"at": event["at"], "score": event["score"], "read": read, "followed": False})
            closings = len(self.applied(ticket, "close"))
            closed += closings
            rated += closings * bool(ratings)
            mine = [rating for rating in ratings[-1:] if self.inside(rating["at"])]  # the last one is the ticket's
            scores.update(rating["score"] for rating in mine)
            unread += sum(not rating["read"] for rating in mine)
            low = scale[scale.index(policy["low"]):] if "low" in policy else []
            unfollowed += any(rating["score"] in low and not rating["followed"] for rating in mine)
        of, best, goal = sum(scores.values()), policy.get("headline", scale[0] if scale else None), policy.get("goal")
        shares = whole_shares([scores[score] for score in [*scale, *sorted(scores.keys() - set(scale))]])
        said = {}
        for score, tenths in zip([*scale, *sorted(scores.keys() - set(scale))], shares):
            wanted = goal if score == best else None
            reached = fractions.Fraction(scores[score], of) * 100 >= fractions.Fraction(goal.rstrip(" %")) if wanted and of else None
            said[score] = (scores[score], f"{tenths // 10}.{tenths % 10}", wanted, reached)
        asked = {"closed": closed, "rated": rated, "not rated": closed - rated, "not read": unread, "low, nothing followed": unfollowed}
        said = said if of else {}
        return said, asked if closed or said else {}

    def entries(self, month=None):
        """Begin, ticket, counted or not, time and agent of each piece of work in a month."""
        begin, end = (self.begin, self.end) if month is None else (self.desk.start(month), self.desk.start(self.desk.after(month)))
        pieces = []
        for ticket in (Ticket(data, NEVER) for data in self.desk.data):
            for event in ticket.work:
                time = datetime.timedelta(minutes=int(event["minutes"]))
                began = whole_second(instant(event["began"]) if "began" in event else event["at"] - time)
                piece = min(began + time, end) - max(began, begin)
                if piece <= ZERO:
                    continue
                kind = self.desk.policy.get("kind", {}).get(ticket.final["kind"], {})
                counts = event["counted"] == "true" if "counted" in event else not ticket.final["out"] and kind.get("counts", True)
                pieces.append((max(began, begin), ticket, counts, piece, event["by"]))
        return sorted(pieces, key=lambda each: (each[0], each[1].id))

    def hours(self):
        rows, policy = {}, self.desk.policy.get("hours", {})
        names = {ticket.client for _, ticket, *_ in self.entries()}
        names |= {client for client in self.desk.clients if (self.contract_in(client) or {}).get("charges")}
        for client in names:
            contract, used, over, spared, charge = self.contract_in(client) or {}, ZERO, ZERO, ZERO, 0
            cap = length(contract["hours"]) if "hours" in contract else length(policy["cap"]) if "cap" in policy else None
            agreed = sum((length(each["limit"]) for each in self.desk.clients.get(client, {}).get("agreed", []) if each["month"] == self.month), ZERO)
            charge = sum(int(cents(amount)) for amount in contract.get("charges", {}).values())
            for began, ticket, counts, time, _ in self.entries():
                if ticket.client != client:
                    continue
                if not counts:
                    spared += time
                    continue
                inside = time if cap is None else min(time, cap - used)
                used, beyond = used + inside, time - inside
                payable = max(min(beyond, agreed - over), ZERO) if policy.get("over") == "agree" else beyond
                over += beyond
                rates = [rate for rate in self.desk.policy.get("rate", []) if rate["from"] <= self.desk.day(began).isoformat()]
                if rates and payable > ZERO:
                    charge += half_up(cents(max(rates, key=lambda rate: rate["from"])["hourly"]) * seconds(payable) / 3600)
            charge -= self.deducted(client)
            currency = self.desk.policy["desk"].get("currency")
            rows[client] = (seconds(used), seconds(cap) if cap is not None else None, seconds(over), seconds(spared),
                            money(charge) if currency else None)
        return rows

    def contract_in(self, client):
        first = self.desk.contract(client, datetime.date.fromisoformat(f"{self.month}-01"))
        later = [each for each in self.desk.clients.get(client, {}).get("contract", []) if each["from"].startswith(self.month)]
        return first or (later[0] if later else None)

    def weeks(self):
        """Minute by minute, so that nothing has to be divided."""
        rows = collections.defaultdict(lambda: [0, 0])
        for began, ticket, counts, time, _ in self.entries():
            for i in range(seconds(time) // 60):
                day = self.desk.day(began + datetime.timedelta(minutes=i))
                rows[((day - DAY * day.weekday()).isoformat(), ticket.client)][not counts] += 60
        return dict(rows)

    def uptime(self):
        """Total, down and excused seconds, minute by minute where it can be."""
        policy, until = self.desk.policy.get("uptime", {}), whole_second(self.until)
        said = self.desk.availability.get(self.month, {})
        rules = policy.get("maintenance", {})
        planned = said.get("maintenance", [])
        good = [each for each in planned if each["kind"] in rules["kinds"] and
                instant(each["from"]) - instant(each["announced"]) >= length(rules["notice"])] if rules else []
        spans = lambda items: [(instant(each["from"]), instant(each["until"])) for each in items]
        total = sum((end - begin for begin, end in spans(good)), ZERO)
        excused = spans(good) if good and total <= length(rules["most"]) else []
        down = spans(said.get("outages", [])) + spans(planned)
        marks = sorted({at for span in (*down, *excused) for at in span} | {self.begin, until})
        out, up = ZERO, ZERO
        for begin, end in zip(marks, marks[1:]):
            covers = lambda items: any(a <= begin and end <= b for a, b in items)
            if begin >= self.begin and end <= until:
                up += (end - begin) * covers(excused)
                out += (end - begin) * (covers(down) and not covers(excused))
        return seconds(until - self.begin), seconds(out), seconds(up)

    def credit(self, client):
        total, out, _ = self.uptime()
        target = fractions.Fraction(self.desk.policy["uptime"]["target"].rstrip(" %")) / 100
        days = [datetime.date.fromisoformat(f"{self.month}-01") + DAY * i for i in range((self.desk.day(self.end) - self.desk.day(self.begin)).days)]
        if NOW < self.end or total - out >= target * total or not all(self.desk.contract(client, day) for day in days):
            return 0
        charges = self.contract_in(client).get("charges", {})
        base = sum(cents(charges[item]) for item in self.desk.policy["credits"]["of"] if item in charges)
        return min(half_up(base * out / total), int(base))

    def deducted(self, client):
        """What is given back in this month; no example has more to give than it charges."""
        earlier = before(self.month)
        if "credits" not in self.desk.policy or not self.contract_in(client) or earlier not in self.desk.availability:
            return 0
        return Month(self.desk, earlier).credit(client)


def reported(program, desk, month):
    ran = subprocess.run([program, "-C", desk.folder, "--now", "2026-11-24T09:00Z", "report", month, "--json"], capture_output=True, check=False)
    if ran.returncode:
        sys.exit(f"{desk.folder.name} {month}: {ran.stderr.decode()}")
    return json.loads(ran.stdout)


def compared(name, wanted, got, faults):
    if wanted != got:
        faults.append(f"{name}:\n  computed {wanted}\n  reported {got}")
    return len(wanted)


def check(desk, month, said, faults):
    mine, where = Month(desk, month), f"{desk.folder.name} {month}"
    counted = 0
    section = lambda name, wanted, got: compared(f"{where} {name}", wanted, got, faults)
    counted += section("volume", mine.volume(), {(row["of"], row["name"]): [row[key] for key in Month.FIGURES]
                                                 for row in said["volume"]})
    for row in said["volume"]:
        counted += section("balance", [row["open"]], [row["open_before"] + row["opened"] + row["reopened"] - row["resolved"]
                                                      - row["closed_unresolved"] + row["moved"]])
    keys = ("opened", "resolved", "counted", "not_counted", "met", "missed")[:4 if desk.folder.name == "severity-matrix" else 6]  # a next release is no time
    counted += section("agents", {agent: row[:len(keys)] for agent, row in mine.agents().items() if any(row)},
                       {row["agent"]: [row[key] for key in keys] for row in said["agents"]})
    counted += section("days", mine.days(), {row["day"]: (row["opened"], row["resolved"]) for row in said["days"] if row["opened"] + row["resolved"]})
    counted += section("out of scope", [mine.out_of_scope()], [said["report"]["out_of_scope"]])
    first = {row["word"]: row["figure"] for row in said["report"]["figures"]}
    whole = dict(zip(Month.FIGURES, mine.volume()[("all", None)]))
    words = ("opened", "resolved", "open")
    counted += section("key figures", [str(whole[word]) for word in words], [first[word] for word in words])
    then = Month(desk, before(month))
    earlier = dict(zip(Month.FIGURES, then.volume()[("all", None)]))
    if any(earlier.values()):
        told = {row["word"]: row["before"] for row in said["report"]["figures"]}
        counted += section("the month before", [str(earlier[word]) for word in words], [told[word] for word in words])
    targets, worst = mine.targets()
    shown = {(row["priority"], row["measure"]): [row["met"], row["missed"]] for row in said["targets"]}
    released = {"medium", "low"} if desk.folder.name == "severity-matrix" else set()  # a next release is no time
    counted += section("targets", targets, {key: row for key, row in shown.items() if not (key[1] != "respond" and key[0] in released)})
    counted += section("worst", worst, [(-row["over"], row["id"]) for row in said["worst"]])
    if not released:
        counted += section("times", mine.times(), {row["to"]: (row["count"], row["median"], row["ninetieth"]) for row in said["times"]})
    counted += section("first contact", mine.first_contact(), {row["channel"]: [row["resolved"], row["first"]] for row in said["first_contact"]})
    counted += section("changes", mine.changes(), {(row["what"], row["name"]): row["count"] for row in said["changes"]})
    scores, asked = mine.feedback()
    counted += section("satisfaction", scores, {row["score"]: (row["count"], row["share"], row["goal"], row["reached"]) for row in said["satisfaction"]})
    counted += section("feedback", asked, {row["what"]: row["count"] for row in said["feedback"]})
    counted += section("hours", mine.hours(), {row["client"]: (row["used"], row["cap"], row["over"], row["not_counted"], row["charge"])
                                               for row in said["hours"]})
    counted += section("weeks", mine.weeks(), {(row["week"], row["client"]): [row["counted"], row["not_counted"]] for row in said["weeks"]})
    if "uptime" in desk.policy:
        total, out, up = mine.uptime()
        hundredths = (total - out) * 10_000 // total
        counted += section("availability", [(f"{hundredths // 100}.{hundredths % 100:02}", out, up)],
                           [(row["up"], row["down"], row["excused"]) for row in said["availability"] if row["client"] is None])
        counted += section("credits", {client: money(mine.credit(client)) for client in desk.clients if mine.contract_in(client) and said["credits"]},
                           {row["client"]: row["credit"] for row in said["credits"]})
    return counted


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DESK")
    faults, rows = [], 0
    for folder in sorted(os.listdir(ROOT / "examples")):
        if (ROOT / "examples" / folder / "desk.toml").exists():
            desk = Desk(folder)
            for month in MONTHS:
                rows += check(desk, month, reported(sys.argv[1], desk, month), faults)
    print(*faults, f"{rows} rows of figures computed anew, {len(faults)} sections differ", sep="\n")
    sys.exit(1 if faults or rows < 200 else 0)


if __name__ == "__main__":
    main()
