"""The mirror: for one rater alone, silent under eight, and never in the way."""

import pytest
from django.http import Http404

from noken.evaluation import services
from noken.evaluation.models import Period, Rating, Sheet
from noken.evaluation.queries import mirror
from noken.evaluation.queries.mirror import MirrorCard, mirror_card, mirror_page
from noken.evaluation.rules.leniency import Reading
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_evaluation import (
    make_led_unit,
    make_period,
    make_pin,
    make_rating,
    make_self,
    make_sheet,
    make_staff,
)

pytestmark = pytest.mark.django_db
GOOD, BEST = ("AS", "AS"), ("ABOVE", "ABOVE")


def grade(
    people: list[Employee],
    period: Period,
    by: Employee,
    pair: tuple[str, str],
    forecast: str = "",
    *,
    published: bool = True,
    seconds: int = 240,
) -> list[Sheet]:
    sheets = []
    for person in people:
        sheet = make_sheet(person, period, superior=by)
        rating = make_rating(sheet, by, *pair, published=published, seconds=seconds)
        if forecast:
            said = {"grade": forecast, "measured": True}
            amend(Rating.objects.filter(pk=rating.pk), forecast=said)
        sheets.append(sheet)
    return sheets


def make_peers(
    cast: Cast, period: Period, pair: tuple[str, str] = GOOD, forecast: str = ""
) -> None:
    """Ten raters with six people each."""
    for _ in range(10):
        unit, head = make_led_unit(cast.other_agency, cast.former_superior)
        grade(make_staff(unit, head, 6), period, head, pair, forecast)


@pytest.fixture
def period(cast: Cast) -> Period:  # noqa: ARG001 (its people come first)
    return make_period()


@pytest.fixture
def team(cast: Cast) -> tuple[Employee, list[Employee]]:
    unit, head = make_led_unit(cast.agency, cast.agency_head)
    return head, make_staff(unit, head, 12)


def card(head: Employee, period: Period) -> MirrorCard:
    found = mirror_card(actor(head), period.pk)
    assert found is not None
    return found


def test_silent_under_eight_people_with_the_number_that_is_missing(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    grade(people[:7], period, head, BEST)

    seven = card(head, period)
    grade(people[7:8], period, head, BEST)
    eight = card(head, period)

    assert "8 orang" in seven.silent
    assert "Sekarang 7" in seven.silent
    assert not seven.rows
    assert not eight.silent
    assert eight.rows


def test_drafts_count_so_that_it_is_seen_before_publishing(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    grade(people, period, head, BEST, published=False)

    found = card(head, period)

    assert found.heading == "Predikat Anda lebih tinggi daripada penilai lain"
    assert found.rows[0].value == "+1,00"
    assert found.bars[0].counts == {"VERY_GOOD": 12}


def test_drafts_of_others_are_in_nobodys_mirror(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    grade(people, period, head, GOOD)
    before = card(head, period)
    unit, other = make_led_unit(cast.other_agency, cast.former_superior)
    grade(make_staff(unit, other, 40), period, other, BEST, published=False)

    assert card(head, period) == before


def test_grades_like_those_of_others_are_called_no_difference_and_not_the_same(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    grade(people, period, head, GOOD)

    found = card(head, period)

    assert found.heading == "Tidak tampak beda dengan penilai lain"
    assert "tidak membuktikan" in found.text


def test_evidence_may_explain_a_difference(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period, GOOD, "GOOD")
    for _ in range(4):
        unit, other = make_led_unit(cast.other_agency, cast.former_superior)
        grade(make_staff(unit, other, 4), period, other, BEST, "VERY_GOOD")
    grade(people, period, head, BEST, "VERY_GOOD")

    found = card(head, period)

    assert len(found.rows) == 2
    assert found.heading == "Predikat Anda lebih tinggi daripada penilai lain"
    assert "bukti kerja mungkin menjelaskannya" in found.text


@pytest.mark.parametrize(
    ("plain", "proven", "said"),
    [
        (Reading.UNCLEAR, None, "tidak membuktikan"),
        (Reading.UNCLEAR, Reading.UNCLEAR, "tidak membuktikan"),
        (Reading.UNCLEAR, Reading.HIGHER, "penilai lain memberi predikat lebih rendah"),
        (Reading.UNCLEAR, Reading.LOWER, "penilai lain memberi predikat lebih tinggi"),
        (Reading.HIGHER, None, "mungkin memang berbeda"),
        (Reading.HIGHER, Reading.HIGHER, "predikat Anda lebih tinggi"),
        (Reading.HIGHER, Reading.UNCLEAR, "bukti kerja mungkin menjelaskannya"),
        (Reading.HIGHER, Reading.LOWER, "justru lebih rendah"),
        (Reading.LOWER, Reading.LOWER, "predikat Anda lebih rendah"),
        (Reading.LOWER, Reading.UNCLEAR, "atau datanya belum cukup"),
        (Reading.LOWER, Reading.HIGHER, "justru lebih tinggi"),
    ],
)
def test_what_may_be_said_of_the_two_rows(
    plain: Reading, proven: Reading | None, said: str
) -> None:
    heading, text = mirror._words(plain, proven)

    assert said in text
    assert ("Tidak tampak beda" in heading) is ("tidak membuktikan" in text)


def test_too_few_others_fall_back_to_the_period_before_and_say_so(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    grade(people, period, head, GOOD)
    silent = card(head, period)
    make_peers(cast, make_period(number=2))

    found = card(head, period)

    assert "Pembandingnya baru 0 orang" in silent.silent
    assert found.against == "Triwulan II 2026"
    assert found.rows


def test_signs_are_told_to_the_rater_with_what_may_explain_them(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    for sheet in grade(people, period, head, BEST, seconds=10):
        make_self(sheet, *BEST)

    titles = [hint.title for hint in card(head, period).hints]

    assert any("detik" in title for title in titles)
    assert any("Kedua rating sama untuk 12 orang" in title for title in titles)


def test_what_an_objection_settled_is_in_nobodys_mirror(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    for sheet in grade(people, period, head, GOOD):
        sheet.ratings.update(replaced_at=NOON)
        make_rating(sheet, cast.agency_head, *BEST, origin="OBJECTION")

    assert mirror_card(actor(head), period.pk) is None
    assert mirror_card(actor(cast.agency_head), period.pk) is None


def test_who_graded_nobody_has_no_mirror(cast: Cast, period: Period) -> None:
    make_peers(cast, period)

    for person in (cast.agency_head, cast.leader, cast.personnel, cast.inspectorate):
        assert mirror_card(actor(person), period.pk) is None
    with pytest.raises(Http404):
        mirror_page(actor(cast.agency_head), period.pk)


def test_publishing_is_never_held_by_the_most_lenient_mirror(
    cast: Cast, period: Period, team: tuple[Employee, list[Employee]]
) -> None:
    head, people = team
    make_peers(cast, period)
    grade(people[:11], period, head, BEST, seconds=1)
    sheet = make_sheet(people[11], period, superior=head)
    make_self(sheet, *BEST)
    make_rating(sheet, head, *BEST, published=False, seconds=1)
    make_pin(sheet, head)
    assert card(head, period).hints

    services.publish_rating(sheet.pk, by=actor(head), at=NOON)

    assert Rating.objects.get(sheet=sheet).published_at == NOON
