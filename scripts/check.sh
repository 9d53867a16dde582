#!/usr/bin/env bash
# All checks, each named; all run, and any that fails fails the whole.
set -uo pipefail
cd "$(dirname "$0")/.."
source scripts/stop_after.sh
bin=.venv/bin
failed=()

check() {
    local name="$1"
    shift
    echo "check: $name"
    "$@" || failed+=("$name")
}

templates() {
    find noken -path '*/templates/*.html' -print0
}

migrations() {
    "$bin/python" manage.py makemigrations --check --dry-run --settings noken.config.settings.test
}

check "lint" "$bin/ruff" check --quiet .
check "format" "$bin/ruff" format --check --quiet .
check "types" "$bin/mypy" noken tests conftest.py manage.py tools
check "contracts between areas" "$bin/lint-imports" --no-cache
check "template tags" xargs -0r "$bin/djade" --check --target-version 5.2 < <(templates)
check "template indentation" xargs -0r "$bin/djhtml" --check --tabwidth 2 < <(templates)
check "template faults" "$bin/djlint" --lint --quiet noken
check "migrations" migrations

if [ "${#failed[@]}" -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[@]}" >&2
    exit 1
fi
