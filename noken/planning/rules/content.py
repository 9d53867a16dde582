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
KINDS = ("MAIN", "ADDITIONAL")
FORM = 1
"""Version of the snapshots' form: `from_json` reads every one that was ever written."""


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """A measure with its unit and a target for each quarter; `key` lasts over revisions."""

    key: UUID
    text: str
    unit: str
    targets: Targets
    aspect: str = "QUANTITY"
    lower_is_better: bool = False


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
class Content:
    """All results of a revision in their order."""

    results: tuple[ResultContent, ...] = ()

    def find(self, key: UUID) -> ResultContent | None:
        return next((result for result in self.results if result.key == key), None)

    def having(self, changed: ResultContent) -> "Content":
        """The same with one result replaced, or added at the end when its key is new."""
        if self.find(changed.key) is None:
            return Content((*self.results, changed))
        return Content(tuple(changed if r.key == changed.key else r for r in self.results))

    def without(self, key: UUID) -> "Content":
        return Content(tuple(result for result in self.results if result.key != key))


def to_json(content: Content) -> dict[str, Any]:
    """The content as JSON-able values, whole enough to be read when all else has changed.

    Source: cara kerja noken, setiap versi SKP disimpan (register: noken-practice).
    """
    return {"form": FORM, "results": [_result_to_json(result) for result in content.results]}


def from_json(raw: dict[str, Any]) -> Content:
    """What `to_json` wrote, at any time.

    Source: cara kerja noken, setiap versi SKP disimpan (register: noken-practice).
    """
    return Content(tuple(_result_from_json(result) for result in raw["results"]))


def fingerprint(content: Content | ResultContent) -> str:
    """A short text that differs when the content does: what a page saw when it was opened.

    Source: cara kerja noken, dua tab tidak saling menimpa (register: noken-practice).
    """
    raw = _result_to_json(content) if isinstance(content, ResultContent) else to_json(content)
    for result in raw.get("results", [raw]):
        del result["supports_text"]
    return sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:16]


def renewed(content: Content, new_key: Callable[[], UUID], parents: dict[str, UUID]) -> Content:
    """The content of an earlier period as a draft for a new one.

    Results and indicators get keys of their own, since their work begins anew; a result stays
    under the superior's result only where the superior has one of the same words again.

    Args:
        parents: the superior's results of the new period, key by text.
    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return Content(
        tuple(
            replace(
                result,
                key=new_key(),
                supports=parents.get(result.supports_text),
                indicators=tuple(replace(i, key=new_key()) for i in result.indicators),
            )
            for result in content.results
        )
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
