#!/usr/bin/env python3
"""Looks at what desk shows on terminals of several sizes, in tmux: no line is wider than the terminal, no figure is cut, the picture of
now is one screen, and `desk status --watch` draws it anew in place and leaves the terminal as it was.

    screens.py DESK [COMMAND…]     a COMMAND, as `list --sort due`, is looked at instead of those below
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

SIZES = [(60, 20), (80, 24), (100, 30), (200, 50)]
COMMANDS = ["status", "status --agent sam", "status -c acme", "list", "list --sort due", "next", "owed", "show {first}", "why {first}",
            "report 2026-11", "hours 2026-11", "hours 2026-11 --entries", "hours 2026-11 --statement", "--help", "help --all", "log"]
NOW = "2026-11-27T10:42Z"
END = "end of it"
PATIENCE = 30  # seconds until something that must be on the screen is

POLICY = """
[hours]
cap = "10 hours"
warn = [80, 100]
over = "allow"
[[rate]]
from = "2026-01-01"
hourly = "85.50"
"""


class Desk:
    """A desk of two dozen tickets, some of them late, waiting, nobody's, with work near the cap."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder / "desk"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "DESK_AGENT": "sam", "PAGER": "cat",
                            "DESK_NOW": NOW, "DESK_DIR": str(self.folder)}
        self.run("init", str(self.folder), "--no-git", "--name", "North Street Support", "--timezone", "Europe/London")
        policy = self.folder / "desk.toml"
        agents = "".join(f'{name} = "{name.title()} <{name}@x.example>"\n' for name in ("sam", "lena", "bartholomew", "ola"))
        text = policy.read_text().replace("[desk.agents]\n", "[desk.agents]\n" + agents)
        text = re.sub(r"(?ms)^\[hours\].*?(?=^\[|\Z)", "", text)
        policy.write_text(text.replace("[desk]\n", '[desk]\ncurrency = "GBP"\n') + POLICY)
        self.first = self.fill()

    def run(self, *words, at=NOW):
        return subprocess.run([self.program, "--now", at, *words], env=self.environment, check=True, capture_output=True,
                              text=True).stdout.strip()

    def new(self, title, *words, at):
        return self.run("new", "-q", *words, "--", title, at=at)

    def fill(self):
        days = ["2026-11-23T09:05Z", "2026-11-24T13:30Z", "2026-11-25T08:45Z", "2026-11-26T16:20Z", "2026-11-27T09:30Z", "2026-11-27T10:05Z"]
        titles = ["Payroll export stops in the middle of November's run", "Cannot print", "印刷できません、紙が詰まっています 🖨️", "VPN drops every hour",
                  "New laptop for the accountant who starts on Monday", "Door badge", "Ärger mit der Anmeldung am Server in München"]
        priorities, kinds = ["low", "high", "medium", "critical"], ["fault", "howto", "change"]
        clients, agents = ["acme", "northdental", "a-client-with-a-long-name"], ["sam", "lena", "bartholomew"]
        made = []
        for number in range(24):
            at = days[number % len(days)]
            made.append(self.new(titles[number % len(titles)], "-c", clients[number % 3], "-k", kinds[number % 2], "-p",
                                 priorities[number % 4], *(["--assign", agents[number % 3]] if number % 5 else []), at=at))
        for number, ticket in enumerate(made[:6]):
            self.run("wait", ticket, ["client", "vendor"][number % 2], *(["--until", "2026-11-26"] if number % 3 else []), at="2026-11-25T11:00Z")
        for number, ticket in enumerate(made[6:14]):
            self.run("work", ticket, f"{number + 1}h{number * 7}", "Looked into it", at=f"2026-11-2{4 + number % 3}T17:00Z")
        self.run("hear", made[12], "It is broken again", at="2026-11-27T08:12Z")
        return made[0].split("-")[1]


class Terminal:
    """A shell in a window of tmux."""

    def __init__(self, desk, size, shell="sh"):
        self.socket = tempfile.mktemp(dir=desk.folder.parent)  # a server that ends may still have the one before
        words = " ".join(f"{name}='{value}'" for name, value in desk.environment.items() if name != "PATH")
        self.tmux("-f", "/dev/null", "-u", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
                  f"env -i TERM=screen-256color {words} PATH='{pathlib.Path(desk.program).parent}:{os.environ['PATH']}' {shell}")

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words], check=True, capture_output=True, text=True,
                              env=dict(os.environ, LC_ALL="C.UTF-8")).stdout

    def type(self, *keys):
        self.tmux("send-keys", *keys)

    def screen(self):
        return self.tmux("capture-pane", "-p").split("\n")

    def all(self):
        """All lines, those that scrolled away too; one that was too wide for the terminal is one line again."""
        return self.tmux("capture-pane", "-p", "-J", "-S", "-").rstrip("\n").split("\n")

    def flag(self, name):
        return self.tmux("display-message", "-p", f"#{{{name}}}").strip()

    def until(self, what, holds):
        deadline = time.monotonic() + PATIENCE
        while not holds("\n".join(self.screen())):
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not after {PATIENCE} s:\n" + "\n".join(self.screen()))
            time.sleep(0.05)

    def close(self):
        self.tmux("kill-server")


