"""The checkout and its folders: version, packages, settings, files, port, keys."""

import os
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata

from django.conf import settings

from noken.config import database, env
from noken.config.backups.making import commit
from noken.config.cli.run import port_state
from noken.config.cli.serve import host
from noken.config.health.verdicts import NOTHING, Figure, Said, Verdict, same, setup

PYTHONS = ((3, 11), (3, 13))
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", re.MULTILINE)
FOR_OTHERS = re.compile(r"^([a-z0-9._-]+)(?:\[.*\])?==\S+ ;", re.MULTILINE)
"""Pins with a marker: for other systems, or other versions of Python."""
_PROJECT = re.compile(r'^version = "(.+)"$', re.MULTILINE)


@lru_cache(maxsize=1)
def version() -> tuple[str, str]:
    """Version and commit of what runs; the commit is "" where git does not say."""
    found = _PROJECT.search((env.ROOT / "pyproject.toml").read_text())
    return (found[1] if found else "?"), commit()[:12]


def noken() -> Iterator[Verdict]:
    number, hash_ = version()
    figure = Figure("noken_build", 1, {"version": number, "commit": hash_})
    yield Verdict(Said("version", "Versi"), same(f"{number} {hash_}".strip()), figures=(figure,))


def python() -> Iterator[Verdict]:
    here = sys.version_info[:2]
    fits = PYTHONS[0] <= here <= PYTHONS[1]
    number = ".".join(map(str, sys.version_info[:3]))
    remedy = Said("Use Python 3.11, 3.12 or 3.13.", "Pakai Python 3.11, 3.12, atau 3.13.")
    yield Verdict(Said("python", "Python"), same(number), NOTHING if fits else remedy)


def packages() -> Iterator[Verdict]:
    lock = (env.ROOT / "requirements" / "base.txt").read_text().lower()
    pins = dict(PIN.findall(lock))
    marked = set(FOR_OTHERS.findall(lock))
    installed = {
        found.metadata["Name"].lower().replace("_", "-"): found.version
        for found in metadata.distributions()
    }
    wrong = [
        f"{name} {installed.get(name, 'absent')} instead of {wanted}"
        for name, wanted in pins.items()
        if name not in marked and installed.get(name) != wanted
    ]
    says = "; ".join(wrong)
    yield Verdict(
        Said("packages", "Paket"),
        Said(
            says or f"all {len(pins)} as locked",
            says or f"{len(pins)} paket sesuai daftar terkunci",
        ),
        Said("Install as locked: make setup", "Pasang sesuai daftar: make setup")
        if wrong
        else NOTHING,
    )


def used_settings() -> Iterator[Verdict]:
    setup()
    says = f"{os.environ['DJANGO_SETTINGS_MODULE']}, {settings.SITE_URL}"
    yield Verdict(Said("settings", "Setelan"), same(says))


def static_files() -> Iterator[Verdict]:
    made = (database.var_dir() / "static" / "staticfiles.json").is_file()
    yield Verdict(
        Said("static files", "Berkas statis"),
        Said("collected", "sudah dikumpulkan") if made else Said("not collected", "belum ada"),
        NOTHING if made else Said("Run: noken prepare", "Jalankan: noken prepare"),
    )


def port() -> Iterator[Verdict]:
    number = env.integer("PORT", 8000, least=1, most=65535)
    says, remedy = port_state(host(), number, database.var_dir())
    yield Verdict(Said("port", "Port"), same(says), same(remedy))


def secrets() -> Iterator[Verdict]:
    var = database.var_dir()
    files = [*(var / "keys").glob("**/*"), var / "sample-logins.txt"]
    open_ones = [file for file in files if file.is_file() and file.stat().st_mode & 0o077]
    names = " ".join(str(file) for file in open_ones)
    yield Verdict(
        Said("keys", "Kunci"),
        Said(f"others can read {names}", f"terbaca pengguna lain: {names}")
        if open_ones
        else Said("only we can read them", "hanya terbaca oleh noken"),
        Said(f"Run: chmod 400 {names}", f"Jalankan: chmod 400 {names}") if open_ones else NOTHING,
    )
