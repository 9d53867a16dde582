"""A talk from its asking to its outcome: each step of the two, each way it is refused."""

from datetime import time, timedelta
from functools import partial
from uuid import uuid4

import pytest

from noken.attendance.models import Day
from noken.coaching import queries, services
from noken.coaching.models import Agreement, SharedFact, Talk, TalkNote
from noken.coaching.rules import flow
from noken.coaching.services import Result
from noken.core import clock
from noken.notices.models import Notice
from noken.organization.tests.refusals import refused
from tests.cast import BACK_ON, Cast
from tests.world import NOON, TODAY, actor
from tests.world_coaching import (
    HOUR,
    SECRET,
    agenda,
    make_agreement,
    make_talk,
    make_terms,
    new_agreement,
    new_key,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(1)


def test_a_talk_goes_from_asking_to_one_more_session(cast: Cast) -> None:
    owner, coach = actor(cast.owner), actor(cast.acting_superior)

    asked = services.ask_for_talk(new_key(), SECRET, by=owner, at=NOON)
    talk = services.arrange_talk(
        cast.owner.pk, agenda(words="Foto paling lengkap"), by=coach, at=NOON
    )
    services.begin_talk(talk.pk, by=coach, at=NOON)
    services.write_note(talk.pk, "Saya menelepon penyedia", share=True, by=coach, at=NOON)
    services.add_agreement(talk.pk, new_agreement(), by=owner, at=NOON)
    services.offer(talk.pk, TODAY + 14 * DAY, by=coach, at=NOON)
    services.answer_offer(talk.pk, agrees=True, by=owner, at=NOON)
    services.tick_agreement(talk.pk, 1, done=True, by=owner, at=NOON)
    again = Result("PARTLY", TODAY + 15 * DAY, time(9))
    services.weigh_talk(talk.pk, "PARTLY", by=owner, at=NOON + 14 * DAY)
    done = services.check_talk(talk.pk, again, by=coach, at=NOON + 14 * DAY)

    assert asked.pk == talk.pk == done.pk
    assert (done.status, done.outcome, done.held_on) == (flow.DONE, "PARTLY", TODAY)
    second = Talk.objects.get(series=talk.series, number=2)
    assert (second.status, second.meet_on, second.meet_at) == (
        flow.AGENDA,
        TODAY + 15 * DAY,
        time(9),
    )
    assert [fact.text for fact in talk.facts.all()] == ["Foto paling lengkap"]
    told = list(Notice.objects.order_by("pk").values_list("kind", "person_id"))
    mine, theirs = cast.owner.pk, cast.acting_superior.pk
    assert told == [
        ("TalkAsked", theirs),
        ("TalkArranged", mine),
        ("TalkShared", mine),
        ("TalkOffered", mine),
        ("TalkAgreed", theirs),
        ("TalkWeighed", theirs),
        ("TalkChecked", mine),
        ("TalkArranged", mine),
    ]


def test_what_was_chosen_stays_worded_as_it_stood(cast: Cast) -> None:
    coach = actor(cast.acting_superior)
    Day.objects.create(
        employee=cast.owner,
        day=TODAY - DAY,
        status="PRESENT",
        late_minutes=47,
        closes_at=NOON,
        schedule="NORMAL",
        reasons=[],
        rule_version=1,
        derived_at=NOON,
    )
    page = queries.new_page(coach, cast.owner.pk, NOON)
    (late,) = [offer for offer in page.offers if offer.key == "terlambat"]

    talk = services.arrange_talk(
        cast.owner.pk, agenda(facts=["terlambat", "tidak-ada"]), by=coach, at=NOON
    )
    Day.objects.all().delete()

    (fact,) = SharedFact.objects.filter(talk=talk)
    assert "47 menit" in late.text
    assert (fact.text, fact.kind, fact.is_good) == (late.text, "ATTENDANCE", False)
    services.arrange_talk(cast.owner.pk, agenda(key=uuid4()), by=coach, at=NOON)
    assert not SharedFact.objects.filter(talk=talk).exists()
    assert Talk.objects.count() == 1


def test_sent_twice_it_is_one_talk(cast: Cast) -> None:
    key, owner = new_key(), actor(cast.owner)
    services.ask_for_talk(key, SECRET, by=owner, at=NOON)
    services.ask_for_talk(key, SECRET, by=owner, at=NOON)
    assert Talk.objects.count() == 1
    with refused("coaching.key_taken"):
        services.ask_for_talk(key, SECRET, by=actor(cast.peer), at=NOON)
    with refused("coaching.open_already"):
        services.ask_for_talk(new_key(), SECRET, by=owner, at=NOON)


def test_asking_needs_words_and_a_superior(cast: Cast) -> None:
    with refused("coaching.empty"):
        services.ask_for_talk(new_key(), "  ", by=actor(cast.owner), at=NOON)
    with refused("coaching.too_long"):
        services.ask_for_talk(new_key(), "x" * 4001, by=actor(cast.owner), at=NOON)
    with refused("coaching.no_superior"):
        services.ask_for_talk(new_key(), SECRET, by=actor(cast.bupati), at=NOON)
    with refused("coaching.no_person"):
        services.ask_for_talk(new_key(), SECRET, by=actor(None), at=NOON)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"meet_on": TODAY - DAY}, "coaching.bad_day"),
        ({"measure": "PHONE"}, "coaching.bad_measure"),
        ({"facts": [str(n) for n in range(9)]}, "coaching.too_many"),
        ({"words": "x" * 301}, "coaching.too_long"),
    ],
)
def test_an_agenda_has_its_limits(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        services.arrange_talk(
            cast.owner.pk, agenda(**fields), by=actor(cast.acting_superior), at=NOON
        )


@pytest.mark.parametrize(
    "name", ["superior", "higher_superior", "peer", "personnel", "former_superior", "owner"]
)
def test_only_the_direct_superior_of_the_day_opens_one(cast: Cast, name: str) -> None:
    with refused("coaching.not_coach"):
        services.arrange_talk(cast.owner.pk, agenda(), by=actor(getattr(cast, name)), at=NOON)


def test_one_open_talk_of_two(cast: Cast) -> None:
    make_talk(cast.owner, status=flow.TALKING)

    with refused("coaching.open_already"):
        services.arrange_talk(cast.owner.pk, agenda(), by=actor(cast.acting_superior), at=NOON)


def test_a_talk_begins_on_its_day(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.AGENDA, on=TODAY + DAY)

    with refused("coaching.too_early"):
        services.begin_talk(talk.pk, by=actor(cast.acting_superior), at=NOON)
    with refused("coaching.not_your_part"):
        services.begin_talk(talk.pk, by=actor(cast.owner), at=NOON)
    services.begin_talk(talk.pk, by=actor(cast.acting_superior), at=clock.at_noon(TODAY + DAY))


def test_a_draft_is_its_writers_until_it_is_shown(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.TALKING)
    coach, owner = actor(cast.acting_superior), actor(cast.owner)

    services.write_note(talk.pk, "Rancangan", share=False, by=coach, at=NOON)
    mine = queries.talk_page(coach, talk.pk).mine
    theirs = queries.talk_page(owner, talk.pk).theirs
    assert (mine.draft, theirs.draft, theirs.shared) == ("Rancangan", "", SECRET)

    services.write_note(talk.pk, "Rancangan", share=True, by=coach, at=NOON)
    services.write_note(talk.pk, "Rancangan", share=True, by=coach, at=NOON)
    assert queries.talk_page(owner, talk.pk).theirs.shared == "Rancangan"
    assert Notice.objects.filter(kind="TalkShared").count() == 1
    with refused("coaching.empty"):
        services.write_note(talk.pk, "", share=True, by=coach, at=NOON)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " "}, "coaching.empty"),
        ({"measured_by": "x" * 121}, "coaching.too_long"),
        ({"side": "BKPSDM"}, "coaching.bad_side"),
        ({"kind": "MONEY"}, "coaching.bad_side"),
        ({"until_on": TODAY - DAY}, "coaching.bad_until"),
    ],
)
def test_an_agreement_is_whole(cast: Cast, fields: dict[str, object], code: str) -> None:
    talk = make_talk(cast.owner, status=flow.TALKING)

    with refused(code):
        services.add_agreement(talk.pk, new_agreement(**fields), by=actor(cast.owner), at=NOON)


