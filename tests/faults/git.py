#!/usr/bin/env python3
"""Commits that cannot be made, or end half way. The ticket is written, what is missing is said, and the next command or the user
makes good for it.

usage: git.py DESK
"""

import glob
import os
import random
import re
import shutil
import signal
import subprocess
import time

from repository import Failed, expect, main, told

DURABLE = ["-c", "core.fsync=all"]


def every_git_is_durable(trial):
    """Every git that desk starts writes durably and takes no path for a pattern."""
    trial.meet()
    trial.ask("commit", "--quiet", "--allow-empty", "-m", "theirs", folder=trial.other)
    trial.ask("push", "--quiet", folder=trial.other)
    seen = set()
    for words in (["new", "Fresh"], ["note", trial.references[0], "a note"], ["sync"], ["check"]):
        ran, programs = trial.programs(*words)
        told(ran, 0)
        for words in (words for words in programs if words[:2] == ["git", "--no-pager"]):  # not git's own children
            expect(words[4:6] == DURABLE and "--literal-pathspecs" not in words, f"git was started so: {words}")
            paths = words[words.index("--") + 1:] if "--" in words else []
            expect(words[-1] == "HEAD:refs/heads/main" or all(path.startswith(":(literal)") or path == "origin" for path in paths),
                   f"git may take a path for a pattern: {words}")
            seen.update(words[6:])
    expect(seen >= {"add", "commit", "fetch", "merge", "push", "status"}, f"git was not asked for all: {seen}")


def unsynced_index(trial):
    """That git's index is not on the disk is told, though the commit is; nothing is left to do."""
    words = ["note", trial.references[0], "a note"]
    synced = [(k, line) for _, k, line in trial.calls(words, ["fsync"], children=False) if re.search(r"/\.git(/index)?>", line)]
    expect(len(synced) >= 2, f"git's index is not synced: {synced}")
    for k, _ in synced[-2:]:
        trial.fresh()
        told(trial.inject(words, "fsync", "error=EIO", k), 7, "/.git", "cannot sync: Input/output error")
        expect(trial.uncommitted() == "", f"not committed: {trial.uncommitted()}")
        told(trial.note("and on"), 0)
        expect(trial.uncommitted() == "", f"not committed: {trial.uncommitted()}")


def hooks_see_what_git_gives_them(trial):
    """A hook is started as the git that the user runs would start it: with the same environment, words and name."""
    trial.meet()
    commits = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"]
    for hook in [*commits, "pre-push", "pre-merge-commit", "post-merge"]:
        path = trial.program(f".git/hooks/{hook}")
        with open(path, "a") as file:
            file.write(f'{{ env; echo "words=$# $0"; }} | grep -vE "^(_|PWD|OLDPWD|SHLVL|GIT_INDEX_FILE|GITHEAD_.*|GIT_AUTHOR_DATE|GIT_REFLOG_ACTION)=" '
                       f"| sort > '{trial.folder}/{hook}'\n")

    def seen(hooks):
        found = {}
        for hook in hooks:
            with open(os.path.join(trial.folder, hook)) as file:
                found[hook] = file.read()
            os.remove(file.name)
        return found

    for more in ({}, {"LANGUAGE": "de:fr", "GIT_EDITOR": "it's mine", "GIT_PAGER": "less -R"}):
        trial.environment |= more
        told(trial.note("by desk"), 0)
        by_desk = seen(commits)
        told(trial.act("note", trial.references[0], "by git", "--no-commit"), 0)
        trial.ask("commit", "--quiet", "--all", "-m", "by git")
        by_git = seen(commits)
        told(trial.act("sync"), 0)
        by_desk |= seen(["pre-push"])
        trial.ask("commit", "--quiet", "--allow-empty", "-m", "by git")
        seen(commits[2:])
        trial.ask("push", "--quiet")
        by_git |= seen(["pre-push"])
        for hook, environment in by_git.items():
            expect(by_desk[hook] == environment, f"{hook}: by desk\n{by_desk[hook]}by git\n{environment}")
    told(trial.note("from there", folder=trial.other), 0)
    told(trial.act("sync", folder=trial.other), 0)
    told(trial.note("from here"), 0)
    told(trial.act("sync"), 0)
    for hook, environment in seen(["pre-merge-commit", "post-merge"]).items():
        expect("GIT_CONFIG_PARAMETERS" not in environment and "LANGUAGE=de:fr\n" in environment, f"{hook}: {environment}")
    os.remove(trial.path(".git/hooks/pre-commit"))
    told(trial.note("without it"), 0)


