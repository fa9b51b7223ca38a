#!/usr/bin/env bash
# Builds desk, and plays a month of a small desk in a new git repository of its own. Installs what the build lacks.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/packages.sh build
cmake --preset release >/dev/null
cmake --build --preset release -- --quiet
exec python3 tests/story.py --desk build/release/desk --play tests/stories/tour.txt
