"""What a period shows of a person, as values: frozen with a rating and read again for years."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

FORM = 1
WHOLE = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class IndicatorEvidence:
    """An indicator beside its target of the period.

    `target` is what the period asks until `Evidence.as_of`, `done` what counts as done; None where
    nobody has measured a level yet. `share_pct` is None where nothing can be compared.
    `lower_is_better`: `target` is a limit that is kept. `reports` counts what is done, of which
    nobody has reviewed `unreviewed`.

    Where no report is asked (`by_reports` False) value and target are those of the statement that
    counts (`stated`, with its words `said`), until `stated_on`.
    """

    key: str
    text: str
    unit: str
    target: Decimal
    done: Decimal | None
    share_pct: Decimal | None
    lower_is_better: bool = False
    reports: int = 0
    unreviewed: int = 0
    by_reports: bool = True
    stated: str = ""
    said: str = ""
    stated_on: date | None = None

    @property
    def is_worded(self) -> bool:
        """Measure and target are the sentence `text`: its reports are read, not counted."""
        return not self.unit


@dataclass(frozen=True, slots=True)
class ResultEvidence:
    """A result of the plan. `reports` counts what is done; `share_pct` is the mean of its
    indicators' shares, None where none can be compared. `last_on` is set where only the plan of an
    earlier part has it: the last day of that part, until which its targets are asked."""

    key: str
    number: int
    text: str
    kind: str
    indicators: tuple[IndicatorEvidence, ...]
    reports: int
    last_on: date | None = None

    @property
    def share_pct(self) -> Decimal | None:
        return mean([i.share_pct for i in self.indicators if i.share_pct is not None])


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    """Feedback on one BerAKHLAK value; `good` and `better` count notes that say so, `plain` those
    that say neither. `code` is "" for notes on no value."""

    code: str
    good: int = 0
    better: int = 0
    plain: int = 0

    @property
    def total(self) -> int:
        return self.good + self.better + self.plain


@dataclass(frozen=True, slots=True)
class AttendanceEvidence:
    """Days of the period as attendance derived them, with the number of days it knows."""

    owed: int
    present: int
    late: int
    unexplained: int


@dataclass(frozen=True, slots=True)
class OtherEvidence:
    """What an area above adds: learning hours, initiatives, coaching. `text` is a sentence.

    `url` is for who reads it now: it differs between readers and is not kept.
    """

    source: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it until the end of `as_of`. `reports` count as done, `unreviewed` of them only
    because the superior let them wait; `others` are those of no result of the plan; `givers` are
    the people whose feedback is counted. `lack` says why it is too little for shares and a
    forecast, "" where it is enough."""

    start_on: date
    end_on: date
    as_of: date
    results: tuple[ResultEvidence, ...] = ()
    reports: int = 0
    others: int = 0
    values: tuple[ValueEvidence, ...] = ()
    givers: int = 0
    attendance: AttendanceEvidence | None = None
    more: tuple[OtherEvidence, ...] = ()
    unreviewed: int = 0
    lack: str = ""

    @property
    def notes(self) -> int:
        return sum(value.total for value in self.values)


