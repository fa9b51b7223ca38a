"""A promise is decided once: what each change of a clock promised, and the one decision on it (design, section 7)."""

import calendar_time

NEVER = 1 << 60


class Terms:
    """The targets of a policy, and the tiers that the contract leaves to us."""

    def __init__(self, policy, tiers=(), calendars=None):
        self.policy, self.tiers = policy, {str(tier) for tier in tiers}
        self.rules = policy.get("clock", {})
        self.calendars = {} if calendars is None else calendars  # kept for all tickets under the policy
        self.desks = self.calendar(policy["desk"].get("calendar", "always"))

    def calendar(self, name):
        name = name or self.policy["desk"].get("calendar", "always")
        if name not in self.calendars:
            table = None if name == "always" else self.policy["calendar"][name]
            self.calendars[name] = calendar_time.Calendar(table, self.policy["desk"]["timezone"])
        return self.calendars[name]

    def sources(self, hold, measure, channel=None):
        """The tables that say how soon: the kind's, else the priority's; the channel's beside it."""
        found = []
        for table, name in (("kind", hold.kind), ("priority", hold.priority)):
            each = self.policy.get(table, {}).get(name, {})
            if measure in each and not found:
                found.append(Source(f"{table}.{name}", each[measure], self.calendar(each.get("calendar"))))
        each = self.policy.get("channel", {}).get(channel, {})
        if measure == "respond" and "respond" in each:
            found.append(Source(f"channel.{channel}", each["respond"], self.calendar(each.get("calendar"))))
        return found

    def is_restarted(self, measure):
        again = self.rules.get("reopen", "restart")
        if isinstance(again, dict):
            return again.get(measure, "restart" if measure == "resolve" else "") == "restart"
        return measure == "resolve" and again == "restart"

    def paused_by(self, measure):
        pause = self.rules.get("pause", [])
        if isinstance(pause, dict):
            return pause.get(measure, [])
        return pause if measure == "resolve" else []

    def response(self, kind):
        return self.policy.get("kind", {}).get(kind, {}).get("response") or self.rules.get("response", ["work", "reply"])

    def offers(self, priority):
        return self.policy.get("priority", {}).get(priority, {}).get("offers", ["workaround"])


class Source:
    """A goal, and the table in which it stands."""

    def __init__(self, table, goal, calendar):
        self.table, self.goal, self.calendar = table, goal, calendar
        self.join, self.targets = next(iter(goal.items())) if isinstance(goal, dict) else ("all", [goal])

    def __eq__(self, other):
        return self.table == other.table and self.goal == other.goal

    def has(self, target):
        return target in self.targets


class Change:
    """What a clock promised from an instant on."""

    def __init__(self, at, hold, sources, date=None, by=None, first=False):
        self.at, self.hold, self.sources, self.date, self.by, self.first = at, hold, sources, date, by, first
        self.due, self.source, self.calendar, self.base, self.kept = None, None, None, at, None


class Answer:
    """When a goal is due; without an instant, whether a date is missing (1) or there is no target (0)."""

    def __init__(self, due, weight, source, calendar):
        self.due, self.weight, self.source, self.calendar = due, weight, source, calendar


def better(a, b, latest):
    if a is None or b.weight > a.weight:
        return b
    if b.weight < a.weight or a.due is None:
        return a
    return b if (b.due > a.due if latest else b.due < a.due) else a


