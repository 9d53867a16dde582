"""The spread of grades: beside a sheet after the first saved rating, and on a page of its own.

Groups only, never names. What is published counts, and the reader's own drafts, which nobody
else's picture holds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from noken.core.actor import Actor
from noken.core.http import url_of
from noken.evaluation.models import Sheet
from noken.evaluation.queries.pictures import (
    Bar,
    Tallied,
    bar_of,
    legend,
    org_words,
    words,
)
from noken.evaluation.queries.spans import SAME_SPAN
from noken.evaluation.rules import spread
from noken.evaluation.rules.grading import USUAL_GRADE
from noken.organization.models import Unit
from noken.regulations import grades

AGENCY_KINDS = frozenset({Unit.Kind.OPD, Unit.Kind.DISTRICT})

_BARE = f"""
    select count(*) from evaluation_rating r join evaluation_sheet s on s.id = r.sheet_id
    where s.period_id in {SAME_SPAN} and r.by_id = %(me)s and r.replaced_at is null
        and r.grade <> %(usual)s and not exists (
            select from evaluation_pin p
            where p.sheet_id = s.id and p.side = 'RATER' and p.removed_at is null)
"""  # noqa: S608 (constants only)
_PLACES = f"""
    with saved as (
        select from evaluation_rating
        where sheet_id = %(sheet)s::bigint and by_id = %(me)s and undone_at is null),
    graded as materialized (
        select u.path, coalesce(r.grade, d.grade, '') as grade, count(*) as people
        from evaluation_sheet s
        join organization_unit u on u.id = s.unit_id
        left join evaluation_rating r
            on r.sheet_id = s.id and r.published_at is not null and r.replaced_at is null
        left join evaluation_rating d
            on d.sheet_id = s.id and d.published_at is null and d.by_id = %(me)s
        where s.period_id in {SAME_SPAN} and s.status <> 'EXCUSED' and exists (select from saved)
        group by 1, 2)
    select u.id, u.name, u.kind, u.path,
        exists (select from organization_reportingline l
            where l.superior_id = %(me)s and l.via_id = u.id and l.start_on <= %(on)s::date
            and (l.end_on is null or l.end_on > %(on)s::date)),
        (select rating from evaluation_unitrating
            where period_id in {SAME_SPAN} and unit_id = u.id and replaced_at is null),
        (select reason from evaluation_spreadreason
            where period_id in {SAME_SPAN} and unit_id = u.id order by at desc, id desc limit 1),
        (select meet_on from evaluation_calibration
            where period_id in {SAME_SPAN} and unit_id = u.id and replaced_at is null),
        exists (select from organization_posting g
            where g.employee_id = %(person)s and g.unit_id = u.id and g.is_head
            and g.start_on <= %(last)s::date and (g.end_on is null or g.end_on > %(last)s::date)),
        (select json_object_agg(grade, people) from (
            select grade, sum(people) as people from graded
            where path >= u.path and path < left(u.path, -1) || '0' group by 1) below),
        exists (select from saved),
        ({_BARE})
    from organization_unit u
    where u.id = any(
        string_to_array(trim(both '/' from
            (select path from organization_unit where id = %(unit)s)), '/')::bigint[])
    order by length(u.path)
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit above or at the group: what is known of it over these days. `leads`: it, or a unit
    above it, is led by the reader; `graded` counts the people in it and below by grade, "" for
    those without one yet."""

    id: int
    name: str
    kind: str
    path: str
    leads: bool
    rating: str | None
    reason: str | None
    meet_on: date | None
    headed: bool
    graded: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the guide says to a group; `off` sentences of it are left. Nothing follows from it."""

    heading: str
    text: str
    checks: Sequence[spread.Check] = ()
    asks_reason: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SpreadCard:
    """The card under a sheet. `bare` of the reader's own grades still lack a dated fact."""

    period: str
    bars: Sequence[Bar]
    legend: Sequence[tuple[str, str]]
    grades: Sequence[str]
    advice: Advice
    bare: int
    meetings: Sequence[tuple[str, date]]
    url: str
    may_explain: bool


def spread_card(actor: Actor, sheet: Sheet) -> SpreadCard | None:
    """How the unit, the agency and the instansi stand, once the actor has rated this person.

    None before that, so that the picture anchors nobody. One statement. Of who heads a unit the
    unit above is shown, for that is whose people they are rated among.
    """
    places, saved, bare = _places(actor, sheet)
    if not saved or not places:
        return None
    groups = _groups(places)
    bars = _bars(groups)
    own, own_bar = groups[0], bars[0]
    advice = advice_of(rating_in(places, own.path), own.name, own_bar, own.reason)
    return SpreadCard(
        period=str(sheet.period),
        bars=bars,
        legend=legend(),
        grades=[grade.word for grade in grades.grades()],
        advice=advice,
        bare=bare,
        meetings=[(place.name, place.meet_on) for place in places if place.meet_on],
        url=f"{url_of('evaluation:spread')}?periode={sheet.period_id}&unit={own.id}",
        may_explain=own.leads and advice.asks_reason,
    )


