"""The leniency mirror: for one rater alone, before publishing; it stops nobody.

Only the rater's own rows and sums over others are read; nobody else has an address for it. What
an objection settled is nobody's habit and does not count.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.http import Http404

from noken.core.actor import Actor
from noken.evaluation.models import Period, Rating, SelfAssessment, UnitRating
from noken.evaluation.queries.pictures import Bar, Tallied, bar_of, ids_of, legend
from noken.evaluation.queries.spans import same_span
from noken.evaluation.rules import attention, leniency
from noken.evaluation.rules.attention import Signal
from noken.evaluation.rules.leniency import Case, Comparison, Reading
from noken.evaluation.rules.levels import Post, level_of
from noken.regulations import grades
from noken.ui.formats import number, signed

ALL = "*"
LEAST_WIDTH = 1.0
"""The axis reaches at least so many steps to both sides."""

_GRADED = """
    select r.by_id, r.grade, r.forecast ->> 'grade',
        coalesce((r.forecast ->> 'measured')::boolean, true), r.result, r.behaviour,
        p.kind, p.title, p.echelon, p.is_head, u.kind, u.path
    from evaluation_rating r
    join evaluation_sheet s on s.id = r.sheet_id
    join organization_unit u on u.id = s.unit_id
    left join lateral (
        select posting_id from evaluation_part
        where sheet_id = s.id order by start_on desc limit 1
    ) part on true
    left join organization_posting g on g.id = part.posting_id
    left join organization_position p on p.id = g.position_id
    where s.period_id = %(period)s and s.status <> 'EXCUSED' and r.replaced_at is null
        and r.origin <> 'OBJECTION'
        and (r.published_at is not null or r.by_id = %(me)s)
        and (r.published_at is not null or not exists (
            select from evaluation_rating q where q.sheet_id = s.id
            and q.published_at is not null and q.replaced_at is null))
"""


class _Graded(NamedTuple):
    """A rating that counts: its rater, its grade, its pair, and what makes people alike."""

    rater: int
    score: int
    pair: tuple[str, str]
    level: str
    unit_rating: str
    forecast: str


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A comparison, drawn: band, point and zero on an axis of `reach` steps; texts in percent."""

    label: str
    value: str
    span: str
    band_x: str
    band_width: str
    point: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A sign of grading without a look, with what may explain it innocently."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class MirrorCard:
    """`silent` says why nothing is compared yet; then there are no rows and bars.

    `against` names the period of the others where it is not the same one.
    """

    period: str
    period_id: int
    heading: str
    text: str
    silent: str = ""
    rows: Sequence[IntervalRow] = ()
    bars: Sequence[Bar] = ()
    legend: Sequence[tuple[str, str]] = ()
    grades: Sequence[str] = ()
    hints: Sequence[Hint] = ()
    against: str = ""
    peers: str = ""
    coarse: int = 0
    reach: str = ""


def mirror_page(actor: Actor, period_id: int) -> MirrorCard:
    """The mirror as a page of its own.

    Raises:
        Http404: no such period, or the actor has graded nobody in it.
    """
    card = mirror_card(actor, period_id)
    if card is None:
        raise Http404
    return card


def mirror_card(actor: Actor, period_id: int) -> MirrorCard | None:
    """How the grades the actor gave or drafted in a period compare with those of others.

    None: no such period, or the actor has graded nobody in it.
    """
    asked = Period.objects.filter(pk=period_id).first()
    me = actor.employee_id
    found = _graded_in(asked, me) if asked is not None and me is not None else None
    if found is None or me is None:
        return None
    period, own, others = found
    hints = _hints(period, me, others)
    against = period
    if _too_few(others) and (before := _before(period)) is not None:
        against, (_, others) = before, _read(before, me)
    plain = leniency.compare(_cases(own), _cases(others))
    if plain is None:
        return _silent(period, own, others, hints)
    proven = _by_evidence(own, others)
    return _card(period, against, plain, proven, own, hints)


def _graded_in(asked: Period, me: int) -> tuple[Period, list[_Graded], list[_Graded]] | None:
    """The period asked for, or that of the other legal group where the actor graded only there."""
    for period in chain((asked,), same_span(asked).exclude(pk=asked.pk)):
        own, others = _read(period, me)
        if own:
            return period, own, others
    return None


