"""Compare the words of new reports with what was written before; run by a job, never by filing."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from noken.core.actor import Actor
from noken.work.models import TextMatch
from noken.work.rules import copies
from noken.work.services import _wordings
from noken.work.services._wordings import Match, Near, New, Use

MOST = 5_000
KEPT = timedelta(730)
LEAST_LETTERS = 20


@transaction.atomic
def compare_reports(
    *,
    by: Actor,  # noqa: ARG001 (a job of the system: nobody's act)
    at: datetime,
    limit: int = MOST,
) -> int:
    """Compare the oldest reports that were not compared yet; how many there were (0: none left).

    What is found is kept beside the report (`TextMatch`); what of it is asked about, the card in
    force says. A second run finds nothing to do.
    """
    _wordings.lock()
    new = _unread(at, limit)
    if not new:
        return 0
    fresh = _wordings.keep_wordings(new)
    _wordings.keep_uses(new)
    said_first = [each for each in new if each.wording_id in fresh]
    first_of = {each.wording_id: each for each in reversed(said_first)}
    again = [each for each in new if first_of.get(each.wording_id) is not each]
    matches = [*_said_again(again), *_taken(list(first_of.values()))]
    found = {match.report_id for match in matches}
    matches += [plan for each in new if each.id not in found and (plan := _from_plan(each))]
    _wordings.keep_matches(matches)
    return len(new)


@transaction.atomic
def forget_wordings(
    *,
    by: Actor,  # noqa: ARG001 (as above)
    at: datetime,
) -> None:
    """Drop what was kept for comparing and is older than any card may look back."""
    _wordings.forget(at - KEPT)


def _unread(at: datetime, limit: int) -> list[New]:
    """Reports long enough to compare."""
    asked = {"oldest": at - KEPT, "before": at, "letters": LEAST_LETTERS, "limit": limit}
    return [_new(*row) for row in _wordings.new_rows(asked)]


def _new(*row: Any) -> New:
    pk, author_id, unit_id, work_on, received_at, title, note, quantity = row
    text = copies.text_of(note)
    return New(
        id=pk,
        author_id=author_id,
        unit_id=unit_id,
        work_on=work_on,
        received_at=received_at,
        title=title,
        note=note,
        quantity=quantity,
        text=text,
        digest=copies.digest_of(text),
    )


def _said_again(again: Sequence[New]) -> Iterator[Match]:
    """The very words of an earlier report, unless their numbers live."""
    earlier = _wordings.repeated([each.id for each in again])
    for each in again:
        uses = earlier.get(each.id, ())
        if len(each.text.words) < copies.LEAST_WORDS or not uses:
            continue
        own = [use for use in uses if use.author_id == each.author_id]
        compared = own or uses
        numbers = [use.numbers for use in reversed(compared)]
        if copies.is_routine([*numbers, each.numbers]):
            continue
        source = _same_numbers(compared, each.numbers)
        kind = TextMatch.Kind.OWN if own else TextMatch.Kind.COLLEAGUE
        whole = copies.Alike(100, [(0, len(each.note), 0, source.letters)])
        yield Match(each.id, kind, source.report_id, len(each.text.words), whole)


def _same_numbers(uses: Sequence[Use], numbers: Sequence[str]) -> Use:
    """The newest with the same numbers, else the newest."""
    return next((use for use in uses if list(use.numbers) == list(numbers)), uses[0])


def _taken(firsts: Sequence[New]) -> Iterator[Match]:
    """Words of earlier reports inside texts that were never written before."""
    prints = [
        (value, each.wording_id)
        for each in firsts
        for value in copies.prints_of(each.text, each.unit_id or 0)
    ]
    _wordings.keep_prints(prints)
    near = _wordings.near(prints)
    for each in firsts:
        found = _best(each, near.get(each.wording_id, ()))
        if found is not None:
            source, alike = found
            own = source.author_id == each.author_id
            kind = TextMatch.Kind.OWN if own else TextMatch.Kind.COLLEAGUE
            yield Match(each.id, kind, source.report_id, len(each.text.words), alike)


def _best(each: New, near: Sequence[Near]) -> tuple[Near, copies.Alike] | None:
    """The text that most was taken from, with what was taken; None where it is too little."""
    if not near or len(each.text.words) < copies.LEAST_WORDS:
        return None
    texts = {source.report_id: copies.text_of(source.note) for source in near}
    form = copies.template_runs(
        [
            (source.author_id, texts[source.report_id])
            for source in near
            if source.author_id != each.author_id
        ]
    )
    best = None
    for source in near:
        other = texts[source.report_id]
        if source.work_on == each.work_on or _lives(each, other):
            continue
        alike = copies.alike(each.text, other, form)
        if alike is not None and alike.percent >= copies.LEAST_PERCENT:
            better = best is None or alike.percent > best[1].percent
            best = (source, alike) if better else best
    return best


def _lives(each: New, other: copies.Text) -> bool:
    """Routine in slightly other words: both texts count something, and the counts differ."""
    return copies.is_routine([other.numbers, each.text.numbers])


def _from_plan(each: New) -> Match | None:
    """A note that only repeats the words of the plan, which are the report's title."""
    if len(each.text.words) < copies.LEAST_WORDS or not each.title:
        return None
    alike = copies.alike(each.text, copies.text_of(each.title))
    if alike is None or alike.percent < copies.LEAST_PERCENT:
        return None
    return Match(each.id, TextMatch.Kind.PLAN, None, len(each.text.words), alike)
