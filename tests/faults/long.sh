#!/usr/bin/env bash
# What takes too long for tests/run.sh: every command that writes, killed and failing at every call, git's own calls too; a sync,
# killed at every call and under every setting of git's; and the power cut at every call, on ext4 and on xfs.
#
#   tests/faults/long.sh DESK    needs strace; for the power cuts root, loop devices, e2fsprogs and xfsprogs
set -uo pipefail
desk=$(realpath "${1:?usage: long.sh DESK}")
cd "$(dirname "$0")" || exit 1

outcome=0
for test in kill errors kill_sync settings; do "./$test.py" "$desk" --long || outcome=1; done
./writers.py "$desk" --long || outcome=1
if ((EUID == 0)) && losetup --find >/dev/null; then
    ./power_writers.py "$desk" || outcome=1
else
    echo 'power cuts: not tried, they take root and a loop device'
fi
exit "$outcome"
