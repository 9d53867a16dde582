"""The two addresses as a browser, a stranger and a fault meet them."""

from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session as StoredSession
from django.db import DatabaseError, transaction

from noken.core import clock
from noken.realtime import ports, queries
from noken.realtime.api.endpoint import is_live
from noken.realtime.models import Outbox
from noken.realtime.ports import Audience, Visit
from noken.realtime.services import Announcement, announce, forget
from noken.realtime.tests.serving import Page, Server, Session, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)


def tell(*subjects: int | None) -> None:
    with transaction.atomic():
        announce([Announcement("ReportFiled", subject, {"report": 7}) for subject in subjects])


@pytest.fixture
def person(audiences: dict[int, Audience]) -> Session:
    session = sign_in("person")
    audiences[session.user_id] = Audience(session.user_id, frozenset({11, 12}))
    return session


def refused(server: Server, session: Session | None, **headers: str) -> int:
    page = server.open(session, "", None, **headers)
    assert until(lambda: page.ended)
    assert not page.marks
    poll = server.poll(session, "", **headers)
    assert poll["status"] == page.status
    assert poll["message"]
    return page.status


def test_who_asks_without_a_session_is_refused(server: Server, person: Session) -> None:
    assert refused(server, None) == 403
    assert refused(server, Session("0" * 32, 1)) == 403
    assert refused(server, Session("../../x", 1)) == 403
    assert not server.open(person).ended


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_are_refused(server: Server, person: Session, site: str) -> None:
    assert refused(server, person, sec_fetch_site=site) == 403


def test_an_unknown_host_and_another_method_are_refused(server: Server, person: Session) -> None:
    assert refused(server, person, host="elsewhere.example") == 404
    assert refused(server, person, host="") == 404
    assert refused(server, person, method="POST") == 405


def test_a_session_that_lapsed_or_whose_account_ended_is_refused(
    server: Server, person: Session
) -> None:
    StoredSession.objects.update(expire_date=clock.now())
    assert refused(server, person) == 403

    other = sign_in("other")
    get_user_model().objects.filter(login="other").update(is_active=False)
    assert refused(server, other) == 403


def test_a_session_from_before_a_new_password_is_refused(server: Server, person: Session) -> None:
    get_user_model().objects.filter(pk=person.user_id).update(password="changed")

    assert refused(server, person) == 403


def test_who_is_known_to_no_area_is_refused(server: Server, audiences: dict[int, Audience]) -> None:
    assert refused(server, sign_in("nobody")) == 403

    person = sign_in("person")
    audiences[person.user_id] = Audience(person.user_id)
    ports.audiences_of.connect([])
    assert refused(server, person) == 403


def test_several_areas_add_up_and_each_may_end_a_visit(
    server: Server,
) -> None:
    one, other = sign_in("one"), sign_in("other")

    def answer(subject: int, *known: Session) -> object:
        keys = {session.key for session in known}

        def audiences_of(visits: list[Visit]) -> dict[str, Audience]:
            return {
                visit.session_key: Audience(visit.user_id, frozenset({subject}))
                for visit in visits
                if visit.session_key in keys
            }

        return audiences_of

    ports.audiences_of.connect([answer(11, one, other), answer(12, one)])  # type: ignore[list-item]  # lists for sequences
    page = server.open(one)
    assert until(lambda: page.is_open)
    assert refused(server, other) == 403
    tell(11, 12, 13)
    server.settle()

    assert page.subjects() == [11, 12]


def test_listening_is_no_activity(server: Server, person: Session) -> None:
    before = StoredSession.objects.get(session_key=person.key)

    page = server.open(person)
    assert until(lambda: page.is_open)
    server.poll(person)

    after = StoredSession.objects.get(session_key=person.key)
    assert (after.session_data, after.expire_date) == (before.session_data, before.expire_date)


def test_polling_tells_what_a_stream_tells(server: Server, person: Session) -> None:
    start = queries.position()
    stream = server.open(person, start)
    assert until(lambda: stream.is_open)
    first = server.poll(person, start)
    tell(11, 99, None)
    tell(12)
    server.settle()
    second = server.poll(person, first["position"])
    third = server.poll(person, second["position"])
    resumed = server.open(person, start)
    assert until(lambda: resumed.is_open)

    assert second["events"] == list(stream.heard.values()) == list(resumed.heard.values())
    assert [event["subject"] for event in second["events"]] == [11, None, 12]
    assert (first["events"], first["refresh"], third["refresh"]) == ([], False, False)
    assert {event["id"] for event in third["events"]} <= set(stream.heard)
    assert {first["mark"], third["mark"]} == set(stream.marks)


