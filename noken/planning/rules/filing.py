"""A file of results beside a plan: what is new, what differs, and the plan with what was chosen.

Nothing that stands in the plan and not in the file is ever touched.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from itertools import chain
from typing import Any, Literal
from uuid import UUID

from noken.planning.rules.content import Content, IndicatorContent, ResultContent, Targets
from noken.planning.rules.differences import FieldChange
from noken.planning.rules.file_cells import same_words
from noken.planning.rules.forms import MAX_MEASURE, NONE, measure_in_words

USUAL_ASPECT = "QUANTITY"
_MARK = 8
_INDICATOR_FIELDS = ("text", "aspect", "perspective", "unit", "lower_is_better")
_QUARTERS = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line of a file: an indicator of a result. `code` is that of a line noken wrote, "" else.

    `targets`, `aspect`, `perspective`, `kind` and `lower_is_better` are None where the file does
    not say. `notes` say what was understood in a way the writer may want to know.
    """

    number: int
    result: str
    indicator: str
    unit: str = ""
    targets: Targets | None = None
    aspect: str | None = None
    perspective: str | None = None
    kind: str | None = None
    lower_is_better: bool | None = None
    supports: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What a line would do. `fields` are the differences of CHANGED; `is_safe`: it was written by
    noken and nobody has changed the plan's line since, so the file's words are newer.
    `result` and `indicator` are the texts that stand in the plan, "" for a new one.
    """

    line: FileLine
    how: Literal["NEW", "CHANGED", "SAME"]
    fields: tuple[FieldChange, ...] = ()
    is_safe: bool = False
    is_stale: bool = False
    result: str = ""
    indicator: str = ""


@dataclass(slots=True)
class _Place:
    result: ResultContent | None = None
    indicator: IndicatorContent | None = None


@dataclass(slots=True)
class _Finder:
    """Finds what a line means: by its code, else by the same words; `twins` by the aspect too."""

    content: Content
    twins: frozenset[int]
    by_key: dict[str, ResultContent] = field(default_factory=dict)
    by_words: dict[str, ResultContent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for result in reversed(self.content.results):
            self.by_key[result.key.hex] = result
            self.by_words[same_words(result.text)] = result

    def place(self, line: FileLine) -> _Place:
        first, second, _ = taken_apart(line.code)
        result = self.by_key.get(first) or self.by_words.get(same_words(line.result))
        if result is None:
            return _Place()
        own = {indicator.key.hex: indicator for indicator in result.indicators}
        words = same_words(line.indicator)
        same = [each for each in result.indicators if same_words(each.text) == words]
        if line.number in self.twins:
            same = [each for each in same if each.aspect == (line.aspect or USUAL_ASPECT)]
        return _Place(result, own.get(second) or next(iter(same), None))


def code_of(result: ResultContent, indicator: IndicatorContent | None) -> str:
    """The code of a line that noken writes: which line it is and what stood there then.

    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    own = indicator.key.hex if indicator else ""
    return f"{result.key.hex}.{own}.{_mark(result, indicator)}"


def taken_apart(code: str) -> tuple[str, str, str]:
    """Key of the result, key of the indicator and mark of a code, each "" where it says none.

    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    first, _, rest = code.strip().strip("'").partition(".")
    second, _, mark = rest.partition(".")
    return first, second, mark


def verdicts(
    content: Content, lines: Sequence[FileLine], parents: Mapping[str, UUID]
) -> tuple[LineVerdict, ...]:
    """What each line of a file would do to a plan, in the order of the file.

    Args:
        parents: the superior's results, key by `same_words` of their text.
    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    finder = _Finder(content, _twins(lines))
    return tuple(_verdict(line, finder.place(line), parents, content) for line in lines)


