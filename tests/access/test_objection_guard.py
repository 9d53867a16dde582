"""The retaliation guard: until an objection is taken, nothing the rater can open differs by a byte.

Every address of the programme is opened by the rater before and after the person objects; the
notices, the live news and the journal of readings are looked at too.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from noken.evaluation.models import Sheet
from noken.notices.models import Notice
from noken.objections import services
from noken.objections.models import Objection
from noken.objections.services import Letter
from noken.organization.models import Employee
from noken.realtime.ports import account_topic
from tests.access.records import make_records
from tests.access.table import MATRIX
from tests.access.test_matrix import url_of
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_objections import make_grade, objection_draft, statement_draft
from tests.world_work import photo

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
CHANGES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"|nonce[-=]"?[^"\s]+'
    r"|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\b[0-9a-f]{12}7[0-9a-f]{19}\b"
    r'|data-live-since="[^"]*"|data-since="[^"]*"'
)
"""What is another at every opening: tokens, fresh keys, the position in the stream of news."""
RATERS = ("superior", "personnel")
"""The head of the section; and somebody of BKPSDM, who else follows where objections stand."""


def opened(client: Client, urls: dict[str, str]) -> dict[str, tuple[int, str]]:
    found = {}
    for name, url in urls.items():
        answer = client.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # a streaming answer has one
        found[name] = (answer.status_code, CHANGES.sub("", said_in(content)))
    return found


def said_in(content: bytes) -> str:
    """The text of an answer; of an Excel file all but the time it was made."""
    if not is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as book:
        parts = [name for name in sorted(book.namelist()) if not name.startswith("docProps/")]
        return "".join(book.read(name).decode(errors="replace") for name in parts)


def heard_by(person: Employee) -> int:
    """News of the outbox that the person's open pages may hear, as the direct superior too."""
    assert person.account_id is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from public.realtime_outbox"
            " where kind like %s and (topic = %s or topic = '' or subject_id is not null)",
            ["Objection%", account_topic(person.account_id)],
        )
        return int(cursor.fetchone()[0])


def graded_by(cast: Cast, rater: Employee) -> Sheet:
    return make_grade(cast.owner, rater, year=2016, number=2, unit=cast.section)


def object_elsewhere(cast: Cast) -> None:
    """A first objection makes what the next ones need: the key of the receipts."""
    other = make_grade(
        cast.peer,
        cast.acting_superior,
        year=2016,
        number=3,
        unit=cast.section,
        published_at=NOON,
        received_at=NOON,
    )
    services.file_objection(objection_draft(other), by=actor(cast.peer), at=NOON)


@pytest.mark.parametrize("name", RATERS)
def test_before_it_is_taken_the_rater_sees_nothing(cast: Cast, browse: Browse, name: str) -> None:
    rater: Employee = getattr(cast, name)
    records = make_records(cast)
    sheet = graded_by(cast, rater)
    client = browse(rater)
    urls = {address: url_of(address, records) for address, method in MATRIX if method == "GET"} | {
        "the sheet": reverse("evaluation:sheet", args=[sheet.pk]),
        "the person": reverse("organization:person", args=[cast.owner.pk]),
    }
    object_elsewhere(cast)
    opened(client, urls)
    before, told = opened(client, urls), Notice.objects.filter(person_id=rater.pk).count()
    heard = heard_by(rater)

    row = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)
    services.add_statement(row.pk, statement_draft(), by=actor(cast.owner), at=NOON)

    after = opened(client, urls)
    assert {key for key in before if before[key] != after[key]} == set()
    assert Notice.objects.filter(person_id=rater.pk).count() == told
    assert heard_by(rater) == heard
    assert client.get(row.get_absolute_url()).status_code == 404

    services.withdraw(row.pk, by=actor(cast.owner), at=NOON)

    assert opened(client, urls) == before
    assert Notice.objects.filter(person_id=rater.pk).count() == told
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_comparison_notices_what_the_rater_may_see_later(cast: Cast, browse: Browse) -> None:
    make_records(cast)
    sheet = graded_by(cast, cast.superior)
    client = browse(cast.superior)
    urls = {name: reverse(name) for name in ("home:waiting", "objections:cases")}
    row = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)
    before = opened(client, urls)

    services.take(row.pk, by=actor(cast.higher_superior), at=NOON)

    after = opened(client, urls)
    assert all(before[key] != after[key] for key in urls)
    assert client.get(row.get_absolute_url()).status_code == 200
    assert Notice.objects.filter(person_id=cast.superior.pk, kind="ObjectionTaken").exists()
    assert heard_by(cast.superior) > 0


def test_who_leads_the_person_today_and_did_not_rate_hears_nothing_at_all(
    cast: Cast, browse: Browse
) -> None:
    """Naomi acts for Yohana, who rated."""
    sheet = graded_by(cast, cast.superior)
    row = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)
    services.take(row.pk, by=actor(cast.higher_superior), at=NOON)

    assert heard_by(cast.acting_superior) == 0
    assert not Notice.objects.filter(person_id=cast.acting_superior.pk).exists()
    assert browse(cast.acting_superior).get(row.get_absolute_url()).status_code == 404


def test_the_night_does_not_finish_what_nobody_has_taken_yet(cast: Cast) -> None:
    """Else the grade would become final, or stay open, in a way that tells."""
    sheet = graded_by(cast, cast.superior)
    other = make_grade(cast.peer, cast.superior, year=2016, number=3, unit=cast.section)
    services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)
    at = NOON + timedelta(12)

    made = services.finalize_due(by=actor(cast.personnel), at=at)

    assert made == 1
    assert Sheet.objects.get(pk=other.pk).status == "FINAL"
    assert Sheet.objects.get(pk=sheet.pk).status == "PUBLISHED"
    assert Objection.objects.get(sheet_id=sheet.pk).status == "FILED"


def test_a_letter_recorded_by_the_office_tells_the_rater_nothing_either(
    cast: Cast, browse: Browse
) -> None:
    records = make_records(cast)
    sheet, client = graded_by(cast, cast.superior), browse(cast.superior)
    urls = {address: url_of(address, records) for address, method in MATRIX if method == "GET"} | {
        "the sheet": reverse("evaluation:sheet", args=[sheet.pk]),
        "the person": reverse("organization:person", args=[cast.owner.pk]),
    }
    object_elsewhere(cast)
    opened(client, urls)
    before, told = opened(client, urls), Notice.objects.filter(person_id=cast.superior.pk).count()
    heard = heard_by(cast.superior)

    letter = Letter(draft=objection_draft(sheet, uploads=(photo(),)), day=TODAY, receiver="Yuliana")
    row = services.enter_letter(letter, by=actor(cast.admin_opd), at=NOON)

    assert opened(client, urls) == before
    assert Notice.objects.filter(person_id=cast.superior.pk).count() == told
    assert heard_by(cast.superior) == heard
    assert client.get(row.get_absolute_url()).status_code == 404
