#!/usr/bin/env python3
"""Syncs that cannot be done, or not to the end: what is told, what stays, and that the next sync makes good for it.

usage: sync.py DESK
"""

import glob
import os
import pty
import shutil
import socket
import subprocess
import time

from repository import expect, main, told


def same_everywhere(trial):
    """Both clones sync until nothing moves; then they and the hub have the same."""
    for folder in (trial.store, trial.other, trial.store):
        told(trial.act("sync", folder=folder), 0)
    heads = {trial.ask("rev-parse", "main", folder=folder) for folder in (trial.store, trial.other, trial.hub)}
    expect(len(heads) == 1, f"three that should be one: {heads}")
    for folder in (trial.store, trial.other):
        expect(trial.uncommitted(folder) == "", f"not committed: {trial.uncommitted(folder)}")
        told(trial.act("check", folder=folder), 0, "0 problems")


def server_refuses(trial):
    """What a server's hook says is passed on; the work is safe here, and the next sync sends it."""
    trial.meet()
    trial.program("../hub/hooks/pre-receive", "echo 'closed for stocktaking' >&2", "exit 1")
    told(trial.note("first"), 0)
    told(trial.act("sync"), 7, "closed for stocktaking", "cannot be pushed")
    expect(trial.is_committed("first") and not trial.is_committed("first", trial.hub), "it is not as was said")
    os.remove(os.path.join(trial.hub, "hooks", "pre-receive"))
    same_everywhere(trial)
    expect(trial.is_committed("first", trial.other), "left behind")


def on_a_terminal(trial):
    """On a terminal people see how far git is and what the server says, the reason is told as ever, and nothing commands the terminal."""
    trial.meet()
    trial.program("../hub/hooks/pre-receive", r"printf 'closed \033]0;evil\007 \302\23331m\n' >&2", "exit 1")
    told(trial.note("first"), 0)
    shown = play(trial, "sync")
    told(shown, 7, "Writing objects: 100%", "remote: closed \\x1b]0;evil\\x07 <U+009B>31m", "it says: closed", "fix this and sync again")
    expect(not any(word in shown.stderr for word in ("\x1b]0", "\x07", "\x9b")), "the terminal was commanded", shown)
    os.remove(os.path.join(trial.hub, "hooks", "pre-receive"))
    told(play(trial, "sync"), 0, "1 commit sent")
    told(trial.act("sync", folder=trial.other), 0)
    lock = trial.path(".git/refs/remotes/origin/main.lock")
    told(trial.act("note", trial.references[0], "second", folder=trial.other), 0)
    told(trial.act("sync", folder=trial.other), 0)
    trial.write(lock, "")
    told(play(trial, "sync"), 6, "git is locked")
    os.remove(lock)
    shown = play(trial, "sync", "--quiet")
    expect(shown.returncode == 0 and "objects" not in shown.stderr, "not quiet", shown)


def play(trial, *words):
    """Runs desk on a terminal; both streams are its standard error."""
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(trial.command(words), env=trial.environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)
    printed = b""
    try:
        while piece := os.read(terminal, 65536):
            printed += piece
    except OSError:  # nobody has it open any more
        pass
    os.close(terminal)
    return subprocess.CompletedProcess(words, process.wait(), "", printed.decode(errors="replace"))


def offline(trial):
    """Without a connection nothing is changed: not HEAD, not git's index, not a file; what was left to commit stays so."""
    trial.meet()
    told(trial.note("first", "--no-commit"), 0)
    trial.write("clients/globex.toml", 'name = "Globex"\n')
    os.rename(trial.hub, trial.hub + ".away")
    before = trial.state()
    told(trial.act("sync"), 7, "cannot fetch from origin", "nothing is lost")
    after = trial.state()
    expect(before == after, f"changed: {[path for path in after if after[path] != before.get(path)]}")
    os.rename(trial.hub + ".away", trial.hub)
    same_everywhere(trial)
    expect(trial.is_committed("first", trial.other), "left behind")


