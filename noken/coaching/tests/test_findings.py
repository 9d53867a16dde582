"""Findings and coaching: what counts keeps a record from being clean, and talks stand beside it."""

from datetime import timedelta

import pytest

from noken.coaching import queries
from noken.coaching.queries.records import records
from noken.coaching.rules.levels import Clean
from noken.findings.models import Row
from noken.findings.queries.counting import counting_since, weighed_of
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_coaching import make_talk
from tests.world_findings import make_finding, make_row

pytestmark = pytest.mark.django_db
DAY = timedelta(1)
State = Row.State


def test_rows_that_count_and_do_not_rest(cast: Cast) -> None:
    finding = make_finding(cast.owner)
    make_row(finding, TODAY - 9 * DAY, State.REFUSED, by=cast.acting_superior)
    make_row(finding, TODAY - 8 * DAY, State.LAPSED)
    make_row(finding, TODAY - 7 * DAY, State.LAPSED, rests=True)
    make_row(finding, TODAY - 6 * DAY, State.ASKED)
    make_row(finding, TODAY - 60 * DAY, State.LAPSED)
    make_row(make_finding(cast.peer), TODAY - 8 * DAY, State.ACCEPTED, by=cast.acting_superior)

    since = TODAY - 30 * DAY

    assert counting_since(since) == {cast.owner.pk: 2}
    assert counting_since(since, [cast.peer.pk]) == {}
    assert records(Clean(1, 95), TODAY, [cast.owner.pk])[cast.owner.pk].counting == 2


def test_the_superior_may_put_a_finding_among_the_facts(cast: Cast) -> None:
    finding = make_finding(cast.owner)
    make_row(finding, TODAY - 9 * DAY, State.HINT)
    assert weighed_of(cast.owner.pk, TODAY - 30 * DAY) == []
    make_row(finding, TODAY - 8 * DAY, State.LAPSED)
    make_row(finding, TODAY - 7 * DAY, State.ASKED)

    page = queries.new_page(actor(cast.acting_superior), cast.owner.pk, NOON)

    (offer,) = [each for each in page.offers if each.kind == "FINDING"]
    assert offer.text == f"Temuan {finding.number}: 2 hal ditanyakan, 1 dihitung."
    assert offer.url == finding.get_absolute_url()


@pytest.mark.parametrize(
    ("name", "knows"),
    [
        ("owner", True),
        ("acting_superior", True),
        ("higher_superior", True),
        ("personnel", True),
        ("inspectorate", True),
        ("peer", False),
        ("former_superior", False),
        ("admin_opd", False),
    ],
)
def test_beside_a_finding_stands_how_often_they_talked(cast: Cast, name: str, knows: bool) -> None:
    finding = make_finding(cast.owner)
    make_row(finding, TODAY - 9 * DAY, State.LAPSED)
    make_talk(cast.owner)
    make_talk(cast.owner, status="DONE", on=TODAY - 5 * DAY)
    make_talk(cast.owner, status="DONE", on=TODAY - 50 * DAY)
    reader = getattr(cast, name)

    found = queries.beside_findings(actor(reader), [finding.pk])

    if not knows:
        assert found == {}
        return
    (beside,) = found[finding.pk]
    assert beside.text == "Pembinaan dilakukan, 2 sesi"
    assert beside.state == "terakhir Selasa, 24 November"
    assert (beside.url != "") == (name == "owner")
