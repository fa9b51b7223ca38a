#!/usr/bin/env python3
"""Plays stories: transcripts of desk in Markdown.

    story.py [--desk PROGRAM] [--accept | --play] [--jobs N] [FILE…]

Prose stands at the margin. A block indented by four blanks that begins with `$ ` is a command (`> ` continues it); what
follows it, indented the same, is exactly what it prints on both streams; `[4]` on the last line is its exit status, when
that is not 0. Commands between `<!--` and `-->` are run as well; whoever reads or plays the story does not see them.

    $ desk new "Payroll export fails" --client acme
    2611-AAAAA

All commands of a story share one bash, in a new folder, with a home and a git identity of their own. References are random,
so a story calls the first one that it meets 2611-AAAAA, the second 2611-BBBBB, and so on, in commands as in output, where
the code alone (AAAAA) will do.

README and the pages of the manual are stories, too, for people who type along: they begin in the home folder, the examples are where
they are installed, and a page in scdoc has its commands between lines of three backquotes, at the margin. References look real there:
the first that is met is called as the first in the page is, and so on.

--accept writes what was really printed into the files. --play shows a story to a person, as it happens.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import signal
import string
import subprocess
import sys
import tempfile
import termios
import textwrap
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parent.parent
INDENT = "    "
FENCE = "```"
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
STAND_INS = [letter * 5 for letter in LETTERS] + [letter * 4 + digit for digit in string.digits for letter in LETTERS]
INSTALLED_EXAMPLES = ".local/share/doc/flatdesk/examples"
PATIENCE = 120  # seconds that a command may be silent


@dataclass
class Prose:
    line: str
    hidden: bool = False


@dataclass
class Command:
    lines: list
    hidden: bool = False
    margin: str = INDENT
    output: list = field(default_factory=list)
    status: int = 0

    @property
    def text(self):
        return "\n".join(self.lines)


def parse(text, fenced=False):
    """The story as a list of Prose and Commands; `render` gives the text again. Fenced: commands stand at the margin, in fences."""
    story, hidden, blanks, command = [], False, 0, None
    margin, in_fence = "" if fenced else INDENT, not fenced
    for line in text.removesuffix("\n").split("\n"):
        if fenced and line == FENCE:
            in_fence = not in_fence
        inside = line[len(margin):] if in_fence and line.startswith(margin) and line != FENCE else None
        if not line.strip() and command:
            blanks += 1
        elif inside is not None and inside.startswith("$ "):
            story += [Prose("")] * blanks
            command, blanks = Command([inside[2:]], hidden, margin), 0
            story.append(command)
        elif inside is not None and command and (inside + " ").startswith("> ") and not command.output and not blanks:
            command.lines.append(inside[2:])
        elif inside is not None and command:
            command.output += [""] * blanks + [inside]
            blanks = 0
        else:
            story += [Prose("")] * blanks
            command, blanks = None, 0
            hidden = hidden or line.strip().startswith("<!--")
            story.append(Prose(line, hidden))
            hidden = hidden and "-->" not in line
    story += [Prose("")] * blanks
    for command in (part for part in story if isinstance(part, Command)):
        if command.output and re.fullmatch(r"\[\d+\]", command.output[-1]):
            command.status = int(command.output.pop()[1:-1])
    return story


def render(story):
    lines = []
    for part in story:
        if isinstance(part, Prose):
            lines.append(part.line)
            continue
        lines += [part.margin + (sign + line).rstrip() for sign, line in zip(["$ "] + ["> "] * len(part.lines), part.lines)]
        lines += [part.margin + line if line.strip() else "" for line in part.output]
        lines += [f"{part.margin}[{part.status}]"] if part.status else []
    return "\n".join(lines) + "\n"


class References:
    """Which made-up reference stands for which real one."""

    CODE = "[0-9A-HJKMNP-TV-Z]{5}"
    FULL = re.compile(rf"(?<![\w-])\d\d(?:0[1-9]|1[0-2])-({CODE})(?!\w)")
    WORD = re.compile(rf"(?<![0-9A-Za-z]){CODE}(?![0-9A-Za-z])", re.IGNORECASE)

    def __init__(self, names):
        self.name_of, self.code_of, self.names = {}, {}, names

    @staticmethod
    def in_page(text):
        """The references of a page for people, in their order, and then made-up ones."""
        names = list(dict.fromkeys(References.FULL.findall(text)))
        return names + [name for name in STAND_INS if name not in names]

    @staticmethod
    def replace(text, known):
        def other(match):
            word = match.group()
            found = known.get(word.upper(), word.upper())
            return word if found == word.upper() else found.lower() if word.islower() else found

        return References.WORD.sub(other, text)

    def named(self, text):
        for code in References.FULL.findall(text):
            if code not in self.name_of and code != "K7QF4":  # the example in texts of the program
                name = code if code in self.names else next(name for name in self.names if name not in self.code_of)
                self.name_of[code], self.code_of[name] = name, code
        return References.replace(text, self.name_of)

    def real(self, text):
        return References.replace(text, self.code_of)


class Session:
    """One bash, in a new folder, that runs one command after the other."""

    MARK = "\x1eend of command "

    def __init__(self, desk, terminal=False, page=False):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="desk-story-"))
        self.home = self.place / "sam"
        self.folder = self.home if page else self.home / "desk"
        self.folder.mkdir(parents=True)
        if page:
            (self.home / INSTALLED_EXAMPLES).parent.mkdir(parents=True)
            (self.home / INSTALLED_EXAMPLES).symlink_to(ROOT / "examples")
        (self.place / "bin").mkdir()
        (self.place / "bin" / "desk").symlink_to(pathlib.Path(desk).resolve())
        (self.home / ".gitconfig").write_text(
            "[user]\nname = Sam Hill\nemail = sam@acme.example\n[init]\ndefaultBranch = main\n")
        self.reading, writing = like_our_terminal() if terminal else os.pipe()
        self.bash = subprocess.Popen(["bash", "--noprofile", "--norc"], cwd=self.folder, env=self.environment(terminal),
                                     stdin=subprocess.PIPE, stdout=writing, stderr=writing, start_new_session=True)
        os.close(writing)

    def environment(self, terminal):
        kept = ["ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"] + ["TERM", "NO_COLOR"] * terminal
        ours = {name: os.environ[name] for name in kept if name in os.environ}
        return {"TERM": "dumb"} | ours | {"PATH": f"{self.place}/bin:{os.environ['PATH']}", "HOME": str(self.home), "LANG": "C.UTF-8",
                       "GIT_CONFIG_GLOBAL": str(self.home / ".gitconfig"), "GIT_CONFIG_NOSYSTEM": "1",
                       "GIT_CEILING_DIRECTORIES": str(self.home), "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1", "PAGER": "cat", "EXAMPLES": str(ROOT / "examples")}

    def run(self, command):
        """What the command printed, and its exit status."""
        script = self.place / "command"
        script.write_text(command + "\n")
        line = f". {shlex.quote(str(script))} </dev/null; printf '{self.MARK}%d\\n' $?\n"
        try:
            self.bash.stdin.write(line.encode())
            self.bash.stdin.flush()
        except BrokenPipeError:
            pass
        printed = self.read()
        output, mark, status = printed.rpartition(self.MARK)
        return (output, int(status)) if mark else (printed + "(the shell has ended)\n", 1)

    def read(self):
        taken = b""
        mark = self.MARK.encode()
        while not (mark in taken and taken.endswith(b"\n")):
            if not select.select([self.reading], [], [], PATIENCE)[0]:
                os.killpg(self.bash.pid, signal.SIGKILL)
                return taken.decode(errors="replace") + f"(no answer for {PATIENCE} seconds)\n"
            try:
                piece = os.read(self.reading, 65536)
            except OSError:  # a terminal that nobody has open any more
                piece = b""
            if not piece:
                break
            taken += piece
        return taken.decode(errors="replace")

    def end(self, keep):
        self.bash.stdin.close()
        self.bash.wait()
        os.close(self.reading)
        if not keep:
            shutil.rmtree(self.place)


def like_our_terminal():
    reading, writing = pty.openpty()
    columns, lines = shutil.get_terminal_size()
    termios.tcsetwinsize(writing, (lines, columns - len(INDENT)))
    modes = termios.tcgetattr(writing)
    modes[1] &= ~termios.OPOST
    termios.tcsetattr(writing, termios.TCSANOW, modes)
    return reading, writing


def is_page(file):
    return file.suffix != ".txt"


def read(file):
    return parse(file.read_bytes().decode(), fenced=file.suffix == ".scd")


def references_of(file):
    return References(References.in_page(file.read_text()) if is_page(file) else STAND_INS)


def check(file, desk, accept):
    """Runs a story; the report of what went wrong, or nothing."""
    before = file.read_bytes().decode()
    story, references, session = read(file), references_of(file), Session(desk, page=is_page(file))
    for part in story:
        if isinstance(part, Command):
            output, part.status = session.run(references.real(part.text))
            output = output.replace(str(session.home), "/home/sam")
            part.output = references.named(output).rstrip("\n").split("\n") if output.strip("\n") else []
    after = render(story)
    same = after == before
    session.end(keep=not (same or accept))
    if same:
        return ""
    if accept:
        file.write_bytes(after.encode())
        return ""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), f"{file} (expected)", f"{file} (printed)", lineterm="")
    return "\n".join(lines) + f"\nIts folder is kept: {session.home}\n"


def check_all(files, desk, accept, jobs):
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for file, report in zip(files, pool.map(lambda file: check(file, desk, accept), files)):
            failed += bool(report)
            print(f"{'FAILED' if report else 'passed'} {file.name}\n{report}", end="")
    return 1 if failed else 0


def play(file, desk):
    """Shows the story as it happens. It ends at a command whose exit status is not the one that the story tells."""
    terminal = sys.stdout.isatty()
    strong, plain = ("\x1b[1m", "\x1b[0m") if terminal else ("", "")
    references, session = references_of(file), Session(desk, terminal, is_page(file))
    for part in read(file):
        if isinstance(part, Prose):
            line = references.real(part.line)
            if not part.hidden:
                print(f"{strong}{line.lstrip('# ')}{plain}" if line.startswith("#") else line)
            continue
        text = references.real(part.text)
        if not part.hidden:
            print(INDENT + strong + "$ " + text.replace("\n", f"\n{INDENT}> ") + plain, flush=True)
        output, status = session.run(text)
        references.named(output)
        if not part.hidden:
            print(textwrap.indent(output, INDENT), f"{INDENT}[exit status {status}]\n" if status else "", sep="", end="", flush=True)
        if status != part.status:
            print(f"The story told of exit status {part.status} here.", file=sys.stderr)
            return 1
    session.end(keep=True)
    print(f"\nThe desk of this story is yours to try:\n{INDENT}{desk} -C {session.folder} list")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", default=ROOT / "build/dev/desk", type=pathlib.Path, help="the program to run")
    parser.add_argument("--accept", action="store_true", help="write what is printed into the stories")
    parser.add_argument("--play", action="store_true", help="show a story to a person")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="stories at once")
    parser.add_argument("files", nargs="*", type=pathlib.Path, metavar="FILE")
    given = parser.parse_args()
    if not os.access(given.desk, os.X_OK):
        parser.error(f"there is no program {given.desk}; build it first")
    files = given.files or [*sorted((ROOT / "tests/stories").glob("*.txt")), *ROOT.glob("README.md"),
                            *sorted(ROOT.glob("man/*.7.scd"))]
    if given.play:
        return play(files[0], given.desk)
    return check_all(files, given.desk, given.accept, given.jobs)


if __name__ == "__main__":
    sys.exit(main())
