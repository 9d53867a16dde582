"""Records of the standing cast's owner, one of each kind: what an address in the matrix names."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from noken.accounts.models import Login, User
from noken.attendance.models import Correction, MonthClosing, StartProposal, ToleranceProposal
from noken.calendars.models import Disruption, Holiday
from noken.core.uuid7 import uuid7
from noken.documents.services import take_files
from noken.evaluation.models import Calibration, Statement
from noken.notices.models import Notice
from noken.organization.models import (
    Activation,
    DeclaredProposal,
    Employee,
    ImportRow,
    ImportRun,
    Posting,
    RoleGrant,
    RoleProposal,
    SuperiorOverride,
    SuperiorProposal,
)
from noken.planning.models import DialogueNote, Plan, Revision, Step
from noken.planning.rules import Proposal
from noken.work.models import DutyProposal, Evidence, Feedback, Report
from tests.access.absences import Absences, make_absences
from tests.access.cascade import Cascade, make_cascade
from tests.access.coaching import Coaching, make_coaching
from tests.access.deliveries import Deliveries, make_deliveries
from tests.access.discipline import Discipline, make_discipline
from tests.access.findings import Findings, make_findings
from tests.access.followups import Followups, make_followups
from tests.access.lent import make_lent
from tests.access.machines import Machines, make_machines
from tests.access.objections import Objections, make_objections
from tests.access.oversight import Oversight, make_oversight
from tests.access.papers import Papers, make_papers
from tests.access.presence import Presence, make_presence
from tests.access.rules import Rules, make_rules
from tests.access.sheets import Sheets, make_sheets
from tests.access.statements import make_stated
from tests.access.units import make_meeting
from tests.cast import AWAY_ON, Cast
from tests.settings import Example, sign
from tests.world import NOON, TODAY, make_grant, make_login, make_position, make_proposal, make_unit
from tests.world_corrections import empty_day, late_day, make_closing, make_correction
from tests.world_planning import content_now, make_note, make_plan, make_revision
from tests.world_schedules import make_day_off, make_person_schedule, make_unit_schedule
from tests.world_work import Agreed, make_agreed, make_feedback, make_report, make_review, photo

SECRET = "Catatan hanya untuk Maria dan atasannya"
"""Stands in every text of the owner: nobody else's page may hold it."""
PASSWORD = "kata sandi untuk uji"
DOUBT = {"id": "unit:1", "code": "unit.no_top", "text": "?", "options": []}
LATER = TODAY + timedelta(30)
ROSTER_DAY = TODAY + timedelta(4)
"""A Saturday."""
UNSAID = TODAY - timedelta(6)
"""A late day of the owner that nobody has disputed."""


@dataclass(frozen=True)
class Records:
    """What belongs to the owner, or is about her."""

    cast: Cast
    agreed: Agreed
    draft: Plan
    empty: Plan
    submitted: Plan
    returned: Plan
    changed: Plan
    decided: Plan
    proposal: DialogueNote
    waiting: Report
    approved: Report
    file_id: UUID
    feedback: Feedback
    notice: Notice
    role: RoleProposal
    grant: RoleGrant
    acting: Posting
    post_id: int
    spare_unit_id: int
    holiday: Holiday
    disruption: Disruption
    run: ImportRun
    row: ImportRow
    unit_schedule_id: int
    own_schedule_id: int
    starts_id: int
    tolerance_id: int
    duty_id: int
    day_off: date
    said: Correction
    asked: Correction
    closing: MonthClosing
    presence: Presence
    absences: Absences
    cascade: Cascade
    objections: Objections
    discipline: Discipline
    coaching: Coaching
    setting: DeclaredProposal
    lent: SuperiorProposal
    activation: Activation
    login: Login
    oversight: Oversight
    rules: Rules
    findings: Findings
    followups: Followups
    papers: Papers
    sheets: Sheets
    stated: Statement
    meeting: Calibration
    deliveries: Deliveries
    machines: Machines


