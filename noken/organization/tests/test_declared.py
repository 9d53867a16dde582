"""Declared settings: what holds, who may, and the one kind of page for all of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.signed import Proposal, Signed, declaration, signed_setting, value_on, whole
from noken.organization import services
from noken.organization.models import DeclaredProposal, Employee
from noken.organization.queries import setting_on
from noken.organization.queries.declared import remembered
from noken.organization.services.declared import NewValues
from tests.cast import Cast
from tests.settings import Example, sign
from tests.world import NOON, TODAY, actor

Browse = Callable[[Employee | None], Client]
SOON = TODAY + timedelta(7)
ABOUT = declaration("tests.example")
PAGE = "/setelan/tests.example/"


def proposal(start_on: date, signatures: int, **values: Any) -> Proposal:
    return Proposal(values, "Perbup 3/2026", start_on, signatures)


@pytest.mark.parametrize(
    ("proposals", "days", "since"),
    [
        ([], 5, None),
        ([proposal(TODAY, 1, days=9)], 5, None),
        ([proposal(SOON, 2, days=9)], 5, None),
        ([proposal(TODAY, 2, days=9)], 9, TODAY),
        ([proposal(TODAY, 2, days=9), proposal(date(2026, 1, 5), 2, days=3)], 9, TODAY),
        ([proposal(TODAY, 2, days=9, gone=1)], 9, TODAY),
        ([proposal(TODAY, 2)], 5, TODAY),
    ],
)
def test_the_newest_values_that_two_signed_and_that_have_begun_hold(
    proposals: list[Proposal], days: int, since: date | None
) -> None:
    found = value_on(Example, proposals, TODAY)

    assert (found.days, found.since, found.is_signed) == (days, since, since is not None)


@pytest.mark.parametrize(("name", "proposed"), [("tests.example", 5), ("tests.wrong", 40)])
def test_a_setting_is_declared_once_and_proposes_what_it_allows(name: str, proposed: int) -> None:
    class Wrong(Signed):
        days: int = whole("Lama", default=proposed, unit="hari", least=1, most=30)

    with pytest.raises(ValueError, match="declared twice, or proposes"):
        signed_setting(name, title="", basis="")(Wrong)


@pytest.mark.django_db
def test_values_are_proposed_signed_by_two_and_hold(cast: Cast) -> None:
    by, at = actor(cast.personnel, Role.PERSONNEL), NOON
    assert ABOUT is not None
    row = services.propose_values(
        NewValues(ABOUT, {"days": 8, "rhythm": "QUARTER"}, " Perbup 9 ", TODAY), by=by, at=at
    )

    assert not services.sign_values(row.pk, "Dibahas", by=by, at=at)
    assert not setting_on(Example, TODAY).is_signed
    with pytest.raises(Refused, match="orang lain"):
        services.sign_values(row.pk, "Dibahas", by=by, at=at)
    assert services.sign_values(row.pk, "Setuju", by=actor(cast.leader, Role.LEADER), at=at)

    found = setting_on(Example, TODAY)
    assert (found.days, found.rhythm, found.source) == (8, "QUARTER", "Perbup 9")
    assert not setting_on(Example, TODAY - timedelta(1)).is_signed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "start_on", "source", "code"),
    [
        ({"days": 0, "rhythm": "YEAR"}, TODAY, "Perbup", "setting.out_of_range"),
        ({"days": "8", "rhythm": "YEAR"}, TODAY, "Perbup", "setting.out_of_range"),
        ({"days": True, "rhythm": "YEAR"}, TODAY, "Perbup", "setting.out_of_range"),
        ({"days": 8, "rhythm": "DAY"}, TODAY, "Perbup", "setting.out_of_range"),
        ({"days": 8}, TODAY, "Perbup", "setting.out_of_range"),
        ({"days": 8, "rhythm": "YEAR"}, TODAY - timedelta(1), "Perbup", "setting.in_the_past"),
        ({"days": 8, "rhythm": "YEAR"}, TODAY, " ", "setting.no_source"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    cast: Cast, values: dict[str, Any], start_on: date, source: str, code: str
) -> None:
    assert ABOUT is not None
    with pytest.raises(Refused) as refused:
        services.propose_values(
            NewValues(ABOUT, values, source, start_on),
            by=actor(cast.personnel, Role.PERSONNEL),
            at=NOON,
        )

    assert refused.value.code == code
    assert not DeclaredProposal.objects.exists()


@pytest.mark.django_db
def test_within_a_request_the_settings_are_read_with_the_actor(browse: Browse, cast: Cast) -> None:
    sign(Example, on=TODAY, days=8)
    client = browse(cast.owner)
    client.get("/laporan/")
    with CaptureQueriesContext(connection) as sent:
        client.get("/laporan/")
    assert sum("declaredproposal" in query["sql"] for query in sent.captured_queries) == 1

    with remembered([["tests.example", {"days": 3}, "Perbup", "2026-01-05"]]):
        assert setting_on(Example, TODAY).days == 3
    assert setting_on(Example, TODAY).days == 8


@pytest.mark.django_db
def test_the_page_proposes_refuses_signs_and_takes_back(browse: Browse, cast: Cast) -> None:
    keeper, leader = browse(cast.personnel), browse(cast.leader)
    sent = {"days": "31", "rhythm": "YEAR", "mulai": SOON.isoformat(), "dasar": "Perbup 9/2026"}

    refused = keeper.post(f"{PAGE}usul/", sent)
    assert refused.status_code == 422
    assert "Isi angka 1 sampai 30." in refused.text
    assert 'value="31"' in refused.text
    too_early = keeper.post(f"{PAGE}usul/", {**sent, "days": "8", "mulai": "2026-01-05"})
    assert "tidak berlaku surut" in too_early.text

    assert keeper.post(f"{PAGE}usul/", {**sent, "days": "8"}).status_code == 302
    row = DeclaredProposal.objects.get()
    waiting = leader.get(PAGE).text
    assert "8 hari kerja" in waiting
    assert "Kurang 2 persetujuan" in waiting
    assert "menunggu persetujuan" in leader.get("/setelan/").text
    leader.post(f"{PAGE}{row.pk}/setuju/", {"alasan": "Dibahas"})
    keeper.post(f"{PAGE}{row.pk}/setuju/", {"alasan": "Sesuai rapat"})
    assert "Sesuai rapat" in browse(cast.owner).get(PAGE).text

    keeper.post(f"{PAGE}usul/", {**sent, "days": "9"})
    keeper.post(f"{PAGE}{DeclaredProposal.objects.latest('pk').pk}/tarik/")
    assert "Usulan yang menunggu" not in keeper.get(PAGE).text


@pytest.mark.django_db
def test_an_unknown_setting_is_not_there(browse: Browse, cast: Cast) -> None:
    assert browse(cast.personnel).get("/setelan/tests.none/").status_code == 404
