"""A superior's silence costs the employee nothing: half a year through services, whole pages."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.uuid7 import uuid7
from noken.documents.services.papers import EvaluationForm
from noken.evaluation.exports.papers import FORM, printables
from noken.evaluation.models import Rating, Sheet
from noken.evaluation.queries import Asked, gather
from noken.evaluation.rules.evidence import Evidence, from_json, to_json
from noken.evaluation.rules.grading import forecast
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.regulations import grades
from noken.work import queries, services
from noken.work.models import Report
from noken.work.rules.review import ReviewTerms
from noken.work.services import ReportDraft
from tests.amending import amend
from tests.cast import Cast
from tests.settings import sign
from tests.world import (
    NOON,
    TODAY,
    actor,
    make_employee,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_evaluation import make_period, make_rating, make_sheet
from tests.world_work import Agreed, make_agreed, make_report, workdays_before

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
YEAR_START, HALF = date(2026, 1, 1), date(2026, 7, 1)
QUARTERS = ((YEAR_START, date(2026, 4, 1)), (date(2026, 4, 1), HALF))
LAST = HALF - timedelta(1)
WEDNESDAYS = [date(2026, 1, 7) + timedelta(7 * week) for week in range(25)]
TABLE = grades.grade_table()


# --- two quarters under three superiors ---


@dataclass(frozen=True)
class Team:
    """A superior, and somebody under them who reports a thing a week and two on the last day."""

    head: Employee
    person: Employee
    agreed: Agreed

    def file(self, day: date) -> None:
        draft = ReportDraft(
            key=uuid7(moment(day, 15)),
            work_on=day,
            indicator_key=self.agreed.keys[0],
            quantity=Decimal(1),
        )
        by = actor(self.person, on=day)
        (outcome,) = services.file_reports([draft], by=by, at=moment(day, 15))
        assert outcome.receipt, outcome

    def approve(self, day: date) -> None:
        """All that waits."""
        by = actor(self.head, Role.SUPERIOR, on=day)
        waits = [row.id for row in queries.waiting_reports(by)]
        assert len(services.approve_reports(waits, by=by, at=moment(day, 16)).done) == len(waits)

    def evidence(self, span: tuple[date, date], on: date) -> Evidence:
        (shown,) = gather(system(on), [Asked(self.person.pk, *span)], on)
        return shown.evidence


def moment(day: date, hour: int) -> datetime:
    return clock.at_noon(day) + timedelta(hours=hour - 12)


@pytest.fixture
def teams(db: None) -> list[Team]:  # noqa: ARG001 (rows are made)
    """The silent one, the one of the last day, the one who keeps up: after half a year."""
    made = [_team(name) for name in ("Diam", "Akhir", "Rajin")]
    _silent, late, steady = made
    for day in [*WEDNESDAYS, LAST]:
        for team in made:
            team.file(day)
        steady.approve(day)
    late.approve(LAST)
    return made


def _team(name: str) -> Team:
    unit = make_unit(f"Seksi {name}")
    head, person = make_employee(f"Kepala {name}"), make_employee(f"Pegawai {name}")
    make_posting(head, make_position(unit, is_head=True))
    make_posting(person, make_position(unit))
    make_line(person, head)
    agreed = make_agreed(person, ["Dokumen selesai"], unit="dokumen", target=12)
    agreed.plan.revisions.update(decided_at=moment(YEAR_START, 9))
    return Team(head, person, agreed)


def _figures(found: Evidence) -> tuple[object, ...]:
    """All that a rater and a paper read of results, but who reviewed them."""
    indicators = [each for result in found.results for each in result.indicators]
    return (
        found.reports,
        [(each.target, each.done, each.share_pct, each.reports) for each in indicators],
        forecast(found, TABLE),
    )


@pytest.mark.parametrize("span", [*QUARTERS, (YEAR_START, date(2027, 1, 1))])
def test_the_forecasts_of_their_people_are_equal(
    teams: list[Team], span: tuple[date, date]
) -> None:
    on = HALF + timedelta(8)
    silent, late, steady = (team.evidence(span, on) for team in teams)

    assert _figures(silent) == _figures(late) == _figures(steady)
    assert steady.reports > 10
    assert (silent.unreviewed, late.unreviewed, steady.unreviewed) == (silent.reports, 0, 0)


def test_the_day_after_a_period_nothing_that_waits_is_missing(teams: list[Team]) -> None:
    silent, _late, steady = teams

    found = silent.evidence(QUARTERS[1], HALF)

    assert _figures(found) == _figures(steady.evidence(QUARTERS[1], HALF))


@pytest.mark.parametrize("on", [date(2026, 2, 13), date(2026, 5, 18), LAST])
def test_while_a_period_runs_only_fresh_reports_are_missing(teams: list[Team], on: date) -> None:
    """And these are told beside the number."""
    silent, _late, steady = teams
    key = (silent.person.pk, silent.agreed.keys[0])
    other = (steady.person.pk, steady.agreed.keys[0])
    Report.objects.filter(work_on__gt=on).update(status="WITHDRAWN")

    mine = queries.progress_of(system(on), [silent.person.pk], 2026)[key]
    theirs = queries.progress_of(system(on), [steady.person.pk], 2026)[other]

    assert mine.done + mine.awaited == theirs.done
    assert mine.waiting <= 2


# --- whole pages of one person ---


@dataclass(frozen=True)
class Shown:
    """Maria under Naomi: two approved, two waiting too long, one fresh; 14 of 48 are done."""

    agreed: Agreed
    old: Report
    sheet_id: int


@pytest.fixture
def shown(cast: Cast) -> Shown:
    agreed = make_agreed(cast.owner, ["Data valid"])
    agreed.plan.revisions.update(decided_at=NOON - timedelta(300))
    target, days = agreed.indicators[0], workdays_before(TODAY, 12)
    for day, count in zip(days, (3, 5), strict=False):
        make_report(cast.owner, target, on=day, quantity=count, status="APPROVED")
    make_report(cast.owner, target, on=days[2], quantity=2)
    old = make_report(cast.owner, target, on=days[3], quantity=4)
    make_report(cast.owner, target, on=days[-2], quantity=30)
    period = make_period(number=4, due_on=date(2027, 1, 30))
    sheet = make_sheet(cast.owner, period, superior=cast.acting_superior, unit=cast.section)
    return Shown(agreed, old, sheet.pk)


def words(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def pages(cast: Cast, shown: Shown, browse: Browse) -> dict[str, str]:
    owner, superior = browse(cast.owner), browse(cast.acting_superior)
    found = {
        "hari ini": owner.get(reverse("home:today")),
        "skp": owner.get(reverse("planning:plan", args=[shown.agreed.plan.pk])),
        "prakiraan": owner.get(reverse("evaluation:today")),
        "papan": superior.get(reverse("home:team")),
        "lembar": owner.get(reverse("evaluation:sheet", args=[shown.sheet_id])),
    }
    return {name: words(response.content.decode()) for name, response in found.items()}


def evidence_of(person: Employee) -> Evidence:
    """Of the fourth quarter, which runs."""
    span = Asked(person.pk, date(2026, 10, 1), date(2027, 1, 1))
    (found,) = gather(system(TODAY), [span], TODAY)
    return found.evidence


def missing(html: str, *parts: str) -> Iterable[str]:
    """The parts that are missing."""
    return [part for part in parts if part not in html]


def test_one_number_on_every_page(cast: Cast, shown: Shown, browse: Browse) -> None:
    (done,) = queries.progress_of(actor(cast.owner), [cast.owner.pk], 2026).values()
    assert (done.done, done.unreviewed, done.waiting) == (Decimal(14), 2, 1)

    seen = pages(cast, shown, browse)

    year = "14 dari 48 sekolah setahun"
    assert not missing(seen["hari ini"], year, "2 belum ditinjau", "1 menunggu")
    assert not missing(seen["skp"], year, "2 laporan belum ditinjau", "1 laporan menunggu")
    assert not missing(seen["papan"], "29%", "kemajuan setahun", "2 dihitung, belum ditinjau")
    assert not missing(seen["lembar"], "4 laporan, 2 belum ditinjau", "1 lagi menunggu")
    assert re.search(r"Data valid .*?\b14 ", seen["lembar"])
    assert not missing(seen["prakiraan"], "Triwulan IV 2026", "2 laporan dihitung, belum ditinjau")


def test_the_paper_says_what_the_sheet_says(cast: Cast, shown: Shown) -> None:
    kept = evidence_of(cast.owner)
    sheet = Sheet.objects.get(pk=shown.sheet_id)
    rating = make_rating(sheet, cast.acting_superior, received_at=NOON)
    amend(Rating.objects.filter(pk=rating.pk), evidence=to_json(kept))

    paper = printables(system(TODAY), FORM, [shown.sheet_id])[shown.sheet_id].data

    assert isinstance(paper, EvaluationForm)
    assert [one.reached for line in paper.results for one in line.measures] == [
        "14 sekolah (4 laporan, 2 belum ditinjau)"
    ]


def test_a_late_return_takes_it_out_and_leaves_a_trace(
    cast: Cast, shown: Shown, browse: Browse
) -> None:
    by = actor(cast.acting_superior, Role.SUPERIOR)
    services.return_reports([shown.old.pk], note="Sebutkan sekolahnya.", by=by, at=NOON)

    seen = pages(cast, shown, browse)
    history = browse(cast.owner).get(shown.old.get_absolute_url()).content.decode()

    assert not missing(seen["hari ini"], "10 dari 48 sekolah setahun", "1 belum ditinjau")
    assert not missing(seen["skp"], "10 dari 48 sekolah setahun")
    assert not missing(seen["papan"], "20%")
    assert not missing(seen["lembar"], "3 laporan, 1 belum ditinjau")
    assert "sejak ini tidak dihitung lagi" in history
    assert Entry.objects.get(action="ReportReturned").ids["counted"] == 1


def test_once_the_year_is_over_the_report_says_what_the_plan_says(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it counts then, however fresh; and its return leaves the same trace."""
    agreed = make_agreed(cast.owner, ["Data valid"])
    report = make_report(cast.owner, agreed.indicators[0], on=date(2026, 12, 30), quantity=7)
    january = moment(date(2027, 1, 4), 12)
    monkeypatch.setattr(clock, "now", lambda: january)
    client = browse(cast.owner)
    plan = reverse("planning:plan", args=[agreed.plan.pk])
    pages = [report.get_absolute_url(), f"{reverse('work:reports')}?bulan=2026-12", plan]

    seen = [words(client.get(url).content.decode()) for url in pages]
    assert ["belum ditinjau" in page for page in seen] == [True, True, True]
    assert "7 dari 48 sekolah setahun" in seen[-1]

    led = organization.superior_of(cast.owner.pk, clock.day_of(january)).person
    assert led
    by = actor(Employee.objects.get(pk=led.id), Role.SUPERIOR, on=clock.day_of(january))
    services.return_reports([report.pk], note="Sebutkan sekolahnya.", by=by, at=january)

    history, *_, after = [words(client.get(url).content.decode()) for url in pages]
    assert "sejak ini tidak dihitung lagi" in history
    assert "7 dari 48" not in after


