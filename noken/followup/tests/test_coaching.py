"""Talks belong to two people: proved over everybody, and in what travels."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry
from noken.followup import queries, services
from noken.followup.models import CoachingNote
from noken.followup.services import NewNote
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.organization.tests.refusals import refused
from noken.realtime.models import Outbox
from tests.cast import BACK_ON, STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_followup import make_improvement, make_note, new_key

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
SECRET = "Ibu saya dirawat, jadi saya pulang lebih awal"


def new(**fields: object) -> NewNote:
    return NewNote(**{"key": new_key(), "held_on": TODAY, "said": SECRET, **fields})  # type: ignore[arg-type]  # by name


def test_the_superior_notes_a_talk_and_the_person_answers(cast: Cast) -> None:
    plan = make_improvement(cast.owner)
    noted = services.add_note(
        plan.pk,
        new(help="Jam fleksibel", agreed="Kabar sebelum 07.15", next_on=TODAY + timedelta(14)),
        by=actor(cast.acting_superior),
        at=NOON,
    )

    services.answer_note(noted.pk, "Setuju", by=actor(cast.owner), at=NOON)

    noted.refresh_from_db()
    assert (noted.coach_id, noted.by_id) == (cast.acting_superior.pk, cast.acting_superior.pk)
    assert (noted.answer, noted.answered_at) == ("Setuju", NOON)
    told = {row.kind: row.person_id for row in Notice.objects.all()}
    assert told == {
        "CoachingNoted": cast.owner.pk,
        "CoachingAnswered": cast.acting_superior.pk,
    }


def test_the_person_may_note_too(cast: Cast) -> None:
    plan = make_improvement(cast.owner)

    noted = services.add_note(
        plan.pk, new(help="dibuang", agreed="dibuang"), by=actor(cast.owner), at=NOON
    )

    assert (noted.by_id, noted.coach_id) == (cast.owner.pk, cast.acting_superior.pk)
    assert (noted.said, noted.help, noted.agreed, noted.next_on) == (SECRET, "", "", None)
    assert Notice.objects.get().person_id == cast.acting_superior.pk


def test_sent_twice_it_is_one_note(cast: Cast) -> None:
    plan, given = make_improvement(cast.owner), new()
    other = make_improvement(cast.peer)

    first = services.add_note(plan.pk, given, by=actor(cast.owner), at=NOON)
    assert services.add_note(plan.pk, given, by=actor(cast.owner), at=NOON) == first
    with refused("followup.key_taken"):
        services.add_note(other.pk, given, by=actor(cast.peer), at=NOON)
    assert CoachingNote.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"said": "  "}, "followup.empty_note"),
        ({"said": "x" * 2001}, "followup.too_long"),
        ({"held_on": TODAY + timedelta(1)}, "followup.in_the_future"),
        ({"held_on": TODAY - timedelta(21)}, "followup.before_start"),
        ({"next_on": TODAY}, "followup.bad_next"),
    ],
)
def test_a_note_has_a_day_and_words(cast: Cast, fields: dict[str, object], code: str) -> None:
    plan = make_improvement(cast.owner)

    with refused(code):
        services.add_note(
            plan.pk,
            new(**fields),
            by=actor(cast.acting_superior),
            at=NOON,
        )


@pytest.mark.parametrize("status", ["PROPOSED", "IMPROVED", "STOPPED", "FORWARDED"])
def test_talks_are_noted_while_a_plan_runs(cast: Cast, status: str) -> None:
    plan = make_improvement(cast.owner, status=status)

    with refused("followup.not_now"):
        services.add_note(plan.pk, new(), by=actor(cast.owner), at=NOON)


@pytest.mark.parametrize("name", ["superior", "higher_superior", "peer", "personnel", "admin_opd"])
def test_a_third_person_notes_nothing(cast: Cast, name: str) -> None:
    plan = make_improvement(cast.owner)

    with refused("followup.not_coach"):
        services.add_note(plan.pk, new(), by=actor(getattr(cast, name)), at=NOON)


def test_without_a_superior_there_are_no_two(cast: Cast) -> None:
    plan = make_improvement(cast.bupati, by=cast.leader)

    with refused("followup.no_coach"):
        services.add_note(plan.pk, new(), by=actor(cast.bupati), at=NOON)


def test_an_answer_is_given_once_by_the_other_one(cast: Cast) -> None:
    note = make_note(make_improvement(cast.owner), cast.acting_superior)

    with refused("followup.not_the_other"):
        services.answer_note(note.pk, "x", by=actor(cast.acting_superior), at=NOON)
    with refused("followup.note_missing"):
        services.answer_note(note.pk, " ", by=actor(cast.owner), at=NOON)
    services.answer_note(note.pk, "Ya", by=actor(cast.owner), at=NOON)
    with refused("followup.answered"):
        services.answer_note(note.pk, "Tidak", by=actor(cast.owner), at=NOON)


@pytest.mark.parametrize("name", ["superior", "higher_superior", "peer", "personnel", "leader"])
def test_to_a_third_person_a_note_is_not_there(cast: Cast, name: str) -> None:
    note = make_note(make_improvement(cast.owner), cast.acting_superior)

    with refused("followup.unknown"):
        services.answer_note(note.pk, "x", by=actor(getattr(cast, name)), at=NOON)


@pytest.mark.parametrize("name", STANDING_PEOPLE)
def test_nobody_but_the_two_reads_a_word(cast: Cast, browse: Browse, name: str) -> None:
    """Over every page of the area that this person can open."""
    plan = make_improvement(cast.owner)
    note = make_note(plan, cast.acting_superior, text=SECRET)
    services.answer_note(note.pk, f"Jawaban: {SECRET}", by=actor(cast.owner), at=NOON)
    make_note(plan, cast.acting_superior, by=cast.owner, text=SECRET)
    client = browse(getattr(cast, name))
    owner = cast.owner.pk
    urls = (
        plan.get_absolute_url(),
        reverse("followup:mine"),
        reverse("followup:team"),
        reverse("followup:desk"),
        reverse("followup:person", args=[owner]),
        reverse("home:waiting"),
        reverse("home:notices"),
    )

    shown = [SECRET in client.get(url).content.decode() for url in urls]

    assert shown == [name in {"owner", "acting_superior"}, *[False] * 6]


def test_who_coaches_next_sees_that_there_were_talks_not_what_was_said(cast: Cast) -> None:
    plan = make_improvement(cast.owner)
    make_note(plan, cast.acting_superior, text=SECRET)
    back = actor(cast.superior, on=BACK_ON)

    page = queries.improvement_page(back, plan.pk, NOON + timedelta(5))

    assert (page.two, page.talks, list(page.notes)) == (True, 1, [])


def test_no_word_travels(cast: Cast) -> None:
    plan = make_improvement(cast.owner)
    noted = services.add_note(plan.pk, new(), by=actor(cast.owner), at=NOON)

    services.answer_note(noted.pk, SECRET, by=actor(cast.acting_superior), at=NOON)

    told = [
        *Notice.objects.values_list("text", flat=True),
        *map(str, Entry.objects.values_list("reason", "ids")),
        *map(str, Outbox.objects.values_list("ids", flat=True)),
    ]
    assert len(told) > 4
    assert not any("dirawat" in text for text in told)
