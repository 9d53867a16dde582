"""Surat tugas and what the region settles: one test an exit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.calendars.models import Holiday
from noken.core.actor import system
from noken.core.errors import Refused
from noken.leave import queries, services
from noken.leave.models import Absence, Letter, OpeningBalance, Value
from noken.leave.queries.terms import ledger_of, place_of, settings_for
from noken.leave.services import Granting, Signed
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_leave import MONDAY, leave_draft, letter_draft, make_letter, make_request
from tests.world_work import photo

pytestmark = pytest.mark.django_db


def test_a_letter_sends_several_people_and_tells_each(cast: Cast) -> None:
    draft = letter_draft([cast.owner, cast.peer], uploads=(photo(),))

    letter = services.issue_letter(draft, by=actor(cast.superior), at=NOON)

    found = queries.absences(MONDAY, MONDAY + timedelta(1))
    assert {each.employee_id for each in found} == {cast.owner.pk, cast.peer.pk}
    assert {(each.family, each.label, each.place) for each in found} == {
        ("DUTY", "dinas luar", "Distrik Warmare")
    }
    assert (letter.unit, letter.files.count()) == (cast.agency, 1)
    assert Entry.objects.filter(action="DutyOrdered").count() == 2
    texts = Notice.objects.values_list("text", flat=True)
    assert all("Verifikasi data sekolah, Distrik Warmare, 30 Nov sampai 1 Des" in t for t in texts)


def test_sent_again_it_is_the_same_letter(cast: Cast) -> None:
    draft = letter_draft([cast.owner])

    for _ in range(2):
        services.issue_letter(draft, by=actor(cast.superior), at=NOON)

    assert Letter.objects.count() == Absence.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": " "}, "duty.no_number"),
        ({"purpose": ""}, "duty.no_purpose"),
        ({"place": ""}, "duty.no_place"),
        ({"family": "LEAVE"}, "duty.no_family"),
        ({"end_on": MONDAY}, "leave.ends_before_start"),
        ({"start_on": TODAY - timedelta(91)}, "duty.too_old"),
        ({"people": ()}, "duty.nobody"),
        ({"people": tuple(range(1, 103))}, "duty.too_many"),
    ],
)
def test_a_letter_that_says_too_little(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        services.issue_letter(
            replace(letter_draft([cast.owner]), **fields),  # type: ignore[arg-type]  # fields of it
            by=actor(cast.superior),
            at=NOON,
        )

    assert not Letter.objects.exists()


def test_a_number_is_used_once_and_free_again_when_cancelled(cast: Cast) -> None:
    first = make_letter(cast.agency, [cast.peer], number="800/512/2026", issued_by=cast.superior)
    with refused("duty.number_taken"):
        services.issue_letter(letter_draft([cast.owner]), by=actor(cast.superior), at=NOON)

    services.cancel_letter(first.pk, reason="Ditunda", by=actor(cast.superior), at=NOON)
    services.issue_letter(letter_draft([cast.owner]), by=actor(cast.superior), at=NOON)


@pytest.mark.parametrize("name", ["former_superior", "admin_other", "peer"])
def test_nobody_sends_the_people_of_others(cast: Cast, name: str) -> None:
    with refused("duty.not_yours"):
        services.issue_letter(letter_draft([cast.owner]), by=actor(getattr(cast, name)), at=NOON)


def test_nobody_sends_themselves(cast: Cast) -> None:
    with refused("duty.self"):
        services.issue_letter(
            letter_draft([cast.owner, cast.acting_superior]),
            by=actor(cast.acting_superior),
            at=NOON,
        )


def test_the_programme_may_send_anybody(cast: Cast) -> None:
    letter = services.issue_letter(letter_draft([cast.owner]), by=system(TODAY), at=NOON)

    assert letter.unit == cast.agency


def test_who_is_away_is_named_and_never_why(cast: Cast) -> None:
    make_request(cast.owner, "SICK", status="APPROVED")

    with pytest.raises(Refused) as refusal:
        services.issue_letter(
            letter_draft([cast.owner, cast.peer]), by=actor(cast.superior), at=NOON
        )

    assert "Maria Wanggai (cuti 30 Nov sampai 2 Des)" in refusal.value.message
    assert "sakit" not in refusal.value.message


def test_half_a_day_of_duty_leaves_the_other_half(cast: Cast) -> None:
    morning = letter_draft([cast.owner], portion="MORNING", end_on=MONDAY + timedelta(1))
    services.issue_letter(morning, by=actor(cast.superior), at=NOON)

    flexible = leave_draft("FLEX_TIME", end_on=MONDAY + timedelta(1), portion="AFTERNOON")
    services.request_leave(flexible, by=actor(cast.owner), at=NOON)
    with refused("leave.overlap"):
        services.issue_letter(
            letter_draft([cast.owner], number="2", portion="MORNING"),
            by=actor(cast.superior),
            at=NOON,
        )


def test_a_duty_ends_earlier_for_all(cast: Cast) -> None:
    letter = make_letter(cast.agency, [cast.owner, cast.peer], issued_by=cast.agency_head, days=5)

    services.end_letter(
        letter.pk, MONDAY + timedelta(2), reason="Selesai", by=actor(cast.admin_opd), at=NOON
    )

    assert not queries.absences(MONDAY + timedelta(2), MONDAY + timedelta(9))
    assert Notice.objects.filter(kind="DutyShortened").count() == 2


def test_one_person_leaves_a_letter_the_others_stay(cast: Cast) -> None:
    letter = make_letter(cast.agency, [cast.owner, cast.peer], issued_by=cast.superior)

    services.cancel_letter(
        letter.pk, reason="Sakit", person_id=cast.owner.pk, by=actor(cast.superior), at=NOON
    )

    letter.refresh_from_db()
    assert letter.cancelled_at is None
    (left,) = queries.absences(MONDAY, MONDAY + timedelta(9))
    assert left.employee_id == cast.peer.pk
    with refused("duty.nobody"):
        services.cancel_letter(
            letter.pk, reason="x", person_id=cast.owner.pk, by=actor(cast.superior), at=NOON
        )


def test_a_letter_is_changed_by_its_issuer_and_those_above(cast: Cast) -> None:
    letter = make_letter(cast.agency, [cast.owner], issued_by=cast.agency_head)

    for name in ("owner", "peer", "former_superior", "admin_other"):
        with refused("duty.not_yours"):
            services.cancel_letter(letter.pk, reason="x", by=actor(getattr(cast, name)), at=NOON)
    services.cancel_letter(letter.pk, reason="x", by=actor(cast.agency_head), at=NOON)
    with refused("duty.cancelled"):
        services.end_letter(
            letter.pk, MONDAY + timedelta(1), reason="x", by=actor(cast.agency_head), at=NOON
        )
    with refused("duty.unknown"):
        services.cancel_letter(
            letter_draft([cast.owner]).key, reason="x", by=actor(cast.agency_head), at=NOON
        )


# What the region settles


def signed(**fields: object) -> Signed:
    values = {"name": "REMOTE_DAYS", "value": 6, "on": TODAY, "source": "SK 12/2026", **fields}
    return Signed(**values)  # type: ignore[arg-type]  # fields of the value


def test_a_number_signed_off_holds_for_a_unit_and_all_below(cast: Cast) -> None:
    services.sign_value(signed(unit_id=cast.division.pk), by=actor(cast.personnel), at=NOON)
    services.sign_value(signed(value=2), by=actor(cast.personnel), at=NOON)

    def days(person: Employee) -> int:
        return settings_for(place_of(person.pk, TODAY), TODAY)["REMOTE_DAYS"].value

    assert (days(cast.owner), days(cast.agency_head)) == (6, 2)
    assert Entry.objects.filter(action="LeaveValueSigned", reason="SK 12/2026").count() == 2


def test_the_next_one_ends_the_one_before(cast: Cast) -> None:
    by = actor(cast.personnel)
    services.sign_value(signed(), by=by, at=NOON)
    services.sign_value(signed(value=8, on=TODAY + timedelta(9)), by=by, at=NOON)

    assert list(Value.objects.order_by("start_on").values_list("value", "end_on")) == [
        (6, TODAY + timedelta(9)),
        (8, None),
    ]
    with refused("leave.not_after"):
        services.sign_value(signed(), by=by, at=NOON)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "ANNUAL_DAYS"}, "leave.not_settable"),
        ({"name": "NOTHING"}, "leave.not_settable"),
        ({"value": 13}, "leave.value_range"),
        ({"source": " "}, "leave.no_source"),
        ({"unit_id": 999_999}, "leave.unknown_unit"),
    ],
)
def test_numbers_that_are_not_signed(cast: Cast, fields: dict[str, object], code: str) -> None:
    with refused(code):
        services.sign_value(signed(**fields), by=actor(cast.personnel), at=NOON)


def test_only_bkpsdm_settles(cast: Cast) -> None:
    granting = Granting(unit_id=cast.agency.pk, granted_by_id=None, on=TODAY, source="SK 1")

    with refused("leave.keeper_only"):
        services.sign_value(signed(), by=actor(cast.admin_opd), at=NOON)
    with refused("leave.keeper_only"):
        services.set_granting_official(granting, by=actor(cast.admin_opd), at=NOON)
    services.set_granting_official(granting, by=actor(cast.personnel), at=NOON)


@pytest.mark.parametrize("name", ["admin_opd", "personnel"])
def test_those_who_keep_the_books_enter_what_a_list_says(cast: Cast, name: str) -> None:
    for days in (3, 5):
        services.set_opening_balance(
            cast.owner.pk, 2026, days, source="Daftar", by=actor(getattr(cast, name)), at=NOON
        )

    assert OpeningBalance.objects.get().carried_days == 5
    assert queries.my_leave(actor(cast.owner)).balance.right == 17


@pytest.mark.parametrize("name", ["owner", "acting_superior", "admin_other", "leader"])
def test_nobody_else_enters_it(cast: Cast, name: str) -> None:
    with refused("leave.not_keeper"):
        services.set_opening_balance(
            cast.owner.pk, 2026, 3, source="Daftar", by=actor(getattr(cast, name)), at=NOON
        )


@pytest.mark.parametrize(
    ("year", "days", "source", "code"),
    [
        (2026, 13, "x", "leave.value_range"),
        (1999, 3, "x", "leave.value_range"),
        (2026, 3, "", "leave.no_source"),
    ],
)
def test_what_no_list_can_say(cast: Cast, year: int, days: int, source: str, code: str) -> None:
    with refused(code):
        services.set_opening_balance(
            cast.owner.pk, year, days, source=source, by=actor(cast.personnel), at=NOON
        )


def test_long_leave_takes_the_annual_leave_of_its_year(cast: Cast) -> None:
    make_request(cast.owner, "LONG", status="APPROVED", start_on=date(2026, 12, 1), days=60)

    ledger = ledger_of(cast.owner, TODAY)

    assert ledger.balance(2026).right == ledger.balance(2027).right == 0


def test_collective_days_and_days_of_the_unit_take_nothing(cast: Cast) -> None:
    Holiday.objects.create(
        day=MONDAY, name="Cuti bersama", kind="COLLECTIVE", confirmed=True, source="SKB"
    )
    Holiday.objects.create(
        day=MONDAY + timedelta(1),
        name="Hari distrik",
        kind="LOCAL",
        unit=cast.section,
        confirmed=True,
        source="SK",
    )
    make_request(cast.owner, status="APPROVED", days=5)

    assert queries.my_leave(actor(cast.owner)).balance.used == 3