def killed_at_random(trial):
    """Whenever desk and git are killed, the repository is whole, and the next command commits what was left."""
    chance = random.Random(20261120)
    for i in range(30):
        process = subprocess.Popen(trial.command(["note", trial.references[0], f"note {i}."]), env=trial.environment,
                                   start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 0.04))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    time.sleep(0.1)
    goes_on(trial)
    trial.ask("fsck", "--strict")


def killed_in_a_commit(trial):
    """Wherever git is killed in a commit, the next command commits what was left, and leaves git's index right."""
    words = ["note", trial.references[0], "a note"]
    calls = trial.calls(words, ["rename", "unlink", "link"], children=True)
    expect(len(calls) > 5, f"git is not seen: {calls}")
    for call, k, _ in calls:
        trial.fresh()
        trial.inject(words, call, "signal=KILL", k, children=True)
        goes_on(trial)
        expect(trial.is_committed("a note"), f"killed at {call} {k}: the note is lost")


def remove_locks(trial):
    for lock in glob.glob(trial.path(".git/**/*.lock"), recursive=True):
        os.remove(lock)


def goes_on(trial):
    """After a crash people take git's locks away, and go on."""
    remove_locks(trial)
    told(trial.note("and on"), 0)
    left = [line for line in trial.uncommitted().splitlines() if ".tmp." not in line]
    expect(not left, f"not committed: {left}")


def stale_lock(trial):
    """A lock that git has left is named and never removed; the ticket is written, and the next run commits it."""
    for lock in ("index.lock", "HEAD.lock", "refs/heads/main.lock"):
        trial.fresh()
        trial.write(f".git/{lock}", "")
        told(trial.note("first"), 6, "written, but not committed: git is locked", f"{lock}': File exists", "crashed")
        expect(trial.is_written("first") and os.path.exists(trial.path(".git", lock)), "the lock was removed")
        told(trial.act("check"), 0, "is not committed")
        os.remove(trial.path(".git", lock))
        taken_along(trial, "first")


def taken_along(trial, text):
    """The next command of the ticket commits what was left."""
    expect(trial.is_written(text), f"{text} is not written")
    expect(not trial.is_committed(text), f"{text} is committed after all")
    told(trial.note("the next"), 0)
    expect(trial.is_committed(text) and trial.is_committed("the next"), f"{text} was left behind")
    expect(trial.uncommitted() == "", f"not committed: {trial.uncommitted()}")


def without_git(trial):
    """Where git is not installed, the ticket is written, and that it is not committed is told."""
    told(trial.note("first", PATH="/nonexistent"), 7, "written, but not committed", "git is not installed")
    told(trial.act("list", PATH="/nonexistent"), 0)
    told(trial.act("sync", PATH="/nonexistent"), 7, "git is not installed")
    taken_along(trial, "first")


def without_a_repository(trial):
    """A desk that is in no repository works; it cannot be synced."""
    shutil.rmtree(trial.path(".git"))
    told(trial.note("first"), 0)
    told(trial.act("check"), 0)
    told(trial.act("sync"), 4, "not in a git repository")


def detached(trial):
    """Where HEAD is detached, commands commit, and sync refuses."""
    trial.ask("checkout", "--quiet", "--detach")
    told(trial.note("first"), 0)
    expect(trial.is_committed("first"), "not committed")
    told(trial.act("sync"), 4, "HEAD is detached", "git switch")


def conflict(trial, how):
    """A conflict in a file of the user's own, with a remote at hand."""
    trial.meet()
    for branch, text in (("theirs", "a"), ("main", "b")):
        trial.ask("checkout", "--quiet", *(["-b"] if branch == "theirs" else []), branch)
        trial.write("notes.md", text)
        trial.ask("add", "notes.md")
        trial.ask("commit", "--quiet", "-m", branch)
    trial.run(["git", "-C", trial.store, how, "theirs"])


