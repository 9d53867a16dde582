"""What a plan holds beside its results: the annex, and what the leader expects of behaviour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from noken.organization.queries import Person
from noken.planning.models import AnnexLine, Revision
from noken.planning.queries.dialogue import Said, annex_line, value_line
from noken.planning.queries.results import ResultRow, content_of, results_of
from noken.planning.rules import SECTIONS, AnnexContent, Content
from noken.regulations import loader

# One statement for both, since every page of a plan needs them.
_READ = """
    select 'annex', a.key, a.section, a.text, null::bigint, null::timestamptz, a."order"
    from planning_annexline a where a.revision_id = %(revision)s
    union all
    select 'expected', null::uuid, e.value, e.text, e.by_id, e.at, e.id
    from planning_expectation e
    where e.plan_id = %(plan)s
      and (%(until)s::timestamptz is null or e.at <= %(until)s::timestamptz)
    order by 1, 7
"""
HINTS = {
    "RESOURCES": "Sumber daya manusia, anggaran, peralatan, pendampingan, sarana dan prasarana.",
    "ACCOUNTABILITY": "Kapan dan bagaimana kemajuan dilaporkan kepada atasan.",
    "CONSEQUENCES": "Yang mengikuti bila hasil kerja tercapai, dan bila tidak.",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """The newest words of the leader on one value."""

    value: str
    text: str
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreements:
    """The annex in reading order, and what is expected now by the code of its value."""

    annex: tuple[AnnexContent, ...]
    expected: Mapping[str, Expected]


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of behaviour as it is read. `guides` are our paraphrase; `who` and `at` tell of the
    leader's words and are "" and None without any, and in kept versions.
    """

    code: str
    name: str
    guides: tuple[str, ...]
    text: str
    who: str
    at: datetime | None
    line: str
    said: Said


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the annex with what was said beside it."""

    key: UUID
    text: str
    line: str
    said: Said


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of the annex with what belongs into it."""

    code: str
    name: str
    hint: str
    lines: tuple[ShownLine, ...]


def agreements_of(plan_id: int, revision_id: int, *, until: datetime | None = None) -> Agreements:
    """The annex of a revision and what was expected by `until` (None: now); one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"plan": plan_id, "revision": revision_id, "until": until})
        rows = cursor.fetchall()
    annex = [AnnexContent(row[1], row[2], row[3]) for row in rows if row[0] == "annex"]
    expected = {row[2]: Expected(*row[2:6]) for row in rows if row[0] == "expected"}
    return Agreements(
        tuple(sorted(annex, key=lambda line: SECTIONS.index(line.section))),
        {value: each for value, each in expected.items() if each.text},
    )


def whole(revision: Revision, rows: Sequence[ResultRow], agreed: Agreements) -> Content:
    """All that a revision holds, to be compared, kept or changed."""
    return Content(
        results=content_of(rows).results,
        approach=revision.approach,
        form=revision.form,
        annex=agreed.annex,
        expectations=spoken(agreed.expected),
    )


def spoken(expected: Mapping[str, Expected]) -> tuple[tuple[str, str], ...]:
    """What is expected as it stands in a content: (code, text) in the order of the values."""
    return tuple(
        (value.code, expected[value.code].text)
        for value in loader.core_values()
        if value.code in expected
    )


def content_in(revision: Revision, *, until: datetime | None = None) -> Content:
    """The same, read here; two statements."""
    rows = results_of([revision.pk]).get(revision.pk, ())
    return whole(revision, rows, agreements_of(revision.plan_id, revision.pk, until=until))


def behaviour(
    content: Content,
    expected: Mapping[str, Expected],
    people: Mapping[int, Person],
    said: Mapping[str, Said],
) -> tuple[ShownValue, ...]:
    """All seven values with their guides and what the leader expects.

    Args:
        expected: who said it and when; empty for a kept version.
        said: what was said beside the lines of the plan.
    """
    texts = dict(content.expectations)
    shown = []
    for value in loader.core_values():
        text, newest = texts.get(value.code, ""), expected.get(value.code)
        by = people.get(newest.by_id) if newest else None
        line = value_line(value.code)
        shown.append(
            ShownValue(
                code=value.code,
                name=value.name,
                guides=value.guides,
                text=text,
                who=by.name if by else "",
                at=newest.at if newest else None,
                line=line,
                said=said.get(line, Said()),
            )
        )
    return tuple(shown)


def annex(content: Content, said: Mapping[str, Said]) -> tuple[ShownSection, ...]:
    """All sections with their lines, those without any too."""
    return tuple(
        ShownSection(
            code=code,
            name=section_word(code),
            hint=HINTS[code],
            lines=tuple(_shown_line(line, said) for line in content.annex_of(code)),
        )
        for code in SECTIONS
    )


def _shown_line(entry: AnnexContent, said: Mapping[str, Said]) -> ShownLine:
    line = annex_line(entry.key)
    return ShownLine(entry.key, entry.text, line, said.get(line, Said()))


def section_word(code: str) -> str:
    return str(AnnexLine.Section(code).label)


def approach_word(code: str) -> str:
    return str(Revision.Approach(code).label)


def form_word(code: str) -> str:
    return str(Revision.Form(code).label)
