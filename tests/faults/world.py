"""A desk and what lies beside it, for the tests of all writers: the writers themselves, and what must hold after a fault."""

import dataclasses
import os
import re
import shutil
import typing

from trial import LATER, Trial, expect

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples")
HIDDEN_TEMPORARY = re.compile(r"\..+\.tmp\.\d+\.[0-9a-f]{8}(\.lock)?$")
BEFORE = "2026-12-01T09:00:00Z"
DOCUMENTED = (0, 3, 4, 5, 6, 7)  # of desk.1, less what only a wrong command line or --check gives
OF_MAIL_IN = (0, 75)  # of desk-mail.1: all that a mail server tells apart
NOT_COMMITTED = "cannot sync"  # of git's files: the mail is recorded, and to send it once more would do nothing
OF_CHANCE = re.compile(r"(backups/\d{8}T\d{6}Z)-[0-9a-f]{8}\.toml$")


@dataclasses.dataclass
class Writer:
    """A command that writes: its words after `desk`, where {store} and {world} stand for folders, and what is prepared for it."""

    words: list
    prepare: typing.Callable = lambda world: None
    git: bool = False  # whether it is of no use without git
    example: str = "capped-hours"
    new_folder: str = ""  # one that it makes as a whole, or not at all
    now: str = LATER
    agent: str = "sam"
    warning: str = ""  # what it says where only a part went well, and ends with 0 all the same
    input: str = ""  # the file that is its standard input
    opens: bool = False  # whether it makes a ticket
    statuses: tuple = DOCUMENTED


def write(folder, name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)


MAIL = """From: Jane Doe <jane@acme.example>
To: help@support.example
Subject: The printer stops
Message-ID: <first@acme.example>
Content-Type: multipart/mixed; boundary=b

--b

It stops at forty percent.
--b
Content-Type: text/plain; name=error.log

error 1722
--b--
"""
STRAY = """From: Nobody <nobody@elsewhere.example>
Auto-Submitted: auto-replied
Message-ID: <stray@elsewhere.example>

I am on holiday
"""


def with_a_mail(world):
    write(world.world, "message.eml", MAIL)


def with_a_maildir(world):
    """One that becomes a ticket, and one that becomes none."""
    folder = os.path.join(world.world, "Maildir", "new")
    os.makedirs(folder)
    write(folder, "1.eml", MAIL)
    write(folder, "2.eml", STRAY)


SENDMAIL = """#!/bin/sh
# Keeps the mail under its Message-ID: what is sent twice is there once.
set -e
mail=$(cat; echo .)
id=$(printf %s "$mail" | sed -n 's/^Message-ID: <\\(.*\\)>$/\\1/p')
mkdir -p "{sent}"
printf %s "${mail%.}" > "{sent}/.$id.tmp.$$.00000000"
mv "{sent}/.$id.tmp.$$.00000000" "{sent}/$id"
"""


def with_a_mail_program(world):
    """Outside of what is watched: it is not desk that fails there."""
    program = os.path.join(world.folder, "sendmail")
    write(world.folder, "sendmail", SENDMAIL.replace("{sent}", os.path.join(world.world, "sent")))
    os.chmod(program, 0o755)
    write(world.world, "plan.txt", "The plan\n")
    os.mkdir(os.path.join(world.world, "sent"))
    world.environment["DESK_SENDMAIL"] = program


def with_owed_mails(world):
    """Two closings that are to be told."""
    with_a_mail_program(world)
    world.must(world.command(["resolve", "2611-74EE8", "Put right"]))
    world.must(world.command(["close", "2611-8BQ4G", "2611-74EE8", "--why", "all done"]))
    if world.git:
        world.must(["git", "-C", world.store, "config", "desk.mailhost", "true"])


def edited_by_hand(world):
    """Tickets that `check --fix` has something to do with, and no .gitattributes."""
    for path, text in world.tickets().items():
        text = text.replace("kind: fault\n", 'kind: "fault"\n')
        if "status: closed\n" not in text:
            text = text.replace("priority: low\n", "priority: high\n", 1)
        write(world.store, path, text)