def nobody_listens(trial):
    """A server that is not there, by its name or its port."""
    for url in ("git://127.0.0.1:1/hub", "https://nowhere.invalid/hub", "ssh://127.0.0.1:1/hub"):
        trial.fresh()
        trial.ask("remote", "add", "origin", url)
        before = trial.state()
        told(trial.act("sync", GIT_SSH_COMMAND="ssh -o BatchMode=yes"), 7, "cannot fetch from origin")
        expect(before == trial.state(), "something is changed")


def branch_is_missing(trial):
    """A hub that is empty, or has other branches only, gets ours."""
    for seed in ("", "another"):
        trial.fresh()
        shutil.rmtree(trial.hub, ignore_errors=True)
        trial.must(["git", "init", "--quiet", "--bare", trial.hub])
        if seed:
            trial.ask("push", "--quiet", trial.hub, "HEAD:refs/heads/another")
        trial.ask("remote", "add", "origin", trial.hub)
        told(trial.act("sync"), 0, "sent to origin/main")
        expect(trial.ask("rev-parse", "main", folder=trial.hub) == trial.ask("rev-parse", "HEAD"), "not sent")
        told(trial.act("sync"), 0, "nothing new")


def unrelated(trial):
    """A hub with a history of its own is refused; nothing is left under way."""
    trial.must(["git", "clone", "--quiet", "--bare", trial.store, trial.hub])
    stranger = os.path.join(trial.folder, "stranger")
    trial.must(["git", "init", "--quiet", stranger])
    trial.ask("commit", "--quiet", "--allow-empty", "-m", "another desk", folder=stranger)
    trial.ask("push", "--quiet", "--force", trial.hub, "HEAD:main", folder=stranger)
    shutil.rmtree(stranger)
    trial.ask("remote", "add", "origin", trial.hub)
    told(trial.act("sync"), 7, "unrelated histories")
    expect(not os.path.exists(trial.path(".git/MERGE_HEAD")) and trial.uncommitted() == "", "something is left")
    told(trial.note("first"), 0)
    expect(trial.is_committed("first"), "not committed")


def conflict_in_a_client(trial):
    """Where both changed a client, git's own conflict is left and the file is named; `git add` and sync finish it."""
    trial.meet()
    for folder, name in ((trial.other, "Acme"), (trial.store, "Acme Ltd")):
        trial.write(os.path.join(folder, "clients/acme.toml"), f'name = "{name}"\n')
    told(trial.act("sync", folder=trial.other), 0)
    told(trial.note("first"), 0)
    told(trial.act("sync"), 7, "clients/acme.toml: changed here and in origin/main", "git add")
    expect(trial.uncommitted().count("AA clients/acme.toml") == 1, "git's conflict is not there")
    told(trial.act("sync"), 4, "not resolved: clients/acme.toml")
    trial.write("clients/acme.toml", 'name = "Acme Limited"\n')
    trial.ask("add", "clients/acme.toml")
    same_everywhere(trial)
    expect(trial.is_committed("first", trial.other), "left behind")


def malformed_stays(trial):
    """A ticket that is broken, or no file that can be read, is named and not handed on; all else goes."""
    trial.meet()
    path = next(path for path in trial.tickets() if trial.references[1] in path)
    good = trial.tickets()[path]
    trial.write(path, good.replace("status: ", "status: ["))
    told(trial.note("first", "--no-commit"), 0)
    told(trial.act("sync"), 5, f"{path}:", "it is not committed", "1 commit sent")
    expect(trial.uncommitted() == f" M {path}\n", f"uncommitted: {trial.uncommitted()}")
    expect("status: [" not in trial.ask("show", f"main:{path}", folder=trial.hub), "it was handed on")
    trial.write(path, good)
    huge, link = (f"tickets/2026/11/2611-{code}.yaml" for code in ("AAAA1", "AAAA2"))
    trial.write(huge, "a" * (9 << 20))
    os.symlink("nowhere", trial.path(link))
    told(trial.note("second", folder=trial.other), 0)
    told(trial.act("sync", folder=trial.other), 0)
    told(trial.note("third", "--no-commit"), 0)
    told(trial.act("sync"), 5, f"{huge}: is larger than", f"{link}: ", "1 changed from origin/main")
    expect(trial.uncommitted() == f"?? {huge}\n?? {link}\n", f"uncommitted: {trial.uncommitted()}")
    for name in (huge, link):
        os.remove(trial.path(name))
    same_everywhere(trial)