def applied(
    content: Content,
    lines: Sequence[FileLine],
    chosen: Collection[int],
    parents: Mapping[str, UUID],
    new_key: Callable[[], UUID],
) -> Content:
    """The plan with the chosen lines of a file, by their numbers; all else stays as it was.

    Args:
        parents: as for `verdicts`.
    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    twins = _twins(lines)
    before = _Finder(content, twins)
    for each in lines:
        if each.number not in chosen:
            continue
        line = _what_differs(each, before.place(each), parents)
        place = _Finder(content, twins).place(line)
        result = _result(line, place.result, parents, new_key)
        if line.indicator or place.indicator is not None:
            base = place.indicator or IndicatorContent(new_key(), "", "", NONE)
            result = _with_indicator(result, _typed(line, base, content), place.indicator)
        content = content.having(result)
    return content


def without_copies(lines: Sequence[FileLine]) -> tuple[FileLine, ...]:
    """The lines of one person, of which each code stands once: a line copied to write another
    keeps the code of what it was copied from. It is a new one, under the same result where the
    words of that are the same. Of what is written twice, the second line says so.

    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    seen: dict[tuple[str, str], str] = {}
    said: dict[tuple[str, str, str], int] = {}
    found = []
    for line in lines:
        first, second, _ = taken_apart(line.code)
        words = same_words(line.result)
        whole = words, same_words(line.indicator), line.aspect or USUAL_ASPECT
        if whole[1] and said.setdefault(whole, line.number) != line.number:
            note = f"Sama dengan baris {said[whole]}. Bila keduanya dipakai, yang ini yang berlaku."
            found.append(replace(line, notes=(*line.notes, note)))
            continue
        if not first or (first, second) not in seen:
            seen[first, second] = words
            found.append(line)
            continue
        same = not words or words == seen[first, second]
        note = "Kodenya sama dengan kode baris di atasnya, jadi baris ini dibaca sebagai yang baru."
        code = f"{first}.." if same else ""
        found.append(replace(line, code=code, notes=(*line.notes, note)))
    return tuple(found)


