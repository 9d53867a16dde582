"""Whose turn it is to verify what was written by hand: nothing waits unseen."""

from datetime import timedelta

import pytest

from noken.attendance.models import Punch, Site
from noken.audit.models import Entry
from noken.checkin import queries, services
from noken.checkin.rules.entries import Cause
from noken.checkin.services import EntryDraft
from noken.core.tally import counted
from noken.notices.models import Notice
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_checkin import make_entry

MORNING = NOON - timedelta(hours=4)


@pytest.mark.parametrize(
    ("writer", "turns"),
    [
        ("maria", {"acting_superior"}),
        ("admin_opd", {"acting_superior"}),
        ("acting_superior", {"superior", "admin_opd"}),
    ],
)
def test_what_the_direct_superior_wrote_is_the_turn_of_others(
    cast: Cast, site: Site, writer: str, turns: set[str]
) -> None:
    entry = make_entry(cast.maria, site, getattr(cast, writer), MORNING)

    counted_for = {
        name
        for name, person in cast.standing().items()
        if person is not None
        and counted([queries.waiting_tally(actor(person))])["presences"]
        and queries.waiting(actor(person), NOON).entries == 1
    }

    assert counted_for == turns
    verifiers = queries.verifiers_of([entry.pk], TODAY)
    assert verifiers == {getattr(cast, name).pk: [entry.pk] for name in turns}


def test_where_nobody_is_above_bkpsdm_verifies(cast: Cast, site: Site) -> None:
    entry = make_entry(cast.agency_head, site, cast.bupati, MORNING)

    verifiers = set(queries.verifiers_of([entry.pk], TODAY))

    assert verifiers == {cast.admin_opd.pk, cast.personnel.pk}
    assert counted([queries.waiting_tally(actor(cast.personnel))])["presences"] == 1


@pytest.mark.usefixtures("site")
def test_who_is_to_verify_a_list_is_told_once(cast: Cast) -> None:
    drafts = [EntryDraft(person.pk, MORNING) for person in (cast.maria, cast.peer)]
    by = actor(cast.acting_superior)

    services.enter_presences(drafts, Cause.MACHINE, "Mesin mati", by=by, at=NOON)

    found = Notice.objects.filter(kind="EntryMade").order_by("person_id")
    assert {notice.person_id for notice in found} == {
        cast.admin_opd.pk,
        cast.superior.pk,
    }
    assert {notice.text for notice in found} == {
        f"{cast.acting_superior.name} mencatat 2 presensi manual, menunggu Anda periksa."
    }


def test_what_was_verified_and_not_true_is_withdrawn_with_a_reason(cast: Cast, site: Site) -> None:
    entry = make_entry(cast.maria, site, cast.acting_superior, MORNING)
    services.verify_entries([entry.pk], by=actor(cast.admin_opd), at=NOON)

    row = services.withdraw_entry(
        entry.pk, "Ternyata ia di Ransiki", by=actor(cast.higher_superior), at=NOON
    )

    assert (row.state, row.note) == ("VOIDED", "Ternyata ia di Ransiki")
    punch = Punch.objects.get()
    assert (punch.void, punch.void_reason) == (True, "Ternyata ia di Ransiki")
    told = Notice.objects.filter(kind="EntryWithdrawn").values_list("person_id", flat=True)
    assert set(told) == {cast.maria.pk, cast.admin_opd.pk}
    assert Entry.objects.get(action="EntryWithdrawn").reason == "Ternyata ia di Ransiki"


@pytest.mark.parametrize(
    ("who", "why", "code"),
    [
        ("maria", "x", "entry.not_yours"),
        ("peer", "x", "entry.not_yours"),
        ("admin_other", "x", "entry.not_yours"),
        ("admin_opd", " ", "entry.no_note"),
        ("admin_opd", "x" * 301, "entry.long_reason"),
    ],
)
def test_a_withdrawal_that_is_refused_changes_nothing(
    cast: Cast, site: Site, who: str, why: str, code: str
) -> None:
    entry = make_entry(cast.maria, site, cast.acting_superior, MORNING)
    services.verify_entries([entry.pk], by=actor(cast.admin_opd), at=NOON)

    with refused(code):
        services.withdraw_entry(entry.pk, why, by=actor(getattr(cast, who)), at=NOON)

    assert not Punch.objects.get().void


def test_only_what_was_verified_is_withdrawn(cast: Cast, site: Site) -> None:
    entry = make_entry(cast.maria, site, cast.acting_superior, MORNING)

    with refused("entry.not_verified"):
        services.withdraw_entry(entry.pk, "x", by=actor(cast.admin_opd), at=NOON)
