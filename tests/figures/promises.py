"""The clocks of a ticket, and what became of every promise, from its log and its terms by nothing of desk's own.

`clocks` answers a list of `Clock`; instants are milliseconds."""

from clock import Clock, earliest, united
from course import Course
from dates import Dates
from decision import Change, Decider, Source


class Clocks:
    def __init__(self, course, terms, channel):
        self.course, self.terms, self.channel, self.now = course, terms, channel, course.now
        self.away = course.away(terms.tiers)

    def is_away(self, at):
        return any(begin <= at and (end is None or at < end) for begin, end in self.away)

    def until_now(self, pauses):
        return [(begin, max(begin, self.now) if end is None else end) for begin, end in pauses]

    def pause(self, clock, pauses):
        """Gives it its pauses; the last may go on."""
        clock.lasting = any(begin <= self.now and (end is None or self.now < end) for begin, end in pauses)
        clock.pauses = united(self.until_now(pauses), clock.start, self.now if clock.stopped is None else clock.stopped)

    def all(self):
        rounds = self.course.rounds
        last = len(rounds) if self.terms.is_restarted("respond") else 1
        responses = [self.response(i) for i in range(last)]
        resolutions = []
        for i in range(len(rounds)):
            resolutions.append(self.resolution(i, resolutions[-1] if resolutions else None))
        return responses + resolutions + self.dates(resolutions)

    # The response and the resolution

    def response(self, i):
        each = self.course.rounds[i]
        clock = Clock("respond", i + 1, each.start)
        answered = self.answered(each, each.holds)
        channel = self.channel if i == 0 else None
        clock.changes = [Change(hold.at, hold, self.terms.sources(hold, "respond", channel), by=hold.by, first=hold.first)
                         for hold in each.holds]
        known = next((b.at for a, b in zip(each.holds, each.holds[1:]) if b.kind and not a.kind), None)
        if known is not None and answered is not None and answered < known and self.was_missed(clock, each, known):
            answered = known  # what was missed before the first kind was known stays missed
        clock.stopped = earliest(answered, each.until)
        clock.excuse = clock.stopped is not None and clock.stopped != answered and not each.resolved
        return self.finished(clock)

    def was_missed(self, clock, each, known):
        clock.stopped = earliest(self.answered(each, [hold for hold in each.holds if hold.at < known]), each.until)
        self.pause_by(clock, "respond")
        return Decider(self.terms, clock, True, known).decide([change for change in clock.changes if change.at < known]) is not None

    def answered(self, each, holds):
        """What a kind says that stops it holds from the change to that kind, the first kind's from the start."""
        turns = [hold for i, hold in enumerate(holds) if i == 0 or hold.kind != holds[i - 1].kind]
        for i, hold in enumerate(turns):
            rules = self.terms.response(hold.kind)
            since = each.start if i == 0 or not turns[i - 1].kind else hold.at
            stops = [max(at, since) for at, by in self.course.answers
                     if at >= each.start and (by in rules or (by == "reply" and "acknowledgement" in rules))]
            if i + 1 == len(turns) or (stops and min(stops) <= turns[i + 1].at):
                return min(stops, default=None)

    def resolution(self, i, before):
        rounds, each = self.course.rounds, self.course.rounds[i]
        goes_on = not self.terms.is_restarted("resolve")
        clock = Clock("resolve", i + 1, rounds[0].start if goes_on else each.start)
        clock.begun, clock.stopped = each.start, each.until
        clock.excuse = each.until is not None and not each.resolved
        if goes_on and before and (before.is_missed or before.is_void):
            clock.is_void, clock.calendar = True, before.calendar
            self.pause_by(clock, "resolve")
            return clock
        clock.changes = self.dated([Change(hold.at, hold, self.terms.sources(hold, "resolve"), by=hold.by, first=hold.first)
                                    for hold in each.holds], each)
        self.release(clock, i)
        return self.finished(clock)

    def dated(self, changes, each):
        """Divides what goes by a date at every date that was agreed."""
        found = []
        for i, change in enumerate(changes):
            until = changes[i + 1].at if i + 1 < len(changes) else None
            found.append(change)
            if not change.sources or not change.sources[0].has("agreed"):
                continue
            for at, by, date in self.agreed(each, change.sources[0].calendar):
                if until is not None and at >= until:
                    break
                if at > change.at:
                    found.append(Change(at, change.hold, change.sources, by=by))
                found[-1].date = date
        return found

    def agreed(self, each, calendar):
        dates, date = [], None
        def lapse(before):
            end = calendar.close_of(date) if date else None
            if end is None or end >= before or not self.is_away(end):
                return date
            dates.append((end, None, None))
            return None
        for at, day, what, agreed, by in self.course.promises:
            if self.course.round_at(at) is each and self.subject(at, what) == "resolve":
                date = lapse(at)
                if date is None or day < date or agreed:
                    date = day
                    dates.append((at, by, date))
        lapse(self.now)
        return dates

    def subject(self, at, what):
        if what:
            return what
        sources = self.terms.sources(self.course.hold_at(at), "resolve")
        return "fix" if sources and sources[0].has("next release") else "resolve"

    def release(self, clock, i):
        """A next release is met by a fix, or by what helps meanwhile and a date of the fix."""
        held = [change for change in clock.changes if clock.stopped is None or change.at < clock.stopped or change.first]
        change = (held or clock.changes)[-1]
        clock.given = None
        if not change.sources or change.sources[0].goal != "next release":
            return
        rounds, each, offers = self.course.rounds, self.course.rounds[i], self.terms.offers(change.hold.priority)
        reopened = rounds[i + 1].start if i + 1 < len(rounds) else None
        until = each.closed if each.closed is not None else reopened
        inside = [(at, what, is_fix and what not in offers) for at, what, is_fix in self.course.given
                  if at >= each.start and (until is None or at <= until)]
        since = max((at for at, what, is_fix in self.course.given if is_fix and what not in offers and at < each.start), default=0)
        fixed = min((at for at, _, is_fix in inside if is_fix), default=None)
        offered = min((at for at, what, _ in inside if what in offers), default=None)
        promised = min((at for at, _, what, *_ in self.course.promises
                        if what in (None, "fix") and at >= since and (until is None or at <= until)), default=None)
        complete = max(offered, promised) if offered is not None and promised is not None else None
        clock.stopped = earliest(fixed, complete, each.closed)
        if clock.stopped is None and reopened is not None:
            clock.stopped = each.until
        clock.given = fixed is not None or complete is not None
        clock.excuse = clock.stopped is not None and clock.stopped == each.closed and not each.resolved

    def pause_by(self, clock, measure):
        self.pause(clock, self.away + self.course.waited(self.terms.paused_by(measure)) + self.course.between_rounds())

    def finished(self, clock):
        self.pause_by(clock, clock.measure)
        return self.judged(clock)

    def judged(self, clock):
        stopped = clock.stopped
        away = self.is_away(self.now if stopped is None else stopped)
        duplicate = stopped is not None and self.course.duplicate is not None and self.course.duplicate <= stopped
        decider = Decider(self.terms, clock, not (away or duplicate or clock.excuse), self.now)
        missed = decider.decide(clock.changes)
        last = decider.effective[-1]
        giving = last.kept or last
        clock.loosened, clock.calendar, clock.is_void = decider.loosened(), last.calendar, False
        clock.priority, clock.kind = self.course.told(giving.hold)
        if last.source:
            clock.table, clock.target = last.source.table, last.source.goal
        if missed is not None:
            clock.state, clock.due, clock.decided = ("late" if stopped is None else "missed"), last.due, missed
        elif away or duplicate or clock.excuse:
            clock.state, clock.undecided = ("excused" if away else "none"), stopped is not None
        elif last.due is not None:
            clock.due, clock.decided = last.due, stopped
            clock.state = "met" if stopped is not None else "paused" if clock.lasting else "running"
        elif last.source and last.source.has("next release") and stopped is not None and clock.given:
            clock.state, clock.decided = "met", stopped
        elif last.source and (last.source.has("agreed") or last.source.has("next release")) and stopped is None:
            clock.state = "unset"
        return clock

    # What was promised by date

    def dates(self, resolutions):
        found = []
        promises = [(at, day, self.subject(at, what), agreed, by) for at, day, what, agreed, by in self.course.promises]
        for subject in dict.fromkeys(each[2] for each in promises):
            mine = [each for each in promises if each[2] == subject and not (subject == "resolve" and self.is_of_target(each[0], resolutions))]
            found += Dates(self, subject, mine).all()
        return found

    def is_of_target(self, at, resolutions):
        each = self.course.round_at(at)
        clock = resolutions[self.course.rounds.index(each)]
        sources = self.terms.sources(each.hold_at(at), "resolve")
        return bool(sources) and sources[0].has("agreed") and not clock.is_void and not (clock.is_missed and clock.decided < at)

    # The words to the client

    def updates(self):
        every = self.terms.policy.get("updates", {}).get("every")
        if not every:
            return []
        words = [at for at, by in self.course.answers if by == "reply"]
        rounds = self.course.rounds
        resolved = self.course.between_rounds() + ([(rounds[-1].until, None)] if rounds[-1].until is not None else [])
        found = []
        for i, (start, stopped) in enumerate(zip([self.course.opened, *words], [*words, None])):
            clock = Clock("update", i + 1, start)
            clock.stopped = stopped
            hold = self.course.hold_at(start)
            clock.changes = [Change(start, hold, [Source("updates.every", every, self.terms.desks)])]
            self.pause(clock, self.away + self.course.waited(["client"]) + resolved)
            found.append(self.judged(clock))
        return found


def clocks(opened, log, terms, channel, now):
    """Of a log in its order: every round of the response and the resolution, the dates, and the words to the client."""
    each = Clocks(Course(opened, log, now), terms, channel)
    return each.all() + each.updates()
