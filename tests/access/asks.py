"""How each address is asked for in the matrix: its arguments and, where it takes a form, all of it.

The forms are complete and would succeed for whoever may send them: a refusal in the matrix is one
of rights or state, not of a forgotten field.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from noken.core.uuid7 import uuid7
from noken.planning.rules import Content, fingerprint
from tests.access import (
    absences,
    cascade,
    deliveries,
    followups,
    machines,
    objections,
    papers,
    periods,
    presence,
    sheets,
    units,
)
from tests.access.records import PASSWORD, ROSTER_DAY, UNSAID, Records
from tests.world import NOON, TODAY
from tests.world_planning import content_now
from tests.world_schedules import schedule, shift
from tests.world_work import photo

Args = Callable[[Records], list[Any]]
Data = Callable[[Records], dict[str, Any]]
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


def _draft(records: Records) -> list[Any]:
    return [records.draft.pk]


def _submitted(records: Records) -> list[Any]:
    return [records.submitted.pk]


def _waiting(records: Records) -> list[Any]:
    return [records.waiting.pk]


def _said(records: Records) -> list[Any]:
    return [records.said.pk]


def _asked(records: Records) -> list[Any]:
    return [records.asked.pk]


ARGS: Mapping[str, Args] = {
    **absences.ARGS,
    **cascade.ARGS,
    **followups.ARGS,
    **objections.ARGS,
    **papers.ARGS,
    **sheets.ARGS,
    **periods.ARGS,
    **presence.ARGS,
    **units.ARGS,
    **deliveries.ARGS,
    **machines.ARGS,
    "attendance:answer": _asked,
    "attendance:decide": _said,
    "attendance:person": _owner,
    "attendance:proof": _said,
    "attendance:reopen": lambda r: [r.closing.pk],
    "attendance:withdraw": _said,
    "attendance:person_schedule": _owner,
    "attendance:person_schedule_end": lambda r: [r.cast.owner.pk, r.own_schedule_id],
    "attendance:roster": _section,
    "attendance:tolerance_sign": lambda r: [r.tolerance_id],
    "attendance:tolerance_withdraw": lambda r: [r.tolerance_id],
    "attendance:unit_days": _section,
    "attendance:unit_days_drop": _section,
    "attendance:unit_schedule": _section,
    "attendance:unit_schedule_end": lambda r: [r.cast.section.pk, r.unit_schedule_id],
    "calendars:decide": lambda _: [TODAY.year],
    "calendars:year": lambda _: [TODAY.year],
    "home:team_row": _owner,
    "organization:acting": _section,
    "organization:acting_end": lambda r: [r.cast.section.pk, r.acting.pk],
    "organization:grant": _owner,
    "organization:grant_end": lambda r: [r.cast.owner.pk, r.grant.pk],
    "organization:import": _run,
    "organization:import_apply": _run,
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
    "planning:annex": _draft,
    "planning:answer_proposal": lambda r: [r.proposal.pk],
    "planning:approve": _submitted,
    "planning:copy": lambda r: [r.empty.pk],
    "planning:discard": lambda r: [r.changed.pk],
    "planning:expect": _submitted,
    "planning:plan": lambda r: [r.agreed.plan.pk],
    "planning:read_notes": lambda r: [r.proposal.plan_id],
    "planning:reopen": lambda r: [r.decided.pk],
    "planning:return": _submitted,
    "planning:revise": lambda r: [r.agreed.plan.pk],
    "planning:save": _draft,
    "planning:say": _submitted,
    "planning:shape": _draft,
    "planning:withdraw": _submitted,
    "work:answer": lambda r: [r.feedback.pk],
    "work:attach": _waiting,
    "work:correct": _waiting,
    "work:evidence": lambda r: [r.file_id],
    "work:give": _owner,
    "work:report": _waiting,
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


def _annex(records: Records) -> dict[str, Any]:
    """One line in an annex that was empty."""
    seen = fingerprint(Content(annex=content_now(records.draft).annex))
    return {
        "aksi": "simpan",
        "seen": seen,
        "kunci-RESOURCES": _key(),
        "isi-RESOURCES": "Kendaraan dinas ke Masni",
    }


def _plan_form(records: Records) -> dict[str, Any]:
    """The editor of the draft's one result, with one indicator and another text."""
    (result,) = content_now(records.draft).results
    (indicator,) = result.indicators
    field = f"i-{indicator.key}-"
    return {
        "aksi": "simpan",
        "hasil": str(result.key),
        "seen": fingerprint(result),
        "rhk-text": f"{result.text} dan sekolahnya",
        "rhk-supports": "",
        "rhk-kind": "MAIN",
        "indikator": [str(indicator.key)],
        f"{field}aspect": "QUANTITY",
        f"{field}text": indicator.text,
        f"{field}unit": indicator.unit,
        **{f"{field}{quarter}": "9" for quarter in ("q1", "q2", "q3")},
        f"{field}q4": "15",
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


def _schedule(_: Records) -> dict[str, Any]:
    """Until the day before the records' own ones begin."""
    return {
        "jadwal": schedule("FLEXIBLE").pk,
        "mulai": DAY,
        "sampai": DAY,
        "dasar": "Surat 800/41",
        "lain": ["4"],
    }


def _roster(records: Records) -> dict[str, Any]:
    """The owner's Saturday of this week."""
    owner, monday = records.cast.owner.pk, TODAY - timedelta(TODAY.weekday())
    return {
        "dilihat": f"{monday.isoformat()};{owner}:-1,-1,-1,-1,-1,-1,-1",
        f"s-{owner}-{ROSTER_DAY.isoformat()}": shift("ORDER_SHIFTS", "P").pk,
    }


DATA: Mapping[str, Data] = {
    **absences.DATA,
    **cascade.DATA,
    **followups.DATA,
    **objections.DATA,
    **papers.DATA,
    **sheets.DATA,
    **periods.DATA,
    **presence.DATA,
    **units.DATA,
    **deliveries.DATA,
    **machines.DATA,
    "account_login": _login,
    "account_logout": _nothing,
    "account_reauthenticate": lambda _: {"password": PASSWORD},
    "attendance:answer": lambda _: {"jawaban": "Ke Bank Papua."},
    "attendance:close": lambda r: {"unit": r.cast.agency.pk, "bulan": "2026-09"},
    "attendance:decide": lambda _: {"keputusan": "terima"},
    "attendance:reopen": lambda _: {"alasan": "Surat tugas baru masuk."},
    "attendance:say": lambda _: {
        "key": _key(),
        "hari": UNSAID.isoformat(),
        "sebenarnya": "FIELD",
        "keterangan": "Rapat di Bappeda.",
    },
    "attendance:withdraw": _nothing,
    "attendance:person_schedule": _schedule,
    "attendance:person_schedule_end": lambda _: {"pada": ROSTER_DAY.isoformat()},
    "attendance:ramadan": lambda _: {
        "pertama": "2027-02-09",
        "terakhir": "2027-03-09",
        "dasar": "Sidang isbat",
    },
    "attendance:roster": _roster,
    "attendance:schedule_define": lambda _: {
        "nama": "Piket IGD",
        "dasar": "SK 3",
        "harian": "piket",
        "s0-nama": "Malam",
        "s0-masuk": "20:00",
        "s0-pulang": "08:00",
    },
    "attendance:tolerance": lambda _: {
        "telat": "5",
        "ganti": "0",
        "mulai": SOON,
        "dasar": "Perbup 8/2026",
    },
    "attendance:tolerance_sign": lambda _: {"alasan": "Sudah dibahas"},
    "attendance:tolerance_withdraw": _nothing,
    "attendance:unit_days": lambda _: {
        "dari": LAST,
        "sampai": LAST,
        "nama": "Libur seksi",
        "dasar": "SK 2",
    },
    "attendance:unit_days_drop": lambda r: {
        "dari": r.day_off.isoformat(),
        "sampai": r.day_off.isoformat(),
    },
    "attendance:unit_schedule": _schedule,
    "attendance:unit_schedule_end": lambda _: {"pada": LAST},
    "calendars:decide": lambda r: {"day": r.holiday.pk, "is_day_off": "ya"},
    "calendars:year": lambda _: {"day": LAST, "name": "Hari Jadi Manokwari", "source": "SK 1/2026"},
    "home:notices_read": lambda r: {"pemberitahuan": r.notice.pk},
    "organization:acting": _acting,
    "organization:acting_end": _nothing,
    "organization:grant": _grant,
    "organization:grant_end": _nothing,
    "organization:import_apply": lambda _: {"basis": "Surat 800/14", "conflicts": "HERE"},
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
    "planning:annex": _annex,
    "planning:answer_proposal": lambda _: {"jawaban": "terima"},
    "planning:approve": _nothing,
    "planning:copy": _nothing,
    "planning:discard": _nothing,
    "planning:expect": lambda _: {"harap-SERVICE": "Balas hari itu juga", "dulu-SERVICE": ""},
    "planning:read_notes": lambda r: {"catatan": str(r.proposal.pk), "line": "PLAN:"},
    "planning:reopen": _nothing,
    "planning:return": lambda _: {"note": "Tambahkan target triwulan II."},
    "planning:revise": lambda _: {"reason": "Tugas baru sejak November"},
    "planning:save": _plan_form,
    "planning:say": lambda _: {"key": _key(), "line": "PLAN:", "text": "Bisa, Bu."},
    "planning:shape": lambda _: {"approach": "QUALITATIVE", "form": "STAFF"},
    "planning:start": lambda _: {"year": TODAY.year + 1, "copying": ""},
    "planning:withdraw": _nothing,
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
    "work:withdraw": lambda r: {"laporan": str(r.waiting.pk)},
}
