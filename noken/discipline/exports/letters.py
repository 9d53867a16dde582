"""Each letter of a case as a signed paper. The same facts are the same paper.

What stands on a letter was written in the case; nothing is added but the words of the form.
Source: kumpulan naskah yang beredar untuk PP 94/2021; lampiran resminya belum dipastikan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from noken.core.actor import Actor
from noken.discipline.exports import outcome, procedure
from noken.discipline.exports.sheet import Sheet
from noken.discipline.models import Letter
from noken.documents.services import papers
from noken.documents.services.papers import OfficialLetter

Kind = Letter.Kind


@dataclass(frozen=True, slots=True)
class Form:
    """The kind of paper, and who fills it."""

    kind: str
    fill: Callable[[Sheet], OfficialLetter]


FORMS: Mapping[str, Form] = {
    Kind.ORDER: Form("DISCIPLINE_ORDER", procedure.order),
    Kind.SUMMONS_1: Form("DISCIPLINE_SUMMONS", procedure.summons),
    Kind.SUMMONS_2: Form("DISCIPLINE_SUMMONS", procedure.summons),
    Kind.BAP: Form("DISCIPLINE_MINUTES", procedure.minutes),
    Kind.RELEASE: Form("DISCIPLINE_RELEASE", procedure.release),
    Kind.REPORT: Form("DISCIPLINE_REPORT", outcome.report),
    Kind.DECISION: Form("DISCIPLINE_DECISION", outcome.decision),
    Kind.CALL: Form("DISCIPLINE_SUMMONS", outcome.call),
    Kind.RECEIPT: Form("DISCIPLINE_RECEIPT", outcome.receipt),
}


def letter_paper(letter: Letter) -> OfficialLetter:
    """What the paper of a letter says, with people as they were on its day."""
    return FORMS[letter.kind].fill(Sheet(letter))


def issue_letter(letter: Letter, *, by: Actor, at: datetime) -> int:
    """Issue the paper of a letter, its id; the same again is the same one."""
    title = f"{letter.get_kind_display()}, perkara {letter.case.number}"
    data = letter_paper(letter)
    return papers.issue(FORMS[letter.kind].kind, data, title=title, by=by, at=at).pk
