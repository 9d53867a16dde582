"""Who decides, two at a time and with roles apart; delivery, appeal, force, and the end."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.core.tally import counted
from noken.discipline import queries, services
from noken.discipline.models import Appeal, Case, Decision
from noken.discipline.queries import CasePage
from noken.discipline.services import AppealDraft, NewCall
from noken.discipline.services import Settlement as Ending
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    LATER_ON,
    make_case,
    make_counting,
    make_settings,
    new_decision,
    new_delivery,
    new_key,
    new_report,
)

pytestmark = pytest.mark.django_db
AFTER_HEARING = LATER_ON + timedelta(hours=3)
NEXT_DAY = datetime(2026, 12, 1, 3, 0, tzinfo=NOON.tzinfo)


def by(person: Employee, at: datetime = NOON) -> Actor:
    return actor(person, on=clock.day_of(at))


def refused(call: Any, *args: Any, who: Employee, at: datetime = NOON) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, by=by(who, at), at=at)
    return caught.value.code


def test_roles_lie_apart_when_the_superior_wrote_it_down(cast: Cast) -> None:
    """Naomi raised and rates: she does not decide; one above her does."""
    make_settings()
    row = make_case(cast.owner, cast.superior, "REPORTED")
    drawn = services.draft(row.pk, new_decision(), by=by(cast.personnel), at=NOON)

    assert drawn.official == cast.acting_superior
    services.return_draft(row.pk, "Perbaiki dasar.", by=by(cast.acting_superior), at=NOON)
    row = make_case(cast.owner, cast.acting_superior, "REPORTED")
    drawn = services.draft(row.pk, new_decision(), by=by(cast.personnel), at=NOON)
    assert drawn.official == cast.superior
    assert refused(services.confirm, row.pk, "Manokwari", who=cast.acting_superior) == (
        "discipline.not_yours"
    )


def test_two_people_decide(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    row = make_case(cast.owner, cast.acting_superior, "REPORTED", finding=finding)

    code = refused(services.draft, row.pk, new_decision(), who=cast.acting_superior)
    assert code == "discipline.two_people"
    services.draft(row.pk, new_decision(), by=by(cast.personnel), at=NOON)
    assert refused(services.draft, row.pk, new_decision(), who=cast.personnel) == (
        "discipline.drafted"
    )
    assert refused(services.confirm, row.pk, "Manokwari", who=cast.personnel) == (
        "discipline.not_yours"
    )


def test_an_official_who_changed_since_the_draft_does_not_decide(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    row = make_case(cast.owner, cast.higher_superior, "REPORTED", finding=finding)
    services.draft(row.pk, new_decision(), by=by(cast.personnel), at=NOON)

    code = refused(services.confirm, row.pk, "Manokwari", who=cast.superior, at=NEXT_DAY)
    assert code == "discipline.other_official"


def test_the_keeper_of_the_rule_does_not_decide(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    version = type(finding.version).objects.filter(pk=finding.version_id)
    amend(version, proposed_by=cast.acting_superior)
    row = make_case(cast.owner, cast.higher_superior, "REPORTED", finding=finding)

    drawn = services.draft(row.pk, new_decision(), by=by(cast.personnel), at=NOON)
    assert drawn.official == cast.superior


def test_what_is_not_proven_is_stopped_by_the_official(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "EXAMINED")
    services.report(row.pk, new_report(""), by=by(cast.acting_superior), at=NOON)

    assert refused(services.draft, row.pk, new_decision(), who=cast.personnel) == (
        "discipline.not_proven"
    )
    assert refused(services.drop, row.pk, "Tidak terbukti", who=cast.acting_superior) == (
        "discipline.not_yours"
    )
    services.drop(row.pk, "Tidak terbukti.", by=by(cast.superior), at=NOON)
    row.refresh_from_db()
    assert (row.status, row.reason) == ("DROPPED", "Tidak terbukti.")


def test_objecting_in_time_holds_the_decision_and_silence_grants(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DELIVERED", official=cast.superior, at=NOON)
    draft = AppealDraft(key=new_key(), text="Saya sudah meminta izin.")
    filed = services.appeal(row.pk, draft, by=by(cast.owner), at=NOON)
    assert services.appeal(row.pk, draft, by=by(cast.owner), at=NOON) == filed
    assert (filed.kind, filed.is_late, filed.decide_by) == (
        "OBJECTION",
        False,
        date(2026, 12, 23),
    )
    late = clock.at_noon(date(2026, 12, 28))
    assert services.enter_into_force(by=system(clock.day_of(late)), at=late) == 0
    silent = Ending(outcome="SILENT", number="", decided_by="", decided_on=TODAY)
    assert refused(services.settle_appeal, row.pk, silent, who=cast.personnel) == (
        "discipline.not_silent"
    )
    services.answer_appeal(row.pk, "Tetap.", TODAY, by=by(cast.personnel), at=NOON)
    over = Ending(outcome="SILENT", number="", decided_by="", decided_on=clock.day_of(late))
    services.settle_appeal(row.pk, over, by=by(cast.personnel, late), at=late)
    row.refresh_from_db()
    assert row.status == "DROPPED"


@pytest.mark.parametrize(
    ("outcome", "sanction", "status"),
    [("KEPT", "", "IN_FORCE"), ("REVOKED", "", "DROPPED"), ("LIGHTER", "R1", "IN_FORCE")],
)
def test_how_an_objection_ends(cast: Cast, outcome: str, sanction: str, status: str) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "APPEALED", official=cast.superior, at=NOON)
    amend(Decision.objects.filter(case=row), sanction="R3")
    end = Ending(
        outcome=outcome, number="1/K", decided_by="Bupati", decided_on=TODAY, sanction=sanction
    )
    services.settle_appeal(row.pk, end, by=by(cast.personnel), at=NOON)

    row.refresh_from_db()
    assert row.status == status
    assert Appeal.objects.get(case=row).recorded_by == cast.personnel


def test_what_an_ending_refuses(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "APPEALED", official=cast.superior, at=NOON)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"outcome": "X"}, "discipline.no_outcome"),
        ({"outcome": "LIGHTER"}, "discipline.no_sanction"),
        ({"outcome": "LIGHTER", "sanction": "R2"}, "discipline.too_heavy"),
        ({"outcome": "KEPT", "number": " "}, "discipline.empty"),
        ({"outcome": "KEPT", "decided_on": TODAY - timedelta(1)}, "discipline.bad_day"),
    ]
    for fields, code in wrong:
        values: dict[str, Any] = {"number": "1", "decided_by": "Bupati", "decided_on": TODAY}
        end = Ending(**{**values, **fields})
        assert refused(services.settle_appeal, row.pk, end, who=cast.personnel) == code


def test_a_late_appeal_is_taken_and_the_decision_stays_in_force(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "IN_FORCE", official=cast.superior)
    late = clock.at_noon(date(2026, 12, 20))
    draft = AppealDraft(key=new_key(), text="Saya baru membacanya.")
    filed = services.appeal(row.pk, draft, by=by(cast.owner, late), at=late)

    row.refresh_from_db()
    assert (filed.is_late, row.status) == (True, "IN_FORCE")
    assert refused(services.serve, row.pk, who=cast.personnel) == "discipline.appeal_runs"


def filed_late(cast: Cast) -> Case:
    """Delivered on the 24th, appealed against a day after the last one, before it takes force."""
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DELIVERED", official=cast.superior, at=NOON)
    late = clock.at_noon(row.delivery.appeal_by + timedelta(1))
    amend(Decision.objects.filter(case=row), sanction="S1", in_force_on=clock.day_of(late))
    draft = AppealDraft(key=new_key(), text="Saya baru membacanya.")
    assert services.appeal(row.pk, draft, by=by(cast.owner, late), at=late).is_late
    return Case.objects.get(pk=row.pk)


def test_a_late_appeal_holds_no_decision_and_silence_does_not_grant_it(cast: Cast) -> None:
    row = filed_late(cast)
    assert row.status == "DELIVERED"
    day = clock.at_noon(row.appeal.filed_on)
    assert services.enter_into_force(by=system(clock.day_of(day)), at=day) == 1

    over = clock.at_noon(row.appeal.decide_by + timedelta(1))
    silent = Ending(outcome="SILENT", number="", decided_by="", decided_on=clock.day_of(over))
    code = refused(services.settle_appeal, row.pk, silent, who=cast.personnel, at=over)
    assert code == "discipline.not_silent"


def test_a_late_appeal_may_still_make_it_lighter_before_it_takes_force(cast: Cast) -> None:
    row = filed_late(cast)
    day = clock.at_noon(row.appeal.filed_on)
    on = clock.day_of(day)
    end = Ending(outcome="LIGHTER", number="1/K", decided_by="Bupati", decided_on=on, sanction="R2")
    services.settle_appeal(row.pk, end, by=by(cast.personnel, day), at=day)
    assert Case.objects.get(pk=row.pk).status == "DELIVERED"

    services.enter_into_force(by=system(on), at=day)
    assert row.decisions.get().end_on is None


def test_an_appeal_in_time_holds_a_decision_that_runs(cast: Cast) -> None:
    """An outage that was recorded after the force gave the days back; the days held are added."""
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DELIVERED", official=cast.superior, at=NOON)
    amend(Decision.objects.filter(case=row), sanction="S1", in_force_on=TODAY)
    services.enter_into_force(by=system(TODAY), at=NOON)
    end_on = row.decisions.get().end_on
    assert end_on is not None

    draft = AppealDraft(key=new_key(), text="Jaringan kami putus seminggu.")
    services.appeal(row.pk, draft, by=by(cast.owner), at=NOON)
    row.refresh_from_db()
    assert row.status == "APPEALED"
    assert refused(services.serve, row.pk, who=cast.personnel) == "discipline.not_now"
    later = NOON + timedelta(10)
    kept = Ending(outcome="KEPT", number="1/K", decided_by="Bupati", decided_on=clock.day_of(later))
    services.settle_appeal(row.pk, kept, by=by(cast.personnel, later), at=later)
    made = row.decisions.get()
    assert (made.in_force_on, made.end_on) == (TODAY, end_on + timedelta(10))


def test_a_sanction_is_served_on_its_last_day_and_not_before(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "IN_FORCE", official=cast.superior)
    Decision.objects.filter(case=row).update(end_on=TODAY + timedelta(1))

    assert refused(services.serve, row.pk, who=cast.personnel) == "discipline.not_over"
    at = NOON + timedelta(1)
    services.serve(row.pk, by=by(cast.personnel, at), at=at)


def test_the_person_is_called_in_writing_to_receive_the_decision(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DECIDED", official=cast.superior)
    when = NOON + timedelta(1)
    new = NewCall(number="800/40", come_at=when, place="Ruang rapat")
    for wrong in (NOON, NOON + timedelta(4), NOON + timedelta(60)):
        late = replace(new, come_at=wrong)
        assert refused(services.call, row.pk, late, who=cast.personnel) == "discipline.bad_hour"
    assert refused(services.call, row.pk, new, who=cast.peer) == "discipline.unknown"

    services.call(row.pk, new, by=by(cast.personnel), at=NOON)

    row = Case.objects.get(pk=row.pk)
    assert (row.status, row.call.come_at) == ("DECIDED", when)
    (letter,) = row.letters.filter(kind="CALL")
    assert letter.paper_id is not None
    notice = Notice.objects.get(kind="DecisionCalled")
    assert (notice.person_id, "Rabu" in notice.text) == (cast.owner.pk, True)
    page = queries.case_page(by(cast.owner), row.number, NOON)
    assert isinstance(page, CasePage)
    assert "Anda datang menerima keputusannya Rabu" in page.next
    assert [each.word for each in page.letters if each.id == letter.pk]
    assert page.decision is None
    assert counted([queries.waiting_tally(by(cast.owner))])["my_case"] == 1
    assert refused(services.call, row.pk, new, who=cast.personnel) == "discipline.called"
    services.deliver(row.pk, new_delivery(TODAY), by=by(cast.personnel), at=NOON)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"way": "FAX"}, "discipline.no_way"),
        ({"on": TODAY + timedelta(1)}, "discipline.bad_day"),
        ({"receiver": ""}, "discipline.empty"),
        ({"witness": " "}, "discipline.no_witness"),
        ({"witness": "maria"}, "discipline.no_witness"),
        ({"way": "SENT"}, "discipline.no_receipt"),
    ],
)
def test_what_a_delivery_needs(cast: Cast, fields: dict[str, Any], code: str) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DECIDED", official=cast.superior)

    done = new_delivery(**{"on": TODAY, **fields})
    assert refused(services.deliver, row.pk, done, who=cast.personnel) == code


def test_a_delivery_that_is_recorded_late_takes_no_day_of_the_person(cast: Cast) -> None:
    """Handed over on the first workday, put on record on the 16th: the days begin then."""
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "DECIDED", official=cast.superior)
    on = row.decisions.get().decided_on
    assert on is not None
    sent = new_delivery(on, way="SENT", receipt="RR 1234 ID")
    done = services.deliver(row.pk, sent, by=by(cast.personnel), at=NOON)

    assert (done.on, done.witness, done.receipt) == (on, "", "RR 1234 ID")
    assert done.appeal_by == date(2026, 12, 14)
    assert row.decisions.get().in_force_on == date(2026, 12, 15)
    (letter,) = row.letters.filter(kind="RECEIPT")
    assert letter.on == TODAY
