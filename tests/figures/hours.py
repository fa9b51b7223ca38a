"""Hours, money, weeks and availability of a month."""

import collections
import datetime
import fractions

from desks import DAY, NEVER, ZERO, Ticket, before, cents, half_up, instant, length, money, seconds, whole_second


class Hours:
    """The part of a month that is as of today."""

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

    def rate(self, at):
        rates = [each for each in self.desk.policy.get("rate", []) if each["from"] <= self.desk.day(at).isoformat()]
        return max(rates, key=lambda each: each["from"]) if rates else None

    def divided(self, entries):
        """The pieces of these, divided at each midnight at which the rate or the contract changes."""
        for began, ticket, counts, time, _ in entries:
            judged = lambda at: (self.rate(at), self.desk.contract(ticket.client, self.desk.day(at)))
            midnight = self.desk.start_of_day(self.desk.day(began) + DAY)
            if began < midnight < began + time and judged(began) != judged(midnight):
                yield began, ticket, counts, midnight - began
                began, time = midnight, began + time - midnight
            yield began, ticket, counts, time

    def hours(self):
        rows, policy = {}, self.desk.policy.get("hours", {})
        names = {ticket.client for _, ticket, *_ in self.entries()}
        names |= {client for client in self.desk.clients if (self.contract_in(client) or {}).get("charges")}
        for client in names:
            contract, used, over, spared, charge = self.contract_in(client) or {}, ZERO, ZERO, ZERO, 0
            cap = length(contract["hours"]) if "hours" in contract else length(policy["cap"]) if "cap" in policy else None
            agreed = sum((length(each["limit"]) for each in self.desk.clients.get(client, {}).get("agreed", []) if each["month"] == self.month), ZERO)
            charge = sum(int(cents(amount)) for amount in contract.get("charges", {}).values())
            for began, ticket, counts, time in self.divided(self.entries()):
                if ticket.client != client:
                    continue
                if not counts:
                    spared += time
                    continue
                beyond = ZERO if cap is None else max(min(time, used + time - cap), ZERO)
                used += time
                payable = max(min(beyond, agreed - over), ZERO) if policy.get("over") == "agree" else beyond
                over += beyond
                rate = self.rate(began)
                if rate and payable > ZERO:
                    charge += half_up(cents(rate["hourly"]) * seconds(payable) / 3600)
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
        if self.desk.now < self.end or total - out >= target * total or not all(self.desk.contract(client, day) for day in days):
            return 0
        charges = self.contract_in(client).get("charges", {})
        base = sum(cents(charges[item]) for item in self.desk.policy["credits"]["of"] if item in charges)
        return min(half_up(base * out / total), int(base))

    def deducted(self, client):
        """What is given back in this month; no example has more to give than it charges."""
        earlier = before(self.month)
        if "credits" not in self.desk.policy or not self.contract_in(client) or earlier not in self.desk.availability:
            return 0
        return type(self)(self.desk, earlier).credit(client)

