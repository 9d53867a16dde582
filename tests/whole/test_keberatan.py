"""An objection to a discipline decision: who rules on it, and what their silence does."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from noken.audit.services import state_reason
from noken.calendars.queries import add_workdays
from noken.calendars.services import add_local_day
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.discipline import tasks
from noken.discipline.models import Appeal, Case, Decision
from noken.discipline.queries import terms_on
from noken.discipline.services import Settlement, settle_appeal
from noken.findings.models import Row
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import make_case, make_counting, make_settings

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
Night = Callable[[date], None]
WHY = "Menangani keberatan sesuai tugas jabatan saya."


def objected(cast: Cast) -> Case:
    """Yohana decided and the days that counted stand; Maria objected today."""
    make_settings()
    finding = make_counting(cast.owner)
    naomi, yohana = cast.acting_superior, cast.superior
    row = make_case(cast.owner, naomi, "APPEALED", finding=finding, official=yohana, at=NOON)
    Row.objects.update(decided_at=NOON - timedelta(1))
    return row


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> Night:
    def run(day: date) -> None:
        """At 01.40 of the day."""
        at = clock.start_of(day) + timedelta(minutes=100)
        with monkeypatch.context() as moved:
            moved.setattr(clock, "now", lambda: at)
            tasks.night(timestamp=0)

    return run


def page_of(browse: Browse, person: Employee, row: Case) -> str:
    if person.pk != row.employee_id:
        by = actor(person)
        state_reason(row.employee_id, "Tugas jabatan", WHY, by=by, at=NOON, record=row.number)
    return browse(person).get(row.get_absolute_url()).content.decode()


def test_silence_past_the_last_day_grants_by_itself(
    cast: Cast, browse: Browse, night: Night
) -> None:
    row = objected(cast)
    last = row.appeal.decide_by

    night(last)
    assert Case.objects.get(pk=row.pk).status == "APPEALED"
    night(last + timedelta(1))
    night(last + timedelta(1))
    night(last + timedelta(2))

    row = Case.objects.get(pk=row.pk)
    assert (row.status, row.appeal.outcome) == ("DROPPED", "SILENT")
    assert (row.appeal.recorded_by, row.appeal.decided_on) == (None, last + timedelta(1))
    (step,) = row.steps.filter(kind="SETTLED")
    assert (step.by, step.role) == (None, "SYSTEM")
    assert set(Row.objects.values_list("state", flat=True)) == {"ACCEPTED"}
    told = Notice.objects.filter(kind="AppealSettled")
    assert {each.person_id for each in told} >= {
        *(cast.owner.pk, cast.superior.pk, cast.personnel.pk),
    }
    assert told.filter(person_id=cast.owner.pk).count() == 1
    (fell,) = Notice.objects.filter(kind="FindingSettled")
    assert fell.text.startswith("Sistem menggugurkan, sesudah upaya administratif Anda, hitungan")
    for person in (cast.owner, cast.personnel):
        page = page_of(browse, person, row)
        assert "Dikabulkan karena tidak dijawab sampai batas waktu" in page
        assert "oleh sistem" in page


def test_a_new_day_off_moves_the_day_on_which_silence_grants(cast: Cast, night: Night) -> None:
    row = objected(cast)
    terms = terms_on(TODAY)
    last = add_workdays(TODAY, terms.objection_decide)
    Appeal.objects.update(decide_by=last)
    by = actor(cast.personnel, Role.PERSONNEL)

    add_local_day(last, "Libur daerah", source="Perbup 9/2026", by=by, at=NOON)

    night(last + timedelta(1))
    filed = Appeal.objects.get(case=row)
    assert (filed.decide_by, filed.outcome) == (add_workdays(last, 1), "")
    told = Notice.objects.filter(kind="RulingMoved")
    assert {each.person_id for each in told} == {
        *(cast.owner.pk, cast.acting_superior.pk, cast.higher_superior.pk),
    }
    night(filed.decide_by + timedelta(1))
    assert Appeal.objects.get(case=row).outcome == "SILENT"


def test_who_rules_sees_it_from_the_first_day_bkpsdm_where_nobody_does(
    cast: Cast, browse: Browse
) -> None:
    row = objected(cast)

    def waits(person: Employee) -> str:
        page = browse(person).get(reverse("home:waiting")).content.decode()
        return page if row.number in page else ""

    assert "Anda memutus keberatan ini sampai" in waits(cast.higher_superior)
    assert "Tanpa putusan, dikabulkan." in waits(cast.higher_superior)
    assert waits(cast.leader) == waits(cast.personnel) == ""
    Appeal.objects.update(decide_by=TODAY + timedelta(6))
    assert "diputus atasan pejabat yang memutus sampai Senin, 30 November" in waits(cast.personnel)
    Appeal.objects.update(decide_by=TODAY + timedelta(20), ruler=None)
    assert "diputus di kertas dan dicatat BKPSDM sampai" in waits(cast.personnel)


def test_bkpsdm_records_no_late_ruling(cast: Cast) -> None:
    row = objected(cast)

    for days, outcome in ((1, "KEPT"), (1, "LIGHTER"), (0, "KEPT")):
        at = clock.at_noon(row.appeal.decide_by + timedelta(1))
        on = row.appeal.decide_by + timedelta(days)
        end = Settlement(outcome=outcome, number="1", decided_by="Markus", decided_on=on)
        by = actor(cast.personnel, on=clock.day_of(at))
        with pytest.raises(Refused) if days else nullcontext() as refusal:
            settle_appeal(row.pk, end, by=by, at=at)
        assert refusal is None or refusal.value.code == "discipline.ruled_late"


def test_silence_grants_no_late_objection_and_no_appeal_to_bpasn(cast: Cast, night: Night) -> None:
    row = objected(cast)
    over = row.appeal.decide_by + timedelta(1)
    amend(Appeal.objects.all(), kind="APPEAL")
    night(over)
    amend(Appeal.objects.all(), kind="OBJECTION", is_late=True)
    night(over)

    assert Appeal.objects.get(case=row).outcome == ""
    assert Decision.objects.get(case=row).decided_at
