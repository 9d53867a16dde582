"""Places change their name, unit and zone; what was counted by a zone keeps it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from noken.attendance import services
from noken.attendance.models import DirtySpan, Site
from noken.audit.models import Entry
from noken.core.actor import Role, system
from noken.core.errors import Refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_punch, make_recorder, make_site

pytestmark = pytest.mark.django_db
SYSTEM = system(TODAY)
ZONE = "Asia/Makassar"


@pytest.fixture
def site(cast: Cast) -> Site:
    return make_site(cast.division)


def change(site_id: int, **more: Any) -> Site:
    wanted: Mapping[str, Any] = {
        "unit_id": Site.objects.get(pk=site_id).unit_id if site_id else 0,
        "name": "Gedung baru",
        "timezone": "Asia/Jayapura",
        "by": SYSTEM,
        "at": NOON,
    }
    return services.change_site(site_id, **{**wanted, **more})


def test_a_place_moves_to_another_unit_and_the_days_of_both_are_derived_anew(
    cast: Cast, site: Site
) -> None:
    change(site.pk, unit_id=cast.other_agency.pk, timezone=ZONE)

    site.refresh_from_db()
    assert (site.unit_id, site.name, site.timezone) == (cast.other_agency.pk, "Gedung baru", ZONE)
    waiting = set(DirtySpan.objects.values_list("employee_id", flat=True))
    assert {cast.maria.pk, cast.admin_other.pk} <= waiting
    assert Entry.objects.filter(action="SiteChanged").count() == 1


def test_the_same_again_changes_nothing(site: Site) -> None:
    change(site.pk, name=f" {site.name} ")

    assert not Entry.objects.filter(action="SiteChanged").exists()


def test_the_zone_stays_once_records_were_counted_by_it(cast: Cast, site: Site) -> None:
    make_punch(cast.maria, make_recorder(site), datetime.fromisoformat("2026-11-23T07:20"))

    assert change(site.pk).name == "Gedung baru"
    with pytest.raises(Refused) as refusal:
        change(site.pk, timezone=ZONE)

    assert refusal.value.code == "attendance.zone_kept"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "attendance.no_name"),
        ({"timezone": "Asia/Manokwari"}, "attendance.unknown_zone"),
        ({"name": "Lama"}, "attendance.site_taken"),
    ],
)
def test_what_cannot_be_says_why(cast: Cast, more: Mapping[str, str], code: str) -> None:
    site = make_site(cast.division)
    make_site(cast.division, "Lama")

    with pytest.raises(Refused) as refusal:
        change(site.pk, **more)

    assert refusal.value.code == code


def test_only_who_keeps_both_units_moves_a_place(cast: Cast, site: Site) -> None:
    own, other = (actor(person, Role.ADMIN_OPD) for person in (cast.admin_opd, cast.admin_other))

    for by, unit in ((other, site.unit_id), (own, cast.other_agency.pk)):
        with pytest.raises(Refused) as refusal:
            change(site.pk, unit_id=unit, by=by)
        assert refusal.value.code == "attendance.not_yours"
    with pytest.raises(Refused) as refusal:
        change(0)
    assert refusal.value.code == "attendance.unknown_site"
