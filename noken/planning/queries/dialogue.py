"""Performance dialogue as it is read: what was said beside which line, and what is new of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from noken.core.actor import Actor
from noken.organization.queries import Person
from noken.planning import access, rules
from noken.planning.models import DialogueNote
from noken.planning.rules import Content, IndicatorContent
from noken.regulations import loader

About = DialogueNote.About
WHOLE = "PLAN:"


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposed change of an indicator, from the old words to the new ones ("" for none), and the
    support that is promised. `answer` is the owner's in words, "" while there is none.
    """

    old: str
    new: str
    support: str
    answer: str
    is_accepted: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class ShownNote:
    """One thing said. `line` names what it is about; `line_text` is "" where the words of the line
    are still the same. `is_new` is for who has not read it, `is_read` for who wrote it.
    """

    id: int
    line: str
    line_name: str
    line_text: str
    text: str
    who: str
    at: datetime
    is_mine: bool
    is_new: bool
    is_read: bool
    proposal: ShownProposal | None


@dataclass(frozen=True, slots=True)
class Said:
    """How much was said beside a line: notes, those new to the reader, open proposals."""

    notes: int = 0
    new: int = 0
    proposals: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A line one can speak about: its address, its name for people, its words."""

    line: str
    name: str
    text: str
    indicator: IndicatorContent | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides. `partner` is the other by name, "" while there is none; `may_answer`:
    the owner can change the plan now, so that proposals can be accepted.
    """

    me: int
    is_owner: bool
    may_answer: bool
    partner: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """All that was said of a plan, for one of its two sides.

    `chosen` is the place whose notes are shown, `places` what else belongs to it. `proposals` are
    the open ones of every line.
    """

    title: str
    chosen: str
    notes: tuple[ShownNote, ...]
    places: tuple[Place, ...]
    said: Mapping[str, Said]
    total: Said
    proposals: Mapping[str, tuple[ShownNote, ...]]
    may_propose: bool
    partner: str
    new_ids: tuple[int, ...]

    @property
    def result(self) -> str:
        """The key of the result the chosen place belongs to, "" for none."""
        about, _, key = self.places[0].line.partition(":")
        return key if about == About.RESULT else ""

    @property
    def proposable(self) -> Place | None:
        """The indicator the reader may propose a change of, None for none."""
        place = next((p for p in self.places if p.line == self.chosen), None)
        return place if self.may_propose and place and place.indicator else None


def places_of(content: Content) -> dict[str, Place]:
    """Every line of a plan one can speak about, in reading order, the whole plan first."""
    found = [Place(WHOLE, "Seluruh SKP", "")]
    for number, result in enumerate(content.results, start=1):
        name = f"RHK {number}"
        found.append(Place(result_line(result.key), name, result.text))
        for place, each in enumerate(result.indicators, start=1):
            line = indicator_line(each.key)
            found.append(Place(line, f"{name}, indikator {place}", each.text, each))
    found += [Place(value_line(value.code), value.name, "") for value in loader.core_values()]
    for number, entry in enumerate(content.annex, start=1):
        found.append(Place(annex_line(entry.key), f"Lampiran, butir {number}", entry.text))
    return {place.line: place for place in found}


