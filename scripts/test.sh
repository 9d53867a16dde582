#!/usr/bin/env bash
# All tests: the fast ones, the slow ones, then the browser. Stops a PostgreSQL that it started.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

if ! "$python" -m noken db status >/dev/null 2>&1 && [ -z "${DATABASE_URL:-}" ]; then
    trap '"$python" -m noken db stop' EXIT
fi

# Side by side, each process with a database of its own.
"$python" -m pytest -n auto --maxprocesses 4 -m "not browser and not slow" "$@"
"$python" -m pytest -n auto --maxprocesses 2 -m "slow and not browser" "$@"

if chromium="$(scripts/chromium.sh)"; then
    echo "Browser tests with $chromium"
    CHROMIUM="$chromium" "$python" -m pytest -n auto --maxprocesses 2 -m browser "$@"
else
    cat >&2 <<'WARNING'

################################################################################
#  THE BROWSER TESTS WERE LEFT OUT: there is no Chromium on this machine.      #
#  Get it with:   apt-get install chromium      and run `make test` again.     #
################################################################################

WARNING
fi