def mean(shares: Collection[Decimal]) -> Decimal | None:
    """The plain mean, down to 0.01; None of nothing. No weights: the rule in force knows none.

    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    return (sum(shares, Decimal()) / len(shares)).quantize(CENT, ROUND_DOWN) if shares else None


def share_of(target: Decimal, done: Decimal | None, *, lower_is_better: bool) -> Decimal | None:
    """How much of a target is done, in per cent; None where nothing was asked or measured.

    Cut to 0.01, never rounded up: what is not reached does not look so. A limit that is kept is
    the whole; one that is exceeded counts as the limit's part of the value.

    Raises:
        ValueError: an argument is negative.
    Source: PermenPANRB 6/2022 (register: permenpanrb-6-2022).
    """
    if target < 0 or (done is not None and done < 0):
        raise ValueError(f"target and done must be 0 or more, got {target} and {done}")
    if done is None:
        return None
    if lower_is_better:
        return WHOLE if done <= target else (target * WHOLE / done).quantize(CENT, ROUND_DOWN)
    return (done * WHOLE / target).quantize(CENT, ROUND_DOWN) if target else None


def to_json(evidence: Evidence) -> dict[str, Any]:
    """The figures as JSON-able values, always in the same order: equal evidence, equal bytes.

    Source: cara kerja noken, angka saat hasil diterbitkan tetap tersimpan
    (register: noken-practice).
    """
    return {
        **_unreviewed_to_json(evidence.unreviewed),
        "form": FORM,
        "start_on": evidence.start_on.isoformat(),
        "end_on": evidence.end_on.isoformat(),
        "as_of": evidence.as_of.isoformat(),
        "reports": evidence.reports,
        "others": evidence.others,
        "givers": evidence.givers,
        "results": [_result_to_json(result) for result in evidence.results],
        "values": [[v.code, v.good, v.better, v.plain] for v in evidence.values],
        "attendance": _attendance_to_json(evidence.attendance),
        "more": [[item.source, item.text] for item in evidence.more],
        **({"lack": evidence.lack} if evidence.lack else {}),
    }


def from_json(raw: Mapping[str, Any]) -> Evidence:
    """What `to_json` wrote, at any time.

    Source: cara kerja noken, angka saat hasil diterbitkan tetap tersimpan
    (register: noken-practice).
    """
    seen = raw["attendance"]
    return Evidence(
        start_on=date.fromisoformat(raw["start_on"]),
        end_on=date.fromisoformat(raw["end_on"]),
        as_of=date.fromisoformat(raw["as_of"]),
        results=tuple(_result_from_json(result) for result in raw["results"]),
        reports=raw["reports"],
        others=raw["others"],
        values=tuple(ValueEvidence(*value) for value in raw["values"]),
        givers=raw["givers"],
        attendance=AttendanceEvidence(*seen) if seen else None,
        more=tuple(OtherEvidence(*item[:2]) for item in raw["more"]),
        lack=raw.get("lack", ""),
        unreviewed=raw.get("unreviewed", 0),
    )


def as_bytes(evidence: Evidence) -> bytes:
    """One spelling of the figures, to be compared or sealed.

    Source: RFC 8785, bentuk baku JSON (register: rfc-8785).
    """
    text = json.dumps(to_json(evidence), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _result_to_json(result: ResultEvidence) -> dict[str, Any]:
    last_on = {"last_on": result.last_on.isoformat()} if result.last_on else {}
    return {
        **last_on,
        "key": result.key,
        "number": result.number,
        "text": result.text,
        "kind": result.kind,
        "reports": result.reports,
        "indicators": [
            {
                **_unreviewed_to_json(i.unreviewed),
                "key": i.key,
                "text": i.text,
                "unit": i.unit,
                "target": plain(i.target),
                "done": None if i.done is None else plain(i.done),
                "share_pct": None if i.share_pct is None else plain(i.share_pct),
                "lower_is_better": i.lower_is_better,
                "reports": i.reports,
                **_stated_to_json(i),
            }
            for i in result.indicators
        ],
    }


def _result_from_json(raw: Mapping[str, Any]) -> ResultEvidence:
    last_on = raw.get("last_on")
    return ResultEvidence(
        last_on=date.fromisoformat(last_on) if last_on else None,
        key=raw["key"],
        number=raw["number"],
        text=raw["text"],
        kind=raw["kind"],
        reports=raw["reports"],
        indicators=tuple(
            IndicatorEvidence(
                key=i["key"],
                text=i["text"],
                unit=i["unit"],
                target=Decimal(i["target"]),
                done=None if i["done"] is None else Decimal(i["done"]),
                share_pct=None if i["share_pct"] is None else Decimal(i["share_pct"]),
                lower_is_better=i["lower_is_better"],
                reports=i.get("reports", raw["reports"]),
                **_stated_from_json(i),
                unreviewed=i.get("unreviewed", 0),
            )
            for i in raw["indicators"]
        ),
    )


def _stated_to_json(one: IndicatorEvidence) -> dict[str, Any]:
    """Nothing where reports measure it."""
    if one.by_reports:
        return {}
    on = one.stated_on.isoformat() if one.stated_on else None
    return {"stated": [one.stated, one.said, on]}


def _stated_from_json(raw: Mapping[str, Any]) -> dict[str, Any]:
    if "stated" not in raw:
        return {}
    stated, said, on = raw["stated"]
    return {
        "by_reports": False,
        "stated": stated,
        "said": said,
        "stated_on": date.fromisoformat(on) if on else None,
    }


def _unreviewed_to_json(count: int) -> dict[str, int]:
    """Only where there are any: what was kept before knows no such count."""
    return {"unreviewed": count} if count else {}


def _attendance_to_json(seen: AttendanceEvidence | None) -> list[int] | None:
    return [seen.owed, seen.present, seen.late, seen.unexplained] if seen else None


def plain(number: Decimal) -> str:
    """36 and 36.00 are one number: one text.

    Source: RFC 8785, bentuk baku JSON (register: rfc-8785).
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
