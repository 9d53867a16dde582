"""A year of one of each kind of person, and what must be so of them at its end.

A superior who never looks and one who looks on the last day, PPPK, shifts, a move between two
agencies, days without network, teachers and a principal.
"""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from noken.attendance.models import Day
from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import system
from noken.evaluation.models import Part, Rating, Sheet
from noken.evaluation.queries import Asked, gather
from noken.evaluation.rules.evidence import Evidence
from noken.evaluation.rules.grading import forecast
from noken.findings import queries as findings
from noken.findings.models import Finding, Row
from noken.work.models import Escalation
from tests.fixtures import log_in
from tests.journeys.kinds import FIRST, LAST, MOVED_ON, OUTAGE, Kinds, is_out, make_kinds
from tests.journeys.year import TABLE

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(600)]
DAY = timedelta(1)
AFTER = LAST + DAY
LATER = date(2027, 3, 10)
MONTHS = 12

# kind: reports, of them unreviewed, whether the year is enough for a forecast, how its page says it
MUST = {
    "silenced": (120, 120, True, "120 laporan, 120 belum ditinjau"),
    "belated": (120, 0, True, "120 laporan"),
    "steady": (120, 0, True, "120 laporan"),
    "mover": (120, 0, True, "120 laporan"),
    "pppk": (120, 0, True, "120 laporan"),
    "nurse": (120, 0, True, "120 laporan"),
    "teacher": (0, 0, True, "disepakati atasan"),
    "principal": (0, 0, True, "disepakati atasan"),
    "quiet": (0, 0, False, "Data belum cukup"),
}
# kind: who rates the whole year
RATED_BY = {
    "silenced": "silent",
    "belated": "last_day",
    "steady": "keeps_up",
    "mover": "ward",
    "pppk": "keeps_up",
    "nurse": "ward",
    "teacher": "principal",
    "principal": "schools",
    "quiet": "principal",
}
ASKED, LAPSED = "ASKED", "LAPSED"
# what became of the days on which the PPPK did not come; the region's table holds from July on
PPPK = {
    date(2026, 2, 3): ASKED,
    date(2026, 2, 4): ASKED,
    date(2026, 2, 5): ASKED,
    date(2026, 8, 3): LAPSED,
    date(2026, 8, 4): LAPSED,
    date(2026, 8, 5): LAPSED,
    date(2026, 9, 3): LAPSED,
}


def test_a_year_of_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = make_kinds()
    kinds.year.plan(FIRST)
    since, days = FIRST, calendars.workdays(FIRST, AFTER)
    for first in range(0, len(days), 4):
        some = days[first : first + 4]
        live(kinds, since, some)
        since = some[-1] + DAY
    kinds.approve_all("last_day", LAST)

    check_evidence(kinds)
    check_silence(kinds)
    check_days(kinds)
    check_contract(kinds)
    opened = date(2027, 1, 25)
    kinds.year.evaluate("YEAR", 0, opened)
    kinds.year.evaluate("YEAR", 0, opened, group="TEACHERS")
    check_ratings(kinds)
    monkeypatch.setattr(clock, "now", lambda: clock.at_noon(LATER))
    check_pages(kinds)


def live(kinds: Kinds, since: date, workdays: list[date]) -> None:
    """From `since` to the last of four workdays; around the outage day by day."""
    span = [since + DAY * number for number in range((workdays[-1] - since).days + 1)]
    kinds.roster(span[0], span[-1])
    if MOVED_ON in span:
        kinds.move()
    if date(2026, 6, 15) in span:
        kinds.load_table(date(2026, 6, 15))
    if date(2026, 12, 10) in span:
        kinds.state(date(2026, 12, 10))
    for days in [[day] for day in span] if since.month == OUTAGE[0].month else [span]:
        kinds.attend(days)
        if days[-1] == OUTAGE[1]:
            kinds.fail()
        if not is_out(days[-1] + DAY):
            kinds.run(days[0], days[-1] + DAY)
        if days[-1] == date(2026, 9, 18):
            check_clock(kinds)
    kinds.report(workdays)


def check_clock(kinds: Kinds) -> None:
    """Asked on Friday with three workdays to answer: the outage took all three, so Monday a week
    later is the last one."""
    row = Row.objects.get(finding__employee=kinds["pppk"], day=date(2026, 9, 3))
    assert (row.state, row.reply_by) == (ASKED, date(2026, 9, 21))


def evidence_of(kinds: Kinds, kind: str) -> Evidence:
    asked = Asked(kinds[kind].pk, date(2026, 1, 1), AFTER)
    (shown,) = gather(system(AFTER), [asked], AFTER)
    return shown.evidence


