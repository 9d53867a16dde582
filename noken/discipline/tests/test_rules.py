"""The way of a case, who may decide, which sanction fits, the days: by table and by property."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.discipline.rules import authority, flow, steps, terms
from noken.discipline.rules.authority import Matrix, Parts, ProposedMatrix, Rung
from noken.discipline.rules.flow import Ground
from noken.discipline.rules.steps import Now
from noken.discipline.rules.terms import ProposedTerms
from noken.regulations.discipline import deadlines, usual_authority
from noken.regulations.discipline import sanctions as table

TUESDAY = date(2026, 11, 24)
CODES = list(table())
STATES = sorted({state for state, _act in flow.WAYS} | set(flow.WAYS.values()))
ACTS = sorted({act for _state, act in flow.WAYS})
CELLS = authority.usual(usual_authority())
CHAIN = (
    Rung(1, "PENGAWAS"),
    Rung(2, ""),
    Rung(3, "ADMINISTRATOR"),
    Rung(4, "JPT_PRATAMA"),
    Rung(5, "PPK"),
)


@pytest.mark.parametrize(
    ("status", "act", "then"),
    [
        ("SUSPECTED", flow.SUMMON, "SUMMONED_1"),
        ("SUMMONED_1", flow.SUMMON, "SUMMONED_2"),
        ("SUMMONED_2", flow.SUMMON, None),
        ("SUMMONED_1", flow.MISS, None),
        ("SUMMONED_2", flow.MISS, "NO_SHOW"),
        ("SUSPECTED", flow.HEAR, None),
        ("SUMMONED_1", flow.HEAR, "EXAMINED"),
        ("NO_SHOW", flow.REPORT, "REPORTED"),
        ("SUSPECTED", flow.REPORT, None),
        ("EXAMINED", flow.CONFIRM, None),
        ("REPORTED", flow.CONFIRM, "DECIDED"),
        ("DECIDED", flow.ENTER, None),
        ("DELIVERED", flow.ENTER, "IN_FORCE"),
        ("APPEALED", flow.ENTER, None),
        ("APPEALED", flow.SETTLE, "IN_FORCE"),
        ("APPEALED", flow.REVOKE, "DROPPED"),
        ("IN_FORCE", flow.SERVE, "SERVED"),
        ("DELIVERED", flow.APPEAL, "APPEALED"),
        ("DELIVERED", flow.LATE, "DELIVERED"),
        ("IN_FORCE", flow.APPEAL, "APPEALED"),
        ("IN_FORCE", flow.LATE, "IN_FORCE"),
        ("DECIDED", flow.DROP, None),
        ("SUSPECTED", flow.GUIDE, "GUIDANCE_ONLY"),
        ("DROPPED", flow.SUMMON, None),
        ("EXAMINED", flow.REPLY, "EXAMINED"),
        ("DECIDED", flow.REPLY, None),
        ("SUSPECTED", flow.JOIN, "SUSPECTED"),
        ("SUMMONED_1", flow.ACCUSE, "SUSPECTED"),
        ("SUMMONED_2", flow.JOIN, None),
        ("EXAMINED", flow.ACCUSE, None),
    ],
)
def test_the_way_of_a_case(status: str, act: str, then: str | None) -> None:
    assert flow.next_state(status, act) == then
    assert (flow.why_not_now(status, act) is None) == (then is not None)


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (Ground(from_findings=True, counts=True), ""),
        (Ground(from_findings=True, counts=False), "discipline.nothing_counts"),
        (Ground(from_findings=False), "discipline.not_told"),
        (
            Ground(from_findings=False, told_on=TUESDAY, reply_by=TUESDAY),
            "discipline.not_heard_first",
        ),
        (Ground(from_findings=False, told_on=TUESDAY, reply_by=TUESDAY, replied=True), ""),
        (Ground(from_findings=False, told_on=date(2026, 11, 18), reply_by=date(2026, 11, 23)), ""),
        (Ground(from_findings=False, replied=True), "discipline.not_told"),
    ],
)
def test_nothing_burdens_before_a_reply_or_its_lapse(ground: Ground, code: str) -> None:
    why = flow.why_not_burdened(ground, TUESDAY)

    assert (why.code if why else "") == code


@given(st.lists(st.sampled_from(ACTS), max_size=30))
def test_no_decision_without_a_summons_and_a_report(acts: list[str]) -> None:
    status, seen = flow.SUSPECTED, [flow.SUSPECTED]
    for act in acts:
        status = flow.next_state(status, act) or status
        seen.append(status)

    if status in flow.DECIDED_ON:
        assert {flow.SUMMONED_1, flow.REPORTED} <= set(seen)
        assert {flow.EXAMINED, flow.NO_SHOW} & set(seen)
    if status == flow.NO_SHOW:
        assert flow.SUMMONED_2 in seen


@given(st.lists(st.sampled_from(ACTS), max_size=30))
def test_what_is_closed_stays_closed(acts: list[str]) -> None:
    for closed in flow.CLOSED:
        assert all(flow.next_state(closed, act) is None for act in acts)


def test_every_act_has_somebody_whose_it_is() -> None:
    by_system = {flow.ENTER, flow.REVOKE}

    for status, act in flow.WAYS:
        assert bool(flow.whose(status, act)) == (act not in by_system)


@pytest.mark.parametrize("cell", sorted(CELLS))
def test_the_usual_matrix_at_every_cell(cell: tuple[str, str]) -> None:
    target, level = cell
    official = CELLS[cell]

    assert official == usual_authority().get(cell, "PPK")
    assert authority.why_not_matrix(CELLS) is None
    if level == "BERAT":
        assert official == authority.PPK
        lower = authority.why_not_matrix({**CELLS, cell: "JPT_PRATAMA"})
        assert lower
        assert lower.code == "authority.heavy"
    hole = authority.why_not_matrix({key: CELLS[key] for key in CELLS if key != cell})
    assert hole
    assert hole.code == "authority.hole"
    if target in authority.OFFICIALS and level != "BERAT":
        equal = authority.why_not_matrix({**CELLS, cell: target})
        assert equal
        assert equal.code == "authority.not_above"


@pytest.mark.parametrize(
    ("least", "barred", "who"),
    [
        ("PENGAWAS", set(), 1),
        ("PENGAWAS", {1}, 3),
        ("ADMINISTRATOR", set(), 3),
        ("JPT_PRATAMA", {3}, 4),
        ("PPK", set(), 5),
        ("PPK", {5}, None),
    ],
)
def test_the_first_official_with_the_rank_and_a_role_apart(
    least: str, barred: set[int], who: int | None
) -> None:
    assert authority.competent(CHAIN, least, barred) == who


@given(
    least=st.sampled_from(authority.OFFICIALS),
    raiser=st.none() | st.integers(1, 5),
    keepers=st.frozensets(st.integers(1, 5)),
    person=st.integers(1, 6),
)
def test_the_sanctioner_is_never_person_raiser_or_keeper(
    least: str, raiser: int | None, keepers: frozenset[int], person: int
) -> None:
    parts = Parts(person, CHAIN[0].employee_id, frozenset({raiser} if raiser else ()), keepers)
    who = authority.competent(CHAIN, least, authority.barred_of(parts))

    assert who != person
    assert who is None or who != raiser
    assert who not in keepers
    if who is not None:
        said = authority.joined(who, parts)
        assert bool(said) == (who == parts.rater_id or (raiser is not None and raiser == 1))


@pytest.mark.parametrize(
    ("kind", "echelon", "led", "target"),
    [
        ("EXECUTIVE", "", "", "PELAKSANA"),
        ("FUNCTIONAL", "", "", "FUNGSIONAL"),
        ("STRUCTURAL", "IV.a", "SECTION", "PENGAWAS"),
        ("STRUCTURAL", "III.b", "DIVISION", "ADMINISTRATOR"),
        ("STRUCTURAL", "II.b", "OPD", "JPT_PRATAMA"),
        ("STRUCTURAL", "", "OPD", "JPT_PRATAMA"),
        ("STRUCTURAL", "", "SECTION", "PENGAWAS"),
        ("STRUCTURAL", "", "INSTANSI", "PELAKSANA"),
    ],
)
def test_the_row_of_the_matrix(kind: str, echelon: str, led: str, target: str) -> None:
    assert authority.target_of(kind, echelon, led) == target


def test_who_keeps_the_rule_does_not_examine_alone() -> None:
    assert authority.examiner(CHAIN, Parts(9)) == 1
    assert authority.examiner(CHAIN, Parts(9, keeper_ids=frozenset({1}))) == 2
    assert authority.examiner((), Parts(9)) is None


def test_one_signature_is_no_matrix_and_no_days() -> None:
    matrix = Matrix(CELLS, "Perbup", TUESDAY)
    one = [ProposedMatrix(matrix, TUESDAY, frozenset({1}))]
    two = [ProposedMatrix(matrix, TUESDAY, frozenset({1, 2}))]
    days = terms.usual(deadlines())

    assert not authority.matrix_on(TUESDAY, one, usual_authority()).is_signed
    assert authority.matrix_on(TUESDAY, two, usual_authority()) == matrix
    assert not authority.matrix_on(date(2026, 11, 23), two, usual_authority()).is_signed
    signed = ProposedTerms(days, TUESDAY, frozenset({1, 2}))
    assert terms.terms_on(TUESDAY, [signed], deadlines()) == days
    assert not terms.terms_on(TUESDAY, [], deadlines()).is_signed


def test_the_days_are_those_of_the_table() -> None:
    days = terms.usual(deadlines())

    assert (days.summons_workdays, days.second_workdays) == (7, 7)
    assert (days.deliver_workdays, days.in_force_workday) == (14, 15)
    assert days.appeal_days("OBJECTION") == (14, 6, 21)
    assert days.appeal_days("APPEAL") == (14, 21, 65)


@pytest.mark.parametrize("kind", ["PPPK", "PPPK_PART_TIME", "CPNS", "OFFICIAL"])
def test_only_pns_have_a_rule_set(kind: str) -> None:
    assert not authority.is_ruled(kind)
    assert authority.is_ruled("PNS")


@pytest.mark.parametrize(
    ("now", "parts", "acts"),
    [
        (
            Now("SUSPECTED", is_breach=True, was_heard=False),
            {"EXAMINER"},
            ["TELL", "GUIDE", "DROP"],
        ),
        (
            Now("SUSPECTED", is_breach=True, was_told=True, was_heard=False),
            {"EXAMINER"},
            ["GUIDE", "DROP"],
        ),
        (Now("SUSPECTED", is_breach=True, was_told=True, was_heard=False), {"OWNER"}, ["REPLY"]),
        (Now("SUSPECTED"), {"EXAMINER"}, ["SUMMON", "GUIDE", "DROP"]),
        (Now("SUSPECTED", may_have_team=True, needs_team=True), {"KEEPER"}, ["TEAM"]),
        (Now("SUMMONED_1"), {"EXAMINER"}, ["RECEIVE", "GUIDE", "DROP"]),
        (Now("SUMMONED_1", received=True), {"EXAMINER"}, ["HEAR", "GUIDE", "DROP"]),
        (
            Now("SUMMONED_1", received=True, hour_passed=True),
            {"EXAMINER"},
            ["HEAR", "SUMMON", "GUIDE", "DROP"],
        ),
        (
            Now("SUMMONED_1", hour_passed=True),
            {"EXAMINER"},
            ["RECEIVE", "RENEW", "GUIDE", "DROP"],
        ),
        (
            Now("SUMMONED_2", received=True, in_time=False, hour_passed=True),
            {"EXAMINER"},
            ["RENEW", "HEAR", "GUIDE", "DROP"],
        ),
        (
            Now("SUMMONED_2", received=True, hour_passed=True),
            {"EXAMINER"},
            ["HEAR", "MISS", "GUIDE", "DROP"],
        ),
        (
            Now("SUMMONED_1", received=True, may_have_team=True, needs_team=True),
            {"EXAMINER"},
            ["RELEASE", "GUIDE", "DROP"],
        ),
        (Now("SUMMONED_1", received=True, has_excuse=True), {"OWNER"}, []),
        (Now("SUMMONED_1", received=True), {"OWNER"}, ["EXCUSE"]),
        (
            Now("SUMMONED_1", received=True, has_excuse=True, excuse_waits=True),
            {"EXAMINER"},
            ["RENEW", "WEIGH", "HEAR", "GUIDE", "DROP"],
        ),
        (
            Now("SUMMONED_2", received=True, hour_passed=True, is_away=True),
            {"EXAMINER"},
            ["RENEW", "HEAR", "GUIDE", "DROP"],
        ),
        (Now("NO_SHOW", is_away=True), {"EXAMINER"}, ["RENEW"]),
        (Now("NO_SHOW", excuse_waits=True), {"EXAMINER"}, ["RENEW", "WEIGH"]),
        (Now("NO_SHOW"), {"EXAMINER"}, ["REPORT"]),
        *(
            (Now(status, needs_team=True, has_team=True), {"EXAMINER"}, acts)
            for status, acts in (
                ("EXAMINED", ["REPORT", "RELEASE"]),
                ("REPORTED", ["DRAFT", "RELEASE"]),
                ("DECIDED", ["CALL", "DELIVER"]),
            )
        ),
        *(
            (Now(status, is_breach=True, has_excuse=True), {"OWNER"}, ["REPLY"])
            for status in flow.UNDECIDED
        ),
        (Now("DECIDED", is_breach=True), {"OWNER"}, []),
        (Now("EXAMINED"), {"EXAMINER"}, ["REPORT"]),
        (Now("EXAMINED"), {"KEEPER"}, []),
        (Now("REPORTED"), {"KEEPER"}, ["DRAFT"]),
        (Now("REPORTED", has_draft=True), {"OFFICIAL"}, ["CONFIRM", "RETURN", "GUIDE", "DROP"]),
        (Now("REPORTED", is_proven=False), {"KEEPER"}, []),
        (Now("REPORTED", is_proven=False), {"OFFICIAL"}, ["GUIDE", "DROP"]),
        (Now("DECIDED"), {"KEEPER"}, ["CALL", "DELIVER"]),
        (Now("DECIDED", was_called=True), {"KEEPER"}, ["DELIVER"]),
        (Now("DELIVERED"), {"OWNER"}, ["APPEAL"]),
        (Now("DELIVERED"), {"KEEPER"}, []),
        (Now("APPEALED", has_appeal=True, appeal_waits=True), {"KEEPER"}, ["SETTLE", "ANSWER"]),
        (Now("APPEALED", has_appeal=True, appeal_waits=True), {"RULER"}, ["RULE"]),
        (
            Now("APPEALED", has_appeal=True, appeal_waits=True),
            {"KEEPER", "RULER"},
            ["RULE", "ANSWER"],
        ),
        (Now("IN_FORCE", is_over=True), {"KEEPER"}, ["SERVE"]),
        (Now("IN_FORCE", has_appeal=True, appeal_waits=True), {"KEEPER"}, ["SETTLE", "ANSWER"]),
        (Now("SERVED", is_over=True), {"KEEPER", "OWNER"}, []),
    ],
)
def test_the_next_lawful_step(now: Now, parts: set[str], acts: list[str]) -> None:
    joining = {flow.JOIN, flow.ACCUSE}
    assert [each for each in steps.likely(now, parts) if each not in joining] == acts


@pytest.mark.parametrize("status", STATES)
def test_acts_join_a_case_until_a_second_summons(status: str) -> None:
    for part in ("OWNER", "OFFICIAL", "EXAMINER", "KEEPER"):
        found = {flow.JOIN, flow.ACCUSE} & set(steps.likely(Now(status), {part}))
        may = status in {"SUSPECTED", "SUMMONED_1"} and part in {"EXAMINER", "KEEPER"}
        assert found == ({flow.JOIN, flow.ACCUSE} if may else set())
