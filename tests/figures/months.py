"""What happened in a month, and what was promised."""

import collections
import fractions

from calendar_time import milliseconds, moment
from desks import DAY, TICK, Ticket, length, seconds, whole_shares
from hours import Hours


def shown(at):
    return moment(at).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Month(Hours):
    """A month's report."""

    def __init__(self, desk, month):
        self.desk, self.month = desk, month
        self.begin, self.end = desk.start(month), desk.start(desk.after(month))
        self.until = max(self.begin, min(desk.now + TICK, self.end))
        self.tickets = [ticket for ticket in (Ticket(data, self.until) for data in desk.data) if ticket.opened < self.until]
        self.clocks = [(ticket, *self.known(ticket, data)) for ticket, data in self.with_data()]

    def with_data(self):
        data = {each["id"]: each for each in self.desk.data}
        return [(ticket, data[ticket.id]) for ticket in self.tickets]

    def known(self, ticket, data):
        """What was known of its clocks at the end, and, by their keys, at the beginning."""
        former = self.desk.clocks(Ticket(data, self.begin), self.begin - TICK) if ticket.opened < self.begin else []
        return self.desk.clocks(ticket, self.until - TICK), {clock.key: clock for clock in former}

    def inside(self, at):
        return self.begin <= at < self.until

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
        for ticket, clock in self.decisions():
            told = [event for event in ticket.log if event["at"] <= moment(clock.decided)]
            rows[ticket.told(told)["assignee"]][5 if clock.is_missed else 4] += 1
        return dict(rows)

    def out_of_scope(self):
        return sum(ticket.now["out"] for ticket in self.tickets if self.inside(ticket.opened))

    def each_clock(self):
        """The ticket, a clock, and what was known of it at the beginning."""
        return [(ticket, clock, former.get(clock.key)) for ticket, clocks, former in self.clocks for clock in clocks]

    def decisions(self):
        """What was decided by the end, and not at the beginning."""
        return [(ticket, clock) for ticket, clock, former in self.each_clock()
                if clock.decided is not None and not (former and former.decided is not None)]

    def targets(self):
        rows, worst = collections.defaultdict(lambda: [0, 0]), []
        for ticket, clock in self.decisions():
            rows[(clock.priority, clock.measure)][clock.is_missed] += 1
            if clock.is_missed:
                stopped = milliseconds(self.until) if clock.stopped is None else clock.stopped
                worst.append((-(clock.calendar.between(clock.due, stopped) // 1000), clock.due, ticket.id))
        return dict(rows), [(over, ticket) for over, _, ticket in sorted(worst)[:5]]

    def loosened(self):
        rows = []
        for ticket, clock, _ in self.each_clock():
            policy, _ = self.desk.policy_for(ticket)
            near = policy.get("escalation", {}).get("near", 80)
            rows += [(at, ticket.id, clock.measure, by, was, due) for at, by, was, due, used in clock.loosened
                     if self.inside(moment(at)) and used >= near]
        return [(ticket, measure, shown(at), by, shown(was), due and shown(due))
                for at, ticket, measure, by, was, due in sorted(rows)]

    def corrected(self):
        """Tickets of which a decision became another, or of which a fact was corrected after the month."""
        found = [ticket.id for ticket, clock, former in self.each_clock() if former and former.decided is not None
                 and (former.decided, former.is_missed) != (clock.decided, clock.is_missed)]
        for ticket in self.tickets:
            found += [ticket.id for event in ticket.edits if self.until <= event["at"] <= self.desk.now
                      and ticket.is_alive(self.begin) and event["field"] in ("client", "received", "channel")]
        return sorted(found)

    def times(self):
        desks, taken = self.desk.calendar(self.desk.policy), {"respond": [], "resolve": []}
        for ticket, clocks, former in self.clocks:
            terms = self.desk.terms_for(ticket)
            for clock in clocks:
                before = former.get(clock.key)
                later = [each for each in clocks if each.measure == clock.measure and each.round > clock.round and each.stopped]
                is_part = clock.measure == "resolve" and not terms.is_restarted("resolve") and later
                if clock.measure in taken and clock.stopped and not clock.undecided and not (before and before.stopped) and not is_part:
                    time = (clock.calendar or desks).between(clock.start, clock.stopped, clock.pauses)
                    taken[clock.measure].append(time // 1000)
        rank = lambda times, percent: sorted(times)[-(-len(times) * percent // 100) - 1]
        return {measure: (len(times), rank(times, 50), rank(times, 90)) for measure, times in taken.items() if times}

    def client_tickets(self, client):
        """What belongs to a client's month: reference, opened, resolved, time spent, and the targets that were decided."""
        worked, decided, rows = {}, collections.defaultdict(list), []
        for _, ticket, counts, time, _ in self.entries():
            worked.setdefault(ticket.id, [0, 0])[not counts] += seconds(time)
        for ticket, clock in self.decisions():
            decided[ticket.id].append(f"{clock.measure} {'missed' if clock.is_missed else 'met'}")
        for ticket in self.tickets:
            resolved, turned, course = None, self.inside(ticket.opened), ticket.course()
            for (_, _, before, _), (at, event, status, _) in zip(course, course[1:]):
                if status != before and event["do"] in ("resolve", "close", "reopen"):
                    turned = turned or self.inside(at)
                    resolved = at if event["do"] == "resolve" else resolved if event["do"] == "close" else None
            if ticket.client == client and (turned or ticket.id in worked or course[-1][2] not in ("resolved", "closed")):
                rows.append((ticket.opened, ticket.id, resolved, *worked.get(ticket.id, (0, 0)), sorted(decided[ticket.id])))
        return sorted(rows)

    def first_contact(self):
        rows = collections.defaultdict(lambda: [0, 0])
        for ticket in self.tickets:
            course = ticket.course()
            resolved = [event for (_, event, status, _), before in zip(course[1:], course)
                        if event["do"] == "resolve" and status != before[2]][:1]
            if not resolved or not self.inside(resolved[0]["at"]):
                continue
            policy, _ = self.desk.policy_for(ticket)
            told = ticket.log[:ticket.log.index(resolved[0]) + 1]
            agents = {event["by"] for event in told} - {"desk"} | {event["to"] for event in told if event["do"] == "assign"} - {"nobody"}
            agents |= {event["assignee"] for event in told if event["do"] == "open" and "assignee" in event}
            within = length(policy.get("report", {}).get("first_contact_within", "1 hour"))
            open_time = self.desk.calendar(policy).between(milliseconds(ticket.opened), milliseconds(resolved[0]["at"]))
            soon = open_time <= seconds(within) * 1000
            alone = len(agents) == 1 and not any(event["do"] in ("hear", "wait", "escalate") for event in told) and not ticket.of("reopen")
            rows[ticket.channel][0] += 1
            rows[ticket.channel][1] += alone and (soon or "during" in resolved[0])
        return dict(rows)

    def changes(self):
        rows = collections.Counter()
        for ticket in self.tickets:
            before = ticket.told([])
            for i, event in enumerate(ticket.log):
                now = ticket.told(ticket.log[:i + 1])
                if self.inside(event["at"]) and event["do"] == "escalate" and str(now["tier"]) != str(before["tier"]):
                    rows[("escalated", "by rule" if event.get("rule") else "by hand")] += 1
                    rows[("escalated", f"to tier {event['to']}")] += 1
                if self.inside(event["at"]) and event["do"] == "kind" and now["kind"] != before["kind"]:
                    rows[("kind", f"{before['kind'] or 'none'} -> {now['kind']}")] += 1
                before = now
        rows.update(("reopened", event.get("reason", "other")) for ticket in self.tickets for _, event in self.applied(ticket, "reopen"))
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
        asked = {"closed": closed, "rated": rated, "not rated": closed - rated, "not read": unread, "low, no follow-up": unfollowed}
        said = said if of else {}
        return said, asked if closed or said else {}