def with_a_note(world):
    world.must(world.command(["note", "2611-H031J", "to be taken back"]))


def with_time(world):
    world.must(world.command(["work", "2611-H031J", "25m", "on the wrong ticket"]))


def with_a_backup(world):
    world.must(world.command(["backup", os.path.join(world.world, "backups")]))


def with_an_older_page(world):
    write(world.world, "page.html", "<p>What was here before\n")


def without_a_store(world):
    shutil.rmtree(world.store)


WRITERS = {
    "new": Writer(["new", "Fresh ticket", "--client", "acme", "--priority", "high"], opens=True),
    "edit": Writer(["edit", "2611-H031J", "--title", "Another title", "--description", "Another text"]),
    "correct": Writer(["correct", "2611-H031J", "--entry", BEFORE, "--to", "2611-8BQ4G", "--why", "the wrong ticket"], with_time),
    "close": Writer(["close", "2611-8BQ4G", "2611-74EE8", "2611-RVV61", "--why", "all done"]),
    "outage": Writer(["outage", "add", "--from", "2026-11-30T10:00Z", "--until", "2026-11-30T10:39Z", "The disk was full"]),
    "agree": Writer(["hours", "agree", "acme", "2026-11", "--limit", "20m", "--by", "Jane Doe"]),
    "close-month": Writer(["hours", "close", "2026-11"]),
    "sweep": Writer(["sweep"], example="tiered", now="2026-12-10T12:00:00Z", agent="mia"),
    "mail": Writer(["mail", "in"], with_a_mail, input="{world}/message.eml", opens=True,
                   statuses=OF_MAIL_IN, warning=NOT_COMMITTED),
    "maildir": Writer(["mail", "in", "--maildir", "{world}/Maildir"], with_a_maildir, opens=True, statuses=OF_MAIL_IN,
                      warning=NOT_COMMITTED),
    "mail-out": Writer(["mail", "out", "--send"], with_owed_mails),
    "reply": Writer(["reply", "2611-8BQ4G", "--send", "--attach", "{world}/plan.txt", "It is mended"], with_a_mail_program),
    "fix": Writer(["check", "--fix"], edited_by_hand),
    "report": Writer(["report", "2026-11", "--html", "{world}/page.html"]),
    "report-over": Writer(["report", "2026-11", "--html", "{world}/page.html"], with_an_older_page),
    "init": Writer(["init", "{store}"], without_a_store),
    "undo": Writer(["undo"], with_a_note, git=True),
    "backup": Writer(["backup", "{world}/backups", "--offsite={world}/elsewhere"], git=True, warning="is made, but not recorded"),
    "restore": Writer(["restore", "{world}/backups", "{world}/restored"], with_a_backup, git=True, new_folder="restored"),
}