def rating_in(places: Iterable[Place], path: str) -> tuple[str, str]:
    """Code and unit of the rating whose guide holds for a unit: the nearest one up; "" if none."""
    found = ("", "")
    for place in places:
        if place.rating and path.startswith(place.path):
            found = (place.rating, place.name)
    return found


def advice_of(rating: tuple[str, str], unit: str, bar: Bar, reason: str | None) -> Advice:
    """The guide for a unit's rating beside its spread; for fewer than ten people only to read."""
    code, rated = rating
    if bar.hidden:
        return Advice(
            "Sebaran unit ini disamarkan",
            "Kelompoknya kurang dari 10 orang di luar yang Anda nilai.",
        )
    if not code:
        return Advice(
            "Capaian unit belum ditetapkan",
            f"Pedoman sebaran mengikuti capaian {unit}, yang ditetapkan satu tingkat di atasnya. "
            "Sampai saat itu tidak ada pedoman untuk dibandingkan.",
        )
    guides = next(each.guides for each in grades.org_ratings() if each.code == code)
    found = spread.checks(bar.counts, guides, words())
    which = f"Pedoman untuk capaian {rated}: {org_words()[code]}."
    if not spread.guide_applies(bar.asked):
        return Advice(
            "Pedoman hanya untuk dibaca",
            f"{which} Untuk kelompok di bawah 10 orang persentase tidak dapat dijadikan ukuran; "
            "tidak ada yang diminta dari Anda.",
            [spread.Check(check.guide, check.now, is_met=True) for check in found],
        )
    if not spread.guide_applies(bar.people):
        return Advice(
            "Belum cukup untuk dibandingkan",
            f"{which} Baru {bar.people} dari {bar.asked} orang berpredikat.",
        )
    if all(check.is_met for check in found):
        return Advice("Sebaran sejalan dengan pedoman", which, found)
    text = f"{which} Perbedaan boleh terjadi; tuliskan alasannya. Penerbitan tidak tertahan."
    return Advice(
        "Sebaran berbeda dari pedoman", text, found, asks_reason=True, reason=reason or ""
    )


def _places(actor: Actor, sheet: Sheet) -> tuple[list[Place], bool, int]:
    """From the top down; whether the actor has rated the sheet; how many of their own grades lack a
    dated fact."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PLACES,
            {
                "me": actor.employee_id,
                "on": actor.on,
                "period": sheet.period_id,
                "person": sheet.employee_id,
                "last": sheet.period.end_on - timedelta(1),
                "sheet": sheet.pk,
                "unit": sheet.unit_id,
                "usual": USUAL_GRADE,
            },
        )
        rows = cursor.fetchall()
    saved, bare = rows[0][-2:] if rows else (False, 0)
    return _led_down(rows), saved, bare


def _led_down(rows: Iterable[Sequence[Any]]) -> list[Place]:
    """Places from the top down: who leads a unit leads what is below."""
    places, leads = [], False
    for pk, name, kind, path, is_led, rating, reason, meet_on, headed, graded, *_ in rows:
        leads = leads or is_led
        said = (rating, reason, meet_on, headed, graded or {})
        places.append(Place(pk, name, kind, path, leads, *said))
    return places


def _groups(places: Sequence[Place]) -> list[Place]:
    """The unit, its agency and the instansi, without repetition, the smallest first."""
    own = places[-1]
    if own.headed and len(places) > 1:
        own = places[-2]
    agency = next((place for place in places if place.kind in AGENCY_KINDS), places[0])
    if not own.path.startswith(agency.path):
        agency = places[0]
    return list({each.id: each for each in (own, agency, places[0])}.values())


def _tallied(place: Place) -> Tallied:
    counts = Counter(place.graded)
    asked = counts.total()
    counts.pop("", 0)
    return Tallied(counts, asked)


def _bars(groups: Sequence[Place]) -> list[Bar]:
    tallied = [_tallied(place) for place in groups]
    may = spread.shown([each.people for each in tallied], [place.leads for place in groups])
    return [
        bar_of(
            f"{place.name} ({each.asked})" if place.leads else place.name,
            each,
            hidden=not is_shown,
            exact=place.leads,
        )
        for place, each, is_shown in zip(groups, tallied, may, strict=True)
    ]
