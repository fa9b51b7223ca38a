#!/usr/bin/python3
"""Every command times every kind of broken file: who tells it, who refuses, and with which exit status (broken_files.txt).

usage: broken_files.py DESK [PART-OF-A-COMMAND]
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ["header", "log", "client", "policy", "holidays", "availability", "statement", "backup", "gone"]
WORDS = {"5", "sweeps", "warns", "refuses", "later", "-"}
NOW = "2026-11-23T12:00Z"

POLICY = """
[hours]
cap = "10 hours"
over = "agree"
[uptime]
target = "99 %"
[escalation]
after_work = "30 minutes"
[feedback]
scale = ["good", "bad"]
[process.care]
[[process.care.step]]
name = "check"
optional = true
"""

CONTRACT = """
[[contract]]
from = "2026-01-01"
charges = { support = "500.00" }
"""


class Desk:
    """A desk with tickets of three clients, and everything else that it can have."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.desk = folder / "desk"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
                            "DESK_AGENT": "sam"}
        (folder / ".gitconfig").write_text("[user]\n\tname = Sam\n\temail = sam@x.example\n[init]\n\tdefaultBranch = main\n")
        self.tickets = {}

    def run(self, words, now=NOW):
        """Standard input is the file after a `<`."""
        words, given = list(words), os.devnull
        if "<" in words:
            at = words.index("<")
            given = self.desk / words[at + 1]
            del words[at:at + 2]
        with open(given, "rb") as stream:
            return subprocess.run([self.program, *words], cwd=self.desk, env=self.environment | {"DESK_NOW": now}, text=True,
                                  capture_output=True, stdin=stream, timeout=60)

    def must(self, *words, now=NOW):
        ran = self.run(words, now)
        if ran.returncode:
            sys.exit(f"desk {shlex.join(words)}: exit {ran.returncode}\n{ran.stderr}")
        return ran.stdout.strip()

    def git(self, *words):
        return subprocess.run(["git", *words], cwd=self.desk, env=self.environment, text=True, capture_output=True,
                              check=True).stdout

    def make(self):
        self.desk.mkdir()
        self.git("init", "--quiet", "--template=")
        self.must("init", "--name", "T", "--timezone", "Europe/London", "--quiet")
        policy = (self.desk / "desk.toml").read_text()
        for name in re.findall(r"^\[(\w+)\]$", POLICY, re.M):
            policy = re.sub(rf"^\[{name}\]\n(?:(?!\[).*\n)*", "", policy, flags=re.M)
        policy = policy.replace("[desk]\n", '[desk]\ncurrency = "GBP"\n')
        policy = policy.replace("[desk.agents]\n", '[desk.agents]\nkim = "Kim <kim@x.example>"\n')
        (self.desk / "desk.toml").write_text(policy + POLICY)
        for folder in ("policies", "clients", "holidays"):
            (self.desk / folder).mkdir(exist_ok=True)
        (self.desk / "holidays/gold.ics").write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
            "DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        (self.desk / "policies/gold.toml").write_text(
            '[calendar.shop]\nhours = { mon-fri = "09:00-17:00" }\nholidays_from = "holidays/gold.ics"\n')
        (self.desk / "policies/plain.toml").write_text("")
        (self.desk / "clients/acme.toml").write_text('name = "Acme"\ndomains = ["acme.example"]\n' + CONTRACT)
        (self.desk / "clients/bolt.toml").write_text('name = "Bolt"\ndomains = ["bolt.example"]\n' + CONTRACT + 'policy = "gold"\n')
        (self.desk / "clients/crab.toml").write_text('name = "Crab"\ndomains = ["crab.example"]\n' + CONTRACT)
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", "Contracts")
        self.git("init", "--quiet", "--bare", "--template=", "../hub")
        self.git("remote", "add", "origin", "../hub")
        self.must("outage", "add", "--from", "2026-10-05T08:00Z", now="2026-10-05T08:00Z")
        self.must("hours", "close", "2026-10", now="2026-11-01T08:00Z")
        for name, client in (("file", "crab"), ("client", "acme"), ("policy", "bolt"), ("other", "crab")):
            self.open(name, client)
            self.write_mail(self.tickets[name], client, self.tickets[name])
        self.write_mail("acme", "acme", "The printer")
        self.write_mail("bolt", "bolt", "The printer")
        (self.folder / "bounce.eml").write_text("From: mailer-daemon@acme.example\nSubject: Undelivered\n\nSorry.\n")
        self.must("mail", "in", "<", "../bounce.eml", now="2026-11-16T11:00Z")
        (self.folder / "screen.png").write_text("pixels")
        (self.folder / "base").write_text(self.path("other").read_text())
        self.must("backup", "../kept")
        self.must("sync")
        self.must("note", self.tickets["other"], "The last command")

    def open(self, name, client):
        def new(suffix, *words):
            self.tickets[name + suffix] = self.must("new", f"The {name}{suffix}", "-c", client, "-k", "fault", "-p", "high",
                                                    "--assign", "sam", now="2026-11-16T09:00Z", *words)
            return self.tickets[name + suffix]
        self.must("work", new(""), "35m", "Begun", now="2026-11-16T10:00Z")
        self.must("wait", new("_waiting"), "client", now="2026-11-16T10:00Z")
        self.must("resolve", new("_resolved"), "Done", now="2026-11-16T10:00Z")

    def write_mail(self, name, client, subject):
        (self.folder / f"{name}.eml").write_text(
            f"From: jane@{client}.example\nSubject: {subject}\nMessage-ID: <{name}@{client}.example>\n\nIt stops.\n")

    def path(self, name):
        reference = self.tickets[name]
        return self.desk / f"tickets/20{reference[:2]}/{reference[2:4]}/{reference}.yaml"

    def broken(self, kind):
        """The file that is broken, and what a part of its name must be in the message."""
        first = lambda folder: next(iter(sorted((self.desk / folder).iterdir())))
        return {"header": lambda: self.path("file"), "log": lambda: self.path("file"),
                "client": lambda: self.desk / "clients/acme.toml", "policy": lambda: self.desk / "policies/gold.toml",
                "holidays": lambda: self.desk / "holidays/gold.ics", "availability": lambda: first("availability"),
                "statement": lambda: first("statements"), "backup": lambda: first("backups"),
                "gone": lambda: self.path("file_waiting")}[kind]()

    def spoil(self, kind):
        path = self.broken(kind)
        if kind == "gone":
            path.unlink()
            return str(path.relative_to(self.desk))
        text = path.read_text()
        spoilt = {"header": lambda: re.sub("^status: ", 'status: "', text, flags=re.M),
                  "log": lambda: re.sub("minutes: 35", "minutes: many", text),
                  "holidays": lambda: "no calendar at all\n"}.get(kind, lambda: text + "\nnmae = [\n")()
        if spoilt == text:
            sys.exit(f"{path}: is not spoilt")
        path.write_text(spoilt)
        return str(path.relative_to(self.desk))

    def words(self, command, kind):
        its = {"client": "client", "policy": "policy", "holidays": "policy", "header": "file", "log": "file"}.get(kind, "other")
        names = {"its" + suffix: self.tickets[its + suffix] for suffix in ("", "_waiting", "_resolved")}
        names |= {"other" + suffix: self.tickets["other" + suffix] for suffix in ("", "_waiting", "_resolved")}
        return [word.format(**names) for word in shlex.split(command)]

    def state(self):
        """All that a command could have written: every file outside the repositories, and the branches in these."""
        files = {}
        for folder, folders, names in os.walk(self.folder):
            at = pathlib.Path(folder)
            repository = at.name in (".git", "hub") and "refs" in folders
            if repository:
                folders[:] = ["refs"]
            for name in [] if repository else names:
                files[at / name] = (at / name).read_bytes()
        return files