def in_the_way(trial):
    """Where a file that is not committed stands in a merge's way, it is named and stays, and nothing is half merged."""
    trial.meet()
    ticket = next(path for path in trial.tickets() if trial.references[0] in path)
    told(trial.note("first", folder=trial.other), 0)
    trial.write(os.path.join(trial.other, "notes.md"), "theirs")
    trial.ask("add", "notes.md", folder=trial.other)
    trial.ask("commit", "--quiet", "-m", "notes", folder=trial.other)
    told(trial.act("sync", folder=trial.other), 0)
    for name, mine in ((ticket, "schema: ["), ("notes.md", "mine")):
        trial.write(name, mine)
        told(trial.act("sync"), 7, f"{name}: changed in origin/main, and here too", "sync again")
        with open(trial.path(name)) as file:
            expect(file.read() == mine, f"{name} was overwritten")
        expect(not os.path.exists(trial.path(".git/MERGE_HEAD")), "something is under way")
        os.remove(trial.path(name))
        trial.ask("checkout", "--", "tickets")
    same_everywhere(trial)


def half_merged(trial):
    """What a merge wrote that was killed is not taken for a change of ours, in a desk below the top of its repository too."""
    whole, clone, home = (os.path.join(trial.folder, name) for name in ("whole", "clone", "home.git"))
    shutil.copytree(trial.store, os.path.join(whole, "desk"), ignore=shutil.ignore_patterns(".git"))
    trial.must(["git", "init", "--quiet", whole])
    for words in (["add", "."], ["commit", "--quiet", "-m", "a desk"], ["clone", "--quiet", "--bare", whole, home],
                  ["remote", "add", "origin", home], ["fetch", "--quiet"], ["clone", "--quiet", home, clone]):
        trial.ask(*words, folder=whole)
    here, there = os.path.join(whole, "desk"), os.path.join(clone, "desk")
    told(trial.act("note", trial.references[0], "from there", folder=there), 0)
    told(trial.act("new", "Theirs", folder=there), 0)
    trial.write(os.path.join(there, "clients/acme.toml"), 'name = "Acme"\n')
    told(trial.act("sync", folder=there), 0, "sent to origin/main")
    told(trial.act("note", trial.references[1], "from here", folder=here), 0)
    told(trial.act("note", trial.references[2], "left over", "--no-commit", folder=here), 0)
    trial.write(os.path.join(here, "clients/globex.toml"), 'name = "Globex"\n')
    written = trial.ask("diff", "--name-only", "--relative", "main~3", folder=there).splitlines()
    expect(len(written) == 3, f"they have written {written}")
    for path, cut in zip(sorted(written), (False, False, True)):
        trial.write(os.path.join(here, path), "" if cut else open(os.path.join(there, path)).read())
    trial.ask("add", "desk/clients/acme.toml", folder=whole)
    trial.write(os.path.join(whole, "own"), "mine")
    told(trial.act("sync", folder=here), 0, "2 new, 1 changed from origin/main; 3 commits sent")
    expect("sync: 2 files left to commit" in trial.ask("log", "--format=%s", folder=whole), "not just ours is committed")
    told(trial.act("sync", folder=there), 0)
    expect(trial.ask("rev-parse", "main", folder=whole) == trial.ask("rev-parse", "main", folder=clone), "not the same")
    expect(trial.uncommitted(whole) == "?? own\n", f"uncommitted: {trial.uncommitted(whole)}")
    for text in ("from there", "title: Theirs", "from here", "left over"):
        found = trial.ask("grep", "--count", text, folder=clone).splitlines()
        expect(len(found) == 1 and found[0].endswith(":1"), f"\"{text}\" is {found}")
    for folder in (whole, clone, home):
        shutil.rmtree(folder)


