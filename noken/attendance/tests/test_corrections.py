"""A day is disputed, asked about, decided; what was recorded stays."""

from datetime import date, timedelta

import pytest

from noken.attendance import queries, services
from noken.attendance.models import Correction, Day
from noken.audit.models import Entry
from noken.core.errors import Refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_corrections import (
    correction_draft,
    empty_day,
    late_day,
    make_correction,
    make_day,
)
from tests.world_work import hostile, photo

MONDAY = TODAY - timedelta(1)
LONG_AGO = date(2026, 11, 2)


def file(cast: Cast, day: date = MONDAY, **more: object) -> Correction:
    draft = correction_draft(day, **more)  # type: ignore[arg-type]  # as the maker takes them
    services.file_correction(draft, by=actor(cast.owner), at=NOON)
    return Correction.objects.get(pk=draft.key)


def refused(cast: Cast, day: date = MONDAY, **more: object) -> str:
    with pytest.raises(Refused) as found:
        file(cast, day, **more)
    return found.value.code


def test_a_person_disputes_a_late_day(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)

    row = file(cast, text="Mengantar berkas BOS.", upload=photo())

    assert row.status == "WAITING"
    assert row.seen == "Masuk 08.12, lewat 42 menit, pulang 16.02."
    assert row.decide_by == date(2026, 11, 27)
    assert row.file_id is not None
    assert Day.objects.get(employee=cast.owner).late_minutes == 42
    assert Entry.objects.filter(action="CorrectionFiled", subject_id=cast.owner.pk).exists()