def rows():
    for number, line in enumerate((HERE / "broken_files.txt").read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        command, _, cells = line.partition("|")
        words = cells.split()
        if len(words) != len(KINDS) or not set(words) <= WORDS:
            sys.exit(f"broken_files.txt:{number}: {len(KINDS)} of {sorted(WORDS)} are wanted")
        good = re.fullmatch(r"(.*?)\s+(\d+)\s*", command) if command.rstrip()[-1].isdigit() and "  " in command.strip() else None
        yield (good[1], int(good[2]), words) if good else (command.strip(), 0, words)


def without_rows(program, commands):
    """The commands of the program's table that the table here does not have."""
    table = (HERE.parent / "cli/app.cpp").read_text()
    known = set(re.findall(r'^    \{"([a-z-]+)", Group::', table, re.M))
    shown = set(re.findall(r"^  ([a-z-]+)  ", subprocess.run([program, "help", "--all"], capture_output=True, text=True).stdout, re.M))
    if not shown or not shown <= known:
        sys.exit(f"cli/app.cpp: the table of commands is not as it was: {sorted(shown - known)}")
    return known - {command.split()[0] for command in commands}


def trials(desk, command, words):
    """What is broken at once, what is to come of it, and as what it is shown. What does not concern a command is broken together,
    and JSON is looked at once for each thing that may come of it."""
    together, in_json = {}, set()
    for kind, wanted in zip(KINDS, words):
        if wanted == "-":
            together.setdefault(tuple(desk.words(command, kind)), []).append(kind)
            continue
        yield [kind], wanted, []
        if wanted not in ("refuses", "later") and wanted not in in_json:
            yield [kind], wanted, ["--json"]
        in_json.add(wanted)
    for kinds in together.values():
        yield kinds, "-", []


def objections(wanted, good, file, ran, changed, as_json):
    """What is wrong with a run."""
    silent = wanted == "-"
    status = {"-": good, "warns": 0, "later": 75}.get(wanted, 5)
    if ran.returncode != status:
        yield f"exit {ran.returncode}, not {status}"
    said = ran.stderr.splitlines() + ([] if as_json else ran.stdout.splitlines())
    naming = [line for line in said if file in line]
    leading = [line for line in said if re.match(rf"(desk: ((warning|error): )?)?{re.escape(file)}\b", line)]
    if silent and naming:
        yield f"tells {file}"
    fails = wanted in ("refuses", "later")
    told_in_json = as_json and not fails and not silent and any(
        file in problem["file"] + problem["what"] for problem in json.loads(ran.stdout).get("problems", []))
    if not silent and not naming and not told_in_json:
        yield f"does not name {file}"
    if len(leading) > 1 or len(set(naming)) != len(naming):
        yield f"tells {file} {len(naming)} times"
    if as_json and not fails and not silent and not told_in_json:
        yield f"does not have {file} among the problems"
    if fails and ran.stdout:
        yield "prints all the same"
    if (fails or wanted == "5") and changed:
        yield "writes all the same"
    if wanted in ("warns", "sweeps") and not changed:
        yield "writes nothing"


def main():
    program = os.path.abspath(sys.argv[1])
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    table = list(rows())
    wrong = [f"{name}: has no row" for name in sorted(without_rows(program, [command for command, _, _ in table]))]
    with tempfile.TemporaryDirectory(prefix="desk-broken-") as folder:
        made = pathlib.Path(folder) / "made"
        made.mkdir()
        desk = Desk(program, made)
        desk.make()
        kept = pathlib.Path(folder) / "kept"
        shutil.copytree(made, kept, symlinks=True)
        good_state = desk.state()
        runs = 0

        def run(words):
            """Answers whether that changed anything, too."""
            before = desk.state()
            ran = desk.run(words)
            shutil.rmtree(desk.desk / ".git/desk/mail", ignore_errors=True)  # what a mail waits in is no change
            return ran, desk.state() != before

        def restore():
            if desk.state() != good_state:
                shutil.rmtree(made)
                shutil.copytree(kept, made, symlinks=True)

        for command, good, words in table:
            if part not in command:
                continue
            ran, _ = run(desk.words(command, "backup"))
            restore()
            if ran.returncode != good:
                wrong.append(f"{command}: exit {ran.returncode} on a good desk: {ran.stderr}")
                continue
            for kinds, wanted, form in trials(desk, command, words):
                intact = {path: path.read_bytes() for path in map(desk.broken, kinds)}
                files = {desk.spoil(kind) for kind in kinds}
                ran, changed = run(desk.words(command, kinds[0]) + form)
                for path, content in intact.items():
                    path.write_bytes(content)
                restore()
                runs += 1
                for file in sorted(files):
                    for what in objections(wanted, good, file, ran, changed, bool(form)):
                        wrong.append(f"{command} {' '.join(form)}, broken {' '.join(kinds)} ({wanted}): {what}\n"
                                     f"    out {ran.stdout[-300:]!r}\n    err {ran.stderr!r}")
    print("\n".join(wrong) or f"{runs} runs of {len(table)} command lines, each as the table says")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
