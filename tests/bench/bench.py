#!/usr/bin/env python3
"""Measures desk on generated desks, beside git and ripgrep on the same files in the same run. Medians, warm cache.

    bench.py [--desk PROGRAM] [--runs N] [COUNT:OPEN_PERCENT…]
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
STORES = ["1000:5", "1000:20", "10000:5", "10000:20", "100000:5", "100000:20"]
ROW = "{:<18} {:<22} {:>10} {:>10} {:>7}  {}"


class Bench:
    def __init__(self, desk, folder, runs, label):
        self.desk = [str(desk), "-C", str(folder), "--as", "sam", "--now", "2026-11-20T18:00Z"]
        self.git = ["git", "-C", str(folder), "-c", "user.name=Sam", "-c", "user.email=sam@desk.example"]
        self.folder, self.runs, self.label = folder, runs, label
        self.file = max((folder / "tickets/2026/11").iterdir())

    def median(self, *words, prepare=()):
        """Milliseconds."""
        command = subprocess.list2cmdline(words)
        with tempfile.NamedTemporaryFile() as figures:
            options = ["--prepare", subprocess.list2cmdline(prepare)] if prepare else []
            measured = subprocess.run(["hyperfine", "-N", "--style", "none", "--warmup", "3", "--runs", str(self.runs),
                                       "--export-json", figures.name, *options, command], capture_output=True, check=False)
            if measured.returncode:
                sys.exit(measured.stderr.decode())
            return json.load(figures)["results"][0]["median"] * 1000

    def fsyncs(self):
        """What one durable file costs: its own fsync, the rename and its folder's fsync, in milliseconds."""
        taken = []
        for _ in range(self.runs):
            began = time.perf_counter()
            temporary = self.folder / "tickets/2026/.bench"
            with open(temporary, "wb") as file:
                file.write(self.file.read_bytes())
                file.flush()
                os.fsync(file.fileno())
            temporary.rename(self.folder / "tickets/2026/.bench-done")
            holder = os.open(temporary.parent, os.O_RDONLY)
            os.fsync(holder)
            os.close(holder)
            taken.append((time.perf_counter() - began) * 1000)
        (self.folder / "tickets/2026/.bench-done").unlink()
        return statistics.median(taken)

    def row(self, what, ours, limit, of_what):
        verdict = "" if ours <= limit else "TOO SLOW: "
        print(ROW.format(self.label, what, f"{ours:.1f} ms", f"{limit:.1f} ms", f"{ours / limit:.2f}", verdict + of_what), flush=True)

    def reading(self):
        status = self.median(*self.git, "status", "--short")
        listing = self.median(*self.desk, "list")
        search = self.median("rg", "--files-with-matches", "--fixed-strings", "1722", str(self.folder / "tickets"))
        version = self.median("git", "--version")
        self.row("list --sort due", self.median(*self.desk, "list", "--sort", "due"), 1.5 * listing, "1.5 x desk list")
        self.row("list", listing, status, "git status")
        self.row("list --all 1722", self.median(*self.desk, "list", "--all", "1722"), 1.5 * search, "1.5 x rg -l -F")
        self.row("hours 2026-10", self.median(*self.desk, "hours", "2026-10"), 3 * listing, "3 x desk list")
        everything = self.median(*self.desk, "list", "--all")
        self.row("report 2026-10", self.median(*self.desk, "report", "2026-10"), 3 * everything, "3 x desk list --all")
        year = self.median(*self.desk, "report", "2026")
        what_if = self.median(*self.desk, "what-if", "--policy", str(self.folder / "desk.toml"), "--from", "2026-01", "--to", "2026-11")
        self.row("what-if, a year", what_if, 2 * year, "2 x desk report of the year")
        page = subprocess.run([*self.desk, "report", "2026-10", "--html", "-"], stdout=subprocess.PIPE, check=True).stdout
        print(ROW.format(self.label, "report --html", f"{len(page) / 1000:.1f} KB", "200.0 KB", f"{len(page) / 200_000:.2f}", ""), flush=True)
        self.row("show", self.median(*self.desk, "show", self.file.stem), 3 * version, "3 x git --version")
        return version

    def writing(self, version):
        floor = 3 * version + self.fsyncs()
        note = ["note", self.file.stem, "Seen", "again."]
        new = ["new", "Another one", "--client", "acme"]
        self.row("note --no-commit", self.median(*self.desk, "--no-commit", *note), floor, "3 x git --version, fsyncs")
        self.row("new --no-commit", self.median(*self.desk, "--no-commit", *new), floor, "3 x git --version, fsyncs")
        subprocess.run([*self.git, "checkout", "--quiet", "."], check=True)
        subprocess.run([*self.git, "clean", "--force", "-d", "--quiet"], check=True)
        append = [sys.executable, "-c", f"open({str(self.file)!r}, 'a').write('#\\n')"]
        commit = [*self.git, "-c", "core.fsync=all", "commit", "--quiet", "--only", "--message", "x", "--", str(self.file)]
        committing = 1.2 * self.median(*commit, prepare=append)
        subprocess.run([*self.git, "reset", "--quiet", "--hard", ":/A desk to measure with"], check=True)
        self.row("note", self.median(*self.desk, *note), floor + committing, "the same, 1.2 x git commit --only")
        self.row("new", self.median(*self.desk, *new), floor + committing, "the same, 1.2 x git commit --only")

    def sweeping(self):
        """With nothing left to do."""
        listing = self.median(*self.desk, "list")
        subprocess.run([*self.desk, "--no-commit", "sweep"], check=True, stdout=subprocess.DEVNULL)
        self.row("sweep", self.median(*self.desk, "sweep"), 2 * listing, "2 x desk list")
        subprocess.run([*self.git, "checkout", "--quiet", "."], check=True)

    def memory(self):
        child = os.fork()
        if child == 0:
            subprocess.run([*self.desk, "list"], stdout=subprocess.DEVNULL, check=True)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(ROW.format(self.label, "list, peak memory", f"{peak:.1f} MB", "64.0 MB", f"{peak / 64:.2f}", ""), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", type=pathlib.Path, default=HERE.parent.parent / "build/release/desk")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("stores", nargs="*", default=STORES, metavar="COUNT:OPEN_PERCENT")
    given = parser.parse_args()

    print(ROW.format("tickets, open", "command", "desk", "limit", "ratio", "the limit is"))
    for store in given.stores:
        count, percent = map(int, store.split(":"))
        with tempfile.TemporaryDirectory(prefix="desk-bench-") as holder:
            folder = pathlib.Path(holder) / "desk"
            subprocess.run([sys.executable, HERE / "generate.py", "--git", folder, str(count), str(percent)], check=True)
            bench = Bench(given.desk.resolve(), folder, given.runs, f"{count:,}, {percent} %")
            version = bench.reading()
            bench.sweeping()
            bench.memory()
            bench.writing(version)


if __name__ == "__main__":
    main()
