"""What a page hears, and what it does not."""

from unittest import mock

import psycopg
import pytest
from django.contrib.sessions.models import Session as StoredSession
from django.db import connection, transaction

from noken.realtime import ports, queries
from noken.realtime.api import hub as hub_module
from noken.realtime.gateways.feed import conninfo
from noken.realtime.ports import Audience
from noken.realtime.services import Announcement, announce
from noken.realtime.tests.serving import Page, Server, Session, sign_in, until

TEAM = frozenset({11, 12})


def tell(*subjects: int | None, kind: str = "ReportFiled", topic: str = "") -> None:
    with transaction.atomic():
        announce([Announcement(kind, subject, {"report": 7}, topic) for subject in subjects])


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def superior(audiences: dict[int, Audience]) -> Session:
    session = sign_in("superior")
    audiences[session.user_id] = Audience(session.user_id, TEAM, frozenset({"news"}))
    return session


@pytest.fixture
def page(server: Server, superior: Session) -> Page:
    page = server.open(superior)
    assert until(lambda: page.is_open)
    return page


def test_a_page_hears_its_team_and_nobody_else(server: Server, page: Page) -> None:
    tell(11)
    tell(99)
    tell(12, 99, 11)
    server.settle()

    assert page.subjects() == [11, 12, 11]
    assert next(iter(page.heard.values())) == {
        "id": mock.ANY,
        "kind": "ReportFiled",
        "subject": 11,
        "ids": {"report": 7},
    }


def test_an_event_comes_without_waiting_for_the_look(page: Page) -> None:
    tell(11)

    assert until(lambda: page.heard, 0.5)


def test_news_reach_their_topic_and_everyone(server: Server, page: Page, superior: Session) -> None:
    tell(None, kind="Everyone")
    tell(None, kind="News", topic="news")
    tell(99, kind="Both", topic="news")
    tell(None, kind="Other", topic="other")
    tell(None, kind="Mine", topic=ports.account_topic(superior.user_id))
    tell(None, kind="Theirs", topic=ports.account_topic(superior.user_id + 1))
    server.settle()

    assert [data["kind"] for data in page.heard.values()] == ["Everyone", "News", "Both", "Mine"]


def test_who_answers_for_all_hears_every_employee(
    server: Server, audiences: dict[int, Audience]
) -> None:
    leader = sign_in("leader")
    audiences[leader.user_id] = Audience(leader.user_id, whole=True)
    page = server.open(leader)
    assert until(lambda: page.is_open)

    tell(11)
    tell(None, topic="other")
    tell(99)
    server.settle()

    assert page.subjects() == [11, 99]


def test_nothing_comes_from_another_instansi(server: Server, page: Page, superior: Session) -> None:
    connection.set_schema("elsewhere")  # type: ignore[attr-defined]  # django-tenants adds it
    tell(11, None)
    connection.set_schema("manokwari")  # type: ignore[attr-defined]  # as above
    server.settle()

    assert not page.heard
    assert server.poll(superior, "1")["events"] == []


def test_what_is_rolled_back_was_never_said(server: Server, page: Page) -> None:
    with transaction.atomic():
        announce([Announcement("Kept", 11)])
        point = transaction.savepoint()
        announce([Announcement("Lost", 11)])
        transaction.savepoint_rollback(point)
    server.settle()

    assert [data["kind"] for data in page.heard.values()] == ["Kept"]


def test_a_page_that_reads_its_state_first_misses_what_commits_late(
    server: Server, superior: Session
) -> None:
    """Two transactions that commit in the wrong order, and a position taken between them."""
    with psycopg.connect(**conninfo()) as early:
        early.execute("select pg_current_xact_id()")
        tell(11)
        position = queries.position()
        page = server.open(superior, position)
        assert until(lambda: page.is_open)
        early.execute(
            "insert into public.realtime_outbox (tenant, kind, subject_id, ids)"
            " values ('manokwari', 'Early', 12, '{}')"
        )
        early.commit()  # without a notice: only the look finds it
    server.settle()

    assert sorted(page.subjects(), key=str) == [11, 12]
    assert int(page.position) >= int(position)


def test_the_position_stays_behind_a_transaction_that_still_runs(
    server: Server, page: Page, superior: Session
) -> None:
    with psycopg.connect(**conninfo()) as early:
        row = early.execute("select pg_current_xact_id()::text").fetchone()
        assert row is not None
        tell(11)
        tell(12)
        server.settle()
        assert int(page.position) <= int(row[0])
        server.cut(page)
        early.execute(
            "insert into public.realtime_outbox (tenant, kind, subject_id, ids)"
            " values ('manokwari', 'Early', 11, '{}')"
        )
    server.open(superior, page=page)
    server.settle()

    assert until(lambda: page.is_open)
    assert sorted(page.subjects(), key=str) == [11, 11, 12]


