"""The values in force and those that wait: what the law leaves open, with their owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from noken.core.actor import Actor, Role
from noken.followup.models import ValueProposal
from noken.followup.rules import values
from noken.followup.rules.credit import LEVEL_WORDS
from noken.followup.rules.values import Known, Setting
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of
from noken.regulations import grades

OWNER = "BKPSDM"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a proposal is about, for its page."""

    about: str
    number: Decimal
    unit: str


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
    """The `value` of each proposal is a Proposed."""

    rows: tuple[ValueRow, ...]
    waiting: tuple[ProposalRow, ...]
    signed: tuple[ProposalRow, ...]
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
    known = known_values()
    proposals = [
        row_of(row, Proposed(known[row.name].about, row.value, known[row.name].unit), actor)
        for row in proposals_of(ValueProposal)
        if row.name in known
    ]
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
    wanted = set(names)
    return [
        values.Signed(row.name, row.value, row.source, row.start_on, len(signers_of(row)))
        for row in signed_of(ValueProposal)
        if row.name in wanted
    ]
