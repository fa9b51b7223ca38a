"""What a shell script calls: the words of every simple command in it, as far as they can be read without running it."""

import re
from dataclasses import dataclass, field

# Words after which a command begins, and words that are no command.
OPENING = {"if", "then", "elif", "else", "while", "until", "do", "!", "{", "time", "coproc"}
CLOSING = {"fi", "done", "esac", "}"}
BUILTINS = set(""". : [ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo enable eval exec
    exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return
    set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait""".split())

# Programs that run the command that follows their options; and those of their options that take a word of their own.
RUNNERS = {"exec": "-a", "command": "", "builtin": "", "env": "-u -C -S", "sudo": "-u -g -h", "nice": "-n", "nohup": "", "setsid": "",
           "xargs": "-n -P -I -L -d -s -a -E", "timeout": "-s -k", "strace": "-e -o -s -P -p", "unshare": "-S -G --propagation", "chroot": "",
           "flock": "-w -E"}
TAKES_ONE_FIRST = {"timeout", "chroot", "flock"}  # a duration, a folder, a file
SHELLS = {"bash", "sh", "dash"}

ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(\[[^]]*\])?\+?=")


@dataclass
class Found:
    calls: list = field(default_factory=list)      # lists of words; None stands for what only the shell knows
    functions: set = field(default_factory=set)    # names that the script gives itself


def calls(script):
    """The commands of a script, also those inside other words, and of the shells that it starts."""
    found = Found()
    Reader(script, found).commands()
    for words in list(found.calls):
        follow(words, found)
    return [words for words in found.calls if words and words[0] not in BUILTINS and words[0] not in found.functions]


def follow(words, found):
    """Adds the command that this one runs."""
    while words and words[0] in RUNNERS:
        if words[0] == "command" and any(word in ("-v", "-V") for word in words[1:2]):
            return  # asks whether it is there
        words = behind_options(words)
        if words:
            found.calls.append(words)
    if not words:
        return
    scripts = []
    if words[0] in SHELLS:
        at = next((i for i, word in enumerate(words) if word and re.fullmatch(r"-[a-z]*c", word)), None)
        scripts = words[at + 1:at + 2] if at else []
    elif words[0] in ("trap", "eval"):
        scripts = words[1:2]
    elif words[0] == "find":
        for i, word in enumerate(words):
            if word in ("-exec", "-execdir", "-ok") and words[i + 1:]:
                found.calls.append(words[i + 1:])
                follow(words[i + 1:], found)
    for script in scripts:
        if script:
            inner = Found()
            Reader(script, inner).commands()
            found.functions |= inner.functions
            for call in inner.calls:
                found.calls.append(call)
                follow(call, found)


def behind_options(words):
    name, rest = words[0], words[1:]
    while rest and rest[0] is not None and (rest[0].startswith("-") or ASSIGNMENT.match(rest[0])):
        option = rest.pop(0)
        if option == "--":
            break
        if option in RUNNERS[name].split():
            rest = rest[1:]
    return rest[1:] if name in TAKES_ONE_FIRST else rest


