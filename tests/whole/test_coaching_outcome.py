"""What came of a coaching talk: after its check day, and not over the person's head."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.coaching.rules.word import WordTerms
from noken.organization.models import Employee
from tests.cast import Cast
from tests.settings import sign
from tests.world import TODAY
from tests.world_coaching import make_talk

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(1)


def page(browser: Client, talk: Talk) -> str:
    return browser.get(talk.get_absolute_url()).content.decode()


def test_before_the_check_day_nobody_can_close(cast: Cast, browse: Browse) -> None:
    talk = make_talk(cast.owner, on=TODAY - 8 * DAY, check_on=TODAY + 6 * DAY)
    coach, owner = browse(cast.acting_superior), browse(cast.owner)

    assert "Catat hasil" not in page(coach, talk)
    assert "Apakah kesepakatan ini membantu Anda?" not in page(owner, talk)
    sent = coach.post(reverse("coaching:check", args=[talk.pk]), {"hasil": "IMPROVED"})

    assert sent.status_code == 422
    assert Talk.objects.get().status == flow.AGREED


def test_the_person_speaks_first_and_undone_agreements_are_seen(cast: Cast, browse: Browse) -> None:
    talk = make_talk(cast.owner, on=TODAY - 14 * DAY, check_on=TODAY)
    coach, owner = browse(cast.acting_superior), browse(cast.owner)
    assert "Catat hasil" not in page(coach, talk)
    assert "Katakan apakah ini membantu." in owner.get("/menunggu/").content.decode()

    owner.post(reverse("coaching:weigh", args=[talk.pk]), {"kata": "NOT_YET"})

    html = page(coach, talk)
    assert "Catat hasil" in html
    assert "Belum membantu" in html
    assert "1 dari 1 kesepakatan belum dilakukan." in html
    assert "Katakan apakah ini membantu." not in owner.get("/menunggu/").content.decode()


def test_after_three_days_of_silence_the_superior_may_close(cast: Cast, browse: Browse) -> None:
    talk = make_talk(cast.owner, on=TODAY - 17 * DAY, check_on=TODAY - 3 * DAY)

    assert "Catat hasil" in page(browse(cast.acting_superior), talk)


def test_the_days_are_those_signed_for_the_check_day(cast: Cast, browse: Browse) -> None:
    sign(WordTerms, on=TODAY - 3 * DAY, days=5)
    talk = make_talk(cast.owner, on=TODAY - 17 * DAY, check_on=TODAY - 3 * DAY)
    earlier = make_talk(cast.peer, on=TODAY - 17 * DAY, check_on=TODAY - 4 * DAY)
    coach = browse(cast.acting_superior)

    html, waits = page(coach, talk), coach.get("/menunggu/").content.decode()
    sent = coach.post(reverse("coaching:check", args=[talk.pk]), {"hasil": "IMPROVED"})

    assert "Catat hasil" not in html
    assert "26 November" in html
    assert f"Cek kesepakatan dengan {cast.owner.name}" not in waits
    assert sent.status_code == 422
    assert "Catat hasil" in page(coach, earlier)
    assert f"Cek kesepakatan dengan {cast.peer.name}" in waits


def test_what_helps_counts_only_what_the_person_said_too(cast: Cast, browse: Browse) -> None:
    words = [flow.IMPROVED] * 8 + [flow.NOT_YET] * 2 + [""] * 5
    for number, word in enumerate(words):
        make_talk(cast.owner, status=flow.DONE, on=TODAY - (40 + number) * DAY, word=word)

    html = browse(cast.peer).get("/pembinaan/yang-membantu/").content.decode()

    assert "Dari 10 percakapan yang selesai, <b>80% membaik</b>" in html
