"""A finding about the owner in the matrix: a row of each state that an act needs.

Naomi leads today and decides; the Inspektorat has not said why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from noken.documents.services import take_files
from noken.findings.exports.ladder_book import ladder_book
from noken.findings.models import Finding, Row
from noken.findings.models.replies import ReplyFile
from noken.findings.rules.regional import Step
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_findings import make_finding, make_reply, make_row, make_table, new_key
from tests.world_work import photo

STEPS = [Step(3, "RINGAN", "Teguran lisan")]


@dataclass(frozen=True)
class Findings:
    """`asked` waits for an answer, `said` for a decision, `refused` was decided; one more row has
    not been opened. `file_id` goes with the answer, and is the evidence that `twice` is about."""

    finding: Finding
    asked: Row
    said: Row
    refused: Row
    twice: Row
    file_id: UUID
    table_id: int


def make_findings(cast: Cast, secret: str) -> Findings:
    finding = make_finding(cast.owner)
    days = [TODAY - timedelta(number) for number in (4, 5, 6, 7)]
    make_row(finding, days[0])
    asked = make_row(finding, days[1], told=True)
    said = make_row(finding, days[2], Row.State.REPLIED)
    refused = make_row(finding, days[3], Row.State.REFUSED, by=cast.acting_superior, reason=secret)
    reply = make_reply(finding, said, text=secret, companion=secret[:40])
    (stored,) = take_files([photo()], at=NOON)
    ReplyFile.objects.create(reply=reply, file_id=stored.pk, is_photo=True)
    facts = {
        "title": secret,
        "file": str(stored.pk),
        "other_file": str(stored.pk),
        "other_day": days[0].isoformat(),
        "other_who": cast.peer.name,
        "other_by": cast.peer.pk,
    }
    twice = make_row(finding, TODAY - timedelta(8), Row.State.REFUSED, facts=facts)
    table = make_table(signed=False, start_on=TODAY)
    return Findings(finding, asked, said, refused, twice, stored.pk, table.pk)


def _number(records: Any) -> list[Any]:
    return [records.findings.finding.number]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "findings:decide": _number,
    "findings:evidence": lambda r: [r.findings.finding.number, r.findings.twice.pk],
    "findings:evidence_file": lambda r: [
        r.findings.finding.number,
        r.findings.twice.pk,
        r.findings.file_id,
    ],
    "findings:file": lambda r: [r.findings.file_id],
    "findings:finding": _number,
    "findings:hand_over": _number,
    "findings:ladder_sign": lambda r: [r.findings.table_id],
    "findings:ladder_withdraw": lambda r: [r.findings.table_id],
    "findings:opened": _number,
    "findings:reconsider": lambda r: [r.findings.finding.number, r.findings.refused.pk],
    "findings:reply": _number,
    "findings:state_reason": _number,
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "findings:decide": lambda r: {
        f"baris_{r.findings.said.pk}": "ACCEPT",
        "alasan": "Sesuai catatan BPBD.",
    },
    "findings:hand_over": lambda _: {"tanggal": TODAY.isoformat(), "saksi": "Frans Rumbiak"},
    "findings:ladder_propose": lambda _: {
        "kelompok": ["PPPK"],
        "hari_1": "3",
        "tingkat_1": "RINGAN",
        "hukuman_1": "Teguran lisan",
        "mulai": TODAY.isoformat(),
        "dasar": "Perbup 4/2026",
    },
    "findings:ladder_read": lambda _: {"berkas": BytesIO(ladder_book(STEPS))},
    "findings:ladder_sign": lambda _: {"alasan": "Sesuai rapat 3 November"},
    "findings:ladder_withdraw": lambda _: {},
    "findings:opened": lambda _: {},
    "findings:reconsider": lambda _: {"alasan": "Surat puskesmas menyusul."},
    "findings:reply": lambda r: {
        "key": str(new_key()),
        "baris": [str(r.findings.asked.pk)],
        "keterangan": "Jalan ke Prafi tertutup longsor.",
    },
    "findings:state_reason": lambda _: {
        "dasar": "Surat tugas",
        "nomor": "700/218",
        "alasan": "Atasan belum menjawab keterangannya.",
    },
}
