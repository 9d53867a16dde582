"""What came of a coaching talk: after its check day, and not over the person's head."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

import pytest
from django.test import Client
from django.urls import reverse

from noken.calendars.models import Holiday
from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.coaching.rules.word import WordTerms
from noken.coaching.services import answer_offer, give_time
from noken.core import events
from noken.core.actor import system
from noken.leave.events import AbsenceChanged
from noken.organization.models import Employee
from tests.cast import Cast
from tests.settings import sign
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_absence
from tests.world_coaching import make_talk

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = timedelta(1)
CHECKED = TODAY - 5 * DAY
"""A Thursday: with Friday and Monday three workdays."""


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


def test_after_three_workdays_of_silence_the_superior_may_close(cast: Cast, browse: Browse) -> None:
    talk = make_talk(cast.owner, on=TODAY - 17 * DAY, check_on=CHECKED)

    assert "Catat hasil" in page(browse(cast.acting_superior), talk)


def test_the_days_are_those_signed_for_the_check_day(cast: Cast, browse: Browse) -> None:
    sign(WordTerms, on=CHECKED, days=5)
    talk = make_talk(cast.owner, on=TODAY - 17 * DAY, check_on=CHECKED)
    earlier = make_talk(cast.peer, on=TODAY - 17 * DAY, check_on=CHECKED - DAY)
    coach = browse(cast.acting_superior)

    html, waits = page(coach, talk), coach.get("/menunggu/").content.decode()
    sent = coach.post(reverse("coaching:check", args=[talk.pk]), {"hasil": "IMPROVED"})

    assert "Catat hasil" not in html
    assert "26 November" in html
    assert f"Cek kesepakatan dengan {cast.owner.name}" not in waits
    assert sent.status_code == 422
    assert "Catat hasil" in page(coach, earlier)
    assert f"Cek kesepakatan dengan {cast.peer.name}" in waits


def test_the_superior_is_named_a_workday(cast: Cast, browse: Browse) -> None:
    """The days for the person's word end on a Friday."""
    talk = make_talk(cast.owner, on=TODAY - 7 * DAY, check_on=TODAY + DAY)

    html = page(browse(cast.acting_superior), talk)

    assert "mulai Senin, 30 November" in html


def test_what_helps_counts_only_what_the_person_said_too(cast: Cast, browse: Browse) -> None:
    words = [flow.IMPROVED] * 8 + [flow.NOT_YET] * 2 + [""] * 5
    for number, word in enumerate(words):
        make_talk(cast.owner, status=flow.DONE, on=TODAY - (40 + number) * DAY, word=word)

    html = browse(cast.peer).get("/pembinaan/yang-membantu/").content.decode()

    assert "Dari 10 percakapan yang selesai, <b>80% membaik</b>" in html


class Away(AbsenceChanged):
    """Any of them."""

    kind: ClassVar[str] = "Away"


def test_days_of_leave_do_not_count_however_late_they_are_entered(
    cast: Cast, browse: Browse
) -> None:
    """Sick from the check day on, on paper that came afterwards."""
    talk = make_talk(cast.owner, on=TODAY - 17 * DAY, check_on=CHECKED)
    coach = browse(cast.acting_superior)
    assert "Catat hasil" in page(coach, talk)

    make_absence(cast.owner, CHECKED, TODAY)
    by = system(TODAY)
    events.emit(Away(by=by, at=NOON, subject_id=cast.owner.pk, start_on=CHECKED, end_on=TODAY))

    assert "Catat hasil" not in page(coach, talk)
    assert "27 November" in page(coach, talk)
    name = f"Cek kesepakatan dengan {cast.owner.name}"
    assert name not in coach.get("/menunggu/").content.decode()
    assert give_time(by=by, at=NOON) == 0


def test_a_day_off_of_the_unit_is_given_back_at_night(cast: Cast, browse: Browse) -> None:
    talk = make_talk(cast.owner, on=TODAY - 17 * DAY, check_on=CHECKED)
    Holiday.objects.create(
        day=TODAY - DAY, name="Hari daerah", kind="LOCAL", confirmed=True, source="SK"
    )

    assert give_time(by=system(TODAY), at=NOON) == 1

    assert "Catat hasil" not in page(browse(cast.acting_superior), talk)


def test_what_is_agreed_during_leave_waits_from_the_return_on(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.OFFERED, on=TODAY, check_on=TODAY + 7 * DAY)
    make_absence(cast.owner, TODAY + 6 * DAY, TODAY + 9 * DAY)

    answer_offer(talk.pk, agrees=True, by=actor(cast.owner), at=NOON)

    talk.refresh_from_db()
    assert talk.alone_on == TODAY + 14 * DAY
