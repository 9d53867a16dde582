"""Who rules on an objection: the office above the one that decided, nobody with a hand in it."""

from datetime import date, timedelta
from typing import Any

import pytest

from noken.audit.models import Entry
from noken.core import clock
from noken.core.actor import Role, system
from noken.core.errors import Refused
from noken.discipline import queries, services, tasks
from noken.discipline.models import (
    Appeal,
    Case,
    CaseStep,
    Decision,
    Delivery,
    Examiner,
    MediumSignature,
    Report,
)
from noken.discipline.queries.ruling import ACTED
from noken.discipline.queries.seats import seats_of
from noken.discipline.services import AppealDraft, Ruling, Settlement
from noken.findings.models import CardVersion, Row
from noken.notices.models import Notice
from noken.organization.models import Employee, Posting, StandingPeriod
from tests.amending import amend, erase
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_grant, make_posting
from tests.world_discipline import (
    make_case,
    make_counting,
    make_settings,
    new_key,
)
from tests.world_findings import sign_card

pytestmark = pytest.mark.django_db
WHY = "Pegawai sudah meminta izin tertulis sebelum jam pelayanan."


@pytest.fixture(autouse=True)
def _settings(cast: Cast) -> None:  # noqa: ARG001 (people first)
    make_settings()


def objected(cast: Cast, **fields: Any) -> Case:
    """Yohana decided; Maria objected today. BKPSDM had opened it."""
    values = {"official": cast.superior, "at": NOON, **fields}
    return make_case(cast.owner, cast.personnel, "APPEALED", **values)


def ruler(row: Case, on: date = TODAY) -> int | None:
    return seats_of(Case.objects.get(pk=row.pk), on).ruler_id


def rule(row: Case, by: Employee, outcome: str = "KEPT", **fields: Any) -> Appeal:
    at = fields.pop("at", NOON)
    ruling = Ruling(**{"outcome": outcome, "number": "1/K", "reason": WHY, **fields})
    who = actor(by, on=clock.day_of(at))
    return services.rule_on_appeal(row.pk, ruling, by=who, at=at)


def code(row: Case, by: Employee, outcome: str = "KEPT", **fields: Any) -> str:
    with pytest.raises(Refused) as refusal:
        rule(row, by, outcome, **fields)
    return refusal.value.code


# --- who ---


def test_the_head_of_the_next_unit_above_rules(cast: Cast) -> None:
    assert ruler(objected(cast)) == cast.higher_superior.pk


@pytest.mark.parametrize("kind", ACTED)
def test_who_had_a_hand_in_the_case_does_not(cast: Cast, kind: str) -> None:
    row = objected(cast)
    row.steps.create(
        kind=kind, status=row.status, by=cast.higher_superior, role="SUPERIOR", at=NOON
    )
    assert ruler(row) == cast.agency_head.pk


@pytest.mark.parametrize("kind", [CaseStep.Kind.TEAM, CaseStep.Kind.DELIVERED])
def test_who_named_the_team_or_handed_it_over_may(cast: Cast, kind: str) -> None:
    row = objected(cast)
    row.steps.create(
        kind=kind, status=row.status, by=cast.higher_superior, role="SUPERIOR", at=NOON
    )
    assert ruler(row) == cast.higher_superior.pk


def test_nor_who_examined_drafted_or_keeps_the_rule(cast: Cast) -> None:
    row = objected(cast)
    amend(Decision.objects.filter(case=row), drafted_by=cast.higher_superior)
    assert ruler(row) == cast.agency_head.pk
    Examiner.objects.create(
        case=row,
        employee=cast.agency_head,
        part=Examiner.Part.SUPERIOR,
        order_number="1",
        order_on=TODAY,
        named_by=cast.personnel,
        at=NOON,
    )
    assert ruler(row) == cast.bupati.pk

    finding = make_counting(cast.peer)
    sign_card(CardVersion.objects.get(code="HDR-03"), cast.higher_superior)
    kept = make_case(
        cast.peer, cast.personnel, "APPEALED", finding=finding, official=cast.superior, at=NOON
    )
    assert ruler(kept) == cast.agency_head.pk


def test_nor_the_person_concerned_nor_the_official_after_a_move(cast: Cast) -> None:
    """Maria leads the division for the day, then Yohana does: the agency rules."""
    row = objected(cast)
    seat = Posting.objects.get(employee=cast.higher_superior)
    make_posting(cast.owner, seat.position, kind=Posting.Kind.PLH, start_on=TODAY)
    assert ruler(row) == cast.agency_head.pk
    Posting.objects.filter(employee=cast.owner, kind=Posting.Kind.PLH).update(
        employee=cast.superior
    )
    assert ruler(row) == cast.agency_head.pk


def test_a_vacant_seat_and_one_who_may_not_lead_are_passed_over(cast: Cast) -> None:
    row = objected(cast)
    StandingPeriod.objects.filter(employee=cast.higher_superior).update(standing="SUSPENDED")
    assert ruler(row) == cast.agency_head.pk
    Posting.objects.filter(employee=cast.agency_head).update(end_on=TODAY)
    assert ruler(row) == cast.bupati.pk
    Posting.objects.filter(employee=cast.bupati).update(end_on=TODAY)
    assert ruler(row) is None


