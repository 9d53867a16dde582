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
    rows: dict[int, list[Objection]] = {}
    for row in Objection.objects.filter(sheet_id__in=sheet_ids).exclude(status="WITHDRAWN"):
        rows.setdefault(row.sheet_id, []).append(row)
    received = [each.received_on for each in found.values() if each.received_on is not None]
    lost = lost_days(received, actor.on)
    return {
        pk: _of(each, each.received_on, lost, rows.get(pk, []), actor)
        for pk, each in found.items()
        if each.received_on is not None
    }


def _of(
    found: Graded,
    received_on: date,
    lost: Collection[date],
    rows: Sequence[Objection],
    actor: Actor,
) -> OnPaper:
    terms = terms_on(received_on)
    window = window_of(received_on, terms, lost)
    said = (
        "Diajukan tertulis dengan alasan kepada atasan pejabat penilai kinerja, paling lambat "
        f"{_day(window.last_on)}, {terms.file_days} hari sesudah diterima ({LAW}). "
        "Yang terlambat tetap dicatat."
    )
    decided = next((row for row in rows if row.status == Objection.Status.DECIDED), None)
    if decided is not None:
        return OnPaper(said, _objected(decided), _answered(decided), _decided(decided))
    if found.is_final and window.is_late(actor.on) and all(row.is_late for row in rows):
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
