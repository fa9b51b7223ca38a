#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. Nothing is done twice that has not changed since.
#
#   tests/run.sh [STEP…]    the steps: packages format dev tests headers tour asan tidy
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
    cmake --preset "$1" >build/"$1".log || {
        cat build/"$1".log
        return 1
    }
    cmake --build --preset "$1" --target "${@:2}" -- -k 0
}

# Whether no file of ours has changed since the stamp was made.
unchanged_since() {
    [[ -e $1 && -z $(find . \( -path ./build -o -path ./.git \) -prune -o -type f ! -path '*/__pycache__/*' -newer "$1" -print -quit) ]]
}

# Runs the tests of a preset, unless they have passed on these very files; each counts.
tests_of() {
    local log=build/$1-tests.log stamp=build/$1-tests.passed outcome=0
    if unchanged_since "$stamp"; then
        printf 'passed before, and nothing has changed since\n'
        return 0
    fi
    rm -f "$stamp"
    local began
    began=$(mktemp build/began.XXXXXX)
    ctest --preset "$@" --parallel 2 2>&1 | tee "$log" || outcome=$?
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
step_dev() { build dev all; }
step_tests() { tests_of dev; }
step_headers() { build dev all_verify_interface_header_sets; }
step_tour() { examples/tour.sh </dev/null >build/tour.log 2>&1 || { tail -n 40 build/tour.log; return 1; }; }
step_asan() { build asan desk test_core test_store test_cli ticket_fuzz && tests_of asan --label-regex 'unit|stories'; }
step_tidy() { build dev tidy; }

mkdir -p build
declare -A steps=(
    [packages]='Packages'
    [format]='clang-format'
    [dev]='Build, warnings are errors'
    [tests]='Unit tests, stories, documentation, readers, completions, faults'
    [headers]='Every header compiles alone'
    [tour]='The release build, and the tour'
    [asan]='AddressSanitizer and UndefinedBehaviorSanitizer: unit tests and stories'
    [tidy]='clang-tidy'
)
if (($# == 0)); then
    set -- packages format dev tests headers tour asan tidy
fi
for name in "$@"; do
    step "$name" "${steps[$name]:?there is no such step}"
done

printf '\n%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
