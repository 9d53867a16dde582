"""Makers of discipline: settings that two signed, days that count, drafts, cases in any state."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.discipline.models import (
    Appeal,
    Case,
    CaseFinding,
    CaseStep,
    Decision,
    Delivery,
    Hearing,
    Letter,
    MatrixProposal,
    MatrixSignature,
    MediumProposal,
    MediumSignature,
    Question,
    Reply,
    Report,
    Summons,
    TermsProposal,
    TermsSignature,
)
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import authority
from noken.discipline.services import (
    Breach,
    FromBreach,
    FromFindings,
    Minutes,
    NewDecision,
    NewDelivery,
    NewReport,
    NewSummons,
)
from noken.findings.models import CardVersion, Finding, Row
from noken.organization.models import Employee, SettingProposal
from noken.regulations.discipline import usual_authority
from tests.world import NOON, TODAY, make_employee
from tests.world_findings import (
    FICTIONAL,
    YEAR_START,
    make_card,
    make_finding,
    make_row,
    make_terms,
)

DAYS = {
    "summons_workdays": 7,
    "second_workdays": 7,
    "deliver_workdays": 14,
    "in_force_workday": 15,
    "objection_file": 14,
    "objection_answer": 6,
    "objection_decide": 21,
    "appeal_file": 14,
    "appeal_answer": 21,
    "appeal_decide": 65,
    "act_workdays": 5,
}
MEDIUM = ("S1", "S2", "S3")
WHAT = "Meninggalkan kantor tanpa izin pada jam pelayanan."
LATER_ON = datetime(2026, 11, 30, 1, 0, tzinfo=NOON.tzinfo)
"""Monday, 30 November, 10.00 in Manokwari: within seven workdays of a letter of today."""
_BREACH: dict[str, Any] = {
    "breach": WHAT,
    "article": "PP 94/2021 Pasal 4 huruf f",
    "source": "Laporan warga lewat SP4N-LAPOR! 17 November",
    "place": "Loket pelayanan",
    "first_on": TODAY - timedelta(7),
    "last_on": TODAY - timedelta(7),
    "impact": "UNIT",
}
AFTER_TWO = ("SUMMONED_2", "NO_SHOW")
_ORDER = (
    *("SUSPECTED", "SUMMONED_1", "SUMMONED_2", "EXAMINED", "NO_SHOW", "REPORTED", "DECIDED"),
    *("DELIVERED", "APPEALED", "IN_FORCE", "SERVED"),
)
_numbers = count(1)


def _sign(model: Any, row: SettingProposal, *, signed: bool) -> None:
    for _ in range(2 if signed else 0):
        signer = make_employee(account=False)
        model.objects.create(proposal=row, signer=signer, role="LEADER", reason="Ya.", at=NOON)


def make_days(*, signed: bool = True, start_on: date = YEAR_START, **days: int) -> TermsProposal:
    row = TermsProposal.objects.create(
        **{**DAYS, **days}, source=FICTIONAL, start_on=start_on, proposed_at=NOON
    )
    _sign(TermsSignature, row, signed=signed)
    return row


def make_matrix(
    *, signed: bool = True, start_on: date = YEAR_START, **changed: str
) -> MatrixProposal:
    """The usual matrix; `changed` cells as PELAKSANA_RINGAN="JPT_PRATAMA"."""
    cells: dict[str, dict[str, str]] = {target: {} for target in authority.TARGETS}
    for (target, level), usual in authority.usual(usual_authority()).items():
        cells[target][level] = changed.get(f"{target}_{level}", usual)
    row = MatrixProposal.objects.create(
        cells=cells,
        source=FICTIONAL,
        start_on=start_on,
        proposed_at=NOON,
    )
    _sign(MatrixSignature, row, signed=signed)
    return row


def make_medium(*codes: str, signed: bool = True, start_on: date = YEAR_START) -> MediumProposal:
    """All three medium kinds unless told otherwise."""
    row = MediumProposal.objects.create(
        codes=list(codes or MEDIUM), source=FICTIONAL, start_on=start_on, proposed_at=NOON
    )
    _sign(MediumSignature, row, signed=signed)
    return row


def make_settings() -> None:
    """All that two people sign before a case can go its way."""
    make_terms()
    make_days()
    make_matrix()
    make_medium()


def make_counting(
    employee: Employee, days: int = 3, *, state: str = Row.State.REFUSED, code: str = "HDR-03"
) -> Finding:
    """A finding of which so many days count, on workdays of last month, none after another."""
    card = CardVersion.objects.filter(code=code).order_by("-version").first()
    finding = make_finding(employee, card or make_card(code))
    for number in range(days):
        day = date(2026, 10, 1) - timedelta(2 * number)
        make_row(finding, day, state, at=NOON - timedelta(8), facts={"after": "2026-01-02"})
    return finding


def from_finding(*findings: Finding, **fields: Any) -> FromFindings:
    values = {
        "finding_ids": [each.pk for each in findings],
        "breach": "Tidak masuk kerja tanpa alasan yang sah.",
        "article": "PP 94/2021 Pasal 4 huruf f",
        "place": "Seksi Kurikulum SD",
        **fields,
    }
    return FromFindings(**values)


def from_breach(employee: Employee, **fields: Any) -> FromBreach:
    return FromBreach(**{**_BREACH, "employee_id": employee.pk, **fields})


def more_breach(**fields: Any) -> Breach:
    return Breach(**{**_BREACH, **fields})


def new_summons(hear_at: datetime = LATER_ON, **fields: Any) -> NewSummons:
    return NewSummons(**{"number": "800/12", "hear_at": hear_at, "place": "Ruang rapat", **fields})


def minutes(held_at: datetime = LATER_ON, **fields: Any) -> Minutes:
    values = {
        "held_at": held_at,
        "place": "Ruang rapat",
        "article": "PP 94/2021 Pasal 4 huruf f",
        "questions": [("Di mana Saudara hari itu?", "Di rumah, anak saya sakit.")],
        **fields,
    }
    return Minutes(**values)


def new_report(sanction: str = "R1", **fields: Any) -> NewReport:
    values = {
        "number": "800/20",
        "breach": WHAT,
        "when": "17 November 2026",
        "place": "Loket pelayanan",
        "impact": "UNIT",
        "impact_text": "Loket tutup satu jam.",
        "sanction": sanction,
        **fields,
    }
    return NewReport(**values)


def new_decision(sanction: str = "R1", **fields: Any) -> NewDecision:
    values = {
        "sanction": sanction,
        "number": "800/31",
        "considering": "Bahwa pelanggarannya terbukti.",
        "article": "PP 94/2021 Pasal 4 huruf f",
        "impact": "Loket tutup satu jam.",
        **fields,
    }
    return NewDecision(**values)


def new_delivery(on: date, **fields: Any) -> NewDelivery:
    values = {
        "way": "HANDED",
        "on": on,
        "place": "Ruang rapat",
        "receiver": "Maria",
        "witness": "Frans Rumbiak",
        **fields,
    }
    return NewDelivery(**values)


def new_key(at: datetime = NOON) -> UUID:
    return uuid7(at)


def make_case(
    employee: Employee,
    by: Employee,
    status: str = "SUSPECTED",
    *,
    finding: Finding | None = None,
    level: str = "RINGAN",
    text: str = WHAT,
    told: bool = True,
    official: Employee | None = None,
    at: datetime = NOON - timedelta(14),
    **fields: Any,
) -> Case:
    """A case in any state with what that state needs; from a breach unless a finding is given. It
    was told and answered, unless it is only suspected and `told` is False."""
    values = {
        "year": 2026,
        "serial": 5000 + next(_numbers),
        "employee": employee,
        "origin": "FINDING" if finding else "BREACH",
        "status": status,
        "level": level,
        "breach": text,
        "article": "PP 94/2021 Pasal 4 huruf f",
        "source": f"Temuan {finding.number}" if finding else "Laporan warga",
        "place": "Loket pelayanan",
        "first_on": date(2026, 10, 1),
        "last_on": date(2026, 10, 1),
        "opened_by": by,
        "opened_at": at,
        "moved_at": at,
        "asked_at": None if finding else at,
        "told_on": None if finding or not told else clock.day_of(at),
        "told_way": "" if finding or not told else "OPENED",
        "reply_by": None if finding or not told else clock.day_of(at) + timedelta(3),
        "reason": "Tidak terbukti." if status in {"DROPPED", "GUIDANCE_ONLY"} else "",
        "official": official,
        **fields,
    }
    row = Case.objects.create(**values)
    if finding:
        CaseFinding.objects.create(
            case=row,
            finding_id=finding.pk,
            number=finding.number,
            code=finding.code,
            counted=finding.rows.count(),
            sanction="R1",
        )
    elif told:
        Reply.objects.create(id=new_key(at), case=row, text=text, at=at)
    _steps(row, by, at, official=official, text=text)
    seats = seats_of(Case.objects.get(pk=row.pk), TODAY)
    row.examiner_id = seats.examiner_id
    row.save(update_fields=["examiner"])
    Appeal.objects.filter(case=row).update(ruler=seats.ruler_id)
    return row


def _steps(row: Case, by: Employee, at: datetime, *, official: Employee | None, text: str) -> None:
    """All that a case in this state has been through."""
    CaseStep.objects.create(case=row, kind="OPENED", status="SUSPECTED", by=by, role="SELF", at=at)
    place = _ORDER.index(row.status) if row.status in _ORDER else 0
    if place >= _ORDER.index("SUMMONED_1"):
        _summons(row, by, at, 1)
    if row.status in AFTER_TWO:
        _summons(row, by, at, 2)
    if place >= _ORDER.index("EXAMINED") and row.status != "NO_SHOW":
        heard = Hearing.objects.create(
            case=row,
            held_at=at + timedelta(2),
            place="Ruang rapat",
            article="Pasal 4",
            by=by,
            at=at,
        )
        Question.objects.create(hearing=heard, ordinal=1, question="Mengapa?", answer=text)
        Letter.objects.create(
            case=row, kind="BAP", about_id=heard.pk, on=clock.day_of(at), by=by, at=at
        )
    if place >= _ORDER.index("REPORTED"):
        _report(row, by, at, official=official, text=text)
    if place >= _ORDER.index("DECIDED") and official is not None:
        _decide(row, by, at, official=official, text=text)


def _summons(row: Case, by: Employee, at: datetime, ordinal: int) -> None:
    summons = Summons.objects.create(
        case=row,
        ordinal=ordinal,
        number=f"800/{ordinal}",
        on=clock.day_of(at),
        hear_at=at + timedelta(2 * ordinal),
        hear_by=clock.day_of(at) + timedelta(9),
        place="Ruang rapat",
        before=by,
        signer=by,
        told_on=clock.day_of(at),
        told_way="OPENED",
        at=at,
    )
    Letter.objects.create(
        case=row,
        kind=f"SUMMONS_{ordinal}",
        about_id=summons.pk,
        number=summons.number,
        on=summons.on,
        by=by,
        at=at,
    )


def _report(row: Case, by: Employee, at: datetime, *, official: Employee | None, text: str) -> None:
    Report.objects.create(
        case=row,
        number="800/20",
        examined_by="SUPERIOR",
        breach=text,
        when="1 Oktober",
        place="Loket",
        impact="UNIT",
        impact_text="Loket tutup.",
        is_proven=True,
        sanction="R1",
        official=official,
        by=by,
        at=at,
    )


def _decide(row: Case, by: Employee, at: datetime, *, official: Employee, text: str) -> None:
    on = clock.day_of(at)
    delivered = _ORDER.index(row.status) >= _ORDER.index("DELIVERED")
    Decision.objects.create(
        case=row,
        sanction="R1",
        number="800/31",
        considering=text,
        article="Pasal 4 huruf f",
        impact="Loket tutup.",
        authority="PENGAWAS",
        official=official,
        drafted_by=make_employee(account=False),
        drafted_at=at,
        decided_at=at,
        decided_on=on,
        place="Manokwari",
        deliver_by=on + timedelta(20),
        in_force_on=on + timedelta(21) if delivered else None,
    )
    if delivered:
        Delivery.objects.create(
            case=row,
            way="HANDED",
            on=on,
            place="Ruang rapat",
            receiver=row.employee.name,
            witness="Frans Rumbiak",
            appeal_by=on + timedelta(20),
            by=by,
            at=at,
        )
    if row.status == "APPEALED":
        Appeal.objects.create(
            id=new_key(at),
            case=row,
            kind="OBJECTION",
            text=text,
            filed_on=on,
            answer_by=on + timedelta(8),
            decide_by=on + timedelta(29),
            at=at,
        )
