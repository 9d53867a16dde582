"""What changed from one version of a plan to another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from noken.planning.rules.content import (
    AnnexContent,
    Content,
    IndicatorContent,
    ResultContent,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, from old to new. `field` is a name of the content; quarters are q1 to q4, and an
    expectation is named by the code of its value."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one line of the plan.

    `text` names it, in its newest words. An ADDED or REMOVED result stands for its indicators
    too; they are not listed again. REORDERED is said once, of the whole plan. PLAN CHANGED is its
    approach or form; EXPECTATIONS is said once, with a field for each value.
    """

    what: Literal["RESULT", "INDICATOR", "PLAN", "ANNEX", "EXPECTATIONS"]
    how: Literal["ADDED", "REMOVED", "CHANGED", "REORDERED"]
    text: str = ""
    result: UUID | None = None
    fields: tuple[FieldChange, ...] = ()


_RESULT_FIELDS: tuple[tuple[str, Callable[[ResultContent], Any]], ...] = (
    ("text", lambda r: r.text),
    ("kind", lambda r: r.kind),
)
_PLAN_FIELDS: tuple[tuple[str, Callable[[Content], Any]], ...] = (
    ("approach", lambda c: c.approach),
    ("form", lambda c: c.form),
)
_ANNEX_FIELDS: tuple[tuple[str, Callable[[AnnexContent], Any]], ...] = (
    ("section", lambda a: a.section),
    ("text", lambda a: a.text),
)
_INDICATOR_FIELDS: tuple[tuple[str, Callable[[IndicatorContent], Any]], ...] = (
    ("text", lambda i: i.text),
    ("aspect", lambda i: i.aspect),
    ("unit", lambda i: i.unit),
    ("perspective", lambda i: i.perspective),
    ("lower_is_better", lambda i: i.lower_is_better),
    ("q1", lambda i: i.targets[0]),
    ("q2", lambda i: i.targets[1]),
    ("q3", lambda i: i.targets[2]),
    ("q4", lambda i: i.targets[3]),
)


def difference(old: Content, new: Content) -> tuple[Change, ...]:
    """The changes from one version to the next, in the order of the new one; empty when equal.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return tuple(_changes(old, new))


def _changes(old: Content, new: Content) -> Iterator[Change]:
    if fields := _fields(_PLAN_FIELDS, old, new):
        yield Change("PLAN", "CHANGED", fields=fields)
    yield from _in_results(old, new)
    yield from _in_annex(old, new)
    if expected := _in_expectations(old, new):
        yield Change("EXPECTATIONS", "CHANGED", fields=expected)


def _in_results(old: Content, new: Content) -> Iterator[Change]:
    before = {result.key: result for result in old.results}
    after = {result.key: result for result in new.results}
    for result in new.results:
        if result.key not in before:
            yield Change("RESULT", "ADDED", result.text, result.key)
            continue
        yield from _in_result(before[result.key], result)
    for key, result in before.items():
        if key not in after:
            yield Change("RESULT", "REMOVED", result.text, key)
    if _moved(list(before), list(after)):
        yield Change("PLAN", "REORDERED")


def _in_result(old: ResultContent, new: ResultContent) -> Iterator[Change]:
    fields = _fields(_RESULT_FIELDS, old, new)
    if old.supports != new.supports:
        fields = (*fields, FieldChange("supports", old.supports_text, new.supports_text))
    if fields:
        yield Change("RESULT", "CHANGED", new.text, new.key, fields)
    yield from _in_indicators(old, new)


def _in_indicators(old: ResultContent, new: ResultContent) -> Iterator[Change]:
    before = {indicator.key: indicator for indicator in old.indicators}
    after = {indicator.key: indicator for indicator in new.indicators}
    for indicator in new.indicators:
        if indicator.key not in before:
            yield Change("INDICATOR", "ADDED", indicator.text, new.key)
        elif changed := _fields(_INDICATOR_FIELDS, before[indicator.key], indicator):
            yield Change("INDICATOR", "CHANGED", indicator.text, new.key, changed)
    for key, indicator in before.items():
        if key not in after:
            yield Change("INDICATOR", "REMOVED", indicator.text, new.key)
    if _moved(list(before), list(after)):
        yield Change("RESULT", "REORDERED", new.text, new.key)


def _in_annex(old: Content, new: Content) -> Iterator[Change]:
    before = {line.key: line for line in old.annex}
    after = {line.key: line for line in new.annex}
    for line in new.annex:
        if line.key not in before:
            yield Change("ANNEX", "ADDED", line.text)
        elif changed := _fields(_ANNEX_FIELDS, before[line.key], line):
            yield Change("ANNEX", "CHANGED", line.text, fields=changed)
    for key, line in before.items():
        if key not in after:
            yield Change("ANNEX", "REMOVED", line.text)
    if _moved(list(before), list(after)):
        yield Change("ANNEX", "REORDERED")


def _in_expectations(old: Content, new: Content) -> tuple[FieldChange, ...]:
    before, after = dict(old.expectations), dict(new.expectations)
    values = dict.fromkeys((*after, *before))
    return tuple(
        FieldChange(value, before.get(value, ""), after.get(value, ""))
        for value in values
        if before.get(value, "") != after.get(value, "")
    )


def _fields(
    table: Sequence[tuple[str, Callable[[Any], Any]]], old: Any, new: Any
) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, read(old), read(new)) for name, read in table if read(old) != read(new)
    )


def _moved(before: list[UUID], after: list[UUID]) -> bool:
    """Whether those that are in both stand in another order."""
    kept = set(before) & set(after)
    return [key for key in before if key in kept] != [key for key in after if key in kept]
