"""Outages that people write down, correct, and read; and the one that noken measures of itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from noken.attendance.models import Day
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days, derive_waiting
from noken.audit.models import Entry
from noken.calendars import queries, services
from noken.calendars.models import Disruption, Pulse
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
PAGE = "/kalender/gangguan/"
HOUR = timedelta(hours=1)
BY = system(TODAY)
MONDAY = TODAY - timedelta(1)
POWER = {
    "hits": "semua",
    "start_at": "2026-11-23T07:00",
    "end_at": "2026-11-23T16:30",
    "what": "Listrik padam",
    "proof": "Pengumuman PLN 14/2026",
}


def draft(**more: Any) -> services.NewDisruption:
    values = {
        "start_at": NOON - 3 * HOUR,
        "end_at": NOON - HOUR,
        "unit_id": None,
        "only_presence": False,
        "what": "Kabel laut putus",
        "proof": "Tiket 8811",
    }
    return services.NewDisruption(**{**values, **more})


def test_the_admin_writes_down_an_outage_of_the_own_unit_and_its_people_are_shielded(
    cast: Cast, browse: Browse
) -> None:
    derive_days([Asked(cast.maria.pk, MONDAY, TODAY)], by=BY, at=NOON)

    answer = browse(cast.admin_opd).post(PAGE, POWER | {"unit": cast.agency.pk})

    assert answer.status_code == 302
    row = Disruption.objects.get()
    assert (row.unit, row.only_presence, row.recorded_by_id) == (
        cast.agency,
        False,
        cast.admin_opd.pk,
    )
    derive_waiting(by=BY, at=NOON)
    assert Day.objects.get(employee=cast.maria, day=MONDAY).shield_id == row.pk
    assert Entry.objects.get(action="DisruptionRecorded").reason == POWER["proof"]


def test_what_is_typed_stays_when_it_is_refused(cast: Cast, browse: Browse) -> None:
    for wrong in ({"end_at": "2026-11-23T06:00"}, {"end_at": "2099-01-01T06:00"}, {"proof": ""}):
        answer = browse(cast.admin_opd).post(PAGE, POWER | {"unit": cast.agency.pk} | wrong)

        html = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="Listrik padam"' in html
        assert 'value="2026-11-23T07:00"' in html
    assert not Disruption.objects.exists()


def test_an_admin_is_offered_neither_another_unit_nor_the_instansi(
    cast: Cast, browse: Browse
) -> None:
    for unit in (cast.other_agency.pk, ""):
        answer = browse(cast.admin_opd).post(PAGE, POWER | {"unit": unit})
        assert answer.status_code == 422

    assert browse(cast.personnel).post(PAGE, POWER | {"unit": ""}).status_code == 302
    assert Disruption.objects.get().unit is None


def test_everybody_reads_those_of_the_instansi_and_keepers_those_of_their_units(
    cast: Cast, browse: Browse
) -> None:
    services.enter_disruption(draft(), by=BY, at=NOON)
    services.enter_disruption(draft(unit_id=cast.agency.pk, what="Banjir"), by=BY, at=NOON)

    for person, sees in (
        (cast.maria, False),
        (cast.admin_other, False),
        (cast.admin_opd, True),
        (cast.personnel, True),
        (cast.inspectorate, True),
    ):
        html = browse(person).get(PAGE).content.decode()
        assert "Kabel laut putus" in html
        assert ("Banjir" in html) is sees
    assert "Catat gangguan" not in browse(cast.maria).get(PAGE).content.decode()
    assert PAGE in browse(cast.maria).get(f"/kalender/{TODAY.year}/").content.decode()


def test_an_end_is_corrected_both_ways_and_the_days_follow(cast: Cast, browse: Browse) -> None:
    admin = browse(cast.admin_opd)
    admin.post(PAGE, POWER | {"unit": cast.agency.pk})
    row = Disruption.objects.get()
    derive_days([Asked(cast.maria.pk, MONDAY, TODAY)], by=BY, at=NOON)
    assert Day.objects.get(employee=cast.maria, day=MONDAY).is_shielded

    sent = {"end_at": "2026-11-23T09:00", "proof": "Berita acara 3"}
    assert admin.post(f"{PAGE}{row.pk}/", sent).status_code == 302

    row.refresh_from_db()
    assert (row.end_at, row.proof) == (
        datetime.fromisoformat("2026-11-23T09:00+09:00"),
        "Berita acara 3",
    )
    derive_waiting(by=BY, at=NOON)
    assert not Day.objects.get(employee=cast.maria, day=MONDAY).is_shielded
    assert Entry.objects.get(action="DisruptionShortened").reason == "Berita acara 3"

    admin.post(f"{PAGE}{row.pk}/", {"end_at": "2026-11-23T16:00", "proof": "Berita acara 4"})
    assert Entry.objects.filter(action="DisruptionRecorded").count() == 2
    refused = admin.post(f"{PAGE}{row.pk}/", {"end_at": "2026-11-23T06:00", "proof": "x"})
    assert refused.status_code == 422


def test_what_a_machine_measured_follows_the_machine(cast: Cast, browse: Browse) -> None:
    row = services.record_disruption(
        NOON, NOON + HOUR, what="Mesin diam", proof="Diukur", unit_id=cast.agency.pk, site_id=7,
        by=BY, at=NOON,
    )  # fmt: skip

    with pytest.raises(Refused) as refusal:
        services.correct_disruption(row.pk, NOON + HOUR / 2, "x", by=BY, at=NOON + 2 * HOUR)

    assert refusal.value.code == "calendar.measured"
    assert browse(cast.personnel).get(f"{PAGE}{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"end_at": NOON - 4 * HOUR}, "calendar.ends_before_start"),
        ({"end_at": NOON + HOUR}, "calendar.not_over"),
        ({"start_at": NOON - timedelta(40)}, "calendar.too_long"),
        ({"proof": " "}, "calendar.no_proof"),
    ],
)
def test_what_cannot_be_is_refused(more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.enter_disruption(draft(**more), by=BY, at=NOON)

    assert refusal.value.code == code


def test_correcting_asks_the_same_things(cast: Cast) -> None:
    row = services.enter_disruption(draft(unit_id=cast.agency.pk), by=BY, at=NOON)
    own, other = (actor(each, Role.ADMIN_OPD) for each in (cast.admin_opd, cast.admin_other))
    end = NOON - 2 * HOUR

    for by, disruption_id, proof, code in (
        (other, row.pk, "x", "calendar.not_yours"),
        (own, row.pk, " ", "calendar.no_proof"),
        (own, 0, "x", "calendar.unknown_disruption"),
    ):
        with pytest.raises(Refused) as refusal:
            services.correct_disruption(disruption_id, end, proof, by=by, at=NOON)
        assert refusal.value.code == code
    assert services.correct_disruption(row.pk, row.end_at, "Baru", by=own, at=NOON).proof == "Baru"


# --- noken's own pulse ---


def test_a_beat_each_minute_is_no_outage() -> None:
    for minute in range(0, 30, 10):
        assert services.note_pulse(by=BY, at=NOON + timedelta(minutes=minute)) == []

    assert Pulse.objects.get().beat_at == NOON + timedelta(minutes=20)


def test_a_beat_that_was_missing_is_an_outage_of_the_instansi() -> None:
    services.note_pulse(by=BY, at=NOON)

    [row] = services.note_pulse(by=BY, at=NOON + 2 * HOUR)

    assert (row.start_at, row.end_at, row.unit_id) == (NOON, NOON + 2 * HOUR, None)
    assert not row.only_presence
    assert queries.disruptions_between(NOON, NOON + HOUR) != []
    assert services.note_pulse(by=BY, at=NOON + 2 * HOUR) == []


def test_while_others_wrote_noken_could_be_reached() -> None:
    services.note_pulse(by=BY, at=NOON)
    for minute in (12, 24, 70, 80):
        services.add_local_day(
            TODAY + timedelta(minute),
            "Hari",
            source="SK",
            by=BY,
            at=NOON + timedelta(minutes=minute),
        )

    [row] = services.note_pulse(by=BY, at=NOON + timedelta(minutes=90))

    assert (row.start_at, row.end_at) == (
        NOON + timedelta(minutes=24),
        NOON + timedelta(minutes=70),
    )
