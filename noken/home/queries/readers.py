"""Siapa melihat data saya: who opened what of a person, in which role, when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator

from noken.audit import queries as audit
from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.organization import queries as organization

PAGE_SIZE = 50
AREAS = {
    "attendance": "kehadiran",
    "checkin": "presensi",
    "coaching": "pembinaan",
    "devices": "rekaman mesin presensi",
    "discipline": "perkara disiplin",
    "documents": "dokumen resmi",
    "evaluation": "evaluasi kinerja",
    "findings": "temuan",
    "followup": "tindak lanjut evaluasi",
    "home": "daftar yang menunggu",
    "leave": "cuti dan penugasan",
    "objections": "keberatan",
    "organization": "data kepegawaian",
    "oversight": "pengawasan Inspektorat",
    "planning": "SKP",
    "work": "laporan kerja",
}
"""What the screens of an area show, where `SCREENS` does not say more."""
SCREENS = {
    "attendance:proof": "bukti keterangan kehadiran",
    "attendance:recap_file": "unduhan rekap kehadiran",
    "attendance:team_file": "unduhan kehadiran tim",
    "checkin:photo": "foto presensi",
    "evaluation:position": "daftar orang yang dinilai",
    "evaluation:print": "cetakan evaluasi",
    "evaluation:print_many": "cetakan evaluasi",
    "findings:evidence": "bukti laporan yang disandingkan dalam temuan",
    "findings:file": "berkas keterangan temuan",
    "followup:boxes_file": "unduhan bahan sembilan kotak",
    "followup:credit_file": "unduhan angka kredit",
    "followup:grades_download": "unduhan predikat",
    "evaluation:team": "daftar orang yang dinilai",
    "home:team": "papan tim",
    "home:team_export": "unduhan laporan tim",
    "home:team_row": "papan tim",
    "home:team_summary": "papan tim",
    "leave:attachment": "lampiran cuti",
    "organization:import_errors": "unduhan baris impor yang keliru",
    "oversight:trail": "jejak Anda dalam jurnal",
    "planning:export": "unduhan SKP",
    "planning:print": "cetakan SKP",
    "work:evidence": "bukti laporan",
    "work:feedback": "umpan balik yang ditulisnya",
    "work:give": "umpan balik",
}


ROLES = {**ROLE_WORDS, Role.SELF: "rekan kerja"}
"""In which relation somebody read: whoever reads as an employee reads as a colleague."""


@dataclass(frozen=True, slots=True)
class Look:
    """The first look in a clock hour at one kind of record; `reason` where one had to be given."""

    role: str
    what: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReaderDay:
    """One reader on one day, with the looks of that day, newest first."""

    name: str
    looks: Sequence[Look]

    @property
    def last(self) -> datetime:
        return self.looks[0].at

    @property
    def roles(self) -> Sequence[str]:
        return list(dict.fromkeys(look.role for look in self.looks))

    @property
    def whats(self) -> Sequence[str]:
        return list(dict.fromkeys(look.what for look in self.looks))

    @property
    def reasons(self) -> Sequence[str]:
        return list(dict.fromkeys(look.reason for look in self.looks if look.reason))


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """Newest first; nobody's name is left out."""

    page: Page[Any]
    days: Sequence[ReaderDay]


def readers_page(actor: Actor, number: str) -> ReadersPage:
    """What the journal says about the actor's own records. Own looks are not in it."""
    me = actor.employee_id or 0
    page = Paginator(audit.days_of_readers(me), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    people = organization.people({row["reader_id"] for row in rows}) if rows else {}
    looks = _looks(me, rows)
    days = [
        ReaderDay(
            people[row["reader_id"]].name if row["reader_id"] in people else "Akun tanpa pegawai",
            looks[row["reader_id"], row["day"]],
        )
        for row in rows
    ]
    return ReadersPage(page, days)


def _looks(me: int, rows: Sequence[dict[str, Any]]) -> dict[tuple[int, date], list[Look]]:
    """The looks of these readers on these days, newest first; one statement."""
    found: dict[tuple[int, date], list[Look]] = {}
    if not rows:
        return found
    days = [row["day"] for row in rows]
    readings = audit.readings_of(me).filter(
        reader_id__in={row["reader_id"] for row in rows},
        first_at__gte=clock.start_of(min(days)),
        first_at__lt=clock.start_of(max(days) + timedelta(1)),
    )
    for each in readings:
        look = Look(ROLES[Role(each.role)], screen_words(each.screen), each.reason, each.first_at)
        found.setdefault((each.reader_id, clock.day_of(each.first_at)), []).append(look)
    return found


def screen_words(screen: str) -> str:
    """What was looked at, by the name of the address."""
    return SCREENS.get(screen) or AREAS.get(screen.partition(":")[0], "data Anda")
