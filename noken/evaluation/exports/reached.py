"""What the form says beside the plan: what was asked and reached, and what was said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from noken.core import clock
from noken.core.values import MONTHS
from noken.documents.services.papers import EarlierPlan
from noken.evaluation.models import Pin, Sheet
from noken.evaluation.queries.stated import STATED_WORDS
from noken.evaluation.queries.words import done_words
from noken.evaluation.rules.evidence import Evidence, IndicatorEvidence
from noken.planning.queries import on_paper
from noken.planning.queries.on_paper import Evaluated
from noken.ui.formats import number


def reached(seen: Evidence | None, pins: Iterable[Pin]) -> dict[UUID, Evaluated]:
    """What was asked and reached by indicator, as it was when the result was published, and what
    was said."""
    said = _said(pins)
    found: dict[UUID, Evaluated] = {}
    for result in seen.results if seen else ():
        for one in result.indicators:
            done = _done(one)
            asked = None if one.is_worded else one.target
            found[UUID(one.key)] = Evaluated(asked, done, "; ".join(said.get(one.key, ())))
    return found


def _done(one: IndicatorEvidence) -> str:
    """A value with on what it rests: reports, or what was stated and agreed."""
    amount = "" if one.done is None else f"{number(one.done)} {one.unit}".strip()
    if one.by_reports:
        reports = done_words(one.reports, one.unreviewed)
        return f"{amount} ({reports})" if amount and one.unit else reports
    if not one.stated_on:
        return "data belum cukup"
    said = ". ".join(part for part in (amount, one.said) if part)
    return f"{said} (dinyatakan sampai {_day(one.stated_on)}, {STATED_WORDS[one.stated]})"


def feedback(seen: Evidence | None) -> dict[str, str]:
    """The feedback on each value, counted; its words stay with the two who exchanged them."""
    return {
        value.code: ", ".join(
            f"{number(count)} {word}"
            for count, word in (
                (value.good, "contoh baik"),
                (value.better, "hal yang bisa ditingkatkan"),
                (value.plain, "catatan"),
            )
            if count
        )
        for value in (seen.values if seen else ())
    }


def earlier(
    sheet: Sheet, seen: Evidence | None, said: on_paper.Said, at: datetime
) -> Iterator[EarlierPlan]:
    """What the evidence took from plans of earlier parts alone, as these plans say it."""
    keys: dict[date, set[str]] = {}
    for result in seen.results if seen else ():
        if result.last_on:
            keys.setdefault(result.last_on, set()).add(result.key)
    for last_on, wanted in keys.items():
        ended = clock.start_of(last_on + timedelta(1))
        whole = on_paper.content_agreed_by(sheet.employee_id, sheet.period.year, ended, at)
        if whole is not None:
            results = tuple(result for result in whole.results if str(result.key) in wanted)
            lines = on_paper.result_lines(replace(whole, results=results), said)
            yield EarlierPlan(whole.is_leaders, whole.is_worded, last_on, lines)


def _said(pins: Iterable[Pin]) -> dict[str, list[str]]:
    """By indicator, in order of days: pinned feedback on its reports, and the rater's words."""
    found: dict[str, list[tuple[date, str]]] = {}
    for pin in pins:
        content = pin.content
        about = content.get("about", "")
        if pin.source == Pin.Source.FEEDBACK and about:
            day, line = pin.day, f"{content['from']}: “{content['text']}”"
        elif content.get("said"):
            about = pin.source_id if pin.source == Pin.Source.INDICATOR else about
            day, line = clock.day_of(pin.at), f"pejabat penilai: “{content['said']}”"
        else:
            continue
        found.setdefault(about, []).append((day, f"{_day(day)}, {line}"))
    return {about: [line for _, line in sorted(lines)] for about, lines in found.items()}


def _day(day: date) -> str:
    """22 Juli 2026"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
