"""Kotak sembilan: grades beside the potential others measured. For export; decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noken.core.actor import Actor, Role
from noken.evaluation.queries import GradeLine
from noken.followup.models import Potential
from noken.followup.queries import lines
from noken.followup.queries.unit_people import Choice, Listed, choice, chosen_or_first, people_in
from noken.followup.rules import nine_box


@dataclass(frozen=True, slots=True)
class BoxedPerson:
    """`potential` is None without a source; `box` None while an axis is unknown."""

    who: Listed
    line: GradeLine | None
    grade: str
    performance: str
    potential: Potential | None
    box: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    box: int
    performance: str
    potential: str
    count: int


@dataclass(frozen=True, slots=True)
class BoxPage:
    """Counts alone, never names. `rows` from high to low potential, three cells each."""

    choice: Choice
    rows: Sequence[tuple[str, Sequence[Cell]]]
    performances: Sequence[str]
    people: int
    without_grade: int
    without_potential: int
    sources: Sequence[tuple[str, int]]
    role: Role


@dataclass(frozen=True, slots=True)
class BoxFile:
    choice: Choice
    people: Sequence[BoxedPerson]
    role: Role
    about: frozenset[int]


def box_page(actor: Actor, unit_id: int) -> BoxPage:
    """Raises Http404: no such unit."""
    chosen = choice(actor, unit_id)
    people = boxed(actor, chosen.unit_id) if chosen.unit_id else []
    steps = tuple(nine_box.PERFORMANCES)
    counts: dict[int, int] = {}
    sources: dict[str, int] = {}
    for each in people:
        if each.box is not None:
            counts[each.box] = counts.get(each.box, 0) + 1
        if each.potential is not None:
            name = each.potential.source
            sources[name] = sources.get(name, 0) + 1
    rows = [
        (nine_box.POTENTIALS[potential], [_cell(step, potential, counts) for step in steps])
        for potential in reversed(list(nine_box.POTENTIALS))
    ]
    return BoxPage(
        choice=chosen,
        rows=rows,
        performances=list(nine_box.PERFORMANCES.values()),
        people=len(people),
        without_grade=sum(not each.performance for each in people),
        without_potential=sum(each.potential is None for each in people),
        sources=sorted(sources.items()),
        role=actor.role,
    )


def box_file(actor: Actor, unit_id: int) -> BoxFile:
    """Raises Http404: no such unit."""
    chosen = chosen_or_first(actor, unit_id)
    people = boxed(actor, chosen.unit_id)
    return BoxFile(chosen, people, actor.role, frozenset(each.who.id for each in people))


def boxed(actor: Actor, unit_id: int) -> list[BoxedPerson]:
    """The last final grade of the year, else the last final one, beside the potential in force."""
    listed = people_in(actor, unit_id)
    ids = [each.id for each in listed]
    found, words = lines.lines_of(actor, ids), lines.official_words()
    potentials = {
        row.employee_id: row for row in Potential.objects.filter(employee__in=ids, replaced_at=None)
    }
    people = []
    for each in listed:
        own = found.get(each.id, [])
        yearly = [line for line in own if line.kind == lines.YEAR]
        line = lines.newest_final(yearly) or lines.newest_final(own)
        potential = potentials.get(each.id)
        performance = nine_box.performance_of(line.grade) if line else ""
        box = nine_box.box_of(performance, potential.level) if potential else None
        word = words.get(line.grade, "") if line else ""
        people.append(BoxedPerson(each, line, word, performance, potential, box))
    return people


def _cell(step: str, potential: str, counts: Mapping[int, int]) -> Cell:
    box = nine_box.BOXES[step, potential]
    words = nine_box.PERFORMANCES[step], nine_box.POTENTIALS[potential]
    return Cell(box, *words, counts.get(box, 0))