def make_records(cast: Cast) -> Records:
    owner, status = cast.owner, Revision.Status
    agreed = make_agreed(owner, [SECRET])
    waiting = make_report(owner, agreed.indicators[0], title=SECRET, note=SECRET)
    (stored,) = take_files([photo()], at=NOON)
    Evidence.objects.create(report=waiting, file_id=stored.id, order=1, is_photo=True)
    approved = make_report(owner, title=SECRET, on=TODAY - timedelta(1))
    make_review(approved, cast.acting_superior, at=NOON - timedelta(seconds=3))
    spare = make_unit("Seksi Cadangan", cast.division)
    make_agreed(owner, [SECRET], year=2021)
    _choose_superior(cast)
    _give_passwords(cast)
    row = _row(cast)
    return Records(
        cast=cast,
        agreed=agreed,
        draft=make_plan(owner, year=2022, status=status.DRAFT, results=[SECRET]),
        empty=make_plan(owner, year=2025, status=status.DRAFT, results=()),
        submitted=make_plan(owner, year=2024, status=status.SUBMITTED, results=[SECRET]),
        returned=make_plan(owner, year=2023, status=status.RETURNED, results=[SECRET]),
        changed=_changed(cast),
        decided=_decided(cast),
        proposal=_proposal(cast),
        waiting=waiting,
        approved=approved,
        file_id=stored.id,
        feedback=make_feedback(owner, cast.acting_superior, SECRET, report=waiting),
        notice=_notice(owner.pk),
        lent=make_lent(cast, SECRET),
        login=make_login(owner, "Edge"),
        activation=Activation.objects.create(employee=owner, made_at=NOON),
        role=make_proposal(cast),
        grant=make_grant(owner, RoleGrant.Role.ADMIN_OPD, cast.section, start_on=LATER),
        acting=Posting.objects.get(kind=Posting.Kind.PLH),
        post_id=make_position(cast.section, "Analis Data Pendidikan").pk,
        spare_unit_id=spare.pk,
        holiday=_holiday(),
        disruption=_disruption(cast),
        run=row.run,
        row=row,
        unit_schedule_id=make_unit_schedule(cast.section, "NORMAL", start_on=LATER).pk,
        own_schedule_id=_own_schedule(owner),
        starts_id=_starts(cast),
        tolerance_id=_tolerance(cast),
        duty_id=_duty(cast),
        day_off=make_day_off(LATER, cast.section).day,
        said=_said(cast),
        asked=_asked(cast),
        presence=make_presence(cast, SECRET),
        absences=make_absences(cast, SECRET),
        cascade=make_cascade(cast, SECRET),
        objections=make_objections(cast, SECRET),
        discipline=make_discipline(cast, SECRET),
        coaching=make_coaching(cast, SECRET),
        setting=sign(Example, on=LATER, signatures=0),
        oversight=make_oversight(cast, SECRET),
        rules=make_rules(cast),
        findings=make_findings(cast, SECRET),
        followups=make_followups(cast, SECRET),
        papers=make_papers(cast, SECRET),
        sheets=make_sheets(cast, SECRET),
        stated=make_stated(owner, agreed, SECRET),
        meeting=make_meeting(cast),
        deliveries=make_deliveries(cast, SECRET),
        machines=make_machines(cast, SECRET),
        closing=make_closing(cast.agency, [owner], TODAY.replace(month=10, day=1)),
    )


def _changed(cast: Cast) -> Plan:
    """In force, with a change that was begun."""
    plan = make_plan(cast.owner, year=2020, status=Revision.Status.APPROVED, results=[SECRET])
    make_revision(plan, number=2, reason="Tugas baru")
    return plan


def _proposal(cast: Cast) -> DialogueNote:
    """What her superior proposes for an indicator of a plan she is writing."""
    plan = make_plan(cast.owner, year=2018, status=Revision.Status.DRAFT, results=[SECRET])
    (result,) = content_now(plan).results
    (indicator,) = result.indicators
    first, second, third, _ = indicator.targets
    return make_note(
        plan,
        cast.acting_superior,
        SECRET,
        line=f"INDICATOR:{indicator.key}",
        line_text=indicator.text,
        proposed=Proposal((first, second, third, first), was="42 sekolah setahun"),
    )


def _decided(cast: Cast) -> Plan:
    """Agreed to a moment ago."""
    plan = make_plan(cast.owner, year=2019, status=Revision.Status.APPROVED, results=[SECRET])
    by, at = cast.acting_superior, NOON - timedelta(seconds=3)
    Step.objects.create(revision=plan.revisions.get(), kind=Step.Kind.APPROVED, by=by, at=at)
    return plan


def _said(cast: Cast) -> Correction:
    """A late day with a proof, and one more about which nothing was said."""
    day = TODAY - timedelta(1)
    late_day(cast.owner, day)
    late_day(cast.owner, UNSAID)
    (stored,) = take_files([photo()], at=NOON)
    return make_correction(cast.owner, day, text=SECRET, file_id=stored.id)


