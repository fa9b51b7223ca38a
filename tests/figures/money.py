#!/usr/bin/python3
"""What desk charges on made-up desks, computed anew from their YAML and TOML files, minute by minute, by nothing of desk's own.

usage: money.py DESK

Each desk lives through half a year: time is recorded late and moved to other clients, contracts and rates change in hindsight,
and months are closed in between. What desk says of each month, corrections of closed ones included, must be what follows from
the files.
"""

import collections
import datetime
import fractions
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import tomllib
import zoneinfo

import yaml

UTC = datetime.timezone.utc
ZONE = zoneinfo.ZoneInfo("Europe/Sofia")
MINUTE = datetime.timedelta(minutes=1)
MONTHS = [f"2026-{number:02}" for number in range(1, 8)]
DIGITS = {"BGN": 2, "JPY": 0}
CLIENTS = ["acme", "blue", "cira"]


def after(month):
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def start(month):
    return datetime.datetime.fromisoformat(f"{month}-01").replace(tzinfo=ZONE).astimezone(UTC)


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def units(amount, currency):
    return int(fractions.Fraction(str(amount)) * 10 ** DIGITS[currency])


def minutes(words):
    number, unit = words.split(" ")
    return int(number) * (60 if unit.startswith("hour") else 1)


class Made:
    """A desk that is made up as it goes, on disk."""

    def __init__(self, folder, seed):
        self.folder, self.dice, self.tickets = folder, random.Random(seed), {}
        dice = self.dice
        self.policy = {"cap": dice.randrange(0, 600), "round": dice.choice([None, 6, 15, 25]),
                       "over": dice.choice(["allow", "agree", "stop"]), "rollover": dice.choice([None, {}, {"months": 2}, {"most": 300}]),
                       "rates": {"2025-01-01": dice.randrange(1, 20000)}}
        self.clients = {name: [{"from": "2025-12-01", "support": dice.randrange(100000), "hours": dice.choice([None, 90, 400])}]
                        for name in CLIENTS[:2]}
        self.agreed = []
        (folder / "clients").mkdir()
        (folder / "policies").mkdir()

    def something(self):
        dice = self.dice
        day = f"2026-{dice.randrange(1, 7):02}-{dice.randrange(1, 29):02}"
        what = dice.choice(["work", "work", "work", "move", "kind", "charge", "rate", "contract", "agree"])
        if what == "work":
            code = "".join(dice.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(5))
            began = start(day[:7]) + MINUTE * dice.randrange(31 * 24 * 60)
            self.tickets[f"2601-{code}"] = {"client": dice.choice(CLIENTS), "kind": dice.choice(["howto", "howto", "fault"]),
                                            "work": [(began + MINUTE * 700 * i, dice.randrange(1, 600)) for i in range(dice.randrange(1, 4))]}
        elif what in ("move", "kind") and self.tickets:
            ticket = self.tickets[dice.choice(sorted(self.tickets))]
            ticket.update({"client": dice.choice(CLIENTS)} if what == "move" else {"kind": dice.choice(["howto", "fault"])})
        elif what == "rate":
            self.policy["rates"][day] = dice.randrange(1, 20000)
        elif what == "agree":
            self.agreed.append((dice.choice(sorted(self.clients)), day[:7], dice.randrange(1, 600)))
        else:
            contracts = self.clients[dice.choice(sorted(self.clients))]
            contracts[-1]["support"] = dice.randrange(100000)
            if what == "contract" and len(contracts) == 1:
                contracts[0]["to"] = (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
                contracts.append({"from": day, "support": dice.randrange(100000), "hours": dice.choice([None, 200]), "policy": "yen"})

    def write(self):
        hours = [f'cap = "{self.policy["cap"]} minutes"', f'over = "{self.policy["over"]}"']
        hours += [f'round = "{self.policy["round"]} minutes"'] if self.policy["round"] else []
        roll = self.policy["rollover"]
        hours += ["[hours.rollover]"] * (roll is not None) + [f'{key} = {value}' if key == "months" else f'{key} = "{value} minutes"'
                                                              for key, value in (roll or {}).items()]
        rates = [f'[[rate]]\nfrom = "{day}"\nhourly = "{rate / 100:.2f}"' for day, rate in sorted(self.policy["rates"].items())]
        (self.folder / "desk.toml").write_text("\n".join(['[desk]', 'timezone = "Europe/Sofia"', 'priorities = ["p"]', 'currency = "BGN"',
                                                          "[kind.howto]", "[kind.fault]", "counts = false", "[hours]", *hours, *rates, ""]))
        (self.folder / "policies/yen.toml").write_text('[desk]\ncurrency = "JPY"\n[[rate]]\nfrom = "2025-01-01"\nhourly = "9001"\n')
        for name, contracts in self.clients.items():
            lines = []
            for each in contracts:
                lines += ["[[contract]]", f'from = "{each["from"]}"', f'charges = {{ support = "{each["support"]}" }}']
                lines += [f'{key} = "{each[key]}"' for key in ("to", "policy") if key in each]
                lines += [f'hours = "{each["hours"]} minutes"'] if each["hours"] else []
            for who, month, limit in self.agreed:
                if who == name:
                    lines += ["[[agreed]]", f'month = "{month}"', f'limit = "{limit} minutes"', 'by = "Jane"', 'on = "2026-01-01"']
            (self.folder / "clients" / f"{name}.toml").write_text("\n".join(lines) + "\n")
        (self.folder / "tickets/2026/01").mkdir(parents=True, exist_ok=True)
        for name, ticket in self.tickets.items():
            opened = "2026-01-01T00:00:00.000Z"
            lines = [f"id: {name}", "title: Made up", f"client: {ticket['client']}", f"kind: {ticket['kind']}", "priority: p",
                     "status: open", f"opened: {opened}", "log:", f"- at: {opened}", "  by: sam", "  do: open", f"  kind: {ticket['kind']}",
                     "  priority: p"]
            for began, time in ticket["work"]:
                lines += [f"- at: {text(began + MINUTE * time)}", "  by: sam", "  do: work", f"  minutes: {time}"]
            (self.folder / "tickets/2026/01" / f"{name}.yaml").write_text("\n".join(lines) + "\n")


class Read:
    """What follows from the files of a desk."""

    def __init__(self, folder):
        self.desk = tomllib.loads((folder / "desk.toml").read_text())
        self.further = {file.stem: tomllib.loads(file.read_text()) for file in folder.glob("policies/*.toml")}
        self.clients = {file.stem: tomllib.loads(file.read_text()) for file in folder.glob("clients/*.toml")}
        tickets = [yaml.load(file.read_text(), yaml.BaseLoader) for file in sorted(folder.glob("tickets/*/*/*.yaml"))]
        self.closed = {file.name[:7]: tomllib.loads(file.read_text()) for file in folder.glob("statements/*.toml")}
        self.work = [(ticket, event) for ticket in tickets for event in ticket["log"] if event["do"] == "work"]

    def contract(self, client, day):
        for each in self.clients.get(client, {}).get("contract", []):
            if each["from"] <= day <= each.get("to", "9999"):
                return each
        return None

    def contract_in(self, client, month):
        later = [each for each in self.clients.get(client, {}).get("contract", []) if each["from"].startswith(month)]
        return self.contract(client, f"{month}-01") or (later[0] if later else None)

    def currency(self, contract):
        return "JPY" if contract and contract.get("policy") else "BGN"

    def rate(self, client, day):
        """So many units of a currency."""
        currency = self.currency(self.contract(client, day))
        rates = self.further["yen"]["rate"] if currency == "JPY" else self.desk["rate"]
        return units(max((each for each in rates if each["from"] <= day), key=lambda each: each["from"])["hourly"], currency), currency

    def pieces(self, client):
        """By month: begin, ticket, and the minutes of it, each with what it costs: all of a piece the same."""
        months, rounded = collections.defaultdict(list), self.desk["hours"].get("round")
        for ticket, event in self.work:
            if ticket["client"] != client or ticket["kind"] == "fault":
                continue
            time = int(event["minutes"])
            began = datetime.datetime.fromisoformat(event["at"].replace("Z", "+00:00")) - MINUTE * time
            more = -time % minutes(rounded) if rounded else 0
            last = None
            for i in range(time):
                at = began + MINUTE * i
                day = at.astimezone(ZONE).date().isoformat()
                judged = (day[:7], str(self.contract(client, day)), self.rate(client, day))
                if judged != last:
                    months[day[:7]].append([at, ticket["id"], 0, judged[2]])
                last = judged
                months[day[:7]][-1][2] += 1 + more * (i == time - 1)
        return {month: sorted(pieces, key=lambda piece: piece[:2]) for month, pieces in months.items()}

    def months(self, client):
        """Of each month: used, over, and what it comes to in each currency."""
        rules, pieces, carried, said = self.desk["hours"], self.pieces(client), [], {}
        roll, known = rules.get("rollover"), self.clients.get(client, {}).get("contract", [])
        first = min([*pieces, *(each["from"][:7] for each in known), MONTHS[-1]])
        month = first
        while month <= MONTHS[-1]:
            contract = self.contract_in(client, month)
            cap = minutes((contract or {}).get("hours") or rules["cap"])
            rolls = roll is not None and (contract or not known)
            carried = carried if rolls else []
            limit = cap + sum(left for _, left in carried)
            agreed = [each for each in self.clients.get(client, {}).get("agreed", []) if each["month"] == month]
            payable = minutes(agreed[-1]["limit"]) if agreed and rules["over"] == "agree" else 0
            used, over, amounts = 0, 0, collections.Counter()
            if contract:
                amounts[self.currency(contract)] += units(contract["charges"]["support"], self.currency(contract))
            for _, _, time, (hourly, currency) in pieces.get(month, []):
                beyond = max(0, min(time, used + time - limit))
                used, over = used + time, over + beyond
                paid = beyond if rules["over"] == "allow" else beyond - min(beyond, max(0, over - payable))
                amounts[currency] += (2 * hourly * paid + 60) // 120  # half a unit is rounded up
            if rolls:
                carried = self.carry(carried, month, min(used, limit), cap, roll)
            said[month] = (used, over, amounts)
            month = after(month)
        return said

    @staticmethod
    def carry(carried, month, used, cap, roll):
        left = [*carried, (month, cap)]
        for drop in (used, None):
            if drop is None:
                left = [each for each in left if not roll.get("months") or number_of(each[0]) + roll["months"] > number_of(month)]
                drop = max(0, sum(time for _, time in left) - minutes(roll["most"])) if "most" in roll else 0
            for i, (of, time) in enumerate(left):
                taken = min(drop, time)
                left[i], drop = (of, time - taken), drop - taken
        return left

    def charged(self, month):
        """What was stated for a closed month, and corrected since, by client and currency."""
        sums = collections.Counter()
        for closed, stated in self.closed.items():
            for statement in stated.get("statement", []):
                key = statement["client"], statement["currency"]
                for line in statement.get("line", []):
                    if line.get("of") == month if line["what"] == "correction" else closed == month:
                        sums[key] += units(line["amount"], key[1])
        return sums

    def statement(self, month):
        """By client and currency, corrections of all closed months included; and used and over by client."""
        sums, hours = collections.Counter(), {}
        for client in CLIENTS:
            months = self.months(client)
            for each in [month, *self.closed]:
                used, over, amounts = months.get(each, (0, 0, {}))
                hours.update({client: (used * 60, over * 60)} if each == month else {})
                sums.update({(client, currency): amount for currency, amount in amounts.items()})
        for each in self.closed:
            sums.subtract(self.charged(each))
        return {key: amount for key, amount in sums.items() if amount}, {client: each for client, each in hours.items() if each[0]}


def number_of(month):
    year, number = map(int, month.split("-"))
    return year * 12 + number


def asked(program, folder, month, *words):
    ran = subprocess.run([program, "-C", folder, "--now", text(start(after(month)) + MINUTE), "--as", "sam", "hours", *words],
                         capture_output=True, check=False)
    if ran.returncode:
        sys.exit(f"{folder} {month}: {ran.stderr.decode()}")
    return ran.stdout


def check(program, seed, faults):
    with tempfile.TemporaryDirectory() as name:
        folder, rows = pathlib.Path(name), 0
        made = Made(folder, seed)
        for month in MONTHS:
            for _ in range(made.dice.randrange(2, 10)):
                made.something()
            made.write()
            sums, hours = Read(folder).statement(month)
            said = json.loads(asked(program, folder, month, month, "--json"))["clients"]
            got = {(row["client"], row["currency"]): units(row["charge"], row["currency"]) for row in said}
            got = {key: amount for key, amount in got.items() if amount}
            if sums != got:
                faults.append(f"desk {seed}, {month}: computed {sums}\n  said {got}")
            told = {row["client"]: (row["used"], row["over"]) for row in said if row["used"]}
            if hours != told:
                faults.append(f"desk {seed}, {month}: computed {hours}\n  said {told}")
            rows += len(sums) + len(hours)
            asked(program, folder, month, "close", month)
        return rows


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DESK")
    faults = []
    rows = sum(check(sys.argv[1], seed, faults) for seed in range(8))
    print(*faults, f"{rows} sums of money and hours computed anew, {len(faults)} differ", sep="\n")
    sys.exit(1 if faults or rows < 100 else 0)


if __name__ == "__main__":
    main()
