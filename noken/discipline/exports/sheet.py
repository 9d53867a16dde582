"""What all letters of a case share: the people on the day of the letter, heads, signatures."""

from datetime import date, datetime

from noken.discipline.models import Case, Examiner, Letter
from noken.documents.services.papers import Letterhead, Line, Official, OfficialLetter, Section
from noken.documents.services.papers import Signature as Signed
from noken.organization import queries as organization
from noken.ui.formats import day_long

SIGNED = "ditandatangani elektronik"


class Sheet:
    """One letter with its case, and everybody on it as they were on its day."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.case: Case = letter.case
        self.day = letter.on
        self._known: dict[int, organization.OfficialFacts] = {}

    def know(self, *ids: int | None) -> None:
        """Read these people in one go."""
        wanted = {pk for pk in ids if pk is not None} - self._known.keys()
        self._known |= organization.officials(wanted, self.day)

    def official(self, pk: int | None) -> Official:
        if pk is None:
            return Official("")
        self.know(pk)
        facts = self._known.get(pk)
        if facts is None:
            return Official("")
        return Official(facts.name, facts.nip, facts.rank, facts.post, facts.unit)

    def name(self, pk: int | None) -> str:
        return self.official(pk).name

    def person(self, pk: int | None) -> tuple[Line, ...]:
        """Name, NIP, rank, post and unit, one below the other."""
        who = self.official(pk)
        return (
            Line("Nama", who.name),
            Line("NIP", who.nip),
            Line("Pangkat, golongan", who.rank),
            Line("Jabatan", who.post),
            Line("Unit kerja", who.unit),
        )

    def team(self) -> list[Examiner]:
        return sorted(self.case.examiners.all(), key=lambda each: (each.part, each.pk))

    def signature(self, pk: int | None, role: str, at: datetime | None) -> Signed:
        """`at` None: the act has not happened, the box stays empty."""
        who = self.official(pk)
        return Signed(role or f"{who.post},", who, at, SIGNED)

    def letter_of(
        self,
        title: str,
        head_id: int | None,
        sections: tuple[Section, ...],
        signatures: tuple[Signed, ...],
    ) -> OfficialLetter:
        """The letter under the head of the agency of `head_id`, dated at its seat."""
        self.know(head_id)
        facts = self._known.get(head_id or 0)
        return OfficialLetter(
            letterhead=Letterhead(facts.government, facts.agency) if facts else Letterhead(""),
            title=title,
            reference=self.letter.number,
            is_secret=True,
            sections=sections,
            place=facts.seat if facts else "",
            on=self.day,
            signatures=signatures,
        )


def copies_of(text: str) -> tuple[str, ...]:
    """What was typed as copies, one for each line or each part between semicolons."""
    parts = text.replace("\n", ";").split(";")
    return tuple(part.strip().rstrip(".") for part in parts if part.strip())


def days_of(first: date, last: date) -> str:
    """When a breach happened, in words."""
    return day_long(first) if first == last else f"{day_long(first)} sampai {day_long(last)}"
