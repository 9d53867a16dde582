"""What the printed result of a sheet says of an objection: the same for whoever prints it.

Nothing of an objection stands on it before it is decided: a print would tell the rater. Its words
stay in the decision itself; here only what there was and how it ended.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from noken.core import clock
from noken.core.actor import Actor
from noken.core.values import MONTHS
from noken.documents import queries as documents
from noken.evaluation.queries import OnPaper
from noken.objections.models import Objection, Statement
from noken.objections.queries.graded import Graded, graded
from noken.objections.queries.terms import terms_on
from noken.objections.queries.windows import lost_days
from noken.objections.queries.words import ABOUT
from noken.objections.rules.clock import LAW, window_of
from noken.regulations.grades import grade_table


def on_paper(actor: Actor, sheet_ids: Sequence[int]) -> Mapping[int, OnPaper]:
    """By sheet; those nobody has received yet are left out."""
    found = graded(sheet_ids)
    standing = Objection.objects.filter(sheet_id__in=sheet_ids).exclude(status="WITHDRAWN")
    rows = {row.sheet_id: row for row in standing}
    received = {pk: day for pk, each in found.items() if (day := _received_on(each, rows.get(pk)))}
    lost = lost_days(received.values(), actor.on)
    return {pk: _of(found[pk], day, lost, rows.get(pk), actor) for pk, day in received.items()}


def _received_on(found: Graded, row: Objection | None) -> date | None:
    """The notice the objection went by; a change of the result gives another one."""
    decided = row is not None and row.status == Objection.Status.DECIDED
    return row.received_on if row is not None and decided else found.received_on


def _of(
    found: Graded,
    received_on: date,
    lost: Collection[date],
    row: Objection | None,
    actor: Actor,
) -> OnPaper:
    terms = terms_on(received_on)
    window = window_of(received_on, terms, lost)
    said = (
        "Diajukan tertulis dengan alasan kepada atasan pejabat penilai kinerja, paling lambat "
        f"{_day(window.last_on)}, {terms.file_days} hari sesudah diterima ({LAW}). "
        "Yang terlambat tetap dicatat."
    )
    if row is not None and row.status == Objection.Status.DECIDED:
        return OnPaper(said, _objected(row), _answered(row), _decided(row))
    if found.is_final and window.is_late(actor.on) and (row is None or row.is_late):
        return OnPaper(said, f"Tidak ada keberatan sampai {_day(window.last_on)}.")
    return OnPaper(said)


def _objected(row: Objection) -> str:
    late = ", sesudah batas waktunya" if row.is_late else ""
    about = ABOUT[Objection.About(row.about)]
    return f"Diajukan {_day(clock.day_of(row.filed_at))} atas {about}{late}."


def _answered(row: Objection) -> str:
    wrote = row.statements.filter(kind=Statement.Kind.ANSWER).order_by("-at").first()
    if wrote is not None:
        return f"Pejabat penilai menjawab tertulis {_day(clock.day_of(wrote.at))}."
    heard = row.hearings.filter(side="RATER").exclude(mode="NONE").order_by("-held_on").first()
    if heard is not None:
        return f"Pejabat penilai didengar {_day(heard.held_on)}."
    return "Pejabat penilai tidak dapat didengar; alasannya tercatat dalam putusan."


def _decided(row: Objection) -> str:
    grade = grade_table().grade(row.after_grade).word
    number = documents.get_paper(row.paper_id).number if row.paper_id else ""
    named = f" Putusan {number}" if number else " Putusan"
    day = _day(clock.day_of(row.decided_at)) if row.decided_at else ""
    return f"{row.get_outcome_display()}, predikat {grade}.{named}, {day}."


def _day(day: date) -> str:
    """4 Desember 2026"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
