"""The clocks of a ticket, and what became of every promise, from its log and its terms by nothing of desk's own.

`clocks` answers a list of `Clock`; instants are milliseconds."""

from course import Course
from decision import Change, Decider, Source


class Clock:
    def __init__(self, measure, round_, start, step=None):
        self.measure, self.round, self.start, self.step = measure, round_, start, step
        self.state, self.due, self.stopped, self.decided, self.undecided = "none", None, None, None, False
        self.priority = self.kind = self.table = self.target = self.calendar = None
        self.pauses, self.loosened, self.changes, self.begun, self.excuse = [], [], [], start, False

    @property
    def key(self):
        return self.measure, self.round, self.step

    @property
    def is_missed(self):
        return self.state in ("late", "missed")


def united(pauses, start, end):
    """What lies between two instants, no two of them overlapping."""
    found = []
    for begin, until in sorted(pauses):
        begin, until = max(begin, start, found[-1][1] if found else start), min(until, end)
        if begin < until:
            found.append((begin, until))
    return found


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
        clock.stopped = earliest(self.answered(each), each.until)
        clock.excuse = clock.stopped == each.until and clock.stopped is not None and not each.resolved and self.answered(each) != each.until
        channel = self.channel if i == 0 else None
        clock.changes = [Change(hold.at, hold, self.terms.sources(hold, "respond", channel), by=hold.by, first=hold.first)
                         for hold in each.holds]
        return self.finished(clock)

    def answered(self, each):
        """What a kind says that stops it holds from the change to that kind, the first kind's from the start."""
        turns = [hold for i, hold in enumerate(each.holds) if i == 0 or hold.kind != each.holds[i - 1].kind]
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
        clock.stopped = earliest(fixed, complete, each.closed, each.until if reopened is not None else None)
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


class Dates:
    """The clocks of the dates that were promised for one thing, one after the other."""

    MEASURES = {"resolve": "date", "fix": "fix", "reply": "reply"}

    def __init__(self, clocks, subject, promises):
        self.clocks, self.subject, self.promises, self.course = clocks, subject, promises, clocks.course

    def all(self):
        found = []
        for at, day, _, agreed, by in self.promises:
            last = found[-1].changes[-1] if found else None
            if not found or self.close(last) < at or (self.stop(found[-1])[0] or at + 1) <= at:
                if found:
                    self.end(found[-1], at)
                found.append(self.begun(at, day, by, len(found) + 1))
            elif day < last.date or agreed:
                found[-1].changes.append(Change(at, last.hold, last.sources, day, by))
        if found:
            self.end(found[-1], None)
        return [self.clocks.judged(clock) for clock in found]

    def begun(self, at, day, by, number):
        measure = self.MEASURES.get(self.subject, "step")
        clock = Clock(measure, number, at, self.subject if measure == "step" else None)
        hold = self.course.hold_at(at)
        sources = self.clocks.terms.sources(hold, "resolve")
        calendar = sources[0].calendar if sources and measure in ("date", "fix") else self.clocks.terms.desks
        clock.changes = [Change(at, hold, [Source(f"promise.{self.subject}", "agreed", calendar)], day, by)]
        return clock

    @staticmethod
    def close(change):
        return change.sources[0].calendar.close_of(change.date)

    def stop(self, clock):
        """When it was kept, or the ticket was closed, and whether that is no decision."""
        kept = self.kept(clock)
        closed = [(each.closed, not (self.subject == "fix" and each.resolved)) for each in self.course.rounds
                  if each.closed is not None and each.closed >= clock.start]
        stops = ([(kept, False)] if kept is not None else []) + closed
        return min(stops, default=(None, False))

    def kept(self, clock):
        start = clock.start
        if self.subject == "reply":
            return min((at for at, by in self.course.answers if by == "reply" and at > start), default=None)
        if self.subject == "resolve":
            return min((at for at, _, is_fix in self.course.given if is_fix and at >= start), default=None)
        if self.subject == "fix":
            offers = self.clocks.terms.offers(clock.changes[0].hold.priority)
            return min((at for at, how, is_fix in self.course.given if is_fix and how not in offers and at >= start), default=None)
        return min((at for at, step in self.course.steps if step == self.subject and at >= start), default=None)

    def end(self, clock, anew):
        stopped, excuse = self.stop(clock)
        if stopped is not None and (anew is None or stopped <= anew):
            clock.stopped, clock.excuse = stopped, excuse
        if clock.stopped is None:
            clock.stopped = anew
        due = self.close(clock.changes[-1])
        if self.clocks.is_away(due) and due < self.clocks.now and (clock.stopped is None or due < clock.stopped):
            clock.stopped, clock.excuse = due, True
        self.clocks.pause(clock, self.clocks.away)


def earliest(*instants):
    return min((at for at in instants if at is not None), default=None)


def clocks(opened, log, terms, channel, now):
    """Of a log in its order: every round of the response and the resolution, the dates, and the words to the client."""
    each = Clocks(Course(opened, log, now), terms, channel)
    return each.all() + each.updates()