def test_a_few_agreements_and_each_may_go_again(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.TALKING)
    for order in range(2, 9):
        make_agreement(talk, order=order)
    with refused("coaching.too_many"):
        services.add_agreement(talk.pk, new_agreement(), by=actor(cast.owner), at=NOON)

    services.drop_agreement(talk.pk, 3, by=actor(cast.owner), at=NOON)

    services.add_agreement(talk.pk, new_agreement(), by=actor(cast.acting_superior), at=NOON)
    assert Agreement.objects.filter(talk=talk).count() == 8


def test_consent_is_asked_with_an_agreement_and_a_near_day(cast: Cast) -> None:
    talk, coach = make_talk(cast.owner, status=flow.TALKING), actor(cast.acting_superior)
    for day in (TODAY, TODAY + 22 * DAY):
        with refused("coaching.bad_check"):
            services.offer(talk.pk, day, by=coach, at=NOON)
    Agreement.objects.all().delete()
    with refused("coaching.nothing_agreed"):
        services.offer(talk.pk, TODAY + DAY, by=coach, at=NOON)


def test_the_check_counts_from_the_talk_not_from_the_asking(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.TALKING, on=TODAY - 10 * DAY)

    with refused("coaching.bad_check"):
        services.offer(talk.pk, TODAY + 12 * DAY, by=actor(cast.acting_superior), at=NOON)
    services.offer(talk.pk, TODAY + 11 * DAY, by=actor(cast.acting_superior), at=NOON)


