#!/usr/bin/env bash
# Runs README's two commands as a stranger does: in a clean clone, on a Debian 12 that has nothing but git and apt-get.
#
#   tests/bare.sh [tour|run]…    both, if none is named: examples/tour.sh, tests/run.sh
#
# Takes root and the network; uses the Debian mirror of this machine's apt. Tests what is committed. Not part of tests/run.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A commands=([tour]=examples/tour.sh [run]=tests/run.sh)
release=bookworm

fail() {
    printf 'tests/bare.sh: %s\n' "$@" >&2
    exit 1
}

(($#)) || set -- tour run
for name in "$@"; do
    [[ -v commands[$name] ]] || {
        echo "usage: tests/bare.sh [tour|run]…" >&2
        exit 2
    }
done
((EUID == 0)) || fail "only root can make another system: sudo tests/bare.sh $*"
command -v debootstrap >/dev/null || apt-get --quiet --quiet install --yes --no-install-recommends debootstrap >/dev/null ||
    fail "needs debootstrap, which apt-get cannot install"

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $release" 'Component: main' | head -n 1)
[[ -n $mirror ]] || fail "this machine's apt knows no mirror that has $release"
included=git
[[ $mirror != https:* ]] || included+=,ca-certificates

root=$(mktemp -d /var/tmp/desk-bare.XXXXXX)
made=$root.log
debootstrap --variant=minbase --include="$included" "$release" "$root" "$mirror" >"$made" 2>&1 || {
    tail -n 20 "$made" >&2
    fail "debootstrap failed; all that it said is in $made"
}
rm "$made"
apt-config dump Acquire >"$root/etc/apt/apt.conf.d/10machine"  # its proxy
git clone --quiet --no-hardlinks . "$root/root/flatdesk"

# What is mounted and started in there ends with the command.
inside() {
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/tmp" &&
            exec chroot "$1" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
                bash -c "cd /root/flatdesk && $2"' bash "$root" "$1" </dev/null
}

outcome=0
for name in "$@"; do
    began=$SECONDS
    status=0
    inside "${commands[$name]}" >"$root/$name.log" 2>&1 || status=$?
    printf '==> %s: exit status %s after %s s; its last lines:\n' "${commands[$name]}" "$status" "$((SECONDS - began))"
    tail -n 12 "$root/$name.log"
    ((status == 0)) || outcome=1
done
if ((outcome)); then
    echo "The system is kept: $root; all that was printed is in its NAME.log."
else
    rm -r --one-file-system "$root"
fi
exit "$outcome"
