"""A case from its beginning to its end by services: what each step needs and what it refuses."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.discipline import services
from noken.discipline.models import Case, Decision, Letter
from noken.discipline.queries.grounds import rung_in
from noken.discipline.services import NewRelease, NewTeam
from noken.findings.models import Finding, Row
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_line
from tests.world_discipline import (
    LATER_ON,
    from_breach,
    from_finding,
    make_case,
    make_counting,
    make_days,
    make_matrix,
    make_settings,
    minutes,
    new_decision,
    new_delivery,
    new_report,
    new_summons,
)
from tests.world_findings import make_row

pytestmark = pytest.mark.django_db
AFTER_HEARING = LATER_ON + timedelta(hours=3)
NEXT_DAY = datetime(2026, 12, 1, 3, 0, tzinfo=NOON.tzinfo)


def by(person: Employee, at: datetime = NOON) -> Actor:
    return actor(person, on=clock.day_of(at))


def refused(call: Any, *args: Any, who: Employee, at: datetime = NOON) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, by=by(who, at), at=at)
    return caught.value.code


def opened(cast: Cast, days: int = 3) -> Case:
    finding = make_counting(cast.owner, days)
    return services.open_from_findings(from_finding(finding), by=by(cast.acting_superior), at=NOON)


def summoned(cast: Cast, row: Case) -> Case:
    services.summon(row.pk, new_summons(), by=by(cast.acting_superior), at=NOON)
    services.note_summons_opened(row.pk, by=by(cast.owner), at=NOON)
    return row


def reported(cast: Cast, row: Case, sanction: str = "R1", **fields: Any) -> Case:
    yohana = by(cast.superior, AFTER_HEARING)
    services.hear(row.pk, minutes(), by=yohana, at=AFTER_HEARING)
    services.report(row.pk, new_report(sanction, **fields), by=yohana, at=AFTER_HEARING)
    return row


def test_a_whole_case_from_a_finding(cast: Cast) -> None:
    make_settings()
    row = reported(cast, summoned(cast, opened(cast)))
    keeper = by(cast.personnel, NEXT_DAY)

    drawn = services.draft(row.pk, new_decision(), by=keeper, at=NEXT_DAY)
    assert drawn.official == cast.superior
    assert "PP 94/2021" in drawn.joined
    services.confirm(row.pk, "Manokwari", by=by(cast.superior, NEXT_DAY), at=NEXT_DAY)
    services.deliver(row.pk, new_delivery(date(2026, 12, 1)), by=keeper, at=NEXT_DAY)
    row.refresh_from_db()
    assert row.status == "DELIVERED"
    assert row.delivery.appeal_by == date(2026, 12, 21)
    force = Decision.objects.get(case=row).in_force_on
    assert force == date(2026, 12, 22)

    night = clock.at_noon(date(2026, 12, 21))
    assert services.enter_into_force(by=system(date(2026, 12, 21)), at=night) == 0
    night = clock.at_noon(date(2026, 12, 22))
    assert services.enter_into_force(by=system(date(2026, 12, 22)), at=night) == 1
    assert services.enter_into_force(by=system(date(2026, 12, 22)), at=night) == 0
    services.serve(row.pk, by=by(cast.personnel, night), at=night)

    row.refresh_from_db()
    assert row.status == "SERVED"
    kinds = list(Letter.objects.filter(case=row).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["SUMMONS_1", "BAP", "REPORT", "DECISION", "RECEIPT"]
    said = list(row.steps.order_by("pk").values_list("status", flat=True))
    assert said == [
        *("SUSPECTED", "SUMMONED_1", "SUMMONED_1", "EXAMINED", "REPORTED", "REPORTED"),
        *("DECIDED", "DELIVERED", "IN_FORCE", "SERVED"),
    ]


def test_no_case_without_a_rung_a_reply_or_a_rule_set(cast: Cast) -> None:
    naomi = cast.acting_superior
    two = make_counting(cast.owner, 2)
    assert refused(services.open_from_findings, from_finding(two), who=naomi) == (
        "discipline.guidance"
    )
    hint = make_counting(cast.peer, 5, state="HINT")
    assert refused(services.open_from_findings, from_finding(hint), who=naomi) == (
        "discipline.no_finding"
    )
    asked = make_counting(cast.peer, 5, state="ASKED", code="LAP-03")
    assert refused(services.open_from_findings, from_finding(asked), who=naomi) == (
        "discipline.no_finding"
    )
    waiting = make_counting(cast.peer, 5, state="REPLIED", code="LAP-04")
    assert refused(services.open_from_findings, from_finding(waiting), who=naomi) == (
        "discipline.no_finding"
    )
    pppk = make_employee(kind=Employee.Kind.PPPK)
    make_line(pppk, naomi)
    counted = make_counting(pppk, 5)
    assert refused(services.open_from_findings, from_finding(counted), who=naomi) == (
        "discipline.not_ruled"
    )
    assert refused(services.open_from_breach, from_breach(pppk), who=naomi) == (
        "discipline.not_ruled"
    )


def test_a_card_that_stopped_itself_opens_nothing(cast: Cast) -> None:
    finding = make_counting(cast.owner)
    finding.version.rests.create(
        code="HDR-03", started_at=NOON, settled=20, overturned=9, lower_percent=25
    )

    code = refused(services.open_from_findings, from_finding(finding), who=cast.acting_superior)
    assert code == "discipline.no_finding"


def test_who_may_open_and_never_on_oneself(cast: Cast) -> None:
    finding = make_counting(cast.owner)
    for outsider in (cast.peer, cast.former_superior, cast.admin_opd, cast.leader):
        code = refused(services.open_from_findings, from_finding(finding), who=outsider)
        assert code == "discipline.unknown"
    own = refused(services.open_from_findings, from_finding(finding), who=cast.owner)
    assert own == "discipline.own"

    services.open_from_findings(from_finding(finding), by=by(cast.higher_superior), at=NOON)
    again = refused(services.open_from_findings, from_finding(finding), who=cast.acting_superior)
    assert again == "discipline.already"


def test_what_was_decided_on_carries_no_second_case(cast: Cast) -> None:
    finding = make_counting(cast.owner)
    make_case(cast.owner, cast.acting_superior, "SERVED", finding=finding, official=cast.superior)

    code = refused(services.open_from_findings, from_finding(finding), who=cast.acting_superior)
    assert code == "discipline.judged"
    make_row(finding, date(2026, 11, 2), "REFUSED", facts={"after": "2026-01-02"})
    row = services.open_from_findings(from_finding(finding), by=by(cast.acting_superior), at=NOON)
    assert row.findings.get().sanction == "R2"


def test_an_excuse_that_is_accepted_later_stops_every_further_step(cast: Cast) -> None:
    make_settings()
    row = opened(cast)
    naomi = cast.acting_superior
    finding_id = row.findings.get().finding_id
    Row.objects.filter(finding_id=finding_id, day=date(2026, 10, 1)).update(state="ACCEPTED")

    assert refused(services.summon, row.pk, new_summons(), who=naomi) == (
        "discipline.nothing_counts"
    )
    services.guide(row.pk, "Satu hari sudah dijelaskan.", by=by(naomi), at=NOON)
    row.refresh_from_db()
    assert row.status == "GUIDANCE_ONLY"


def test_days_that_come_later_never_make_a_case_heavier(cast: Cast) -> None:
    make_settings()
    row = opened(cast)
    finding = Finding.objects.get(pk=row.findings.get().finding_id)
    make_row(finding, date(2026, 11, 2), "REFUSED", facts={"after": "2026-01-02"})

    assert rung_in(row) == "R1"
    row = summoned(cast, row)
    yohana = by(cast.superior, AFTER_HEARING)
    services.hear(row.pk, minutes(), by=yohana, at=AFTER_HEARING)
    code = refused(services.report, row.pk, new_report("R2"), who=cast.superior, at=AFTER_HEARING)
    assert code == "discipline.too_heavy"


def test_without_signed_days_or_matrix_nothing_is_summoned_or_reported(cast: Cast) -> None:
    make_days(signed=False)
    make_matrix(signed=False)
    row = opened(cast)
    assert refused(services.summon, row.pk, new_summons(), who=cast.acting_superior) == (
        "discipline.no_terms"
    )
    make_days(start_on=TODAY)
    summoned(cast, row)
    services.hear(row.pk, minutes(), by=by(cast.superior, AFTER_HEARING), at=AFTER_HEARING)
    yohana, at = cast.superior, AFTER_HEARING
    code = refused(services.report, row.pk, new_report(), who=yohana, at=at)
    assert code == "discipline.no_matrix"
    services.report(row.pk, new_report(""), by=by(yohana, at), at=at)


def test_no_sanction_is_recommended_to_nobody(cast: Cast) -> None:
    """The only one of the rank wrote the breach down: a letter without addressee is none."""
    make_settings()
    make_matrix(start_on=TODAY, PELAKSANA_RINGAN="PPK", FUNGSIONAL_RINGAN="PPK")
    row = make_case(cast.owner, cast.bupati, "EXAMINED")

    code = refused(services.report, row.pk, new_report(), who=cast.acting_superior)
    assert code == "discipline.no_official"


def test_heavy_matters_need_the_whole_team(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "SUMMONED_1", level="BERAT")
    naomi, keeper = cast.acting_superior, cast.personnel
    assert refused(services.hear, row.pk, minutes(NOON), who=naomi) == "discipline.no_team"
    people = {
        "SUPERIOR": naomi.pk,
        "SUPERVISION": cast.inspectorate.pk,
        "PERSONNEL": cast.personnel.pk,
    }
    for wrong in (
        {**people, "SUPERVISION": cast.peer.pk},
        {**people, "PERSONNEL": cast.inspectorate.pk},
        {**people, "SUPERIOR": cast.former_superior.pk},
        {key: people[key] for key in ("SUPERIOR", "PERSONNEL")},
    ):
        team = NewTeam(members=wrong, number="800/5", on=TODAY)
        assert refused(services.name_team, row.pk, team, who=keeper) == "discipline.unfit_team"
    team = NewTeam(members=people, number="800/5", on=TODAY)
    assert refused(services.name_team, row.pk, team, who=naomi) == "discipline.not_yours"
    services.name_team(row.pk, team, by=by(cast.bupati), at=NOON)
    assert refused(services.name_team, row.pk, team, who=keeper) == "discipline.has_team"
    away = NewRelease(number="800/6", start_on=TODAY, acting_id=cast.peer.pk)
    services.release_from_duty(row.pk, away, by=by(cast.inspectorate), at=NOON)
    assert refused(services.release_from_duty, row.pk, away, who=naomi) == "discipline.released"
    services.hear(
        row.pk, minutes(NOON, refusal="Tidak sependapat"), by=by(cast.inspectorate), at=NOON
    )
    row.refresh_from_db()
    assert row.hearing.refused
    heavy = new_report("H1", impact="STATE", number="800/7")
    services.report(row.pk, heavy, by=by(naomi), at=NOON)
    drawn = services.draft(row.pk, new_decision("H1"), by=by(cast.personnel), at=NOON)
    assert (drawn.official, drawn.authority) == (cast.bupati, "PPK")
    services.confirm(row.pk, "Manokwari", by=by(cast.bupati), at=NOON)
    row = Case.objects.get(pk=row.pk)
    assert row.release.end_on == TODAY


def test_a_light_matter_has_no_team_and_no_release(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "SUMMONED_1")
    team = NewTeam(members={}, number="800/5", on=TODAY)

    assert refused(services.name_team, row.pk, team, who=cast.personnel) == (
        "discipline.light_no_team"
    )
    away = NewRelease(number="800/6", start_on=TODAY, acting_id=cast.peer.pk)
    assert refused(services.release_from_duty, row.pk, away, who=cast.acting_superior) == (
        "discipline.not_heavy"
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ([], "discipline.no_questions"),
        ([("Mengapa?", "")], "discipline.no_questions"),
        ([("", "Sakit")], "discipline.no_questions"),
    ],
)
def test_a_hearing_without_answers_is_none(
    cast: Cast, asked: list[tuple[str, str]], code: str
) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "SUMMONED_1")

    empty = minutes(NOON, questions=asked)
    assert refused(services.hear, row.pk, empty, who=cast.acting_superior) == code
    early = minutes(NOON - timedelta(60))
    assert refused(services.hear, row.pk, early, who=cast.acting_superior) == (
        "discipline.bad_hour"
    )
