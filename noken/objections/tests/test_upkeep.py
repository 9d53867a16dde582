"""The night: grades become final once nobody can object in time, and late steps are named once."""

from datetime import timedelta

import pytest

from noken.core.actor import system
from noken.evaluation.models import Sheet
from noken.notices.models import Notice
from noken.objections import services, tasks
from noken.objections.models import TermsProposal, TermsSignature
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_objections import make_grade, make_objection

pytestmark = pytest.mark.django_db


def night(days: int) -> int:
    at = NOON + timedelta(days)
    return services.finalize_due(by=system(TODAY + timedelta(days)), at=at)


@pytest.mark.parametrize(("days", "final"), [(10, 0), (11, 1)], ids=["last day", "the day after"])
def test_a_grade_is_final_the_day_after_the_last_day_for_an_objection(
    cast: Cast, days: int, final: int
) -> None:
    sheet = make_grade(cast.owner, cast.superior)

    assert night(days) == final

    sheet.refresh_from_db()
    assert (sheet.status == "FINAL") == bool(final)
    assert night(days) == 0, "running twice does nothing more"


def test_a_result_that_nobody_received_is_never_final_by_itself(cast: Cast) -> None:
    make_grade(cast.owner, cast.superior, received_at=None)

    assert night(400) == 0


@pytest.mark.parametrize("status", ["FILED", "TAKEN"])
def test_an_open_objection_holds_its_own_grade_only(cast: Cast, status: str) -> None:
    held = make_grade(cast.owner, cast.superior)
    free = make_grade(cast.peer, cast.superior)
    make_objection(held, status=status, by=cast.higher_superior)

    assert night(20) == 1

    assert Sheet.objects.get(pk=held.pk).status == "PUBLISHED"
    assert Sheet.objects.get(pk=free.pk).status == "FINAL"


def test_where_all_are_held_there_is_nothing_to_finish(cast: Cast) -> None:
    make_objection(make_grade(cast.owner, cast.superior))

    assert night(20) == 0


def test_one_that_was_taken_back_holds_nothing(cast: Cast) -> None:
    make_objection(make_grade(cast.owner, cast.superior), status="WITHDRAWN")

    assert night(20) == 1


def test_signed_days_move_the_night(cast: Cast) -> None:
    make_grade(cast.owner, cast.superior)
    row = TermsProposal.objects.create(
        file_days=21,
        take_workdays=3,
        answer_workdays=5,
        decide_workdays=15,
        source="Perbup 3/2026",
        start_on=TODAY,
        proposed_at=NOON,
    )
    for signer in (cast.personnel, cast.leader):
        TermsSignature.objects.create(
            proposal=row, signer=signer, role="PERSONNEL", reason="Setuju", at=NOON
        )

    assert night(17) == 0
    assert night(18) == 1


def test_a_late_step_is_said_once_to_who_decides(cast: Cast) -> None:
    make_objection(make_grade(cast.owner, cast.superior), at=NOON - timedelta(9))

    for days in (0, 1, 2):
        services.remind(by=system(TODAY), at=NOON + timedelta(days))

    said = Notice.objects.get(kind="ObjectionOverdue")
    assert said.person_id == cast.higher_superior.pk
    assert "belum diambil" in said.text


def test_taking_and_deciding_late_are_two_things(cast: Cast) -> None:
    row = make_objection(make_grade(cast.owner, cast.superior), at=NOON - timedelta(40))
    services.remind(by=system(TODAY), at=NOON)
    row.status, row.taken_by, row.taken_at = "TAKEN", cast.higher_superior, NOON
    row.answer_by = row.decide_by = TODAY
    row.save(update_fields=["status", "taken_by", "taken_at", "answer_by", "decide_by"])

    services.remind(by=system(TODAY), at=NOON + timedelta(1))

    texts = sorted(Notice.objects.filter(kind="ObjectionOverdue").values_list("text", flat=True))
    assert ["belum diambil" in texts[0], "belum diputus" in texts[1]] == [True, True]


def test_what_is_in_time_is_not_said(cast: Cast) -> None:
    make_objection(make_grade(cast.owner, cast.superior))

    assert services.remind(by=system(TODAY), at=NOON) == 0


def test_the_night_does_both(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(services, "finalize_due", lambda **_: done.append("final"))
    monkeypatch.setattr(services, "remind", lambda **_: done.append("late"))

    tasks.night.func(timestamp=0)

    assert done == ["final", "late"]
