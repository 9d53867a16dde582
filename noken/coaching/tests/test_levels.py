"""Lighter by rule after a clean record, closer by the superior for a time; the effects are real."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from noken.coaching import queries, services
from noken.coaching.models import KeptUsual, SupervisionLevel
from noken.coaching.services import NewClose
from noken.core import clock
from noken.core.actor import Role
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.organization.tests.refusals import refused
from noken.work import queries as work
from noken.work.models import PersonalGrace
from noken.work.queries import Stitch
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_coaching import make_level, make_terms
from tests.world_work import make_duty, make_report, workdays_before

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(1)
WHY = "Dua pekan laporan tidak masuk tanpa kabar."
LAST = TODAY + 30 * DAY


def report_all(person: Employee, days: int = 24) -> None:
    for day in workdays_before(TODAY, days):
        make_report(person, on=day)


@pytest.fixture
def signed(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    make_terms(cast.personnel, cast.leader, clean_months=1)


def relax(cast: Cast) -> int:
    return services.relax_due(by=actor(cast.personnel), at=NOON)


# --- relaxing ---


@pytest.mark.usefixtures("signed")
def test_a_clean_record_relaxes_and_the_duty_follows(cast: Cast) -> None:
    report_all(cast.owner)

    assert (relax(cast), relax(cast)) == (1, 0)

    level, grace = SupervisionLevel.objects.get(), PersonalGrace.objects.get()
    assert (level.employee, level.level, level.start_on, level.end_on) == (
        cast.owner,
        "EASY",
        TODAY,
        None,
    )
    assert (grace.employee, grace.grace_workdays, grace.start_on) == (cast.owner, 4, TODAY)
    assert queries.check_weights([cast.owner.pk, cast.peer.pk], TODAY) == {cast.owner.pk: 50}
    assert Notice.objects.get().kind == "LevelRelaxed"
    later = actor(cast.acting_superior, Role.SUPERIOR, TODAY + 2 * DAY)
    days = work.team_days(later, [cast.owner.pk, cast.peer.pk], [TODAY, TODAY + DAY])
    assert [each.state for each in days[cast.owner.pk]] == [Stitch.WAITING] * 2
    assert [each.state for each in days[cast.peer.pk]] == [Stitch.EMPTY] * 2


def test_nothing_relaxes_until_two_have_signed(cast: Cast) -> None:
    make_duty(grace_workdays=0)
    make_terms(cast.personnel, clean_months=1)
    report_all(cast.owner)

    assert relax(cast) == 0


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("way", ["late", "kept", "close", "closed"])
def test_what_keeps_a_record_from_relaxing(cast: Cast, way: str) -> None:
    report_all(cast.owner, 12 if way == "late" else 24)
    if way == "kept":
        KeptUsual.objects.create(employee=cast.owner, since=NOON)
    if way == "close":
        make_level(cast.owner, start_on=TODAY + DAY)
    if way == "closed":
        make_level(cast.owner, start_on=TODAY - 40 * DAY, end_on=TODAY - 5 * DAY)

    assert relax(cast) == 0


@pytest.mark.usefixtures("signed")
def test_a_record_that_is_not_clean_any_more_ends_it(cast: Cast) -> None:
    report_all(cast.owner)
    relax(cast)
    later = clock.at_noon(TODAY + 20 * DAY)

    assert services.end_unclean(by=actor(cast.personnel), at=NOON) == 0
    assert services.end_unclean(by=actor(cast.personnel), at=later) == 1
    assert services.end_unclean(by=actor(cast.personnel), at=later) == 0

    level = SupervisionLevel.objects.get()
    assert level.end_on == TODAY + 20 * DAY
    assert "laporan tepat waktu" in level.why_ended
    assert PersonalGrace.objects.get().end_on == TODAY + 20 * DAY
    assert Notice.objects.filter(kind="LevelEnded", person_id=cast.owner.pk).exists()


@pytest.mark.usefixtures("signed")
def test_the_person_may_keep_the_usual_level_and_take_it_back(cast: Cast) -> None:
    report_all(cast.owner)
    relax(cast)
    owner = actor(cast.owner)

    services.choose_level(keeps_usual=True, by=owner, at=NOON)
    services.choose_level(keeps_usual=True, by=owner, at=NOON)

    level = SupervisionLevel.objects.get()
    assert (level.end_on, level.why_ended) == (TODAY + DAY, "Pegawai memilih tetap biasa.")
    assert PersonalGrace.objects.get().end_on == TODAY + DAY
    assert queries.own_level_page(owner).keeps_usual
    services.choose_level(keeps_usual=False, by=owner, at=NOON)
    assert not KeptUsual.objects.exists()


# --- tightening ---


def close(cast: Cast, by: Employee | None = None, **fields: Any) -> SupervisionLevel:
    new = NewClose(**{"reason": WHY, "last_on": LAST, **fields})
    return services.tighten(cast.owner.pk, new, by=actor(by or cast.acting_superior), at=NOON)


def test_the_person_is_told_before_it_holds_and_it_ends_by_itself(cast: Cast) -> None:
    make_terms(cast.personnel, cast.leader)

    row = close(cast)

    assert (row.start_on, row.end_on) == (TODAY + DAY, LAST + DAY)
    notice = Notice.objects.get()
    assert (notice.person_id, notice.kind) == (cast.owner.pk, "LevelTightened")
    page = queries.own_level_page(actor(cast.owner))
    assert page.coming is not None
    assert (page.now.level, page.coming.level, page.coming.reason) == ("USUAL", "CLOSE", WHY)
    days = (TODAY, TODAY + DAY, LAST, LAST + DAY)
    weights = [queries.check_weights([cast.owner.pk], day) for day in days]
    assert weights == [{}, {cast.owner.pk: 200}, {cast.owner.pk: 200}, {}]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reason": "Sering lupa"}, "level.no_reason"),
        ({"reason": "x" * 501}, "level.too_long"),
        ({"last_on": TODAY}, "level.bad_span"),
        ({"last_on": TODAY + 120 * DAY}, "level.too_long_span"),
    ],
)
def test_closer_has_a_reason_and_an_end(cast: Cast, fields: dict[str, Any], code: str) -> None:
    with refused(code):
        close(cast, **fields)


@pytest.mark.parametrize("name", ["superior", "higher_superior", "peer", "personnel", "owner"])
def test_only_the_direct_superior_of_the_day_tightens(cast: Cast, name: str) -> None:
    with refused("level.not_superior"):
        close(cast, getattr(cast, name))
    with refused("level.not_superior"):
        services.end_close(cast.owner.pk, "", by=actor(getattr(cast, name)), at=NOON)


def test_one_closer_level_at_a_time(cast: Cast) -> None:
    close(cast)

    with refused("level.close_already"):
        close(cast)


@pytest.mark.usefixtures("signed")
def test_a_lighter_level_ends_where_a_closer_one_begins(cast: Cast) -> None:
    report_all(cast.owner)
    relax(cast)

    close(cast)

    easy = SupervisionLevel.objects.get(level="EASY")
    assert (easy.end_on, PersonalGrace.objects.get().end_on) == (TODAY + DAY, TODAY + DAY)


def test_a_closer_level_ends_early_from_tomorrow_on(cast: Cast) -> None:
    row = make_level(cast.owner)

    services.end_close(cast.owner.pk, "", by=actor(cast.acting_superior), at=NOON)

    row.refresh_from_db()
    assert (row.end_on, row.why_ended) == (TODAY + DAY, "Diakhiri atasan lebih awal.")
    assert Notice.objects.get().kind == "LevelEnded"
    with refused("level.not_close"):
        services.end_close(cast.owner.pk, "", by=actor(cast.acting_superior), at=NOON)


def test_one_that_has_not_begun_never_holds(cast: Cast) -> None:
    close(cast)

    services.end_close(cast.owner.pk, "Sudah jelas", by=actor(cast.acting_superior), at=NOON)

    assert not SupervisionLevel.objects.exists()


def test_the_database_knows_one_level_a_day_and_an_end_of_closer_ones(cast: Cast) -> None:
    make_level(cast.owner)

    with pytest.raises(IntegrityError):
        make_level(cast.owner, "EASY", start_on=TODAY)


# --- pages ---


@pytest.mark.usefixtures("signed")
def test_everybody_reads_the_own_level_and_what_would_relax_it(cast: Cast, browse: Browse) -> None:
    make_level(cast.owner, reason=WHY)
    address = reverse("coaching:own_level")

    own = browse(cast.owner).get(address).content.decode()
    peer = browse(cast.peer).get(address).content.decode()

    assert WHY in own
    assert "Hari ini: Rapat" in own
    assert WHY not in peer
    assert "Hari ini: Biasa" in peer
    assert "laporan tepat waktu" in peer


def test_the_superior_tightens_over_http_and_sees_what_was_refused(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.acting_superior)
    address = reverse("coaching:tighten", args=[cast.owner.pk])

    bad = client.post(address, {"alasan": "pendek", "sampai": LAST.isoformat()})
    good = client.post(address, {"alasan": WHY, "sampai": LAST.isoformat()})

    assert (bad.status_code, good.status_code) == (422, 302)
    assert "paling sedikit 20 huruf" in bad.content.decode()
    assert WHY in client.get(reverse("coaching:levels")).content.decode()
    ended = client.post(reverse("coaching:end_close", args=[cast.owner.pk]))
    assert ended.status_code == 302