def _read(period: Period, me: int) -> tuple[list[_Graded], list[_Graded]]:
    with connection.cursor() as cursor:
        cursor.execute(_GRADED, {"period": period.pk, "me": me})
        rows = cursor.fetchall()
    rated = dict(
        UnitRating.objects.filter(period__in=same_span(period), replaced_at=None).values_list(
            "unit", "rating"
        )
    )
    orders = {grade.code: grade.order for grade in grades.grades()}
    own: list[_Graded] = []
    others: list[_Graded] = []
    for rater, grade, forecast, measured, result, behaviour, *post, path in rows:
        kind, title, echelon, is_head, unit_kind = post
        graded = _Graded(
            rater,
            orders[grade],
            (result, behaviour),
            level_of(Post(kind or "", title or "", echelon or "", bool(is_head), unit_kind)),
            next((rated[pk] for pk in reversed(ids_of(path)) if pk in rated), ""),
            forecast if forecast and measured else "",
        )
        (own if rater == me else others).append(graded)
    return own, others


def _before(period: Period) -> Period | None:
    """The period of the same kind and people before this one."""
    return (
        Period.objects.filter(Q(end_on__lte=period.start_on), kind=period.kind, group=period.group)
        .order_by("-end_on")
        .first()
    )


def _too_few(others: Sequence[_Graded]) -> bool:
    raters = {graded.rater for graded in others}
    return len(others) < leniency.LEAST_PEERS or len(raters) < leniency.LEAST_RATERS


def _cases(rows: Iterable[_Graded], *, by_evidence: bool = False) -> list[Case]:
    """Like people: of a level in units of one rating; with the same forecast where asked."""
    cases = []
    for row in rows:
        level, rating = row.level, row.unit_rating
        strata: tuple[str, ...] = (f"{level}|{rating}", level, ALL)
        if by_evidence:
            seen = row.forecast
            strata = (f"{level}|{rating}|{seen}", f"{level}||{seen}", f"||{seen}", ALL)
        cases.append(Case(row.rater, row.score, strata))
    return cases


def _by_evidence(own: Sequence[_Graded], others: Sequence[_Graded]) -> Comparison | None:
    """The same among people with the same forecast; None where the evidence says too little."""
    told = [row for row in own if row.forecast]
    if len(told) < leniency.LEAST_OWN:
        return None
    like = [row for row in others if row.forecast]
    return leniency.compare(_cases(told, by_evidence=True), _cases(like, by_evidence=True))


def _silent(
    period: Period, own: Sequence[_Graded], others: Sequence[_Graded], hints: Sequence[Hint]
) -> MirrorCard:
    if len(own) < leniency.LEAST_OWN:
        text = (
            f"Perbandingan muncul setelah Anda menyimpan penilaian {leniency.LEAST_OWN} orang. "
            f"Sekarang {len(own)}. Di bawah itu angkanya lebih banyak kebetulan."
        )
    else:
        raters = len({row.rater for row in others})
        text = (
            f"Pembandingnya baru {len(others)} orang dari {raters} penilai. Perbandingan muncul "
            f"mulai {leniency.LEAST_PEERS} orang dari {leniency.LEAST_RATERS} penilai."
        )
    return MirrorCard(str(period), period.pk, "Data belum cukup", text, silent=text, hints=hints)


def _card(
    period: Period,
    against: Period,
    plain: Comparison,
    proven: Comparison | None,
    own: Sequence[_Graded],
    hints: Sequence[Hint],
) -> MirrorCard:
    heading, text = _words(leniency.reading(plain), leniency.reading(proven) if proven else None)
    found = [("Jenjang dan capaian unit yang sama", plain)]
    if proven is not None:
        found.append(("Juga prakiraan bukti yang sama", proven))
    reach = max(LEAST_WIDTH, *(max(-each.low, each.high) for _, each in found))
    by_order = {grade.order: grade.code for grade in grades.grades()}
    given = Tallied(Counter(by_order[row.score] for row in own), len(own))
    usual = Counter({by_order[score]: round(1000 * pct) for score, pct in plain.usual.items()})
    return MirrorCard(
        period=str(period),
        period_id=period.pk,
        heading=heading,
        text=text,
        rows=[_row(label, each, reach) for label, each in found],
        bars=[
            bar_of(f"Anda ({plain.people})", given, exact=True),
            bar_of("Penilai lain", Tallied(usual, usual.total())),
        ],
        legend=legend(),
        grades=[grade.word for grade in grades.grades()],
        hints=hints,
        against="" if against == period else str(against),
        peers=f"{number(plain.peers)} orang dari {number(plain.raters)} penilai",
        coarse=plain.coarse,
        reach=number(round(reach, 1)),
    )


