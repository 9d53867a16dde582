"""Officials who know and take no step: for the Inspektorat, and as the rule ATS-04 asks them."""

from datetime import date, datetime, timedelta

import pytest

from noken.calendars import services as calendars
from noken.coaching.models import Talk
from noken.core import clock
from noken.core.actor import Role
from noken.discipline import queries, services
from noken.discipline.models import Appeal, Case, CaseFinding, Decision, Examiner, Report
from noken.findings.models import Finding, Row
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from tests.amending import amend
from tests.cast import Cast
from tests.detecting import ask_all, fallen
from tests.world import NOON, TODAY, actor, make_employee, make_line, make_position, make_posting
from tests.world_attendance import make_absence
from tests.world_coaching import make_talk
from tests.world_detectors import measured, seen
from tests.world_discipline import (
    from_finding,
    make_case,
    make_counting,
    make_days,
    make_settings,
)
from tests.world_findings import make_row

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 5)
KNOWN_ON = date(2026, 11, 16)
"""The Monday on which the days of `make_counting` came to count."""
CASE_AT = NOON - timedelta(7)


def test_who_knows_and_does_nothing(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.peer)
    make_case(cast.owner, cast.acting_superior, "EXAMINED", official=None)
    on = TODAY + timedelta(14)

    assert _left(on) == {"NO_CASE": {cast.superior.pk}, "NO_REPORT": {cast.superior.pk}}
    assert all(each.words for each in queries.inaction(on))
    make_case(cast.peer, cast.superior, finding=finding, at=NOON)
    kinds = {each.kind for each in queries.inaction(on)}
    assert kinds == {"NO_SUMMONS", "NO_REPORT"}


def test_without_signed_days_nobody_is_named(cast: Cast) -> None:
    make_days(signed=False)
    make_counting(cast.peer)

    assert queries.inaction(TODAY + timedelta(30)) == []


def test_opening_and_dropping_is_no_step(cast: Cast) -> None:
    """Naomi opens a case and stops it in the same minute: she is listed as if she had not."""
    make_settings()
    finding = make_counting(cast.owner)
    by = actor(cast.acting_superior)
    row = services.open_from_findings(from_finding(finding), by=by, at=NOON)
    assert not [each for each in queries.inaction(UNTIL) if each.kind == "NO_CASE"]

    services.drop(row.pk, "Sudah selesai.", by=by, at=NOON)

    (left,) = queries.inaction(UNTIL)
    assert (left.kind, left.number) == ("NO_CASE", finding.number)


def test_what_the_official_stops_after_the_report_was_a_step(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    row = make_case(cast.owner, cast.superior, "REPORTED", finding=finding, at=NOON)
    amend(Report.objects.filter(case=row), is_proven=False, sanction="")
    services.drop(row.pk, "Tidak terbukti.", by=actor(cast.acting_superior), at=NOON)

    assert queries.inaction(UNTIL) == []


def test_a_talk_that_was_promised_is_held_or_listed(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.superior, "GUIDANCE_ONLY", closed_at=NOON - timedelta(14))

    (left,) = queries.inaction(UNTIL)
    assert (left.kind, left.number) == ("NO_TALK", row.number)
    assert left.official_ids == {cast.superior.pk}
    make_talk(cast.owner, coach=cast.superior, on=TODAY)
    assert queries.inaction(UNTIL) == []


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("SUSPECTED", {"NO_TEAM": "bupati", "NO_SUMMONS": "superior"}),
        ("SUMMONED_1", {"NO_TEAM": "bupati"}),
    ],
)
def test_without_a_team_nobody_can_hear_a_heavy_matter(
    cast: Cast, status: str, left: dict[str, str]
) -> None:
    make_settings()
    row = make_case(cast.owner, cast.superior, status, level="BERAT")

    assert _left(UNTIL) == {kind: {getattr(cast, who).pk} for kind, who in left.items()}

    for part, who in (("SUPERVISION", "inspectorate"), ("SUPERIOR", "higher_superior")):
        _examiner(row, part, getattr(cast, who))
    assert set(_left(UNTIL).values()) == {frozenset({cast.higher_superior.pk})}


def test_a_report_waits_for_its_draft_before_it_waits_for_the_official(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.higher_superior, "REPORTED")
    assert _left(UNTIL) == {"NO_DRAFT": {cast.personnel.pk}}

    Decision.objects.create(
        case=row,
        sanction="R1",
        number="1",
        considering="a",
        article="b",
        impact="c",
        authority="PENGAWAS",
        official=cast.superior,
        drafted_by=cast.personnel,
        drafted_at=NOON,
    )
    assert _left(UNTIL) == {"NO_DECISION": {cast.superior.pk}}


def test_where_nobody_is_competent_nobody_is_named(cast: Cast) -> None:
    """The matrix waits for its signatures."""
    make_days()
    make_case(cast.owner, cast.higher_superior, "REPORTED")

    assert _left(UNTIL) == {"NO_DRAFT": frozenset()}


