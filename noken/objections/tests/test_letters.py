"""An objection that came on paper is recorded by who keeps the personnel, and goes on like any
other."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from noken.core import clock
from noken.core.errors import Refused
from noken.evaluation.models import Sheet
from noken.notices.models import Notice
from noken.objections import services
from noken.objections.models import Objection
from noken.objections.queries.deciders import decider_of
from noken.objections.services import Letter
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_objections import RECEIVED_AT, make_grade, make_objection, new_key, objection_draft
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
RECEIVED_ON = clock.day_of(RECEIVED_AT)


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    return make_grade(cast.owner, cast.superior)


def letter(sheet: Sheet, *, day: date = TODAY, receiver: str = "Yuliana", **fields: Any) -> Letter:
    draft = objection_draft(sheet, **{"uploads": (photo(),), **fields})
    return Letter(draft=draft, day=day, receiver=receiver)


def refused(given: Letter, by: Employee) -> str:
    with pytest.raises(Refused) as act:
        services.enter_letter(given, by=actor(by), at=NOON)
    assert not Objection.objects.exclude(status="DECIDED").exists()
    return act.value.code


@pytest.mark.parametrize("who", ["admin_opd", "personnel"])
def test_a_letter_goes_to_who_decides_with_its_scan_and_its_person_is_told(
    cast: Cast, sheet: Sheet, who: str
) -> None:
    keeper: Employee = getattr(cast, who)

    made = services.enter_letter(
        letter(sheet, day=RECEIVED_ON, receiver=" Yuliana  Sawaki "), by=actor(keeper), at=NOON
    )

    assert (made.status, made.employee, made.entered_by) == ("FILED", cast.owner, keeper)
    assert made.letter_to == "Yuliana Sawaki"
    assert clock.day_of(made.filed_at) == RECEIVED_ON
    assert made.take_by == date(2026, 11, 27), "the days to take it begin when it is here"
    assert decider_of(made.pk, TODAY) == cast.higher_superior.pk
    assert made.attachments.get().by == keeper
    assert made.steps.get().kind == "ENTERED"
    told = Notice.objects.filter(kind="ObjectionFiled")
    assert {each.person_id for each in told} == {cast.owner.pk, cast.higher_superior.pk}
    assert keeper.name in told.get(person_id=cast.owner.pk).text


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_late_is_judged_by_the_day_the_letter_came(
    cast: Cast, sheet: Sheet, days: int, late: bool
) -> None:
    at = NOON + timedelta(30)
    given = letter(sheet, day=RECEIVED_ON + timedelta(days), key=new_key(at))

    made = services.enter_letter(given, by=actor(cast.personnel, on=clock.day_of(at)), at=at)

    assert made.is_late == late
    assert made.take_by > clock.day_of(at)


@pytest.mark.parametrize(
    "who", ["owner", "superior", "acting_superior", "peer", "admin_other", "inspectorate", "leader"]
)
def test_nobody_else_records_one(cast: Cast, sheet: Sheet, who: str) -> None:
    assert refused(letter(sheet), getattr(cast, who)) == "objection.not_keeper"


def test_nobody_records_one_about_themselves_or_about_what_they_rated(cast: Cast) -> None:
    own = make_grade(cast.personnel, cast.leader)
    rated = make_grade(cast.peer, cast.personnel)

    assert refused(letter(own), cast.personnel) == "objection.not_keeper"
    assert refused(letter(rated), cast.personnel) == "objection.not_keeper"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": RECEIVED_ON - timedelta(1)}, "objection.letter_day"),
        ({"day": TODAY + timedelta(1)}, "objection.letter_day"),
        ({"receiver": " "}, "objection.no_receiver"),
        ({"uploads": ()}, "objection.no_scan"),
        ({"text": " "}, "objection.empty"),
    ],
)
def test_what_a_letter_needs(cast: Cast, sheet: Sheet, fields: dict[str, Any], code: str) -> None:
    assert refused(letter(sheet, **fields), cast.admin_opd) == code


def test_the_result_must_have_been_received(cast: Cast) -> None:
    unseen = make_grade(cast.owner, cast.superior, received_at=None)

    assert refused(letter(unseen), cast.admin_opd) == "objection.not_received"


def test_the_same_letter_twice_is_one_and_another_is_refused(cast: Cast, sheet: Sheet) -> None:
    given, by = letter(sheet), actor(cast.admin_opd)

    first = services.enter_letter(given, by=by, at=NOON)
    again = services.enter_letter(given, by=by, at=NOON)

    assert first == again
    with pytest.raises(Refused) as act:
        services.enter_letter(letter(sheet), by=by, at=NOON)
    assert act.value.code == "objection.already"


def test_the_form_is_found_beside_the_result_and_keeps_what_was_typed(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    client, url = browse(cast.admin_opd), f"/keberatan/surat/{sheet.pk}/"
    typed = {
        "key": str(new_key()),
        "hari": TODAY.isoformat(),
        "penerima": "Yuliana",
        "bagian": "RESULT",
        "alasan": "Laporan Agustus belum ditimbang.",
        "dengar": "DENGAR",
    }
    assert url in client.get(sheet.get_absolute_url()).content.decode()

    page = client.post(url, typed)
    assert page.status_code == 422
    for said in ("pindaian suratnya, agar", typed["alasan"], "Yuliana"):
        assert said in page.content.decode()
    assert client.post(url, typed | {"lampiran": photo()}).status_code == 302

    row = Objection.objects.get()
    assert client.get(row.get_absolute_url()).status_code == 404, "the words are for the sides"
    shown = browse(cast.owner).get(row.get_absolute_url()).content.decode()
    assert "oleh Yuliana, dicatat Rina Manurung" in shown


def test_whether_there_is_one_already_the_admin_does_not_see(
    cast: Cast, browse: Browse, sheet: Sheet
) -> None:
    client, url = browse(cast.admin_opd), f"/keberatan/surat/{sheet.pk}/"
    before = client.get(sheet.get_absolute_url()).content.decode()
    make_objection(sheet)

    after = client.get(sheet.get_absolute_url()).content.decode()

    assert url in before
    assert url in after
    assert client.get(url).status_code == 200