@pytest.mark.usefixtures("shown")
def test_a_fresh_return_never_counted(cast: Cast) -> None:
    fresh = Report.objects.filter(status="WAITING").latest("received_at")
    by = actor(cast.acting_superior, Role.SUPERIOR)

    services.return_reports([fresh.pk], note="Sebutkan sekolahnya.", by=by, at=NOON)

    assert "counted" not in Entry.objects.get(action="ReportReturned").ids


@pytest.mark.usefixtures("shown")
def test_the_limit_is_the_one_that_two_have_signed(cast: Cast) -> None:
    sign(ReviewTerms, on=TODAY, count_workdays=20)

    (done,) = queries.progress_of(actor(cast.owner), [cast.owner.pk], 2026).values()

    assert (done.done, done.unreviewed, done.waiting) == (Decimal(8), 0, 3)


@pytest.mark.usefixtures("shown")
def test_figures_kept_before_are_still_read(cast: Cast) -> None:
    kept = evidence_of(cast.owner)
    raw = to_json(kept)
    assert from_json(raw) == kept
    raw.pop("unreviewed")
    for result in raw["results"]:
        for indicator in result["indicators"]:
            indicator.pop("unreviewed")

    assert from_json(raw).unreviewed == 0


@pytest.mark.parametrize("last", ["APPROVED", "WAITING"])
def test_of_one_day_the_last_report_speaks_on_every_page(
    cast: Cast, browse: Browse, last: str
) -> None:
    """Whether it was approved or only left unreviewed."""
    agreed = make_agreed(cast.owner, ["Data valid"], unit="persen", target=80)
    agreed.plan.revisions.update(decided_at=NOON - timedelta(300))
    day = workdays_before(TODAY, 12)[0]
    first = "WAITING" if last == "APPROVED" else "APPROVED"
    for hour, quantity, status in ((9, 61, first), (15, 74, last)):
        make_report(
            cast.owner,
            agreed.indicators[0],
            on=day,
            at=moment(day, hour),
            quantity=quantity,
            status=status,
        )

    plan = browse(cast.owner).get(reverse("planning:plan", args=[agreed.plan.pk]))
    (result,) = evidence_of(cast.owner).results

    assert [each.done for each in result.indicators] == [Decimal(74)]
    assert "74 dari 80 persen" in words(plan.content.decode())
    assert "74 dari 80 persen" in words(browse(cast.owner).get("/hari-ini/").content.decode())