def _words(plain: Reading, proven: Reading | None) -> tuple[str, str]:
    """What may be said. Where evidence may explain a difference, that is said and no more."""
    if plain is Reading.UNCLEAR:
        if proven is Reading.HIGHER:
            return (
                "Predikat Anda lebih tinggi daripada yang ditunjukkan bukti",
                "Untuk jenjang yang sama tidak tampak beda, tetapi penilai lain memberi predikat "
                "lebih rendah kepada pegawai dengan bukti serupa.",
            )
        if proven is Reading.LOWER:
            return (
                "Predikat Anda lebih rendah daripada yang ditunjukkan bukti",
                "Untuk jenjang yang sama tidak tampak beda, tetapi penilai lain memberi predikat "
                "lebih tinggi kepada pegawai dengan bukti serupa.",
            )
        return (
            "Tidak tampak beda dengan penilai lain",
            "Selang di bawah memuat nol: bedanya dapat terjadi karena kebetulan. Ini tidak "
            "membuktikan bahwa penilaiannya sama.",
        )
    side = "tinggi" if plain is Reading.HIGHER else "rendah"
    heading = f"Predikat Anda lebih {side} daripada penilai lain"
    if proven is None:
        return heading, (
            "Perbandingannya menurut jenjang jabatan dan capaian unit. Bukti kerja belum cukup "
            "untuk ikut dibandingkan, jadi pegawai Anda mungkin memang berbeda."
        )
    if proven is plain:
        return heading, (
            f"Juga terhadap pegawai dengan prakiraan bukti yang sama, predikat Anda lebih {side}. "
            "Periksa apakah contoh nyatanya sudah tertulis."
        )
    if proven is Reading.UNCLEAR:
        return heading, (
            "Terhadap pegawai dengan prakiraan bukti yang sama, bedanya tidak lagi jelas: bukti "
            "kerja mungkin menjelaskannya, atau datanya belum cukup."
        )
    other = "rendah" if plain is Reading.HIGHER else "tinggi"
    return heading, (
        f"Terhadap pegawai dengan prakiraan bukti yang sama, predikat Anda justru lebih {other}."
    )


def _row(label: str, found: Comparison, reach: float) -> IntervalRow:
    def at(steps: float) -> float:
        return round(50 + 50 * steps / reach, 2)

    value, low, high = (
        signed(round(each, 2), 2) for each in (found.difference, found.low, found.high)
    )
    return IntervalRow(
        label=label,
        value=value,
        span=f"{low} sampai {high}",
        band_x=f"{at(found.low):g}%",
        band_width=f"{at(found.high) - at(found.low):.2f}%",
        point=f"{at(found.difference):g}%",
        sentence=f"{label}: {value} tingkat, selang 95% {low} sampai {high}",
    )


def _hints(period: Period, me: int, others: Sequence[_Graded]) -> list[Hint]:
    pairs = Counter(row.pair for row in others)
    usual = {} if _too_few(others) else {p: n / pairs.total() for p, n in pairs.items()}
    found = attention.signals_of(_acts(period, me), usual)
    return [Hint(*_HINTS[sign](value)) for sign, value in found.items()]


def _acts(period: Period, me: int) -> list[attention.Act]:
    rows = list(
        Rating.objects.filter(sheet__period=period, by_id=me, replaced_at=None)
        .exclude(sheet__status="EXCUSED")
        .exclude(origin=Rating.Origin.OBJECTION)
        .order_by("published_at", "pk")
        .values_list("sheet", "result", "behaviour", "started_at", "published_at")
    )
    said = {
        sheet: (result, behaviour)
        for sheet, result, behaviour in SelfAssessment.objects.filter(
            sheet__in=[row[0] for row in rows], published_at__isnull=False
        ).values_list("sheet", "result", "behaviour")
    }
    timed = [row for row in rows if row[4] is not None]
    seconds = attention.seconds_by_act(_moments(timed))
    spent = {row[0]: value for row, value in zip(timed, seconds, strict=True)}
    return [
        attention.Act((result, behaviour), said.get(sheet, ("", "")), spent.get(sheet))
        for sheet, result, behaviour, _, _ in rows
    ]


def _moments(
    rows: Iterable[tuple[int, str, str, datetime, datetime | None]],
) -> list[tuple[float, float]]:
    return [(row[3].timestamp(), row[4].timestamp()) for row in rows if row[4] is not None]


def _hasty(seconds: float) -> tuple[str, str]:
    return (
        f"Separuh lembar diputuskan dalam {max(1, round(seconds))} detik atau kurang",
        "Bila buktinya sudah Anda baca sebelumnya, abaikan catatan ini.",
    )


def _uniform(count: float) -> tuple[str, str]:
    return (
        f"Kedua rating sama untuk {count:.0f} orang",
        "Itu dapat saja tepat, tetapi jarang terjadi pada penilai lain. Umpan balik yang "
        "membedakan membantu setiap pegawai.",
    )


def _echo(count: float) -> tuple[str, str]:
    return (
        f"Semua rating sama dengan penilaian diri ({count:.0f} orang)",
        "Sepakat itu baik bila buktinya sudah dibandingkan.",
    )


_HINTS = {Signal.HASTY: _hasty, Signal.UNIFORM: _uniform, Signal.ECHO: _echo}