class Decider:
    """Decides one clock."""

    def __init__(self, terms, clock, is_ours, now):
        self.terms, self.start, self.begun, self.stopped, self.pauses = terms, clock.start, clock.begun, clock.stopped, clock.pauses
        self.is_ours, self.now = is_ours, now
        self.known = []  # each target that held: the last change with it, and what it was counted from
        self.effective = []

    def due(self, change, base, pauses):
        held = None
        for source in change.sources:
            best = None
            for target in source.targets:
                best = better(best, self.weighed(source, target, change.date, base, pauses), source.join == "any")
            held = better(held, best, self.terms.rules.get("combine") == "latest")
        return held or Answer(None, 0, None, None)

    def weighed(self, source, target, date, base, pauses):
        if target == "agreed":
            return Answer(source.calendar.close_of(date), 2, source, source.calendar) if date else Answer(None, 1, source, source.calendar)
        if target == "next release":
            return Answer(None, 1, source, source.calendar)
        start = self.start if source.table.startswith("channel.") else base
        due = calendar_time.due(target, source.calendar, self.terms.desks, start, self.terms.rules, pauses)
        return Answer(due, 2 if due else 0, source, calendar_time.calendar_for(target, source.calendar, self.terms.desks))

    def has_no_effect(self, change):
        """It comes after the stop; but what was not known before holds from the start."""
        return change is not self.changes[0] and self.stopped is not None and change.at >= self.stopped and not change.first

    def decide(self, changes):
        """When the due time was passed, None where it was not; `effective` are the changes that counted."""
        self.changes = changes
        for i, change in enumerate(changes):
            if self.has_no_effect(change):
                continue
            self.promise(change)
            if self.was_met_before(change):
                continue
            self.effective.append(change)
            if change.due is None or change.due >= self.now:
                continue
            if self.stopped is not None and self.stopped <= change.due:
                continue
            passes = change.due if change.first else max(change.due, change.at)
            later = next((each for each in changes[i + 1:] if not self.has_no_effect(each)), None)
            if later is None or later.at > max(change.due, change.at):
                return passes
        return None

    def was_met_before(self, change):
        """What was decided before it became known stays decided."""
        is_late = self.stopped is not None and change.at >= self.stopped and (change.due is None or change.due < self.stopped)
        return self.is_ours and is_late and self.effective and self.effective[-1].due is not None

    def promise(self, change):
        if change is self.changes[0]:
            base = self.start
            if (self.due(change, base, self.pauses).due or NEVER) < self.begun:
                base = self.begun  # what had passed before the round is counted from it
            self.take(change, base, self.due(change, base, self.pauses))
            self.known.append((change, [base]))
            return
        so_far = [(begin, min(end, change.at)) for begin, end in self.pauses if begin < change.at]
        ranks = [(self.rank(other, so_far), other, bases) for other, bases in self.known]
        own = self.rank(change, so_far)
        base = self.start
        if not change.first and self.terms.rules.get("raised") != "from opening":
            tight = sorted(b for rank, other, bases in ranks for b in bases if other.sources == change.sources or rank <= own)
            ahead = (b for b in tight if (self.due(change, b, self.pauses).due or NEVER) >= change.at)
            base = next(ahead, change.at)
        self.take(change, base, self.due(change, base, self.pauses))
        for rank, other, bases in ranks:
            if change.due is None or other.sources == change.sources or rank <= own:
                continue
            dues = ((b, self.due(other, b, self.pauses)) for b in bases)
            b, due = next(((b, due) for b, due in dues if (due.due or 0) >= change.at), (None, None))
            if due and due.due < change.due:
                self.take(change, b, due, other)
        self.remember(change, base)

    def rank(self, change, pauses):
        due = self.due(change, self.start, pauses).due
        return NEVER if due is None else due

    @staticmethod
    def take(change, base, due, kept=None):
        change.due, change.source, change.calendar, change.base, change.kept = due.due, due.source, due.calendar, base, kept

    def remember(self, change, base):
        for i, (other, bases) in enumerate(self.known):
            if other.sources == change.sources:
                self.known[i] = (change, sorted({*bases, base}))
                return
        self.known.append((change, [base]))

    def loosened(self):
        """When a change moved it back, who did so, when it was due before, and how many percent of the time were used."""
        found = []
        for before, after in zip(self.effective, self.effective[1:]):
            if before.due is not None and not after.first and after.by and (after.due is None or after.due > before.due):
                whole = before.calendar.between(before.base, before.due, self.pauses)
                used = before.calendar.between(before.base, after.at, self.pauses)
                found.append((after.at, after.by, before.due, after.due, used * 100 // whole if whole > 0 else 100))
        return found