class Reader:
    def __init__(self, text, found):
        self.text, self.found, self.at = text, found, 0
        self.pending = []  # here-documents whose text begins on the next line

    def peek(self, length=1):
        return self.text[self.at:self.at + length]

    def skip_blanks(self):
        while self.at < len(self.text):
            if self.peek(2) == "\\\n":
                self.at += 2
            elif self.peek() in " \t":
                self.at += 1
            elif self.peek() == "#":
                self.at = (self.text + "\n").index("\n", self.at)
            else:
                return

    def line_end(self):
        self.at += 1
        for word, quoted in self.pending:
            end = re.compile(rf"^\t*{re.escape(word)}$", re.MULTILINE).search(self.text, self.at)
            stop, after = (end.start(), end.end()) if end else (len(self.text), len(self.text))
            if not quoted:
                Reader('"' + self.text[self.at:stop].replace('"', "'") + '"', self.found).word()
            self.at = after
        self.pending = []

    def commands(self, closing=""):
        """Reads up to the closing sign, or to the end."""
        while True:
            self.skip_blanks()
            sign = self.peek()
            if not sign or (closing and sign == closing):
                self.at += 1
                return
            if sign == "\n":
                self.line_end()
            elif self.peek(2) == "((":
                self.at = self.text.index("))", self.at) + 2
            elif sign in ";&|":
                self.at += 1
            elif sign == "(":
                self.at += 1
                self.commands(")")
            elif sign == ")":  # a stray one, after a pattern of case
                self.at += 1
            else:
                self.command()

    def command(self):
        words = []
        while True:
            self.skip_blanks()
            sign = self.peek()
            if not sign or sign in "\n;&|)" and self.peek(2) != "&>":
                break
            if sign == "(" and len(words) == 1:  # a function
                self.found.functions.add(words[0])
                self.at = self.text.index(")", self.at) + 1
                return
            if self.redirection():
                continue
            start = self.at
            word = self.word()
            raw = self.text[start:self.at]
            if not words and (ASSIGNMENT.match(raw) or raw in OPENING):
                self.array()
                continue
            if not words and raw in CLOSING:
                continue
            if not words and raw in ("for", "select", "case", "function", "[["):
                self.special(raw)
                return
            words.append(word)
            if ASSIGNMENT.fullmatch(raw):
                self.array()
        if words:
            self.found.calls.append(words)

    def special(self, raw):
        if raw == "[[":
            while self.peek() and not re.match(r"\s\]\](?=\s|;|\)|$)", self.text[self.at:]):
                if self.peek() in "'\"$":
                    self.piece()
                else:
                    self.at += 1
            self.at = self.text.find("]]", self.at) + 2 if self.peek() else self.at
        elif raw == "function":
            self.skip_blanks()
            self.found.functions.add(self.word())
            self.skip_blanks()
            self.at += 2 if self.peek(2) == "()" else 0
        elif raw == "case":
            self.case()
        else:  # for NAME in WORDS
            while self.peek() and self.peek() not in "\n;":
                self.skip_blanks()
                if self.peek() and self.peek() not in "\n;":
                    self.word()

    def case(self):
        self.skip_blanks()
        self.word()
        self.skip_blanks()
        self.word()  # in
        while True:
            while True:
                self.skip_blanks()
                if self.peek() != "\n" and self.peek(2) != ";;":
                    break
                self.at += 1 if self.peek() == "\n" else 2
            if not self.peek() or re.match(r"esac(?!\w)", self.text[self.at:]):
                self.at += 4
                return
            while self.peek() and self.peek() != ")":  # the pattern
                if self.peek() in " \t|(":
                    self.at += 1
                else:
                    self.word()
            self.at += 1
            while self.peek() and self.peek(2) != ";;":
                self.skip_blanks()
                if self.peek() == "\n":
                    self.line_end()
                elif re.match(r"esac(?!\w)", self.text[self.at:]):
                    break
                elif self.peek() in ";&|" and self.peek(2) != ";;":
                    self.at += 1
                elif self.peek() == "(":
                    self.at += 1
                    self.commands(")")
                elif self.peek() and self.peek(2) != ";;":
                    self.command()

    def array(self):
        if self.peek() != "(":
            return
        self.at += 1
        while self.peek() and self.peek() != ")":
            self.skip_blanks()
            if self.peek() == "\n":
                self.at += 1
            elif self.peek() and self.peek() != ")":
                self.word()
        self.at += 1

    def redirection(self):
        match = re.match(r"(\d*|\{\w+\})(<<<|<<-?|<&|>&|&>>?|>>|>\||<>|<(?!\()|>(?!\())", self.text[self.at:])
        if not match:
            return False
        self.at += match.end()
        self.skip_blanks()
        start = self.at
        word = self.word()
        if match.group(2).startswith("<<") and match.group(2) != "<<<":
            raw = self.text[start:self.at]
            self.pending.append((word or raw, raw[:1] in "'\"\\"))
        return True

    def word(self):
        """The word that begins here; None where a part of it is only known when the script runs."""
        parts = []
        while self.peek() and self.peek() not in " \t\n;&|()" or self.peek(2) in ("<(", ">("):
            if not parts and re.match(r"[<>]", self.peek()) and self.peek(2) not in ("<(", ">("):
                break
            if parts and self.peek() in "<>" and self.peek(2) not in ("<(", ">("):
                break
            parts.append(self.piece())
        if not parts:  # never stand still
            self.at += 1
        return None if None in parts else "".join(parts)

    def piece(self):
        sign = self.peek()
        if sign == "\\":
            self.at += 2
            return self.text[self.at - 1:self.at]
        if sign == "'":
            return self.until("'")
        if self.peek(2) == "$'":
            self.at += 1
            return self.until("'", escapes=True)
        if sign == '"':
            return self.double_quoted()
        if sign in "$`" or self.peek(2) in ("<(", ">("):
            return self.expansion()
        self.at += 1
        return sign

    def until(self, end, escapes=False):
        start = self.at = self.at + 1
        while self.peek() and self.peek() != end:
            self.at += 2 if escapes and self.peek() == "\\" else 1
        self.at += 1
        return self.text[start:self.at - 1]

    def double_quoted(self):
        parts = []
        self.at += 1
        while self.peek() and self.peek() != '"':
            if self.peek() == "\\":
                parts.append(self.text[self.at + 1:self.at + 2])
                self.at += 2
            elif self.peek() in "$`":
                parts.append(self.expansion())
            else:
                parts.append(self.peek())
                self.at += 1
        self.at += 1
        return None if None in parts else "".join(parts)

    def expansion(self):
        if self.peek(3) == "$((":
            self.at = self.text.index("))", self.at) + 2
        elif self.peek(2) in ("$(", "<(", ">("):
            self.at += 2
            self.commands(")")
        elif self.peek() == "`":
            Reader(self.until("`", escapes=True), self.found).commands()
        elif self.peek(2) == "${":
            self.at += 2
            depth = 1
            while self.peek() and depth:
                if self.peek(2) == "$(" or self.peek() in "'\"`" and depth == 1 and self.peek() != "'":
                    self.piece()
                    continue
                depth += (self.peek() == "{") - (self.peek() == "}")
                self.at += 2 if self.peek() == "\\" else 1
        else:
            match = re.match(r"\$(\w+|[@*#?$!-])?", self.text[self.at:])
            self.at += match.end()
            if match.end() == 1:
                return "$"
        return None
