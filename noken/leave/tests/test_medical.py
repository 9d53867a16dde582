"""What speaks of health is for its owner and for who decides; everybody else reads "sakit"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.models import Entry, Reading
from noken.leave import queries, services
from noken.leave.models import Request
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_leave import leave_draft, make_request
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
SECRET = "Pendarahan sejak minggu lalu"
DETAIL = "Gugur kandungan"
NOTE = "Hasil laboratorium kurang"
PLACES = (
    *("leave:mine", "leave:team", "leave:colleagues", "leave:people", "leave:letters"),
    *("home:waiting", "home:notices", "home:team", "home:today", "home:queue"),
)
OTHERS = [name for name in STANDING_PEOPLE if name != "owner"]


@dataclass(frozen=True)
class Sick:
    """A sick leave that went the whole way: given back, mended, advised, decided or not."""

    request: Request
    file_id: UUID


def walk(cast: Cast, *, decided: bool) -> Sick:
    draft = leave_draft(
        "SICK",
        detail="MISCARRIAGE",
        reason=SECRET,
        start_on=TODAY,
        end_on=TODAY + timedelta(2),
        uploads=(photo(),),
    )
    request = services.request_leave(draft, by=actor(cast.owner), at=NOON - timedelta(hours=9))
    official = actor(cast.agency_head)
    services.return_request(request.pk, NOTE, by=official, at=NOON - timedelta(hours=8))
    again = leave_draft(
        "SICK",
        detail="MISCARRIAGE",
        reason=SECRET,
        start_on=TODAY,
        end_on=TODAY + timedelta(2),
    )
    services.mend_request(request.pk, again, by=actor(cast.owner), at=NOON - timedelta(hours=7))
    services.advise(
        request.pk,
        supports=True,
        note="",
        by=actor(cast.acting_superior),
        at=NOON - timedelta(hours=6),
    )
    if decided:
        services.approve_request(request.pk, note=NOTE, by=official, at=NOON - timedelta(hours=5))
    request.refresh_from_db()
    return Sick(request, request.attachments.get().file_id)


def seen_by(browser: Client, sick: Sick, owner: Employee) -> str:
    """Everything a person can read of it: pages of the area and of home, their own notices."""
    urls = [reverse(name) for name in PLACES]
    urls += [sick.request.get_absolute_url(), reverse("leave:record", args=[owner.pk])]
    urls += [f"{reverse('leave:people')}?cari=Maria"]
    answers = [browser.get(url) for url in urls]
    assert {each.status_code for each in answers} <= {200, 302, 404}
    return "".join(each.content.decode() for each in answers if each.status_code == 200)


@pytest.mark.parametrize("decided", [False, True])
@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_reads_more_than_sick(
    cast: Cast, browse: Browse, name: str, decided: bool
) -> None:
    sick, browser = walk(cast, decided=decided), browse(getattr(cast, name))

    seen = seen_by(browser, sick, cast.owner)

    for word in (SECRET, DETAIL, NOTE, str(sick.file_id)):
        assert word not in seen
    opened = browser.get(reverse("leave:attachment", args=[sick.file_id]))
    assert opened.status_code in {302, 404}
    small = browser.get(reverse("leave:attachment", args=[sick.file_id]), {"kecil": "1"})
    assert small.status_code in {302, 404}


@pytest.mark.parametrize("decided", [False, True])
@pytest.mark.parametrize("name", ["owner", "agency_head"])
def test_the_owner_and_who_decides_read_and_open_it(
    cast: Cast, browse: Browse, name: str, decided: bool
) -> None:
    sick, browser = walk(cast, decided=decided), browse(getattr(cast, name))

    page = browser.get(sick.request.get_absolute_url()).content.decode()
    opened = browser.get(reverse("leave:attachment", args=[sick.file_id]))

    assert all(word in page for word in (SECRET, DETAIL, NOTE))
    assert opened.status_code == 200
    assert opened["Content-Type"] == "image/jpeg"
    read = Reading.objects.filter(person_id=cast.owner.pk, screen="leave:attachment")
    assert read.exists() == (name == "agency_head")


def test_who_comes_after_the_one_who_decided_opens_nothing(cast: Cast, browse: Browse) -> None:
    sick = walk(cast, decided=True)
    Request.objects.filter(pk=sick.request.pk).update(decided_by=cast.leader)

    page = browse(cast.agency_head).get(sick.request.get_absolute_url()).content.decode()
    opened = browse(cast.agency_head).get(reverse("leave:attachment", args=[sick.file_id]))

    assert SECRET not in page
    assert DETAIL not in page
    assert opened.status_code == 404


def test_journal_and_notices_say_nothing_of_it(cast: Cast) -> None:
    sick = walk(cast, decided=True)
    official = actor(cast.agency_head)
    services.end_early(sick.request.pk, TODAY + timedelta(1), reason=NOTE, by=official, at=NOON)
    services.cancel_leave(sick.request.pk, reason=NOTE, by=official, at=NOON)

    entries = Entry.objects.filter(subject_id=cast.owner.pk)

    assert entries.count() == 7
    assert {entry.reason for entry in entries} == {""}
    written = str(list(entries.values())) + str(list(Notice.objects.values()))
    for word in (SECRET, DETAIL, NOTE, "MISCARRIAGE"):
        assert word not in written


def test_who_asks_for_absences_hears_sick(cast: Cast) -> None:
    walk(cast, decided=True)

    (found,) = queries.absences(TODAY, TODAY + timedelta(1))

    assert (found.label, found.kind, found.reference, found.place) == ("sakit", "SICK", "", "")
    assert SECRET not in repr(found)
    assert DETAIL not in repr(found)


def test_superiors_read_sick_and_colleagues_that_somebody_is_away(
    cast: Cast, browse: Browse
) -> None:
    walk(cast, decided=True)

    team = browse(cast.acting_superior).get(reverse("leave:team")).content.decode()
    colleagues = browse(cast.peer).get(reverse("leave:colleagues")).content.decode()
    desk = browse(cast.admin_opd).get(reverse("leave:people")).content.decode()

    assert "sakit" in team
    assert "sakit" in desk
    assert "sakit" not in colleagues
    assert "Maria Wanggai" in colleagues


@pytest.mark.parametrize("kind", ["IMPORTANT", "ANNUAL"])
def test_other_reasons_are_read_by_the_superior_of_the_day_only(
    cast: Cast, browse: Browse, kind: str
) -> None:
    request = make_request(cast.owner, kind, reason=SECRET)

    def reads(name: str) -> bool:
        answer = browse(getattr(cast, name)).get(request.get_absolute_url())
        return SECRET in answer.content.decode()

    readers = {name for name in (*STANDING_PEOPLE, "agency_head") if reads(name)}

    assert readers == {"owner", "acting_superior", "agency_head"}
