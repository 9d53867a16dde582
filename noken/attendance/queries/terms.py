"""How long an explanation is awaited, and how long a decision: a dated setting."""

from dataclasses import dataclass
from datetime import date

from noken.attendance.models import CorrectionTerm
from noken.calendars import queries as calendars
from noken.core.periods import in_force


@dataclass(frozen=True, slots=True)
class CorrectionTerms:
    """Workdays after a day for an explanation, and after the explanation for a decision.

    `mark` C: awaits a decision of the office, as `source` says.
    """

    file_workdays: int
    decide_workdays: int
    source: str
    mark: str


USUAL = CorrectionTerms(5, 3, "setelan noken, menunggu penetapan", "C")


def correction_terms(on: date) -> CorrectionTerms:
    row = CorrectionTerm.objects.filter(in_force(on)).first()
    if row is None:
        return USUAL
    return CorrectionTerms(row.file_workdays, row.decide_workdays, row.source, row.mark)


def decide_by(filed_on: date) -> date:
    """The last day in time for the superior."""
    return calendars.add_workdays(filed_on, correction_terms(filed_on).decide_workdays)


def overdue_before(on: date) -> date:
    """Without any record, days before this one are "tanpa keterangan", later ones not yet."""
    days = calendars.last_workdays(on, correction_terms(on).file_workdays + 1)
    return days[0] if days else on