def lee_joins(trial):
    """The other clone is another agent's. Answers the commit from which on the two differ."""
    with open(trial.path("desk.toml")) as file:
        policy = file.read()
    trial.write("desk.toml", policy.replace("[desk.agents]", '[desk.agents]\nlee = "Lee <lee@desk.example>"'))
    trial.ask("commit", "--quiet", "--all", "-m", "one more agent")
    trial.meet()
    for key, value in (("user.name", "Lee"), ("user.email", "lee@desk.example")):
        trial.ask("config", key, value, folder=trial.other)
    return trial.ask("rev-parse", "HEAD").strip()


def by_lee(trial, *words):
    told(trial.act(*words, folder=trial.other, DESK_AGENT="lee"), 0)


KILLS_IN_A_MERGE = r"""#!/bin/sh
# The second file that git writes is its last, and that of the program that runs it.
echo >> "$0.count"
[ $(wc -l < "$0.count") = 2 ] || exec cat
kill -KILL {desk} $PPID
"""


def killed_in_a_merge(trial):
    """A merge was killed in the middle, and others push more before the next command here: what it had half made is nobody's change."""
    for desk_too, between in ((True, True), (True, False), (False, True)):
        trial.fresh()
        start = lee_joins(trial)
        for reference in trial.references:
            by_lee(trial, "note", reference, f"from there, of {reference}.")
        by_lee(trial, "new", "Theirs")
        by_lee(trial, "sync")
        told(trial.note("from here"), 0)
        filter = os.path.join(trial.folder, "filter")
        for name in (filter, filter + ".count"):
            if os.path.exists(name):
                os.remove(name)
        desk = "$(sed 's/.*) //' /proc/$PPID/stat | cut -d ' ' -f 2)" if desk_too else ""
        trial.write(filter, KILLS_IN_A_MERGE.format(desk=desk))
        os.chmod(filter, 0o700)
        trial.ask("config", "filter.stop.smudge", filter)
        trial.write(".git/info/attributes", "tickets/** filter=stop\n")
        crashed = trial.act("sync")
        expect(crashed.returncode == (-9 if desk_too else 7), "git was not killed in its merge", crashed)
        os.remove(trial.path(".git/info/attributes"))
        for lock in glob.glob(trial.path(".git/*.lock")):
            os.remove(lock)
        expect(trial.uncommitted() != "", "nothing was half merged")
        by_lee(trial, "note", trial.references[0], "newer")
        by_lee(trial, "sync")
        if between:
            for reference in trial.references:
                told(trial.act("note", reference, f"on with {reference}."), 0)
        same_everywhere(trial)
        told(trial.act("check", "--range", f"{start}..main"), 0, "0 problems")
        tickets = "".join(trial.tickets().values())
        texts = [f"from there, of {reference}." for reference in trial.references] + ["from here", "newer"]
        for text in texts + [f"on with {reference}." for reference in trial.references if between]:
            expect(tickets.count(text) == 1, f"\"{text}\" is there {tickets.count(text)} times")


def new_at_both(trial):
    """Tickets that two clones open at once, and notes on one ticket, are all there after a sync."""
    trial.meet()
    for i in range(10):
        for folder in (trial.store, trial.other):
            told(trial.act("new", f"Ticket {i} of {os.path.basename(folder)}", folder=folder), 0)
            told(trial.act("note", trial.references[0], f"note {i} of {os.path.basename(folder)}.", folder=folder), 0)
    same_everywhere(trial)
    shared = next(text for path, text in trial.tickets().items() if trial.references[0] in path)
    expect(len(trial.tickets()) == 23 and shared.count("note ") == 20, "something is missing")