def test_no_case_is_asked_for_where_none_can_be_opened(cast: Cast) -> None:
    """Who left the service, and who has no rule set."""
    make_settings()
    make_counting(cast.ended)
    make_counting(cast.peer)
    Employee.objects.filter(pk=cast.peer.pk).update(kind=Employee.Kind.CPNS)
    make_case(cast.ended, cast.superior, "GUIDANCE_ONLY", closed_at=NOON - timedelta(14))

    assert queries.inaction(UNTIL) == []


def test_where_nobody_is_above_nobody_is_named(cast: Cast) -> None:
    make_settings()
    make_counting(cast.owner)
    cast.owner.reporting_lines.update(superior=None, basis="GAP")

    assert _left(UNTIL) == {"NO_CASE": frozenset()}


def test_a_ruling_is_that_of_the_superior_of_the_official(cast: Cast) -> None:
    """Who wrote the breach down does not rule; where nobody is left it stays the official's."""
    make_settings()
    row = make_case(cast.owner, cast.higher_superior, "APPEALED", official=cast.superior)
    late = date(2026, 12, 10)
    assert _left(late) == {
        "NO_ANSWER": {cast.superior.pk},
        "NO_RULING": {cast.agency_head.pk},
    }
    amend(Decision.objects.filter(case=row), official=cast.bupati)
    assert _left(late)["NO_RULING"] == {cast.superior.pk}

    amend(Appeal.objects.all(), kind="APPEAL")
    assert _left(late)["NO_OUTCOME"] == {cast.personnel.pk}


def test_the_turn_of_the_year_hides_nobody(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)

    (left,) = queries.inaction(date(2027, 1, 4))

    assert (left.kind, left.number, left.since) == ("NO_CASE", finding.number, KNOWN_ON)


def test_each_rung_is_known_anew(cast: Cast) -> None:
    """A reprimand for three days is no step about eleven."""
    make_settings()
    finding = make_counting(cast.owner)
    case = make_case(
        cast.owner, cast.superior, "SERVED", finding=finding, official=cast.superior, at=CASE_AT
    )
    assert queries.inaction(UNTIL) == []

    _more_days(finding, 8, NOON)

    (left,) = queries.inaction(UNTIL)
    assert (left.kind, left.number, left.since) == ("NO_CASE", finding.number, TODAY)
    Case.objects.filter(pk=case.pk).update(status="REPORTED")
    assert "NO_CASE" not in {each.kind for each in queries.inaction(UNTIL)}


def test_a_rung_that_came_during_a_case_waits_from_its_end(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)
    make_case(
        cast.owner, cast.superior, "SERVED", finding=finding, official=cast.superior, at=CASE_AT
    )
    amend(Decision.objects.all(), decided_at=NOON + timedelta(3))
    _more_days(finding, 8, NOON)

    (left,) = queries.inaction(UNTIL)

    assert left.since == TODAY + timedelta(3)


def test_days_that_fell_since_call_for_no_second_case(cast: Cast) -> None:
    """Decided on at four; of the five since one was excused, so four stand again."""
    make_settings()
    finding = make_counting(cast.owner)
    _more_days(finding, 1, CASE_AT)
    make_case(
        cast.owner, cast.superior, "SERVED", finding=finding, official=cast.superior, at=CASE_AT
    )
    CaseFinding.objects.update(sanction="R2")
    Row.objects.filter(pk=finding.rows.order_by("day")[0].pk).update(state="ACCEPTED")
    _more_days(finding, 1, NOON)

    assert queries.inaction(UNTIL) == []


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (date(2026, 11, 18), set()),
        (date(2026, 11, 19), {"NO_ANSWER"}),
        (date(2026, 12, 10), {"NO_ANSWER", "NO_RULING"}),
    ],
)
def test_an_appeal_that_nobody_answers_or_rules_on(cast: Cast, on: date, kinds: set[str]) -> None:
    """Filed on 10 November; to be answered until the 18th, ruled on until 9 December."""
    make_settings()
    row = make_case(cast.owner, cast.superior, "APPEALED", official=cast.superior)

    assert {each.kind for each in queries.inaction(on)} == kinds

    Appeal.objects.update(answered_on=on, answer="Tetap.")
    assert {each.kind for each in queries.inaction(on)} == kinds - {"NO_ANSWER"}
    Appeal.objects.update(outcome="KEPT", decided_on=on, recorded_by=cast.personnel)
    Case.objects.filter(pk=row.pk).update(status="IN_FORCE")
    assert queries.inaction(on) == []


def test_a_refused_answer_without_a_ladder_wants_a_talk_or_a_case(cast: Cast) -> None:
    make_settings()
    copied = make_counting(cast.owner, 1, code="LAP-02")
    make_counting(cast.peer, 1, code="LAP-02", state="LAPSED")

    (left,) = queries.inaction(UNTIL)
    assert (left.kind, left.number, left.since) == ("NO_STEP", copied.number, KNOWN_ON)

    talk = make_talk(cast.owner, coach=cast.superior, on=TODAY)
    assert queries.inaction(UNTIL) == []
    Talk.objects.filter(pk=talk.pk).update(held_on=KNOWN_ON - timedelta(1), check_on=None)
    assert len(queries.inaction(UNTIL)) == 1
    make_case(cast.owner, cast.superior, "SERVED", official=cast.superior, at=NOON)
    assert queries.inaction(UNTIL) == []