def _asked(cast: Cast) -> Correction:
    day = TODAY - timedelta(5)
    empty_day(cast.owner, day)
    by = cast.acting_superior
    return make_correction(cast.owner, day, text=SECRET, status="ASKED", by=by)


def _own_schedule(owner: Employee) -> int:
    """Shifts on one weekend to come, so that no other day of hers looks different."""
    end_on = ROSTER_DAY + timedelta(2)
    return make_person_schedule(owner, "ORDER_SHIFTS", start_on=ROSTER_DAY, end_on=end_on).pk


def _duty(cast: Cast) -> int:
    row = DutyProposal.objects.create(
        employee_kind="PPPK",
        rhythm="NONE",
        grace_workdays=0,
        start_on=LATER,
        source="Perbup 6/2026",
        proposed_by=cast.personnel,
        proposed_at=NOON,
    )
    return row.pk


def _starts(cast: Cast) -> int:
    row = StartProposal.objects.create(
        source="Edaran 7/2026", start_on=LATER, proposed_by=cast.personnel, proposed_at=NOON
    )
    row.lines.create(unit=cast.section, counts_from=LATER)
    return row.pk


def _tolerance(cast: Cast) -> int:
    """A proposal of somebody who is not there to sign."""
    return ToleranceProposal.objects.create(
        late_minutes=15,
        make_up_minutes=30,
        source="Perbup 7/2026",
        start_on=LATER,
        proposed_by=cast.personnel,
        proposed_at=NOON,
    ).pk


def _give_passwords(cast: Cast) -> None:
    """To be called before anybody logs in: a new password ends all sessions."""
    accounts = [person.account for person in (*cast.standing().values(), cast.bupati) if person]
    for account in filter(None, accounts):
        account.password = make_password(PASSWORD)
    User.objects.bulk_update(filter(None, accounts), ["password"])


def _choose_superior(cast: Cast) -> None:
    """The colleague's superior is chosen by hand, and is who it would be anyway."""
    SuperiorOverride.objects.create(
        employee=cast.peer,
        superior=cast.acting_superior,
        reason="Surat 800/11",
        start_on=AWAY_ON,
        end_on=LATER,
    )


def _row(cast: Cast) -> ImportRow:
    """A file of the OPD's admin in which the owner's row waits for a decision."""
    run = ImportRun.objects.create(
        key=uuid7(NOON),
        file_name="pegawai.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        layout=ImportRun.Layout.LOCAL,
        status=ImportRun.Status.PREVIEWED,
        counts={"WAITING": 1},
        stored_name="0" * 32,
        columns={"choices": [["NIP", "NIP"], ["NAMA", "NAME"]]},
        structure={
            "root": None,
            "units": {},
            "seats": {},
            "vacant": [],
            "closed": [],
            "doubts": [
                {"id": "unit:1", "code": "unit.no_top", "unit": "x", "text": "?", "options": []}
            ],
        },
        uploaded_by=cast.admin_opd,
        role="ADMIN_OPD",
        uploaded_at=NOON,
        status_at=NOON,
        read_at=NOON,
    )
    return ImportRow.objects.create(
        run=run,
        number=7,
        verdict=ImportRow.Verdict.WAITING,
        employee=cast.owner,
        data={"name": SECRET, "nip": cast.owner.nip},
        changes={"name": [cast.owner.name, SECRET]},
    )


def _notice(person_id: int) -> Notice:
    return Notice.objects.create(
        person_id=person_id,
        key="uji",
        kind="ReportReturned",
        text=SECRET,
        url="/laporan/?bulan=2025-03",
        at=NOON - timedelta(1),
        deliver_at=NOON - timedelta(1),
    )


def _disruption(cast: Cast) -> Disruption:
    return Disruption.objects.create(
        start_at=NOON - timedelta(days=4, hours=3),
        end_at=NOON - timedelta(days=4),
        unit=cast.agency,
        what="Listrik padam",
        proof="Pengumuman PLN",
        recorded_at=NOON,
    )


def _holiday() -> Holiday:
    day = TODAY + timedelta(9)
    return Holiday.objects.create(
        day=day, name="Hari uji", kind=Holiday.Kind.NATIONAL, confirmed=False, source="uji"
    )
