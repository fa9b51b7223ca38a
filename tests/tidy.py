#!/usr/bin/env python3
"""clang-tidy over one source, unless it has passed before on the same text.

What has passed is kept beside what ccache keeps, so that it outlives the checkout. The text is that of the source and of all that
it includes, comments and all, for NOLINT is one; headers of the system are told apart by path and size.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time

DAYS_KEPT = 30  # since it was last asked for


def answer_of(*words, folder=None):
    return subprocess.run(words, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


def cache():
    """A folder with an empty file for each text that has passed, named by its hash."""
    if shutil.which("ccache"):
        kept = answer_of("ccache", "--get-config", "cache_dir").strip()
    else:
        kept = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(kept) / "desk-tidy"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sweep(folder):
    for passed in folder.iterdir():
        if passed.stat().st_mtime < time.time() - DAYS_KEPT * 86400:
            passed.unlink(missing_ok=True)


def how_compiled(commands, source):
    """The folder and the words of the command that compiles the source, without what it writes."""
    for entry in json.loads((commands / "compile_commands.json").read_text()):
        if entry["file"] == str(source):
            words = shlex.split(entry["command"])
            at = words.index("-o")
            return pathlib.Path(entry["directory"]), words[:at] + words[at + 2:]
    sys.exit(f"{source}: no command in {commands} compiles it")


def files_read(folder, command):
    """The source and every header."""
    rule = answer_of(*command, "-M", "-MT", "it", folder=folder).removeprefix("it:").replace("\\\n", " ")
    names = [re.sub(r"\\(.)", r"\1", name).replace("$$", "$") for name in re.findall(r"(?:\\.|[^\s\\])+", rule)]
    return sorted({(folder / name).resolve() for name in names})


def hash_of(tidy, root, folder, command, files):
    ours = (root, folder)

    def without_place(text):
        return text.replace(str(folder), "BUILD").replace(str(root), "ROOT")

    whole = hashlib.sha256()
    for part in (answer_of(tidy, "--version"), (root / ".clang-tidy").read_text(), without_place("\0".join(command))):
        whole.update(part.encode() + b"\0")
    for file in files:
        is_ours = any(file.is_relative_to(place) for place in ours)
        content = hashlib.sha256(file.read_bytes()).hexdigest() if is_ours else file.stat().st_size
        whole.update(f"{without_place(str(file))}\0{content}\0".encode())
    return whole.hexdigest()


def write_stamp(stamp, root, files):
    """The stamp, and the rule from which ninja learns when it is too old."""
    ours = [str(file).replace(" ", "\\ ") for file in files if file.is_relative_to(root)]
    pathlib.Path(f"{stamp}.d").write_text(f"{stamp}: {' '.join(ours)}\n")
    stamp.touch()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clang-tidy", required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True, help="of the checkout, where .clang-tidy is")
    parser.add_argument("--commands", type=pathlib.Path, required=True, help="the folder of compile_commands.json")
    parser.add_argument("--stamp", type=pathlib.Path, required=True, help="touched when the source has passed")
    parser.add_argument("source", type=pathlib.Path)
    asked = parser.parse_args()

    root = asked.root.resolve()
    folder, command = how_compiled(asked.commands, asked.source)
    try:
        files = files_read(folder, command)
    except subprocess.CalledProcessError:
        sys.exit(f"{asked.source}: does not compile")  # the compiler has said why
    passed = cache() / hash_of(asked.clang_tidy, root, folder, command, files)
    if not passed.exists():
        tidy = subprocess.run([asked.clang_tidy, "--quiet", "-p", asked.commands, asked.source], check=False, capture_output=True,
                              text=True)
        print(tidy.stdout, end="")
        if tidy.returncode != 0:
            sys.exit(tidy.stderr)
        sweep(passed.parent)
    passed.touch()
    write_stamp(asked.stamp, root, files)


if __name__ == "__main__":
    main()
