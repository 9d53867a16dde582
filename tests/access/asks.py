"""How each address is asked for in the matrix: its arguments and, where it takes a form, all of it.

The forms are complete and would succeed for whoever may send them: a refusal in the matrix is one
of rights or state, not of a forgotten field.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from noken.core.uuid7 import uuid7
from tests.access import (
    absences,
    cascade,
    coaching,
    deliveries,
    discipline,
    findings,
    followups,
    lent,
    machines,
    objections,
    oversight,
    papers,
    periods,
    plans,
    presence,
    rules,
    schedules,
    settings,
    sheets,
    statements,
    units,
)
from tests.access.records import PASSWORD, Records
from tests.world import NOON, TODAY
from tests.world_work import photo

Args = Callable[[Records], list[Any]]
Data = Callable[[Records], dict[str, Any]]
NEW = "kata sandi yang baru"
DAY = TODAY.isoformat()
SOON = (TODAY + timedelta(2)).isoformat()
LAST = (TODAY + timedelta(40)).isoformat()


def _nothing(_: Records) -> dict[str, Any]:
    return {}


def _key() -> str:
    return str(uuid7(NOON))


def _owner(records: Records) -> list[Any]:
    return [records.cast.owner.pk]


def _section(records: Records) -> list[Any]:
    return [records.cast.section.pk]


def _run(records: Records) -> list[Any]:
    return [records.run.pk]


def _waiting(records: Records) -> list[Any]:
    return [records.waiting.pk]


ARGS: Mapping[str, Args] = {
    **absences.ARGS,
    **cascade.ARGS,
    **coaching.ARGS,
    **discipline.ARGS,
    **findings.ARGS,
    **followups.ARGS,
    **objections.ARGS,
    **oversight.ARGS,
    **rules.ARGS,
    **papers.ARGS,
    **sheets.ARGS,
    **statements.ARGS,
    **periods.ARGS,
    **plans.ARGS,
    **presence.ARGS,
    **schedules.ARGS,
    **lent.ARGS,
    **settings.ARGS,
    **units.ARGS,
    **deliveries.ARGS,
    **machines.ARGS,
    "calendars:decide": lambda _: [TODAY.year],
    "calendars:disruption": lambda r: [r.disruption.pk],
    "calendars:year": lambda _: [TODAY.year],
    "home:team_row": _owner,
    "account_end_session": lambda r: [r.login.pk],
    "organization:account_issue": _owner,
    "organization:acting": _section,
    "organization:acting_end": lambda r: [r.cast.section.pk, r.acting.pk],
    "organization:grant": _owner,
    "organization:role_confirm": lambda r: [r.role.pk],
    "organization:role_withdraw": lambda r: [r.role.pk],
    "organization:role_end": lambda r: [r.grant.pk],
    "organization:role_review": lambda r: [r.grant.pk],
    "organization:import": _run,
    "organization:import_again": _run,
    "organization:import_apply": _run,
    "organization:import_columns": _run,
    "organization:import_discard": _run,
    "organization:import_doubts": _run,
    "organization:import_errors": _run,
    "organization:import_row": lambda r: [r.run.pk, r.row.pk],
    "organization:move": _owner,
    "organization:person": _owner,
    "organization:position_add": _section,
    "organization:rank": _owner,
    "organization:standing": _owner,
    "organization:superior": _owner,
    "organization:superior_clear": lambda r: [r.cast.peer.pk],
    "organization:unit": _section,
    "organization:hire": _section,
    "organization:unit_add": _section,
    "organization:unit_close": lambda r: [r.spare_unit_id],
    "organization:unit_merge": lambda r: [r.spare_unit_id],
    "organization:unit_move": lambda r: [r.spare_unit_id],
    "organization:unit_rename": _section,
    "work:answer": lambda r: [r.feedback.pk],
    "work:attach": _waiting,
    "work:correct": _waiting,
    "work:duties_sign": lambda r: [r.duty_id],
    "work:duties_withdraw": lambda r: [r.duty_id],
    "work:evidence": lambda r: [r.file_id],
    "work:give": _owner,
    "work:report": _waiting,
    "work:routine": _waiting,
}


def _login(records: Records) -> dict[str, Any]:
    return {"login": records.cast.bupati.account.login, "password": PASSWORD}  # type: ignore[union-attr]  # has one


def _acting(records: Records) -> dict[str, Any]:
    """From the day on which today's acting officer goes."""
    return {
        "employee": records.cast.peer.pk,
        "employee_text": "",
        "kind": "PLH",
        "start_on": (TODAY + timedelta(10)).isoformat(),
        "end_on": LAST,
    }


def _superior(records: Records) -> dict[str, Any]:
    return {
        "superior": records.cast.higher_superior.pk,
        "superior_text": "",
        "reason": "Surat 800/12",
        "start_on": DAY,
        "end_on": LAST,
    }


def _grant(records: Records) -> dict[str, Any]:
    return {
        "role": "ADMIN_OPD",
        "unit": records.cast.other_agency.pk,
        "unit_text": "",
        "letter": "800/13",
        "reason": "Surat 800/13",
        "start_on": DAY,
        "end_on": LAST,
    }


def _newcomer(records: Records) -> dict[str, Any]:
    return {
        "nip": "19910412 201504 2 014",
        "name": "Ribka Sawaki",
        "front_title": "",
        "back_title": "",
        "kind": "PNS",
        "position": records.post_id,
        "position_text": "",
        "start_on": DAY,
    }


def _new_unit(_: Records) -> dict[str, Any]:
    return {
        "name": "Subseksi Buku",
        "kind": "TEAM",
        "head_title": "Kepala Subseksi Buku",
        "start_on": DAY,
    }


