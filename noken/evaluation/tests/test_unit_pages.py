"""Ratings of units, spread, mirror and meeting, as people use them in a browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.evaluation.models import Calibration, Period, SpreadReason, UnitRating
from noken.evaluation.queries import calibration
from noken.evaluation.queries.calibration import CalibrationPage, calibration_page
from noken.organization.models import Employee, Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import (
    make_graded,
    make_led_unit,
    make_period,
    make_pin,
    make_rating,
    make_sheet,
    make_staff,
    make_unit_rating,
)

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
GOOD, BEST, MIDDLE = ("AS", "AS"), ("ABOVE", "ABOVE"), ("BELOW", "AS")


@pytest.fixture
def period(cast: Cast) -> Period:  # noqa: ARG001 (its people come first)
    return make_period()


@pytest.fixture
def unit(cast: Cast, period: Period) -> tuple[Unit, Employee]:
    """A division of twelve people under the agency's head, all but two Sangat Baik."""
    division, head = make_led_unit(cast.agency, cast.agency_head, name="Bidang PAUD")
    make_graded(make_staff(division, head, 12), period, head, [BEST] * 5 + [GOOD])
    return division, head


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_head_rates_a_unit_one_level_down(
    cast: Cast, browse: Browse, period: Period, unit: tuple[Unit, Employee]
) -> None:
    head = browse(cast.agency_head)
    url = reverse("evaluation:unit_rating", args=[period.pk, unit[0].pk])

    before = text(head, reverse("evaluation:unit_ratings"))
    form = text(head, url)
    refused = head.post(url, {"capaian": "GOOD", "alasan": " "})
    done = head.post(url, {"capaian": "GOOD", "alasan": "Rencana aksi tercapai."})

    assert "Bidang PAUD" in before
    assert "belum ditetapkan" in before
    assert "Predikat terbanyak Baik, tidak lebih dari 70%" in form
    assert refused.status_code == 422
    assert 'value="GOOD" checked' in refused.content.decode()
    assert done.status_code == 302
    assert "Rencana aksi tercapai." in text(head, reverse("evaluation:unit_ratings"))
    assert UnitRating.objects.get().rating == "GOOD"


def test_a_spread_that_differs_asks_its_head_who_says_why(
    browse: Browse, cast: Cast, period: Period, unit: tuple[Unit, Employee]
) -> None:
    division, person = unit
    make_unit_rating(division, period, cast.agency_head, "GOOD")
    head = browse(person)
    place = {"periode": period.pk, "unit": division.pk}

    page = text(head, reverse("evaluation:spread"))
    refused = head.post(reverse("evaluation:explain_spread"), {**place, "alasan": " "})
    done = head.post(reverse("evaluation:explain_spread"), {**place, "alasan": "Ada tiga juara."})
    after = text(head, reverse("evaluation:spread"))

    assert "Sebaran berbeda dari pedoman" in page
    assert "Catat alasan" in page
    assert refused.status_code == 422
    assert done.status_code == 302
    assert "Ada tiga juara." in after
    assert SpreadReason.objects.count() == 1


def test_who_only_watches_sees_the_reason_and_no_form(
    browse: Browse, cast: Cast, period: Period, unit: tuple[Unit, Employee]
) -> None:
    division, person = unit
    make_unit_rating(division, period, cast.agency_head, "GOOD")
    SpreadReason.objects.create(
        period=period, unit=division, reason="Ada tiga juara.", by=person, at=NOON
    )
    url = f"{reverse('evaluation:spread')}?periode={period.pk}&unit={division.pk}"

    page = text(browse(cast.leader), url)

    assert "Ada tiga juara." in page
    assert "Catat alasan" not in page
    assert "Kalibrasi" not in page


@pytest.mark.parametrize("name", ["unit_ratings", "spread", "calibration"])
def test_without_any_period_each_page_says_what_will_be_there(
    cast: Cast, browse: Browse, name: str
) -> None:
    assert "Belum" in text(browse(cast.agency_head), reverse(f"evaluation:{name}"))


def test_an_address_that_was_made_up_is_no_page(cast: Cast, browse: Browse, period: Period) -> None:
    head = browse(cast.agency_head)

    for query in ("?periode=999999", f"?periode={period.pk}&unit=999999"):
        assert head.get(reverse("evaluation:spread") + query).status_code == 404
    assert head.get(reverse("evaluation:spread") + "?periode=x").status_code == 200


def test_the_mirror_has_an_address_of_its_own_and_a_fragment(
    browse: Browse, period: Period, unit: tuple[Unit, Employee]
) -> None:
    head, url = browse(unit[1]), reverse("evaluation:mirror", args=[period.pk])

    page = text(head, url)
    fragment = head.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "hanya Anda yang melihat" in page
    assert "<html" in page
    assert "<html" not in fragment


def test_the_mirror_promises_no_more_than_was_measured(
    browse: Browse, period: Period, unit: tuple[Unit, Employee]
) -> None:
    page = text(browse(unit[1]), reverse("evaluation:mirror", args=[period.pk]))

    assert "sekitar 80 dari 100" in page
    assert "9 sampai 17 dari 100 penilai yang menilai dengan benar" in page
    assert "dapat memang lebih kuat" not in page


