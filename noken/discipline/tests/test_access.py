"""For whom a case exists, what is shown of it to whom, what waits for whom, who does nothing."""

from contextlib import suppress

import pytest
from django.http import Http404

from noken.audit.services import state_reason
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.tally import counted
from noken.discipline import queries, services
from noken.discipline.models import Case, Decision
from noken.discipline.queries import CasePage, Gate
from noken.discipline.services import NewMatrix, NewTerms
from noken.organization.models import Employee
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    DAYS,
    make_case,
    make_counting,
    make_settings,
)

pytestmark = pytest.mark.django_db
WHY = "Menangani perkara sesuai tugas jabatan saya."


def seen_by(cast: Cast, row: Case) -> set[str]:
    found = set()
    for name in STANDING_PEOPLE[:-2]:
        with suppress(Http404):
            queries.case_page(actor(getattr(cast, name)), row.number, NOON)
            found.add(name)
    return found


def page_of(person: Employee, row: Case) -> CasePage:
    by = actor(person)
    if person.pk != row.employee_id:
        state_reason(row.employee_id, "Tugas jabatan", WHY, by=by, at=NOON, record=row.number)
    page = queries.case_page(by, row.number, NOON)
    assert isinstance(page, CasePage)
    return page


def test_for_whom_a_case_exists(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior)

    assert seen_by(cast, row) == {
        *("owner", "acting_superior", "superior", "personnel", "inspectorate"),
    }
    for number in ("D-2026-9", "D-2026-9999", "T-2026-0001", "D-x-y", "D-2026-00001"):
        with pytest.raises(Http404):
            queries.case_page(actor(cast.personnel), number, NOON)


def test_everybody_but_the_person_says_why_first(cast: Cast) -> None:
    row = make_case(cast.owner, cast.acting_superior)
    for person in (cast.acting_superior, cast.personnel, cast.inspectorate):
        assert isinstance(queries.case_page(actor(person), row.number, NOON), Gate)
        page = page_of(person, row)
        assert page.stated_reason.endswith(WHY)
        assert page.about == {cast.owner.pk}
    assert page_of(cast.owner, row).stated_reason == ""


def test_why_is_asked_for_each_case_anew(cast: Cast) -> None:
    """What was said for a finding, the file of the person or another case opens none."""
    first = make_case(cast.owner, cast.acting_superior, "SERVED", official=cast.superior)
    second = make_case(cast.owner, cast.acting_superior)
    reader = actor(cast.personnel)
    state_reason(cast.owner.pk, "Tugas jabatan", WHY, by=reader, at=NOON)
    assert isinstance(queries.case_page(reader, first.number, NOON), Gate)

    page_of(cast.personnel, first)

    assert isinstance(queries.case_page(reader, second.number, NOON), Gate)


def test_a_member_of_bkpsdm_is_the_person_in_the_own_case(cast: Cast) -> None:
    row = make_case(cast.personnel, cast.bupati)

    page = page_of(cast.personnel, row)
    assert (page.role, page.is_own) == (Role.SELF, True)
    assert not queries.cases_page(actor(cast.personnel), NOON).rows


def test_the_person_reads_the_decision_only_once_it_was_delivered(cast: Cast) -> None:
    decided = make_case(cast.owner, cast.acting_superior, "DECIDED", official=cast.superior)
    page = page_of(cast.owner, decided)
    assert (page.decision, page.report, page.draft) == (None, None, None)
    assert {each.word for each in page.letters} >= {"Surat panggilan I"}
    assert page_of(cast.personnel, decided).decision is not None
    delivered = make_case(cast.owner, cast.acting_superior, "DELIVERED", official=cast.superior)
    assert page_of(cast.owner, delivered).decision is not None


@pytest.mark.parametrize(
    ("status", "person", "act"),
    [
        ("SUSPECTED", "acting_superior", "SUMMON"),
        ("SUSPECTED", "personnel", ""),
        ("SUMMONED_1", "acting_superior", "HEAR"),
        ("SUMMONED_2", "acting_superior", "HEAR"),
        ("EXAMINED", "acting_superior", "REPORT"),
        ("NO_SHOW", "acting_superior", "REPORT"),
        ("REPORTED", "personnel", "DRAFT"),
        ("DECIDED", "personnel", "CALL"),
        ("DELIVERED", "owner", "APPEAL"),
        ("APPEALED", "personnel", ""),
        ("APPEALED", "higher_superior", "RULE"),
        ("IN_FORCE", "personnel", "SERVE"),
        ("SERVED", "personnel", ""),
        ("DROPPED", "acting_superior", ""),
    ],
)
def test_the_one_next_step_and_the_menu_agree(
    cast: Cast, status: str, person: str, act: str
) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, status, official=cast.superior)
    who = getattr(cast, person)

    assert page_of(who, row).act == act
    counts = counted([queries.waiting_tally(actor(who))])
    waiting = queries.waiting_here(actor(who), NOON)
    assert len(waiting) == counts["cases"] + counts["my_case"]
    expected = act in {"SUMMON", "HEAR", "REPORT", "DRAFT", "CALL", "RULE", "SERVE", "APPEAL"}
    assert bool(waiting) == expected
    assert all(cast.owner.name not in each.title + each.detail for each in waiting)