def get_note(actor: Actor, note_id: int) -> DialogueNote:
    """A note of a dialogue the actor has a part in.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    note = DialogueNote.objects.filter(pk=note_id).select_related("plan").first()
    if note is None or not access.can_talk(actor, note.plan.owner_id):
        raise Http404
    return note


def notes_of(plan_id: int) -> list[dict[str, Any]]:
    """All notes of a plan in the order in which they were said; one statement."""
    names = ("id", "about", "line", "line_text", "by_id", "at", "text", "read_at", "proposed")
    notes = DialogueNote.objects.filter(plan=plan_id).order_by("at", "id")
    return [dict(row) for row in notes.values(*names, "answer")]


def dialogue(
    rows: Sequence[Mapping[str, Any]],
    content: Content,
    people: Mapping[int, Person],
    side: Side,
    *,
    wanted: str,
) -> Dialogue:
    """The dialogue beside one line, or all of it.

    Args:
        rows: from `notes_of`.
        content: what the reader has before their eyes.
        wanted: a line ("INDICATOR:<key>"); anything unknown means the whole plan.
    """
    places = places_of(content)
    chosen = wanted if wanted in places else WHOLE
    group = _group(chosen, content)
    all_notes = [_shown(row, places, people, side) for row in rows]
    shown = [note for note in all_notes if chosen == WHOLE or note.line in group]
    said = said_of(rows, side.me)
    return Dialogue(
        title=places[chosen].name,
        chosen=chosen,
        notes=tuple(shown),
        places=tuple(places[line] for line in group),
        said=said,
        total=sum_of(said.values()),
        proposals=_open(all_notes),
        may_propose=not side.is_owner,
        partner=side.partner,
        new_ids=tuple(note.id for note in shown if note.is_new),
    )


def _group(chosen: str, content: Content) -> tuple[str, ...]:
    """A result with its indicators, an indicator with its whole result; else the line alone."""
    for result in content.results:
        lines = (result_line(result.key), *(indicator_line(i.key) for i in result.indicators))
        if chosen in lines:
            return lines
    return (chosen,)


def _shown(
    row: Mapping[str, Any],
    places: Mapping[str, Place],
    people: Mapping[int, Person],
    side: Side,
) -> ShownNote:
    line = _of(row)
    place = places.get(line)
    by = people.get(row["by_id"])
    is_mine = row["by_id"] == side.me
    same = place is not None and place.text == row["line_text"]
    return ShownNote(
        id=row["id"],
        line=line,
        line_name=place.name if place else f"{About(row['about']).label} yang dihapus",
        line_text="" if same else row["line_text"],
        text=row["text"],
        who="Anda" if is_mine else by.name if by else "",
        at=row["at"],
        is_mine=is_mine,
        is_new=not is_mine and row["read_at"] is None,
        is_read=is_mine and row["read_at"] is not None,
        proposal=_proposal(row, place, may_answer=side.may_answer),
    )


def _proposal(
    row: Mapping[str, Any], place: Place | None, *, may_answer: bool
) -> ShownProposal | None:
    proposal = rules.proposal_from_json(row["proposed"])
    if proposal.is_empty:
        return None
    answer = str(DialogueNote.Answer(row["answer"]).label) if row["answer"] else ""
    indicator = place.indicator if place else None
    answerable = indicator is not None or not proposal.changes_line
    return ShownProposal(
        old=proposal.was,
        new=rules.words_of(proposal, indicator) if proposal.changes_line else "",
        support=proposal.support,
        answer=answer,
        is_accepted=row["answer"] == DialogueNote.Answer.ACCEPTED,
        may_answer=may_answer and not answer and answerable,
    )


def _open(notes: Iterable[ShownNote]) -> dict[str, tuple[ShownNote, ...]]:
    found: dict[str, tuple[ShownNote, ...]] = {}
    for note in notes:
        if note.proposal and not note.proposal.answer:
            found[note.line] = (*found.get(note.line, ()), note)
    return found


def said_of(rows: Sequence[Mapping[str, Any]], me: int | None) -> dict[str, Said]:
    """How much was said beside each line, for one reader."""
    found: dict[str, Said] = {}
    for row in rows:
        new = row["by_id"] != me and row["read_at"] is None
        waits = bool(row["proposed"]) and not row["answer"]
        one = Said(1, int(new), int(waits))
        found[_of(row)] = sum_of((found.get(_of(row), Said()), one))
    return found


def sum_of(parts: Iterable[Said]) -> Said:
    """All of these together."""
    notes = new = proposals = 0
    for part in parts:
        notes, new, proposals = notes + part.notes, new + part.new, proposals + part.proposals
    return Said(notes, new, proposals)


def _of(row: Mapping[str, Any]) -> str:
    return f"{row['about']}:{row['line']}"


def result_line(key: UUID) -> str:
    return _line(About.RESULT, key)


def indicator_line(key: UUID) -> str:
    return _line(About.INDICATOR, key)


def value_line(code: str) -> str:
    return _line(About.VALUE, code)


def annex_line(key: UUID) -> str:
    return _line(About.ANNEX, key)


def said_of_result(said: Mapping[str, Said], key: UUID, indicators: Iterable[UUID]) -> Said:
    """Of a result together with its indicators."""
    lines = (result_line(key), *(indicator_line(each) for each in indicators))
    return sum_of(said[line] for line in lines if line in said)


def _line(about: str, line: UUID | str) -> str:
    return f"{about}:{line}"
