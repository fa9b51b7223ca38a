#!/usr/bin/env python3
"""Runs a program on a terminal of its own, and answers its questions with the lines of standard input.

    typist.py PROGRAM [ARGUMENT…]

Each line is typed once the program has asked, which is when its output ends in a blank; after the last one the input ends. What
is seen on the terminal is printed, and the exit status is the program's.
"""

import os
import pty
import select
import sys

PATIENCE = 60  # seconds until a program that is silent is given up


def main():
    lines = sys.stdin.buffer.read().splitlines()
    process, terminal = pty.fork()
    if process == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    seen = b""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # nobody has the terminal open any more
            break
        seen += piece
        if seen.endswith(b" ") and not select.select([terminal], [], [], 0.05)[0]:
            os.write(terminal, lines.pop(0) + b"\n" if lines else b"\x04")
    sys.stdout.buffer.write(seen.replace(b"\r", b""))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
