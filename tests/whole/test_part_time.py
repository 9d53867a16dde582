"""Part-time PPPK work by the hours of their contract: without them no day of theirs exists."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from noken.attendance import queries
from noken.attendance import services as attendance
from noken.attendance.models import Day, DirtySpan
from noken.core import events
from noken.core.actor import system
from noken.findings import services
from noken.findings.models import Row
from noken.organization.events import EmployeeImported
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_detectors import seen
from tests.world_findings import make_card, make_terms
from tests.world_schedules import make_person_schedule, make_unit_schedule, schedule
from tests.world_work import make_agreed, make_duty, make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
NOVEMBER, MONDAY = date(2026, 11, 1), date(2026, 11, 9)
NONE = "Jadwal menurut kontrak belum ditetapkan"


@pytest.fixture
def part_time(cast: Cast) -> Employee:
    make_terms()
    make_card()
    make_unit_schedule(cast.section, "NORMAL")
    Employee.objects.filter(pk=cast.owner.pk).update(kind="PPPK_PART_TIME")
    return cast.owner


def derive(person: Employee) -> None:
    attendance.mark_dirty([person.pk], NOVEMBER, None, by=system(TODAY), at=NOON)
    while attendance.derive_waiting(by=system(TODAY), at=NOON):
        pass


def texts_of(file: bytes) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return " ".join(str(cell) for row in rows for cell in row)


def test_no_schedule_of_the_unit_makes_a_day(cast: Cast, part_time: Employee) -> None:
    derive(part_time)
    services.run_cards(codes=["HDR-03"], by=system(TODAY), at=NOON)

    assert not Day.objects.filter(employee=part_time).exists()
    assert not Row.objects.filter(finding__employee=part_time).exists()
    states = queries.present_states([part_time.pk, cast.peer.pk], NOON)
    assert states[part_time.pk].code == "UNKNOWN"


def test_every_page_says_why_there_is_no_day(
    cast: Cast, browse: Browse, part_time: Employee
) -> None:
    month, unit = "?bulan=2026-11", f"&unit={cast.agency.pk}"
    own, keeper = browse(part_time), browse(cast.personnel)
    leads = browse(cast.acting_superior)
    for client, address in (
        (own, reverse("attendance:mine") + month),
        (own, reverse("findings:mine")),
        (own, reverse("attendance:schedules")),
        (keeper, reverse("attendance:person_schedule", args=[part_time.pk])),
        (leads, reverse("attendance:person", args=[part_time.pk]) + month),
    ):
        assert NONE in client.get(address).content.decode(), address
    named = f"Jadwal menurut kontrak belum mencakup seluruh bulan: {part_time.name}."
    assert named in leads.get(reverse("attendance:team") + month).content.decode()
    assert named in keeper.get(reverse("attendance:recap") + month + unit).content.decode()
    for client, address, words in (
        (own, reverse("attendance:download") + month, NONE),
        (leads, reverse("attendance:team_file") + month, named),
        (keeper, reverse("attendance:recap_file") + month + unit, named),
    ):
        assert words in texts_of(client.get(address).content), address


def test_bkpsdm_sets_the_schedule_of_the_contract_and_days_are_asked(
    cast: Cast, browse: Browse, part_time: Employee
) -> None:
    client = browse(cast.personnel)
    assert "1 PPPK paruh waktu belum punya jadwal kontrak" in (
        client.get(reverse("home:queue")).content.decode()
    )
    address = reverse("attendance:person_schedule", args=[part_time.pk])
    assert address in client.get(reverse("attendance:schedules")).content.decode()

    said = {
        "jadwal": schedule("NORMAL").pk,
        "mulai": MONDAY.isoformat(),
        "dasar": "Kontrak 800/17",
    }
    assert client.post(address, said).status_code == 302
    while attendance.derive_waiting(by=system(TODAY), at=NOON):
        pass

    days = Day.objects.filter(employee=part_time).order_by("day")
    assert days[0].day == MONDAY
    services.run_cards(codes=["HDR-03"], by=system(TODAY), at=NOON)
    services.ask_due(by=actor(cast.personnel), at=NOON)
    rows = Row.objects.filter(finding__employee=part_time)
    assert set(rows.values_list("state", flat=True)) == {"ASKED"}
    assert min(rows.values_list("day", flat=True)) == MONDAY
    own = browse(part_time).get(reverse("attendance:mine") + "?bulan=2026-11").content.decode()
    assert "Jadwal menurut kontrak tidak mencakup seluruh bulan ini" in own
    assert "belum punya jadwal kontrak" not in client.get(reverse("home:queue")).content.decode()


def test_days_of_a_unit_schedule_are_derived_anew_once_the_rule_arrives(
    part_time: Employee,
) -> None:
    Employee.objects.filter(pk=part_time.pk).update(kind="PPPK")
    derive(part_time)
    assert Day.objects.filter(employee=part_time).exists()
    Employee.objects.filter(pk=part_time.pk).update(kind="PPPK_PART_TIME")
    others = Day.objects.exclude(employee=part_time).count()
    step = import_module("noken.attendance.migrations.0013_part_time_by_contract")

    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(step.DERIVE_ANEW)
        assert set(DirtySpan.objects.values_list("employee", flat=True)) <= {part_time.pk}
        while attendance.derive_waiting(by=system(TODAY), at=NOON):
            pass
        assert not Day.objects.filter(employee=part_time).exists()
    assert Day.objects.exclude(employee=part_time).count() == others


def test_a_file_that_says_somebody_works_part_time_takes_the_days_away(
    cast: Cast, part_time: Employee
) -> None:
    Employee.objects.filter(pk=part_time.pk).update(kind="PPPK")
    derive(part_time)
    assert Day.objects.filter(employee=part_time).exists()

    Employee.objects.filter(pk=part_time.pk).update(kind="PPPK_PART_TIME")
    told = EmployeeImported(
        by=actor(cast.personnel),
        at=NOON,
        subject_id=part_time.pk,
        run_id=1,
        is_new=False,
        fields=("kind",),
    )
    with transaction.atomic():
        events.emit(told)
    while attendance.derive_waiting(by=system(TODAY), at=NOON):
        pass

    assert not Day.objects.filter(employee=part_time).exists()


def test_no_report_is_missed_on_days_that_do_not_exist(cast: Cast, part_time: Employee) -> None:
    make_duty(kind="")
    plan = make_agreed(cast.peer, ["Data rapi"], target=5)
    make_report(cast.peer, plan.indicators[0], on=NOVEMBER, quantity=1, status="APPROVED")

    def missed() -> set[int]:
        return {hit.employee_id for hit in seen("LAP-01", least_missing=1)}

    assert cast.admin_opd.pk in missed()
    assert part_time.pk not in missed()
    make_person_schedule(part_time, "NORMAL", start_on=MONDAY)
    assert part_time.pk in missed()
