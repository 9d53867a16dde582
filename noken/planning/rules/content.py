"""The whole content of a revision as values: what is typed, kept in snapshots and compared."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

Targets = tuple[Decimal, Decimal, Decimal, Decimal]

ASPECTS = ("QUANTITY", "QUALITY", "TIME", "COST")
PERSPECTIVES = ("RECIPIENT", "PROCESS", "STRENGTHENING", "BUDGET")
KINDS = ("MAIN", "ADDITIONAL")
SECTIONS = ("RESOURCES", "ACCOUNTABILITY", "CONSEQUENCES")
QUANTITATIVE, QUALITATIVE = "QUANTITATIVE", "QUALITATIVE"
LEADER, STAFF = "LEADER", "STAFF"
FORM = 2
"""Version of the snapshots' form: `from_json` reads every one that was ever written."""


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """A measure with its unit and a target for each quarter; `key` lasts over revisions.

    In the qualitative approach `text` says measure and target in words; unit and targets are
    empty. `perspective` belongs to the form of leaders, "" elsewhere.
    """

    key: UUID
    text: str
    unit: str
    targets: Targets
    aspect: str = "QUANTITY"
    lower_is_better: bool = False
    perspective: str = ""


@dataclass(frozen=True, slots=True)
class ResultContent:
    """A result (RHK). `supports` is the key of the superior's result, None for none;
    `supports_text` its words at that time, which two contents are not compared by.
    """

    key: UUID
    text: str
    kind: str = "MAIN"
    supports: UUID | None = None
    indicators: tuple[IndicatorContent, ...] = ()
    supports_text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AnnexContent:
    """A line of the annex in one of its SECTIONS; `key` lasts over revisions."""

    key: UUID
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that a revision holds: results and annex lines in their order, and how they are written.

    `expectations` is what the leader expects of each value of behaviour: (code, text) in the order
    of the values, those without a text left out. The leader writes them, the owner all the rest.
    """

    results: tuple[ResultContent, ...] = ()
    approach: str = QUANTITATIVE
    form: str = STAFF
    annex: tuple[AnnexContent, ...] = ()
    expectations: tuple[tuple[str, str], ...] = ()

    @property
    def is_worded(self) -> bool:
        """Success is written in sentences instead of numbers."""
        return self.approach == QUALITATIVE

    @property
    def is_leaders(self) -> bool:
        return self.form == LEADER

    def find(self, key: UUID) -> ResultContent | None:
        return next((result for result in self.results if result.key == key), None)

    def having(self, changed: ResultContent) -> "Content":
        """The same with one result replaced, or added at the end when its key is new."""
        if self.find(changed.key) is None:
            return replace(self, results=(*self.results, changed))
        kept = tuple(changed if r.key == changed.key else r for r in self.results)
        return replace(self, results=kept)

    def without(self, key: UUID) -> "Content":
        return replace(self, results=tuple(r for r in self.results if r.key != key))

    def annex_of(self, section: str) -> tuple[AnnexContent, ...]:
        return tuple(line for line in self.annex if line.section == section)


def to_json(content: Content) -> dict[str, Any]:
    """The content as JSON-able values, whole enough to be read when all else has changed.

    Source: cara kerja noken, setiap versi SKP disimpan (register: noken-practice).
    """
    return {
        "form": FORM,
        "results": [_result_to_json(result) for result in content.results],
        "approach": content.approach,
        "lay_out": content.form,
        "annex": [
            {"key": str(line.key), "section": line.section, "text": line.text}
            for line in content.annex
        ],
        "expectations": [list(pair) for pair in content.expectations],
    }


def from_json(raw: dict[str, Any]) -> Content:
    """What `to_json` wrote, at any time.

    Source: cara kerja noken, setiap versi SKP disimpan (register: noken-practice).
    """
    return Content(
        results=tuple(_result_from_json(result) for result in raw["results"]),
        approach=raw.get("approach", QUANTITATIVE),
        form=raw.get("lay_out", STAFF),
        annex=tuple(
            AnnexContent(UUID(line["key"]), line["section"], line["text"])
            for line in raw.get("annex", ())
        ),
        expectations=tuple((value, text) for value, text in raw.get("expectations", ())),
    )


def fingerprint(content: Content | ResultContent) -> str:
    """A short text that differs when what the owner writes does: what a page saw when opened.

    Expectations are left out: a leader who writes one does not disturb the owner's typing.

    Source: cara kerja noken, dua tab tidak saling menimpa (register: noken-practice).
    """
    raw = _result_to_json(content) if isinstance(content, ResultContent) else to_json(content)
    raw.pop("expectations", None)
    for result in raw.get("results", [raw]):
        del result["supports_text"]
    return sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:16]


def renewed(content: Content, new_key: Callable[[], UUID], parents: dict[str, UUID]) -> Content:
    """The content of an earlier period as a draft for a new one.

    Results and indicators get keys of their own, since their work begins anew; a result stays
    under the superior's result only where the superior has one of the same words again. What the
    leader expects of behaviour is said anew each year.

    Args:
        parents: the superior's results of the new period, key by text.
    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return replace(
        content,
        results=tuple(
            replace(
                result,
                key=new_key(),
                supports=parents.get(result.supports_text),
                indicators=tuple(replace(i, key=new_key()) for i in result.indicators),
            )
            for result in content.results
        ),
        annex=tuple(replace(line, key=new_key()) for line in content.annex),
        expectations=(),
    )


def _result_to_json(result: ResultContent) -> dict[str, Any]:
    return {
        "key": str(result.key),
        "text": result.text,
        "kind": result.kind,
        "supports": str(result.supports) if result.supports else None,
        "supports_text": result.supports_text,
        "indicators": [
            {
                "key": str(indicator.key),
                "text": indicator.text,
                "unit": indicator.unit,
                "targets": [_plain(target) for target in indicator.targets],
                "aspect": indicator.aspect,
                "lower_is_better": indicator.lower_is_better,
                "perspective": indicator.perspective,
            }
            for indicator in result.indicators
        ],
    }


def _result_from_json(raw: dict[str, Any]) -> ResultContent:
    return ResultContent(
        key=UUID(raw["key"]),
        text=raw["text"],
        kind=raw["kind"],
        supports=UUID(raw["supports"]) if raw["supports"] else None,
        supports_text=raw["supports_text"],
        indicators=tuple(
            IndicatorContent(
                key=UUID(i["key"]),
                text=i["text"],
                unit=i["unit"],
                targets=_targets(i["targets"]),
                aspect=i["aspect"],
                lower_is_better=i["lower_is_better"],
                perspective=i.get("perspective", ""),
            )
            for i in raw["indicators"]
        ),
    )


def _targets(raw: list[str]) -> Targets:
    first, second, third, fourth = (Decimal(target) for target in raw)
    return first, second, third, fourth


def _plain(number: Decimal) -> str:
    """36 and 36.00 are one target: one text."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