class World(Trial):
    """A folder for the desk, for backups and for pages, which is put back as a whole."""

    def __init__(self, desk, name, git, place=None):
        self.writer = WRITERS[name]
        self.name = name + (" with git" if git else "")
        self.place = place
        super().__init__(desk, git or self.writer.git)

    def make_template(self):
        """It is made where it will stand, since git and desk note absolute paths."""
        self.world = self.watched = os.path.join(self.place or self.folder, "world")
        self.store = os.path.join(self.world, "store")
        os.mkdir(self.world)
        shutil.copytree(os.path.join(EXAMPLES, self.writer.example), self.store)
        if self.git:
            self.must(["git", "-c", "init.templateDir=", "init", "--quiet", self.store])
            self.must(["git", "-C", self.store, "add", "--all"])
            self.must(["git", "-C", self.store, "commit", "--quiet", "--message", "The example"])
        self.environment |= {"DESK_NOW": BEFORE, "DESK_AGENT": self.writer.agent}
        self.writer.prepare(self)
        self.environment["DESK_NOW"] = self.writer.now
        self.must(["cp", "-a", self.world, self.template])
        self.old, self.check_before = self.files(), self.check_status()
        self.must(self.words())
        self.new, self.check_after = self.files(), self.check_status()
        expect(self.old != self.new, f"{self.name} writes nothing")

    def fresh(self):
        shutil.rmtree(self.world, ignore_errors=True)
        self.must(["cp", "-a", self.template, self.world])

    def run(self, words, **more):
        if not self.is_writing(words):
            return super().run(words, **more)
        with self.input() as stream:
            return super().run(words, stdin=stream, **more)

    def is_writing(self, words):
        """Whether this is the writer, alone or under strace."""
        return bool(self.writer.input) and words[-len(self.words()):] == self.words()

    def input(self):
        return open((self.writer.input or os.devnull).replace("{world}", self.world))

    def command(self, words):
        words = [word.replace("{store}", self.store).replace("{world}", self.world) for word in words]
        return [self.desk, *([] if words[0] in ("init", "restore") else ["-C", self.store]), *words]

    def words(self):
        return self.command(self.writer.words)

    def paths(self, hidden=False):
        """Every file and folder outside of .git; the unfinished ones, which are hidden, or the others."""
        found = []
        for above, folders, names in os.walk(self.world):
            unfinished = [name for name in [*folders, *names] if HIDDEN_TEMPORARY.match(name)]
            if hidden:
                found += [os.path.join(above, name) for name in unfinished]
            folders[:] = [name for name in folders if name != ".git" and name not in unfinished]
            if not hidden:
                found += [os.path.join(above, name) for name in [*folders, *names] if name not in (".git", *unfinished)]
        return found

    def files(self):
        """The bytes of every file by its path. What is of chance in either is left out."""
        found = {}
        for path in self.paths():
            if os.path.isdir(path):
                continue
            with open(path, "rb") as file:
                content = file.read()
            if path.endswith(".bundle"):  # git may pack the same commits in several ways
                content = b"can be read" if self.run(["git", "bundle", "verify", path], cwd=self.store).returncode == 0 else b"broken"
            name = OF_CHANCE.sub(r"\1", os.path.relpath(path, self.world))
            if "/backups/" in name:  # as large as git packed it, and copied or not
                content = re.sub(rb"(?m)^(bytes|offsite) .*\n", b"", content)
            if self.writer.opens and name not in getattr(self, "old", {name}):
                name = re.sub(r"\b\d{4}-[0-9A-Z]{5}\b", "the new ticket", name)
                content = re.sub(rb"\Aid: .*", b"id:", content)
            if not self.is_waiting(name, content):
                found[name] = content
        return found

    @staticmethod
    def is_waiting(name, content):
        """A mail that is kept until it is decided, whole."""
        return name.startswith("store/rejected/spool/") and content.decode() in (MAIL, STRAY)

    def waiting(self):
        spools = [os.path.join(self.store, *folder) for folder in (("rejected", "spool"), (".git", "desk", "mail"))]
        return [name for spool in spools if os.path.isdir(spool) for name in os.listdir(spool) if not HIDDEN_TEMPORARY.match(name)]

    def check_mails(self, ran):
        """Each mail has come to its end once: in one ticket, with its file, or kept. Nothing waits any more."""
        opened = [text for text in self.tickets().values() if "message: first@acme.example" in text]
        expect(len(opened) == 1, f"the mail is in {len(opened)} tickets", ran)
        file = os.path.join(self.store, "attachments", re.match(r"id: (\S+)", opened[0])[1], "error.log")
        expect(os.path.exists(file), f"{file} is missing", ran)
        expect(not self.waiting(), f"still waiting: {self.waiting()}", ran)
        if os.path.isdir(os.path.join(self.world, "Maildir")):
            expect(not os.listdir(os.path.join(self.world, "Maildir", "new")), "the maildir is not empty", ran)
            kept = [path for path in self.paths() if path.endswith(".eml") and "/rejected/" in path]
            expect(kept and all(open(path).read().endswith(STRAY) for path in kept), "the stray mail is lost", ran)

    def check_sent(self, ran, killed):
        """What is on record was sent; what cannot be recorded is not sent, or that is said."""
        sent = {name for name in os.listdir(os.path.join(self.world, "sent")) if not HIDDEN_TEMPORARY.match(name)}
        recorded = {id for text in self.tickets().values()
                    for id in re.findall(r'(?m)^  message: "?(\d{4}-\w{5}\.\w+\.\w+@[\w.]+)"?$', text)}
        expect(recorded <= sent, f"on record, and not sent: {recorded - sent}", ran)
        expect(killed or "was sent" in ran.stderr or sent <= recorded, f"sent, and not on record: {sent - recorded}", ran)

    def check_status(self):
        return self.run(self.command(["check"])).returncode if os.path.exists(os.path.join(self.store, "desk.toml")) else None

    def is_done(self):
        return self.files() == self.new

    def check_old_or_new(self):
        """Each file is as it was or as it was to become, to the byte, or not there yet or any more."""
        now = self.files()
        for path in {*self.old, *self.new, *now}:
            expect(now.get(path) in (self.old.get(path), self.new.get(path)),
                   f"{path} is neither old nor new: {now.get(path, b'(gone)')[:300]!r}")
        whole = [path for path in self.new if self.writer.new_folder and path.startswith(self.writer.new_folder + "/")]
        there = [path for path in whole if path in now]
        expect(there in ([], whole), f"{self.writer.new_folder} is there in part: {len(there)} of {len(whole)} files")

    def take_away_locks(self):
        """Of a git that was killed: desk refuses, or waits for the one who looks at it."""
        locks = [os.path.join(above, name) for above, _, names in os.walk(os.path.join(self.store, ".git"))
                 for name in names if name.endswith(".lock")]
        for lock in locks:
            os.remove(lock)

    def is_repository(self):
        return self.run(["git", "-C", self.store, "rev-parse", "--git-dir"]).returncode == 0

    def says_well(self, ran):
        return ran.returncode == 0 and not (self.writer.warning and self.writer.warning in ran.stderr)

    def check_ended(self, ran, killed):
        """It ended as desk.1 says, or by the signal that it was sent."""
        expect(ran.returncode in (*self.writer.statuses, *(-signal for signal in killed)), "the exit status is of no kind", ran)
        expect("internal error" not in ran.stderr, "an internal error", ran)
        expect(ran.returncode <= 0 or ran.stderr, "it failed and said nothing", ran)
        expect(not self.says_well(ran) or self.is_done(), "it said that all went well", ran)

    def check_sound(self, ran, killed=()):
        """What holds after every fault: files are whole, nothing is malformed, and the work can go on."""
        self.check_old_or_new()
        self.check_ended(ran, killed)
        if os.path.isdir(os.path.join(self.store, ".git")):
            self.take_away_locks()
            # A `git init` that was stopped has made a part of .git; the same command makes the rest.
            if self.writer.words[0] != "init" or ran.returncode == 0 or self.is_repository():
                self.must(["git", "-C", self.store, "fsck", "--strict", "--no-dangling"])
        status = self.check_status()
        expect(status in (None, self.check_before, self.check_after), f"desk check ends with {status} afterwards", ran)
        self.check_old_or_new()
        if "DESK_SENDMAIL" in self.environment:
            self.check_sent(ran, killed)
        again = self.run(self.words())
        expect(again.returncode in (0, 4) and "internal error" not in again.stderr, "it cannot be run again", again)
        expect(not os.path.isdir(os.path.join(self.store, ".git")) or self.is_repository(), "the repository is not completed", again)
        if self.writer.words[:2] == ["mail", "in"]:
            self.check_mails(again)
        if self.writer.words[:2] == ["mail", "out"]:
            expect(self.is_done(), "not all that was owed is sent", again)
        if os.path.exists(os.path.join(self.store, "desk.toml")):
            self.must(self.command(["new", "Still working"]))
            expect(self.check_status() in (0, self.check_before), "the desk is not sound afterwards", self.run(self.command(["check"])))
