#!/usr/bin/env bash
# Installs the Debian packages that are missing. They are named here and nowhere else.
#
#   tests/packages.sh build    to build desk and to play the tour
#   tests/packages.sh test     the same, and all that the tests and benchmarks use
set -euo pipefail

build=(ca-certificates cmake g++ git libabsl-dev libcli11-dev libfmt-dev libical-dev libtomlplusplus-dev libutf8proc-dev libyaml-cpp-dev
    ninja-build nlohmann-json3-dev pkg-config python3 scdoc tzdata)
test=(ccache chromium clang-format clang-tidy doctest-dev e2fsprogs fish fonts-liberation hyperfine jq libfyaml-utils man-db mount
    openssh-client python3-ruamel.yaml python3-yaml ripgrep ruby strace tmux zsh)

case "${1:-}" in
    build) wanted=("${build[@]}") ;;
    test) wanted=("${build[@]}" "${test[@]}") ;;
    *)
        echo "usage: tests/packages.sh build|test" >&2
        exit 2
        ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "tests/packages.sh: this system has no apt-get. Install the like of these by hand: ${wanted[*]}" >&2
    exit 1
fi

installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
    [[ $'\n'$installed$'\n' == *$'\n'"installed $package"$'\n'* ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
    command -v sudo >/dev/null || {
        echo "tests/packages.sh: neither root nor sudo; ask somebody to install: ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

echo "Installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet)
"${apt[@]}" update
"${apt[@]}" install --yes --no-install-recommends "${missing[@]}"
