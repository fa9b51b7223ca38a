"""What the log of a ticket tells its clocks: rounds, what held in each, waits, where it was, what was said and promised."""

import datetime

AHEAD = 600_000  # an event of a clock that runs ahead by more has not happened yet


def by_key(event):
    return event["at"], event["by"], event["do"]


class Hold:
    """Priority and kind from an instant on."""

    def __init__(self, at, priority, kind, by=None, first=False):
        self.at, self.priority, self.kind, self.by = at, priority, kind, by
        self.first = first  # nothing held before: it holds from the start of the round


class Round:
    """From the opening or a reopening until it is resolved or closed."""

    def __init__(self, start, priority, kind):
        self.start, self.until, self.closed, self.resolved = start, None, None, False
        self.holds = [Hold(start, priority, kind)]

    def hold_at(self, at):
        return [hold for hold in self.holds if hold.at <= at or hold is self.holds[0]][-1]


class Course:
    """Of a log in its order, with instants in milliseconds, up to now."""

    def __init__(self, opened, log, now):
        seen = [event for event in log if event["at"] <= now + AHEAD]
        self.now = max([now, *(event["at"] for event in seen)])
        self.opened, self.priority, self.duplicate = opened, None, None
        self.rounds, self.places, self.waits = [Round(opened, None, None)], [(opened, None, False)], []
        self.answers, self.promises, self.given, self.steps = [], [], [], []
        for event in seen:
            take = getattr(self, "take_" + event["do"], None)
            if take:
                take(max(event["at"], opened), event)

    def round_at(self, at):
        return [each for each in self.rounds if each.start <= at or each is self.rounds[0]][-1]

    def hold_at(self, at):
        return self.round_at(at).hold_at(at)

    def told(self, hold):
        """Priority and kind of a hold; the first of each holds from the start of the round."""
        holds = next(each.holds for each in self.rounds if hold in each.holds)
        first = lambda word: next((getattr(each, word) for each in holds if getattr(each, word)), None)
        return hold.priority or first("priority"), hold.kind or first("kind")

    @property
    def is_open(self):
        return self.rounds[-1].until is None

    def take_open(self, _, event):
        hold = self.rounds[0].holds[-1]
        hold.kind = event.get("kind") or hold.kind
        hold.priority = self.priority = event.get("priority") or hold.priority
        if event.get("tier"):
            self.places[-1] = (self.places[-1][0], str(event["tier"]), self.places[-1][2])

    def take_prioritise(self, at, event):
        by_rule = event["by"] == "desk"
        if by_rule and event.get("from") != self.priority:
            return  # history only
        if not by_rule or not self.priority:
            self.change(at, event, "priority", event["to"])
        self.priority = event["to"]

    def take_kind(self, at, event):
        self.change(at, event, "kind", event["to"])

    def change(self, at, event, word, to):
        holds = self.rounds[-1].holds
        before = getattr(holds[-1], word)
        if before == to:
            return
        if holds[-1].at != at:
            holds.append(Hold(at, holds[-1].priority, holds[-1].kind, event["by"], True))
        setattr(holds[-1], word, to)
        holds[-1].first = holds[-1].first and not before

    def take_escalate(self, at, event):
        _, tier, out = self.places[-1]
        if event["by"] != "desk" or str(event.get("from")) == str(tier):
            self.places.append((at, str(event["to"]), out))

    def take_scope(self, at, event):
        self.places.append((at, self.places[-1][1], event["to"] == "out"))

    def take_work(self, at, event):
        began = event["began"] if "began" in event else event["at"] - int(event["minutes"]) * 60_000
        self.answers.append((max(began, self.opened), "work"))

    def take_reply(self, at, event):
        self.answers.append((at, "acknowledgement" if str(event.get("auto")).lower() == "true" else "reply"))

    def take_wait(self, at, event):
        if self.is_open:
            self.end_wait(at)
            self.waits.append([event["for"], at, None])

    def take_resume(self, at, _):
        self.end_wait(at)

    def take_hear(self, at, _):
        if self.waits and self.waits[-1][0] == "client":
            self.end_wait(at)

    def end_wait(self, at):
        if self.waits and self.waits[-1][2] is None:
            self.waits[-1][2] = at

    def take_step(self, at, event):
        if event.get("result") != "skipped":
            self.steps.append((at, event["step"]))
            if event.get("result") != "no":
                self.given.append((at, event["step"], False))

    def take_promise(self, at, event):
        self.promises.append((at, datetime.date.fromisoformat(event["due"].strip('"')), event.get("for"), "agreed_by" in event, event["by"]))

    def take_resolve(self, at, event):
        if self.is_open:
            self.given.append((at, event.get("how"), True))
            self.rounds[-1].resolved = True
            self.end_round(at)

    def take_close(self, at, _):
        self.end_round(at)
        if self.rounds[-1].closed is None:
            self.rounds[-1].closed = at

    def end_round(self, at):
        self.end_wait(at)
        if self.is_open:
            self.rounds[-1].until = at

    def take_reopen(self, at, _):
        if not self.is_open:
            self.rounds.append(Round(at, self.priority, self.rounds[-1].holds[-1].kind))

    def take_link(self, at, event):
        if event.get("as") == "duplicates" and self.duplicate is None:
            self.duplicate = at

    def away(self, tiers):
        """When it was not ours: out of scope, or in a tier that the client runs. A pause without an end lasts."""
        ends = [at for at, _, _ in self.places[1:]] + [None]
        return [(begin, end) for (begin, tier, out), end in zip(self.places, ends)
                if begin != end and (out or (tiers and tier and tier not in tiers))]

    def waited(self, whom):
        return [(begin, end) for who, begin, end in self.waits if who in whom]

    def between_rounds(self):
        return [(before.until, after.start) for before, after in zip(self.rounds, self.rounds[1:])]
