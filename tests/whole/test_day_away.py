"""Leave and duty change the day, and what is asked about it, at once; and back again."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.attendance import services as days
from noken.attendance.models import DirtySpan
from noken.attendance.queries.day_facts import Asked
from noken.calendars import services as calendars
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.findings import services as findings
from noken.findings.models import Row
from noken.leave import services as leave
from noken.leave.models import Letter
from noken.organization.models import Employee
from tests.cast import Cast
from tests.detecting import ask_all
from tests.fixtures import Browse
from tests.whole.day_pages import absences, counted, one_letter, pages_of
from tests.world import NOON, TODAY, actor
from tests.world_corrections import at_minute, correction_draft
from tests.world_findings import make_card, make_terms, reply_draft
from tests.world_leave import letter_draft
from tests.world_work import make_duty, make_report, workdays_before

pytestmark = pytest.mark.django_db
MONDAY, DAY = date(2026, 11, 9), timedelta(1)
WORDS = "Sedang dihitung ulang"


def derive(person: Employee) -> None:
    days.derive_days([Asked(person.pk, MONDAY, MONDAY + DAY)], by=system(TODAY), at=NOON)


@pytest.fixture
def row(cast: Cast) -> Row:
    """Nobody saw Maria and Frans on that Monday; the row of Maria counts."""
    make_terms()
    make_card()
    for person in (cast.maria, cast.peer):
        derive(person)
    findings.run_cards(codes=["HDR-03"], by=system(TODAY), at=NOON)
    Row.objects.update(state="LAPSED", asked_at=NOON, told_at=NOON, reply_by=MONDAY + 4 * DAY)
    return Row.objects.get(finding__employee=cast.maria)


def send(cast: Cast, number: str = "800/512/2026") -> Letter:
    """A letter of duty for that Monday, which comes late."""
    draft = letter_draft([cast.maria], start_on=MONDAY, end_on=MONDAY + DAY, number=number)
    return leave.issue_letter(draft, by=actor(cast.superior), at=NOON)


def cancel(cast: Cast, letter: Letter) -> None:
    leave.cancel_letter(letter.pk, reason="Batal.", by=actor(cast.superior), at=NOON)


def test_a_duty_heals_the_day_and_its_row_at_once_and_both_return_with_it(
    cast: Cast, browse: Browse, row: Row
) -> None:
    assert one_letter(browse, cast, cast.maria, MONDAY) == "A"
    assert counted(cast.maria, MONDAY) == absences(browse, cast.maria, MONDAY) == 1

    letter = send(cast)

    row.refresh_from_db()
    assert (one_letter(browse, cast, cast.maria, MONDAY), row.state) == ("D", "CLEARED")
    assert counted(cast.maria, MONDAY) == absences(browse, cast.maria, MONDAY) == 0
    assert one_letter(browse, cast, cast.peer, MONDAY) == "A"
    assert counted(cast.peer, MONDAY) == 1

    cancel(cast, letter)

    row.refresh_from_db()
    assert (one_letter(browse, cast, cast.maria, MONDAY), row.state) == ("A", "HINT")
    assert absences(browse, cast.maria, MONDAY) == 1


def test_a_report_that_was_missing_is_asked_for_no_longer_at_once(
    cast: Cast, browse: Browse
) -> None:
    """Nor those of the other days of a month in which too few are left; of others they are."""
    make_terms()
    make_card("LAP-01")
    make_duty()
    missed = workdays_before(MONDAY + 3 * DAY, 3)
    for person in (cast.maria, cast.peer):
        for day in workdays_before(TODAY, 30):
            if day not in missed:
                make_report(person, on=day)
    ask_all("LAP-01")
    asked = Row.objects.filter(state="ASKED").values_list("day", flat=True)
    mine, theirs = (asked.filter(finding__employee=each) for each in (cast.maria, cast.peer))
    assert list(mine.order_by("day")) == list(theirs.order_by("day")) == missed
    assert "Ada temuan baru" in browse(cast.maria).get("/menunggu/").content.decode()

    send(cast)

    assert (list(mine.all()), len(theirs.all())) == ([], 3)
    assert "Ada temuan baru" not in browse(cast.maria).get("/menunggu/").content.decode()


def test_an_answer_that_waits_goes_with_its_row(cast: Cast, browse: Browse, row: Row) -> None:
    findings.reply(row.finding_id, reply_draft(row), by=actor(cast.maria), at=NOON)
    letter = send(cast)
    assert one_letter(browse, cast, cast.maria, MONDAY) == "D"

    cancel(cast, letter)

    assert one_letter(browse, cast, cast.maria, MONDAY) == "A"


@pytest.mark.usefixtures("row")
@pytest.mark.parametrize("who", ["maria", "peer"])
def test_what_waits_for_many_is_said_on_each_page_until_it_is_done(
    cast: Cast, browse: Browse, who: str
) -> None:
    person = cast.maria if who == "maria" else cast.peer
    assert not any(WORDS in page for page in pages_of(browse, cast, person, MONDAY).values())

    calendars.record_disruption(
        at_minute(MONDAY, 420),
        at_minute(MONDAY, 1000),
        what="Jaringan padam",
        proof="Catatan pemantau",
        unit_id=cast.agency.pk,
        by=system(TODAY),
        at=NOON,
    )

    assert DirtySpan.objects.exists()
    assert all(WORDS in page for page in pages_of(browse, cast, person, MONDAY).values())
    while days.derive_waiting(by=system(TODAY), at=NOON):
        pass
    assert not any(WORDS in page for page in pages_of(browse, cast, person, MONDAY).values())
    assert one_letter(browse, cast, person, MONDAY) == "G"


class History:
    """What may happen to that Monday of Maria; what is not possible now is refused."""

    def __init__(self, cast: Cast, row: Row) -> None:
        self.cast, self.row, self.letters = cast, row, list[Letter]()

    def answer(self) -> None:
        draft = reply_draft(self.row, text=f"Sebab ke-{Row.objects.count()}")
        findings.reply(self.row.finding_id, draft, by=actor(self.cast.maria), at=NOON)

    def say(self) -> None:
        days.file_correction(correction_draft(MONDAY), by=actor(self.cast.maria), at=NOON)

    def accept(self) -> None:
        self._decide("ACCEPT")

    def refuse(self) -> None:
        self._decide("REFUSE")

    def send(self) -> None:
        self.letters.append(send(self.cast, f"800/{len(self.letters)}/2026"))

    def cancel(self) -> None:
        if self.letters:
            cancel(self.cast, self.letters[-1])

    def _decide(self, verdict: str) -> None:
        findings.decide(
            self.row.finding_id,
            {self.row.pk: verdict},
            "Sudah didengar.",
            by=actor(self.cast.acting_superior, Role.SUPERIOR),
            at=NOON,
        )


@settings(max_examples=6)
@given(
    st.lists(
        st.sampled_from(["answer", "say", "accept", "refuse", "send", "cancel"]),
        min_size=3,
        max_size=6,
    )
)
def test_whatever_happens_to_a_day_all_pages_agree_and_only_an_absence_counts(
    cast: Cast, browse: Browse, row: Row, acts: list[str]
) -> None:
    with transaction.atomic():
        history = History(cast, row)
        for act in acts:
            with suppress(Refused), transaction.atomic():
                getattr(history, act)()
            letter = one_letter(browse, cast, cast.maria, MONDAY)
            assert counted(cast.maria, MONDAY) == 0 or letter == "A"
            assert absences(browse, cast.maria, MONDAY) == (letter == "A")
            assert one_letter(browse, cast, cast.peer, MONDAY) == "A"
        transaction.set_rollback(True)