def test_the_person_may_want_to_talk_again_and_only_the_person_consents(cast: Cast) -> None:
    talk = make_talk(cast.owner, status=flow.OFFERED)

    with refused("coaching.not_your_part"):
        services.answer_offer(talk.pk, agrees=True, by=actor(cast.acting_superior), at=NOON)
    services.answer_offer(talk.pk, agrees=False, by=actor(cast.owner), at=NOON)

    talk.refresh_from_db()
    assert (talk.status, talk.agreed_at) == (flow.TALKING, None)
    with refused("coaching.not_now"):
        services.answer_offer(talk.pk, agrees=True, by=actor(cast.owner), at=NOON)


def test_an_outcome_is_one_of_three(cast: Cast) -> None:
    coach = actor(cast.acting_superior)
    talk = make_talk(cast.owner, on=TODAY - 14 * DAY, word="PARTLY")
    for result, code in (
        (Result("GOOD"), "coaching.bad_outcome"),
        (Result("PARTLY"), "coaching.bad_day"),
        (Result("PARTLY", TODAY - DAY, HOUR), "coaching.bad_day"),
    ):
        with refused(code):
            services.check_talk(talk.pk, result, by=coach, at=NOON)

    services.check_talk(talk.pk, Result("NOT_YET"), by=coach, at=NOON)

    assert Talk.objects.count() == 1
    with refused("coaching.unknown"):
        services.tick_agreement(make_talk(cast.peer).pk, 9, done=True, by=coach, at=NOON)


def test_an_outcome_waits_for_its_day_and_the_persons_word(cast: Cast) -> None:
    owner, coach = actor(cast.owner), actor(cast.acting_superior)
    talk = make_talk(cast.owner, on=TODAY - 14 * DAY, check_on=TODAY + DAY)
    for by in (owner, coach):
        act = partial(services.weigh_talk, talk.pk, "PARTLY")
        done = partial(services.check_talk, talk.pk, Result("NOT_YET"))
        with refused("coaching.before_check"):
            (act if by is owner else done)(by=by, at=NOON)
    with refused("coaching.not_your_part"):
        services.weigh_talk(talk.pk, "PARTLY", by=coach, at=NOON)
    with refused("coaching.person_first"):
        services.check_talk(talk.pk, Result("NOT_YET"), by=coach, at=NOON + 3 * DAY)
    with refused("coaching.bad_outcome"):
        services.weigh_talk(talk.pk, "GOOD", by=owner, at=NOON + DAY)

    services.weigh_talk(talk.pk, "PARTLY", by=owner, at=NOON + DAY)
    services.check_talk(talk.pk, Result("IMPROVED"), by=coach, at=NOON + DAY)

    talk.refresh_from_db()
    assert (talk.word, talk.word_at, talk.outcome) == ("PARTLY", NOON + DAY, "IMPROVED")


