"""Siapa melihat data saya: who opened what of a person, in which role, when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from noken.audit import queries as audit
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
    "evaluation:print": "cetakan evaluasi",
    "evaluation:print_many": "cetakan evaluasi",
    "findings:evidence": "bukti laporan yang disandingkan dalam temuan",
    "findings:file": "berkas keterangan temuan",
    "followup:boxes_file": "unduhan bahan sembilan kotak",
    "followup:credit_file": "unduhan angka kredit",
    "followup:grades_download": "unduhan predikat",
    "home:team": "papan tim",
    "home:team_export": "unduhan laporan tim",
    "home:team_row": "papan tim",
    "home:team_summary": "papan tim",
    "leave:attachment": "lampiran cuti",
    "organization:import_errors": "unduhan baris impor yang keliru",
    "planning:export": "unduhan SKP",
    "planning:print": "cetakan SKP",
    "work:evidence": "bukti laporan",
    "work:feedback": "umpan balik",
    "work:give": "umpan balik",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One reader at one kind of record in one clock hour; `reason` where one had to be given."""

    name: str
    role: str
    what: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """Newest first; nobody's name is left out."""

    page: Page[Any]
    looks: Sequence[Look]


def readers_page(actor: Actor, number: str) -> ReadersPage:
    """What the journal says about the actor's own records. Own looks are not in it."""
    page = Paginator(audit.readings_of(actor.employee_id or 0), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    people = organization.people({row.reader_id for row in rows}) if rows else {}
    looks = [
        Look(
            name=people[row.reader_id].name if row.reader_id in people else "Akun tanpa pegawai",
            role=ROLE_WORDS[Role(row.role)],
            what=screen_words(row.screen),
            reason=row.reason,
            at=row.first_at,
        )
        for row in rows
    ]
    return ReadersPage(page, looks)


def screen_words(screen: str) -> str:
    """What was looked at, by the name of the address."""
    return SCREENS.get(screen) or AREAS.get(screen.partition(":")[0], "data Anda")