def under_way(trial):
    """During a merge, a rebase, a cherry-pick nothing is committed, and sync refuses; git's state stays as it is."""
    for how in ("merge", "rebase", "cherry-pick"):
        trial.fresh()
        conflict(trial, how)
        before = trial.state()
        told(trial.note("first"), 0, f"a {how} is in progress", *(["--abort` would lose it"] if how == "rebase" else []))
        told(trial.act("sync"), 4, f"a {how} is in progress", "--abort")
        after = trial.state()
        changed = [path for path in after if after[path] != before.get(path)]
        expect(len(changed) == 1 and trial.references[0] in changed[0], f"during a {how} these were changed: {changed}")
        if how != "rebase":
            trial.ask(how, "--abort")
            taken_along(trial, "first")


def resolved_merge(trial):
    """A merge that is resolved and not committed is finished by sync, and what was noted meanwhile goes along."""
    conflict(trial, "merge")
    trial.write("notes.md", "both")
    told(trial.note("first"), 0, "a merge is in progress")
    trial.ask("add", "notes.md")
    told(trial.act("sync"), 0)
    expect(len(trial.ask("log", "-1", "--merges", "--format=%P").split()) == 2, "the merge is not in the history")
    expect(trial.is_committed("first") and trial.uncommitted() == "", "not all is committed")
    expect(trial.ask("rev-parse", "HEAD") == trial.ask("rev-parse", "main", folder=trial.hub), "not pushed")


def refused(trial, *words):
    """The commit was refused: git's index is as it was, and once the reason is gone, the next command takes the note along."""
    index = trial.ask("ls-files", "--stage")
    told(trial.note("first"), 7, "written, but not committed", *words)
    created = trial.act("new", "Fresh ticket")
    told(created, 7, "written, but not committed", *words)
    expect(trial.is_written("Fresh ticket"), "the new ticket is not written")
    expect(trial.ask("ls-files", "--stage") == index, "git's index is not as it was")
    told(trial.act("check"), 0, "is not committed")


def nobody(trial):
    """Where git does not know who is at work, the hint says how to tell it."""
    trial.ask("config", "user.useConfigOnly", "true")
    trial.environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    try:
        refused(trial, "does not know who you are", "git config --global user.name")
    finally:
        trial.environment["GIT_CONFIG_GLOBAL"] = os.path.join(trial.folder, "gitconfig")
    told(trial.note("the next"), 0)
    expect(trial.is_committed("first"), "left behind")


def signing_fails(trial):
    """Where a commit is to be signed and cannot be, there is none without a signature."""
    trial.ask("config", "commit.gpgSign", "true")
    trial.ask("config", "gpg.program", "false")
    refused(trial, "gpg failed to sign")
    trial.ask("config", "commit.gpgSign", "false")
    told(trial.note("the next"), 0)
    expect(trial.is_committed("first"), "left behind")


def hooks_refuse(trial):
    """A hook that refuses is obeyed, and what it says is passed on."""
    for hook in ("pre-commit", "commit-msg"):
        trial.fresh()
        trial.program(f".git/hooks/{hook}", f"echo 'no {hook} on Fridays' >&2", "exit 1")
        refused(trial, f"no {hook} on Fridays")
        os.remove(trial.path(".git/hooks", hook))
        told(trial.note("the next"), 0)
        expect(trial.is_committed("first"), "left behind")


def subjects(trial, count):
    return trial.ask("log", f"-{count}", "--format=%s").splitlines()


def each_under_its_message(trial):
    """What git has refused, or a kill left, is committed by the next command that writes: each under its own message, nothing else."""
    one, two, three = trial.references
    code = [reference[-5:] for reference in trial.references]
    for refused in (True, False):
        trial.fresh()
        hook = trial.program(".git/hooks/pre-commit", "exit 1" if refused else "kill -KILL $PPID")
        for reference, text, status in ((one, "first", 7), (two, "second", 7 if refused else 6)):  # git's lock is there again by then
            told(trial.act("note", reference, text), status, "written, but not committed")
            remove_locks(trial)
        os.remove(hook)
        trial.write("clients/globex.toml", 'name = "Globex"\n')  # nobody's command wrote this
        for path, text in trial.tickets().items():
            if two in path:
                trial.write(path, text.replace("second", "changed"))
        told(trial.act("note", three, "third"), 0)
        expect(subjects(trial, 3) == [f"{code[2]} note: third", f"{code[0]} note: first", f"{code[2]} open: Ticket 2"],
               f"the log is {subjects(trial, 3)}")
        expect(len(trial.uncommitted().splitlines()) == 2, f"not committed: {trial.uncommitted()}")