def width(line):
    import unicodedata  # noqa: PLC0415
    columns = 0
    for character in line:
        if unicodedata.combining(character) or character in "\ufe0f\u200d":
            continue
        columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns


def shown(desk, size, command):
    """The lines that a command shows on a terminal, and what of it is on the screen in the end."""
    terminal = Terminal(desk, size)
    try:
        terminal.until("the shell", lambda screen: screen.strip())
        terminal.type(f"clear; desk {command}; printf '{END[:3]}''{END[3:]}'", "Enter")
        terminal.until(command, lambda screen: END in screen)
        lines, screen = terminal.all(), terminal.screen()
    finally:
        terminal.close()
    begin = next((at for at, line in enumerate(lines) if "clear; desk" in line), -1)
    return [line.rstrip() for line in lines[begin + 1:] if END not in line], screen


def faults_of(desk, size, command):
    columns, _ = size
    lines, screen = shown(desk, size, command)
    faults = [f"wider than the terminal ({width(line)}): {line}" for line in lines if width(line) > columns]
    faults += [f"a figure is cut: {line}" for line in lines if re.search(r"\d…|…\d", line)]
    faults += [f"nothing is left of a cell: {line}" for line in lines if re.search(r"(^|  )…(  |$)", line)]
    if not any(lines):
        faults.append("nothing is shown")
    if command.startswith("status") and screen[0].rstrip() != lines[0]:
        faults.append("is more than one screen")
    return [f"desk {command} at {columns}x{size[1]}: {fault}" for fault in faults]


def watch_redraws(desk):
    """What `--watch` must do, step by step; raises where it does not."""
    terminal = Terminal(desk, (80, 24), "bash --norc --noprofile -i")
    file = next(desk.folder.glob(f"tickets/*/*/*{desk.first}.yaml"))
    content = file.read_text()
    try:
        terminal.type("echo what was there before", "Enter")
        terminal.until("the shell", lambda screen: "\nwhat was" in screen)
        terminal.type("desk status --watch=1; echo left with $?", "Enter")
        terminal.until("the picture", lambda screen: screen.startswith("North Street Support") and "left with" not in screen)
        assert terminal.flag("alternate_on") == "1" and terminal.flag("cursor_flag") == "0", "it has no screen of its own"
        desk.new("Came while somebody watched", "-p", "critical", "-k", "fault", at=NOW)
        terminal.until("a new ticket", lambda screen: "Came while" in screen)
        file.write_text(content + "no: [end\n")
        terminal.until("a broken file", lambda screen: file.name in screen and screen.startswith("North"))
        file.write_text(content)
        terminal.until("a mended file", lambda screen: file.name not in screen)
        policy = (desk.folder / "desk.toml").read_text()
        (desk.folder / "desk.toml").write_text("[")
        terminal.until("a broken desk.toml", lambda screen: screen.startswith("desk: ") and "desk.toml" in screen)
        (desk.folder / "desk.toml").write_text(policy)
        terminal.until("a mended desk.toml", lambda screen: screen.startswith("North"))
        for columns, lines in [(60, 16), (200, 50), (100, 30)]:
            terminal.tmux("resize-window", "-x", str(columns), "-y", str(lines))
            terminal.until("another size", lambda screen: "Unassigned" in screen and "+" in screen or lines > 24 and "Came in" in screen)
            time.sleep(0.3)
            assert all(width(line) <= columns for line in terminal.all()), f"wider than {columns}: {terminal.all()}"
        terminal.type("C-z")
        terminal.until("a stop", lambda screen: "Stopped" in screen)
        assert terminal.flag("alternate_on") == "0" and terminal.flag("cursor_flag") == "1", "a stop leaves the terminal changed"
        terminal.type("fg", "Enter")
        terminal.until("going on", lambda screen: "what was there" not in screen and "Came in" in screen)
        terminal.type("C-c")
        terminal.until("the end", lambda screen: "what was there before" in screen)
        terminal.type("echo again $?", "Enter")
        terminal.until("the shell again", lambda screen: "\nagain 0" in screen)
        flags = [terminal.flag(name) for name in ("alternate_on", "cursor_flag", "wrap_flag")]
        assert flags == ["0", "1", "1"], f"the terminal is not as it was: {flags}"
    finally:
        file.write_text(content)
        terminal.close()


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    if not shutil.which("tmux"):
        print("there is no tmux: nothing is looked at")
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # a server of tmux may still be ending
        desk = Desk(program, pathlib.Path(folder))
        faults = []
        for command in sys.argv[2:] or COMMANDS:
            for size in SIZES:
                faults += faults_of(desk, size, command.format(first=desk.first))
        if not sys.argv[2:]:
            try:
                watch_redraws(desk)
            except AssertionError as error:
                faults.append(f"desk status --watch: {error}")
    print("\n".join(faults) or "all fits")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
