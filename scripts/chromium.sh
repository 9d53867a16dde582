#!/usr/bin/env bash
# Prints the path of a Chromium. As root on Debian a missing one is installed; else exit code 1.
set -euo pipefail

find_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

if ! find_chromium; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing Chromium for the browser tests …" >&2
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 || true
    fi
    find_chromium
fi