def test_nobody_opens_the_mirror_of_another(
    cast: Cast, browse: Browse, period: Period, unit: tuple[Unit, Employee]
) -> None:
    assert unit
    for person in (cast.agency_head, cast.personnel, cast.inspectorate, cast.leader, cast.owner):
        answer = browse(person).get(reverse("evaluation:mirror", args=[period.pk]))
        assert answer.status_code == 404


def meeting(cast: Cast, period: Period) -> CalibrationPage:
    return calibration_page(actor(cast.agency_head), period.pk, cast.agency.pk)


def test_the_meeting_sets_raters_side_by_side_by_level(
    cast: Cast, period: Period, unit: tuple[Unit, Employee]
) -> None:
    make_sheet(unit[1], period, superior=cast.agency_head)
    make_graded(
        make_staff(cast.section, cast.superior, 3, "Analis Ahli Muda"), period, cast.superior
    )
    make_graded(make_staff(cast.section, cast.superior, 2), period, cast.superior, [MIDDLE])

    page = meeting(cast, period)

    assert [(level.code, len(level.groups)) for level in page.levels] == [
        ("EXPERT_MIDDLE", 1),
        ("EXECUTIVE", 2),
    ]
    staff = page.levels[1]
    assert {line.name: line.bar.people for line in staff.groups} == {
        unit[1].name: 12,
        "Yohana Saiba": 2,
    }
    assert (page.published, page.asked) == (17, 18)
    assert len(page.about) == 17


def test_the_meeting_counts_the_facts_of_raters_alone(
    cast: Cast, period: Period, unit: tuple[Unit, Employee]
) -> None:
    assert unit
    people = make_staff(cast.section, cast.superior, 2)
    first, second = make_graded(people, period, cast.superior)
    make_pin(first, cast.superior)
    make_pin(first, people[0], side="EMPLOYEE")
    make_pin(second, people[1], side="EMPLOYEE")
    make_pin(second, cast.superior, "Belum terbit bersama hasil", at=NOON)

    lines = [line for level in meeting(cast, period).levels for line in level.groups]

    (group,) = [line for line in lines if line.name == cast.superior.name]
    assert sorted(person.facts for person in group.people) == [0, 1]


def test_of_too_many_people_units_stand_side_by_side_without_names(
    cast: Cast, period: Period, unit: tuple[Unit, Employee], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_graded(make_staff(cast.section, cast.superior, 2), period, cast.superior)
    monkeypatch.setattr(calibration, "MOST_NAMED", 13)

    page = meeting(cast, period)
    below = calibration_page(actor(cast.agency_head), period.pk, unit[0].pk)

    (level,) = page.levels
    assert page.by_unit
    assert page.about == frozenset()
    assert [(line.name, line.bar.people, list(line.people)) for line in level.groups] == [
        ("Bidang PAUD", 12, []),
        ("Bidang Pembinaan SD", 2, []),
    ]
    assert level.groups[0].url.endswith(f"unit={unit[0].pk}")
    assert not below.by_unit
    assert len(below.about) == 12


def test_a_draft_stays_with_its_rater(
    cast: Cast, period: Period, unit: tuple[Unit, Employee]
) -> None:
    before = meeting(cast, period)
    (person,) = make_staff(unit[0], unit[1], 1)
    make_rating(make_sheet(person, period, superior=unit[1]), unit[1], *MIDDLE, published=False)

    after = meeting(cast, period)

    assert after.levels == before.levels
    assert person.pk not in after.about


def test_what_an_objection_settled_stays_with_the_rater_and_is_marked(
    cast: Cast, period: Period
) -> None:
    (person,) = make_staff(cast.section, cast.superior, 1)
    (sheet,) = make_graded([person], period, cast.superior, [MIDDLE])
    sheet.ratings.update(replaced_at=NOON)
    make_rating(sheet, cast.higher_superior, *GOOD, origin="OBJECTION", at=NOON)

    (level,) = meeting(cast, period).levels

    (line,) = level.groups
    assert line.name == "Yohana Saiba"
    assert [(each.grade, each.changed) for each in line.people] == [("Baik", True)]


def test_the_meeting_is_set_moved_and_called_off_in_the_browser(
    cast: Cast, browse: Browse, period: Period, unit: tuple[Unit, Employee]
) -> None:
    assert unit
    head = browse(cast.agency_head)
    place = {"periode": period.pk, "unit": cast.agency.pk}
    announce = reverse("evaluation:announce_calibration")
    late = {**place, "tanggal": (TODAY - timedelta(1)).isoformat(), "catatan": "Aula"}
    good = {**late, "tanggal": (TODAY + timedelta(8)).isoformat()}

    refused = head.post(announce, late)
    done = head.post(announce, good)
    page = text(head, reverse("evaluation:calibration"))
    off = head.post(reverse("evaluation:cancel_calibration"), place)

    assert refused.status_code == 422
    assert "Aula" in refused.content.decode()
    assert done.status_code == 302
    assert "Rabu, 2 Desember" in page
    assert off.status_code == 302
    assert not Calibration.objects.filter(replaced_at=None).exists()


def test_only_who_leads_the_unit_opens_its_meeting(
    cast: Cast, browse: Browse, period: Period, unit: tuple[Unit, Employee]
) -> None:
    assert unit
    url = f"{reverse('evaluation:calibration')}?periode={period.pk}&unit={cast.agency.pk}"

    for person in (cast.higher_superior, cast.personnel, cast.leader, cast.owner):
        assert browse(person).get(url).status_code == 404