def test_the_official_waits_for_a_draft_alone(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, "REPORTED", official=cast.superior)
    assert counted([queries.waiting_tally(actor(cast.superior))])["cases"] == 0
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
    assert counted([queries.waiting_tally(actor(cast.superior))])["cases"] == 1
    assert page_of(cast.superior, row).act == "CONFIRM"


def test_lists_show_what_one_has_a_part_in(cast: Cast) -> None:
    make_settings()
    open_row = make_case(cast.owner, cast.acting_superior)
    closed = make_case(cast.peer, cast.acting_superior, "DROPPED")

    def numbers(person: Employee, *, only_open: bool = True) -> set[str]:
        page = queries.cases_page(actor(person), NOON, only_open=only_open)
        return {row.number for row in page.rows}

    assert numbers(cast.acting_superior) == {open_row.number}
    assert numbers(cast.personnel, only_open=False) == {open_row.number, closed.number}
    assert numbers(cast.higher_superior) == set()
    assert numbers(cast.former_superior) == set()
    heavy = make_case(cast.peer, cast.acting_superior, level="BERAT")
    assert numbers(cast.bupati) == {heavy.number}
    mine = queries.mine_page(actor(cast.owner), NOON)
    assert [row.number for row in mine.rows] == [open_row.number]


def test_what_stands_beside_a_finding(cast: Cast) -> None:
    make_settings()
    finding = make_counting(cast.owner)

    def beside(person: Employee) -> list[str]:
        found = queries.beside_findings(actor(person), [finding.pk])
        return [line.text for line in found.get(finding.pk, ())]

    assert beside(cast.acting_superior) == ["Pemanggilan tertulis: buka perkara"]
    assert beside(cast.owner) == []
    assert queries.closed_above([finding.pk]) == {}
    row = make_case(
        cast.owner, cast.acting_superior, "DECIDED", finding=finding, official=cast.superior
    )
    assert beside(cast.owner) == [
        f"Perkara disiplin {row.number}",
        "Surat panggilan I",
        "Berita acara pemeriksaan",
    ]
    assert beside(cast.peer) == []
    assert beside(cast.former_superior) == []
    made = Decision.objects.get(case=row)
    assert queries.closed_above([finding.pk]) == {finding.pk: made.decided_at}


def test_the_settings_are_signed_by_two_and_refuse_what_the_law_excludes(cast: Cast) -> None:
    keeper, leader = actor(cast.personnel), actor(cast.leader)
    cells = queries.matrix_page(keeper).matrix.cells
    low = NewMatrix(
        cells={**cells, ("PELAKSANA", "BERAT"): "JPT_PRATAMA"}, start_on=TODAY, source="Perbup"
    )
    with pytest.raises(Refused, match="Hukuman berat"):
        services.propose_matrix(low, by=keeper, at=NOON)
    made = services.propose_matrix(
        NewMatrix(cells=cells, start_on=TODAY, source="Perbup 1"), by=keeper, at=NOON
    )
    assert not services.sign_matrix(made.pk, "Sesuai.", by=keeper, at=NOON)
    assert not queries.matrix_on(TODAY).is_signed
    assert services.sign_matrix(made.pk, "Sesuai.", by=leader, at=NOON)
    assert queries.matrix_on(TODAY).is_signed
    days = services.propose_terms(
        NewTerms(days=DAYS, start_on=TODAY, source="Perbup 1"), by=keeper, at=NOON
    )
    services.withdraw_terms(days.pk, by=keeper, at=NOON)
    again = services.propose_matrix(
        NewMatrix(cells=cells, start_on=TODAY, source="Perbup 2"), by=keeper, at=NOON
    )
    services.withdraw_matrix(again.pk, by=keeper, at=NOON)
    with pytest.raises(Refused, match="Isi setiap hari kerja"):
        services.propose_terms(
            NewTerms(days={**DAYS, "act_workdays": 0}, start_on=TODAY, source="x"),
            by=keeper,
            at=NOON,
        )
