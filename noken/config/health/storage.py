"""What is kept where: room on the disks, backups, drills; and the certificate before the pages."""

import shutil
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings

from noken.config import database, env
from noken.config.backups import shelf
from noken.config.health.verdicts import NOTHING, Figure, Said, Verdict, setup

LEAST_FREE_MB = 2048
BACKUP_WITHIN, DRILL_WITHIN = timedelta(hours=26), timedelta(days=8)
RENEW_WITHIN = timedelta(days=21)
ASK_SECONDS = 2
_HIDDEN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_HIDDEN.check_hostname, _HIDDEN.verify_mode = False, ssl.CERT_NONE
"""Only the date is read: one that is over must be seen as well."""


def disks() -> Iterator[Verdict]:
    """Of files and database; those on one disk are one line."""
    places = {"files": database.var_dir()}
    if database.is_embedded():
        places["database"] = database.place().base
    places = {name: place if place.is_dir() else env.ROOT for name, place in places.items()}
    by_disk: dict[int, tuple[Path, list[str]]] = {}
    for name, place in places.items():
        by_disk.setdefault(place.stat().st_dev, (place, []))[1].append(name)
    for place, names in by_disk.values():
        yield _disk(place, names)


def _disk(place: Path, names: list[str]) -> Verdict:
    room = shutil.disk_usage(place)
    free_mb = room.free // 2**20
    labels = {"holds": " ".join(names)}
    said = " ".join(names).replace("files", "berkas").replace("database", "basis data")
    return Verdict(
        Said("disk", "Ruang disk"),
        Said(
            f"{free_mb} MB free at {place}",
            f"{free_mb / 1024:.1f} GB kosong untuk {said}".replace(".", ","),
        ),
        Said(
            f"Make room: {LEAST_FREE_MB} MB at least.",
            f"Kosongkan ruang: paling sedikit {LEAST_FREE_MB // 1024} GB.",
        )
        if free_mb < LEAST_FREE_MB
        else NOTHING,
        figures=(
            Figure("noken_disk_free_bytes", room.free, labels),
            Figure("noken_disk_size_bytes", room.total, labels),
        ),
    )


def backups() -> Iterator[Verdict]:
    """The newest whole backup, and whether one came back whole lately."""
    folder = env.folder("BACKUP_DIR")
    about = Said("backup", "Cadangan terakhir")
    if folder is None:
        yield Verdict(
            about,
            Said(
                "OFF, no folder is set: what is lost is lost for good",
                "MATI, foldernya belum ditetapkan: yang hilang tidak dapat kembali",
            ),
            Said(
                "Set BACKUP_DIR in .env to a folder on another disk (docs/operations/backup.md).",
                "Isi BACKUP_DIR di .env dengan folder di disk lain (docs/operations/backup.md).",
            ),
        )
        return
    now, found = datetime.now(UTC), shelf.whole_ones(folder)
    if not found:
        yield Verdict(about, Said(f"none in {folder}", f"belum ada di {folder}"), _BACK_UP)
    else:
        age = now - found[-1].at
        yield Verdict(
            about,
            Said(
                f"{found[-1].place}, {_english(age)} old, {len(found)} kept",
                f"{found[-1].place.name}, {_indonesian(age)} lalu, {len(found)} disimpan",
            ),
            NOTHING if age <= BACKUP_WITHIN else _BACK_UP,
            figures=(
                Figure("noken_backup_age_seconds", age.total_seconds()),
                Figure("noken_backups", len(found)),
            ),
        )
    yield drill(shelf.last_drill(folder), now)


_BACK_UP = Said(
    "See that noken worker runs at night (noken jobs list), or run: noken db backup",
    "Pastikan noken worker berjalan malam hari, atau jalankan: noken db backup",
)


def drill(last: dict[str, Any] | None, now: datetime) -> Verdict:
    """The verdict on the outcome of the last drill; more than eight days ago is too long."""
    about = Said("drill", "Uji pemulihan terakhir")
    again = Said("Try a backup out: noken db drill", "Uji satu cadangan: noken db drill")
    if last is None:
        says = Said("no backup was ever tried out", "belum ada cadangan yang diuji")
        return Verdict(about, says, again)
    age = now - datetime.fromisoformat(last["at"])
    figures = (
        Figure("noken_drill_age_seconds", age.total_seconds()),
        Figure("noken_drill_good", last["good"]),
    )
    if not last["good"]:
        says = Said(
            f"FAILED {_english(age)} ago: {last['why']}",
            f"GAGAL {_indonesian(age)} lalu: {last['why']}",
        )
        return Verdict(about, says, again, figures=figures)
    says = Said(
        f"{last['backup']} came back whole in {last['seconds']} s, {_english(age)} ago",
        f"{last['backup']} pulih utuh dalam {last['seconds']} detik, {_indonesian(age)} lalu",
    )
    return Verdict(about, says, again if age > DRILL_WITHIN else NOTHING, figures=figures)


def _english(age: timedelta) -> str:
    return f"{age.days} days" if age.days > 1 else f"{age // timedelta(hours=1)} h"


def _indonesian(age: timedelta) -> str:
    return f"{age.days} hari" if age.days > 1 else f"{age // timedelta(hours=1)} jam"


def certificate() -> Iterator[Verdict]:
    """Until when the certificate of SITE_URL is valid, asked of whoever answers there."""
    setup()
    site = urlsplit(settings.SITE_URL)
    about = Said("certificate", "Sertifikat")
    if site.scheme != "https":
        says = Said("none: only this machine is served", "tidak ada: hanya mesin ini yang dilayani")
        yield Verdict(about, says)
        return
    try:
        until = expiry(site.hostname or "", site.port or 443)
    except (OSError, ValueError) as error:
        yield Verdict(about, Said(f"not known: {error}", f"tidak diketahui: {error}"))
        return
    left = until - datetime.now(UTC)
    over = left <= timedelta(0)
    day = f"{until:%Y-%m-%d}"
    yield Verdict(
        about,
        Said(f"OVER since {day}", f"HABIS sejak {day}")
        if over
        else Said(f"valid until {day}, {left.days} days", f"sampai {day}, {left.days} hari lagi"),
        Said("Renew it at the proxy.", "Perbarui di proksi.") if left < RENEW_WITHIN else NOTHING,
        figures=(Figure("noken_certificate_left_seconds", left.total_seconds()),),
    )


def expiry(host: str, port: int) -> datetime:
    """The last moment of the certificate that is shown at this address.

    Raises:
        OSError, ValueError: nobody answers there, or shows none.
    """
    with (
        socket.create_connection((host, port), timeout=ASK_SECONDS) as plain,
        _HIDDEN.wrap_socket(plain, server_hostname=host) as secured,
    ):
        shown = secured.getpeercert(binary_form=True)
    return x509.load_der_x509_certificate(shown or b"").not_valid_after_utc