def said_although_refused(trial):
    """Where git refuses, `new` says all the same which ticket it has written, and undo takes back just that command."""
    hook = trial.program(".git/hooks/pre-commit", "exit 1")
    created = trial.act("new", "Fresh ticket")
    told(created, 7, "written, but not committed")
    expect(any(created.stdout.strip() in path for path in trial.tickets()), "it did not say which", created)
    told(trial.act("undo"), 4, "the last command is not committed: ", "open: Fresh ticket")
    os.remove(hook)
    told(trial.act("undo"), 0, "open: Fresh ticket")
    expect(not any(created.stdout.strip() in path for path in trial.tickets()), "not undone")
    expect(trial.uncommitted() == "", f"not committed: {trial.uncommitted()}")


def nothing_more_to_do(trial):
    """A command that has nothing to do any more commits what its kill has left; no backup is made without it."""
    edit = ["edit", trial.references[0], "--title", "Ticket 0 mended"]
    for words, again in ((["hours", "close", "2026-10"], 4), (edit, 0), (["sweep"], 0), (["backup", trial.folder + "/bundles"], 0)):
        trial.fresh()
        hook = trial.program(".git/hooks/pre-commit", "exit 1")
        told(trial.act(*(edit if words[0] in ("sweep", "backup") else words)), 7, "written, but not committed")
        os.remove(hook)
        told(trial.act(*words), again)
        expect(trial.uncommitted() == "", f"{words}: not committed: {trial.uncommitted()}")
        if words[0] == "backup":
            expect(subjects(trial, 2)[1].endswith("edit: title"), f"the backup is without it: {subjects(trial, 2)}")


def left_to_the_user(trial):
    """--no-commit leaves it to the user."""
    told(trial.note("first", "--no-commit"), 0)
    taken_along(trial, "first")


def backup_of_a_desk_that_cannot_be_written(trial):
    """A desk that is full or read-only can be backed up: that is when one wants it."""
    script = """mount --bind "$2" "$2" && mount -o remount,ro,bind "$2" || exit 99; "$1" -C "$2" backup "$3" && "$1" -C "$2" backup --check "$3" """
    elsewhere = os.path.join(trial.folder, "elsewhere")
    ran = trial.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", trial.desk, trial.store, elsewhere])
    if ran.returncode == 99 or "unshare" in ran.stderr:
        return "nothing may be mounted here"
    told(ran, 0, "the backup is made, but not recorded", "Read-only file system")
    names = os.listdir(elsewhere)
    expect(len(names) == 1 and names[0].endswith(".bundle"), f"in the folder: {names}")


def failing_lookups(trial):
    """Where git's folder cannot be looked for, that is a failure, and never an answer."""
    for k in range(1, 200):
        trial.fresh()
        ran = trial.run(["strace", "-o", os.path.join(trial.folder, "trace"), "-e", "trace=newfstatat,stat", "-P", trial.path(".git"),
                         "-P", trial.path(".git/HEAD"), "-P", trial.store, "-e", f"inject=newfstatat,stat:error=EIO:when={k}", *trial.command(
                             ["note", trial.references[0], "text"])])
        with open(os.path.join(trial.folder, "trace")) as file:
            if "INJECTED" not in file.read():
                return None
        expect(ran.returncode == 7 or trial.is_committed("text"), f"look-up {k}", ran)
    raise Failed("there is no end of look-ups")


main(backup_of_a_desk_that_cannot_be_written, failing_lookups, every_git_is_durable, unsynced_index, hooks_see_what_git_gives_them, killed_at_random, killed_in_a_commit, stale_lock, without_git, without_a_repository, detached, under_way,
     resolved_merge, nobody, signing_fails, hooks_refuse, each_under_its_message, said_although_refused, nothing_more_to_do,
     left_to_the_user)
