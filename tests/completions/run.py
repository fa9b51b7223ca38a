#!/usr/bin/env python3
"""Types at bash, zsh and fish on a terminal of their own, presses Tab, and looks at what the shell then runs.

    run.py [DESK]     DESK is the program; without it a stand-in speaks the protocol of `desk complete`

A shell that is not installed is passed over.
"""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPLETIONS = HERE.parent.parent / "completions"
HOSTILE = "$(touch PWNED) `touch PWNED` \"quoted' \x1b]0;owned\x07 ; touch PWNED & | > PWNED"
PROMPT = "ready> "
PATIENCE = 60  # seconds until a shell that does not answer is given up

# `complete` and `completion` go to the program; any other command line is written down as the shell understood it.
WRAPPER = """#!/bin/sh
case $1 in complete|completion) exec '{desk}' "$@" ;; esac
{{ for word; do printf '%s\\0' "$word"; done; }} > '{seen}.part'
mv '{seen}.part' '{seen}'
"""

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             f"source '{COMPLETIONS}/desk.bash'; PS1='{PROMPT}'"),
    "zsh": (["zsh", "-f", "-i"],
            f"fpath=('{COMPLETIONS}' $fpath); autoload -Uz compinit; compinit -u -D; PS1='{PROMPT}'"),
    "fish": (["fish", "--no-config", "-i"],
             f"source '{COMPLETIONS}/desk.fish'; function fish_prompt; echo -n '{PROMPT}'; end; function fish_greeting; end"),
}


# The same from the program itself, as a person sets it up who has not installed these files.
BY_DESK = {
    "bash": f"source <(desk completion bash); PS1='{PROMPT}'",
    "zsh": f"autoload -Uz compinit; compinit -u -D; source <(desk completion zsh); PS1='{PROMPT}'",
    "fish": f"desk completion fish | source; function fish_prompt; echo -n '{PROMPT}'; end; function fish_greeting; end",
}


class Desk:
    """A folder with a desk of two tickets, and a PATH on which `desk` is the wrapper."""

    def __init__(self, root, program):
        self.seen = root / "seen"
        self.store = root / "store"
        self.store.mkdir()
        (root / "bin").mkdir()
        wrapper = root / "bin" / "desk"
        wrapper.write_text(WRAPPER.format(desk=program or HERE / "fake_desk", seen=self.seen))
        wrapper.chmod(0o755)
        self.environment = {
            "PATH": f"{root / 'bin'}:{os.environ['PATH']}", "HOME": str(root), "TERM": "vt100", "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull, "DESK_AGENT": "sam", "PWD": str(self.store)}
        if program:
            for arguments in (["init", "--no-git"], ["new", "--", HOSTILE], ["new", "--", "Payroll export fails"]):
                subprocess.run([program, *arguments], cwd=self.store, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def offered(self, *words):
        """The candidates, by the protocol."""
        answer = subprocess.run(["desk", "complete", "--", *words], cwd=self.store, env=self.environment, check=True,
                                capture_output=True, text=True).stdout
        return [line.split("\t")[0] for line in answer.splitlines()]


class Shell:
    """A shell on a terminal."""

    def __init__(self, name, desk, by_desk=False):
        arguments, setup = SHELLS[name]
        if by_desk:
            setup = BY_DESK[name]
        self.desk = desk
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(desk.store)
            os.execvpe(arguments[0], arguments, desk.environment)
        self.read(0.5)
        self.send(setup + "\r")
        self.read(0.5)

    def send(self, keys):
        os.write(self.terminal, keys.encode())

    def read(self, quiet=0.2):
        """What the shell writes until it has been quiet for so many seconds."""
        text = b""
        while select.select([self.terminal], [], [], quiet)[0]:
            try:
                text += os.read(self.terminal, 65536)
            except OSError:
                break
        return text.decode(errors="replace")

    def listed(self, keys, wanted):
        """What is shown for the keys, once all that is wanted is there; the line is then thrown away."""
        self.send(keys)
        text = self.read()
        deadline = time.monotonic() + PATIENCE
        while not all(word in text for word in wanted) and time.monotonic() < deadline:
            text += self.read()
        self.send("\x03")
        self.read()
        return text

    def run(self, keys):
        """The arguments with which `desk` was run after the keys and Enter."""
        self.desk.seen.unlink(missing_ok=True)
        self.send(keys)
        self.read()
        self.send("\r")
        deadline = time.monotonic() + PATIENCE
        while not self.desk.seen.exists() and time.monotonic() < deadline:
            self.read(0.05)
        self.read()
        return self.desk.seen.read_bytes().decode().split("\0")[:-1] if self.desk.seen.exists() else None

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def expectations(desk, is_fake):
    """What is typed, and the arguments that must come of it."""
    reference = desk.offered("show", "")[0]
    yield "desk sho\t", ["show"]
    yield f"desk show {reference[:-1]}\t", ["show", reference]
    yield "desk list status:o\t", ["list", "status:open"]
    yield "desk list stat\topen", ["list", "status:open"]
    yield "desk new --cli\tacme", ["new", "--client", "acme"]
    yield "desk list status:\topen", ["list", "status:open"]
    yield "desk new 'two words' --cli\tacme", ["new", "two words", "--client", "acme"]
    yield f"desk show {reference} {reference[:-1]}\t", ["show", reference, reference]
    yield "desk show no-such-ticket\t", ["show", "no-such-ticket"]
    if not is_fake:
        code = reference[5:]
        yield f"desk show {code[:4]}\t", ["show", code]
        yield f"desk show {code[:4].lower()}\t", ["show", code]
        yield "desk list --columns id,tit\t", ["list", "--columns", "id,title"]
        yield "desk list --columns=tit\t", ["list", "--columns=title"]
        yield "desk list status:open,res\t", ["list", "status:open,resolved"]
        yield "desk help tut\t", ["help", "tutorial"]
        yield "desk hours cl\t", ["hours", "close"]
    if is_fake:
        evil = next(word for word in desk.offered("new", "") if word.startswith("evil"))
        yield "desk new ev\t", ["new", evil]


def failures(name, desk, is_fake, by_desk):
    shell = Shell(name, desk, by_desk)
    for keys, wanted in expectations(desk, is_fake):
        got = shell.run(keys)
        if got != wanted:
            yield f"{keys!r} gives {got}, not {wanted}"
    references = desk.offered("show", "")
    listing = shell.listed("desk show \t\t\t", references)
    for reference in references:
        if reference not in listing:
            yield f"{reference} is not listed in {listing!r}"
    if "\x1b]" in listing:
        yield f"an escape sequence got through: {listing!r}"
    shell.close()
    if list(desk.store.glob("**/PWNED")):
        yield "the shell ran a title"


def check(name, program, by_desk=False):
    """The report on one shell, and whether it is good."""
    if not shutil.which(name):
        return f"{name}: not installed, passed over", True
    with tempfile.TemporaryDirectory(prefix="desk-completions-") as root:
        desk = Desk(Path(root), program and str(Path(program).resolve()))
        found = list(failures(name, desk, program is None, by_desk))
    how = " set up by desk completion" if by_desk else ""
    return "\n    ".join([f"{name}{how}: {len(found) or 'no'} failures", *found]), not found


def main(program=None):
    with ProcessPoolExecutor(len(SHELLS)) as pool:
        reports = list(pool.map(check, SHELLS, [program] * len(SHELLS)))
        if program:
            reports += pool.map(check, SHELLS, [program] * len(SHELLS), [True] * len(SHELLS))
    for text, _ in reports:
        print(text)
    return 0 if all(good for _, good in reports) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
