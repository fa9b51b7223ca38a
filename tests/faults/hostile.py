#!/usr/bin/env python3
"""Texts, policies and repositories made by somebody who means harm: nothing in them becomes an option, a pattern or a program.

usage: hostile.py DESK
"""

import os
import pwd
import re
import shlex

from repository import expect, main, told

# As they may stand in a ticket, each with a word by which it is found again.
NASTY = ["-rf evil", "--upload-pack=touch evil", ":(top)evil", ":!evil", "$(touch evil)", "`touch evil`;touch evil", "a\nevil",
         "%(trailers:evil)", "-F evil", "\x1b]0;evil\x07"]
READING = (["list", "--all"], ["show", "1"], ["log"], ["log", "--git", "1"], ["why", "1"], ["hours"], ["owed"], ["next"],
           ["sweep", "--dry-run"], ["policy", "show"], ["client", "list"], ["check"], ["check", "--range", "HEAD~1..HEAD"],
           ["backup", "--list"], ["backup", "--check"])
HOOKS = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change", "reference-transaction", "post-checkout",
         "pre-merge-commit", "post-merge", "pre-push", "pre-auto-gc", "post-rewrite", "fsmonitor-watchman"]


def reading(trial):
    """The reading commands, for the first ticket where they want one."""
    return [[trial.references[0] if word == "1" else word for word in words] for words in READING]


def nasty_texts(trial):
    """Texts reach git on its standard input, never as arguments; and no shell."""
    trial.meet()
    commands = [words for text in NASTY for words in (
        ["new", "--description", text, "--client", text.replace("\n", " "), "--", text],
        ["note", trial.references[0], "--", text],
        ["edit", trial.references[0], f"--title={text}"])]
    started = []
    for words in [*commands, ["sync"], *reading(trial)]:
        ran, programs = trial.programs(*words)
        expect(ran.returncode in (0, 2, 4), f"{words}", ran)
        started += programs[1:]
    with_content = [words for words in started if any("evil" in word for word in words)]
    expect(not with_content, f"content of the store among the arguments: {with_content}")
    shells = [words for words in started if re.search(r"(^|/)(ba|da)?sh$", words[0])]
    expect(all(re.match("git-(upload|receive)-pack ", words[2]) for words in shells), f"shells that are not git's own: {shells}")
    expect(not [name for name in os.listdir(trial.folder) if "evil" in name], "a text was run")
    trial.ask("fsck", "--strict")


def nasty_names(trial):
    """Files and people whose names look like options or patterns are just that."""
    trial.meet()
    names = ["--upload-pack=evil.toml", ":(top)evil.toml", ":!evil.toml", "-x.toml", "*.toml"]
    for name in names:
        trial.write(f"templates/{name}", "x\n")
    trial.write("beside.toml", "")
    ran, programs = trial.programs("sync")
    expect(ran.returncode in (0, 5), "the names are not names", ran)
    for words in (words for words in programs if words[:2] == ["git", "--no-pager"] and any("evil" in word for word in words)):
        expect(words.index("--") < min(i for i, word in enumerate(words) if "evil" in word), f"a name before --: {words}")
        expect(all(word.startswith(":(literal)templates/") for word in words if "evil" in word), f"a name may be a pattern: {words}")
    listed = trial.ask("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", "templates").split("\0")
    expect(sorted(listed[:-1]) == sorted(f"templates/{name}" for name in names), f"committed: {listed}")
    expect(trial.uncommitted() == "?? beside.toml\n", f"not committed: {trial.uncommitted()}")
    for agent in ("-x", "--help", ":(top)", "a\nb"):
        expect(trial.act("note", trial.references[0], "text", f"--as={agent}").returncode in (2, 4), f"{agent} is no agent")


