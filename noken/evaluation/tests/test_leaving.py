"""A superior closes the days of who leaves them when it happens; the sheet opened later has it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.evaluation import services
from noken.evaluation.models import ClosingNote, Part, Period, Sheet
from noken.evaluation.queries.leaving import leaving_count, leaving_page
from noken.evaluation.services import NoteDraft, Opening
from noken.notices.models import Notice
from noken.organization.models import Employee, ReportingLine
from tests.cast import MOVED_ON, Cast
from tests.world import NOON, TODAY, actor, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period, make_sheet, split_sheet

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
WORDS = "Memimpin validasi data sampai serah terima."
AFTER = date(2027, 1, 4)


def draft(person: Employee, end_on: date | None = MOVED_ON, note: str = WORDS) -> NoteDraft:
    return NoteDraft(
        employee_id=person.pk, end_on=end_on, result="ABOVE", behaviour="AS", note=note
    )


def write(cast: Cast, at: datetime = NOON) -> ClosingNote:
    return services.note_part(draft(cast.owner), by=actor(cast.former_superior), at=at)


def opened(cast: Cast, kind: str = "QUARTER", number: int = 4, on: date = AFTER) -> Period:
    opening = Opening(
        kind=kind,
        group="GENERAL",
        year=2026,
        number=number,
        self_due_on=on + timedelta(5),
        due_on=on + timedelta(12),
    )
    by = actor(cast.personnel, Role.PERSONNEL, on=on)
    return services.open_period(opening, by=by, at=clock.at_noon(on))


def refused(cast: Cast, words: NoteDraft, who: str = "former_superior") -> str:
    with pytest.raises(Refused) as refusal:
        services.note_part(words, by=actor(getattr(cast, who)), at=NOON)
    return refusal.value.code


def test_who_left_is_offered_to_the_superior_of_those_days(cast: Cast) -> None:
    page = leaving_page(actor(cast.former_superior))

    rows = [(row.person.name, row.start_on, row.last_on, row.next_name) for row in page.rows]
    start, last = date(2026, 1, 1), MOVED_ON - timedelta(1)
    assert rows == [
        ("Frans Rumbiak", start, last, "Naomi Rumbiak"),
        ("Maria Wanggai", start, last, "Naomi Rumbiak"),
        ("Naomi Rumbiak", start, last, "Yohana Saiba"),
    ]
    assert page.open == leaving_count(actor(cast.former_superior)) == 3
    assert page.about == {cast.owner.pk, cast.peer.pk, cast.acting_superior.pk}


def test_who_leads_on_and_who_acts_for_a_week_are_offered_nothing(cast: Cast) -> None:
    for person in (cast.superior, cast.acting_superior, cast.owner):
        assert leaving_page(actor(person)).rows == ()
        assert leaving_count(actor(person)) == 0


def test_a_superior_who_will_leave_closes_a_month_before(cast: Cast) -> None:
    person, leaves_on = make_employee("Yosep Indey"), date(2026, 12, 20)
    make_posting(person, make_position(cast.section))
    make_line(person, cast.superior, end_on=leaves_on)
    make_line(person, cast.higher_superior, start_on=leaves_on)

    before = leaving_page(actor(cast.superior, on=leaves_on - timedelta(31)))
    now = leaving_page(actor(cast.superior, on=leaves_on - timedelta(30)))

    assert before.rows == ()
    assert [(row.person.name, row.last_on) for row in now.rows] == [
        ("Yosep Indey", date(2026, 12, 19))
    ]


NEW_YEAR, RESHUFFLE = date(2027, 1, 1), date(2027, 1, 11)


@pytest.fixture
def yosep(cast: Cast) -> Employee:
    """Yohana leads him through 2026; from 11 January another does."""
    person = make_employee("Yosep Indey")
    make_posting(person, make_position(cast.section))
    make_line(person, cast.superior, end_on=RESHUFFLE)
    make_line(person, cast.higher_superior, start_on=RESHUFFLE)
    return person


def years_end(cast: Cast, on: date) -> list[str]:
    """Whose last day of 2026 Yohana is offered to close."""
    rows = leaving_page(actor(cast.superior, on=on)).rows
    return [row.person.name for row in rows if row.last_on == NEW_YEAR - timedelta(1)]


@pytest.mark.usefixtures("yosep")
def test_who_is_replaced_just_after_the_year_closes_its_last_days(cast: Cast) -> None:
    """Another rates days that they did not lead."""
    days = (RESHUFFLE - timedelta(31), RESHUFFLE - timedelta(30), RESHUFFLE, date(2027, 1, 31))

    assert [years_end(cast, day) for day in days] == [[], *[["Yosep Indey"]] * 3]
    tight = leaving_page(actor(cast.superior, on=RESHUFFLE)).rows
    assert {row.start_on for row in tight} == {date(2026, 1, 1), NEW_YEAR}


def test_who_still_rates_is_not_asked_for_the_last_days(cast: Cast, yosep: Employee) -> None:
    """Who moves away is rated by the superior of the last part; who is away leads again."""
    elsewhere = make_position(cast.division, "Analis")
    old = yosep.postings.get()
    old.end_on = RESHUFFLE
    old.save()
    new = make_posting(yosep, elsewhere, start_on=RESHUFFLE)
    assert years_end(cast, RESHUFFLE) == []

    new.delete()
    old.end_on = None
    old.save()
    back = RESHUFFLE + timedelta(14)
    yosep.reporting_lines.filter(start_on=RESHUFFLE).update(end_on=back)
    make_line(yosep, cast.superior, start_on=back)
    assert years_end(cast, RESHUFFLE) == []


@pytest.mark.parametrize("days", [-7, 0, 7])
@pytest.mark.usefixtures("yosep")
def test_the_day_they_stop_leading_is_the_day_they_are_told_by(cast: Cast, days: int) -> None:
    on = RESHUFFLE + timedelta(days)

    services.remind(by=system(on), at=clock.at_noon(on))

    told = Notice.objects.filter(kind="PartsDueSoon", person_id=cast.superior.pk)
    assert told.get().url == "/evaluasi/pindah/"


@pytest.mark.parametrize("opened_on", [AFTER, RESHUFFLE])
def test_the_last_part_is_closed_once_another_rates(
    cast: Cast, yosep: Employee, opened_on: date
) -> None:
    on = RESHUFFLE - timedelta(14)
    words = draft(yosep, NEW_YEAR)
    services.note_part(words, by=actor(cast.superior, on=on), at=clock.at_noon(on))
    period = opened(cast, on=opened_on)
    part = Part.objects.get(sheet__period=period, sheet__employee=yosep)
    assert bool(part.closed_at) == (opened_on == RESHUFFLE)

    services.catch_up(period.pk, by=system(RESHUFFLE), at=clock.at_noon(RESHUFFLE))

    part = Part.objects.get(sheet__period=period, sheet__employee=yosep)
    assert (part.note, part.closed_by, part.closed_at) == (WORDS, cast.superior, clock.at_noon(on))
    told = Notice.objects.filter(kind="PeriodOpened", person_id=cast.superior.pk)
    assert not any("semasa Anda memimpin" in notice.text for notice in told)


def test_what_is_written_after_the_opening_closes_nothing_by_itself(
    cast: Cast, yosep: Employee
) -> None:
    period = opened(cast)
    at = clock.at_noon(AFTER + timedelta(1))
    services.note_part(draft(yosep, NEW_YEAR), by=actor(cast.superior, on=AFTER), at=at)

    services.catch_up(period.pk, by=system(RESHUFFLE), at=clock.at_noon(RESHUFFLE))

    assert not Part.objects.filter(sheet__employee=yosep, closed_at__isnull=False).exists()


def test_who_was_replaced_after_the_period_is_told_and_reminded(
    cast: Cast, yosep: Employee
) -> None:
    period = opened(cast, on=RESHUFFLE)
    told = Notice.objects.filter(kind="PeriodOpened", person_id=cast.superior.pk)
    assert any("1 bagian semasa Anda memimpin" in notice.text for notice in told)

    on = RESHUFFLE + timedelta(11)
    services.remind(by=system(on), at=clock.at_noon(on))

    text = "1 bagian semasa Anda memimpin masih dapat Anda tutup untuk Triwulan IV 2026, sampai "
    reminded = Notice.objects.filter(kind="PartsDueSoon", person_id=cast.superior.pk)
    assert any(notice.text.startswith(text) for notice in reminded)
    assert Sheet.objects.get(period=period, employee=yosep).parts.count() == 1


def test_a_note_is_kept_journalled_and_may_be_written_anew(cast: Cast) -> None:
    row = write(cast)
    again = services.note_part(
        draft(cast.owner, note="Lebih lengkap."), by=actor(cast.former_superior), at=NOON
    )

    assert (again.pk, ClosingNote.objects.get().note) == (row.pk, "Lebih lengkap.")
    assert Entry.objects.filter(action="PartNoted", subject_id=cast.owner.pk).count() == 2
    assert leaving_count(actor(cast.former_superior)) == 2


@pytest.mark.parametrize("who", ["superior", "acting_superior", "higher_superior", "personnel"])
def test_only_the_superior_of_those_days_writes(cast: Cast, who: str) -> None:
    assert refused(cast, draft(cast.owner), who) == "evaluation.not_your_part"
    assert refused(cast, draft(cast.owner, TODAY)) == "evaluation.not_your_part"
    assert not ClosingNote.objects.exists()


def test_ratings_and_words_are_needed(cast: Cast) -> None:
    assert refused(cast, draft(cast.owner, note=" ")) == "evaluation.reason_missing"
    bare = NoteDraft(
        employee_id=cast.owner.pk, end_on=MOVED_ON, result="", behaviour="AS", note=WORDS
    )
    assert refused(cast, bare) == "evaluation.no_rating"
    assert refused(cast, draft(cast.owner, note="x" * 4001)) == "evaluation.too_long"


def test_an_account_without_a_person_writes_nothing(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.note_part(draft(cast.owner), by=system(TODAY), at=NOON)

    assert refusal.value.code == "evaluation.no_person"


def test_the_database_keeps_one_note_that_says_something(cast: Cast) -> None:
    row = write(cast)
    values = {
        "employee": cast.owner,
        "superior": cast.former_superior,
        "start_on": row.start_on,
        "result": "AS",
        "behaviour": "AS",
        "at": NOON,
    }
    for wrong in (
        {"end_on": MOVED_ON, "note": "dua kali"},
        {"end_on": MOVED_ON + timedelta(1), "note": ""},
        {"end_on": row.start_on, "note": "terbalik"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ClosingNote.objects.create(**values, **wrong)


@pytest.mark.parametrize(("kind", "number"), [("QUARTER", 4), ("YEAR", 0)])
def test_the_sheet_opened_later_has_the_part_closed(cast: Cast, kind: str, number: int) -> None:
    write(cast)

    period = opened(cast, kind, number)

    sheet = Sheet.objects.get(period=period, employee=cast.owner)
    earlier, last = sheet.parts.order_by("start_on")
    assert (earlier.result, earlier.behaviour, earlier.note) == ("ABOVE", "AS", WORDS)
    assert (earlier.closed_at, earlier.closed_by) == (NOON, cast.former_superior)
    assert (last.note, last.closed_at) == ("", None)
    steps = sheet.steps.order_by("at").values_list("kind", "by")
    assert list(steps) == [
        ("PART_CLOSED", cast.former_superior.pk),
        ("OPENED", cast.personnel.pk),
    ]
    peers = Part.objects.filter(sheet__employee=cast.peer, closed_at__isnull=False)
    assert not peers.exists()
    told = Notice.objects.filter(person_id=cast.former_superior.pk, kind="PeriodOpened")
    assert any("2 bagian semasa Anda memimpin" in notice.text for notice in told)


def test_a_closed_part_does_not_stop_what_is_mended_later(cast: Cast) -> None:
    write(cast)
    period = opened(cast)
    new_day = MOVED_ON + timedelta(5)
    lines = ReportingLine.objects.filter(employee=cast.owner)
    lines.filter(superior=cast.superior, start_on=MOVED_ON).update(start_on=new_day)
    lines.filter(superior=cast.former_superior).update(end_on=new_day)

    services.catch_up(period.pk, by=system(AFTER), at=clock.at_noon(AFTER))

    sheet = Sheet.objects.get(period=period, employee=cast.owner)
    earlier = sheet.parts.order_by("start_on")[0]
    assert (earlier.end_on, earlier.note, earlier.closed_at) == (new_day, WORDS, NOON)
    assert sheet.steps.filter(kind="PART_CLOSED").count() == 1


def test_once_the_year_has_its_sheet_the_part_is_closed_there(cast: Cast) -> None:
    opened(cast, "YEAR", 0)

    assert leaving_page(actor(cast.former_superior, on=AFTER)).rows == ()


def remind(cast: Cast, on: date) -> list[str]:
    """What Elias, who led the section before, was told until that day."""
    services.remind(by=system(on), at=clock.at_noon(on))
    told = Notice.objects.filter(kind="PartsDueSoon", person_id=cast.former_superior.pk)
    return list(told.values_list("text", flat=True))


@pytest.mark.parametrize("days", [-7, 0, 7])
def test_the_leaving_superior_is_told_around_the_day(cast: Cast, days: int) -> None:
    assert remind(cast, MOVED_ON + timedelta(days + 1)) == []

    remind(cast, MOVED_ON + timedelta(days))
    found = remind(cast, MOVED_ON + timedelta(days))

    assert found == [
        "3 orang pindah dari Anda. Tutup bagiannya selagi masih segar; penilai berikutnya "
        "membacanya kelak."
    ]
    notice = Notice.objects.get(kind="PartsDueSoon", person_id=cast.former_superior.pk)
    assert notice.url == "/evaluasi/pindah/"


def test_an_earlier_superior_is_reminded_in_a_period(cast: Cast) -> None:
    period = make_period(due_on=TODAY + timedelta(1))
    sheet = make_sheet(cast.owner, period, superior=cast.superior)
    split_sheet(sheet, date(2026, 8, 1), cast.former_superior)

    found = remind(cast, TODAY)

    assert found == [
        "1 bagian semasa Anda memimpin masih dapat Anda tutup untuk Triwulan III 2026, sampai "
        "Rabu, 25 November 2026."
    ]
    Part.objects.filter(superior=cast.former_superior).update(closed_at=NOON)
    Notice.objects.all().delete()
    assert remind(cast, TODAY) == []


def test_the_page_offers_the_form_and_keeps_what_was_written(cast: Cast, browse: Browse) -> None:
    client = browse(cast.former_superior)
    position = client.get("/evaluasi/posisi/").content.decode()
    assert "3 orang pindah dari Anda" in position

    page = client.get("/evaluasi/pindah/").content.decode()
    assert page.count("data-matrix") == 3
    answer = client.post(
        f"/evaluasi/pindah/{cast.owner.pk}/",
        {"sampai": MOVED_ON.isoformat(), "rating": "ABOVE-AS", "catatan": WORDS},
        follow=True,
    )

    assert "Catatan tersimpan" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert WORDS not in browse(cast.superior).get("/evaluasi/pindah/").content.decode()
    assert (
        "Tidak ada yang perlu ditutup"
        in browse(cast.owner).get("/evaluasi/pindah/").content.decode()
    )
