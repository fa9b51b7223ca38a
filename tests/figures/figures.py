#!/usr/bin/python3
"""Every figure of `desk report` on the example desks, computed anew from the YAML and TOML files, by nothing of desk's own.

usage: figures.py DESK
"""

import datetime
import json
import os
import subprocess
import sys

from calendar_time import UTC
from desks import ROOT, Desk, before, instant, money
from months import Month

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=UTC)
MONTHS = ["2026-09", "2026-10", "2026-11"]


def reported(program, desk, month, *options):
    now = desk.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    ran = subprocess.run([program, "-C", desk.folder, "--now", now, "report", month, "--json", *options], capture_output=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{desk.folder.name} {month}: {ran.stderr.decode()}")
    return json.loads(ran.stdout)


def compared(name, wanted, got, faults):
    if wanted != got:
        faults.append(f"{name}:\n  computed {wanted}\n  reported {got}")
    return len(wanted)


def check(desk, month, said, faults):
    mine, where = Month(desk, month), f"{desk.folder.name} {month}"
    counted = 0
    section = lambda name, wanted, got: compared(f"{where} {name}", wanted, got, faults)
    counted += section("volume", mine.volume(), {(row["of"], row["name"]): [row[key] for key in Month.FIGURES]
                                                 for row in said["volume"]})
    for row in said["volume"]:
        counted += section("balance", [row["open"]], [row["open_before"] + row["opened"] + row["reopened"] - row["resolved"]
                                                      - row["closed_unresolved"] + row["moved"]])
    keys = ("opened", "resolved", "counted", "not_counted", "met", "missed")
    counted += section("agents", {agent: row for agent, row in mine.agents().items() if any(row)},
                       {row["agent"]: [row[key] for key in keys] for row in said["agents"]})
    counted += section("days", mine.days(), {row["day"]: (row["opened"], row["resolved"]) for row in said["days"] if row["opened"] + row["resolved"]})
    counted += section("out of scope", [mine.out_of_scope()], [said["report"]["out_of_scope"]])
    first = {row["word"]: row["figure"] for row in said["report"]["figures"]}
    whole = dict(zip(Month.FIGURES, mine.volume()[("all", None)]))
    words = ("opened", "resolved", "open")
    counted += section("key figures", [str(whole[word]) for word in words], [first[word] for word in words])
    then = Month(desk, before(month))
    earlier = dict(zip(Month.FIGURES, then.volume()[("all", None)]))
    if any(earlier.values()):
        told = {row["word"]: row["before"] for row in said["report"]["figures"]}
        counted += section("the month before", [str(earlier[word]) for word in words], [told[word] for word in words])
    targets, worst = mine.targets()
    counted += section("targets", targets, {(row["priority"], row["measure"]): [row["met"], row["missed"]] for row in said["targets"]})
    counted += section("worst", worst, [(-row["over"], row["id"]) for row in said["worst"]])
    counted += section("loosened", mine.loosened(), [tuple(row[key] for key in ("id", "measure", "at", "by", "was", "due")) for row in said["loosened"]])
    counted += section("corrected", mine.corrected(), [row["id"] for row in said["corrected"]])
    counted += section("times", mine.times(), {row["to"]: (row["count"], row["median"], row["ninetieth"]) for row in said["times"]})
    counted += section("first contact", mine.first_contact(), {row["channel"]: [row["resolved"], row["first"]] for row in said["first_contact"]})
    counted += section("changes", mine.changes(), {(row["what"], row["name"]): row["count"] for row in said["changes"]})
    scores, asked = mine.feedback()
    counted += section("satisfaction", scores, {row["score"]: (row["count"], row["share"], row["goal"], row["reached"]) for row in said["satisfaction"]})
    counted += section("feedback", asked, {row["what"]: row["count"] for row in said["feedback"]})
    counted += section("hours", mine.hours(), {row["client"]: (row["used"], row["cap"], row["over"], row["not_counted"], row["charge"])
                                               for row in said["hours"]})
    counted += section("weeks", mine.weeks(), {(row["week"], row["client"]): [row["counted"], row["not_counted"]] for row in said["weeks"]})
    if "uptime" in desk.policy:
        total, out, up = mine.uptime()
        hundredths = (total - out) * 10_000 // total
        counted += section("availability", [(f"{hundredths // 100}.{hundredths % 100:02}", out, up)],
                           [(row["up"], row["down"], row["excused"]) for row in said["availability"] if row["client"] is None])
        counted += section("credits", {client: money(mine.credit(client)) for client in desk.clients if mine.contract_in(client) and said["credits"]},
                           {row["client"]: row["credit"] for row in said["credits"]})
    return counted


def check_clients(program, desk, month, faults):
    """The list of tickets on each client's page."""
    mine, counted = Month(desk, month), 0
    for client in sorted({ticket.client for ticket in mine.tickets} - {None}):
        said = reported(program, desk, month, "--client", client)
        got = [(instant(row["opened"]), row["id"], row["resolved"] and instant(row["resolved"]), row["counted"], row["not_counted"],
                sorted(row["targets"].split(", ") if row["targets"] else [])) for row in said["tickets"]]
        counted += compared(f"{desk.folder.name} {month} {client} tickets", mine.client_tickets(client), sorted(got), faults)
    return counted


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DESK")
    faults, rows = [], 0
    for folder in sorted(os.listdir(ROOT / "examples")):
        if (ROOT / "examples" / folder / "desk.toml").exists():
            desk = Desk(ROOT / "examples" / folder, NOW)
            for month in MONTHS:
                rows += check(desk, month, reported(sys.argv[1], desk, month), faults)
                rows += check_clients(sys.argv[1], desk, month, faults)
    print(*faults, f"{rows} rows of figures computed anew, {len(faults)} sections differ", sep="\n")
    sys.exit(1 if faults or rows < 200 else 0)


if __name__ == "__main__":
    main()