def test_an_outage_gives_officials_time_too(cast: Cast) -> None:
    make_settings()
    make_counting(cast.owner)
    day = KNOWN_ON + timedelta(8)
    (left,) = queries.inaction(day)
    assert left.due_on == KNOWN_ON + timedelta(7)

    _outage(cast, KNOWN_ON + timedelta(2))

    assert queries.inaction(day) == []


def _left(on: date) -> dict[str, frozenset[int]]:
    """Whose what is that waits, by kind."""
    return {each.kind: each.official_ids for each in queries.inaction(on)}


def _examiner(row: Case, part: str, person: Employee) -> Examiner:
    return Examiner.objects.create(
        case=row,
        employee=person,
        part=part,
        order_number="1",
        order_on=TODAY,
        named_by=row.opened_by,
        at=NOON,
    )


def _more_days(finding: Finding, days: int, at: datetime) -> None:
    """Days of August that came to count at an hour."""
    for number in range(days):
        day = date(2026, 8, 3) + timedelta(2 * number + at.day)
        make_row(finding, day, "REFUSED", at=at, facts={"after": "2026-01-02"})


def _outage(cast: Cast, day: date) -> None:
    start = clock.at_noon(day)
    calendars.record_disruption(
        start,
        start + timedelta(hours=4),
        what="Jaringan putus",
        proof="Laporan 12/2026",
        by=actor(cast.personnel, Role.PERSONNEL),
        at=NOON,
    )


# --- ATS-04 ---


def _led(cast: Cast) -> tuple[Employee, Employee, Finding]:
    """Somebody with three counted days, and the one who leads them alone."""
    person, superior = make_employee(account=False), make_employee(account=False)
    for each in (person, superior):
        make_posting(each, make_position(cast.other_agency))
    make_line(person, superior)
    return person, superior, make_counting(person)


def test_who_takes_no_step_is_asked_and_who_did_or_could_not_is_not(cast: Cast) -> None:
    """The labelled sample of the card: four superiors who stay silent, seven honest ones."""
    silent = [_led(cast), _led(cast), _led(cast), _led(cast)]
    person, superior, finding = silent[2]
    make_case(person, superior, "DROPPED", finding=finding, at=NOON)
    again, running = silent[3], _led(cast)
    for (who, by, about), status in ((again, "SERVED"), (running, "REPORTED")):
        make_case(who, by, status, finding=about, official=cast.bupati, at=CASE_AT)
        _more_days(about, 8, NOON - timedelta(6))
    cases, talks, away, successor, cleared, fresh = [_led(cast) for _ in range(6)]
    make_case(cases[0], cast.personnel, finding=cases[2], at=NOON)
    make_talk(talks[0], coach=talks[1], on=TODAY)
    make_absence(away[1], KNOWN_ON, UNTIL, family="LEAVE", kind="ANNUAL")
    successor[0].reporting_lines.update(end_on=KNOWN_ON + timedelta(10))
    make_line(successor[0], make_employee(account=False), start_on=KNOWN_ON + timedelta(10))
    Row.objects.filter(finding=cleared[2], day=date(2026, 10, 1)).update(state="ACCEPTED")
    Row.objects.filter(finding=fresh[2]).update(decided_at=NOON + timedelta(1))

    hits = seen("ATS-04", until=UNTIL)

    planted = [each[2].number for each in silent]
    result, card = measured([hit.period for hit in hits], planted), rule_cards()["ATS-04"]
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm)
    assert {hit.employee_id for hit in hits} == {each[1].pk for each in silent}
    assert {hit.day for hit in hits} == {date(2026, 11, 26), date(2026, 11, 30)}
    assert {hit.item for hit in hits} == {*planted[:3], f"{planted[3]}/11"}
    assert all(person.name not in str(hit.facts) for hit in hits for person, _, _ in silent)


def test_an_outage_moves_the_day_on_which_the_superior_is_asked(cast: Cast) -> None:
    _led(cast)
    _outage(cast, KNOWN_ON + timedelta(2))

    (hit,) = seen("ATS-04", until=UNTIL)

    assert (hit.day, hit.facts["workdays"]) == (date(2026, 11, 27), 7)


def test_a_step_taken_after_the_question_puts_it_right(cast: Cast) -> None:
    at = NOON + timedelta(20)
    opened, talked, dropped = _led(cast), _led(cast), _led(cast)
    ask_all("ATS-04", at)

    make_case(opened[0], opened[1], finding=opened[2], at=NOON + timedelta(19))
    make_talk(talked[0], coach=talked[1], on=TODAY + timedelta(19))
    make_case(dropped[0], dropped[1], "DROPPED", finding=dropped[2], at=NOON + timedelta(19))

    assert fallen("ATS-04", at) == {opened[2].number: True, talked[2].number: True}


def test_the_talk_must_have_been_held_since(cast: Cast) -> None:
    person, superior, _finding = _led(cast)
    make_talk(person, coach=superior, on=KNOWN_ON - timedelta(20))

    assert len(seen("ATS-04", until=UNTIL)) == 1
