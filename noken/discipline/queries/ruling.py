"""Who rules on an objection: whoever leads today the nearest unit above the office that decided."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from noken.calendars import queries as calendars
from noken.discipline.access import Seats, Standing
from noken.discipline.models import Appeal, Case, CaseStep
from noken.discipline.queries.nexts import appeal_of, decided_of
from noken.discipline.queries.page_shape import RulingFacts
from noken.discipline.rules import authority, flow
from noken.discipline.rules.authority import Parts
from noken.organization import queries as organization
from noken.organization.queries import OfficialFacts
from noken.ui.formats import day_long

DECIDED_ON = frozenset({*flow.DECIDED_ON, flow.DROPPED})
SOON = timedelta(7)
"""So long before its last day who rules is reminded, and BKPSDM has it among what waits."""
ACTED = (
    *(CaseStep.Kind.OPENED, CaseStep.Kind.ACCUSED, CaseStep.Kind.JOINED, CaseStep.Kind.SUMMONED),
    *(CaseStep.Kind.WEIGHED, CaseStep.Kind.RELEASED, CaseStep.Kind.HEARD, CaseStep.Kind.NO_SHOW),
    *(CaseStep.Kind.REPORTED, CaseStep.Kind.DRAFTED, CaseStep.Kind.RETURNED),
    CaseStep.Kind.DECIDED,
)
"""Steps that weigh the person. To name a team is none: the law makes the PPK do it."""


def ruler_of(row: Case, on: date, parts: Parts) -> int | None:
    """None: there is no objection, or nobody is left and BKPSDM records. Who ruled stays."""
    filed = _filed(row)
    if filed is None or filed.kind != Appeal.Kind.OBJECTION:
        return None
    made = decided_of(row)
    if filed.outcome or made is None or made.decided_on is None:
        return filed.ruler_id
    above = organization.heads_above(made.official_id, made.decided_on, on, over=row.unit_id)
    acted = replace(parts, acted_ids=_acted(row)) if above else parts
    return authority.ruler(above, acted)


def decider_of(row: Case) -> int | None:
    """Whose decision the person fights; None while nobody fights one."""
    made = decided_of(row) if _filed(row) else None
    return made.official_id if made else None


def _filed(row: Case) -> Appeal | None:
    return appeal_of(row) if row.status in DECIDED_ON else None


def ruling_of(
    row: Case,
    standing: Standing,
    seats: Seats,
    people: Mapping[int, OfficialFacts],
    today: date,
) -> RulingFacts | None:
    """What a page says of it; None where there is no objection."""
    filed, made = appeal_of(row), decided_of(row)
    if filed is None or made is None or filed.kind != Appeal.Kind.OBJECTION:
        return None
    left, silence = _left(filed, today)
    return RulingFacts(
        ruler=_named(people, seats.ruler_id),
        decider=_named(people, made.official_id),
        is_reader=flow.RULER in standing.parts and not filed.outcome,
        left=left,
        silence=silence,
        how=_how(filed, people) if filed.outcome else "",
    )


def _left(filed: Appeal, today: date) -> tuple[str, str]:
    """How long is left, and what follows without a ruling."""
    if filed.is_late:
        kept = "Keputusannya tetap berjalan, dan tanpa putusan tidak dikabulkan dengan sendirinya."
        return f"Diajukan terlambat, diputus sampai {day_long(filed.decide_by)}.", kept
    after = filed.decide_by + timedelta(1)
    days = len(calendars.workdays(today, after))
    if not days:
        return "Waktu memutus sudah lewat.", "Keberatan dikabulkan; yang tersisa hanya pembatalan."
    return (
        f"Sisa {days} hari kerja, sampai {day_long(filed.decide_by)}.",
        f"Tanpa putusan, keberatan dikabulkan dan keputusannya batal pada {day_long(after)}.",
    )


def _how(filed: Appeal, people: Mapping[int, OfficialFacts]) -> str:
    if filed.recorded_by_id is None:
        return f"Tidak diputus sampai {day_long(filed.decide_by)}, jadi dikabulkan sistem."
    if filed.was_ruled_here:
        return f"Diputus di noken oleh {filed.outcome_by}, nomor {filed.outcome_number}."
    who = people[filed.recorded_by_id].name
    if filed.outcome == Appeal.Outcome.SILENT:
        return f"Tidak diputus sampai {day_long(filed.decide_by)}; dicatat BKPSDM ({who})."
    return (
        f"Diputus di kertas oleh {filed.outcome_by}, nomor {filed.outcome_number}; dicatat BKPSDM "
        f"({who})."
    )


def _named(people: Mapping[int, OfficialFacts], pk: int | None) -> str:
    found = people.get(pk or 0)
    return ", ".join(filter(None, (found.name, found.post))) if found else ""


def _acted(row: Case) -> frozenset[int]:
    steps = row.steps.filter(kind__in=ACTED, by__isnull=False)
    named = row.examiners.values_list("employee_id", flat=True)
    drawn = row.decisions.values_list("drafted_by_id", "official_id")
    return frozenset(steps.values_list("by_id", flat=True)).union(named, *drawn)
