"""Objections in the matrix: records, one of each state, arguments and forms.

Yohana rated, Markus decides. Quarters of years nobody else takes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from noken.documents.services import take_files
from noken.evaluation.models import Sheet
from noken.objections.models import Attachment, Objection, TermsProposal
from tests.access.papers import make_paper
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_objections import make_answer, make_grade, make_objection, new_key
from tests.world_work import photo


@dataclass(frozen=True)
class Objections:
    """`sheet` may still be objected to; `heard` waits for its decision, `nobodys` for somebody
    who decides; `file_id` goes with `taken`; `terms_id` waits for a signature."""

    sheet: Sheet
    filed: Objection
    taken: Objection
    heard: Objection
    decided: Objection
    nobodys: Objection
    file_id: UUID
    terms_id: int


def make_objections(cast: Cast, secret: str) -> Objections:
    sheets = [
        make_grade(cast.owner, cast.superior, year=year, number=number, unit=cast.section)
        for year in (2017, 2018)
        for number in (1, 2, 3)
    ]
    by = cast.higher_superior
    taken = make_objection(sheets[2], status="TAKEN", by=by, text=secret)
    heard = make_objection(sheets[3], status="TAKEN", by=by, text=secret)
    make_answer(heard, secret)
    nobodys = make_objection(sheets[5], text=secret)
    nobodys.seat = None
    nobodys.save(update_fields=["seat"])
    (stored,) = take_files([photo()], at=NOON)
    Attachment.objects.create(
        objection=taken, file_id=stored.pk, is_photo=True, by=cast.owner, at=NOON
    )
    return Objections(
        sheet=sheets[0],
        filed=make_objection(sheets[1], text=secret, wants_hearing=True),
        taken=taken,
        heard=heard,
        decided=make_objection(
            sheets[4],
            status="DECIDED",
            by=by,
            text=secret,
            reason=secret,
            paper_id=make_paper("OBJECTION_DECISION", "PKB-2026-000999").pk,
        ),
        nobodys=nobodys,
        file_id=stored.pk,
        terms_id=_proposal().pk,
    )


def _proposal() -> TermsProposal:
    """Of somebody who is not there to sign."""
    return TermsProposal.objects.create(
        file_days=21,
        take_workdays=2,
        answer_workdays=4,
        decide_workdays=10,
        source="Perbup 3/2026",
        start_on=TODAY,
        proposed_at=NOON,
    )


def _filed(records: Any) -> list[Any]:
    return [records.objections.filed.pk]


def _taken(records: Any) -> list[Any]:
    return [records.objections.taken.pk]


def _terms(records: Any) -> list[Any]:
    return [records.objections.terms_id]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "objections:add": _filed,
    "objections:answer": _taken,
    "objections:assign": lambda r: [r.objections.nobodys.pk],
    "objections:attachment": lambda r: [r.objections.file_id],
    "objections:decide": lambda r: [r.objections.heard.pk],
    "objections:enter": lambda r: [r.objections.sheet.pk],
    "objections:file": lambda r: [r.objections.sheet.pk],
    "objections:hear": _taken,
    "objections:objection": _filed,
    "objections:paper": lambda r: [r.objections.decided.pk],
    "objections:take": _filed,
    "objections:terms_sign": _terms,
    "objections:terms_withdraw": _terms,
    "objections:withdraw": _filed,
}


def _key() -> str:
    return str(new_key())


DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "objections:add": lambda _: {"key": _key(), "alasan": "Surat tugasnya terlampir."},
    "objections:answer": lambda _: {"key": _key(), "alasan": "Laporannya terlambat."},
    "objections:assign": lambda r: {"orang": r.cast.leader.pk, "alasan": "Perintah 800/4"},
    "objections:decide": lambda _: {
        "key": _key(),
        "hasil": "AS",
        "perilaku": "AS",
        "alasan": "Laporan Agustus sah.",
    },
    "objections:enter": lambda _: {
        "key": _key(),
        "hari": TODAY.isoformat(),
        "penerima": "Yuliana",
        "bagian": "RESULT",
        "alasan": "Laporan Agustus belum ditimbang.",
        "dengar": "DENGAR",
        "lampiran": photo(),
    },
    "objections:file": lambda _: {
        "key": _key(),
        "bagian": "RESULT",
        "alasan": "Laporan Agustus belum ditimbang.",
        "dengar": "DENGAR",
    },
    "objections:hear": lambda _: {
        "key": _key(),
        "pihak": "EMPLOYEE",
        "cara": "MEETING",
        "hari": TODAY.isoformat(),
        "alasan": "Menjelaskan kunjungan Agustus.",
    },
    "objections:take": lambda _: {},
    "objections:terms_propose": lambda _: {
        "mengajukan": 21,
        "mengambil": 2,
        "mendengar": 4,
        "memutus": 10,
        "mulai": TODAY.isoformat(),
        "dasar": "Perbup 4/2026",
    },
    "objections:terms_sign": lambda _: {"alasan": "Sesuai rapat 3 November"},
    "objections:terms_withdraw": lambda _: {},
    "objections:withdraw": lambda _: {},
}
