"""What follows for PPPK, and what does not: cases, the fairness monitor, silence of before."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from noken.coaching.queries.facts import offers_for
from noken.core.actor import Role
from noken.discipline import queries as discipline
from noken.findings import queries, services
from noken.findings.models import Row
from noken.findings.queries.counting import counting_since
from noken.organization.models import Employee
from noken.oversight.queries.fairness import fairness
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_line, make_position, make_posting
from tests.world_detectors import seen
from tests.world_discipline import make_counting, make_settings
from tests.world_findings import make_card, make_finding, make_row, make_table, make_terms
from tests.world_work import make_duty

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAYS = [date(2026, 11, day) for day in (10, 11, 12)]
LATER = date(2026, 12, 5)
CALLED = ("Pemanggilan tertulis", "surat panggilan", "Pasal 26", "buka perkara")


def as_pppk(person: Employee) -> None:
    Employee.objects.filter(pk=person.pk).update(kind="PPPK")


def test_a_rung_of_the_region_asks_nobody_for_a_case(cast: Cast, browse: Browse) -> None:
    make_settings()
    make_table()
    person = make_employee("Yunus Mandacan", kind="PPPK")
    make_posting(person, make_position(cast.agency))
    make_line(person, cast.agency_head)
    finding = make_counting(person)
    make_counting(cast.admin_opd)

    assert {each.employee_id for each in queries.reached_since(2026, 2026)} == {
        person.pk,
        cast.admin_opd.pk,
    }
    for numbers in (
        {hit.facts["finding"] for hit in seen("ATS-04", until=LATER)},
        {each.number for each in discipline.inaction(LATER)},
    ):
        assert numbers
        assert finding.number not in numbers
    for reader in (person, cast.agency_head, cast.personnel):
        page = browse(reader).get(finding.get_absolute_url() + "?sekitar=1").content.decode()
        page += browse(reader).get(finding.get_absolute_url()).content.decode()
        assert not [word for word in CALLED if word in page], reader
        assert "di luar noken" in page
        assert reverse("findings:ladder") in page
    start = browse(cast.agency_head).get(reverse("discipline:start", args=[finding.number]))
    assert "noken tidak membuka perkara untuk kelompok pegawai ini" in start.content.decode()
    write = browse(cast.agency_head).get(reverse("discipline:write")).content.decode()
    assert cast.admin_opd.name in write
    assert person.name not in write
    assert "Perkara mereka tidak dibuka di noken" in write


def test_silence_of_before_the_table_counts_nowhere_and_never(cast: Cast, browse: Browse) -> None:
    make_terms()
    as_pppk(cast.owner)
    finding = make_finding(cast.owner, make_card())
    for day in DAYS:
        make_row(finding, day, "LAPSED", reply_by=TODAY - timedelta(1))
    step = import_module("noken.findings.migrations.0015_unruled_rows_open")
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(step.OPEN_AGAIN)
    assert finding.steps.filter(kind="MOVED").count() == len(DAYS)

    for signed in (False, True):
        if signed:
            make_table(start_on=TODAY)
            services.lapse_due(by=actor(cast.personnel), at=NOON)
        assert not Row.objects.filter(state="LAPSED").exists()
        assert counting_since(DAYS[0]) == {}
        standing = queries.standing_of([cast.owner.pk], 2026)[cast.owner.pk]
        assert (standing.counted, standing.rung) == (0, None)
        (offer,) = [
            each
            for each in offers_for(actor(cast.acting_superior), cast.owner.pk)
            if each.key == f"temuan-{finding.number}"
        ]
        assert "belum ada yang dihitung" in offer.text
        page = browse(cast.owner).get(finding.get_absolute_url()).content.decode()
        assert "Belum dijawab, tidak dihitung" in page


def test_refused_days_without_a_table_keep_nobody_from_lighter_supervision(cast: Cast) -> None:
    as_pppk(cast.owner)
    for person in (cast.owner, cast.peer):
        make_row(make_finding(person, make_card()), DAYS[0], "REFUSED", by=cast.superior)

    assert counting_since(DAYS[0]) == {cast.peer.pk: 1}


@pytest.fixture
def crowd(cast: Cast) -> dict[str, list[Employee]]:
    """Twelve PNS and twelve PPPK beside the cast."""
    post = make_position(cast.other_agency)
    found: dict[str, list[Employee]] = {"PNS": [], "PPPK": []}
    for kind, people in found.items():
        for _ in range(12):
            people.append(make_employee(account=False, kind=kind))
            make_posting(people[-1], post)
    return found


def test_a_rule_that_asks_pns_only_compares_nobody(
    cast: Cast, browse: Browse, crowd: dict[str, list[Employee]]
) -> None:
    card = make_card(groups=("PNS", "CPNS"))
    for person in crowd["PNS"]:
        make_row(make_finding(person, card), DAYS[0], "REFUSED", by=cast.superior)

    found = fairness(actor(cast.inspectorate, Role.INSPECTORATE), NOON)
    page = browse(cast.inspectorate).get("/inspektorat/").content.decode()

    assert found.said == []
    assert {row.value for row in found.rows} <= {0.0, None}
    assert "Tidak dibandingkan, karena tidak menanyai semua kelompok: HDR-03" in page


def test_people_whom_a_rule_never_asks_are_no_base_of_it(
    cast: Cast, crowd: dict[str, list[Employee]]
) -> None:
    part_time = crowd["PPPK"][:6]
    Employee.objects.filter(pk__in=[each.pk for each in part_time]).update(kind="PPPK_PART_TIME")
    for _ in range(6):
        make_posting(make_employee(account=False, kind="PPPK"), make_position(cast.other_agency))
    card = make_card(groups=("PNS", "CPNS", "PPPK"))
    make_row(make_finding(crowd["PNS"][0], card), DAYS[0], "REFUSED", by=cast.superior)

    found = fairness(actor(cast.inspectorate, Role.INSPECTORATE), NOON)

    assert {row.name: row.people for row in found.rows}["PPPK"] == 12


def test_silence_weighs_the_same_with_and_without_a_table(
    cast: Cast, crowd: dict[str, list[Employee]]
) -> None:
    card, past = make_card(), TODAY - timedelta(1)
    for kind, state in (("PNS", "LAPSED"), ("PPPK", "ASKED")):
        for person in crowd[kind][:6]:
            make_row(make_finding(person, card), DAYS[0], state, told=True, reply_by=past)

    found = fairness(actor(cast.inspectorate, Role.INSPECTORATE), NOON)

    rows = {row.name: row for row in found.rows}
    assert rows["PPPK"].value == pytest.approx(50.0)
    assert rows["PNS"].value
    assert found.said == []


def test_a_teacher_with_a_contract_is_asked_about_days_alone(cast: Cast, browse: Browse) -> None:
    make_terms()
    make_duty(family="TEACHER", kind="", rhythm="NONE")
    as_pppk(cast.owner)
    posting = cast.owner.postings.get()
    posting.position.family = "TEACHER"
    posting.position.save()
    finding = make_finding(cast.owner, make_card())
    for day in DAYS:
        make_row(finding, day, "HINT")
    services.ask_due(by=actor(cast.personnel), at=NOON)
    own, leads = browse(cast.owner), browse(cast.acting_superior)
    own.post(reverse("findings:opened", args=[finding.number]))

    assert set(finding.rows.values_list("state", flat=True)) == {"ASKED"}
    home = own.get("/").content.decode()
    assert "Tulis laporan" not in home
    for client in (own, leads):
        page = client.get(finding.get_absolute_url()).content.decode()
        assert "dari daerah belum dimuat" in page
        assert not [word for word in CALLED if word in page]
        assert 'class="ladder"' not in page
    around = leads.get(finding.get_absolute_url() + "?sekitar=1").content.decode()
    assert reverse("coaching:new", args=[cast.owner.pk]) in around
    assert seen("LAP-01") == []
