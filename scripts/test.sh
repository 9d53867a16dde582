#!/usr/bin/env bash
# All tests in one run, the long ones first. Stops a PostgreSQL that it started.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

source scripts/stop_after.sh

# Side by side, each process with a database of its own. What was skipped is said at the end (-rfEs):
# without the real log, or Chromium, something is not proved.
run=("$python" -m pytest -rfEs -n auto --maxprocesses 4)

if CHROMIUM="$(scripts/chromium.sh)"; then
    export CHROMIUM
    echo "Browser tests with $CHROMIUM"
    "${run[@]}" "$@"
else
    "${run[@]}" -m "not browser" "$@"
    cat >&2 <<'WARNING'

################################################################################
#  THE BROWSER TESTS WERE LEFT OUT: there is no Chromium on this machine.      #
#  Get it with:   apt-get install chromium-headless-shell     and try again.   #
################################################################################

WARNING
fi
