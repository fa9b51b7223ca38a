#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. Nothing is done twice that has not changed since.
#
#   tests/run.sh [STEP…]    the steps: packages format tour build tests headers tidy
set -euo pipefail
cd "$(dirname "$0")/.."

passed=0
failed=0
export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_SLOPPINESS=pch_defines,time_macros

step() {
    local name=$1 what=$2 began=$SECONDS
    printf '\n==> %s\n' "$what"
    if "step_$name"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '==> FAILED: %s\n' "$what"
    fi
    printf '    (%s s)\n' "$((SECONDS - began))"
}

build() {
    cmake --preset asan -D DESK_TESTED="$PWD/build/release/desk" >build/asan.log || {
        cat build/asan.log
        return 1
    }
    cmake --build --preset asan --target "$@" -- -k 0
}

# Whether no file of ours has changed since the stamp was made.
unchanged_since() {
    [[ -e $1 && -z $(find . \( -path ./build -o -path ./.git \) -prune -o -type f ! -path '*/__pycache__/*' -newer "$1" -print -quit) ]]
}

# A folder in memory, where there is room: most of the time of the tests is waiting for a disk, which finds nothing.
folder_in_memory() {
    local folder=/dev/shm free
    [[ -w $folder && $(stat --file-system --format=%T "$folder") == tmpfs ]] || return 1
    free=$(df --output=avail --block-size=1M "$folder" | tail -n 1)
    ((free >= 2048)) && printf '%s\n' "$folder"
}

# Runs all tests, unless they have passed on these very files; each counts.
run_tests() {
    local log=build/tests.log stamp=build/tests.passed outcome=0
    if unchanged_since "$stamp"; then
        printf 'passed before, and nothing has changed since\n'
        return 0
    fi
    rm -f "$stamp"
    local began memory
    began=$(mktemp build/began.XXXXXX)
    if [[ -z ${TMPDIR-} ]] && memory=$(folder_in_memory); then local -x TMPDIR=$memory; fi
    ctest --preset asan --parallel 2 2>&1 | tee "$log" || outcome=$?
    local figures='tests passed, ([0-9]+) tests failed out of ([0-9]+)'
    if [[ $(tail -n 100 "$log") =~ $figures ]]; then
        failed=$((failed + BASH_REMATCH[1]))
        passed=$((passed + BASH_REMATCH[2] - BASH_REMATCH[1]))
    fi
    if ((outcome == 0)); then mv "$began" "$stamp"; else rm -f "$began"; fi
    return "$outcome"
}

step_packages() { tests/packages.sh test; }
step_format() { find core store cli tests \( -name '*.cpp' -o -name '*.hpp' \) -print0 | xargs -0 clang-format --dry-run --Werror; }
# Everything is built twice: as users build it, and with the sanitizers. Nothing is built a third time, which would take a quarter of an hour.
step_tour() {
    # What was built without ccache is not built again with it.
    local launcher=ccache
    if [[ -e build/release/build.ninja ]] && ! grep -q COMPILER_LAUNCHER build/release/CMakeCache.txt; then launcher=; fi
    CMAKE_CXX_COMPILER_LAUNCHER=$launcher examples/tour.sh </dev/null >build/tour.log 2>&1 || { tail -n 40 build/tour.log; return 1; }
}
step_build() { build all; }
step_tests() { run_tests; }
step_headers() { build all_verify_interface_header_sets; }
step_tidy() { build tidy; }

mkdir -p build
declare -A steps=(
    [packages]='Packages'
    [format]='clang-format'
    [tour]='The release build, and the tour'
    [build]='Build with AddressSanitizer and UndefinedBehaviorSanitizer; warnings are errors'
    [tests]='Unit tests and stories with the sanitizers; of the release build documentation, figures, pages, readers, completions, faults'
    [headers]='Every header compiles alone'
    [tidy]='clang-tidy'
)
if (($# == 0)); then
    set -- packages format tour build tests headers tidy
fi
for name in "$@"; do
    step "$name" "${steps[$name]:?there is no such step}"
done

printf '\n%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
