from dataclasses import replace
from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.evaluation import services
from noken.evaluation.models import Part, Period, Sheet, Step
from noken.evaluation.services import Opening
from noken.notices.models import Notice
from noken.organization.models import Position, Posting, StandingPeriod
from tests.cast import Cast
from tests.world import (
    NOON,
    TODAY,
    actor,
    make_employee,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_evaluation import make_rating, make_self
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
THIRD = Opening(
    kind="QUARTER",
    group="GENERAL",
    year=2026,
    number=3,
    self_due_on=date(2026, 11, 25),
    due_on=date(2026, 11, 30),
)


def opened(cast: Cast, opening: Opening = THIRD) -> Period:
    by = actor(cast.personnel, Role.PERSONNEL)
    return services.open_period(opening, by=by, at=NOON)


def refused(cast: Cast, opening: Opening) -> str:
    with pytest.raises(Refused) as refusal:
        opened(cast, opening)
    return refusal.value.code


def test_everybody_in_service_gets_a_sheet_with_a_part_and_a_step(cast: Cast) -> None:
    period = opened(cast)

    sheet = Sheet.objects.get(employee=cast.owner, period=period)
    part = sheet.parts.get()
    assert (sheet.status, sheet.unit) == ("OPEN", cast.section)
    assert (part.superior, part.start_on, part.end_on) == (
        cast.former_superior,
        date(2026, 7, 1),
        date(2026, 10, 1),
    )
    assert [step.kind for step in sheet.steps.all()] == ["OPENED"]
    in_service = Posting.objects.filter(kind="DEFINITIVE", start_on__lt=period.end_on)
    people = in_service.exclude(employee__kind="OFFICIAL").values("employee").distinct()
    assert Sheet.objects.filter(period=period).count() == people.count()
    assert not Sheet.objects.filter(employee=cast.bupati).exists()


def test_without_plan_there_is_a_sheet_all_the_same(cast: Cast) -> None:
    make_plan(cast.owner, status="DRAFT")

    opened(cast)

    assert Sheet.objects.filter(employee=cast.owner).exists()


def test_who_moved_has_a_part_with_each_superior(cast: Cast) -> None:
    opening = replace(THIRD, number=4, year=2025)
    Posting.objects.filter(employee=cast.owner).update(end_on=date(2025, 11, 3))
    post = make_position(cast.other_agency)
    make_posting(cast.owner, post, start_on=date(2025, 11, 3))
    cast.owner.reporting_lines.all().delete()
    make_line(cast.owner, cast.former_superior, end_on=date(2025, 11, 3))
    make_line(cast.owner, cast.agency_head, start_on=date(2025, 11, 3))

    opened(cast, opening)

    parts = Part.objects.filter(sheet__employee=cast.owner).order_by("start_on")
    assert [(part.superior, part.unit) for part in parts] == [
        (cast.former_superior, cast.section),
        (cast.agency_head, cast.other_agency),
    ]
    assert Sheet.objects.get(employee=cast.owner).unit == cast.other_agency


def test_teachers_follow_their_own_calendar(cast: Cast) -> None:
    school = make_unit("SD Inpres 1", cast.agency, kind="SCHOOL")
    teacher = make_employee("Selfina Ahoren")
    make_posting(teacher, make_position(school, family=Position.Family.TEACHER))
    semester = replace(THIRD, kind="SEMESTER", group="TEACHERS", number=1)

    quarter, half = opened(cast), opened(cast, semester)

    assert [sheet.period for sheet in Sheet.objects.filter(employee=teacher)] == [half]
    assert Sheet.objects.filter(period=half).count() == 1
    assert not Sheet.objects.filter(period=quarter, employee=teacher).exists()


def test_who_left_before_the_last_day_gets_none(cast: Cast) -> None:
    StandingPeriod.objects.filter(employee=cast.owner).update(end_on=date(2026, 9, 1))
    retired = StandingPeriod.Standing.RETIRED
    StandingPeriod.objects.create(employee=cast.owner, standing=retired, start_on=date(2026, 9, 1))

    opened(cast)

    assert not Sheet.objects.filter(employee=cast.owner).exists()


def test_people_and_raters_are_told_once_each(cast: Cast) -> None:
    period = opened(cast)

    own = Notice.objects.get(person_id=cast.owner.pk)
    acting = Notice.objects.filter(person_id=cast.acting_superior.pk).order_by("pk")
    assert "penilaian diri Anda sampai Rabu, 25 November 2026" in own.text
    assert own.url == Sheet.objects.get(employee=cast.owner).get_absolute_url()
    assert len(acting) == 2
    assert "Anda menilai" in acting[1].text
    entry = Entry.objects.get(action="PeriodOpened")
    assert entry.ids == {"period": period.pk}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": 5}, "period.unknown"),
        ({"kind": "SEMESTER", "number": 1}, "period.unknown"),
        ({"group": "NOBODY"}, "period.unknown"),
        ({"number": 4}, "period.not_ended"),
        ({"self_due_on": TODAY - timedelta(1)}, "period.due_past"),
        ({"due_on": date(2026, 11, 24)}, "period.due_order"),
    ],
)
def test_what_cannot_be_opened_is_refused(cast: Cast, change: dict[str, object], code: str) -> None:
    assert refused(cast, replace(THIRD, **change)) == code  # type: ignore[arg-type]  # by table
    assert not Period.objects.exists()


