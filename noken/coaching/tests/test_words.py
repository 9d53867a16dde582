"""Words of a talk belong to two people: proved over everybody, and in what travels."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.coaching import queries, services
from noken.coaching.models import Agreement
from noken.coaching.rules import flow
from noken.core.tally import counted
from noken.evaluation.ports import SpanAsked
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.realtime.models import Outbox
from tests.cast import BACK_ON, STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_coaching import SECRET, agenda, make_agreement, make_talk, new_agreement, new_key

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(1)


@pytest.mark.parametrize("name", STANDING_PEOPLE)
def test_nobody_but_the_two_reads_a_word(cast: Cast, browse: Browse, name: str) -> None:
    """Over every page that could show something of a talk."""
    talk = make_talk(cast.owner, measure="LATE")
    client = browse(getattr(cast, name))
    urls = (
        talk.get_absolute_url(),
        reverse("coaching:agenda"),
        reverse("coaching:mine"),
        reverse("coaching:new", args=[cast.owner.pk]),
        reverse("coaching:outcomes"),
        reverse("coaching:levels"),
        reverse("home:waiting"),
        reverse("home:notices"),
        reverse("home:team"),
        reverse("followup:team"),
        reverse("attendance:team"),
    )

    shown = [SECRET in client.get(url).content.decode() for url in urls]

    assert shown == [name in {"owner", "acting_superior"}, *[False] * 10]


@pytest.mark.parametrize("name", STANDING_PEOPLE)
def test_nobody_but_the_two_acts(cast: Cast, browse: Browse, name: str) -> None:
    talk = make_talk(cast.owner, status=flow.TALKING)
    client = browse(getattr(cast, name))

    answer = client.post(reverse("coaching:note", args=[talk.pk]), {"isi": "x"})

    if name in {"ended", "anonymous"}:
        assert answer.status_code == 302
        assert "masuk" in answer["Location"]
    else:
        assert answer.status_code == (302 if name in {"owner", "acting_superior"} else 404)


def test_who_coaches_next_sees_that_there_were_talks_not_what_was_said(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.DONE, coach=cast.former_superior)
    back = actor(cast.superior, on=BACK_ON)

    rows = {row.person.id: row for row in queries.agenda_page(back).team}

    assert (rows[cast.owner.pk].took.sessions, rows[cast.owner.pk].took.last_on) == (1, TODAY)
    for reader in (back, actor(cast.former_superior)):
        with pytest.raises(Http404):
            queries.talk_page(reader, talk.pk)


def test_no_word_travels(cast: Cast) -> None:
    owner, coach = actor(cast.owner), actor(cast.acting_superior)
    services.ask_for_talk(new_key(), SECRET, by=owner, at=NOON)
    talk = services.arrange_talk(
        cast.owner.pk, agenda(words=SECRET, place=SECRET), by=coach, at=NOON
    )
    services.begin_talk(talk.pk, by=coach, at=NOON)
    services.write_note(talk.pk, SECRET, share=True, by=coach, at=NOON)
    services.add_agreement(talk.pk, new_agreement(text=SECRET), by=owner, at=NOON)
    services.offer(talk.pk, TODAY + DAY, by=coach, at=NOON)
    services.answer_offer(talk.pk, agrees=False, by=owner, at=NOON)
    services.end_talk(talk.pk, SECRET, by=coach, at=NOON)

    told = [
        *Notice.objects.values_list("text", flat=True),
        *map(str, Entry.objects.values_list("reason", "ids")),
        *map(str, Outbox.objects.values_list("ids", flat=True)),
    ]
    assert len(told) > 12
    assert not any("dirawat" in text for text in told)


def test_news_of_a_talk_reaches_the_two_accounts_alone(cast: Cast) -> None:
    services.arrange_talk(cast.owner.pk, agenda(), by=actor(cast.acting_superior), at=NOON)

    topics = set(Outbox.objects.filter(kind="TalkArranged").values_list("topic", flat=True))

    assert len(topics) == 2


# --- what leaves ---


def test_what_leaves_is_how_often_and_when(cast: Cast) -> None:
    make_talk(cast.owner, status=flow.DONE, on=TODAY - 30 * DAY)
    make_talk(cast.owner)
    make_talk(cast.peer, status=flow.TALKING)

    found = queries.took_place([cast.owner.pk, cast.peer.pk])

    assert list(found) == [cast.owner.pk]
    assert list(found[cast.owner.pk].days) == [TODAY - 30 * DAY, TODAY]
    assert found[cast.owner.pk].within(TODAY).sessions == 1


@pytest.mark.parametrize("side", ["", "owner", "acting_superior"])
def test_it_takes_two_to_have_talked(cast: Cast, side: str) -> None:
    """Naomi begins, writes, offers and ends in a minute: it counts if Maria had a part."""
    owner, coach = actor(cast.owner), actor(cast.acting_superior)
    talk = services.arrange_talk(cast.owner.pk, agenda(), by=coach, at=NOON)
    services.begin_talk(talk.pk, by=coach, at=NOON)
    writer = actor(getattr(cast, side)) if side else coach
    services.add_agreement(talk.pk, new_agreement(), by=writer, at=NOON)
    services.offer(talk.pk, TODAY + DAY, by=coach, at=NOON)
    if side:
        services.end_talk(talk.pk, "Sudah.", by=coach, at=NOON)
    else:
        services.answer_offer(talk.pk, agrees=True, by=owner, at=NOON)

    assert bool(queries.took_place([cast.owner.pk])) == (side != "acting_superior")


def test_the_evidence_of_a_span_names_the_number(cast: Cast) -> None:
    make_talk(cast.owner)
    span = SpanAsked(cast.owner.pk, TODAY - 5 * DAY, TODAY + DAY)
    before = SpanAsked(cast.owner.pk, TODAY - 5 * DAY, TODAY)

    found = queries.evidence_of(actor(cast.higher_superior), [span, before])

    ((item,),) = found.values()
    assert (item.source, item.text, item.url) == ("coaching", "Pembinaan dilakukan, 1 sesi.", "")


# --- what waits ---


@pytest.mark.parametrize("status", [*sorted(flow.OPEN), flow.DONE])
@pytest.mark.parametrize("days", [-3, 0, 3])
def test_the_count_is_what_is_listed(cast: Cast, status: str, days: int) -> None:
    talk = make_talk(cast.owner, status=status, on=TODAY + days * DAY - 14 * DAY)
    talk.meet_on = talk.meet_on and TODAY + days * DAY
    talk.check_on = talk.check_on and TODAY + days * DAY
    talk.save()
    for person in (cast.owner, cast.acting_superior):
        by = actor(person)
        here = queries.waiting_here(by)
        counts = counted([queries.waiting_tally(by)])

        assert counts == {"my_coaching": len(here.mine), "coaching": len(here.team)}
        rows = queries.mine_page(by, NOON).rows if person == cast.owner else ()
        rows = rows or queries.agenda_page(by).agenda
        assert sum(row.is_mine_now for row in rows) == sum(counts.values())


# --- what works ---


def test_what_works_hides_small_groups_and_names_nobody(cast: Cast, browse: Browse) -> None:
    people = (cast.owner, cast.peer)
    for number in range(12):
        talk = make_talk(
            people[number % 2],
            status=flow.DONE,
            on=TODAY - (40 + number) * DAY,
            outcome=flow.IMPROVED if number < 9 else flow.NOT_YET,
        )
        if number < 3:
            make_agreement(talk, kind=Agreement.Kind.LEARN, order=2)

    page = queries.outcomes_page(actor(cast.peer))

    rows = {row.kind: row.improved for row in page.rows}
    assert rows["Belajar dan pelatihan"] is None
    shown = rows["Jam dan jadwal"]
    assert shown is not None
    assert (shown.count, shown.whole, shown.percent) == (9, 12, 75)
    text = browse(cast.leader).get(reverse("coaching:outcomes")).content.decode()
    assert "Maria" not in text
    assert "kurang dari 10" in text


def test_the_chart_shows_the_weeks_since_the_first_talk(cast: Cast) -> None:
    first = make_talk(cast.owner, status=flow.DONE, on=TODAY - 14 * DAY, measure="REPORTS")
    talk = make_talk(cast.owner, follows=first, measure="REPORTS")

    chart = queries.talk_page(actor(cast.owner), talk.pk).chart

    assert chart is not None
    assert (chart.first_on, len(chart.bars)) == (TODAY - 14 * DAY, 8)
    assert [bar.is_after for bar in chart.bars] == [False] * 5 + [True] * 3
    assert "sesi pertama" in chart.title
