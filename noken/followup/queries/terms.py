"""The values in force and those that wait: what the law leaves open, with their owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.db.models import Count

from noken.core.actor import Actor, Role
from noken.core.signing import SIGNATURES
from noken.followup.models import ValueProposal
from noken.followup.rules import values
from noken.followup.rules.credit import LEVEL_WORDS
from noken.followup.rules.values import Known, Setting
from noken.organization import queries as organization
from noken.regulations import grades

OWNER = "BKPSDM"


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """One that was not withdrawn; `left` signatures are still missing."""

    id: int
    about: str
    value: Decimal
    unit: str
    start_on: date
    source: str
    by: str
    signatures: tuple[Signature, ...]
    left: int
    may_sign: bool
    signed_by_me: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that is settled here, or one that stands in the law (`is_law`)."""

    about: str
    value: Decimal
    unit: str
    source: str
    is_law: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class TermsPage:
    rows: tuple[ValueRow, ...]
    waiting: tuple[Proposal, ...]
    signed: tuple[Proposal, ...]
    settable: tuple[tuple[str, str], ...]
    may_propose: bool
    on: date
    role: Role


@cache
def known_values() -> dict[str, Known]:
    """What may be settled: the span of a plan, and each coefficient that is not confirmed."""
    months = Known(
        values.MONTHS,
        "Lama masa perbaikan kinerja",
        Decimal(values.USUAL_MONTHS),
        "bulan",
        "PP 30/2019 pasal 56 sampai 58; lamanya belum dipastikan",
        Decimal(1),
        Decimal(12),
        whole=True,
    )
    return {months.name: months} | {
        f"{values.COEFFICIENT}{level.code}": Known(
            f"{values.COEFFICIENT}{level.code}",
            f"Koefisien angka kredit {LEVEL_WORDS[level.code]}",
            level.coefficient,
            "per tahun",
            "PermenPANRB 1/2023; angka untuk jenjang ini belum dipastikan",
            Decimal("0.25"),
            Decimal(100),
            whole=False,
        )
        for level in grades.credit_levels()
        if level.mark == "C"
    }


def improvement_months(on: date) -> Setting:
    """The span of an improvement plan on a day."""
    known = known_values()[values.MONTHS]
    return values.setting_on(known, _signed([known.name]), on)


def coefficients(on: date) -> dict[str, Setting]:
    """The coefficient of every level on a day; official ones are settled."""
    known = known_values()
    signed = _signed(known)
    found = {}
    for level in grades.credit_levels():
        name = f"{values.COEFFICIENT}{level.code}"
        found[level.code] = (
            values.setting_on(known[name], signed, on)
            if name in known
            else Setting(level.coefficient, settled=True, source="PermenPANRB 1/2023")
        )
    return found


def terms_page(actor: Actor) -> TermsPage:
    """Everybody may read what decides; BKPSDM proposes, two people sign."""
    rows = ValueProposal.objects.filter(withdrawn_at=None).select_related("proposed_by")
    ordered = rows.prefetch_related("signatures__signer").order_by("-start_on", "-pk")
    proposals = [_proposal(row, actor) for row in ordered if row.name in known_values()]
    return TermsPage(
        rows=tuple(_rows(actor.on)),
        waiting=tuple(each for each in proposals if each.left),
        signed=tuple(each for each in proposals if not each.left),
        settable=tuple((name, known.about) for name, known in known_values().items()),
        may_propose=actor.has(Role.PERSONNEL),
        on=actor.on,
        role=actor.role,
    )


def _rows(on: date) -> Iterable[ValueRow]:
    months, known = improvement_months(on), known_values()[values.MONTHS]
    yield ValueRow(
        known.about, months.value, known.unit, months.source, is_law=False, settled=months.settled
    )
    found = coefficients(on)
    for level in grades.credit_levels():
        setting = found[level.code]
        yield ValueRow(
            f"Koefisien angka kredit {LEVEL_WORDS[level.code]}",
            setting.value,
            "per tahun",
            setting.source,
            is_law=level.mark != "C",
            settled=setting.settled,
        )


def _signed(names: Iterable[str]) -> list[values.Signed]:
    rows = ValueProposal.objects.filter(withdrawn_at=None, name__in=list(names)).annotate(
        count=Count("signatures")
    )
    return [values.Signed(row.name, row.value, row.source, row.start_on, row.count) for row in rows]


def _proposal(row: ValueProposal, actor: Actor) -> Proposal:
    signed = sorted(row.signatures.all(), key=lambda each: each.at)
    mine = any(each.signer_id == actor.employee_id for each in signed)
    left = max(0, SIGNATURES - len(signed))
    known = known_values()[row.name]
    return Proposal(
        id=row.pk,
        about=known.about,
        value=row.value,
        unit=known.unit,
        start_on=row.start_on,
        source=row.source,
        by=row.proposed_by.name if row.proposed_by else "sistem",
        signatures=tuple(Signature(each.signer.name, each.reason, each.at) for each in signed),
        left=left,
        may_sign=bool(left) and not mine and organization.can_sign_settings(actor),
        signed_by_me=mine,
    )