def report_form(records: Records) -> dict[str, Any]:
    return {
        "key": _key(),
        "indikator": str(records.agreed.keys[0]),
        "judul": "",
        "jumlah": "3",
        "tempat": ["Kantor dinas"],
        "tempat_lain": "SD Inpres 12",
        "catatan": "Selesai sebelum siang",
        "tanggal": DAY,
        "alasan": "",
    }


def _people_file() -> SimpleUploadedFile:
    content = b"NIP;NAMA;JABATAN;UNIT KERJA\n"
    return SimpleUploadedFile("pegawai.csv", content, content_type="text/csv")


def _feedback(records: Records) -> dict[str, Any]:
    return {
        "key": _key(),
        "pegawai": records.cast.owner.pk,
        "laporan": "",
        "nilai": "",
        "isi": "Laporannya jelas dan lengkap.",
    }


DATA: Mapping[str, Data] = {
    **absences.DATA,
    **cascade.DATA,
    **coaching.DATA,
    **discipline.DATA,
    **findings.DATA,
    **followups.DATA,
    **objections.DATA,
    **oversight.DATA,
    **rules.DATA,
    **papers.DATA,
    **sheets.DATA,
    **statements.DATA,
    **periods.DATA,
    **plans.DATA,
    **presence.DATA,
    **schedules.DATA,
    **lent.DATA,
    **settings.DATA,
    **units.DATA,
    **deliveries.DATA,
    **machines.DATA,
    "account_login": _login,
    "account_logout": _nothing,
    "account_password": lambda _: {"old": PASSWORD, "new": NEW, "again": NEW},
    "account_end_session": _nothing,
    "account_end_sessions": _nothing,
    "account_reauthenticate": lambda _: {"password": PASSWORD},
    "organization:account_issue": _nothing,
    "organization:activations": lambda r: {"akun": str(r.activation.pk), "pasti": "1"},
    "organization:accounts": lambda _: {"unit": "", "ulang": "1", "jumlah": "50"},
    "calendars:decide": lambda r: {"day": r.holiday.pk, "is_day_off": "ya"},
    "calendars:disruption": lambda _: {"end_at": "2026-11-20T11:00", "proof": "Tiket 8812"},
    "calendars:disruptions": lambda r: {
        "unit": r.cast.agency.pk,
        "hits": "semua",
        "start_at": "2026-11-19T08:00",
        "end_at": "2026-11-19T09:00",
        "what": "Jaringan putus",
        "proof": "Tiket 8811",
    },
    "calendars:year": lambda _: {"day": LAST, "name": "Hari Jadi Manokwari", "source": "SK 1/2026"},
    "home:notices_read": lambda r: {"pemberitahuan": r.notice.pk},
    "organization:acting": _acting,
    "organization:acting_end": _nothing,
    "organization:grant": _grant,
    "organization:role_confirm": lambda _: {"alasan": "Benar"},
    "organization:role_withdraw": _nothing,
    "organization:role_end": lambda _: {"alasan": "Selesai"},
    "organization:role_review": lambda _: {"alasan": "Masih perlu"},
    "organization:import_again": _nothing,
    "organization:import_apply": lambda _: {
        "basis": "Surat 800/14",
        "conflicts": "HERE",
        "start": DAY,
    },
    "organization:import_columns": lambda _: {"kolom-0": "NIP", "kolom-1": "NAME"},
    "organization:import_discard": _nothing,
    "organization:import_doubts": lambda _: {"unit:1": "kosong"},
    "organization:import_row": lambda _: {"nip": "", "decision": "HERE"},
    "organization:imports": lambda _: {"key": _key(), "file": _people_file()},
    "organization:move": lambda r: {"position": r.post_id, "position_text": "", "on": DAY},
    "organization:position_add": lambda _: {
        "title": "Pengadministrasi Buku",
        "kind": "EXECUTIVE",
        "family": "GENERAL",
        "is_head": "",
    },
    "organization:rank": lambda _: {"code": "III/b", "on": DAY},
    "organization:standing": lambda _: {"standing": "STUDY", "on": DAY},
    "organization:superior": _superior,
    "organization:superior_clear": _nothing,
    "organization:hire": _newcomer,
    "organization:unit_add": _new_unit,
    "organization:unit_close": lambda _: {"on": SOON},
    "organization:unit_merge": lambda r: {"into": r.cast.section.pk, "into_text": "", "on": DAY},
    "organization:unit_move": lambda r: {"parent": r.cast.agency.pk, "parent_text": "", "on": DAY},
    "organization:unit_rename": lambda _: {"name": "Seksi Kurikulum dan Buku", "on": DAY},
    "work:duties_propose": lambda _: {
        "status": "CPNS",
        "rumpun": "",
        "irama": "WORKDAY",
        "kelonggaran": "2",
        "mulai": SOON,
        "dasar": "Perbup 6/2026",
    },
    "work:duties_sign": lambda _: {"alasan": "Sesuai rapat"},
    "work:duties_withdraw": _nothing,
    "work:answer": lambda _: {"key": _key(), "isi": "Siap, terima kasih.", "selesai": "on"},
    "work:attach": lambda _: {"key": _key(), "berkas": photo("bukti.jpg", "#336699")},
    "work:correct": report_form,
    "work:feedback": _feedback,
    "work:feedback_read": lambda r: {"umpan_balik": str(r.feedback.pk)},
    "work:file": report_form,
    "work:reopen": lambda r: {"laporan": str(r.approved.pk)},
    "work:review": lambda r: {
        "laporan": str(r.waiting.pk),
        "keputusan": "setujui",
        "catatan": "",
        "dilihat": str(r.waiting.pk),
    },
    "work:routine": lambda _: {"rutin": "ya", "alasan": "Jaga loket setiap hari"},
    "work:withdraw": lambda r: {"laporan": str(r.waiting.pk)},
}
