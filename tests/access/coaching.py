"""Coaching in the matrix: a talk of each stage, a closer level, terms that wait for a signature.

Two people have one open talk, so the stages are spread: the owner's is being held, that of Naomi
(with Yohana) waits for consent, that of Yohana (with Markus) for its check, that of Frans for its
beginning.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from noken.coaching.models import SupervisionLevel, Talk, TermsProposal
from noken.coaching.rules import flow
from noken.core.uuid7 import uuid7
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_coaching import make_level, make_talk, make_terms

SOON = (TODAY + timedelta(7)).isoformat()


@dataclass(frozen=True)
class Coaching:
    held: Talk
    offered: Talk
    agreed: Talk
    ready: Talk
    level: SupervisionLevel
    terms: TermsProposal


def make_coaching(cast: Cast, secret: str) -> Coaching:
    make_terms(cast.personnel, cast.leader)
    return Coaching(
        held=make_talk(cast.owner, status=flow.TALKING, text=secret, measure="LATE"),
        offered=make_talk(cast.acting_superior, status=flow.OFFERED),
        agreed=make_talk(cast.superior, on=TODAY - timedelta(20), word="PARTLY"),
        ready=make_talk(cast.peer, status=flow.AGENDA),
        level=make_level(cast.owner),
        terms=make_terms(start_on=TODAY + timedelta(30), clean_months=4),
    )


def _held(records: Any) -> list[Any]:
    return [records.coaching.held.pk]


def _agreed(records: Any) -> list[Any]:
    return [records.coaching.agreed.pk]


def _peer(records: Any) -> list[Any]:
    return [records.cast.peer.pk]


def _terms(records: Any) -> list[Any]:
    return [records.coaching.terms.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "coaching:agree": _held,
    "coaching:answer": lambda r: [r.coaching.offered.pk],
    "coaching:begin": lambda r: [r.coaching.ready.pk],
    "coaching:check": _agreed,
    "coaching:drop": lambda r: [r.coaching.held.pk, 1],
    "coaching:end": _held,
    "coaching:end_close": lambda r: [r.cast.owner.pk],
    "coaching:new": _peer,
    "coaching:note": _held,
    "coaching:offer": _held,
    "coaching:talk": _held,
    "coaching:terms_sign": _terms,
    "coaching:terms_withdraw": _terms,
    "coaching:tick": lambda r: [r.coaching.agreed.pk, 1],
    "coaching:tighten": _peer,
    "coaching:weigh": _agreed,
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "coaching:agree": lambda _: {
        "siapa": "EMPLOYEE",
        "isi": "Memberi kabar sebelum 07.15",
        "bentuk": "WORD",
        "sampai": SOON,
        "ukuran": "presensi",
    },
    "coaching:answer": lambda _: {"sepakat": "ya"},
    "coaching:ask": lambda _: {"key": str(uuid7(NOON)), "isi": "Jadwal kunjungan saya"},
    "coaching:begin": lambda _: {},
    "coaching:check": lambda _: {"hasil": "IMPROVED"},
    "coaching:choose_level": lambda _: {"tetap": "ya"},
    "coaching:drop": lambda _: {},
    "coaching:end": lambda _: {"isi": "Mutasi"},
    "coaching:end_close": lambda _: {"alasan": "Sudah jelas"},
    "coaching:new": lambda _: {
        "key": str(uuid7(NOON)),
        "hari": SOON,
        "jam": "09:00",
        "tempat": "",
        "ukuran": "",
        "isi": "Catatan sarana paling lengkap",
        "baik": "on",
    },
    "coaching:note": lambda _: {"isi": "Saya pahami", "tindakan": "tunjukkan"},
    "coaching:offer": lambda _: {"cek": SOON},
    "coaching:terms_propose": lambda _: {
        "words_months": "12",
        "clean_months": "6",
        "in_time_percent": "95",
        "easy_grace_workdays": "4",
        "easy_check_percent": "50",
        "close_check_percent": "200",
        "mulai": SOON,
        "dasar": "Keputusan Bupati 12/2026",
    },
    "coaching:terms_sign": lambda _: {"alasan": "Sudah dibahas"},
    "coaching:terms_withdraw": lambda _: {},
    "coaching:tick": lambda _: {"selesai": "ya"},
    "coaching:tighten": lambda _: {
        "alasan": "Dua pekan laporan tidak masuk tanpa kabar.",
        "sampai": SOON,
    },
    "coaching:weigh": lambda _: {"kata": "IMPROVED"},
}
