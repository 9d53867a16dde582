"""What follows from grades in the matrix: records, one of each state, arguments and forms.

A person has one open plan, so the states are spread: the owner's runs, that of Yohana (coached by
Markus) is proposed, that of Naomi (by Yohana) has its result, that of Petrus is over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from noken.core.actor import system
from noken.core.uuid7 import uuid7
from noken.followup.models import (
    Award,
    CoachingNote,
    Difference,
    Improvement,
    ValueProposal,
)
from noken.followup.rules import flow
from noken.organization.models import Employee, Position
from noken.organization.services import refresh_lines
from tests.cast import Cast
from tests.world import NOON, TODAY, make_employee, make_position, make_posting
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_followup import (
    make_award,
    make_difference,
    make_final,
    make_improvement,
    make_note,
    make_value,
)

LATER = TODAY + timedelta(30)


@dataclass(frozen=True)
class Followups:
    """`running` is the owner's with `note`; `over` may go on to the competence test. `auditor`
    earns credit points in a functional post, led by who acts today."""

    running: Improvement
    note: CoachingNote
    proposed: Improvement
    tested: Improvement
    over: Improvement
    award: Award
    value: ValueProposal
    difference: Difference
    auditor: Employee


def make_followups(cast: Cast, secret: str) -> Followups:
    old = make_period(year=2021, number=0, kind="YEAR")
    make_final(cast.peer, cast.former_superior, period=old, unit=cast.section)
    year = make_period(year=2022, number=0, kind="YEAR")
    sheet = make_sheet(cast.owner, year, superior=cast.former_superior, unit=cast.section)
    make_rating(sheet, cast.former_superior, "BELOW", "AS", received_at=NOON)
    running = make_improvement(cast.owner, text=secret)
    make_value(signers=(cast.personnel, cast.leader))
    return Followups(
        running=running,
        note=make_note(running, cast.acting_superior, text=secret),
        proposed=make_improvement(cast.superior, status=flow.PROPOSED, answered=True),
        tested=make_improvement(cast.acting_superior, status=flow.TESTED),
        over=make_improvement(
            cast.admin_other,
            status=flow.TESTED,
            start_on=TODAY - timedelta(200),
            due_on=TODAY - timedelta(1),
        ),
        award=make_award(cast.owner, cast.acting_superior, text=secret),
        value=make_value("COEFFICIENT_MAHIR", "12.5", start_on=LATER),
        difference=make_difference(sheet, cast.acting_superior, cast.personnel),
        auditor=_auditor(cast),
    )


def _auditor(cast: Cast) -> Employee:
    person = make_employee("Ruth Auparay", account=False)
    post = make_position(cast.section, "Auditor Ahli Madya", kind=Position.Kind.FUNCTIONAL)
    make_posting(person, post)
    refresh_lines(by=system(TODAY), at=NOON)
    make_final(person, cast.acting_superior)
    return person


def _running(records: Any) -> list[Any]:
    return [records.followups.running.pk]


def _proposed(records: Any) -> list[Any]:
    return [records.followups.proposed.pk]


def _tested(records: Any) -> list[Any]:
    return [records.followups.tested.pk]


def _award(records: Any) -> list[Any]:
    return [records.followups.award.pk]


def _value(records: Any) -> list[Any]:
    return [records.followups.value.pk]


def _peer(records: Any) -> list[Any]:
    return [records.cast.peer.pk]


def _difference(records: Any) -> list[Any]:
    return [records.followups.difference.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "followup:answer": _proposed,
    "followup:award": _award,
    "followup:award_decide": _award,
    "followup:award_withdraw": _award,
    "followup:close": _tested,
    "followup:decide": _difference,
    "followup:difference": _difference,
    "followup:forward": lambda r: [r.followups.over.pk],
    "followup:grade_file": lambda r: [r.followups.difference.file_id],
    "followup:improvement": _running,
    "followup:mend": _proposed,
    "followup:note": _running,
    "followup:note_answer": lambda r: [r.followups.note.pk],
    "followup:person": lambda r: [r.cast.owner.pk],
    "followup:print_credit": lambda r: [r.followups.auditor.pk],
    "followup:propose": _peer,
    "followup:propose_award": _peer,
    "followup:sign": _value,
    "followup:start": _proposed,
    "followup:stop": _running,
    "followup:test": _running,
    "followup:test_answer": _tested,
    "followup:withdraw": _value,
}


def _key() -> str:
    return str(uuid7(NOON))


def _plan_form(_: Any) -> dict[str, Any]:
    return {
        "key": _key(),
        "reason": "Laporan terlambat tiga kali.",
        "text1": "Laporan tepat waktu",
        "measure1": "Tanggal kirim",
        "support1": "Daftar cek",
    }


def _note_form(_: Any) -> dict[str, Any]:
    return {
        "key": _key(),
        "held_on": TODAY.isoformat(),
        "said": "Sudah lebih baik.",
        "help": "",
        "agreed": "",
        "next_on": "",
    }


def _table(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def _grades(records: Any) -> dict[str, Any]:
    words = "Sesuai ekspektasi;Sesuai ekspektasi;Baik"
    text = "Kunci;NIP;Rating hasil kerja;Rating perilaku;Predikat\n"
    text += f"1;{records.cast.peer.nip};{words}\n"
    return {"key": _key(), "file": _table("predikat.csv", text)}


def _potentials(records: Any) -> dict[str, Any]:
    text = f"NIP;Potensi\n{records.cast.owner.nip};Tinggi\n"
    return {
        "file": _table("potensi.csv", text),
        "on": TODAY.isoformat(),
        "source": "Asesmen 7/2026",
    }


DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "followup:answer": lambda _: {"sepakat": "ya", "catatan": ""},
    "followup:award_decide": lambda _: {"putusan": "ya", "nomor": "800/9", "catatan": ""},
    "followup:award_withdraw": lambda _: {},
    "followup:boxes": _potentials,
    "followup:close": lambda _: {
        "putus-act": "improve",
        "putus-note": "Sudah stabil",
        "putus-until": "",
    },
    "followup:decide": lambda _: {"putusan": "tidak", "catatan": "Buktinya ada"},
    "followup:files": _grades,
    "followup:forward": lambda _: {"catatan": "Belum tercapai"},
    "followup:mend": _plan_form,
    "followup:note": _note_form,
    "followup:note_answer": lambda _: {"catatan": "Setuju"},
    "followup:print_credit": lambda _: {"tahun": "2025"},
    "followup:propose": _plan_form,
    "followup:propose_award": lambda _: {
        "key": _key(),
        "kind": "LEARNING",
        "reason": "Panduan dipakai tiga distrik.",
    },
    "followup:sign": lambda _: {"alasan": "Sudah dibahas"},
    "followup:start": lambda _: {},
    "followup:stop": lambda _: {"catatan": "Pindah tugas"},
    "followup:terms": lambda _: {
        "name": "IMPROVEMENT_MONTHS",
        "value": "5",
        "on": TODAY.isoformat(),
        "source": "Keputusan Bupati 12/2026",
    },
    "followup:test": lambda _: {
        "cek-outcome": "REACHED",
        "cek-facts": "Lima laporan tepat waktu",
        "cek-on": TODAY.isoformat(),
    },
    "followup:test_answer": lambda _: {"catatan": "Terima kasih"},
    "followup:withdraw": lambda _: {},
}
