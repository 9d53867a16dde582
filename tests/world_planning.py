"""Makers of plans, with defaults that are visible here. They write rows directly."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.planning.models import (
    AnnexLine,
    DialogueNote,
    Expectation,
    Indicator,
    LateTerm,
    LateTermSignature,
    Plan,
    PlannedResult,
    Revision,
    Step,
)
from noken.planning.queries.agreements import content_in
from noken.planning.rules import (
    Content,
    IndicatorContent,
    Proposal,
    ResultContent,
    proposal_to_json,
    to_json,
)
from tests.world import NOON, TODAY

Status = Revision.Status
FULL = tuple(Decimal(n) for n in (9, 9, 9, 15))


def make_plan(
    owner: Employee,
    *,
    year: int = TODAY.year,
    status: str = Status.APPROVED,
    results: Sequence[str] = ("Data Dapodik 42 sekolah valid",),
    indicators: int = 1,
    supports: PlannedResult | None = None,
    note: str = "",
) -> Plan:
    """A plan with one revision in a state. Each result has `indicators` of 42 schools a year."""
    plan = Plan.objects.create(owner=owner, year=year)
    make_revision(plan, status=status, note=note)
    for text in results:
        make_result(plan, text, indicators=indicators, supports=supports)
    if status not in {Status.DRAFT, Status.RETURNED}:
        keep_snapshot(plan)
    return plan


def make_revision(
    plan: Plan, *, number: int = 1, status: str = Status.DRAFT, note: str = "", reason: str = ""
) -> Revision:
    sent = None if status == Status.DRAFT else NOON - timedelta(5)
    decided = NOON - timedelta(3) if status in {Status.APPROVED, Status.RETURNED} else None
    return Revision.objects.create(
        plan=plan,
        number=number,
        status=status,
        reason=reason,
        note=note,
        started_at=NOON - timedelta(9),
        submitted_at=sent,
        decided_at=decided,
    )


def make_result(
    plan: Plan,
    text: str = "Data Dapodik 42 sekolah valid",
    *,
    kind: str = PlannedResult.Kind.MAIN,
    indicators: int = 1,
    supports: PlannedResult | None = None,
) -> PlannedResult:
    """A result at the end of the newest revision."""
    revision = plan.revisions.latest("number")
    result = PlannedResult.objects.create(
        revision=revision,
        key=uuid7(NOON),
        order=revision.results.count() + 1,
        text=text,
        kind=kind,
        supports=supports,
    )
    for order in range(1, indicators + 1):
        make_indicator(result, order=order)
    return result


def make_indicator(
    result: PlannedResult,
    text: str = "Sekolah dengan data valid",
    *,
    order: int = 1,
    unit: str = "sekolah",
    aspect: str = Indicator.Aspect.QUANTITY,
    lower_is_better: bool = False,
    targets: Sequence[Decimal] = FULL,
) -> Indicator:
    return Indicator.objects.create(
        result=result,
        key=uuid7(NOON),
        order=order,
        text=text,
        unit=unit,
        aspect=aspect,
        lower_is_better=lower_is_better,
        target_q1=targets[0],
        target_q2=targets[1],
        target_q3=targets[2],
        target_q4=targets[3],
    )


def keep_snapshot(plan: Plan, at: datetime = NOON - timedelta(5)) -> Step:
    """The step of submission with its snapshot, as the services leave one."""
    revision = plan.revisions.latest("number")
    return Step.objects.create(
        revision=revision,
        kind=Step.Kind.SUBMITTED,
        by=plan.owner,
        at=at,
        content=to_json(content_now(plan)),
    )


def content_now(plan: Plan) -> Content:
    """What the newest revision holds."""
    return content_in(plan.revisions.latest("number"))


def result_content(
    text: str = "Data Dapodik 48 sekolah valid", *, supports: PlannedResult | None = None
) -> ResultContent:
    """A complete result with keys of its own, ready to be saved in a draft."""
    first, second, third, fourth = FULL
    indicator = IndicatorContent(
        uuid7(NOON), "Sekolah dengan data valid", "sekolah", (first, second, third, fourth)
    )
    above = supports.key if supports else None
    return ResultContent(uuid7(NOON), text, "MAIN", above, (indicator,))


def make_late_term(*signers: Employee, days: int = 30, start_on: date) -> LateTerm:
    """After how many days a plan is late: in force with two signers."""
    term = LateTerm.objects.create(
        days=days, source="SE 1", start_on=start_on, proposed_by=signers[0], proposed_at=NOON
    )
    for signer in signers:
        LateTermSignature.objects.create(
            proposal=term, signer=signer, role="PERSONNEL", reason="Sesuai", at=NOON
        )
    return term


def make_annex_line(
    plan: Plan, text: str = "Kendaraan dinas ke Masni", *, section: str = "RESOURCES"
) -> AnnexLine:
    """A line at the end of the annex of the newest revision."""
    revision = plan.revisions.latest("number")
    order = revision.annex.count() + 1
    return AnnexLine.objects.create(
        revision=revision, key=uuid7(NOON), section=section, order=order, text=text
    )


def make_expectation(
    plan: Plan,
    by: Employee,
    text: str = "Balas pertanyaan sekolah pada hari yang sama",
    *,
    value: str = "SERVICE",
    at: datetime = NOON - timedelta(4),
) -> Expectation:
    return Expectation.objects.create(plan=plan, value=value, text=text, by=by, at=at)


def make_note(
    plan: Plan,
    by: Employee,
    text: str = "Bisa kita naikkan ke 42?",
    *,
    line: str = "PLAN:",
    line_text: str = "",
    at: datetime = NOON - timedelta(2),
    read_at: datetime | None = None,
    proposed: Proposal | None = None,
) -> DialogueNote:
    """Something said beside a line ("INDICATOR:<key>")."""
    about, _, key = line.partition(":")
    return DialogueNote.objects.create(
        plan=plan,
        key=uuid7(NOON),
        about=about,
        line=key,
        line_text=line_text,
        by=by,
        at=at,
        text=text,
        read_at=read_at,
        proposed=proposal_to_json(proposed) if proposed else {},
    )