def test_a_person_who_says_nothing_holds_nothing_up(cast: Cast) -> None:
    talk = make_talk(cast.owner, on=TODAY - 14 * DAY, check_on=TODAY - 5 * DAY)

    services.check_talk(talk.pk, Result("IMPROVED"), by=actor(cast.acting_superior), at=NOON)

    assert Talk.objects.get().word == ""


def test_ending_before_consent_says_why(cast: Cast) -> None:
    asked = make_talk(cast.owner, status=flow.ASKED)
    with refused("coaching.empty"):
        services.end_talk(asked.pk, " ", by=actor(cast.owner), at=NOON)
    services.end_talk(asked.pk, "Sudah beres", by=actor(cast.owner), at=NOON)
    begun = make_talk(cast.owner, status=flow.TALKING)
    with refused("coaching.not_now"):
        services.end_talk(begun.pk, "x", by=actor(cast.owner), at=NOON)
    services.end_talk(begun.pk, "Mutasi", by=actor(cast.acting_superior), at=NOON)
    assert set(Talk.objects.values_list("status", flat=True)) == {flow.ENDED}


def test_a_coach_who_is_away_reads_and_waits(cast: Cast) -> None:
    """Yohana is away until Saturday; Naomi is the superior of the day, and has no talk of hers."""
    talk = make_talk(cast.owner, coach=cast.superior, on=TODAY - 20 * DAY)

    page = queries.talk_page(actor(cast.superior), talk.pk)

    assert (page.reads, page.acts.check, page.acts.write) == (True, False, False)
    with refused("coaching.not_coach"):
        services.check_talk(talk.pk, Result("IMPROVED"), by=actor(cast.superior), at=NOON)
    with refused("coaching.unknown"):
        services.check_talk(talk.pk, Result("IMPROVED"), by=actor(cast.acting_superior), at=NOON)
    back = actor(cast.superior, on=BACK_ON)
    assert queries.talk_page(back, talk.pk).acts.check


def test_the_night_forgets_words_and_keeps_the_person_reading(cast: Cast) -> None:
    old = make_talk(cast.owner, status=flow.DONE, on=TODAY - 400 * DAY)
    new = make_talk(cast.peer, status=flow.DONE, on=TODAY - 300 * DAY)
    night = actor(cast.personnel)
    assert services.forget_due(by=night, at=NOON) == 0
    make_terms(cast.personnel, cast.leader)

    assert services.forget_due(by=night, at=NOON) == 1
    assert services.forget_due(by=night, at=NOON) == 0

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.forgotten_at, new.forgotten_at) == (NOON, None)
    coach = queries.talk_page(actor(cast.acting_superior), old.pk)
    assert (coach.reads, coach.facts, list(coach.agreed), coach.outcome) == (False, [], [], "")
    assert (coach.mine.shared, coach.theirs.shared, coach.took.sessions) == ("", "", 1)
    assert queries.talk_page(actor(cast.owner), old.pk).theirs.shared == SECRET
    assert TalkNote.objects.filter(talk=old).count() == 2


def test_the_night_ends_talks_whose_coach_has_gone(cast: Cast) -> None:
    gone = make_talk(cast.owner, coach=cast.former_superior)
    above = make_talk(cast.owner, coach=cast.superior)
    over = make_talk(cast.peer, coach=cast.former_superior, status=flow.DONE)

    assert services.end_left(by=actor(cast.personnel), at=NOON) == 1
    assert services.end_left(by=actor(cast.personnel), at=NOON) == 0

    states = {talk.pk: talk.status for talk in Talk.objects.all()}
    assert states == {gone.pk: flow.ENDED, above.pk: flow.AGREED, over.pk: flow.DONE}