def check_evidence(kinds: Kinds) -> None:
    """A superior's silence changes no figure; who stated nothing is not measured at all."""
    for kind, (reports, unreviewed, is_enough, _said) in MUST.items():
        found = evidence_of(kinds, kind)
        seen = forecast(found, TABLE)
        assert (found.reports, found.unreviewed) == (reports, unreviewed), kind
        assert (found.lack == "", seen.is_measured) == (is_enough, is_enough), kind
        assert seen.grade == "GOOD", kind
        shares = [result.share_pct for result in found.results]
        assert all(share and share >= 100 for share in shares) == is_enough, kind
    figures = [
        [
            (each.target, each.done, each.share_pct, each.reports)
            for result in evidence_of(kinds, kind).results
            for each in result.indicators
        ]
        for kind in ("silenced", "belated", "steady")
    ]
    assert figures[0] == figures[1] == figures[2]


def check_silence(kinds: Kinds) -> None:
    """What the two left went on to who leads them; nobody else left anything."""
    left = set(Escalation.objects.values_list("superior_id", flat=True))
    assert left == {kinds["silent"].pk, kinds["last_day"].pk}
    gone_on = Escalation.objects.filter(superior_id=kinds["silent"].pk)
    assert gone_on.count() > 110


def check_days(kinds: Kinds) -> None:
    """Whoever came was present, on nights and on days without network too; the PPPK's seven days
    are open; where attendance never began no day exists."""
    for kind in ("silenced", "belated", "steady", "mover", "nurse"):
        of = Day.objects.filter(employee=kinds[kind])
        assert not of.filter(status="OPEN").exists(), kind
        assert not of.filter(day__lt=FIRST).exists(), kind
        assert not Row.objects.filter(finding__employee=kinds[kind]).exists(), kind
    nurse = Day.objects.filter(employee=kinds["nurse"], status="PRESENT", day__lt=LAST - DAY)
    came = {day for day, letter in kinds.shifts.items() if letter and day < LAST - DAY}
    assert set(nurse.values_list("day", flat=True)) == came
    assert sum(kinds.shifts[day] == "M" for day in came) > 110
    out = Day.objects.filter(day__range=OUTAGE, status="PRESENT", is_shielded=True)
    for kind in ("silenced", "mover", "pppk"):
        assert out.filter(employee=kinds[kind]).count() == 3, kind
    for kind in ("schools", "principal", "teacher", "quiet"):
        assert not Day.objects.filter(employee=kinds[kind]).exists(), kind


def check_contract(kinds: Kinds) -> None:
    """Every day was asked; only days from the signed table on lapsed, and reach its first rung."""
    rows = Row.objects.filter(finding__employee=kinds["pppk"])
    assert dict(rows.values_list("day", "state")) == PPPK
    standing = findings.standing_of([kinds["pppk"].pk], 2026)[kinds["pppk"].pk]
    assert (standing.counted, standing.asked) == (4, 3)
    assert standing.rung is not None
    assert (standing.rung.least, standing.rung.most) == (3, 4)
    opened = Day.objects.filter(employee=kinds["pppk"], status="OPEN")
    assert set(opened.values_list("day", flat=True)) == set(PPPK)


def check_ratings(kinds: Kinds) -> None:
    """One final rating each, by who led them last; who led the mover before rated those days."""
    for kind, rater in RATED_BY.items():
        rating = Rating.objects.get(sheet__employee=kinds[kind], replaced_at=None)
        assert (rating.sheet.status, rating.grade) == ("FINAL", "GOOD"), kind
        assert rating.by_id == kinds[rater].pk, kind
    parts = Part.objects.filter(sheet__employee=kinds["mover"]).order_by("start_on")
    assert list(parts.values_list("superior", "start_on", "end_on", "closed_by")) == [
        (kinds["keeps_up"].pk, date(2026, 1, 1), MOVED_ON, kinds["keeps_up"].pk),
        (kinds["ward"].pk, MOVED_ON, AFTER, None),
    ]


def check_pages(kinds: Kinds) -> None:
    """Everybody reads the same of themselves."""
    for kind, (*_figures, said) in MUST.items():
        client = log_in(kinds[kind])
        sheet = Sheet.objects.get(employee=kinds[kind])
        page = words(client.get(sheet.get_absolute_url()).content.decode())
        assert said in page, (kind, page)
        assert "Baik" in page, kind
        assert "Butuh Perbaikan" not in page, kind
    finding = Finding.objects.get(employee=kinds["pppk"])
    page = words(log_in(kinds["pppk"]).get(finding.get_absolute_url()).content.decode())
    assert "teguran lisan daerah" in page.lower(), page
    august = f"{reverse('attendance:mine')}?bulan=2026-08"
    page = words(log_in(kinds["pppk"]).get(august).content.decode())
    assert "Hadir 16 dari 19 hari" in page
    assert "Tanpa keterangan 7 hari setahun" in page
    page = words(log_in(kinds["nurse"]).get(august).content.decode())
    assert "Hadir 21 dari 21 hari" in page
    assert "Jumat, 21 Agustus: Masuk 21.25, pulang 07.35. Tepat waktu." in page
    for month in range(1, MONTHS + 1):
        asked = f"{reverse('attendance:mine')}?bulan=2026-{month:02}"
        page = words(log_in(kinds["nurse"]).get(asked).content.decode())
        assert "Tidak ada rekaman" not in page, (month, page)


def words(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