def nasty_remotes(trial):
    """A remote whose name or address looks like an option runs nothing."""
    mark = os.path.join(trial.folder, "evil")
    for name, url in (("-x", f"--upload-pack=touch {mark}"), ("origin", f"--upload-pack=touch {mark}"), ("origin", f"ext::touch {mark}"),
                      ("--upload-pack=touch evil", "../hub"), ("origin", f"ssh://-oProxyCommand=touch%20{mark}/x")):
        trial.fresh()
        with open(trial.path(".git/config"), "a") as file:
            file.write(f'[remote "{name}"]\n\turl = {url}\n[branch "main"]\n\tremote = {name}\n\tmerge = refs/heads/main\n')
        ran, programs = trial.programs("sync")
        told(ran, 7, "cannot fetch from")
        expect(not os.path.exists(mark), f"{name} {url} was run")
        fetches = [words for words in programs if words[:2] == ["git", "--no-pager"] and "fetch" in words]
        expect(all(words[-2:] == ["--", name] for words in fetches), f"git was asked so: {fetches}")


def policies_that_reach_out(trial):
    """A policy cannot name a program, or a file outside of the store."""
    outside = os.path.join(trial.folder, "outside.ics")
    with open(outside, "w") as file:
        file.write("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    os.symlink(outside, trial.path("linked.ics"))
    with open(trial.path("desk.toml")) as file:
        policy = file.read()
    mark = trial.program("programs/evil")
    lines = [f'[desk]\n{key} = "{mark}"' for key in ("editor", "pager", "hook", "notify", "include")]
    lines += [f'[hooks]\nnew = "{mark}"', f'include = ["{outside}"]', f'[git]\nhook = "{mark}"', f'[alias]\nx = "!{mark}"']
    lines += [f'[calendar.office]\nholidays_from = "{path}"' for path in (
        outside, "../outside.ics", "linked.ics", "${HOME}/outside.ics", "$HOME/outside.ics", "~/outside.ics", f"file://{outside}", f"|{mark}")]
    for text in lines:
        table, line = text.split("\n") if "\n" in text else ("", text)
        trial.write("desk.toml", policy.replace(table, text, 1) if table and table in policy else f"{line}\n{policy}" if not table
                    else f"{policy}\n{text}\n")
        for words in (["list"], ["note", trial.references[0], "text"], ["check"], ["calendar"]):
            ran, programs = trial.programs(*words, trace="execve,openat,openat2,open")
            expect(ran.returncode in (5, 7), f"{words} with {text!r} was not refused", ran)
            expect("desk.toml" in ran.stderr or ".ics" in ran.stderr, f"{words} with {text!r}: nobody knows why", ran)
            opened = [line for line in trial.trace.splitlines() if "outside.ics" in line and "openat2" not in line]
            expect(not opened, f"{text!r} was opened: {opened}")
            expect(not trial.marks(), f"{text!r} was run")


def hostile_configuration(trial):
    """What runs of a hostile .git/config: in a commit hooks and what signs, as in any commit of git's; nothing when reading."""
    set_a_trap(trial)
    before = trial.ask("rev-parse", "HEAD")
    told(trial.note("first"), 0)
    allowed = {"gpg", "fsmonitor", *(f"hooks_{hook}" for hook in HOOKS)}
    ran_by = {mark.removeprefix("traps_") for mark in trial.marks()}
    expect({"gpg", "hooks_pre-commit", "hooks_post-commit"} <= ran_by <= allowed, f"a note ran {ran_by}")
    expect(trial.ask("rev-parse", "HEAD~1") == before, "not committed")
    arm_filters(trial)
    for words in [*reading(trial), ["backup", "--no-commit", os.path.join(trial.folder, "elsewhere")]]:
        for above, _, names in os.walk(trial.path("tickets")):  # as after a copy: git has to look into the files
            for name in names:
                os.utime(os.path.join(above, name), (0, 0))
        os.utime(trial.path("desk.toml"), (0, 0))
        ran = trial.act(*words)
        expect(ran.returncode == 0 or words == ["backup", "--check"], f"{words}", ran)
        ran_by = trial.marks()
        expect(not ran_by, f"{words} ran {ran_by}")


def arm_filters(trial):
    """Programs for the content of files. Their names could be taken for the end of a key."""
    with open(trial.path(".git/info/attributes"), "w") as file:
        file.write("tickets/** filter=a=b.clean\ndesk.toml filter=process\nbackups/** filter=a=b.clean\n")
    for key in ("filter.a=b.clean.clean", "filter.a=b.clean.smudge", "filter.process.process", "filter.process.clean"):
        trial.ask("config", key, shlex.quote(trial.program(f"traps/{key}", "cat")))
    trial.ask("config", "filter.process.required", "true")
    os.utime(trial.path(next(iter(trial.tickets()))), (1, 1))  # or git need not look into it
    trial.ask("status")
    expect(any("filter" in mark for mark in trial.marks()), "the trap of the filters is not set")


def set_a_trap(trial):
    trap = {name: shlex.quote(trial.program(f"traps/{name}", "cat")) for name in (
        "ssh", "pager", "external", "textconv", "alias", "editor", "askpass", "credential")}
    trap["fsmonitor"] = shlex.quote(trial.program("traps/fsmonitor"))
    trap["gpg"] = trial.program("traps/gpg", "cat > /dev/null", r"printf '\n[GNUPG:] SIG_CREATED \n' >&2", "echo '-----BEGIN PGP SIGNATURE-----'")
    for hook in HOOKS:
        trial.program(f"traps/hooks/{hook}")
    settings = {"core.fsmonitor": trap["fsmonitor"], "core.hooksPath": trial.path("traps/hooks"), "core.sshCommand": trap["ssh"],
                "core.pager": trap["pager"], "pager.log": trap["pager"], "pager.status": trap["pager"], "pager.config": trap["pager"],
                "diff.external": trap["external"], "diff.trap.textconv": trap["textconv"], "diff.trap.command": trap["external"],
                "gpg.program": trap["gpg"], "log.showSignature": "true", "commit.gpgSign": "true", "core.editor": trap["editor"],
                "sequence.editor": trap["editor"], "core.askPass": trap["askpass"], "credential.helper": trap["credential"]}
    for verb in ("status", "config", "log", "commit", "diff"):
        settings[f"alias.{verb}"] = "!" + trap["alias"]
    with open(trial.path(".gitattributes"), "a") as file:
        file.write("* diff=trap\n")
    for key, value in settings.items():
        trial.ask("config", key, value)
    trial.marks()


def somebody_elses(trial):
    """In a folder of another owner git's own words are passed on, and a desk above ours that is another's is not taken."""
    if os.geteuid() != 0:
        return "only root can give files away"
    nobody = pwd.getpwnam("nobody").pw_uid
    for above, folders, names in os.walk(trial.store):
        for name in [above, *(os.path.join(above, name) for name in (*folders, *names))]:
            os.chown(name, nobody, -1, follow_symlinks=False)
    for words in reading(trial):
        ran, programs = trial.programs(*words)
        expect(ran.returncode == 0 or "dubious ownership" in ran.stderr, f"{words}", ran)
        expect(not [words for words in programs if "safe.directory" in str(words)], "git's guard was circumvented")
    told(trial.note("first"), 7, "written, but not committed", "dubious ownership")
    told(trial.act("sync"), 7, "dubious ownership")
    os.mkdir(trial.path("mine"))
    told(trial.act("list", folder=trial.path("mine")), 3, "no desk in")


def programs_in_the_store(trial):
    """A program named git where one stands is not taken for git, however PATH is."""
    trial.program("../git", "exit 0")  # the commands are run in the folder above the store
    for path in (".:/usr/bin:/bin", ":/usr/bin:/bin", "/usr/bin:/bin:", "./:/usr/bin:/bin"):
        told(trial.act("note", trial.references[0], "text", PATH=path), 0)
        expect(not trial.marks(), f"PATH={path} ran the store's git")


main(nasty_texts, nasty_names, nasty_remotes, policies_that_reach_out, hostile_configuration, programs_in_the_store, somebody_elses)