def test_who_acts_rules_before_the_holder(cast: Cast) -> None:
    row, acting = objected(cast), make_employee("Plh Bidang")
    seat = Posting.objects.get(employee=cast.higher_superior)
    make_posting(acting, seat.position, kind=Posting.Kind.PLH, start_on=TODAY)
    assert ruler(row) == acting.pk


def test_the_highest_of_the_offices_the_official_held_counts(cast: Cast) -> None:
    """Yohana acted for the head of the division too on the day she decided."""
    seat = Posting.objects.get(employee=cast.higher_superior)
    make_posting(
        cast.superior,
        seat.position,
        kind=Posting.Kind.PLH,
        start_on=TODAY,
        end_on=TODAY + timedelta(1),
    )
    row = objected(cast)
    assert ruler(row, TODAY + timedelta(2)) == cast.agency_head.pk


def test_nobody_is_above_the_ppk_and_nobody_rules_on_an_appeal_to_bpasn(cast: Cast) -> None:
    row = objected(cast, official=cast.bupati)
    assert ruler(row) is None
    page = queries.cases_page(actor(cast.personnel, Role.PERSONNEL), NOON)
    assert "Keberatan diputus di kertas dan dicatat BKPSDM" in page.rows[0].next
    assert code(row, cast.higher_superior) == "discipline.unknown"
    other = objected(cast)
    amend(Appeal.objects.filter(case=other), kind="APPEAL")
    assert ruler(other) is None


# --- posts that change while it waits ---


def test_whoever_leads_the_unit_today_rules_and_is_told(cast: Cast) -> None:
    row, heir, on = objected(cast), make_employee("Kepala Baru"), TODAY + timedelta(2)
    seat = Posting.objects.get(employee=cast.higher_superior)
    Posting.objects.filter(pk=seat.pk).update(end_on=on)
    make_posting(heir, seat.position, start_on=on)
    at = clock.at_noon(on)

    assert row.pk in queries.misplaced(on)
    services.reseat(row.pk, by=system(on), at=at)
    services.reseat(row.pk, by=system(on), at=at)

    assert row.pk not in queries.misplaced(on)
    (told,) = Notice.objects.filter(person_id=heir.pk)
    assert told.text.startswith(f"Keberatan pada perkara {row.number} beralih kepada Anda.")
    assert Appeal.objects.get(case=row).ruler == heir
    assert code(row, cast.higher_superior, at=at) == "discipline.unknown"
    rule(row, heir, at=at)
    services.reseat(row.pk, by=system(on), at=at)
    Posting.objects.filter(employee=heir).delete()
    assert Appeal.objects.get(case=row).ruler == heir
    assert row.pk not in queries.misplaced(on)


def test_who_rules_is_told_when_it_is_filed_and_a_week_before_the_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_case(cast.owner, cast.personnel, "DELIVERED", official=cast.superior, at=NOON)
    draft = AppealDraft(key=new_key(), text="Saya sudah meminta izin.")
    filed = services.appeal(row.pk, draft, by=actor(cast.owner), at=NOON)
    assert Appeal.objects.get(case=row).ruler == cast.higher_superior
    (told,) = Notice.objects.filter(person_id=cast.higher_superior.pk)
    assert told.text == (
        f"Keberatan pada perkara {row.number} menunggu putusan Anda sampai Rabu, 23 Desember. "
        "Tanpa putusan, keberatannya dikabulkan."
    )
    for days in (8, 7, 7, 6):
        at = clock.start_of(filed.decide_by - timedelta(days)) + timedelta(minutes=100 + days)
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        tasks.night(timestamp=0)
    near = Notice.objects.filter(kind="RulingNear")
    assert sorted(each.person_id for each in near) == sorted(
        [cast.higher_superior.pk, cast.personnel.pk]
    )
    assert near.get(person_id=cast.higher_superior.pk).text.startswith("Putuskan keberatan pada")


# --- the ruling ---


@pytest.mark.parametrize(
    ("outcome", "sanction", "status"),
    [("KEPT", "", "IN_FORCE"), ("LIGHTER", "R1", "IN_FORCE"), ("REVOKED", "", "DROPPED")],
)
def test_each_way_it_ends(cast: Cast, outcome: str, sanction: str, status: str) -> None:
    finding = make_counting(cast.owner)
    row = objected(cast, finding=finding)
    Row.objects.update(decided_at=NOON - timedelta(1))
    amend(Decision.objects.filter(case=row), sanction="R2")

    filed = rule(row, cast.higher_superior, outcome, sanction=sanction)

    row.refresh_from_db()
    assert (row.status, filed.outcome, filed.sanction) == (status, outcome, sanction)
    assert (filed.recorded_by, filed.ruler) == (cast.higher_superior, cast.higher_superior)
    assert filed.outcome_by == "Markus Mandacan, Kepala Bidang Pembinaan SD"
    assert (filed.outcome_reason, filed.was_ruled_here) == (WHY, True)
    fell = {"ACCEPTED"} if outcome == "REVOKED" else {"REFUSED"}
    assert set(Row.objects.values_list("state", flat=True)) == fell
    told = Notice.objects.filter(kind="AppealSettled")
    assert {each.person_id for each in told} >= {
        *(cast.owner.pk, cast.superior.pk, cast.personnel.pk),
    }
    entry = Entry.objects.get(action="AppealSettled")
    assert (entry.employee_id, entry.reason) == (cast.higher_superior.pk, WHY)


