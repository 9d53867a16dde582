"""Entries by hand, screens, phones, checks, upkeep: rights, refusals, traces."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from noken.attendance.models import Punch, Site
from noken.audit.models import Entry
from noken.checkin import queries, services
from noken.checkin.models import Claim, ManualEntry, Phone, Screen, ScreenKey, WrongTry
from noken.checkin.rules.entries import Cause
from noken.checkin.services import ClaimDraft, EntryDraft, PlaceDraft
from noken.core.errors import Refused
from noken.core.tally import counted
from noken.core.uuid7 import uuid7
from noken.documents.gateways import disk
from noken.documents.models import StoredFile
from noken.documents.services import take_file
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_checkin import (
    OFFICE,
    make_check,
    make_claim,
    make_entry,
    make_phone,
    new_key,
)
from tests.world_work import photo

MORNING = NOON - timedelta(hours=4)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act()
    return refusal.value.code


def enter(by: Employee, *people: Employee, reason: str = "Mesin mati") -> int:
    drafts = [EntryDraft(person.pk, MORNING) for person in people]
    return services.enter_presences(drafts, Cause.MACHINE, reason, by=actor(by), at=NOON)


# --- by hand ---


@pytest.mark.parametrize("writer", ["acting_superior", "higher_superior", "admin_opd", "personnel"])
def test_superiors_and_the_personnel_office_write_by_hand(
    cast: Cast, site: Site, writer: str
) -> None:
    assert enter(getattr(cast, writer), cast.maria) == 1

    entry = ManualEntry.objects.get()
    assert (entry.site, entry.state) == (site, "WAITING")
    assert Entry.objects.get(action="EntryMade").reason == "Mesin mati"


@pytest.mark.parametrize("writer", ["peer", "admin_other", "former_superior", "inspectorate"])
def test_others_do_not(cast: Cast, site: Site, writer: str) -> None:
    assert refused(lambda: enter(getattr(cast, writer), cast.maria)) == "entry.not_yours"
    assert not ManualEntry.objects.filter(site=site).exists()


@pytest.mark.usefixtures("site")
def test_nobody_writes_for_themselves(cast: Cast) -> None:
    assert refused(lambda: enter(cast.admin_opd, cast.admin_opd)) == "entry.own"


@pytest.mark.usefixtures("site")
def test_what_is_entered_already_is_left(cast: Cast) -> None:
    enter(cast.acting_superior, cast.maria)

    assert enter(cast.admin_opd, cast.maria, cast.peer) == 1


def test_a_time_without_a_zone_is_that_of_the_site(cast: Cast, site: Site) -> None:
    site.timezone = "Asia/Jakarta"
    site.save()
    drafts = [EntryDraft(cast.maria.pk, datetime(2026, 11, 24, 7, 30))]  # noqa: DTZ001 (as typed)

    services.enter_presences(drafts, Cause.MACHINE, "x", by=actor(cast.admin_opd), at=NOON)

    assert ManualEntry.objects.get().at == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


@pytest.mark.usefixtures("site")
def test_a_list_holds_sixty(cast: Cast) -> None:
    drafts = [EntryDraft(cast.maria.pk, NOON - timedelta(minutes=n)) for n in range(61)]

    code = refused(
        lambda: services.enter_presences(
            drafts, Cause.MACHINE, "x", by=actor(cast.admin_opd), at=NOON
        )
    )

    assert code == "entry.too_many"


def test_who_has_no_office_cannot_be_entered(cast: Cast) -> None:
    assert refused(lambda: enter(cast.acting_superior, cast.maria)) == "entry.no_site"


def test_without_any_office_there_is_nothing_to_claim(cast: Cast) -> None:
    draft = ClaimDraft(key=uuid7(NOON), note="Apel")

    (outcome,) = services.file_claims([draft], by=actor(cast.maria), at=NOON)

    assert outcome.refused is not None
    assert outcome.refused.code == "claim.no_site"


def test_it_takes_two(cast: Cast, site: Site) -> None:
    entry = make_entry(cast.maria, site, cast.acting_superior, MORNING)

    own = refused(
        lambda: services.verify_entries([entry.pk], by=actor(cast.acting_superior), at=NOON)
    )
    stranger = refused(
        lambda: services.verify_entries([entry.pk], by=actor(cast.admin_other), at=NOON)
    )
    done = services.verify_entries([entry.pk], by=actor(cast.admin_opd), at=NOON)

    assert (own, stranger, done.done) == ("entry.nobody", "entry.nobody", 1)
    assert Punch.objects.get().at == MORNING
    with pytest.raises(IntegrityError), transaction.atomic():
        ManualEntry.objects.update(decided_by=cast.acting_superior)


def test_a_statement_of_ones_own_is_confirmed_by_the_superior(cast: Cast, site: Site) -> None:
    entry = make_entry(cast.maria, site, cast.maria, MORNING)

    services.verify_entries([entry.pk], by=actor(cast.acting_superior), at=NOON)

    assert Punch.objects.get().recorder.grade == 4


def test_what_is_not_confirmed_counts_for_nothing_and_says_why(cast: Cast, site: Site) -> None:
    entry = make_entry(cast.maria, site, cast.maria, MORNING)
    by = actor(cast.acting_superior)
    assert refused(lambda: services.reject_entries([entry.pk], " ", by=by, at=NOON)) == (
        "entry.no_note"
    )

    services.reject_entries([entry.pk], "Saya tidak melihat Maria pagi itu.", by=by, at=NOON)

    entry.refresh_from_db()
    assert entry.state == "REJECTED"
    assert not Punch.objects.exists()
    assert refused(lambda: services.verify_entries([entry.pk], by=by, at=NOON)) == "entry.nobody"


def test_several_at_once_leave_out_the_own_ones_and_say_so(cast: Cast, site: Site) -> None:
    mine = make_entry(cast.maria, site, cast.admin_opd, MORNING)
    other = make_entry(cast.peer, site, cast.acting_superior, MORNING)

    done = services.verify_entries([mine.pk, other.pk], by=actor(cast.admin_opd), at=NOON)

    assert done.done == 1
    assert "Maria Wanggai" in done.left_out[0]


def test_the_menu_counts_what_the_list_holds(cast: Cast, site: Site) -> None:
    make_entry(cast.maria, site, cast.maria, MORNING)
    make_entry(cast.peer, site, cast.acting_superior, MORNING)
    make_check(make_claim(cast.peer, site, MORNING))
    make_check(make_claim(cast.peer, site, NOON - timedelta(days=9)))
    by = actor(cast.acting_superior)

    counts = counted([queries.waiting_tally(by)])
    waiting = queries.waiting(by, NOON)

    assert counts["presences"] == 2 == waiting.entries + len(waiting.checks)


# --- screens ---


@pytest.mark.parametrize("keeper", ["admin_other", "acting_superior", "inspectorate"])
def test_only_who_keeps_the_office_touches_its_screens(
    cast: Cast, screen: Screen, keeper: str
) -> None:
    by = actor(getattr(cast, keeper))
    place = PlaceDraft(*OFFICE, 150, 20)

    for act in (
        lambda: services.register_screen(screen.site_id, "Lobi", by=by, at=NOON),
        lambda: services.change_key(screen.pk, by=by, at=NOON),
        lambda: services.pair_anew(screen.pk, by=by, at=NOON),
        lambda: services.revoke_screen(screen.pk, by=by, at=NOON),
        lambda: services.set_place(screen.site_id, place, by=by, at=NOON),
    ):
        assert refused(act) == "checkin.not_your_office"


def test_a_screen_has_one_key_at_a_time(cast: Cast, screen: Screen) -> None:
    services.change_key(screen.pk, by=actor(cast.admin_opd), at=NOON)

    keys = ScreenKey.objects.filter(screen=screen)
    assert (keys.count(), keys.filter(end_at=None).count()) == (2, 1)
    assert not any(bytes(key.key).hex() in str(row.ids) for key in keys for row in _journal())


def _journal() -> list[Entry]:
    return list(Entry.objects.filter(action__startswith="Screen"))


def test_pairing_anew_ends_the_old_device(cast: Cast, screen: Screen) -> None:
    services.pair_anew(screen.pk, by=actor(cast.admin_opd), at=NOON)

    assert not ScreenKey.objects.filter(screen=screen, end_at=None).exists()
    assert queries.screen_page("rahasia-layar-untuk-uji", NOON) is None


def test_a_revoked_screen_stays_so(cast: Cast, screen: Screen) -> None:
    by = actor(cast.admin_opd)
    services.revoke_screen(screen.pk, by=by, at=NOON)

    code = refused(lambda: services.change_key(screen.pk, by=by, at=NOON))
    assert code == "checkin.screen_revoked"


@pytest.mark.parametrize("radius", [0, 19, 2001])
def test_a_radius_has_bounds(cast: Cast, site: Site, radius: int) -> None:
    place = PlaceDraft(*OFFICE, radius, 20)

    act = partial(services.set_place, site.pk, place, by=actor(cast.admin_opd), at=NOON)
    assert refused(act) == "checkin.radius"


# --- phones ---


def test_the_first_phone_counts_at_once_and_the_next_one_waits(cast: Cast) -> None:
    by = actor(cast.maria)

    first = services.register_phone(new_key()[1], "Android, Chrome", by=by, at=NOON)
    next_ = services.register_phone(new_key()[1], "iPhone, Safari", by=by, at=NOON)
    again = services.register_phone(new_key()[1], "iPhone, Safari", by=by, at=NOON)

    states = dict(Phone.objects.values_list("pk", "state"))
    assert [states[phone.pk] for phone in (first, next_, again)] == ["ACTIVE", "ENDED", "WAITING"]


def test_the_same_phone_again_changes_nothing(cast: Cast) -> None:
    by, (_, key) = actor(cast.maria), new_key()

    one = services.register_phone(key, "Android, Chrome", by=by, at=NOON)
    other = services.register_phone(key, "Android, Chrome", by=by, at=NOON)

    assert one.pk == other.pk


def test_after_a_lost_phone_the_next_one_is_confirmed_too(cast: Cast) -> None:
    make_phone(cast.maria)
    by = actor(cast.maria)
    services.end_phone(by=by, at=NOON)

    phone = services.register_phone(new_key()[1], "Android, Chrome", by=by, at=NOON)

    assert phone.state == "WAITING"
    assert refused(lambda: services.end_phone(by=by, at=NOON)) == "phone.none"


@pytest.mark.parametrize(
    ("decider", "allowed"),
    [
        ("admin_opd", True),
        ("personnel", True),
        ("acting_superior", False),
        ("admin_other", False),
        ("maria", False),
    ],
)
def test_who_confirms_a_change_of_phone(cast: Cast, decider: str, allowed: bool) -> None:
    make_phone(cast.maria)
    phone = make_phone(cast.maria, state=Phone.State.WAITING).phone
    by = actor(getattr(cast, decider))

    if allowed:
        services.decide_phone(phone.pk, confirm=True, by=by, at=NOON)
        assert Phone.objects.get(state="ACTIVE").pk == phone.pk
    else:
        act = partial(services.decide_phone, phone.pk, confirm=True, by=by, at=NOON)
        assert refused(act) == "phone.not_yours_to_decide"


def test_a_refused_phone_leaves_the_old_one(cast: Cast) -> None:
    old = make_phone(cast.maria).phone
    phone = make_phone(cast.maria, state=Phone.State.WAITING).phone
    by = actor(cast.admin_opd)

    services.decide_phone(phone.pk, confirm=False, by=by, at=NOON)

    old.refresh_from_db()
    assert old.state == "ACTIVE"
    again = refused(lambda: services.decide_phone(phone.pk, confirm=True, by=by, at=NOON))
    assert again == "phone.decided"


# --- checks ---


def test_only_the_direct_superior_of_today_answers(cast: Cast, site: Site) -> None:
    check = make_check(make_claim(cast.maria, site))

    for other in (cast.superior, cast.higher_superior, cast.former_superior, cast.maria):
        by = actor(other)
        act = partial(services.answer_check, check.pk, "YES", by=by, at=NOON)
        assert refused(act) == "check.not_yours"
    services.answer_check(check.pk, "UNSEEN", by=actor(cast.acting_superior), at=NOON)

    assert Entry.objects.filter(action="PresenceAnswered", subject_id=cast.maria.pk).exists()


# --- what is kept for a time only ---


def test_points_go_after_ninety_days_and_photos_after_thirty(
    cast: Cast, site: Site, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    stored = take_file(photo(), at=NOON)
    path = disk.path_of("manokwari", stored.stored_name)
    young = make_claim(cast.maria, site, NOON - timedelta(days=89))
    old = make_claim(cast.maria, site, NOON - timedelta(days=91))
    pictured = make_claim(cast.maria, site, NOON - timedelta(days=31), photo_id=stored.pk)
    WrongTry.objects.create(employee=cast.maria, at=NOON - timedelta(days=2))

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context
        erased = services.erase_traces(by=actor(None), at=NOON)

    assert erased == (1, 1)
    rows = {row.pk: row for row in Claim.objects.all()}
    assert rows[young.pk].latitude is not None
    assert rows[old.pk].latitude is None
    assert (rows[old.pk].inside, rows[old.pk].distance_m) == (True, 0)
    assert rows[pictured.pk].photo_id is None
    assert not StoredFile.objects.exists()
    assert not path.exists()
    assert not WrongTry.objects.exists()
    assert services.erase_traces(by=actor(None), at=NOON) == (0, 0)
