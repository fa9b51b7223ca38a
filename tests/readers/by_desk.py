#!/usr/bin/python3
"""Fills a folder with tickets that the program itself wrote, for readers.py: every string of nasty_strings.json as title,
requester's name, description and note, as far as a command line can carry it, and in an unknown key that was there before.

    by_desk.py FOLDER DESK CASES
"""

import json
import os
import pathlib
import subprocess
import sys


def carried(text):
    """Whether a command line can carry the text: no NUL; and a text of nothing but blanks is refused."""
    return "\0" not in text and plain(text).strip(" \t\r\n") != ""


def plain(text):
    """As desk keeps a text that was typed: without a byte order mark, and with its lines as they are elsewhere."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def quoted(text):
    """The text as a YAML reader takes it, in quotes that desk would not have chosen."""
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'


def main():
    folder, desk, cases = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    store = folder / "store"
    store.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DESK_AGENT": "sam", "DESK_DIR": str(store), "GIT_CONFIG_GLOBAL": os.devnull}

    def run(*words):
        done = subprocess.run([desk, "--quiet", *words], env=environment, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()

    if not (store / "desk.toml").exists():
        run("init", str(store), "--no-git", "--timezone", "Europe/London")
    wrong = 0
    for number, text in enumerate(json.loads((cases / "nasty_strings.json").read_text())):
        if not carried(text):
            continue
        description = text if text != "-" else "--"  # a dash alone is standard input
        reference = run("new", f"--description={description}", f"--requester={text}", "--", text).strip()
        path = next(store.glob(f"tickets/*/*/{reference}.yaml"))
        # An unknown key; the next command writes it in desk's own form.
        path.write_text(path.read_text().replace("\nstatus:", f"\nextra: {quoted(text)}\nstatus:", 1))
        run("note", reference, "--", text if text != "-" else "--")
        ticket = json.loads(run("show", reference, "--json"))["ticket"]
        requester = "name" if "name" in ticket["requester"] else "email"
        title, described = plain(text), plain(description)
        expected = [[["title"], title], [["extra"], text], [["description"], described], [["log", 1, "text"], described],
                    [["requester", requester], title]]
        told = [ticket["title"], ticket["extra"], ticket["requester"][requester], ticket["description"], ticket["log"][1]["text"]]
        if told != [title, text, title, described, described]:
            wrong += 1
            print(f"string {number} came back otherwise: {told}")
        (folder / f"{number}.yaml").write_bytes(path.read_bytes())
        (folder / f"{number}.json").write_text(json.dumps(expected))
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