def test_what_a_ruling_refuses(cast: Cast) -> None:
    row, markus = objected(cast, level="SEDANG"), cast.higher_superior
    amend(Decision.objects.filter(case=row), sanction="R2")
    assert code(row, markus, "SILENT") == "discipline.no_outcome"
    assert code(row, markus, "HEAVIER") == "discipline.no_outcome"
    assert code(row, markus, "LIGHTER") == "discipline.no_sanction"
    for heavier in ("R2", "R3", "S1"):
        assert code(row, markus, "LIGHTER", sanction=heavier) == "discipline.too_heavy"
    assert code(row, markus, reason="Tetap.") == "discipline.short_reason"
    assert code(row, markus, reason=" ") == "discipline.empty"
    assert code(row, markus, number=" ") == "discipline.empty"
    for other in (cast.superior, cast.acting_superior, cast.personnel, cast.inspectorate):
        assert code(row, other) == "discipline.not_yours"
    for foreign in (cast.agency_head, cast.peer, cast.former_superior, cast.leader):
        assert code(row, foreign) == "discipline.unknown"
    assert Appeal.objects.get(case=row).outcome == ""


def test_a_medium_kind_that_nobody_signed_is_no_lighter_ruling(cast: Cast) -> None:
    row = objected(cast, level="BERAT")
    amend(Decision.objects.filter(case=row), sanction="H1")
    amend(Report.objects.all(), impact="STATE")
    erase(MediumSignature.objects.all())
    made = code(row, cast.higher_superior, "LIGHTER", sanction="S1")
    assert made == "discipline.medium_unsigned"


def test_it_is_ruled_on_once(cast: Cast) -> None:
    row = objected(cast)
    rule(row, cast.higher_superior)
    assert code(row, cast.higher_superior, "REVOKED") == "discipline.ruled"
    paper = Settlement(outcome="REVOKED", number="2", decided_by="Bupati", decided_on=TODAY)
    with pytest.raises(Refused, match="Sudah diputus Selasa, 24 November 2026: keputusan dikuat"):
        services.settle_appeal(row.pk, paper, by=actor(cast.personnel), at=NOON)
    assert Appeal.objects.get(case=row).outcome == "KEPT"
    assert row.steps.filter(kind="SETTLED").count() == 1


def test_after_silence_nobody_rules(cast: Cast) -> None:
    row = objected(cast)
    over = clock.at_noon(row.appeal.decide_by + timedelta(1))
    assert code(row, cast.higher_superior, at=over) == "discipline.ruled_late"
    services.grant_silence(by=system(clock.day_of(over)), at=over)

    with pytest.raises(Refused, match=r"sudah dikabulkan .* tidak dapat diputus lagi") as refusal:
        rule(row, cast.higher_superior, at=over)
    assert refusal.value.code == "discipline.ruled"
    filed = Appeal.objects.get(case=row)
    assert (filed.outcome, filed.ruler) == ("SILENT", cast.higher_superior)


def test_a_late_objection_is_ruled_on_and_holds_nothing(cast: Cast) -> None:
    row = make_case(cast.owner, cast.personnel, "IN_FORCE", official=cast.superior)
    Delivery.objects.filter(case=row).update(appeal_by=TODAY - timedelta(1))
    draft = AppealDraft(key=new_key(), text="Saya baru membacanya.")
    assert services.appeal(row.pk, draft, by=actor(cast.owner), at=NOON).is_late
    end_on = row.decisions.get().end_on

    rule(row, cast.higher_superior)

    row.refresh_from_db()
    assert (row.status, row.decisions.get().end_on) == ("IN_FORCE", end_on)


def test_bkpsdm_records_paper_and_nobody_their_own_ruling(cast: Cast) -> None:
    row = objected(cast)
    paper = Settlement(outcome="KEPT", number="7/K", decided_by="Markus", decided_on=TODAY)
    make_grant(cast.higher_superior, "PERSONNEL")
    both = actor(cast.higher_superior, Role.PERSONNEL)
    with pytest.raises(Refused) as refusal:
        services.settle_appeal(row.pk, paper, by=both, at=NOON)
    assert refusal.value.code == "discipline.rule_here"

    filed = services.settle_appeal(row.pk, paper, by=actor(cast.personnel), at=NOON)

    assert (filed.recorded_by, filed.was_ruled_here) == (cast.personnel, False)
    told = Notice.objects.filter(kind="AppealSettled", person_id=cast.higher_superior.pk)
    assert told.count() == 1
