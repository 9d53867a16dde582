"""Writing the outbox, forgetting it, and resuming at its edge."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from noken.core import clock
from noken.realtime import queries
from noken.realtime.models import Horizon, Outbox
from noken.realtime.ports import Audience
from noken.realtime.services import Announcement, announce, forget
from noken.realtime.tasks import KEPT, forget_old_events

pytestmark = pytest.mark.django_db
AUDIENCE = Audience(1, frozenset({11}))


@pytest.mark.parametrize("count", [1, 20])
def test_any_number_of_events_costs_one_statement(count: int) -> None:
    queries.position()  # the connection knows its instansi now

    with CaptureQueriesContext(connection) as statements:
        announce([Announcement("ReportFiled", 11, {"report": n}) for n in range(count)])

    assert len(statements) == 1
    assert Outbox.objects.count() == count


def test_an_event_keeps_what_it_was_given() -> None:
    key = uuid4()

    announce([Announcement("ReportFiled", 11, {"report": 5, "keys": [str(key)]}, "news")])

    row = Outbox.objects.get()
    assert (row.tenant, row.kind, row.subject_id, row.topic) == (
        "manokwari",
        "ReportFiled",
        11,
        "news",
    )
    assert row.ids == {"report": 5, "keys": [str(key)]}
    assert row.xid >= int(queries.position())


def test_nothing_to_say_is_not_said() -> None:
    with CaptureQueriesContext(connection) as statements:
        announce([])

    assert len(statements) == 0


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("Report filed", {}),
        ("", {}),
        ("A\nevent: B", {}),
        ("ReportFiled", {"note": "Sakit kepala sejak pagi"}),
        ("ReportFiled", {"names": ["Yohana Wanggai"]}),
        ("ReportFiled", {"more": {"deep": 1}}),
    ],
)
def test_content_is_refused(kind: str, ids: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"is a name|is no id"):
        announce([Announcement(kind, 11, ids)])


def test_an_event_without_an_instansi_is_refused() -> None:
    connection.set_schema_to_public()  # type: ignore[attr-defined]  # django-tenants adds it

    with pytest.raises(RuntimeError, match="instansi"):
        announce([Announcement("ReportFiled", 11)])


@pytest.mark.django_db(transaction=True)
def test_an_event_without_its_fact_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        announce([Announcement("ReportFiled", 11)])


@pytest.mark.parametrize(
    "broken", [{"kind": "A b"}, {"tenant": "public"}, {"tenant": ""}, {"kind": ""}]
)
def test_the_database_refuses_it_too(broken: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Outbox.objects.create(**{"tenant": "manokwari", "kind": "A", "subject_id": 1} | broken)


def test_there_is_one_horizon() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Horizon.objects.create(id=2, xid=1)


def test_what_was_missed_comes_in_order_and_only_to_its_audience() -> None:
    position = int(queries.position())
    announce([Announcement("A", 11), Announcement("B", 12), Announcement("C")])
    announce([Announcement("D", 12, topic="news"), Announcement("E", 11)])

    def missed(audience: Audience) -> list[str]:
        return [event.kind for event in queries.missed(audience, position) or ()]

    assert missed(AUDIENCE) == ["A", "C", "E"]
    assert missed(Audience(1, topics=frozenset({"news"}))) == ["C", "D"]
    assert missed(Audience(1, whole=True)) == ["A", "B", "C", "D", "E"]
    assert missed(Audience(1, topics=frozenset({""}))) == ["C"]


def test_more_than_a_page_can_replay_is_a_fresh_page() -> None:
    position = int(queries.position())
    announce([Announcement("A", 11) for _ in range(queries.MOST_REPLAYED)])
    assert len(queries.missed(AUDIENCE, position) or ()) == queries.MOST_REPLAYED

    announce([Announcement("A", 11)])

    assert queries.missed(AUDIENCE, position) is None


@pytest.mark.django_db(transaction=True)
def test_a_week_is_kept_and_the_edge_remembered() -> None:
    before = int(queries.position())
    with transaction.atomic():
        announce([Announcement("Old", 11)])
    with transaction.atomic():
        announce([Announcement("New", 11)])
    Outbox.objects.filter(kind="Old").update(created_at=clock.now() - KEPT - timedelta(minutes=1))
    Outbox.objects.filter(kind="New").update(created_at=clock.now() - KEPT + timedelta(minutes=1))

    forget_old_events(0)

    assert [row.kind for row in Outbox.objects.all()] == ["New"]
    assert queries.missed(AUDIENCE, before) is None
    new = Outbox.objects.get(kind="New").xid
    assert [event.kind for event in queries.missed(AUDIENCE, new) or ()] == ["New"]


@pytest.mark.django_db(transaction=True)
def test_the_edge_never_goes_back() -> None:
    Horizon.objects.create(xid=2**60)
    with transaction.atomic():
        announce([Announcement("Old", 11)])

    forget(before=clock.now() + timedelta(minutes=1))
    forget(before=clock.now() + timedelta(minutes=1))

    assert not Outbox.objects.exists()
    assert Horizon.objects.get().xid == 2**60