def test_lost_notices_are_made_good_when_the_listener_is_back(
    page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'noken realtime' and datname = current_database()"
        )
    tell(11)
    tell(12)

    assert until(lambda: page.subjects() == [11, 12])
    tell(11)
    assert until(lambda: page.subjects() == [11, 12, 11], 0.5)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_database_that_lost_history_refreshes_every_page(server: Server, page: Page) -> None:
    server.live.hub.watermark += 1_000_000

    assert until(lambda: "segarkan" in page.said)
    tell(11)
    assert until(lambda: page.subjects() == [11])


@pytest.mark.parametrize("position", ["now", "-1", "99999999999999999999", "9000000000000000000"])
def test_a_position_nobody_gave_refreshes_the_page(
    server: Server, superior: Session, position: str
) -> None:
    page = server.open(superior, position)

    assert until(lambda: page.is_open)
    assert page.said == ["segarkan", "denyut"]
    assert server.poll(superior, position)["refresh"] is True


def test_a_transferred_superior_hears_the_old_team_no_more(
    server: Server, page: Page, superior: Session, audiences: dict[int, Audience]
) -> None:
    audiences[superior.user_id] = Audience(superior.user_id, frozenset({12}))
    tell(11, kind="PersonMoved")
    assert until(lambda: "segarkan" in page.said)

    tell(11, 12)
    server.settle()

    assert page.subjects() == [11, 12]


def test_a_new_member_is_heard_and_the_page_refreshed(
    server: Server, page: Page, superior: Session, audiences: dict[int, Audience]
) -> None:
    audiences[superior.user_id] = Audience(superior.user_id, TEAM | {13})
    tell(13, kind="Unheard")
    tell(None, kind="LinesRefreshed")
    assert until(lambda: "segarkan" in page.said)

    tell(13)
    server.settle()

    assert page.subjects() == [None, 13]


def test_rights_that_nobody_announces_end_by_the_clock(
    audiences: dict[int, Audience], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub_module.RELOAD_S + 2 * hub_module.TICK_S < 60
    monkeypatch.setattr(hub_module, "TICK_S", 0.01)  # 192 turns, so two seconds for all
    server = Server()
    try:
        session = sign_in("superior")
        audiences[session.user_id] = Audience(session.user_id, TEAM)
        page = server.open(session)
        assert until(lambda: page.is_open)

        StoredSession.objects.filter(session_key=session.key).delete()

        assert until(lambda: page.ended)
        assert page.said[-1] == "berakhir"
    finally:
        server.close()


@pytest.mark.parametrize("kind", ["LoggedOut", "AccountEnded", "RoleChanged"])
def test_a_stream_ends_with_its_session(
    server: Server, page: Page, superior: Session, audiences: dict[int, Audience], kind: str
) -> None:
    if kind == "LoggedOut":
        StoredSession.objects.filter(session_key=superior.key).delete()
    else:
        del audiences[superior.user_id]
    tell(None, kind=kind, topic=ports.account_topic(superior.user_id))

    assert until(lambda: page.ended)
    assert page.said[-1] == "berakhir"
    again = server.open(superior)
    assert until(lambda: again.ended)
    assert again.status == 403


def test_another_session_of_the_person_goes_on(
    server: Server, page: Page, superior: Session, audiences: dict[int, Audience]
) -> None:
    other = sign_in("other")
    audiences[other.user_id] = Audience(other.user_id, TEAM)
    beside = server.open(other)
    assert until(lambda: beside.is_open)
    StoredSession.objects.filter(session_key=superior.key).delete()
    tell(11, kind="LoggedOut")
    assert until(lambda: page.ended)

    tell(12)
    server.settle()

    assert beside.subjects() == [11, 12]
    assert not beside.ended


def test_rights_that_cannot_be_asked_close_the_stream_which_comes_back(
    server: Server, page: Page, superior: Session
) -> None:
    with mock.patch.object(server.live.hub.audiences, "_load", side_effect=OSError("database")):
        tell(11, kind="RoleChanged")
        assert until(lambda: page.ended)
    assert "berakhir" not in page.said

    tell(12)
    server.open(superior, page=page)

    assert until(lambda: page.subjects() == [11, 12])


def test_one_browser_too_many_ends_the_oldest_stream(
    server: Server, page: Page, superior: Session
) -> None:
    pages = [server.open(superior) for _ in range(hub_module.MOST_STREAMS)]

    assert until(lambda: page.ended and all(each.is_open for each in pages))
    tell(11)
    server.settle()

    assert all(each.subjects() == [11] for each in pages)
    assert not page.heard