def test_polling_without_a_position_begins_now(server: Server, person: Session) -> None:
    tell(11)
    server.settle()

    answer = server.poll(person)

    assert answer["events"] == []
    assert int(answer["position"]) <= int(queries.position())


def test_memory_and_table_answer_alike(server: Server, person: Session) -> None:
    start = queries.position()
    tell(12, 99)
    tell(11, None)
    server.settle()
    from_memory = server.poll(person, start)
    server.live.hub._recent.floor = 2**62

    from_table = server.poll(person, start)

    assert from_table["events"] == from_memory["events"]
    assert len(from_table["events"]) == 3


@pytest.mark.parametrize("in_memory", [True, False])
def test_what_is_too_old_or_too_much_refreshes_the_page(
    server: Server, person: Session, in_memory: bool
) -> None:
    start = queries.position()
    tell(*[11] * (queries.MOST_REPLAYED + 1))
    # Not a position of the moment: that waits for older transactions, also in other databases.
    beyond = str(Outbox.objects.latest("id").xid + 1)
    if not in_memory:
        server.settle()
        server.live.hub._recent.floor = 2**62
        forget(before=clock.now())
    page = server.open(person, start)
    assert until(lambda: page.is_open)
    answer = server.poll(person, start)

    assert page.said == ["segarkan", "denyut"]
    assert not page.heard
    assert answer["refresh"]
    assert not server.poll(person, beyond)["refresh"]
    tell(12)
    server.settle()
    assert page.subjects() == [12]


def test_the_browsers_own_position_wins_over_the_address(server: Server, person: Session) -> None:
    start = queries.position()
    tell(11)
    server.settle()

    newest = Outbox.objects.latest("id")
    page = server.open(person, start, last_event_id=str(newest.xid + 1))

    assert until(lambda: page.is_open)
    assert not page.heard


def test_a_database_that_fails_says_when_to_come_back(server: Server, person: Session) -> None:
    with mock.patch("noken.realtime.api.endpoint.schema_for_host", side_effect=DatabaseError):
        assert refused(server, person) == 503

    server.live.hub.watermark, before = -1, server.live.hub.watermark
    assert refused(server, person) == 503
    server.live.hub.watermark = before


def test_a_look_back_that_fails_ends_the_stream_which_comes_back(
    server: Server, person: Session
) -> None:
    start = queries.position()
    tell(11)
    server.settle()
    server.live.hub._recent.floor = 2**62
    with mock.patch("noken.realtime.queries.missed", side_effect=DatabaseError):
        page = server.open(person, start)
        assert until(lambda: page.ended)
        assert server.poll(person, start)["status"] == 503
    assert page.status == 200

    server.open(person, start, page)

    assert until(lambda: page.subjects() == [11])


def test_a_stream_that_opens_slowly_is_not_forgotten(server: Server, person: Session) -> None:
    server.poll(person)
    hub = server.live.hub
    listener = hub._rooms["manokwari"].listeners[person.key]
    page = server.open(person, page=Page(slow_s=0.2))
    assert until(lambda: page.waits)
    server.loop.call_soon_threadsafe(hub._renew, listener)
    assert until(lambda: page.is_open)

    tell(11)
    server.settle()

    assert page.subjects() == [11]


def test_no_stream_is_left_behind(server: Server, person: Session) -> None:
    pages: list[Page] = [server.open(person) for _ in range(5)]
    assert until(lambda: all(page.is_open for page in pages))

    for page in pages:
        server.cut(page)

    hub = server.live.hub
    assert until(lambda: not any(hub._beats))
    assert all(not each.streams for each in hub._rooms["manokwari"].listeners.values())


def test_the_router_knows_its_paths() -> None:
    assert is_live("/langsung")
    assert is_live("/langsung/susulan")
    assert is_live("/langsung/lain")
    assert not is_live("/langsungan")