def branch_is_locked(trial):
    """A lock that a killed fetch has left is named, and never removed."""
    trial.meet()
    trial.ask("commit", "--quiet", "--allow-empty", "-m", "theirs", folder=trial.other)
    trial.ask("push", "--quiet", folder=trial.other)
    lock = trial.path(".git/refs/remotes/origin/main.lock")
    trial.write(lock, "")
    told(trial.act("sync"), 6, "git is locked", "main.lock': File exists")
    expect(os.path.exists(lock), "the lock was removed")
    os.remove(lock)
    same_everywhere(trial)


def nothing_to_do(trial):
    """Where there is nothing to do, at most four gits are started."""
    trial.meet()
    count = os.path.join(trial.folder, "gits")
    trial.program("../bin/git", f"echo \"$*\" >> '{count}'", f"exec '{shutil.which('git')}' \"$@\"")
    told(trial.act("sync", PATH=f"{trial.folder}/bin:{os.environ['PATH']}"), 0, "nothing new")
    with open(count) as file:
        gits = file.read().splitlines()
    expect(1 <= len(gits) <= 4, "\n".join([f"{len(gits)} gits:", *gits]))


def gone(trial):
    """What is gone from the work tree, or was removed in a commit, is not handed on, until somebody says that it is meant."""
    trial.meet()
    trial.write("clients/acme.toml", 'name = "Acme"\n')
    told(trial.act("sync"), 0)
    ticket = next(path for path in trial.tickets() if trial.references[1] in path)
    for path in (ticket, "clients/acme.toml"):
        os.remove(trial.path(path))
    found = trial.act("check")
    told(found, 5)
    for path in (ticket, "clients/acme.toml"):
        expect(f"{path}: is gone; `git checkout HEAD -- {path}`" in found.stdout, "check has not noticed", found)
    told(trial.note("first"), 0)
    told(trial.act("hours"), 5, f"{ticket}: is gone", "clients/acme.toml: is gone")
    told(trial.act("sync"), 5, f"{ticket}: is gone", "clients/acme.toml: is gone", "1 commit sent")
    trial.ask("commit", "--quiet", "--all", "-m", "tidied")
    expect(f"{ticket}: was removed here" in trial.act("check").stdout, "check has not noticed")
    commit = trial.ask("rev-parse", "--short=7", "HEAD").strip()
    told(trial.act("sync"), 5, f"{ticket}: was removed in {commit}, and nothing is sent", "clients/acme.toml: was removed", "1 commit not sent")
    expect(trial.references[1] in trial.ask("ls-tree", "-r", "--name-only", "main", folder=trial.hub), "it was handed on")
    told(trial.act("sync", "--removals"), 0, "1 commit sent")
    told(trial.act("sync", folder=trial.other), 0)
    os.remove(trial.path(next(path for path in trial.tickets() if trial.references[2] in path)))
    told(trial.act("sync", "--removals"), 0, "1 commit sent")
    same_everywhere(trial)
    expect(len(trial.tickets()) == 1, "something is still there")


def malformed_contract(trial):
    """A policy or a client that nobody can read is not committed; one that was committed by hand is not sent."""
    trial.meet()
    with open(trial.path("desk.toml")) as file:
        good = file.read()
    trial.write("desk.toml", good.replace("queue ", "quueue "))
    trial.write("clients/acme.toml", 'name = "Acme"\n')
    told(trial.act("sync"), 5, "desk.toml:", "clients/acme.toml: cannot be judged", "it is not committed", "nothing new")
    trial.ask("add", ".")
    trial.ask("commit", "--quiet", "-m", "by hand")
    commit = trial.ask("rev-parse", "--short=7", "HEAD").strip()
    told(trial.act("sync"), 5, "desk.toml:", f"so it is in {commit}, and nothing is sent", "1 commit not sent")
    trial.write("desk.toml", good)
    trial.write("clients/acme.toml", 'name = "Acme\n')
    told(trial.act("sync"), 5, "clients/acme.toml:", "it is not committed", "2 commits sent")
    trial.write("clients/acme.toml", 'name = "Acme"\n')
    same_everywhere(trial)
    trial.write("clients/acme.toml~", 'name = "Acme"\n')
    trial.write("templates/#hello.txt#", "Hello")
    told(trial.act("sync"), 0, "nothing new")
    for name in ("clients/acme.toml~", "templates/#hello.txt#"):
        os.remove(trial.path(name))


