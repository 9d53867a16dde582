"""Rows of what waits that lead to a page of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from noken.checkin import queries as checkin
from noken.core import clock
from noken.home.queries.order import Rank
from noken.ui import formats


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Something that is done on its own page; `things` are the notes behind one row.

    `day` is shown, under `until`: who does what until then. `by` is the last day where that is
    another: `day` may be when it came.
    """

    icon: str
    tone: str
    title: str
    detail: str
    day: date | None
    label: str
    url: str
    things: int = 1
    rank: Rank = Rank.HELD
    by: date | None = None
    until: str = ""

    @property
    def due(self) -> date | None:
        return self.by or self.day


def cells_to_talk(counts: Mapping[str, int]) -> Iterator[LinkRow]:
    """Cells of the own matrix about which members want to speak first."""
    if count := counts["matrix"]:
        title, url = f"{count} isian matriks perlu dibicarakan", reverse("planning:matrix")
        detail = "Bicarakan dengan pegawainya, lalu ubah dan kirim lagi."
        yield LinkRow("grid-3x3", "a", title, detail, None, "Buka matriks", url, count)


def presences(asked: checkin.Waiting) -> Iterator[LinkRow]:
    """Questions of the random check, and presences without a machine to be confirmed."""
    for check in asked.checks:
        title = f"Apakah {check.person.name} ada di kantor?"
        at = formats.time_of(check.at)
        detail = f"Uji petik acak: presensi pukul {at}, {check.site}"
        day, url = clock.day_of(check.at), reverse("checkin:checks")
        yield LinkRow("user-check", "a", title, detail, day, "Jawab", url)
    if asked.entries:
        title = f"{asked.entries} presensi menunggu dibenarkan"
        detail = "Pernyataan pegawai atau catatan manual; belum dihitung."
        url = reverse("checkin:entries")
        yield LinkRow("clipboard-check", "a", title, detail, None, "Periksa", url, asked.entries)


def superior_asks(counts: Mapping[str, int]) -> Iterator[LinkRow]:
    """Superiors of the own agency whom another one asks for."""
    if count := counts["superior_asks"]:
        title, url = f"{count} usulan atasan dari OPD lain", reverse("organization:proposals")
        detail = "Pejabat OPD Anda diusulkan memimpin pegawai OPD lain."
        yield LinkRow("network", "a", title, detail, None, "Jawab", url, count)


def new_accounts(counts: Mapping[str, int]) -> Iterator[LinkRow]:
    """Accounts of people who decide nothing until somebody confirms who uses them."""
    if count := counts["new_accounts"]:
        title, url = f"{count} akun menunggu konfirmasi", reverse("organization:activations")
        detail = "Pemiliknya memimpin atau memegang peran, dan belum dapat memutuskan."
        yield LinkRow("key-round", "a", title, detail, None, "Periksa", url, count)
