"""Working time, counted anew: windows of local time, and what a target comes to on them. Instants are milliseconds."""

import bisect
import datetime
import re
import zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = datetime.timedelta(days=1)
FIRST, NUMBER = datetime.date(2026, 1, 1), 1400  # of the days that anybody asks about
UNITS = {"second": 1000, "minute": 60_000, "hour": 3_600_000}


def milliseconds(at):
    return (at - EPOCH) // datetime.timedelta(milliseconds=1)


def moment(at):
    return EPOCH + datetime.timedelta(milliseconds=at)


def clock(text):
    hour, minute = map(int, text.split(":"))
    return datetime.timedelta(hours=hour, minutes=minute)


def windows_from(text):
    return [tuple(map(clock, part.strip().split("-"))) for part in text.split(",") if part.strip()]


class Calendar:
    """The open windows of some years, one after the other, and how much was open before each."""

    def __init__(self, table, zone):
        self.always, table = table is None, table or {}
        self.zone = zoneinfo.ZoneInfo(table.get("timezone", zone))
        self.week = {day: [] for day in range(7)}
        for days, hours in table.get("hours", {}).items():
            first, _, last = days.partition("-")
            for day in range(DAYS.index(first), DAYS.index(last or first) + 1):
                self.week[day] = windows_from(hours)
        self.holidays = set(table.get("holidays", []))
        self.dates = {day: windows_from(hours) for day, hours in table.get("dates", {}).items()}
        self.of_day = [self.opened_on(FIRST + DAY * i) for i in range(NUMBER)]
        self.starts, self.ends, self.sums = [], [], [0]
        for begin, end in sorted(window for day in self.of_day for window in day):
            begin = max(begin, self.ends[-1]) if self.ends else begin
            if begin < end:
                self.starts.append(begin)
                self.ends.append(end)
                self.sums.append(self.sums[-1] + end - begin)

    def instant(self, day, at, fold=0):
        local = datetime.datetime.combine(day, datetime.time()) + at
        return milliseconds(local.replace(tzinfo=self.zone, fold=fold).astimezone(UTC))

    def opened_on(self, day):
        """The windows that begin on a local day."""
        if self.always:
            return [(self.instant(day, datetime.timedelta()), self.instant(day + DAY, datetime.timedelta()))]
        hours = [] if day.isoformat() in self.holidays else self.week[day.weekday()]
        hours = self.dates.get(day.isoformat(), hours)
        return [(self.instant(day, begin), self.instant(day, end if end > begin else end + DAY, 1)) for begin, end in hours]

    def windows(self, day):
        return self.of_day[(day - FIRST).days]

    def day(self, at):
        return moment(at).astimezone(self.zone).date()

    def open_before(self, at):
        """How much was open before an instant."""
        i = bisect.bisect_right(self.starts, at) - 1
        return 0 if i < 0 else self.sums[i] + min(at, self.ends[i]) - self.starts[i]

    def between(self, start, end, pauses=()):
        if end <= start:
            return 0
        time = self.open_before(end) - self.open_before(start)
        for begin, until in pauses:
            begin, until = max(begin, start), min(until, end)
            if begin < until:
                time -= self.open_before(until) - self.open_before(begin)
        return time

    def reached(self, start, time, pauses=()):
        """When so much open time is used up; no two pauses overlap."""
        if time <= 0:
            return start
        at = start
        for begin, until in pauses:
            if until <= at:
                continue
            part = self.between(at, begin)
            if time <= part:
                break
            time -= part
            at = until
        time += self.open_before(at)
        i = bisect.bisect_left(self.sums, time) - 1
        return self.starts[i] + time - self.sums[i]

    def close_of(self, day):
        """The last close of a day on which it opens, else the day's end."""
        windows = self.windows(day)
        return max(end for _, end in windows) if windows else self.instant(day + DAY, datetime.timedelta())

    def working_day(self, day, count):
        """The count-th day after a day on which it opens."""
        while count > 0:
            day += DAY
            count -= bool(self.windows(day))
        return day


LENGTH = re.compile(r"([\d.]+) (business )?(hour|minute|second|working day)s?")


def is_reckoned(target):
    return target not in ("agreed", "next release", "none")


def calendar_for(target, calendar, of_desk):
    return of_desk if calendar.always and "business" in target else calendar


def due(target, calendar, of_desk, start, rules, pauses=()):
    """When a target in words is due; None where it gives no instant by itself."""
    if not is_reckoned(target):
        return None
    calendar = calendar_for(target, calendar, of_desk)
    found = LENGTH.fullmatch(target)
    if found and found[3] != "working day":
        return calendar.reached(start, round(float(found[1]) * UNITS[found[3]]), pauses)
    at = in_days(target, int(found[1]) if found else 0, calendar, start, rules)
    at = calendar.reached(at, calendar.between(start, at) - calendar.between(start, at, pauses), pauses)
    return next((end for begin, end in pauses if begin < at < end), at)  # nothing is due while the clock stands


def in_days(target, count, calendar, start, rules):
    today = calendar.day(start)
    if target == "same business day":
        windows = calendar.windows(today)
        early = windows and start < windows[0][0] and rules.get("before_open") == "next day"
        is_today = windows and start <= calendar.close_of(today) and not early
        return calendar.close_of(today if is_today else calendar.working_day(today, 1))
    if target == "next morning":
        return calendar.instant(calendar.working_day(today, 1), clock(rules.get("morning", "09:00")))
    if target == "next business day":
        return calendar.close_of(calendar.working_day(today, 1))
    day = calendar.working_day(today, count)
    if rules.get("working_days") != "same time":
        return calendar.close_of(day)
    local = moment(start).astimezone(calendar.zone).replace(tzinfo=None)
    at = calendar.instant(day, local - datetime.datetime.combine(local.date(), datetime.time()))
    return calendar.reached(at, 1) - 1
