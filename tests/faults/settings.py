#!/usr/bin/env python3
"""Settings of git that people have: under each of them two clones that have gone apart sync, and say what they say under none.

usage: settings.py DESK [--long]
"""

import os
import shutil
import sys

from repository import Repository, expect, told
from trial import Failed

# What `gpg --status-fd=2 -bsau KEY` is asked for, and answers.
SIGNS = """#!/bin/sh
cat >/dev/null
echo "-----BEGIN PGP SIGNATURE-----

desk
-----END PGP SIGNATURE-----"
echo "[GNUPG:] SIG_CREATED " >&2
"""

# Those that have been in the way, or come near to what a sync does.
SETTINGS = """
merge.ff=only
merge.ff=false
merge.conflictStyle=diff3
merge.autoStash=true
merge.log=20
merge.default=binary
branch.main.mergeOptions=--squash --no-commit
branch.main.mergeOptions=-s ours
pull.rebase=true
pull.ff=only
push.default=nothing
push.recurseSubmodules=check
fetch.prune=true
commit.gpgSign=true
commit.template=/nonexistent
commit.cleanup=scissors
commit.verbose=true
core.autocrlf=true
core.eol=crlf
core.safecrlf=true
core.quotePath=true
core.commentChar=2
core.fsmonitor=/nonexistent
core.ignoreCase=true
core.hooksPath=/nonexistent
core.sparseCheckout=true
core.splitIndex=true
status.showUntrackedFiles=no
status.relativePaths=false
diff.external=false
diff.noprefix=true
diff.relative=true
color.ui=always
log.showSignature=true
format.pretty=%an
rerere.enabled=true
i18n.commitEncoding=ISO-8859-1
i18n.logOutputEncoding=ISO-8859-1
submodule.recurse=true
feature.manyFiles=true
init.defaultBranch=trunk
remote.pushDefault=nowhere
"""

# Those that people have besides.
FURTHER = """
merge.stat=true
merge.verbosity=5
merge.verbosity=0
merge.renames=true
merge.directoryRenames=true
pull.twohead=resolve
push.followTags=true
push.autoSetupRemote=true
push.useForceIfIncludes=true
fetch.output=compact
fetch.recurseSubmodules=true
fetch.fsckObjects=true
fetch.writeCommitGraph=true
commit.status=false
core.autocrlf=input
core.pager=false
core.editor=false
core.fsmonitor=true
core.untrackedCache=true
core.precomposeUnicode=true
core.fileMode=false
core.logAllRefUpdates=false
core.trustctime=false
core.fsync=none
core.abbrev=4
core.whitespace=trailing-space,cr-at-eol,tab-in-indent
apply.whitespace=error
status.short=true
status.branch=true
status.renames=copies
status.aheadBehind=false
status.submoduleSummary=true
diff.renames=copies
diff.orderFile=/dev/null
diff.algorithm=histogram
diff.ignoreSubmodules=all
diff.mnemonicPrefix=true
diff.wordRegex=.
color.advice=always
color.remote=always
color.status=always
log.date=relative
log.decorate=full
log.follow=true
rerere.autoUpdate=true
rebase.autoStash=true
user.useConfigOnly=true
transfer.fsckObjects=true
receive.fsckObjects=true
transfer.hideRefs=refs/nowhere
feature.experimental=true
index.version=4
index.threads=true
protocol.version=0
protocol.version=1
gc.auto=1
gc.autoDetach=false
maintenance.auto=false
advice.detachedHead=false
advice.pushNonFastForward=false
advice.statusHints=false
safe.directory=*
help.autoCorrect=immediate
alias.merge=!false
alias.status=!false
checkout.defaultRemote=nowhere
checkout.workers=4
pack.threads=1
gpg.format=ssh
push.gpgSign=if-asked
trace2.eventBrief=true
uploadpack.allowFilter=true
credential.helper=
interactive.singleKey=true
column.ui=always
grep.patternType=perl
sequence.editor=false
"""


class Settings:
    """Two clones of one hub, each with a note on one ticket, and each with a client; they are made once, and copied."""

    def __init__(self, trial):
        self.trial = trial
        trial.meet()
        told(trial.note("from here, grüße"), 0)
        told(trial.note("from there", folder=trial.other), 0)
        told(trial.act("new", "Theirs", folder=trial.other), 0)
        trial.write(os.path.join(trial.other, "clients/globex.toml"), 'name = "Globex"\n')
        told(trial.act("sync", folder=trial.other), 0)
        trial.write("clients/acme.toml", 'name = "Acme"\n')
        for name in ("store", "other", "hub"):
            shutil.copytree(os.path.join(trial.folder, name), os.path.join(trial.folder, "before", name), symlinks=True)

    def both_sync(self, setting):
        """Answers what was said, with the two made one."""
        trial = self.trial
        for name in ("store", "other", "hub"):
            shutil.rmtree(os.path.join(trial.folder, name))
            shutil.copytree(os.path.join(trial.folder, "before", name), os.path.join(trial.folder, name), symlinks=True)
        if setting:
            key, value = setting.split("=", 1)
            trial.ask("config", "--global", key, value)
        try:
            said = [trial.act("sync", folder=folder) for folder in (trial.store, trial.other, trial.store)]
            said.append(trial.act("check"))
            for ran in said:
                told(ran, 0)
        finally:
            if setting:
                trial.ask("config", "--global", "--unset", key)
        heads = {trial.ask("rev-parse", "main", folder=folder) for folder in (trial.store, trial.other, trial.hub)}
        expect(len(heads) == 1, f"three that should be one: {heads}")
        for folder in (trial.store, trial.other):
            expect(trial.uncommitted(folder) == "", f"not committed: {trial.uncommitted(folder)}")
        tickets = "".join(trial.tickets().values())
        for text in ("from here, grüße", "from there", "title: Theirs"):
            expect(tickets.count(text) == 1, f"\"{text}\" is there {tickets.count(text)} times")
        expect("note: from here, grüße" in trial.ask("log", "--encoding=UTF-8", "--format=%s"), "the subject is not as it was")
        return [(ran.stdout, ran.stderr) for ran in said]


def main():
    failures = 0
    with Repository(sys.argv[1]) as trial:
        settings = Settings(trial)
        trial.program(os.path.join(trial.folder, "signs"), *SIGNS.splitlines()[1:])
        trial.ask("config", "--global", "gpg.program", os.path.join(trial.folder, "signs"))
        plain = settings.both_sync("")
        wanted = SETTINGS + FURTHER if "--long" in sys.argv else SETTINGS
        tried = [setting for setting in wanted.split("\n") if setting]
        for setting in tried:
            try:
                said = settings.both_sync(setting)
                expect(said == plain, f"other words than without it:\n  {said}\n  {plain}")
            except Failed as failure:
                failures += 1
                print(f"FAILED under {setting}: {failure}", flush=True)
        print(f"synced under {len(tried) - failures} of {len(tried)} settings")
    sys.exit(1 if failures or len(tried) < 40 else 0)


main()
