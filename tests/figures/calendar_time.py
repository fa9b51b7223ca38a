"""Working time, counted anew: windows of local time, and what a target comes to on them."""

import datetime
import re
import zoneinfo

UTC = datetime.timezone.utc
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = datetime.timedelta(days=1)


def clock(text):
    hour, minute = map(int, text.split(":"))
    return datetime.timedelta(hours=hour, minutes=minute)


def windows_from(text):
    return [tuple(map(clock, part.strip().split("-"))) for part in text.split(",") if part.strip()]


class Calendar:
    def __init__(self, table, zone):
        self.always = table is None
        self.zone = zoneinfo.ZoneInfo((table or {}).get("timezone", zone))
        self.week, table = {day: [] for day in range(7)}, table or {}
        for days, hours in table.get("hours", {}).items():
            first, _, last = days.partition("-")
            for day in range(DAYS.index(first), DAYS.index(last or first) + 1):
                self.week[day] = windows_from(hours)
        self.holidays = set(table.get("holidays", []))
        self.dates = {day: windows_from(hours) for day, hours in table.get("dates", {}).items()}

    def instant(self, day, at):
        local = datetime.datetime.combine(day, datetime.time()) + at
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def windows(self, day):
        """The open windows of a local day, as instants."""
        if self.always:
            return [(self.instant(day, datetime.timedelta()), self.instant(day + DAY, datetime.timedelta()))]
        hours = [] if day.isoformat() in self.holidays else self.week[day.weekday()]
        hours = self.dates.get(day.isoformat(), hours)
        return [(self.instant(day, begin), self.instant(day, end if end > begin else end + DAY)) for begin, end in hours]

    def day(self, at):
        return at.astimezone(self.zone).date()

    def spans(self, at):
        """What is open from an instant on, as long as anybody asks."""
        day = self.day(at) - DAY
        for _ in range(1200):
            for begin, end in self.windows(day):
                if end > at:
                    yield max(begin, at), end
            day += DAY

    def add(self, at, time):
        for begin, end in self.spans(at):
            if end - begin >= time:
                return begin + time
            time -= end - begin
        raise ValueError("never open")

    def between(self, start, end):
        total, day = datetime.timedelta(), self.day(start) - DAY
        while day <= self.day(end):
            for begin, close in self.windows(day):
                total += max(min(close, end) - max(begin, start), datetime.timedelta())
            day += DAY
        return total

    def close_of(self, day):
        windows = self.windows(day)
        return windows[-1][1] if windows else None

    def working_day(self, day, count):
        """The close of the count-th working day after a day; 0 is the day itself or the next one that is open."""
        while not self.windows(day):
            day += DAY
            count -= count > 0
        while count > 0:
            day += DAY
            count -= bool(self.windows(day))
        return day


LENGTH = re.compile(r"([\d.]+) (business )?(hour|minute|second|working day)s?")


def due(target, calendar, desk_calendar, start, morning):
    """When a target in words is due; None where it gives no instant by itself."""
    business = desk_calendar if calendar.always else calendar
    found = LENGTH.fullmatch(target)
    if found and found[3] == "working day":
        return business.close_of(business.working_day(business.day(start), int(found[1])))
    if found:
        time = datetime.timedelta(**{found[3] + "s": float(found[1])})
        return (business if found[2] else calendar).add(start, time)
    today = business.day(start)
    first = business.working_day(today, 0)
    if target == "same business day":
        is_over = first == today and start >= business.close_of(today)
        return business.close_of(business.working_day(today, 1) if is_over else first)
    if target == "next business day":
        return business.close_of(business.working_day(today, 1))
    if target == "next morning":
        return business.instant(business.working_day(today, 1), clock(morning))
    return None
