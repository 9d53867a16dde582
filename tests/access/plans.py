"""Plans among the addresses: which record each is asked for, and what its form holds."""

from collections.abc import Callable, Mapping
from typing import Any

from noken.core.uuid7 import uuid7
from noken.planning.rules import Content, fingerprint
from tests.world import NOON, TODAY
from tests.world_planning import content_now


def _nothing(_: Any) -> dict[str, Any]:
    return {}


def _key() -> str:
    return str(uuid7(NOON))


def _draft(records: Any) -> list[Any]:
    return [records.draft.pk]


def _submitted(records: Any) -> list[Any]:
    return [records.submitted.pk]


def _annex(records: Any) -> dict[str, Any]:
    """One line in an annex that was empty."""
    seen = fingerprint(Content(annex=content_now(records.draft).annex))
    return {
        "aksi": "simpan",
        "seen": seen,
        "kunci-RESOURCES": _key(),
        "isi-RESOURCES": "Kendaraan dinas ke Masni",
    }


def _plan_form(records: Any) -> dict[str, Any]:
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


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
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
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
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
}
