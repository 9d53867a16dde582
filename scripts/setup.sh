#!/usr/bin/env bash
# Makes .venv from the hashed lock; a later call with the same lock takes no time.
#   scripts/setup.sh base   what noken needs to run
#   scripts/setup.sh dev    that, and what the checks and tests need
set -euo pipefail
cd "$(dirname "$0")/.."

set_name="${1:-base}"
venv=.venv
stamp="$venv/installed-$set_name"

die() {
    printf 'noken: %s\n' "$1" >&2
    exit 1
}

can_make_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

newest_python() {
    local minor python found=""
    for minor in 13 12 11; do
        python="$(command -v "python3.$minor" || true)"
        [ -n "$python" ] || continue
        found="${found:-python3.$minor}"
        if can_make_venv "$python"; then
            echo "$python"
            return
        fi
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            echo "Installing python3.$minor-venv …" >&2
            apt_install "python3.$minor-venv" >&2 || true
            if can_make_venv "$python"; then
                echo "$python"
                return
            fi
        fi
    done
    [ -n "$found" ] || die "Python 3.11, 3.12 or 3.13 is needed. Install one: apt-get install python3"
    die "$found cannot make an environment. Install its package: apt-get install $found-venv"
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y --no-install-recommends "$1" >/dev/null 2>&1 ||
        { apt-get update >/dev/null && apt-get install -y --no-install-recommends "$1" >/dev/null; }
}

# Each stamp holds the hash of its lock, and the folder: an environment does not survive a move.
wanted() {
    { cat "requirements/$1.txt" requirements/uv.txt && pwd; } | sha256sum | cut -d' ' -f1
}

is_done() {
    [ -f "$venv/installed-$1" ] && [ "$(cat "$venv/installed-$1")" = "$(wanted "$1")" ] &&
        "$venv/bin/python" -c '' 2>/dev/null
}

# The packages of dev include those of base, pinned alike.
if is_done "$set_name" || { [ "$set_name" = base ] && is_done dev; }; then
    exit 0
fi

moved() {
    ! "$venv/bin/python" -c "import sys; sys.exit(sys.prefix != '$PWD/$venv')" 2>/dev/null ||
        ! grep -qs "$PWD/$venv" "$venv/bin/activate"
}

if [ ! -x "$venv/bin/python" ] || moved; then
    python="$(newest_python)"
    echo "Making $venv with $("$python" --version) …"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

echo "Installing the locked packages ($set_name) …"
lock="requirements/$set_name.txt"
if ! { "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes \
    -r requirements/uv.txt && "$venv/bin/uv" pip install -q --python "$venv/bin/python" \
    --require-hashes -r "$lock"; }; then
    echo "uv could not install; trying pip …" >&2
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" ||
        die "The packages could not be installed; see above. Is there a way to the package index?"
fi

# What an editable installation would write, without needing a build backend.
site="$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
pwd >"$site/noken-checkout.pth"
cat >"$venv/bin/noken" <<SCRIPT
#!/bin/sh
exec "$PWD/$venv/bin/python" -m noken "\$@"
SCRIPT
chmod +x "$venv/bin/noken"
wanted "$set_name" >"$stamp"
