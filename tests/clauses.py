#!/usr/bin/env python3
"""Every clause of the five contracts behind examples/ is asserted by a story, or it is said why not.

    clauses.py

A command of a story names the clauses that it asserts in a comment at its end:

    $ desk hours 2026-11 --client acme  # A22 A23

tests/clauses-without-steps.txt names the others, each with its reason. examples/CLAUSES.md says in a row of a table what each
clause is and where it is honoured:

    | A23 | The cap is 30 hours | `[hours] cap` |
"""

import pathlib
import re
import sys

from story import Command, parse

HERE = pathlib.Path(__file__).resolve().parent
LAST = {"A": 44, "B": 54, "C": 36, "D": 29, "E": 25}
CLAUSES = [f"{contract}{number}" for contract, last in LAST.items() for number in range(1, last + 1)]
COMMENT = re.compile(r"\s#((?: [A-Z]\d+)+)$")
REASON = re.compile(r"([A-Z]\d+)  (\S.*)")
ROW = re.compile(r"\| ([A-Z]\d+) \|(?: [^| \n][^|\n]* \|){2}")


def named_by_stories():
    """Each clause that a command names, with the places where it does."""
    places = {}
    for file in sorted((HERE / "stories").glob("*.txt")):
        commands = [part for part in parse(file.read_text()) if isinstance(part, Command)]
        for line in (line for command in commands for line in command.lines):
            found = COMMENT.search(line)
            for clause in found.group(1).split() if found else []:
                places.setdefault(clause, []).append(f"{file.name}: $ {line}")
    return places


def excused(file):
    """Each clause that has a reason, and what is wrong with the file."""
    reasons, problems = {}, []
    for number, line in enumerate(file.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = REASON.fullmatch(line)
        if not found:
            problems.append(f"{file.name}:{number}: no clause and reason, as in: A44  a link on a page")
        elif found.group(1) in reasons:
            problems.append(f"{file.name}:{number}: {found.group(1)} for the second time")
        else:
            reasons[found.group(1)] = found.group(2)
    return reasons, problems


def described(file):
    """What is wrong with the page of the clauses: each has one row of a table, which is whole."""
    clauses, problems = [], []
    for number, line in enumerate(file.read_text().splitlines(), 1):
        if not re.match(r"\| *[A-Z]\d", line):
            continue
        found = ROW.fullmatch(line)
        if not found:
            problems.append(f"{file.name}:{number}: not a row as in: | A44 | what it says | where it is honoured |")
        elif found.group(1) not in CLAUSES:
            problems.append(f"{file.name}:{number}: {found.group(1)}: no such clause")
        elif found.group(1) in clauses:
            problems.append(f"{file.name}:{number}: {found.group(1)} for the second time")
        else:
            clauses.append(found.group(1))
    return problems + [f"{clause}: {file.name} does not say what it is" for clause in CLAUSES if clause not in clauses]


def main():
    places = named_by_stories()
    reasons, problems = excused(HERE / "clauses-without-steps.txt")
    problems += [f"{clause}: no such clause ({places[clause][0]})" for clause in places if clause not in CLAUSES]
    problems += [f"{clause}: no such clause (clauses-without-steps.txt)" for clause in reasons if clause not in CLAUSES]
    for clause in CLAUSES:
        if clause not in places and clause not in reasons:
            problems.append(f"{clause}: no story asserts it, and no reason is given")
        if clause in places and clause in reasons:
            problems.append(f"{clause}: has a reason why no story asserts it, and one does ({places[clause][0]})")
    problems += described(HERE.parent / "examples" / "CLAUSES.md")
    print(*problems, f"{len(CLAUSES)} clauses: {len(places)} in stories, {len(reasons)} with a reason why not", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