def emptied(trial):
    """A server that has lost the branch gets all of it again, and that is told."""
    trial.meet()
    told(trial.note("first"), 0)
    shutil.rmtree(trial.hub)
    trial.must(["git", "init", "--quiet", "--bare", trial.hub])
    told(trial.act("sync"), 0, "origin/main was missing on the remote", "5 commits sent to origin/main")
    expect(trial.ask("rev-parse", "main", folder=trial.hub) == trial.ask("rev-parse", "HEAD"), "not sent")
    told(trial.act("sync"), 0, "nothing new")


def removed_and_changed(trial):
    """Where one side removed what the other changed, that is told, and how to keep it."""
    for here, there, said in (("note", "rm", "removed in origin/main, and changed here"),
                              ("rm", "note", "removed here, and changed in origin/main")):
        trial.fresh()
        trial.meet()
        path = next(path for path in trial.tickets() if trial.references[0] in path)
        for folder, how in ((trial.other, there), (trial.store, here)):
            if how == "note":
                told(trial.act("note", trial.references[0], "changed", folder=folder), 0)
            else:
                trial.ask("rm", "--quiet", path, folder=folder)
                trial.ask("commit", "--quiet", "-m", "removed", folder=folder)
            if folder == trial.other:
                told(trial.act("sync", "--removals", folder=folder), 0)
        told(trial.act("sync"), 7, f"{path}: {said}", "`git add FILE` keeps")
        trial.ask("add", path)
        told(trial.act("sync"), 0)
        expect(trial.is_written("changed"), "it was not kept")


def line_ends(trial):
    """A clone under core.autocrlf of a desk without its .gitattributes: sync puts them right, and the files."""
    trial.meet()
    trial.ask("rm", "--quiet", ".gitattributes")
    trial.ask("commit", "--quiet", "-m", "no attributes")
    trial.ask("push", "--quiet", "origin", "main")
    shutil.rmtree(trial.other)
    trial.must(["git", "clone", "--quiet", "-c", "core.autocrlf=true", trial.hub, trial.other])
    told(trial.act("list", folder=trial.other), 5, "a carriage return")
    told(trial.act("check", folder=trial.store), 0, ".gitattributes: does not say")
    told(trial.act("sync", folder=trial.other), 0, ".gitattributes: now says", "1 commit sent")
    told(trial.act("list", folder=trial.other), 0)
    told(trial.act("note", trial.references[0], "from there", folder=trial.other), 0)
    told(trial.note("from here"), 0)
    same_everywhere(trial)


def over_a_daemon(trial):
    """A remote that is reached over the network."""
    trial.meet()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    daemon = subprocess.Popen(["git", "daemon", "--export-all", "--enable=receive-pack", "--listen=127.0.0.1", f"--port={port}",
                               "--reuseaddr", f"--base-path={trial.folder}"], env=trial.environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        for folder in (trial.store, trial.other):
            trial.ask("remote", "set-url", "origin", f"git://127.0.0.1:{port}/hub", folder=folder)
            told(trial.act("note", trial.references[0], f"note of {os.path.basename(folder)}", folder=folder), 0)
        same_everywhere(trial)
        expect(trial.is_committed("note of other") and trial.is_committed("note of store", trial.other), "something is missing")
    finally:
        daemon.terminate()
        daemon.wait()
    told(trial.act("sync"), 7, "cannot fetch from origin")


def wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    expect(False, "git daemon does not listen")


main(server_refuses, on_a_terminal, offline, nobody_listens, branch_is_missing, unrelated, conflict_in_a_client, malformed_stays,
     in_the_way, half_merged, killed_in_a_merge, new_at_both, branch_is_locked, nothing_to_do, gone, malformed_contract, emptied,
     removed_and_changed, line_ends, over_a_daemon)