def test_until_decided_the_day_does_not_count(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    file(cast)

    page = queries.month_page(actor(cast.owner), cast.owner.pk, MONDAY.replace(day=1), NOON)

    assert (page.totals.waiting, page.totals.present, page.late_minutes) == (1, 0, 0)
    assert page.lines[0].badge == "Menunggu keputusan"


def test_the_same_submission_again_adds_nothing(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    draft = correction_draft(MONDAY)
    by = actor(cast.owner)

    first = services.file_correction(draft, by=by, at=NOON)
    again = services.file_correction(draft, by=by, at=NOON)

    assert first.number == again.number
    assert Correction.objects.count() == 1


def test_what_cannot_be_disputed(cast: Cast) -> None:
    make_day(cast.owner, MONDAY)
    make_day(cast.owner, LONG_AGO, Day.Status.LEAVE, first=None, last=None)

    assert refused(cast) == "correction.nothing_to_say"
    assert refused(cast, LONG_AGO) == "correction.nothing_to_say"
    assert refused(cast, TODAY + timedelta(1)) == "correction.future"
    assert refused(cast, date(2026, 11, 8)) == "correction.nothing_to_say"


def test_words_and_choice_are_needed(cast: Cast) -> None:
    empty_day(cast.owner, MONDAY)

    assert refused(cast, text="  ") == "correction.empty"
    assert refused(cast, text="a" * 1001) == "correction.too_long"
    assert refused(cast, choice="") == "correction.no_choice"
    assert refused(cast, choice="MADE_UP") == "correction.no_choice"
    assert refused(cast, upload=hostile()) == "file.type"
    assert not Correction.objects.exists()


def test_one_correction_a_day(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    make_correction(cast.owner, MONDAY)

    assert refused(cast) == "correction.already"


def test_accepting_lets_the_day_hold_as_said(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)

    services.accept_correction(row.pk, by=actor(cast.acting_superior), at=NOON)

    page = queries.month_page(actor(cast.owner), cast.owner.pk, MONDAY.replace(day=1), NOON)
    (line,) = page.lines
    assert (line.held.mark, line.held.late_minutes, line.differs) == ("H", 0, True)
    assert Day.objects.get(employee=cast.owner).late_minutes == 42
    assert line.correction is not None
    assert line.correction.steps[-1].who == cast.acting_superior.name


def test_a_question_is_answered_and_decided(cast: Cast) -> None:
    empty_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)
    boss, me = actor(cast.acting_superior), actor(cast.owner)

    services.ask_about_correction(row.pk, note="Ke bank mana?", by=boss, at=NOON)
    assert [each.id for each in queries.questions_to(me)] == [row.pk]
    services.answer_about_correction(row.pk, text="Bank Papua.", by=me, at=NOON)
    assert queries.questions_to(me) == []
    services.accept_correction(row.pk, by=boss, at=NOON)

    kinds = list(row.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["FILED", "ASKED", "ANSWERED", "ACCEPTED"]


def test_a_refusal_says_why_and_the_person_may_file_again(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)
    boss = actor(cast.acting_superior)

    with pytest.raises(Refused) as nothing_said:
        services.refuse_correction(row.pk, note=" ", by=boss, at=NOON)
    services.refuse_correction(row.pk, note="Tidak ada penugasan.", by=boss, at=NOON)

    assert nothing_said.value.code == "correction.empty"
    entry = Entry.objects.get(action="CorrectionRefused")
    assert entry.reason == "Tidak ada penugasan."
    assert file(cast).status == "WAITING"


@pytest.mark.parametrize("who", ["owner", "superior", "higher_superior", "former_superior", "peer"])
def test_only_the_direct_superior_of_today_decides(cast: Cast, who: str) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)

    with pytest.raises(Refused) as found:
        services.accept_correction(row.pk, by=actor(getattr(cast, who)), at=NOON)

    assert found.value.code == "correction.not_yours"


def test_bkpsdm_decides_for_who_has_no_superior(cast: Cast) -> None:
    late_day(cast.bupati, MONDAY)
    row = make_correction(cast.bupati, MONDAY)
    bkpsdm = actor(cast.personnel)

    assert [each.correction.id for each in queries.corrections_awaiting(bkpsdm)] == [row.pk]
    services.accept_correction(row.pk, by=bkpsdm, at=NOON)
    row.refresh_from_db()
    assert row.status == "ACCEPTED"


def test_decided_once(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY, status="ACCEPTED", by=cast.acting_superior)

    with pytest.raises(Refused) as found:
        services.refuse_correction(row.pk, note="x", by=actor(cast.acting_superior), at=NOON)

    assert found.value.code == "correction.decided"


def test_taking_back(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)
    me = actor(cast.owner)

    services.withdraw_correction(row.pk, by=me, at=NOON)
    with pytest.raises(Refused) as again:
        services.withdraw_correction(row.pk, by=me, at=NOON)

    assert again.value.code == "correction.decided"
    page = queries.month_page(me, cast.owner.pk, MONDAY.replace(day=1), NOON)
    assert page.attention[0].held.late_minutes == 42


def test_not_asked_and_not_mine(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    row = make_correction(cast.owner, MONDAY)

    with pytest.raises(Refused) as not_asked:
        services.answer_about_correction(row.pk, text="x", by=actor(cast.owner), at=NOON)
    with pytest.raises(Refused) as not_mine:
        services.withdraw_correction(row.pk, by=actor(cast.peer), at=NOON)

    assert not_asked.value.code == "correction.not_asked"
    assert not_mine.value.code == "correction.not_yours"


def test_what_waits_is_counted_as_it_is_listed(cast: Cast) -> None:
    late_day(cast.owner, MONDAY)
    make_correction(cast.owner, MONDAY)
    empty_day(cast.owner, LONG_AGO)
    make_correction(cast.owner, LONG_AGO, status="ASKED", by=cast.acting_superior)

    waiting = queries.corrections_awaiting(actor(cast.acting_superior))

    assert [each.correction.status for each in waiting] == ["WAITING", "ASKED"]
    assert queries.corrections_awaiting(actor(cast.superior)) == []


def test_a_month_says_the_sum_of_its_own_year(cast: Cast) -> None:
    before = date(TODAY.year - 1, 12, 2)
    for day in (before, before + timedelta(1), LONG_AGO):
        empty_day(cast.owner, day)

    then, now = (
        queries.month_page(actor(cast.owner), cast.owner.pk, day.replace(day=1), NOON)
        for day in (before, LONG_AGO)
    )

    assert (then.absent_in_year, now.absent_in_year) == (2, 1)


def test_absent_only_after_the_days_for_an_explanation(cast: Cast) -> None:
    empty_day(cast.owner, MONDAY)
    empty_day(cast.owner, LONG_AGO)

    page = queries.month_page(actor(cast.owner), cast.owner.pk, MONDAY.replace(day=1), NOON)

    marks = {line.day: line.held.mark for line in page.attention}
    assert marks == {MONDAY: "?", LONG_AGO: "A"}
    assert page.absent_in_year == 1
