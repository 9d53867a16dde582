"""The examination: the team, release from duty, the hearing, the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.discipline.access import Seats
from noken.discipline.events import (
    CaseHeard,
    CaseReported,
    DutyReleased,
    TeamNamed,
)
from noken.discipline.models import (
    Case,
    CaseStep,
    Examiner,
    Hearing,
    Letter,
    Question,
    Release,
    Report,
)
from noken.discipline.queries.nexts import newest_summons
from noken.discipline.queries.seats import official_of, seats_of
from noken.discipline.rules import flow, sanctions
from noken.discipline.rules.sanctions import Weighed
from noken.discipline.services._checks import (
    check_missable,
    check_sanction,
    check_team_there,
    companion_on,
    need_official,
)
from noken.discipline.services._records import (
    about,
    add_letter,
    check_heard,
    lock_to,
    move,
    need,
    person_of,
)
from noken.organization import queries as organization
from noken.organization.models import RoleGrant
from noken.regulations.discipline import sanctions as sanction_table

ELEMENTS = {
    Examiner.Part.SUPERVISION: Role.INSPECTORATE,
    Examiner.Part.PERSONNEL: Role.PERSONNEL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTeam:
    """The team as the PPK names it: people by part, and the order's number and day."""

    members: Mapping[str, int]
    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelease:
    number: str
    start_on: date
    acting_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The record of a hearing. `refusal` says why it was not signed, "" where it was."""

    held_at: datetime
    place: str
    article: str
    questions: Sequence[tuple[str, str]]
    companion: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """The report with the table of its template; `sanction` "" where nothing was proven."""

    number: str
    breach: str
    when: str
    place: str
    impact: str
    impact_text: str
    aggravating: str = ""
    mitigating: str = ""
    sanction: str = ""
    copies: str = ""


@transaction.atomic
def name_team(case_id: int, new: NewTeam, *, by: Actor, at: datetime) -> list[Examiner]:
    """Put the team on record that the PPK names; it examines from then on.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.light_no_team`, `discipline.has_team`,
            `discipline.bad_day`, `discipline.unfit_team`, `discipline.empty`,
            `discipline.too_long`.
    Emits: TeamNamed.
    """
    row, seats = lock_to(flow.TEAM, case_id, by=by, at=at)
    if not sanctions.may_have_team(row.level):
        raise Refused(
            "Untuk hukuman ringan atasan langsung memeriksa sendiri.",
            code="discipline.light_no_team",
            basis="PP 94/2021 Pasal 29",
        )
    if seats.has_team:
        raise Refused("Tim pemeriksanya sudah dibentuk.", code="discipline.has_team")
    today = clock.day_of(at)
    if new.on > today:
        raise Refused(
            "Isi tanggal keputusan PPK, paling lambat hari ini.", code="discipline.bad_day"
        )
    number = need(new.number, "Tuliskan nomor keputusan pembentukan tim.", 80)
    _check_team(row, seats, new.members, today)
    named = Examiner.objects.bulk_create(
        Examiner(
            case=row,
            employee_id=employee_id,
            part=part,
            order_number=number,
            order_on=new.on,
            named_by_id=person_of(by),
            at=at,
        )
        for part, employee_id in new.members.items()
    )
    move(row, flow.TEAM, CaseStep.Kind.TEAM, by=by, at=at, note=number, examiner_id=None)
    add_letter(row, Letter.Kind.ORDER, named[0].pk, number=number, by=by, at=at)
    events.emit(TeamNamed(by=by, at=at, **about(row, seats_of(row, today))))
    return named


def _check_team(row: Case, seats: Seats, members: Mapping[str, int], today: date) -> None:
    people = organization.people(members.values(), today)
    is_whole = set(members) == set(Examiner.Part.values)
    distinct = len(set(members.values())) == len(members) and row.employee_id not in people
    fits = is_whole and distinct and all(people[pk].post for pk in people)
    if fits:
        above = {each.employee_id for each in seats.chain}
        fits = members[Examiner.Part.SUPERIOR] in above and all(
            RoleGrant.objects.filter(in_force(today), role=role, employee_id=members[part]).exists()
            for part, role in ELEMENTS.items()
        )
    if not fits:
        raise Refused(
            "Tim terdiri atas tiga orang berbeda: atasan pegawai, seorang dari Inspektorat dan "
            "seorang dari BKPSDM; bukan pegawai yang diperiksa.",
            code="discipline.unfit_team",
            basis="PP 94/2021 Pasal 29",
        )


@transaction.atomic
def release_from_duty(case_id: int, new: NewRelease, *, by: Actor, at: datetime) -> Release:
    """Free the person from the duties of the post during the examination of a heavy matter.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.not_heavy`, `discipline.released`,
            `discipline.bad_day`, `discipline.unfit_acting`, `discipline.empty`.
    Emits: DutyReleased.
    """
    row, seats = lock_to(flow.RELEASE, case_id, by=by, at=at)
    today = clock.day_of(at)
    if row.level != Case.Level.BERAT:
        raise Refused(
            "Pembebasan sementara hanya untuk dugaan dengan ancaman hukuman berat.",
            code="discipline.not_heavy",
            basis="PP 94/2021 Pasal 31",
        )
    if hasattr(row, "release"):
        raise Refused("Pegawai ini sudah dibebaskan sementara.", code="discipline.released")
    if new.start_on < today:
        raise Refused("Pilih hari ini atau sesudahnya.", code="discipline.bad_day")
    people = organization.people([row.employee_id, new.acting_id], today)
    acting = people.get(new.acting_id)
    if acting is None or not acting.post or new.acting_id == row.employee_id:
        raise Refused(
            "Pilih pegawai yang bertugas hari ini sebagai pelaksana harian.",
            code="discipline.unfit_acting",
        )
    made = Release.objects.create(
        case=row,
        number=need(new.number, "Tuliskan nomor keputusannya.", 80),
        post=people[row.employee_id].post[:200],
        start_on=new.start_on,
        acting_id=new.acting_id,
        by_id=person_of(by),
        at=at,
    )
    move(row, flow.RELEASE, CaseStep.Kind.RELEASED, by=by, at=at, note=made.number)
    add_letter(row, Letter.Kind.RELEASE, made.pk, number=made.number, by=by, at=at)
    events.emit(DutyReleased(by=by, at=at, acting_id=new.acting_id, **about(row, seats)))
    return made


@transaction.atomic
def hear(case_id: int, minutes: Minutes, *, by: Actor, at: datetime) -> Hearing:
    """Record the closed hearing with its questions and answers; a refusal to sign is noted.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_team`, `discipline.bad_hour`,
            `discipline.no_questions`, `discipline.no_companion`, `discipline.empty`,
            `discipline.too_long`.
    Emits: CaseHeard.
    """
    row, seats = lock_to(flow.HEAR, case_id, by=by, at=at)
    check_team_there(row, seats)
    summons = row.summonses.filter(is_void=False).order_by("-ordinal")[0]
    if not clock.start_of(summons.on) <= minutes.held_at <= at:
        raise Refused(
            "Isi waktu pemeriksaan sejak surat panggilan sampai sekarang.",
            code="discipline.bad_hour",
        )
    asked = [(ask.strip(), said.strip()) for ask, said in minutes.questions]
    asked = [pair for pair in asked if any(pair)]
    if not asked or not all(all(pair) for pair in asked):
        raise Refused(
            "Isi setidaknya satu pertanyaan dengan jawabannya, dan lengkapi keduanya.",
            code="discipline.no_questions",
        )
    heard = Hearing.objects.create(
        case=row,
        held_at=minutes.held_at,
        place=need(minutes.place, "Tuliskan tempat pemeriksaan.", 200),
        article=need(minutes.article, "Tuliskan pasal yang diduga dilanggar.", 200),
        companion=companion_on(minutes.companion, clock.day_of(minutes.held_at)),
        refused=bool(minutes.refusal.strip()),
        refusal=minutes.refusal.strip()[:300],
        by_id=person_of(by),
        at=at,
    )
    Question.objects.bulk_create(
        Question(hearing=heard, ordinal=number, question=ask, answer=said)
        for number, (ask, said) in enumerate(asked, start=1)
    )
    summons.came = True
    summons.save(update_fields=["came"])
    move(row, flow.HEAR, CaseStep.Kind.HEARD, by=by, at=at)
    add_letter(row, Letter.Kind.BAP, heard.pk, by=by, at=at)
    events.emit(CaseHeard(by=by, at=at, **about(row, seats)))
    return heard


@transaction.atomic
def report(case_id: int, new: NewReport, *, by: Actor, at: datetime) -> Report:
    """Report what was found to the competent official, with a recommendation; a sanction is
    recommended only while somebody is competent for it.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_impact`, `discipline.no_sanction`,
            `discipline.no_team`, `discipline.medium_unsigned`, `discipline.too_heavy`,
            `discipline.no_mitigating`, `discipline.nothing_counts`, `discipline.not_told`,
            `discipline.not_heard_first`, `discipline.no_matrix`, `discipline.no_official`,
            `discipline.empty`, `discipline.too_long`, and those of
            `_checks.check_missable` where nobody was heard.
    Emits: CaseReported.
    """
    row, seats = lock_to(flow.REPORT, case_id, by=by, at=at)
    today = clock.day_of(at)
    missed = newest_summons(row)
    if row.status == flow.NO_SHOW and missed is not None:
        check_missable(row, missed)
    if new.impact not in Report.Impact.values:
        raise Refused("Pilih dampak perbuatannya.", code="discipline.no_impact")
    official_id = official_of(row, row.level, today)
    if new.sanction:
        check_heard(row, today)
        weighed = Weighed("", new.impact, seats.has_team, new.mitigating)
        check_sanction(row, new.sanction, weighed, today)
        official_id = need_official(row, sanction_table()[new.sanction].level, today)
    made = Report.objects.create(
        case=row,
        number=need(new.number, "Tuliskan nomor laporannya.", 80),
        examined_by=Report.Examined.TEAM if seats.has_team else Report.Examined.SUPERIOR,
        breach=need(new.breach, "Tuliskan bentuk pelanggarannya."),
        when=need(new.when, "Tuliskan waktu kejadiannya.", 200),
        place=need(new.place, "Tuliskan tempat kejadiannya.", 200),
        aggravating=new.aggravating.strip()[:8000],
        mitigating=new.mitigating.strip()[:8000],
        impact=new.impact,
        impact_text=need(new.impact_text, "Jelaskan dampak perbuatannya."),
        is_proven=bool(new.sanction),
        sanction=new.sanction,
        official_id=official_id,
        copies=new.copies.strip()[:300],
        by_id=person_of(by),
        at=at,
    )
    move(
        row,
        flow.REPORT,
        CaseStep.Kind.REPORTED,
        by=by,
        at=at,
        note=made.number,
        official_id=official_id,
    )
    add_letter(row, Letter.Kind.REPORT, made.pk, number=made.number, by=by, at=at)
    events.emit(CaseReported(by=by, at=at, **about(row, seats_of(row, today))))
    return made
