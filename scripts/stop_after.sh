# Sourced, from the root: a PostgreSQL that does not run yet is stopped again at the end.
if [ -z "${DATABASE_URL:-}" ] && ! .venv/bin/python -m noken db status >/dev/null 2>&1; then
    trap '.venv/bin/python -m noken db stop' EXIT
fi