def lines_to_json(lines: Sequence[FileLine]) -> list[dict[str, Any]]:
    """Lines as JSON-able values.

    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    return [
        {
            "number": line.number,
            "result": line.result,
            "indicator": line.indicator,
            "unit": line.unit,
            "targets": None if line.targets is None else [str(each) for each in line.targets],
            "aspect": line.aspect,
            "perspective": line.perspective,
            "kind": line.kind,
            "lower": line.lower_is_better,
            "supports": line.supports,
            "code": line.code,
            "notes": list(line.notes),
        }
        for line in lines
    ]


def lines_from_json(raw: Sequence[Mapping[str, Any]]) -> tuple[FileLine, ...]:
    """What `lines_to_json` wrote.

    Source: cara kerja noken, berkas keluar dan masuk lagi (register: noken-practice).
    """
    return tuple(_line(each) for each in raw)


def _line(raw: Mapping[str, Any]) -> FileLine:
    return FileLine(
        number=raw["number"],
        result=raw["result"],
        indicator=raw["indicator"],
        unit=raw["unit"],
        targets=_targets(raw["targets"]),
        aspect=raw["aspect"],
        perspective=raw["perspective"],
        kind=raw["kind"],
        lower_is_better=raw["lower"],
        supports=raw["supports"],
        code=raw["code"],
        notes=tuple(raw["notes"]),
    )


def _targets(raw: Sequence[str] | None) -> Targets | None:
    if raw is None:
        return None
    first, second, third, fourth = (Decimal(target) for target in raw)
    return first, second, third, fourth


def _twins(lines: Sequence[FileLine]) -> frozenset[int]:
    """Numbers of lines that say the same of several aspects: each is an indicator of its own."""
    found: defaultdict[tuple[str, str], dict[str, list[int]]] = defaultdict(dict)
    for line in lines:
        words = same_words(line.result), same_words(line.indicator)
        found[words].setdefault(line.aspect or USUAL_ASPECT, []).append(line.number)
    several = [each for aspects in found.values() if len(aspects) > 1 for each in aspects.values()]
    return frozenset(chain.from_iterable(several))


def _verdict(
    line: FileLine, place: _Place, parents: Mapping[str, UUID], content: Content
) -> LineVerdict:
    result, indicator = place.result, place.indicator
    if result is None:
        return LineVerdict(line, "NEW")
    if indicator is None and line.indicator:
        fields = _result_fields(line, result, parents)
        return LineVerdict(line, "NEW", fields, result=result.text)
    fields = _result_fields(line, result, parents)
    if indicator is not None:
        fields += _indicator_fields(indicator, _typed(line, indicator, content))
    mark = taken_apart(line.code)[2]
    written = bool(mark)
    stale = written and mark != _mark(result, indicator)
    return LineVerdict(
        line,
        "CHANGED" if fields else "SAME",
        fields,
        is_safe=written and not stale,
        is_stale=stale and bool(fields),
        result=result.text,
        indicator=indicator.text if indicator else "",
    )


def _result_fields(
    line: FileLine, result: ResultContent, parents: Mapping[str, UUID]
) -> tuple[FieldChange, ...]:
    found = []
    if line.result and line.result != result.text:
        found.append(FieldChange("text", result.text, line.result))
    if line.kind is not None and line.kind != result.kind:
        found.append(FieldChange("kind", result.kind, line.kind))
    wanted = parents.get(same_words(line.supports)) if line.supports else None
    if wanted is not None and wanted != result.supports:
        found.append(FieldChange("supports", result.supports_text, line.supports))
    return tuple(found)


def _indicator_fields(old: IndicatorContent, new: IndicatorContent) -> tuple[FieldChange, ...]:
    found = [
        FieldChange(name, getattr(old, name), getattr(new, name))
        for name in _INDICATOR_FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
    pairs = zip(_QUARTERS, old.targets, new.targets, strict=True)
    found += [FieldChange(name, before, after) for name, before, after in pairs if before != after]
    return tuple(found)


def _typed(line: FileLine, indicator: IndicatorContent, content: Content) -> IndicatorContent:
    """The indicator as the line says it; what the line leaves out stays.

    In a plan written in sentences the target goes into the sentence; only leaders have
    perspectives.
    """
    lower = indicator.lower_is_better if line.lower_is_better is None else line.lower_is_better
    perspective = line.perspective if content.is_leaders else None
    typed = replace(
        indicator,
        perspective=perspective or indicator.perspective,
        text=line.indicator or indicator.text,
        unit=line.unit or indicator.unit,
        targets=indicator.targets if line.targets is None else line.targets,
        aspect=line.aspect or indicator.aspect,
        lower_is_better=lower,
    )
    if not content.is_worded:
        return typed
    return replace(
        typed,
        text=measure_in_words(typed)[:MAX_MEASURE],
        unit="",
        targets=NONE,
        lower_is_better=False,
    )


def _what_differs(line: FileLine, place: _Place, parents: Mapping[str, UUID]) -> FileLine:
    """The line with the keys of what it means in the plan as it was, and of the result only what
    differs there: of two lines of one result, the second takes back nothing of the first."""
    result = place.result
    if result is None:
        return line
    own = place.indicator.key.hex if place.indicator else ""
    same_goal = parents.get(same_words(line.supports)) == result.supports
    return replace(
        line,
        code=f"{result.key.hex}.{own}.",
        result="" if line.result == result.text else line.result,
        kind=None if line.kind == result.kind else line.kind,
        supports="" if same_goal else line.supports,
    )


def _result(
    line: FileLine,
    result: ResultContent | None,
    parents: Mapping[str, UUID],
    new_key: Callable[[], UUID],
) -> ResultContent:
    wanted = parents.get(same_words(line.supports)) if line.supports else None
    if result is None:
        kind, text = line.kind or "MAIN", line.supports if wanted else ""
        return ResultContent(new_key(), line.result, kind, wanted, (), text)
    if wanted is not None and wanted != result.supports:
        result = replace(result, supports=wanted, supports_text=line.supports)
    return replace(result, text=line.result or result.text, kind=line.kind or result.kind)


def _with_indicator(
    result: ResultContent, typed: IndicatorContent, old: IndicatorContent | None
) -> ResultContent:
    if old is None:
        return replace(result, indicators=(*result.indicators, typed))
    kept = tuple(typed if each.key == old.key else each for each in result.indicators)
    return replace(result, indicators=kept)


def _mark(result: ResultContent, indicator: IndicatorContent | None) -> str:
    """Differs when what the line shows does."""
    said = [result.text, result.kind, result.supports_text]
    if indicator is not None:
        said += [indicator.text, indicator.unit, indicator.aspect, indicator.perspective]
        said.append(str(indicator.lower_is_better))
        said += [f"{target.normalize():f}" for target in indicator.targets]
    return sha256("\n".join(said).encode()).hexdigest()[:_MARK]
