"""A clock, and what became of its promise."""


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


def earliest(*instants):
    return min((at for at in instants if at is not None), default=None)
