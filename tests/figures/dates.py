"""What was promised by date."""

from clock import Clock
from decision import Change, Source


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