def test_a_period_is_opened_once(cast: Cast) -> None:
    opened(cast)

    assert refused(cast, THIRD) == "period.open_already"


def test_only_bkpsdm_opens(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.open_period(THIRD, by=actor(cast.admin_opd), at=NOON)

    assert refusal.value.code == "period.keeper_only"


# --- completing ---


def test_what_was_mended_is_completed(cast: Cast) -> None:
    alone = make_employee("Yosep Indey")
    make_posting(alone, make_position(cast.section))
    make_line(alone, None, basis="GAP")
    period = opened(cast)
    assert Part.objects.get(sheet__employee=alone).superior is None
    alone.reporting_lines.all().delete()
    make_line(alone, cast.superior, basis="OVERRIDE", start_on=TODAY)
    late = make_employee("Marlon Sroyer")
    make_posting(late, make_position(cast.section))
    make_line(late, cast.superior)

    changed = services.catch_up(period.pk, by=system(TODAY), at=NOON)

    mended = Sheet.objects.get(employee=alone)
    assert changed == 2
    assert mended.parts.get().superior == cast.superior
    assert Sheet.objects.get(employee=late).parts.get().superior == cast.superior
    assert Notice.objects.filter(person_id=late.pk).count() == 1
    assert services.catch_up(period.pk, by=system(TODAY), at=NOON) == 0
    assert Entry.objects.filter(action="SheetsCaughtUp").count() == 1


def test_what_somebody_judged_is_left_alone(cast: Cast) -> None:
    period = opened(cast)
    sheet = Sheet.objects.get(employee=cast.owner)
    make_rating(sheet, cast.superior, published=False)
    cast.owner.reporting_lines.all().delete()
    make_line(cast.owner, cast.agency_head)

    services.catch_up(period.pk, by=system(TODAY), at=NOON)

    assert sheet.parts.get().superior == cast.former_superior


def test_an_own_assessment_does_not_keep_a_wrong_superior(cast: Cast) -> None:
    period = opened(cast)
    sheet = Sheet.objects.get(employee=cast.owner)
    make_self(sheet)
    cast.owner.reporting_lines.all().delete()
    make_line(cast.owner, cast.agency_head)

    services.catch_up(period.pk, by=system(TODAY), at=NOON)

    assert sheet.parts.get().superior == cast.agency_head


# --- closing ---


def closed(cast: Cast, period: Period, note: str = "") -> Period:
    by = actor(cast.personnel, Role.PERSONNEL)
    return services.close_period(period.pk, note=note, by=by, at=NOON)


def test_unfinished_sheets_ask_for_a_reason(cast: Cast) -> None:
    period = opened(cast)

    with pytest.raises(Refused) as refusal:
        closed(cast, period, "  ")
    done = closed(cast, period, "Tiga orang pindah instansi.")

    assert refusal.value.code == "period.unfinished"
    assert (done.closed_at, done.closing_note) == (NOON, "Tiga orang pindah instansi.")
    assert Entry.objects.get(action="PeriodClosed").reason == "Tiga orang pindah instansi."


def test_a_finished_period_closes_without_a_word(cast: Cast) -> None:
    period = opened(cast)
    Sheet.objects.filter(period=period).update(status="FINAL")

    assert closed(cast, period).closed_at == NOON


def test_a_closed_period_takes_nothing_more(cast: Cast) -> None:
    period = opened(cast)
    closed(cast, period, "Selesai.")

    for act in (
        lambda: services.catch_up(period.pk, by=system(TODAY), at=NOON),
        lambda: closed(cast, period, "Lagi."),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "period.closed"


@pytest.mark.usefixtures("cast")
def test_what_the_system_opens_is_nobodys() -> None:
    period = services.open_period(THIRD, by=system(TODAY), at=NOON)

    assert period.opened_by is None
    assert set(Step.objects.values_list("by", flat=True)) == {None}
