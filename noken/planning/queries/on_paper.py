"""What a plan says on paper, for plans and for evaluations of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from noken.documents.services.papers import Measure, ResultLine, ValueLine
from noken.planning import rules
from noken.planning.models import Indicator, Revision
from noken.planning.queries.agreements import content_in
from noken.planning.rules import Content, IndicatorContent, ResultContent
from noken.regulations import loader
from noken.ui.formats import number

PARAPHRASE = (
    "Panduan perilaku di atas adalah parafrasa noken atas SE Menteri PANRB 20/2021, sampai "
    "rumusan resminya dimuat oleh BKPSDM."
)
"""The wording of the guides is marked [C]: it says so wherever it is printed."""
AGREED = (Revision.Status.APPROVED, Revision.Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What an evaluation says of an indicator: the target of its days (None: that of the year),
    what was reached, what was said of it."""

    target: Decimal | None = None
    reached: str = ""
    feedback: str = ""


Said = Mapping[UUID, Evaluated]
NOTHING = Evaluated()


def content_agreed_by(owner_id: int, year: int, until: datetime, at: datetime) -> Content | None:
    """What was agreed for a year just before `until`, or first after it, as it was known at `at`;
    None when nothing was agreed yet."""
    known = Revision.objects.filter(
        plan__owner=owner_id, plan__year=year, status__in=AGREED, decided_at__lte=at
    )
    before = known.filter(decided_at__lt=until).order_by("-decided_at", "-number").first()
    revision = before or known.order_by("decided_at", "number").first()
    return content_in(revision, until=at) if revision else None


def result_lines(content: Content, said: Said | None = None) -> tuple[ResultLine, ...]:
    """The results with their measures in the words of their form.

    Args:
        said: what an evaluation says of an indicator, by its key.
    """
    return tuple(_result(result, content, said or {}) for result in content.results)


def value_lines(
    content: Content, feedback: Mapping[str, str] | None = None
) -> tuple[ValueLine, ...]:
    """The seven values with what the leader expects of each, and feedback by the value's code."""
    expected, said = dict(content.expectations), feedback or {}
    return tuple(
        ValueLine(value.name, value.guides, expected.get(value.code, ""), said.get(value.code, ""))
        for value in loader.core_values()
    )


def target_text(indicator: IndicatorContent, asked: Decimal | None = None) -> str:
    """The target, "42 sekolah"; "" where the measure says it in words.

    Args:
        asked: what the days of an evaluation ask, named before the year's where it differs.
    """
    unit = indicator.unit.strip()
    if not (unit or any(indicator.targets)):
        return ""
    level = bool(unit) and rules.is_level(unit, lower_is_better=indicator.lower_is_better)
    year = rules.year_target(indicator.targets, level=level)
    text = f"{number(year if asked is None else asked)} {unit}".strip()
    text = f"paling banyak {text}" if indicator.lower_is_better else text
    return text if asked in {None, year} else f"{text} (setahun {number(year)} {unit})"


def _result(result: ResultContent, content: Content, said: Said) -> ResultLine:
    return ResultLine(
        parent=result.supports_text,
        text=result.text,
        is_additional=result.kind == "ADDITIONAL",
        measures=tuple(_measure(each, content, said) for each in result.indicators),
    )


def _measure(indicator: IndicatorContent, content: Content, said: Said) -> Measure:
    beside = said.get(indicator.key, NOTHING)
    return Measure(
        side=_side(indicator, content),
        text=indicator.text,
        target=target_text(indicator, beside.target),
        reached=beside.reached,
        feedback=beside.feedback,
    )


def _side(indicator: IndicatorContent, content: Content) -> str:
    if content.is_leaders:
        code = indicator.perspective
        return str(Indicator.Perspective(code).label) if code else ""
    return str(Indicator.Aspect(indicator.aspect).label)
