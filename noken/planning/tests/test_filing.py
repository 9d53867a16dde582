"""Files of plans out and in: nothing changes before the owner of each plan takes it."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.http import Http404

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.planning import queries, services
from noken.planning.exports.plan_tables import write_csv, write_xlsx
from noken.planning.models import FilePlan, Indicator, Plan, PlanFile, PlannedResult, Revision
from noken.planning.queries.filing import FilePlanPage
from noken.planning.services import NewPlanFile
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import make_plan, make_result

pytestmark = pytest.mark.django_db
Status = Revision.Status
YEAR = TODAY.year
OWN = "RHK;Indikator;Satuan;Target\nData valid;Sekolah;sekolah;42\nLaporan terbit;Terbit;kali;4\n"


def bring(
    tmp_path: Path, by: Employee, content: str | bytes = OWN, *, year: int = YEAR, name: str = "csv"
) -> PlanFile:
    path = tmp_path / f"skp.{name}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    new = NewPlanFile(uuid4(), path.name, "0" * 64, year)
    return services.read_plan_file(new, path, by=actor(by), at=NOON)


def own_page(person: Employee) -> FilePlanPage:
    row = FilePlan.objects.filter(owner=person).latest("pk")
    return queries.file_plan_page(actor(person), row.pk)


def take(page: FilePlanPage, by: Employee, *numbers: int) -> Plan:
    chosen = set(numbers) or {line.line.number for line in page.compared.different}
    return services.take_file_plan(page.id, chosen, seen=page.seen, by=actor(by), at=NOON)


def results(plan: Plan) -> list[str]:
    found = PlannedResult.objects.filter(revision=plan.revisions.latest("number"))
    return list(found.order_by("order").values_list("text", flat=True))


def about(*people: Employee, result: str = "Data valid") -> str:
    lines = [f"{person.nip};{result};Sekolah;sekolah;42" for person in people]
    return "\n".join(["NIP;RHK;Indikator;Satuan;Target", *lines]) + "\n"


# Own plan


def test_a_file_is_read_and_nothing_changes(cast: Cast, tmp_path: Path) -> None:
    make_plan(cast.owner, status=Status.DRAFT, results=["Data valid"], indicators=0)

    file = bring(tmp_path, cast.owner)
    page = own_page(cast.owner)

    assert [line.verdict.how for line in page.compared.lines] == ["NEW", "NEW"]
    assert page.is_own
    assert page.why_closed == ""
    assert results(Plan.objects.get(owner=cast.owner)) == ["Data valid"]
    assert Entry.objects.filter(action="PlanFileRead").count() == 1
    assert queries.only_own_part(actor(cast.owner), file.pk) == page.id


def test_chosen_lines_go_into_the_draft_and_the_rest_stays(cast: Cast, tmp_path: Path) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=["Sudah ada"])
    bring(tmp_path, cast.owner)

    take(own_page(cast.owner), cast.owner, 2)

    assert results(plan) == ["Sudah ada", "Data valid"]
    assert own_page(cast.owner).why_closed


def test_without_a_plan_one_is_begun(cast: Cast, tmp_path: Path) -> None:
    bring(tmp_path, cast.owner, year=YEAR + 1)

    plan = take(own_page(cast.owner), cast.owner)

    assert (plan.year, results(plan)) == (YEAR + 1, ["Data valid", "Laporan terbit"])


def test_a_plan_in_force_goes_on_while_the_change_is_a_draft(cast: Cast, tmp_path: Path) -> None:
    plan = make_plan(cast.owner)
    bring(tmp_path, cast.owner)

    take(own_page(cast.owner), cast.owner)

    assert set(plan.revisions.values_list("status", flat=True)) == {Status.APPROVED, Status.DRAFT}
    assert "skp.csv" in plan.revisions.latest("number").reason


def test_a_plan_that_waits_is_not_touched(cast: Cast, tmp_path: Path) -> None:
    make_plan(cast.owner, status=Status.SUBMITTED)
    bring(tmp_path, cast.owner)
    page = own_page(cast.owner)

    with pytest.raises(Refused) as refusal:
        take(page, cast.owner)

    assert page.why_closed
    assert refusal.value.code == "plan.not_draft"


def test_a_plan_changed_meanwhile_is_looked_at_again(cast: Cast, tmp_path: Path) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    bring(tmp_path, cast.owner)
    page = own_page(cast.owner)
    make_result(plan, "Ditulis di tab lain")

    with pytest.raises(Refused) as refusal:
        take(page, cast.owner)

    assert refusal.value.code == "plan.changed_elsewhere"


def test_nothing_chosen_is_nothing_taken(cast: Cast, tmp_path: Path) -> None:
    make_plan(cast.owner, status=Status.DRAFT)
    bring(tmp_path, cast.owner)

    with pytest.raises(Refused) as refusal:
        take(own_page(cast.owner), cast.owner, 999)

    assert refusal.value.code == "plan_file.nothing_chosen"


def test_what_was_taken_is_not_taken_twice(cast: Cast, tmp_path: Path) -> None:
    bring(tmp_path, cast.owner)
    page = own_page(cast.owner)
    take(page, cast.owner)

    with pytest.raises(Refused) as refusal:
        take(page, cast.owner)

    assert refusal.value.code == "plan_file.answered"


def test_an_own_file_is_dropped_without_a_word(cast: Cast, tmp_path: Path) -> None:
    bring(tmp_path, cast.owner)
    page = own_page(cast.owner)

    services.decline_file_plan(page.id, "", by=actor(cast.owner), at=NOON)

    assert FilePlan.objects.get().status == "DROPPED"


def test_the_superiors_result_is_found_by_its_words(cast: Cast, tmp_path: Path) -> None:
    above = make_result(make_plan(cast.acting_superior, results=()), "Mutu dasar meningkat")
    text = "RHK atasan;RHK;Indikator;Satuan;Target\nmutu dasar meningkat.;Data;Sekolah;sekolah;4\n"
    bring(tmp_path, cast.owner, text)

    plan = take(own_page(cast.owner), cast.owner)

    assert PlannedResult.objects.get(revision__plan=plan).supports == above


def test_the_same_sending_twice_is_one_file(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "skp.csv"
    path.write_text(OWN)
    new = NewPlanFile(uuid4(), path.name, "0" * 64, YEAR)

    first, second = (
        services.read_plan_file(new, path, by=actor(cast.owner), at=NOON) for _ in range(2)
    )

    assert first == second
    assert PlanFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "year", "code"),
    [
        (OWN, YEAR - 1, "plan_file.year"),
        ("Nama;Alamat\nMaria;Wosi\n", YEAR, "plan_file.unreadable"),
        ("RHK;Indikator\n;\n", YEAR, "plan_file.empty"),
    ],
)
def test_a_file_that_says_nothing_is_refused(
    cast: Cast, tmp_path: Path, content: str, year: int, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        bring(tmp_path, cast.owner, content, year=year)

    assert refusal.value.code == code
    assert not PlanFile.objects.exists()


def test_a_line_of_another_year_is_refused(cast: Cast, tmp_path: Path) -> None:
    file = bring(tmp_path, cast.owner, "Tahun;RHK;Indikator\n2024;Data valid;Sekolah\n")

    assert FilePlan.objects.count() == 0
    assert "2024" in file.refused[0][2]


# Files about others


def test_a_superior_speaks_of_the_team_only(cast: Cast, tmp_path: Path) -> None:
    file = bring(tmp_path, cast.acting_superior, about(cast.owner, cast.admin_other))

    page = queries.file_page(actor(cast.acting_superior), file.pk)

    assert [each.person.id for each in page.page.object_list] == [cast.owner.pk]
    assert "bukan pegawai" in file.refused[0][2]
    assert page.about == {cast.owner.pk}


def test_an_employee_speaks_of_nobody_else(cast: Cast, tmp_path: Path) -> None:
    file = bring(tmp_path, cast.peer, about(cast.owner))

    assert not FilePlan.objects.exists()
    assert len(file.refused) == 1


def test_the_owner_sees_it_once_it_was_sent(cast: Cast, tmp_path: Path) -> None:
    make_plan(cast.owner, status=Status.DRAFT, results=())
    file = bring(tmp_path, cast.acting_superior, about(cast.owner))
    with pytest.raises(Http404):
        own_page(cast.owner)

    count = services.send_file_plans(file.pk, by=actor(cast.acting_superior), at=NOON)

    assert count == 1
    assert not own_page(cast.owner).is_own
    assert queries.asks_page(actor(cast.owner)).files[0].lines == 1
    assert take(own_page(cast.owner), cast.owner).owner_id == cast.owner.pk


def test_who_has_no_difference_is_not_sent_anything(cast: Cast, tmp_path: Path) -> None:
    make_plan(cast.owner, results=["Data valid"])
    Indicator.objects.update(text="Sekolah", target_q1=10, target_q2=10, target_q3=11, target_q4=11)
    file = bring(tmp_path, cast.acting_superior, about(cast.owner))

    with pytest.raises(Refused) as refusal:
        services.send_file_plans(file.pk, by=actor(cast.acting_superior), at=NOON)

    assert refusal.value.code == "plan_file.nothing_to_send"


def test_a_draft_of_somebody_else_does_not_show_in_the_comparison(
    cast: Cast, tmp_path: Path
) -> None:
    make_plan(cast.owner, status=Status.DRAFT, results=["Data valid"])
    file = bring(tmp_path, cast.acting_superior, about(cast.owner))

    page = queries.file_page(actor(cast.acting_superior), file.pk)

    assert (page.new, page.changed, page.same) == (1, 0, 0)


def test_the_owner_may_want_to_talk_first(cast: Cast, tmp_path: Path) -> None:
    file = bring(tmp_path, cast.acting_superior, about(cast.owner))
    services.send_file_plans(file.pk, by=actor(cast.acting_superior), at=NOON)
    page = own_page(cast.owner)
    with pytest.raises(Refused) as refusal:
        services.decline_file_plan(page.id, " ", by=actor(cast.owner), at=NOON)

    services.decline_file_plan(page.id, "Targetnya terlalu tinggi", by=actor(cast.owner), at=NOON)

    assert refusal.value.code == "plan_file.no_note"
    shown = queries.file_page(actor(cast.acting_superior), file.pk).page.object_list[0]
    assert shown.compared.row.note == "Targetnya terlalu tinggi"


def test_what_nobody_answered_can_be_taken_back(cast: Cast, tmp_path: Path) -> None:
    file = bring(tmp_path, cast.acting_superior, about(cast.owner, cast.peer))
    services.send_file_plans(file.pk, by=actor(cast.acting_superior), at=NOON)
    take(own_page(cast.owner), cast.owner)

    services.drop_plan_file(file.pk, by=actor(cast.acting_superior), at=NOON)

    assert dict(FilePlan.objects.values_list("owner", "status")) == {
        cast.owner.pk: "TAKEN",
        cast.peer.pk: "DROPPED",
    }


def test_only_who_brought_a_file_sends_or_drops_it(cast: Cast, tmp_path: Path) -> None:
    file = bring(tmp_path, cast.acting_superior, about(cast.owner))

    for act in (services.send_file_plans, services.drop_plan_file):
        with pytest.raises(Refused) as refusal:
            act(file.pk, by=actor(cast.superior), at=NOON)

        assert refusal.value.code == "plan_file.not_yours"
    with pytest.raises(Http404):
        queries.file_page(actor(cast.superior), file.pk)


def test_only_the_owner_takes_what_concerns_the_own_plan(cast: Cast, tmp_path: Path) -> None:
    bring(tmp_path, cast.acting_superior, about(cast.owner))
    row = FilePlan.objects.get()

    with pytest.raises(Refused) as refusal:
        services.take_file_plan(row.pk, {2}, seen="", by=actor(cast.acting_superior), at=NOON)

    assert refusal.value.code == "plan_file.not_yours"


# Out and in again


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_went_out_comes_back_the_same(cast: Cast, tmp_path: Path, kind: str) -> None:
    above = make_result(make_plan(cast.acting_superior, results=()), "Mutu dasar")
    plan = make_plan(cast.owner, results=["=Data; “valid”", "Lain"], indicators=2, supports=above)
    found = queries.export(actor(cast.owner), queries.OWN, YEAR)
    written = (write_xlsx if kind == "xlsx" else write_csv)(found.plans)

    bring(tmp_path, cast.owner, written, name=kind)
    page = own_page(cast.owner)

    assert [line.verdict.how for line in page.compared.lines] == ["SAME"] * 4
    assert page.kept == ()
    assert found.about == {plan.owner_id}


def test_a_change_made_in_excel_is_chosen_unless_the_plan_changed_too(
    cast: Cast, tmp_path: Path
) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=["Satu", "Dua"])
    found = queries.export(actor(cast.owner), queries.OWN, YEAR)
    text = write_csv(found.plans).decode("utf-8-sig").replace(";9;9;9;15;", ";9;9;9;16;")
    second = PlannedResult.objects.get(revision__plan=plan, text="Dua")
    second.indicators.update(target_q1=Decimal(1))
    bring(tmp_path, cast.owner, text)

    first, stale = own_page(cast.owner).compared.lines

    assert (first.verdict.how, first.is_chosen) == ("CHANGED", True)
    assert (stale.verdict.how, stale.is_chosen) == ("CHANGED", False)
    assert stale.verdict.is_stale


def test_who_may_take_out_what(cast: Cast) -> None:
    make_plan(cast.owner, results=["Maria"])
    make_plan(cast.peer, status=Status.DRAFT, results=["Draf Frans"])
    make_plan(cast.former_superior, results=["Elias"])

    def names(person: Employee, scope: str, unit_id: int | None = None) -> list[str]:
        found = queries.export(actor(person), scope, YEAR, unit_id)
        return [plan.content.results[0].text for plan in found.plans]

    assert names(cast.peer, queries.OWN) == ["Draf Frans"]
    assert names(cast.peer, queries.TEAM) == ["Draf Frans"]
    assert names(cast.acting_superior, queries.TEAM) == ["Maria"]
    assert names(cast.higher_superior, queries.TEAM) == ["Maria"]
    assert names(cast.admin_opd, queries.UNIT, cast.agency.pk) == ["Maria"]
    assert names(cast.admin_other, queries.UNIT, cast.agency.pk) == []
    assert names(cast.personnel, queries.UNIT, cast.other_agency.pk) == ["Elias"]
    assert names(cast.owner, queries.UNIT, cast.agency.pk) == ["Maria"]


def test_a_superiors_table_shows_no_nip(cast: Cast) -> None:
    make_plan(cast.owner)

    of_team = queries.export(actor(cast.acting_superior), queries.TEAM, YEAR)
    of_unit = queries.export(actor(cast.admin_opd), queries.UNIT, YEAR, cast.agency.pk)

    assert [plan.nip for plan in of_team.plans] == [""]
    assert [plan.nip for plan in of_unit.plans] == [cast.owner.nip]


def test_a_table_never_holds_a_formula(cast: Cast) -> None:
    make_plan(cast.owner, results=["=1+1"])
    found = queries.export(actor(cast.owner), queries.OWN, YEAR)
    plan = replace(found.plans[0], name="+Maria")

    text = write_csv([plan]).decode("utf-8-sig")

    assert ";'=1+1;" in text
    assert ";'+Maria;" in text
