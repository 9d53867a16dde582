#!/usr/bin/env bash
# Prints the path of a Chromium; the headless shell opens a page for a tenth of the CPU.
# As root on Debian a missing one is installed; else exit code 1.
set -euo pipefail

find_chromium() {
    command -v chromium-headless-shell || command -v chromium ||
        command -v chromium-browser || command -v google-chrome
}

install() {
    apt-get install -y --no-install-recommends "$1" >/dev/null 2>&1
}

if ! find_chromium; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing Chromium for the browser tests …" >&2
        export DEBIAN_FRONTEND=noninteractive
        apt-get update >/dev/null 2>&1 || true
        install chromium-headless-shell || install chromium || true
    fi
    find_chromium
fi
