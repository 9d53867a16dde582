"""Locking, judging and writing what several services of discipline need."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn
from uuid import UUID

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.discipline import access
from noken.discipline.access import Seats
from noken.discipline.exports.letters import issue_letter
from noken.discipline.models import Case, CaseStep, Letter
from noken.discipline.queries.grounds import ground_of
from noken.discipline.queries.nexts import appeal_of
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.rules import flow
from noken.discipline.rules.flow import Why
from noken.discipline.rules.terms import Terms
from noken.documents import services as documents
from noken.findings import services as findings
from noken.findings.queries.deadlines import Deadlines

MOST_LETTERS = 8000
REPLY_KIND = "CASE_REPLY"


@dataclass(frozen=True, slots=True)
class Proof:
    """That something reached the person: how, on which day, who saw it; `at` where the moment is
    known too."""

    way: str
    on: date
    witness: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """Handed over on paper: on which day, and who saw it; at which moment where that is known."""

    on: date
    witness: str
    moment: datetime | None = None


def refuse(why: Why) -> NoReturn:
    raise Refused(why.text, code=why.code, basis=why.basis)


def person_of(by: Actor) -> int:
    """Raises Refused: `discipline.no_person`."""
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="discipline.no_person",
        )
    return by.employee_id


def lock(case_id: int) -> Case:
    """Raises Refused: `discipline.unknown`."""
    row = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
    if row is None:
        raise unknown()
    return row


def lock_to(act: str, case_id: int, *, by: Actor, at: datetime) -> tuple[Case, Seats]:
    """The case, where the act is the actor's and fits the state, and nothing is missing before it.

    Raises:
        Refused: `discipline.unknown`, `discipline.not_yours`, `discipline.not_now`, and where the
            act burdens `discipline.nothing_counts`, `discipline.not_told`,
            `discipline.not_heard_first`.
    """
    row = lock(case_id)
    today = clock.day_of(at)
    seats = seats_of(row, today)
    standing = access.standing_of(by, row, seats)
    if standing is None:
        raise unknown()
    if why := flow.why_not_now(row.status, act):
        refuse(why)
    if not standing.parts & flow.whose(row.status, act):
        raise Refused(
            "Langkah ini dilakukan pejabat lain. Halaman perkara menyebut siapa.",
            code="discipline.not_yours",
            basis=flow.LAW,
        )
    if act in flow.BURDENS - {flow.REPORT}:
        check_heard(row, today)
    return row, seats


def days_from(row: Case, start: date, workdays: int, *, own: bool = True) -> date:
    """The last day in time for the person: days off of the unit they are in then are no workdays,
    nor are days that an outage touched, nor (`own`) days on which they are on leave or duty: the
    law lets the days of an appeal run on through these."""
    person = row.employee_id
    deadlines = Deadlines(start, workdays, people=[person])
    return deadlines.last_day_of(person, start, workdays, own=own)


def check_heard(row: Case, today: date) -> None:
    """Raises Refused: `discipline.nothing_counts`, `.not_told`, `.not_heard_first`.

    An answer on a finding waits until the step is written, or the step for the answer.
    """
    findings.hold(list(row.findings.values_list("finding_id", flat=True)))
    if why := flow.why_not_burdened(ground_of(row), today):
        refuse(why)


def signed_terms(today: date) -> Terms:
    """Raises Refused: `discipline.no_terms`."""
    terms = terms_on(today)
    if not terms.is_signed:
        raise Refused(
            "Hari kerja setiap langkah masih menunggu penetapan dua orang, jadi belum ada tenggat "
            "yang dapat berjalan. Sampaikan kepada BKPSDM.",
            code="discipline.no_terms",
        )
    return terms


def need(text: str, ask: str, most: int = MOST_LETTERS) -> str:
    """Raises Refused: `discipline.empty`, `discipline.too_long`."""
    text = text.strip()
    if not text:
        raise Refused(ask, code="discipline.empty")
    if len(text) > most:
        raise Refused(f"Paling panjang {most} huruf. Singkatkan.", code="discipline.too_long")
    return text


def move(
    row: Case, act: str, kind: str, *, by: Actor, at: datetime, note: str = "", **fields: Any
) -> None:
    """Take the step: the new state and whatever changes with it, and its line in the history."""
    state = flow.next_state(row.status, act)
    if state is None:
        raise ValueError(f"{act} has no place in {row.status}")
    row.status, row.moved_at = state, at
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["status", "moved_at", *fields])
    add_step(row, kind, by=by, at=at, note=note)


def seat(row: Case, seats: Seats) -> None:
    """Who has which part now, for the lists."""
    row.examiner_id, row.official_id = seats.examiner_id, seats.official_id
    row.save(update_fields=["examiner", "official"])
    filed = appeal_of(row)
    if filed is not None and filed.ruler_id != seats.ruler_id:
        filed.ruler_id = seats.ruler_id
        filed.save(update_fields=["ruler"])


def add_step(row: Case, kind: str, *, by: Actor, at: datetime, note: str = "") -> None:
    CaseStep.objects.create(
        case=row,
        kind=kind,
        status=row.status,
        by_id=by.employee_id,
        role=by.role,
        note=note[:500],
        at=at,
    )


def add_letter(
    row: Case, kind: str, about_id: int, *, by: Actor, at: datetime, number: str = ""
) -> Letter:
    """The letter that a step makes, as a signed paper.

    Raises:
        Refused: `paper.signer_away`, `paper.signer_unwilling`, `file.no_room` (status 503).
    """
    letter = Letter.objects.create(
        case=row,
        kind=kind,
        about_id=about_id,
        number=number,
        on=clock.day_of(at),
        by_id=by.employee_id,
        at=at,
    )
    letter.paper_id = issue_letter(letter, by=by, at=at)
    letter.save(update_fields=["paper_id"])
    return letter


def is_new(key: UUID, kind: str, content: dict[str, Any], at: datetime) -> bool:
    """Whether this submission arrives for the first time; its receipt is written either way.

    Raises:
        Refused: `receipt.changed`, `receipt.bad_key`.
    """
    return documents.issue_receipt(documents.Submission(key, kind, content), at=at).is_new


def about(row: Case, seats: Seats) -> dict[str, Any]:
    """What every event of a case says of it."""
    return {
        "subject_id": row.employee_id,
        "case_id": row.pk,
        "number": row.number,
        "superior_id": seats.rater_id,
        "official_id": seats.official_id,
        "ruler_id": seats.ruler_id,
        "examiner_ids": tuple(sorted(seats.examiner_ids)),
    }


def is_system(by: Actor) -> bool:
    return by.has(Role.SYSTEM)


def unknown() -> Refused:
    return Refused(
        "Perkara ini tidak ada, atau bukan untuk Anda. Muat ulang halaman.",
        code="discipline.unknown",
    )
